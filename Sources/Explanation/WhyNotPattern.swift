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
        let all = trace(nil, keepsSteps: false)
        if let loss = all.losses.first(where: { $0.pattern == id && $0.winner != id }) {
            return no("lost", "it matched «\(out.slice(bytes(of: loss.tokens)))» but gave way to \(patternName(loss.winner)): \(loss.policy.words)",
                      "give it a higher priority, or make the other pattern narrower")
        }
        let attempts = trace(id, keepsSteps: true).attempts
        if attempts.isEmpty {
            let words = program.words(passing: program.wakeTests(of: id), limit: 8).map { model.lexicon.vocabulary.text($0) }
            let labels = program.wakeLabels(of: id).map(\.name)
            let wake = (words.isEmpty ? [] : ["one of its words (\(words.joined(separator: "، "))\(words.count == 8 ? " …" : ""))"]) + (labels.isEmpty ? [] : ["a \(labels.joined(separator: " or ")) mention"])
            return no("never-woke", "nothing in the text wakes it: it waits for \(wake.isEmpty ? "words that the lexicon doesn't have" : wake.joined(separator: " or "))",
                      "add the word that the text uses to the pattern's line or to the word class it names (\(place))")
        }
        for attempt in attempts {
            switch attempt.rejection {
            case .unlessHolds(let line): return no("unless", "its words matched at «\(out.slice(bytes(of: attempt.tokens)))», but the `unless` of line \(line) holds", "narrow that line", [sourceLine(id, line)])
            case .contextMissing(let line): return no("context", "its words matched at «\(out.slice(bytes(of: attempt.tokens)))», but the context of line \(line) is missing", "widen that line", [sourceLine(id, line)])
            case .sameMention: return no("same-mention", "a longer mention of the same thing already fills it", "")
            case .noFillers: return no("no-fillers", "its words matched, but no role has anything in it", "make at least one role required")
            case nil: continue
            }
        }
        guard let best = attempts.max(by: { ($0.passed.count, $0.furthestFailure?.instruction ?? 0) < ($1.passed.count, $1.furthestFailure?.instruction ?? 0) }),
              let failure = best.furthestFailure else {
            return no("no-match", "it woke but its elements did not match", "")
        }
        let where_ = program.place(ofInstruction: failure.instruction)
        let kind = program.kind(ofInstruction: failure.instruction)
        let element = excerpt(id, where_)
        let tried = failure.positions.filter { $0 < analysis.tokens.count }.prefix(6).map { "«\(out.slice(analysis.tokens[$0].bytes))»" }
        let anchor = out.slice(bytes(of: best.tokens))
        let at = tried.isEmpty ? "the sentence ends there" : "tried at \(tried.joined(separator: " "))\(failure.positions.count > 6 ? " …" : "")"
        let edit = switch kind {
        case "word": "add the text's word to this element (\(program.file(of: id)):\(where_.line))"
        case "gap": "the clause ends there: write a gap of the sentence, or list the words between"
        default: kind.hasSuffix("mention") ? "see why the text has no such mention there: rabt explain … --span 'words'" : "change this element (\(program.file(of: id)):\(where_.line))"
        }
        return no("element", "it woke at «\(anchor)» and came to its element «\(element)» (line \(where_.line), column \(where_.column)), a \(kind), which found nothing: \(at)", edit,
                  [sourceLine(id, where_.line)])
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
