import DocumentReading
import RecordWriting
import SystemFiles

/// Facts about a run, as one JSON object.
public struct Manifest: Sendable {
    public var toolVersion = ""
    public var model = ModelFacts()
    /// Options as they were given or defaulted, in the order of the help.
    public var options: [(name: String, value: String)] = []
    /// Paths as they were named.
    public var inputs: [String] = []
    public var started = ""
    public var seconds = 0.0
    public var loadSeconds = 0.0
    public var report = RunReport()

    public init() {}

    /// Version of the record schema: changes with the meaning of a field.
    public static let schemaVersion = 1

    public static let fields: [Field] = [
        Field("tool", .object([Field("name", .text, "rabt"), Field("version", .text, "Its version.")]), "What wrote the records."),
        Field("icu", .text, "Version of ICU, which decides about words and sentences."),
        Field("unicode", .text, "Version of Unicode that ICU follows."),
        Field("schema", .integer, "Version of the record schema."),
        Field("lexicons", .text, "Hash of all lexicon files."),
        Field("patterns", .text, "Hash of all pattern files."),
        Field("options", .list(.object([Field("name", .text, "Option."), Field("value", .text, "Its value.")])), "Options of the run."),
        Field("inputs", .list(.text), "Inputs as they were named."),
        Field("files", .integer, "Files opened."),
        Field("bytes", .integer, "Bytes read."),
        Field("counts", .object([Field("document", .integer, "Documents."), Field("sentence", .integer, "Sentences.")]
            + RecordType.allCases.dropFirst().map { Field($0.name, .integer, "Number of \($0.name) records.") }), "What was found; without facts and statements where --emit asks for mentions and entities only."),
        Field("failed", .integer, "Inputs and documents that were left out."),
        Field("failures", .list(.object([
            Field("kind", .choice(["missing", "data", "reading"]), "Not there, not readable as text, read error."),
            Field("source", .text, "The input."), Field("line", .nullable(.integer), "From 1."), Field("column", .nullable(.integer), "From 1."),
            Field("message", .text, "What is wrong."),
        ])), "The first 1,000 of them."),
        Field("interrupted", .boolean, "Ended by a signal."),
        Field("exit", .integer, "Exit status."),
        Field("started", .text, "UTC."),
        Field("seconds", .object([Field("load", .number, "Reading lexicons and patterns."), Field("total", .number, "Wall clock."),
                                  Field("user", .number, "Processor time."), Field("system", .number, "Processor time in the system.")]), "Timings."),
        Field("stages", .object(Stage.allCases.map { Field($0.name, .number, "Seconds.") }), "Processor time by stage, of all jobs together."),
        Field("peak_kib", .integer, "Largest resident memory."),
    ]

    public static var schema: String { JSONSchema.object(title: "The manifest of a run of rabt extract", fields) }

    public func append(to out: inout ByteBuffer) {
        var first = true
        func key(_ name: StaticString, _ out: inout ByteBuffer) {
            out.append(first ? "{\n  \"" : ",\n  \"")
            first = false
            out.append(name)
            out.append("\": ")
        }
        func text(_ name: StaticString, _ value: String, _ out: inout ByteBuffer) {
            key(name, &out)
            out.append(json: value)
        }
        func number(_ name: StaticString, _ value: Int, _ out: inout ByteBuffer) {
            key(name, &out)
            out.append(decimal: value)
        }
        func list<T>(_ values: [T], _ out: inout ByteBuffer, _ write: (T, inout ByteBuffer) -> Void) {
            out.append("[")
            for (i, value) in values.enumerated() {
                out.append(i == 0 ? "\n    " : ",\n    ")
                write(value, &out)
            }
            out.append(values.isEmpty ? "]" : "\n  ]")
        }
        key("tool", &out)
        out.append("{\"name\": \"rabt\", \"version\": ")
        out.append(json: toolVersion)
        out.append("}")
        text("icu", model.icuVersion, &out)
        text("unicode", model.unicodeVersion, &out)
        number("schema", Manifest.schemaVersion, &out)
        text("lexicons", model.lexiconsHash, &out)
        text("patterns", model.patternsHash, &out)
        key("options", &out)
        list(options, &out) { option, out in
            out.append("{\"name\": ")
            out.append(json: option.name)
            out.append(", \"value\": ")
            out.append(json: option.value)
            out.append("}")
        }
        key("inputs", &out)
        list(inputs, &out) { $1.append(json: $0) }
        number("files", report.files, &out)
        number("bytes", report.bytes, &out)
        key("counts", &out)
        let counts = report.counts
        let numbers: [(StaticString, Int)] = [
            ("{\"document\": ", counts.documents), (", \"sentence\": ", counts.sentences), (", \"mention\": ", counts.mentions),
            (", \"entity\": ", counts.entities), (", \"relation\": ", counts.relations), (", \"event\": ", counts.events),
            (", \"statement\": ", counts.statements),
        ]
        for (key, value) in numbers {
            out.append(key)
            out.append(decimal: value)
        }
        out.append("}")
        number("failed", report.failureCount, &out)
        key("failures", &out)
        list(report.failures, &out) { failure, out in
            out.append("{\"kind\": ")
            out.append(json: failure.kind.rawValue)
            out.append(", \"source\": ")
            out.append(json: failure.source)
            out.append(", \"line\": ")
            if failure.line > 0 { out.append(decimal: failure.line) } else { out.append("null") }
            out.append(", \"column\": ")
            if failure.column > 0 { out.append(decimal: failure.column) } else { out.append("null") }
            out.append(", \"message\": ")
            out.append(json: failure.message)
            out.append("}")
        }
        key("interrupted", &out)
        out.append(report.isInterrupted ? "true" : "false")
        number("exit", Int(report.status.rawValue), &out)
        text("started", started, &out)
        let usage = Process.usage
        key("seconds", &out)
        out.append("{\"load\": ")
        out.append(seconds: loadSeconds)
        out.append(", \"total\": ")
        out.append(seconds: seconds)
        out.append(", \"user\": ")
        out.append(seconds: usage.user)
        out.append(", \"system\": ")
        out.append(seconds: usage.system)
        out.append("}")
        key("stages", &out)
        for stage in Stage.allCases {
            out.append(stage == .segmentation ? "{\"" : ", \"")
            out.append(stage.name.utf8)
            out.append("\": ")
            out.append(seconds: report.timings[stage])
        }
        out.append("}")
        number("peak_kib", usage.peakKiB, &out)
        out.append("\n}\n")
    }
}

extension ByteBuffer {
    /// Seconds with microseconds.
    mutating func append(seconds: Double) {
        let microseconds = Int((max(0, seconds) * 1e6).rounded())
        append(decimal: microseconds / 1_000_000)
        append(UInt8(ascii: "."))
        let fraction = String(microseconds % 1_000_000 + 1_000_000).dropFirst()
        append(fraction.utf8)
    }
}
