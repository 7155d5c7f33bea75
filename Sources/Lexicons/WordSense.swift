import TextModel

/// Number of a word class: index into `Vocabulary.classNames`. A class is a file of `lexicons/words`, `lexicons/verbs` or `lexicons/names`.
public struct WordClassID: Identifier {
    public let raw: UInt32
    @inlinable public init(raw: UInt32) { self.raw = raw }
}

/// Inflection of a form. Where a form serves several (يقتلون), each is a sense of its own; where Arabic script leaves it open, the bits are unset.
public struct WordFeatures: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }
    public static let masculine = WordFeatures(rawValue: 1 << 0)
    public static let feminine = WordFeatures(rawValue: 1 << 1)
    public static let singular = WordFeatures(rawValue: 1 << 2)
    public static let dual = WordFeatures(rawValue: 1 << 3)
    public static let plural = WordFeatures(rawValue: 1 << 4)
    /// Verb forms.
    public static let past = WordFeatures(rawValue: 1 << 5)
    public static let present = WordFeatures(rawValue: 1 << 6)
    /// Written differently from the active (قيل، اغتيل); most passives are written like the active and carry no bit.
    public static let passive = WordFeatures(rawValue: 1 << 7)
    public static let masdar = WordFeatures(rawValue: 1 << 8)
    public static let activeParticiple = WordFeatures(rawValue: 1 << 9)
    public static let passiveParticiple = WordFeatures(rawValue: 1 << 10)
    public static let firstPerson = WordFeatures(rawValue: 1 << 11)
    public static let secondPerson = WordFeatures(rawValue: 1 << 12)
    /// Jussive or subjunctive: after لم، لن، أن.
    public static let dependent = WordFeatures(rawValue: 1 << 13)

    public static let finite: WordFeatures = [.past, .present]
    public static let names = ["masculine", "feminine", "singular", "dual", "plural", "past", "present", "passive", "masdar", "active-participle",
                               "passive-participle", "first", "second", "dependent"]
}

/// A word as a member of a class: one sense.
public struct WordSense: Hashable, Sendable {
    public var classID: WordClassID
    public var features: WordFeatures
    /// The lemma: for verbs the past, 3rd person masculine singular.
    public var lemma: WordID

    @inlinable public init(classID: WordClassID, features: WordFeatures, lemma: WordID) {
        self.classID = classID
        self.features = features
        self.lemma = lemma
    }

    @inlinable init(packed: UInt64) {
        classID = WordClassID(raw: UInt32(truncatingIfNeeded: packed >> 48))
        features = WordFeatures(rawValue: UInt16(truncatingIfNeeded: packed >> 32))
        lemma = WordID(raw: UInt32(truncatingIfNeeded: packed))
    }

    @inlinable var packed: UInt64 { UInt64(classID.raw & 0xFFFF) << 48 | UInt64(features.rawValue) << 32 | UInt64(lemma.raw) }
}
