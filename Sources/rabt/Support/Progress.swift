import SystemFiles

/// Progress of long work: a line on stderr that is written over, only at a terminal, only after a second, never with --quiet.
final class Progress {
    private let isOn: Bool
    private let start = Process.seconds
    private var last = 0.0
    private var hasLine = false

    init(quiet: Bool) { isOn = !quiet && Descriptor.standardError.isTerminal && Process.environment("TERM")?.text != "dumb" }

    func show(_ what: String, _ done: Int, _ all: Int) {
        let now = Process.seconds
        guard isOn, now - start > 1, now - last > 0.1 || done == all else { return }
        last = now
        hasLine = true
        write("\r\(what): \(done) of \(all)\u{1B}[K")
    }

    func end() {
        if hasLine { write("\r\u{1B}[K") }
        hasLine = false
    }

    private func write(_ text: String) {
        var text = text
        text.withUTF8 { try? Descriptor.standardError.write(all: UnsafeRawBufferPointer($0)) }
    }
}
