import Glibc
import Synchronization

/// What the process does about signals and standard streams.
public enum Process {
    private static let received = Atomic<Int32>(0)
    private static let wakeReader = Atomic<Int32>(-1)
    private static let wakeWriter = Atomic<Int32>(-1)

    /// The signal that asks the run to end, 0 while there is none.
    public static var stopSignal: CInt { received.load(ordering: .relaxed) }
    public static var isStopping: Bool { stopSignal != 0 }
    /// Becomes readable when a signal comes, so that a wait for input ends.
    public static var wake: Descriptor? {
        let number = wakeReader.load(ordering: .relaxed)
        return number < 0 ? nil : Descriptor(number)
    }

    /// Opens /dev/null where a standard stream is closed, so that no data file lands on its number. Stdout is opened for reading: to write to it fails as it does
    /// on a closed stream (EBADF), while what is said on a closed stderr is lost.
    public static func openStandardStreams() {
        for number in 0...2 as ClosedRange<CInt> where fcntl(number, F_GETFD) < 0 && errno == EBADF {
            _ = open("/dev/null", number == 2 ? O_WRONLY : O_RDONLY)
        }
    }

    /// The first SIGINT, SIGTERM or SIGHUP sets `stopSignal`; a second one ends the process at once. SIGPIPE and SIGXFSZ become errors of `write`.
    public static func handleSignals() {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        var ends: [CInt] = [0, 0]
        if pipe(&ends) == 0 {
            for end in ends {
                _ = fcntl(end, F_SETFD, FD_CLOEXEC)
                _ = fcntl(end, F_SETFL, O_NONBLOCK)
            }
            wakeReader.store(ends[0], ordering: .relaxed)
            wakeWriter.store(ends[1], ordering: .relaxed)
        }
        _ = received.load(ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var old = sigaction()
            sigaction(number, nil, &old)
            // nohup: what is ignored stays ignored.
            if isIgnored(old) { continue }
            var action = sigaction()
            action.__sigaction_handler.sa_handler = { number in
                let saved = errno
                Process.received.store(number, ordering: .relaxed)
                var byte: UInt8 = 0
                _ = write(Process.wakeWriter.load(ordering: .relaxed), &byte, 1)
                errno = saved
            }
            action.sa_flags = CInt(bitPattern: UInt32(truncatingIfNeeded: SA_RESETHAND))
            sigaction(number, &action, nil)
        }
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }

    /// Ends the process by a signal, as if it had not been handled.
    public static func die(by number: CInt) -> Never {
        signal(number, SIG_DFL)
        raise(number)
        Glibc.exit(128 + number)
    }

    /// Ends the process by SIGPIPE; where whoever started it has blocked that, with the same exit code.
    public static func dieByClosedPipe() -> Never {
        die(by: SIGPIPE)
    }

    public static func exit(_ code: CInt) -> Never { Glibc.exit(code) }

    /// Processors that this process may use.
    public static var processorCount: Int { max(1, sysconf(CInt(_SC_NPROCESSORS_ONLN))) }

    /// The file that is running.
    public static var executable: FilePath? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count) }
        return count > 0 ? FilePath(bytes: [UInt8](buffer[..<count])) : nil
    }

    public static func environment(_ name: String) -> FilePath? {
        getenv(name).map { FilePath(cString: $0) }
    }

    /// Seconds of a clock that never goes back.
    public static var seconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// `2026-01-31T12:00:00Z`
    public static var timestamp: String {
        var now = time(nil)
        var parts = tm()
        gmtime_r(&now, &parts)
        func two(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
    }

    /// Processor seconds (user, system) and the largest resident size in KiB.
    public static var usage: (user: Double, system: Double, peakKiB: Int) {
        var usage = rusage()
        getrusage(__rusage_who_t(0), &usage)
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return (seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss)
    }
}
