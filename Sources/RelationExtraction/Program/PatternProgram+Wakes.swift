import ModelStorage
import TextModel

/// What wakes a pattern: for explanations and for finding the texts that an edit can touch.
extension PatternProgram {
    /// Words that wake a pattern (those that stand in its anchors); empty where mentions alone wake it.
    public func wakeTests(of pattern: PatternID) -> Set<Int> {
        var out: Set<Int> = []
        for test in 0..<max(0, wakeOffsets.count - 1) {
            for k in Int(wakeOffsets[test])..<max(Int(wakeOffsets[test]), Int(wakeOffsets[test + 1])) {
                let v = Int(wakeValues[k])
                if v >= 0, v < variantCount, variant(v).pattern == pattern.index { out.insert(test) }
            }
        }
        return out
    }

    /// The labels whose mentions wake a pattern.
    public func wakeLabels(of pattern: PatternID) -> [Label] {
        Label.allCases.filter { label in
            let l = Int(label.rawValue)
            guard l + 1 < labelOffsets.count else { return false }
            return (Int(labelOffsets[l])..<max(Int(labelOffsets[l]), Int(labelOffsets[l + 1]))).contains { k in
                let v = Int(labelValues[k])
                return v >= 0 && v < variantCount && variant(v).pattern == pattern.index
            }
        }
    }

    /// Vocabulary words that pass one of the tests, at most `limit`.
    public func words(passing tests: Set<Int>, limit: Int) -> [WordID] {
        var out: [WordID] = []
        for w in 1..<max(1, testOffsets.count - 1) {
            for k in Int(testOffsets[w])..<max(Int(testOffsets[w]), Int(testOffsets[w + 1])) where tests.contains(Int(testValues[k] >> 2)) {
                out.append(WordID(w))
                break
            }
            if out.count >= limit { break }
        }
        return out
    }
}
