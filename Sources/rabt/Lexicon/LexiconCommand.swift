import ArgumentParser

/// The verbs of those who write lexicons.
struct LexiconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon",
        abstract: "Checks, compiles, searches and extends lexicons.",
        discussion: """
            Examples:
              rabt lexicon check                        every problem of the shipped lexicons
              rabt lexicon check lexicons mine --fix    two layers, with safe repairs
              rabt lexicon compile -o model.rabt        one file, for extract --model
            """,
        subcommands: [LexiconCheckCommand.self, LexiconCompile.self, LexiconFind.self, LexiconAdd.self, LexiconStats.self, LexiconDiff.self, LexiconImportCommand.self])
}
