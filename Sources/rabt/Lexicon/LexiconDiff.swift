import ArgumentParser
import Pipeline
import SystemFiles

struct LexiconDiff: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Shows which rows were added, removed or changed between two lexicons.",
        discussion: """
            Rows are told by what they are (label or class, name, first id), not by file and line. Exit status 1 where there is a difference.
            Example: rabt lexicon diff lexicons /backup/lexicons
            """)

    @Argument(help: "The older directory or file.")
    var old: PathArgument

    @Argument(help: "The newer one.")
    var new: PathArgument

    func run() throws {
        let difference: LexiconDifference
        do throws(ModelError) { difference = try LexiconDifference(old.path, new.path) } catch {
            for line in error.lines { messages.say(line) }
            throw Ending(.noInput)
        }
        var counts = [0, 0, 0], text = ""
        for item in difference.items {
            let head = "\(item.kind)\t\(item.name)\t\(item.id.isEmpty ? "-" : item.id)"
            switch item.change {
            case .added(let place):
                counts[0] += 1
                text += visibleCells("+\t\(head)\t\(place)")
            case .removed(let place):
                counts[1] += 1
                text += visibleCells("-\t\(head)\t\(place)")
            case .changed(let place, let cells):
                counts[2] += 1
                let changes = cells.map { "\($0.column): \($0.old.isEmpty ? "(empty)" : $0.old) → \($0.new.isEmpty ? "(empty)" : $0.new)" }
                text += visibleCells("~\t\(head)\t\(place)\t\(changes.joined(separator: "; "))")
            }
            if text.utf8.count > 1 << 16 {
                try printText(text)
                text = ""
            }
        }
        try printText(text)
        messages.say("\(counts[0]) added, \(counts[1]) removed, \(counts[2]) changed")
        if !difference.items.isEmpty { throw Ending(.negative) }
    }
}

/// A line of cells, controls in them escaped.
func visibleCells(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false).map { visible(String($0)) }.joined(separator: "\t") + "\n"
}
