import Foundation
import Pipeline
import SystemFiles
import TextModel

/// The shipped lexicons and patterns, compiled once for all tests.
enum Shipped {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    static let model = Result { () throws(ModelError) in
        try Model.load(ModelPaths(lexicons: [FilePath(root + "/lexicons")], patterns: [FilePath(root + "/seeds/patterns")]))
    }
}

/// A text and what was found in it.
struct Reading {
    let text: [UInt8]
    var analysis = Analysis()

    init(_ text: String, _ stages: any DocumentProcessor, date: String = "2017-02-25") {
        self.text = Array(text.utf8)
        stages.process(Document(id: "t", source: "t", date: date, text: self.text), into: &analysis)
    }

    func string(_ bytes: ByteRange) -> String { String(decoding: text[bytes.indices], as: UTF8.self) }
    func argument(_ s: Statement, _ role: RoleID) -> String? {
        s.arguments.indices.first { analysis.arguments[$0].role == role }.map { string(analysis.arguments[$0].bytes) }
    }
    func chain(_ range: PoolRange) -> [String?] { range.indices.map { argument(analysis.statements[analysis.attributions[$0].index], FactSchema.speaker) } }
    /// Word positions of a byte range.
    func words(_ bytes: ByteRange) -> (Int, Int) {
        func word(_ at: UInt32) -> Int { analysis.tokens.firstIndex { $0.end > at } ?? analysis.tokens.count }
        return (word(bytes.start), word(bytes.end > 0 ? bytes.end - 1 : 0))
    }
}

/// A line of `Tests/corpora/statements.jsonl`.
struct Case: Decodable {
    struct Said: Decodable {
        var speaker: String?
        var cue: String
        var form: String
        var span: [Int]
        var attribution: [String]?
    }
    var id: String
    var text: String
    var statements: [Said]
    var optional: [String]?

    static func all() throws -> [Case] {
        let data = try Data(contentsOf: URL(fileURLWithPath: Shipped.root + "/Tests/corpora/statements.jsonl"))
        return try data.split(separator: 0x0A).map { try JSONDecoder().decode(Case.self, from: Data($0)) }
    }

    func bytes(_ span: [Int]) -> ByteRange {
        let scalars = text.unicodeScalars
        func at(_ n: Int) -> Int { scalars.prefix(n).reduce(0) { $0 + UTF8.width($1) } }
        return ByteRange(at(span[0]), at(span[1]))
    }
}
