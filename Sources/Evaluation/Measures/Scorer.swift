import RecordFiles

/// Compares one document's records with its gold.
public struct Scorer: Sendable {
    /// Code points of context in error lines.
    public var width: Int
    public var isCoarse: Bool

    public init(width: Int = 30, isCoarse: Bool = false) {
        self.width = width
        self.isCoarse = isCoarse
    }

    public func score(_ report: GoldReport, _ records: DocumentRecords?) -> DocumentScore {
        var score = DocumentScore(name: report.name)
        for m in records?.mentions ?? [] { check(PieceRecord(text: m.text, span: m.span), report, &score) }
        for f in records?.facts ?? [] { for piece in f.pieces { check(piece, report, &score) } }
        if isCoarse {
            scoreCoarse(report, records, &score)
        } else {
            scoreMentions(report, records, &score)
            if report.hasFacts {
                scoreFacts(report, records, &score)
                scoreStatements(report, records, &score)
            }
        }
        return score
    }

    private func check(_ piece: PieceRecord, _ report: GoldReport, _ score: inout DocumentScore) {
        guard let span = piece.span else { return }
        score.offsetsAll += 1
        if span.end <= report.text.count, report.slice(span) == piece.text { score.offsetsRight += 1 }
    }

    func error(_ kind: ErrorLine.Kind, _ report: GoldReport, _ type: String, _ span: Span, _ note: String) -> ErrorLine {
        func cut(_ from: Int, _ to: Int) -> String { String(String.UnicodeScalarView(report.slice(Span(max(0, from), max(0, to))).unicodeScalars.map { $0 == "\n" ? " " : $0 })) }
        return ErrorLine(kind: kind, document: report.name, type: type, before: cut(span.start - width, span.start), text: cut(span.start, span.end),
                         after: cut(span.end, span.end + width), note: note)
    }
}
