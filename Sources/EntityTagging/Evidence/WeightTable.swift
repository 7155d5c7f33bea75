import ModelStorage

/// One vector of lanes per piece of evidence: memory of its own while weights are fitted, or the model file's, read in place. A row outside is zero.
struct WeightTable: @unchecked Sendable {
    private var base: UnsafePointer<LaneVector>?
    private(set) var count: Int
    private var owned: Owned?
    /// Keeps the mapping alive.
    private let file: ModelFile?

    private final class Owned {
        let rows: UnsafeMutablePointer<LaneVector>

        init(copying source: UnsafePointer<LaneVector>?, count: Int) {
            rows = UnsafeMutablePointer.allocate(capacity: max(count, 1))
            if let source { rows.initialize(from: source, count: count) } else { rows.initialize(repeating: LaneVector(repeating: 0), count: count) }
        }

        deinit { rows.deallocate() }
    }

    /// Zeros.
    init(count: Int) {
        let owned = Owned(copying: nil, count: count)
        self.count = count
        base = UnsafePointer(owned.rows)
        self.owned = owned
        file = nil
    }

    /// A section of a model, at most `count` rows of it.
    init(_ file: ModelFile, section: String, count: Int) {
        let table: FlatTable<LaneVector> = file.table(section)
        base = table.buffer.baseAddress
        self.count = min(table.count, count)
        self.file = file
    }

    subscript(_ row: Int) -> LaneVector {
        @inline(__always) get {
            guard UInt(bitPattern: row) < UInt(bitPattern: count), let base else { return LaneVector(repeating: 0) }
            return base[row]
        }
        set {
            guard row >= 0, row < count else { return }
            if owned == nil || !isKnownUniquelyReferenced(&owned) {
                let copy = Owned(copying: base, count: count)
                base = UnsafePointer(copy.rows)
                owned = copy
            }
            owned.unsafelyUnwrapped.rows[row] = newValue
        }
    }

    var bytes: [UInt8] { Array(UnsafeRawBufferPointer(start: base, count: count * MemoryLayout<LaneVector>.stride)) }
}
