import Lexicons
import TextModel

/// Surface words of a corpus, each once, numbered from 0.
struct SurfaceTable: Sendable {
    private(set) var surfaces: [[UInt8]] = []
    private var numbers: [[UInt8]: UInt32] = [:]
    /// By form of one generation: number + 1.
    private var ofForm: [UInt32] = []
    private var generation = -1

    mutating func number(_ form: FormID, _ forms: WordForms) -> UInt32 {
        if generation != forms.generation {
            generation = forms.generation
            ofForm.removeAll(keepingCapacity: true)
        }
        if form.index >= ofForm.count { ofForm += [UInt32](repeating: 0, count: forms.count - ofForm.count) }
        if ofForm[form.index] == 0 { ofForm[form.index] = number(Array(forms.surface(of: form))) + 1 }
        return ofForm[form.index] - 1
    }

    mutating func number(_ surface: [UInt8]) -> UInt32 {
        if let known = numbers[surface] { return known }
        let n = UInt32(surfaces.count)
        numbers[surface] = n
        surfaces.append(surface)
        return n
    }
}

/// The words of a document as numbers of surfaces; behind each sentence stand `end` and the labels of its mentions.
enum WordStream {
    static let end = UInt32.max

    /// The same with other numbers.
    static func renumbered(_ words: [UInt32], _ number: (UInt32) -> UInt32) -> [UInt32] {
        var out = words
        var i = 0
        while i < out.count {
            if out[i] == end { i += 2 } else {
                out[i] = number(out[i])
                i += 1
            }
        }
        return out
    }
}

/// What one model finds in a document, and the document's words.
struct DocumentRun: Sendable {
    var findings: [Finding] = []
    var words: [UInt32] = []
}
