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
    private(set) var diagnostics: [Diagnostic] = []

    private struct Key: Hashable {
        var label: Label
        var name: String
        var id: String
    }

    /// `rows` in the order of their layers; the order is kept.
    mutating func merge(_ rows: [EntryRow], _ removals: [EntryRemoval]) -> [EntryRow] {
        guard let last = rows.last?.layer ?? removals.last?.layer, last > 0 || !removals.isEmpty else { return rows }
        var newest: [Key: Int] = [:]
        for row in rows where row.layer > 0 { newest[EntryOverlay.key(row)] = row.layer }
        var byName: [String: [Int]] = [:], byID: [String: [Int]] = [:]
        for (i, removal) in removals.enumerated() { if removal.name.isEmpty { byID[removal.id, default: []].append(i) } else { byName[removal.name, default: []].append(i) } }
        var used = [Bool](repeating: false, count: removals.count)
        var out: [EntryRow] = []
        out.reserveCapacity(rows.count)
        for var row in rows {
            if let layer = newest[EntryOverlay.key(row)], layer > row.layer { continue }
            var isRemoved = false
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
            if isRemoved { continue }
            if !byName.isEmpty {
                func isKept(_ form: String) -> Bool {
                    guard let found = byName[form]?.first(where: { applies(removals[$0], row) }) else { return true }
                    used[found] = true
                    return false
                }
                row.variants = row.variants.filter(isKept)
                row.short = row.short.filter(isKept)
            }
            out.append(row)
        }
        for (i, removal) in removals.enumerated() where !used[i] {
            diagnostics.append(Diagnostic(.warning, file: removal.file, line: removal.line, column: 0,
                                          message: "\"-\(removal.name)\" removes nothing: no earlier directory has such a row",
                                          remedy: "check its spelling, label folder and id, or delete the line"))
        }
        return out
    }

    private func applies(_ removal: EntryRemoval, _ row: EntryRow) -> Bool {
        removal.layer > row.layer && removal.label == row.label && (removal.id.isEmpty || row.ids.contains(removal.id))
    }

    private static func key(_ row: EntryRow) -> Key { Key(label: row.label, name: row.name, id: row.ids.first ?? "") }
}
