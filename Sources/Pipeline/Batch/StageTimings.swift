import Glibc

/// Parts of the work on a document, in their order.
public enum Stage: Int, CaseIterable, Sendable {
    case segmentation, words, tagging, clauses, statements, relations, resolution, records
    public var name: String { String(describing: self) }
}

/// Processor time by stage, as a manifest tells it.
public struct StageTimings: Sendable {
    /// Nanoseconds by `Stage.rawValue`.
    public private(set) var nanoseconds = [UInt64](repeating: 0, count: Stage.allCases.count)

    public init() {}

    public subscript(_ stage: Stage) -> Double { Double(nanoseconds[stage.rawValue]) / 1e9 }

    mutating func add(_ stage: Stage, _ time: UInt64) { nanoseconds[stage.rawValue] &+= time }

    public static func += (a: inout StageTimings, b: StageTimings) {
        for i in a.nanoseconds.indices { a.nanoseconds[i] &+= b.nanoseconds[i] }
    }
}

/// A stopwatch of one thread's processor time. One that isn't running costs a comparison.
struct StageClock {
    let isRunning: Bool
    private(set) var timings = StageTimings()
    private var last: UInt64 = 0

    init(isRunning: Bool) { self.isRunning = isRunning }

    mutating func start() { if isRunning { last = StageClock.now } }

    /// The time since the last lap, or the start, was spent on `stage`.
    mutating func lap(_ stage: Stage) {
        guard isRunning else { return }
        let now = StageClock.now
        timings.add(stage, now &- last)
        last = now
    }

    mutating func take() -> StageTimings {
        defer { timings = StageTimings() }
        return timings
    }

    private static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
