import ModelStorage
import SystemFiles

/// The small file beside a cached model: which model it is, and the stamps of what it was compiled from. While all of them are as they were, the model is
/// used without reading a source.
///
/// Lines of text: `rabt-index 1`, the model's hash, its stamp, the hashes for manifests, when the stamps were taken, a line per source
/// (`size modified changed inode device path`), and a checksum of all that.
struct ModelIndex {
    var hash: (UInt64, UInt64)
    /// The model's file as it was when its checksums were found right.
    var model: FileStamp
    var lexiconsHash: String
    var patternsHash: String
    var taken: Int64
    var sources: [(path: FilePath, stamp: FileStamp)]

    var isCurrent: Bool {
        for source in sources {
            if source.stamp.isFresh(at: taken) || FileStamp(source.path) != source.stamp { return false }
        }
        return !sources.isEmpty
    }

    /// nil where a path can't be written on a line.
    var bytes: [UInt8]? {
        var text = Array("rabt-index 1\n\(ModelCache.hexadecimal(hash))\n\(ModelIndex.line(model))\n\(lexiconsHash) \(patternsHash)\n\(taken)\n".utf8)
        for source in sources {
            if source.path.bytes.contains(0x0A) { return nil }
            text += Array("\(ModelIndex.line(source.stamp)) ".utf8) + source.path.bytes + [0x0A]
        }
        let sum = text.withUnsafeBufferPointer { StableHash.of($0) }
        return text + Array("\(String(sum, radix: 16))\n".utf8)
    }

    private static func line(_ s: FileStamp) -> String { "\(s.size) \(s.modified) \(s.changed) \(s.inode) \(s.device)" }

    /// nil for anything that isn't exactly an index.
    init?(_ bytes: [UInt8]) {
        guard bytes.last == 0x0A, let end = bytes.dropLast().lastIndex(of: 0x0A) else { return nil }
        let sum = bytes[...end].withUnsafeBufferPointer { StableHash.of($0) }
        guard bytes[(end + 1)...].elementsEqual("\(String(sum, radix: 16))\n".utf8) else { return nil }
        var reader = Reader(bytes: bytes, end: end + 1)
        guard reader.line() == Array("rabt-index 1".utf8)[...], let name = ModelCache.hash(hexadecimal: reader.line()), let model = reader.stamp(endsLine: true) else { return nil }
        let hashes = String(decoding: reader.line(), as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard hashes.count == 2, let taken = reader.number(until: 0x0A) else { return nil }
        hash = name
        self.model = model
        lexiconsHash = String(hashes[0])
        patternsHash = String(hashes[1])
        self.taken = taken
        sources = []
        while reader.at < reader.end {
            guard let stamp = reader.stamp(endsLine: false) else { return nil }
            sources.append((FilePath(bytes: Array(reader.line())), stamp))
        }
    }

    init(hash: (UInt64, UInt64), model: FileStamp, snapshot: SourceSnapshot) {
        self.hash = hash
        self.model = model
        lexiconsHash = snapshot.lexiconsHash
        patternsHash = snapshot.patternsHash
        taken = snapshot.taken
        sources = snapshot.stamps
    }

    /// For a compiled file of the user's: it is its own source.
    init(compiled path: FilePath, _ stamp: FileStamp, hash: (UInt64, UInt64), taken: Int64) {
        self.hash = hash
        model = stamp
        lexiconsHash = ""
        patternsHash = ""
        self.taken = taken
        sources = [(path, stamp)]
    }

    private struct Reader {
        let bytes: [UInt8]
        let end: Int
        var at = 0

        mutating func line() -> ArraySlice<UInt8> {
            let start = at
            while at < end, bytes[at] != 0x0A { at += 1 }
            defer { at = min(at + 1, end) }
            return bytes[start..<at]
        }

        mutating func number(until stop: UInt8) -> Int64? {
            var value: UInt64 = 0, digits = 0
            let isNegative = at < end && bytes[at] == 0x2D
            if isNegative { at += 1 }
            while at < end, bytes[at] != stop {
                guard bytes[at] &- 0x30 < 10, digits < 20 else { return nil }
                value = value &* 10 &+ UInt64(bytes[at] & 15)
                digits += 1
                at += 1
            }
            guard at < end, digits > 0 else { return nil }
            at += 1
            return isNegative ? 0 &- Int64(bitPattern: value) : Int64(bitPattern: value)
        }

        mutating func stamp(endsLine: Bool) -> FileStamp? {
            guard let size = number(until: 0x20), let modified = number(until: 0x20), let changed = number(until: 0x20), let inode = number(until: 0x20),
                  let device = number(until: endsLine ? 0x0A : 0x20) else { return nil }
            return FileStamp(size: size, modified: modified, changed: changed, inode: UInt64(bitPattern: inode), device: UInt64(bitPattern: device))
        }
    }
}
