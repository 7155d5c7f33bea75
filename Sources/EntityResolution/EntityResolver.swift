import ArabicText
import Lexicons
import TextModel

/// Finds out which mentions of a document refer to one thing, and chooses the sense of listed names. One value per worker.
///
/// Mentions with the same words share a surface; each surface gets the sense that fits the document; then mentions join clusters in text order: by the
/// row's id, by equal words, by the rules of their label, a head with article by the most recent thing it fits. Events come last: what tells them apart are
/// the places and peoples inside them. Cost: near linear (look-ups by word, a bounded number of candidates).
public struct EntityResolver: Sendable {
    let lexicon: Lexicon
    let finder: SenseFinder
    var senses: SenseTable
    var local: DocumentWords
    var pool: [Int32] = []
    var keyBytes: [UInt8] = []
    var surfaces: [Surface] = []
    var surfaceIndex: [[Int32]: Int32] = [:]
    var facts: [MentionFacts] = []
    var order: [Int32] = []
    var clusters: [Cluster] = []
    var clusterOfGroup: [Int32: Int32] = [:]
    var clusterOfValue: [ValueKey: Int32] = [:]
    /// Clusters by (label, word) of their names, latest last.
    var byWord: [UInt64: [Int32]] = [:]
    /// Clusters by label, latest last.
    var recent: [[Int32]] = []
    /// How often each country is meant, by its group.
    var countryWeight: [Int32: Int] = [:]
    let cues: ContextCues
    /// Candidates compared for one mention.
    static let window = 24

    public init(lexicon: Lexicon) {
        self.lexicon = lexicon
        finder = SenseFinder(lexicon: lexicon)
        senses = SenseTable(lexicon: lexicon)
        local = DocumentWords(vocabulary: lexicon.vocabulary)
        cues = ContextCues(vocabulary: lexicon.vocabulary)
    }

    /// Appends the entities of a document and sets `entity` of its mentions. `date`: the document's, ISO 8601, empty where not known.
    public mutating func resolve(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis, date: String) {
        reset(forms)
        collect(text, analysis)
        chooseSenses(date)
        for position in order.indices {
            let m = Int(order[position])
            if analysis.mentions[m].label != .event { join(m, position, analysis, text, forms) }
        }
        for position in order.indices {
            let m = Int(order[position])
            if analysis.mentions[m].label == .event { joinEvent(m, position, analysis, text) }
        }
        appendEntities(text, &analysis)
    }

    private mutating func reset(_ forms: WordForms) {
        local.trim(forms)
        senses.trim()
        pool.removeAll(keepingCapacity: true)
        surfaces.removeAll(keepingCapacity: true)
        surfaceIndex.removeAll(keepingCapacity: true)
        facts.removeAll(keepingCapacity: true)
        order.removeAll(keepingCapacity: true)
        clusters.removeAll(keepingCapacity: true)
        clusterOfGroup.removeAll(keepingCapacity: true)
        clusterOfValue.removeAll(keepingCapacity: true)
        byWord.removeAll(keepingCapacity: true)
        countryWeight.removeAll(keepingCapacity: true)
        if recent.isEmpty { recent = [[Int32]](repeating: [], count: Label.allCases.count) }
        for i in recent.indices where !recent[i].isEmpty { recent[i].removeAll(keepingCapacity: true) }
    }

    // MARK: Surfaces

    /// Labels whose mentions are values: one entity a value.
    static let values: LabelSet = [LabelSet(.date), LabelSet(.time), LabelSet(.cardinal), LabelSet(.ordinal), LabelSet(.percent), LabelSet(.quantity),
                                   LabelSet(.unit), LabelSet(.money), LabelSet(.curr)]

    private mutating func collect(_ text: UnsafeBufferPointer<UInt8>, _ analysis: Analysis) {
        let mentions = analysis.mentions
        order.removeAll(keepingCapacity: true)
        var isSorted = true
        for i in mentions.indices {
            order.append(Int32(i))
            if i > 0, !EntityResolver.comesBefore(mentions, i - 1, i) { isSorted = false }
        }
        if !isSorted { order.sort { EntityResolver.comesBefore(mentions, Int($0), Int($1)) } }
        for m in mentions {
            var fact = MentionFacts(surface: -1, isPointed: false, isBareHead: false)
            let start = pool.count
            local.append(m, text, analysis.tokens, to: &pool)
            while pool.count - start > 1, local.words[Int(pool[start])].roles.contains(.demonstrative) {
                pool.remove(at: start)
                fact.isPointed = true
            }
            if pool.count - start == 1 {
                let w = local.words[Int(pool[start])]
                fact.isBareHead = w.hasArticle && !w.roles.isDisjoint(with: [.organisation, .place, .facility, .event])
            }
            fact.surface = surface(m, start)
            facts.append(fact)
        }
    }

    /// Text order: the longer one first, then by label, then as they came.
    private static func comesBefore(_ m: [Mention], _ a: Int, _ b: Int) -> Bool {
        let x = m[a].bytes, y = m[b].bytes
        if x.start != y.start { return x.start < y.start }
        if x.end != y.end { return x.end > y.end }
        if m[a].label != m[b].label { return m[a].label.rawValue < m[b].label.rawValue }
        return a < b
    }

    /// The surface of the words from `start` of the pool, which stay there only when they are new.
    private mutating func surface(_ m: Mention, _ start: Int) -> Int32 {
        guard start < pool.count else { return -1 }
        var key: [Int32] = [Int32(m.label.rawValue) << 1 | (m.form == .nominal ? 1 : 0)]
        key += pool[start...]
        if let known = surfaceIndex[key] {
            pool.removeSubrange(start...)
            surfaces[Int(known)].count += 1
            return known
        }
        let id = Int32(surfaces.count)
        surfaceIndex[key] = id
        surfaces.append(Surface(label: m.label, isNominal: m.form == .nominal, words: start..<pool.count, count: 1))
        return id
    }

    func words(_ surface: Int32) -> ArraySlice<Int32> { surface < 0 ? [] : pool[surfaces[Int(surface)].words] }
}
