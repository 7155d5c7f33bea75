/// Exit codes of the tool (sysexits). Where several things went wrong the most severe one is told.
public enum ExitStatus: Int32, Sendable, Comparable {
    case success = 0
    /// An answer that was asked for is no: `--fail-empty`, a check that found something.
    case negative = 1
    case usage = 64
    /// Bad input data: encoding, malformed JSONL.
    case data = 65
    /// An input is missing, unreadable or holds no documents.
    case noInput = 66
    case internalError = 70
    case cannotCreate = 73
    /// Reading or writing failed.
    case ioError = 74
    case busy = 75
    /// A lexicon, pattern or configuration is invalid.
    case configuration = 78
    /// Whoever read the output has gone: the tool ends as SIGPIPE would end it.
    case closedPipe = 141

    private var severity: Int {
        switch self {
        case .success: 0
        case .negative: 1
        case .data: 2
        case .noInput: 3
        case .usage, .busy: 4
        case .configuration: 5
        case .internalError: 6
        case .cannotCreate: 7
        case .ioError: 8
        case .closedPipe: 9
        }
    }

    public static func < (a: ExitStatus, b: ExitStatus) -> Bool { a.severity < b.severity }

    public mutating func raise(to other: ExitStatus) {
        if other > self { self = other }
    }
}
