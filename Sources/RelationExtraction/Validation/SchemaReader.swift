import TextModel

/// Reads `schema.tsv`: one row a type (role empty) or a role of a type.
///
/// Columns: `type`, `kind` (relation|event), `role`, `labels` (`PERS|ORG`, `*` = any, empty = text only), `text` (`yes` where a piece of text is allowed),
/// `list` (`yes`), `ace`, `plover`, `wikidata`. Rows with type `*` give every event these roles.
public enum SchemaReader {
    public static func read(name: String, text: String) -> (FactSchema, [Diagnostic]) {
        var schema = FactSchema()
        var diagnostics: [Diagnostic] = []
        var columns: [String] = []
        var shared: [FactSchema.Role] = []
        var number = 0
        for raw in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            var line = String(decoding: raw, as: UTF8.self)
            if line.utf8.last == 13 { line.unicodeScalars.removeLast() }
            let isBlank = line.unicodeScalars.allSatisfy { LineReader.isBlank($0) }
            if isBlank || line.utf8.first == 35 { continue }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if columns.isEmpty {
                columns = cells
                for needed in ["type", "kind", "role", "labels", "text", "list"] where !columns.contains(needed) {
                    diagnostics.append(Diagnostic(.error, file: name, line: number, column: 0, message: "no column “\(needed)”", remedy: "add it to the header line"))
                }
                continue
            }
            func cell(_ column: String) -> String {
                guard let i = columns.firstIndex(of: column), i < cells.count else { return "" }
                return cells[i]
            }
            func problem(_ message: String, _ remedy: String) {
                diagnostics.append(Diagnostic(.error, file: name, line: number, column: 0, message: message, remedy: remedy))
            }
            let typeName = cell("type"), roleName = cell("role")
            if roleName.isEmpty {
                guard schema.type(named: typeName) == nil else {
                    problem("type \(typeName) is declared twice", "remove one row")
                    continue
                }
                guard cell("kind") == "relation" || cell("kind") == "event" else {
                    problem("kind “\(cell("kind"))”", "write relation or event")
                    continue
                }
                schema.types.append(FactSchema.FactType(name: typeName, kind: cell("kind") == "event" ? .event : .relation, roles: [], ace: cell("ace"),
                                                        plover: cell("plover"), wikidata: cell("wikidata")))
                continue
            }
            let id: RoleID
            if let known = schema.role(named: roleName) { id = known } else {
                id = RoleID(schema.roleNames.count)
                schema.roleNames.append(roleName)
            }
            var labels: LabelSet = []
            if cell("labels") == "*" { labels = .all } else {
                for word in cell("labels").split(separator: "|") {
                    if let label = Label(name: word) { labels.insert(LabelSet(label)) } else {
                        problem("there is no mention label “\(word)”", "labels: \(Label.names.joined(separator: " "))")
                    }
                }
            }
            let role = FactSchema.Role(role: id, labels: labels, allowsText: cell("text") == "yes", isList: cell("list") == "yes")
            if typeName == "*" {
                shared.append(role)
            } else if let t = schema.type(named: typeName) {
                schema.types[t.index].roles.append(role)
            } else {
                problem("role \(roleName) of the unknown type \(typeName)", "declare the type in a row with an empty role before its roles")
            }
        }
        for t in schema.types.indices where schema.types[t].kind == .event {
            for role in shared where !schema.types[t].roles.contains(where: { $0.role == role.role }) { schema.types[t].roles.append(role) }
        }
        return (schema, diagnostics)
    }
}
