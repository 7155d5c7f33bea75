/// The rows of one TSV file of values.
public struct ValueTable {
    public struct Row {
        public var line: Int
        var cells: [String]
    }

    public let path: String
    public private(set) var rows: [Row] = []
    private var columns: [String] = []

    /// Reads `text`: `#` comments, a header line, rows.
    public init(path: String, text: String) {
        self.path = path
        var line = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" }) {
            line += 1
            if raw.isEmpty || raw.hasPrefix("#") { continue }
            let cells = raw.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if columns.isEmpty { columns = cells } else { rows.append(Row(line: line, cells: cells)) }
        }
    }

    func text(_ row: Row, _ column: String) -> String {
        guard let i = columns.firstIndex(of: column), i < row.cells.count else { return "" }
        return row.cells[i]
    }

    func list(_ row: Row, _ column: String) -> [String] {
        text(row, column).split(separator: "|").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }
}
