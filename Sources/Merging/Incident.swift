import RecordReading

/// What the events of one document say about one thing that happened.
struct Incident: Sendable {
    /// `Attack` stands for attacks, deaths and injuries together; other types are families of their own.
    var family: String
    var members: [ResolvedFact] = []
    var places: [Place] = []
    /// Dates that the text gives.
    var dates: [DayRange] = []
    /// Parts of the day that the text gives (`صباح السبت`).
    var dayParts: DayParts = []
    /// The document's own date, where the text gives none.
    var documentDay: Int?
    /// Named fillers by role class.
    var victims: Set<String> = []
    var attackers: Set<String> = []
    var others: Set<String> = []
    /// Keys of EVENT entities that name it.
    var events: Set<String> = []
    /// Bare words of nominal fillers (`مقرين`, `مسلحون`).
    var nominals: Set<String> = []
    /// Names of all of these, by key.
    var displayNames: [String: String] = [:]
    /// Who claims it, is accused of it or denies it.
    var parties: Set<String> = []
    /// What stands around it where it names no place or day itself.
    var setting = Setting()
    var hasUnnamedAttacker = false
    var weapons: WeaponSet = []
    var counts: Set<String> = []

    init(family: String) { self.family = family }

    static func family(of type: String) -> String { ["Attack", "Die", "Injure"].contains(type) ? "Attack" : type }

    /// An event alone.
    init(_ fact: ResolvedFact, _ document: ResolvedDocument, _ names: NameForms) {
        self.init(family: Incident.family(of: fact.type))
        members = [fact]
        documentDay = DayRange(iso: document.date).flatMap { $0.isDay ? $0.from : nil }
        var weaponWords = names.words(fact.trigger ?? "")
        for filler in fact.args {
            if let key = filler.key { displayNames[key] = filler.name }
            switch filler.role {
            case "place", "origin", "destination":
                if let key = filler.key, let place = document.places[key], !places.contains(where: { $0.key == key }) { places.append(place) }
            case "date":
                if let range = DayRange(iso: filler.value) { dates.append(range) }
                dayParts.formUnion(DayParts(words: names.words(filler.text)))
            case "count":
                if let figure = Figure(value: filler.value ?? filler.text) { counts.insert("\(fact.type):\(figure.text)") }
            case "instrument": weaponWords += names.words(filler.text)
            case "attacker" where family == "Attack", "agent" where family == "Attack":
                if let key = filler.key {
                    attackers.insert(key)
                } else {
                    hasUnnamedAttacker = true
                    nominals.formUnion(names.bareWords(filler.text))
                }
                weaponWords += filler.key == nil ? names.words(filler.text) : []
            default:
                guard let key = filler.key else {
                    if let pair = Figure(dual: names.words(filler.text)) { counts.insert("\(fact.type):\(pair.text)") }
                    nominals.formUnion(names.bareWords(filler.text).filter { Figure(words: [$0]) == nil })
                    continue
                }
                if !filler.isListed, filler.role == "target", filler.label != "PERS" { nominals.formUnion(names.bareWords(filler.name)) }
                if filler.label == "EVENT" {
                    events.insert(key)
                } else if filler.label == "PERS", ["victim", "person", "target"].contains(filler.role) {
                    victims.insert(key)
                } else if filler.label != "NORP" {
                    others.insert(key)
                }
            }
        }
        weapons = WeaponSet(words: weaponWords)
    }

    mutating func absorb(_ other: Incident) {
        members += other.members
        for place in other.places where !places.contains(where: { $0.key == place.key }) { places.append(place) }
        dates += other.dates.filter { !dates.contains($0) }
        victims.formUnion(other.victims)
        attackers.formUnion(other.attackers)
        others.formUnion(other.others)
        events.formUnion(other.events)
        displayNames.merge(other.displayNames) { own, _ in own }
        nominals.formUnion(other.nominals)
        hasUnnamedAttacker = hasUnnamedAttacker || other.hasUnnamedAttacker
        weapons.formUnion(other.weapons)
        counts.formUnion(other.counts)
        parties.formUnion(other.parties)
        dayParts.formUnion(other.dayParts)
    }

    /// Where it happened, best relation of any two places.
    func placeRelation(_ other: Incident) -> Place.Relation { Incident.relation(places, other.places) }

    /// The same where one or both name none, by what stands around them.
    func settingRelation(_ other: Incident) -> Place.Relation {
        Incident.relation(settled, other.settled)
    }

    private var settled: [Place] { places.allSatisfy(\.isCountry) && !setting.places.isEmpty ? setting.places : places }

    private static func relation(_ mine: [Place], _ theirs: [Place]) -> Place.Relation {
        var best: Place.Relation?
        for a in mine {
            for b in theirs {
                let relation = a.relation(to: b)
                if relation == .same { return .same }
                if best == nil || relation == .inside || (best == .different && relation == .unknown) { if best != .inside { best = relation } }
            }
        }
        return best ?? .unknown
    }

    var sharedCountryOnly: Bool { places.allSatisfy(\.isCountry) }

    /// Days that it may have happened on.
    var days: DayRange? {
        if let first = (dates.isEmpty ? setting.dates : dates).min(by: { ($0.to - $0.from, $0.from) < ($1.to - $1.from, $1.from) }) { return first }
        return documentDay.map { DayRange(from: $0, to: $0) }
    }
    var hasOwnDate: Bool { !dates.isEmpty }

    // MARK: Storage

    func pack(into p: inout Packer) {
        p.add(family)
        p.add(members) { p, m in
            p.add(m.id)
            p.add(m.type)
            p.add(m.isNegated)
            p.add(m.source)
        }
        p.add(places) { $0.add($1) }
        p.add(dates) { $0.add($1.from); $0.add($1.to) }
        p.add(setting.places) { $0.add($1) }
        p.add(setting.dates) { $0.add($1.from); $0.add($1.to) }
        p.add(setting.isCertain)
        p.add(dayParts.rawValue)
        p.add(documentDay != nil)
        p.add(documentDay ?? 0)
        for set in [victims, attackers, others, events, nominals, counts, parties] { p.add(set.sorted(by: precedes)) }
        p.add(displayNames.sorted { precedes($0.key, $1.key) }) { $0.add($1.key); $0.add($1.value) }
        p.add(hasUnnamedAttacker)
        p.add(weapons.rawValue)
    }

    init(_ u: inout Unpacker) {
        self.init(family: u.text())
        members = u.list { u in
            let id = u.text(), type = u.text(), isNegated = u.flag(), source = u.source()
            return ResolvedFact(id: id, isEvent: true, type: type, args: [], start: source.start, end: source.end, sentence: 0, isNegated: isNegated, source: source)
        }
        places = u.list { $0.place() }
        dates = u.list { DayRange(from: $0.int(), to: $0.int()) }
        setting.places = u.list { $0.place() }
        setting.dates = u.list { DayRange(from: $0.int(), to: $0.int()) }
        setting.isCertain = u.flag()
        dayParts = DayParts(rawValue: u.int())
        let hasDay = u.flag(), day = u.int()
        documentDay = hasDay ? day : nil
        victims = Set(u.texts())
        attackers = Set(u.texts())
        others = Set(u.texts())
        events = Set(u.texts())
        nominals = Set(u.texts())
        counts = Set(u.texts())
        parties = Set(u.texts())
        for (key, name) in u.list({ ($0.text(), $0.text()) }) { displayNames[key] = name }
        hasUnnamedAttacker = u.flag()
        weapons = WeaponSet(rawValue: u.int())
    }
}
