import TextModel

/// What a listed phrase does where it is met.
enum PhraseKind: UInt32, Sendable {
    /// The source follows: بحسب, وفقا ل.
    case citesBefore
    /// The source was named: على حد قوله.
    case citesAfter
    /// A verb of speech follows: حسبما أفادت.
    case citesClause
    /// Reported content ends here: بينما.
    case ends
    case endsBehindComma
    case endsWithWaw
    /// Content ends here where a verb of speech follows: لكنه أكد.
    case endsBeforeSpeech
    /// No end, although a shorter phrase says so: فيما بينها.
    case goesOn
}

/// A phrase of one or more words.
struct CuePhrase: Sendable {
    var kind: PhraseKind
    /// The proclitic that the next word carries.
    var next: ProcliticSet
    var words: [WordID]
}
