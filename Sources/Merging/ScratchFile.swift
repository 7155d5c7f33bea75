#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where sorting keeps what doesn't fit into memory, and whether it should end.
struct Scratch: Sendable {
    var folder: String
    var isStopping: @Sendable () -> Bool

    /// Ends the merge where someone asked for it; cheap, to be called now and then.
    func check() throws(MergeFault) {
        if isStopping() { throw MergeFault.stopped }
    }
}

/// A temporary file without a name: it is unlinked as soon as it is open, so that nothing stays behind however the program ends.
final class ScratchFile {
    let folder: String
    private let fd: Int32
    private(set) var count = 0

    init(in folder: String) throws(MergeFault) {
        self.folder = folder
        var descriptor: Int32 = -1
        for attempt in 0..<10_000 {
            let path = "\(folder)/rabt-merge-\(getpid())-\(attempt)"
            descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
            if descriptor >= 0 {
                unlink(path)
                break
            }
            if errno != EEXIST && errno != EINTR { break }
        }
        guard descriptor >= 0 else { throw MergeFault.scratch(folder: folder, code: errno) }
        fd = descriptor
    }

    deinit { close(fd) }

    func append(_ bytes: UnsafeRawBufferPointer) throws(MergeFault) {
        var at = 0
        while at < bytes.count {
            let written = pwrite(fd, bytes.baseAddress! + at, bytes.count - at, off_t(count + at))
            if written < 0 {
                if errno == EINTR { continue }
                throw MergeFault.scratch(folder: folder, code: errno)
            }
            at += written
        }
        count += bytes.count
    }

    /// Fills the buffer as far as the file goes.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(MergeFault) -> Int {
        var at = 0
        while at < buffer.count {
            let got = pread(fd, buffer.baseAddress! + at, buffer.count - at, off_t(offset + at))
            if got < 0 {
                if errno == EINTR { continue }
                throw MergeFault.scratch(folder: folder, code: errno)
            }
            if got == 0 { break }
            at += got
        }
        return at
    }
}

/// A part of a scratch file that is read from its start to its end: frames of a 4-byte head length, a 4-byte length, and the bytes.
struct FrameReader {
    let file: ScratchFile
    private var offset: Int
    private let end: Int
    private var block: [UInt8]
    private var at = 0
    private var filled = 0
    private let blockSize: Int

    init(_ file: ScratchFile, _ range: Range<Int>, blockSize: Int) {
        self.file = file
        offset = range.lowerBound
        end = range.upperBound
        self.blockSize = blockSize
        block = []
    }

    /// Reads the next frame into `frame`; its head's length, or nil at the end.
    mutating func next(into frame: inout [UInt8]) throws(MergeFault) -> Int? {
        guard try need(8) else { return nil }
        let head = number(at), length = number(at + 4)
        at += 8
        guard try need(length) else { return nil }
        frame.removeAll(keepingCapacity: true)
        frame.append(contentsOf: block[at..<at + length])
        at += length
        return head
    }

    private func number(_ i: Int) -> Int { Int(block[i]) | Int(block[i + 1]) << 8 | Int(block[i + 2]) << 16 | Int(block[i + 3]) << 24 }

    private mutating func need(_ wanted: Int) throws(MergeFault) -> Bool {
        if filled - at >= wanted { return true }
        let left = filled - at
        let size = min(max(blockSize, wanted), left + end - offset)
        guard size >= wanted else { return false }
        var larger = [UInt8](repeating: 0, count: size)
        for i in 0..<left { larger[i] = block[at + i] }
        var fault: MergeFault?
        var got = 0
        larger.withUnsafeMutableBytes { buffer in
            do throws(MergeFault) {
                got = try file.read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[left...]))
            } catch { fault = error }
        }
        if let fault { throw fault }
        offset += got
        block = larger
        filled = left + got
        at = 0
        return filled >= wanted
    }
}

func appendFrame(head: Int, _ bytes: [UInt8], to block: inout [UInt8]) {
    for number in [head, bytes.count] {
        for shift in [0, 8, 16, 24] { block.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    block.append(contentsOf: bytes)
}

/// Items that are written once and read once, in the same order.
struct Spool {
    private let scratch: Scratch
    private var file: ScratchFile?
    private var block: [UInt8] = []
    private let blockSize: Int

    init(in scratch: Scratch, blockSize: Int) {
        self.scratch = scratch
        self.blockSize = blockSize
    }

    mutating func append(_ bytes: [UInt8]) throws(MergeFault) {
        appendFrame(head: 0, bytes, to: &block)
        if block.count >= blockSize { try flush() }
    }

    private mutating func flush() throws(MergeFault) {
        try scratch.check()
        if file == nil { file = try ScratchFile(in: scratch.folder) }
        try write(block, to: file!)
        block.removeAll(keepingCapacity: true)
    }

    mutating func reader() throws(MergeFault) -> FrameReader {
        try flush()
        block = []
        return FrameReader(file!, 0..<file!.count, blockSize: blockSize)
    }
}

func write(_ bytes: [UInt8], to file: ScratchFile) throws(MergeFault) {
    var fault: MergeFault?
    bytes.withUnsafeBytes { buffer in
        do throws(MergeFault) { try file.append(buffer) } catch { fault = error }
    }
    if let fault { throw fault }
}
