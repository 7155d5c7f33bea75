import DocumentReading
import RecordWriting

/// Input that is read in one go, and the records that come of it. Passed from the reader to a worker to the writer; reused.
final class Batch: @unchecked Sendable {
    var number = 0
    var input = InputBatch()
    /// Bytes of input when it was read (a worker may take them out).
    var inputBytes = 0
    var output = ByteBuffer(capacity: 1 << 16)
    var results: [Result] = []
    var timings = StageTimings()
    /// The run was stopped before all documents were done.
    var isCut = false

    enum Result {
        /// Records in `output` from `start` on, to the next document's.
        case document(id: String, start: Int, counts: RecordCounts)
        case failure(InputFailure)
        case note(String)
        /// A note that may come with every document.
        case badDate(String)
    }

    func reset() {
        output.reset(keeping: 4 << 20)
        results.removeAll(keepingCapacity: true)
        timings = StageTimings()
        isCut = false
    }
}
