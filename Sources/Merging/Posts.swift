/// Posts that one person holds at a time.
enum Posts {
    private static let heads: Set<String> = ["رييس", "رييسه", "مدير", "مديره", "قايد", "قايده", "وزير", "وزيره", "محافظ", "محافظه", "حاكم", "حاكمه", "ملك", "ملكه", "امير",
                                             "سلطان", "زعيم", "زعيمه", "امين", "امينه", "مفتي", "بطريرك", "بابا", "نقيب", "عمده", "والي", "مدرب", "مدربه", "مرشد",
                                             "عميد"]

    /// Words that show that a post isn't held now.
    private static let past: Set<String> = ["سابق", "سابقه", "سابقا", "اسبق", "راحل", "راحله", "مخلوع", "مقال", "مستقيل", "مستقيله", "خلفا", "جديد", "جديده", "منتخب",
                                            "منتخبه", "مكلف", "مكلفه", "موقت", "معين"]

    /// Words of a role with the head in its plain form: `مديرا` is `مدير`.
    static func words(_ role: [String]) -> [String] {
        guard let head = role.first, !heads.contains(head), head.hasSuffix("ا"), heads.contains(String(head.dropLast())) else { return role }
        return [String(head.dropLast())] + role.dropFirst()
    }

    /// Folded words of the role, without article.
    static func isHeldByOne(_ role: [String]) -> Bool {
        guard let head = role.first else { return false }
        // Secretaries are many, a secretary-general is one.
        if head == "امين" || head == "امينه" { return role.count > 1 && ["عام", "عامه", "سر"].contains(role[1]) }
        return heads.contains(head)
    }

    /// Who held it before: `خلفا لفلان`, `بدلا من فلان`.
    static func isPredecessor(_ words: [String]) -> Bool { words.contains("خلفا") || words.contains("بدلا") || words.contains("مكان") }

    static func isPast(_ words: [String]) -> Bool { words.contains { past.contains($0) } }
}

/// What an attack was made with, as far as its words say.
struct WeaponSet: OptionSet, Sendable {
    let rawValue: Int
    static let air = WeaponSet(rawValue: 1)
    static let shells = WeaponSet(rawValue: 2)
    static let bombs = WeaponSet(rawValue: 4)
    static let guns = WeaponSet(rawValue: 8)
    static let blades = WeaponSet(rawValue: 16)
    static let vehicles = WeaponSet(rawValue: 32)

    private static let stems: [(String, WeaponSet)] = [
        ("جوي", .air), ("غاره", .air), ("غارات", .air), ("طيران", .air), ("طايرات", .air), ("طايره", .air), ("براميل", .air),
        ("قصف", .shells), ("مدفعي", .shells), ("صاروخ", .shells), ("صواريخ", .shells), ("قذيف", .shells), ("قذايف", .shells), ("هاون", .shells),
        ("تفجير", .bombs), ("انفجار", .bombs), ("مفخخ", .bombs), ("عبوه", .bombs), ("عبوات", .bombs), ("ناسف", .bombs), ("انتحاري", .bombs),
        ("انغماسي", .bombs), ("متفجرات", .bombs), ("قنبل", .bombs),
        ("رصاص", .guns), ("ناري", .guns), ("رشاش", .guns), ("اقتحم", .guns), ("اقتحام", .guns), ("مسلح", .guns),
        ("طعن", .blades), ("سكين", .blades), ("دهس", .vehicles),
    ]

    init(rawValue: Int) { self.rawValue = rawValue }

    init(words: [String]) {
        var set: WeaponSet = []
        for word in words { for (stem, kind) in WeaponSet.stems where holds(word, stem) { set.insert(kind) } }
        self = set
    }

    func isCompatible(with other: WeaponSet) -> Bool {
        if isEmpty || other.isEmpty || !isDisjoint(with: other) { return true }
        let both = union(other)
        return both.isSubset(of: [.bombs, .guns]) || both.isSubset(of: [.air, .shells])
    }
}

/// Whether a word holds a stem, byte for byte.
func holds(_ word: String, _ stem: String) -> Bool {
    var word = word, stem = stem
    return word.withUTF8 { w in
        stem.withUTF8 { s in
            guard let first = s.first, w.count >= s.count else { return false }
            for i in 0...(w.count - s.count) where w[i] == first {
                var k = 1
                while k < s.count, w[i + k] == s[k] { k += 1 }
                if k == s.count { return true }
            }
            return false
        }
    }
}
