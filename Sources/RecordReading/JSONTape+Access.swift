extension JSONTape {
    /// The bytes of a string node, with escapes resolved.
    func bytes(_ node: Int, _ line: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let n = nodes[node]
        let slice = line[Int(n.start)..<Int(n.end)]
        if !n.hasEscape { return [UInt8](slice) }
        var out: [UInt8] = []
        out.reserveCapacity(slice.count)
        var i = slice.startIndex
        while i < slice.endIndex {
            let b = line[i]
            guard b == UInt8(ascii: "\\") else {
                out.append(b)
                i += 1
                continue
            }
            switch line[i + 1] {
            case UInt8(ascii: "b"): out.append(8)
            case UInt8(ascii: "f"): out.append(12)
            case UInt8(ascii: "n"): out.append(10)
            case UInt8(ascii: "r"): out.append(13)
            case UInt8(ascii: "t"): out.append(9)
            case UInt8(ascii: "u"):
                var scalar = JSONTape.hex(line, i + 2) ?? 0xFFFD
                i += 4
                if scalar & 0xFC00 == 0xD800 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + ((JSONTape.hex(line, i + 4) ?? 0) & 0x3FF)
                    i += 6
                }
                out.append(contentsOf: String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
            default: out.append(line[i + 1])
            }
            i += 2
        }
        return out
    }

    func string(_ node: Int, _ line: UnsafeBufferPointer<UInt8>) -> String {
        let n = nodes[node]
        if !n.hasEscape { return String(decoding: UnsafeBufferPointer(rebasing: line[Int(n.start)..<Int(n.end)]), as: UTF8.self) }
        return String(decoding: bytes(node, line), as: UTF8.self)
    }

    func equals(_ node: Int, _ text: StaticString, _ line: UnsafeBufferPointer<UInt8>) -> Bool {
        let n = nodes[node]
        guard !n.hasEscape, Int(n.end - n.start) == text.utf8CodeUnitCount else { return false }
        for k in 0..<text.utf8CodeUnitCount where line[Int(n.start) + k] != text.utf8Start[k] { return false }
        return true
    }
}

/// A read object with typed look-ups of its keys.
struct JSONObject {
    let tape: JSONTape
    let line: UnsafeBufferPointer<UInt8>
    let node: Int

    init(tape: JSONTape, line: UnsafeBufferPointer<UInt8>, node: Int, name: StaticString) throws(JSONFault) {
        guard tape.nodes[node].kind == .object else {
            throw JSONFault(.wrongType(key: name.description, wanted: "an object"), at: Int(tape.nodes[node].start))
        }
        self.tape = tape
        self.line = line
        self.node = node
    }

    var start: Int { Int(tape.nodes[node].start) }

    /// The value's node, nil where the key is missing.
    func find(_ key: StaticString) -> Int? {
        var i = node + 1
        let end = Int(tape.nodes[node].next)
        while i < end {
            if tape.equals(i, key, line) { return i + 1 }
            i = Int(tape.nodes[i + 1].next)
        }
        return nil
    }

    func require(_ key: StaticString) throws(JSONFault) -> Int {
        guard let node = find(key) else { throw JSONFault(.missingKey(key.description), at: start) }
        return node
    }

    func text(_ key: StaticString) throws(JSONFault) -> String {
        let node = try require(key)
        guard tape.nodes[node].kind == .string else { throw wrong(key, "a string", node) }
        return tape.string(node, line)
    }

    /// nil for null and where the key is missing.
    func optionalText(_ key: StaticString) throws(JSONFault) -> String? {
        guard let node = find(key), tape.nodes[node].kind != .null else { return nil }
        guard tape.nodes[node].kind == .string else { throw wrong(key, "a string or null", node) }
        return tape.string(node, line)
    }

    func integer(_ key: StaticString) throws(JSONFault) -> Int {
        let node = try require(key)
        guard tape.nodes[node].kind == .number, let value = integer(at: node) else { throw wrong(key, "a whole number", node) }
        return value
    }

    /// 0 to anything; nil where the key is missing or null.
    func optionalInteger(_ key: StaticString) throws(JSONFault) -> Int? {
        guard let node = find(key), tape.nodes[node].kind != .null else { return nil }
        return try integer(key)
    }

    func flag(_ key: StaticString) throws(JSONFault) -> Bool? {
        guard let node = find(key), tape.nodes[node].kind != .null else { return nil }
        switch tape.nodes[node].kind {
        case .yes: return true
        case .no: return false
        default: throw wrong(key, "true or false", node)
        }
    }

    private func integer(at node: Int) -> Int? {
        let n = tape.nodes[node]
        var value = 0
        for i in Int(n.start)..<Int(n.end) {
            guard line[i] &- 48 < 10 else { return nil }
            let (product, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, more) = product.addingReportingOverflow(Int(line[i] - 48))
            if over || more { return nil }
            value = sum
        }
        return value
    }

    /// The nodes of a list; empty where the key is missing.
    func items(_ key: StaticString, required: Bool = false) throws(JSONFault) -> [Int] {
        guard let node = find(key), tape.nodes[node].kind != .null else {
            if required { throw JSONFault(.missingKey(key.description), at: start) }
            return []
        }
        guard tape.nodes[node].kind == .array else { throw wrong(key, "a list", node) }
        var items: [Int] = []
        var i = node + 1
        let end = Int(tape.nodes[node].next)
        while i < end {
            items.append(i)
            i = Int(tape.nodes[i].next)
        }
        return items
    }

    func texts(_ key: StaticString) throws(JSONFault) -> [String] {
        var texts: [String] = []
        for node in try items(key) {
            guard tape.nodes[node].kind == .string else { throw wrong(key, "a list of strings", node) }
            texts.append(tape.string(node, line))
        }
        return texts
    }

    func objects(_ key: StaticString, required: Bool = false) throws(JSONFault) -> [JSONObject] {
        var objects: [JSONObject] = []
        for node in try items(key, required: required) { objects.append(try JSONObject(tape: tape, line: line, node: node, name: key)) }
        return objects
    }

    func object(_ key: StaticString) throws(JSONFault) -> JSONObject? {
        guard let node = find(key), tape.nodes[node].kind != .null else { return nil }
        return try JSONObject(tape: tape, line: line, node: node, name: key)
    }

    func wrong(_ key: StaticString, _ wanted: String, _ node: Int) -> JSONFault {
        JSONFault(.wrongType(key: key.description, wanted: wanted), at: Int(tape.nodes[node].start))
    }
}
