import Lexicons
import ModelStorage
import TextModel

/// What the matcher reads of one document: its text, word readings, mentions by the tokens at which they begin and end, clause numbers.
/// The arrays are reused from document to document.
struct MatchInput {
    /// Mentions that begin at token t: `startOffsets[t] ..< startOffsets[t + 1]` into `starting` (longer ones first); `ending` likewise.
    var startOffsets: [Int32] = []
    var starting: [Int32] = []
    var endOffsets: [Int32] = []
    var ending: [Int32] = []
    /// Clause of each token; -1 where none covers it.
    var clauseOf: [Int32] = []
    /// The token before this one belongs to the same longer name: nothing begins or ends here but by adjacency.
    var isInsideName: [Bool] = []
    var sentence = TokenRange(0, 0)

    static let nameLabels: LabelSet = [LabelSet(.org), LabelSet(.pers), LabelSet(.fac), LabelSet(.gpe), LabelSet(.loc), LabelSet(.product), LabelSet(.law), LabelSet(.website)]

    mutating func prepare(_ analysis: Analysis) {
        let n = analysis.tokens.count
        func zero<T>(_ array: inout [T], _ count: Int, _ value: T) {
            array.removeAll(keepingCapacity: true)
            array.append(contentsOf: repeatElement(value, count: count))
        }
        zero(&startOffsets, n + 2, 0)
        zero(&endOffsets, n + 2, 0)
        zero(&clauseOf, n, -1)
        zero(&isInsideName, n + 1, false)
        zero(&starting, analysis.mentions.count, 0)
        zero(&ending, analysis.mentions.count, 0)
        for m in analysis.mentions {
            guard Int(m.tokens.end) <= n, m.tokens.count > 0 else { continue }
            startOffsets[Int(m.tokens.start) + 2] += 1
            endOffsets[Int(m.tokens.end) + 1] += 1
            if m.form == .name, MatchInput.nameLabels.has(m.label), m.tokens.count > 1 {
                for t in Int(m.tokens.start) + 1..<Int(m.tokens.end) { isInsideName[t] = true }
            }
        }
        for t in 1..<n + 2 {
            startOffsets[t] += startOffsets[t - 1]
            endOffsets[t] += endOffsets[t - 1]
        }
        for (i, m) in analysis.mentions.enumerated() {
            guard Int(m.tokens.end) <= n, m.tokens.count > 0 else { continue }
            let s = Int(m.tokens.start) + 1, e = Int(m.tokens.end)
            starting[Int(startOffsets[s])] = Int32(i)
            startOffsets[s] += 1
            ending[Int(endOffsets[e])] = Int32(i)
            endOffsets[e] += 1
        }
        for (c, clause) in analysis.clauses.enumerated() {
            for t in clause.tokens.indices where t < n { clauseOf[t] = Int32(c) }
        }
    }

    /// Mentions that begin at a token: indices into `starting`.
    @inline(__always) func mentionsStarting(at t: Int) -> Range<Int> {
        t + 1 < startOffsets.count ? Int(startOffsets[t])..<Int(startOffsets[t + 1]) : 0..<0
    }

    /// Mentions whose last token is before `t`: indices into `ending` (those that begin first come first).
    @inline(__always) func mentionsEnding(at t: Int) -> Range<Int> {
        t > 0 && t < endOffsets.count ? Int(endOffsets[t - 1])..<Int(endOffsets[t]) : 0..<0
    }
}
