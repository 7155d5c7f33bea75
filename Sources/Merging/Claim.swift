import RecordReading

/// A value that a source gives for an attribute of a subject: what conflicts are made of.
struct Claim {
    enum Kind: UInt8 { case rank, holder, predecessor, figure, responsible, date, place, denial }

    var kind: Kind
    var attribute: String
    /// Identity of the subject; claims with one attribute and one subject are compared.
    var subject: String
    var subjectKey: String?
    var subjectName: String
    var role: String?
    var cluster: Int?
    /// Identity, words and key of the value.
    var value: String
    var text: String
    var valueKey: String?
    var isNegated = false
    var victims = VictimClass.all
    /// The figure counts those beside others that are named (`وخمسة آخرين`): the whole is larger.
    var isRest = false
    var place: Place?
    /// Only documents that share context speak of one subject (`وزارة الداخلية` of no named country).
    var needsContext = false
    var context: [UInt32] = []
    var source: SourceRecord

    var speaker: String { source.attribution.map { $0.key.map { "=" + $0 } ?? "~" + ($0.text ?? "") }.joined(separator: "\u{1}") }
    var day: Int? { DayRange(iso: source.date)?.from }

    func key(into key: inout SortKey) {
        key.reset()
        key.add(attribute)
        key.add(subject)
        key.add(value)
        key.add(source.doc)
        key.add(source.id)
    }

    func pack(into p: inout Packer) {
        p.reset()
        p.bytes.append(kind.rawValue)
        p.add(attribute)
        p.add(subject)
        p.add(subjectKey)
        p.add(subjectName)
        p.add(role)
        p.add(cluster ?? -1)
        p.add(value)
        p.add(text)
        p.add(valueKey)
        p.add(isNegated)
        p.add(victims.rawValue)
        p.add(isRest)
        p.add(place != nil)
        if let place {
            p.add(place)
        }
        p.add(needsContext)
        p.add(context) { $0.add(Int($1)) }
        p.add(source)
    }

    init(_ u: inout Unpacker) {
        u.at += 1
        kind = Kind(rawValue: u.bytes[u.at - 1])!
        attribute = u.text()
        subject = u.text()
        subjectKey = u.optionalText()
        subjectName = u.text()
        role = u.optionalText()
        let number = u.int()
        cluster = number < 0 ? nil : number
        value = u.text()
        text = u.text()
        valueKey = u.optionalText()
        isNegated = u.flag()
        victims = VictimClass(rawValue: u.text()) ?? .all
        isRest = u.flag()
        if u.flag() {
            place = u.place()
        }
        needsContext = u.flag()
        context = u.list { UInt32(truncatingIfNeeded: $0.int()) }
        source = u.source()
    }

    init(_ kind: Kind, _ attribute: String, subject: String, subjectKey: String?, subjectName: String, value: String, text: String, source: SourceRecord) {
        self.kind = kind
        self.attribute = attribute
        self.subject = subject
        self.subjectKey = subjectKey
        self.subjectName = subjectName
        self.value = value
        self.text = text
        self.source = source
    }
}
