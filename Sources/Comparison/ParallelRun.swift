import Pipeline
import SystemFiles
import TextModel

/// Runs one model over documents on several threads; results in the order of the documents.
enum ParallelRun {
    private final class State: @unchecked Sendable {
        let monitor = Monitor()
        var next = 0
        var done = 0
        var running = 0
        var results: [[Finding]]
        init(_ count: Int) { results = Array(repeating: [], count: count) }
    }

    static func findings(_ documents: [Document], _ model: Model, jobs: Int, progress: (Int) -> Void) -> [[Finding]] {
        let state = State(documents.count)
        let chunk = 16
        let work: @Sendable () -> Void = {
            let collector = FindingCollector(model)
            while !Process.isStopping {
                let range: Range<Int> = state.monitor.locked {
                    let start = state.next
                    state.next = min(start + chunk, documents.count)
                    return start..<state.next
                }
                if range.isEmpty { break }
                let found = range.map { collector.findings(documents[$0]) }
                state.monitor.locked {
                    for (i, f) in zip(range, found) { state.results[i] = f }
                    state.done += range.count
                }
            }
        }
        let helpers = min(max(jobs, 1), documents.count / chunk + 1) - 1
        for _ in 0..<max(0, helpers) {
            state.monitor.locked { state.running += 1 }
            let thread = Thread {
                work()
                state.monitor.locked {
                    state.running -= 1
                    state.monitor.signalAll()
                }
            }
            if thread == nil { state.monitor.locked { state.running -= 1 } }
        }
        let collector = FindingCollector(model)
        while !Process.isStopping {
            let range: Range<Int> = state.monitor.locked {
                let start = state.next
                state.next = min(start + chunk, documents.count)
                return start..<state.next
            }
            if range.isEmpty { break }
            let found = range.map { collector.findings(documents[$0]) }
            let done = state.monitor.locked {
                for (i, f) in zip(range, found) { state.results[i] = f }
                state.done += range.count
                return state.done
            }
            progress(done)
        }
        state.monitor.locked { while state.running > 0 { state.monitor.wait() } }
        return state.monitor.locked { state.results }
    }
}
