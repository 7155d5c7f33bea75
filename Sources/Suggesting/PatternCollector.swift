import ArabicText
import Concordance
import Lexicons
import Pipeline
import TextModel

/// A pair that is known to stand in a relation: where both names meet in a sentence, the words around them may say so.
public struct SeedFact: Sendable {
    public var type: String
    public var first: (role: String, name: String)
    public var second: (role: String, name: String)

    public init(type: String, first: (role: String, name: String), second: (role: String, name: String)) {
        self.type = type
        self.first = first
        self.second = second
    }
}

/// Contexts in which known pairs stand, generalised to pattern lines.
public final class PatternCollector {
    public struct Found: Sendable {
        public var type: String
        /// `match` line of the pattern language.
        public var match: String
        public var count: Int
        public var pairs: Int
        public var examples: [ConcordanceLine]
    }

    private struct Cluster {
        var type: String
        var count = 0
        var pairs: Set<String> = []
        var examples: [ConcordanceLine] = []
    }

    private let model: Model
    private let stages: Stages
    private let seeds: [SeedFact]
    private let byName: [String: [(seed: Int, isFirst: Bool)]]
    private var clusters: [String: Cluster] = [:]
    /// Words between the names beyond which a context says little.
    private static let longest = 6

    public init(model: Model, seeds: [SeedFact]) {
        self.model = model
        self.seeds = seeds
        stages = Stages(model)
        var byName: [String: [(seed: Int, isFirst: Bool)]] = [:]
        for (i, s) in seeds.enumerated() {
            byName[Lexicon.words(of: s.first.name).joined(separator: " "), default: []].append((i, true))
            byName[Lexicon.words(of: s.second.name).joined(separator: " "), default: []].append((i, false))
        }
        self.byName = byName
    }

    public func add(_ document: Document, _ analysis: inout Analysis) {
        stages.process(document, into: &analysis)
        func key(_ m: Mention) -> String { Lexicon.words(of: String(decoding: document.text[m.bytes.indices], as: UTF8.self)).joined(separator: " ") }
        var known: [(mention: Mention, uses: [(seed: Int, isFirst: Bool)])] = []
        for m in analysis.mentions { if let uses = byName[key(m)] { known.append((m, uses)) } }
        for a in known {
            for b in known where a.mention.sentence == b.mention.sentence && a.mention.tokens.end <= b.mention.tokens.start {
                for use in a.uses {
                    guard b.uses.contains(where: { $0.seed == use.seed && $0.isFirst != use.isFirst }) else { continue }
                    note(seeds[use.seed], use.isFirst, a.mention, b.mention, document, analysis)
                }
            }
        }
    }

    private func note(_ seed: SeedFact, _ inOrder: Bool, _ a: Mention, _ b: Mention, _ document: Document, _ analysis: Analysis) {
        let between = Int(a.tokens.end)..<Int(b.tokens.start)
        guard between.count <= PatternCollector.longest, !between.isEmpty else { return }
        var parts: [String] = []
        var t = between.lowerBound
        while t < between.upperBound {
            let token = analysis.tokens[t]
            // A name between becomes its label.
            if let m = analysis.mentions.first(where: { Int($0.tokens.start) == t && Int($0.tokens.end) <= between.upperBound && $0.nestedIn == nil }) {
                parts.append("@\(m.label.name)")
                t = Int(m.tokens.end)
                continue
            }
            let surface = String(decoding: document.text[token.bytes.indices], as: UTF8.self)
            switch token.kind {
            case .word: parts.append(lemma(token) ?? surface)
            case .punctuation: parts.append(["،", ","].contains(surface) ? "،?" : "\"\(surface)\"")
            default: break
            }
            t += 1
        }
        func slot(_ name: (role: String, name: String), _ m: Mention) -> String {
            let p = m.proclitics.isDisjoint(with: .prepositions) ? "" : "[" + (0..<6).filter { m.proclitics.rawValue & (1 << UInt8($0)) != 0 && $0 >= 2 }.map { ProcliticSet.letters[$0] + "+" }.joined(separator: "|") + "]"
            return "\(p)\(name.role):@\(m.label.name)"
        }
        let match = "\(slot(inOrder ? seed.first : seed.second, a)) \(parts.joined(separator: " ")) \(slot(inOrder ? seed.second : seed.first, b))"
        var c = clusters[seed.type + "\t" + match] ?? Cluster(type: seed.type)
        c.count += 1
        c.pairs.insert(seed.first.name + "\t" + seed.second.name)
        if c.examples.count < 3 { c.examples.append(ConcordanceLine(document, ByteRange(a.bytes.start, b.bytes.end), width: 30, kind: seed.type)) }
        clusters[seed.type + "\t" + match] = c
    }

    /// The lemma of a finite verb, so that one pattern serves all its forms.
    private func lemma(_ token: Token) -> String? {
        let v = model.lexicon.vocabulary
        for r in stages.forms.readings(of: token.form) {
            let word = stages.forms.pool[r].word
            guard word.isKnown else { continue }
            for i in 0..<v.senseCount(word) where !v.sense(word, i).features.isDisjoint(with: .finite) { return v.spelling(v.sense(word, i).lemma) }
        }
        return nil
    }

    /// Contexts of at least `minimum` different pairs first, then by count.
    public func suggestions(minimum: Int, limit: Int) -> [Found] {
        clusters.sorted { ($1.value.pairs.count, $1.value.count, $0.key) < ($0.value.pairs.count, $0.value.count, $1.key) }
            .filter { $0.value.count >= minimum }.prefix(limit)
            .map { Found(type: $0.value.type, match: String($0.key.split(separator: "\t")[1]), count: $0.value.count, pairs: $0.value.pairs.count, examples: $0.value.examples) }
    }
}
