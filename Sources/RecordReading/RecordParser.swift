/// Turns lines into typed records. One value per stream; its tape keeps its memory.
///
/// Keys that it doesn't know are left alone: later writers may add some. A line that lacks a key, or holds the wrong type, is a fault.
public struct RecordParser: Sendable {
    private var tape = JSONTape()

    public init() {}

    public mutating func parse(_ line: UnsafeBufferPointer<UInt8>) throws(JSONFault) -> Record {
        try tape.read(line)
        guard tape.nodes[0].kind == .object else { throw JSONFault(.notAnObject, at: 0) }
        let object = try JSONObject(tape: tape, line: line, node: 0, name: "record")
        let type = try object.text("type")
        switch type {
        case "document": return .document(try document(object))
        case "mention": return .mention(try mention(object))
        case "entity": return object.find("doc") == nil ? .merged(.entity(try mergedEntity(object))) : .entity(try entity(object))
        case "relation": return .fact(try fact(object, isEvent: false))
        case "event": return .fact(try fact(object, isEvent: true))
        case "statement": return .statement(try statement(object))
        case "event_cluster": return .merged(.cluster(try cluster(object)))
        case "fact": return .merged(.fact(try mergedFact(object)))
        case "conflict": return .merged(.conflict(try conflict(object)))
        default: throw JSONFault(.unknownType(type), at: 0)
        }
    }

    private func document(_ o: JSONObject) throws(JSONFault) -> DocumentRecord {
        DocumentRecord(doc: try o.text("doc"), source: try o.optionalText("source") ?? "", date: try o.optionalText("date"), length: try o.integer("length"),
                       offsets: try o.text("offsets"), publisher: try slice(o, "publisher"), dateline: try slice(o, "dateline"),
                       author: try slice(o, "author"))
    }

    private func mention(_ o: JSONObject) throws(JSONFault) -> MentionRecord {
        let start = try o.integer("start"), end = try o.integer("end")
        guard start <= end else { throw JSONFault(.badRange, at: o.start) }
        return MentionRecord(doc: try o.text("doc"), id: try o.text("id"), label: try o.text("label"), form: try o.text("form"), text: try o.text("text"),
                             start: start, end: end, name: try o.optionalText("name") ?? "", entity: try o.optionalText("entity"),
                             value: try o.optionalText("value"), foundBy: try o.optionalText("found_by") ?? "",
                             sentence: try o.optionalInteger("sentence") ?? 0)
    }

    private func entity(_ o: JSONObject) throws(JSONFault) -> EntityRecord {
        EntityRecord(doc: try o.text("doc"), id: try o.text("id"), label: try o.text("label"), name: try o.text("name"), aliases: try o.texts("aliases"),
                     mentions: try o.items("mentions").count, kb: try pairs(o, "kb", "scheme", "id"),
                     attributes: try pairs(o, "attributes", "name", "value"), key: try o.text("key"), foundBy: try o.optionalText("found_by"),
                     named: try o.flag("named"))
    }

    private func fact(_ o: JSONObject, isEvent: Bool) throws(JSONFault) -> FactRecord {
        let start = try o.integer("start"), end = try o.integer("end")
        guard start <= end else { throw JSONFault(.badRange, at: o.start) }
        return FactRecord(doc: try o.text("doc"), id: try o.text("id"), isEvent: isEvent, type: try isEvent ? o.text("event") : o.text("relation"),
                          args: try arguments(o), start: start, end: end, text: try o.optionalText("text"),
                          sentence: try o.integer("sentence"), polarity: try choice(o, "polarity", ["asserted", "negated"]),
                          modality: try choice(o, "modality", ["actual", "possible", "planned", "demanded"]), attribution: try attribution(o),
                          trigger: isEvent ? try slice(o, "trigger") : nil, foundBy: try o.optionalText("found_by") ?? "")
    }

    private func statement(_ o: JSONObject) throws(JSONFault) -> StatementRecord {
        guard let cue = try slice(o, "cue") else { throw JSONFault(.missingKey("cue"), at: o.start) }
        guard let content = try slice(o, "content") else { throw JSONFault(.missingKey("content"), at: o.start) }
        return StatementRecord(doc: try o.text("doc"), id: try o.text("id"), cue: cue, form: try o.text("form"), args: try arguments(o), content: content,
                               sentence: try o.integer("sentence"), attribution: try attribution(o))
    }

    private func arguments(_ o: JSONObject) throws(JSONFault) -> [ArgumentRecord] {
        var args: [ArgumentRecord] = []
        for a in try o.objects("args", required: true) {
            args.append(ArgumentRecord(role: try a.text("role"), text: try a.text("text"), start: try a.integer("start"), end: try a.integer("end"),
                                       mention: try a.optionalText("mention"), entity: try a.optionalText("entity"), label: try a.optionalText("label"),
                                       value: try a.optionalText("value")))
        }
        return args
    }

    private func attribution(_ o: JSONObject) throws(JSONFault) -> [AttributionRecord] {
        var chain: [AttributionRecord] = []
        for a in try o.objects("attribution") {
            chain.append(AttributionRecord(statement: try a.optionalText("statement") ?? "", text: try a.optionalText("text"),
                                           entity: try a.optionalText("entity")))
        }
        return chain
    }

    private func slice(_ o: JSONObject, _ key: StaticString) throws(JSONFault) -> SliceRecord? {
        guard let s = try o.object(key) else { return nil }
        return SliceRecord(text: try s.text("text"), start: try s.integer("start"), end: try s.integer("end"))
    }

    private func pairs(_ o: JSONObject, _ key: StaticString, _ first: StaticString, _ second: StaticString) throws(JSONFault) -> [NamedValue] {
        var pairs: [NamedValue] = []
        for p in try o.objects(key) { pairs.append(NamedValue(try p.text(first), try p.text(second))) }
        return pairs
    }

    private func choice(_ o: JSONObject, _ key: StaticString, _ allowed: [String]) throws(JSONFault) -> String {
        let value = try o.text(key)
        guard allowed.contains(value) else { throw JSONFault(.badChoice(key: key.description, value: value), at: o.start) }
        return value
    }

    // MARK: Lines of rabt merge

    private func mergedEntity(_ o: JSONObject) throws(JSONFault) -> MergedEntity {
        MergedEntity(id: try o.text("id"), key: try o.text("key"), label: try o.text("label"), name: try o.text("name"), aliases: try o.texts("aliases"),
                     kb: try pairs(o, "kb", "scheme", "id"), why: try o.texts("why"), documents: try o.texts("documents"),
                     documentCount: try o.integer("document_count"))
    }

    private func cluster(_ o: JSONObject) throws(JSONFault) -> ClusterRecord {
        var members: [ClusterMember] = []
        for m in try o.objects("members", required: true) {
            members.append(ClusterMember(event: try m.text("event"), polarity: try m.text("polarity"), source: try source(m)))
        }
        return ClusterRecord(id: try o.text("id"), family: try o.text("family"), dateFrom: try o.optionalText("date_from"),
                             dateTo: try o.optionalText("date_to"), places: try references(o, "places"), participants: try references(o, "participants"),
                             why: try o.texts("why"), members: members, memberCount: try o.integer("member_count"), documents: try o.texts("documents"))
    }

    private func mergedFact(_ o: JSONObject) throws(JSONFault) -> MergedFact {
        var args: [MergedArgument] = []
        for a in try o.objects("args", required: true) {
            args.append(MergedArgument(role: try a.text("role"), key: try a.optionalText("key"), text: try a.text("text")))
        }
        return MergedFact(id: try o.text("id"), isEvent: try choice(o, "kind", ["relation", "event"]) == "event", predicate: try o.text("predicate"),
                          args: args, cluster: try o.optionalText("cluster"), supports: try sources(o, "supports"), denies: try sources(o, "denies"),
                          supportCount: try o.integer("support_count"), denyCount: try o.integer("deny_count"))
    }

    private func conflict(_ o: JSONObject) throws(JSONFault) -> ConflictRecord {
        guard let subject = try o.object("subject") else { throw JSONFault(.missingKey("subject"), at: o.start) }
        var values: [ConflictValue] = []
        for v in try o.objects("values", required: true) {
            values.append(ConflictValue(value: try v.text("value"), key: try v.optionalText("key"), polarity: try v.text("polarity"),
                                        sources: try sources(v, "sources"), sourceCount: try v.integer("source_count")))
        }
        let key = try subject.optionalText("key"), cluster = try subject.optionalText("cluster")
        return ConflictRecord(id: try o.text("id"), attribute: try o.text("attribute"), subject: key ?? cluster ?? "",
                              subjectName: try subject.text("name"), role: try subject.optionalText("role"), values: values, why: try o.text("why"))
    }

    private func references(_ o: JSONObject, _ key: StaticString) throws(JSONFault) -> [EntityReference] {
        var references: [EntityReference] = []
        for r in try o.objects(key) { references.append(EntityReference(key: try r.optionalText("key"), name: try r.text("name"))) }
        return references
    }

    private func sources(_ o: JSONObject, _ key: StaticString) throws(JSONFault) -> [SourceRecord] {
        var sources: [SourceRecord] = []
        for s in try o.objects(key, required: true) { sources.append(try source(s)) }
        return sources
    }

    private func source(_ s: JSONObject) throws(JSONFault) -> SourceRecord {
        var chain: [SourceRecord.Speaker] = []
        for a in try s.objects("attribution") {
            chain.append(SourceRecord.Speaker(key: try a.optionalText("key"), text: try a.optionalText("text")))
        }
        return SourceRecord(doc: try s.text("doc"), id: try s.text("id"), date: try s.optionalText("date"), modality: try s.text("modality"),
                            attribution: chain, text: try s.text("text"), start: try s.integer("start"), end: try s.integer("end"))
    }
}
