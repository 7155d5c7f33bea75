import ArabicText
import TextModel

/// The proclitic grammar of a folded Arabic word: (و|ف)? (ب|ل|ك|س)? (ال)? stem, with للـ = ل + ال + stem.
struct ArabicLetters {
    /// A possible division. Offsets are bytes of the folded word.
    struct Split {
        var proclitics: ProcliticSet
        /// Where the stem with its article begins.
        var stem: Int
        /// Where the stem without article begins.
        var bare: Int
        /// للـ: the alef of the article isn't written.
        var hiddenArticle: Bool
    }

    static let article: [UInt8] = Array("ال".utf8)
    /// Enclitic pronouns, longest first, as they fold.
    static let enclitics: [[UInt8]] = ["هما", "كما", "هم", "هن", "ها", "كم", "نا", "ني", "ه", "ك", "ي"].map { Array($0.utf8) }
    /// A stem has at least this many letters; shorter ones are nearly always wrong divisions.
    static let minimumStem = 2

    let word: [UInt8]
    /// All letters are of the two-byte Arabic block.
    let isArabic: Bool

    init(_ folded: [UInt8]) {
        word = folded
        var arabic = !folded.isEmpty && folded.count % 2 == 0
        var i = 0
        while arabic && i < folded.count {
            if folded[i] < 0xD8 || folded[i] > 0xDB { arabic = false }
            i += 2
        }
        isArabic = arabic
    }

    private func letter(_ at: Int) -> UInt16 { at + 1 < word.count ? UInt16(word[at]) << 8 | UInt16(word[at + 1]) : 0 }

    /// All divisions, the whole word first, fewer proclitics before more.
    func splits() -> [Split] {
        var out: [Split] = []
        func add(_ proclitics: ProcliticSet, _ stem: Int) {
            guard (word.count - stem) / 2 >= ArabicLetters.minimumStem || stem == 0 else { return }
            if proclitics.contains(.lam), letter(stem) == 0xD984 {
                // للـ: the article hides its alef. Before a stem in ل only one of its two lams is written (للجنة = ل + اللجنة).
                if (word.count - stem) / 2 > ArabicLetters.minimumStem {
                    out.append(Split(proclitics: proclitics.union(.article), stem: stem, bare: stem + 2, hiddenArticle: true))
                }
                out.append(Split(proclitics: proclitics.union(.article), stem: stem, bare: stem, hiddenArticle: true))
            }
            let hasArticle = letter(stem) == 0xD8A7 && letter(stem + 2) == 0xD984 && (word.count - stem) / 2 > 3
            out.append(Split(proclitics: hasArticle ? proclitics.union(.article) : proclitics, stem: stem, bare: hasArticle ? stem + 4 : stem,
                             hiddenArticle: false))
        }
        add([], 0)
        let first = ArabicLetters.proclitic(letter(0))
        if let first {
            add(first, 2)
            if !first.isDisjoint(with: .conjunctions), let second = ArabicLetters.proclitic(letter(2)), second.isDisjoint(with: .conjunctions) {
                add(first.union(second), 4)
            }
        }
        return out
    }

    static func proclitic(_ letter: UInt16) -> ProcliticSet? {
        switch letter {
        case 0xD988: return .waw
        case 0xD981: return .fa
        case 0xD8A8: return .ba
        case 0xD984: return .lam
        case 0xD983: return .kaf
        case 0xD8B3: return .sin
        default: return nil
        }
    }

    /// The byte in the source at which the `n`-th letter that folding keeps begins (marks behind the letters before it are stepped over); nil where it
    /// is inside a ligature.
    static func sourceOffset(of n: Int, in surface: UnsafeBufferPointer<UInt8>, _ folding: Folding) -> Int? {
        if n == 0 { return 0 }
        var left = n, i = 0
        while i < surface.count {
            let (c, width) = UTF8Scalar.decode(surface, at: i)
            let letters = folding.letters(of: c)
            if letters > left { return left == 0 ? i : nil }
            left -= letters
            i += width
        }
        return nil
    }
}
