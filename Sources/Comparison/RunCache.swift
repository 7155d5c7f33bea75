import ModelStorage
import Pipeline
import SystemFiles
import TextModel

/// What one model found in a corpus, kept between runs: findings and words by document. Read in place, checked, safe to delete.
struct RunCache {
    private let file: ModelFile
    private let hashes: FlatTable<UInt64>
    private let offsets: FlatTable<UInt64>
    private let blob: FlatTable<UInt8>
    private let surfaceOffsets: FlatTable<UInt64>
    private let surfaces: FlatTable<UInt8>
    private let wordOffsets: FlatTable<UInt64>
    private let wordTable: FlatTable<UInt32>
    /// Content hash → number in the cache.
    let numbers: [UInt64: Int]

    static let version: UInt64 = 2

    init?(_ bytes: [UInt8], key: UInt64) { self.init(try? ModelFile.inMemory(bytes), key: key) }

    /// Mapped; nil where there is none for this key or it is damaged.
    init?(_ path: FilePath, key: UInt64) {
        guard let file = try? path.map(), (try? file.verify()) != nil else { return nil }
        self.init(file, key: key)
    }

    private init?(_ file: ModelFile?, key: UInt64) {
        guard let file, file.sourceHash == (key, RunCache.version) else { return nil }
        self.file = file
        hashes = file.table("dhash")
        offsets = file.table("doff")
        blob = file.table("dblob")
        surfaceOffsets = file.table("soff")
        surfaces = file.table("sblob")
        wordOffsets = file.table("woff")
        wordTable = file.table("words")
        var numbers: [UInt64: Int] = [:]
        numbers.reserveCapacity(hashes.count)
        for i in 0..<hashes.count { numbers[hashes[i]] = i }
        self.numbers = numbers
    }

    /// Documents.
    var count: Int { hashes.count }
    var surfaceCount: Int { max(0, surfaceOffsets.count - 1) }

    func encoded(_ document: Int) -> UnsafeBufferPointer<UInt8> { blob.slice(Int(clamping: offsets[document]), Int(clamping: offsets[document + 1])) }
    func surface(_ number: Int) -> UnsafeBufferPointer<UInt8> { surfaces.slice(Int(clamping: surfaceOffsets[number]), Int(clamping: surfaceOffsets[number + 1])) }

    /// The words of a document, see `WordStream`.
    func words(_ document: Int) -> UnsafeBufferPointer<UInt32> {
        let start = Int(clamping: wordOffsets[document]), end = Int(clamping: wordOffsets[document + 1])
        guard start >= 0, start <= end, end <= wordTable.count else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(rebasing: wordTable.buffer[start..<end])
    }

    // MARK: Writing

    /// A run over all documents.
    static func write(_ hashes: [UInt64], _ result: ParallelRun.Result, key: UInt64) -> [UInt8] {
        var parts = Parts()
        for run in result.runs { parts.add(run) }
        for s in result.surfaces.surfaces { parts.add(surface: s) }
        return parts.finish(hashes, key: key)
    }

    /// This run with some documents run again (by their places in `hashes`).
    func write(_ hashes: [UInt64], _ again: [Int: DocumentRun], _ added: SurfaceTable, key: UInt64) -> [UInt8] {
        var parts = Parts()
        for s in 0..<surfaceCount { parts.add(surface: surface(s)) }
        for s in added.surfaces { parts.add(surface: s) }
        let base = UInt32(surfaceCount)
        for (i, hash) in hashes.enumerated() {
            if let run = again[i] {
                parts.add(DocumentRun(findings: run.findings, words: WordStream.renumbered(run.words) { $0 + base }))
            } else if let n = numbers[hash] { parts.add(encoded: encoded(n), words: words(n)) } else { parts.add(DocumentRun()) }
        }
        return parts.finish(hashes, key: key)
    }

    private struct Parts {
        private var offsets: [UInt64] = [0], blob: [UInt8] = [], wordOffsets: [UInt64] = [0], words: [UInt32] = []
        private var surfaceOffsets: [UInt64] = [0], surfaces: [UInt8] = []

        mutating func add(_ run: DocumentRun) {
            FindingCodec.encode(run.findings, into: &blob)
            offsets.append(UInt64(blob.count))
            words += run.words
            wordOffsets.append(UInt64(words.count))
        }

        mutating func add(encoded: UnsafeBufferPointer<UInt8>, words more: UnsafeBufferPointer<UInt32>) {
            blob.append(contentsOf: encoded)
            offsets.append(UInt64(blob.count))
            words.append(contentsOf: more)
            wordOffsets.append(UInt64(words.count))
        }

        mutating func add(surface: some Collection<UInt8>) {
            surfaces.append(contentsOf: surface)
            surfaceOffsets.append(UInt64(surfaces.count))
        }

        func finish(_ hashes: [UInt64], key: UInt64) -> [UInt8] {
            var writer = ModelWriter()
            writer.add("dhash", hashes)
            writer.add("doff", offsets)
            writer.add("dblob", blob)
            writer.add("soff", surfaceOffsets)
            writer.add("sblob", surfaces)
            writer.add("woff", wordOffsets)
            writer.add("words", words)
            return writer.finish(sourceHash: (key, RunCache.version))
        }
    }
}
