import ArgumentParser
import ModelStorage
import Pipeline
import SystemFiles

/// The options that say which lexicons and patterns to use.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Directory of lexicons (may be given more than once: a later one adds to, replaces or removes rows of earlier ones).", valueName: "dir"))
    var lexicons: [PathArgument] = []

    @Option(help: ArgumentHelp("Directory of patterns (may be given more than once).", valueName: "dir"))
    var patterns: [PathArgument] = []

    @Option(help: ArgumentHelp("Use this file, made by 'rabt lexicon compile', instead of lexicons and patterns.", valueName: "file"))
    var model: PathArgument?

    func validate() throws {
        if model != nil, !lexicons.isEmpty || !patterns.isEmpty { throw ValidationError("--model goes without --lexicons and --patterns") }
    }

    /// The directories that were named or found.
    func paths() throws -> ModelPaths {
        guard let places = findModel(lexicons: lexicons.map(\.path), patterns: patterns.map(\.path)) else {
            throw ending(.configuration, "no lexicons found; name their directory with --lexicons and --patterns, or with RABT_DATA")
        }
        return places
    }

    /// The compiled model. What is wrong with it is told and ends the verb.
    func load(isQuiet: Bool = false) throws -> Model {
        if let model {
            do throws(ModelFileError) { return try Model.load(compiled: model.path, cache: .standard(version: Rabt.toolVersion)) } catch {
                throw ending(.configuration, "\(model.path.text): \(error.reason); make it again with 'rabt lexicon compile -o \(model.path.text)'")
            }
        }
        let places = try paths()
        let cache = ModelCache.standard(version: Rabt.toolVersion)
        if cache == nil, !isQuiet {
            messages.say("neither XDG_CACHE_HOME nor HOME is set: compiled lexicons cannot be kept, they are compiled at every start")
        }
        do throws(ModelError) {
            return try Model.load(places, cache: cache, notice: { if !isQuiet { messages.say($0) } })
        } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        }
    }
}
