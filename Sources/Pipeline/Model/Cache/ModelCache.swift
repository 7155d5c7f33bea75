import Glibc
import ModelStorage
import SystemFiles

/// Compiled models on disk, named by the hash of what they were compiled from. Files appear by renaming, complete; whoever renames last wins with the same bytes.
public struct ModelCache: Sendable {
    public let directory: FilePath
    /// Which build of the tool compiles: another one never uses its models.
    let build: String

    /// Indexes that are kept; the models of others are deleted.
    static let indexLimit = 8

    public init(directory: FilePath, build: String) {
        self.directory = directory
        self.build = build
    }

    /// `$XDG_CACHE_HOME/rabt`, else `~/.cache/rabt`; nil where neither is set. `version`: the tool's.
    public static func standard(version: String) -> ModelCache? {
        var directory: FilePath?
        if let cache = Process.environment("XDG_CACHE_HOME"), cache.bytes.first == 0x2F {
            directory = cache.appending("rabt")
        } else if let home = Process.environment("HOME"), home.bytes.first == 0x2F {
            directory = home.appending(".cache").appending("rabt")
        }
        return directory.map { ModelCache(directory: $0, build: ModelCache.build(version: version)) }
    }

    /// The version and which executable it is: while the tool is being worked on its version says too little.
    public static func build(version: String) -> String {
        guard let executable = Process.executable else { return version }
        let stamp = FileStamp(executable)
        return "\(version) \(stamp.size) \(stamp.modified)"
    }

    // MARK: Names

    func modelPath(_ hash: (UInt64, UInt64)) -> FilePath { directory.appending(ModelCache.hexadecimal(hash) + ".model") }

    /// One index for each set of directories and build.
    func indexPath(_ paths: ModelPaths) -> FilePath {
        var hash = SHA256()
        hash.add(build)
        for (kind, list) in [(0, paths.lexicons), (1, paths.patterns)] {
            for path in list { hash.add([0, UInt8(kind)] + ModelCache.real(path).bytes + [0] + path.bytes) }
        }
        return directory.appending(SHA256.hexadecimal(hash.finish().prefix(16)) + ".index")
    }

    /// The index that remembers a compiled file of the user's.
    func indexPath(compiled path: FilePath) -> FilePath {
        var hash = SHA256()
        hash.add(build)
        hash.add([0, 2] + ModelCache.real(path).bytes)
        return directory.appending(SHA256.hexadecimal(hash.finish().prefix(16)) + ".index")
    }

    private static func real(_ path: FilePath) -> FilePath {
        path.withCString { name in
            guard let resolved = realpath(name, nil) else { return path }
            defer { free(resolved) }
            return FilePath(cString: resolved)
        }
    }

    static func hexadecimal(_ hash: (UInt64, UInt64)) -> String {
        func digits(_ n: UInt64) -> String {
            let text = String(n, radix: 16)
            return String(repeating: "0", count: 16 - text.utf8.count) + text
        }
        return digits(hash.0) + digits(hash.1)
    }

    static func hash(hexadecimal text: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
        guard text.count == 32, let high = UInt64(String(decoding: text.prefix(16), as: UTF8.self), radix: 16),
              let low = UInt64(String(decoding: text.suffix(16), as: UTF8.self), radix: 16) else { return nil }
        return (high, low)
    }

    // MARK: Reading and writing

    func index(_ paths: ModelPaths) -> ModelIndex? {
        guard let bytes = try? readFile(indexPath(paths)) else { return nil }
        return ModelIndex(bytes)
    }

    /// Writes a model so that it is there in full or not at all.
    func write(_ tables: ModelWriter, hash: (UInt64, UInt64)) throws(SystemError) {
        try ModelCache.makeDirectories(directory)
        var file = try RecordOutput(file: modelPath(hash), isPrivate: true)
        try tables.write(sourceHash: hash) { bytes throws(SystemError) in try file.write(bytes) }
        try file.finish()
    }

    func write(_ index: ModelIndex, for paths: ModelPaths) throws(SystemError) { try write(index, to: indexPath(paths)) }

    func write(_ index: ModelIndex, to path: FilePath) throws(SystemError) {
        guard let bytes = index.bytes else { return }
        try ModelCache.makeDirectories(directory)
        var file = try RecordOutput(file: path, isPrivate: true)
        let result: Result<Void, SystemError> = bytes.withUnsafeBytes { buffer in
            do throws(SystemError) { return .success(try file.write(buffer)) } catch { return .failure(error) }
        }
        try result.get()
        try file.finish()
    }

    /// Makes a directory and those above it.
    public static func makeDirectories(_ path: FilePath) throws(SystemError) {
        if path.kind == .directory { return }
        if path.directory != path, path.directory.kind == nil { try makeDirectories(path.directory) }
        if path.withCString({ mkdir($0, 0o700) }) != 0 && errno != EEXIST { throw .last }
        if path.kind != .directory { throw SystemError(ENOTDIR) }
    }

    /// Deletes indexes beyond the newest, models that no index names, and what killed runs left.
    func clean() {
        guard let names = try? directoryNames() else { return }
        var indexes: [(time: Int64, path: FilePath)] = [], used: Set<[UInt8]> = []
        let now = FileStamp.now
        for name in names where name.hasSuffix(".index") {
            let path = directory.appending(name)
            indexes.append((FileStamp(path).modified, path))
        }
        for (number, index) in indexes.sorted(by: { $0.time > $1.time }).enumerated() {
            if number < ModelCache.indexLimit, let bytes = try? readFile(index.path), let content = ModelIndex(bytes) {
                used.insert(modelPath(content.hash).lastComponent.bytes)
            } else {
                _ = index.path.withCString { unlink($0) }
            }
        }
        for name in names {
            let path = directory.appending(name)
            let isOld = FileStamp(path).modified < now &- 60_000_000_000
            if name.hasSuffix(".model") ? !used.contains(Array(name.utf8)) && isOld : name.hasSuffix(".tmp") && FileStamp(path).modified < now &- 3_600_000_000_000 {
                _ = path.withCString { unlink($0) }
            }
        }
    }

    /// Deletes all but the newest files of a kind that others keep in such a directory, and one by name.
    public static func clean(_ directory: FilePath, prefix: String, suffix: String, keeping count: Int, sparing name: String) {
        let names = ((try? ModelCache(directory: directory, build: "").directoryNames()) ?? []).filter { $0.hasPrefix(prefix) && $0.hasSuffix(suffix) }
        let files = names.map { (time: FileStamp(directory.appending($0)).modified, name: $0) }.sorted { ($0.time, $0.name) > ($1.time, $1.name) }
        for file in files.dropFirst(count) where file.name != name { _ = directory.appending(file.name).withCString { unlink($0) } }
    }

    private func directoryNames() throws(SystemError) -> [String] {
        guard let handle = directory.withCString({ opendir($0) }) else { throw .last }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            names.append(name)
        }
        return names
    }
}
