import ArabicText
import Lexicons
import ModelStorage
import Pipeline
import RelationExtraction
import TextModel

/// Which documents of a kept run a difference can touch: those with a word that the vocabularies know differently, with all words of a changed name, or with a
/// sentence that has what a changed pattern needs. All others are as they were, since nothing that was looked up for them has changed.
struct AffectedDocuments {
    /// A question that a surface answers with yes where one of some words may be read in it.
    private typealias Condition = Int32
    /// Whatever holds such a word is touched.
    private static let touched: Condition = 0

    private struct Way {
        var conditions: [Condition]
        var labels: [UInt32]
    }

    /// Hash of a folded word → its conditions. Two words of one hash: a document too many.
    private var wanted: [UInt64: [Condition]] = [:]
    private var count = 1
    private var forms: [[Condition]] = []
    private var ways: [Way] = []
    private let likeness: LikenessDifference?

    /// nil: any document may be touched.
    init?(_ difference: ResourceDifference, old: Model, new: Model) {
        guard difference.general.isEmpty, let words = VocabularyDifference.words(old.lexicon, new.lexicon, lemmas: difference.lemmas) else { return nil }
        likeness = LikenessDifference(old.file, new.file)
        for w in words { want(w, AffectedDocuments.touched) }
        var known: [String: Condition] = [:]
        for form in difference.forms {
            forms.append(form.map { word in
                if let c = known[word] { return c }
                let c = newCondition()
                known[word] = c
                want(Array(word.utf8), c)
                return c
            })
        }
        addPatterns(difference.oldPatterns, old)
        addPatterns(difference.newPatterns, new)
    }

    private mutating func newCondition() -> Condition {
        count += 1
        return Condition(count - 1)
    }

    private mutating func want(_ word: [UInt8], _ condition: Condition) {
        wanted[word.withUnsafeBufferPointer { StableHash.of($0) }, default: []].append(condition)
    }

    private mutating func addPatterns(_ names: Set<String>, _ model: Model) {
        var ofTest: [Int: Condition] = [:]
        for name in names.sorted() {
            guard let id = model.program.pattern(named: name) else { continue }
            for needs in model.program.needs(of: id) {
                let tests = needs.tests.sorted().map { test in
                    if let c = ofTest[test] { return c }
                    let c = newCondition()
                    ofTest[test] = c
                    return c
                }
                ways.append(Way(conditions: tests, labels: needs.labels.map(\.rawValue)))
            }
        }
        guard !ofTest.isEmpty else { return }
        var ofWord: [(WordID, Condition)] = []
        model.program.eachWordTest { if let c = ofTest[$1] { ofWord.append(($0, c)) } }
        for (word, c) in ofWord { want(Array(model.lexicon.vocabulary.bytes(word)), c) }
    }

    /// Numbers of the documents in the cache.
    func documents(_ cache: RunCache) -> Set<UInt32> {
        let answers = answers(cache)
        var out: Set<UInt32> = []
        // By condition: where it was met last.
        var documentOf = [Int32](repeating: -1, count: count), sentenceOf = documentOf
        var formsByFirst: [[Int]] = Array(repeating: [], count: count), waysByFirst = formsByFirst
        for (i, f) in forms.enumerated() { formsByFirst[Int(f[0])].append(i) }
        var always: [Way] = []
        for (i, w) in ways.enumerated() { if let first = w.conditions.first { waysByFirst[Int(first)].append(i) } else { always.append(w) } }
        var sentence: Int32 = 0
        for d in 0..<cache.count {
            let document = Int32(d), words = cache.words(d)
            var met: [Condition] = [], metHere: [Condition] = [], isTouched = false
            var i = 0
            while i < words.count, !isTouched {
                if words[i] == WordStream.end {
                    let labels = i + 1 < words.count ? words[i + 1] : 0
                    func fits(_ w: Way) -> Bool { w.labels.allSatisfy { $0 & labels != 0 } && w.conditions.allSatisfy { sentenceOf[Int($0)] == sentence } }
                    isTouched = always.contains(where: fits) || metHere.contains { waysByFirst[Int($0)].contains { fits(ways[$0]) } }
                    metHere.removeAll(keepingCapacity: true)
                    sentence += 1
                    i += 2
                    continue
                }
                let surface = Int(words[i])
                i += 1
                guard surface + 1 < answers.starts.count else { continue }
                for k in answers.starts[surface]..<answers.starts[surface + 1] {
                    let c = answers.conditions[k]
                    if c == AffectedDocuments.touched { isTouched = true }
                    if documentOf[Int(c)] != document {
                        documentOf[Int(c)] = document
                        met.append(c)
                    }
                    if sentenceOf[Int(c)] != sentence {
                        sentenceOf[Int(c)] = sentence
                        metHere.append(c)
                    }
                }
            }
            sentence += 1
            if isTouched || met.contains(where: { formsByFirst[Int($0)].contains { forms[$0].allSatisfy { documentOf[Int($0)] == document } } }) { out.insert(UInt32(d)) }
        }
        return out
    }

    /// By surface: the conditions that it meets.
    private func answers(_ cache: RunCache) -> (starts: [Int], conditions: [Condition]) {
        var starts = [0], conditions: [Condition] = [], key: [UInt8] = []
        starts.reserveCapacity(cache.surfaceCount + 1)
        let folding = Folding()
        var candidates = WordCandidates()
        for s in 0..<cache.surfaceCount {
            let surface = cache.surface(s), first = conditions.count
            key.removeAll(keepingCapacity: true)
            folding.fold(surface, into: &key)
            key.withUnsafeBufferPointer { folded in
                candidates.each(folded) { word in
                    guard let found = wanted[StableHash.of(word)] else { return }
                    for c in found where !conditions[first...].contains(c) { conditions.append(c) }
                }
            }
            if let likeness, !conditions[first...].contains(AffectedDocuments.touched), likeness.touches(Array(surface)[...]) { conditions.append(AffectedDocuments.touched) }
            starts.append(conditions.count)
        }
        return (starts, conditions)
    }
}
