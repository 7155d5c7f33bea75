import Lexicons
import TextModel

/// A text with everything that the stages before relations have found in it.
public struct AnalyzedText: Sendable {
    public var text: [UInt8]
    public var forms: WordForms
    public var analysis: Analysis

    public init(text: [UInt8], forms: WordForms, analysis: Analysis) {
        self.text = text
        self.forms = forms
        self.analysis = analysis
    }
}
