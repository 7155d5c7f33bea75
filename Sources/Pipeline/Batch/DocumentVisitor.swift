import DocumentReading
import RecordWriting
import SystemFiles
import TextModel

/// Hands every document of the inputs to a function, in input order, on the calling thread: for verbs that look at texts and write no records.
public final class DocumentVisitor: DocumentProcessor {
    private let body: (Document, inout Analysis) -> Void

    private init(_ body: @escaping (Document, inout Analysis) -> Void) { self.body = body }

    public func process(_ document: Document, into analysis: inout Analysis) { body(document, &analysis) }

    private struct Box: @unchecked Sendable { let visitor: DocumentVisitor }

    /// `say` takes the messages about documents that can't be read; the report has the exit status.
    public static func visit(_ inputs: InputList, _ reading: ReadingOptions, names: any RecordNames, say: @escaping (String) -> Void,
                             _ body: @escaping (Document, inout Analysis) -> Void) -> RunReport {
        let box = Box(visitor: DocumentVisitor(body))
        var options = BatchRunner.Options(jobs: 1, reading: reading)
        options.records.types = []
        let runner = BatchRunner(options: options, names: names, makeProcessor: { box.visitor }, say: say)
        return runner.run(inputs, to: RecordOutput(stream: .standardOutput))
    }
}
