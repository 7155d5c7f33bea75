/// One JSON value, read strictly into a flat list of nodes in text order. The tape keeps its memory from line to line.
///
/// Strict means RFC 8259 and nothing more: valid UTF-8, no lone surrogates, no duplicate keys, no trailing commas, nothing behind the value. Nesting is
/// bounded and kept on a stack of our own, so that no input can exhaust the program's.
///
/// - Complexity: linear in the line.
public struct JSONTape: Sendable {
    public enum Kind: UInt8, Sendable { case object, array, string, number, yes, no, null }

    struct Node {
        var kind: Kind
        /// A string with at least one escape.
        var hasEscape = false
        /// Bytes of the value; of a string, without the quotes.
        var start: Int32
        var end: Int32
        /// Index of the node behind this value and everything in it.
        var next: Int32
    }

    public static let maximumDepth = 64
    /// Keys of one object.
    public static let maximumKeys = 4096

    var nodes: [Node] = []
    private var open: [Int32] = []

    public init() {}

    /// Reads a line. The nodes stay valid as long as the bytes do.
    public mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
        nodes.removeAll(keepingCapacity: true)
        open.removeAll(keepingCapacity: true)
        guard line.count < Int(Int32.max) else { throw JSONFault(.unexpectedEnd, at: line.count) }
        var at = JSONTape.skipSpace(line, 0)
        var wantsKey = false
        repeat {
            // One value, or the key and colon before it.
            if wantsKey {
                guard at < line.count else { throw JSONFault(.unexpectedEnd, at: at) }
                guard line[at] == UInt8(ascii: "\"") else { throw JSONFault(.unexpectedByte(line[at]), at: at) }
                try string(line, &at)
                try checkKey(line)
                at = JSONTape.skipSpace(line, at)
                guard at < line.count else { throw JSONFault(.unexpectedEnd, at: at) }
                guard line[at] == UInt8(ascii: ":") else { throw JSONFault(.unexpectedByte(line[at]), at: at) }
                at = JSONTape.skipSpace(line, at + 1)
            }
            let opened = try value(line, &at)
            at = JSONTape.skipSpace(line, at)
            if opened {
                let parent = nodes[Int(open[open.count - 1])]
                guard at < line.count else { throw JSONFault(.unexpectedEnd, at: at) }
                if line[at] != (parent.kind == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
                    wantsKey = parent.kind == .object
                    continue
                }
            }
            // Behind a value: a comma, or the ends of the containers around it.
            var more = false
            while let parent = open.last {
                let isObject = nodes[Int(parent)].kind == .object
                guard at < line.count else { throw JSONFault(.unexpectedEnd, at: at) }
                if line[at] == UInt8(ascii: ","), Int(parent) < nodes.count - 1 {
                    at = JSONTape.skipSpace(line, at + 1)
                    wantsKey = isObject
                    more = true
                    break
                }
                guard line[at] == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { throw JSONFault(.unexpectedByte(line[at]), at: at) }
                at += 1
                nodes[Int(parent)].end = Int32(at)
                nodes[Int(parent)].next = Int32(nodes.count)
                open.removeLast()
                at = JSONTape.skipSpace(line, at)
            }
            if !more { break }
        } while true
        guard at == line.count else { throw JSONFault(.trailingBytes, at: at) }
    }

    /// Reads one value's start; true when it opened a container.
    private mutating func value(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) throws(JSONFault) -> Bool {
        guard at < line.count else { throw JSONFault(.unexpectedEnd, at: at) }
        let start = at
        switch line[at] {
        case UInt8(ascii: "\""): try string(line, &at)
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard open.count < JSONTape.maximumDepth else { throw JSONFault(.tooDeep(JSONTape.maximumDepth), at: at) }
            open.append(Int32(nodes.count))
            nodes.append(Node(kind: line[at] == UInt8(ascii: "{") ? .object : .array, start: Int32(at), end: 0, next: 0))
            at += 1
            return true
        case UInt8(ascii: "t"): try word("true", .yes, line, &at)
        case UInt8(ascii: "f"): try word("false", .no, line, &at)
        case UInt8(ascii: "n"): try word("null", .null, line, &at)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            try JSONTape.number(line, &at)
            append(.number, start, at)
        default: throw JSONFault(line[at] >= 0x80 ? .invalidUTF8(line[at]) : .unexpectedByte(line[at]), at: at)
        }
        return false
    }

    private mutating func append(_ kind: Kind, _ start: Int, _ end: Int, hasEscape: Bool = false) {
        nodes.append(Node(kind: kind, hasEscape: hasEscape, start: Int32(start), end: Int32(end), next: Int32(nodes.count + 1)))
    }

    private mutating func word(_ word: StaticString, _ kind: Kind, _ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) throws(JSONFault) {
        for k in 0..<word.utf8CodeUnitCount {
            guard at + k < line.count else { throw JSONFault(.unexpectedEnd, at: at + k) }
            guard line[at + k] == word.utf8Start[k] else { throw JSONFault(.unexpectedByte(line[at + k]), at: at + k) }
        }
        append(kind, at, at + word.utf8CodeUnitCount)
        at += word.utf8CodeUnitCount
    }

    private static func number(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) throws(JSONFault) {
        func digits(_ at: inout Int) -> Int {
            let start = at
            while at < line.count, line[at] &- 48 < 10 { at += 1 }
            return at - start
        }
        if line[at] == UInt8(ascii: "-") { at += 1 }
        let first = at
        let whole = digits(&at)
        guard whole > 0, whole == 1 || line[first] != UInt8(ascii: "0") else { throw JSONFault(.badNumber, at: first) }
        if at < line.count, line[at] == UInt8(ascii: ".") {
            at += 1
            guard digits(&at) > 0 else { throw JSONFault(.badNumber, at: at) }
        }
        if at < line.count, line[at] | 0x20 == UInt8(ascii: "e") {
            at += 1
            if at < line.count, line[at] == UInt8(ascii: "+") || line[at] == UInt8(ascii: "-") { at += 1 }
            guard digits(&at) > 0 else { throw JSONFault(.badNumber, at: at) }
        }
    }

    /// A string from its opening quote on: UTF-8 (Unicode table 3-7) and escapes are checked here, once.
    private mutating func string(_ line: UnsafeBufferPointer<UInt8>, _ at: inout Int) throws(JSONFault) {
        let n = line.count
        var i = at + 1
        let start = i
        var hasEscape = false
        while true {
            guard i < n else { throw JSONFault(.unexpectedEnd, at: n) }
            let b = line[i]
            if b >= 0x80 {
                i += try JSONTape.sequence(line, i)
            } else if b == UInt8(ascii: "\"") {
                break
            } else if b == UInt8(ascii: "\\") {
                hasEscape = true
                i = try JSONTape.escape(line, i)
            } else if b < 0x20 {
                throw JSONFault(.controlCharacter(b), at: i)
            } else {
                i += 1
            }
        }
        append(.string, start, i, hasEscape: hasEscape)
        at = i + 1
    }

    /// Length of the UTF-8 sequence at `i`.
    @inline(__always) private static func sequence(_ line: UnsafeBufferPointer<UInt8>, _ i: Int) throws(JSONFault) -> Int {
        let b = line[i]
        let width: Int
        var low: UInt8 = 0x80, high: UInt8 = 0xBF
        switch b {
        case 0xC2...0xDF: width = 2
        case 0xE0: (width, low) = (3, 0xA0)
        case 0xED: (width, high) = (3, 0x9F)
        case 0xE1...0xEF: width = 3
        case 0xF0: (width, low) = (4, 0x90)
        case 0xF1...0xF3: width = 4
        case 0xF4: (width, high) = (4, 0x8F)
        default: throw JSONFault(.invalidUTF8(b), at: i)
        }
        guard i + width <= line.count, line[i + 1] >= low, line[i + 1] <= high else { throw JSONFault(.invalidUTF8(b), at: i) }
        if width > 2 {
            for k in 2..<width where line[i + k] & 0xC0 != 0x80 { throw JSONFault(.invalidUTF8(b), at: i) }
        }
        return width
    }

    /// The index behind the escape at `i`.
    private static func escape(_ line: UnsafeBufferPointer<UInt8>, _ i: Int) throws(JSONFault) -> Int {
        guard i + 1 < line.count else { throw JSONFault(.unexpectedEnd, at: line.count) }
        switch line[i + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
             UInt8(ascii: "r"), UInt8(ascii: "t"): return i + 2
        case UInt8(ascii: "u"):
            guard let unit = hex(line, i + 2) else { throw JSONFault(.badEscape, at: i) }
            if unit & 0xFC00 == 0xDC00 { throw JSONFault(.loneSurrogate, at: i) }
            if unit & 0xFC00 != 0xD800 { return i + 6 }
            guard i + 7 < line.count, line[i + 6] == UInt8(ascii: "\\"), line[i + 7] == UInt8(ascii: "u"), let low = hex(line, i + 8),
                  low & 0xFC00 == 0xDC00 else { throw JSONFault(.loneSurrogate, at: i) }
            return i + 12
        default: throw JSONFault(.badEscape, at: i)
        }
    }

    static func hex(_ line: UnsafeBufferPointer<UInt8>, _ i: Int) -> UInt32? {
        guard i + 4 <= line.count else { return nil }
        var value: UInt32 = 0
        for k in 0..<4 {
            let b = line[i + k]
            switch b {
            case 48...57: value = value << 4 | UInt32(b - 48)
            case 65...70: value = value << 4 | UInt32(b - 55)
            case 97...102: value = value << 4 | UInt32(b - 87)
            default: return nil
            }
        }
        return value
    }

    /// The key that was just read must be new in its object.
    private func checkKey(_ line: UnsafeBufferPointer<UInt8>) throws(JSONFault) {
        let parent = Int(open[open.count - 1])
        let key = nodes.count - 1
        var i = parent + 1
        var seen = 0
        while i < key {
            if same(i, key, line) { throw JSONFault(.duplicateKey(string(key, line)), at: Int(nodes[key].start) - 1) }
            i = Int(nodes[i + 1].next)
            seen += 1
            // The check is quadratic in the keys of one object, so these are bounded.
            if seen > JSONTape.maximumKeys { throw JSONFault(.tooManyKeys(JSONTape.maximumKeys), at: Int(nodes[key].start) - 1) }
        }
    }

    private func same(_ a: Int, _ b: Int, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
        let x = nodes[a], y = nodes[b]
        if x.hasEscape || y.hasEscape { return bytes(a, line) == bytes(b, line) }
        guard x.end - x.start == y.end - y.start else { return false }
        for k in 0..<Int(x.end - x.start) where line[Int(x.start) + k] != line[Int(y.start) + k] { return false }
        return true
    }

    @inline(__always) static func skipSpace(_ line: UnsafeBufferPointer<UInt8>, _ from: Int) -> Int {
        var i = from
        while i < line.count, line[i] == 0x20 || line[i] == 0x09 || line[i] == 0x0D || line[i] == 0x0A { i += 1 }
        return i
    }
}
