import ArabicText
import TextModel

/// A row of an entry file as the checks need it.
struct CheckedEntry {
    var file: Int
    var row: Int
    var label: Label
    var name: String
    /// Folded words with blanks between them: what matching compares.
    var key: [UInt8]
    var id: String
    var isTrigger: Bool
    /// Its author knows that it is a common word as well.
    var isSure: Bool
    /// A folding is switched off.
    var isExact: Bool
    /// It removes rows of earlier directories.
    var isRemoval: Bool
    /// Dates, role and organisation: rows of one id that differ here are several posts or names over time.
    var period: String
    var parent: String
    var layer: Int
}

/// The entry files of a check.
struct CheckedEntries {
    var files: [TSVFile] = []
    var entries: [CheckedEntry] = []
    private let folding = Folding()

    func key(_ form: String) -> [UInt8] {
        var key: [UInt8] = []
        for word in PhraseWords.split(form) {
            if !key.isEmpty { key.append(0x20) }
            key += folding.fold(word)
        }
        return key
    }

    mutating func add(_ file: TSVFile, label: Label, layer: Int) {
        guard file.headerLine > 0, let name = file.column("name") else { return }
        let id = file.column("id"), other = file.column("label"), match = file.column("match"), parent = file.column("parent")
        let period = ["from", "to", "role", "org", "country"].compactMap { file.column($0) }
        func text(_ row: Int, _ column: Int?) -> String { column.map { file.isEmpty(row, $0) ? "" : file.text(row, $0) } ?? "" }
        for row in 0..<file.rowCount {
            let form = file.text(row, name)
            let isRemoval = form.utf8.first == 0x2D
            let switches = EntryLoader.words(text(row, match))
            entries.append(CheckedEntry(
                file: files.count, row: row, label: Label(name: text(row, other)) ?? label, name: form, key: isRemoval ? [] : key(form),
                id: EntryLoader.words(text(row, id)).first ?? "", isTrigger: switches.contains("trigger"),
                isSure: switches.contains("sure"),
                isExact: switches.contains { $0 == "exact" || $0 == "-hamza" || $0 == "-ya" || $0 == "-ta" }, isRemoval: isRemoval,
                period: period.map { text(row, $0) }.joined(separator: "\t"), parent: text(row, parent), layer: layer))
        }
        files.append(file)
    }

    func place(_ e: CheckedEntry) -> String { "\(files[e.file].name):\(files[e.file].line(e.row))" }

    func finding(_ severity: Diagnostic.Severity, _ e: CheckedEntry, column: String, _ message: String, _ remedy: String) -> Diagnostic {
        let file = files[e.file]
        return file.diagnostic(severity, row: e.row, column: file.column(column) ?? file.column("name") ?? 0, message: message, remedy: remedy)
    }
}
