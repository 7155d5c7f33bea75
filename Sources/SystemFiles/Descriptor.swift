import Glibc

/// An open file descriptor and its byte-level reads and writes: interrupted calls are repeated, short ones go on, every error comes back.
public struct Descriptor: Sendable {
    public let number: CInt

    public init(_ number: CInt) { self.number = number }

    public static let standardInput = Descriptor(0)
    public static let standardOutput = Descriptor(1)
    public static let standardError = Descriptor(2)

    public static func open(reading path: FilePath) throws(SystemError) -> Descriptor {
        while true {
            let number = path.withCString { Glibc.open($0, O_RDONLY | O_CLOEXEC | O_NOCTTY) }
            if number >= 0 { return Descriptor(number) }
            if errno != EINTR { throw .last }
        }
    }

    /// A new file; an error where something with this name exists.
    public static func create(_ path: FilePath, mode: mode_t = 0o600) throws(SystemError) -> Descriptor {
        let number = path.withCString { Glibc.open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode) }
        if number < 0 { throw .last }
        return Descriptor(number)
    }

    public static func open(writing path: FilePath) throws(SystemError) -> Descriptor {
        let number = path.withCString { Glibc.open($0, O_WRONLY | O_CLOEXEC | O_NOCTTY) }
        if number < 0 { throw .last }
        return Descriptor(number)
    }

    /// Bytes read, 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        while true {
            let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw .last }
        }
    }

    public func write(all bytes: UnsafeRawBufferPointer) throws(SystemError) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(number, bytes.baseAddress! + done, bytes.count - done)
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                var poll = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
                _ = Glibc.poll(&poll, 1, -1)
            } else if errno != EINTR {
                throw .last
            }
        }
    }

    public func close() throws(SystemError) {
        // After EINTR the descriptor is closed all the same on Linux.
        if Glibc.close(number) != 0 && errno != EINTR { throw .last }
    }

    public var isTerminal: Bool { isatty(number) == 1 }

    /// Whether it is open for writing.
    public var isWritable: Bool {
        let mode = fcntl(number, F_GETFL)
        return mode >= 0 && mode & O_ACCMODE != O_RDONLY
    }

    public struct Status: Sendable, Equatable {
        public var kind: FilePath.Kind
        public var size: Int
        public var changed: Int
        public var identity: FileIdentity
        public static func == (a: Status, b: Status) -> Bool { a.size == b.size && a.changed == b.changed }
    }

    public func status() throws(SystemError) -> Status {
        var status = stat()
        guard fstat(number, &status) == 0 else { throw .last }
        return Status(kind: FilePath.Kind(mode: status.st_mode), size: Int(status.st_size),
                      changed: status.st_mtim.tv_sec &* 1_000_000_000 &+ status.st_mtim.tv_nsec, identity: FileIdentity(status))
    }

    /// Waits for some time, or until `wake` becomes readable.
    public static func wait(milliseconds: CInt, wake: Descriptor?) {
        var polled: [pollfd] = []
        if let wake { polled.append(pollfd(fd: wake.number, events: Int16(POLLIN), revents: 0)) }
        _ = poll(&polled, nfds_t(polled.count), milliseconds)
    }

    /// Whether a read would return at once; waits at most `milliseconds` (-1: as long as it takes) and comes back earlier when `wake` becomes readable.
    public func isReadable(within milliseconds: CInt, wake: Descriptor? = nil) -> Bool {
        var polled = [pollfd(fd: number, events: Int16(POLLIN), revents: 0)]
        if let wake { polled.append(pollfd(fd: wake.number, events: Int16(POLLIN), revents: 0)) }
        while true {
            let count = poll(&polled, nfds_t(polled.count), milliseconds)
            if count < 0 && errno == EINTR { continue }
            return count > 0 && polled[0].revents != 0
        }
    }
}

/// The whole of a small file (lists, dates).
public func readFile(_ path: FilePath) throws(SystemError) -> [UInt8] {
    let descriptor = path.isStandardStream ? Descriptor.standardInput : try Descriptor.open(reading: path)
    defer { if !path.isStandardStream { try? descriptor.close() } }
    var bytes: [UInt8] = []
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { chunk.deallocate() }
    while true {
        let count = try descriptor.read(into: chunk)
        if count == 0 { return bytes }
        bytes.append(contentsOf: chunk[..<count])
    }
}
