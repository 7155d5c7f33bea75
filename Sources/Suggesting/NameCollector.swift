import ArabicText
import Concordance
import Lexicons
import Pipeline
import TextModel

/// Gathers names that the tagger found without a row, occurrence by occurrence, with the evidence of their contexts.
public final class NameCollector {
    struct Candidate {
        var text: String
        var words: [String]
        var label: Label
        var count = 0
        var documents = 0
        var lastDocument = -1
        var score = 0.0
        var titles = 0
        var saying = 0
        var lists = 0
        var headings = 0
        var contexts: [ConcordanceLine] = []
        var spellings: [String: Int] = [:]
    }

    private struct Key: Hashable {
        var words: String
        var label: Label
    }

    let model: Model
    private let stages: Stages
    private let labels: Set<Label>
    private let contextLimit: Int
    private let width: Int
    private var candidates: [Key: Candidate] = [:]
    private var listedLabels: [String: [Label: Int]] = [:]
    private var documentNumber = 0
    /// All folded words of the corpus in order, 0 between sentences.
    private var stream: [UInt32] = []
    private var wordNumbers: [String: UInt32] = [:]
    private let folding = Folding()
    private let say: Set<WordClassID>
    private let titleClasses: Set<WordClassID>
    private let verbClasses: Set<WordClassID>

    public init(model: Model, labels: Set<Label>, contexts: Int, width: Int) {
        self.model = model
        self.labels = labels
        contextLimit = contexts
        self.width = width
        stages = Stages(model)
        func classes(_ names: [String]) -> Set<WordClassID> {
            Set(model.lexicon.vocabulary.classNames.indices.filter { i in names.contains { model.lexicon.vocabulary.classNames[i] == $0 || model.lexicon.vocabulary.classNames[i].hasPrefix($0 + ".") } }
                .map { WordClassID($0) })
        }
        say = classes(["say"])
        titleClasses = classes(["title", "rank"])
        verbClasses = classes(["say", "meet", "visit", "common"])
    }

    public func add(_ document: Document, _ analysis: inout Analysis) {
        stages.process(document, into: &analysis)
        defer { documentNumber += 1 }
        let forms = stages.forms, vocabulary = model.lexicon.vocabulary
        func text(_ r: ByteRange) -> String { String(decoding: document.text[r.indices], as: UTF8.self) }
        func number(_ t: Int) -> UInt32 {
            let word = folded(document, analysis.tokens[t].bytes)
            if let n = wordNumbers[word] { return n }
            let n = UInt32(wordNumbers.count + 1)
            wordNumbers[word] = n
            return n
        }
        for s in analysis.sentences {
            for t in s.tokens.indices { stream.append(number(t)) }
            stream.append(0)
        }
        func isOne(_ t: Int, _ classes: Set<WordClassID>, finite: Bool) -> Bool {
            guard analysis.tokens.indices.contains(t) else { return false }
            for r in forms.readings(of: analysis.tokens[t].form) {
                for w in [forms.pool[r].word, forms.pool[r].bare] where w.isKnown {
                    for i in 0..<vocabulary.senseCount(w) {
                        let sense = vocabulary.sense(w, i)
                        if classes.contains(sense.classID), !finite || !sense.features.isDisjoint(with: .finite) { return true }
                    }
                }
            }
            return false
        }
        for (i, m) in analysis.mentions.enumerated() where m.form == .name && labels.contains(m.label) {
            let words = Lexicon.words(of: text(m.bytes))
            let key = words.joined(separator: " ")
            if m.entry != nil {
                listedLabels[key, default: [:]][m.label, default: 0] += 1
                continue
            }
            guard case .rule(let rule) = m.foundBy, rule.name.hasPrefix("evidence."), m.nestedIn == nil || m.label != .event else { continue }
            var c = candidates[Key(words: key, label: m.label)] ?? Candidate(text: text(m.bytes), words: words, label: m.label)
            c.count += 1
            c.spellings[text(m.bytes), default: 0] += 1
            if c.lastDocument != documentNumber { c.documents += 1; c.lastDocument = documentNumber }
            c.score += Double(m.score)
            let before = Int(m.tokens.start) - 1, after = Int(m.tokens.end)
            let isTitled = before >= 0 && (isOne(before, titleClasses, finite: false) || analysis.mentions.contains { $0.label == .occ && Int($0.tokens.end) == before + 1 })
            if isTitled { c.titles += 1 }
            if isOne(before, say, finite: true) || isOne(after, say, finite: true) { c.saying += 1 }
            let neighbours = analysis.mentions.indices.filter { $0 != i && analysis.mentions[$0].label == m.label && analysis.mentions[$0].sentence == m.sentence }
            if neighbours.contains(where: { let gap = Int(m.tokens.start) - Int(analysis.mentions[$0].tokens.end); return (gap == 0 && m.proclitics.contains(.waw)) || gap == 1 }) { c.lists += 1 }
            if analysis.sentences[Int(m.sentence)].kind != .body { c.headings += 1 }
            if c.contexts.count < contextLimit, c.contexts.last?.document != document.id { c.contexts.append(ConcordanceLine(document, m.bytes, width: width, kind: m.label.name)) }
            candidates[Key(words: key, label: m.label)] = c
        }
    }

    private func folded(_ document: Document, _ r: ByteRange) -> String {
        var key: [UInt8] = []
        document.text.withUnsafeBufferPointer { folding.fold(UnsafeBufferPointer(rebasing: $0[r.indices]), into: &key) }
        return String(decoding: key, as: UTF8.self)
    }

    // MARK: Ranking

    /// The best suggestions: names that come in several documents, are read the same way nearly wherever their words stand, and have contexts of names.
    public func suggestions(kinds: Set<Suggestion.Kind>, minimum: Int, limit: Int) -> [Suggestion] {
        var all: [Suggestion] = []
        let list = candidates.values.filter { $0.count >= minimum && isPlausible($0) }.sorted { ($0.words.joined(separator: " "), $0.label.rawValue) < ($1.words.joined(separator: " "), $1.label.rawValue) }
        let counts = occurrences(list.map(\.words))
        let skeletons = kinds.contains(.variant) ? listedSkeletons() : [:]
        for (c, total) in zip(list, counts) {
            let consistency = min(1, Double(c.count) / Double(max(total, 1)))
            let mean = c.score / Double(c.count)
            guard mean >= 0.75, consistency >= 0.7, model.lexicon.forms(named: c.text).isEmpty else { continue }
            let support = Double(c.titles + c.saying + c.lists) / Double(c.count)
            let score = mean * consistency * (0.5 + min(1, support)) * log2(Double(1 + c.documents)) * (c.label == .pers ? 1.2 : 1)
            var evidence: [String] = ["\(Int((mean * 100).rounded()))% sure", "\(Int((consistency * 100).rounded()))% of its occurrences"]
            for (n, what) in [(c.titles, "title before"), (c.saying, "verb of saying"), (c.lists, "in a list of names")] where n > 0 { evidence.append("\(what) ×\(n)") }
            let spelling = c.spellings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }[0].key
            let clean = Lexicon.words(of: spelling).isEmpty ? c.text : spelling.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "_" }).joined(separator: " ")
            let known = skeletons[NameCollector.skeleton(c.words)]?.filter { $0.label == c.label && NameCollector.isSpelling(c.words, Lexicon.words(of: $0.name)) } ?? []
            if let first = known.first, c.words.count > 1 || NameCollector.skeleton(c.words).count > 4 {
                guard kinds.contains(.variant) else { continue }
                all.append(Suggestion(kind: .variant, text: clean, label: c.label.name, count: c.count, documents: c.documents, score: score * 1.1, evidence: evidence,
                                      row: "\(first.name)\t\(clean)", related: known.map { "\($0.place) «\($0.name)»" }, contexts: c.contexts))
            } else if kinds.contains(.name) {
                all.append(Suggestion(kind: .name, text: clean, label: c.label.name, count: c.count, documents: c.documents, score: score, evidence: evidence, row: clean,
                                      related: [], contexts: c.contexts))
            }
        }
        if kinds.contains(.collision) { all += collisions() }
        all.sort { ($1.score, $0.text, $0.label) < ($0.score, $1.text, $1.label) }
        return Array(all.prefix(limit))
    }

    private func isPlausible(_ c: Candidate) -> Bool {
        guard c.words.allSatisfy({ $0.unicodeScalars.allSatisfy { (0x621...0x64A).contains($0.value) } && $0.unicodeScalars.count > 1 }) else { return false }
        let first = model.lexicon.vocabulary
        switch c.label {
        case .pers:
            // A person is worth a row with two names at least; short forms are found by the document's memory.
            guard (2...4).contains(c.words.count) else { return false }
            return !c.words.contains { w in
                let id = Array(w.utf8).withUnsafeBufferPointer { first.word(folded: $0) }
                return id.isKnown && (0..<first.senseCount(id)).contains { !first.sense(id, $0).features.isDisjoint(with: .finite) } && !isName(id)
            }
        case .org, .fac, .event, .law: return (2...6).contains(c.words.count)
        default: return c.words.count <= 4
        }
    }

    private func isName(_ id: WordID) -> Bool {
        let v = model.lexicon.vocabulary
        return (0..<v.senseCount(id)).contains { i in ["given", "family", "foreign"].contains { v.classNames[v.sense(id, i).classID.index].hasPrefix($0) } }
    }

    /// How often the words stand in the corpus at all.
    private func occurrences(_ phrases: [[String]]) -> [Int] {
        var byFirst: [UInt32: [Int]] = [:]
        var numbered: [[UInt32]] = []
        for (i, p) in phrases.enumerated() {
            let n = p.map { wordNumbers[$0] ?? .max }
            numbered.append(n)
            byFirst[n.first ?? .max, default: []].append(i)
        }
        var out = [Int](repeating: 0, count: phrases.count)
        for at in stream.indices {
            guard let list = byFirst[stream[at]] else { continue }
            for i in list where at + numbered[i].count <= stream.count && stream[at..<(at + numbered[i].count)].elementsEqual(numbered[i]) { out[i] += 1 }
        }
        return out
    }

    // MARK: Variants

    /// Letters that spellings of foreign and Arabic names differ in are left out.
    static func skeleton(_ words: [String]) -> String {
        words.map { w in
            var out = String.UnicodeScalarView()
            for s in (w.hasPrefix("ال") && w.unicodeScalars.count > 4 ? Substring(w.dropFirst(2)) : Substring(w)).unicodeScalars {
                switch s {
                case "ا", "و", "ي", "ه", "ء": continue
                case "غ", "ق", "ج": out.append("ج")
                case "ذ", "ظ", "ز", "ض": out.append("ز")
                case "ث", "ص", "س": out.append("س")
                case "ط", "ت": out.append("ت")
                case "پ", "ب": out.append("ب")
                default: if out.last != s { out.append(s) }
                }
            }
            return String(out)
        }.joined(separator: " ")
    }

    /// Two spellings of one name: words that differ by their article, or by one long vowel (ا or و) inside.
    static func isSpelling(_ a: [String], _ b: [String]) -> Bool {
        guard a.count == b.count else { return false }
        return zip(a, b).allSatisfy { x, y in
            func bare(_ w: String) -> [Unicode.Scalar] { Array((w.hasPrefix("ال") ? Substring(w.dropFirst(2)) : Substring(w)).unicodeScalars) }
            var p = bare(x), q = bare(y)
            if p == q { return true }
            if p.count > q.count { swap(&p, &q) }
            guard q.count == p.count + 1, p.count >= 3 else { return false }
            return (1..<(q.count - 1)).contains { i in
                guard q[i] == "ا" || q[i] == "و" else { return false }
                var shorter = q
                shorter.remove(at: i)
                return shorter == p
            }
        }
    }

    private func listedSkeletons() -> [String: [(name: String, place: String, label: Label)]] {
        var wanted = Set<String>()
        for c in candidates.values { wanted.insert(NameCollector.skeleton(c.words)) }
        var out: [String: [(name: String, place: String, label: Label)]] = [:]
        let entries = model.lexicon.entries
        for i in 0..<entries.count {
            let id = EntryID(i), label = entries.label(id)
            guard labels.contains(label) else { continue }
            let name = entries.name(id)
            let key = NameCollector.skeleton(Lexicon.words(of: name))
            if key.utf8.count > 5, wanted.contains(key), out[key, default: []].count < 12 { out[key, default: []].append((name, entries.place(id), label)) }
        }
        return out
    }

    // MARK: Collisions

    private func collisions() -> [Suggestion] {
        var out: [Suggestion] = []
        for (words, counts) in listedLabels where counts.count > 1 {
            let order = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
            let total = order.reduce(0) { $0 + $1.value }
            guard order[1].value * 10 >= total, total >= 4 else { continue }
            let rows = model.lexicon.forms(named: words).map { "\(model.lexicon.entries.place($0.entry)) \(model.lexicon.entries.label($0.entry).name)" }
            out.append(Suggestion(kind: .collision, text: words, label: order[0].key.name, count: total, documents: 0, score: log2(Double(total)) / 4,
                                  evidence: order.map { "\($0.key.name) ×\($0.value)" }, row: "", related: rows, contexts: []))
        }
        return out
    }

    /// Base-2 logarithm, good to four decimals, the same on every machine.
    private func log2(_ x: Double) -> Double {
        var y = x, n = 0.0
        while y >= 2 { y /= 2; n += 1 }
        var step = 0.5
        for _ in 0..<16 {
            y *= y
            if y >= 2 { y /= 2; n += step }
            step /= 2
        }
        return n
    }
}
