/// How a verb of speech takes what is said: compiled from the columns `prep` and `content` of `verbs/say.tsv`.
struct VerbUse: OptionSet, Sendable {
    let rawValue: UInt32
    /// A bare noun may be what is said: أعلن وفاة.
    static let noun = VerbUse(rawValue: 1 << 0)
    /// A noun behind one of the prepositions below: كشف عن.
    static let prep = VerbUse(rawValue: 1 << 1)
    /// Only a quotation makes it speech: دعا.
    static let quote = VerbUse(rawValue: 1 << 2)
    /// Only with a medium as its source: جاء في بيان.
    static let medium = VerbUse(rawValue: 1 << 3)
    /// The direct object is who is told: أبلغ.
    static let addressee = VerbUse(rawValue: 1 << 4)
    /// Goes on with the words of a speaker named before: أضاف.
    static let continuation = VerbUse(rawValue: 1 << 5)
    /// `prep` lists إن: only then may a late إن still be its own.
    static let inna = VerbUse(rawValue: 1 << 6)
    /// The object is what the words are about: وصف الخطة بالفاشلة.
    static let patient = VerbUse(rawValue: 1 << 7)
    /// The verbal noun with a pronoun is a cue as well: قوله.
    static let masdar = VerbUse(rawValue: 1 << 15)

    /// In the class say itself, not only among the verbs that go on (واصل).
    static let say = VerbUse(rawValue: 1 << 16)

    static let to = VerbUse(rawValue: 1 << 8), about = VerbUse(rawValue: 1 << 9), on = VerbUse(rawValue: 1 << 10), by = VerbUse(rawValue: 1 << 11)
    static let lam = VerbUse(rawValue: 1 << 12), from = VerbUse(rawValue: 1 << 13), inside = VerbUse(rawValue: 1 << 14)

    static let names: [(String, VerbUse)] = [
        ("noun", .noun), ("prep", .prep), ("quote", .quote), ("medium", .medium), ("addressee", .addressee),
        ("patient", .patient), ("masdar", .masdar),
    ]
    static let prepositions: [(String, VerbUse)] = [
        ("إلى", .to), ("عن", .about), ("على", .on), ("ب", .by), ("ل", .lam), ("من", .from), ("في", .inside), ("إن", .inna),
    ]
}
