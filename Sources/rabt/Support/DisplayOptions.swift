import ArgumentParser
import Display

/// Flags about how text is shown.
struct DisplayOptions: ParsableArguments {
    @Option(help: "Direction isolates around Arabic: auto (at a UTF-8 terminal), always, never.")
    var isolate = IsolateMode.auto

    var show: TerminalText { TerminalText(isolates: isolate.isolates) }
}

extension IsolateMode: ExpressibleByArgument {}

enum AnswerFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
enum TableFormat: String, ExpressibleByArgument, CaseIterable { case text, tsv, json }
