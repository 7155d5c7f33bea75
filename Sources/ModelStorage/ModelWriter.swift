/// Collects the sections of a compiled model.
public struct ModelWriter {
    private var sections: [(name: String, bytes: [UInt8])] = []

    public init() {}

    /// Adds a section; names are at most 8 ASCII bytes and unique.
    public mutating func add(_ name: String, _ bytes: [UInt8]) {
        precondition(name.utf8.count <= 8 && !sections.contains { $0.name == name })
        sections.append((name, bytes))
    }

    public mutating func add<T: BitwiseCopyable>(_ name: String, _ values: [T]) {
        add(name, values.withUnsafeBytes { Array($0) })
    }

    /// The whole file.
    public func finish(sourceHash: (UInt64, UInt64)) -> [UInt8] {
        var offset = (ModelFile.headerSize + sections.count * ModelFile.rowSize + 63) & ~63
        var table: [UInt8] = []
        func put(_ v: UInt64, _ to: inout [UInt8]) { withUnsafeBytes(of: v.littleEndian) { to.append(contentsOf: $0) } }
        for s in sections {
            table.append(contentsOf: s.name.utf8)
            table.append(contentsOf: repeatElement(0, count: 8 - s.name.utf8.count))
            put(UInt64(offset), &table)
            put(UInt64(s.bytes.count), &table)
            var hash = StableHash()
            s.bytes.withUnsafeBytes { hash.add($0) }
            put(hash.value, &table)
            offset = (offset + s.bytes.count + 63) & ~63
        }
        var out = ModelFile.magic
        out.reserveCapacity(offset)
        withUnsafeBytes(of: ModelFile.formatVersion.littleEndian) { out.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(sections.count).littleEndian) { out.append(contentsOf: $0) }
        put(UInt64(offset), &out)
        var tail: [UInt8] = []
        put(sourceHash.0, &tail)
        put(sourceHash.1, &tail)
        tail += table
        var hash = StableHash()
        out.withUnsafeBytes { hash.add($0) }
        tail.withUnsafeBytes { hash.add($0) }
        put(hash.value, &out)
        out += tail
        for s in sections {
            while out.count % 64 != 0 { out.append(0) }
            out += s.bytes
        }
        while out.count % 64 != 0 { out.append(0) }
        return out
    }
}
