/// Values written one behind the other: whole numbers as varints, text with its length before it.
struct Packer {
    var bytes: [UInt8] = []

    mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    mutating func add(_ number: Int) {
        var rest = UInt(bitPattern: (number << 1) ^ (number >> (Int.bitWidth - 1)))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func add(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 {
            add($0.count)
            bytes.append(contentsOf: $0)
        }
    }

    mutating func add(_ text: String?) {
        add(text != nil)
        if let text { add(text) }
    }

    mutating func add<T>(_ list: [T], _ one: (inout Packer, T) -> Void) {
        add(list.count)
        for item in list { one(&self, item) }
    }

    mutating func add(_ list: [String]) { add(list) { $0.add($1) } }
}

/// Reads what a `Packer` wrote. The bytes come from our own scratch file, so a mismatch is a bug and traps.
struct Unpacker {
    let bytes: [UInt8]
    var at: Int

    init(_ bytes: [UInt8], at: Int = 0) {
        self.bytes = bytes
        self.at = at
    }

    var atEnd: Bool { at >= bytes.count }

    mutating func int() -> Int {
        var value: UInt = 0
        var shift: UInt = 0
        while true {
            let byte = bytes[at]
            at += 1
            value |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { break }
            shift += 7
        }
        return Int(bitPattern: value >> 1) ^ -Int(bitPattern: value & 1)
    }

    mutating func flag() -> Bool {
        at += 1
        return bytes[at - 1] != 0
    }

    mutating func text() -> String {
        let count = int()
        defer { at += count }
        return String(decoding: bytes[at..<at + count], as: UTF8.self)
    }

    mutating func optionalText() -> String? { flag() ? text() : nil }

    mutating func list<T>(_ one: (inout Unpacker) -> T) -> [T] {
        let count = int()
        var list: [T] = []
        list.reserveCapacity(count)
        for _ in 0..<count { list.append(one(&self)) }
        return list
    }

    mutating func texts() -> [String] { list { $0.text() } }
}

/// Sort keys: compared byte by byte they order as their parts do, and no key is the start of another.
struct SortKey {
    var bytes: [UInt8] = []

    mutating func reset() { bytes.removeAll(keepingCapacity: true) }

    /// Text in byte order; it may hold any byte.
    mutating func add(_ text: String) {
        for byte in text.utf8 {
            bytes.append(byte)
            if byte == 0 { bytes.append(0xFF) }
        }
        bytes.append(0)
        bytes.append(0)
    }

    mutating func add(_ byte: UInt8) { bytes.append(byte) }

    mutating func add(_ number: Int) {
        let ordered = UInt64(bitPattern: Int64(number)) ^ (1 << 63)
        for shift in stride(from: UInt64(56), through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: ordered >> shift)) }
    }
}
