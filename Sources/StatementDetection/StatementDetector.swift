import Lexicons
import ModelStorage
import TextModel

/// Finds statements: who is said to have said what, through what, to whom.
///
/// One sentence at a time: cues (verbs and participles of speech, citing phrases, a colon behind a name) are read with what stands behind them, then
/// contents are given their ends by the declared rules, then speakers that are only implied are looked up among those who spoke before.
/// One value per worker.
public struct StatementDetector: Sendable {
    private let lexicon: StatementLexicon
    private var table: FormTable

    public init(model: ModelFile, vocabulary: Vocabulary) {
        lexicon = StatementLexicon(model, vocabulary: vocabulary)
        table = FormTable(lexicon)
    }

    /// Appends statements and their arguments. Cost: linear in the tokens, times a bounded look-ahead for each cue.
    public mutating func detect(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis) {
        table.update(forms)
        SourceLine.complete(&analysis)
        var drafts: [Draft] = []
        var memory = SpeakerMemory()
        do {
            let view = SentenceView(text, forms, table, analysis)
            memory.learnRoles(view)
            for s in 0..<view.sentences.count where view.sentences[s].kind != .byline {
                var reader = CueReader(view: view, sentence: s)
                let found = reader.drafts()
                finish(found, reader.negated, s, view, &memory, &drafts)
            }
        }
        for d in drafts { append(d, &analysis) }
    }

    /// Gives facts and statements their chains; call it when relations and events are there.
    public mutating func attribute(_ forms: WordForms, _ analysis: inout Analysis) {
        table.update(forms)
        let table = table
        let tokens = analysis.tokens
        Attribution.assign(&analysis) { t in
            guard tokens[t].kind == .word else { return false }
            let f = table[tokens[t].form]
            return f.isFiniteOnly || f.flags.contains(.pronoun) || f.flags.contains(.kinship) && f.enclitic > 0
        }
    }

    /// Ends contents and names speakers in one sentence.
    private func finish(_ found: [Draft], _ negated: [Int], _ s: Int, _ view: SentenceView, _ memory: inout SpeakerMemory, _ all: inout [Draft]) {
        let sentence = view.sentences[s].tokens
        let first = all.count
        let subject = view.mainSubject(sentence)
        var contents = ContentFinder(view: view, sentence: sentence, breaks: Set(found.map(\.breaks) + negated))
        // Drafts whose content is still open, the innermost last: its end is the first.
        var open: [(end: Int, draft: Int)] = []
        for draft in found {
            var d = draft
            while let last = open.last, last.end <= d.token { open.removeLast() }
            contents.find(&d, outerEnd: open.last?.end ?? .max)
            guard d.contentEnd > d.contentStart, !d.content.isEmpty else { continue }
            memory.resolve(&d, all[first...].suffix(12), subject, view)
            if !d.isAfter, d.contentEnd > d.token { open.append((d.contentEnd, all.count)) }
            all.append(d)
        }
        // A participle that opens the sentence speaks with the verb behind it.
        for i in first..<all.count where all[i].speaker == nil && all[i].kind == .participle && i + 1 < all.count { all[i].speaker = all[i + 1].speaker }
        if let subject, subject.isPersonal { memory.lastSubject = subject }
    }

    private func append(_ d: Draft, _ analysis: inout Analysis) {
        let start = analysis.arguments.count
        if let s = d.speaker {
            analysis.arguments.append(Argument(role: FactSchema.speaker, bytes: s.bytes, mention: s.mention.map { MentionID($0) }))
        }
        for role in [FactSchema.medium, FactSchema.audience, FactSchema.outlet, FactSchema.date] {
            for a in d.region.arguments where a.role == role && !d.content.contains(a.bytes) {
                analysis.arguments.append(a)
                break
            }
        }
        analysis.statements.append(Statement(cue: d.cue, cueTokens: d.cueTokens, lemma: d.lemma, form: d.form, arguments: PoolRange(start, analysis.arguments.count),
                                             content: d.content, contentTokens: TokenRange(d.contentStart, d.contentEnd), sentence: d.sentence, foundBy: d.foundBy))
    }
}
