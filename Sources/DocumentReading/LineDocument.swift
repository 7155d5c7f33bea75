/// A document as a JSONL line gives it: `{"id": …, "text": …, "date": …}`, anything else is kept as metadata.
public struct LineDocument {
    public var id: [UInt8] = []
    public var text: [UInt8] = []
    public var date: [UInt8] = []
    /// The other members as a JSON object, empty where there are none.
    public var meta: [UInt8] = []

    public init() {}

    /// - Parameter line: valid UTF-8 without the line's end.
    public mutating func read(_ line: UnsafeRawBufferPointer) throws(JSONError) {
        id.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
        date.removeAll(keepingCapacity: true)
        meta.removeAll(keepingCapacity: true)
        var hasText = false
        var keys = KeyList()
        var scanner = JSONScanner(line)
        scanner.skipSpace()
        try scanner.expect(UInt8(ascii: "{"), "a JSON object ('{')")
        scanner.skipSpace()
        if scanner.peek != UInt8(ascii: "}") {
            while true {
                scanner.skipSpace()
                let keyStart = scanner.at
                try keys.add(&scanner)
                let keyEnd = scanner.at
                scanner.skipSpace()
                try scanner.expect(UInt8(ascii: ":"), "':'")
                scanner.skipSpace()
                let valueStart = scanner.at
                if keys.last.elementsEqual("text".utf8) {
                    guard scanner.peek == 0x22 else { throw JSONError(offset: valueStart, message: "\"text\" must be a string") }
                    text.removeAll(keepingCapacity: true)
                    try scanner.string(into: &text)
                    hasText = true
                } else if keys.last.elementsEqual("id".utf8) {
                    id.removeAll(keepingCapacity: true)
                    try scalar(&scanner, "id", into: &id)
                } else if keys.last.elementsEqual("date".utf8) {
                    date.removeAll(keepingCapacity: true)
                    try scalar(&scanner, "date", into: &date)
                } else {
                    try scanner.skipValue()
                    meta.append(meta.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
                    meta.append(contentsOf: line[keyStart..<keyEnd])
                    meta.append(UInt8(ascii: ":"))
                    meta.append(contentsOf: line[valueStart..<scanner.at])
                }
                scanner.skipSpace()
                if scanner.peek == UInt8(ascii: ",") {
                    scanner.at += 1
                    continue
                }
                break
            }
        }
        try scanner.expect(UInt8(ascii: "}"), "',' or '}'")
        if !meta.isEmpty { meta.append(UInt8(ascii: "}")) }
        try keys.close(from: 0)
        scanner.skipSpace()
        guard scanner.at == line.count else { throw JSONError(offset: scanner.at, message: "something stands behind the object") }
        guard hasText else { throw JSONError(offset: 0, message: "the key \"text\" is missing") }
    }

    /// A string, or the text of a number; null is no value.
    private func scalar(_ scanner: inout JSONScanner, _ name: String, into value: inout [UInt8]) throws(JSONError) {
        let start = scanner.at
        switch scanner.peek {
        case 0x22: try scanner.string(into: &value)
        case .some(UInt8(ascii: "-")), .some(0x30...0x39):
            try scanner.skipValue()
            value.append(contentsOf: scanner.bytes[start..<scanner.at])
        case UInt8(ascii: "n"): try scanner.skipValue()
        default: throw JSONError(offset: start, message: "\"\(name)\" must be a string")
        }
    }
}
