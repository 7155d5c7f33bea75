/// Collects the sections of a compiled model.
public struct ModelWriter {
    private var sections: [(name: String, content: any SectionContent)] = []

    public init() {}

    /// Adds a section; names are at most 8 ASCII bytes and unique. The values are shared, not copied.
    public mutating func add<T: BitwiseCopyable & Sendable>(_ name: String, _ values: [T]) {
        precondition(name.utf8.count <= 8 && !sections.contains { $0.name == name })
        sections.append((name, ArrayContent(values: values)))
    }

    /// The whole file in memory.
    public consuming func finish(sourceHash: (UInt64, UInt64)) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(size)
        write(sourceHash: sourceHash) { out.append(contentsOf: $0) }
        return out
    }

    private var size: Int { sections.reduce(tableEnd) { ($0 + $1.content.byteCount + 63) & ~63 } }
    private var tableEnd: Int { (ModelFile.headerSize + sections.count * ModelFile.rowSize + 63) & ~63 }

    /// The file piece by piece, each section let go when it has been passed on.
    public consuming func write<E: Error>(sourceHash: (UInt64, UInt64), to output: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
        let total = size
        var offset = tableEnd
        var table: [UInt8] = []
        func put(_ v: UInt64, _ to: inout [UInt8]) { withUnsafeBytes(of: v.littleEndian) { to.append(contentsOf: $0) } }
        for s in sections {
            table.append(contentsOf: s.name.utf8)
            table.append(contentsOf: repeatElement(0, count: 8 - s.name.utf8.count))
            put(UInt64(offset), &table)
            put(UInt64(s.content.byteCount), &table)
            var hash = StableHash()
            s.content.withBytes { hash.add($0) }
            put(hash.value, &table)
            offset = (offset + s.content.byteCount + 63) & ~63
        }
        var head = ModelFile.magic
        withUnsafeBytes(of: ModelFile.formatVersion.littleEndian) { head.append(contentsOf: $0) }
        withUnsafeBytes(of: UInt32(sections.count).littleEndian) { head.append(contentsOf: $0) }
        put(UInt64(total), &head)
        var tail: [UInt8] = []
        put(sourceHash.0, &tail)
        put(sourceHash.1, &tail)
        tail += table
        var hash = StableHash()
        head.withUnsafeBytes { hash.add($0) }
        tail.withUnsafeBytes { hash.add($0) }
        put(hash.value, &head)
        head += tail
        head += [UInt8](repeating: 0, count: -head.count & 63)
        try pass(ArrayContent(values: head), output)
        let count = sections.count
        for i in 0..<count {
            let content = sections[i].content
            sections[i].content = ArrayContent<UInt8>(values: [])
            try pass(content, output)
            try pass(ArrayContent(values: [UInt8](repeating: 0, count: -content.byteCount & 63)), output)
        }
    }

    private func pass<E: Error>(_ content: any SectionContent, _ output: (UnsafeRawBufferPointer) throws(E) -> Void) throws(E) {
        var failure: E?
        content.withBytes { bytes in
            do throws(E) { try output(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

/// An array of any type as bytes.
private protocol SectionContent: Sendable {
    var byteCount: Int { get }
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void)
}

private struct ArrayContent<T: BitwiseCopyable & Sendable>: SectionContent {
    var values: [T]
    var byteCount: Int { values.count * MemoryLayout<T>.stride }
    func withBytes(_ body: (UnsafeRawBufferPointer) -> Void) { values.withUnsafeBytes { body($0) } }
}
