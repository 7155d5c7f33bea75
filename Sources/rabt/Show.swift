import ArgumentParser
import DocumentReading
import Pipeline
import SystemFiles

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows records as a readable summary.",
        discussion: """
            Examples:
              rabt show facts.jsonl
              rabt extract report.txt | rabt show
            """)

    @Argument(help: "Files of records, or - for stdin.")
    var files: [PathArgument] = []

    func run() throws {
        if files.isEmpty && Descriptor.standardInput.isTerminal { throw ValidationError("no input: name a file of records, or pipe records in") }
        var status = ExitStatus.success
        for path in files.isEmpty ? [FilePath("-")] : files.map(\.path) {
            let bytes: [UInt8]
            do throws(SystemError) { bytes = try readFile(path) } catch {
                messages.say("\(path.text): \(error.description)")
                status.raise(to: .noInput)
                continue
            }
            var text = ""
            for (i, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() where !line.isEmpty {
                if firstInvalid(line) {
                    messages.say("\(path.text):\(i + 1): invalid UTF-8")
                    status.raise(to: .data)
                    continue
                }
                do throws(JSONError) { text += Show.summary(try value(line)) } catch {
                    messages.say("\(path.text):\(i + 1): malformed JSON: \(error.message)")
                    status.raise(to: .data)
                }
                if text.utf8.count > 1 << 16 {
                    try printText(text)
                    text = ""
                }
            }
            try printText(text)
        }
        if status != .success { throw Ending(status) }
    }

    private func firstInvalid(_ line: ArraySlice<UInt8>) -> Bool { line.withUnsafeBytes { firstInvalidUTF8(in: $0) != nil } }

    private func value(_ line: ArraySlice<UInt8>) throws(JSONError) -> JSONValue {
        let result: Result<JSONValue, JSONError> = line.withUnsafeBytes { bytes in
            do throws(JSONError) { return .success(try JSONValue(bytes)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    /// Lines about one record; mentions are left out, entities stand for them.
    static func summary(_ record: JSONValue) -> String {
        func text(_ value: JSONValue) -> String { visible(value.text ?? "") }
        func arguments(_ record: JSONValue) -> String {
            record["args"].list.map { "\(text($0["role"])): \(text($0["text"]))" }.joined(separator: "; ")
        }
        func frame(_ record: JSONValue) -> String {
            var notes: [String] = []
            if record["polarity"].text == "negated" { notes.append("negated") }
            if let modality = record["modality"].text, modality != "actual" { notes.append(visible(modality)) }
            let sources = record["attribution"].list.compactMap { $0["text"].text }.map(visible)
            if !sources.isEmpty { notes.append("according to \(sources.joined(separator: " < "))") }
            return notes.isEmpty ? "" : "  (\(notes.joined(separator: ", ")))"
        }
        switch record["type"].text {
        case "document":
            let counts = if case .object(let members) = record["counts"] {
                members.map { member in if case .number(let number) = member.value { "\(number) \(member.key)" } else { "" } }.joined(separator: ", ")
            } else { "" }
            return "\n\(text(record["doc"]))  \(record["date"].text.map(visible) ?? "")\n  \(counts)\n"
        case "entity":
            let mentions = record["mentions"].list.count
            return "  \(text(record["label"]))  \(text(record["name"]))\(mentions > 1 ? "  ×\(mentions)" : "")\n"
        case "relation": return "  → \(text(record["relation"]))  \(arguments(record))\(frame(record))\n"
        case "event": return "  ! \(text(record["event"])) «\(text(record["trigger"]["text"]))»  \(arguments(record))\(frame(record))\n"
        case "statement":
            return "  “ \(arguments(record)) \(text(record["cue"]["text"])): \(text(record["content"]["text"]))\n"
        default: return ""
        }
    }
}
