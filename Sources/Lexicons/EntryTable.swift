import ModelStorage
import TextModel

/// Compiled entries: what a mention or an entity needs to know of its row.
public struct EntryTable: Sendable {
    let labels: FlatTable<UInt8>
    let switches: FlatTable<UInt16>
    let lines: FlatTable<UInt32>
    let files: FlatTable<UInt16>
    /// Per entry: offsets of name, ids, attributes in the blob (3 + end of the last).
    let offsets: FlatTable<UInt32>
    let blob: FlatTable<UInt8>
    public let fileNames: [String]
    /// Keeps the mapping alive.
    private let file: ModelFile

    init(_ file: ModelFile) {
        self.file = file
        labels = file.table("elabel")
        switches = file.table("eswitch")
        lines = file.table("eline")
        files = file.table("efile")
        offsets = file.table("eoffs")
        blob = file.table("eblob")
        fileNames = String(decoding: file.bytes("efnames"), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    public var count: Int { labels.count }

    @inline(__always) public func label(_ e: EntryID) -> Label { Label(rawValue: labels[e.index]) ?? .pers }
    @inline(__always) public func match(_ e: EntryID) -> MatchSwitches { MatchSwitches(rawValue: switches[e.index]) }

    /// The name as the row spells it.
    public func name(_ e: EntryID) -> String { field(e, 0) }

    /// Identifiers, `scheme:value`, the entry's own first.
    public func ids(_ e: EntryID) -> [String] { EntryTable.pieces(bytes(e, 1), separator: 0x20).map { String(decoding: $0, as: UTF8.self) } }

    /// Other columns of the row.
    public func attributes(_ e: EntryID) -> [(name: String, value: String)] {
        EntryTable.pieces(bytes(e, 2), separator: 0x1F).map { pair in
            let mark = pair.firstIndex(of: 0x1E) ?? pair.endIndex
            return (String(decoding: pair[..<mark], as: UTF8.self), String(decoding: pair[min(mark + 1, pair.endIndex)...], as: UTF8.self))
        }
    }

    public func attribute(_ e: EntryID, _ name: String) -> String? { attributes(e).first { $0.name == name }?.value }

    /// `lexicons/gpe/cities.tsv:123`
    public func place(_ e: EntryID) -> String {
        let f = Int(files[e.index])
        return "\(f < fileNames.count ? fileNames[f] : "?"):\(lines[e.index])"
    }

    private func field(_ e: EntryID, _ i: Int) -> String { String(decoding: bytes(e, i), as: UTF8.self) }

    private func bytes(_ e: EntryID, _ i: Int) -> UnsafeBufferPointer<UInt8> {
        let at = e.index * 3 + i
        return blob.slice(Int(offsets[at]), Int(offsets[at + 1]))
    }

    /// The pieces between separators, without empty ones.
    private static func pieces(_ bytes: UnsafeBufferPointer<UInt8>, separator: UInt8) -> [UnsafeBufferPointer<UInt8>] {
        var out: [UnsafeBufferPointer<UInt8>] = []
        var start = 0
        for i in 0...bytes.count where i == bytes.count || bytes[i] == separator {
            if i > start { out.append(UnsafeBufferPointer(rebasing: bytes[start..<i])) }
            start = i + 1
        }
        return out
    }
}

/// Collects entries and their forms for the compiled model.
struct EntryTableBuilder {
    private var labels: [UInt8] = []
    private var switches: [UInt16] = []
    private var lines: [UInt32] = []
    private var files: [UInt16] = []
    private var offsets: [UInt32] = [0]
    private var blob: [UInt8] = []
    private var fileNames: [String] = []

    mutating func add(_ row: EntryRow) -> EntryID {
        labels.append(row.label.rawValue)
        switches.append(row.match.subtracting(.sure).rawValue)
        lines.append(UInt32(clamping: row.line))
        if fileNames.last != row.file { fileNames.append(row.file) }
        files.append(UInt16(clamping: fileNames.count - 1))
        blob.append(contentsOf: row.name.utf8)
        offsets.append(UInt32(blob.count))
        for (i, id) in row.ids.enumerated() {
            if i > 0 { blob.append(0x20) }
            blob.append(contentsOf: id.utf8)
        }
        offsets.append(UInt32(blob.count))
        for (i, attribute) in row.attributes.enumerated() {
            if i > 0 { blob.append(0x1F) }
            blob.append(contentsOf: attribute.name.utf8)
            blob.append(0x1E)
            blob.append(contentsOf: attribute.value.utf8)
        }
        offsets.append(UInt32(blob.count))
        return EntryID(labels.count - 1)
    }

    func write(to model: inout ModelWriter) {
        model.add("elabel", labels)
        model.add("eswitch", switches)
        model.add("eline", lines)
        model.add("efile", files)
        model.add("eoffs", offsets)
        model.add("eblob", blob)
        model.add("efnames", Array(fileNames.joined(separator: "\n").utf8))
    }
}
