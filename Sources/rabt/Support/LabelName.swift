import Explaining
import Pipeline
import Suggesting
import TextModel

/// Labels by name, for files that import the argument parser (whose `Argument` hides the text model's).
enum LabelName {
    static var all: String { Label.names.joined(separator: ", ") }
    static func isKnown(_ name: String) -> Bool { Label(name: name) != nil }
    static func question(_ span: String, _ label: String?) -> Question { label.flatMap { Label(name: $0) }.map { .labelled(span, $0) } ?? .span(span) }
    static func collector(_ model: Model, _ labels: String, contexts: Int, width: Int) -> NameCollector {
        NameCollector(model: model, labels: Set(labels.split(separator: ",").compactMap { Label(name: $0) }), contexts: contexts, width: width)
    }
}
