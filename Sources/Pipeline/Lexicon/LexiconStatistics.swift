import Lexicons
import SystemFiles
import TextModel

/// How many rows and forms lexicons hold, by kind and source.
public struct LexiconStatistics {
    public struct Line: Sendable {
        /// A label, or `names/given`, `words`, `verbs`.
        public var kind: String
        public var source: String
        public var rows = 0
        /// Names with their variants and short forms, each spelling once per label and source.
        public var forms = 0
    }

    public private(set) var lines: [Line] = []

    public init(_ directories: [FilePath]) throws(ModelError) {
        let snapshot = try ModelCompiler.read(ModelPaths(lexicons: directories, patterns: []))
        var entries = EntryLoader()
        var counts: [String: Line] = [:], seen: Set<String> = []
        func count(_ kind: String, _ source: String, _ forms: [String], order: String) {
            let source = source.contains("+") ? "several" : source
            let key = "\(order)\t\(kind)\t\(source)"
            counts[key, default: Line(kind: kind, source: source)].rows += 1
            for form in forms where seen.insert("\(key)\t\(form)").inserted { counts[key]?.forms += 1 }
        }
        for item in snapshot.items {
            guard let key = item.file.role.key else { continue }
            let file = TSVFile(bytes: item.bytes, name: item.file.shown, key: key)
            switch item.file.role {
            case .entries(let label): entries.add(file, label: label, layer: item.file.layer)
            case .words(let kind):
                let name = kind == .names ? "names/\(item.file.className)" : kind.rawValue
                for row in 0..<file.rowCount {
                    let source = file.text(row, named: "source")
                    count(name, source.isEmpty ? "curated" : source, [file.text(row, named: kind.key)] + (kind == .words ? file.texts(row, named: "forms") : []), order: "z")
                }
            default: break
            }
        }
        for row in entries.takeRows() {
            let source = row.attributes.first { $0.name == "source" }?.value ?? ""
            let order = row.label.rawValue
            count(row.label.name, source.isEmpty ? "curated" : source, [row.name] + row.variants + row.short, order: order < 10 ? "0\(order)" : "\(order)")
        }
        lines = counts.keys.sorted().compactMap { counts[$0] }
    }

    public var total: Line { lines.reduce(into: Line(kind: "all", source: "")) { $0.rows += $1.rows; $0.forms += $1.forms } }
}
