import ArgumentParser
import SystemFiles

/// The command line as bytes. Arguments must pass through `String`, which can't hold bytes that are no UTF-8: such a byte travels as the code point
/// U+10FF00 + byte (and so do the bytes of those code points themselves), and `PathArgument` turns it back.
enum RawArguments {
    /// All arguments but the program's name.
    static func encoded() -> [String] {
        (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { encode(FilePath(cString: $0).bytes) } }
    }

    static func encode(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self), !text.unicodeScalars.contains(where: { $0.value >= 0x10FF00 }) { return text }
        var result = String.UnicodeScalarView()
        var rest = bytes[...]
        while let byte = rest.first {
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            if let text = String(validating: rest.prefix(length), as: UTF8.self), let scalar = text.unicodeScalars.first, scalar.value < 0x10FF00 {
                result.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                result.append(Unicode.Scalar(0x10FF00 + UInt32(byte))!)
                rest = rest.dropFirst()
            }
        }
        return String(result)
    }

    static func decode(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            if scalar.value >= 0x10FF00 && scalar.value <= 0x10FFFF {
                bytes.append(UInt8(scalar.value - 0x10FF00))
            } else {
                bytes.append(contentsOf: UTF8.encode(scalar)!)
            }
        }
        return bytes
    }
}

/// A path on the command line, byte for byte.
struct PathArgument: ExpressibleByArgument {
    var path: FilePath
    init?(argument: String) { path = FilePath(bytes: RawArguments.decode(argument)) }
    var defaultValueDescription: String { path.text }
    static var defaultCompletionKind: CompletionKind { .file() }
}
