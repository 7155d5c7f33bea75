import Lexicons
import SystemFiles
import TextModel

/// A row to be appended to a curated file, checked together with everything that is there already.
public struct LexiconAddition {
    public var path: FilePath
    /// The file with the row.
    public private(set) var bytes: [UInt8]
    public private(set) var line: Int
    /// What the checks say about the new row.
    public private(set) var diagnostics: [Diagnostic] = []

    public enum Problem: Error {
        case model(ModelError)
        /// The file has no such column; these it has.
        case noColumn(String, [String])
        case unreadable(FileError)
    }

    static let standardColumns = ["name", "id", "variants", "short", "match", "source"]

    /// - Parameters:
    ///   - path: an entry file below one of the directories; made with a header where it isn't there.
    ///   - cells: column and value.
    public init(_ cells: [(column: String, value: String)], to path: FilePath, directories: [FilePath]) throws(Problem) {
        self.path = path
        var old: [UInt8] = []
        if FileReader.exists(FileName(bytes: path.bytes)) {
            do throws(FileError) { old = try FileReader.read(FileName(bytes: path.bytes)) } catch { throw .unreadable(error) }
        }
        var columns = TSVFile(bytes: old, name: "", key: "name").columns
        if columns.isEmpty {
            columns = LexiconAddition.standardColumns + cells.map(\.column).filter { !LexiconAddition.standardColumns.contains($0) }
            old += Array((columns.joined(separator: "\t") + "\n").utf8)
        }
        for cell in cells where !columns.contains(cell.column) { throw .noColumn(cell.column, columns) }
        if let last = old.last, last != 0x0A { old.append(0x0A) }
        let row = columns.map { column in cells.first { $0.column == column }?.value ?? "" }
        var text = row.map { String(String.UnicodeScalarView($0.unicodeScalars.map { $0.value < 0x20 ? " " : $0 })) }.joined(separator: "\t")
        while text.last == "\t" { text.removeLast() }
        bytes = old + Array((text + "\n").utf8)
        line = bytes.count { $0 == 0x0A }
        let line = line
        do throws(ModelError) {
            diagnostics = try LexiconCheck(directories, replacing: path, by: bytes).diagnostics.filter {
                $0.line == line && SourceSnapshot.isSame(FilePath($0.file), path)
            }
        } catch { throw .model(error) }
    }

    public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
