import RecordReading

/// A filler of a role after entities were joined.
struct Filler: Sendable {
    var role: String
    var text: String
    var value: String?
    var label: String?
    /// Final key and name; nil where the filler is no named entity.
    var key: String?
    var name: String
    var isListed: Bool
    var start: Int

    /// What identifies the filler in a proposition.
    func identity(_ names: NameForms) -> String {
        if let key { return "=" + key }
        if let value, !value.isEmpty { return "#" + value }
        return "~" + names.canonical(text)
    }
}

struct ResolvedFact: Sendable {
    var id: String
    var isEvent: Bool
    var type: String
    var args: [Filler]
    var start: Int
    var end: Int
    var sentence: Int
    var isNegated: Bool
    var source: SourceRecord
    var trigger: String?

    var isActual: Bool { source.modality == "actual" }
    func fillers(_ roles: String...) -> [Filler] { args.filter { roles.contains($0.role) } }
    func filler(_ roles: String...) -> Filler? { args.first { roles.contains($0.role) } }

    /// Who says it: the chain, or the document itself.
    var speaker: String {
        source.attribution.isEmpty ? "" : source.attribution.map { $0.key.map { "=" + $0 } ?? "~" + ($0.text ?? "") }.joined(separator: "\u{1}")
    }
}

/// One document with final entities.
struct ResolvedDocument {
    var doc: String
    var number: Int
    var date: String?
    var facts: [ResolvedFact]
    /// By final key.
    var places: [String: Place]
    /// Hashes of what the document names.
    var context: [UInt32]
    /// Places by final key, and days, in text order: the settings of events that name none.
    var placeMentions: [PlaceMention]
    var dateMentions: [SettingMention]

    struct Final {
        var key: String
        var name: String
        var label: String
        var isListed: Bool
        var kb: [NamedValue]
        var attributes: [NamedValue]
    }

    init(_ group: DocumentGroup, finals: [String: Final]) {
        doc = group.doc
        number = group.number
        date = group.date
        places = [:]
        var hashes: Set<UInt32> = []
        for final in finals.values {
            let isCountry = final.kb.contains { $0.name == "iso3166-1" }
            if !isCountry && final.label != "NORP" { hashes.insert(stableHash(final.key)) }
            guard ["GPE", "LOC", "FAC"].contains(final.label) else { continue }
            var ancestors: Set<String> = []
            for attribute in final.attributes {
                for value in attribute.value.split(separator: "|") {
                    let id = String(value.filter { $0 != " " })
                    ancestors.insert(attribute.name == "country" && !id.contains(":") ? "iso3166-1:" + id : id)
                }
            }
            let ids = Set(final.kb.map { "\($0.name):\($0.value)" } + [final.key])
            places[final.key] = Place(key: final.key, name: final.name, label: final.label, ids: ids, ancestors: ancestors.subtracting(ids),
                                      isListed: final.isListed, isCountry: isCountry)
        }
        context = Array(hashes.sorted().prefix(24))
        dateMentions = group.settings.filter { $0.label == "DATE" }
        placeMentions = group.settings.compactMap { m in 
            m.label == "DATE" ? nil : m.entity.flatMap { finals[$0]?.key }.map {
                PlaceMention(place: $0, sentence: m.sentence, start: m.start, isDateline: m.value == SettingMention.dateline)
            }
        }
        facts = group.facts.map { ResolvedDocument.resolve($0, group, finals) }
        // What the document itself says about where places lie; a chain of three is as deep as news goes.
        for _ in 0..<3 {
            for fact in facts where fact.type == "located_in" && !fact.isNegated {
                guard let part = fact.filler("part")?.key, let whole = fact.filler("place")?.key, part != whole, places[part] != nil,
                      let around = places[whole] else { continue }
                places[part]!.ancestors.formUnion(around.ids.union(around.ancestors).subtracting(places[part]!.ids))
            }
        }
    }

    private static func resolve(_ record: FactRecord, _ group: DocumentGroup, _ finals: [String: Final]) -> ResolvedFact {
        let args = record.args.map { arg in
            let final = arg.entity.flatMap { finals[$0] }
            return Filler(role: arg.role, text: arg.text, value: arg.value, label: final?.label ?? arg.label, key: final?.key, name: final?.name ?? arg.text,
                          isListed: final?.isListed ?? false, start: arg.start)
        }
        let chain = record.attribution.map { link in
            SourceRecord.Speaker(key: link.entity.flatMap { finals[$0]?.key }, text: link.text ?? link.entity.flatMap { finals[$0]?.name })
        }
        // A record without its slice is quoted by its words in text order.
        let quote = record.text ?? (record.args.map { ($0.start, $0.text) } + [(record.trigger?.start ?? 0, record.trigger?.text ?? "")])
            .filter { !$0.1.isEmpty }.sorted { $0.0 < $1.0 }.map(\.1).joined(separator: " … ")
        let source = SourceRecord(doc: group.doc, id: record.id, date: group.date, modality: record.modality, attribution: chain, text: quote,
                                  start: record.start, end: record.end)
        return ResolvedFact(id: record.id, isEvent: record.isEvent, type: record.type, args: args, start: record.start, end: record.end,
                            sentence: record.sentence, isNegated: record.polarity == "negated", source: source, trigger: record.trigger?.text)
    }
}

extension Packer {
    mutating func add(_ s: SourceRecord) {
        add(s.doc)
        add(s.id)
        add(s.date)
        add(s.modality)
        add(s.attribution) { $0.add($1.key); $0.add($1.text) }
        add(s.text)
        add(s.start)
        add(s.end)
    }
}

extension Unpacker {
    mutating func source() -> SourceRecord {
        SourceRecord(doc: text(), id: text(), date: optionalText(), modality: text(),
                     attribution: list { SourceRecord.Speaker(key: $0.optionalText(), text: $0.optionalText()) }, text: text(), start: int(), end: int())
    }
}
