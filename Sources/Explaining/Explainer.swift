import ArabicText
import Display
import EntityTagging
import Lexicons
import Pipeline
import RelationExtraction
import SystemFiles
import TextModel

/// A question about something that did not match.
public enum Question: Sendable {
    case span(String)
    /// A span with the label that it should have.
    case labelled(String, Label)
    case name(String)
    /// `file:line`
    case entry(String)
    case pattern(String)

    public var text: String {
        switch self {
        case .span(let s): "span «\(s)»"
        case .labelled(let s, let l): "span «\(s)» as \(l.name)"
        case .name(let s): "name «\(s)»"
        case .entry(let s): "entry \(s)"
        case .pattern(let s): "pattern \(s)"
        }
    }
}

/// The answer to a question: did it match, and if not the first reason and the edit that would change it.
public struct Answer: Sendable {
    public var question: String
    public var isFound: Bool
    /// A stable word for the reason, for programs.
    public var reason: String
    public var words: String
    /// What to edit; empty where nothing is to be done.
    public var edit: String
    /// Further lines: sums, places.
    public var details: [String] = []
}

/// Everything that the stages made of a text, with the reasons.
public struct TextExplanation: Sendable {
    public struct ReadingLine: Sendable {
        public var proclitics: [String]
        public var word: String
        public var isKnown: Bool
        public var enclitic: Int
        public var classes: [String]
    }

    public struct Word: Sendable {
        public var token: Token
        public var text: String
        public var folded: String
        public var readings: [ReadingLine]
    }

    public struct MentionLine: Sendable {
        public var mention: Mention
        public var text: String
        public var foundBy: String
        public var name: String
        public var span: ExplainedSpan?
        public var loser: ExplainedSpan?
    }

    public struct FactLine: Sendable {
        public var type: String
        public var kind: FactKind
        public var trigger: String
        public var arguments: [(role: String, text: String, value: String)]
        public var pattern: String
        public var polarity: Polarity
        public var modality: Modality
    }

    public struct StatementLine: Sendable {
        public var cue: String
        public var form: SpeechForm
        public var arguments: [(role: String, text: String, value: String)]
        public var content: String
        public var foundBy: String
    }

    public struct LossLine: Sendable {
        public var pattern: String
        public var winner: String
        public var text: String
        public var policy: String
    }

    public var text: [UInt8]
    public var words: [Word] = []
    public var hits: [(hit: ExplainedHit, place: String, text: String)] = []
    public var mentions: [MentionLine] = []
    public var clauses: [String] = []
    public var statements: [StatementLine] = []
    public var facts: [FactLine] = []
    public var losses: [LossLine] = []
    public var answers: [Answer] = []

    public func slice(_ r: ByteRange) -> String {
        let end = min(Int(r.end), text.count)
        return String(decoding: text[min(Int(r.start), end)..<end], as: UTF8.self)
    }
}

/// Explains what the pipeline does with a text, by the stages' own results and by asking the same scorers and matchers again.
public final class Explainer {
    let model: Model
    let stages: Stages
    /// Pattern directories, for the words of a pattern's elements.
    let patternPaths: [FilePath]
    var document = Document(id: "text", source: "text", date: "", text: [])
    var analysis = Analysis()
    var sentences: [SentenceExplainer] = []

    public init(model: Model, patterns: [FilePath]) {
        self.model = model
        stages = Stages(model)
        patternPaths = patterns
    }

    public func explain(_ text: [UInt8], date: String, questions: [Question]) -> TextExplanation {
        document = Document(id: "text", source: "text", date: date, text: text)
        analysis.reset()
        stages.process(document, into: &analysis)
        sentences = []
        document.text.withUnsafeBufferPointer { bytes in
            var tagger = stages.tagger
            for k in analysis.sentences.indices where !analysis.sentences[k].tokens.isEmpty {
                sentences.append(tagger.explainer(of: k, bytes, stages.forms, analysis, date: date))
            }
        }
        var out = TextExplanation(text: text)
        addWords(&out)
        for s in sentences {
            for hit in s.hits { out.hits.append((hit, model.lexicon.entries.place(hit.entry), out.slice(hit.bytes))) }
        }
        addMentions(&out)
        out.clauses = analysis.clauses.map { out.slice(bytes(of: $0.tokens)) }
        addStatements(&out)
        addFacts(&out)
        for q in questions { out.answers.append(answer(q, out)) }
        return out
    }

    func bytes(of tokens: TokenRange) -> ByteRange {
        guard !tokens.isEmpty, Int(tokens.end) <= analysis.tokens.count else { return ByteRange(0, 0) }
        return ByteRange(analysis.tokens[Int(tokens.start)].start, analysis.tokens[Int(tokens.end) - 1].end)
    }

    func explainer(at token: Int) -> SentenceExplainer? { sentences.first { $0.sentence.contains(token) } }

    private func addWords(_ out: inout TextExplanation) {
        let forms = stages.forms, vocabulary = model.lexicon.vocabulary
        for token in analysis.tokens {
            let text = out.slice(token.bytes)
            var readings: [TextExplanation.ReadingLine] = []
            for r in forms.readings(of: token.form) {
                let reading = forms.pool[r]
                let word = reading.word.isKnown ? vocabulary.text(reading.word) : reading.bare.isKnown ? vocabulary.text(reading.bare) : ""
                readings.append(.init(proclitics: ProcliticNames.of(reading.proclitics), word: word, isKnown: reading.isKnown, enclitic: Int(reading.enclitic),
                                      classes: stages.tagger.classes(of: reading)))
            }
            out.words.append(.init(token: token, text: text, folded: Lexicon.words(of: text).joined(separator: " "), readings: readings))
        }
    }

    private func addMentions(_ out: inout TextExplanation) {
        for m in analysis.mentions {
            let place: String = switch m.foundBy {
            case .entry(let e): model.lexicon.entries.place(e)
            case .rule(let r): r.name
            }
            var line = TextExplanation.MentionLine(mention: m, text: out.slice(m.bytes), foundBy: place, name: "")
            if let s = explainer(at: Int(m.tokens.start)) {
                let outer = m.nestedIn.flatMap { analysis.mentions.indices.contains($0.index) ? analysis.mentions[$0.index] : nil }
                line.span = s.readings(of: m.tokens, inside: outer?.label).first { $0.label == m.label.name }
                line.loser = s.rival(of: m.tokens, label: m.label.name, inside: outer?.label, within: outer?.tokens)
            }
            out.mentions.append(line)
        }
    }

    private func arguments(_ range: PoolRange, _ out: TextExplanation) -> [(role: String, text: String, value: String)] {
        analysis.arguments[range.indices].map { a in
            let names = model.program.schema.roleNames
            return (a.role.index < names.count ? names[a.role.index] : "?", out.slice(a.bytes), a.value)
        }
    }

    private func addStatements(_ out: inout TextExplanation) {
        for s in analysis.statements {
            out.statements.append(.init(cue: out.slice(s.cue), form: s.form, arguments: arguments(s.arguments, out), content: out.slice(s.content), foundBy: s.foundBy))
        }
    }

    func patternName(_ id: PatternID) -> String {
        "\(model.program.id(of: id)) \(model.program.file(of: id)):\(model.program.place(of: id).line)"
    }

    private func addFacts(_ out: inout TextExplanation) {
        for f in analysis.facts {
            let type = model.program.schema.types[f.type.index]
            out.facts.append(.init(type: type.name, kind: type.kind, trigger: f.trigger.map { out.slice($0) } ?? "", arguments: arguments(f.arguments, out),
                                   pattern: patternName(f.pattern), polarity: f.polarity, modality: f.modality))
        }
        let trace = trace(nil)
        for l in trace.losses where l.pattern != l.winner {
            out.losses.append(.init(pattern: patternName(l.pattern), winner: patternName(l.winner), text: out.slice(bytes(of: l.tokens)), policy: l.policy.words))
        }
    }

    /// Runs the matcher again with a recorder.
    func trace(_ pattern: PatternID?) -> ExplainingRecorder {
        var trace = ExplainingRecorder()
        var copy = analysis
        copy.facts.removeAll()
        var relations = stages.relations
        document.text.withUnsafeBufferPointer { relations.extract($0, stages.forms, &copy, only: pattern, recorder: &trace) }
        return trace
    }
}

extension ConflictPolicy {
    var words: String {
        switch self {
        case .all: "every match stands"
        case .onePerTrigger: "one fact a trigger"
        case .longest: "the longest match stands"
        case .first: "the first match stands"
        }
    }
}

enum ProcliticNames {
    static func of(_ set: ProcliticSet) -> [String] {
        var out = (0..<6).filter { set.rawValue & (1 << UInt8($0)) != 0 }.map { ProcliticSet.letters[$0] }
        if set.contains(.article) { out.append("ال") }
        return out
    }
}

enum FoldingNames {
    static func of(_ set: FoldingSet) -> [String] { FoldingSet.names.indices.filter { set.rawValue & (1 << UInt16($0)) != 0 }.map { FoldingSet.names[$0] } }
}
