import TextModel

/// Chains that end where they began, and parents that nobody is.
///
/// An entry's variant that is the name of another entry of the same label leads to that entry; such a chain must not come back. Places that share a name
/// in two spellings do so rightly: a circle in which every row has an id of its own is an error for nobody, and worth a warning for persons and bodies only.
struct ChainCheck {
    private(set) var findings: [Diagnostic] = []

    mutating func check(_ all: CheckedEntries) {
        checkParents(all)
        checkAliases(all)
    }

    private mutating func checkParents(_ all: CheckedEntries) {
        var owner: [String: Int] = [:]
        for file in all.files {
            guard let id = file.column("id") else { continue }
            for row in 0..<file.rowCount where !file.isEmpty(row, id) {
                for word in EntryLoader.words(file.text(row, id)) where owner[word] == nil { owner[word] = -1 }
            }
        }
        for (i, e) in all.entries.enumerated() where !e.id.isEmpty && !e.isRemoval {
            if owner[e.id] == nil || owner[e.id] == -1 { owner[e.id] = i }
        }
        var edges: [String: Int] = [:]
        for (i, e) in all.entries.enumerated() where !e.parent.isEmpty && !e.isRemoval {
            if owner[e.parent] == nil {
                findings.append(all.finding(.warning, e, column: "parent", "no row has the parent's id \(e.parent)", "add its row or leave the cell empty"))
            } else if !e.id.isEmpty, edges[e.id] == nil {
                edges[e.id] = i
            }
        }
        report(edges.values.sorted(), all, "parent", next: { e in
            edges[all.entries[e].parent].map { [$0] } ?? []
        }) { _, chain in (.error, "the parents run in a circle: \(chain)", "correct one of the parents") }
    }

    private mutating func checkAliases(_ all: CheckedEntries) {
        struct Name: Hashable { var key: [UInt8]; var label: Label }
        var named: [Name: [Int]] = [:]
        var hasVariants: [Int: [[UInt8]]] = [:]
        for (i, e) in all.entries.enumerated() where !e.isRemoval {
            named[Name(key: e.key, label: e.label), default: []].append(i)
            let file = all.files[e.file]
            guard let column = file.column("variants"), !file.isEmpty(e.row, column) else { continue }
            hasVariants[i] = file.texts(e.row, column).map(all.key)
        }
        func identity(_ i: Int) -> String { all.entries[i].id.isEmpty ? "\(all.entries[i].name)\t\(all.entries[i].label.rawValue)" : all.entries[i].id }
        var edges: [Int: [Int]] = [:]
        for (i, variants) in hasVariants {
            var to: [Int] = []
            for key in variants {
                for other in named[Name(key: key, label: all.entries[i].label)] ?? [] where identity(other) != identity(i) && hasVariants[other] != nil { to.append(other) }
            }
            if !to.isEmpty { edges[i] = to.sorted() }
        }
        report(edges.keys.sorted(), all, "variants", next: { edges[$0] ?? [] }) { circle, chain in
            let isNamed = circle.allSatisfy { !all.entries[$0].id.isEmpty }
            if isNamed, [.gpe, .loc, .fac].contains(all.entries[circle[0]].label) { return nil }
            return (isNamed ? .warning : .error, "the variants run in a circle: \(chain)",
                    isNamed ? "if they are one, give them one id" : "keep the name as a variant of one of them, or give them one id")
        }
    }

    /// Walks every chain once, without recursion, and reports each circle at its first row.
    private mutating func report(_ starts: [Int], _ all: CheckedEntries, _ column: String, next: (Int) -> [Int], 
                                 _ say: ([Int], String) -> (Diagnostic.Severity, String, String)?) {
        var state: [Int: UInt8] = [:]
        for start in starts where state[start] == nil {
            var path: [(node: Int, edges: [Int])] = [(start, next(start))]
            state[start] = 1
            while let top = path.last {
                guard let to = top.edges.first else {
                    state[top.node] = 2
                    path.removeLast()
                    continue
                }
                path[path.count - 1].edges.removeFirst()
                if state[to] == 1, let from = path.firstIndex(where: { $0.node == to }) {
                    let circle = path[from...].map(\.node)
                    let chain = (circle + [to]).map { "\(all.entries[$0].name) (\(all.place(all.entries[$0])))" }.joined(separator: " → ")
                    guard let (severity, message, remedy) = say(circle, chain) else { continue }
                    findings.append(all.finding(severity, all.entries[circle.min() ?? to], column: column, message, remedy))
                } else if state[to] == nil {
                    state[to] = 1
                    path.append((to, next(to)))
                }
            }
        }
    }
}
