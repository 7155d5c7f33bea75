import RecordReading
import RecordWriting

/// Writes the small part of a document's records that merging needs, as records of the same types: what map hands to reduce.
///
/// Statements are gone and of mentions only places and days are left; an entity says by `named` whether a mention of it was a name.
struct PartialLines: ~Copyable {
    private var out = ByteBuffer()
    private let sink: (UnsafeRawBufferPointer) throws(MergeFault) -> Void

    init(sink: @escaping (UnsafeRawBufferPointer) throws(MergeFault) -> Void) { self.sink = sink }

    mutating func write(_ group: DocumentGroup) throws(MergeFault) {
        if group.isDocumentKnown {
            begin("document", group.doc)
            text("source", "")
            optional("date", group.date)
            out.append(",\"length\":0,\"offsets\":\"codepoint\",\"publisher\":")
            if let publisher = group.publisher {
                out.append("{\"text\":")
                out.append(json: publisher)
                out.append(",\"start\":0,\"end\":0}")
            } else {
                out.append("null")
            }
            out.append(",\"dateline\":null,\"author\":null}\n")
        }
        for entity in group.entities { write(entity, group) }
        for fact in group.facts { write(fact) }
        for mention in group.settings { write(mention, group.doc) }
        if out.count >= 1 << 16 { try flush() }
    }

    private mutating func write(_ r: EntityRecord, _ group: DocumentGroup) {
        begin("entity", r.doc)
        text("id", r.id)
        text("label", r.label)
        text("name", r.name)
        list("aliases", r.aliases) { $0.append(json: $1) }
        // Their number is all that merging asks for.
        list("mentions", Array(repeating: 0, count: r.mentions)) { $0.append(decimal: $1) }
        list("kb", r.kb) { PartialLines.append(&$0, "scheme", $1.name, "id", $1.value) }
        list("attributes", r.attributes) { PartialLines.append(&$0, "name", $1.name, "value", $1.value) }
        text("key", r.key)
        optional("found_by", r.foundBy)
        out.append(group.isNamed(r) ? ",\"named\":true}\n" : ",\"named\":false}\n")
    }

    private mutating func write(_ r: FactRecord) {
        begin(r.isEvent ? "event" : "relation", r.doc)
        text("id", r.id)
        if r.isEvent {
            text("event", r.type)
            if let trigger = r.trigger {
                out.append(",\"trigger\":{\"text\":")
                out.append(json: trigger.text)
                number("start", trigger.start)
                number("end", trigger.end)
                out.append("}")
            } else {
                out.append(",\"trigger\":null")
            }
        } else {
            text("relation", r.type)
        }
        list("args", r.args) { out, arg in
            out.append("{\"role\":")
            out.append(json: arg.role)
            out.append(",\"text\":")
            out.append(json: arg.text)
            out.append(",\"start\":")
            out.append(decimal: arg.start)
            out.append(",\"end\":")
            out.append(decimal: arg.end)
            for (name, value) in [("mention", nil), ("entity", arg.entity), ("label", arg.label), ("value", arg.value)] as [(String, String?)] {
                out.append(",\"")
                out.append(utf8: name)
                out.append("\":")
                if let value { out.append(json: value) } else { out.append("null") }
            }
            out.append("}")
        }
        number("start", r.start)
        number("end", r.end)
        optional("text", r.text)
        number("sentence", r.sentence)
        text("polarity", r.polarity)
        text("modality", r.modality)
        list("attribution", r.attribution) { out, link in
            out.append("{\"statement\":null,\"text\":")
            if let text = link.text { out.append(json: text) } else { out.append("null") }
            out.append(",\"entity\":")
            if let entity = link.entity { out.append(json: entity) } else { out.append("null") }
            out.append("}")
        }
        out.append("}\n")
    }

    private mutating func write(_ m: SettingMention, _ doc: String) {
        begin("mention", doc)
        text("id", m.id)
        text("label", m.label)
        text("form", "name")
        text("text", "")
        number("start", m.start)
        number("end", m.end)
        number("sentence", m.sentence)
        optional("entity", m.entity)
        optional("value", m.value)
        out.append("}\n")
    }

    mutating func flush() throws(MergeFault) {
        guard !out.isEmpty else { return }
        try sink(out.bytes)
        out.reset(keeping: 1 << 20)
    }

    // MARK: Pieces

    private mutating func begin(_ type: StaticString, _ doc: String) {
        out.append("{\"type\":\"")
        out.append(type)
        out.append("\",\"doc\":")
        out.append(json: doc)
    }

    private mutating func key(_ name: StaticString) {
        out.append(",\"")
        out.append(name)
        out.append("\":")
    }

    private mutating func text(_ name: StaticString, _ value: String) {
        key(name)
        out.append(json: value)
    }

    private mutating func optional(_ name: StaticString, _ value: String?) {
        key(name)
        if let value { out.append(json: value) } else { out.append("null") }
    }

    private mutating func number(_ name: StaticString, _ value: Int) {
        key(name)
        out.append(decimal: value)
    }

    private mutating func list<T>(_ name: StaticString, _ items: [T], _ one: (inout ByteBuffer, T) -> Void) {
        key(name)
        out.append("[")
        for (i, item) in items.enumerated() {
            if i > 0 { out.append(",") }
            one(&out, item)
        }
        out.append("]")
    }

    private static func append(_ out: inout ByteBuffer, _ first: StaticString, _ a: String, _ second: StaticString, _ b: String) {
        out.append("{\"")
        out.append(first)
        out.append("\":")
        out.append(json: a)
        out.append(",\"")
        out.append(second)
        out.append("\":")
        out.append(json: b)
        out.append("}")
    }
}
