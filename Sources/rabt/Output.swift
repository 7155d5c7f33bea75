import Foundation

enum StandardError {
    static func write(_ s: String) { try? FileHandle.standardError.write(contentsOf: Data(s.utf8)) }
}

enum OutputFile {
    static func write(_ s: String, to path: String) throws { try Data(s.utf8).write(to: URL(fileURLWithPath: path)) }
}
