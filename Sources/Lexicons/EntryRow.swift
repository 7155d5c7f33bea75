import TextModel

/// How an entry may be matched; from the `match` column.
public struct MatchSwitches: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Also a common word: needs evidence from context.
    public static let trigger = MatchSwitches(rawValue: 1)
    /// The spelling must be the entry's own.
    public static let exact = MatchSwitches(rawValue: 2)
    public static let noHamza = MatchSwitches(rawValue: 4)
    public static let noYa = MatchSwitches(rawValue: 8)
    public static let noTaMarbuta = MatchSwitches(rawValue: 16)
    public static let noProclitics = MatchSwitches(rawValue: 32)
    /// Also a common word, but news means the name (حماة): for the linter; matching doesn't look at it.
    public static let sure = MatchSwitches(rawValue: 64)

    static let words: [(String, MatchSwitches)] = [("trigger", .trigger), ("exact", .exact), ("-hamza", .noHamza), ("-ya", .noYa), ("-ta", .noTaMarbuta),
                                                   ("-proclitic", .noProclitics), ("sure", .sure)]

    /// True when an entry with these switches may match in spite of these variations.
    @inlinable public func allows(_ via: FoldingSet) -> Bool {
        if isEmpty || via.isEmpty || self == .trigger { return true }
        if contains(.exact) { return via.isDisjoint(with: [.alef, .hamza, .ya, .taMarbuta, .persian, .presentation]) }
        if contains(.noHamza), !via.isDisjoint(with: [.alef, .hamza]) { return false }
        if contains(.noYa), via.contains(.ya) { return false }
        if contains(.noTaMarbuta), via.contains(.taMarbuta) { return false }
        return true
    }
}

/// One row of an entry file, as read: one sense of a name with all its forms.
public struct EntryRow: Sendable {
    public var label: Label
    public var name: String
    /// `scheme:value`, the entry's own first.
    public var ids: [String]
    public var variants: [String]
    public var short: [String]
    public var match: MatchSwitches
    /// Other columns, in file order: name and value.
    public var attributes: [(name: String, value: String)]
    public var file: String
    public var line: Int
    /// Which of the lexicon directories it is from, from 0.
    public var layer = 0

    public init(label: Label, name: String, ids: [String] = [], variants: [String] = [], short: [String] = [], match: MatchSwitches = [],
                attributes: [(name: String, value: String)] = [], file: String, line: Int) {
        self.label = label
        self.name = name
        self.ids = ids
        self.variants = variants
        self.short = short
        self.match = match
        self.attributes = attributes
        self.file = file
        self.line = line
    }

    /// Labels whose entries are written bare and may stand with the article in the text.
    public static let articleOptional: LabelSet = [LabelSet(.norp), LabelSet(.occ), LabelSet(.date), LabelSet(.unit), LabelSet(.curr), LabelSet(.language)]
}
