import DocumentReading
import RecordWriting
import SystemFiles
import TextModel

/// Turns batches of input into batches of records. One for each thread, with its own processor, analysis and buffers.
struct Worker: ~Copyable {
    private let processor: any DocumentProcessor
    private let reading: ReadingOptions
    private var writer: RecordWriter
    private var analysis = Analysis()
    private var document = Document(id: "", source: "", date: "", text: [])
    private var line = LineDocument()
    private var decoded: [UInt8] = []
    private var clock: StageClock

    init(processor: any DocumentProcessor, reading: ReadingOptions, writer: consuming RecordWriter, isTimed: Bool) {
        clock = StageClock(isRunning: isTimed)
        self.processor = processor
        self.reading = reading
        self.writer = writer
    }

    mutating func run(_ batch: Batch) {
        batch.reset()
        defer {
            batch.timings += processor.takeTimings()
            batch.timings += clock.take()
        }
        for piece in batch.input.pieces {
            if Process.isStopping {
                batch.isCut = true
                return
            }
            switch piece {
            case .failure(let failure): batch.results.append(.failure(failure))
            case .note(let note): batch.results.append(.note(note))
            case .text(let range, let file, let origin, let firstLine): runText(batch, range, file, origin, firstLine)
            case .lines(let range, let file, let firstLine, let firstByte):
                runLines(batch, range, file, firstLine, firstByte)
                if batch.isCut { return }
            }
        }
    }

    private mutating func runText(_ batch: Batch, _ range: Range<Int>, _ file: InputFile, _ origin: TextOrigin, _ firstLine: Int) {
        var origin = origin
        let decoder = TextDecoder(encoding: TextEncoding(named: origin.encoding) ?? .utf8, policy: reading.policy)
        do throws(InputFailure) {
            if range == batch.input.bytes.indices, decoder.isText(batch.input.bytes) {
                // A large document is the only one of its batch: taken as it is instead of copied.
                swap(&document.text, &batch.input.bytes)
            } else {
                var failure: InputFailure?
                batch.input.bytes.withUnsafeBytes { bytes in
                    do throws(InputFailure) {
                        origin.replacements = try decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[range]), into: &document.text, source: file.name,
                                                                 firstByte: origin.bytesBefore, firstLine: firstLine)
                    } catch { failure = error }
                }
                if let failure { throw failure }
            }
        } catch {
            batch.results.append(.failure(error))
            return
        }
        if !origin.replacements.isEmpty {
            batch.results.append(.note("\(file.name): \(origin.replacements.count) invalid byte sequence\(origin.replacements.count == 1 ? "" : "s") replaced by U+FFFD"))
        }
        document.id = origin.part == 0 ? file.stem : "\(file.stem).part\(origin.part)"
        document.source = file.name
        document.date = reading.dates[file.stem] ?? reading.date
        document.meta = []
        finish(batch, origin)
    }

    private mutating func runLines(_ batch: Batch, _ range: Range<Int>, _ file: InputFile, _ firstLine: Int, _ firstByte: Int) {
        var start = range.lowerBound
        var number = firstLine - 1
        while start < range.upperBound {
            if Process.isStopping {
                batch.isCut = true
                return
            }
            number += 1
            let newline = batch.input.bytes.lineEnd(in: start..<range.upperBound)
            var end = newline
            if end > start, batch.input.bytes[end - 1] == 0x0D { end -= 1 }
            defer { start = newline + 1 }
            var first = start
            if number == 1, batch.input.bytes[start..<end].starts(with: [0xEF, 0xBB, 0xBF]) { first += 3 }
            if !batch.input.bytes[first..<end].contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }) { continue }
            if let failure = read(batch, first..<end, file, number, firstByte + first - range.lowerBound) {
                batch.results.append(.failure(failure))
                continue
            }
            document.id = line.id.isEmpty ? "\(file.stem):\(number)" : String(decoding: line.id, as: UTF8.self)
            document.source = line.id.isEmpty ? "\(file.name):\(number)" : document.id
            document.date = reading.dates[document.id] ?? reading.date
            if !line.date.isEmpty {
                let text = String(decoding: line.date, as: UTF8.self)
                if let date = documentDate(text) {
                    document.date = date
                } else {
                    // It means something to whoever wrote it: kept as it is.
                    line.keepDate()
                    batch.results.append(.badDate("\(file.name):\(number): \"date\" is no ISO date (2017-02-25), it is left to \"meta\": \(text)"))
                }
            }
            swap(&document.text, &line.text)
            swap(&document.meta, &line.meta)
            finish(batch, .utf8)
        }
    }

    /// Decodes and parses one line.
    private mutating func read(_ batch: Batch, _ range: Range<Int>, _ file: InputFile, _ number: Int, _ firstByte: Int) -> InputFailure? {
        let decoder = TextDecoder(encoding: reading.encoding ?? .utf8, policy: reading.policy)
        return batch.input.bytes.withUnsafeBytes { bytes -> InputFailure? in
            do throws(InputFailure) {
                _ = try decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[range]), into: &decoded, source: file.name, firstByte: firstByte,
                                       firstLine: number)
            } catch { return error }
            return decoded.withUnsafeBytes { text -> InputFailure? in
                do throws(JSONError) { try line.read(text) } catch {
                    let column = text[..<min(error.offset, text.count)].reduce(1) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
                    return InputFailure(.data, source: file.name, line: number, column: column, message: "malformed JSON: \(error.message)")
                }
                return nil
            }
        }
    }

    private mutating func finish(_ batch: Batch, _ origin: TextOrigin) {
        analysis.reset()
        processor.process(document, into: &analysis)
        let start = batch.output.count
        clock.start()
        let counts = writer.write(document, origin: origin, analysis, to: &batch.output)
        clock.lap(.records)
        batch.results.append(.document(id: document.id, start: start, counts: counts))
    }
}
