import RecordFiles

/// Folding for comparing names in gold and prediction: marks and tatweel off; alef, ya, ta marbuta made one; hash signs, quotes and punctuation are blanks.
enum GoldFolding {
    /// Nouns that only say what kind of place a name is of: in or out of the span is the same.
    static let genericHeads: Set<String> = ["مدينه", "محافظه", "بلده", "قريه", "حي", "منطقه", "ريف", "مخيم", "مطار", "ولايه", "اقليم", "ناحيه", "قضاء", "جمهوريه", "دوله",
                                            "مملكه", "منطقتي", "مدينتي", "بلدتي", "معبر", "شارع", "نهر", "جبل", "مبني"]
    private static let blanks = Set("#_\"“”«»'()[]،,.؛:!؟-–\u{2026}".unicodeScalars)

    static func words(_ text: some Sequence<Unicode.Scalar>) -> [String] {
        var out: [String] = []
        var word = String.UnicodeScalarView()
        for s in text {
            var c = s
            switch s.value {
            case 0x622, 0x623, 0x625, 0x671: c = "ا"
            case 0x649, 0x626: c = "ي"
            case 0x629: c = "ه"
            case 0x624: c = "و"
            case 0x640: continue
            default: break
            }
            if blanks.contains(c) || c.properties.isWhitespace {
                if !word.isEmpty { out.append(String(word)); word = .init() }
                continue
            }
            switch c.properties.generalCategory {
            case .nonspacingMark, .format: continue
            default: word.append(c)
            }
        }
        if !word.isEmpty { out.append(String(word)) }
        return out
    }

    static func fold(_ text: String) -> String { words(text.unicodeScalars).joined(separator: " ") }

    /// Folded text without leading generic head and with a hidden article written out.
    static func core(_ text: String) -> String {
        var w = words(text.unicodeScalars)
        while w.count > 1, genericHeads.contains(w[0]) { w.removeFirst() }
        if let first = w.first, first.hasPrefix("لل"), first.unicodeScalars.count > 3 { w[0] = "ال" + String(first.unicodeScalars.dropFirst(2)) }
        return w.joined(separator: " ")
    }

    /// A value for comparison: at least and more than count as one.
    static func value(_ v: String) -> String {
        var out = ""
        var skip = false
        let list = Array(fold(v).unicodeScalars)
        for (i, c) in list.enumerated() {
            if skip { skip = false; continue }
            switch c {
            case ">", "<":
                out.unicodeScalars.append(c)
                skip = i + 1 < list.count && list[i + 1] == "="
            case "≥": out.unicodeScalars.append(">")
            case "≤": out.unicodeScalars.append("<")
            default: out.unicodeScalars.append(c)
            }
        }
        return out
    }

    /// Moves the start past leading generic heads.
    static func stripHead(_ text: [Unicode.Scalar], _ span: Span) -> Span {
        var s = min(span.start, text.count)
        let e = min(max(span.end, s), text.count)
        while let blank = text[s..<e].firstIndex(of: " ") {
            guard genericHeads.contains(words(text[s..<blank]).joined(separator: " ")) else { break }
            s = blank + 1
        }
        return Span(s, e)
    }
}
