import ArabicText
import Display
import EntityTagging
import Lexicons
import Pipeline
import RelationExtraction
import TextModel

/// Why a stated span, name or entry was not tagged: the first reason on its way through the stages.
extension Explainer {
    func answer(_ q: Question, _ out: TextExplanation) -> Answer {
        switch q {
        case .span(let s): answerSpan(q.text, s, nil, out)
        case .labelled(let s, let label): answerSpan(q.text, s, label, out)
        case .name(let s): answerName(q.text, s, out)
        case .entry(let s): answerEntry(q.text, s, out)
        case .pattern(let s): answerPattern(q.text, s, out)
        }
    }

    // MARK: Where the words stand

    /// Tokens whose words fold to these; the first may carry proclitics. Quotation marks between them are stepped over.
    func occurrences(of name: String) -> [TokenRange] {
        let words = Lexicon.words(of: name)
        guard !words.isEmpty else { return [] }
        let folded = foldedTokens
        var out: [TokenRange] = []
        for t in analysis.tokens.indices where begins(t, words[0]) {
            var k = t + 1, w = 1
            while w < words.count, k < folded.count {
                if analysis.tokens[k].kind == .quote { k += 1; continue }
                guard folded[k] == words[w] else { break }
                k += 1
                w += 1
            }
            if w == words.count { out.append(TokenRange(t, k)) }
        }
        return out
    }

    private var foldedTokens: [String] {
        let folding = Folding()
        return analysis.tokens.map { t in
            var key: [UInt8] = []
            document.text.withUnsafeBufferPointer { folding.fold(UnsafeBufferPointer(rebasing: $0[Int(t.start)..<min(Int(t.end), $0.count)]), into: &key) }
            return String(decoding: key, as: UTF8.self)
        }
    }

    /// The token reads as this folded word, whole or behind proclitics.
    private func begins(_ t: Int, _ word: String) -> Bool {
        let forms = stages.forms, folding = Folding()
        let token = analysis.tokens[t]
        return document.text.withUnsafeBufferPointer { bytes in
            for r in forms.readings(of: token.form) {
                let start = min(Int(token.start) + Int(forms.pool[r].stem), Int(token.end))
                var key: [UInt8] = []
                folding.fold(UnsafeBufferPointer(rebasing: bytes[start..<min(Int(token.end), bytes.count)]), into: &key)
                if key.elementsEqual(word.utf8) { return true }
                // للـ: the alef of the article isn't written.
                if forms.pool[r].proclitics.contains(.lam), ("ا" + String(decoding: key, as: UTF8.self)) == word { return true }
            }
            var key: [UInt8] = []
            folding.fold(UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<min(Int(token.end), bytes.count)]), into: &key)
            return key.elementsEqual(word.utf8)
        }
    }

    // MARK: Spans

    private func answerSpan(_ question: String, _ span: String, _ label: Label?, _ out: TextExplanation) -> Answer {
        let places = occurrences(of: span)
        guard !places.isEmpty else {
            return Answer(question: question, isFound: false, reason: "not-in-text", words: "no words of the text fold to «\(span)»", edit: "give a span as the text writes it")
        }
        let answers = places.map { answer(question, $0, span, label, out) }
        return answers.first { !$0.isFound } ?? answers[0]
    }

    private func mentionWords(_ m: TextExplanation.MentionLine) -> String { "\(m.mention.label.name) «\(m.text)» (\(m.foundBy))" }

    private func answer(_ question: String, _ tokens: TokenRange, _ name: String, _ wanted: Label?, _ out: TextExplanation) -> Answer {
        func no(_ reason: String, _ words: String, _ edit: String, _ details: [String] = []) -> Answer {
            Answer(question: question, isFound: false, reason: reason, words: words, edit: edit, details: details)
        }
        let same = out.mentions.filter { $0.mention.tokens == tokens }
        if let m = same.first(where: { wanted == nil || $0.mention.label == wanted }) {
            return Answer(question: question, isFound: true, reason: "found", words: "it is tagged: \(mentionWords(m))", edit: "", details: lines(m.span))
        }
        guard let sentence = explainer(at: Int(tokens.start)), tokens.end <= sentence.sentence.end else {
            return no("crosses-sentence", "the words stand in two sentences, and no name does", "check the sentence end: an abbreviation belongs into lexicons/abbreviations.tsv")
        }
        if let b = sentence.barrier(in: tokens) {
            return no("punctuation", "«\(out.slice(analysis.tokens[b].bytes))» stands inside, and no name crosses it", "list the parts by themselves")
        }
        let hits = sentence.hits.filter { $0.tokens == tokens && (wanted == nil || $0.label == wanted) }
        let outer = out.mentions.first { $0.mention.tokens.contains(tokens) && $0.mention.tokens != tokens }
        let readings = sentence.readings(of: tokens, inside: outer?.mention.label)
        let label = wanted?.name ?? hits.first { !$0.isRefused && $0.kind != .short }?.label.name ?? readings.first { Label(name: $0.label) != nil }?.label ?? "PERS"
        let own = readings.first { $0.label == label }
        let sum = own.map { show($0.sum) } ?? "no sum"
        let folder = "lexicons/\(label.lowercased())"
        let row = wanted == nil && hits.isEmpty && (own?.sum ?? 0) <= 0 ? "if it is a name, add a row to lexicons/<label>/local.tsv, for instance \(folder)/local.tsv"
            : "add the row «\(name)» to \(folder)/local.tsv"
        // Another label on the same words.
        if let m = same.first, let winner = m.span {
            return no("other-label", "\(winner.label) won by \(show(winner.sum - (own?.sum ?? 0))): sum \(show(winner.sum)) against \(sum) for \(label)",
                      hits.isEmpty ? row : "change the label of \(m.foundBy) if it is wrong, or let `rabt tune` weigh the evidence with this sentence in the gold",
                      lines(winner) + lines(own))
        }
        // What the rows say.
        if !hits.isEmpty {
            if let h = hits.first, hits.allSatisfy(\.isRefused) {
                let place = model.lexicon.entries.place(h.entry)
                if !h.proclitics.isEmpty, model.lexicon.entries.match(h.entry).contains(.noProclitics) {
                    return no("proclitic", "\(place) may not carry a proclitic, and the text has \(ProcliticNames.of(h.proclitics).joined(separator: "+"))+",
                              "take -proclitic out of the match column of \(place)")
                }
                let via = FoldingNames.of(h.via).joined(separator: ", ")
                return no("folding-off", "the text writes «\(out.slice(h.bytes))», \(place) writes «\(h.spelling)», and the row's match column switches off the folding between them (\(via))",
                          "add «\(out.slice(h.bytes))» to the variants of \(place), or take the switch out of its match column")
            }
            if hits.allSatisfy({ $0.kind == .short || $0.isRefused }), let h = hits.first, occurrences(of: model.lexicon.entries.name(h.entry)).isEmpty {
                let place = model.lexicon.entries.place(h.entry)
                return no("short-form", "\(place) lists it as a short form of «\(model.lexicon.entries.name(h.entry))»: it counts only in a document that names the whole",
                          "move it from the short to the variants column of \(place) if it can stand by itself")
            }
        }
        let listed = hits.first { !$0.isRefused && $0.kind != .short } ?? hits.first { !$0.isRefused }
        if let outer {
            let place = mentionWords(outer)
            if let own, own.sum > 0, let rival = sentence.rival(of: tokens, label: label, inside: outer.mention.label, within: outer.mention.tokens), rival.sum >= own.sum {
                return no("inside-longer-name", "it stands inside \(place), where \(rival.label) «\(out.slice(rival.bytes))» won with \(show(rival.sum)) against \(show(own.sum))",
                          "", lines(rival) + lines(own))
            }
            return no("inside-longer-name", "it stands inside \(place) and its own evidence there is \(sum), which is not more than 0",
                      listed == nil ? row : "raise what speaks against it in lexicons/weights-nested.tsv, or let `rabt tune` do it", lines(own))
        }
        let crossing = out.mentions.filter { $0.mention.tokens.overlaps(tokens) && $0.mention.nestedIn == nil }
        if let winner = crossing.first, let w = winner.span {
            return no("overlap", "\(mentionWords(winner)) overlaps it and won: sum \(show(w.sum)) against \(sum) for \(label)",
                      listed == nil ? row : "check whether \(winner.foundBy) is right here", lines(w) + lines(own))
        }
        let count = tokens.count
        if let l = Label(name: label), listed == nil, count > SentenceExplainer.longest(l) {
            return no("too-long", "\(count) words are more than an unlisted \(label) may have (\(SentenceExplainer.longest(l)))", row)
        }
        let against = own?.terms.first { $0.weight < 0 }.map { "; most speaks \($0.name) against it (\(show($0.weight)))" } ?? ""
        guard let listed else {
            return no("not-listed", "it is not in the lexicon, and the words in and around it make no name of it: best label \(label) with sum \(sum), it needs more than 0\(against)",
                      row, lines(own))
        }
        let place = model.lexicon.entries.place(listed.entry)
        if let own, own.sum > 0 {
            let rival = sentence.rival(of: tokens, label: label)
            let other = rival.map { $0.sum > 0 ? "; \($0.label) «\(out.slice($0.bytes))» has \(show($0.sum))" : "" } ?? ""
            return no("outweighed", "\(place) lists it and its own sum is \(sum), but the best reading of the whole sentence goes without it\(other)",
                      "raise a weight of lexicons/weights.tsv that it has, or let `rabt tune` do it with this sentence in the gold", lines(own) + lines(rival))
        }
        if listed.isTrigger {
            return no("needs-evidence", "\(place) is also a common word (trigger): it needs evidence around it, more than 0, and got \(sum)\(against)",
                      "take trigger out of the match column of \(place), or list the longer name that it belongs to", lines(own))
        }
        return no("evidence", "\(place) lists it, but the sum of the evidence is \(sum), it needs more than 0\(against)",
                  "raise a weight of lexicons/weights.tsv that it has, or let `rabt tune` do it with this sentence in the gold", lines(own))
    }

    func show(_ x: Float) -> String { Decimals.text(Double(x), 2) }

    func lines(_ span: ExplainedSpan?, limit: Int = 8) -> [String] {
        guard let span else { return [] }
        return ["\(span.label) \(show(span.sum)) = " + span.terms.prefix(limit).map { "\(show($0.weight)) \($0.name)" }.joined(separator: "  ")
            + (span.terms.count > limit ? "  … \(span.terms.count - limit) more" : "")]
    }

    // MARK: Names and rows

    private func answerName(_ question: String, _ name: String, _ out: TextExplanation) -> Answer {
        let forms = model.lexicon.forms(named: name)
        let rows = forms.map { "\(model.lexicon.entries.place($0.entry)) \(model.lexicon.entries.label($0.entry).name) «\($0.spelling)»" }
        if forms.isEmpty {
            let start = model.lexicon.isStartOfEntry(name) ? "; longer entries begin with it" : ""
            if occurrences(of: name).isEmpty {
                return Answer(question: question, isFound: false, reason: "not-listed", words: "no row has this name, and the text doesn't hold it\(start)",
                              edit: "add a row to a file of lexicons/<label>/")
            }
            var a = answerSpan(question, name, nil, out)
            if !a.isFound && a.reason != "not-listed" { a.details.insert("no row has this name\(start)", at: 0) }
            return a
        }
        guard !occurrences(of: name).isEmpty else {
            var a = missing(question, name)
            a.details += rows
            return a
        }
        var a = answerSpan(question, name, nil, out)
        a.details += rows
        return a
    }

    private func answerEntry(_ question: String, _ place: String, _ out: TextExplanation) -> Answer {
        let entries = model.lexicon.entries(at: place)
        guard let entry = entries.first else {
            return Answer(question: question, isFound: false, reason: "no-row", words: "no row of the lexicon comes from \(place): it is a comment, a header or no entry file",
                          edit: "name a row of lexicons/<label>/<file>.tsv as file:line")
        }
        let label = model.lexicon.entries.label(entry)
        let found = out.mentions.first { $0.mention.entry == entry }
        if let found { return Answer(question: question, isFound: true, reason: "found", words: "it matched: \(mentionWords(found))", edit: "", details: lines(found.span)) }
        let forms = model.lexicon.forms(of: entry)
        for form in forms {
            guard let tokens = occurrences(of: form.spelling).first else { continue }
            let same = out.mentions.first { $0.mention.tokens == tokens && $0.mention.label == label }
            if let same {
                return Answer(question: question, isFound: false, reason: "another-row", words: "the words are tagged by another row with the same name: \(mentionWords(same))",
                              edit: "keep one of the two rows", details: [])
            }
            return answerSpan(question, form.spelling, label, out)
        }
        return missing(question, model.lexicon.entries.name(entry))
    }

    /// The first word of a name at which the text differs.
    private func missing(_ question: String, _ name: String) -> Answer {
        let words = Lexicon.words(of: name)
        let folded = foldedTokens
        var best = (count: 0, at: 0)
        for t in analysis.tokens.indices where !words.isEmpty && begins(t, words[0]) {
            var n = 1
            while n < words.count, t + n < folded.count, folded[t + n] == words[n] { n += 1 }
            if n > best.count { best = (n, t) }
        }
        if best.count == 0 {
            return Answer(question: question, isFound: false, reason: "not-in-text", words: "the text has no word that folds to its first word «\(words.first ?? "")»",
                          edit: "if the text spells it otherwise, add that spelling to the variants of the row")
        }
        let next = best.at + best.count
        let instead = next < analysis.tokens.count ? "«" + String(decoding: document.text[analysis.tokens[next].bytes.indices], as: UTF8.self) + "»" : "the end"
        return Answer(question: question, isFound: false, reason: "other-words",
                      words: "its word \(best.count + 1), «\(words[best.count])», doesn't follow: after «\(words[..<best.count].joined(separator: " "))» the text has \(instead)",
                      edit: "add the text's form to the variants of the row")
    }
}
