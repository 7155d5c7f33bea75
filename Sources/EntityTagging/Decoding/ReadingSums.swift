import TextModel

/// For readings that came lately: the sums of the weights of their classes at each position of a span. A table of fixed size, in which a reading pushes out
/// another one with the same slot: news repeats its words, and what is pushed out is added up again.
struct ReadingSums {
    private static let slots = 4096
    private static let width = SpanPosition.allCases.count
    /// Reading in the slot, plus one.
    private var readings: [UInt32] = []
    private var sums: [LaneVector] = []
    private var generation = 0

    mutating func empty() {
        for i in readings.indices { readings[i] = 0 }
    }

    /// To be called before sums are asked for. `generation`: of the forms, whose readings are void after a change.
    mutating func begin(_ generation: Int) {
        if readings.isEmpty {
            readings = [UInt32](repeating: 0, count: ReadingSums.slots)
            sums = [LaneVector](repeating: LaneVector(repeating: 0), count: ReadingSums.slots * ReadingSums.width)
        }
        if self.generation != generation {
            self.generation = generation
            empty()
        }
    }

    @inline(__always) mutating func sum(_ r: Int, _ p: SpanPosition, _ profiles: WordProfiles, _ catalog: EvidenceCatalog, _ rows: WeightTable) -> LaneVector {
        let slot = r & (ReadingSums.slots - 1)
        if readings[slot] != UInt32(truncatingIfNeeded: r &+ 1) { fill(slot, r, profiles, catalog, rows) }
        return sums[slot * ReadingSums.width + p.rawValue]
    }

    @inline(never) private mutating func fill(_ slot: Int, _ r: Int, _ profiles: WordProfiles, _ catalog: EvidenceCatalog, _ rows: WeightTable) {
        readings[slot] = UInt32(truncatingIfNeeded: r &+ 1)
        let classes = profiles.classes(ofReading: r)
        for p in 0..<ReadingSums.width {
            var v = LaneVector(repeating: 0)
            let base = p * catalog.classCount
            for c in classes { v += rows[base + Int(c)] }
            sums[slot * ReadingSums.width + p] = v
        }
    }
}
