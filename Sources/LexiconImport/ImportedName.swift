import TextModel

/// One row to be, whatever source it comes from.
public struct ImportedName: Sendable, Equatable {
    public var names: [String]
    public var id: String
    public var label: Label?
    public var country = ""
    public var parent = ""
    public var latitude = ""
    public var longitude = ""
    public var population = ""
    public var gender = ""

    public init(names: [String], id: String, label: Label?) {
        self.names = names
        self.id = id
        self.label = label
    }
}

/// Names fit for a cell: one line, single blanks, no characters that nobody sees, at most what can be matched; without a letter of the Arabic script a name is none.
public enum ImportedText {
    public static func name(_ raw: some StringProtocol) -> String? {
        var out = String.UnicodeScalarView()
        var hasArabic = false
        for scalar in raw.unicodeScalars {
            switch scalar.value {
            case 0..<0x21, 0x7F...0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x3000, 0x7C:
                if !out.isEmpty, out.last != " " { out.append(" ") }
            case 0xAD, 0x61C, 0x640, 0x64B...0x65F, 0x670, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: break
            case 0x6CC: out.append("ي")
            case 0x6A9: out.append("ك")
            case 0x6C1, 0x6BE, 0x6D5: out.append("ه")
            default:
                if (0x620...0x64A).contains(scalar.value) { hasArabic = true }
                out.append(scalar)
            }
        }
        if out.last == " " { out.removeLast() }
        let text = String(out)
        guard hasArabic, text.utf8.count <= 512, text.split(separator: " ").count <= 16, text.utf8.first != 0x2D, text.utf8.first != 0x23 else { return nil }
        return text
    }

    /// The names that are fit, each once, in their order.
    public static func names(_ raw: some Sequence<some StringProtocol>) -> [String] {
        var out: [String] = []
        for item in raw { if let name = name(item), !out.contains(name) { out.append(name) } }
        return out
    }

    /// Five decimals at most; empty where it is no coordinate.
    public static func coordinate(_ raw: some StringProtocol) -> String {
        guard let value = Double(String(raw)), abs(value) <= 180 else { return "" }
        let scaled = Int((abs(value) * 100_000).rounded())
        let digits = String(scaled % 100_000)
        return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / 100_000).\(String(repeating: "0", count: 5 - digits.utf8.count))\(digits)"
    }

    /// A cell of another column: one line.
    public static func cell(_ raw: some StringProtocol) -> String {
        String(String.UnicodeScalarView(raw.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }))
    }
}

/// Writes imported names as an entry file.
public struct ImportWriter {
    public static let columns = ["name", "id", "variants", "label", "country", "parent", "lat", "lon", "population", "gender", "source"]

    let source: String
    public init(source: String) { self.source = source }

    public var header: String { ImportWriter.columns.joined(separator: "\t") + "\n" }

    public func line(_ n: ImportedName) -> String {
        let cells = [n.names[0], n.id, n.names.dropFirst().joined(separator: " | "), n.label?.name ?? "", n.country, n.parent, n.latitude, n.longitude, n.population,
                     n.gender, source]
        return cells.map { ImportedText.cell($0) }.joined(separator: "\t") + "\n"
    }
}
