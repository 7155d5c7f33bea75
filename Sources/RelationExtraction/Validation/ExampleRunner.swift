import Lexicons
import TextModel

/// Runs the `yes` and `no` examples of patterns. Each example tests its own pattern alone: conflicts with other patterns don't count.
public struct ExampleRunner {
    public struct Report: Sendable {
        public var diagnostics: [Diagnostic] = []
        public var examples = 0
        public var failures = 0
    }

    private var extractor: RelationExtractor

    public init(program: PatternProgram, vocabulary: Vocabulary) {
        extractor = RelationExtractor(program: program, vocabulary: vocabulary)
    }

    /// `analyze` runs every stage before relations on a text.
    public mutating func run(_ files: [PatternFile], analyze: (String) throws -> AnalyzedText) rethrows -> Report {
        var report = Report()
        for file in files {
            for pattern in file.patterns {
                guard let id = extractor.program.pattern(named: pattern.id) else { continue }
                for example in pattern.examples {
                    var analyzed = try analyze(example.text)
                    analyzed.analysis.facts.removeAll()
                    report.examples += 1
                    var recorder = ExplainingRecorder()
                    let forms = analyzed.forms
                    let text = analyzed.text
                    text.withUnsafeBufferPointer { extractor.extract($0, forms, &analyzed.analysis, only: id, recorder: &recorder) }
                    if let problem = check(example, id, analyzed, recorder) {
                        report.failures += 1
                        report.diagnostics.append(Diagnostic(.error, file: file.name, line: problem.place.line, column: problem.place.column,
                                                             message: "\(pattern.id): \(problem.message)", remedy: problem.remedy))
                    }
                }
            }
        }
        return report
    }

    private func check(_ example: ExampleSyntax, _ id: PatternID, _ a: AnalyzedText, _ recorder: ExplainingRecorder) -> (place: SourcePlace, message: String, remedy: String)? {
        let facts = a.analysis.facts
        if !example.isPositive {
            guard let fact = facts.first else { return nil }
            return (example.place, "matches its `no` example: \(describe(fact, a))", "narrow the pattern (unless …, a class, a label)")
        }
        guard !facts.isEmpty else {
            let why = Explanation.of(id, recorder, extractor.program, a)
            return (example.place, "does not match its `yes` example: \(why.reason)", "mend the pattern, or the example; mentions: \(mentions(a))")
        }
        // The fact that fulfils most.
        var best: (missing: ExampleSyntax.Expectation?, count: Int, message: String)?
        for fact in facts {
            var missing: ExampleSyntax.Expectation?
            var count = 0
            for e in example.expectations {
                // Coordination that makes several facts is marked in one example.
                let isShared = example.expectations.filter { $0.role == e.role }.count > 1
                if fulfils(fact, e, a) || (isShared && facts.contains { fulfils($0, e, a) }) { count += 1 } else if missing == nil { missing = e }
            }
            var message = ""
            if let polarity = example.polarity, polarity != fact.polarity { message = "polarity is \(fact.polarity.name)" }
            if let modality = example.modality, modality != fact.modality { message = "modality is \(fact.modality.name)" }
            if missing == nil && message.isEmpty { return nil }
            if best.map({ count > $0.count }) ?? true { best = (missing, count, missing == nil ? message : "finds \(describe(fact, a))") }
        }
        guard let best else { return nil }
        if let missing = best.missing {
            let text = Array(example.text.utf8)
            return (missing.place, "role \(missing.role) is not “\(String(decoding: text[missing.bytes.indices], as: UTF8.self))”\(missing.value.map { " with the value \($0)" } ?? ""): \(best.message)",
                    "mend the pattern, or the brackets; mentions: \(mentions(a))")
        }
        return (example.place, best.message, "declare a scope, or set it in the pattern")
    }

    private func fulfils(_ fact: Fact, _ e: ExampleSyntax.Expectation, _ a: AnalyzedText) -> Bool {
        if e.role == "trigger" { return fact.trigger == e.bytes }
        guard let role = extractor.program.schema.role(named: e.role) else { return false }
        for i in fact.arguments.indices {
            let x = a.analysis.arguments[i]
            if x.role == role, x.bytes == e.bytes, e.value == nil || e.value == x.value { return true }
        }
        return false
    }

    private func describe(_ fact: Fact, _ a: AnalyzedText) -> String {
        var out = extractor.program.schema.types.indices.contains(fact.type.index) ? extractor.program.schema.types[fact.type.index].name : ""
        for i in fact.arguments.indices {
            let x = a.analysis.arguments[i]
            out += " [\(extractor.program.schema.roleNames[x.role.index]) \(String(decoding: a.text[x.bytes.indices], as: UTF8.self))]"
        }
        return out
    }

    private func mentions(_ a: AnalyzedText) -> String {
        a.analysis.mentions.map { "\($0.label.name)\($0.form == .name ? "" : "~") \(String(decoding: a.text[$0.bytes.indices], as: UTF8.self))" }.joined(separator: ", ")
    }
}
