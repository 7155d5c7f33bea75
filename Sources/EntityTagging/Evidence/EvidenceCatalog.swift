import Lexicons
import ModelStorage
import TextModel

/// Where a word stands with respect to a candidate span.
enum SpanPosition: Int, CaseIterable {
    /// First word, any word behind the first, last word, the only word; one and two words before; one and two words behind.
    case first, inner, last, only, before, before2, after, after2
    var name: String { String(describing: self) }
}

/// How two neighbouring words lie: inside the span, across its start, across its end.
enum PairPosition: Int, CaseIterable {
    case join, open, close
    var name: String { String(describing: self) }
}

/// Names all pieces of evidence and numbers them: rows of the weight matrix.
///
/// - `first.given.a` … : a word of class `given.a` at a position of the span
/// - `join.noun+nisba.al`, `open.…`, `close.…`: the shapes of two neighbouring words
/// - `listed.GPE.1`, `listed.GPE.2.trigger`, `starts.ORG`, `ends.GPE`, `cut.left`, `cut.right`: lexicon entries on or across the span
/// - `length.3`, `memory.…`, `follows.OCC` (the span directly before), `bias`
public struct EvidenceCatalog: Sendable {
    /// Word classes of the vocabulary first (same numbers), then the built-in ones.
    let classNames: [String]
    private let builtIn: [String: UInt16]
    let classCount: Int
    private let pairBase: Int
    private let spanBase: Int
    let spanNames: [String]
    private let spanNumbers: [String: Int]
    public let count: Int

    static let builtInClasses: [String] = {
        var names = ["v.past", "v.present", "v.masdar", "v.participle", "common", "nameonly", "namecommon", "unknown", "al", "bare", "clitic.conj", "clitic.prep", "clitic.lam",
                     "enclitic", "feminine", "plural", "digits", "latin", "hash", "start", "end", "stop", "comma", "colon", "dash", "paren.open", "paren.close",
                     "quote.open", "quote.close", "punct", "lineonly", "rival.common", "rival.name"]
        // A plus sign keeps them apart from the word classes, which are named by analysts.
        names = names.map { "+" + $0 }
        for l in Label.names { names.append("is.\(l)") }
        for l in Label.names { names.append("maybe.\(l)") }
        for l in Label.names { names.append("rare.\(l)") }
        for e in ["ة", "ات", "ون", "ين", "ي", "ية", "ان", "ا", "ة.al", "ي.al", "ية.al", "other"] { names.append("unk.end.\(e)") }
        for n in 1...9 { names.append("unk.len.\(n)") }
        for n in ["ت", "ي", "م", "أ", "ن"] { names.append("unk.start.\(n)") }
        for w in Template.allCases { names.append("form.\(w)") }
        for n in -3...3 { names.append("look.\(n)") }
        for n in -3...3 { names.append("placelook.\(n)") }
        return names
    }()

    static let spanFeatureNames: [String] = {
        var names = ["bias"]
        for n in 1...12 { names.append("length.\(n)") }
        for l in Label.names {
            for w in ["1", "2", "3", "4+"] {
                for s in Strength.allCases { names.append("listed.\(l).\(w)\(s.suffix)") }
            }
            names.append("starts.\(l)")
            names.append("ends.\(l)")
        }
        names += ["cut.left", "cut.right", "inside.listed"]
        for l in Label.names + ["VALUE", "NONE"] { names.append("follows.\(l)") }
        for l in Label.names { names += ["memory.same.\(l)", "memory.part.\(l)", "memory.head.\(l)"] }
        for l in Label.names { names += ["nested.in.\(l)", "nested.start.\(l)", "nested.end.\(l)"] }
        names += ["names.all", "names.most", "given.first", "quoted", "value.weak"]
        for l in Label.names { names.append("value.\(l)") }
        return names
    }()

    /// Stands for the built-in evidence and its numbering: weights of a model with another one can't be used.
    public static var fingerprint: String {
        let names = SpanPosition.allCases.map(\.name) + PairPosition.allCases.map(\.name) + builtInClasses + spanFeatureNames + Shape.names + Lane.names
        var text = names.joined(separator: " ")
        return text.withUTF8 { String(StableHash.of($0), radix: 16) }
    }

    public init(vocabulary: Vocabulary) { self.init(classNames: vocabulary.classNames) }

    /// `words`: names of the vocabulary's word classes, in their order.
    public init(classNames words: [String]) {
        classNames = words + EvidenceCatalog.builtInClasses
        classCount = classNames.count
        builtIn = Dictionary(uniqueKeysWithValues: EvidenceCatalog.builtInClasses.enumerated().map { ($1, UInt16(words.count + $0)) })
        pairBase = SpanPosition.allCases.count * classCount
        spanBase = pairBase + PairPosition.allCases.count * Shape.count * Shape.count
        spanNames = EvidenceCatalog.spanFeatureNames
        spanNumbers = Dictionary(uniqueKeysWithValues: spanNames.enumerated().map { ($1, $0) })
        count = spanBase + spanNames.count
    }

    @inline(__always) func word(_ position: SpanPosition, _ c: UInt16) -> Int { position.rawValue * classCount + Int(c) }
    @inline(__always) func pair(_ position: PairPosition, _ a: Shape, _ b: Shape) -> Int {
        pairBase + (position.rawValue * Shape.count + Int(a.rawValue)) * Shape.count + Int(b.rawValue)
    }
    func span(_ name: String) -> Int { spanBase + spanNumbers[name]! }
    func builtInClass(_ name: String) -> UInt16 { builtIn[name]! }

    /// True for evidence of a single word (`EvidenceWords`).
    func isSingleWord(_ id: Int) -> Bool { id < pairBase && EvidenceWords.isName(classNames[id % classCount]) }

    /// The name of a row of the weight matrix.
    public func name(_ id: Int) -> String {
        if id < pairBase { return "\(SpanPosition(rawValue: id / classCount)!.name).\(classNames[id % classCount])" }
        if id < spanBase {
            let k = id - pairBase
            let pair = k % (Shape.count * Shape.count)
            return "\(PairPosition(rawValue: k / (Shape.count * Shape.count))!.name).\(Shape.names[pair / Shape.count])+\(Shape.names[pair % Shape.count])"
        }
        return spanNames[id - spanBase]
    }

    /// All names with their numbers, for reading weights.
    public func numbers() -> [String: Int] {
        var out: [String: Int] = [:]
        out.reserveCapacity(count)
        for id in 0..<count { out[name(id)] = id }
        return out
    }
}
