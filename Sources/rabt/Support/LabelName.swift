import Explaining
import TextModel

/// Labels by name, for files that import the argument parser (whose `Argument` hides the text model's).
enum LabelName {
    static var all: String { Label.names.joined(separator: ", ") }
    static func isKnown(_ name: String) -> Bool { Label(name: name) != nil }
    static func question(_ span: String, _ label: String?) -> Question { label.flatMap { Label(name: $0) }.map { .labelled(span, $0) } ?? .span(span) }
}
