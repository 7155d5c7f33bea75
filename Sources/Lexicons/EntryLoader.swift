import TextModel

/// Reads entry files, `<folder>/<label>/<subtype>.tsv`, into rows; all problems are collected.
public struct EntryLoader {
    public private(set) var diagnostics: [Diagnostic] = []
    public private(set) var rows: [EntryRow] = []
    private var removals: [EntryRemoval] = []
    private var overlay: EntryOverlay?
    private var upperRemovals = 0

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

    /// Rows of all layers, later ones laid over earlier ones; those that were passed on (`addLowest`) are not among them.
    public mutating func takeRows() -> [EntryRow] {
        var overlay = self.overlay ?? EntryOverlay(rows, removals)
        let merged = rows.compactMap { overlay.kept($0) }
        diagnostics += overlay.diagnostics
        if self.overlay != nil { diagnostics += EntryOverlay([], Array(removals.dropFirst(upperRemovals))).diagnostics }
        self.overlay = nil
        rows = []
        return merged
    }

    /// Says that the rows of all later directories have been added: what follows is the first directory's (`addLowest`), which nobody needs to keep.
    public mutating func endUpperLayers() {
        overlay = EntryOverlay(rows, removals)
        upperRemovals = removals.count
    }

    /// A file of the first directory behind `endUpperLayers`: each row is passed on as far as later directories leave it.
    public mutating func addLowest(_ file: TSVFile, label: Label, to pass: (EntryRow) -> Void) {
        guard var overlay else { return add(file, label: label, to: pass) }
        self.overlay = nil
        add(file, label: label) { row in
            if let kept = overlay.kept(row) { pass(kept) }
        }
        self.overlay = overlay
    }

    /// `layer`: number of the lexicon directory; files are added in the order of their layers. Rows are kept for `takeRows`.
    public mutating func add(_ file: TSVFile, label: Label, layer: Int = 0) {
        var kept: [EntryRow] = []
        add(file, label: label, layer: layer) { kept.append($0) }
        rows += kept
    }

    /// The same, with each row passed on as it is read: for the only layer, which nothing overrules.
    public mutating func add(_ file: TSVFile, label: Label, layer: Int = 0, to pass: (EntryRow) -> Void) {
        diagnostics += file.diagnostics
        guard file.headerLine > 0, let name0 = file.column("name") else { return }
        let id = file.column("id"), variants = file.column("variants"), short = file.column("short"), other = file.column("label"), match = file.column("match")
        let free = file.columns.indices.filter { !EntryLoader.own.contains(file.columns[$0]) }
        for row in 0..<file.rowCount {
            var entry = EntryRow(label: label, name: file.text(row, name0), file: file.name, line: file.line(row))
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
            if entry.name.utf8.first == 0x2D {
                let name = entry.name.dropFirst().drop { $0 == " " }
                if name.isEmpty && entry.ids.isEmpty {
                    diagnostics.append(file.diagnostic(.error, row: row, column: name0, message: "\"-\" says nothing without an id", remedy: "write -name, or the id"))
                }
                removals.append(EntryRemoval(label: entry.label, name: String(name), id: entry.ids.first ?? "", layer: layer, file: file.name, line: entry.line))
                continue
            }
            entry.layer = layer
            for c in free where !file.isEmpty(row, c) { entry.attributes.append((file.columns[c], file.text(row, c))) }
            pass(entry)
        }
    }

    static func words(_ s: String) -> [String] {
        if !s.utf8.contains(where: { $0 == 0x20 || $0 == 0x7C || $0 == 0x3B || $0 == 0x2C }) { return s.isEmpty ? [] : [s] }
        return s.split(whereSeparator: { $0 == " " || $0 == "|" || $0 == ";" || $0 == "," }).map(String.init)
    }
}
