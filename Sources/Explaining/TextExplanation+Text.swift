import Display
import EntityTagging
import Lexicons
import TextModel

extension TextExplanation {
    /// The explanation for a reader. Every line begins with ASCII; document text is shown through `show`.
    public func lines(_ show: TerminalText, full: Bool) -> [String] {
        var out: [String] = []
        func section(_ name: String, _ lines: [String]) {
            if !lines.isEmpty { out += [name] + lines }
        }
        if full {
            section("tokens", words.enumerated().map { i, w in
                let readings = w.readings.filter { $0.isKnown || w.readings.count == 1 }.map { r in
                    let clitics = r.proclitics.map { $0 + "+" }.joined()
                    let classes = r.classes.isEmpty ? (r.isKnown ? "" : " unknown") : " [" + r.classes.prefix(6).joined(separator: ", ") + (r.classes.count > 6 ? ", …" : "") + "]"
                    return show(clitics + (r.word.isEmpty ? w.folded : r.word)) + classes
                }
                return "  \(i + 1)  \(show(w.text))  \(readings.joined(separator: "  |  "))"
            })
            section("lexicon rows", hits.map { h in
                var notes = [h.hit.label.name, h.place]
                if h.hit.kind != .name { notes.append(h.hit.kind == .short ? "short form" : "variant") }
                if h.hit.isTrigger { notes.append("trigger: needs evidence") }
                if !h.hit.via.isEmpty { notes.append("via " + FoldingNames.of(h.hit.via).joined(separator: ",")) }
                if !h.hit.proclitics.isEmpty { notes.append("behind " + show(ProcliticNames.of(h.hit.proclitics).map { $0 + "+" }.joined())) }
                if h.hit.isRefused { notes.append("REFUSED by its match column") }
                return "  \(show(h.text))  \(notes.joined(separator: "  "))"
            })
        }
        var mentionLines: [String] = []
        for m in mentions {
            let value = m.mention.value.isEmpty ? "" : " = \(show(m.mention.value))"
            mentionLines.append("  \(m.mention.nestedIn == nil ? "" : "  inside: ")\(m.mention.label.name) \(show(m.text))\(value)  \(m.foundBy)")
            guard full else { continue }
            if let span = m.span { mentionLines.append("      won   " + sum(span)) }
            if let loser = m.loser, loser.sum > -20 { mentionLines.append("      lost  \(show(slice(loser.bytes)))  " + sum(loser)) }
        }
        section("mentions", mentionLines)
        if full { section("clauses", clauses.enumerated().map { "  \($0 + 1)  \(show($1))" }) }
        section("statements", statements.map { "  \($0.form.name) \(show($0.cue))  \(roles($0.arguments, show))  content: \(show($0.content))  \($0.foundBy)" })
        section("facts", facts.map { f in
            var notes = f.polarity == .negated ? "  negated" : ""
            if f.modality != .actual { notes += "  \(f.modality.name)" }
            return "  \(f.type)\(f.trigger.isEmpty ? "" : " " + show(f.trigger))  \(roles(f.arguments, show))\(notes)  \(f.pattern)"
        })
        section("gave way", losses.map { "  \($0.pattern) at \(show($0.text)) to \($0.winner): \($0.policy)" })
        for a in answers {
            out.append("\(a.isFound ? "yes" : "no"): \(show(a.question))")
            out.append("  \(a.reason): \(show(a.words))")
            if !a.edit.isEmpty { out.append("  to change it: \(show(a.edit))") }
            for d in a.details where !d.isEmpty { out.append("    \(show(d))") }
        }
        return out
    }

    private func sum(_ span: ExplainedSpan) -> String {
        let terms = span.terms.prefix(6).map { "\($0.weight < 0 ? "" : "+")\(Decimals.text(Double($0.weight), 2)) \($0.name)" }.joined(separator: "  ")
        return "\(span.label) \(Decimals.text(Double(span.sum), 2)) = \(terms)\(span.terms.count > 6 ? "  … \(span.terms.count - 6) more" : "")"
    }

    private func roles(_ args: [(role: String, text: String, value: String)], _ show: TerminalText) -> String {
        args.map { "\($0.role): \(show($0.text))\($0.value.isEmpty ? "" : " = \(show($0.value))")" }.joined(separator: "; ")
    }
}
