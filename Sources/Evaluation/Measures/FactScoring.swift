import RecordFiles

/// Relations, events and statements with their arguments and sources.
extension Scorer {
    /// Types that gold annotation knows; records of other types are not counted.
    static let factTypes: Set<String> = [
        "position_held", "member_of", "military_rank", "part_of", "located_in", "country_of", "family", "also_known_as", "Attack", "Die", "Injure", "Arrest", "Abduct",
        "ClaimResponsibility", "Accuse", "Condemn", "Threaten", "Demand", "Meet", "Travel", "Control", "Displace", "Demonstrate", "Agree", "Appoint", "Resign",
    ]
    /// Roles without which a fact is right all the same.
    static let sideRoles: Set<String> = ["place", "date", "instrument", "about", "of", "demand", "since", "except", "against", "agent", "country", "origin"]

    func scoreFacts(_ report: GoldReport, _ records: DocumentRecords?, _ score: inout DocumentScore) {
        for kind in [FactRecord.Kind.relation, .event] {
            let gold = report.facts.filter { $0.kind == kind }
            let predicted = (records?.facts ?? []).filter { $0.kind == kind && Scorer.factTypes.contains($0.type) }
            let arguments = gold.map { GoldArgument.all(of: $0, report) }
            var pairs: [(score: Double, g: Int, p: Int, hit: [Int], used: Set<Int>)] = []
            for (g, fact) in gold.enumerated() {
                for (p, record) in predicted.enumerated() where record.type == fact.type {
                    let (hit, used) = GoldArgument.align(arguments[g], record.arguments, report)
                    if hit.isEmpty { continue }
                    let wrong = record.arguments.indices.filter { !used.contains($0) && !Scorer.sideRoles.contains(record.arguments[$0].role) }.count
                    pairs.append((Double(hit.count) - 0.5 * Double(wrong), g, p, hit, used))
                }
            }
            pairs.sort { ($1.score, $0.g, $0.p) < ($0.score, $1.g, $1.p) }
            var goldDone: Set<Int> = [], predictedDone: Set<Int> = []
            for pair in pairs where !goldDone.contains(pair.g) && !predictedDone.contains(pair.p) {
                goldDone.insert(pair.g)
                predictedDone.insert(pair.p)
                let record = predicted[pair.p], args = arguments[pair.g], type = "\(kind.rawValue) \(gold[pair.g].type)"
                score.count("arguments", \.right, pair.hit.count)
                score.count("arguments", \.extra, record.arguments.count - pair.used.count)
                score.count("arguments", \.missed, args.count - pair.hit.count)
                let core = Set(args.indices.filter { !Scorer.sideRoles.contains(args[$0].role) })
                let wrong = record.arguments.indices.filter { !pair.used.contains($0) && !Scorer.sideRoles.contains(record.arguments[$0].role) }
                if (core.isEmpty ? Set(args.indices) : core).isSubset(of: Set(pair.hit)), wrong.isEmpty {
                    score.count("facts", \.right)
                    score.count(type: type, \.right)
                    score.attributionAll += 1
                    if let wanted = gold[pair.g].attribution {
                        let filler = Filler(wanted, report)
                        if record.attribution.contains(where: { filler.matches($0, report) }) { score.attributionRight += 1 }
                    } else if record.attribution.isEmpty { score.attributionRight += 1 }
                } else {
                    for path in [\Counts.extra, \Counts.missed] {
                        score.count("facts", path)
                        score.count(type: type, path)
                    }
                    let missing = args.indices.filter { !pair.hit.contains($0) }.map { "\(args[$0].role): \(args[$0].filler.value)" }
                    let notes = (missing.isEmpty ? [] : ["lacks " + missing.joined(separator: "; ")])
                        + (wrong.isEmpty ? [] : ["has " + wrong.map { "\(record.arguments[$0].role): \(record.arguments[$0].text)" }.joined(separator: "; ")])
                    score.errors.append(error(.wrong, report, type, record.span ?? Span(0, 0), notes.joined(separator: ", ")))
                }
            }
            for g in gold.indices where !goldDone.contains(g) {
                score.count("facts", \.missed)
                score.count(type: "\(kind.rawValue) \(gold[g].type)", \.missed)
                score.count("arguments", \.missed, arguments[g].count)
                score.errors.append(error(.missed, report, "\(kind.rawValue) \(gold[g].type)", place(arguments[g], report), describe(arguments[g])))
            }
            for p in predicted.indices where !predictedDone.contains(p) {
                score.count("facts", \.extra)
                score.count(type: "\(kind.rawValue) \(predicted[p].type)", \.extra)
                score.count("arguments", \.extra, predicted[p].arguments.count)
                score.errors.append(error(.extra, report, "\(kind.rawValue) \(predicted[p].type)", predicted[p].span ?? Span(0, 0),
                                          predicted[p].arguments.map { "\($0.role): \($0.text)" }.joined(separator: "; ") + "  " + predicted[p].foundBy))
            }
        }
    }

    func scoreStatements(_ report: GoldReport, _ records: DocumentRecords?, _ score: inout DocumentScore) {
        let gold = report.facts.filter { $0.kind == .statement }
        let predicted = (records?.facts ?? []).filter { $0.kind == .statement }
        var used: Set<Int> = []
        for fact in gold {
            let speakers = fact.fillers("speaker").map { Filler($0, report) }
            let cue = GoldFolding.fold(fact.fillers("cue").first ?? ""), form = fact.fillers("form").first ?? ""
            let match = predicted.indices.first { p in
                guard !used.contains(p), predicted[p].type == form else { return false }
                let c = GoldFolding.fold(predicted[p].trigger?.text ?? "")
                guard c == cue || c.hasSuffix(cue) || (!c.isEmpty && cue.hasSuffix(c)) else { return false }
                guard !speakers.isEmpty else { return true }
                guard let speaker = predicted[p].arguments.last(where: { $0.role == "speaker" }) else { return false }
                return speakers.contains { $0.matches(speaker, report) }
            }
            if let match {
                used.insert(match)
                score.count("statements", \.right)
                score.count(type: "statement \(form)", \.right)
            } else {
                score.count("statements", \.missed)
                score.count(type: "statement \(form)", \.missed)
                let at = speakers.first?.spans.min() ?? Span(0, 0)
                score.errors.append(error(.missed, report, "statement \(form)", at, "cue \(cue), speaker \(fact.fillers("speaker").joined(separator: ", "))"))
            }
        }
        for p in predicted.indices where !used.contains(p) {
            score.count("statements", \.extra)
            score.count(type: "statement \(predicted[p].type)", \.extra)
            score.errors.append(error(.extra, report, "statement \(predicted[p].type)", predicted[p].trigger?.span ?? Span(0, 0),
                                      predicted[p].arguments.map { "\($0.role): \($0.text)" }.joined(separator: "; ")))
        }
    }

    private func describe(_ args: [GoldArgument]) -> String { args.map { "\($0.role): \($0.filler.value)" }.joined(separator: "; ") }

    /// A place in the text for a fact that gold gives without one.
    private func place(_ args: [GoldArgument], _ report: GoldReport) -> Span {
        for a in args where !a.filler.isEntity {
            let wanted = Array(a.filler.value.unicodeScalars)
            if wanted.count > 1, wanted.count <= report.text.count,
               let at = (0...(report.text.count - wanted.count)).first(where: { report.text[$0] == wanted[0] && report.text[$0..<($0 + wanted.count)].elementsEqual(wanted) }) {
                return Span(at, at + wanted.count)
            }
        }
        return args.compactMap { $0.filler.spans.min() }.min() ?? Span(0, 0)
    }
}
