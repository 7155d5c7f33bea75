import TextModel

/// When two names of organisations, works or sites may name one.
struct OrganisationRules {
    /// Heads that say what a named thing is without making another thing of it: وكالة رويترز is رويترز, but فرع الأمن العسكري isn't الأمن العسكري.
    /// Heads of one line may stand for one another.
    static let identity: [[String]] = [
        ["وكاله"], ["صحيفه", "جريده", "مجله", "يوميه"], ["قناه", "تلفزيون", "اذاعه", "راديو", "فضاييه"], ["شبكه", "شركه", "مجموعه", "عملاق"],
        ["جهاز"], ["تنظيم", "حركه", "جماعه", "جبهه", "هييه", "ميليشيا", "مليشيا"], ["منظمه"], ["حزب"], ["موقع", "تطبيق", "منصه", "تقنيه", "شريحه"],
        ["مصرف", "بنك"], ["نادي", "فريق"], ["موسسه", "جمعيه"], ["خام", "مزيج"], ["وفد"],
    ]

    /// Heads by which a listed organisation of a kind is called.
    static let kinds: [String: [String]] = [
        "agency": ["وكاله"], "newspaper": ["صحيفه", "جريده"], "paper": ["صحيفه", "جريده"], "magazine": ["مجله"], "channel": ["قناه"], "tv": ["قناه"],
        "company": ["شركه"], "party": ["حزب", "حركه"], "university": ["جامعه"], "un": ["منظمه"], "ngo": ["منظمه"], "ministry": ["وزاره"], "bank": ["مصرف", "بنك"],
        "armed": ["تنظيم", "حركه", "جماعه"], "club": ["نادي", "فريق"],
    ]

    static func identityClass(_ key: [UInt8]) -> Int? { table[key] }

    private static let table: [[UInt8]: Int] = {
        var t: [[UInt8]: Int] = [:]
        for (i, line) in identity.enumerated() { for w in line { t[Array(w.utf8)] = i } }
        return t
    }()

    /// True when the names may mean one thing: the same but for spaces, a tail left out (المعارضة السورية, المعارضة), a head left out or changed.
    static func isSame(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        guard let first = short.first, let longFirst = long.first else { return false }
        if joined(short, local) == joined(long, local) { return true }
        if short.count < long.count, short.count > 1 || (local.words[Int(first)].hasArticle && local.words[Int(longFirst)].hasArticle), isPrefix(short, long, local) { return true }
        let shortHead = identityClass(local.words[Int(local.bare(first))].key), longHead = identityClass(local.words[Int(local.bare(longFirst))].key)
        let shortCore = shortHead != nil && short.count > 1 ? short.dropFirst() : short
        let longCore = longHead != nil && long.count > 1 ? long.dropFirst() : long
        guard shortCore.count < short.count || longCore.count < long.count else { return false }
        if shortCore.count < short.count, longCore.count < long.count {
            guard shortHead == longHead else { return false }
            return joined(shortCore, local) == joined(longCore, local) || (shortCore.count == 1 && longCore.count > 1 && isLast(shortCore, longCore, local))
        }
        if joined(shortCore, local) == joined(longCore, local) { return isName(shortCore, local) }
        let (headless, other) = shortCore.count == short.count ? (short, longCore) : (long, shortCore)
        return headless.count >= 2 && headless.count < other.count && isPrefix(headless, other, local)
    }

    /// A single common word (الأمن) isn't the name of the organisation behind its head.
    private static func isName(_ core: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        guard let w = core.first else { return false }
        let word = local.words[Int(w)]
        return core.count > 1 || !word.hasArticle || !word.vocabulary.isKnown || word.roles.isEmpty
    }

    private static func isPrefix(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        for (x, y) in zip(a, b) where !PersonRules.isEqual(x, y, local) { return false }
        return true
    }

    private static func isLast(_ a: ArraySlice<Int32>, _ b: ArraySlice<Int32>, _ local: DocumentWords) -> Bool {
        PersonRules.isEqual(a.first!, b.last!, local)
    }

    /// Letters without spaces and the first article.
    static func joined(_ words: ArraySlice<Int32>, _ local: DocumentWords) -> [UInt8] {
        var key: [UInt8] = []
        for (i, w) in words.enumerated() { key += local.words[Int(i == 0 ? local.bare(w) : w)].key }
        return key
    }
}
