import RecordReading

/// Compares all that is claimed about one attribute of one subject.
struct ConflictFinder {
    let options: MergeOptions
    let names: NameForms

    /// Values of one group that are compared with each other.
    static let maximumValues = 128
    /// Sources of one value that take part in comparing.
    static let maximumCompared = 48

    struct Value {
        var identity: String
        var text: String
        var key: String?
        var isNegated: Bool
        var claims: [Claim]
        var count: Int
    }

    /// The values that can't all hold; empty where there is no conflict.
    func conflict(_ values: [Value]) -> (values: [Value], why: String)? {
        guard values.count > 1 else { return nil }
        var values = values
        if values[0].claims[0].kind == .figure { values = totals(values) }
        var inConflict: Set<Int> = []
        var whys: Set<String> = []
        for i in values.indices {
            for j in values.indices where j > i {
                guard let why = incompatible(values[i], values[j]) else { continue }
                inConflict.insert(i)
                inConflict.insert(j)
                whys.insert(why)
            }
        }
        guard !inConflict.isEmpty else { return nil }
        let chosen = inConflict.sorted().map { values[$0] }.sorted { $0.count != $1.count ? $0.count > $1.count : precedes($0.identity, $1.identity) }
        return (chosen, whys.sorted(by: precedes).joined(separator: "; "))
    }

    /// A source that gives a total and its parts is heard with the total only; a source that counts isn't heard with "dozens".
    private func totals(_ values: [Value]) -> [Value] {
        func source(_ claim: Claim) -> String { "\(claim.source.doc)\u{1}\(claim.speaker)\u{1}\(claim.victims.rawValue)" }
        func rank(_ value: Value) -> (Int, Int) {
            guard let figure = figure(value) else { return (-1, 0) }
            return (figure.kind == .vague ? 0 : 1, figure.low)
        }
        var best: [String: Int] = [:]
        for (i, value) in values.enumerated() {
            for claim in value.claims {
                let name = source(claim)
                if let other = best[name], rank(values[other]) >= rank(value) { continue }
                best[name] = i
            }
        }
        var kept: [Value] = []
        for (i, value) in values.enumerated() {
            var value = value
            let all = value.claims.count
            value.claims.removeAll { best[source($0)] != i }
            value.count -= all - value.claims.count
            if !value.claims.isEmpty { kept.append(value) }
        }
        return kept
    }

    private func figure(_ value: Value) -> Figure? { Figure(value: value.text) ?? Figure(words: names.words(value.text)) }

    /// Why two values can't both hold; nil where they can, or where no two separate sources give them.
    private func incompatible(_ a: Value, _ b: Value) -> String? {
        let kind = a.claims[0].kind
        switch kind {
        case .rank:
            let x = a.identity.split(separator: " "), y = b.identity.split(separator: " ")
            if x.starts(with: y) || y.starts(with: x) { return nil }
            return anyPair(a, b) { sameTime($0, $1) } ? "two ranks at one time" : nil
        case .holder:
            if names.mayBeOnePerson(a.text, b.text) { return nil }
            return anyPair(a, b) { sameTime($0, $1) && (!$0.needsContext || sameContext($0, $1)) } ? "two holders of one post at one time" : nil
        case .predecessor:
            if names.mayBeOnePerson(a.text, b.text) { return nil }
            return anyPair(a, b) { sameTime($0, $1) } ? "two predecessors of one holder" : nil
        case .figure:
            guard let x = figure(a), let y = figure(b) else { return nil }
            var why: String?
            _ = anyPair(a, b) { p, q in
                guard let found = figuresDiffer(x, p, y, q) else { return false }
                why = found
                return true
            }
            return why
        case .responsible:
            if a.isNegated && b.isNegated { return nil }
            if a.isNegated != b.isNegated {
                guard a.key == b.key else { return nil }
                return anyPair(a, b) { _, _ in true } ? "claimed or blamed on, and denied" : nil
            }
            if names.oneHoldsOther(a.text, b.text) { return nil }
            return anyPair(a, b) { _, _ in true } ? "different parties held responsible" : nil
        case .date:
            return anyPair(a, b) { _, _ in true } ? "different dates" : nil
        case .place:
            guard let x = a.claims[0].place, let y = b.claims[0].place, x.relation(to: y) == .different else { return nil }
            return anyPair(a, b) { _, _ in true } ? "different places" : nil
        case .denial:
            return a.isNegated != b.isNegated && anyPair(a, b) { sameTime($0, $1) } ? "asserted and denied" : nil
        }
    }

    private func figuresDiffer(_ x: Figure, _ p: Claim, _ y: Figure, _ q: Claim) -> String? {
        if x == y { return nil }
        if isUpdate(p, x, of: q, y) || isUpdate(q, y, of: p, x) { return "a later figure replaces an earlier one" }
        let a = loosened(x, p), b = loosened(y, q)
        if p.victims != q.victims {
            // Attackers who died are counted with the victims by some and beside them by others.
            guard p.victims == .all || q.victims == .all, p.victims != .attackers, q.victims != .attackers else { return nil }
            let (part, whole) = p.victims == .all ? (b, a) : (a, b)
            return part.kind == .exact && whole.kind == .exact && part.low > whole.high ? "a part is larger than the whole" : nil
        }
        if a.isCompatible(with: b) { return nil }
        return a.kind == .vague || b.kind == .vague ? "a vague figure and another" : "figures differ"
    }

    private func loosened(_ figure: Figure, _ claim: Claim) -> Figure {
        guard figure.kind == .exact, claim.isRest else { return figure }
        var loose = figure
        loose.kind = .bounded
        loose.high = .max
        return loose
    }

    /// A figure that says that the count has risen puts another one out of date: `ارتفعت الحصيلة إلى 11`.
    private func isUpdate(_ later: Claim, _ new: Figure, of earlier: Claim, _ old: Figure) -> Bool {
        guard new.kind != .vague, old.kind != .vague, new.low > old.low, later.victims == .all, later.source.doc != earlier.source.doc else { return false }
        if let a = earlier.day, let b = later.day, b < a { return false }
        return names.words(later.source.text).contains { holds($0, "ارتفع") || holds($0, "ارتفاع") || holds($0, "ترتفع") }
    }

    private func anyPair(_ a: Value, _ b: Value, _ test: (Claim, Claim) -> Bool) -> Bool {
        for p in a.claims.prefix(ConflictFinder.maximumCompared) {
            for q in b.claims.prefix(ConflictFinder.maximumCompared) {
                // Nobody contradicts himself in one breath: two values of one source are two things.
                if p.source.doc == q.source.doc, p.speaker == q.speaker { continue }
                if test(p, q) { return true }
            }
        }
        return false
    }

    private func sameTime(_ p: Claim, _ q: Claim) -> Bool {
        guard let a = p.day, let b = q.day else { return true }
        return abs(a - b) <= options.sameTime
    }

    private func sameContext(_ p: Claim, _ q: Claim) -> Bool {
        if p.source.doc == q.source.doc { return true }
        let own = p.subjectKey.map(stableHash)
        return Set(p.context).intersection(q.context).filter { $0 != own }.count >= 2
    }
}
