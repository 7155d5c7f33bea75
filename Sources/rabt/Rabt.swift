import ArgumentParser
import Pipeline

@main struct Rabt: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rabt", abstract: "Turns Arabic news text into linked facts.")
    func run() throws {}
}
