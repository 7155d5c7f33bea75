import TextModel

/// The words that source lines and headings are known by. Spelling variants of hamza, ya and ta marbuta count as the same.
public struct LayoutWords: Sendable {
    /// Agencies, outlets and what stands for them (`رويترز`, `وكالات`).
    var outlets: Set<[UInt8]> = []
    /// Words before an author's name (`كتب`, `بقلم`, `مراسل`).
    var authorMarks: Set<[UInt8]> = []
    /// Words that make a short line a sentence (`قال`): with one of them in front it is no heading.
    var verbs: Set<[UInt8]> = []

    public init(outlets: [String] = [], authorMarks: [String] = [], verbs: [String] = []) {
        self.outlets = Set(outlets.map { Self.key($0.utf8) })
        self.authorMarks = Set(authorMarks.map { Self.key($0.utf8) })
        self.verbs = Set(verbs.map { Self.key($0.utf8) })
    }

    /// Words joined by one space, points as spaces, without marks, tatweel and variants of letters.
    static func key(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var key: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0x622, 0x623, 0x625, 0x671: key.append(contentsOf: [0xD8, 0xA7])
            case 0x649: key.append(contentsOf: [0xD9, 0x8A])
            case 0x629: key.append(contentsOf: [0xD9, 0x87])
            case 0x640, 0x64B...0x65F, 0x670, 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0x61C: break
            case 0x20, 0xA0, 0x2E, 0x5F: if let last = key.last, last != 0x20 { key.append(0x20) }
            default: key.append(contentsOf: Array(String(Character(scalar)).utf8))
            }
        }
        while key.last == 0x20 { key.removeLast() }
        return key
    }
}

/// Tells headings and source lines from body text by layout alone: length, position, end marks, brackets, and a few known words.
///
/// - A heading is a line of at most 10 words (the first line: 20) with one sentence, no end mark, no speech verb in front and a longer line after it.
/// - A source line is the first or last line where it is a known outlet or begins with an author mark; the last line also where it has at most
///   4 words and no digit or end mark and the line before has an end mark; and what is glued to the last end mark without a space, of at most 4 words.
/// - A dateline opens one of the first two lines: `place - outlet:`, `place (outlet) -`; an outlet alone in brackets may end the last line.
struct LayoutFinder {
    let words: LayoutWords
    /// First sentence of each line that has tokens, and the number of sentences as the end.
    private var lines: [Int] = []

    init(words: LayoutWords) { self.words = words }

    mutating func find(_ text: UnsafePointer<UInt8>, _ analysis: inout Analysis) {
        lines.removeAll(keepingCapacity: true)
        for (index, sentence) in analysis.sentences.enumerated() where index == 0 || analysis.sentences[index - 1].paragraph != sentence.paragraph {
            lines.append(index)
        }
        if lines.isEmpty { return }
        lines.append(analysis.sentences.count)
        let view = View(text: text, words: words)
        let last = lines.count - 2
        for line in 0...last where lines[line + 1] == lines[line] + 1 {
            let sentence = analysis.sentences[lines[line]]
            if sentence.bytes.count > 400 { continue }
            if (line == 0 || line == last) && findByline(view, sentence, isLast: line == last && line > 0, &analysis) {
                analysis.sentences[lines[line]].kind = .byline
            } else if line < last && isHeading(view, analysis, line) {
                analysis.sentences[lines[line]].kind = .heading
            }
        }
        if analysis.publisher == nil { findGluedPublisher(view, &analysis) }
        for line in 0...min(1, last) where analysis.dateline == nil && analysis.sentences[lines[line]].kind == .body {
            findDateline(view, analysis.sentences[lines[line]].tokens, &analysis)
        }
        if analysis.publisher == nil { findBracketedPublisher(view, &analysis) }
    }

    private func isHeading(_ view: View, _ analysis: borrowing Analysis, _ line: Int) -> Bool {
        let tokens = analysis.sentences[lines[line]].tokens
        let following = TokenRange(Int(analysis.sentences[lines[line + 1]].tokens.start), Int(analysis.sentences[lines[line + 2] - 1].tokens.end))
        let count = view.wordCount(analysis, tokens)
        if count == 0 || count > (line == 0 ? 20 : 10) || following.count <= tokens.count { return false }
        if view.hasEndMark(analysis, tokens) || view.isColon(analysis.tokens[Int(tokens.end) - 1]) { return false }
        return !view.has(words.verbs, analysis.tokens[Int(tokens.start)])
    }

    private func findByline(_ view: View, _ sentence: Sentence, isLast: Bool, _ analysis: inout Analysis) -> Bool {
        var range = view.withoutBrackets(analysis, sentence.tokens)
        let count = view.wordCount(analysis, range)
        if range.isEmpty || count == 0 || count > 8 || view.isEndMark(analysis.tokens[Int(range.end) - 1]) { return false }
        if view.has(words.authorMarks, analysis.tokens[Int(range.start)]) {
            var from = Int(range.start) + 1
            let hasColon = from < Int(range.end) && view.isColon(analysis.tokens[from])
            if hasColon { from += 1 }
            // Without a colon the line could be a sentence (كتب فلان رسالة): only a name's length is left.
            if from < Int(range.end) && (hasColon || count <= 4) {
                range = TokenRange(from, Int(range.end))
                analysis.author = view.bytes(analysis, range)
                return true
            }
        }
        if view.isOutlet(analysis, range) {
            analysis.publisher = view.bytes(analysis, range)
            return true
        }
        guard isLast, count <= 4, count == range.count, lines.count >= 3 else { return false }
        let before = analysis.sentences[lines[lines.count - 2] - 1].tokens
        if !view.hasEndMark(analysis, before) { return false }
        for index in range.indices where analysis.tokens[index].kind != .word && analysis.tokens[index].kind != .foreign { return false }
        if view.has(words.verbs, analysis.tokens[Int(range.start)]) { return false }
        analysis.publisher = view.bytes(analysis, range)
        return true
    }

    /// `…السنة.العربية نت`: the last sentence of the last line, right behind the end mark.
    private func findGluedPublisher(_ view: View, _ analysis: inout Analysis) {
        let index = analysis.sentences.count - 1
        guard index > lines[lines.count - 2] else { return }
        let range = analysis.sentences[index].tokens
        let first = analysis.tokens[Int(range.start)]
        let count = view.wordCount(analysis, range)
        guard count == range.count, count <= 4, !first.flags.contains(.spaceBefore) || view.isOutlet(analysis, range) else { return }
        for token in range.indices where analysis.tokens[token].kind != .word && analysis.tokens[token].kind != .foreign { return }
        analysis.publisher = view.bytes(analysis, range)
        analysis.sentences[index].kind = .byline
    }

    private func findDateline(_ view: View, _ sentence: TokenRange, _ analysis: inout Analysis) {
        var at = Int(sentence.start)
        let start = at, end = min(Int(sentence.end), start + 12)
        while at < end && analysis.tokens[at].kind == .word { at += 1 }
        guard at > start, at - start <= 3, at + 2 < end else { return }
        let place = TokenRange(start, at)
        let mark = analysis.tokens[at]
        let isBracket = mark.kind == .punctuation && mark.flags.contains(.opening)
        guard isBracket || view.isDash(mark) else { return }
        let from = at + 1
        at = from
        while at < end && (analysis.tokens[at].kind == .word || analysis.tokens[at].kind == .foreign) { at += 1 }
        guard at > from, at - from <= 5, at < end else { return }
        let outlet = TokenRange(from, at)
        if isBracket {
            guard analysis.tokens[at].flags.contains(.closing), at + 1 < Int(sentence.end) else { return }
            let after = analysis.tokens[at + 1]
            guard view.isDash(after) || view.isColon(after) else { return }
        } else {
            guard view.isOutlet(analysis, outlet), view.isDash(analysis.tokens[at]) || view.isColon(analysis.tokens[at]) else { return }
        }
        analysis.dateline = view.bytes(analysis, place)
        if analysis.publisher == nil { analysis.publisher = view.bytes(analysis, outlet) }
    }

    /// `(رويترز)` at the very end.
    private func findBracketedPublisher(_ view: View, _ analysis: inout Analysis) {
        var at = analysis.tokens.count - 1
        if at >= 0 && view.isEndMark(analysis.tokens[at]) { at -= 1 }
        guard at >= 2, analysis.tokens[at].kind == .punctuation, analysis.tokens[at].flags.contains(.closing) else { return }
        let end = at
        while at > 0 && end - at <= 6 && !analysis.tokens[at].flags.contains(.opening) { at -= 1 }
        guard analysis.tokens[at].flags.contains(.opening), at + 1 < end else { return }
        let range = TokenRange(at + 1, end)
        if view.isOutlet(analysis, range) { analysis.publisher = view.bytes(analysis, range) }
    }

    /// Looks at tokens.
    private struct View {
        let text: UnsafePointer<UInt8>
        let words: LayoutWords

        func bytes(_ analysis: borrowing Analysis, _ range: TokenRange) -> ByteRange {
            ByteRange(analysis.tokens[Int(range.start)].start, analysis.tokens[Int(range.end) - 1].end)
        }

        func wordCount(_ analysis: borrowing Analysis, _ range: TokenRange) -> Int {
            var count = 0
            for index in range.indices {
                switch analysis.tokens[index].kind {
                case .word, .foreign, .number, .url: count += 1
                default: break
                }
            }
            return count
        }

        func withoutBrackets(_ analysis: borrowing Analysis, _ range: TokenRange) -> TokenRange {
            guard range.count > 2 else { return range }
            let first = analysis.tokens[Int(range.start)], last = analysis.tokens[Int(range.end) - 1]
            let isBracketed = first.kind == .punctuation && first.flags.contains(.opening) && last.kind == .punctuation && last.flags.contains(.closing)
            return isBracketed ? TokenRange(Int(range.start) + 1, Int(range.end) - 1) : range
        }

        func key(_ bytes: ByteRange) -> [UInt8] {
            LayoutWords.key(UnsafeBufferPointer(start: text + Int(bytes.start), count: bytes.count))
        }

        func has(_ set: Set<[UInt8]>, _ token: Token) -> Bool { !set.isEmpty && token.bytes.count <= 64 && set.contains(key(token.bytes)) }

        func isOutlet(_ analysis: borrowing Analysis, _ range: TokenRange) -> Bool {
            let bytes = bytes(analysis, range)
            return !words.outlets.isEmpty && bytes.count <= 128 && words.outlets.contains(key(bytes))
        }

        /// The range ends with an end mark, before closing quotes and brackets if there are any.
        func hasEndMark(_ analysis: borrowing Analysis, _ range: TokenRange) -> Bool {
            var at = Int(range.end) - 1
            while at > Int(range.start), analysis.tokens[at].kind == .quote || analysis.tokens[at].flags.contains(.closing) { at -= 1 }
            return isEndMark(analysis.tokens[at])
        }

        func isEndMark(_ token: Token) -> Bool {
            guard token.kind == .punctuation else { return false }
            switch decode(text, Int(token.start)) {
            case 0x2E, 0x21, 0x3F, 0x61F, 0x6D4, 0x2026: return true
            default: return false
            }
        }

        func isColon(_ token: Token) -> Bool { token.kind == .punctuation && text[Int(token.start)] == 0x3A }

        func isDash(_ token: Token) -> Bool {
            guard token.kind == .punctuation else { return false }
            switch decode(text, Int(token.start)) {
            case 0x2D, 0x2F, 0x2013, 0x2014: return true
            default: return false
            }
        }
    }
}
