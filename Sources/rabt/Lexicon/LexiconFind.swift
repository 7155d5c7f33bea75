import ArgumentParser
import Pipeline
import SystemFiles

struct LexiconFind: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find",
        abstract: "Shows which rows a name or text matches, and by which foldings and proclitics.",
        discussion: """
            Examples:
              rabt lexicon find دمشق
              rabt lexicon find 'وصل الى الاذقيه'
            A line is: the matched text, how it was reached, label, id, the row's name, file:line.
            """)

    @Argument(help: "A name or a piece of text.")
    var text: [String]

    @OptionGroup(title: "Lexicons and patterns")
    var sources: ModelOptions

    func run() throws {
        let model = try sources.load()
        let lines = foundLines(RawArguments.decode(text.joined(separator: " ")), model)
        try printText(lines.joined())
        if lines.isEmpty { throw Ending(.negative) }
    }
}
