import Lexicons
import TextModel

/// The words that two compiled vocabularies know differently: new ones, removed ones, words of other classes, inflection or labels.
enum VocabularyDifference {
    /// Folded words; nil where the classes themselves differ, so that nothing can be said word by word.
    /// - Parameter lemmas: folded keys of rows that changed in what no word shows (prepositions of a verb): all their forms count as changed.
    static func words(_ old: Lexicon, _ new: Lexicon, lemmas: Set<[UInt8]>) -> [[UInt8]]? {
        let x = old.vocabulary, y = new.vocabulary
        guard x.classNames == y.classNames else { return nil }
        var toOld = [UInt32](repeating: 0, count: y.count)
        var isMet = [Bool](repeating: false, count: x.count)
        var out: [[UInt8]] = []
        // Words keep their order: nearly all stand as far from their old place as the one before.
        var shift = 0
        for w in 1..<max(1, y.count) {
            let bytes = y.bytes(WordID(w))
            var found = w - shift
            if found < 1 || found >= x.count || !x.bytes(WordID(found)).elementsEqual(bytes) {
                found = x.word(folded: bytes).index
                if found > 0 { shift = w - found }
            }
            if found > 0 {
                toOld[w] = UInt32(found)
                isMet[found] = true
            } else { out.append(Array(bytes)) }
        }
        for w in 1..<max(1, x.count) where !isMet[w] { out.append(Array(x.bytes(WordID(w)))) }
        let changed = lemmas.map { key in key.withUnsafeBufferPointer { (x.word(folded: $0), y.word(folded: $0)) } }
        func isSame(_ a: WordID, _ b: WordID) -> Bool {
            guard old.labels(of: a).bits == new.labels(of: b).bits, x.senseCount(a) == y.senseCount(b) else { return false }
            for i in 0..<x.senseCount(a) {
                let s = x.sense(a, i), t = y.sense(b, i)
                if s.classID != t.classID || s.features != t.features || toOld[t.lemma.index] != s.lemma.raw { return false }
                if changed.contains(where: { $0.0 == s.lemma || $0.1 == t.lemma }) { return false }
            }
            return true
        }
        for w in 1..<max(1, y.count) where toOld[w] > 0 && !isSame(WordID(raw: toOld[w]), WordID(w)) { out.append(Array(y.bytes(WordID(w)))) }
        return out
    }
}
