import Glibc
import Lexicons
import ModelStorage
import SystemFiles
import TextModel

/// The sources of a model as they were read: every file opened once. What is hashed is what is compiled.
struct SourceSnapshot: Sendable {
    struct Item: Sendable {
        var file: SourceFile
        var bytes: [UInt8]
        var digest: [UInt8]
    }

    private(set) var items: [Item] = []
    /// Files and directories as they were when they were read.
    private(set) var stamps: [(path: FilePath, stamp: FileStamp)] = []
    /// When reading began, nanoseconds of the system's clock.
    let taken: Int64

    init(_ paths: ModelPaths) throws(FileError) {
        taken = FileStamp.now
        // Stamps first: a change from here on differs from its stamp.
        var list = try SourceList(paths)
        for _ in 0..<3 {
            let before = list.places.map { FileStamp($0) }
            list = try SourceList(paths)
            stamps = list.places.map { ($0, FileStamp($0)) }
            if before == stamps.map(\.stamp) { break }
        }
        for file in list.files {
            stamps.append((file.path, FileStamp(file.path)))
            let bytes = try FileReader.read(FileName(bytes: file.path.bytes))
            var hash = SHA256()
            hash.add(bytes)
            items.append(Item(file: file, bytes: bytes, digest: hash.finish()))
        }
    }

    /// A file, whose bytes are let go here.
    mutating func take(_ i: Int) -> Item {
        let item = items[i]
        items[i].bytes = []
        return item
    }

    /// Puts other content in the place of a file; a file that isn't there joins the entries of the label that its folder names.
    mutating func replace(_ path: FilePath, by bytes: [UInt8]) {
        if let i = items.firstIndex(where: { SourceSnapshot.isSame($0.file.path, path) }) {
            items[i].bytes = bytes
        } else if let label = Label(name: path.directory.lastComponent.text.uppercased()) {
            items.append(Item(file: SourceFile(path: path, role: .entries(label), layer: items.map(\.file.layer).max() ?? 0, shown: path.text), bytes: bytes, digest: []))
        }
    }

    static func isSame(_ a: FilePath, _ b: FilePath) -> Bool { a == b || (FileIdentity(a).map { $0 == FileIdentity(b) } ?? false) }

    /// What `sha256sum` prints for the files (names as records show them), hashed again.
    func digest(_ isIncluded: (SourceFile) -> Bool) -> [UInt8] {
        var hash = SHA256()
        let lines = items.filter { isIncluded($0.file) }.map { ($0.file.layer, $0.file.shown, "\(SHA256.hexadecimal($0.digest))  \($0.file.shown)\n") }
        for line in lines.sorted(by: { ($0.0, $0.1) < ($1.0, $1.1) }) { hash.add(line.2) }
        return hash.finish()
    }

    var lexiconsHash: String { SHA256.hexadecimal(digest(\.isLexicon)) }
    var patternsHash: String { SHA256.hexadecimal(digest { !$0.isLexicon }) }

    /// Names the model that comes of these sources, compiled by `build` of the tool.
    func modelHash(build: String) -> (UInt64, UInt64) {
        var hash = SHA256()
        hash.add("rabt model \(ModelFile.formatVersion) \(build)\n")
        hash.add(digest(\.isLexicon))
        hash.add(digest { !$0.isLexicon })
        return hash.finish().withUnsafeBytes {
            (UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)), UInt64(bigEndian: $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
        }
    }
}

/// How a file is known again without being read.
struct FileStamp: Hashable, Sendable {
    /// -1: there is none.
    var size: Int64
    var modified: Int64
    var changed: Int64
    var inode: UInt64
    var device: UInt64

    init(_ path: FilePath) {
        var info = stat()
        guard path.withCString({ stat($0, &info) }) == 0 else {
            self.init(size: -1, modified: 0, changed: 0, inode: 0, device: 0)
            return
        }
        self.init(info)
    }

    init(_ info: stat) {
        func nanoseconds(_ t: timespec) -> Int64 { Int64(t.tv_sec) &* 1_000_000_000 &+ Int64(t.tv_nsec) }
        self.init(size: info.st_mode & S_IFMT == S_IFDIR ? 0 : Int64(info.st_size), modified: nanoseconds(info.st_mtim),
                  changed: nanoseconds(info.st_ctim), inode: UInt64(info.st_ino), device: UInt64(info.st_dev))
    }

    init(size: Int64, modified: Int64, changed: Int64, inode: UInt64, device: UInt64) {
        self.size = size
        self.modified = modified
        self.changed = changed
        self.inode = inode
        self.device = device
    }

    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    /// Changed so shortly before `taken` that a later change could carry the same time.
    func isFresh(at taken: Int64) -> Bool { size >= 0 && max(modified, changed) > taken &- 50_000_000 }
}
