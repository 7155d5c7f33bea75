import RecordReading

/// Finds which entities of different documents are one.
///
/// Occurrences with one key are one node. Nodes are joined by knowledge-base ids, then by equal full names, then (persons known only by a last name) by
/// shared context; never where their ids differ. A family name alone joins nothing: such an occurrence stays a node of its document until context speaks.
/// Memory: four bytes a node, and the ids of listed nodes; everything else is sorted on disk.
struct EntityMerger {
    let options: MergeOptions
    let names = NameForms()
    private var occurrences: ExternalSorter
    var key = SortKey()
    var packer = Packer()

    /// Why two nodes were joined, in order of strength.
    enum Reason: UInt8, CaseIterable {
        case id, name, spelling, context
        var text: String { ["same id", "same full name", "name that sounds alike in shared context", "short name in shared context"][Int(rawValue)] }
    }

    init(options: MergeOptions) {
        self.options = options
        occurrences = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
    }

    static let valueLabels: Set<String> = ["DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "QUANTITY", "UNIT", "MONEY", "CURR", "OCC"]

    /// What makes an occurrence safe to join by its key alone.
    private func isStrong(_ entity: EntityRecord) -> Bool {
        if entity.foundBy != nil || entity.label == "GPE" || entity.label == "NORP" { return true }
        if entity.label == "PERS" { return names.personParts(entity.name).count > 1 }
        return names.words(entity.name).count > 1
    }

    mutating func add(_ group: DocumentGroup) throws(MergeFault) {
        let used = group.entities.filter { !EntityMerger.valueLabels.contains($0.label) && group.isNamed($0) }
        // The document's context: hashes of what it names, a fixed sample where there is much.
        var context: [UInt32] = []
        for entity in used where isStrong(entity) && !entity.kb.contains(where: { $0.name == "iso3166-1" }) && entity.label != "NORP" {
            context.append(stableHash(entity.key))
        }
        context = Array(Set(context).sorted().prefix(24))
        var roles: [String: [UInt32]] = [:]
        for fact in group.facts where fact.type == "position_held" && fact.polarity == "asserted" {
            guard let person = fact.args.first(where: { $0.role == "person" })?.entity, let role = fact.args.first(where: { $0.role == "role" }) else { continue }
            let body = fact.args.first { $0.role == "organization" || $0.role == "country" }
            let bodyKey = body?.entity.flatMap { id in group.entities.first { $0.id == id }?.key } ?? body.map { names.canonical($0.text) }
            guard let bodyKey else { continue }
            roles[person, default: []].append(stableHash(names.canonical(role.text) + "/" + bodyKey))
        }
        let day = DayRange(iso: group.date)?.from
        for entity in used {
            let isStrong = isStrong(entity)
            key.reset()
            key.add(entity.label)
            key.add(entity.key)
            key.add(isStrong ? -1 : group.number)
            key.add(group.number)
            packer.reset()
            packer.add(isStrong)
            packer.add(group.number)
            packer.add(group.doc)
            packer.add(day ?? Int.min)
            packer.add(context.map { Int($0) }) { $0.add($1) }
            packer.add((roles[entity.id] ?? []).sorted().map { Int($0) }) { $0.add($1) }
            Atom.pack(entity, into: &packer)
            try occurrences.add(key: key.bytes, packer.bytes)
        }
    }

    // MARK: Nodes

    static let maximumAliases = 200

    /// Joins the nodes, writes the merged entities in the order of their keys, and returns what each document's entities became.
    mutating func finish(write: (borrowing MergedEntityLine) throws(MergeFault) -> Void) throws(MergeFault) -> SortedItems {
        var places = Spool(in: options.scratch, blockSize: options.blockSize)
        var nodes = Spool(in: options.scratch, blockSize: options.blockSize)
        var links = ExternalSorter(in: options.scratch, budget: options.sorterBudget, unique: true)
        var ids: [Int32: [NamedValue]] = [:]
        var count = 0

        // Occurrences to nodes.
        var items = try occurrences.sorted()
        var item: [UInt8] = []
        var current: EntityNode?
        var currentKey: [UInt8] = []
        func close(_ node: EntityNode) throws(MergeFault) {
            packer.reset()
            node.pack(into: &packer)
            try nodes.append(packer.bytes)
            if !node.kb.isEmpty { ids[Int32(count)] = node.kb.sorted { precedes($0.name, $1.name) || ($0.name == $1.name && precedes($0.value, $1.value)) } }
            for id in node.kb { try link(&links, "K\u{1}\(id.name):\(id.value)", .id, node: count) }
            count += 1
        }
        while let head = try items.next(into: &item) {
            var u = Unpacker(item, at: head)
            let occurrence = EntityOccurrence(&u)
            // The key without the document number at its end.
            let nodeKey = Array(item[..<(head - 8)])
            if nodeKey != currentKey {
                if let current { try close(current) }
                currentKey = nodeKey
                let suffix = occurrence.isStrong ? "" : "@" + occurrence.doc
                current = EntityNode(label: occurrence.entity.label, key: occurrence.entity.key + suffix)
            }
            let entity = occurrence.entity
            current!.isListed = current!.isListed || entity.foundBy != nil
            current!.names[entity.name, default: 0] += max(1, entity.mentions)
            for alias in entity.aliases where current!.aliases.count < EntityMerger.maximumAliases * 4 || current!.aliases[alias] != nil {
                current!.aliases[alias, default: 0] += 1
            }
            current!.kb.formUnion(entity.kb)
            if current!.documents.last != occurrence.doc {
                current!.documentCount += 1
                if current!.documents.count < options.maximumSources { current!.documents.append(occurrence.doc) }
            }
            current!.members += 1
            packer.reset()
            packer.add(count)
            packer.add(occurrence.document)
            packer.add(entity.id)
            packer.add(entity.label)
            packer.add(entity.foundBy != nil)
            packer.add(entity.kb) { $0.add($1.name); $0.add($1.value) }
            packer.add(entity.attributes) { $0.add($1.name); $0.add($1.value) }
            try places.append(packer.bytes)
            try linkNames(of: occurrence, node: count, &links)
        }
        if let current { try close(current) }
        occurrences = ExternalSorter(in: options.scratch, budget: 0)

        var union = UnionFind(count: count)
        var reasons: [Int32: UInt8] = [:]
        try join(&links, &union, &ids, &reasons)
        return try resolve(&nodes, &places, &union, reasons, write)
    }

    // MARK: Links

    private mutating func link(_ links: inout ExternalSorter, _ token: String, _ reason: Reason, node: Int) throws(MergeFault) {
        key.reset()
        key.add(token)
        key.add(reason.rawValue)
        var p = Packer()
        p.add(node)
        try links.add(key: key.bytes, p.bytes)
    }

    private mutating func linkNames(of occurrence: EntityOccurrence, node: Int, _ links: inout ExternalSorter) throws(MergeFault) {
        let entity = occurrence.entity
        guard entity.label == "PERS" else {
            if !occurrence.isStrong, entity.label == "ORG", names.words(entity.name).count == 1 {
                try linkContext(of: occurrence, node: node, "S\u{1}ORG \(names.bareWords(entity.name)[0])", isFull: false, &links)
            }
            guard occurrence.isStrong, entity.foundBy == nil || entity.label != "GPE", ["ORG", "FAC", "LOC", "GPE"].contains(entity.label) else { return }
            let words = names.bareWords(entity.name)
            if words.count > 1 { try link(&links, "N\u{1}\(entity.label)\u{1}\(words.joined(separator: " "))", .name, node: node) }
            // النظام السوري, that its document calls النظام, for others that know it by this only.
            guard entity.label == "ORG", words.count > 1 else { return }
            for alias in entity.aliases.prefix(8) where names.bareWords(alias) == [words[0]] {
                try linkContext(of: occurrence, node: node, "S\u{1}ORG \(words[0])", isFull: true, &links)
                break
            }
            return
        }
        let parts = names.personParts(entity.name)
        guard let last = parts.last else { return }
        if parts.count > 1 {
            for form in [entity.name] + entity.aliases {
                let other = names.personParts(form)
                if other.count > 1, other.last == last { try link(&links, "N\u{1}PERS\u{1}\(other.joined(separator: " "))", .name, node: node) }
            }
            // One name with other spaces: نورالدين, نور الدين.
            try link(&links, "N\u{1}PERS joined\u{1}\(names.words(entity.name).joined())", .name, node: node)
        }
        // Last names, and full names that sound alike, meet by day; only context joins them.
        var lasts: Set<String> = [last]
        for form in entity.aliases.prefix(8) {
            let other = names.personParts(form)
            // Aliases of one part are spellings of the last name, unless they are a first name or a title.
            if let end = other.last, other.count == parts.count, EntityMerger.looksAlike(end, last) { lasts.insert(end) }
        }
        for name in lasts.sorted(by: precedes) { try linkContext(of: occurrence, node: node, "S\u{1}\(name)", isFull: parts.count > 1, &links) }
        if parts.count > 1 {
            let skeleton = names.skeleton(entity.name)
            if skeleton.unicodeScalars.count >= 6 { try linkContext(of: occurrence, node: node, "T\u{1}\(skeleton)", isFull: true, &links) }
        }
    }

    private mutating func linkContext(of occurrence: EntityOccurrence, node: Int, _ token: String, isFull: Bool, _ links: inout ExternalSorter) throws(MergeFault) {
        key.reset()
        key.add(token)
        key.add(Reason.context.rawValue)
        key.add(occurrence.day)
        var p = Packer()
        p.add(node)
        p.add(isFull)
        p.add(occurrence.day)
        p.add(occurrence.context) { $0.add($1) }
        p.add(occurrence.roles) { $0.add($1) }
        try links.add(key: key.bytes, p.bytes)
    }

    /// Spellings of one word: equal without vowels.
    private static func looksAlike(_ a: String, _ b: String) -> Bool {
        func bare(_ text: String) -> String { String(String.UnicodeScalarView(text.unicodeScalars.filter { !["ا", "و", "ي"].contains($0) })) }
        return bare(a) == bare(b)
    }

    /// Days within which a last name and a full name are compared.
    private static let window = 7
    /// Bearers of a last name that are kept for comparison.
    private static let maximumBearers = 128

    private func join(_ links: inout ExternalSorter, _ union: inout UnionFind, _ ids: inout [Int32: [NamedValue]],
                      _ reasons: inout [Int32: UInt8]) throws(MergeFault) {
        var edges = ExternalSorter(in: options.scratch, budget: options.sorterBudget, unique: true)
        var items = try links.sorted()
        var item: [UInt8] = []
        var token: [UInt8] = []
        var first = -1
        var bearers: [NameBearer] = []
        var edgeKey = SortKey()
        func addEdge(_ reason: Reason, _ a: Int, _ b: Int) throws(MergeFault) {
            edgeKey.reset()
            edgeKey.add(reason.rawValue)
            edgeKey.add(a)
            edgeKey.add(b)
            try edges.add(key: edgeKey.bytes, [])
        }
        while let head = try items.next(into: &item) {
            let isContext = item[0] == UInt8(ascii: "S") || item[0] == UInt8(ascii: "T")
            let isSpelling = item[0] == UInt8(ascii: "T")
            let itemToken = Array(item[..<(isContext ? head - 8 : head)])
            let isNew = itemToken != token
            token = itemToken
            var u = Unpacker(item, at: head)
            if !isContext {
                let node = u.int()
                if isNew { first = node } else if node != first {
                    try addEdge(item[0] == UInt8(ascii: "K") ? .id : .name, min(first, node), max(first, node))
                }
                continue
            }
            if isNew { bearers.removeAll(keepingCapacity: true) }
            let bearer = NameBearer(&u)
            if bearer.day != Int.min { bearers.removeAll { $0.day != Int.min && $0.day < bearer.day - EntityMerger.window } }
            for other in bearers where other.node != bearer.node && (isSpelling || other.isFull != bearer.isFull) && other.sharesContext(bearer) {
                if isSpelling {
                    try addEdge(.spelling, min(other.node, bearer.node), max(other.node, bearer.node))
                    continue
                }
                // Short one first, so that all candidates of a short name stand together.
                try addEdge(.context, bearer.isFull ? other.node : bearer.node, bearer.isFull ? bearer.node : other.node)
            }
            if bearers.count == EntityMerger.maximumBearers { bearers.removeFirst() }
            bearers.append(bearer)
        }
        var sorted = try edges.sorted()
        var short = -1
        var candidates: [Int] = []
        func joinShort() {
            // Two people with one family name stay two: more than one candidate joins nothing.
            let roots = Set(candidates.map { union.find($0) })
            if short >= 0, roots.count == 1 { unite(short, candidates[0], .context, &union, &ids, &reasons) }
        }
        while try sorted.next(into: &item) != nil {
            let reason = Reason(rawValue: item[0])!
            let a = EntityMerger.number(item, 1), b = EntityMerger.number(item, 9)
            if reason == .context {
                if a != short {
                    joinShort()
                    short = a
                    candidates = []
                }
                candidates.append(b)
            } else {
                unite(a, b, reason, &union, &ids, &reasons)
            }
        }
        joinShort()
    }

    static func number(_ bytes: [UInt8], _ at: Int) -> Int {
        var value: UInt64 = 0
        for k in 0..<8 { value = value << 8 | UInt64(bytes[at + k]) }
        return Int(Int64(bitPattern: value ^ (1 << 63)))
    }

    private func unite(_ a: Int, _ b: Int, _ reason: Reason, _ union: inout UnionFind, _ ids: inout [Int32: [NamedValue]],
                       _ reasons: inout [Int32: UInt8]) {
        let x = Int32(union.find(a)), y = Int32(union.find(b))
        guard x != y else { return }
        let left = ids[x] ?? [], right = ids[y] ?? []
        if reason != .id {
            // One scheme, two ids: two things.
            for id in left { if right.contains(where: { $0.name == id.name }) && !right.contains(id) { return } }
        }
        let root = Int32(union.unite(Int(x), Int(y)))
        if !left.isEmpty || !right.isEmpty {
            ids[x] = nil
            ids[y] = nil
            ids[root] = left + right.filter { !left.contains($0) }
        }
        reasons[root] = (reasons[x] ?? 0) | (reasons[y] ?? 0) | 1 << reason.rawValue
    }
}

/// Byte order, the same on every machine (String's own order compares canonical forms).
func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
