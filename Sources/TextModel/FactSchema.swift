/// What relations, events and statements may look like: types, their roles, the labels that a role takes, codes of public code books.
/// Declared in `seeds/schema.tsv`; patterns are checked against it.
public struct FactSchema: Sendable {
    public struct Role: Sendable {
        public var role: RoleID
        /// Labels that a filler's mention may have; `.all` where a piece of text is allowed too.
        public var labels: LabelSet
        /// A filler without mention (a nominal phrase, a value) is allowed.
        public var allowsText: Bool
        /// The role may be filled more than once.
        public var isList: Bool

        public init(role: RoleID, labels: LabelSet, allowsText: Bool, isList: Bool) {
            self.role = role
            self.labels = labels
            self.allowsText = allowsText
            self.isList = isList
        }
    }

    public struct FactType: Sendable {
        public var name: String
        public var kind: FactKind
        public var roles: [Role]
        /// ACE 2005 type, PLOVER class, Wikidata property; empty where there is none.
        public var ace: String
        public var plover: String
        public var wikidata: String

        public init(name: String, kind: FactKind, roles: [Role], ace: String, plover: String, wikidata: String) {
            self.name = name
            self.kind = kind
            self.roles = roles
            self.ace = ace
            self.plover = plover
            self.wikidata = wikidata
        }
    }

    public var types: [FactType]
    public var roleNames: [String]

    public init(types: [FactType] = [], roleNames: [String] = FactSchema.statementRoles) {
        self.types = types
        self.roleNames = roleNames
    }

    /// Roles of statements have fixed ids, so that no stage has to look them up.
    public static let statementRoles = ["speaker", "medium", "audience", "outlet", "date", "place"]
    public static let speaker = RoleID(0), medium = RoleID(1), audience = RoleID(2), outlet = RoleID(3), date = RoleID(4), place = RoleID(5)

    public func type(named name: some StringProtocol) -> FactTypeID? { types.firstIndex { $0.name == name }.map { FactTypeID($0) } }
    public func role(named name: some StringProtocol) -> RoleID? { roleNames.firstIndex { $0 == name }.map { RoleID($0) } }
}
