import RecordReading

/// What a cluster's incidents say together, for its line.
struct ClusterGatherer {
    let number: Int
    let family: String
    private var types: Set<String> = []
    private var days: DayRange?
    private var documentDays: DayRange?
    private var places: [String: String] = [:]
    private var participants: [String: String] = [:]
    private var members: [ResolvedFact] = []
    private var memberCount = 0
    private var documents: [String] = []
    private var documentCount = 0

    init(number: Int, family: String) {
        self.number = number
        self.family = family
    }

    mutating func add(_ incident: Incident, limit: Int, documentLimit: Int) {
        for date in incident.dates { days = days.map { DayRange(from: min($0.from, date.from), to: max($0.to, date.to)) } ?? date }
        if let day = incident.documentDay { documentDays = documentDays.map { DayRange(from: min($0.from, day), to: max($0.to, day)) } ?? DayRange(from: day, to: day) }
        for place in incident.places { places[place.key] = place.name }
        for set in [incident.victims, incident.attackers, incident.others] {
            for key in set { participants[key] = incident.displayNames[key] ?? key }
        }
        for member in incident.members {
            types.insert(member.type)
            memberCount += 1
            if members.count < limit { members.append(member) }
        }
        // Several incidents of one document don't meet in a cluster, so every incident brings a new document.
        documentCount += 1
        if documents.count < documentLimit, let doc = incident.members.first?.source.doc { documents.append(doc) }
    }

    func cluster(why: ClusterMerger.Reasons?) -> MergeLines.Cluster {
        let span = days ?? documentDays
        return MergeLines.Cluster(number: number, family: family, types: types.sorted(by: precedes), from: span.map { DayRange.iso($0.from) },
                                  to: span.map { DayRange.iso($0.to) },
                                  places: places.sorted { precedes($0.key, $1.key) }.map { EntityReference(key: $0.key, name: $0.value) },
                                  participants: participants.sorted { precedes($0.key, $1.key) }.map { EntityReference(key: $0.key, name: $0.value) }, why: why?.texts ?? [],
                                  members: members, memberCount: memberCount, documents: documents, documentCount: documentCount)
    }
}
