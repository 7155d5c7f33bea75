import Lexicons
import ModelStorage
import TextModel

/// Runs instructions on a sentence with a set of states: at each position every instruction is looked at once at most, with the best way to reach it.
///
/// The best way fills the most roles, then skips the fewest tokens, then takes the first alternative written. All three are sums over the steps of a way, so
/// the best way to a state is all that its future needs. No way back, no doubling: instructions × tokens bounds the time.
struct MatchMachine {
    static let role: Int64 = 1 << 40
    static let skipped: Int64 = 1 << 16

    struct Node {
        enum Kind: UInt8 { case span, begin, end }
        var parent: Int32
        var slot: Int32
        var kind: Kind
        var mention: Int32
        var reading: Int32
        var start: Int32
        var end: Int32
    }

    private struct Pending {
        var next: Int32
        var pc: Int32
        var node: Int32
        var cost: Int64
    }

    struct Turn {
        var pc: Int32
        var node: Int32
        var cost: Int64
        var left: Int32
    }

    struct Outcome {
        var node: Int32
        var cost: Int64
        var left: Int
        var right: Int
    }

    private(set) var nodes: [Node] = []
    private var pending = Scratch<Pending>()
    private var pendingCount = 0
    /// First pending state at a token position; -1 = none.
    private var heads = Scratch<Int32>()
    private var positions = 0
    private var waiting = 0
    /// Instructions reached at the position in hand, a bit each; between positions all are 0.
    private var bits = Scratch<UInt64>()
    private var costs = Scratch<Int64>()
    private var reached = Scratch<Int32>()
    private var reserved = 0
    private var turns: [Turn] = []
    private var list: [Int32] = []
    private var outcome: Outcome?
    private var base = 0
    private var limit = 0

    mutating func prepare(tokens: Int) {
        positions = tokens + 1
        heads.reserve(positions, keeping: 0)
        heads.fill(0..<positions, with: -1)
        waiting = 0
    }

    private mutating func reserve(_ count: Int) {
        guard count > reserved else { return }
        let words = (count + 63) / 64
        bits.reserve(words, keeping: 0)
        bits.fill(0..<words, with: 0)
        costs.reserve(count, keeping: 0)
        reached.reserve(count, keeping: 0)
        reserved = count
    }

    // MARK: Entry

    /// Matches a variant whose anchor stands at token `t` (or is the mention `mention`). The best outcome, if any.
    mutating func match<R: MatchRecorder>(_ v: MatchView, _ variant: PatternProgram.Variant, at t: Int, mention: Int, _ recorder: inout R) -> Outcome? {
        nodes.removeAll(keepingCapacity: true)
        turns.removeAll(keepingCapacity: true)
        pendingCount = 0
        outcome = nil
        base = variant.start
        limit = variant.end
        guard limit > base else { return nil }
        reserve(limit - base)
        guard let anchor = takeAnchor(v, t, mention) else {
            recorder.failed(base, at: t, isForward: true)
            return nil
        }
        recorder.passed(base, from: t, to: anchor.end)
        push(t, base + 1, anchor.node, anchor.cost, v)
        run(v, from: t, isForward: false, variant.pattern, &recorder)
        pendingCount = 0
        for turn in turns {
            pushRight(anchor.end, Int(turn.pc), turn.node, turn.cost, v)
        }
        guard !turns.isEmpty else { return nil }
        run(v, from: anchor.end, isForward: true, variant.pattern, &recorder)
        if var o = outcome {
            o.left = leftEdge(o.node, anchorStart: t)
            o.right = max(o.right, anchor.end)
            return o
        }
        return nil
    }

    /// Whether instructions without anchor accept from a position. Contexts and scopes.
    mutating func accepts(_ v: MatchView, _ start: Int, _ end: Int, from position: Int, isForward: Bool, pattern: Int) -> Outcome? {
        nodes.removeAll(keepingCapacity: true)
        turns.removeAll(keepingCapacity: true)
        pendingCount = 0
        outcome = nil
        base = max(start, 0)
        limit = min(end, v.program.instructionCount)
        guard limit > base, position >= Int(v.input.sentence.start), position <= Int(v.input.sentence.end) else { return nil }
        reserve(limit - base)
        push(position, base, -1, 0, v)
        var silent = NoRecorder()
        run(v, from: position, isForward: isForward, pattern, &silent)
        return outcome
    }

    private mutating func takeAnchor(_ v: MatchView, _ t: Int, _ mention: Int) -> (end: Int, node: Int32, cost: Int64)? {
        let i = instruction(v, base)
        let slot = i.d &- 1
        switch i.op {
        case Instruction.Op.word.rawValue:
            guard v.tokens[t].kind == .word || v.tokens[t].kind == .foreign || v.tokens[t].kind == .number else { return nil }
            let r = v.reading(t, test: i.a, proclitics: i.b)
            guard r >= 0 else { return nil }
            return (t + 1, span(-1, slot, -1, Int32(r), t, t + 1), slot >= 0 ? -MatchMachine.role : 0)
        case Instruction.Op.exact.rawValue:
            guard v.isExactly(t, i.a) else { return nil }
            return (t + 1, span(-1, slot, -1, -1, t, t + 1), slot >= 0 ? -MatchMachine.role : 0)
        case Instruction.Op.nouns.rawValue:
            let r = groupReading(v, t, i)
            guard i.a < 0 || r >= 0 else { return nil }
            let end = v.groupEnd(t)
            guard end > t else { return nil }
            return (end, span(-1, slot, -1, r, t, end), slot >= 0 ? -MatchMachine.role : 0)
        case Instruction.Op.mention.rawValue:
            let tokens = v.mentions[mention].tokens
            let flags = ElementFlags(rawValue: i.c)
            guard v.accepts(mention, labels: i.a, proclitics: i.b, flags: flags), Int(tokens.end) <= Int(v.input.sentence.end) else { return nil }
            var node = span(-1, slot, Int32(mention), -1, Int(tokens.start), Int(tokens.end))
            var end = Int(tokens.end)
            if flags.contains(.list) {
                list.removeAll(keepingCapacity: true)
                list.append(Int32(mention))
                end = v.extendList(from: mention, labels: i.a, proclitics: i.b, flags: flags, into: &list)
                for member in list.dropFirst() { node = span(node, slot, member, -1, Int(v.mentions[Int(member)].tokens.start), Int(v.mentions[Int(member)].tokens.end)) }
            }
            return (end, node, slot >= 0 ? -MatchMachine.role : 0)
        default: return nil
        }
    }

    // MARK: States

    @inline(__always) private func instruction(_ v: MatchView, _ pc: Int) -> (op: Int32, a: Int32, b: Int32, c: Int32, d: Int32) {
        let at = pc * Instruction.width
        let code = v.program.code
        return (code[at], code[at + 1], code[at + 2], code[at + 3], code[at + 4])
    }

    @inline(__always) private mutating func span(_ parent: Int32, _ slot: Int32, _ mention: Int32, _ reading: Int32, _ start: Int, _ end: Int) -> Int32 {
        if slot < 0 { return parent }
        nodes.append(Node(parent: parent, slot: slot, kind: .span, mention: mention, reading: reading, start: Int32(start), end: Int32(end)))
        return Int32(nodes.count - 1)
    }

    private mutating func edge(_ parent: Int32, _ slot: Int32, _ kind: Node.Kind, _ position: Int) -> Int32 {
        nodes.append(Node(parent: parent, slot: slot, kind: kind, mention: -1, reading: -1, start: Int32(position), end: Int32(position)))
        return Int32(nodes.count - 1)
    }

    /// A state that waits at a position.
    @inline(__always) private mutating func push(_ position: Int, _ pc: Int, _ node: Int32, _ cost: Int64, _ v: MatchView) {
        guard position >= 0, position < positions, pc > base || (pc == base && node < 0), pc < limit else { return }
        pending.reserve(pendingCount + 1, keeping: pendingCount)
        pending[pendingCount] = Pending(next: heads[position], pc: Int32(pc), node: node, cost: cost)
        heads[position] = Int32(pendingCount)
        pendingCount += 1
        waiting += 1
    }

    private mutating func pushRight(_ position: Int, _ pc: Int, _ node: Int32, _ cost: Int64, _ v: MatchView) { push(position, pc, node, cost, v) }

    /// A state reached at the position in hand. On equal cost the first to come stays.
    @inline(__always) private mutating func arrive(_ pc: Int, _ node: Int32, _ cost: Int64, replacesEqual: Bool = false) {
        guard pc >= base, pc < limit else { return }
        let local = pc - base
        let bit: UInt64 = 1 << UInt64(local & 63)
        if bits[local >> 6] & bit != 0 {
            if cost > costs[local] || (cost == costs[local] && !replacesEqual) { return }
        }
        bits[local >> 6] |= bit
        costs[local] = cost
        reached[local] = node
    }

    private mutating func run<R: MatchRecorder>(_ v: MatchView, from start: Int, isForward: Bool, _ pattern: Int, _ recorder: inout R) {
        let low = Int(v.input.sentence.start), high = Int(v.input.sentence.end)
        let words = (limit - base + 63) / 64
        var position = start
        while waiting > 0, position >= low, position <= high {
            var k = heads[position]
            heads[position] = -1
            while k >= 0 {
                let p = pending[Int(k)]
                waiting -= 1
                arrive(Int(p.pc), p.node, p.cost, replacesEqual: true)
                k = p.next
            }
            var w = 0
            while w < words {
                while bits[w] != 0 {
                    let local = w << 6 | bits[w].trailingZeroBitCount
                    bits[w] &= bits[w] - 1
                    step(v, base + local, reached[local], costs[local], position, isForward, pattern, &recorder)
                }
                w += 1
            }
            position += isForward ? 1 : -1
        }
        if waiting > 0 {
            // Left over only where a position lies outside the sentence.
            heads.fill(0..<positions, with: -1)
            waiting = 0
        }
    }

    private mutating func step<R: MatchRecorder>(_ v: MatchView, _ pc: Int, _ node: Int32, _ cost: Int64, _ position: Int, _ isForward: Bool, _ pattern: Int,
                                                 _ recorder: inout R) {
        let i = instruction(v, pc)
        let t = isForward ? position : position - 1
        let hasToken = t >= Int(v.input.sentence.start) && t < Int(v.input.sentence.end)
        let slot = i.d &- 1
        let after = isForward ? position + 1 : position - 1
        let reward = slot >= 0 ? MatchMachine.role : 0
        switch Instruction.Op(rawValue: i.op) {
        case .word:
            if hasToken, v.tokens[t].kind != .punctuation {
                let r = v.reading(t, test: i.a, proclitics: i.b)
                if r >= 0 {
                    recorder.passed(pc, from: position, to: after)
                    push(after, pc + 1, span(node, slot, -1, Int32(r), t, t + 1), cost - reward, v)
                    return
                }
            }
            recorder.failed(pc, at: position, isForward: isForward)
        case .exact:
            if hasToken, v.isExactly(t, i.a) {
                recorder.passed(pc, from: position, to: after)
                push(after, pc + 1, span(node, slot, -1, -1, t, t + 1), cost - reward, v)
            } else {
                recorder.failed(pc, at: position, isForward: isForward)
            }
        case .any:
            if hasToken, v.tokens[t].kind != .punctuation, v.tokens[t].kind != .quote, i.b == 0 || v.carries(t, i.b) {
                recorder.passed(pc, from: position, to: after)
                push(after, pc + 1, span(node, slot, -1, -1, t, t + 1), cost - reward, v)
            } else {
                recorder.failed(pc, at: position, isForward: isForward)
            }
        case .mark:
            if hasToken, v.mark(t) == UInt32(bitPattern: i.a), i.a != 0 {
                recorder.passed(pc, from: position, to: after)
                push(after, pc + 1, node, cost, v)
            } else {
                recorder.failed(pc, at: position, isForward: isForward)
            }
        case .mention: takeMention(v, pc, i, node, cost - reward, position, isForward, &recorder)
        case .nouns: takeNouns(v, pc, i, node, cost - reward, position, isForward, &recorder)
        case .gap:
            if i.a == 0 && !v.isSameClause(around: position) {
                recorder.failed(pc, at: position, isForward: isForward)
                return
            }
            if !v.input.isInsideName[position], Int(i.b) > pc { arrive(Int(i.b), node, cost) }
            if i.c >= 0, hasToken {
                if v.barred(t, pattern) { recorder.failed(pc, at: position, isForward: isForward) } else { push(after, Int(i.c), node, cost + MatchMachine.skipped, v) }
            }
        case .split:
            arrive(pc + 1, node, cost)
            if Int(i.a) > pc { arrive(Int(i.a), node, cost + Int64(i.b)) }
        case .jump: if Int(i.a) > pc { arrive(Int(i.a), node, cost) }
        case .begin: arrive(pc + 1, edge(node, i.a, .begin, position), cost)
        case .end: arrive(pc + 1, edge(node, i.a, .end, position), cost - MatchMachine.role)
        case .turn:
            if !isForward, Int(i.a) > base {
                let left = edge(node, -1, .begin, position)
                if let k = turns.firstIndex(where: { $0.pc == i.a }) {
                    if cost < turns[k].cost { turns[k] = Turn(pc: i.a, node: left, cost: cost, left: Int32(position)) }
                } else {
                    turns.append(Turn(pc: i.a, node: left, cost: cost, left: Int32(position)))
                }
            }
        case .accept:
            if outcome == nil || cost < outcome!.cost { outcome = Outcome(node: node, cost: cost, left: position, right: position) }
        case .fail, nil: break
        }
    }

    private mutating func takeMention<R: MatchRecorder>(_ v: MatchView, _ pc: Int, _ i: (op: Int32, a: Int32, b: Int32, c: Int32, d: Int32), _ node: Int32,
                                                        _ cost: Int64, _ position: Int, _ isForward: Bool, _ recorder: inout R) {
        let slot = i.d &- 1
        let flags = ElementFlags(rawValue: i.c)
        let candidates = isForward ? v.input.mentionsStarting(at: position) : v.input.mentionsEnding(at: position)
        var rank: Int64 = 0
        var found = false
        for k in candidates {
            let id = Int(isForward ? v.input.starting[k] : v.input.ending[k])
            guard v.accepts(id, labels: i.a, proclitics: i.b, flags: flags) else { continue }
            let tokens = v.mentions[id].tokens
            var next = Int(isForward ? tokens.end : tokens.start)
            var last = span(node, slot, Int32(id), -1, Int(tokens.start), Int(tokens.end))
            if flags.contains(.list) {
                list.removeAll(keepingCapacity: true)
                list.append(Int32(id))
                next = isForward ? v.extendList(from: id, labels: i.a, proclitics: i.b, flags: flags, into: &list)
                    : v.extendListBackwards(from: id, labels: i.a, flags: flags, into: &list)
                for member in list.dropFirst() {
                    last = span(last, slot, member, -1, Int(v.mentions[Int(member)].tokens.start), Int(v.mentions[Int(member)].tokens.end))
                }
            }
            guard next >= Int(v.input.sentence.start), next <= Int(v.input.sentence.end) else { continue }
            found = true
            recorder.passed(pc, from: position, to: next)
            push(next, pc + 1, last, cost + rank, v)
            rank += 1
        }
        if !found { recorder.failed(pc, at: position, isForward: isForward) }
    }

    private mutating func takeNouns<R: MatchRecorder>(_ v: MatchView, _ pc: Int, _ i: (op: Int32, a: Int32, b: Int32, c: Int32, d: Int32), _ node: Int32,
                                                      _ cost: Int64, _ position: Int, _ isForward: Bool, _ recorder: inout R) {
        let slot = i.d &- 1
        if isForward {
            if position < Int(v.input.sentence.end), fitsGroup(v, position, i) {
                let end = v.groupEnd(position)
                if end > position {
                    recorder.passed(pc, from: position, to: end)
                    push(end, pc + 1, span(node, slot, -1, groupReading(v, position, i), position, end), cost, v)
                    return
                }
            }
        } else {
            // The longest group that ends here.
            let low = max(Int(v.input.sentence.start), position - MatchView.longestGroup)
            var s = low
            while s < position {
                if fitsGroup(v, s, i), v.groupEnd(s) == position, s == low || !continuesGroup(v, s) {
                    recorder.passed(pc, from: position, to: s)
                    push(s, pc + 1, span(node, slot, -1, groupReading(v, s, i), s, position), cost, v)
                    return
                }
                s += 1
            }
        }
        recorder.failed(pc, at: position, isForward: isForward)
    }

    /// The reading of the first word of a group that the element asks for; -1 where it asks for nothing.
    private func groupReading(_ v: MatchView, _ t: Int, _ i: (op: Int32, a: Int32, b: Int32, c: Int32, d: Int32)) -> Int32 {
        if i.a >= 0 { return Int32(v.reading(t, test: i.a, proclitics: i.b)) }
        return i.b != 0 ? Int32(v.carrying(t, i.b)) : -1
    }

    private func continuesGroup(_ v: MatchView, _ s: Int) -> Bool { v.input.isInsideName[s] }

    private func fitsGroup(_ v: MatchView, _ t: Int, _ i: (op: Int32, a: Int32, b: Int32, c: Int32, d: Int32)) -> Bool {
        guard v.tokens[t].kind == .word else { return false }
        if i.a >= 0 { if v.reading(t, test: i.a, proclitics: i.b) < 0 { return false } } else if i.b != 0, !v.carries(t, i.b) { return false }
        let flags = ElementFlags(rawValue: i.c)
        if !flags.isDisjoint(with: [.bare, .noPrepositionLetter]), !v.bestProclitics(t).isDisjoint(with: .prepositions) { return false }
        if flags.contains(.bare), t > Int(v.input.sentence.start), v.isPreposition(t - 1) { return false }
        return true
    }

    // MARK: Captures

    struct Filler {
        var slot: Int32
        var mention: Int32
        var reading: Int32
        var start: Int
        var end: Int
    }

    /// Where the left part ended.
    private func leftEdge(_ node: Int32, anchorStart: Int) -> Int {
        var k = node
        while k >= 0 {
            let n = nodes[Int(k)]
            if n.slot == -1 { return Int(n.start) }
            k = n.parent
        }
        return anchorStart
    }

    /// The captures of an outcome, in the order in which they were made.
    func fillers(of outcome: Outcome, into out: inout [Filler]) {
        out.removeAll(keepingCapacity: true)
        var chain: [Int32] = []
        var k = outcome.node
        while k >= 0 {
            chain.append(k)
            k = nodes[Int(k)].parent
        }
        var open: [(slot: Int32, position: Int32)] = []
        for k in chain.reversed() {
            let n = nodes[Int(k)]
            if n.slot < 0 { continue }
            if n.kind == .span {
                out.append(Filler(slot: n.slot, mention: n.mention, reading: n.reading, start: Int(n.start), end: Int(n.end)))
            } else if let o = open.firstIndex(where: { $0.slot == n.slot }) {
                out.append(Filler(slot: n.slot, mention: -1, reading: -1, start: Int(min(open[o].position, n.start)), end: Int(max(open[o].position, n.start))))
                open.remove(at: o)
            } else {
                open.append((n.slot, n.start))
            }
        }
    }
}
