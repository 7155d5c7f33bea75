@testable import RecordWriting
import Testing
import TextModel

@Suite struct OffsetIndexTests {
    private static let text = String(repeating: "قال a é 😀 ‏\u{feff}المتحدث، ", count: 60)

    /// Every scalar's offset by the index against counting from the start.
    @Test(arguments: OffsetUnit.allCases)
    func agreesWithCounting(unit: OffsetUnit) {
        let bytes = Array(Self.text.utf8)
        bytes.withUnsafeBufferPointer { text in
            var index = OffsetIndex()
            index.rebuild(text, unit: unit, origin: .utf8)
            var byte = 0, codePoints = 0, units = 0
            for scalar in Self.text.unicodeScalars {
                let expected = unit == .byte ? byte : unit == .codepoint ? codePoints : units
                #expect(index.offset(of: byte, in: text) == expected)
                byte += UTF8.width(scalar)
                codePoints += 1
                units += UTF16.width(scalar)
            }
            #expect(index.offset(of: byte, in: text) == (unit == .byte ? byte : unit == .codepoint ? codePoints : units))
        }
    }

    @Test func bytesOfOtherEncodings() {
        let bytes = Array("سلام 😀".utf8)
        bytes.withUnsafeBufferPointer { text in
            var index = OffsetIndex()
            index.rebuild(text, unit: .byte, origin: TextOrigin(encoding: "windows-1256", width: .single))
            #expect(index.offset(of: 8, in: text) == 4)
            index.rebuild(text, unit: .byte, origin: TextOrigin(encoding: "utf-16le", width: .double))
            #expect(index.offset(of: 8, in: text) == 8)
            #expect(index.offset(of: bytes.count, in: text) == 14)
        }
    }

    /// `a FF b FF c`: each FF became three bytes.
    @Test func replacedBytesAndParts() {
        let bytes = Array("a\u{fffd}b\u{fffd}c".utf8)
        let origin = TextOrigin(replacements: [.init(end: 4, excess: 2), .init(end: 8, excess: 4)], bytesBefore: 100)
        bytes.withUnsafeBufferPointer { text in
            var index = OffsetIndex()
            index.rebuild(text, unit: .byte, origin: origin)
            #expect([0, 1, 4, 5, 8, 9].map { index.offset(of: $0, in: text) } == [100, 101, 102, 103, 104, 105])
        }
    }
}
