import ArabicText
import Lexicons
import Pipeline
import RecordWriting
import TextModel

/// What a concordance looks for.
public enum ConcordanceQuery: Sendable, Equatable {
    /// These words in any spelling, the first with or without proclitics.
    case form([String])
    /// These bytes.
    case surface(String)
    case label(Label)
    /// Mentions of an entity with this name (folded).
    case entity([String])
    /// Relations or events of a type.
    case fact(String)
    case statement

    /// `form:…` (or no prefix), `surface:…`, `label:GPE` or `@GPE`, `entity:…`, `type:Attack` (or `relation:…`, `event:…`), `statement:`. Says what is wrong with any other.
    public static func parse(_ text: String, schema: FactSchema) -> Result<ConcordanceQuery, QueryError> {
        func rest(_ prefix: String) -> String? { text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil }
        if let l = rest("label:") ?? rest("@") {
            return Label(name: l).map { .success(.label($0)) } ?? .failure(QueryError("unknown label '\(l)'; there are \(Label.names.joined(separator: ", "))"))
        }
        for (prefix, kind) in [("type:", nil), ("relation:", .relation), ("event:", .event)] as [(String, FactKind?)] {
            guard let t = rest(prefix) else { continue }
            let types = schema.types.filter { kind == nil || $0.kind == kind }.map(\.name)
            return types.contains(t) ? .success(.fact(t)) : .failure(QueryError("unknown \(prefix.dropLast()) '\(t)'; there are \(types.joined(separator: ", "))"))
        }
        if rest("statement:") != nil { return .success(.statement) }
        if let s = rest("surface:") { return s.isEmpty ? .failure(QueryError("nothing stands behind surface:")) : .success(.surface(s)) }
        if let e = rest("entity:") {
            let words = Lexicon.words(of: e)
            return words.isEmpty ? .failure(QueryError("nothing stands behind entity:")) : .success(.entity(words))
        }
        if rest("form:") == nil, let colon = text.firstIndex(of: ":"), colon > text.startIndex, text[..<colon].utf8.allSatisfy({ $0 | 32 >= 97 && $0 | 32 <= 122 }) {
            return .failure(QueryError("unknown prefix '\(text[...colon])'; there are form: surface: label: entity: type: relation: event: statement:"))
        }
        let words = Lexicon.words(of: rest("form:") ?? text)
        return words.isEmpty ? .failure(QueryError("the query has no words")) : .success(.form(words))
    }
}

public struct QueryError: Error, Sendable {
    public var message: String
    init(_ message: String) { self.message = message }
}

/// Finds a query in documents that the stages have gone through.
public struct ConcordanceFinder {
    let query: ConcordanceQuery
    let model: Model
    private let folding = Folding()

    public init(_ query: ConcordanceQuery, model: Model) {
        self.query = query
        self.model = model
    }

    /// True where words alone decide: the stages behind segmentation aren't needed.
    public func find(in document: Document, _ analysis: Analysis, _ forms: WordForms, width: Int) -> [ConcordanceLine] {
        switch query {
        case .form(let words): return words.isEmpty ? [] : findWords(words, document, analysis, forms, width)
        case .surface(let s): return findBytes(Array(s.utf8), document, width)
        case .label(let label):
            return analysis.mentions.filter { $0.label == label }.map { ConcordanceLine(document, $0.bytes, width: width, kind: label.name, note: foundBy($0)) }
        case .entity(let words): return findEntity(words.joined(separator: " "), document, analysis, width)
        case .fact(let type):
            return analysis.facts.filter { model.names.schema.types[$0.type.index].name == type }.map { f in
                let args = analysis.arguments[f.arguments.indices].map { a in
                    "\(model.names.schema.roleNames[a.role.index]): \(String(decoding: document.text[a.bytes.indices], as: UTF8.self))"
                }
                return ConcordanceLine(document, f.trigger ?? f.bytes, width: width, kind: type, note: args.joined(separator: "; "))
            }
        case .statement:
            return analysis.statements.map { s in
                let args = analysis.arguments[s.arguments.indices].map { a in
                    "\(model.names.schema.roleNames[a.role.index]): \(String(decoding: document.text[a.bytes.indices], as: UTF8.self))"
                }
                return ConcordanceLine(document, s.cue, width: width, kind: s.form.name, note: args.joined(separator: "; "))
            }
        }
    }

    private func foundBy(_ m: Mention) -> String {
        switch m.foundBy {
        case .entry(let e): model.lexicon.entries.place(e)
        case .rule(let r): r.name
        }
    }

    private func folded(_ document: Document, _ from: Int, _ to: Int) -> String {
        var key: [UInt8] = []
        document.text.withUnsafeBufferPointer { folding.fold(UnsafeBufferPointer(rebasing: $0[min(from, to)..<min(to, $0.count)]), into: &key) }
        return String(decoding: key, as: UTF8.self)
    }

    private func findWords(_ words: [String], _ document: Document, _ analysis: Analysis, _ forms: WordForms, _ width: Int) -> [ConcordanceLine] {
        var out: [ConcordanceLine] = []
        for (t, token) in analysis.tokens.enumerated() {
            guard let stem = forms.readings(of: token.form).map({ Int(forms.pool[$0].stem) }).first(where: { folded(document, Int(token.start) + $0, Int(token.end)) == words[0] }) else { continue }
            var k = t + 1, w = 1
            while w < words.count, k < analysis.tokens.count, folded(document, Int(analysis.tokens[k].start), Int(analysis.tokens[k].end)) == words[w] { k += 1; w += 1 }
            if w == words.count { out.append(ConcordanceLine(document, ByteRange(Int(token.start) + stem, Int(analysis.tokens[k - 1].end)), width: width)) }
        }
        return out
    }

    private func findBytes(_ wanted: [UInt8], _ document: Document, _ width: Int) -> [ConcordanceLine] {
        var out: [ConcordanceLine] = []
        guard let first = wanted.first, document.text.count >= wanted.count else { return [] }
        var i = 0
        while i + wanted.count <= document.text.count {
            if document.text[i] == first, document.text[i..<(i + wanted.count)].elementsEqual(wanted) {
                out.append(ConcordanceLine(document, ByteRange(i, i + wanted.count), width: width))
                i += wanted.count
            } else { i += 1 }
        }
        return out
    }

    private func findEntity(_ name: String, _ document: Document, _ analysis: Analysis, _ width: Int) -> [ConcordanceLine] {
        func key(_ s: String) -> String { Lexicon.words(of: s).joined(separator: " ") }
        var mentions: Set<Int> = []
        for e in analysis.entities where key(e.name) == name || e.aliases.contains(where: { key($0) == name }) { for m in e.mentions { mentions.insert(m.index) } }
        for (i, m) in analysis.mentions.enumerated() {
            if key(String(decoding: document.text[m.bytes.indices], as: UTF8.self)) == name { mentions.insert(i) }
            if let e = m.entry, key(model.lexicon.entries.name(e)) == name { mentions.insert(i) }
        }
        return mentions.sorted().map { i in
            let m = analysis.mentions[i]
            return ConcordanceLine(document, m.bytes, width: width, kind: m.label.name, note: foundBy(m))
        }
    }
}
