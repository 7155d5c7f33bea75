/// All forms of a verb in unvocalised spelling, from its past and present (3rd person masculine singular). The rules are listed in docs/WORDS.md.
///
/// The two principal parts show nearly everything: قال/يقول is hollow, دعا/يدعو ends weak, أعد/يعد is doubled, وجد/يجد is assimilated. What they leave open
/// (استمع and استعد look alike) the optional `first` (past, 1st person singular: استعددت) decides.
public struct VerbForms: Sendable {
    public struct Form: Hashable, Sendable {
        public var text: String
        public var features: WordFeatures
    }

    typealias Letters = [Unicode.Scalar]

    /// Why a row can't be conjugated.
    public enum Problem: Error, Hashable, Sendable {
        case pastTooShort(String)
        case presentPrefix(String)
        case unrelated(past: String, present: String)
    }

    let past: Letters
    let present: Letters
    /// The consonant base of the past, before ن، ت، نا: قل of قال, ردد of رد, تبني of تبنى.
    let base: Letters
    let isHollow: Bool
    let isDoubled: Bool
    let isDefective: Bool

    public init(past: String, present: String, first: String = "") throws(Problem) {
        self.past = Letters(past.unicodeScalars)
        self.present = Letters(present.unicodeScalars)
        guard self.past.count >= 2 else { throw .pastTooShort(past) }
        guard self.present.first == "ي", self.present.count >= 2 else { throw .presentPrefix(present) }
        let p = self.past, q = self.present
        let last = p[p.count - 1], presentLast = q[q.count - 1]
        isDefective = ["ى", "ا", "ي"].contains(last)
        if isDefective && !["ى", "ا", "ي", "و"].contains(presentLast) { throw .unrelated(past: past, present: present) }
        // A strong verb ends in the same letter in both tenses, but for the seat of its hamza.
        if !isDefective && VerbForms.hamzaless(last) != VerbForms.hamzaless(presentLast) { throw .unrelated(past: past, present: present) }
        isHollow = !isDefective && p.count >= 3 && p[p.count - 2] == "ا" && q.count >= 3 && ["و", "ي", "ا"].contains(q[q.count - 2])
            && (p.count == 3 ? !VerbForms.doubledThird.contains(past) : p[0] == "أ" || p[0] == "ا")
        let given = Letters(first.unicodeScalars)
        isDoubled = !isDefective && !isHollow
            && (given.isEmpty ? VerbForms.looksDoubled(p, q) : given.count >= 3 && given[given.count - 2] == given[given.count - 3] && given.count == p.count + 2)
        if given.count >= 2 && given.last == "ت" {
            base = Letters(given.dropLast())
        } else {
            base = VerbForms.consonantBase(p, q, hollow: isHollow, doubled: isDoubled, defective: isDefective)
        }
    }

    // MARK: Kinds of verbs

    static func hamzaless(_ c: Unicode.Scalar) -> Unicode.Scalar { ["أ", "ئ", "ؤ", "ء"].contains(c) ? "ء" : c }

    /// Doubled third forms: they look like hollow verbs (خاف/يخاف).
    static let doubledThird: Set<String> = ["شاق", "حاج", "ضاد", "حاد"]

    /// Eighth forms whose first radical is س: they look like doubled tenth forms.
    static let eighthWithSin: Set<String> = ["استلم", "استمع", "استند", "استبق", "استعر", "استتر", "استرق", "استجر"]

    static func looksDoubled(_ p: Letters, _ q: Letters) -> Bool {
        let n = p.count
        if n == 2 { return true }
        // أعد/يعد, أصر/يصر: the present keeps two radicals and no hamza.
        if n == 3 && p[0] == "أ" { return q.count == 3 && q[1] == p[1] && !["ء", "أ", "ئ"].contains(p[2]) }
        guard p[0] == "ا" else { return false }
        // انضم, احتل, احمر; but اتفق, اطلع, ادخر are eighth forms with an assimilated ت.
        if n == 4 { return !["ت", "ط", "د", "ذ", "ث", "ظ"].contains(p[1]) && hamzaless(p[3]) != "ء" }
        if n == 5 {
            if p[1] == "س" && p[2] == "ت" { return !eighthWithSin.contains(String(String.UnicodeScalarView(p))) && hamzaless(p[4]) != "ء" }
            if p[1] == "ن" || p[2] == "ت" { return false }
            if p[2] == "ط" && ["ص", "ض", "ط", "ظ"].contains(p[1]) { return false }
            if p[2] == "د" && ["ز", "د", "ذ"].contains(p[1]) { return false }
            // اطمأن, اقشعر.
            return hamzaless(p[4]) != "ء"
        }
        return false
    }

    private static func consonantBase(_ p: Letters, _ q: Letters, hollow: Bool, doubled: Bool, defective: Bool) -> Letters {
        if defective {
            var base = Letters(p.dropLast())
            if p.last == "ي" { return p }
            base.append(p.last == "ا" && q.last == "و" ? "و" : "ي")
            return base
        }
        if hollow {
            var base = p
            base.remove(at: base.count - 2)
            if base.last == "ء" {
                // جئت، شئت; سؤت; أضأت، استأت.
                let seat: Unicode.Scalar = base.count > 2 ? "أ" : q[q.count - 2] == "و" ? "ؤ" : "ئ"
                base[base.count - 1] = seat
            }
            return base
        }
        return doubled ? p + [p[p.count - 1]] : p
    }

    // MARK: Past

    /// The third persons: `stem` before vowels.
    private static let pastPersons: [(String, WordFeatures)] = [
        ("ن", [.feminine, .plural]), ("ت", [.firstPerson, .singular]), ("نا", [.firstPerson, .plural]), ("ت", [.secondPerson, .masculine, .singular]),
        ("ت", [.secondPerson, .feminine, .singular]), ("تما", [.secondPerson, .dual]), ("تم", [.secondPerson, .masculine, .plural]),
        ("تن", [.secondPerson, .feminine, .plural]),
    ]

    private func thirdPersons(_ p: Letters, defective: Bool, waw: Bool) -> [(Letters, WordFeatures)] {
        let last = p[p.count - 1]
        var out: [(Letters, WordFeatures)] = [(p, [.masculine, .singular])]
        if defective && (last == "ى" || last == "ا") {
            let stem = Letters(p.dropLast())
            out.append((stem + ["ت"], [.feminine, .singular]))
            out.append((stem + (waw ? ["و", "ا"] : ["ي", "ا"]), [.masculine, .dual]))
            out.append((stem + ["ت", "ا"], [.feminine, .dual]))
            out.append((stem + ["و", "ا"], [.masculine, .plural]))
            return out
        }
        out.append((p + ["ت"], [.feminine, .singular]))
        out.append((last == "أ" ? Letters(p.dropLast()) + ["آ"] : p + ["ا"], [.masculine, .dual]))
        out.append((p + ["ت", "ا"], [.feminine, .dual]))
        if defective && last == "ي" {
            out.append((Letters(p.dropLast()) + ["و", "ا"], [.masculine, .plural]))
        } else {
            for stem in VerbForms.beforeWaw(p) { out.append((stem + ["و", "ا"], [.masculine, .plural])) }
        }
        return out
    }

    /// A final hamza before و: both spellings in use (بدؤوا، بدأوا; جاؤوا، جاءوا).
    private static func beforeWaw(_ stem: Letters) -> [Letters] {
        switch stem.last {
        case "أ": return [Letters(stem.dropLast()) + ["ؤ"], stem]
        case "ء":
            let before = stem.count > 1 ? stem[stem.count - 2] : "ا"
            return before == "ي" ? [Letters(stem.dropLast()) + ["ئ"]] : [Letters(stem.dropLast()) + ["ؤ"], stem]
        default: return [stem]
        }
    }

    /// A final hamza before ي.
    private static func beforeYa(_ stem: Letters) -> [Letters] {
        switch stem.last {
        case "أ": return [Letters(stem.dropLast()) + ["ئ"], stem]
        case "ء": return [Letters(stem.dropLast()) + ["ئ"]]
        default: return [stem]
        }
    }

    /// A final hamza before ا.
    private static func beforeAlef(_ stem: Letters) -> [Letters] {
        switch stem.last {
        case "أ": return [Letters(stem.dropLast()) + ["آ"], stem + ["ا"]]
        case "ء" where stem.count > 1 && stem[stem.count - 2] == "ي": return [Letters(stem.dropLast()) + ["ئ", "ا"]]
        default: return [stem + ["ا"]]
        }
    }

    /// ن + ن and ت + ت are written once.
    private static func join(_ stem: Letters, _ suffix: String) -> Letters {
        let tail = Letters(suffix.unicodeScalars)
        if let last = stem.last, last == tail.first, last == "ن" || last == "ت" { return stem + tail.dropFirst() }
        return stem + tail
    }

    // MARK: Present

    private func presentForms(_ q: Letters, defective: Bool, hollow: Bool, doubled: Bool, bits: WordFeatures, into out: inout [(Letters, WordFeatures)]) {
        let stem = Letters(q.dropFirst())
        let last = stem[stem.count - 1]
        let bare = defective ? Letters(stem.dropLast()) : stem
        /// Before ن of the feminine plural, and the jussive without ending.
        var short = stem
        if hollow {
            short.remove(at: short.count - 2)
            if short.last == "ء" {
                let long = stem[stem.count - 2]
                short[short.count - 1] = long == "و" ? "ؤ" : long == "ي" ? "ئ" : "أ"
            }
        }
        let feminine: Letters
        if defective { feminine = bare + (last == "و" ? ["و", "ن"] : ["ي", "ن"]) }
        else if doubled { feminine = VerbForms.join(stem + [last], "ن") }
        else { feminine = VerbForms.join(short, "ن") }

        func put(_ prefix: Unicode.Scalar, _ letters: Letters, _ f: WordFeatures) {
            // أ + أ is آ.
            let word: Letters = prefix == "أ" && letters.first == "أ" ? ["آ"] + letters.dropFirst() : [prefix] + letters
            out.append((word, bits.union(f)))
        }
        let singular: [(Unicode.Scalar, WordFeatures)] = [
            ("ي", [.masculine, .singular]), ("ت", [.feminine, .singular]), ("ت", [.secondPerson, .masculine, .singular]), ("أ", [.firstPerson, .singular]),
            ("ن", [.firstPerson, .plural]),
        ]
        for (prefix, f) in singular {
            put(prefix, stem, f)
            if defective { put(prefix, bare, f.union(.dependent)) } else if hollow { put(prefix, short, f.union(.dependent)) }
        }
        let duals: [(Unicode.Scalar, WordFeatures)] = [("ي", [.masculine, .dual]), ("ت", [.feminine, .dual]), ("ت", [.secondPerson, .dual])]
        let alefs = defective ? [bare + (last == "و" ? ["و", "ا"] : ["ي", "ا"])] : VerbForms.beforeAlef(stem)
        for (prefix, f) in duals {
            for s in alefs {
                put(prefix, s + ["ن"], f)
                put(prefix, s, f.union(.dependent))
            }
        }
        let plurals: [(Unicode.Scalar, WordFeatures)] = [("ي", [.masculine, .plural]), ("ت", [.secondPerson, .masculine, .plural])]
        for (prefix, f) in plurals {
            for s in defective ? [bare] : VerbForms.beforeWaw(stem) {
                put(prefix, s + ["و", "ن"], f)
                put(prefix, s + ["و", "ا"], f.union(.dependent))
            }
        }
        for s in defective ? [bare] : VerbForms.beforeYa(stem) {
            put("ت", s + ["ي", "ن"], [.secondPerson, .feminine, .singular])
            put("ت", s + ["ي"], [.secondPerson, .feminine, .singular, .dependent])
        }
        put("ي", feminine, [.feminine, .plural])
        put("ت", feminine, [.secondPerson, .feminine, .plural])
    }

    // MARK: Passive

    /// The past passive where it is written differently: قيل، أعيد، اغتيل، شورك، دعي.
    var pastPassive: Letters? {
        var p = past
        let n = p.count
        if isDefective {
            guard p[n - 1] == "ى" || p[n - 1] == "ا" else { return nil }
            p[n - 1] = "ي"
            return p
        }
        if isHollow {
            p[n - 2] = "ي"
            return p
        }
        // III قاتل → قوتل, VI تبادل → تبودل.
        if n == 4 && p[1] == "ا" && p[0] != "ا" && p[0] != "أ" {
            p[1] = "و"
        } else if n == 5 && p[0] == "ت" && p[2] == "ا" {
            p[2] = "و"
        } else if p[0] == "آ" {
            p.replaceSubrange(0...0, with: ["أ", "و"])
        }
        // Final hamza after i sits on ي: أنشأ → أنشئ, فاجأ → فوجئ.
        if p[n - 1] == "أ", p.count == n { p[n - 1] = "ئ" }
        if n == 3 && p[1] == "أ" { p[1] = "ئ" }
        return p == past ? nil : p
    }

    /// The present passive where it is written differently: يقال، يدان، يدعى، يوجد، يؤخذ.
    var presentPassive: Letters? {
        var q = present
        let n = q.count
        if isDefective {
            if q[n - 1] == "و" || q[n - 1] == "ي" { q[n - 1] = n > 2 && q[n - 2] == "ي" ? "ا" : "ى" }
        } else if isHollow {
            q[n - 2] = "ا"
        } else if q[n - 1] == "ئ" {
            q[n - 1] = "أ"
        }
        if past.count == 3 && past[0] == "و" && q[1] != "و" { q.insert("و", at: 1) }
        if past.count == 3 && past[0] == "أ" && q[1] == "أ" { q[1] = "ؤ" }
        return q == present ? nil : q
    }

    // MARK: All

    /// Every finite form once per sense. `passive` is the past passive as the lexicon gives it; with `transitive` it and the present passive are made by
    /// rule where they are written differently from the active.
    public func finite(passive given: String = "", transitive: Bool = false) -> [Form] {
        var out: [(Letters, WordFeatures)] = []
        let waw = isDefective && past.last == "ا" && present.last == "و"
        for (form, f) in thirdPersons(past, defective: isDefective, waw: waw) { out.append((form, f.union(.past))) }
        for (suffix, f) in VerbForms.pastPersons { out.append((VerbForms.join(base, suffix), f.union(.past))) }
        presentForms(present, defective: isDefective, hollow: isHollow, doubled: isDoubled, bits: .present, into: &out)

        let passive = given.isEmpty ? (transitive ? pastPassive : nil) : Letters(given.unicodeScalars)
        if let p = passive, p.count >= 2, p != past {
            let bits: WordFeatures = [.past, .passive]
            for (form, f) in thirdPersons(p, defective: isDefective, waw: false) { out.append((form, f.union(bits))) }
            if !isHollow { out.append((VerbForms.join(p, "ن"), bits.union([.feminine, .plural]))) }
        }
        if transitive || !given.isEmpty, let q = presentPassive {
            presentForms(q, defective: isDefective, hollow: isHollow, doubled: isDoubled, bits: [.present, .passive], into: &out)
        }
        return VerbForms.unique(out)
    }

    static func unique(_ forms: [(Letters, WordFeatures)]) -> [Form] {
        var seen: Set<Form> = []
        var out: [Form] = []
        for (letters, features) in forms {
            let form = Form(text: String(String.UnicodeScalarView(letters)), features: features)
            if seen.insert(form).inserted { out.append(form) }
        }
        return out
    }
}
