import RecordReading

/// An entity as one document has it, with what the document says around it.
struct EntityOccurrence {
    var isStrong: Bool
    var document: Int
    var doc: String
    var day: Int
    var context: [Int]
    var roles: [Int]
    var entity: EntityRecord

    init(_ u: inout Unpacker) {
        isStrong = u.flag()
        document = u.int()
        doc = u.text()
        day = u.int()
        context = u.list { $0.int() }
        roles = u.list { $0.int() }
        entity = Atom.entity(doc, &u)
    }
}

/// What a node has gathered from its occurrences.
struct EntityNode {
    var label: String
    var key: String
    var isListed: Bool
    var names: [String: Int]
    var aliases: [String: Int]
    var kb: Set<NamedValue>
    var documents: [String]
    var documentCount: Int
    /// Document number and entity id there.
    var members: Int

    func pack(into p: inout Packer) {
        p.add(label)
        p.add(key)
        p.add(isListed)
        for table in [names, aliases] { p.add(table.sorted { precedes($0.key, $1.key) }) { $0.add($1.key); $0.add($1.value) } }
        p.add(kb.sorted { precedes($0.name, $1.name) || ($0.name == $1.name && precedes($0.value, $1.value)) }) { $0.add($1.name); $0.add($1.value) }
        p.add(documents)
        p.add(documentCount)
        p.add(members)
    }

    init(label: String, key: String) {
        self.label = label
        self.key = key
        isListed = false
        names = [:]
        aliases = [:]
        kb = []
        documents = []
        documentCount = 0
        members = 0
    }

    init(_ u: inout Unpacker) {
        label = u.text()
        key = u.text()
        isListed = u.flag()
        var tables: [[String: Int]] = []
        for _ in 0..<2 { tables.append(Dictionary(u.list { ($0.text(), $0.int()) }, uniquingKeysWith: +)) }
        names = tables[0]
        aliases = tables[1]
        kb = Set(u.list { NamedValue($0.text(), $0.text()) })
        documents = u.texts()
        documentCount = u.int()
        members = u.int()
    }

    mutating func absorb(_ other: EntityNode, limit: Int) {
        isListed = isListed || other.isListed
        names.merge(other.names, uniquingKeysWith: +)
        aliases.merge(other.aliases, uniquingKeysWith: +)
        kb.formUnion(other.kb)
        // Documents may stand in both: two entities of one document that turned out to be one.
        let both = Set(documents).union(other.documents)
        let shared = documents.count + other.documents.count - both.count
        documentCount += other.documentCount - shared
        documents = Array(both.sorted(by: precedes).prefix(limit))
        members += other.members
    }
}

/// Someone who bears a last name (or a name that sounds alike) in one document.
struct NameBearer {
    var node: Int
    var isFull: Bool
    var day: Int
    var context: [Int]
    var roles: [Int]

    init(_ u: inout Unpacker) {
        node = u.int()
        isFull = u.flag()
        day = u.int()
        context = u.list { $0.int() }
        roles = u.list { $0.int() }
    }

    /// Whether two bearers of a last name stand in one context: the same post, or two other names shared.
    func sharesContext(_ other: NameBearer) -> Bool {
        if !Set(roles).isDisjoint(with: other.roles) { return true }
        return Set(context).intersection(other.context).count >= 2
    }
}

/// A merged entity, ready to be written.
struct MergedEntityLine: ~Copyable {
    var number: Int
    var key: String
    var label: String
    var name: String
    var aliases: [String]
    var kb: [NamedValue]
    var why: [String]
    var documents: [String]
    var documentCount: Int
}
