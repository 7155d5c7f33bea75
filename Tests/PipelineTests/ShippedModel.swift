import DocumentReading
import Pipeline
import RecordWriting
import SystemFiles
import TextModel

/// The lexicons and patterns of this package, compiled once for all tests.
enum ShippedModel {
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    private static let loaded = Result {
        try Model.load(ModelPaths(lexicons: [FilePath(root + "/lexicons")], patterns: [FilePath(root + "/seeds")]))
    }

    static func load() throws -> Model { try loaded.get() }
}

/// The way from a text to its records, for one worker.
struct RecordMaker: ~Copyable {
    private let stages: any DocumentProcessor
    private var writer: RecordWriter
    private var analysis = Analysis()

    init(_ model: Model, offsets: OffsetUnit = .codepoint) {
        stages = model.makeProcessor()
        writer = RecordWriter(options: RecordOptions(offsets: offsets), names: model.names)
    }

    mutating func lines(_ text: String, id: String = "d") -> [UInt8] {
        analysis.reset()
        let document = Document(id: id, source: id, date: "2017-02-25", text: Array(text.utf8))
        stages.process(document, into: &analysis)
        var out = ByteBuffer()
        _ = writer.write(document, analysis, to: &out)
        return [UInt8](out.bytes)
    }

    mutating func records(_ text: String) throws -> [JSONValue] {
        try lines(text).split(separator: 0x0A).map { line in try Array(line).withUnsafeBytes { try JSONValue($0) } }
    }
}

extension JSONValue {
    /// All objects in this value that say where they stand: `text`, `start`, `end`.
    var places: [(text: String, start: Int, end: Int)] {
        switch self {
        case .list(let values): return values.flatMap(\.places)
        case .object(let members):
            var found = members.flatMap(\.value.places)
            if let text = self["text"].text, case .number(let start) = self["start"], case .number(let end) = self["end"] {
                found.append((text, Int(start) ?? -1, Int(end) ?? -1))
            }
            return found
        default: return []
        }
    }
}
