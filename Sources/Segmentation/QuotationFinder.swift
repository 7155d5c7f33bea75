import TextModel

/// Pairs the quotation marks of a line by their form, the spacing around them, and parity.
///
/// A mark may open when space, an opening bracket, a colon, a hyphen, or a proclitic (`بـ”جنيف`, `و”أن`) stands before it and a word behind; it may
/// close in the reverse case. Where both or neither holds, a directed mark keeps its direction (a closing form with nothing open opens), and an
/// undirected one (`"`, `″`, `'`) closes when one of its family is open. Double and single marks are two families; within one any mixture pairs.
/// What is still open at the line's end is closed there; closers without an opener are ignored.
struct QuotationFinder {
    private struct Open {
        var token: Int
        var isSingle: Bool
        var quotation: Int
    }

    /// Quotations inside one another; marks that would open more are taken for marks of something else, so that tokens × depth stays linear.
    private static let deepest = 32

    private var stack: [Open] = []
    /// Marks of each family in `stack`, so that no mark searches it in vain.
    private var openSingles = 0
    private var openDoubles = 0

    /// Adds the quotations of the line with tokens `first..<builder.count` in the order of their openers, and flags the marks.
    mutating func find(_ builder: inout TokenBuilder, first: Int, paragraph: UInt32, into quotations: inout [Quotation]) {
        let known = quotations.count
        stack.removeAll(keepingCapacity: true)
        openSingles = 0
        openDoubles = 0
        let end = builder.count
        for index in builder.quotes {
            let mark = Mark(builder, index)
            let before = Side.before(builder, index, first)
            let after = Side.after(builder, index, end)
            let canOpen = before != .word && (after == .word || after == .quote)
            let canClose = after != .word && (before != .space || after == .closed)
            let opens: Bool
            if canOpen != canClose && !(before == .open(doubtful: true) && after == .word) {
                opens = canOpen
            } else if mark.direction == .opening {
                opens = true
            } else {
                opens = (mark.isSingle ? openSingles : openDoubles) == 0
            }
            if opens {
                if stack.count >= Self.deepest { continue }
                // A single quote that can't open is an apostrophe; the last mark of a line, when it can't, is a stray closer.
                if !canOpen && (mark.isSingle || index == builder.quotes.last) { continue }
                if mark.isSingle { openSingles += 1 } else { openDoubles += 1 }
                stack.append(Open(token: index, isSingle: mark.isSingle, quotation: quotations.count))
                quotations.append(Quotation(bytes: ByteRange(0, 0), tokens: TokenRange(index + 1, index + 1), closed: false, paragraph: paragraph))
                builder.insert(.opening, at: index)
            } else if (mark.isSingle ? openSingles : openDoubles) > 0, let place = stack.lastIndex(where: { $0.isSingle == mark.isSingle }) {
                // Marks of the other family opened inside and not closed were none: they would cross.
                for crossed in stack[(place + 1)...] {
                    quotations[crossed.quotation].paragraph = .max
                    builder.remove(.opening, at: crossed.token)
                }
                close(stack[place], at: index, closed: true, builder, &quotations)
                builder.insert(.closing, at: index)
                let crossed = stack.count - place - 1
                openSingles -= mark.isSingle ? 1 : crossed
                openDoubles -= mark.isSingle ? crossed : 1
                stack.removeLast(crossed + 1)
            }
        }
        for open in stack {
            // An apostrophe that nothing closes is no quotation.
            if open.isSingle {
                quotations[open.quotation].paragraph = .max
                builder.remove(.opening, at: open.token)
            } else {
                close(open, at: end, closed: false, builder, &quotations)
            }
        }
        if known < quotations.count { quotations[known...].removeAll { $0.paragraph == .max } }
    }

    private func close(_ open: Open, at index: Int, closed: Bool, _ builder: borrowing TokenBuilder, _ quotations: inout [Quotation]) {
        let start = builder.tokens[open.token].end
        let end = closed ? builder.tokens[index].start : builder.tokens[index - 1].end
        quotations[open.quotation].bytes = ByteRange(start, max(start, end))
        quotations[open.quotation].tokens = TokenRange(open.token + 1, index)
        quotations[open.quotation].closed = closed
    }

    private struct Mark {
        enum Direction { case opening, closing, none }
        var direction: Direction
        var isSingle: Bool

        init(_ builder: borrowing TokenBuilder, _ index: Int) {
            let token = builder.tokens[index]
            let code = decode(builder.text, Int(token.start))
            // '' is a double mark.
            let isDoubled = Int(token.end) - Int(token.start) > sequenceLength(builder.text[Int(token.start)])
            switch code {
            case 0x201C, 0x201E, 0x201F, 0xAB, 0x2018, 0x201A, 0x201B, 0x2039: direction = .opening
            case 0x201D, 0xBB, 0x2019, 0x203A: direction = .closing
            default: direction = .none
            }
            switch code {
            case 0x27, 0x2018, 0x2019, 0x201A, 0x201B, 0x2039, 0x203A: isSingle = !isDoubled
            default: isSingle = false
            }
        }
    }

    /// What stands beside a mark.
    private enum Side: Equatable {
        case space
        /// Something that a quotation may follow directly; doubtful where it may as well end one (`.`, `،`).
        case open(doubtful: Bool)
        /// Punctuation that follows a quotation and begins none.
        case closed
        case quote
        case word

        static func before(_ builder: borrowing TokenBuilder, _ index: Int, _ first: Int) -> Side {
            if index == first || builder.tokens[index].flags.contains(.spaceBefore) { return .space }
            let token = builder.tokens[index - 1]
            if token.end != builder.tokens[index].start { return .space }
            switch token.kind {
            case .quote: return token.flags.contains(.opening) ? .open(doubtful: false) : .word
            case .punctuation:
                if token.flags.contains(.opening) { return .open(doubtful: false) }
                if token.flags.contains(.closing) { return .word }
                switch decode(builder.text, Int(token.start)) {
                case 0x3A, 0x2D, 0x2F, 0x2013, 0x2014: return .open(doubtful: false)
                default: return .open(doubtful: true)
                }
            case .word: return isProclitic(builder.text, token) ? .open(doubtful: false) : .word
            default: return .word
            }
        }

        static func after(_ builder: borrowing TokenBuilder, _ index: Int, _ end: Int) -> Side {
            if index + 1 >= end { return .space }
            let token = builder.tokens[index + 1]
            if token.flags.contains(.spaceBefore) { return .space }
            switch token.kind {
            case .punctuation:
                if token.flags.contains(.opening) { return .word }
                switch decode(builder.text, Int(token.start)) {
                case 0x2026, 0x2D, 0x2013, 0x2014, 0x2A: return .word
                case 0x2E: return token.bytes.count > 1 ? .word : .closed
                default: return .closed
                }
            case .quote: return .quote
            default: return .word
            }
        }

        /// و ف ب ل ك, ال, or anything that ends in a tatweel.
        private static func isProclitic(_ text: UnsafePointer<UInt8>, _ token: Token) -> Bool {
            let start = Int(token.start), count = Int(token.end) - start
            if count >= 2 && text[start + count - 2] == 0xD9 && text[start + count - 1] == 0x80 { return true }
            func letter(_ at: Int) -> UInt32 { decode(text, start + at) }
            if count == 2 { return [0x648, 0x641, 0x628, 0x644, 0x643].contains(letter(0)) }
            if count == 4 {
                return letter(0) == 0x627 && letter(2) == 0x644 || letter(0) == 0x644 && letter(2) == 0x644
                    || (letter(0) == 0x648 || letter(0) == 0x641) && (letter(2) == 0x628 || letter(2) == 0x644 || letter(2) == 0x643)
            }
            return count == 6 && letter(2) == 0x627 && letter(4) == 0x644
        }
    }
}
