import Display
import DocumentReading
import EntityTagging
import TextModel

extension TextExplanation {
    /// The explanation as one JSON object. Offsets are code points.
    public var json: JSONValue {
        .members([
            "text": .text(String(decoding: text, as: UTF8.self)),
            "tokens": .list(words.map { w in
                .members(["text": .text(w.text), "start": .integer(offset(w.token.start)), "end": .integer(offset(w.token.end)), "folded": .text(w.folded),
                          "readings": .list(w.readings.map { r in
                              .members(["proclitics": .texts(r.proclitics), "word": .text(r.word), "known": .boolean(r.isKnown), "classes": .texts(r.classes)])
                          })])
            }),
            "lexicon": .list(hits.map { h in
                .members(["text": .text(h.text), "start": .integer(offset(h.hit.bytes.start)), "end": .integer(offset(h.hit.bytes.end)), "label": .text(h.hit.label.name),
                          "row": .text(h.place), "spelling": .text(h.hit.spelling), "form": .text(String(describing: h.hit.kind)), "trigger": .boolean(h.hit.isTrigger),
                          "via": .texts(FoldingNames.of(h.hit.via)), "proclitics": .texts(ProcliticNames.of(h.hit.proclitics)), "refused": .boolean(h.hit.isRefused)])
            }),
            "mentions": .list(mentions.map { m in
                .members(["text": .text(m.text), "start": .integer(offset(m.mention.bytes.start)), "end": .integer(offset(m.mention.bytes.end)),
                          "label": .text(m.mention.label.name), "form": .text(m.mention.form.name), "value": m.mention.value.isEmpty ? .null : .text(m.mention.value),
                          "found_by": .text(m.foundBy), "score": .decimal(Double(m.mention.score)), "nested": .boolean(m.mention.nestedIn != nil),
                          "evidence": m.span.map(json) ?? .null, "best_loser": m.loser.map(json) ?? .null])
            }),
            "clauses": .texts(clauses),
            "statements": .list(statements.map { s in
                .members(["cue": .text(s.cue), "form": .text(s.form.name), "args": json(s.arguments), "content": .text(s.content), "found_by": .text(s.foundBy)])
            }),
            "facts": .list(facts.map { f in
                .members(["kind": .text(f.kind == .event ? "event" : "relation"), "type": .text(f.type), "trigger": f.trigger.isEmpty ? .null : .text(f.trigger),
                          "args": json(f.arguments), "polarity": .text(f.polarity.name), "modality": .text(f.modality.name), "found_by": .text(f.pattern)])
            }),
            "gave_way": .list(losses.map { l in .members(["pattern": .text(l.pattern), "to": .text(l.winner), "text": .text(l.text), "policy": .text(l.policy)]) }),
            "answers": .list(answers.map { a in
                .members(["question": .text(a.question), "found": .boolean(a.isFound), "reason": .text(a.reason), "words": .text(a.words),
                          "edit": a.edit.isEmpty ? .null : .text(a.edit), "details": .texts(a.details)])
            }),
        ])
    }

    private func offset(_ byte: UInt32) -> Int { text.withUnsafeBufferPointer { countCodePoints($0, 0, min(Int(byte), $0.count)) } }

    private func json(_ span: ExplainedSpan) -> JSONValue {
        .members(["label": .text(span.label), "text": .text(slice(span.bytes)), "sum": .decimal(Double(span.sum)),
                  "terms": .list(span.terms.map { .members(["name": .text($0.name), "weight": .decimal(Double($0.weight))]) })])
    }

    private func json(_ args: [(role: String, text: String, value: String)]) -> JSONValue {
        .list(args.map { .members(["role": .text($0.role), "text": .text($0.text), "value": $0.value.isEmpty ? .null : .text($0.value)]) })
    }
}
