/// Where a merged record comes from: a relation or event of a document, who says it there, and the words.
public struct SourceRecord: Sendable, Equatable {
    /// A link of the chain of sources.
    public struct Speaker: Sendable, Hashable {
        /// Key of the merged entity, nil where the source is no entity.
        public var key: String?
        public var text: String?
        public init(key: String?, text: String?) {
            self.key = key
            self.text = text
        }
    }

    public var doc: String
    /// Id of the relation or event in its document.
    public var id: String
    /// Date of the document.
    public var date: String?
    public var modality: String
    /// Outermost source first; empty where the report says it itself.
    public var attribution: [Speaker]
    /// The Arabic words.
    public var text: String
    public var start: Int
    public var end: Int

    public init(doc: String, id: String, date: String?, modality: String, attribution: [Speaker], text: String, start: Int, end: Int) {
        self.doc = doc
        self.id = id
        self.date = date
        self.modality = modality
        self.attribution = attribution
        self.text = text
        self.start = start
        self.end = end
    }
}

public struct MergedEntity: Sendable, Equatable {
    public var id: String
    public var key: String
    public var label: String
    public var name: String
    public var aliases: [String]
    public var kb: [NamedValue]
    public var why: [String]
    public var documents: [String]
    public var documentCount: Int

    public init(id: String, key: String, label: String, name: String, aliases: [String], kb: [NamedValue], why: [String], documents: [String],
                documentCount: Int) {
        self.id = id
        self.key = key
        self.label = label
        self.name = name
        self.aliases = aliases
        self.kb = kb
        self.why = why
        self.documents = documents
        self.documentCount = documentCount
    }
}

/// A merged entity as others refer to it.
public struct EntityReference: Sendable, Hashable {
    public var key: String?
    public var name: String
    public init(key: String?, name: String) {
        self.key = key
        self.name = name
    }
}

public struct ClusterMember: Sendable, Equatable {
    public var event: String
    public var polarity: String
    public var source: SourceRecord

    public init(event: String, polarity: String, source: SourceRecord) {
        self.event = event
        self.polarity = polarity
        self.source = source
    }
}

public struct ClusterRecord: Sendable, Equatable {
    public var id: String
    public var family: String
    public var dateFrom: String?
    public var dateTo: String?
    public var places: [EntityReference]
    public var participants: [EntityReference]
    public var why: [String]
    public var members: [ClusterMember]
    public var memberCount: Int
    public var documents: [String]

    public init(id: String, family: String, dateFrom: String? = nil, dateTo: String? = nil, places: [EntityReference],
                participants: [EntityReference], why: [String], members: [ClusterMember], memberCount: Int, documents: [String]) {
        self.id = id
        self.family = family
        self.dateFrom = dateFrom
        self.dateTo = dateTo
        self.places = places
        self.participants = participants
        self.why = why
        self.members = members
        self.memberCount = memberCount
        self.documents = documents
    }
}

public struct MergedArgument: Sendable, Equatable {
    public var role: String
    public var key: String?
    public var text: String

    public init(role: String, key: String? = nil, text: String) {
        self.role = role
        self.key = key
        self.text = text
    }
}

public struct MergedFact: Sendable, Equatable {
    public var id: String
    public var isEvent: Bool
    public var predicate: String
    public var args: [MergedArgument]
    public var cluster: String?
    public var supports: [SourceRecord]
    public var denies: [SourceRecord]
    public var supportCount: Int
    public var denyCount: Int

    public init(id: String, isEvent: Bool, predicate: String, args: [MergedArgument], cluster: String? = nil, supports: [SourceRecord],
                denies: [SourceRecord], supportCount: Int, denyCount: Int) {
        self.id = id
        self.isEvent = isEvent
        self.predicate = predicate
        self.args = args
        self.cluster = cluster
        self.supports = supports
        self.denies = denies
        self.supportCount = supportCount
        self.denyCount = denyCount
    }
}

public struct ConflictValue: Sendable, Equatable {
    public var value: String
    public var key: String?
    public var polarity: String
    public var sources: [SourceRecord]
    public var sourceCount: Int

    public init(value: String, key: String? = nil, polarity: String, sources: [SourceRecord], sourceCount: Int) {
        self.value = value
        self.key = key
        self.polarity = polarity
        self.sources = sources
        self.sourceCount = sourceCount
    }
}

public struct ConflictRecord: Sendable, Equatable {
    public var id: String
    public var attribute: String
    /// Key of the entity, or id of the event cluster.
    public var subject: String
    public var subjectName: String
    public var role: String?
    public var values: [ConflictValue]
    public var why: String

    public init(id: String, attribute: String, subject: String, subjectName: String, role: String? = nil, values: [ConflictValue], why: String) {
        self.id = id
        self.attribute = attribute
        self.subject = subject
        self.subjectName = subjectName
        self.role = role
        self.values = values
        self.why = why
    }
}

/// One line of `rabt merge`.
public enum MergedRecord: Sendable, Equatable {
    case entity(MergedEntity)
    case cluster(ClusterRecord)
    case fact(MergedFact)
    case conflict(ConflictRecord)
}
