import ArgumentParser
import Comparison
import Display
import DocumentReading
import Lexicons
import Pipeline
import SystemFiles

struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks after lexicons and patterns while they are edited, and shows what each edit changes in a sample.",
        discussion: """
            Examples:
              rabt watch seeds/reports/
              rabt watch --lexicons mine/ --patterns seeds/ sample.txt

            A set that is broken is reported and the last good one stays. Ends with Ctrl-C.
            """)

    @Argument(help: "The sample: files or directories.")
    var files: [PathArgument]

    @Option(help: ArgumentHelp("Milliseconds between looks at the files.", valueName: "n"))
    var interval = 300

    @Option(help: ArgumentHelp("End after so many edits.", valueName: "n"))
    var edits: Int?

    @Option(help: ArgumentHelp("Code points on each side.", valueName: "n"))
    var width = 40

    @Flag(name: .shortAndLong, help: "No messages but what changes.")
    var quiet = false

    @OptionGroup var data: ModelOptions
    @OptionGroup var corpus: CorpusOptions
    @OptionGroup var display: DisplayOptions

    func validate() throws {
        if !(20...60_000 ~= interval) { throw ValidationError("--interval must be between 20 and 60000") }
        if let edits, edits < 1 { throw ValidationError("--edits must be at least 1") }
    }

    func run() throws {
        let (inputs, reading) = try corpus.inputs(files)
        let paths = try data.paths()
        let documents = try Documents(inputs, reading, quiet: quiet)
        var session: WatchSession
        do { session = try WatchSession(paths, documents.list) } catch let error as ModelError {
            for line in error.lines { messages.say(line) }
            throw Ending(.configuration)
        } catch let error as FileError { throw ending(.configuration, error.description) }
        if !quiet { messages.say("watching \((paths.lexicons + paths.patterns).map(\.text).joined(separator: ", ")); \(documents.list.count) documents") }
        let output = ChangeOutput(show: display.show, colour: .automatic, width: width, document: { documents.list[$0] }, name: { documents.id($0) }, countsBytes: true)
        var seen = 0
        while !Process.isStopping, edits.map({ seen < $0 }) ?? true {
            Descriptor.wait(milliseconds: CInt(interval), wake: Process.wake)
            guard let outcome = session.look() else { continue }
            seen += 1
            switch outcome {
            case .broken(let lines):
                for line in lines { messages.say(line) }
                messages.say("the set is broken; the last good one stays")
            case .changed(let changes, let groups):
                try printText(output.text(groups) + ChangeOutput.totals(changes) + "\n")
            }
        }
    }
}
