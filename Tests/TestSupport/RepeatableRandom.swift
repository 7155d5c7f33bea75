#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// SplitMix64: the same numbers for the same seed on every machine.
public struct RepeatableRandom: RandomNumberGenerator {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    public mutating func pick<T>(_ from: [T]) -> T { from[below(from.count)] }
}

/// The seed of this run: `RABT_TEST_SEED` replays one, otherwise it is new for each run. A failing test prints it.
public enum TestSeed {
    public static let value: UInt64 = {
        if let text = getenv("RABT_TEST_SEED"), let seed = UInt64(String(cString: text)) { return seed }
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UInt64(time.tv_sec) &* 1_000_000_007 ^ UInt64(time.tv_nsec)
    }()

    /// What a failure says.
    public static var note: String { "replay with RABT_TEST_SEED=\(value)" }
}
