import DocumentReading
import RecordWriting

/// JSON that is built as a tree and written at once: for answers of a verb, not for records.
extension JSONValue {
    public static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue { .object(members.map { ($0.key, $0.value) }) }
    public static func integer(_ n: Int) -> JSONValue { .number(String(n)) }
    /// Up to four decimals, the same on every machine.
    public static func decimal(_ x: Double) -> JSONValue { .number(Decimals.text(x, 4)) }
    public static func texts(_ list: [String]) -> JSONValue { .list(list.map { .text($0) }) }

    /// One line without line end.
    public var serialized: String {
        var buffer = ByteBuffer()
        append(to: &buffer)
        return buffer.text()
    }

    private func append(to out: inout ByteBuffer) {
        switch self {
        case .null: out.append("null")
        case .boolean(let b): out.append(utf8: b ? "true" : "false")
        case .number(let n): out.append(utf8: n)
        case .text(let t): out.append(json: t)
        case .list(let list):
            out.append(UInt8(ascii: "["))
            for (i, v) in list.enumerated() {
                if i > 0 { out.append(UInt8(ascii: ",")) }
                v.append(to: &out)
            }
            out.append(UInt8(ascii: "]"))
        case .object(let members):
            out.append(UInt8(ascii: "{"))
            for (i, m) in members.enumerated() {
                if i > 0 { out.append(UInt8(ascii: ",")) }
                out.append(json: m.key)
                out.append(UInt8(ascii: ":"))
                m.value.append(to: &out)
            }
            out.append(UInt8(ascii: "}"))
        }
    }
}

/// Decimal numbers without locale.
public enum Decimals {
    public static func text(_ x: Double, _ digits: Int) -> String {
        guard x.isFinite else { return "0" }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let n = (abs(x) * scale).rounded()
        guard n < 1e15 else { return "\(Int(x.magnitude < 1e18 ? x : 0))" }
        let whole = Int(n) / Int(scale), rest = String(Int(n) % Int(scale))
        let sign = x < 0 && n > 0 ? "-" : ""
        return digits == 0 ? "\(sign)\(whole)" : "\(sign)\(whole)." + String(repeating: "0", count: digits - rest.utf8.count) + rest
    }
}
