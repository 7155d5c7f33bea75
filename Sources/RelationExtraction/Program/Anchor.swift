import TextModel

/// Finds the anchor of a pattern (the one word or mention at which matching begins) and divides the pattern there.
enum Anchor {
    static let maximumVariants = 64

    /// What stands left or right of the anchor, nearest first on the left.
    enum Step {
        /// `isOpen`: the pattern leaves open what stands before it in the text.
        case element(Element, isOpen: Bool)
        case begin(String, SourcePlace)
        case end(String, SourcePlace)
        /// The other items of the any-order group that holds the anchor.
        case others([Element], Gap, SourcePlace)
    }

    struct Divided {
        var anchor: Element
        /// Role captured by the anchor alone.
        var role: String?
        var left: [Step]
        var right: [Step]
    }

    /// One pattern for each way in which choices above a trigger can go; without a trigger, choices are divided only where no word outside them can anchor.
    static func variants(of element: Element, trigger: Bool) -> [Element] {
        var out: [Element] = []
        var open = [element]
        while let e = open.popLast() {
            if out.count + open.count > maximumVariants { return out + open.reversed() }
            if let path = choiceToDivide(e, trigger: trigger) {
                guard case .choice(let parts) = e.at(path).kind else { continue }
                open += parts.reversed().map { e.replacing(path, with: $0) }
            } else {
                out.append(e)
            }
        }
        return out
    }

    private static func choiceToDivide(_ e: Element, trigger: Bool) -> [Int]? {
        if trigger { return firstChoice(e) { $0.holdsTrigger } ?? triggerPath(e).flatMap { path in firstChoice(e.at(path)) { _ in true }.map { path + $0 } } }
        if let best = bestAnchor(e), best.score > 1 { return nil }
        if let path = firstChoice(e, where: { choice in choice.children.allSatisfy { (bestAnchor($0)?.score ?? 0) > 1 } }) { return path }
        return bestAnchor(e) == nil ? firstChoice(e) { _ in true } : nil
    }

    /// The path to a choice that must be gone through (not optional) and fulfils a condition.
    private static func firstChoice(_ e: Element, where holds: (Element) -> Bool) -> [Int]? {
        if case .choice = e.kind { return holds(e) ? [] : nil }
        if e.isOptional { return nil }
        for (i, child) in e.children.enumerated() {
            if let path = firstChoice(child, where: holds) { return [i] + path }
        }
        return nil
    }

    static func triggerPath(_ e: Element) -> [Int]? {
        if case .capture("trigger", _) = e.kind { return [] }
        for (i, child) in e.children.enumerated() { if let path = triggerPath(child) { return [i] + path } }
        return nil
    }

    /// The best leaf outside options and choices: a word of a class, a long word, a mention, any other word.
    static func bestAnchor(_ e: Element) -> (path: [Int], score: Int)? {
        switch e.kind {
        case .word(let w): return ([], score(w))
        case .nounGroup(let head?, _): return ([], score(head))
        case .mention(let m): return ([], m.isList ? 0 : 1)
        case .nounGroup, .mark, .any, .gap, .choice: return nil
        case .repeated(_, let minimum, let maximum): if minimum != 1 || maximum != 1 { return nil }
        case .sequence, .capture, .anyOrder: break
        }
        var best: (path: [Int], score: Int)?
        for (i, child) in e.children.enumerated() {
            if let found = bestAnchor(child), found.score > best?.score ?? -1 { best = ([i] + found.path, found.score) }
        }
        return best
    }

    private static func score(_ w: WordSyntax) -> Int {
        switch w.form {
        case .wordClass: return 4
        case .literal(let s), .exact(let s): return s.unicodeScalars.count >= 4 ? 3 : s.unicodeScalars.count == 3 ? 2 : 0
        }
    }

    /// The path to the anchor: inside the trigger where there is one.
    static func path(in e: Element) -> [Int]? {
        if let trigger = triggerPath(e) { return bestAnchor(e.at(trigger)).map { trigger + $0.path } }
        return bestAnchor(e)?.path
    }

    static func divide(_ e: Element, at path: [Int]) -> Divided {
        guard let i = path.first else { return Divided(anchor: e, left: [], right: []) }
        let rest = Array(path.dropFirst())
        switch e.kind {
        case .capture(let role, let inner):
            var d = divide(inner, at: rest)
            if d.left.isEmpty && d.right.isEmpty && d.role == nil && inner.isLeaf {
                d.role = role
            } else {
                d.left.append(.begin(role, e.place))
                d.right.append(.end(role, e.place))
            }
            return d
        case .sequence(let parts):
            var d = divide(parts[i], at: rest)
            for k in (0..<i).reversed() { d.left.append(.element(parts[k], isOpen: k == 0 || parts[k - 1].isGap)) }
            for k in (i + 1)..<max(parts.count, i + 1) { d.right.append(.element(parts[k], isOpen: parts[k - 1].isGap)) }
            return d
        case .anyOrder(let items, let gap):
            var d = divide(items[i], at: rest)
            var others = items
            others.remove(at: i)
            d.left.append(.others(others, gap, e.place))
            d.right.append(.others(others, gap, e.place))
            return d
        default: return e.children.indices.contains(i) ? divide(e.children[i], at: rest) : Divided(anchor: e, left: [], right: [])
        }
    }
}

extension Element {
    var holdsTrigger: Bool { Anchor.triggerPath(self) != nil }

    func at(_ path: [Int]) -> Element {
        var e = self
        for i in path { if e.children.indices.contains(i) { e = e.children[i] } }
        return e
    }

    func replacing(_ path: [Int], with other: Element) -> Element {
        guard let i = path.first else { return other }
        let rest = Array(path.dropFirst())
        switch kind {
        case .sequence(var parts):
            parts[i] = parts[i].replacing(rest, with: other)
            return Element(.sequence(parts), place)
        case .choice(var parts):
            parts[i] = parts[i].replacing(rest, with: other)
            return Element(.choice(parts), place)
        case .anyOrder(var parts, let gap):
            parts[i] = parts[i].replacing(rest, with: other)
            return Element(.anyOrder(parts, gap), place)
        case .repeated(let inner, let minimum, let maximum):
            return Element(.repeated(inner.replacing(rest, with: other), minimum: minimum, maximum: maximum), place)
        case .capture(let role, let inner): return Element(.capture(role: role, inner.replacing(rest, with: other)), place)
        default: return self
        }
    }
}
