import Pipeline
import SystemFiles
import TextModel

/// Runs one model over documents on several threads; results in the order of the documents.
enum ParallelRun {
    /// Runs by document; their words are numbers of `surfaces`.
    struct Result {
        var runs: [DocumentRun]
        var surfaces: SurfaceTable
    }

    private final class State: @unchecked Sendable {
        let monitor = Monitor()
        var next = 0
        var done = 0
        var running = 0
        var results: [DocumentRun]
        var surfaces = SurfaceTable()
        init(_ count: Int) { results = Array(repeating: DocumentRun(), count: count) }

        /// Documents are handed out in small runs, so that a long one holds nobody up.
        func take() -> Range<Int> {
            monitor.locked {
                let start = next
                next = min(start + ParallelRun.chunk, results.count)
                return start..<next
            }
        }

        /// Works until nothing is left; `progress` hears how many documents are done.
        func work(_ documents: [Document], _ model: Model, progress: (Int) -> Void) {
            let collector = FindingCollector(model)
            var mine: [(document: Int, run: DocumentRun)] = []
            while !Process.isStopping {
                let range = take()
                if range.isEmpty { break }
                for i in range { mine.append((i, collector.run(documents[i]))) }
                progress(monitor.locked {
                    done += range.count
                    return done
                })
            }
            monitor.locked {
                let numbers = collector.surfaces.surfaces.map { surfaces.number($0) }
                for (i, run) in mine { results[i] = DocumentRun(findings: run.findings, words: WordStream.renumbered(run.words) { numbers[Int($0)] }) }
            }
        }
    }

    private static let chunk = 16

    static func runs(_ documents: [Document], _ model: Model, jobs: Int, progress: (Int) -> Void) -> Result {
        let state = State(documents.count)
        let helpers = min(max(jobs, 1), documents.count / chunk + 1) - 1
        for _ in 0..<max(0, helpers) {
            state.monitor.locked { state.running += 1 }
            let thread = Thread {
                state.work(documents, model) { _ in }
                state.monitor.locked {
                    state.running -= 1
                    state.monitor.signalAll()
                }
            }
            if thread == nil { state.monitor.locked { state.running -= 1 } }
        }
        state.work(documents, model, progress: progress)
        return state.monitor.locked {
            while state.running > 0 { state.monitor.wait() }
            return Result(runs: state.results, surfaces: state.surfaces)
        }
    }

    static func findings(_ documents: [Document], _ model: Model, jobs: Int) -> [[Finding]] { runs(documents, model, jobs: jobs) { _ in }.runs.map(\.findings) }
}
