import ArgumentParser
import Pipeline
import SystemFiles

@main struct Rabt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rabt",
        abstract: "Turns Arabic news text into linked facts, as JSON Lines.",
        discussion: """
            Examples:
              rabt extract report.txt                    records of one report
              rabt extract reports/ -o facts.jsonl       all *.txt of a directory
              zcat news.jsonl.gz | rabt extract --input jsonl
              rabt show facts.jsonl                      a readable summary
              rabt explain 'وصل الوفد إلى دمشق'          what was found in a text, and why
              rabt schema                                what a record looks like
            """,
        version: "rabt \(toolVersion)",
        subcommands: [
            Extract.self, Show.self, Explain.self, MergeCommand.self, ReportCommand.self, Kwic.self, Suggest.self, Diff.self, Evaluate.self, Watch.self,
            LexiconCommand.self, PatternCommand.self, TuneCommand.self, Schema.self,
        ])

    static let toolVersion = "0.1.0"

    static func main() {
        Process.openStandardStreams()
        Process.handleSignals()
        let arguments = RawArguments.encoded()
        // The verb that runs most is parsed by itself, which saves the parser from reading the declarations of all others. What it refuses, help included,
        // goes the long way, which knows how to say it.
        if arguments.first == Extract._commandName, let extract = try? Extract.parse(Array(arguments.dropFirst())) {
            end(by: attempt { try extract.run() })
        }
        end(by: attempt { var command = try parseAsRoot(arguments); try command.run() })
    }

    private static func attempt(_ body: () throws -> Void) -> ExitStatus {
        do {
            try body()
            return .success
        } catch let ending as Ending {
            return ending.status
        } catch {
            // Help and version are errors to the argument parser, with exit code 0.
            let text = fullMessage(for: error)
            let code = exitCode(for: error)
            if code.isSuccess { return attempt { try printText(text + "\n") } }
            for line in text.split(separator: "\n", omittingEmptySubsequences: false) { Messages.line(String(line)) }
            return ExitStatus(rawValue: code.rawValue) ?? .internalError
        }
    }

    private static func end(by status: ExitStatus) -> Never {
        if Process.isStopping { Process.die(by: Process.stopSignal) }
        if status == .closedPipe { Process.dieByClosedPipe() }
        Process.exit(status.rawValue)
    }
}
