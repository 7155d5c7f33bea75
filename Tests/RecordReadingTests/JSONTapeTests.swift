@testable import RecordReading
import Testing

private func fault(_ text: String) -> JSONFault? { fault(Array(text.utf8)) }

private func fault(_ bytes: [UInt8]) -> JSONFault? {
    var tape = JSONTape()
    return bytes.withUnsafeBufferPointer { line in
        do throws(JSONFault) {
            try tape.read(line)
            return nil
        } catch { return error }
    }
}

@Suite struct JSONTapeTests {
    @Test(arguments: ["{}", "[]", " [ 1 , -2.5e+3, 0.1, 1E9 ] ", #"{"a":{"b":[[],{}]},"c":null}"#, #""\ud83d\ude00 \u0041\/""#, "true", "-0", #"["ربط"]"#, #"{"":0}"#])
    func accepted(_ text: String) { #expect(fault(text) == nil) }

    @Test(arguments: [
        "", "{", "[", "[1,]", "{\"a\":1,}", "[1 2]", "{\"a\" 1}", "{a:1}", "01", "-", "1.", ".5", "1e", "+1", "tru", "nulll", "NaN", "[1]]", "{} {}", "'a'",
        "\"a", "\"\\x\"", "\"\\u12\"", "\"\t\"", #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#, #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#, "[,1]", "{,}", "]", "\u{FEFF}{}",
    ])
    func refused(_ text: String) { #expect(fault(text) != nil) }

    @Test func invalidUTF8() {
        for bytes in [[0xFF], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xD8], [0xF0, 0x9F, 0x98]] as [[UInt8]] {
            #expect(fault([0x22] + bytes + [0x22]) != nil)
        }
        #expect(fault([0x22, 0xF0, 0x9F, 0x98, 0x80, 0x22]) == nil)
    }

    @Test func depthIsBoundedWithoutRecursion() {
        func nested(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        #expect(fault(nested(64)) == nil)
        #expect(fault(nested(65))?.kind == .tooDeep(64))
        #expect(fault(String(repeating: "[{\"a\":", count: 100_000))?.kind == .tooDeep(64))
    }

    @Test func everyPrefixIsRefused() {
        let text = Array(#"{"type":"مدينة","n":[1,-2.5,true,null],"o":{"k":"\u0628\n"}}"#.utf8)
        #expect(fault(text) == nil)
        for length in 0..<text.count { #expect(fault(Array(text[..<length])) != nil) }
    }

    @Test func everyByteMayBeBroken() {
        let text = Array(#"{"type":"event","x":[1,{"a":"ب"}]}"#.utf8)
        for i in text.indices {
            for byte in UInt8.min...UInt8.max {
                var broken = text
                broken[i] = byte
                _ = fault(broken)
            }
        }
    }

    @Test func placesOfFaults() {
        #expect(fault(#"{"a":1,"b":x}"#) == JSONFault(.unexpectedByte(0x78), at: 11))
        #expect(fault(#"{"a":1,"a":2}"#) == JSONFault(.duplicateKey("a"), at: 7))
    }
}
