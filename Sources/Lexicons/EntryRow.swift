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
    /// Also a common word, but news means the name (حماة).
    public static let sure = MatchSwitches(rawValue: 64)
    /// A name that news seldom means (a village far away): counts less. Set for small places too, see `EntryRow.isObscurePlace`.
    public static let rare = MatchSwitches(rawValue: 128)
    /// A row of a directory that lies over the shipped ones: whoever writes it wants it found. Set by the layer, not by the `match` column.
    public static let own = MatchSwitches(rawValue: 256)
    /// Switches that say how much a match counts, not whether it is one.
    public static let strengths: MatchSwitches = [.trigger, .sure, .rare, .own]

    static let words: [(String, MatchSwitches)] = [("trigger", .trigger), ("exact", .exact), ("-hamza", .noHamza), ("-ya", .noYa), ("-ta", .noTaMarbuta),
                                                   ("-proclitic", .noProclitics), ("sure", .sure), ("rare", .rare)]

    /// True when an entry with these switches may match in spite of these variations.
    @inlinable public func allows(_ via: FoldingSet) -> Bool {
        if via.isEmpty || subtracting(.strengths).isEmpty { return true }
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

    /// Inhabitants from which a place counts as one that readers know.
    static let knownPopulation = 15_000

    /// True for places of gazetteers that give no population, or one below `knownPopulation`. Curated rows are known places.
    var isObscurePlace: Bool {
        guard label == .gpe || label == .loc, !attributes.contains(where: { $0.name == "source" && $0.value == "curated" }) else { return false }
        if attributes.contains(where: { $0.name == "type" && EntryRow.greatDivisions.contains($0.value) }) { return false }
        guard let population = attributes.first(where: { $0.name == "population" }) else { return attributes.contains { $0.name == "latin" } }
        return (Int(population.value) ?? 0) < EntryRow.knownPopulation
    }

    private static let greatDivisions: Set<String> = ["governorate", "wilaya", "province", "region"]

    /// Labels whose entries are written bare and may stand with the article in the text.
    public static let articleOptional: LabelSet = [LabelSet(.norp), LabelSet(.occ), LabelSet(.date), LabelSet(.unit), LabelSet(.curr), LabelSet(.language)]
}
