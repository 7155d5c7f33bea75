/// Findings of one document as bytes, for the cache.
enum FindingCodec {
    private static let field = UInt8(0x1E), line = UInt8(0x0A)

    static func encode(_ findings: [Finding], into out: inout [UInt8]) {
        func put(_ text: String, _ end: UInt8) {
            for b in text.utf8 { out.append(b == field || b == line ? 0x20 : b) }
            out.append(end)
        }
        for f in findings {
            put(f.kind, field)
            put(f.type, field)
            put(String(f.start), field)
            put(String(f.end), field)
            put(f.detail, field)
            put(f.cause, line)
        }
    }

    static func decode(_ bytes: some Collection<UInt8>) -> [Finding] {
        bytes.split(separator: line).compactMap { l in
            let cells = l.split(separator: field, omittingEmptySubsequences: false).map { String(decoding: Array($0), as: UTF8.self) }
            guard cells.count == 6, let start = Int(cells[2]), let end = Int(cells[3]) else { return nil }
            return Finding(kind: cells[0], type: cells[1], start: start, end: end, detail: cells[4], cause: cells[5])
        }
    }
}
