/// A JSON value that has been read: for small things such as a record. Strict like `JSONScanner`.
public indirect enum JSONValue: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// The number as it is written.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([(key: String, value: JSONValue)])

    public init(_ line: UnsafeRawBufferPointer) throws(JSONError) {
        var checker = JSONScanner(line)
        try checker.skipValue()
        checker.skipSpace()
        guard checker.at == line.count else { throw JSONError(offset: checker.at, message: "something stands behind the value") }
        var scanner = JSONScanner(line)
        self = try JSONValue.read(&scanner)
    }

    /// The member of an object.
    public subscript(key: String) -> JSONValue {
        guard case .object(let members) = self, let member = members.first(where: { $0.key == key }) else { return .null }
        return member.value
    }

    public var text: String? { if case .text(let text) = self { text } else { nil } }
    public var list: [JSONValue] { if case .list(let list) = self { list } else { [] } }

    public static func == (a: JSONValue, b: JSONValue) -> Bool {
        switch (a, b) {
        case (.null, .null): true
        case (.boolean(let x), .boolean(let y)): x == y
        case (.number(let x), .number(let y)): x == y
        case (.text(let x), .text(let y)): x == y
        case (.list(let x), .list(let y)): x == y
        case (.object(let x), .object(let y)): x.elementsEqual(y) { $0.key == $1.key && $0.value == $1.value }
        default: false
        }
    }

    /// Reads what `skipValue` has gone over: its depth is limited, so recursion is, too.
    private static func read(_ scanner: inout JSONScanner) throws(JSONError) -> JSONValue {
        scanner.skipSpace()
        switch scanner.peek {
        case UInt8(ascii: "\""):
            var text: [UInt8] = []
            try scanner.string(into: &text)
            return .text(String(decoding: text, as: UTF8.self))
        case UInt8(ascii: "["):
            var list: [JSONValue] = []
            repeat {
                scanner.at += 1
                scanner.skipSpace()
                if scanner.peek == UInt8(ascii: "]") { break }
                list.append(try read(&scanner))
                scanner.skipSpace()
            } while scanner.peek == UInt8(ascii: ",")
            scanner.at += 1
            return .list(list)
        case UInt8(ascii: "{"):
            var members: [(key: String, value: JSONValue)] = []
            repeat {
                scanner.at += 1
                scanner.skipSpace()
                if scanner.peek == UInt8(ascii: "}") { break }
                var key: [UInt8] = []
                try scanner.string(into: &key)
                scanner.skipSpace()
                scanner.at += 1
                members.append((String(decoding: key, as: UTF8.self), try read(&scanner)))
                scanner.skipSpace()
            } while scanner.peek == UInt8(ascii: ",")
            scanner.at += 1
            return .object(members)
        default:
            let start = scanner.at
            try scanner.skipValue()
            switch scanner.bytes[start] {
            case UInt8(ascii: "t"): return .boolean(true)
            case UInt8(ascii: "f"): return .boolean(false)
            case UInt8(ascii: "n"): return .null
            default: return .number(String(decoding: scanner.bytes[start..<scanner.at], as: UTF8.self))
            }
        }
    }
}
