import CICU
import TextModel

/// Splits documents into sentences, tokens and quotations.
///
/// Lines end at LF. Words and sentences are ICU's (root locale), on top of which come the rules of `TokenBuilder`: no token for white space, `_` and `#`,
/// cuts between Arabic letters and digits, addresses in one piece, no sentence end behind abbreviations. Lines of known scripts are cut by a loop over
/// their bytes, others by libicu. Linear in the text's length; a value belongs to one thread and keeps its memory from document to document.
public struct Segmenter: ~Copyable {
    /// Who finds the boundaries.
    public enum Mode: Sendable {
        /// The byte loop, and libicu for lines that it doesn't know.
        case fast
        /// libicu always: the oracle for tests, several times slower.
        case icu
    }

    public let mode: Mode
    private let classes: CharacterClasses
    private var builder: TokenBuilder
    private var icu = ICUScanner()
    private var quotations = QuotationFinder()
    private var layout: LayoutFinder

    /// - Parameters:
    ///   - abbreviations: abbreviations that end no sentence.
    ///   - layout: the words that headings and source lines are known by.
    public init(abbreviations: AbbreviationTable = AbbreviationTable([]), layout: LayoutWords = LayoutWords(), mode: Mode = .fast) {
        self.mode = mode
        classes = CharacterClasses()
        builder = TokenBuilder(classes: classes, abbreviations: abbreviations)
        self.layout = LayoutFinder(words: layout)
    }

    deinit {
        builder.deallocate()
        classes.deallocate()
    }

    /// Fills tokens, sentences, quotations and the source line of `analysis`, which must be empty. `text` is valid UTF-8 of less than 2 GiB;
    /// offsets are bytes from its start.
    public mutating func segment(_ text: [UInt8], into analysis: inout Analysis) {
        text.withUnsafeBufferPointer { segment($0, into: &analysis) }
    }

    /// As `segment` for an array.
    public mutating func segment(_ text: UnsafeBufferPointer<UInt8>, into analysis: inout Analysis) {
        guard let base = text.baseAddress, text.count > 0 else { return }
        precondition(text.count <= Int(Int32.max), "a document of 2 GiB or more must be cut into pieces")
        builder.startDocument(base, count: text.count)
        var start = base[0] == 0xEF && text.count >= 3 && base[1] == 0xBB && base[2] == 0xBF ? 3 : 0
        var paragraph: UInt32 = 0
        let whole = text.count - Self.cutTail(base, text.count)
        while start < text.count {
            let next = lineEnd(base, start, text.count)
            var end = min(next, whole)
            if end > start && next < text.count && base[end - 1] == 0x0D { end -= 1 }
            if end > start { segmentLine(base, start, end, whole, paragraph, &analysis) }
            start = next + 1
            paragraph += 1
        }
        analysis.tokens.append(contentsOf: UnsafeBufferPointer(start: builder.tokens, count: builder.count))
        layout.find(base, &analysis)
    }

    /// Tokens of a sentence; a longer one (a list without end marks, or a text made to hurt) is cut, so that no stage's time for a sentence grows with the text.
    public static let longestSentence = 600

    private mutating func segmentLine(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ limit: Int, _ paragraph: UInt32, _ analysis: inout Analysis) {
        let first = builder.count
        let firstEnd = builder.sentenceEnds.count
        builder.startLine(start, end)
        if mode == .icu {
            icu.scan(text, start, end, classes, into: &builder)
        } else if !LineScanner(text: text, end: end, classes: classes).scan(from: start, into: &builder) {
            builder.restartLine()
            icu.scan(text, start, end, classes, into: &builder)
        }
        builder.endLine()
        if builder.count == first { return }
        if !builder.quotes.isEmpty { quotations.find(&builder, first: first, paragraph: paragraph, into: &analysis.quotations) }
        var from = first
        for index in firstEnd..<builder.sentenceEnds.count {
            let end = builder.sentenceEnds[index]
            while from < end {
                let to = min(end, from + Self.longestSentence)
                let bytes = ByteRange(builder.tokens[from].start, builder.tokens[to - 1].end)
                analysis.sentences.append(Sentence(bytes: bytes, tokens: TokenRange(from, to), paragraph: paragraph, kind: .body))
                from = to
            }
        }
    }

    /// Bytes at the end of the text that belong to a cut character: nothing may be read behind the buffer even where the text is invalid.
    private static func cutTail(_ text: UnsafePointer<UInt8>, _ count: Int) -> Int {
        for back in 1...3 where back <= count {
            let byte = text[count - back]
            if byte & 0xC0 == 0x80 { continue }
            return sequenceLength(byte) > back ? back : 0
        }
        return 0
    }
}

private func lineEnd(_ text: UnsafePointer<UInt8>, _ from: Int, _ count: Int) -> Int { rabt_next_line_feed(text, from, count) }
