import Lexicons
import Pipeline
import RelationExtraction
import SystemFiles
import TextModel

/// Why a pattern found nothing: the attempt that came furthest, and the element at which it ended.
extension Explainer {
    func answerPattern(_ question: String, _ name: String, _ out: TextExplanation) -> Answer {
        func no(_ reason: String, _ words: String, _ edit: String, _ details: [String] = []) -> Answer {
            Answer(question: question, isFound: false, reason: reason, words: words, edit: edit, details: details)
        }
        let program = model.program
        guard let id = program.pattern(named: name) else {
            let like = (0..<program.patternCount).map { program.id(of: PatternID($0)) }.filter { $0.hasPrefix(String(name.prefix(4))) }
            return no("no-pattern", "there is no pattern with this id", like.isEmpty ? "see the ids in seeds/patterns" : "did you mean \(like.prefix(5).joined(separator: ", "))?")
        }
        let place = "\(program.file(of: id)):\(program.place(of: id).line)"
        if let fact = analysis.facts.first(where: { $0.pattern == id }) {
            return Answer(question: question, isFound: true, reason: "found", words: "it fired at «\(out.slice(fact.bytes))» (\(place))", edit: "")
        }
        let all = trace(nil)
        if let loss = all.losses.first(where: { $0.pattern == id && $0.winner != id }) {
            return no("lost", "it matched «\(out.slice(bytes(of: loss.tokens)))» but gave way to \(patternName(loss.winner)): \(loss.policy.words)",
                      "give it a higher priority, or make the other pattern narrower")
        }
        let why = RelationExtraction.Explanation.of(id, trace(id), program, AnalyzedText(text: document.text, forms: stages.forms, analysis: analysis))
        let anchor = why.anchor.map { "it woke at «\(out.slice(bytes(of: $0)))»: " } ?? ""
        switch why.outcome {
        case .found: return no("dropped", "it matches by itself, but the fact was dropped when facts of this sentence were sorted out", "see the facts that stand")
        case .lost(let winner): return no("lost", "it gave way to \(patternName(winner))", "give it a higher priority")
        case .rejected(let rejection):
            switch rejection {
            case .unlessHolds(let line): return no("unless", anchor + why.reason, "narrow that line", [sourceLine(id, line)])
            case .contextMissing(let line): return no("context", anchor + why.reason, "widen that line", [sourceLine(id, line)])
            case .sameMention, .noFillers: return no("fillers", anchor + why.reason, "make a role required")
            }
        case .asleep:
            let words = program.words(passing: program.wakeTests(of: id), limit: 9).map { model.lexicon.vocabulary.text($0) }
            let labels = program.wakeLabels(of: id).map(\.name)
            let wake = (words.isEmpty ? [] : ["one of its words (\(words.prefix(8).joined(separator: "، "))\(words.count > 8 ? " …" : ""))"])
                + (labels.isEmpty ? [] : ["a \(labels.joined(separator: " or ")) mention"])
            return no("never-woke", "nothing in the text wakes it: it waits for \(wake.isEmpty ? "words that no class lists" : wake.joined(separator: " or "))",
                      "add the word that the text uses to the pattern's line or to the word class it names (\(place))")
        case .stopped:
            guard let at = why.element else { return no("element", anchor + why.reason, "") }
            return no("element", anchor + why.reason, "change the element «\(excerpt(id, at))» (\(program.file(of: id)):\(at.line)), or what stands there in the text's analysis: rabt explain … --span",
                      [sourceLine(id, at.line)])
        }
    }

    /// A line of the pattern's file; empty where the file can't be read any more.
    private func sourceLine(_ id: PatternID, _ line: Int) -> String {
        let lines = sourceLines(id)
        return line > 0 && line <= lines.count ? "\(model.program.file(of: id)):\(line): \(lines[line - 1])" : ""
    }

    private func sourceLines(_ id: PatternID) -> [Substring] {
        let shown = model.program.file(of: id)
        for path in patternPaths {
            guard let files = try? FileReader.walk(FileName(bytes: path.bytes), suffix: ".pattern") else { continue }
            guard let file = files.first(where: { $0.text.hasSuffix(shown) || $0.text.hasSuffix("/" + (shown.split(separator: "/").last.map(String.init) ?? shown)) }),
                  let bytes = try? FileReader.read(file) else { continue }
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        }
        return []
    }

    /// The element at a place, to its blank or closing bracket.
    private func excerpt(_ id: PatternID, _ place: SourcePlace) -> String {
        let lines = sourceLines(id)
        guard place.line > 0, place.line <= lines.count else { return "?" }
        var depth = 0
        var out = ""
        for c in lines[place.line - 1].unicodeScalars.dropFirst(max(0, place.column - 1)) {
            if "([{<".unicodeScalars.contains(c) { depth += 1 }
            if ")]}>".unicodeScalars.contains(c) { depth -= 1 }
            if depth < 0 || (depth == 0 && c == " ") { break }
            out.unicodeScalars.append(c)
        }
        return out
    }
}
