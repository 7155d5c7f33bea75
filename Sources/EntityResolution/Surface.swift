import TextModel

/// One way in which a document names things of one label: mentions with the same words share it.
struct Surface {
    var label: Label
    var isNominal: Bool
    /// Into the pool of mention words.
    var words: Range<Int>
    var count = 0
    var sense: Sense?
    /// Cluster of the last mention with these words; -1 before the first.
    var cluster: Int32 = -1
}

/// What is known of one mention while its document is resolved.
struct MentionFacts {
    var surface: Int32
    /// A demonstrative stands before the head (هذه التفجيرات).
    var isPointed: Bool
    /// Only a head with article (الهيئة, المدينة): names nothing by itself.
    var isBareHead: Bool
    var cluster: Int32 = -1
}

/// Mentions that refer to one thing.
struct Cluster {
    var label: Label
    var isNominal: Bool
    var surfaces: [Int32] = []
    /// The surface with most words: what other names are compared with.
    var fullest: Int32 = -1
    var sense: Sense?
    /// Group of the sense; -1 for things that aren't listed.
    var group: Int32 = -1
    /// Words without article by which a head with article may mean it (هيئة, مركز).
    var heads: [Int32] = []
    var mentions: [Int32] = []
    /// Position of the last mention in text order.
    var last = 0
    var event = EventSignature()
}

/// Values of one label that are equal are one entity.
struct ValueKey: Hashable {
    var label: Label
    var value: String
}

/// What tells events with like heads apart.
struct EventSignature {
    var family = EventFamily.none
    var places: [Int32] = []
    var peoples: [Int32] = []
    var numbers: [Int32] = []
    /// Things after على or ضد.
    var isAgainst = false
    /// The first word without article.
    var head: Int32 = -1
    var sentence = 0
}
