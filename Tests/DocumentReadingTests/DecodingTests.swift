@testable import DocumentReading
import TestSupport
import Testing
import TextModel

@Suite struct DecodingTests {
    private func decode(_ bytes: [UInt8], _ encoding: TextEncoding = .utf8, _ policy: ErrorPolicy = .skip) throws(InputFailure) -> ([UInt8], [TextOrigin.Replacement]) {
        var text: [UInt8] = []
        var replacements: [TextOrigin.Replacement] = []
        var failure: InputFailure?
        bytes.withUnsafeBytes { raw in
            do throws(InputFailure) { replacements = try TextDecoder(encoding: encoding, policy: policy).decode(raw, into: &text, source: "f") } catch { failure = error }
        }
        if let failure { throw failure }
        return (text, replacements)
    }

    /// All sequences that table 3-7 forbids, at all positions around a step of eight bytes.
    @Test(arguments: [[0xFF], [0x80], [0xC0, 0xAF], [0xC1, 0x80], [0xE0, 0x9F, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80],
                      [0xF5, 0x80], [0xD8], [0xE2, 0x80], [0xF0, 0x9F, 0x98]] as [[UInt8]])
    func invalidSequences(sequence: [UInt8]) {
        for filler in ["abcdefghijklmnopqrs", "أبتثجحخدذرزسش"] {
            for position in 0...18 {
                let before = Array(filler.utf8.prefix(position - (filler.utf8.first! < 0x80 ? 0 : position % 2)))
                for after in [[], [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69]] as [[UInt8]] {
                    let bytes = before + sequence + after
                    #expect(bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) }?.offset == before.count)
                    // Swift's own repair uses one U+FFFD for each maximal subpart, too.
                    let replaced = try? decode(bytes, .utf8, .replace)
                    #expect(replaced.map { Array($0.0) } == Array(String(decoding: bytes, as: UTF8.self).utf8))
                    #expect(replaced?.1.last?.excess == (replaced?.0.count ?? 0) - bytes.count)
                }
            }
        }
    }

    /// The standard library's decoder as the oracle, on random bytes that are mostly well-formed.
    @Test func randomBytes() {
        var random = RepeatableRandom(seed: TestSeed.value)
        let pieces: [[UInt8]] = ["\u{639}", "a", " ", "\u{2014}", "\u{1F44D}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{10FFFF}"].map { Array($0.utf8) }
        for _ in 0..<5_000 {
            var bytes: [UInt8] = []
            for _ in 0..<random.below(20) { bytes += random.below(25) == 0 ? [UInt8(1 + random.below(255))] : random.pick(pieces) }
            let repaired = Array(String(decoding: bytes, as: UTF8.self).utf8)
            #expect((try? decode(bytes, .utf8, .replace))?.0 == repaired, "\(bytes) \(TestSeed.note)")
            #expect((bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) } == nil) == (repaired == bytes), "\(bytes) \(TestSeed.note)")
        }
    }

    @Test func scalarsOfAllLengthsAreValid() {
        var bytes: [UInt8] = []
        let edges: [UInt32] = [0x7F, 0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000, 0xFFFFF, 0x100000, 0x10FFFF]
        for value in Array(stride(from: UInt32(1), through: 0x10FFFF, by: 61)) + edges { if let scalar = Unicode.Scalar(value) { bytes.append(contentsOf: UTF8.encode(scalar)!) } }
        #expect(bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) } == nil)
    }

    @Test func placesOfFailures() {
        #expect { try decode([0x61, 0x0A, 0x0A, 0x62, 0xFF]) } throws: { ($0 as? InputFailure)?.description.hasPrefix("f:3: byte 4: invalid UTF-8 (0xFF)") == true }
        #expect { try decode([0x61, 0x0A, 0x00]) } throws: { ($0 as? InputFailure)?.description == "f:2: byte 2: NUL; this is no text file" }
    }

    @Test func otherEncodings() throws {
        #expect(try decode([0xC7, 0xE1, 0xD3, 0xDA, 0xE6, 0xCF, 0xED, 0xC9], .windows1256).0 == Array("السعودية".utf8))
        #expect(try decode([0xC7, 0xE4, 0xD3, 0xD9, 0xE8, 0xCF, 0xEA, 0xC9], .iso8859_6).0 == Array("السعودية".utf8))
        #expect(try decode([0x33, 0x06, 0x3D, 0xD8, 0x00, 0xDE], .utf16LittleEndian).0 == Array("س😀".utf8))
        #expect(try decode([0x06, 0x33], .utf16BigEndian).0 == Array("س".utf8))
        #expect(throws: InputFailure.self) { try decode([0x00, 0xD8], .utf16LittleEndian) }
        #expect(throws: InputFailure.self) { try decode([0x33], .utf16LittleEndian) }
    }

    @Test func guesses() {
        let report = "أكد وزير الخارجية في مؤتمر صحفي أن القوات وصلت إلى المدينة"
        func guess(_ bytes: [UInt8]) -> TextEncoding? { bytes.withUnsafeBytes { guessEncoding(of: $0) } }
        func encode(_ page: [UInt16]) -> [UInt8] {
            report.unicodeScalars.map { scalar in scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(0x80 + page.firstIndex(of: UInt16(scalar.value))!) }
        }
        #expect(guess(encode(CodePage.windows1256)) == .windows1256)
        #expect(guess(encode(CodePage.iso8859_6)) == .iso8859_6)
        #expect(guess(report.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == .utf16LittleEndian)
        #expect(guess([0xFF]) == nil)
    }

    @Test(arguments: [("2017", "2017"), ("2017-02", "2017-02"), ("2017-02-25", "2017-02-25"), ("2017-02-25T10:00:00Z", "2017-02-25"), ("2016-02-29", "2016-02-29"),
                      ("2017-02-29", nil), ("2017-13-01", nil), ("25/02/2017", nil), ("", nil), ("2017-2-5", nil)])
    func dates(text: String, expected: String?) {
        #expect(documentDate(text) == expected)
    }
}
