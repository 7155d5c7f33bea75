import ArgumentParser
import Pipeline
import SystemFiles

struct LexiconStats: ParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, markdown, json }

    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Counts rows and forms by label and source.",
        discussion: "Example: rabt lexicon stats --format markdown")

    @Argument(help: "Lexicon directories (default: the ones that extract uses).")
    var directories: [PathArgument] = []

    @Option(help: "text (cells divided by tabs), markdown or json (an object a line).")
    var format = Format.text

    func run() throws {
        let statistics: LexiconStatistics
        let places = try lexiconDirectories(directories)
        do throws(ModelError) { statistics = try LexiconStatistics(places) } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        }
        var text = ""
        switch format {
        case .text: text = "kind\tsource\trows\tforms\n"
        case .markdown: text = "| kind | source | rows | forms |\n|---|---|---:|---:|\n"
        case .json: break
        }
        for line in statistics.lines + (format == .json ? [] : [statistics.total]) {
            switch format {
            case .text: text += "\(line.kind)\t\(line.source)\t\(line.rows)\t\(line.forms)\n"
            case .markdown: text += "| \(line.kind) | \(line.source) | \(line.rows) | \(line.forms) |\n"
            case .json: text += jsonObject([("kind", .text(line.kind)), ("source", .text(line.source)), ("rows", .number(line.rows)), ("forms", .number(line.forms))])
            }
        }
        try printText(text)
    }
}
