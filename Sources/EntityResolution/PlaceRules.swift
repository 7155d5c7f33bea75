/// When two names of places may name one, and what a head says of a place's level.
struct PlaceRules {
    enum Level: UInt8 { case open, city, district, country }

    private static let heads: [(Level, [String])] = [
        (.city, ["مدينه", "بلده", "قريه", "عاصمه", "ضيعه", "كومونه"]),
        (.district, ["محافظه", "ولايه", "مقاطعه", "اقليم", "اماره", "ريف", "قضاء", "مديريه", "ناحيه"]),
        (.country, ["دوله", "جمهوريه", "مملكه", "بلاد", "بلد", "سلطنه"]),
    ]

    private static let table: [[UInt8]: Level] = {
        var t: [[UInt8]: Level] = [:]
        for (level, words) in heads { for w in words { t[Array(w.utf8)] = level } }
        return t
    }()

    static func level(_ w: Int32, _ local: DocumentWords) -> Level { table[local.words[Int(local.bare(w))].key] ?? .open }

    /// Words without the head noun before the name.
    static func core(_ words: ArraySlice<Int32>, _ local: DocumentWords) -> ArraySlice<Int32> {
        guard words.count > 1, let first = words.first else { return words }
        let roles = local.words[Int(first)].roles
        guard roles.contains(.place) || roles.contains(.facility) || level(first, local) != .open else { return words }
        var rest = words.dropFirst()
        // العاصمة الصومالية مقديشو, المدينة السورية حلب
        while local.words[Int(first)].hasArticle, rest.count > 1, let next = rest.first, isNisba(local.words[Int(next)]) { rest = rest.dropFirst() }
        return rest
    }

    /// An adjective of origin with article: السورية, اللبناني.
    private static func isNisba(_ word: LocalWord) -> Bool {
        word.hasArticle && word.key.count > 8 && (word.key.suffix(4).elementsEqual("يه".utf8) || word.key.suffix(2).elementsEqual("ي".utf8))
    }

    static func isSame(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        guard let x = a.first, let y = b.first else { return false }
        let p = core(a, local), q = core(b, local)
        if p.count < a.count, q.count < b.count, !PersonRules.isEqual(x, y, local) {
            let s = level(x, local), t = level(y, local)
            if s == .open || t == .open || s != t { return false }
        }
        if OrganisationRules.joined(p, local) == OrganisationRules.joined(q, local) { return true }
        // A tail left out: مطار أورلي, مطار أورلي الجنوبي.
        if a.count != b.count, min(a.count, b.count) > 1, PersonRules.isEqual(x, y, local), p.count < a.count {
            return zip(a, b).allSatisfy { PersonRules.isEqual($0, $1, local) }
        }
        guard p.count == q.count else { return false }
        var typos = 0
        for (v, w) in zip(p, q) where !PersonRules.isEqual(v, w, local) {
            guard PersonRules.isTypo(v, w, local) else { return false }
            typos += 1
        }
        return typos <= 1
    }
}
