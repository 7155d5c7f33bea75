import Foundation
@testable import RecordWriting
import Testing

@Suite struct SchemaTests {
    /// Every record validates against the published schema, where python has the jsonschema package.
    @Test func recordsValidate() throws {
        let script = """
            import json, sys
            try:
                import jsonschema
            except ImportError:
                sys.exit(0)
            schema, *lines = json.load(sys.stdin)
            jsonschema.Draft202012Validator.check_schema(schema)
            validator = jsonschema.Draft202012Validator(schema)
            for line in lines:
                for error in validator.iter_errors(line):
                    print(error.message[:300], [e.message[:200] for e in error.context or []])
            broken = dict(lines[0]); broken['extra'] = 1
            if validator.is_valid(broken): print('an unknown key passes')
            """
        let report = SampleReport()
        var writer = RecordWriter(options: RecordOptions(), names: SampleNames())
        var buffer = ByteBuffer()
        _ = writer.write(report.document, report.analysis, to: &buffer)
        let all = "[" + ([JSONSchema.record()] + buffer.text().split(separator: "\n").map(String.init)).joined(separator: ",") + "]"

        let python = URL(fileURLWithPath: "/usr/bin/env")
        let process = Foundation.Process()
        process.executableURL = python
        process.arguments = ["python3", "-c", script]
        let input = Pipe(), output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(all.utf8))
        try input.fileHandleForWriting.close()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(said == "")
    }
}
