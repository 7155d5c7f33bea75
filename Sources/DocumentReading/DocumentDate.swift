/// The ISO date (`2017`, `2017-02`, `2017-02-25`) that a text starts with, the time of day cut off; nil where it is none.
public func documentDate(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
        guard range.upperBound <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[range] {
            guard 0x30...0x39 ~= byte else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
    guard let year = number(0..<4) else { return nil }
    if bytes.count == 4 { return text }
    guard bytes[4] == UInt8(ascii: "-"), let month = number(5..<7), 1...12 ~= month else { return nil }
    if bytes.count == 7 { return text }
    guard bytes[7] == UInt8(ascii: "-"), let day = number(8..<10) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard 1...days ~= day else { return nil }
    if bytes.count == 10 { return text }
    guard bytes[10] == UInt8(ascii: "T") || bytes[10] == 0x20 else { return nil }
    return String(decoding: bytes[..<10], as: UTF8.self)
}
