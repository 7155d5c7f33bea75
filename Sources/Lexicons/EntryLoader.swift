import TextModel

/// Reads entry files, `<folder>/<label>/<subtype>.tsv`, into rows; all problems are collected.
public struct EntryLoader {
    public private(set) var diagnostics: [Diagnostic] = []
    public private(set) var rows: [EntryRow] = []

    public init() {}

    /// Loads every label folder of a lexicon directory, files in byte order. `shown` is how the directory is called in `found_by` and messages.
    public mutating func load(directory: FileName, shown: String) throws(FileError) {
        for label in Label.allCases {
            let folder = directory.appending(FileName(label.name.lowercased()))
            guard FileReader.isDirectory(folder) else { continue }
            for path in try FileReader.walk(folder, suffix: ".tsv") {
                let name = shown + "/" + label.name.lowercased() + "/" + path.last.text
                add(TSVFile(bytes: try FileReader.read(path), name: name, key: "name"), label: label)
            }
        }
    }

    /// Columns that an entry keeps in fields of its own; all others become attributes.
    private static let own: Set<String> = ["name", "id", "variants", "short", "label", "match"]

    public mutating func add(_ file: TSVFile, label: Label) {
        diagnostics += file.diagnostics
        guard file.headerLine > 0, let name = file.column("name") else { return }
        let id = file.column("id"), variants = file.column("variants"), short = file.column("short"), other = file.column("label"), match = file.column("match")
        let free = file.columns.indices.filter { !EntryLoader.own.contains(file.columns[$0]) }
        for row in 0..<file.rowCount {
            var entry = EntryRow(label: label, name: file.text(row, name), file: file.name, line: file.line(row))
            if entry.name.isEmpty { continue }
            if let id, !file.isEmpty(row, id) { entry.ids = EntryLoader.words(file.text(row, id)) }
            if let variants, !file.isEmpty(row, variants) { entry.variants = file.texts(row, variants) }
            if let short, !file.isEmpty(row, short) { entry.short = file.texts(row, short) }
            if let other, !file.isEmpty(row, other) {
                if let l = Label(name: file.text(row, other).uppercased()) {
                    entry.label = l
                } else {
                    diagnostics.append(file.diagnostic(.error, row: row, column: other, message: "unknown label \"\(file.text(row, other))\"",
                                                       remedy: "use one of \(Label.names.joined(separator: " "))"))
                }
            }
            if let match, !file.isEmpty(row, match) {
                for word in EntryLoader.words(file.text(row, match)) {
                    if let s = MatchSwitches.words.first(where: { $0.0 == word }) {
                        entry.match.insert(s.1)
                    } else {
                        diagnostics.append(file.diagnostic(.error, row: row, column: match, message: "unknown switch \"\(word)\"",
                                                           remedy: "use \(MatchSwitches.words.map(\.0).joined(separator: ", "))"))
                    }
                }
            }
            for c in free where !file.isEmpty(row, c) { entry.attributes.append((file.columns[c], file.text(row, c))) }
            rows.append(entry)
        }
    }

    private static func words(_ s: String) -> [String] {
        s.split(whereSeparator: { $0 == " " || $0 == "|" || $0 == ";" || $0 == "," }).map(String.init)
    }
}
