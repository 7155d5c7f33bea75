import Lexicons
import TextModel

/// A span that gold annotation gives, in tokens of its sentence.
public struct GoldSpan: Sendable, Hashable {
    public var start: Int
    public var end: Int
    /// Labels that count as right (corpora with coarser labels allow several).
    public var labels: LabelSet
    /// The span may also begin up to this many tokens earlier (corpora that leave generic heads outside).
    public var slack: Int

    public init(start: Int, end: Int, labels: LabelSet, slack: Int = 0) {
        self.start = start
        self.end = end
        self.labels = labels
        self.slack = slack
    }
}

/// One sentence of gold: its view, the outermost spans, and the spans inside them.
struct TuningSentence {
    var view: SentenceView
    var gold: [GoldSpan]
    /// Spans directly inside an outer one (which is named by its token range and lane).
    var nested: [(outer: GoldSpan, inner: [GoldSpan])]
    /// Labels that the corpus annotates; spans with other labels are neither rewarded nor punished.
    var supervised: LabelSet
    /// Labels that may be predicted here at all.
    var enabled: LabelSet
    var document: Int
    /// The corpus doesn't mark bare institutions (الحكومة، وزارة الداخلية): they are neither rewarded nor punished.
    var marksNoInstitutions: Bool
    var weight: Float
}

extension LabelSet {
    /// As lanes: 1 where the label is in the set.
    var lanes: SIMD16<Int32> {
        var v = SIMD16<Int32>(repeating: 0)
        for (i, l) in Lane.labels.enumerated() where has(l) { v[i] = 1 }
        if !isDisjoint(with: LabelSet(rawValue: LabelSet.all.rawValue & ~Lane.nameSet.rawValue)) { v[Lane.value] = 1 }
        return v
    }
}

/// What an analysis may contain so that it agrees with gold, which may say only part.
struct DecodingConstraint {
    /// (start, end) → lanes allowed.
    var gold: [SIMD2<Int32>: SIMD16<Int32>] = [:]
    /// Lanes whose spans must be gold.
    var supervised = SIMD16<Int32>(repeating: 0)
    /// Tokens covered by gold.
    var covered: [Bool] = []
    /// Tokens at which an organisation may begin that the corpus leaves unmarked (bare institutions).
    var openOrganisations: [Bool] = []
}
