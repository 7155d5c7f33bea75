/// JSON Schema 2020-12 of a shape, generated from the same declaration that the writer is checked against.
public enum JSONSchema {
    /// Schema of one line of `rabt extract`.
    public static func record() -> String {
        union(title: "A record of rabt extract: one line of JSON Lines", RecordType.allCases.map { ($0.name, RecordShapes.fields(of: $0)) })
    }

    /// Schema of a line that is one of several types.
    public static func union(title: String, _ types: [(name: String, fields: [Field])]) -> String {
        var printer = Printer()
        printer.open("{")
        printer.line("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",")
        printer.line("\"title\": \"\(title)\",")
        printer.open("\"oneOf\": [")
        for (i, type) in types.enumerated() { printer.line("{\"$ref\": \"#/$defs/\(type.name)\"}\(i == types.count - 1 ? "" : ",")") }
        printer.close("],")
        printer.open("\"$defs\": {")
        for (i, type) in types.enumerated() { printer.value("\"\(type.name)\": ", .object(type.fields), about: nil, last: i == types.count - 1) }
        printer.close("}")
        printer.close("}")
        return printer.text
    }

    /// Schema of a single object.
    public static func object(title: String, _ fields: [Field]) -> String {
        var printer = Printer()
        printer.open("{")
        printer.line("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",")
        printer.line("\"title\": \"\(title)\",")
        printer.members(of: .object(fields))
        printer.close("}")
        return printer.text
    }

    private struct Printer {
        var text = ""
        var depth = 0

        mutating func line(_ line: String) {
            text += String(repeating: "  ", count: depth) + line + "\n"
        }

        mutating func open(_ line: String) {
            self.line(line)
            depth += 1
        }

        mutating func close(_ line: String) {
            depth -= 1
            self.line(line)
        }

        mutating func value(_ prefix: String, _ shape: Shape, about: String?, last: Bool) {
            open(prefix + "{")
            if let about { line("\"description\": \(quoted(about)),") }
            members(of: shape)
            close(last ? "}" : "},")
        }

        mutating func members(of shape: Shape) {
            switch shape {
            case .text: line("\"type\": \"string\"")
            case .choice(let names):
                line("\"type\": \"string\",")
                line("\"enum\": [\(names.map(quoted).joined(separator: ", "))]")
            case .integer:
                line("\"type\": \"integer\",")
                line("\"minimum\": 0")
            case .number: line("\"type\": \"number\"")
            case .score:
                line("\"type\": \"number\",")
                line("\"minimum\": 0,")
                line("\"maximum\": 1")
            case .boolean: line("\"type\": \"boolean\"")
            case .matching(let pattern):
                line("\"type\": \"string\",")
                line("\"pattern\": \(quoted(pattern))")
            case .list(let item):
                line("\"type\": \"array\",")
                value("\"items\": ", item, about: nil, last: true)
            case .anyObject: line("\"type\": \"object\"")
            case .nullable(let shape):
                open("\"anyOf\": [")
                value("", shape, about: nil, last: false)
                line("{\"type\": \"null\"}")
                close("]")
            case .object(let fields):
                line("\"type\": \"object\",")
                line("\"additionalProperties\": false,")
                line("\"required\": [\(fields.map { quoted($0.name) }.joined(separator: ", "))],")
                open("\"properties\": {")
                for (i, field) in fields.enumerated() {
                    value(quoted(field.name) + ": ", field.shape, about: field.about, last: i == fields.count - 1)
                }
                close("}")
            }
        }

        func quoted(_ text: String) -> String {
            var buffer = ByteBuffer()
            buffer.append(json: text)
            return buffer.text()
        }
    }
}
