import DocumentReading
import RecordWriting
import SystemFiles

/// Takes finished batches in input order: gives documents their unique ids, tells failures, writes records.
struct OrderedWriter {
    var report = RunReport()
    private let policy: ErrorPolicy
    private let say: (String) -> Void
    private var ids = IDCounter()
    private var renamed = 0
    private var badDates = 0
    /// How often a note is told that may come with every document.
    private static let toldTimes = 5

    init(policy: ErrorPolicy, say: @escaping (String) -> Void) {
        self.policy = policy
        self.say = say
    }

    /// Says what was only counted.
    mutating func finish() {
        report.notes += renamed + badDates
        if badDates > OrderedWriter.toldTimes { say("\(badDates) documents in all have a date that is no ISO date") }
        if renamed > OrderedWriter.toldTimes { say("\(renamed) documents in all had the id of another and got a number behind it") }
    }

    /// False where the run must end: the output can't be written, a failure stops it, or a signal came.
    mutating func write(_ batch: Batch, to output: borrowing RecordOutput) -> Bool {
        report.timings += batch.timings
        var shift = 0
        var stopsAt: Int?
        for (i, result) in batch.results.enumerated() {
            switch result {
            case .note(let note):
                say(note)
                report.notes += 1
            case .badDate(let note):
                badDates += 1
                if badDates <= OrderedWriter.toldTimes { say(note) }
            case .failure(let failure):
                say(failure.description)
                report.add(failure)
                // What was found before a failure is written before its message could end the run.
                if policy == .stop { stopsAt = i }
            case .document(let id, let start, let counts):
                report.counts += counts
                if let suffix = ids.suffix(for: id) {
                    renamed += 1
                    if renamed <= OrderedWriter.toldTimes {
                        say("document id \"\(id)\" stands for several documents; this one becomes \"\(id)\(suffix)\"")
                    }
                    shift += rename(id, suffix, batch, i, start + shift)
                }
            }
            if stopsAt != nil { break }
        }
        var end = batch.output.count
        if let stopsAt, let next = batch.results[stopsAt...].lazy.compactMap({ if case .document(_, let start, _) = $0 { start } else { nil } }).first {
            end = next + shift
        }
        do throws(SystemError) {
            try output.write(UnsafeRawBufferPointer(rebasing: batch.output.bytes[..<end]))
        } catch {
            report.writeError = error
            return false
        }
        if batch.isCut { report.isInterrupted = true }
        return stopsAt == nil && !batch.isCut
    }

    /// Gives the records of one document, from `start` to the next document's, a new id. Bytes that this added.
    private func rename(_ id: String, _ suffix: String, _ batch: Batch, _ index: Int, _ start: Int) -> Int {
        let before = batch.output.count
        var length = before - start
        if let next = batch.results[(index + 1)...].lazy.compactMap({ if case .document(_, let start, _) = $0 { start } else { nil } }).first,
           case .document(_, let own, _) = batch.results[index] {
            length = next - own
        }
        let rest = [UInt8](batch.output.bytes[(start + length)...])
        batch.output.truncate(to: start + length)
        RecordWriter.renameDocument(id, suffix: suffix, in: &batch.output, from: start)
        batch.output.append(rest)
        return batch.output.count - before
    }
}

/// Which document ids have been used, by hash: some bytes an id, however many documents there are.
struct IDCounter {
    private var used: [UInt64: UInt32] = [:]

    /// nil for a new id, else what makes it unique (`#2`).
    mutating func suffix(for id: String) -> String? {
        let hash = IDCounter.hash(id)
        guard let count = used[hash] else {
            used[hash] = 1
            return nil
        }
        var number = count + 1
        while used[IDCounter.hash("\(id)#\(number)")] != nil { number += 1 }
        used[hash] = number
        used[IDCounter.hash("\(id)#\(number)")] = 1
        return "#\(number)"
    }

    /// FNV-1a: the same on every run.
    private static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}
