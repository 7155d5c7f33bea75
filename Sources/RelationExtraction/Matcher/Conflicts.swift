import TextModel

/// A match before the conflict policy has spoken.
struct Candidate: Sendable {
    var fact: Fact
    /// Facts of one match (coordination distributed) stand or fall together.
    var group: Int32
    var priority: Int32
    var family: Int32
    var trigger: TokenRange
    var span: TokenRange
    var roles: Int32
    var skipped: Int32
}

/// Lets the better one of two matches that exclude each other stand.
///
/// Better: higher priority; then by the policy (`longest`: more tokens; `first`: earlier start); then more roles filled, fewer tokens skipped, more tokens,
/// earlier start, earlier pattern in file order. Identical records of one sentence are one in every policy.
enum Conflicts {
    static func resolve<R: MatchRecorder>(_ candidates: inout [Candidate], _ program: PatternProgram, _ pool: [Argument], _ recorder: inout R) {
        if candidates.count < 2 { return }
        func key(_ c: Candidate) -> (Int32, Int, Int32, Int32, Int, UInt32) {
            let policy = program.policy(of: c.fact.pattern.index)
            let byPolicy = policy == .longest ? -c.span.count : policy == .first ? Int(c.span.start) : 0
            return (0 &- c.priority, byPolicy, -c.roles, c.skipped, -c.span.count, c.span.start)
        }
        let order = candidates.indices.sorted { a, b in
            let x = key(candidates[a]), y = key(candidates[b])
            if x != y { return x < y }
            return (candidates[a].fact.pattern.raw, a) < (candidates[b].fact.pattern.raw, b)
        }
        var stands: [Int] = []
        for i in order {
            let c = candidates[i]
            let policy = program.policy(of: c.fact.pattern.index)
            var winner: Int?
            for j in stands {
                let other = candidates[j]
                guard other.fact.type == c.fact.type else { continue }
                if isSame(c.fact, other.fact, pool) {
                    winner = j
                    break
                }
                guard other.group != c.group, other.family == c.family else { continue }
                switch policy {
                case .all: continue
                case .onePerTrigger: if other.trigger.overlaps(c.trigger) { winner = j }
                case .longest, .first: if other.span.overlaps(c.span) { winner = j }
                }
                if winner != nil { break }
            }
            if let winner {
                recorder.lost(c.fact.pattern, to: candidates[winner].fact.pattern, at: c.trigger, policy: policy)
            } else {
                stands.append(i)
            }
        }
        candidates = stands.sorted().map { candidates[$0] }
    }

    private static func isSame(_ a: Fact, _ b: Fact, _ pool: [Argument]) -> Bool {
        guard a.arguments.count == b.arguments.count, a.polarity == b.polarity, a.modality == b.modality, a.trigger == b.trigger || a.trigger == nil || b.trigger == nil else { return false }
        for (i, j) in zip(a.arguments.indices, b.arguments.indices) {
            if pool[i].role != pool[j].role || pool[i].bytes != pool[j].bytes { return false }
        }
        return true
    }
}
