import RecordReading
import RecordWriting

/// Writes merged records as JSON Lines: fixed keys in fixed order, one line a record.
struct MergeLines: ~Copyable {
    private var out = ByteBuffer()
    private let sink: (UnsafeRawBufferPointer) throws(MergeFault) -> Void

    init(sink: @escaping (UnsafeRawBufferPointer) throws(MergeFault) -> Void) { self.sink = sink }

    mutating func write(_ entity: borrowing MergedEntityLine) throws(MergeFault) {
        begin("entity", "E", entity.number)
        text("key", entity.key)
        text("label", entity.label)
        text("name", entity.name)
        texts("aliases", entity.aliases)
        list("kb", entity.kb) { out, id in
            out.append("{\"scheme\":")
            out.append(json: id.name)
            out.append(",\"id\":")
            out.append(json: id.value)
            out.append("}")
        }
        texts("why", entity.why)
        texts("documents", entity.documents)
        number("document_count", entity.documentCount)
        try end()
    }

    /// What a cluster has gathered.
    struct Cluster {
        var number: Int
        var family: String
        var types: [String]
        var from: String?
        var to: String?
        var places: [EntityReference]
        var participants: [EntityReference]
        var why: [String]
        var members: [ResolvedFact]
        var memberCount: Int
        var documents: [String]
        var documentCount: Int
    }

    mutating func write(_ cluster: Cluster) throws(MergeFault) {
        begin("event_cluster", "C", cluster.number + 1)
        text("family", cluster.family)
        texts("events", cluster.types)
        optional("date_from", cluster.from)
        optional("date_to", cluster.to)
        list("places", cluster.places, MergeLines.appendReference)
        list("participants", cluster.participants, MergeLines.appendReference)
        texts("why", cluster.why)
        list("members", cluster.members) { out, member in
            out.append("{\"event\":")
            out.append(json: member.type)
            out.append(",\"polarity\":")
            out.append(member.isNegated ? "\"negated\"" : "\"asserted\"")
            out.append(",")
            MergeLines.appendSourceMembers(&out, member.source)
            out.append("}")
        }
        number("member_count", cluster.memberCount)
        texts("documents", cluster.documents)
        number("document_count", cluster.documentCount)
        try end()
    }

    struct Fact {
        var proposition: Proposition
        var supports: [SourceRecord] = []
        var denies: [SourceRecord] = []
        var supportCount = 0
        var denyCount = 0
        var documents = 0
    }

    mutating func write(_ fact: Fact, number: Int) throws(MergeFault) {
        let proposition = fact.proposition
        begin("fact", "F", number)
        text("kind", proposition.isEvent ? "event" : "relation")
        text("predicate", proposition.predicate)
        list("args", proposition.args) { out, arg in
            out.append("{\"role\":")
            out.append(json: arg.role)
            out.append(",\"key\":")
            MergeLines.append(optional: arg.key, &out)
            out.append(",\"text\":")
            out.append(json: arg.text)
            out.append("}")
        }
        optional("cluster", proposition.cluster.map { "C\($0 + 1)" })
        text("modality", proposition.source.modality)
        list("supports", fact.supports, MergeLines.appendSource)
        self.number("support_count", fact.supportCount)
        list("denies", fact.denies, MergeLines.appendSource)
        self.number("deny_count", fact.denyCount)
        self.number("document_count", fact.documents)
        try end()
    }

    mutating func writeConflict(number: Int, _ first: Claim, name: String, _ values: [ConflictFinder.Value], why: String, limit: Int) throws(MergeFault) {
        begin("conflict", "X", number)
        text("attribute", first.attribute)
        key("subject")
        out.append("{\"key\":")
        MergeLines.append(optional: first.subjectKey, &out)
        out.append(",\"cluster\":")
        MergeLines.append(optional: first.cluster.map { "C\($0 + 1)" }, &out)
        out.append(",\"name\":")
        out.append(json: name)
        out.append(",\"role\":")
        MergeLines.append(optional: first.role, &out)
        out.append("}")
        list("values", values) { out, value in
            out.append("{\"value\":")
            out.append(json: value.text)
            out.append(",\"key\":")
            MergeLines.append(optional: value.key, &out)
            out.append(",\"polarity\":")
            out.append(value.isNegated ? "\"negated\"" : "\"asserted\"")
            out.append(",\"sources\":[")
            for (i, claim) in value.claims.prefix(limit).enumerated() {
                if i > 0 { out.append(",") }
                MergeLines.appendSource(&out, claim.source)
            }
            out.append("],\"source_count\":")
            out.append(decimal: value.count)
            out.append("}")
        }
        text("why", why)
        try end()
    }

    /// Hands what is left to the sink.
    mutating func flush() throws(MergeFault) {
        guard !out.isEmpty else { return }
        try sink(out.bytes)
        out.reset(keeping: 1 << 20)
    }

    // MARK: Pieces

    private mutating func begin(_ type: StaticString, _ letter: StaticString, _ number: Int) {
        out.append("{\"type\":\"")
        out.append(type)
        out.append("\",\"id\":\"")
        out.append(letter)
        out.append(decimal: number)
        out.append("\"")
    }

    private mutating func end() throws(MergeFault) {
        out.append("}\n")
        if out.count >= 1 << 16 { try flush() }
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
        MergeLines.append(optional: value, &out)
    }

    private mutating func number(_ name: StaticString, _ value: Int) {
        key(name)
        out.append(decimal: value)
    }

    private mutating func texts(_ name: StaticString, _ values: [String]) {
        list(name, values) { $0.append(json: $1) }
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

    private static func append(optional text: String?, _ out: inout ByteBuffer) {
        if let text { out.append(json: text) } else { out.append("null") }
    }

    private static func appendReference(_ out: inout ByteBuffer, _ reference: EntityReference) {
        out.append("{\"key\":")
        append(optional: reference.key, &out)
        out.append(",\"name\":")
        out.append(json: reference.name)
        out.append("}")
    }

    private static func appendSource(_ out: inout ByteBuffer, _ source: SourceRecord) {
        out.append("{")
        appendSourceMembers(&out, source)
        out.append("}")
    }

    private static func appendSourceMembers(_ out: inout ByteBuffer, _ source: SourceRecord) {
        out.append("\"doc\":")
        out.append(json: source.doc)
        out.append(",\"id\":")
        out.append(json: source.id)
        out.append(",\"date\":")
        append(optional: source.date, &out)
        out.append(",\"modality\":")
        out.append(json: source.modality)
        out.append(",\"attribution\":[")
        for (i, speaker) in source.attribution.enumerated() {
            out.append(i > 0 ? ",{\"key\":" : "{\"key\":")
            append(optional: speaker.key, &out)
            out.append(",\"text\":")
            append(optional: speaker.text, &out)
            out.append("}")
        }
        out.append("],\"text\":")
        out.append(json: source.text)
        out.append(",\"start\":")
        out.append(decimal: source.start)
        out.append(",\"end\":")
        out.append(decimal: source.end)
    }
}
