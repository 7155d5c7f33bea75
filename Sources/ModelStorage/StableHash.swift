/// A 64-bit hash that is the same in every run and on every machine: eight bytes a step, multiply and fold (the construction of wyhash, W. Yi 2019,
/// in its simplest form). Not for adversaries: it names contents and spreads table slots.
public struct StableHash: Sendable {
    @usableFromInline var state: UInt64
    @usableFromInline static let k0: UInt64 = 0xA076_1D64_78BD_642F
    @usableFromInline static let k1: UInt64 = 0xE703_7ED1_A0B4_28DB

    @inlinable public init(seed: UInt64 = 0) { state = seed ^ StableHash.k0 }

    @inlinable static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let p = a.multipliedFullWidth(by: b)
        return p.high ^ p.low
    }

    @inlinable public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        var i = 0
        let n = bytes.count
        while i + 8 <= n {
            state = StableHash.mix(state ^ bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self), StableHash.k1)
            i += 8
        }
        var last: UInt64 = UInt64(truncatingIfNeeded: n) << 56
        var shift: UInt64 = 0
        while i < n {
            last |= UInt64(bytes[i]) << shift
            shift += 8
            i += 1
        }
        state = StableHash.mix(state ^ last, StableHash.k1)
    }

    @inlinable public mutating func add(_ word: UInt64) { state = StableHash.mix(state ^ word, StableHash.k1) }
    @inlinable public var value: UInt64 { StableHash.mix(state, StableHash.k0) }

    @inlinable public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var h = StableHash()
        h.add(UnsafeRawBufferPointer(bytes))
        return h.value
    }
}
