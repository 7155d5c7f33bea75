import ModelStorage
import TextModel

/// Gives every distinct byte string a number from 1: open addressing over one blob. Word 0 is "unknown".
struct WordInterner {
    private(set) var blob: [UInt8] = []
    /// `offsets[id] ..< offsets[id + 1]` are the bytes of word `id`; word 0 is empty.
    private(set) var offsets: [UInt32] = [0, 0]
    private var slots: [UInt64]
    private var mask: Int

    init(capacity: Int = 1 << 12) {
        slots = [UInt64](repeating: 0, count: capacity)
        mask = capacity - 1
    }

    /// Number of words including word 0.
    var count: Int { offsets.count - 1 }

    func bytes(_ id: WordID) -> ArraySlice<UInt8> {
        guard id.index < count else { return [] }
        return blob[Int(offsets[id.index])..<Int(offsets[id.index + 1])]
    }

    func find(_ key: UnsafeBufferPointer<UInt8>) -> WordID {
        let hash = StableHash.of(key)
        var i = Int(truncatingIfNeeded: hash) & mask
        while slots[i] != 0 {
            if slots[i] >> 32 == hash >> 32, equal(UInt32(truncatingIfNeeded: slots[i]), key) { return WordID(raw: UInt32(truncatingIfNeeded: slots[i])) }
            i = (i + 1) & mask
        }
        return .unknown
    }

    mutating func intern(_ key: UnsafeBufferPointer<UInt8>) -> WordID {
        let known = find(key)
        if known.isKnown || key.isEmpty { return known }
        if count * 2 > slots.count { grow() }
        blob.append(contentsOf: key)
        offsets.append(UInt32(blob.count))
        let id = UInt32(count - 1)
        place(StableHash.of(key), id)
        return WordID(raw: id)
    }

    private func equal(_ id: UInt32, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = Int(offsets[Int(id)]), end = Int(offsets[Int(id) + 1])
        guard end - start == key.count else { return false }
        for k in 0..<key.count where blob[start + k] != key[k] { return false }
        return true
    }

    private mutating func place(_ hash: UInt64, _ id: UInt32) {
        var i = Int(truncatingIfNeeded: hash) & mask
        while slots[i] != 0 { i = (i + 1) & mask }
        slots[i] = (hash >> 32) << 32 | UInt64(id)
    }

    private mutating func grow() {
        let size = slots.count * 2
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
        for id in 1..<UInt32(count) {
            let hash = blob.withUnsafeBufferPointer { b in
                StableHash.of(UnsafeBufferPointer(rebasing: b[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])]))
            }
            place(hash, id)
        }
    }

    /// The slots as the compiled vocabulary uses them: tag in the upper, id in the lower half, a power of two of them, at most half full.
    var compiledSlots: [UInt64] { slots }
}
