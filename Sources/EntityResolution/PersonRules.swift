/// When two names of persons may name one person.
struct PersonRules {
    enum Relation: Int { case none = 0, given, short, same }

    /// How the words of two names stand to each other: equal (but for one letter), one the family name or first names of the other, or nothing.
    static func relation(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Relation {
        guard !a.isEmpty, !b.isEmpty else { return .none }
        if a.count == b.count {
            var typos = 0
            for (x, y) in zip(a, b) where !isEqual(x, y, local) {
                guard isTypo(x, y, local) else { return .none }
                typos += 1
            }
            return typos <= 1 ? .same : .none
        }
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        if isMatch(short, long.suffix(short.count), local) { return .short }
        if short.count >= 2, matches(short.first!, long.first!, local), matches(short.last!, long.last!, local) { return .same }
        if short.count >= 2, isJoined(short, long, local) { return .same }
        if isMatch(short, long.prefix(short.count), local), short.count > 1 || local.words[Int(short.first!)].length > 1 { return .given }
        return .none
    }

    private static func isMatch(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        for (x, y) in zip(a, b) where !matches(x, y, local) { return false }
        return true
    }

    /// عبدالله and عبد الله: the same letters with other spaces.
    private static func isJoined(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        var x: [UInt8] = [], y: [UInt8] = []
        for w in a { x += local.words[Int(w)].key }
        for w in b { y += local.words[Int(w)].key }
        return x == y
    }

    private static func matches(_ a: Int32, _ b: Int32, _ local: DocumentWords) -> Bool { isEqual(a, b, local) || isTypo(a, b, local) }

    static func isEqual(_ a: Int32, _ b: Int32, _ local: DocumentWords) -> Bool { a == b || local.bare(a) == local.bare(b) }

    /// One letter off, and not both of them are names of their own (حسن، حسين).
    static func isTypo(_ a: Int32, _ b: Int32, _ local: DocumentWords) -> Bool {
        let p = Int(local.bare(a)), q = Int(local.bare(b))
        // Cheap refusals first: one letter off means the same first or the same last letter, and about the same length.
        guard abs(local.words[p].length - local.words[q].length) <= 1, max(local.words[p].length, local.words[q].length) >= 5,
              local.words[p].edges.0 == local.words[q].edges.0 || local.words[p].edges.1 == local.words[q].edges.1 else { return false }
        if local.words[Int(a)].isListedName && local.words[Int(b)].isListedName { return false }
        return Spelling.isOneLetterOff(local.words[p].key, local.words[q].key)
    }
}
