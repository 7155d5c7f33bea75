import TextModel

/// Completes the source line: a last line that is nothing but the name of an organisation or a site names the publisher, where layout alone didn't tell.
enum SourceLine {
    static func complete(_ analysis: inout Analysis) {
        guard analysis.publisher == nil, analysis.sentences.count > 1, let last = analysis.sentences.last,
              last.paragraph != analysis.sentences[analysis.sentences.count - 2].paragraph else { return }
        var start = Int(last.tokens.start), end = Int(last.tokens.end)
        func isMark(_ t: Int) -> Bool { [.punctuation, .quote, .symbol].contains(analysis.tokens[t].kind) }
        while start < end, isMark(start) { start += 1 }
        while end > start, isMark(end - 1) { end -= 1 }
        guard end > start, end - start <= 8 else { return }
        // Mentions stand in text order: look from the end.
        for m in analysis.mentions.reversed() {
            if m.bytes.end <= last.bytes.start { return }
            guard m.label == .org || m.label == .website, Int(m.tokens.start) == start, Int(m.tokens.end) == end, m.proclitics.isEmpty else { continue }
            analysis.publisher = m.bytes
            return
        }
    }
}
