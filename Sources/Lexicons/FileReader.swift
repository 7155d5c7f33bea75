import Glibc

/// A path as the system has it: bytes without NUL, not necessarily UTF-8.
public struct FileName: Hashable, Comparable, Sendable {
    public let bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// For messages and for files whose names are known to be UTF-8.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What follows the last slash.
    public var last: FileName { FileName(bytes: Array(bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...])) }

    public func appending(_ name: FileName) -> FileName {
        FileName(bytes: bytes.last == UInt8(ascii: "/") ? bytes + name.bytes : bytes + [UInt8(ascii: "/")] + name.bytes)
    }

    public func hasSuffix(_ suffix: String) -> Bool { bytes.count >= suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

    func withCString<R>(_ body: (UnsafePointer<CChar>) -> R) -> R {
        (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { body($0.baseAddress!) }
    }

    public static func < (a: FileName, b: FileName) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}

/// What the system said about a file.
public struct FileError: Error, Hashable, Sendable {
    public enum Operation: String, Sendable { case open, read, list, stat }
    public var operation: Operation
    public var path: FileName
    public var errno: Int32

    public var description: String { "\(path.text): \(reason)" }
    public var reason: String { "can't \(operation.rawValue): \(String(cString: strerror(errno)))" }
}

/// Whole files and directory listings by system calls. Interrupted calls are repeated; every other failure is thrown with its number.
public enum FileReader {
    /// The bytes of a regular file or of anything that can be read to its end.
    public static func read(_ path: FileName) throws(FileError) -> [UInt8] {
        let fd = path.withCString { p in
            var fd = open(p, O_RDONLY | O_CLOEXEC)
            while fd < 0 && errno == EINTR { fd = open(p, O_RDONLY | O_CLOEXEC) }
            return fd
        }
        if fd < 0 { throw FileError(operation: .open, path: path, errno: errno) }
        defer { close(fd) }
        var info = stat()
        if fstat(fd, &info) != 0 { throw FileError(operation: .stat, path: path, errno: errno) }
        if info.st_mode & S_IFMT == S_IFDIR { throw FileError(operation: .read, path: path, errno: EISDIR) }
        var out: [UInt8] = []
        // One byte more than the size, so that the end shows without growing.
        var room = max(Int(info.st_size) + 1, 1 << 16)
        var failure: Int32 = 0
        while true {
            let start = out.count
            var got = 0
            let part = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                while count < room {
                    got = Glibc.read(fd, buffer.baseAddress! + count, room - count)
                    if got < 0 && errno == EINTR { continue }
                    if got < 0 { failure = errno }
                    if got <= 0 { break }
                    count += got
                }
            }
            if start == 0 { out = part } else { out += part }
            if failure != 0 { throw FileError(operation: .read, path: path, errno: failure) }
            if got == 0 { return out }
            room = max(out.count, 1 << 16)
        }
    }

    /// True for a directory, links followed.
    public static func exists(_ path: FileName) -> Bool { path.withCString { access($0, F_OK) == 0 } }

    public static func isDirectory(_ path: FileName) -> Bool {
        var info = stat()
        return path.withCString { stat($0, &info) } == 0 && info.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a directory in byte order, without `.` and `..`.
    public static func names(in directory: FileName) throws(FileError) -> [FileName] {
        guard let handle = directory.withCString({ opendir($0) }) else { throw FileError(operation: .list, path: directory, errno: errno) }
        defer { closedir(handle) }
        var out: [FileName] = []
        errno = 0
        while let entry = readdir(handle) {
            let length = strlen(entry.pointer(to: \.d_name)!.withMemoryRebound(to: CChar.self, capacity: 256) { UnsafePointer($0) })
            let name = entry.pointer(to: \.d_name)!.withMemoryRebound(to: UInt8.self, capacity: 256) {
                Array(UnsafeBufferPointer(start: $0, count: Int(length)))
            }
            if name != [0x2E] && name != [0x2E, 0x2E] { out.append(FileName(bytes: name)) }
            errno = 0
        }
        if errno != 0 { throw FileError(operation: .list, path: directory, errno: errno) }
        return out.sorted()
    }

    /// Regular files below a directory whose names end in `suffix`, in byte order of their paths; hidden names and links to directories are stepped over.
    public static func walk(_ directory: FileName, suffix: String) throws(FileError) -> [FileName] {
        var out: [FileName] = []
        var pending = [directory]
        while let folder = pending.popLast() {
            for name in try names(in: folder) where name.bytes.first != UInt8(ascii: ".") {
                let path = folder.appending(name)
                var info = stat()
                if path.withCString({ lstat($0, &info) }) != 0 {
                    if errno == ENOENT { continue }
                    throw FileError(operation: .stat, path: path, errno: errno)
                }
                if info.st_mode & S_IFMT == S_IFLNK {
                    if path.withCString({ stat($0, &info) }) != 0 || info.st_mode & S_IFMT == S_IFDIR { continue }
                }
                if info.st_mode & S_IFMT == S_IFDIR { pending.append(path) }
                if info.st_mode & S_IFMT == S_IFREG && name.hasSuffix(suffix) { out.append(path) }
            }
        }
        return out.sorted()
    }
}
