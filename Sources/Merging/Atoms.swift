import RecordReading

/// What merging keeps of a record: the small part that travels through the sorters.
enum Atom {
    case document(date: String?, publisher: String?, dateline: Range<Int>)
    /// A name mention of an entity; of none (empty) where a document has mention records at all.
    case named(entity: String)
    case entity(EntityRecord)
    case fact(FactRecord)
    case setting(SettingMention)

    private var rank: UInt8 {
        switch self {
        case .document: 0
        case .entity: 1
        case .named: 2
        case .fact: 3
        case .setting: 4
        }
    }

    /// nil for records that merging doesn't need.
    init?(_ record: Record) {
        switch record {
        case .document(let r): self = .document(date: r.date, publisher: r.publisher?.text, dateline: r.dateline.map { $0.start..<max($0.start, $0.end) } ?? 0..<0)
        case .mention(let r):
            self = .named(entity: r.form == "name" ? r.entity ?? "" : "")
        case .entity(let r): self = .entity(r)
        case .fact(let r): self = .fact(r)
        case .statement, .merged: return nil
        }
    }

    /// What a mention says beside that something is named.
    static func setting(_ record: Record) -> Atom? {
        guard case .mention(let r) = record, let setting = SettingMention(r) else { return nil }
        return .setting(setting)
    }

    /// Documents in byte order of their ids; in a document entities before facts, facts in text order.
    func key(doc: String, into key: inout SortKey) {
        key.reset()
        key.add(doc)
        key.add(rank)
        switch self {
        case .document: break
        case .entity(let r): key.add(r.id)
        case .named(let entity): key.add(entity)
        case .fact(let r):
            key.add(r.start)
            key.add(r.id)
        case .setting(let m):
            key.add(m.start)
            key.add(m.id)
        }
    }

    func pack(doc: String, into p: inout Packer) {
        p.reset()
        p.add(doc)
        p.bytes.append(rank)
        switch self {
        case .document(let date, let publisher, let dateline):
            p.add(date)
            p.add(publisher)
            p.add(dateline.lowerBound)
            p.add(dateline.count)
        case .named(let entity): p.add(entity)
        case .entity(let r): Atom.pack(r, into: &p)
        case .fact(let r): Atom.pack(r, into: &p)
        case .setting(let m): m.pack(into: &p)
        }
    }

    static func unpack(_ u: inout Unpacker) -> (doc: String, atom: Atom) {
        let doc = u.text()
        u.at += 1
        switch u.bytes[u.at - 1] {
        case 0:
            let date = u.optionalText(), publisher = u.optionalText(), start = u.int(), count = u.int()
            return (doc, .document(date: date, publisher: publisher, dateline: start..<(start + count)))
        case 1: return (doc, .entity(entity(doc, &u)))
        case 2: return (doc, .named(entity: u.text()))
        case 3: return (doc, .fact(fact(doc, &u)))
        default: return (doc, .setting(SettingMention(&u)))
        }
    }

    static func pack(_ r: EntityRecord, into p: inout Packer) {
        p.add(r.id)
        p.add(r.label)
        p.add(r.name)
        p.add(r.aliases)
        p.add(r.mentions)
        p.add(r.kb) { $0.add($1.name); $0.add($1.value) }
        p.add(r.attributes.filter { $0.name == "parent" || $0.name == "country" }) { $0.add($1.name); $0.add($1.value) }
        p.add(r.key)
        p.add(r.foundBy != nil || !r.kb.isEmpty || !r.attributes.isEmpty)
        p.add(r.named == nil ? 0 : r.named! ? 1 : 2)
    }

    static func entity(_ doc: String, _ u: inout Unpacker) -> EntityRecord {
        let id = u.text(), label = u.text(), name = u.text(), aliases = u.texts(), mentions = u.int()
        let kb = u.list { NamedValue($0.text(), $0.text()) }
        let attributes = u.list { NamedValue($0.text(), $0.text()) }
        let key = u.text()
        let isListed = u.flag()
        let named = u.int()
        return EntityRecord(doc: doc, id: id, label: label, name: name, aliases: aliases, mentions: mentions, kb: kb, attributes: attributes, key: key,
                            foundBy: isListed ? "" : nil, named: named == 0 ? nil : named == 1)
    }

    static func pack(_ r: FactRecord, into p: inout Packer) {
        p.add(r.id)
        p.add(r.isEvent)
        p.add(r.type)
        p.add(r.args) {
            $0.add($1.role)
            $0.add($1.text)
            $0.add($1.start)
            $0.add($1.end)
            $0.add($1.entity)
            $0.add($1.label)
            $0.add($1.value)
        }
        p.add(r.start)
        p.add(r.end)
        p.add(r.text)
        p.add(r.sentence)
        p.add(r.polarity == "negated")
        p.add(r.modality)
        p.add(r.attribution) { $0.add($1.text); $0.add($1.entity) }
        p.add(r.trigger?.text)
        p.add(r.trigger?.start ?? 0)
    }

    static func fact(_ doc: String, _ u: inout Unpacker) -> FactRecord {
        let id = u.text(), isEvent = u.flag(), type = u.text()
        let args = u.list { u in
            let role = u.text(), text = u.text(), start = u.int(), end = u.int()
            return ArgumentRecord(role: role, text: text, start: start, end: end, entity: u.optionalText(), label: u.optionalText(), value: u.optionalText())
        }
        let start = u.int(), end = u.int(), text = u.optionalText(), sentence = u.int(), negated = u.flag(), modality = u.text()
        let attribution = u.list { AttributionRecord(statement: "", text: $0.optionalText(), entity: $0.optionalText()) }
        let trigger = u.optionalText(), triggerStart = u.int()
        return FactRecord(doc: doc, id: id, isEvent: isEvent, type: type, args: args, start: start, end: end, text: text, sentence: sentence,
                          polarity: negated ? "negated" : "asserted", modality: modality, attribution: attribution,
                          trigger: trigger.map { SliceRecord(text: $0, start: triggerStart, end: triggerStart) }, foundBy: "")
    }
}

/// All that merging keeps of one document.
struct DocumentGroup {
    var doc: String
    var number: Int
    var date: String?
    var publisher: String?
    var entities: [EntityRecord] = []
    var named: Set<String> = []
    var facts: [FactRecord] = []
    var settings: [SettingMention] = []
    var hasMentions = false
    var isDocumentKnown = false

    init(doc: String, number: Int) {
        self.doc = doc
        self.number = number
    }

    func isNamed(_ entity: EntityRecord) -> Bool { entity.named ?? (!hasMentions || named.contains(entity.id)) }

    func pack(into p: inout Packer) {
        p.reset()
        p.add(doc)
        p.add(number)
        p.add(date)
        p.add(publisher)
        p.add(entities) { Atom.pack($1, into: &$0) }
        p.add(facts) { Atom.pack($1, into: &$0) }
        p.add(settings) { $1.pack(into: &$0) }
    }

    static func unpack(_ u: inout Unpacker) -> DocumentGroup {
        let doc = u.text()
        var group = DocumentGroup(doc: doc, number: u.int())
        group.date = u.optionalText()
        group.publisher = u.optionalText()
        group.entities = u.list { Atom.entity(doc, &$0) }
        group.facts = u.list { Atom.fact(doc, &$0) }
        group.settings = u.list { SettingMention(&$0) }
        return group
    }
}

/// A problem with the records as a whole: two documents with one id.
public struct MergeWarning: Sendable, Equatable {
    public var doc: String
    public var id: String
    public var description: String {
        "document \"\(doc)\": two different records are called \(id.isEmpty ? "document" : id), so two documents share this id; the document was left out; give them different ids"
    }
}

/// Groups sorted atoms by document.
struct DocumentGroups {
    private var items: SortedItems
    private var item: [UInt8] = []
    private var pending: (doc: String, atom: Atom)?
    private var number = 0
    private var atEnd = false
    private(set) var warnings: [MergeWarning] = []

    init(_ items: SortedItems) { self.items = items }

    private mutating func read() throws(MergeFault) -> (doc: String, atom: Atom)? {
        guard let head = try items.next(into: &item) else { return nil }
        var u = Unpacker(item, at: head)
        return Atom.unpack(&u)
    }

    mutating func next() throws(MergeFault) -> DocumentGroup? {
        while true {
            if pending == nil && !atEnd { pending = try read() }
            guard let first = pending else { return nil }
            var group = DocumentGroup(doc: first.doc, number: number)
            var clash: String?
            var documents = 0
            var dateline = 0..<0
            while let (doc, atom) = pending, doc == first.doc, Array(doc.utf8) == Array(first.doc.utf8) {
                switch atom {
                case .document(let date, let publisher, let line):
                    documents += 1
                    dateline = line
                    if documents > 1 { clash = "" }
                    group.isDocumentKnown = true
                    group.date = date
                    group.publisher = publisher
                case .named(let entity):
                    group.hasMentions = true
                    group.named.insert(entity)
                case .entity(let record):
                    if group.entities.last?.id == record.id { clash = record.id }
                    group.entities.append(record)
                case .fact(let record):
                    if let last = group.facts.last, last.id == record.id { clash = record.id }
                    group.facts.append(record)
                case .setting(let mention):
                    if let last = group.settings.last, last.id == mention.id { clash = mention.id }
                    group.settings.append(mention)
                }
                pending = try read()
                if pending == nil { atEnd = true }
            }
            if let clash {
                warnings.append(MergeWarning(doc: first.doc, id: clash))
                continue
            }
            number += 1
            group.settings = SettingMention.kept(group.settings, dateline: dateline)
            return group
        }
    }
}
