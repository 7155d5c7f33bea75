import Lexicons
import ModelStorage
import Pipeline
import SystemFiles

/// The files of a set of lexicons and patterns with their contents.
public struct ResourceSet: Sendable {
    public struct File: Sendable {
        /// Path below its directory, `gpe/cities.tsv`.
        public var name: String
        /// As records and messages call it.
        public var shown: String
        public var bytes: [UInt8]
        var role: SourceFile.Role
        /// Which of the directories it is in, from 0.
        var layer: Int
    }

    public private(set) var files: [File] = []
    public private(set) var hash: UInt64 = 0

    public init(_ paths: ModelPaths) throws(FileError) {
        var all = StableHash()
        for source in try SourceList(paths).files {
            let roots = source.isLexicon ? paths.lexicons : paths.patterns
            let layer = source.isLexicon ? source.layer : roots.firstIndex { ResourceSet.isInside(source.path, $0) } ?? 0
            let bytes = try FileReader.read(FileName(bytes: source.path.bytes))
            let inside = ResourceSet.isInside(source.path, roots[layer]) ? source.path.bytes.dropFirst(roots[layer].bytes.count) : source.path.lastComponent.bytes[...]
            let name = String(decoding: inside.drop { $0 == 0x2F }, as: UTF8.self)
            files.append(File(name: name, shown: source.shown, bytes: bytes, role: source.role, layer: layer))
            Array("\(name)\u{1F}\(source.shown)\u{1F}\(layer)\u{1F}\(bytes.count)".utf8).withUnsafeBytes { all.add($0) }
            bytes.withUnsafeBytes { all.add($0) }
        }
        hash = all.value
    }

    private static func isInside(_ path: FilePath, _ root: FilePath) -> Bool { path.bytes.starts(with: root.bytes) && path.bytes.count > root.bytes.count }

    /// Line of a row by its file and name; 0 where there is none.
    public func line(file: String, name: String) -> Int {
        guard let f = files.first(where: { $0.shown == file }) else { return 0 }
        let wanted = Array(name.utf8)
        for (n, line) in f.bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where line.starts(with: wanted) {
            if line.count == wanted.count || line[line.startIndex + wanted.count] == 0x09 || line[line.startIndex + wanted.count] == 0x0D { return n + 1 }
        }
        return 0
    }
}
