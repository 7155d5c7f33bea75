/// A growing block of bytes that keeps its memory when it is emptied: the output of one batch, reused from batch to batch.
public struct ByteBuffer: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>
    @usableFromInline var capacity: Int
    public internal(set) var count = 0

    public init(capacity: Int = 4096) {
        self.capacity = max(64, capacity)
        base = UnsafeMutablePointer<UInt8>.allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    public var isEmpty: Bool { count == 0 }
    /// The bytes, as long as the buffer isn't changed.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Empties the buffer; memory above `limit` bytes is given back, so that one huge document doesn't stay for the rest of the run.
    public mutating func reset(keeping limit: Int = .max) {
        count = 0
        if capacity > limit {
            base.deallocate()
            capacity = max(64, limit)
            base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        }
    }

    /// Forgets everything from `count` on.
    public mutating func truncate(to count: Int) {
        precondition(count >= 0 && count <= self.count)
        self.count = count
    }

    @inline(__always) mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never) private mutating func grow(_ more: Int) {
        let wanted = max(capacity * 2, count + more)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity = wanted
    }

    public mutating func append(_ byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    public mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
        reserve(bytes.count)
        UnsafeMutableRawPointer(base + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    public mutating func append(_ bytes: some Collection<UInt8>) {
        if bytes.withContiguousStorageIfAvailable({ append(UnsafeRawBufferPointer($0)) }) != nil { return }
        for byte in bytes { append(byte) }
    }

    public mutating func append(_ text: StaticString) {
        append(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// `,"name":`
    public mutating func append(key name: StaticString) {
        let length = name.utf8CodeUnitCount
        reserve(length + 4)
        base[count] = UInt8(ascii: ",")
        base[count + 1] = UInt8(ascii: "\"")
        (base + count + 2).update(from: name.utf8Start, count: length)
        base[count + length + 2] = UInt8(ascii: "\"")
        base[count + length + 3] = UInt8(ascii: ":")
        count += length + 4
    }

    public mutating func append(utf8 text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Puts `bytes` before the byte at `offset`.
    public mutating func insert(_ bytes: [UInt8], at offset: Int) {
        precondition(offset >= 0 && offset <= count)
        guard !bytes.isEmpty else { return }
        reserve(bytes.count)
        let raw = UnsafeMutableRawPointer(base)
        raw.advanced(by: offset + bytes.count).copyMemory(from: raw + offset, byteCount: count - offset)
        bytes.withUnsafeBytes { raw.advanced(by: offset).copyMemory(from: $0.baseAddress!, byteCount: $0.count) }
        count += bytes.count
    }

    /// The bytes as text, for messages and tests; invalid UTF-8 is repaired.
    public func text() -> String { String(decoding: bytes, as: UTF8.self) }
}

// One owner at a time: a batch passes from thread to thread under a lock.
extension ByteBuffer: @unchecked Sendable {}
