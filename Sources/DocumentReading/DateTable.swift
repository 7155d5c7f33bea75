import SystemFiles

/// Dates by document id, from a file: lines of `id<TAB>date`, or one JSON object `{"id": "date"}`.
public struct DateTable: Sendable {
    private var dates: [String: String] = [:]

    public init() {}

    public subscript(id: String) -> String? { dates[id] }

    public init(file: FilePath) throws(InputFailure) {
        let name = file.text
        let bytes: [UInt8]
        do { bytes = try readFile(file) } catch { throw InputFailure(.missing, source: name, message: error.description) }
        var failure: InputFailure?
        bytes.withUnsafeBytes { raw in
            do throws(InputFailure) { try read(raw, name) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    private mutating func read(_ bytes: UnsafeRawBufferPointer, _ name: String) throws(InputFailure) {
        if let invalid = firstInvalidUTF8(in: bytes) {
            throw InputFailure(.data, source: name, message: "byte \(invalid.offset): invalid UTF-8")
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var scanner = JSONScanner(bytes, at: start)
        scanner.skipSpace()
        if scanner.peek == UInt8(ascii: "{") {
            do throws(JSONError) { try readObject(&scanner, name) } catch {
                throw InputFailure(.data, source: name, message: "byte \(error.offset): \(error.message)")
            }
            return
        }
        for (i, line) in bytes[start...].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            var line = line
            if line.last == 0x0D { line.removeLast() }
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            let cells = line.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            guard cells.count >= 2, let date = documentDate(cells[1]) else {
                if i == 0 { continue }  // a header
                throw InputFailure(.data, source: name, line: i + 1, message: "id, TAB, ISO date expected")
            }
            dates[cells[0]] = date
        }
    }

    private mutating func readObject(_ scanner: inout JSONScanner, _ name: String) throws(JSONError) {
        scanner.at += 1
        scanner.skipSpace()
        while scanner.peek != UInt8(ascii: "}") {
            var id: [UInt8] = [], date: [UInt8] = []
            try scanner.string(into: &id)
            scanner.skipSpace()
            try scanner.expect(UInt8(ascii: ":"), "':'")
            scanner.skipSpace()
            let offset = scanner.at
            try scanner.string(into: &date)
            guard let date = documentDate(String(decoding: date, as: UTF8.self)) else { throw JSONError(offset: offset, message: "ISO date expected") }
            dates[String(decoding: id, as: UTF8.self)] = date
            scanner.skipSpace()
            guard scanner.peek == UInt8(ascii: ",") else { break }
            scanner.at += 1
            scanner.skipSpace()
        }
        try scanner.expect(UInt8(ascii: "}"), "',' or '}'")
    }
}
