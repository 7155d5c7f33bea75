import TestSupport

@testable import Segmentation

/// Collects what a scanner finds, as byte offsets.
struct BoundaryCollector: BoundarySink {
    var words: [Int] = []
    var contents: [UInt32] = []
    var sentences: [Int] = []
    private var at = 0
    private let text: UnsafeBufferPointer<UInt8>

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
    }

    mutating func spaces() {
        while at < text.count && text[at] == 0x20 { at += 1 }
        words.append(at)
        contents.append(Content.space)
    }

    mutating func arabicWord(_ start: Int, _ end: Int) {
        precondition(start == at)
        words.append(end)
        contents.append(Content.arabic)
        at = end
    }

    mutating func segment(_ start: Int, _ end: Int, _ content: UInt32) {
        precondition(start == at)
        words.append(end)
        contents.append(content)
        at = end
    }

    mutating func sentenceEnd(_ end: Int, terminator: Int) { sentences.append(end) }
}

/// Boundaries by one way; nil where the byte loop doesn't know a character.
struct Boundaries: Equatable {
    var words: [Int]
    var sentences: [Int]

    static func fast(_ text: [UInt8], _ classes: CharacterClasses) -> Boundaries? {
        text.withUnsafeBufferPointer { text in
            var sink = BoundaryCollector(text)
            guard LineScanner(text: text.baseAddress!, end: text.count, classes: classes).scan(from: 0, into: &sink) else { return nil }
            return Boundaries(words: sink.words, sentences: sink.sentences)
        }
    }

    static func icu(_ text: [UInt8], _ classes: CharacterClasses, _ scanner: inout ICUScanner) -> Boundaries {
        text.withUnsafeBufferPointer { text in
            var sink = BoundaryCollector(text)
            scanner.scan(text.baseAddress!, 0, text.count, classes, into: &sink)
            return Boundaries(words: sink.words, sentences: sink.sentences)
        }
    }
}

/// Code points of the bytes in hexadecimal, for messages.
func shown(_ text: [UInt8]) -> String {
    String(decoding: text, as: UTF8.self).unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
}
