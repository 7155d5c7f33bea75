import ArgumentParser
import Merging
import Pipeline
import RecordReading
import SystemFiles
import TextModel

/// The inputs of verbs that read records: stdin where none is named, unless that is a terminal.
func recordInputs(_ inputs: [PathArgument]) throws -> [FilePath] {
    if !inputs.isEmpty { return inputs.map(\.path) }
    if Descriptor.standardInput.isTerminal { throw ValidationError("no input: name files of records, or pipe them in") }
    return [FilePath("-")]
}

func refuseToOverwrite(_ target: FilePath?, _ inputs: [FilePath]) throws {
    guard let target, target.kind == .file, let identity = FileIdentity(target) else { return }
    for input in inputs where FileIdentity(input) == identity {
        throw ending(.usage, "\(target.text): this is an input; write to another file")
    }
}

/// Gives all records of a file to `body`. Bad lines and files that can't be read are told and raise the status; a fault of `body` ends the tool.
func readRecords(_ path: FilePath, quiet: Bool, _ status: inout ExitStatus, _ body: (Record) throws(MergeFault) -> Void) throws {
    do throws(InputFault) {
        var stream = try RecordStream(path: path.bytes)
        defer {
            for diagnostic in stream.diagnostics where !quiet { Messages.line(diagnostic.description) }
            if stream.badLines > stream.diagnostics.count && !quiet { messages.say("\(path.text): \(stream.badLines) bad lines in all") }
            if stream.badLines > 0 { status.raise(to: .data) }
        }
        while !Process.isStopping, let record = try stream.next() {
            var fault: MergeFault?
            do throws(MergeFault) { try body(record) } catch { fault = error }
            if case .alreadyMerged(let path) = fault { throw InputFault(path: path, kind: .alreadyMerged) }
            if case .stopped = fault { return }
            if let fault { throw InputFault(path: fault.description, kind: .consumer) }
        }
    } catch {
        switch error.kind {
        case .consumer: throw ending(.ioError, error.path)
        case .alreadyMerged: throw ending(.data, "\(error.path): these are records of rabt merge; merge reads records of rabt extract")
        case .read:
            if !quiet { messages.say(error.description) }
            status.raise(to: .ioError)
        case .open:
            if !quiet { messages.say(error.description) }
            status.raise(to: .noInput)
        case .lineTooLong:
            if !quiet { messages.say(error.description) }
            status.raise(to: .data)
        }
    }
}

func openOutput(_ path: FilePath?) throws -> RecordOutput {
    guard let path, !path.isStandardStream else { return try standardOutput() }
    do throws(SystemError) { return try RecordOutput(file: path) } catch {
        throw ending(.cannotCreate, "\(path.text): cannot create: \(error.description)")
    }
}

/// An output that a closure can hold.
final class OutputBox {
    private var output: RecordOutput

    init(_ output: consuming RecordOutput) { self.output = output }

    func write(_ bytes: UnsafeRawBufferPointer) throws(MergeFault) {
        do throws(SystemError) { try output.write(bytes) } catch { throw MergeFault.output(code: error.number) }
    }

    func finish() throws(SystemError) { try output.finish() }
    func discard() { output.discard() }
}
