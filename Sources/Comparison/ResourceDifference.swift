import ArabicText
import Lexicons
import Pipeline
import TextModel

/// What lies between two sets of files, and which texts it can touch.
public struct ResourceDifference: Sendable {
    /// Folded words of changed rows and of rows that they replace or remove, a list for each form. Only texts that hold all words of one can change by it.
    public private(set) var forms: Set<[String]> = []
    /// Folded keys of changed rows of word classes: whatever is a form of them can change.
    public private(set) var lemmas: Set<[UInt8]> = []
    /// Ids of changed patterns.
    public private(set) var oldPatterns: Set<String> = []
    public private(set) var newPatterns: Set<String> = []
    /// Files whose change can touch any text (weights, values, scopes, …).
    public private(set) var general: [String] = []
    public var isEmpty: Bool { forms.isEmpty && lemmas.isEmpty && oldPatterns.isEmpty && newPatterns.isEmpty && general.isEmpty }

    /// Keys of changed rows in directories that lie over others: names, first ids, and the classes that they are in.
    private var names: Set<[UInt8]> = []
    private var ids: Set<[UInt8]> = []
    private var classes: Set<String> = []

    public init(_ old: ResourceSet, _ new: ResourceSet) {
        // Several directories may have files of one name: the first belongs to the first.
        func byName(_ set: ResourceSet) -> [String: ResourceSet.File] {
            var out: [String: ResourceSet.File] = [:]
            for f in set.files {
                var name = (f.role == .patterns || f.role == .schema ? "patterns:" : "") + f.name
                while out[name] != nil { name += "#" }
                out[name] = f
            }
            return out
        }
        let before = byName(old), after = byName(new)
        for name in Set(before.keys).union(after.keys).sorted() {
            let a = before[name], b = after[name]
            guard let file = b ?? a else { continue }
            if let a, let b, a.layer != b.layer { general.append(b.shown) }
            if a?.bytes == b?.bytes { continue }
            switch file.role {
            case .entries: addEntries(a, b)
            case .words(let kind): addWords(a, b, kind)
            case .patterns: addPatterns(a, b)
            default: general.append(file.shown)
            }
        }
        addOverruled(old, new)
        // The first file of a family says its policy.
        let policies = ResourceDifference.policies(old)
        for (family, policy) in ResourceDifference.policies(new).sorted(by: { $0.key < $1.key }) where policies[family].map({ $0 != policy }) ?? false {
            general.append("policy of \(family)")
        }
    }

    // MARK: Rows

    private mutating func addEntries(_ a: ResourceSet.File?, _ b: ResourceSet.File?) {
        for bytes in ChangedLines(a?.bytes ?? [], b?.bytes ?? []).files {
            let file = TSVFile(bytes: bytes, name: "", key: "name")
            let isOver = max(a?.layer ?? 0, b?.layer ?? 0) > 0
            for r in 0..<file.rowCount {
                addEntry(file, r)
                guard isOver else { continue }
                names.insert(ResourceDifference.key(file.text(r, named: "name")))
                if let id = file.text(r, named: "id").split(whereSeparator: { " |;,".contains($0) }).first { ids.insert(Array(id.utf8)) }
            }
        }
    }

    /// `-name` removes a name.
    private static func key(_ name: String) -> [UInt8] { name.utf8.first == 0x2D ? Array(name.dropFirst().drop { $0 == " " }.utf8) : Array(name.utf8) }

    private mutating func addEntry(_ file: TSVFile, _ row: Int) {
        let name = String(decoding: ResourceDifference.key(file.text(row, named: "name")), as: UTF8.self)
        for form in [name] + file.texts(row, named: "variants") + file.texts(row, named: "short") { addForm(form) }
    }

    private mutating func addForm(_ form: String) {
        // Punctuation is no word of a corpus.
        let words = Lexicon.words(of: form).filter { $0.utf8.contains { $0 >= 0x80 || ($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) } }
        if !words.isEmpty { forms.insert(words) } else if !form.isEmpty { general.append(form) }
    }

    private mutating func addWords(_ a: ResourceSet.File?, _ b: ResourceSet.File?, _ kind: WordClassLoader.Kind) {
        for bytes in ChangedLines(a?.bytes ?? [], b?.bytes ?? []).files {
            let file = TSVFile(bytes: bytes, name: "", key: kind.key)
            for r in 0..<file.rowCount { addWord(file, r, kind) }
            guard max(a?.layer ?? 0, b?.layer ?? 0) > 0 else { continue }
            for r in 0..<file.rowCount { names.insert(ResourceDifference.key(file.text(r, named: kind.key))) }
            if let name = (b ?? a)?.name { classes.insert(name) }
        }
    }

    /// Single words show in the vocabulary; phrases don't.
    private mutating func addWord(_ file: TSVFile, _ row: Int, _ kind: WordClassLoader.Kind) {
        let key = String(decoding: ResourceDifference.key(file.text(row, named: kind.key)), as: UTF8.self)
        lemmas.insert(Folding().fold(key))
        for item in file.columns.indices.flatMap({ file.texts(row, $0) }) where item.contains(" ") {
            var words = item.split(separator: " ").map(String.init)
            // A proclitic at the end belongs to the word behind the phrase.
            if let last = words.last, last.unicodeScalars.count == 1 { words.removeLast() }
            if !words.isEmpty { addForm(words.joined(separator: " ")) }
        }
    }

    /// Rows of lower directories that a changed row replaces or removes, or did.
    private mutating func addOverruled(_ old: ResourceSet, _ new: ResourceSet) {
        guard !names.isEmpty || !ids.isEmpty else { return }
        var seen: [String: [UInt8]] = [:]
        for f in old.files + new.files where seen[f.shown] != f.bytes {
            seen[f.shown] = f.bytes
            switch f.role {
            case .entries:
                let file = overruledRows(f.bytes, "name")
                for r in 0..<file.rowCount { addEntry(file, r) }
            case .words(let kind) where classes.contains(f.name):
                let file = overruledRows(f.bytes, kind.key)
                for r in 0..<file.rowCount { addWord(file, r, kind) }
            default: break
            }
        }
    }

    /// The rows of a file whose key or first id is among the wanted ones.
    private func overruledRows(_ bytes: [UInt8], _ key: String) -> TSVFile {
        let lines = ChangedLines.rows(bytes), none = TSVFile(bytes: [], name: "", key: key)
        guard let header = lines.first else { return none }
        let columns = header.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard let name = columns.firstIndex(of: key) else { return none }
        let id = ids.isEmpty ? nil : columns.firstIndex(of: "id")
        let last = max(name, id ?? 0)
        let found = lines.dropFirst().filter { line in
            let cells = line.split(separator: 0x09, maxSplits: last + 1, omittingEmptySubsequences: false)
            if name < cells.count, names.contains(Array(cells[name])) { return true }
            guard let id, id < cells.count else { return false }
            return ids.contains(Array(cells[id].prefix { !" |;,".utf8.contains($0) }))
        }
        return found.isEmpty ? none : TSVFile(bytes: Array(([header] + found).joined(separator: [0x0A])), name: "", key: key)
    }

    // MARK: Patterns

    /// A pattern's lines as far as they decide what it finds.
    private struct Blocks {
        var head: [Substring] = []
        var order: [String] = []
        var lines: [String: [Substring]] = [:]
        var hasDouble = false

        init(_ bytes: [UInt8]) {
            var id: String?
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
                let words = line.split(maxSplits: 2, whereSeparator: { $0 == " " || $0 == "\t" })
                guard let first = words.first, !first.hasPrefix("#") else { continue }
                if first == "pattern", words.count > 1 {
                    let name = String(words[1].prefix { $0 != ":" })
                    hasDouble = hasDouble || lines[name] != nil
                    id = name
                    order.append(name)
                    lines[name] = []
                }
                if ["yes", "no", "note"].contains(first) { continue }
                if let id { lines[id]!.append(line) } else { head.append(line) }
            }
        }

        /// What stands before the patterns holds for this file alone.
        var hasLocalHead: Bool { !order.isEmpty && head.allSatisfy { line in ["rabt", "family", "policy", "let", "attach", "unless"].contains { line.drop { $0 == " " }.hasPrefix($0) } } }
    }

    private static func policies(_ set: ResourceSet) -> [String: String] {
        var out: [String: String] = [:]
        for f in set.files where f.role == .patterns {
            var family = f.shown, policy = ""
            for line in Blocks(f.bytes).head {
                let words = line.split(maxSplits: 1, whereSeparator: { $0 == " " || $0 == "\t" })
                if words.count == 2, words[0] == "family" { family = String(words[1]) }
                if words.count == 2, words[0] == "policy" { policy = String(words[1]) }
            }
            if out[family] == nil { out[family] = policy }
        }
        return out
    }

    private mutating func addPatterns(_ a: ResourceSet.File?, _ b: ResourceSet.File?) {
        let x = Blocks(a?.bytes ?? []), y = Blocks(b?.bytes ?? [])
        let isWhole = a == nil || b == nil
        guard !x.hasDouble, !y.hasDouble, isWhole ? (a == nil ? y : x).hasLocalHead : x.head == y.head || (x.hasLocalHead && y.hasLocalHead) else {
            general.append((b ?? a)!.shown)
            return
        }
        let common = Set(x.order).intersection(y.order)
        // Families and attachments are said in the head, and the order of patterns decides between equals.
        let isOther = x.head != y.head || x.order.filter { common.contains($0) } != y.order.filter { common.contains($0) }
        for id in x.order where isOther || x.lines[id] != y.lines[id] { oldPatterns.insert(id) }
        for id in y.order where isOther || x.lines[id] != y.lines[id] { newPatterns.insert(id) }
    }
}
