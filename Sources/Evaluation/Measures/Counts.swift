/// Right, extra and missed; what follows from them.
public struct Counts: Sendable, Equatable {
    public var right = 0
    public var extra = 0
    public var missed = 0
    public init(right: Int = 0, extra: Int = 0, missed: Int = 0) {
        self.right = right
        self.extra = extra
        self.missed = missed
    }

    public var precision: Double { right + extra > 0 ? Double(right) / Double(right + extra) : 0 }
    public var recall: Double { right + missed > 0 ? Double(right) / Double(right + missed) : 0 }
    public var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }

    public static func += (a: inout Counts, b: Counts) {
        a.right += b.right
        a.extra += b.extra
        a.missed += b.missed
    }
}

/// A generator whose numbers are the same in every run (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Percentile bootstrap over documents (Efron 1979): how far F1 may lie off for this many documents.
public enum Bootstrap {
    /// The 95 % interval of F1; nil for fewer than two documents.
    public static func interval(_ documents: [Counts], samples: Int = 1000, seed: UInt64 = 20170225) -> (low: Double, high: Double)? {
        guard documents.count > 1 else { return nil }
        var generator = SeededGenerator(state: seed)
        var values: [Double] = []
        values.reserveCapacity(samples)
        for _ in 0..<samples {
            var sum = Counts()
            for _ in documents.indices { sum += documents[Int.random(in: 0..<documents.count, using: &generator)] }
            values.append(sum.f1)
        }
        values.sort()
        return (values[samples * 25 / 1000], values[samples * 975 / 1000])
    }
}
