#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A failed system call: what was done, to which file, and why it failed.
public struct InputFault: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The file can't be opened, or is a directory.
        case open(Int32)
        case read(Int32)
        case lineTooLong(line: Int, limit: Int)
        /// The lines are records of `rabt merge` where records of documents are wanted.
        case alreadyMerged
        /// Whoever takes the records failed; `path` says how.
        case consumer
    }

    public var path: String
    public var kind: Kind

    public init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }

    public var description: String {
        switch kind {
        case .open(let code), .read(let code): "\(path): error: \(String(cString: strerror(code)))"
        case .lineTooLong(let line, let limit): "\(path):\(line): error: a line is longer than \(limit) bytes"
        case .alreadyMerged: "\(path): error: these are records of rabt merge"
        case .consumer: path
        }
    }
}

/// Lines of a file or of standard input: read(2) in blocks, split at LF only. Lines are handed out as pointers into the block.
public struct LineReader: ~Copyable {
    public let path: String
    private let fd: Int32
    private let owns: Bool
    private var block: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var start = 0
    private var end = 0
    private var atEnd = false
    /// Number of the line that was handed out last, from 1.
    public private(set) var line = 0

    /// A line longer than this is an error, not a reason to use up the memory.
    public static let maximumLine = 256 << 20

    /// Opens a file; `-` is standard input.
    public init(path bytes: [UInt8], blockSize: Int = 1 << 17) throws(InputFault) {
        let isStandardInput = bytes == [UInt8(ascii: "-")]
        path = isStandardInput ? "<stdin>" : String(decoding: bytes, as: UTF8.self)
        capacity = max(16, blockSize)
        if isStandardInput {
            fd = 0
            owns = false
        } else {
            let descriptor = openForReading(bytes)
            if descriptor < 0 { throw InputFault(path: path, kind: .open(errno)) }
            var status = stat()
            if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
                close(descriptor)
                throw InputFault(path: path, kind: .open(EISDIR))
            }
            fd = descriptor
            owns = true
        }
        block = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    }

    deinit {
        block.deallocate()
        if owns { close(fd) }
    }

    /// The next line without its LF (and one CR before it); nil at the end. Valid until the next call.
    public mutating func next() throws(InputFault) -> UnsafeBufferPointer<UInt8>? {
        var searched = start
        while true {
            if let found = memchr(block + searched, 0x0A, end - searched) {
                let stop = UnsafePointer<UInt8>(found.assumingMemoryBound(to: UInt8.self)) - UnsafePointer(block)
                let range = (start, stop)
                start = stop + 1
                line += 1
                return trimmed(range.0, range.1)
            }
            searched = end
            if atEnd {
                guard start < end else { return nil }
                let range = (start, end)
                start = end
                line += 1
                return trimmed(range.0, range.1)
            }
            if start > 0 {
                memmove(block, block + start, end - start)
                searched -= start
                end -= start
                start = 0
            }
            if end == capacity {
                guard capacity < LineReader.maximumLine else {
                    throw InputFault(path: path, kind: .lineTooLong(line: line + 1, limit: LineReader.maximumLine))
                }
                let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
                larger.update(from: block, count: end)
                block.deallocate()
                block = larger
                capacity *= 2
            }
            let count = read(fd, block + end, capacity - end)
            if count < 0 {
                if errno == EINTR { continue }
                throw InputFault(path: path, kind: .read(errno))
            }
            if count == 0 { atEnd = true }
            end += count
        }
    }

    private func trimmed(_ from: Int, _ to: Int) -> UnsafeBufferPointer<UInt8> {
        let stop = to > from && block[to - 1] == 0x0D ? to - 1 : to
        return UnsafeBufferPointer(start: block + from, count: stop - from)
    }
}

/// Opens by the path's bytes: a name needn't be UTF-8.
private func openForReading(_ path: [UInt8]) -> Int32 {
    (path + [0]).withUnsafeBytes { open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_RDONLY | O_CLOEXEC | O_NOCTTY) }
}
