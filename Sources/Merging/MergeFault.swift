import RecordReading

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why a merge stopped.
public enum MergeFault: Error, Sendable, Equatable {
    case input(InputFault)
    /// The scratch file in this folder failed.
    case scratch(folder: String, code: Int32)
    /// The output can't be written.
    case output(code: Int32)
    /// An input holds records of `rabt merge`.
    case alreadyMerged(path: String)
    /// `MergeOptions.isStopping` said so.
    case stopped

    public var description: String {
        switch self {
        case .input(let fault): fault.description
        case .scratch(let folder, let code): "\(folder): error: temporary file: \(String(cString: strerror(code))); choose another folder with --temp-dir"
        case .alreadyMerged(let path): "\(path): error: these are records of rabt merge"
        case .stopped: "stopped"
        case .output(let code): "write error: \(String(cString: strerror(code)))"
        }
    }
}
