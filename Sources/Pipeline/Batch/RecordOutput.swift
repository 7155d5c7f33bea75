import Glibc
import SystemFiles

/// Where records go: a stream, or a file that appears under its name only when it is complete.
public struct RecordOutput: ~Copyable {
    private let descriptor: Descriptor
    private let target: FilePath?
    private let temporary: FilePath?
    private let isPrivate: Bool
    private var isFinished = false

    /// An open stream (stdout, a pipe, a device).
    public init(stream: Descriptor) {
        descriptor = stream
        target = nil
        temporary = nil
        isPrivate = false
    }

    /// A file, written beside its final place and renamed at the end. What is no regular file (a pipe, /dev/null) is written directly.
    /// `isPrivate`: for files that can be made again (a cache): readable by the owner only, not forced to the disk.
    public init(file path: FilePath, isPrivate: Bool = false) throws(SystemError) {
        self.isPrivate = isPrivate
        switch path.kind {
        case .other:
            descriptor = try Descriptor.open(writing: path)
            target = nil
            temporary = nil
        case .directory: throw SystemError(EISDIR)
        case .file, nil:
            // A link stays a link: the file that it leads to is replaced.
            let real = path.withCString { name -> FilePath? in
                guard let resolved = realpath(name, nil) else { return nil }
                defer { free(resolved) }
                return FilePath(cString: resolved)
            } ?? path
            let name = real.directory.appending([UInt8](".".utf8) + real.lastComponent.bytes.prefix(200) + [UInt8](".\(getpid()).\(pthread_self()).tmp".utf8))
            descriptor = try Descriptor.create(name)
            target = real
            temporary = name
            var old = stat()
            let mask = umask(0)
            umask(mask)
            let mode = isPrivate ? 0o600 : real.withCString({ stat($0, &old) }) == 0 ? old.st_mode & 0o777 : 0o666 & ~mask
            _ = fchmod(descriptor.number, mode)
        }
    }

    deinit {
        if !isFinished, let temporary { _ = temporary.withCString { unlink($0) } }
    }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
        if !bytes.isEmpty { try descriptor.write(all: bytes) }
    }

    /// Closes the output, checks that all of it was taken, and gives a file its name.
    public mutating func finish() throws(SystemError) {
        guard let target, let temporary else {
            try descriptor.close()
            isFinished = true
            return
        }
        if !isPrivate && fsync(descriptor.number) != 0 && errno != EINVAL && errno != EROFS { throw .last }
        try descriptor.close()
        let result = temporary.withCString { from in target.withCString { to in rename(from, to) } }
        if result != 0 { throw .last }
        isFinished = true
    }

    /// Forgets a file that isn't complete.
    public mutating func discard() {
        if let temporary { _ = temporary.withCString { unlink($0) } }
        isFinished = true
    }
}
