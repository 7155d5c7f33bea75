import TextModel

/// Somebody who speaks, as found.
struct Speaker {
    var bytes: ByteRange
    var mention: Int?
    /// Gender and number, as far as the verb or the noun tells.
    var features: WordGender = []
    /// Persons and roles: what a later pronoun may mean even where nothing was said before.
    var isPersonal = false
    /// Token of its head.
    var token: Int
}

/// Gender and number of a speaker; unset bits are open.
struct WordGender: OptionSet {
    let rawValue: UInt8
    static let masculine = WordGender(rawValue: 1), feminine = WordGender(rawValue: 2)
    static let singular = WordGender(rawValue: 4), dual = WordGender(rawValue: 8), plural = WordGender(rawValue: 16)

    /// Whether a verb or participle of this form can have that subject before it.
    func fits(_ subject: WordGender) -> Bool {
        if contains(.plural) && !subject.isDisjoint(with: [.singular, .dual]) { return false }
        if contains(.dual) && !subject.isDisjoint(with: [.singular, .plural]) { return false }
        if contains(.feminine) { return !subject.contains(.masculine) || subject.contains(.plural) }
        if contains(.masculine) && subject.contains(.feminine) && !subject.contains(.masculine) { return false }
        return !(contains(.singular) && contains(.masculine) && !subject.isDisjoint(with: [.plural, .dual]))
    }
}

/// What stands between a cue and what is said, and where that begins.
struct Region {
    enum Content { case none, clause, noun, preposition, quotation, colon }

    var subject: NounGroup?
    var person: Int?
    /// One of several that the text names: منها قناة فلان.
    var example: NounGroup?
    var arguments: [Argument] = []
    var content = Content.none
    var contentToken = 0
    var contentByte: UInt32 = 0
    var quotation: Int?
    /// Behind the last token that belongs to the cue's own clause.
    var end = 0
    /// The source of نقلت … عن ….
    var source: NounGroup?
    var sourcePerson: Int?
    /// قائلا or بالقول of the same act.
    var saying: Int?
    var hasObject = false
}

/// A statement on the way.
struct Draft {
    enum Kind { case verb, participle, masdar, cite, colon }

    var kind: Kind
    var token: Int
    var cue: ByteRange
    var cueTokens: TokenRange
    var lemma: WordID
    var features: WordGender
    var region: Region
    var speaker: Speaker?
    var foundBy: String
    /// Where an earlier statement's content ends because of this one; -1 where it doesn't.
    var breaks = -1
    /// Content runs over the cue (بحسب … inside the sentence) or stands before it.
    var isAfter = false
    var contentStart = 0
    var contentEnd = 0
    var content = ByteRange(0, 0)
    var sentence: UInt32
    var form = SpeechForm.indirect
    /// The draft that this one passes on, where contents are the same (نقلا عن).
    var outer: Int?
}
