/// Encodings that documents are read in.
public enum TextEncoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"
    case windows1256 = "windows-1256"
    case iso8859_6 = "iso-8859-6"

    /// By its name or a common other name, letter case aside.
    public init?(named name: String) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "utf-16le", "utf16le": self = .utf16LittleEndian
        case "utf-16be", "utf16be": self = .utf16BigEndian
        case "windows-1256", "cp1256", "windows1256": self = .windows1256
        case "iso-8859-6", "iso8859-6": self = .iso8859_6
        default: return nil
        }
    }

    /// By the byte order mark that a file starts with.
    init?(byteOrderMarkOf bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= 2 else { return nil }
        switch (bytes[0], bytes[1]) {
        case (0xFF, 0xFE): self = .utf16LittleEndian
        case (0xFE, 0xFF): self = .utf16BigEndian
        default: return nil
        }
    }
}
