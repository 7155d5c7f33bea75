import Lexicons
import RelationExtraction
import SystemFiles
import TextModel

/// Counts what each pattern does on a corpus. A document processor for one worker: the batch runner reads the corpus, nothing is written.
public final class PatternSurvey: DocumentProcessor, @unchecked Sendable {
    public struct Row: Sendable {
        public var pattern: String
        public var place: String
        /// Records.
        public var hits = 0
        /// Records that no other pattern would have told.
        public var soleHits = 0
        /// Records whose words overlap with those of another pattern's record.
        public var overlaps = 0
        /// Matches that gave way to another pattern's.
        public var conflicts = 0
        /// The pattern that won most of them.
        public var strongestRival: String?
        /// How often a word woke it.
        public var attempts = 0
        public var seconds = 0.0
    }

    private let stages: Stages
    private let program: PatternProgram
    private var relations: RelationExtractor
    private var rows: [Row]
    private var rivals: [[UInt32: Int]]
    public private(set) var documents = 0
    public private(set) var bytes = 0
    /// Time of all stages, and of relations alone without a recorder.
    public private(set) var allSeconds = 0.0, relationSeconds = 0.0

    public init(_ model: Model) {
        stages = Stages(model)
        program = model.program
        relations = RelationExtractor(program: model.program, vocabulary: model.lexicon.vocabulary)
        rows = (0..<program.patternCount).map { [program] i in
            Row(pattern: program.id(of: PatternID(i)), place: "\(program.file(of: PatternID(i))):\(program.place(of: PatternID(i)).line)")
        }
        rivals = [[UInt32: Int]](repeating: [:], count: program.patternCount)
    }

    public func process(_ document: Document, into analysis: inout Analysis) {
        let start = Process.seconds
        stages.read(document, into: &analysis)
        let before = Process.seconds
        let untouched = analysis
        var recorder = SurveyRecorder(patterns: program.patternCount)
        document.text.withUnsafeBufferPointer { relations.extract($0, stages.forms, &analysis) }
        let after = Process.seconds
        analysis = untouched
        document.text.withUnsafeBufferPointer { relations.extract($0, stages.forms, &analysis, only: nil, recorder: &recorder) }
        documents += 1
        bytes += document.text.count
        allSeconds += after - start
        relationSeconds += after - before
        add(recorder, analysis)
    }

    private func add(_ recorder: SurveyRecorder, _ analysis: Analysis) {
        for i in rows.indices {
            rows[i].attempts += recorder.attempts[i]
            rows[i].seconds += recorder.seconds[i]
        }
        for loss in recorder.losses where loss.pattern != loss.winner {
            rows[loss.pattern.index].conflicts += 1
            rivals[loss.pattern.index][loss.winner.raw, default: 0] += 1
        }
        for (i, fact) in analysis.facts.enumerated() {
            let row = fact.pattern.index
            rows[row].hits += 1
            let isShared = recorder.losses.contains { loss in
                loss.winner == fact.pattern && loss.pattern != fact.pattern && !loss.tokens.isEmpty
                    && ByteRange(analysis.tokens[Int(loss.tokens.start)].start, analysis.tokens[Int(loss.tokens.end) - 1].end).overlaps(fact.trigger ?? fact.bytes)
            }
            if !isShared { rows[row].soleHits += 1 }
            // Facts stand in the order of their starts.
            var overlaps = false
            for other in analysis.facts[(i + 1)...] where !overlaps {
                if other.bytes.start >= fact.bytes.end { break }
                overlaps = other.pattern != fact.pattern
            }
            for other in analysis.facts[..<i].reversed().prefix(64) where !overlaps {
                overlaps = other.pattern != fact.pattern && other.bytes.overlaps(fact.bytes)
            }
            if overlaps { rows[row].overlaps += 1 }
        }
    }

    /// A row for each pattern in the order of files and lines.
    public func result() -> [Row] {
        rows.indices.map { i in
            var row = rows[i]
            row.strongestRival = rivals[i].max { ($0.value, $1.key) < ($1.value, $0.key) }.map { program.id(of: PatternID(Int($0.key))) }
            return row
        }
    }
}

private struct SurveyRecorder: MatchRecorder {
    var attempts: [Int]
    var seconds: [Double]
    var losses: [(pattern: PatternID, winner: PatternID, tokens: TokenRange)] = []
    private var since = 0.0

    init(patterns: Int) {
        attempts = [Int](repeating: 0, count: patterns)
        seconds = [Double](repeating: 0, count: patterns)
    }

    mutating func woke(_ pattern: PatternID, variant: Int, at tokens: TokenRange) {
        attempts[pattern.index] += 1
        since = Process.seconds
    }

    mutating func slept(_ pattern: PatternID) { seconds[pattern.index] += Process.seconds - since }
    mutating func passed(_ instruction: Int, from: Int, to: Int) {}
    mutating func failed(_ instruction: Int, at position: Int, isForward: Bool) {}
    mutating func rejected(_ pattern: PatternID, _ reason: Rejection) {}
    mutating func found(_ pattern: PatternID, _ fact: Fact) {}

    mutating func lost(_ pattern: PatternID, to winner: PatternID, at tokens: TokenRange, policy: ConflictPolicy) {
        losses.append((pattern, winner, tokens))
    }
}
