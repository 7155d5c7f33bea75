import Lexicons
import Pipeline
import RecordWriting
import RelationExtraction
import TextModel

/// What one model finds in documents. One value per thread.
final class FindingCollector {
    private let model: Model
    private let stages: Stages
    private var analysis = Analysis()
    private let schema: FactSchema
    /// The words of all documents that went through, once each; streams point into it.
    private(set) var surfaces = SurfaceTable()

    init(_ model: Model) {
        self.model = model
        stages = Stages(model)
        schema = model.names.schema
    }

    /// Findings (offsets are bytes) and words of a document.
    func run(_ document: Document) -> DocumentRun {
        analysis.reset()
        stages.process(document, into: &analysis)
        return DocumentRun(findings: findings(document), words: words())
    }

    /// Sentence by sentence: the numbers of its words, `WordStream.end`, the labels of its mentions.
    private func words() -> [UInt32] {
        var out: [UInt32] = []
        out.reserveCapacity(analysis.tokens.count + 2 * analysis.sentences.count)
        var labels = [UInt32](repeating: 0, count: analysis.sentences.count)
        var s = 0
        for m in analysis.mentions.sorted(by: { $0.bytes.start < $1.bytes.start }) {
            while s + 1 < analysis.sentences.count, analysis.sentences[s + 1].bytes.start <= m.bytes.start { s += 1 }
            if s < labels.count { labels[s] |= LabelSet(m.label).rawValue }
        }
        for (number, sentence) in analysis.sentences.enumerated() {
            for t in analysis.tokens[sentence.tokens.indices] where t.kind != .punctuation && t.kind != .quote && t.kind != .symbol {
                out.append(surfaces.number(t.form, stages.forms))
            }
            out.append(WordStream.end)
            out.append(labels[number])
        }
        return out
    }

    private func findings(_ document: Document) -> [Finding] {
        func slice(_ r: ByteRange) -> String { String(decoding: document.text[min(Int(r.start), document.text.count)..<min(Int(r.end), document.text.count)], as: UTF8.self) }
        func arguments(_ r: PoolRange) -> String {
            analysis.arguments[r.indices].map { "\(schema.roleNames[$0.role.index]): \(slice($0.bytes))\($0.value.isEmpty ? "" : " = \($0.value)")" }.joined(separator: "; ")
        }
        func sources(_ r: PoolRange) -> String {
            r.isEmpty ? "" : " according to " + analysis.attributions[r.indices].map { s in
                analysis.statements.indices.contains(s.index)
                    ? analysis.arguments[analysis.statements[s.index].arguments.indices].filter { $0.role == FactSchema.speaker }.map { slice($0.bytes) }.joined(separator: "+") : "?"
            }.joined(separator: " < ")
        }
        var out: [Finding] = []
        for m in analysis.mentions {
            let cause = switch m.foundBy {
            case .entry(let e): Causes.row(file: String(model.lexicon.entries.place(e).prefix { $0 != ":" }), name: model.lexicon.entries.name(e))
            case .rule(let r): r.name
            }
            out.append(Finding(kind: "mention", type: m.label.name, start: Int(m.bytes.start), end: Int(m.bytes.end), detail: m.form.name + (m.value.isEmpty ? "" : " " + m.value), cause: cause))
        }
        for f in analysis.facts {
            let type = schema.types[f.type.index]
            var detail = arguments(f.arguments)
            if f.polarity != .asserted { detail += " (\(f.polarity.name))" }
            if f.modality != .actual { detail += " (\(f.modality.name))" }
            let place = f.trigger ?? f.bytes
            out.append(Finding(kind: type.kind == .event ? "event" : "relation", type: type.name, start: Int(place.start), end: Int(place.end), detail: detail + sources(f.attribution),
                               cause: "pattern " + model.program.id(of: f.pattern)))
        }
        for s in analysis.statements {
            out.append(Finding(kind: "statement", type: s.form.name, start: Int(s.cue.start), end: Int(s.cue.end),
                               detail: arguments(s.arguments) + " content \(s.content.start)-\(s.content.end)" + sources(s.attribution), cause: s.foundBy))
        }
        return out
    }
}

/// Causes as findings carry them.
public enum Causes {
    static func row(file: String, name: String) -> String { file + "\u{1F}" + name }

    /// File and name of a row's cause.
    public static func parts(_ cause: String) -> (file: String, name: String)? {
        let p = cause.split(separator: "\u{1F}", maxSplits: 1)
        return p.count == 2 ? (String(p[0]), String(p[1])) : nil
    }
}
