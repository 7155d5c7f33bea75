import Lexicons
import ModelStorage
import Testing
import TextModel

@testable import RelationExtraction

/// Random patterns on random token sequences: the matcher finds as many roles and skips as few tokens as the best of all ways that the reference tries.
struct PropertyTests {
    struct Random {
        var state: UInt64
        mutating func next(_ n: Int) -> Int {
            state = state &* 6364136223846793005 &+ 1442695040888963407
            return Int(state >> 33) % max(n, 1)
        }
    }

    static let words = ["ألف", "باء", "تاء", "ثاء", "جيم", "حاء"]
    static let place = SourcePlace(line: 1, column: 1)
    static let roles = ["victim", "agent", "count", "instrument"]

    static func element(_ r: inout Random, _ depth: Int, _ role: inout Int) -> Element {
        switch r.next(depth > 2 ? 5 : 12) {
        case 0, 1: return Element(.word(WordSyntax(.literal(words[r.next(3)]))), place)
        case 2: return Element(.mention(MentionSyntax(labels: LabelSet(.pers), forms: .names)), place)
        case 3: return Element(.any(Proclitics()), place)
        case 4, 5:
            guard role < roles.count else { return Element(.any(Proclitics()), place) }
            role += 1
            let name = roles[role - 1]
            var none = roles.count
            let inner = r.next(2) == 0 ? Element(.mention(MentionSyntax(labels: LabelSet(.pers), forms: .names)), place) : solid(&r, depth + 1, &none)
            return Element(.capture(role: name, inner), place)
        case 6: return Element(.choice([solid(&r, depth + 1, &role), solid(&r, depth + 1, &role)]), place)
        case 7: return Element(.repeated(solid(&r, depth + 1, &role), minimum: r.next(2), maximum: 1 + r.next(2)), place)
        case 8: return Element(.gap(Gap(r.next(2) == 0 ? .clause : .sentence, limit: r.next(2) == 0 ? 1 + r.next(3) : nil)), place)
        case 9: return Element(.sequence([solid(&r, depth + 1, &role), element(&r, depth + 1, &role)]), place)
        default:
            let items = (0..<2 + r.next(2)).map { _ in
                let item = solid(&r, depth + 1, &role)
                return r.next(3) == 0 ? Element(.repeated(item, minimum: 0, maximum: 1), place) : item
            }
            if items.contains(where: { $0.withoutOption.isNullable || $0.holdsAnyOrder }) { return Element(.any(Proclitics()), place) }
            return Element(.anyOrder(items, Gap(r.next(2) == 0 ? .clause : .sentence)), place)
        }
    }

    static func solid(_ r: inout Random, _ depth: Int, _ role: inout Int) -> Element {
        let before = role
        let e = element(&r, depth, &role)
        if e.isNullable {
            role = before
            return Element(.any(Proclitics()), place)
        }
        return e
    }

    @Test func fastEqualsReference() throws {
        let schemaText = try World.read("seeds/schema.tsv")
        let (schema, _) = SchemaReader.read(name: "s", text: schemaText)
        var matched = 0
        for seed in 1...1500 {
            var r = Random(state: UInt64(seed) &* 0x9E3779B97F4A7C15)
            var role = 0
            let left = (0..<r.next(3)).map { _ in Self.element(&r, 0, &role) }
            let trigger = Element(.capture(role: "trigger", Element(.word(WordSyntax(.literal("ياء"))), Self.place)), Self.place)
            let right = (0..<r.next(3)).map { _ in Self.element(&r, 0, &role) }
            let isAnyOrder = r.next(3) == 0
            let parts = left + [trigger] + right
            let usable = isAnyOrder ? parts.filter { !$0.isNullable && !$0.holdsAnyOrder } : parts
            let line = isAnyOrder && usable.count >= 2 ? Element(.anyOrder(usable, Gap(.clause)), Self.place) : Element(.sequence(parts), Self.place)
            var pattern = PatternSyntax(id: "p", type: "Die", place: Self.place)
            pattern.matches = [line]
            var file = PatternFile(name: "f")
            file.patterns = [pattern]

            let builder = VocabularyBuilder()
            for w in Self.words + ["ياء"] { _ = builder.intern(w) }
            let (compiled, problems) = PatternCompiler(vocabulary: builder, schema: schema, schemaText: schemaText).compile([file])
            if problems.contains(where: { $0.severity == .error }) { continue }
            var writer = ModelWriter()
            builder.write(to: &writer)
            compiled.write(to: &writer)
            let model = try ModelFile.inMemory(writer.finish(sourceHash: (0, 0)))
            let vocabulary = Vocabulary(model), program = PatternProgram(file: model)

            for _ in 0..<4 {
                var a = Self.text(&r, vocabulary)
                let at = a.anchor
                var input = MatchInput()
                input.prepare(a.analyzed.analysis)
                input.sentence = a.analyzed.analysis.sentences[0].tokens
                let bytes = a.analyzed.text
                bytes.withUnsafeBufferPointer { text in
                    let view = MatchView(program: program, text: text, forms: a.analyzed.forms, analysis: a.analyzed.analysis, input: input)
                    var machine = MatchMachine()
                    machine.prepare(tokens: a.analyzed.analysis.tokens.count)
                    var recorder = NoRecorder()
                    var best: MatchMachine.Outcome?
                    for v in 0..<program.variantCount {
                        if let o = machine.match(view, program.variant(v), at: at, mention: -1, &recorder), o.cost < best?.cost ?? .max { best = o }
                    }
                    let reference = ReferenceMatcher(view: view) { e, p, forward, view, isOpen in Self.leaf(e, p, forward, view, isOpen, builder) }
                    let want = Self.reference(line, reference, at)
                    let got = best.map { o -> (Int, Int) in
                        let roles = Int((-o.cost + MatchMachine.role - 1) >> 40)
                        return (roles, Int((o.cost + Int64(roles) * MatchMachine.role) >> 16))
                    }
                    if want != nil { matched += 1 }
                    #expect(want?.0 == got?.0 && want?.1 == got?.1, "seed \(seed): \(line) wants \(String(describing: want)) got \(String(describing: got))")
                }
                a.anchor = 0
            }
        }
        #expect(matched > 800)
    }

    /// The best way around the anchor: left part backwards, right part forwards.
    static func reference(_ line: Element, _ m: ReferenceMatcher, _ anchor: Int) -> (Int, Int)? {
        let start = ReferenceMatcher.Way(position: anchor, roles: 1, skipped: 0, captures: [])
        var all: [ReferenceMatcher.Way] = []
        switch line.kind {
        case .sequence(let parts):
            guard let i = parts.firstIndex(where: \.holdsTrigger) else { return nil }
            for left in m.sequence(Array(parts[..<i]), start, false, isOpen: true) {
                var right = left
                right.position = anchor + 1
                let rest = Array(parts[(i + 1)...])
                // What stands first behind the anchor isn't open.
                all += m.sequence([parts[i]] + rest, ReferenceMatcher.Way(position: anchor, roles: left.roles - 1, skipped: left.skipped, captures: []), true, isOpen: false)
            }
        case .anyOrder(let items, let gap):
            guard let i = items.firstIndex(where: \.holdsTrigger) else { return nil }
            var others = items
            others.remove(at: i)
            for set in 0..<(1 << others.count) {
                let leftItems = others.indices.filter { set & (1 << $0) != 0 }.map { others[$0].withoutOption }
                let rightItems = others.indices.filter { set & (1 << $0) == 0 }.map { others[$0] }
                let space = Element(.gap(gap), place)
                func side(_ items: [Element], _ w: ReferenceMatcher.Way, _ forward: Bool) -> [ReferenceMatcher.Way] {
                    if items.isEmpty { return [w] }
                    var out: [ReferenceMatcher.Way] = items.allSatisfy(\.isOptional) ? [w] : []
                    for k in items.indices {
                        var rest = items
                        rest.remove(at: k)
                        for s in m.ways(space, w, forward, isOpen: false) { for f in m.ways(items[k].withoutOption, s, forward, isOpen: true) { out += side(rest, f, forward) } }
                    }
                    return out
                }
                for left in side(leftItems, start, false) {
                    var right = left
                    right.position = anchor + 1
                    all += side(rightItems, right, true)
                }
            }
        default: return nil
        }
        var best: ReferenceMatcher.Way?
        for w in all where best.map({ w.better(than: $0) }) ?? true { best = w }
        return best.map { ($0.roles, $0.skipped) }
    }

    static func leaf(_ e: Element, _ p: Int, _ forward: Bool, _ view: MatchView, _ isOpen: Bool, _ builder: VocabularyBuilder) -> [(Int, [(Int, Int)])] {
        let t = forward ? p : p - 1
        guard t >= Int(view.input.sentence.start), t < Int(view.input.sentence.end) else { return [] }
        let after = forward ? p + 1 : p - 1
        switch e.kind {
        case .word(let w):
            guard case .literal(let text) = w.form else { return [] }
            let range = view.forms.readings(of: view.tokens[t].form)
            let word = builder.find(text)
            return range.contains { view.forms.pool[$0].word == word || view.forms.pool[$0].bare == word } ? [(after, [(t, t + 1)])] : []
        case .any: return view.tokens[t].kind == .punctuation ? [] : [(after, [(t, t + 1)])]
        case .mention(let m):
            return view.mentions.filter { m.labels.has($0.label) && Int(forward ? $0.tokens.start : $0.tokens.end) == p && Int($0.tokens.end) <= Int(view.input.sentence.end) }
                .map { (Int(forward ? $0.tokens.end : $0.tokens.start), [(Int($0.tokens.start), Int($0.tokens.end))]) }
        default: return []
        }
    }

    /// 3–9 random words, one of them the trigger, random persons and clauses.
    static func text(_ r: inout Random, _ vocabulary: Vocabulary) -> (analyzed: AnalyzedText, anchor: Int) {
        let n = 3 + r.next(7)
        let anchor = r.next(n)
        var bytes: [UInt8] = []
        var analysis = Analysis()
        for i in 0..<n {
            let start = bytes.count
            bytes += Array((i == anchor ? "ياء" : words[r.next(words.count)]).utf8)
            analysis.tokens.append(Token(start: UInt32(start), end: UInt32(bytes.count), kind: .word, flags: []))
            bytes.append(32)
        }
        var mentions: [(Int, Int)] = []
        for _ in 0..<r.next(5) {
            let s = r.next(n)
            mentions.append((s, min(n, s + 1 + r.next(3))))
        }
        for (s, e) in mentions.sorted(by: { ($0.0, -$0.1) < ($1.0, -$1.1) }) {
            analysis.mentions.append(Mention(bytes: ByteRange(analysis.tokens[s].start, analysis.tokens[e - 1].end), tokens: TokenRange(s, e), label: .pers, form: .name,
                                             sentence: 0, foundBy: .rule(StaticRule("t"))))
        }
        analysis.sentences.append(Sentence(bytes: ByteRange(0, bytes.count), tokens: TokenRange(0, n), paragraph: 0, kind: .body))
        let cut = r.next(n + 3)
        if cut > 0 && cut < n {
            analysis.clauses = [Clause(tokens: TokenRange(0, cut), sentence: 0), Clause(tokens: TokenRange(cut, n), sentence: 0)]
        } else {
            analysis.clauses = [Clause(tokens: TokenRange(0, n), sentence: 0)]
        }
        var forms = WordForms(vocabulary: vocabulary)
        bytes.withUnsafeBufferPointer { forms.analyze($0, &analysis) }
        return (AnalyzedText(text: bytes, forms: forms, analysis: analysis), anchor)
    }
}
