/// Why JSON text is not accepted, and where.
public struct JSONError: Error, Equatable {
    public var offset: Int
    public var message: String

    public init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }
}

/// A strict reader of JSON (RFC 8259) over valid UTF-8: no duplicate keys, no lone surrogates, no nesting above 64, no recursion.
struct JSONScanner {
    static let depthLimit = 64

    let bytes: UnsafeRawBufferPointer
    var at: Int

    init(_ bytes: UnsafeRawBufferPointer, at: Int = 0) {
        self.bytes = bytes
        self.at = at
    }

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D || bytes[at] == 0x0A { at += 1 }
    }

    mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
        guard peek == byte else { throw unexpected(what) }
        at += 1
    }

    func unexpected(_ wanted: String) -> JSONError {
        guard at < bytes.count else { return JSONError(offset: at, message: "the line ends where \(wanted) should stand") }
        return JSONError(offset: at, message: "\(wanted) expected")
    }

    /// A string; its decoded text is appended to `text`.
    mutating func string(into text: inout [UInt8]) throws(JSONError) {
        try expect(0x22, "a string")
        var run = at
        while true {
            guard at < bytes.count else { throw JSONError(offset: at, message: "the line ends inside a string") }
            let byte = bytes[at]
            switch byte {
            case 0x22:
                text.append(contentsOf: bytes[run..<at])
                at += 1
                return
            case 0x5C:
                text.append(contentsOf: bytes[run..<at])
                try escape(into: &text)
                run = at
            case 0..<0x20: throw JSONError(offset: at, message: "a control character inside a string must be escaped")
            default: at += 1
            }
        }
    }

    private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
        let start = at
        guard at + 1 < bytes.count else { throw JSONError(offset: at, message: "the line ends inside a string") }
        at += 2
        switch bytes[at - 1] {
        case UInt8(ascii: "\""): text.append(0x22)
        case UInt8(ascii: "\\"): text.append(0x5C)
        case UInt8(ascii: "/"): text.append(0x2F)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var scalar = try hexadecimals(start)
            if 0xD800...0xDFFF ~= scalar {
                guard scalar < 0xDC00, at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == UInt8(ascii: "u") else {
                    throw JSONError(offset: start, message: "lone surrogate in a \\u escape")
                }
                at += 2
                let low = try hexadecimals(start)
                guard 0xDC00...0xDFFF ~= low else { throw JSONError(offset: start, message: "lone surrogate in a \\u escape") }
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            append(scalar, to: &text)
        default: throw JSONError(offset: start, message: "unknown escape in a string")
        }
    }

    private mutating func hexadecimals(_ start: Int) throws(JSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard at < bytes.count else { throw JSONError(offset: at, message: "the line ends inside a string") }
            let byte = bytes[at]
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: value = value << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: value = value << 4 | UInt32(byte - 0x57)
            default: throw JSONError(offset: start, message: "a \\u escape needs four hexadecimal digits")
            }
            at += 1
        }
        return value
    }

    /// Goes over one value of any kind.
    mutating func skipValue() throws(JSONError) {
        var open: [(isObject: Bool, firstKey: Int)] = []
        var keys = KeyList()
        while true {
            // A value.
            skipSpace()
            switch peek {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard open.count < JSONScanner.depthLimit else {
                    throw JSONError(offset: at, message: "nested deeper than \(JSONScanner.depthLimit) levels")
                }
                let isObject = peek == UInt8(ascii: "{")
                at += 1
                open.append((isObject, keys.count))
                skipSpace()
                if peek == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    at += 1
                    open.removeLast()
                } else {
                    if isObject { try key(&keys) }
                    continue
                }
            case UInt8(ascii: "\""): try keys.scan(&self)
            default: try skipAtom()
            }
            // Behind a value.
            while let last = open.last {
                skipSpace()
                if peek == UInt8(ascii: ",") {
                    at += 1
                    if last.isObject {
                        skipSpace()
                        try key(&keys)
                    }
                    break
                }
                try expect(last.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"), last.isObject ? "',' or '}'" : "',' or ']'")
                if last.isObject { try keys.close(from: last.firstKey) }
                open.removeLast()
            }
            if open.isEmpty { return }
        }
    }

    private mutating func key(_ keys: inout KeyList) throws(JSONError) {
        try keys.add(&self)
        skipSpace()
        try expect(UInt8(ascii: ":"), "':'")
    }

    /// A number, `true`, `false` or `null`.
    private mutating func skipAtom() throws(JSONError) {
        for word in ["true", "false", "null"] where bytes[at...].starts(with: word.utf8) {
            at += word.utf8.count
            return
        }
        let start = at
        if peek == UInt8(ascii: "-") { at += 1 }
        if peek == UInt8(ascii: "0") {
            at += 1
        } else {
            try digits(start)
        }
        if peek == UInt8(ascii: ".") {
            at += 1
            try digits(start)
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            at += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
            try digits(start)
        }
    }

    private mutating func digits(_ start: Int) throws(JSONError) {
        let first = at
        while let byte = peek, 0x30...0x39 ~= byte { at += 1 }
        if at == first {
            at = start
            throw unexpected("a value")
        }
    }
}

/// The keys of objects that are still open, decoded, one arena for all.
struct KeyList {
    private var arena: [UInt8] = []
    private var ranges: [(start: Int, end: Int, offset: Int)] = []

    var count: Int { ranges.count }

    mutating func add(_ scanner: inout JSONScanner) throws(JSONError) {
        let offset = scanner.at
        let start = arena.count
        guard scanner.peek == 0x22 else { throw scanner.unexpected("a key") }
        try scanner.string(into: &arena)
        ranges.append((start, arena.count, offset))
    }

    /// A string value: checked like a key, kept nowhere.
    mutating func scan(_ scanner: inout JSONScanner) throws(JSONError) {
        let start = arena.count
        try scanner.string(into: &arena)
        arena.removeSubrange(start...)
    }

    /// The bytes of the last key.
    var last: ArraySlice<UInt8> { ranges.last.map { arena[$0.start..<$0.end] } ?? [] }

    /// Ends an object: no key may stand twice.
    mutating func close(from first: Int) throws(JSONError) {
        let sorted = ranges[first...].sorted { a, b in
            let x = arena[a.start..<a.end], y = arena[b.start..<b.end]
            return x.elementsEqual(y) ? a.offset < b.offset : x.lexicographicallyPrecedes(y)
        }
        for (a, b) in zip(sorted, sorted.dropFirst()) where arena[a.start..<a.end] == arena[b.start..<b.end] {
            throw JSONError(offset: b.offset, message: "duplicate key \"\(String(decoding: arena[b.start..<b.end], as: UTF8.self))\"")
        }
        if first < ranges.count { arena.removeSubrange(ranges[first].start...) }
        ranges.removeSubrange(first...)
    }
}
