import Lexicons
import ModelStorage
import Pipeline
import SystemFiles

/// The files of a set of lexicons and patterns with their contents: what differs between two of them.
public struct ResourceSet: Sendable {
    public struct File: Sendable {
        /// Path below its directory, `gpe/cities.tsv`.
        public var name: String
        /// As records and messages call it.
        public var shown: String
        public var bytes: [UInt8]
    }

    public private(set) var files: [File] = []
    public private(set) var hash: UInt64 = 0

    public init(_ paths: ModelPaths) throws(FileError) {
        var all = StableHash()
        for (directories, suffix) in [(paths.lexicons, ".tsv"), (paths.patterns, "")] {
            for directory in directories {
                let root = FileName(bytes: directory.bytes)
                let shown = directory.lastComponent.text
                for file in try FileReader.walk(root, suffix: suffix) where suffix == ".tsv" || file.hasSuffix(".pattern") || file.hasSuffix(".tsv") {
                    let name = String(file.text.dropFirst(root.text.count)).drop { $0 == "/" }
                    let bytes = try FileReader.read(file)
                    files.append(File(name: (suffix.isEmpty ? "patterns:" : "") + name, shown: shown + "/" + name, bytes: bytes))
                    name.utf8.withContiguousStorageIfAvailable { all.add(UnsafeRawBufferPointer($0)) }
                    bytes.withUnsafeBytes { all.add($0) }
                }
            }
        }
        hash = all.value
    }

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

/// What lies between two sets of files, and which texts it can touch.
public struct ResourceDifference: Sendable {
    /// Words of changed rows: folded forms, each a list of words. Only texts that hold all words of one can change.
    public private(set) var forms: [[String]] = []
    /// Files whose patterns must be tried again.
    public private(set) var patternFiles: Set<String> = []
    /// Files whose change can touch any text (weights, word classes, values …).
    public private(set) var general: [String] = []
    public var isEmpty: Bool { forms.isEmpty && patternFiles.isEmpty && general.isEmpty }

    /// Label folders: a row there is a name.
    private static let entryFolders: Set<String> = ["pers", "org", "gpe", "loc", "fac", "norp", "occ", "event", "law", "product", "language", "website", "curr", "unit"]

    public init(_ old: ResourceSet, _ new: ResourceSet) {
        // Several directories may have files of one name.
        func byName(_ set: ResourceSet) -> [String: ResourceSet.File] {
            var out: [String: ResourceSet.File] = [:]
            for f in set.files {
                var name = f.name
                while out[name] != nil { name += "#" }
                out[name] = f
            }
            return out
        }
        let before = byName(old), after = byName(new)
        for name in Set(before.keys).union(after.keys).sorted() {
            let a = before[name]?.bytes ?? [], b = after[name]?.bytes ?? []
            if a == b { continue }
            let folder = String(name.split(separator: "/").first ?? "")
            if name.contains(".pattern") {
                patternFiles.insert((after[name] ?? before[name])!.shown)
            } else if ResourceDifference.entryFolders.contains(folder), ResourceDifference.header(a) == ResourceDifference.header(b) || a.isEmpty || b.isEmpty {
                addRows(a, b, name)
            } else { general.append(name) }
        }
    }

    private static func header(_ bytes: [UInt8]) -> [UInt8]? {
        bytes.split(separator: 0x0A).first { $0.first != UInt8(ascii: "#") && $0.contains { $0 > 0x20 } }.map(Array.init)
    }

    private mutating func addRows(_ a: [UInt8], _ b: [UInt8], _ name: String) {
        let x = TSVFile(bytes: a, name: name, key: "name"), y = TSVFile(bytes: b, name: name, key: "name")
        func rows(_ f: TSVFile) -> [String: [[String]]] {
            var out: [String: [[String]]] = [:]
            let columns = f.columns.indices
            for r in 0..<f.rowCount {
                let key = columns.map { f.text(r, $0) }.joined(separator: "\t")
                out[key] = ([f.text(r, named: "name")] + f.texts(r, named: "variants") + f.texts(r, named: "short")).filter { !$0.isEmpty }.map { Lexicon.words(of: $0) }
            }
            return out
        }
        let p = rows(x), q = rows(y)
        for (key, forms) in p.sorted(by: { $0.key < $1.key }) where q[key] == nil { self.forms += forms }
        for (key, forms) in q.sorted(by: { $0.key < $1.key }) where p[key] == nil { self.forms += forms }
    }
}
