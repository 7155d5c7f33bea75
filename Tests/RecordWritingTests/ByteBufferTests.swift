import RecordWriting
import Testing

@Suite struct ByteBufferTests {
    private func json(_ text: String) -> String {
        var buffer = ByteBuffer()
        buffer.append(json: text)
        return buffer.text()
    }

    @Test(arguments: [
        ("قال \"نعم\"", "\"قال \\\"نعم\\\"\""),
        ("a\\b", "\"a\\\\b\""),
        ("\n\r\t\0\u{1b}\u{7f}", "\"\\n\\r\\t\\u0000\\u001b\\u007f\""),
        ("\u{80}\u{9f}\u{a0}é", "\"\\u0080\\u009f\u{a0}é\""),
        ("\u{2027}\u{2028}\u{2029}\u{202a}\u{202e}\u{202f}", "\"\u{2027}\\u2028\\u2029\\u202a\\u202e\u{202f}\""),
        ("\u{2065}\u{2066}\u{2069}\u{206a}", "\"\u{2065}\\u2066\\u2069\u{206a}\""),
        ("\u{feff}\u{fefe}\u{200f}😀", "\"\\ufeff\u{fefe}\u{200f}😀\""),
        ("", "\"\""),
    ])
    func escapes(text: String, expected: String) {
        #expect(json(text).unicodeScalars.elementsEqual(expected.unicodeScalars))
    }

    @Test(arguments: [(0, "0"), (7, "7"), (10, "10"), (99, "99"), (1_000_000, "1000000"), (-12, "-12"), (Int.max, "9223372036854775807"),
                      (Int.min, "-9223372036854775808")])
    func numbers(number: Int, expected: String) {
        var buffer = ByteBuffer()
        buffer.append(decimal: number)
        #expect(buffer.text() == expected)
    }

    @Test(arguments: [(0, "0.000"), (1, "1.000"), (0.95, "0.950"), (0.12345, "0.123"), (0.9996, "1.000"), (2, "1.000"), (-1, "0.000"), (Float.nan, "0.000")])
    func scores(score: Float, expected: String) {
        var buffer = ByteBuffer()
        buffer.append(score: score)
        #expect(buffer.text() == expected)
    }

    @Test func rawJSONLosesOnlyLineEndsAndControls() {
        var buffer = ByteBuffer()
        buffer.append(rawJSON: [UInt8]("{\"a\":\t[1,\r\n\"x\\n\u{202e}\"]}".utf8))
        #expect(buffer.text() == "{\"a\":[1,\"x\\n\\u202e\"]}")
    }

    @Test func growsAndKeepsItsBytes() {
        var buffer = ByteBuffer(capacity: 1)
        for i in 0..<100_000 { buffer.append(UInt8(truncatingIfNeeded: i)) }
        let count = buffer.count
        #expect(count == 100_000)
        let byte = buffer.bytes[77_777]
        #expect(byte == UInt8(truncatingIfNeeded: 77_777))
        buffer.reset(keeping: 1024)
        let isEmpty = buffer.isEmpty
        #expect(isEmpty)
        buffer.append(utf8: "نص")
        buffer.insert([UInt8]("x".utf8), at: 2)
        #expect(buffer.text() == "نxص")
    }
}
