/// The lines in which two versions of a file of rows differ, in the order of the file. A row that only stands elsewhere counts where the order of rows changed.
struct ChangedLines {
    var header: ArraySlice<UInt8> = []
    var old: [ArraySlice<UInt8>] = []
    var new: [ArraySlice<UInt8>] = []

    init(_ a: [UInt8], _ b: [UInt8]) {
        let x = ChangedLines.rows(a), y = ChangedLines.rows(b)
        header = y.first ?? x.first ?? []
        var p = Array(x.dropFirst()), q = Array(y.dropFirst())
        if let h = x.first, let k = y.first, h != k {
            (old, new) = (p, q)
            oldHeader = h
            return
        }
        var common = 0
        while common < min(p.count, q.count), p[common] == q[common] { common += 1 }
        p.removeFirst(common)
        q.removeFirst(common)
        common = 0
        while common < min(p.count, q.count), p[p.count - 1 - common] == q[q.count - 1 - common] { common += 1 }
        p.removeLast(common)
        q.removeLast(common)
        let inP = Set(p), inQ = Set(q)
        let keptP = p.filter { inQ.contains($0) }, keptQ = q.filter { inP.contains($0) }
        // The order of rows decides between equals, and a row may stand twice.
        if keptP != keptQ { (old, new) = (p, q) } else { (old, new) = (p.filter { !inQ.contains($0) }, q.filter { !inP.contains($0) }) }
    }

    /// Where the header changed.
    private(set) var oldHeader: ArraySlice<UInt8>?

    /// The changed rows as files of their own.
    var files: [[UInt8]] {
        func file(_ header: ArraySlice<UInt8>, _ lines: [ArraySlice<UInt8>]) -> [UInt8] { lines.isEmpty ? [] : Array(([header] + lines).joined(separator: [0x0A])) }
        return [file(oldHeader ?? header, old), file(header, new)]
    }

    /// Header and rows without comments and blank lines.
    static func rows(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        bytes.split { $0 == 0x0A }.compactMap { line in
            let line = line.last == 0x0D ? line.dropLast() : line
            return line.first == UInt8(ascii: "#") || !line.contains { $0 > 0x20 } ? nil : line
        }
    }
}
