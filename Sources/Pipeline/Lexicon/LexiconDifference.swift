import Lexicons
import SystemFiles
import TextModel

/// What changed between two sets of lexicons: rows by what they are (label or class, name, id), whatever file and line they stand in.
public struct LexiconDifference {
    public enum Change: Sendable {
        case added(place: String), removed(place: String)
        case changed(place: String, cells: [(column: String, old: String, new: String)])
    }

    public struct Item: Sendable {
        public var kind: String
        public var name: String
        public var id: String
        public var change: Change
    }

    public private(set) var items: [Item] = []

    private struct Key: Hashable, Comparable {
        var kind: String, name: String, id: String
        static func < (a: Key, b: Key) -> Bool { (a.kind, a.name, a.id) < (b.kind, b.name, b.id) }
    }

    private struct Row {
        var cells: [String: String]
        var place: String
    }

    /// A path is a lexicon directory or one entry file.
    public init(_ old: FilePath, _ new: FilePath) throws(ModelError) {
        let before = try LexiconDifference.rows(old), after = try LexiconDifference.rows(new)
        for key in Set(before.keys).union(after.keys).sorted() {
            var left = before[key] ?? [], right = after[key] ?? []
            // Rows that are alike pair off, the others in their order.
            for row in left { if let same = right.firstIndex(where: { $0.cells == row.cells }) { right.remove(at: same); left.removeAll { $0.place == row.place } } }
            for i in 0..<max(left.count, right.count) {
                let change: Change
                if i >= left.count { change = .added(place: right[i].place) } else if i >= right.count { change = .removed(place: left[i].place) } else {
                    let a = left[i].cells, b = right[i].cells
                    change = .changed(place: right[i].place, cells: Set(a.keys).union(b.keys).sorted().filter { a[$0] != b[$0] }.map { ($0, a[$0] ?? "", b[$0] ?? "") })
                }
                items.append(Item(kind: key.kind, name: key.name, id: key.id, change: change))
            }
        }
    }

    private static func rows(_ path: FilePath) throws(ModelError) -> [Key: [Row]] {
        var out: [Key: [Row]] = [:]
        func add(_ file: TSVFile, kind: String, key: String) {
            guard let name = file.column(key) else { return }
            for row in 0..<file.rowCount {
                var cells: [String: String] = [:]
                for (i, column) in file.columns.enumerated() where i != name && !file.isEmpty(row, i) { cells[column] = file.text(row, i) }
                let id = cells["id"]?.split(separator: " ").first.map(String.init) ?? ""
                out[Key(kind: kind, name: file.text(row, name), id: id), default: []].append(Row(cells: cells, place: "\(file.name):\(file.line(row))"))
            }
        }
        if path.kind == .file {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try FileReader.read(FileName(bytes: path.bytes)) } catch {
                throw ModelError([Diagnostic(.error, file: path.text, line: 0, column: 0, message: error.reason, remedy: "name a lexicon directory or file")])
            }
            let label = Label(name: path.directory.lastComponent.text.uppercased())
            let key = ["name", "part", "word", "past"].first { TSVFile(bytes: bytes, name: "", key: $0).column($0) != nil } ?? "name"
            add(TSVFile(bytes: bytes, name: path.text, key: key), kind: label?.name ?? path.stem.text, key: key)
            return out
        }
        for item in try ModelCompiler.read(ModelPaths(lexicons: [path], patterns: [])).items {
            guard let key = item.file.role.key else { continue }
            let kind: String
            switch item.file.role {
            case .entries(let label): kind = label.name
            case .words(let k): kind = "\(k.rawValue)/\(item.file.className)"
            case .weights: continue
            default: kind = item.file.path.stem.text
            }
            add(TSVFile(bytes: item.bytes, name: item.file.path.text, key: key), kind: kind, key: key)
        }
        return out
    }
}
