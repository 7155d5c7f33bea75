import Pipeline
import SystemFiles

/// Thrown by a verb to end the tool with a status; what there is to say has been said.
struct Ending: Error {
    var status: ExitStatus
    init(_ status: ExitStatus) { self.status = status }
}

let messages = Messages(prefix: "rabt")

/// Says why, and what to do; the caller throws the result.
func ending(_ status: ExitStatus, _ message: String) -> Ending {
    messages.say(message)
    return Ending(status)
}

/// Text for stdout. Where it can't be written that is an error like any other.
func printText(_ text: String) throws {
    var text = text
    do {
        try text.withUTF8 { try standardOutput().write(UnsafeRawBufferPointer($0)) }
    } catch let error as SystemError {
        throw writeFailure(error, "stdout")
    }
}

func standardOutput() throws -> RecordOutput {
    // Also what was closed when the tool was started: openStandardStreams.
    if !Descriptor.standardOutput.isWritable { throw ending(.ioError, "stdout is closed") }
    return RecordOutput(stream: .standardOutput)
}

/// A reader that has gone away ends the tool as SIGPIPE would, without a word.
func writeFailure(_ error: SystemError, _ name: String) -> Ending {
    if error == .brokenPipe { return Ending(.closedPipe) }
    return ending(.ioError, "\(name): write error: \(error.description)")
}
