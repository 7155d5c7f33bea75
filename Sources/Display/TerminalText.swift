import SystemFiles

/// How document text is shown among ASCII: controls as escapes, at a bidi terminal each piece isolated, so that a number or a bracket beside it stays
/// where it belongs.
public struct TerminalText: Sendable {
    public var isolates: Bool

    public init(isolates: Bool) { self.isolates = isolates }

    /// A piece of document text within a line. The line itself must begin with an ASCII character: tmux drops an isolate in its first column.
    public func callAsFunction(_ text: String) -> String {
        let shown = visible(text)
        return isolates ? "\u{2068}" + shown + "\u{2069}" : shown
    }

    /// The same, padded to a number of terminal cells.
    public func padded(_ text: String, to width: Int, atStart: Bool = false) -> String {
        let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(visible(text))))
        return atStart ? blanks + self(text) : self(text) + blanks
    }
}

public enum IsolateMode: String, CaseIterable, Sendable {
    case auto, always, never

    /// `auto`: where stdout is a terminal whose locale is UTF-8.
    public var isolates: Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto: Descriptor.standardOutput.isTerminal && Locale.isUTF8
        }
    }
}

enum Locale {
    static var isUTF8: Bool {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            guard let value = Process.environment(name)?.text, !value.isEmpty else { continue }
            let folded = value.lowercased()
            return folded.hasSuffix("utf-8") || folded.hasSuffix("utf8")
        }
        return false
    }
}

/// Colour of a terminal: the flag, then NO_COLOR, then what the terminal is.
public struct Colour: Sendable {
    public var isOn: Bool

    public init(isOn: Bool) { self.isOn = isOn }

    public static var automatic: Colour {
        if let no = Process.environment("NO_COLOR"), !no.bytes.isEmpty { return Colour(isOn: false) }
        if Process.environment("TERM")?.text == "dumb" { return Colour(isOn: false) }
        return Colour(isOn: Descriptor.standardOutput.isTerminal)
    }

    public func good(_ text: String) -> String { isOn ? "\u{1B}[32m\(text)\u{1B}[0m" : text }
    public func bad(_ text: String) -> String { isOn ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
    public func strong(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}
