import EntityTagging
import Lexicons
import ModelStorage
import RecordWriting
import RelationExtraction
import Segmentation
import SystemFiles
import TextModel

extension Model {
    /// The model of these directories: from the cache where it is there and its sources are as they were, else compiled, and written to the cache.
    ///
    /// - Parameters:
    ///   - cache: nil compiles in memory.
    ///   - isKept: false writes nothing to the cache; what is there is used all the same.
    ///   - notice: is told, in a line, what the user should know although the run goes on.
    /// - Throws: everything that is wrong in the sources, all at once.
    public static func load(_ paths: ModelPaths, cache: ModelCache? = nil, isKept: Bool = true, notice: (String) -> Void = { _ in }) throws(ModelError) -> Model {
        guard let cache else {
            let sources = try ModelCompiler.read(paths)
            var compiler = ModelCompiler(paths)
            let facts = Model.facts(lexicons: sources.lexiconsHash, patterns: sources.patternsHash)
            return try inMemory(try compiler.compile(sources, hash: (0, 0)), facts, compiler.diagnostics)
        }
        var told = false
        func tell(_ path: FilePath, _ error: ModelFileError) {
            if told { return }
            // Nobody needs to know that a cache was emptied; where it can't be written either, that is told below.
            if case .unreadable = error { return }
            told = true
            notice("\(path.text): \(error.reason); compiling it again")
        }
        if let index = cache.index(paths), index.isCurrent {
            let path = cache.modelPath(index.hash)
            do throws(ModelFileError) {
                let model = try open(path, index.hash, verified: index.model)
                if model.stamp != index.model {
                    var index = index
                    index.model = model.stamp
                    try? cache.write(index, for: paths)
                }
                return Model(model.file, facts: Model.facts(lexicons: index.lexiconsHash, patterns: index.patternsHash))
            } catch { tell(path, error) }
        }
        let sources = try ModelCompiler.read(paths)
        let hash = sources.modelHash(build: cache.build)
        let path = cache.modelPath(hash)
        let facts = Model.facts(lexicons: sources.lexiconsHash, patterns: sources.patternsHash)
        do throws(ModelFileError) {
            let model = try open(path, hash, verified: nil)
            try? cache.write(ModelIndex(hash: hash, model: model.stamp, snapshot: sources), for: paths)
            return Model(model.file, facts: facts)
        } catch { tell(path, error) }
        var compiler = ModelCompiler(paths)
        var index = ModelIndex(hash: hash, model: FileStamp(path), snapshot: sources)
        let tables = try compiler.tables(sources)
        if !isKept { return try inMemory(tables.finish(sourceHash: hash), facts, compiler.diagnostics) }
        do throws(SystemError) {
            try cache.write(tables, hash: hash)
            index.model = FileStamp(path)
            try cache.write(index, for: paths)
            cache.clean()
            // Mapped, so that the tables are in memory once.
            if let file = try? path.map(), file.sourceHash == hash { return Model(file, facts: facts, warnings: compiler.diagnostics) }
        } catch {
            notice("\(cache.directory.text): cannot keep the compiled lexicons: \(error.description); they are compiled again at every start")
        }
        return try inMemory(tables.finish(sourceHash: hash), facts, compiler.diagnostics)
    }

    /// A model that `rabt lexicon compile` made. It is read through when it is first met; a cache remembers that it was sound.
    public static func load(compiled path: FilePath, cache: ModelCache? = nil) throws(ModelFileError) -> Model {
        let stamp = FileStamp(path), taken = FileStamp.now
        let file = try path.map()
        if file.text("mbuild") != ModelCompiler.compatibility {
            try file.verify()
            throw .otherBuild
        }
        let place = cache?.indexPath(compiled: path)
        let known = place.flatMap { try? readFile($0) }.flatMap { ModelIndex($0) }
        if known == nil || !known!.isCurrent || known!.model != stamp {
            try file.verify()
            try checkTables(file)
            if let cache, let place { try? cache.write(ModelIndex(compiled: path, stamp, hash: file.sourceHash, taken: taken), to: place) }
        }
        return Model(file, facts: Model.facts(lexicons: file.text("mlexhash"), patterns: file.text("mpathash")))
    }

    /// Maps a model. What was found sound under the same stamp before isn't read through again.
    private static func open(_ path: FilePath, _ hash: (UInt64, UInt64), verified: FileStamp?) throws(ModelFileError) -> (file: ModelFile, stamp: FileStamp) {
        let stamp = FileStamp(path)
        let file = try path.map()
        guard file.sourceHash == hash else { throw .damaged("name") }
        if stamp != verified {
            try file.verify()
            try checkTables(file)
        }
        return (file, stamp)
    }

    /// Whether every offset, id and count lies inside what it points into: checksums tell damage, not malice.
    static func checkTables(_ file: ModelFile) throws(ModelFileError) {
        let lexicon = Lexicon(file)
        if let table = lexicon.unsoundTable ?? Tagger.unsoundTable(file, vocabulary: lexicon.vocabulary)
            ?? PatternProgram(file: file).unsoundTable { throw .inconsistent(table) }
    }

    private static func inMemory(_ bytes: consuming [UInt8], _ facts: ModelFacts, _ warnings: [Diagnostic]) throws(ModelError) -> Model {
        do throws(ModelFileError) {
            return Model(try ModelFile.inMemory(bytes), facts: facts, warnings: warnings)
        } catch {
            throw ModelError([Diagnostic(.error, file: "model", line: 0, column: 0, message: error.reason, remedy: "please report this")])
        }
    }

    private static func facts(lexicons: String, patterns: String) -> ModelFacts {
        var facts = ModelFacts()
        facts.icuVersion = ICULibrary.version
        facts.unicodeVersion = ICULibrary.unicodeVersion
        facts.lexiconsHash = lexicons
        facts.patternsHash = patterns
        return facts
    }
}

extension FilePath {
    package func map() throws(ModelFileError) -> ModelFile {
        let result: Result<ModelFile, ModelFileError> = withCString { name in
            do throws(ModelFileError) { return .success(try ModelFile.map(path: name)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
