/// Words for events that may stand for one another in a report: الهجوم، التفجيرات، العملية; المحادثات، المفاوضات.
enum EventFamily: UInt8 {
    case none, attack, airstrike, incident, talks, war, vote, meeting, killing, visit, contest, uprising

    /// True when mentions with these heads may mean one event.
    func isCompatible(with other: EventFamily) -> Bool {
        if self == .none || other == .none { return false }
        if self == other { return true }
        switch (self, other) {
        case (.incident, .attack), (.attack, .incident), (.incident, .killing), (.killing, .incident), (.incident, .airstrike), (.airstrike, .incident): return true
        default: return false
        }
    }

    private static let members: [(EventFamily, [String])] = [
        (.attack, ["هجوم", "هجمه", "هجمات", "تفجير", "انفجار", "اعتداء", "عمليه انتحاريه", "غزوه", "مجزره", "مجازر", "مذبحه", "مذابح", "استهداف"]),
        (.airstrike, ["غاره", "غارات", "ضربه", "ضربات", "قصف"]),
        (.incident, ["حادث", "حادثه", "حوادث", "جريمه", "جرايم", "واقعه", "عمليه", "فاجعه", "ماساه"]),
        (.talks, ["مباحثات", "محادثات", "مفاوضات", "مشاورات", "محادثه", "مفاوضه"]),
        (.war, ["حرب", "صراع", "نزاع", "ازمه", "معارك", "قتال", "ازمات", "حروب"]),
        (.vote, ["انتخاب", "انتخابات", "اقتراع", "استفتاء", "استحقاق"]),
        (.meeting, ["قمه", "موتمر", "اجتماع", "منتدي", "ملتقي", "لقاء"]),
        (.killing, ["اغتيال", "اعدام", "قتل", "مقتل"]),
        (.visit, ["زياره", "جوله"]),
        (.contest, ["بطوله", "مباراه", "دوري", "كاس", "دوره"]),
        (.uprising, ["ثوره", "انتفاضه", "حراك", "انقلاب", "احتجاج", "مظاهره", "تظاهره"]),
    ]

    /// All words of the table.
    static var listed: [String] { members.flatMap(\.1) }

    private static let table: [[UInt8]: EventFamily] = {
        var t: [[UInt8]: EventFamily] = [:]
        for (family, words) in members { for w in words { t[Array(w.utf8)] = family } }
        return t
    }()

    /// The family of a folded word without article: as listed, or behind the endings of dual, plural and pronouns.
    static func of(_ key: [UInt8]) -> EventFamily {
        if let f = table[key] { return f }
        for ending in endings where key.count > ending.count + 4 && key.suffix(ending.count).elementsEqual(ending) {
            let stem = Array(key.dropLast(ending.count))
            if let f = table[stem] ?? table[stem + ha] { return f }
            if stem.suffix(2).elementsEqual(ta), let f = table[Array(stem.dropLast(2)) + ha] { return f }
        }
        return .none
    }

    private static let ha = Array("ه".utf8), ta = Array("ت".utf8)
    private static let endings = ["ين", "ان", "ات", "ه", "ها", "هم", "نا", "هما"].map { Array($0.utf8) }
}
