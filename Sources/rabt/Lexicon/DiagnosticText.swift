import Pipeline
import RecordWriting
import SystemFiles
import TextModel

enum DiagnosticFormat { case text, json }

/// Problems of lexicon files on stdout, a line each.
func printDiagnostics(_ check: LexiconCheck, _ format: DiagnosticFormat, errorsOnly: Bool) throws {
    var text = ""
    for d in check.diagnostics where !errorsOnly || d.severity == .error {
        text += format == .text ? visible(d.description) + "\n" : json(d)
        if text.utf8.count > 1 << 16 {
            try printText(text)
            text = ""
        }
    }
    try printText(text)
}

private func json(_ d: Diagnostic) -> String {
    var out = ByteBuffer()
    out.append("{\"file\":")
    out.append(json: d.file)
    out.append(",\"line\":")
    if d.line > 0 { out.append(decimal: d.line) } else { out.append("null") }
    out.append(",\"column\":")
    if d.column > 0 { out.append(decimal: d.column) } else { out.append("null") }
    for (key, value) in [(",\"severity\":" as StaticString, d.severity == .error ? "error" : "warning"), (",\"message\":", d.message), (",\"remedy\":", d.remedy)] {
        out.append(key)
        out.append(json: value)
    }
    out.append("}\n")
    return out.text()
}

func diagnosticLines(_ addition: LexiconAddition) -> [String] { addition.diagnostics.map(\.description) }
