import ArabicText
import ModelStorage
import SystemFiles
import TextModel

/// What one model found in a corpus, kept between runs: findings by document, documents by surface word. Read in place, checked, safe to delete.
struct RunCache {
    private let file: ModelFile
    private let hashes: FlatTable<UInt64>
    private let offsets: FlatTable<UInt64>
    private let blob: FlatTable<UInt8>
    private let surfaceOffsets: FlatTable<UInt64>
    private let surfaces: FlatTable<UInt8>
    private let postingOffsets: FlatTable<UInt64>
    private let postings: FlatTable<UInt32>
    /// Content hash → number in the cache.
    let numbers: [UInt64: Int]

    static let version: UInt64 = 1

    init?(_ bytes: [UInt8], model: UInt64) {
        guard let file = try? ModelFile.inMemory(bytes), file.sourceHash == (model, RunCache.version) else { return nil }
        self.file = file
        hashes = file.table("dhash")
        offsets = file.table("doff")
        blob = file.table("dblob")
        surfaceOffsets = file.table("soff")
        surfaces = file.table("sblob")
        postingOffsets = file.table("poff")
        postings = file.table("post")
        var numbers: [UInt64: Int] = [:]
        for i in 0..<hashes.count { numbers[hashes[i]] = i }
        self.numbers = numbers
    }

    func encoded(_ document: Int) -> UnsafeBufferPointer<UInt8> { blob.slice(Int(clamping: offsets[document]), Int(clamping: offsets[document + 1])) }

    /// Documents with a word in which `word` may be read: behind at most two proclitics and the article, before at most a pronoun.
    func documents(with word: [UInt8]) -> Set<UInt32> {
        var out: Set<UInt32> = []
        guard !word.isEmpty else { return out }
        // ة before a pronoun is ت: the last letter is left open.
        let core = word.count > 4 ? Array(word.dropLast(2)) : word
        for s in 0..<max(0, surfaceOffsets.count - 1) {
            let surface = surfaces.slice(Int(clamping: surfaceOffsets[s]), Int(clamping: surfaceOffsets[s + 1]))
            guard surface.count + 2 >= word.count, surface.count <= core.count + 18, RunCache.holds(surface, core) else { continue }
            for p in Int(clamping: postingOffsets[s])..<max(Int(clamping: postingOffsets[s]), Int(clamping: postingOffsets[s + 1])) { out.insert(postings[p]) }
        }
        return out
    }

    private static func holds(_ surface: UnsafeBufferPointer<UInt8>, _ core: [UInt8]) -> Bool {
        let latest = min(8, surface.count - core.count)
        guard latest >= 0 else { return false }
        for at in stride(from: 0, through: latest, by: 1) where surface[at] == core[0] {
            var k = 1
            while k < core.count, surface[at + k] == core[k] { k += 1 }
            if k == core.count { return true }
        }
        // للـ and a name with ال: the alef is hidden.
        return core.count > 4 && core[0] == 0xD8 && core[1] == 0xA7 && core[2] == 0xD9 && core[3] == 0x84 && holds(surface, Array(core.dropFirst(2)))
    }

    /// Documents that one of the findings' types or patterns touches.
    func documents(where matches: (Finding) -> Bool) -> Set<UInt32> {
        var out: Set<UInt32> = []
        for d in 0..<hashes.count where FindingCodec.decode(encoded(d)).contains(where: matches) { out.insert(UInt32(d)) }
        return out
    }

    /// Writes findings and word index of documents.
    static func write(_ documents: [(hash: UInt64, text: [UInt8])], _ blobs: [[UInt8]], index old: RunCache?, model: UInt64) -> [UInt8] {
        var writer = ModelWriter()
        writer.add("dhash", documents.map(\.hash))
        var offsets: [UInt64] = [0], blob: [UInt8] = []
        blob.reserveCapacity(blobs.reduce(0) { $0 + $1.count })
        for b in blobs {
            blob += b
            offsets.append(UInt64(blob.count))
        }
        writer.add("doff", offsets)
        writer.add("dblob", blob)
        if let old, old.hashes.count == documents.count, (0..<documents.count).allSatisfy({ old.hashes[$0] == documents[$0].hash }) {
            for name in ["soff", "poff", "sblob", "post"] { writer.add(name, Array(old.file.bytes(name))) }
        } else {
            addIndex(documents.map(\.text), to: &writer)
        }
        return writer.finish(sourceHash: (model, version))
    }

    /// Folded runs of letters and digits → documents.
    private static func addIndex(_ texts: [[UInt8]], to writer: inout ModelWriter) {
        let folding = Folding()
        var numbers: [[UInt8]: Int] = [:], lists: [[UInt32]] = [], key: [UInt8] = [], order: [[UInt8]] = []
        var seen: [[UInt8]: Int] = [:]
        for (d, text) in texts.enumerated() {
            text.withUnsafeBufferPointer { bytes in
                var start = 0
                func flush(_ end: Int) {
                    guard end > start else { return }
                    let raw = Array(bytes[start..<end])
                    let n: Int
                    if let known = seen[raw] { n = known } else {
                        key.removeAll(keepingCapacity: true)
                        folding.fold(UnsafeBufferPointer(rebasing: bytes[start..<end]), into: &key)
                        if let known = numbers[key] { n = known } else {
                            n = lists.count
                            numbers[key] = n
                            order.append(key)
                            lists.append([])
                        }
                        seen[raw] = n
                    }
                    if lists[n].last != UInt32(d) { lists[n].append(UInt32(d)) }
                }
                var i = 0
                while i < bytes.count {
                    let b = bytes[i]
                    // ASCII punctuation and blanks, Arabic comma, semicolon and question mark, general punctuation part words.
                    let isBreak = b < 0x80 ? !((b >= 48 && b <= 57) || (b | 32 >= 97 && b | 32 <= 122)) : (b == 0xD8 && i + 1 < bytes.count && [0x8C, 0x9B, 0x9F].contains(bytes[i + 1]))
                        || b == 0xC2 || (b == 0xE2 && i + 1 < bytes.count && bytes[i + 1] == 0x80)
                    let width = b < 0x80 ? 1 : b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4
                    if isBreak {
                        flush(i)
                        start = min(i + width, bytes.count)
                    }
                    i += width
                }
                flush(bytes.count)
            }
        }
        var surfaceOffsets: [UInt64] = [0], surfaces: [UInt8] = [], postingOffsets: [UInt64] = [0], postings: [UInt32] = []
        for (n, k) in order.enumerated() {
            surfaces += k
            surfaceOffsets.append(UInt64(surfaces.count))
            postings += lists[n]
            postingOffsets.append(UInt64(postings.count))
        }
        writer.add("soff", surfaceOffsets)
        writer.add("sblob", surfaces)
        writer.add("poff", postingOffsets)
        writer.add("post", postings)
    }
}
