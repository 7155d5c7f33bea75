import Lexicons
import ModelStorage
import TextModel

/// Finds relations and events: wakes patterns by the words and mentions of each sentence, matches them, keeps what the conflict policies leave.
///
/// One value per worker: it holds scratch memory that is reused from document to document.
public struct RelationExtractor: Sendable {
    /// More facts than this in one sentence are cut off (the best by the tie order stay).
    public static let maximumPerSentence = 1_000

    public let program: PatternProgram
    let vocabulary: Vocabulary
    private var machine = MatchMachine()
    private var input = MatchInput()
    /// Token (from 1) at which a variant woke last, so that two readings of a word don't wake it twice.
    private var woken: [Int32]
    private var candidates: [Candidate] = []
    private var kept: [Candidate] = []
    private var pool: [Argument] = []
    private var fillers: [MatchMachine.Filler] = []
    private var group: Int32 = 0
    /// For contexts that speak of the sentence or clause: where they were last looked for, and what was found, so that many matches in one sentence ask once.
    private var contextPlaces: [Int] = []
    private var contextFound: [Bool] = []

    public init(program: PatternProgram, vocabulary: Vocabulary) {
        self.program = program
        self.vocabulary = vocabulary
        woken = [Int32](repeating: 0, count: program.variantCount)
    }

    /// Appends facts and their arguments: facts by start, type and pattern; arguments in the order of the schema's roles, then of the text.
    public mutating func extract(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis) {
        var recorder = NoRecorder()
        extract(text, forms, &analysis, only: nil, recorder: &recorder)
    }

    /// The same, with one pattern only where `only` names one, and with a recorder that hears every step.
    public mutating func extract<R: MatchRecorder>(_ text: UnsafeBufferPointer<UInt8>, _ forms: WordForms, _ analysis: inout Analysis, only: PatternID?,
                                                   recorder: inout R) {
        kept.removeAll(keepingCapacity: true)
        pool.removeAll(keepingCapacity: true)
        group = 0
        contextPlaces.removeAll(keepingCapacity: true)
        contextPlaces.append(contentsOf: repeatElement(-1, count: program.contexts.count / PatternProgram.contextWidth))
        contextFound.removeAll(keepingCapacity: true)
        contextFound.append(contentsOf: repeatElement(false, count: contextPlaces.count))
        input.prepare(analysis)
        machine.prepare(tokens: analysis.tokens.count)
        for i in woken.indices { woken[i] = 0 }
        var view = MatchView(program: program, text: text, forms: forms, analysis: analysis, input: input)
        for number in view.sentences.indices {
            view.input.sentence = view.sentences[number].tokens
            candidates.removeAll(keepingCapacity: true)
            wake(view, number, only, &recorder)
            Conflicts.resolve(&candidates, program, pool, &recorder)
            if candidates.count > RelationExtractor.maximumPerSentence { candidates.removeSubrange(RelationExtractor.maximumPerSentence...) }
            kept += candidates
        }
        append(to: &analysis, &recorder)
    }

    // MARK: Waking

    private mutating func wake<R: MatchRecorder>(_ view: MatchView, _ sentence: Int, _ only: PatternID?, _ recorder: inout R) {
        for t in view.input.sentence.indices {
            let form = view.tokens[t].form
            for r in view.forms.readings(of: form) {
                let reading = view.forms.pool[r]
                if reading.word.isKnown { wake(view, reading.word, reading.proclitics.subtracting(.article), t, sentence, only, &recorder) }
                if reading.bare.isKnown, reading.bare != reading.word { wake(view, reading.bare, reading.proclitics, t, sentence, only, &recorder) }
            }
            for k in view.input.mentionsStarting(at: t) {
                let id = Int(view.input.starting[k])
                let label = Int(view.mentions[id].label.rawValue)
                var i = Int(program.labelOffsets[label])
                let end = min(Int(program.labelOffsets[label + 1]), program.labelValues.count)
                while i < end {
                    match(view, Int(program.labelValues[i]), t, id, sentence, only, &recorder)
                    i += 1
                }
            }
        }
    }

    private mutating func wake<R: MatchRecorder>(_ view: MatchView, _ word: WordID, _ proclitics: ProcliticSet, _ t: Int, _ sentence: Int, _ only: PatternID?,
                                                 _ recorder: inout R) {
        var i = Int(program.testOffsets[word.index])
        let end = min(Int(program.testOffsets[word.index + 1]), program.testValues.count)
        while i < end {
            let value = program.testValues[i]
            i += 1
            guard MatchView.usable(value & 3, proclitics) else { continue }
            let test = Int(value >> 2)
            var k = Int(program.wakeOffsets[test])
            let last = min(Int(program.wakeOffsets[test + 1]), program.wakeValues.count)
            while k < last {
                let variant = Int(program.wakeValues[k])
                k += 1
                guard variant >= 0, variant < woken.count, woken[variant] != Int32(t + 1) else { continue }
                woken[variant] = Int32(t + 1)
                match(view, variant, t, -1, sentence, only, &recorder)
            }
        }
    }

    private mutating func match<R: MatchRecorder>(_ view: MatchView, _ number: Int, _ t: Int, _ mention: Int, _ sentence: Int, _ only: PatternID?, _ recorder: inout R) {
        let variant = program.variant(number)
        let id = PatternID(variant.pattern)
        if let only, only != id { return }
        let end = mention >= 0 ? Int(view.mentions[mention].tokens.end) : t + 1
        recorder.woke(id, variant: number, at: TokenRange(t, end))
        defer { recorder.slept(id) }
        guard let outcome = machine.match(view, variant, at: t, mention: mention, &recorder) else { return }
        machine.fillers(of: outcome, into: &fillers)
        if let rejection = contextRejection(view, variant.pattern, t, outcome) {
            recorder.rejected(id, rejection)
            return
        }
        build(view, variant, t, end, outcome, sentence, &recorder)
    }

    // MARK: Contexts

    private mutating func contextRejection(_ view: MatchView, _ pattern: Int, _ t: Int, _ outcome: MatchMachine.Outcome) -> Rejection? {
        for i in program.rows(pattern, .contextStart, .contextEnd, of: program.contexts.count / PatternProgram.contextWidth) {
            let at = i * PatternProgram.contextWidth
            let kind = program.contexts[at], isNegative = program.contexts[at + 1] == 1, detail = program.contexts[at + 2]
            let start = Int(program.contexts[at + 3]), end = Int(program.contexts[at + 4])
            var holds = false
            switch kind {
            case 0: holds = machine.accepts(view, start, end, from: outcome.left, isForward: false, pattern: pattern) != nil
            case 1: holds = machine.accepts(view, start, end, from: outcome.right, isForward: true, pattern: pattern) != nil
            case 2:
                let clause = Int(view.input.clauseOf[t])
                let place = detail == 1 ? Int(view.input.sentence.start) << 1 : clause >= 0 ? clause << 1 | 1 : -1
                if place >= 0, contextPlaces[i] == place {
                    holds = contextFound[i]
                    break
                }
                defer {
                    contextPlaces[i] = place
                    contextFound[i] = holds
                }
                for p in view.input.sentence.indices where detail == 1 || view.input.clauseOf[p] == view.input.clauseOf[t] {
                    if machine.accepts(view, start, end, from: p, isForward: true, pattern: pattern) != nil {
                        holds = true
                        break
                    }
                }
            default: holds = isInside(view, t, ContextSyntax.Place(rawValue: UInt8(truncatingIfNeeded: detail)))
            }
            let line = Instruction.unpack(program.contexts[at + 5]).line
            if holds && isNegative { return .unlessHolds(line: line) }
            if !holds && !isNegative { return .contextMissing(line: line) }
        }
        return nil
    }

    private func isInside(_ view: MatchView, _ t: Int, _ place: ContextSyntax.Place?) -> Bool {
        switch place {
        case .quotation: return view.quotations.contains { $0.tokens.contains(t) }
        case .statement: return view.statements.contains { $0.contentTokens.contains(t) }
        case .heading: return view.sentences.contains { $0.kind == .heading && $0.tokens.contains(t) }
        case .byline: return view.sentences.contains { $0.kind == .byline && $0.tokens.contains(t) }
        case nil: return false
        }
    }

    // MARK: Building

    private mutating func build<R: MatchRecorder>(_ view: MatchView, _ variant: PatternProgram.Variant, _ t: Int, _ anchorEnd: Int, _ outcome: MatchMachine.Outcome,
                                                  _ sentence: Int, _ recorder: inout R) {
        let pattern = variant.pattern
        let type = program.schema.types.indices.contains(program.field(pattern, .type)) ? program.schema.types[program.field(pattern, .type)] : nil
        guard let type else { return }
        let builder = ArgumentBuilder(view: view, program: program, type: type)
        var trigger: ByteRange?
        var triggerTokens = TokenRange(t, anchorEnd)
        var arguments: [Argument] = []
        for filler in fillers {
            let role = program.role(variant, slot: Int(filler.slot))
            if role == -1 {
                let bytes = builder.bytes(of: filler)
                trigger = trigger.map { ByteRange(min($0.start, bytes.start), max($0.end, bytes.end)) } ?? bytes
                triggerTokens = TokenRange(min(Int(triggerTokens.start), filler.start), max(Int(triggerTokens.end), filler.end))
            } else if role >= 0 {
                let a = builder.argument(RoleID(Int(role)), filler)
                if !arguments.contains(where: { $0.role == a.role && $0.bytes == a.bytes }) { arguments.append(a) }
            }
        }
        if trigger == nil, type.kind == .event { trigger = builder.bytes(of: .init(slot: 0, mention: -1, reading: -1, start: t, end: anchorEnd)) }
        for i in program.rows(pattern, .settingStart, .settingEnd, of: program.settings.count / 2) {
            let role = RoleID(Int(program.settings[i * 2]))
            if arguments.contains(where: { $0.role == role }) { continue }
            let at = trigger ?? builder.bytes(of: .init(slot: 0, mention: -1, reading: -1, start: t, end: anchorEnd))
            arguments.append(Argument(role: role, bytes: at, value: program.string(program.settings[i * 2 + 1])))
        }
        guard !arguments.isEmpty else {
            recorder.rejected(PatternID(pattern), .noFillers)
            return
        }
        guard attachInside(view, variant, builder, &arguments) else {
            recorder.rejected(PatternID(pattern), .noFillers)
            return
        }
        attach(view, pattern, triggerTokens, outcome, builder, &arguments)
        let (polarity, modality) = effects(view, pattern, triggerTokens)
        group += 1
        let fixed = arguments.filter { a in !(ArgumentBuilder.isDistributed(a.role, arguments, type)) }
        let order = builder.order
        let open = order.filter { role in arguments.filter { $0.role == role }.count > 1 && ArgumentBuilder.isDistributed(role, arguments, type) }
        var chosen: [[Argument]] = [fixed]
        for role in open {
            let options = arguments.filter { $0.role == role }
            chosen = chosen.flatMap { base in options.map { base + [$0] } }
            if chosen.count > 256 { break }
        }
        for set in chosen {
            let sorted = builder.sorted(set)
            let start = pool.count
            pool += sorted
            var bytes = trigger ?? sorted[0].bytes
            for a in sorted { bytes = ByteRange(min(bytes.start, a.bytes.start), max(bytes.end, a.bytes.end)) }
            let fact = Fact(type: FactTypeID(program.field(pattern, .type)), bytes: bytes, sentence: UInt32(truncatingIfNeeded: sentence), trigger: trigger,
                            arguments: PoolRange(start, pool.count), polarity: polarity, modality: modality, pattern: PatternID(pattern))
            candidates.append(Candidate(fact: fact, group: group, priority: Int32(program.field(pattern, .priority)), family: Int32(program.field(pattern, .family)),
                                        trigger: triggerTokens, span: TokenRange(outcome.left, outcome.right), roles: Int32(sorted.count),
                                        skipped: Int32(truncatingIfNeeded: (outcome.cost & (MatchMachine.role - 1)) >> 16)))
        }
    }

    /// Roles that must be found inside the filler of another one: the last such mention is taken. False where there is none.
    private mutating func attachInside(_ view: MatchView, _ variant: PatternProgram.Variant, _ builder: ArgumentBuilder, _ arguments: inout [Argument]) -> Bool {
        for i in program.rows(variant.pattern, .attachmentStart, .attachmentEnd, of: program.attachments.count / PatternProgram.attachmentWidth) {
            let at = i * PatternProgram.attachmentWidth
            guard program.attachments[at + 1] >= PatternProgram.firstContainer else { continue }
            let container = program.attachments[at + 1] &- PatternProgram.firstContainer
            guard let outer = fillers.first(where: { program.role(variant, slot: Int($0.slot)) == container }) else { return false }
            var best: MatchMachine.Filler?
            for p in outer.start..<max(outer.start, outer.end) {
                guard let found = machine.accepts(view, Int(program.attachments[at + 2]), Int(program.attachments[at + 3]), from: p, isForward: true, pattern: variant.pattern) else { continue }
                var captured: [MatchMachine.Filler] = []
                machine.fillers(of: found, into: &captured)
                if let filler = captured.first, filler.end <= outer.end, filler.end - filler.start < outer.end - outer.start { best = filler }
            }
            guard let best else { return false }
            arguments.append(builder.argument(RoleID(Int(program.attachments[at])), best))
        }
        return true
    }

    private mutating func attach(_ view: MatchView, _ pattern: Int, _ trigger: TokenRange, _ outcome: MatchMachine.Outcome, _ builder: ArgumentBuilder,
                                 _ arguments: inout [Argument]) {
        for i in program.rows(pattern, .attachmentStart, .attachmentEnd, of: program.attachments.count / PatternProgram.attachmentWidth) {
            let at = i * PatternProgram.attachmentWidth
            let role = RoleID(Int(program.attachments[at]))
            if arguments.contains(where: { $0.role == role }) || program.attachments[at + 1] >= PatternProgram.firstContainer { continue }
            let isClause = program.attachments[at + 1] == 0
            var best: (distance: Int, argument: Argument)?
            for p in view.input.sentence.indices where !isClause || view.input.clauseOf[p] == view.input.clauseOf[Int(trigger.start)] {
                guard let found = machine.accepts(view, Int(program.attachments[at + 2]), Int(program.attachments[at + 3]), from: p, isForward: true, pattern: pattern) else { continue }
                var captured: [MatchMachine.Filler] = []
                machine.fillers(of: found, into: &captured)
                guard let filler = captured.first else { continue }
                let argument = builder.argument(role, filler)
                if builder.isTaken(argument, arguments) || builder.isDuration(argument) { continue }
                let distance = filler.start >= Int(trigger.end) ? (filler.start - Int(trigger.end)) * 2 : (Int(trigger.start) - filler.end) * 2 + 1
                if distance < 0 { continue }
                if best.map({ distance < $0.distance }) ?? true { best = (distance, argument) }
            }
            if let best { arguments.append(best.argument) }
        }
    }

    /// Polarity and modality: what the pattern sets, else the declared scopes.
    private mutating func effects(_ view: MatchView, _ pattern: Int, _ trigger: TokenRange) -> (Polarity, Modality) {
        let setPolarity = program.field(pattern, .polarity), setModality = program.field(pattern, .modality)
        var polarity = setPolarity == 1 ? Polarity.negated : .asserted
        var modality = Modality(rawValue: UInt8(truncatingIfNeeded: max(0, setModality))) ?? .actual
        if program.field(pattern, .flags) & 1 != 0 { return (polarity, modality) }
        let low = Int(view.input.sentence.start), t = Int(trigger.start)
        for i in 0..<program.scopeCount {
            let at = i * PatternProgram.scopeWidth
            let effect = ScopeSyntax.Effect(rawValue: UInt8(truncatingIfNeeded: program.scopes[at]))
            if effect == .negated ? (setPolarity >= 0 || polarity == .negated) : (setModality >= 0 || modality != .actual) { continue }
            let start = Int(program.scopes[at + 3]), end = Int(program.scopes[at + 4])
            if program.scopes[at + 5] >= 0, view.reading(t, test: program.scopes[at + 5], proclitics: 0) < 0 { continue }
            var holds = false
            switch program.scopes[at + 1] {
            case 3: holds = machine.accepts(view, start, end, from: t, isForward: true, pattern: pattern) != nil
            case let reach:
                var p = t
                let furthest = reach == 0 ? max(low, t - Int(program.scopes[at + 2]) + 1) : low
                while p > furthest || (p == t && p >= low) {
                    if machine.accepts(view, start, end, from: p, isForward: false, pattern: pattern) != nil {
                        holds = true
                        break
                    }
                    if p <= furthest || (reach == 1 && !view.isSameClause(around: p)) { break }
                    p -= 1
                }
            }
            guard holds, let effect else { continue }
            switch effect {
            case .negated: polarity = .negated
            case .possible: modality = .possible
            case .planned: modality = .planned
            case .demanded: modality = .demanded
            }
        }
        return (polarity, modality)
    }

    private mutating func append<R: MatchRecorder>(to analysis: inout Analysis, _ recorder: inout R) {
        kept.sort { a, b in
            (a.fact.bytes.start, a.fact.type.raw, a.fact.pattern.raw, a.fact.bytes.end, a.group, a.fact.arguments.start)
                < (b.fact.bytes.start, b.fact.type.raw, b.fact.pattern.raw, b.fact.bytes.end, b.group, b.fact.arguments.start)
        }
        for var candidate in kept {
            let start = analysis.arguments.count
            analysis.arguments += pool[candidate.fact.arguments.indices]
            candidate.fact.arguments = PoolRange(start, analysis.arguments.count)
            analysis.facts.append(candidate.fact)
            recorder.found(candidate.fact.pattern, candidate.fact)
        }
    }
}
