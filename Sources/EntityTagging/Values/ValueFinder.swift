import Lexicons
import ModelStorage
import TextModel

/// Finds the values of a sentence: dates, times, numbers, ordinals, percentages, quantities, money. One per worker, reused from sentence to sentence.
///
/// The sentence is read from left to right once; at each token that begins a value the longest reading of the first rule that fits wins: time, date, amount,
/// ordinal. Cost: linear in the sentence (what a rule looks at is bounded); memory is only taken for values that are found.
public struct ValueFinder: Sendable {
    public let lexicon: ValueLexicon
    let conversion: CalendarConversion
    private var items: [ValueItem] = []

    public init(lexicon: ValueLexicon, conversion: CalendarConversion = CalendarConversion()) {
        self.lexicon = lexicon
        self.conversion = conversion
    }

    /// Appends the candidates of the tokens `range` in text order; they don't overlap. `forms` must have analysed the tokens (`Token.form`).
    public mutating func find(in range: TokenRange, of tokens: UnsafeBufferPointer<Token>, text: UnsafeBufferPointer<UInt8>, forms: borrowing WordForms,
                              documentDate: CalendarDate?, appendingTo candidates: inout [ValueCandidate]) {
        let low = min(Int(range.start), tokens.count), high = min(Int(range.end), tokens.count)
        guard low < high else { return }
        items.removeAll(keepingCapacity: true)
        var any = false
        let lexicon = lexicon
        for i in low..<high {
            let item = ValueItem(tokens[i], text: text, forms: forms, lexicon: lexicon)
            if item.mayBegin { any = true }
            items.append(item)
        }
        guard any else { return }
        items.withUnsafeBufferPointer { items in
            let reader = ValueReader(items: items, tokens: UnsafeBufferPointer(rebasing: tokens[low..<high]), offset: low, text: text, lexicon: lexicon,
                                     conversion: conversion, today: documentDate)
            var i = 0
            while i < items.count {
                if items[i].mayBegin, let span = reader.value(at: i) {
                    candidates.append(reader.candidate(span))
                    i = max(span.end, i + 1)
                } else {
                    i += 1
                }
            }
        }
    }
}

/// A token as values see it.
struct ValueItem {
    /// Meanings of the stem with its article, and of the stem without it.
    var whole: Range<Int> = 0..<0
    var bare: Range<Int> = 0..<0
    var kinds: ValueKinds = []
    var proclitics: ProcliticSet = []
    var stem: UInt8 = 0
    var hasEnclitic = false
    var word = WordID.unknown
    var bareWord = WordID.unknown
    var kind: TokenKind
    var flags: TokenFlags
    /// Digits: their value, how many stand before the point, whether they carry separators or a leading zero.
    var number: DecimalNumber?
    var digits: UInt8 = 0
    var hasSeparator = false
    var isPadded = false
    /// ASCII code of a one-byte token, else 0 (١ for the Arabic comma).
    var sign: UInt8 = 0
    /// The verb carries a future marker (سيعقد).
    var isFuture = false
    /// الـ or ال by itself, as before digits (الـ29).
    var isLoneArticle = false

    var hasArticle: Bool { proclitics.contains(.article) }
    var hasMeaning: Bool { !whole.isEmpty || !bare.isEmpty }
    var mayBegin: Bool { !kinds.isDisjoint(with: .starters) || number != nil || kind == .number || isLoneArticle || isLoneArticle }
    /// No proclitic but the article.
    var isPlain: Bool { proclitics.subtracting(.article).isEmpty }
    var hasOnlyWaw: Bool { proclitics.subtracting(.article) == .waw }
    var isYearLike: Bool {
        guard digits == 4, !hasSeparator, !isPadded, let n = number?.integer else { return false }
        return n >= 1000 && n <= 2100
    }

    init(_ token: Token, text: UnsafeBufferPointer<UInt8>, forms: borrowing WordForms, lexicon: ValueLexicon) {
        kind = token.kind
        flags = token.flags
        if token.end == token.start + 1, Int(token.start) < text.count { sign = text[Int(token.start)] }
        if kind == .number {
            readDigits(UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)]))
            return
        }
        if kind == .punctuation && sign != UInt8(ascii: "%") && sign != 0 { return }
        if kind == .word, token.end - token.start <= 6 {
            isLoneArticle = text[Int(token.start)..<Int(token.end)].elementsEqual("الـ".utf8) || text[Int(token.start)..<Int(token.end)].elementsEqual("ال".utf8)
            if isLoneArticle { return }
        }
        var first = true
        for r in forms.readings(of: token.form) {
            let reading = forms.pool[r]
            guard reading.isKnown else { break }
            if reading.proclitics.contains(.sin) {
                if first { isFuture = ValueItem.isPresent(reading.bare, forms.vocabulary) }
                first = false
                continue
            }
            first = false
            let w = lexicon.meanings(of: reading.word)
            let b = reading.bare == reading.word ? 0..<0 : lexicon.meanings(of: reading.bare)
            if w.isEmpty && b.isEmpty { continue }
            // A pronoun behind it (نصفهم، أولها) fits few values.
            if reading.enclitic > 0, !ValueItem.takesPronoun(b, lexicon) { continue }
            whole = w
            bare = b
            kinds = lexicon.kinds(w).union(lexicon.kinds(b))
            proclitics = reading.proclitics
            stem = reading.stem
            hasEnclitic = reading.enclitic > 0
            word = reading.word
            bareWord = reading.bare
            return
        }
        if let r = forms.readings(of: token.form).first {
            word = forms.pool[r].word
            bareWord = forms.pool[r].bare
            proclitics = forms.pool[r].isKnown ? forms.pool[r].proclitics : []
        }
    }

    /// A present tense behind س, as far as the word classes tell.
    private static func isPresent(_ word: WordID, _ vocabulary: Vocabulary) -> Bool {
        for i in 0..<vocabulary.senseCount(word) where vocabulary.sense(word, i).features.contains(.present) { return true }
        return false
    }

    private static func takesPronoun(_ range: Range<Int>, _ lexicon: ValueLexicon) -> Bool {
        for m in range {
            guard let meaning = ValueMeaning(packed: lexicon.meanings[m]) else { continue }
            if meaning.kind == .fraction || meaning.kind == .ordinal || meaning.kind == .context { return true }
        }
        return false
    }

    /// Digits of any script. A mark inside divides thousands where only groups of three follow it, else it begins decimals.
    private mutating func readDigits(_ b: UnsafeBufferPointer<UInt8>) {
        var mantissa: Int64 = 0, count = 0, sinceMark = 0, marks = 0, i = 0, first = -1
        var allThrees = true
        while i < b.count {
            let (c, width) = ValueItem.scalar(b, i)
            i += width
            var digit = -1
            switch c {
            case 0x30...0x39: digit = Int(c) - 0x30
            case 0x660...0x669: digit = Int(c) - 0x660
            case 0x6F0...0x6F9: digit = Int(c) - 0x6F0
            case 0x2C, 0x66C, 0x60C, 0x2019, 0x27, 0x2E, 0x66B:
                if count == 0 { return }
                if marks > 0 && sinceMark != 3 { allThrees = false }
                if marks == 0 { digits = UInt8(min(count, 255)) }
                marks += 1
                sinceMark = 0
                continue
            case 0x200E, 0x200F: continue
            default: return
            }
            if first < 0 { first = digit }
            count += 1
            sinceMark += 1
            guard count <= 17 else { return }
            mantissa = mantissa * 10 + Int64(digit)
        }
        guard count > 0 else { return }
        if marks == 0 {
            digits = UInt8(count)
            isPadded = first == 0 && count > 1
            number = DecimalNumber(mantissa)
            return
        }
        hasSeparator = true
        if sinceMark != 3 { allThrees = false }
        if sinceMark == 0 { return }
        // 1,200 and 1.200.000 and 12.500 are thousands; 0.125 and 3,5 and 3.14 are not.
        if allThrees && first != 0 && digits <= 3 {
            number = DecimalNumber(mantissa)
        } else if marks == 1 {
            number = DecimalNumber(mantissa, exponent: -sinceMark)
        }
    }

    static func scalar(_ b: UnsafeBufferPointer<UInt8>, _ i: Int) -> (UInt32, Int) {
        let c = b[i]
        if c < 0x80 { return (UInt32(c), 1) }
        if c & 0xE0 == 0xC0, i + 1 < b.count { return (UInt32(c & 0x1F) << 6 | UInt32(b[i + 1] & 0x3F), 2) }
        if c & 0xF0 == 0xE0, i + 2 < b.count { return (UInt32(c & 0x0F) << 12 | UInt32(b[i + 1] & 0x3F) << 6 | UInt32(b[i + 2] & 0x3F), 3) }
        return (0xFFFD, 1)
    }
}
