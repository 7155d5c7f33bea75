import RecordReading

/// Joins the records of any number of documents: who is one person, which events are one, who says what, and where sources disagree.
///
/// Records go through sorters on disk in four passes, so memory is bounded by `MergeOptions.memory` and a few bytes an entity and event:
/// 1. records by document, 2. entities by key and links between them, 3. events by place, participant and day, 4. propositions and claims by what they say.
/// The output depends on the records only: not on their order, nor on the memory that was allowed.
public struct Merger: ~Copyable {
    private let options: MergeOptions
    private let names = NameForms()
    private var atoms: ExternalSorter
    private var key = SortKey()
    private var packer = Packer()
    /// Documents that had to be left out.
    public private(set) var warnings: [MergeWarning] = []
    public private(set) var counts = MergeCounts()

    public init(options: MergeOptions = MergeOptions()) {
        self.options = options
        atoms = ExternalSorter(in: options.scratch, budget: options.memory / 3, unique: true)
    }

    /// Takes a record of any document, in any order. Lines of `rabt merge` itself are no input: false.
    public mutating func add(_ record: Record) throws(MergeFault) -> Bool {
        guard let doc = record.doc else { return false }
        for atom in [Atom(record), Atom.setting(record)] {
            guard let atom else { continue }
            atom.key(doc: doc, into: &key)
            atom.pack(doc: doc, into: &packer)
            try atoms.add(key: key.bytes, packer.bytes)
        }
        return true
    }

    /// Writes the merged records: entities, event clusters, facts, conflicts.
    public mutating func finish(sink: @escaping (UnsafeRawBufferPointer) throws(MergeFault) -> Void) throws(MergeFault) {
        var lines = MergeLines(sink: sink)
        var spool = Spool(in: options.scratch, blockSize: options.blockSize)
        let finals = try mergeEntities(&spool, &lines)
        try mergeEvents(&spool, finals, &lines)
        try lines.flush()
    }

    /// Writes what merging needs of the records, sorted by document: the input of a later merge.
    public mutating func finishPartial(sink: @escaping (UnsafeRawBufferPointer) throws(MergeFault) -> Void) throws(MergeFault) {
        var lines = PartialLines(sink: sink)
        var groups = DocumentGroups(try atoms.sorted())
        while let group = try groups.next() {
            counts.documents += 1
            try lines.write(group)
        }
        warnings = groups.warnings
        try lines.flush()
    }

    // MARK: Entities

    private mutating func mergeEntities(_ spool: inout Spool, _ lines: inout MergeLines) throws(MergeFault) -> SortedItems {
        var entities = EntityMerger(options: options)
        var groups = DocumentGroups(try atoms.sorted())
        atoms = ExternalSorter(in: options.scratch, budget: 0)
        while let group = try groups.next() {
            counts.documents += 1
            try entities.add(group)
            group.pack(into: &packer)
            try spool.append(packer.bytes)
        }
        warnings = groups.warnings
        var written = 0
        var fault: MergeFault?
        let finals = try entities.finish { (line) throws(MergeFault) in
            written += 1
            do throws(MergeFault) { try lines.write(line) } catch { fault = error; throw error }
        }
        if let fault { throw fault }
        counts.entities = written
        return finals
    }

    // MARK: Events

    private mutating func mergeEvents(_ spool: inout Spool, _ finals: SortedItems, _ lines: inout MergeLines) throws(MergeFault) {
        var finals = FinalEntities(finals)
        var clusters = ClusterMerger(options: options)
        var propositions = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        var claims = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        // What is said about an incident waits until the incident's cluster is known.
        var waiting = Spool(in: options.scratch, blockSize: options.blockSize)
        let builder = IncidentBuilder(names: names)
        let finder = ClaimFinder(names: names)
        var documents = try spool.reader()
        var frame: [UInt8] = []
        var p = Packer()
        while try documents.next(into: &frame) != nil {
            var u = Unpacker(frame)
            let group = DocumentGroup.unpack(&u)
            let document = ResolvedDocument(group, finals: try finals.take(group.number))
            let (incidents, assignment) = builder.build(document)
            var numbers: [Int] = []
            for incident in incidents { numbers.append(try clusters.add(incident, document: group.number)) }
            for (fact, incident) in zip(document.facts, assignment) {
                if let incident {
                    // The cluster's place is taken by the incident's number for now.
                    p.reset()
                    p.add(Proposition.of(fact, cluster: numbers[incident], names: names)) { $1.pack(into: &$0) }
                    p.add(finder.claims(of: fact, in: document, cluster: numbers[incident], incident: incidents[incident])) { p, claim in
                        var own = Packer()
                        claim.pack(into: &own)
                        p.bytes.append(contentsOf: own.bytes)
                    }
                    try waiting.append(p.bytes)
                } else {
                    for proposition in Proposition.of(fact, cluster: nil, names: names) { try add(proposition, &propositions) }
                    for claim in finder.claims(of: fact, in: document, cluster: nil, incident: nil) { try add(claim, &claims) }
                }
            }
        }
        let (numbers, why) = try clusters.join()
        try writeClusters(&clusters, numbers, why, &lines)

        var stored = try waiting.reader()
        while try stored.next(into: &frame) != nil {
            var u = Unpacker(frame)
            for var proposition in u.list({ Proposition(&$0) }) {
                if let incident = proposition.cluster {
                    proposition.cluster = Int(numbers[incident])
                    proposition.identity = Merger.replaceCluster(in: proposition.identity, incident, Int(numbers[incident]))
                }
                try add(proposition, &propositions)
            }
            for var claim in u.list({ Claim(&$0) }) {
                if let incident = claim.cluster {
                    claim.cluster = Int(numbers[incident])
                    claim.subject = "cluster \(SortableNumber.text(Int(numbers[incident])))"
                }
                try add(claim, &claims)
            }
        }
        try writeFacts(&propositions, &claims, &lines)
        try writeConflicts(&claims, &lines)
    }

    private static func replaceCluster(in identity: String, _ incident: Int, _ cluster: Int) -> String {
        let old = "\u{1}cluster \(incident)"
        guard identity.hasSuffix(old) else { return identity }
        return identity.dropLast(old.count) + "\u{1}cluster \(SortableNumber.text(cluster))"
    }

    private mutating func add(_ proposition: Proposition, _ sorter: inout ExternalSorter) throws(MergeFault) {
        key.reset()
        key.add(proposition.predicate)
        key.add(proposition.identity)
        key.add(proposition.source.doc)
        key.add(proposition.source.id)
        packer.reset()
        proposition.pack(into: &packer)
        try sorter.add(key: key.bytes, packer.bytes)
    }

    private mutating func add(_ claim: Claim, _ sorter: inout ExternalSorter) throws(MergeFault) {
        claim.key(into: &key)
        claim.pack(into: &packer)
        try sorter.add(key: key.bytes, packer.bytes)
    }

    // MARK: Clusters

    /// Members of one cluster that are listed; more are counted.
    static let maximumMembers = 10_000

    private mutating func writeClusters(_ clusters: inout ClusterMerger, _ numbers: [Int32], _ why: [Int32: ClusterMerger.Reasons],
                                        _ lines: inout MergeLines) throws(MergeFault) {
        var sorter = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        var reader = try clusters.reader()
        var frame: [UInt8] = []
        while try reader.next(into: &frame) != nil {
            var u = Unpacker(frame)
            let number = u.int()
            key.reset()
            key.add(Int(numbers[number]))
            key.add(number)
            try sorter.add(key: key.bytes, Array(frame[u.at...]))
        }
        var items = try sorter.sorted()
        var item: [UInt8] = []
        var current: ClusterGatherer?
        while let head = try items.next(into: &item) {
            var number = 0
            for k in 0..<8 { number = number << 8 | Int(item[k] ^ (k == 0 ? 0x80 : 0)) }
            var u = Unpacker(item, at: head)
            let incident = Incident(&u)
            if current?.number != number {
                if let current { try lines.write(current.cluster(why: why[Int32(current.number)])) }
                current = ClusterGatherer(number: number, family: incident.family)
                counts.clusters += 1
            }
            current!.add(incident, limit: Merger.maximumMembers, documentLimit: options.maximumSources)
        }
        if let current { try lines.write(current.cluster(why: why[Int32(current.number)])) }
    }

    // MARK: Facts

    private mutating func writeFacts(_ propositions: inout ExternalSorter, _ claims: inout ExternalSorter, _ lines: inout MergeLines) throws(MergeFault) {
        var items = try propositions.sorted()
        var item: [UInt8] = []
        var current: MergeLines.Fact?
        var lastDocument = ""
        while let head = try items.next(into: &item) {
            var u = Unpacker(item, at: head)
            let proposition = Proposition(&u)
            if current?.proposition.identity.utf8.elementsEqual(proposition.identity.utf8) != true {
                if let current { try close(current, &claims, &lines) }
                current = MergeLines.Fact(proposition: proposition)
                lastDocument = ""
            }
            if current!.documents == 0 || lastDocument != proposition.source.doc {
                current!.documents += 1
                lastDocument = proposition.source.doc
            }
            if proposition.isNegated {
                current!.denyCount += 1
                if current!.denies.count < options.maximumSources { current!.denies.append(proposition.source) }
            } else {
                current!.supportCount += 1
                if current!.supports.count < options.maximumSources { current!.supports.append(proposition.source) }
            }
        }
        if let current { try close(current, &claims, &lines) }
    }

    private mutating func close(_ fact: MergeLines.Fact, _ claims: inout ExternalSorter, _ lines: inout MergeLines) throws(MergeFault) {
        counts.facts += 1
        try lines.write(fact, number: counts.facts)
        let proposition = fact.proposition
        // Claims of responsibility and their denials are compared per event; acts of speech aren't denied by not being spoken.
        guard fact.supportCount > 0, fact.denyCount > 0, proposition.source.modality == "actual", proposition.predicate != "ClaimResponsibility",
              proposition.args.contains(where: { $0.key != nil }) else { return }
        let named = proposition.args.first { $0.key != nil }!
        for (sources, isNegated) in [(fact.supports, false), (fact.denies, true)] {
            for source in sources.prefix(ConflictFinder.maximumCompared) {
                var claim = Claim(.denial, proposition.predicate, subject: proposition.identity, subjectKey: named.key,
                                  subjectName: proposition.args.map(\.text).joined(separator: ", "), value: isNegated ? "-" : "+",
                                  text: isNegated ? "denied" : "asserted", source: source)
                claim.isNegated = isNegated
                claim.cluster = proposition.cluster
                try add(claim, &claims)
            }
        }
    }

    // MARK: Conflicts

    private mutating func writeConflicts(_ claims: inout ExternalSorter, _ lines: inout MergeLines) throws(MergeFault) {
        let finder = ConflictFinder(options: options, names: names)
        var items = try claims.sorted()
        var item: [UInt8] = []
        var values: [ConflictFinder.Value] = []
        var attribute = "", subject = "", title = ""
        func close(_ lines: inout MergeLines) throws(MergeFault) {
            guard let (chosen, why) = finder.conflict(values) else { return }
            counts.conflicts += 1
            try lines.writeConflict(number: counts.conflicts, chosen[0].claims[0], name: title, chosen, why: why, limit: options.maximumSources)
        }
        while let head = try items.next(into: &item) {
            var u = Unpacker(item, at: head)
            let claim = Claim(&u)
            if claim.attribute != attribute || !claim.subject.utf8.elementsEqual(subject.utf8) {
                try close(&lines)
                values = []
                (attribute, subject, title) = (claim.attribute, claim.subject, claim.subjectName)
            }
            // The title that says most.
            if claim.subjectName.utf8.count > title.utf8.count { title = claim.subjectName }
            if values.last?.identity.utf8.elementsEqual(claim.value.utf8) != true {
                guard values.count < ConflictFinder.maximumValues else { continue }
                values.append(ConflictFinder.Value(identity: claim.value, text: claim.text, key: claim.valueKey, isNegated: claim.isNegated, claims: [], count: 0))
            }
            values[values.count - 1].count += 1
            if values[values.count - 1].claims.count < options.maximumSources { values[values.count - 1].claims.append(claim) }
        }
        try close(&lines)
    }
}
