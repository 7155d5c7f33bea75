/// Regular inflection of the nouns that belong to a verb: masdar and participles.
public enum NounForms {
    typealias Letters = VerbForms.Letters
    public typealias Form = VerbForms.Form

    /// An item of a `forms`, `masdar`, `active` or `object` cell: `مسؤولون/mp`.
    struct Item {
        var text: String
        /// What stands behind the slash; empty where there is none.
        var features: WordFeatures
        /// True when something was written behind the slash: such an item isn't inflected further.
        var isMarked: Bool
        /// The letters behind the slash mean nothing.
        var isBroken: Bool
    }

    /// Splits off `/mp`.
    static func item(_ cell: String) -> Item {
        guard let slash = cell.utf8.lastIndex(of: 0x2F) else { return Item(text: cell, features: [], isMarked: false, isBroken: false) }
        let mark = features(String(cell[cell.index(after: slash)...]))
        return Item(text: String(cell[..<slash]), features: mark ?? [], isMarked: true, isBroken: mark == nil || slash == cell.startIndex)
    }

    /// `m f` gender, `s d p` number, in any order.
    static func features(_ letters: String) -> WordFeatures? {
        var out: WordFeatures = []
        for c in letters.utf8 {
            switch c {
            case UInt8(ascii: "m"): out.insert(.masculine)
            case UInt8(ascii: "f"): out.insert(.feminine)
            case UInt8(ascii: "s"): out.insert(.singular)
            case UInt8(ascii: "d"): out.insert(.dual)
            case UInt8(ascii: "p"): out.insert(.plural)
            default: return nil
            }
        }
        return out
    }

    /// A verbal noun with its dual and sound feminine plural.
    public static func masdar(_ word: String) -> [Form] {
        let w = Letters(word.unicodeScalars)
        guard let last = w.last else { return [] }
        let m: WordFeatures = .masdar
        let isFeminine = last == "ة"
        let gender: WordFeatures = isFeminine ? .feminine : .masculine
        var out: [(Letters, WordFeatures)] = [(w, m.union(gender).union(.singular))]
        if w.count >= 3 && last != "ى" && last != "ا" {
            let stem = isFeminine ? Letters(w.dropLast()) : w
            out.append((plural(stem), m.union([.feminine, .plural])))
            for ending in ["ان", "ين"] { out.append((dual(stem, feminine: isFeminine, ending), m.union(gender).union(.dual))) }
        }
        return VerbForms.unique(out)
    }

    /// A participle in both genders and all numbers, with the construct forms of dual and plural. A participle that ends in ي (متبني، مدعي) also has the
    /// form without it (متبن); one in ى (متبنى) has the feminine in اة.
    public static func participle(_ word: String, _ kind: WordFeatures) -> [Form] {
        let w = Letters(word.unicodeScalars)
        guard let last = w.last, w.count >= 2 else { return [] }
        var out: [(Letters, WordFeatures)] = [(w, kind.union([.masculine, .singular]))]
        let weak = last == "ي" || last == "ى"
        let bare = weak ? Letters(w.dropLast()) : w
        // Before ا and ات a weak ending is ي: متبنيان، متبنيات.
        let full = weak ? bare + ["ي"] : w
        if last == "ي" { out.append((bare, kind.union([.masculine, .singular]))) }
        let feminine = last == "ى" ? bare + ["ا"] : full
        out.append((feminine + ["ة"], kind.union([.feminine, .singular])))
        for ending in ["ون", "ين", "و"] {
            out.append((bare + Letters(ending.unicodeScalars), kind.union([.masculine, .plural])))
        }
        out.append((plural(full), kind.union([.feminine, .plural])))
        for ending in ["ان", "ين"] {
            out.append((dual(full, feminine: false, ending), kind.union([.masculine, .dual])))
            out.append((feminine + ["ت"] + Letters(ending.unicodeScalars), kind.union([.feminine, .dual])))
        }
        out.append((feminine + ["ت", "ا"], kind.union([.feminine, .dual])))
        out.append((feminine + ["ت", "ي"], kind.union([.feminine, .dual])))
        return VerbForms.unique(out)
    }

    /// + ات; أ + ات is آت, وء + ات stays.
    static func plural(_ stem: Letters) -> Letters { stem.last == "أ" ? Letters(stem.dropLast()) + ["آ", "ت"] : stem + ["ا", "ت"] }

    static func dual(_ stem: Letters, feminine: Bool, _ ending: String) -> Letters {
        let tail = Letters(ending.unicodeScalars)
        if feminine { return stem + ["ت"] + tail }
        if stem.last == "أ" && tail.first == "ا" { return Letters(stem.dropLast()) + ["آ", "ن"] }
        return stem + tail
    }
}
