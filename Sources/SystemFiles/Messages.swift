import Glibc

/// Text for a terminal: control characters, direction controls and bytes that are no UTF-8 are shown as escapes, so that no file name or document text
/// can move the cursor, change a title or turn a line around.
public func visible(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
            result += "\\u{" + String(scalar.value, radix: 16) + "}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}

/// Lines to stderr. Where stderr is closed or full the run goes on: messages never fail.
public struct Messages: Sendable {
    public let prefix: String

    public init(prefix: String) { self.prefix = prefix }

    /// `rabt: message` and a line end, controls in the message escaped.
    public func say(_ message: String) { Messages.line(prefix + ": " + message) }

    /// A line without the prefix.
    public static func line(_ text: String) {
        var line = visible(text) + "\n"
        line.withUTF8 { try? Descriptor.standardError.write(all: UnsafeRawBufferPointer($0)) }
    }
}
