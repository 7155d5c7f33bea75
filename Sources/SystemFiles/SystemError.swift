import Glibc

/// An error number of the system.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
    public var number: CInt

    public init(_ number: CInt) { self.number = number }
    public static var last: SystemError { SystemError(errno) }

    public static let brokenPipe = SystemError(EPIPE)

    /// The system's own words: `No such file or directory`.
    public var description: String { String(cString: strerror(number)) }
}
