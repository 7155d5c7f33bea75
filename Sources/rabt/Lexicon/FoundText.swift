import EntityTagging
import Lexicons
import Pipeline
import SystemFiles
import TextModel

/// A line for each row that matches: text, way, label, id, name, place.
func foundLines(_ text: [UInt8], _ model: Model) -> [String] {
    let text = Array(String(decoding: text, as: UTF8.self).utf8)
    let entries = model.lexicon.entries
    return LexiconUse(model).find(text).map { found in
        var way: [String] = []
        switch found.kind {
        case .name: break
        case .variant: way.append("variant")
        case .short: way.append("short form")
        }
        if !found.proclitics.isEmpty {
            way.append("behind " + ProcliticSet.letters.enumerated().filter { found.proclitics.rawValue & (1 << UInt8($0.offset)) != 0 }.map(\.element).joined())
        }
        let foldings = FoldingSet.names.enumerated().filter { found.via.rawValue & (1 << UInt16($0.offset)) != 0 }.map(\.element)
        if !foldings.isEmpty { way.append("by " + foldings.joined(separator: " ")) }
        if found.kind != .name || !foldings.isEmpty { way.append("written \(found.spelling)") }
        let match = entries.match(found.entry)
        if match.contains(.trigger) { way.append("needs evidence (trigger)") }
        if found.isForbidden { way.append("not matched: the row's switches forbid it") }
        let matched = String(decoding: text[min(found.bytes.indices.lowerBound, text.count)..<min(found.bytes.indices.upperBound, text.count)], as: UTF8.self)
        let cells = [matched, way.isEmpty ? "as written" : way.joined(separator: ", "), entries.label(found.entry).name,
                     entries.ids(found.entry).first ?? "-", entries.name(found.entry), entries.place(found.entry)]
        return cells.map { visible($0) }.joined(separator: "\t") + "\n"
    }
}
