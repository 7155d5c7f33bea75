import SystemFiles
import TextModel

/// A file of the run, as messages and records name it.
public final class InputFile: Sendable {
    public let name: String
    /// File name without suffix, `stdin` for standard input.
    public let stem: String
    let encoding: TextEncoding

    init(path: FilePath, encoding: TextEncoding) {
        name = path.text
        stem = path.isStandardStream ? "stdin" : path.stem.text
        self.encoding = encoding
    }
}

/// What is read in one go: bytes of some small documents, of some JSONL lines, or of a part of a large document. Workers decode it.
public struct InputBatch: Sendable {
    public var bytes: [UInt8] = []
    public var pieces: [Piece] = []

    public init() {}

    public enum Piece: Sendable {
        /// A document, or a part of one.
        case text(Range<Int>, InputFile, TextOrigin, firstLine: Int)
        /// Whole lines.
        case lines(Range<Int>, InputFile, firstLine: Int, firstByte: Int)
        case failure(InputFailure)
        /// A message that is no failure.
        case note(String)
    }

    mutating func reset(keeping limit: Int) {
        if bytes.capacity > limit { bytes = [] } else { bytes.removeAll(keepingCapacity: true) }
        pieces.removeAll(keepingCapacity: true)
    }
}
