/// A bounds-checked view of fixed-width numbers in a model file. An index outside gives zero, so that a damaged model can't trap.
public struct FlatTable<T: BitwiseCopyable>: @unchecked Sendable {
    @usableFromInline let base: UnsafePointer<T>?
    public let count: Int

    public init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress?.assumingMemoryBound(to: T.self)
        count = bytes.baseAddress == nil ? 0 : bytes.count / MemoryLayout<T>.stride
    }

    @inlinable public var buffer: UnsafeBufferPointer<T> { UnsafeBufferPointer(start: base, count: count) }
}

extension FlatTable where T: FixedWidthInteger {
    @inlinable public subscript(_ i: Int) -> T { i >= 0 && i < count ? base.unsafelyUnwrapped[i] : 0 }
}

extension FlatTable where T == Float {
    @inlinable public subscript(_ i: Int) -> Float { i >= 0 && i < count ? base.unsafelyUnwrapped[i] : 0 }
}

extension FlatTable where T == UInt8 {
    /// The bytes from `start` to `end`, as far as they lie inside.
    @inlinable public func slice(_ start: Int, _ end: Int) -> UnsafeBufferPointer<UInt8> {
        guard start >= 0, start <= end, end <= count, let base else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(start: base + start, count: end - start)
    }

    public func string(_ start: Int, _ end: Int) -> String { String(decoding: slice(start, end), as: UTF8.self) }
}
