/// The 21 mention labels of the Wojood corpus (Jarrar et al. 2022). The order is the tie order of tagging: an earlier label wins.
public enum Label: UInt8, CaseIterable, Sendable, Hashable {
    case pers, org, gpe, loc, fac, norp, occ, event
    case date, time, cardinal, ordinal, percent, quantity, unit, money, curr
    case law, product, language, website

    /// The label as records and annotation write it.
    public var name: String { Label.names[Int(rawValue)] }

    public init?(name: some StringProtocol) {
        guard let i = Label.names.firstIndex(where: { $0 == name }) else { return nil }
        self.init(rawValue: UInt8(i))
    }

    public static let names = ["PERS", "ORG", "GPE", "LOC", "FAC", "NORP", "OCC", "EVENT", "DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT",
                               "QUANTITY", "UNIT", "MONEY", "CURR", "LAW", "PRODUCT", "LANGUAGE", "WEBSITE"]
}

/// A set of labels, as a bit mask: what a pattern element or a role allows.
public struct LabelSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32
    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
    @inlinable public init(_ label: Label) { rawValue = 1 << UInt32(label.rawValue) }
    @inlinable public func has(_ label: Label) -> Bool { rawValue & (1 << UInt32(label.rawValue)) != 0 }
    public static let all = LabelSet(rawValue: (1 << 21) - 1)
}
