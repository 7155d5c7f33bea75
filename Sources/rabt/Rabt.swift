import ArgumentParser

@main struct Rabt: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rabt", abstract: "Turns Arabic news text into linked facts.",
                                                    subcommands: [TuneCommand.self, TagCommand.self])
}
