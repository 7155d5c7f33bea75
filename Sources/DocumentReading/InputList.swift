import Glibc
import SystemFiles

/// The files of a run, one after another: paths as they were named, files of directories in byte order, paths from lists.
///
/// Only the names of the directories that are being walked are held in memory.
public struct InputList {
    public struct Options: Sendable {
        /// Which files of a directory are read: a shell pattern over the name, or over the path below the directory where it has a slash.
        public var glob: String
        public var followsLinks: Bool
        public init(glob: String = "*.txt", followsLinks: Bool = false) {
            self.glob = glob
            self.followsLinks = followsLinks
        }
    }

    public enum Item {
        case file(FilePath)
        case failure(InputFailure)
    }

    private struct Level {
        var path: FilePath
        /// Path below the named directory, with its slash at the end.
        var relative: [UInt8]
        var names: NameList
        var next = 0
        var identity: FileIdentity?
    }

    private let options: Options
    private var paths: [FilePath]
    private var nextPath = 0
    private var levels: [Level] = []
    private var foundInDirectory = 0

    public init(paths: [FilePath], options: Options = Options()) {
        self.paths = paths
        self.options = options
    }

    /// Paths in a list: a line each, or ended by NUL.
    public static func paths(in bytes: [UInt8], separatedByNUL: Bool) -> [FilePath] {
        bytes.split(separator: separatedByNUL ? 0 : 0x0A).map { line in
            FilePath(bytes: [UInt8](!separatedByNUL && line.last == 0x0D ? line.dropLast() : line))
        }.filter { !$0.bytes.isEmpty }
    }

    public mutating func next() -> Item? {
        while true {
            if levels.isEmpty {
                guard nextPath < paths.count else { return nil }
                let path = paths[nextPath]
                nextPath += 1
                if path.isStandardStream { return .file(path) }
                guard path.kind == .directory else { return .file(path) }
                foundInDirectory = 0
                if let failure = enter(path, relative: []) { return .failure(failure) }
                continue
            }
            let top = levels.count - 1
            guard levels[top].next < levels[top].names.count else {
                let root = levels[0].path
                levels.removeLast()
                if levels.isEmpty && foundInDirectory == 0 {
                    return .failure(InputFailure(.missing, source: root.text, message: "no file in this directory matches \(options.glob); see --glob"))
                }
                continue
            }
            let name = levels[top].names[levels[top].next]
            let kind = levels[top].names.kind(levels[top].next)
            levels[top].next += 1
            let path = levels[top].path.appending(name)
            switch kind {
            case .directory:
                if let failure = enter(path, relative: levels[top].relative + name + [0x2F]) { return .failure(failure) }
            case .file where matches(name, levels[top].relative + name):
                foundInDirectory += 1
                return .file(path)
            default: break
            }
        }
    }

    private func matches(_ name: [UInt8], _ relative: [UInt8]) -> Bool {
        let hasSlash = options.glob.utf8.contains(0x2F)
        return fnmatch(options.glob, FilePath(bytes: hasSlash ? relative : name).withCString { String(cString: $0) }, hasSlash ? FNM_PATHNAME : 0) == 0
    }

    private mutating func enter(_ path: FilePath, relative: [UInt8]) -> InputFailure? {
        let identity = options.followsLinks ? FileIdentity(path) : nil
        if let identity, levels.contains(where: { $0.identity == identity }) {
            return InputFailure(.missing, source: path.text, message: "this link leads back to a directory around it; left out")
        }
        guard let names = NameList(path, followsLinks: options.followsLinks) else {
            return InputFailure(.missing, source: path.text, message: SystemError.last.description)
        }
        levels.append(Level(path: path, relative: relative, names: names, identity: identity))
        return nil
    }
}

/// The names in a directory in byte order, a directory's as if it ended in a slash, so that whole paths come in byte order.
struct NameList {
    private var arena: [UInt8] = []
    private var entries: [(start: UInt32, end: UInt32, kind: FilePath.Kind)] = []

    var count: Int { entries.count }
    subscript(i: Int) -> [UInt8] { [UInt8](arena[Int(entries[i].start)..<Int(entries[i].end)]) }
    func kind(_ i: Int) -> FilePath.Kind { entries[i].kind }

    init?(_ path: FilePath, followsLinks: Bool) {
        guard let directory = path.withCString({ opendir($0) }) else { return nil }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath(cString: $0).bytes }
            }
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            var status = stat()
            guard FilePath(bytes: name).withCString({ fstatat(dirfd(directory), $0, &status, followsLinks ? 0 : AT_SYMLINK_NOFOLLOW) }) == 0 else { continue }
            let kind: FilePath.Kind = switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
            if kind == .other { continue }
            let start = arena.count
            arena.append(contentsOf: name)
            entries.append((UInt32(start), UInt32(arena.count), kind))
        }
        let arena = arena
        entries.sort { a, b in
            let x = arena[Int(a.start)..<Int(a.end)], y = arena[Int(b.start)..<Int(b.end)]
            let shared = min(x.count, y.count)
            for i in 0..<shared where x[x.startIndex + i] != y[y.startIndex + i] { return x[x.startIndex + i] < y[y.startIndex + i] }
            func next(_ name: ArraySlice<UInt8>, _ kind: FilePath.Kind) -> Int {
                name.count > shared ? Int(name[name.startIndex + shared]) : kind == .directory ? 0x2F : -1
            }
            return next(x, a.kind) < next(y, b.kind)
        }
    }
}
