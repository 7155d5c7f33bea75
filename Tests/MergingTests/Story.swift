@testable import Merging
import RecordReading
import RecordWriting
import Testing

/// A filler of a role in a test story.
enum Arg {
    case entity(String)
    case text(String)
    case value(String, String)
}

/// Records of invented documents, written as `rabt extract` would.
final class Story {
    private(set) var lines: [String] = []

    func document(_ doc: String, _ date: String? = nil) -> DocumentBuilder {
        lines.append(#"{"type":"document","doc":"\#(doc)","source":"\#(doc).txt","date":\#(Story.quoted(date)),"length":1000,"offsets":"codepoint","#
            + #""publisher":null,"dateline":null,"author":null}"#)
        return DocumentBuilder(self, doc)
    }

    func add(_ line: String) { lines.append(line) }

    static func quoted(_ text: String?) -> String {
        guard let text else { return "null" }
        var buffer = ByteBuffer()
        buffer.append(json: text)
        return buffer.text()
    }
}

final class DocumentBuilder {
    private let story: Story
    private let doc: String
    private var entities: [String: (id: String, label: String, name: String)] = [:]
    private var relations = 0, events = 0, at = 0, sentence = -1

    init(_ story: Story, _ doc: String) {
        self.story = story
        self.doc = doc
    }

    /// An entity, later named by its key. Listed where it has an id.
    @discardableResult func entity(_ key: String, _ label: String, _ name: String, id: String? = nil, parent: String? = nil, country: String? = nil,
                                   aliases: [String] = [], named: Bool = true) -> DocumentBuilder {
        let number = "e\(entities.count + 1)"
        entities[key] = (number, label, name)
        let kb = id.map { text -> String in
            let parts = text.split(separator: ":", maxSplits: 1)
            return #"{"scheme":"\#(parts[0])","id":"\#(parts[1])"}"#
        } ?? ""
        let attributes = [("parent", parent), ("country", country)].compactMap { name, value in value.map { #"{"name":"\#(name)","value":"\#($0)"}"# } }
        story.add(#"{"type":"mention","doc":"\#(doc)","id":"m\#(entities.count)","label":"\#(label)","form":"\#(named ? "name" : "nominal")","#
            + #""text":"\#(name)","start":\#(at),"end":\#(at + name.unicodeScalars.count),"sentence":0,"name":"\#(name)","entity":"\#(number)","value":null,"#
            + #""found_by":"test"}"#)
        story.add(#"{"type":"entity","doc":"\#(doc)","id":"\#(number)","label":"\#(label)","name":"\#(name)","aliases":["#
            + aliases.map { Story.quoted($0) }.joined(separator: ",") + #"],"mentions":["m\#(entities.count)"],"kb":[\#(kb)],"attributes":["#
            + attributes.joined(separator: ",") + #"],"key":"\#(key)","found_by":\#(id == nil ? "null" : "\"lexicon\"")}"#)
        return self
    }

    @discardableResult func relation(_ type: String, _ args: [(String, Arg)], by: [String] = [], text: String? = nil, negated: Bool = false) -> DocumentBuilder {
        relations += 1
        return fact("relation", "r\(relations)", type, args, by, text, negated, "actual", nil)
    }

    /// An event; a new sentence each time, unless told otherwise.
    @discardableResult func event(_ type: String, _ args: [(String, Arg)], by: [String] = [], text: String? = nil, negated: Bool = false,
                                  modality: String = "actual", trigger: String? = nil, sameSentence: Bool = false) -> DocumentBuilder {
        events += 1
        if !sameSentence { sentence += 1 }
        return fact("event", "v\(events)", type, args, by, text, negated, modality, trigger)
    }

    private func fact(_ kind: String, _ id: String, _ type: String, _ args: [(String, Arg)], _ by: [String], _ text: String?, _ negated: Bool,
                      _ modality: String, _ trigger: String?) -> DocumentBuilder {
        let start = at
        var fillers: [String] = []
        var words: [String] = []
        for (role, arg) in args {
            let (text, entity, label, value): (String, String?, String?, String?) = switch arg {
            case .entity(let key): (entities[key]!.name, entities[key]!.id, entities[key]!.label, nil)
            case .text(let text): (text, nil, nil, nil)
            case .value(let text, let value): (text, nil, nil, value)
            }
            words.append(text)
            fillers.append(#"{"role":"\#(role)","text":\#(Story.quoted(text)),"start":\#(at),"end":\#(at + 5),"mention":null,"entity":\#(Story.quoted(entity)),"#
                + #""label":\#(Story.quoted(label)),"value":\#(Story.quoted(value))}"#)
            at += 6
        }
        let chain = by.map { key in
            #"{"statement":"s1","text":\#(Story.quoted(entities[key]?.name ?? key)),"entity":\#(Story.quoted(entities[key]?.id))}"#
        }
        let triggerPart = kind == "event" ? #","trigger":"# + (trigger.map { #"{"text":\#(Story.quoted($0)),"start":\#(start),"end":\#(start + 1)}"# } ?? "null") : ""
        story.add(#"{"type":"\#(kind)","doc":"\#(doc)","id":"\#(id)","\#(kind)":"\#(type)"\#(triggerPart),"args":["# + fillers.joined(separator: ",")
            + #"],"start":\#(start),"end":\#(at),"text":\#(Story.quoted(text ?? words.joined(separator: " "))),"sentence":\#(max(0, sentence)),"#
            + #""polarity":"\#(negated ? "negated" : "asserted")","modality":"\#(modality)","attribution":["# + chain.joined(separator: ",") + #"],"found_by":"test"}"#)
        return self
    }
}

/// What merging made of lines.
struct Merged {
    var bytes: [UInt8]
    var entities: [MergedEntity] = []
    var clusters: [ClusterRecord] = []
    var facts: [MergedFact] = []
    var conflicts: [ConflictRecord] = []
    var warnings: [MergeWarning] = []

    init(_ lines: [String], memory: Int = 64 << 20, partial: Bool = false) throws {
        var merger = Merger(options: MergeOptions(memory: memory))
        var parser = RecordParser()
        for line in lines {
            let record = try Array(line.utf8).withUnsafeBufferPointer { try parser.parse($0) }
            _ = try merger.add(record)
        }
        let sink = Sink()
        if partial {
            try merger.finishPartial { bytes throws(MergeFault) in sink.bytes.append(contentsOf: bytes) }
            bytes = sink.bytes
            return
        }
        try merger.finish { bytes throws(MergeFault) in sink.bytes.append(contentsOf: bytes) }
        bytes = sink.bytes
        warnings = merger.warnings
        for line in bytes.split(separator: 0x0A) {
            switch try Array(line).withUnsafeBufferPointer({ try parser.parse($0) }) {
            case .merged(.entity(let r)): entities.append(r)
            case .merged(.cluster(let r)): clusters.append(r)
            case .merged(.fact(let r)): facts.append(r)
            case .merged(.conflict(let r)): conflicts.append(r)
            default: Issue.record("merge wrote a line of extract")
            }
        }
    }

    init(_ story: Story) throws { try self.init(story.lines) }

    private final class Sink { var bytes: [UInt8] = [] }

    var lines: [String] { String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init) }
    func conflict(_ attribute: String) -> ConflictRecord? { conflicts.first { $0.attribute == attribute } }
    /// Values of a conflict, negated ones with a minus.
    func values(_ attribute: String) -> Set<String> {
        Set((conflict(attribute)?.values ?? []).map { ($0.polarity == "negated" ? "-" : "") + $0.value })
    }
    func entity(of doc: String, named name: String) -> MergedEntity? {
        entities.first { ($0.name == name || $0.aliases.contains(name)) && $0.documents.contains(doc) }
    }
}
