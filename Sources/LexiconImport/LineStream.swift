import SystemFiles

/// The lines of a file, one at a time: dumps are larger than memory. A line longer than `limit` is an error.
public struct LineStream: ~Copyable {
    public static let limit = 64 << 20

    private let descriptor: Descriptor
    private let isStandard: Bool
    private var buffer: [UInt8] = []
    private var start = 0
    private var scanned = 0
    private var isAtEnd = false
    public private(set) var number = 0

    public init(_ path: FilePath) throws(SystemError) {
        isStandard = path.isStandardStream
        descriptor = isStandard ? .standardInput : try Descriptor.open(reading: path)
    }

    deinit { if !isStandard { try? descriptor.close() } }

    /// The next line without its end; nil behind the last.
    public mutating func next() throws(SystemError) -> [UInt8]? {
        while true {
            if let end = buffer[scanned...].firstIndex(of: 0x0A) {
                let line = Array(buffer[start..<(end > start && buffer[end - 1] == 0x0D ? end - 1 : end)])
                start = end + 1
                scanned = start
                number += 1
                return line
            }
            scanned = buffer.count
            if isAtEnd {
                guard start < buffer.count else { return nil }
                let line = Array(buffer[start...])
                start = buffer.count
                number += 1
                return line
            }
            try fill()
        }
    }

    private mutating func fill() throws(SystemError) {
        if start > 0 {
            buffer.removeFirst(start)
            scanned -= start
            start = 0
        }
        if buffer.count > LineStream.limit { throw SystemError.tooLong }
        let descriptor = descriptor
        var read = 0
        var failure: SystemError?
        buffer += [UInt8](unsafeUninitializedCapacity: 1 << 20) { chunk, count in
            do throws(SystemError) { count = try descriptor.read(into: UnsafeMutableRawBufferPointer(chunk)) } catch { failure = error }
            read = count
        }
        if let failure { throw failure }
        if read == 0 { isAtEnd = true }
    }
}

extension SystemError {
    static let tooLong = SystemError(75) // EOVERFLOW: the line doesn't fit
}
