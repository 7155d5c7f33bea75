import TextModel

/// Turns the boundaries of a line into tokens and sentence bounds. Keeps its memory from document to document.
struct TokenBuilder: BoundarySink {
    let classes: CharacterClasses
    let abbreviations: AbbreviationTable
    var text: UnsafePointer<UInt8>
    var limit = 0

    private(set) var tokens: UnsafeMutablePointer<Token>
    private(set) var count = 0
    private var capacity: Int

    /// Indices of the quote tokens of the line.
    var quotes: [Int] = []
    /// Token index of each sentence's end, over the document; lines end sentences too.
    var sentenceEnds: [Int] = []

    private var lineStart = 0
    private var lineEnd = 0
    private var lineFirstToken = 0
    /// Flags for the next token.
    private var pending: TokenFlags = []
    /// Sentence ends ahead, ascending; the first not yet reached is at `nextEndIndex`.
    private var endsAhead: [Int] = []
    private var nextEndIndex = 0
    private var nextEnd = Int.max
    /// An address reaches to here.
    private var skipUntil = 0

    init(classes: CharacterClasses, abbreviations: AbbreviationTable) {
        self.classes = classes
        self.abbreviations = abbreviations
        capacity = 1024
        tokens = .allocate(capacity: capacity)
        text = UnsafePointer(bitPattern: 1)!
    }

    func deallocate() { tokens.deallocate() }

    // MARK: lines

    mutating func startDocument(_ text: UnsafePointer<UInt8>, count limit: Int) {
        self.text = text
        self.limit = limit
        count = 0
        sentenceEnds.removeAll(keepingCapacity: true)
    }

    /// Begins a line, or begins it anew after `restartLine`.
    mutating func startLine(_ start: Int, _ end: Int) {
        lineStart = start
        lineEnd = end
        lineFirstToken = count
        pending = count == 0 ? .lineStart : [.lineStart, .spaceBefore]
        quotes.removeAll(keepingCapacity: true)
        endsAhead.removeAll(keepingCapacity: true)
        nextEndIndex = 0
        nextEnd = .max
        skipUntil = 0
    }

    /// Forgets what the line gave so far.
    mutating func restartLine() {
        count = lineFirstToken
        while let last = sentenceEnds.last, last > lineFirstToken { sentenceEnds.removeLast() }
        startLine(lineStart, lineEnd)
    }

    mutating func endLine() { closeSentence() }

    private mutating func closeSentence() {
        if count > lineFirstToken && sentenceEnds.last != count { sentenceEnds.append(count) }
    }

    // MARK: BoundarySink

    @inline(__always) mutating func spaces() { pending.insert(.spaceBefore) }

    @inline(__always) mutating func arabicWord(_ start: Int, _ end: Int) {
        if start < skipUntil { return segment(start, end, Content.arabic) }
        append(start, end, .word)
    }

    mutating func sentenceEnd(_ at: Int, terminator: Int) {
        if at <= skipUntil || isSuppressed(at, terminator) { return }
        if let last = endsAhead.last, last >= at { return }
        endsAhead.append(at)
        if nextEnd == .max {
            nextEnd = at
            nextEndIndex = endsAhead.count - 1
        }
    }

    mutating func segment(_ start: Int, _ end: Int, _ content: UInt32) {
        var start = start, content = content
        if start < skipUntil {
            if end <= skipUntil { return }
            start = skipUntil
            content = union(start, end)
        }
        if content & ~(Content.arabic | Content.mark) == 0 && content & Content.arabic != 0 { return append(start, end, .word) }
        if content & (Content.wordLike | Content.at | Content.underscore) == 0 { return single(start, end, content) }
        if content & Content.letter != 0 {
            if let addressEnd = AddressRules.end(of: text, start, end, line: lineEnd) {
                append(start, addressEnd, .url)
                skip(to: addressEnd)
                return
            }
            if content & (Content.arabic | Content.underscore | Content.at | Content.invisible | Content.punctuation | Content.quote) == 0 {
                return append(start, end, .foreign)
            }
        } else if content & ~(Content.digit | Content.mark) == 0 {
            return append(start, end, .number)
        }
        pieces(start, end)
    }

    // MARK: tokens

    @inline(__always) private mutating func append(_ start: Int, _ end: Int, _ kind: TokenKind) {
        if start >= nextEnd { reachSentenceEnd(start) }
        if count == capacity { grow() }
        tokens[count] = Token(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end), kind: kind, flags: pending)
        count += 1
        pending = []
    }

    private mutating func reachSentenceEnd(_ start: Int) {
        closeSentence()
        repeat {
            nextEndIndex += 1
            nextEnd = nextEndIndex < endsAhead.count ? endsAhead[nextEndIndex] : .max
        } while start >= nextEnd
    }

    private mutating func skip(to end: Int) {
        skipUntil = end
        while nextEnd < end {
            nextEndIndex += 1
            nextEnd = nextEndIndex < endsAhead.count ? endsAhead[nextEndIndex] : .max
        }
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Token>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: tokens, count: count)
        tokens.deallocate()
        tokens = larger
        capacity *= 2
    }

    /// A segment without letters and digits: one character with what hangs on it, a run of white space, or a line's leading marks.
    private mutating func single(_ start: Int, _ end: Int, _ content: UInt32) {
        var i = start
        var length = 0
        var first: UInt32 = 0
        // Leading invisible characters lie outside.
        while i < end {
            first = classes.contentAnywhere(text, i, &length)
            if first & Content.invisible == 0 { break }
            i += length
        }
        if i >= end { return }
        if first & Content.space != 0 {
            pending.insert(.spaceBefore)
            return
        }
        let from = i
        // Marks hang on, invisible characters at the end don't.
        var tokenEnd = i + length
        if content & (Content.unseen | Content.symbol) != 0 {
            var j = tokenEnd
            while j < end {
                let next = classes.contentAnywhere(text, j, &length)
                j += length
                if next & Content.invisible == 0 { tokenEnd = j }
            }
        }
        if first & Content.mark != 0 && first & ~Content.mark & Content.all == 0 { return append(from, tokenEnd, .other) }
        if first & Content.quote != 0 { return quote(from, tokenEnd, first) }
        if first & Content.hash != 0 {
            if startsWord(tokenEnd) {
                pending.insert(.hashBefore)
                return
            }
            return append(from, tokenEnd, .symbol)
        }
        if first & Content.punctuation != 0 {
            if repeatsLast(from, tokenEnd) {
                tokens[count - 1].end = UInt32(truncatingIfNeeded: tokenEnd)
                return
            }
            if first & Content.opening != 0 { pending.insert(.opening) }
            if first & Content.closing != 0 { pending.insert(.closing) }
            return append(from, tokenEnd, .punctuation)
        }
        append(from, tokenEnd, first & Content.symbol != 0 ? .symbol : .other)
    }

    private mutating func quote(_ start: Int, _ end: Int, _ content: UInt32) {
        // '' is one mark.
        if content & Content.singleQuote != 0, let last = quotes.last, last == count - 1, adjacent(start), tokens[last].bytes.count == end - start,
            sameBytes(Int(tokens[last].start), start, end - start)
        {
            tokens[last].end = UInt32(truncatingIfNeeded: end)
            return
        }
        quotes.append(count)
        append(start, end, .quote)
    }

    /// The mark at `start` prolongs a run of the same mark (`...`). Brackets don't run.
    private func repeatsLast(_ start: Int, _ end: Int) -> Bool {
        guard adjacent(start), tokens[count - 1].kind == .punctuation, start < nextEnd else { return false }
        switch decode(text, start) {
        case 0x2E, 0x21, 0x3F, 0x2D, 0x2A, 0x61F, 0x60C, 0x2026, 0x2013, 0x2014, 0x6D4: break
        default: return false
        }
        return end - start <= tokens[count - 1].bytes.count && sameBytes(Int(tokens[count - 1].end) - (end - start), start, end - start)
    }

    private func adjacent(_ start: Int) -> Bool { count > lineFirstToken && Int(tokens[count - 1].end) == start && pending.isEmpty }

    private func sameBytes(_ a: Int, _ b: Int, _ length: Int) -> Bool {
        for i in 0..<length where text[a + i] != text[b + i] { return false }
        return true
    }

    private func startsWord(_ at: Int) -> Bool {
        if at >= lineEnd { return false }
        var length = 0
        return classes.contentAnywhere(text, at, &length) & Content.wordLike != 0
    }

    private func union(_ start: Int, _ end: Int) -> UInt32 {
        var content: UInt32 = 0
        var i = start
        var length = 0
        while i < end {
            content |= classes.contentAnywhere(text, i, &length)
            i += length
        }
        return content & Content.all
    }

    // MARK: segments with several parts

    private enum Part { case none, arabic, foreign, number }

    /// Cuts a segment at underscores, between Arabic letters and digits or other letters, and at marks between Arabic letters.
    private mutating func pieces(_ start: Int, _ end: Int) {
        var part = Part.none
        var from = start
        var to = start  // end of the part without invisible characters
        var i = start
        var length = 0
        var hasAt = false
        let tokensBefore = count

        func kind(_ part: Part) -> TokenKind { part == .arabic ? .word : part == .number ? .number : .foreign }

        @inline(__always) func finish(_ builder: inout TokenBuilder) {
            if part == .none { return }
            if part == .foreign && (hasAt || AddressRules.isHostName(builder.text, from, to)) {
                builder.append(from, to, .url)
            } else {
                builder.append(from, to, kind(part))
            }
            part = .none
            hasAt = false
        }

        while i < end {
            let content = classes.contentAnywhere(text, i, &length)
            let next = i + length
            if content & Content.arabic != 0 {
                if part == .foreign || part == .number { finish(&self) }
                if part == .none {
                    if count > tokensBefore && pending.isEmpty { pending.insert(.split) }
                    part = .arabic
                    from = i
                }
                to = next
            } else if content & Content.letter != 0 {
                if part == .arabic { finish(&self) }
                if part == .none {
                    if count > tokensBefore && pending.isEmpty { pending.insert(.split) }
                    from = i
                }
                part = .foreign
                to = next
            } else if content & Content.digit != 0 {
                if part == .arabic { finish(&self) }
                if part == .none {
                    if count > tokensBefore && pending.isEmpty { pending.insert(.split) }
                    part = .number
                    from = i
                }
                to = next
            } else if content & Content.mark != 0 {
                if part != .none { to = next }
            } else if content & Content.invisible != 0 {
                // inside a part it stays, at its edge it falls off
            } else if content & Content.underscore != 0 {
                finish(&self)
                if count > lineFirstToken && Int(tokens[count - 1].end) == i && pending.isEmpty { pending.insert(.underscoreBefore) }
            } else if content & Content.space != 0 {
                finish(&self)
                pending.insert(.spaceBefore)
            } else if content & Content.at != 0, part != .arabic, isLatin(next, end) {
                if part == .none {
                    if count > tokensBefore && pending.isEmpty { pending.insert(.split) }
                    from = i
                }
                part = .foreign
                hasAt = true
                to = next
            } else if keepsTogether(part, from, i, next, end, content) {
                to = next
            } else {
                finish(&self)
                if count > tokensBefore && pending.isEmpty { pending.insert(.split) }
                single(i, next, content)
            }
            i = next
        }
        finish(&self)
        if hasAtTail(end) { joinAddress(end) }
    }

    private func isLatin(_ at: Int, _ end: Int) -> Bool {
        if at >= end { return false }
        var length = 0
        return classes.contentAnywhere(text, at, &length) & (Content.letter | Content.digit) != 0
    }

    /// The mark at `at` stays inside the token: a separator in a number, a point or apostrophe in a Latin word, a point in an Arabic acronym.
    private func keepsTogether(_ part: Part, _ from: Int, _ at: Int, _ next: Int, _ end: Int, _ content: UInt32) -> Bool {
        if part == .none || next >= end || next == nextEnd { return false }
        var i = next
        var length = 0
        var following: UInt32 = 0
        while i < end {
            following = classes.contentAnywhere(text, i, &length)
            if following & Content.unseen == 0 { break }
            i += length
        }
        switch part {
        case .arabic:
            return content & Content.quote == 0 && text[at] == 0x2E && following & Content.arabic != 0 && isSingleLetter(before: at, from) && isSingleLetter(after: i)
        case .foreign, .number: return following & (Content.letter | Content.digit) != 0
        case .none: return false
        }
    }

    /// One letter (with marks) stands between the start of the part or a point and `at`.
    private func isSingleLetter(before at: Int, _ start: Int) -> Bool {
        var letters = 0
        var i = at
        var length = 0
        while i > start {
            i -= 1
            while i > start && text[i] & 0xC0 == 0x80 { i -= 1 }
            let content = classes.contentAnywhere(text, i, &length)
            if content & Content.wordLike != 0 {
                letters += 1
                if letters > 1 { return false }
            } else if content & Content.unseen == 0 {
                break
            }
        }
        return letters == 1
    }

    private func isSingleLetter(after at: Int) -> Bool {
        var letters = 0
        var i = at
        var length = 0
        while i < lineEnd {
            let content = classes.contentAnywhere(text, i, &length)
            if content & Content.wordLike != 0 {
                letters += 1
                if letters > 1 { return false }
            } else if content & Content.unseen == 0 {
                break
            }
            i += length
        }
        return letters == 1
    }

    // MARK: e-mail addresses

    private func hasAtTail(_ end: Int) -> Bool {
        count > lineFirstToken && tokens[count - 1].kind == .url && Int(tokens[count - 1].end) == end && tokens[count - 1].flags.isDisjoint(with: .hashBefore)
    }

    /// Joins what hyphens cut from an address: `first-last@` before it, `-host.org` behind it.
    private mutating func joinAddress(_ end: Int) {
        let address = tokens[count - 1]
        var hasAt = false
        for i in address.bytes.indices where text[i] == 0x40 { hasAt = true }
        guard hasAt else { return }
        let tail = AddressRules.hostEnd(text, end, lineEnd)
        if tail > end {
            tokens[count - 1].end = UInt32(truncatingIfNeeded: tail)
            skip(to: tail)
        }
        while count >= lineFirstToken + 3 {
            let hyphen = tokens[count - 2], name = tokens[count - 3]
            guard hyphen.end == tokens[count - 1].start, name.end == hyphen.start, text[Int(hyphen.start)] == 0x2D, hyphen.bytes.count == 1,
                name.kind == .foreign || name.kind == .number, sentenceEnds.last ?? 0 <= count - 3
            else { break }
            tokens[count - 3] = Token(start: name.start, end: tokens[count - 1].end, kind: .url, flags: name.flags)
            count -= 2
        }
    }

    // MARK: suppressed sentence ends

    /// A point behind an abbreviation, an initial, or inside an acronym ends no sentence.
    private func isSuppressed(_ at: Int, _ terminator: Int) -> Bool {
        guard text[terminator] == 0x2E else { return false }
        // The abbreviation with its points: back over letters, marks and points.
        var start = terminator
        var length = 0
        var letters = 0
        var points = 1
        while start > lineStart && terminator - start < AbbreviationTable.longest {
            var i = start - 1
            while i > lineStart && text[i] & 0xC0 == 0x80 { i -= 1 }
            let content = classes.contentAnywhere(text, i, &length)
            if text[i] == 0x2E {
                points += 1
            } else if content & (Content.arabic | Content.letter) != 0 {
                letters += 1
            } else if content & Content.unseen == 0 {
                break
            }
            start = i
        }
        if letters == 0 { return false }
        let glued = at == terminator + 1
        if glued && startsWord(at) && isSingleLetter(before: terminator, start) { return true }
        if letters == 1 && points == 1 {
            if text[start] >= 0x41 && text[start] <= 0x5A && start + 1 == terminator { return true }  // J. Smith
            if followsNumber(start) { return false }  // 5 م. is a unit
        }
        if abbreviations.contains(text, start, terminator + 1) { return true }
        // ود. = و + د.
        return text[start] == 0xD9 && text[start + 1] == 0x88 && abbreviations.contains(text, start + 2, terminator + 1)
    }

    private func followsNumber(_ start: Int) -> Bool {
        var i = start
        while i > lineStart && text[i - 1] == 0x20 { i -= 1 }
        if i == lineStart { return false }
        i -= 1
        while i > lineStart && text[i] & 0xC0 == 0x80 { i -= 1 }
        var length = 0
        return classes.contentAnywhere(text, i, &length) & Content.digit != 0
    }

    // MARK: changes after the fact

    mutating func insert(_ flags: TokenFlags, at token: Int) { tokens[token].flags.formUnion(flags) }
    mutating func remove(_ flags: TokenFlags, at token: Int) { tokens[token].flags.subtract(flags) }
}
