#if canImport(Glibc)
import Glibc
#endif

/// The compiled model: one file of named sections, used in place (mapped, not parsed).
///
/// Layout (little endian): magic `RABTMODL`, format version (u32), section count (u32), file size (u64), checksum of header and section table (u64),
/// source hash (2 × u64), then per section: name (8 bytes, zero padded), offset (u64), length in bytes (u64), checksum (u64). Sections start at multiples of 64.
///
/// A section is read through `FlatTable`, whose every access is bounds-checked, so a damaged or hostile file gives wrong answers at worst, never a trap.
public final class ModelFile: @unchecked Sendable {
    public static let formatVersion: UInt32 = 4
    static let magic: [UInt8] = Array("RABTMODL".utf8)
    static let headerSize = 48
    static let rowSize = 32

    let base: UnsafeRawPointer
    let size: Int
    let release: @Sendable () -> Void
    private let sections: [(name: String, offset: Int, length: Int, checksum: UInt64)]
    /// Hash of the sources that the model was compiled from.
    public let sourceHash: (UInt64, UInt64)

    init(base: UnsafeRawPointer, size: Int, release: @escaping @Sendable () -> Void) throws(ModelFileError) {
        self.base = base
        self.size = size
        self.release = release
        guard size >= ModelFile.headerSize else { throw .truncated(size: size) }
        for (i, b) in ModelFile.magic.enumerated() where base.load(fromByteOffset: i, as: UInt8.self) != b { throw .notAModel }
        func word(_ offset: Int) -> UInt64 { UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
        let version = UInt32(littleEndian: base.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard version == ModelFile.formatVersion else { throw .otherVersion(version) }
        let count = Int(UInt32(littleEndian: base.loadUnaligned(fromByteOffset: 12, as: UInt32.self)))
        guard word(16) == UInt64(size) else { throw .truncated(size: size) }
        guard count <= 256, ModelFile.headerSize + count * ModelFile.rowSize <= size else { throw .damaged("section table") }
        var hash = StableHash()
        hash.add(UnsafeRawBufferPointer(start: base, count: 24))
        hash.add(UnsafeRawBufferPointer(start: base + 32, count: 16 + count * ModelFile.rowSize))
        guard hash.value == word(24) else { throw .damaged("header") }
        sourceHash = (word(32), word(40))
        var rows: [(String, Int, Int, UInt64)] = []
        for i in 0..<count {
            let at = ModelFile.headerSize + i * ModelFile.rowSize
            let name = String(decoding: UnsafeRawBufferPointer(start: base + at, count: 8).prefix { $0 != 0 }, as: UTF8.self)
            let offset = word(at + 8), length = word(at + 16)
            guard offset <= UInt64(size), length <= UInt64(size) - offset, offset % 64 == 0 else { throw .damaged("section \(name)") }
            rows.append((name, Int(offset), Int(length), word(at + 24)))
        }
        sections = rows
    }

    deinit { release() }

    /// The bytes of a section; an empty buffer where there is none of that name.
    public func bytes(_ name: String) -> UnsafeRawBufferPointer {
        guard let s = sections.first(where: { $0.name == name }) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
        return UnsafeRawBufferPointer(start: base + s.offset, count: s.length)
    }

    public func table<T: BitwiseCopyable>(_ name: String, as type: T.Type = T.self) -> FlatTable<T> {
        FlatTable(bytes(name))
    }

    /// Reads every section and compares its checksum: the full check, linear in the file.
    public func verify() throws(ModelFileError) {
        for s in sections {
            var hash = StableHash()
            hash.add(UnsafeRawBufferPointer(start: base + s.offset, count: s.length))
            if hash.value != s.checksum { throw .damaged("section \(s.name)") }
        }
    }

    /// Takes over a model that was built in memory.
    public static func inMemory(_ bytes: [UInt8]) throws(ModelFileError) -> ModelFile {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 64), alignment: 64)
        bytes.withUnsafeBytes { if let p = $0.baseAddress { copy.copyMemory(from: p, byteCount: $0.count) } }
        let releaser = Releaser(copy)
        do throws(ModelFileError) { return try ModelFile(base: UnsafeRawPointer(copy), size: bytes.count, release: releaser.free) } catch {
            releaser.free()
            throw error
        }
    }

    /// Maps a compiled file. The file is the tool's own (written by rename), so nobody truncates it under the mapping.
    public static func map(path: UnsafePointer<CChar>) throws(ModelFileError) -> ModelFile {
        let fd = open(path, O_RDONLY | O_CLOEXEC)
        guard fd >= 0 else { throw .unreadable(errno: errno) }
        defer { close(fd) }
        var info = stat()
        guard fstat(fd, &info) == 0 else { throw .unreadable(errno: errno) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw .notAModel }
        let size = Int(info.st_size)
        guard size >= headerSize else { throw .truncated(size: size) }
        guard let p = mmap(nil, size, PROT_READ, MAP_PRIVATE, fd, 0), p != MAP_FAILED else { throw .unreadable(errno: errno) }
        let unmapper = Unmapper(p, size)
        do throws(ModelFileError) { return try ModelFile(base: UnsafeRawPointer(p), size: size, release: unmapper.unmap) } catch {
            unmapper.unmap()
            throw error
        }
    }

    /// A section as text.
    public func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }
}

private struct Releaser: @unchecked Sendable {
    let p: UnsafeMutableRawPointer
    init(_ p: UnsafeMutableRawPointer) { self.p = p }
    @Sendable func free() { p.deallocate() }
}

private struct Unmapper: @unchecked Sendable {
    let p: UnsafeMutableRawPointer
    let size: Int
    init(_ p: UnsafeMutableRawPointer, _ size: Int) { self.p = p; self.size = size }
    @Sendable func unmap() { munmap(p, size) }
}

public enum ModelFileError: Error, Sendable, Equatable {
    case notAModel
    case otherVersion(UInt32)
    /// The format is the same, but the tables were made for other evidence, labels or instructions.
    case otherBuild
    case truncated(size: Int)
    case damaged(String)
    /// Checksums are right, but a table points outside another.
    case inconsistent(String)
    case unreadable(errno: Int32)

    /// What is wrong with the file, without its name.
    public var reason: String {
        switch self {
        case .notAModel: return "not a compiled model"
        case .otherVersion(let v): return "compiled by another version of rabt (format \(v), this one reads \(ModelFile.formatVersion))"
        case .otherBuild: return "compiled by another version of rabt"
        case .truncated(let size): return "cut off or added to: \(size) bytes"
        case .damaged(let part): return "damaged: the checksum of its \(part) is wrong"
        case .inconsistent(let table): return "damaged: its table \(table) doesn't fit the others"
        case .unreadable(let errno): return String(cString: strerror(errno))
        }
    }
}
