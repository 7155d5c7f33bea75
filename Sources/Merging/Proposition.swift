import RecordReading

/// One thing said by one source: a relation, or the part of an event that can be true by itself (`X was killed`, `40 were killed`).
struct Proposition {
    var isEvent: Bool
    var predicate: String
    var args: [MergedArgument]
    /// Number of the event cluster.
    var cluster: Int?
    var isNegated: Bool
    /// What makes two propositions one.
    var identity: String
    var source: SourceRecord

    /// Events whose persons and figures are propositions of their own.
    private static let split = ["Die": "victim", "Injure": "victim", "Abduct": "victim", "Displace": "victim", "Arrest": "person"]

    /// The propositions of a relation or event, in the order of its roles.
    static func of(_ fact: ResolvedFact, cluster: Int?, names: NameForms) -> [Proposition] {
        func make(_ fillers: [Filler], inCluster: Bool) -> Proposition {
            let sorted = fillers.map { ($0, $0.identity(names)) }.sorted { $0.0.role != $1.0.role ? precedes($0.0.role, $1.0.role) : precedes($0.1, $1.1) }
            var identity = fact.isEvent ? "event" : "relation"
            for part in [fact.type, fact.source.modality] { identity += "\u{1}" + part }
            for (filler, own) in sorted { identity += "\u{1}\(filler.role)\u{2}\(own)" }
            if inCluster { identity += "\u{1}cluster \(cluster ?? -1)" + (cluster == nil ? fact.source.doc + fact.id : "") }
            let args = sorted.map { MergedArgument(role: $0.0.role, key: $0.0.key, text: $0.0.key != nil ? $0.0.name : $0.0.value ?? $0.0.text) }
            return Proposition(isEvent: fact.isEvent, predicate: fact.type, args: args, cluster: cluster, isNegated: fact.isNegated, identity: identity,
                               source: fact.source)
        }
        guard fact.isEvent else { return [make(fact.args, inCluster: false)] }
        let core = fact.args.filter { !["date", "place"].contains($0.role) }
        guard let role = split[fact.type] else { return [make(core, inCluster: !core.contains { $0.key != nil })] }
        var propositions: [Proposition] = []
        for filler in core where filler.role == role && filler.key != nil && filler.label == "PERS" { propositions.append(make([filler], inCluster: false)) }
        let rest = core.filter { !($0.role == role && $0.key != nil && $0.label == "PERS") }
        let counted = rest.filter { $0.role == "count" || $0.role == role }
        if counted.isEmpty ? propositions.isEmpty : true { propositions.append(make(counted.isEmpty ? rest : counted, inCluster: true)) }
        return propositions
    }

    func pack(into p: inout Packer) {
        p.add(isEvent)
        p.add(predicate)
        p.add(args) { $0.add($1.role); $0.add($1.key); $0.add($1.text) }
        p.add(cluster ?? -1)
        p.add(isNegated)
        p.add(identity)
        p.add(source)
    }

    init(isEvent: Bool, predicate: String, args: [MergedArgument], cluster: Int?, isNegated: Bool, identity: String, source: SourceRecord) {
        self.isEvent = isEvent
        self.predicate = predicate
        self.args = args
        self.cluster = cluster
        self.isNegated = isNegated
        self.identity = identity
        self.source = source
    }

    init(_ u: inout Unpacker) {
        isEvent = u.flag()
        predicate = u.text()
        args = u.list { MergedArgument(role: $0.text(), key: $0.optionalText(), text: $0.text()) }
        let number = u.int()
        cluster = number < 0 ? nil : number
        isNegated = u.flag()
        identity = u.text()
        source = u.source()
    }
}
