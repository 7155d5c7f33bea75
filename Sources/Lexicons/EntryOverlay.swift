import TextModel

/// A row of a later directory that takes something out of earlier ones: `-name` in the name cell.
public struct EntryRemoval: Sendable {
    var label: Label
    /// Empty: everything with this id.
    var name: String
    /// Empty: whatever the id.
    var id: String
    var layer: Int
    var file: String
    var line: Int
}

/// Merges the entries of several lexicon directories (layers), a later one over the earlier ones:
///
/// - a row replaces the rows of earlier layers that have its label, name and first id (all of them: the dated rows of a post are replaced together);
/// - `-name` removes the earlier rows of that label and name, and the form from the variants of others; an id beside it narrows that to the id's rows;
/// - `-` alone with an id removes all earlier rows of that id;
/// - any other row is added.
struct EntryOverlay {
    private struct Key: Hashable {
        var label: Label
        var name: String
        var id: String
    }

    private var newest: [Key: Int] = [:]
    private let removals: [EntryRemoval]
    private var byName: [String: [Int]] = [:]
    private var byID: [String: [Int]] = [:]
    private var used: [Bool]

    /// `rows`: in the order of their layers; those of the lowest layer say nothing and may be missing.
    init(_ rows: [EntryRow], _ removals: [EntryRemoval]) {
        self.removals = removals
        used = [Bool](repeating: false, count: removals.count)
        for row in rows where row.layer > 0 { newest[EntryOverlay.key(row)] = row.layer }
        for (i, removal) in removals.enumerated() { if removal.name.isEmpty { byID[removal.id, default: []].append(i) } else { byName[removal.name, default: []].append(i) } }
    }

    /// The row as far as later layers leave it; nil where they replace or remove it.
    mutating func kept(_ row: EntryRow) -> EntryRow? {
        if !newest.isEmpty, let layer = newest[EntryOverlay.key(row)], layer > row.layer { return nil }
        if removals.isEmpty { return row }
        var row = row, isRemoved = false
        for i in byName[row.name] ?? [] where applies(removals[i], row) {
            used[i] = true
            isRemoved = true
        }
        for id in row.ids.prefix(1) {
            for i in byID[id] ?? [] where removals[i].layer > row.layer {
                used[i] = true
                isRemoved = true
            }
        }
        if isRemoved { return nil }
        if !byName.isEmpty {
            row.variants = remaining(row.variants, row)
            row.short = remaining(row.short, row)
        }
        return row
    }

    private mutating func remaining(_ forms: [String], _ row: EntryRow) -> [String] {
        forms.filter { form in
            guard let found = byName[form]?.first(where: { applies(removals[$0], row) }) else { return true }
            used[found] = true
            return false
        }
    }

    /// Removals that removed nothing of the rows that went through.
    var diagnostics: [Diagnostic] {
        removals.indices.filter { !used[$0] }.map { i in
            let removal = removals[i]
            return Diagnostic(.warning, file: removal.file, line: removal.line, column: 0,
                              message: "\"-\(removal.name)\" removes nothing: no earlier directory has such a row",
                              remedy: "check its spelling, label folder and id, or delete the line")
        }
    }

    private func applies(_ removal: EntryRemoval, _ row: EntryRow) -> Bool {
        removal.layer > row.layer && removal.label == row.label && (removal.id.isEmpty || row.ids.contains(removal.id))
    }

    private static func key(_ row: EntryRow) -> Key { Key(label: row.label, name: row.name, id: row.ids.first ?? "") }
}
