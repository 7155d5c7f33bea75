import Lexicons
import ModelStorage
import Pipeline
import SystemFiles
import TextModel

/// The effect of an edit: what two sets of lexicons and patterns find in one corpus.
///
/// The run of a set is kept, keyed by the content of its files. After an edit only documents that the changed rows and patterns can touch are gone through
/// again (`AffectedDocuments`); a change of weights, values or scopes can touch any of them. The answer is the same as without anything kept.
public struct Impact: Sendable {
    public struct Options: Sendable {
        /// nil: nothing is kept, and both sets go through all documents.
        public var cache: FilePath?
        public var jobs: Int
        /// Which build of the tool this is: another one's runs are of no use.
        public var build: String
        public init(cache: FilePath?, jobs: Int, build: String) {
            self.cache = cache
            self.jobs = jobs
            self.build = build
        }
    }

    /// Where the models of the two sets come from.
    public typealias Loader = (ModelPaths) throws -> Model

    public private(set) var changes: [Change] = []
    public private(set) var old: ResourceSet
    public private(set) var new: ResourceSet
    /// Documents that the new set was run on.
    public private(set) var rerun = 0
    public private(set) var usedCache = false
    public private(set) var difference: ResourceDifference

    /// Runs that are kept.
    static let keptRuns = 6

    /// - Throws: `ModelError` where a set is broken, `FileError` where a file can't be read.
    public init(old oldPaths: ModelPaths, new newPaths: ModelPaths, documents: [Document], options: Options, loadOld: Loader, loadNew: Loader,
                progress: (String, Int, Int) -> Void) throws {
        old = try ResourceSet(oldPaths)
        new = try ResourceSet(newPaths)
        difference = ResourceDifference(old, new)
        let hashes = documents.map(Impact.hash)
        let kept = options.cache.map { KeptRuns(directory: $0, build: options.build, documents: hashes) }
        // A broken edit is told before anything takes time.
        let newModel = difference.isEmpty ? nil : try loadNew(newPaths)
        var cache = kept?.find(old)
        usedCache = cache != nil
        var oldModel = Model?.none
        if cache == nil {
            let model = try loadOld(oldPaths)
            oldModel = model
            let result = ParallelRun.runs(documents, model, jobs: options.jobs) { progress("old", $0, documents.count) }
            if Process.isStopping { return }
            let key = KeptRuns.key(old, options.build), bytes = RunCache.write(hashes, result, key: key)
            kept?.keep(bytes, old, sparing: old)
            cache = RunCache(bytes, key: key)
        }
        guard let cache, let newModel else { return }
        let affected = try kept == nil ? Array(documents.indices) : Impact.affected(hashes, cache, difference, oldModel ?? loadOld(oldPaths), newModel)
        rerun = affected.count
        let result = ParallelRun.runs(affected.map { documents[$0] }, newModel, jobs: options.jobs) { progress("new", $0, affected.count) }
        if Process.isStopping { return }
        var again: [Int: DocumentRun] = [:]
        for (i, run) in zip(affected, result.runs) {
            let before = cache.numbers[hashes[i]].map { FindingCodec.decode(cache.encoded($0)) } ?? []
            changes += Comparer.compare(before, run.findings, document: i)
            again[i] = run
        }
        kept?.keep(cache.write(hashes, again, result.surfaces, key: KeptRuns.key(new, options.build)), new, sparing: old)
    }

    private static func affected(_ hashes: [UInt64], _ cache: RunCache, _ difference: ResourceDifference, _ old: Model, _ new: Model) -> [Int] {
        guard let numbers = AffectedDocuments(difference, old: old, new: new)?.documents(cache) else { return Array(hashes.indices) }
        return hashes.indices.filter { i in cache.numbers[hashes[i]].map { numbers.contains(UInt32($0)) } ?? true }
    }

    private static func hash(_ d: Document) -> UInt64 {
        var h = StableHash()
        d.text.withUnsafeBytes { h.add($0) }
        Array(d.date.utf8).withUnsafeBytes { h.add($0) }
        return h.value
    }
}

/// Runs of one corpus in a directory.
private struct KeptRuns {
    let directory: FilePath
    let build: String
    private let corpus: UInt64

    init(directory: FilePath, build: String, documents: [UInt64]) {
        self.directory = directory
        self.build = build
        var h = StableHash()
        for d in documents { h.add(d) }
        corpus = h.value
    }

    static func key(_ set: ResourceSet, _ build: String) -> UInt64 {
        var h = StableHash()
        Array(build.utf8).withUnsafeBytes { h.add($0) }
        h.add(set.hash)
        return h.value
    }

    private func path(_ set: ResourceSet) -> FilePath { directory.appending("diff-\(String(KeptRuns.key(set, build), radix: 16))-\(String(corpus, radix: 16)).bin") }

    func find(_ set: ResourceSet) -> RunCache? { RunCache(path(set), key: KeptRuns.key(set, build)) }

    /// A run that can't be kept is no failure: the next one works it out again. That of the old set stays: the next edit is compared with it as well.
    func keep(_ bytes: [UInt8], _ set: ResourceSet, sparing old: ResourceSet) {
        do {
            try ModelCache.makeDirectories(directory)
            var file = try RecordOutput(file: path(set), isPrivate: true)
            try bytes.withUnsafeBytes { try file.write($0) }
            try file.finish()
        } catch {}
        ModelCache.clean(directory, prefix: "diff-", suffix: ".bin", keeping: Impact.keptRuns, sparing: path(old).lastComponent.text)
    }
}
