import Glibc

/// A path as the system knows it: bytes without NUL, whatever their encoding.
public struct FilePath: Hashable, Sendable {
    public var bytes: [UInt8]

    public init(bytes: [UInt8]) { self.bytes = bytes }
    public init(_ text: String) { bytes = [UInt8](text.utf8) }
    public init(cString: UnsafePointer<CChar>) { bytes = [UInt8](UnsafeRawBufferPointer(start: cString, count: strlen(cString))) }

    /// The path as text; bytes that are no UTF-8 are repaired.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var isStandardStream: Bool { bytes == [UInt8(ascii: "-")] }

    public var lastComponent: FilePath {
        var end = bytes.count
        while end > 1, bytes[end - 1] == 0x2F { end -= 1 }
        let start = bytes[..<end].lastIndex(of: 0x2F).map { $0 + 1 } ?? 0
        return FilePath(bytes: [UInt8](bytes[min(start, end)..<end]))
    }

    /// The last component without its suffix.
    public var stem: FilePath {
        let name = lastComponent.bytes
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return FilePath(bytes: name) }
        return FilePath(bytes: [UInt8](name[..<dot]))
    }

    public var directory: FilePath {
        var end = bytes.count
        while end > 1, bytes[end - 1] == 0x2F { end -= 1 }
        guard let slash = bytes[..<end].lastIndex(of: 0x2F) else { return FilePath(".") }
        return FilePath(bytes: slash == 0 ? [0x2F] : [UInt8](bytes[..<slash]))
    }

    public func appending(_ name: some Collection<UInt8>) -> FilePath {
        var joined = bytes
        if joined.last != 0x2F { joined.append(0x2F) }
        joined.append(contentsOf: name)
        return FilePath(bytes: joined)
    }

    public func appending(_ name: String) -> FilePath { appending(name.utf8) }

    public func withCString<R>(_ body: (UnsafePointer<CChar>) throws -> R) rethrows -> R {
        var terminated = bytes
        terminated.append(0)
        return try terminated.withUnsafeBytes { try body($0.baseAddress!.assumingMemoryBound(to: CChar.self)) }
    }

    public enum Kind: Sendable { case file, directory, other }

    /// What is at the path, links followed; nil where nothing is.
    public var kind: Kind? {
        var status = stat()
        guard withCString({ stat($0, &status) }) == 0 else { return nil }
        return Kind(mode: status.st_mode)
    }
}

extension FilePath.Kind {
    init(mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFREG: self = .file
        case S_IFDIR: self = .directory
        default: self = .other
        }
    }
}

/// Device and inode: which file it really is.
public struct FileIdentity: Hashable, Sendable {
    public var device: UInt64
    public var inode: UInt64

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    public init?(_ path: FilePath) {
        var status = stat()
        guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
        self.init(status)
    }
}
