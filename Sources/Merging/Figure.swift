/// A number as a report gives it: exact, bounded on one or both sides, or only a word for a size (`العشرات`).
struct Figure: Equatable, Sendable {
    enum Kind: UInt8, Sendable { case exact, bounded, vague }

    var kind: Kind
    var low: Int
    var high: Int
    /// As written in values: `40`, `>50`, `العشرات`.
    var text: String

    /// Normalised values: `40`, `>50`, `>=42`, `<10`, `<=10`, `~100`, `1800-2000`.
    init?(value: String) {
        let bytes = value.utf8.filter { $0 != UInt8(ascii: ",") }
        guard !bytes.isEmpty, bytes.count < 20 else { return nil }
        func number(_ from: Int, _ to: Int) -> Int? {
            guard from < to, bytes[from..<to].allSatisfy({ $0 &- 48 < 10 }) else { return nil }
            return Int(String(decoding: bytes[from..<to], as: UTF8.self))
        }
        let n = bytes.count
        text = value
        kind = .bounded
        if let exact = number(0, n) {
            (kind, low, high) = (.exact, exact, exact)
        } else if bytes[0] == UInt8(ascii: ">") {
            let closed = n > 1 && bytes[1] == UInt8(ascii: "=")
            guard let bound = number(closed ? 2 : 1, n) else { return nil }
            (low, high) = (closed ? bound : bound + 1, .max)
        } else if bytes[0] == UInt8(ascii: "<") {
            let closed = n > 1 && bytes[1] == UInt8(ascii: "=")
            guard let bound = number(closed ? 2 : 1, n) else { return nil }
            (low, high) = (0, closed ? bound : bound - 1)
        } else if bytes[0] == UInt8(ascii: "~") {
            guard let middle = number(1, n) else { return nil }
            (low, high) = (middle - middle / 10, middle + middle / 10)
        } else if let dash = bytes.firstIndex(of: UInt8(ascii: "-")), let a = number(0, dash), let b = number(dash + 1, n), a <= b {
            (low, high) = (a, b)
        } else {
            return nil
        }
    }

    private init(word: String, low: Int, high: Int) {
        (kind, self.low, self.high, text) = (.vague, low, high, word)
    }

    /// The size that a vague plural names; the first such word of the text counts.
    init?(words: [String]) {
        for (i, word) in words.enumerated() {
            var bare = NameForms.bare(word)
            if bare.hasPrefix("بال") { bare = String(bare.dropFirst(3)) }
            if bare.count > 4, bare.hasPrefix("ل") || bare.hasPrefix("ب") || bare.hasPrefix("و") { bare = String(bare.dropFirst()) }
            let next = i + 1 < words.count ? NameForms.bare(words[i + 1]) : ""
            switch bare {
            case "عشرات": self = next == "الاف" || next == "اف" ? Figure(word: "عشرات الآلاف", low: 10_000, high: 99_999) : Figure(word: "العشرات", low: 10, high: 99)
            case "مئات", "ميات": self = next == "الاف" || next == "اف" ? Figure(word: "مئات الآلاف", low: 100_000, high: 999_999) : Figure(word: "المئات", low: 100, high: 999)
            case "الاف", "اف": self = Figure(word: "الآلاف", low: 1000, high: 9999)
            case "ملايين": self = Figure(word: "الملايين", low: 1_000_000, high: .max)
            default: continue
            }
            return
        }
        return nil
    }

    private static let pairs: Set<String> = Set("""
        شخصين شخصان رجلين رجلان امراتين امراتان طفلين طفلان طفلتين طفلتان فتاتين فتاتان شابين شابان جنديين جنديان ضابطين ضابطان شرطيان عنصرين عنصران قتيلين قتيلان
        جريحين جريحان مدنيان مسلحان صحفيان صحافيان حارسين حارسان سايحين سايحان عاملان موظفان راكبين راكبان طالبين طالبان شقيقين شقيقان مواطنان مهاجران متظاهران
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Two, where the counted noun alone says so (`مقتل شخصين`); forms that may be plurals don't count.
    init?(dual words: [String]) {
        guard let first = words.first, Figure.pairs.contains(first) else { return nil }
        self.init(value: "2")
    }

    /// Whether both can be right. A vague word beside an exact number is shown as a disagreement: an analyst wants to see that one source counted.
    func isCompatible(with other: Figure) -> Bool {
        if kind == .vague && other.kind == .vague { return text == other.text }
        if (kind == .vague && other.kind == .exact) || (kind == .exact && other.kind == .vague) { return false }
        return low <= other.high && other.low <= high
    }
}

/// Who is counted. A part of the victims is never compared with the whole as if it were one.
enum VictimClass: String, Sendable {
    case all, children, women, civilians, officers, soldiers, police, journalists, attackers, foreigners

    private static let words: [String: VictimClass] = {
        var table: [String: VictimClass] = [:]
        func add(_ c: VictimClass, _ words: String) { for word in words.split(separator: " ") { table[String(word)] = c } }
        add(.children, "طفل طفلا طفله اطفال طفلين رضيع رضع")
        add(.women, "امراه نساء سيده سيدات امراتين")
        add(.civilians, "مدني مدنيا مدنيين مدنيون مدنيه")
        add(.officers, "ضابط ضابطا ضباط ضابطان ضابطين")
        add(.soldiers, "جندي جنديا جنود جنديان جنديين عسكري عسكريا عسكريين عسكريون")
        add(.police, "شرطي شرطيا شرطيين شرطيون شرطيان")
        add(.journalists, "صحفي صحفيا صحفيين صحفيون صحافي صحافيا صحافيين صحافيون")
        add(.attackers, "مهاجم مهاجما مهاجمين مهاجمون منفذ منفذين انتحاري انتحاريا انتحاريين مسلح مسلحا مسلحين مسلحون ارهابي ارهابيا ارهابيين")
        add(.foreigners, "اجنبي اجنبيا اجانب سائح سائحا سياح")
        return table
    }()

    /// The class that a counted noun names.
    static func of(_ words: [String]) -> VictimClass {
        for word in words { if let found = VictimClass.words[NameForms.bare(word)] { return found } }
        return .all
    }
}
