/// A message about a user's file: where, what, and what to do about it. Collected to the end of the file, then shown together.
public struct Diagnostic: Sendable, Hashable {
    public enum Severity: UInt8, Sendable { case error, warning }

    public var severity: Severity
    public var file: String
    /// From 1; 0 = the file as a whole.
    public var line: Int
    /// In code points, from 1; 0 = the line as a whole.
    public var column: Int
    public var message: String
    public var remedy: String

    public init(_ severity: Severity, file: String, line: Int, column: Int, message: String, remedy: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.remedy = remedy
    }

    /// `file:line:column: error: what; what to do`
    public var description: String {
        var place = file
        if line > 0 { place += ":\(line)" }
        if column > 0 { place += ":\(column)" }
        return "\(place): \(severity == .error ? "error" : "warning"): \(message)\(remedy.isEmpty ? "" : "; \(remedy)")"
    }
}
