import DocumentReading
import RecordWriting
import SystemFiles
import TextModel

/// Reads documents, has them processed by several workers, and writes their records in input order: the same bytes for any number of jobs.
///
/// A reader thread fills batches, workers turn them into records, the calling thread writes. Batches are reused and there are few of them, so that memory
/// stays bounded however large the input is. Workers are started when there is work for them; with one job everything runs on the calling thread.
public struct BatchRunner {
    public struct Options: Sendable {
        public var jobs: Int
        public var reading: ReadingOptions
        public var records: RecordOptions
        /// `RunReport.timings` tells the time of writing records too.
        public var isTimed = false
        public init(jobs: Int = 1, reading: ReadingOptions = ReadingOptions(), records: RecordOptions = RecordOptions()) {
            self.jobs = jobs
            self.reading = reading
            self.records = records
        }
    }

    private let options: Options
    private let names: any RecordNames
    private let makeProcessor: @Sendable () -> any DocumentProcessor
    private let say: (String) -> Void

    /// - Parameters:
    ///   - makeProcessor: called once on each worker's thread.
    ///   - say: takes messages, in input order, on the calling thread.
    public init(options: Options, names: any RecordNames, makeProcessor: @escaping @Sendable () -> any DocumentProcessor,
                say: @escaping (String) -> Void) {
        self.options = options
        self.names = names
        self.makeProcessor = makeProcessor
        self.say = say
    }

    public func run(_ inputs: InputList, to output: borrowing RecordOutput) -> RunReport {
        var order = OrderedWriter(policy: options.reading.policy, say: say)
        let source = Source(DocumentReader(inputs: inputs, options: options.reading))
        if options.jobs <= 1 {
            runAlone(source, &order, output)
        } else {
            runParallel(source, &order, output)
        }
        order.finish()
        order.report.files = source.filesRead
        order.report.bytes = source.bytesRead
        return order.report
    }

    private func runAlone(_ source: Source, _ order: inout OrderedWriter, _ output: borrowing RecordOutput) {
        var worker = makeWorker()
        let batch = Batch()
        var isMore = true
        while isMore {
            isMore = source.fill(batch)
            worker.run(batch)
            if !order.write(batch, to: output) { return }
        }
    }

    private func makeWorker() -> Worker {
        Worker(processor: makeProcessor(), reading: options.reading, writer: RecordWriter(options: options.records, names: names), isTimed: options.isTimed)
    }

    // MARK: Several workers

    private func runParallel(_ source: Source, _ order: inout OrderedWriter, _ output: borrowing RecordOutput) {
        let exchange = Exchange(jobs: options.jobs)
        let copy = WorkerFactory(make: { [options, names, makeProcessor] in
            Worker(processor: makeProcessor(), reading: options.reading, writer: RecordWriter(options: options.records, names: names), isTimed: options.isTimed)
        })
        let reader = Thread {
            while let batch = exchange.takeFree() {
                let isMore = source.fill(batch)
                let needsWorker = exchange.putReady(batch, isLast: !isMore)
                if needsWorker, Thread({ copy.run(exchange) }) == nil { exchange.workerNotStarted() }
                if !isMore { return }
            }
        }
        guard reader != nil else {
            // Not one thread to be had: do it here.
            return runAlone(source, &order, output)
        }
        while let batch = exchange.takeDone(helping: { copy.runOne($0) }) {
            if !order.write(batch, to: output) {
                exchange.abandon()
                return
            }
            exchange.putFree(batch)
        }
        exchange.waitForWorkers()
    }

    private struct WorkerFactory: Sendable {
        let make: @Sendable () -> Worker

        func run(_ exchange: Exchange) {
            work(exchange)
            exchange.workerEnded()
        }

        private func work(_ exchange: Exchange) {
            var worker = make()
            while let batch = exchange.takeReady() {
                worker.run(batch)
                exchange.putDone(batch)
            }
        }

        func runOne(_ batch: Batch) {
            var worker = make()
            worker.run(batch)
        }
    }

    /// The reader, used by one thread at a time.
    private final class Source: @unchecked Sendable {
        private var reader: DocumentReader
        init(_ reader: DocumentReader) { self.reader = reader }
        func fill(_ batch: Batch) -> Bool { reader.fill(&batch.input) }
        var filesRead: Int { reader.filesRead }
        var bytesRead: Int { reader.bytesRead }
    }
}

/// Batches on their way between the threads.
private final class Exchange: @unchecked Sendable {
    private let monitor = Monitor()
    private let jobs: Int
    private var free: [Batch]
    private var ready: [Batch] = []
    private var done: [Int: Batch] = [:]
    private var workers = 0
    private var idleWorkers = 0
    private var read = 0
    private var written = 0
    private var bytesOnTheWay = 0
    private var isLastRead = false
    private var isAbandoned = false
    private var hasNoThreads = false

    /// Input that may be on the way at once; a larger document goes alone.
    private static let byteLimit = 32 << 20

    init(jobs: Int) {
        self.jobs = jobs
        free = (0..<jobs * 2 + 2).map { _ in Batch() }
    }

    func takeFree() -> Batch? {
        monitor.locked {
            while !isAbandoned && (free.isEmpty || (bytesOnTheWay > Exchange.byteLimit && read > written)) { monitor.wait() }
            return isAbandoned ? nil : free.removeLast()
        }
    }

    /// True where one more worker should be started.
    func putReady(_ batch: Batch, isLast: Bool) -> Bool {
        monitor.locked {
            batch.number = read
            read += 1
            batch.inputBytes = batch.input.bytes.count
            bytesOnTheWay += batch.inputBytes
            ready.append(batch)
            isLastRead = isLast
            monitor.signalAll()
            guard workers < jobs, idleWorkers < ready.count, !hasNoThreads else { return false }
            workers += 1
            return true
        }
    }

    func workerNotStarted() {
        monitor.locked {
            workers -= 1
            hasNoThreads = true
            monitor.signalAll()
        }
    }

    func workerEnded() {
        monitor.locked {
            workers -= 1
            monitor.signalAll()
        }
    }

    func waitForWorkers() {
        monitor.locked { while workers > 0 { monitor.wait() } }
    }

    func takeReady() -> Batch? {
        monitor.locked {
            idleWorkers += 1
            defer { idleWorkers -= 1 }
            while !isAbandoned && ready.isEmpty && !isLastRead { monitor.wait() }
            return isAbandoned || ready.isEmpty ? nil : ready.removeFirst()
        }
    }

    func putDone(_ batch: Batch) {
        monitor.locked {
            done[batch.number] = batch
            monitor.signalAll()
        }
    }

    /// The next batch in input order; nil at the end. Where no worker could be started the caller does the work.
    func takeDone(helping: (Batch) -> Void) -> Batch? {
        while true {
            let (batch, isDone): (Batch?, Bool) = monitor.locked {
                while true {
                    if let batch = done.removeValue(forKey: written) { return (batch, true) }
                    if isLastRead && written == read { return (nil, true) }
                    if hasNoThreads, workers == 0, !ready.isEmpty { return (ready.removeFirst(), false) }
                    monitor.wait()
                }
            }
            guard let batch, !isDone else { return batch }
            helping(batch)
            putDone(batch)
        }
    }

    func putFree(_ batch: Batch) {
        monitor.locked {
            written += 1
            bytesOnTheWay -= batch.inputBytes
            free.append(batch)
            monitor.signalAll()
        }
    }

    func abandon() {
        monitor.locked {
            isAbandoned = true
            monitor.signalAll()
        }
    }
}
