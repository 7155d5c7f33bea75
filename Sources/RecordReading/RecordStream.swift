import TextModel

/// Records of one file or of standard input. A bad line becomes a diagnostic and the next line is read.
public struct RecordStream: ~Copyable {
    private var lines: LineReader
    private var parser = RecordParser()
    /// Bad lines that were skipped; only the first `maximumDiagnostics` are kept.
    public private(set) var diagnostics: [Diagnostic] = []
    public private(set) var badLines = 0
    public static let maximumDiagnostics = 50

    public init(path: [UInt8]) throws(InputFault) {
        lines = try LineReader(path: path)
    }

    public init(path: String) throws(InputFault) { try self.init(path: Array(path.utf8)) }

    /// The next record; nil at the end.
    public mutating func next() throws(InputFault) -> Record? {
        while let line = try lines.next() {
            if line.isEmpty { continue }
            do throws(JSONFault) {
                return try parser.parse(line)
            } catch {
                badLines += 1
                if diagnostics.count < RecordStream.maximumDiagnostics {
                    diagnostics.append(Diagnostic(.error, file: lines.path, line: lines.line, column: column(of: error.offset, in: line),
                                                  message: error.message, remedy: error.remedy))
                }
            }
        }
        return nil
    }

    public mutating func takeDiagnostics() -> [Diagnostic] {
        defer { diagnostics = [] }
        return diagnostics
    }

    /// Code points before a byte, plus one.
    private func column(of offset: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
        var column = 1
        for i in 0..<min(offset, line.count) where line[i] & 0xC0 != 0x80 { column += 1 }
        return column
    }
}
