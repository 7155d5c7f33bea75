import CICU

/// Boundaries of a line by libicu itself: the fallback for scripts outside the table and the oracle for tests. Opened at its first use.
struct ICUScanner: ~Copyable {
    private var words: OpaquePointer?
    private var sentences: OpaquePointer?
    private var units = UnsafeMutableBufferPointer<UInt16>(start: nil, count: 0)

    deinit {
        rabt_breaker_close(words)
        rabt_breaker_close(sentences)
        units.deallocate()
    }

    /// Scans a line. Without ICU's data (a stripped libicu) the line is one segment.
    mutating func scan(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ classes: CharacterClasses, into sink: inout some BoundarySink) {
        if start >= end { return }
        if words == nil { words = rabt_breaker_open(RABT_BREAK_WORDS) }
        if sentences == nil { sentences = rabt_breaker_open(RABT_BREAK_SENTENCES) }
        if units.count < end - start {
            units.deallocate()
            units = .allocate(capacity: end - start)
        }
        guard let words, let sentences, let target = units.baseAddress else { return sink.segment(start, end, content(text, start, end, classes)) }
        let count = rabt_utf16_from_utf8(target, Int32(units.count), text + start, Int32(end - start))
        if count < 0 { return sink.segment(start, end, content(text, start, end, classes)) }
        // Both iterators read the one buffer: sentence ends are collected first, from the tailored text.
        for i in 0..<Int(count) { target[i] = Self.tailored(target[i]) }
        var ends: [(at: Int, terminator: Int)] = []
        if rabt_breaker_set_text(sentences, target, count) {
            var place = Place(text: text, byte: start)
            while case let boundary = rabt_breaker_next(sentences), boundary >= 0, boundary < count {
                let at = place.move(to: Int(boundary))
                ends.append((at, terminator(text, start, at, classes)))
            }
        }
        _ = rabt_utf16_from_utf8(target, Int32(units.count), text + start, Int32(end - start))
        guard rabt_breaker_set_text(words, target, count) else { return sink.segment(start, end, content(text, start, end, classes)) }
        var place = Place(text: text, byte: start)
        var from = start
        var pending = 0
        while case let boundary = rabt_breaker_next(words), boundary >= 0 {
            let at = place.move(to: Int(boundary))
            while pending < ends.count && ends[pending].terminator < at {
                sink.sentenceEnd(ends[pending].at, terminator: ends[pending].terminator)
                pending += 1
            }
            sink.segment(from, at, content(text, from, at, classes))
            from = at
        }
    }

    /// Our two changes to sentence rules, as characters that ICU treats so: an ellipsis like a full stop, a double prime like a closing quote.
    private static func tailored(_ unit: UInt16) -> UInt16 { unit == 0x2026 ? 0x2E : unit == 0x2033 ? 0x22 : unit }

    private func content(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ classes: CharacterClasses) -> UInt32 {
        var union: UInt32 = 0
        var i = start
        var length = 0
        while i < end {
            union |= classes.contentAnywhere(text, i, &length)
            i += length
        }
        return union & Content.all
    }

    /// The character that ended the sentence before `at`: the last one that isn't space, closing mark or invisible.
    private func terminator(_ text: UnsafePointer<UInt8>, _ start: Int, _ at: Int, _ classes: CharacterClasses) -> Int {
        var i = at
        var length = 0
        while i > start {
            i -= 1
            while i > start && text[i] & 0xC0 == 0x80 { i -= 1 }
            let properties = classes.properties(text, i, &length)
            if properties & Content.terminator != 0 { return i }
            let kind = SentenceRules.kind(properties)
            let passed = kind == SentenceClass.close || kind == SentenceClass.space || SentenceRules.transparent & (1 << kind) != 0
            if !passed { return i }
        }
        return start
    }

    /// Walks from UTF-16 to byte positions.
    private struct Place {
        let text: UnsafePointer<UInt8>
        var byte: Int
        var unit = 0

        mutating func move(to target: Int) -> Int {
            while unit < target {
                let length = sequenceLength(text[byte])
                byte += length
                unit += length == 4 ? 2 : 1
            }
            return byte
        }
    }
}
