import ArgumentParser
import Pipeline
import SystemFiles

/// The flags that choose lexicons and patterns, the same for every verb.
struct ModelOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Directory of lexicons (may be given more than once).", valueName: "dir"))
    var lexicons: [PathArgument] = []

    @Option(help: ArgumentHelp("Directory of patterns (may be given more than once).", valueName: "dir"))
    var patterns: [PathArgument] = []

    func paths() throws -> ModelPaths { try modelPaths(lexicons: lexicons.map(\.path), patterns: patterns.map(\.path)) }
    func model() throws -> Model { try loadModel(paths()) }
}

func modelPaths(lexicons: [FilePath], patterns: [FilePath]) throws -> ModelPaths {
    guard let places = findModel(lexicons: lexicons, patterns: patterns) else {
        throw ending(.configuration, "no lexicons found; name their directory with --lexicons and --patterns, or with RABT_DATA")
    }
    return places
}

func loadModel(_ paths: ModelPaths) throws -> Model {
    do throws(ModelError) { return try Model.load(paths) } catch {
        for line in error.lines { messages.say(line) }
        throw Ending(.configuration)
    }
}
