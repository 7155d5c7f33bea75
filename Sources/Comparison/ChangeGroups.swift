/// Changes by what caused them.
public struct ChangeGroup: Sendable {
    /// `file:line «name»`, a pattern's or rule's id.
    public var cause: String
    public var changes: [Change]
}

extension Impact {
    /// Changes grouped by the row or pattern that caused them, the largest group first. A change that another row's word brought about (a name that is read
    /// differently because a row beside it is new) stands with the row or rule that found it.
    public var groups: [ChangeGroup] {
        ChangeGroup.groups(changes) { ResourceSet.title($0, old: old, new: new) }
    }
}

extension ResourceSet {
    /// A cause for a reader: the row's file, line and name.
    static func title(_ cause: String, old: ResourceSet, new: ResourceSet) -> String {
        guard let (file, name) = Causes.parts(cause) else { return cause }
        let line = new.line(file: file, name: name)
        if line > 0 { return "\(file):\(line) «\(name)»" }
        let was = old.line(file: file, name: name)
        return was > 0 ? "\(file):\(was) «\(name)» (removed)" : "\(file) «\(name)»"
    }
}

extension ChangeGroup {
    public static func groups(_ changes: [Change], named: (String) -> String) -> [ChangeGroup] {
        var names: [String: String] = [:], byName: [String: [Change]] = [:], order: [String] = []
        for c in changes {
            let cause = c.finding.cause
            let name = names[cause] ?? (cause.isEmpty ? "unknown (the records have no found_by)" : named(cause))
            names[cause] = name
            if byName[name] == nil { order.append(name) }
            byName[name, default: []].append(c)
        }
        return order.map { ChangeGroup(cause: $0, changes: byName[$0]!) }.enumerated()
            .sorted { ($1.element.changes.count, $0.offset) < ($0.element.changes.count, $1.offset) }.map(\.element)
    }
}
