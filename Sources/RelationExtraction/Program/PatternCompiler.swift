import Lexicons
import ModelStorage
import TextModel

/// Compiles parsed pattern files into one program. Words are interned in the vocabulary builder, which must hold all word classes by now.
public struct PatternCompiler {
    /// Classes whose words end a nominal group.
    static let groupEnds = ["preposition", "conjunction", "complementizer", "relative", "subordinator", "pronoun", "particle", "demonstrative"]

    let builder: VocabularyBuilder
    let schema: FactSchema
    let schemaText: String

    public init(vocabulary: VocabularyBuilder, schema: FactSchema, schemaText: String) {
        builder = vocabulary
        self.schema = schema
        self.schemaText = schemaText
    }

    /// The program of everything that is right, and what is wrong.
    public func compile(_ files: [PatternFile]) -> (PatternProgram, [Diagnostic]) {
        var emitter = Emitter(tests: WordTests(builder), strings: StringPool())
        var tables = Tables()
        var diagnostics: [Diagnostic] = []
        let preposition = emitter.tests.union(["preposition"])
        let groupEnd = emitter.tests.union(PatternCompiler.groupEnds)
        let finite = emitter.tests.finiteOnly()
        let person = emitter.tests.union(["person_noun"])
        var validator = PatternValidator(schema: schema, classNames: Set(builder.classNames))
        for file in files {
            for scope in file.scopes {
                validator.checkContext(scope.element, file: file.name)
                guard validator.isFine else { continue }
                let range = emitPlain(scope.element, scope.reach == .trigger ? .forward : .backward, &emitter)
                let (kind, n): (Int32, Int32) = switch scope.reach {
                case .words(let n): (0, Int32(n))
                case .clause: (1, 0)
                case .sentence: (2, 0)
                case .trigger: (3, 0)
                }
                let condition = scope.condition.map { Int32(emitter.tests.anyClass($0)) } ?? -1
                tables.scopes += [Int32(scope.effect.rawValue), kind, n, Int32(range.0), Int32(range.1), condition]
            }
            validator.endScopes()
        }
        var familyNumbers: [String: Int32] = [:]
        for file in files {
            guard !file.patterns.isEmpty else { continue }
            let familyName = file.family.isEmpty ? file.name : file.family
            let family: Int32
            if let known = familyNumbers[familyName] { family = known } else {
                family = Int32(tables.families.count / 2)
                familyNumbers[familyName] = family
                tables.families += [emitter.strings.id(familyName), Int32(file.policy.rawValue)]
            }
            for pattern in file.patterns {
                guard let type = validator.check(pattern, in: file) else { continue }
                emit(pattern, file, type, family, &emitter, &tables, &validator)
            }
        }
        diagnostics += validator.diagnostics
        // An element whose class can match no word stays silent for ever: worth a word.
        var model = ModelWriter()
        let words = emitter.tests.table()
        write(emitter, tables, words, [Int32(preposition), Int32(groupEnd), Int32(finite), Int32(person)], to: &model)
        if let file = try? ModelFile.inMemory(model.finish(sourceHash: (0, 0))) { return (PatternProgram(file: file), diagnostics) }
        preconditionFailure("a model that was just written can be read")
    }

    struct Tables {
        var variants: [Int32] = [], slots: [Int32] = [], patterns: [Int32] = [], families: [Int32] = [], contexts: [Int32] = [], attachments: [Int32] = []
        var settings: [Int32] = [], scopes: [Int32] = [], barriers: [Int32] = []
        /// Variants woken by a word test, by a label.
        var wakes: [[Int32]] = [], labels: [[Int32]] = Array(repeating: [], count: Label.allCases.count)
    }

    /// Emits elements without anchor, to be run from one position in one direction.
    private func emitPlain(_ element: Element, _ direction: Emitter.Direction, _ emitter: inout Emitter) -> (Int, Int) {
        emitter.beginVariant()
        let start = emitter.code.count
        emitter.emit(element, direction, isOpen: false)
        emitter.put(Instruction(op: .accept))
        return (start, emitter.code.count)
    }

    private func emit(_ pattern: PatternSyntax, _ file: PatternFile, _ type: FactTypeID, _ family: Int32, _ emitter: inout Emitter, _ tables: inout Tables,
                      _ validator: inout PatternValidator) {
        let schema = schema
        emitter.roleOf = { name in name == "trigger" ? -1 : schema.role(named: name).map { Int32($0.index) } ?? -2 }
        let number = Int32(tables.patterns.count / PatternProgram.patternWidth)
        for match in pattern.matches {
            let variants = Anchor.variants(of: match, trigger: match.holdsTrigger)
            if variants.count > Anchor.maximumVariants {
                validator.error(pattern.place, file.name, "pattern \(pattern.id) stands for more than \(Anchor.maximumVariants) orders of its alternatives",
                                "write some alternatives as patterns of their own")
                continue
            }
            for variant in variants {
                guard let path = Anchor.path(in: variant) else {
                    validator.error(match.place, file.name, "nothing in this line can wake the pattern", "it needs a word, a <class> or a @LABEL that isn't optional")
                    continue
                }
                let divided = Anchor.divide(variant, at: path)
                let range = emitter.emitVariant(divided)
                guard !emitter.isFull else {
                    validator.error(pattern.place, file.name, "the patterns need more than \(Emitter.maximumStates) states",
                                    "this pattern or the ones before it have repeats of repeats or large any-order groups: shorten them")
                    return
                }
                let v = Int32(tables.variants.count / PatternProgram.variantWidth)
                tables.variants += [number, Int32(range.start), Int32(range.end), Int32(tables.slots.count), Int32(emitter.slots.count)]
                tables.slots += emitter.slots
                let first = emitter.code[range.start]
                switch first.op {
                case .word, .nouns: wake(Int(first.a), v, &tables)
                case .exact: if case .word(let w) = divided.anchor.kind { wake(Int(emitter.test(w)), v, &tables) }
                case .mention:
                    for label in Label.allCases where UInt32(bitPattern: first.a) & (1 << UInt32(label.rawValue)) != 0 { tables.labels[Int(label.rawValue)].append(v) }
                default: break
                }
            }
            if !match.holdsTrigger, let path = variants.first.flatMap(Anchor.path), variants.first?.at(path).isMention == true {
                validator.warning(match.place, file.name, "pattern \(pattern.id) has no word to wake it: every mention of its label does", "name a word, or leave it if the labels say enough")
            }
        }
        let contextStart = Int32(tables.contexts.count / PatternProgram.contextWidth), barrierStart = Int32(tables.barriers.count / PatternProgram.barrierWidth)
        for context in file.contexts + pattern.contexts { emit(context, &emitter, &tables) }
        let attachmentStart = Int32(tables.attachments.count / PatternProgram.attachmentWidth)
        for a in pattern.attachments + (pattern.attachesNothing ? [] : file.attachments) {
            guard let role = schema.role(named: a.role), schema.types[type.index].roles.contains(where: { $0.role == role }) else { continue }
            let container = a.container.flatMap { schema.role(named: $0) }
            emitter.beginVariant()
            let start = emitter.code.count
            emitter.emit(a.element, .forward, isOpen: true)
            emitter.put(Instruction(op: .accept))
            tables.attachments += [Int32(role.index), container.map { PatternProgram.firstContainer + Int32($0.index) } ?? (a.within == .clause ? 0 : 1),
                                   Int32(start), Int32(emitter.code.count), Int32(a.place.line)]
        }
        let settingStart = Int32(tables.settings.count / 2)
        var polarity: Int32 = -1, modality: Int32 = -1
        for setting in pattern.settings {
            if setting.name == "polarity" { polarity = setting.value == "negated" ? 1 : 0 } else if setting.name == "modality" {
                modality = Int32(["actual", "possible", "planned", "demanded"].firstIndex(of: setting.value) ?? 0)
            } else if let role = schema.role(named: setting.name) { tables.settings += [Int32(role.index), emitter.strings.id(setting.value)] }
        }
        tables.patterns += [Int32(type.index), family, Int32(pattern.priority), emitter.strings.id(pattern.id), emitter.strings.id(file.name),
                            Int32(pattern.place.line), Int32(pattern.place.column), polarity, modality,
                            contextStart, Int32(tables.contexts.count / PatternProgram.contextWidth),
                            attachmentStart, Int32(tables.attachments.count / PatternProgram.attachmentWidth),
                            settingStart, Int32(tables.settings.count / 2), pattern.ignoresScopes ? 1 : 0,
                            barrierStart, Int32(tables.barriers.count / PatternProgram.barrierWidth)]
    }

    private func wake(_ test: Int, _ variant: Int32, _ tables: inout Tables) {
        guard test >= 0 else { return }
        while tables.wakes.count <= test { tables.wakes.append([]) }
        tables.wakes[test].append(variant)
    }

    private func emit(_ context: ContextSyntax, _ emitter: inout Emitter, _ tables: inout Tables) {
        let negative: Int32 = context.isNegative ? 1 : 0
        let place = Instruction.pack(context.place)
        switch context.kind {
        case .before(let e):
            let r = emitPlain(e, .backward, &emitter)
            tables.contexts += [0, negative, 0, Int32(r.0), Int32(r.1), place]
        case .after(let e):
            let r = emitPlain(e, .forward, &emitter)
            tables.contexts += [1, negative, 0, Int32(r.0), Int32(r.1), place]
        case .with(let e, let bound):
            let r = emitPlain(e, .forward, &emitter)
            tables.contexts += [2, negative, bound == .clause ? 0 : 1, Int32(r.0), Int32(r.1), place]
        case .inside(let p): tables.contexts += [3, negative, Int32(p.rawValue), 0, 0, place]
        case .between(let e): for leaf in e.leaves { emitBarrier(leaf, &emitter, &tables) }
        }
    }

    private func emitBarrier(_ leaf: Element, _ emitter: inout Emitter, _ tables: inout Tables) {
        switch leaf.kind {
        case .word(let w): tables.barriers += [0, emitter.test(w), emitter.procliticsID(w.proclitics), 0]
        case .mention(let m):
            tables.barriers += [1, Int32(bitPattern: m.labels.rawValue), emitter.procliticsID(m.proclitics), (m.forms == .names ? 1 : m.forms == .nominals ? 2 : 0) | emitter.headFlags(m).rawValue]
        case .mark(let s): tables.barriers += [2, Int32(s.unicodeScalars.first.map { Marks.normalized($0.value) } ?? 0), 0, 0]
        default: break
        }
    }

    private func write(_ emitter: Emitter, _ tables: Tables, _ words: (offsets: [UInt32], values: [UInt32]), _ head: [Int32], to model: inout ModelWriter) {
        var code: [Int32] = []
        code.reserveCapacity(emitter.code.count * Instruction.width)
        for i in emitter.code { code += [i.op.rawValue, i.a, i.b, i.c, i.d, i.place] }
        model.add("pcode", code)
        model.add("pvar", tables.variants)
        model.add("pslot", tables.slots)
        model.add("ppat", tables.patterns)
        model.add("pfam", tables.families)
        model.add("pctx", tables.contexts)
        model.add("patt", tables.attachments)
        model.add("pset", tables.settings)
        model.add("pscope", tables.scopes)
        model.add("pbar", tables.barriers)
        model.add("ptoff", words.offsets)
        model.add("ptval", words.values)
        let wakes = PatternCompiler.flat(tables.wakes + Array(repeating: [], count: max(0, emitter.tests.members.count - tables.wakes.count)))
        model.add("pwoff", wakes.offsets)
        model.add("pwval", wakes.values)
        let labels = PatternCompiler.flat(tables.labels)
        model.add("ploff", labels.offsets)
        model.add("plval", labels.values)
        model.add("pproc", emitter.proclitics)
        model.add("pstrb", emitter.strings.blob)
        model.add("pstro", emitter.strings.offsets)
        model.add("phead", head)
        model.add("pschema", Array(schemaText.utf8))
    }

    private static func flat(_ lists: [[Int32]]) -> (offsets: [UInt32], values: [Int32]) {
        var offsets: [UInt32] = [0]
        var values: [Int32] = []
        for list in lists {
            values += list
            offsets.append(UInt32(values.count))
        }
        return (offsets, values)
    }
}

extension Element {
    var leaves: [Element] {
        let inner = children
        if inner.isEmpty { return isGap ? [] : [self] }
        return inner.flatMap(\.leaves)
    }
}
