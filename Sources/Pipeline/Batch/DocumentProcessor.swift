import TextModel

/// All stages from text to facts, for one worker: it may keep scratch memory from document to document and is never shared.
public protocol DocumentProcessor: AnyObject {
    /// Fills `analysis`, which comes in empty (with the memory of the document before).
    func process(_ document: Document, into analysis: inout Analysis)

    /// Where the time since the last call went; nothing where that isn't measured.
    func takeTimings() -> StageTimings
}

extension DocumentProcessor {
    public func takeTimings() -> StageTimings { StageTimings() }
}
