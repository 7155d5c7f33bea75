import DocumentReading
import RecordWriting
import SystemFiles

/// What a run did: counts, failures, how it ended.
public struct RunReport: Sendable {
    public var counts = RecordCounts()
    public var files = 0
    public var bytes = 0
    public var timings = StageTimings()
    public var notes = 0
    public var failureCount = 0
    /// The first of them.
    public var failures: [InputFailure] = []
    public var writeError: SystemError?
    /// A signal ended the run early.
    public var isInterrupted = false
    public var status = ExitStatus.success

    /// Failures that a manifest lists one by one.
    static let listedFailures = 1000

    public init() {}

    mutating func add(_ failure: InputFailure) {
        failureCount += 1
        if failures.count < RunReport.listedFailures { failures.append(failure) }
        switch failure.kind {
        case .missing: status.raise(to: .noInput)
        case .data: status.raise(to: .data)
        case .reading: status.raise(to: .ioError)
        }
    }
}
