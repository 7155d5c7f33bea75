import DocumentReading
import Foundation
import Pipeline
import RecordWriting
import SystemFiles
import Testing

/// A directory that is removed at the end of a test.
final class Scratch {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "rabt-" + UUID().uuidString
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ bytes: some Collection<UInt8>) {
        let url = URL(fileURLWithPath: path + "/" + name)
        try! FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try! Data(bytes).write(to: url)
    }

    func write(_ name: String, _ text: String) { write(name, Array(text.utf8)) }
}

@Suite struct BatchRunnerTests {
    private struct Run {
        var records: String
        var messages: [String]
        var report: RunReport
        var lines: [Substring] { records.split(separator: "\n") }
    }

    private func run(_ scratch: Scratch, paths: [String]? = nil, jobs: Int = 1, records: RecordOptions = RecordOptions(), glob: String = "*.txt",
                     _ change: (inout ReadingOptions) -> Void = { _ in }) throws -> Run {
        var reading = ReadingOptions()
        change(&reading)
        let target = FilePath(scratch.path + "/out-\(UUID().uuidString)")
        var output = try RecordOutput(file: target)
        var messages: [String] = []
        let runner = BatchRunner(options: .init(jobs: jobs, reading: reading, records: records), names: WordNames(), makeProcessor: { WordProcessor() },
                                 say: { messages.append($0.replacingOccurrences(of: scratch.path + "/", with: "")) })
        let report = runner.run(InputList(paths: (paths ?? ["in"]).map { FilePath(scratch.path + "/" + $0) }, options: .init(glob: glob)), to: output)
        try output.finish()
        let text = String(decoding: try readFile(target), as: UTF8.self).replacingOccurrences(of: scratch.path + "/", with: "")
        return Run(records: text, messages: messages, report: report)
    }

    private func ids(_ run: Run) -> [String] {
        run.lines.filter { $0.hasPrefix("{\"type\":\"document\"") }.map { String($0.split(separator: "\"")[7]) }
    }

    @Test func sameBytesForAnyNumberOfJobs() throws {
        let scratch = Scratch()
        for i in 0..<200 { scratch.write("in/d\(i % 7)/r\(i).txt", String(repeating: "كلمة word\(i) 😀\n", count: i * 13 % 40)) }
        scratch.write("in/d3/bad.txt", [0x61, 0xFF])
        let first = try run(scratch) { $0.batchBytes = 700 }
        #expect(first.report.counts.documents == 200)
        #expect(first.messages.count == 1)
        #expect(first.report.status == .data)
        for jobs in [2, 3, 8] {
            for size in [1, 700, 1 << 20] {
                let other = try run(scratch, jobs: jobs) { $0.batchBytes = size }
                #expect(other.records == first.records)
                #expect(other.messages == first.messages)
                #expect(other.report.counts == first.report.counts)
            }
        }
    }

    @Test func filesInByteOrderAndTheirIDs() throws {
        let scratch = Scratch()
        for name in ["in/b.txt", "in/a/z.txt", "in/a.txt", "in/a-b.txt", "in/c.md", "in/ب.txt", "in/x/a.txt", "in/.hidden.txt"] { scratch.write(name, "x") }
        let done = try run(scratch)
        #expect(ids(done) == [".hidden", "a-b", "a", "z", "b", "a#2", "ب"])
        #expect(done.messages.count == 1)
        #expect(ids(try run(scratch, glob: "[bc].*")) == ["b", "c"])
        #expect(ids(try run(scratch, glob: "a/*")) == ["z"])
        let none = try run(scratch, glob: "*.xml")
        #expect(none.report.status == .noInput)
        #expect(none.messages == ["in: no file in this directory matches *.xml; see --glob"])
    }

    @Test func linesOfJSON() throws {
        let scratch = Scratch()
        scratch.write("n.jsonl", """
            \u{feff}{"id":"a","text":"واحد اثنان","date":"2017-02-25T10:00","lang":"ar"}\r

            {"id":"a","text":"x"}
            {"id":"b","text":
            {"text":"بلا اسم"}
            {"id":"c","text":"ok","date":"yesterday"}
            """)
        for size in [1, 1 << 20] {
            let done = try run(scratch, paths: ["n.jsonl"], jobs: 2) { $0.format = .jsonl; $0.date = "2001-01-01"; $0.batchBytes = size }
            #expect(ids(done) == ["a", "a#2", "n:5", "c"])
            #expect(done.lines[0].contains("\"date\":\"2017-02-25\"") && done.lines[0].hasSuffix("\"meta\":{\"lang\":\"ar\"}}"))
            #expect(done.lines[3].hasPrefix("{\"type\":\"document\",\"doc\":\"a#2\",\"source\":\"a\",\"date\":\"2001-01-01\""))
            #expect(done.messages == [
                "document id \"a\" stands for several documents; this one becomes \"a#2\"",
                "n.jsonl:4:18: malformed JSON: \"text\" must be a string",
                "n.jsonl:6: \"date\" is no ISO date and is left out: yesterday",
            ])
            #expect(done.report.status == .data)
        }
    }

    /// A line that is too long is told and left out, whatever stands before and behind it.
    @Test func longLines() throws {
        let scratch = Scratch()
        let long = "{\"id\":\"long\",\"text\":\"" + String(repeating: "x", count: 5 << 18) + "\"}\n"
        scratch.write("n.jsonl", "{\"id\":\"a\",\"text\":\"1\"}\n" + long + "{\"id\":\"b\",\"text\":\"2\"}\n{\"id\":\"c\",\"text\":\n{\"id\":\"d\",\"text\":\"3\"}")
        let done = try run(scratch, paths: ["n.jsonl"]) { $0.format = .jsonl; $0.largestDocument = 1 << 16 }
        #expect(ids(done) == ["a", "b", "d"])
        #expect(done.messages.map { $0.prefix(12) } == ["n.jsonl:2: t", "n.jsonl:4:18"])
    }

    /// A large document is cut at the ends of paragraphs; offsets go on counting.
    @Test(arguments: [OffsetUnit.codepoint, .byte, .utf16])
    func partsOfLargeDocuments(unit: OffsetUnit) throws {
        let scratch = Scratch()
        let text = (0..<6_000).map { "كلمة\($0) 😀 نص\n" + ($0 % 9 == 0 ? "\n" : "") }.joined()
        scratch.write("in/big.txt", text)
        let whole = try run(scratch, records: RecordOptions(types: RecordTypes(.mention), offsets: unit))
        let parts = try run(scratch, jobs: 2, records: RecordOptions(types: RecordTypes(.mention), offsets: unit)) { $0.largestDocument = 30_000 }
        func places(_ run: Run) -> [Substring] {
            run.lines.map { line in
                let start = line.range(of: "\"text\":")!.lowerBound
                return line[start..<line.range(of: ",\"sentence\"")!.lowerBound]
            }
        }
        #expect(places(whole) == places(parts))
        #expect(parts.report.counts.documents >= 4)
        #expect(parts.lines.last!.contains("\"doc\":\"big.part\(parts.report.counts.documents)\""))
    }

    @Test func encodings() throws {
        let scratch = Scratch()
        let utf16: [UInt8] = [0xFF, 0xFE] + "قال محمد".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
        scratch.write("in/a.txt", utf16)
        scratch.write("in/b.txt", [0xEF, 0xBB, 0xBF] + Array("قال\r\nمحمد".utf8))
        scratch.write("in/c.txt", [0x1F, 0x8B, 0x08, 0, 0, 0])
        scratch.write("in/d.txt", [0x61, 0, 0x62])
        scratch.write("in/e.txt", utf16.dropFirst(2))
        scratch.write("in/f.txt", [0x61, 0x20, 0xFF, 0x20, 0x62])
        scratch.write("in/g.txt", "")
        let done = try run(scratch, records: RecordOptions(offsets: .byte))
        #expect(ids(done) == ["a", "b", "g"])
        #expect(done.lines[0].contains("\"length\":18,") && done.lines[0].contains("\"encoding\":\"utf-16le\""))
        #expect(done.lines[2].contains("\"text\":\"محمد\",\"start\":10,\"end\":18"))
        #expect(done.lines[5].contains("\"text\":\"محمد\",\"start\":11,\"end\":19"))
        #expect(done.messages == [
            "in/c.txt: this is gzip data; pipe it in: zcat FILE | rabt extract -",
            "in/d.txt:1: byte 1: NUL; this is no text file",
            "in/e.txt:1: byte 7: NUL; looks like utf-16le? try --encoding utf-16le",
            "in/f.txt:1: byte 2: invalid UTF-8 (0xFF); give its encoding with --encoding, or --on-error replace",
        ])
        let replaced = try run(scratch, paths: ["in/f.txt"], records: RecordOptions(types: RecordTypes(.mention), offsets: .byte)) { $0.policy = .replace }
        #expect(replaced.lines[2].contains("\"text\":\"b\",\"start\":4,\"end\":5"))
        #expect(replaced.report.status == .success)
        let stopped = try run(scratch, jobs: 2) { $0.policy = .stop }
        #expect(ids(stopped) == ["a", "b"])
        #expect(stopped.messages.count == 1)
    }

    @Test func twentyRuns() throws {
        let scratch = Scratch()
        for i in 0..<60 { scratch.write("in/r\(i).txt", String(repeating: "كلمة \(i) ", count: i * 7 % 50)) }
        let first = try run(scratch, jobs: 4) { $0.batchBytes = 300 }.records
        for _ in 0..<20 { #expect(try run(scratch, jobs: 4) { $0.batchBytes = 300 }.records == first) }
    }
}
