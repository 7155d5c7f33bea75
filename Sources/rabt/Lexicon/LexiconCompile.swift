import ArgumentParser
import Glibc
import Lexicons
import Pipeline
import SystemFiles

struct LexiconCompile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compile",
        abstract: "Compiles lexicons and patterns into one file.",
        discussion: """
            Without -o the file goes to the cache, where extract finds it (it would be made there at the first run). With -o it goes to a file of
            that name, for 'rabt extract --model FILE'.
            """)

    @Option(help: ArgumentHelp("Directory of lexicons (may be given more than once).", valueName: "dir"))
    var lexicons: [PathArgument] = []

    @Option(help: ArgumentHelp("Directory of patterns (may be given more than once).", valueName: "dir"))
    var patterns: [PathArgument] = []

    @Option(name: [.customShort("o", allowingJoined: true), .long], help: ArgumentHelp("Write the compiled model to a file.", valueName: "file"))
    var output: PathArgument?

    @Flag(name: .shortAndLong, help: "No messages but errors.")
    var quiet = false

    func run() throws {
        var options = ModelOptions()
        options.lexicons = lexicons
        options.patterns = patterns
        options.model = nil
        guard let path = output?.path else {
            let model = try options.load(isQuiet: quiet)
            if !quiet { messages.say("\(model.lexicon.entries.count) entries") }
            return
        }
        var compiler = ModelCompiler(try options.paths())
        do throws(ModelCompiler.CompileError) { try compiler.compile(to: path) } catch {
            switch error {
            case .sources(let error):
                for line in error.lines { messages.say(line) }
                throw Ending(.configuration)
            case .output(let error):
                throw ending(error == SystemError(ENOSPC) || error == SystemError(EIO) ? .ioError : .cannotCreate, "\(path.text): cannot write: \(error.description)")
            }
        }
    }
}
