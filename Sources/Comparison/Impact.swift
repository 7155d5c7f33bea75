import Lexicons
import ModelStorage
import Pipeline
import RelationExtraction
import SystemFiles
import TextModel

/// The effect of an edit: what two sets of lexicons and patterns find in one corpus.
///
/// The run of a set is kept, keyed by the content of its files. After an edit of names or patterns only documents that hold the changed words are gone
/// through again; a change of weights, word classes or values can touch any of them.
public struct Impact: Sendable {
    public struct Options: Sendable {
        /// nil: nothing is kept.
        public var cache: FilePath?
        public var jobs: Int
        public init(cache: FilePath?, jobs: Int) {
            self.cache = cache
            self.jobs = jobs
        }
    }

    public private(set) var changes: [Change] = []
    public private(set) var old: ResourceSet
    public private(set) var new: ResourceSet
    /// Documents that the new set was run on.
    public private(set) var rerun = 0
    public private(set) var usedCache = false
    public private(set) var difference: ResourceDifference

    /// - Throws: `ModelError` where a set is broken, `FileError` where a file can't be read.
    public init(old oldPaths: ModelPaths, new newPaths: ModelPaths, documents: [Document], options: Options, load: (ModelPaths) throws -> Model,
                progress: (String, Int, Int) -> Void) throws {
        old = try ResourceSet(oldPaths)
        new = try ResourceSet(newPaths)
        difference = ResourceDifference(old, new)
        let hashes = documents.map(Impact.hash)
        var corpus = StableHash()
        for h in hashes { corpus.add(h) }
        func place(_ set: ResourceSet) -> FilePath? {
            options.cache?.appending("diff-\(String(set.hash, radix: 16))-\(String(corpus.value, radix: 16)).bin")
        }
        // What the old set found.
        var cache = place(old).flatMap { try? readFile($0) }.flatMap { RunCache($0, model: old.hash) }
        usedCache = cache != nil
        if cache == nil {
            let model = try load(oldPaths)
            let found = ParallelRun.findings(documents, model, jobs: options.jobs) { progress("old", $0, documents.count) }
            if Process.isStopping { return }
            let bytes = RunCache.write(zip(hashes, documents).map { ($0, $1.text) }, found.map(Impact.encode), index: nil, model: old.hash)
            if let path = place(old) { Impact.keep(bytes, at: path) }
            cache = RunCache(bytes, model: old.hash)
        }
        guard let cache else { return }
        if difference.isEmpty { return }
        // What may change.
        let model = try load(newPaths)
        let set = affectedDocuments(cache, model)
        let affected = documents.indices.filter { i in
            guard let n = cache.numbers[hashes[i]] else { return true }
            return set?.contains(UInt32(n)) ?? true
        }
        rerun = affected.count
        let found = ParallelRun.findings(affected.map { documents[$0] }, model, jobs: options.jobs) { progress("new", $0, affected.count) }
        if Process.isStopping { return }
        var blobs = documents.indices.map { i in cache.numbers[hashes[i]].map { Array(cache.encoded($0)) } ?? [] }
        for (i, f) in zip(affected, found) {
            changes += Comparer.compare(FindingCodec.decode(blobs[i]), f, document: i)
            blobs[i] = Impact.encode(f)
        }
        if let path = place(new) {
            Impact.keep(RunCache.write(zip(hashes, documents).map { ($0, $1.text) }, blobs, index: cache, model: new.hash), at: path)
        }
    }

    private static func encode(_ findings: [Finding]) -> [UInt8] {
        var out: [UInt8] = []
        FindingCodec.encode(findings, into: &out)
        return out
    }

    private static func hash(_ d: Document) -> UInt64 {
        var h = StableHash()
        d.text.withUnsafeBytes { h.add($0) }
        Array(d.date.utf8).withUnsafeBytes { h.add($0) }
        return h.value
    }

    /// A cache that can't be written is no failure: the next run works it out again.
    private static func keep(_ bytes: [UInt8], at path: FilePath) {
        makeDirectory(path.directory)
        do {
            var file = try RecordOutput(file: path)
            try bytes.withUnsafeBytes { try file.write($0) }
            try file.finish()
        } catch {}
    }

    /// Cache numbers of documents that the difference can touch; nil: all.
    private func affectedDocuments(_ cache: RunCache, _ model: Model) -> Set<UInt32>? {
        if !difference.general.isEmpty { return nil }
        var out: Set<UInt32> = []
        var known: [String: Set<UInt32>] = [:]
        func documents(_ word: String) -> Set<UInt32> {
            if let d = known[word] { return d }
            let d = cache.documents(with: Array(word.utf8))
            known[word] = d
            return d
        }
        for form in difference.forms {
            // Words of punctuation have no postings.
            let words = form.filter { $0.utf8.contains { $0 >= 0x80 || ($0 >= 48 && $0 <= 57) || ($0 | 32 >= 97 && $0 | 32 <= 122) } }
            guard let first = words.first else { return nil }
            var set = documents(first)
            for w in words.dropFirst() where !set.isEmpty { set.formIntersection(documents(w)) }
            // Single words of a phrase are read anew too where they were unknown: they become words of the vocabulary.
            out.formUnion(set)
        }
        for file in difference.patternFiles {
            let before = Set(PatternSource.ids(old.files.first { $0.shown == file }?.bytes ?? [], file)), after = PatternSource.ids(new.files.first { $0.shown == file }?.bytes ?? [], file)
            if before.isEmpty && after.isEmpty { return nil }
            out.formUnion(cache.documents { f in f.cause.hasPrefix("pattern ") && before.contains(String(f.cause.dropFirst(8))) })
            for name in after {
                guard let id = model.program.pattern(named: name) else { continue }
                if !model.program.wakeLabels(of: id).isEmpty { return nil }
                let words = model.program.words(passing: model.program.wakeTests(of: id), limit: 5000)
                if words.count == 5000 { return nil }
                for w in words { out.formUnion(documents(model.lexicon.vocabulary.text(w))) }
            }
        }
        return out
    }
}

extension PatternSource {
    /// Ids of the patterns of a file; empty for a file of scopes alone.
    static func ids(_ bytes: [UInt8], _ name: String) -> [String] {
        let (files, _) = PatternSource.parse(files: [(name: name, text: String(decoding: bytes, as: UTF8.self))])
        return files.flatMap { $0.patterns.map(\.id) }
    }
}
