/// What is wrong with a line of JSON, and where.
public struct JSONFault: Error, Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        case unexpectedEnd
        case unexpectedByte(UInt8)
        case invalidUTF8(UInt8)
        case controlCharacter(UInt8)
        case badEscape
        case loneSurrogate
        case badNumber
        case duplicateKey(String)
        case tooDeep(Int)
        case tooManyKeys(Int)
        case trailingBytes
        case notAnObject
        case missingKey(String)
        case wrongType(key: String, wanted: String)
        case unknownType(String)
        case badChoice(key: String, value: String)
        case badRange
    }

    public var kind: Kind
    /// Byte offset in the line.
    public var offset: Int

    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    public var message: String {
        switch kind {
        case .unexpectedEnd: "the line ends inside a JSON value"
        case .unexpectedByte(let byte): "unexpected \(JSONFault.show(byte))"
        case .invalidUTF8(let byte): "invalid UTF-8 (\(JSONFault.hex(byte)))"
        case .controlCharacter(let byte): "control character \(JSONFault.hex(byte)) inside a string"
        case .badEscape: "bad escape in a string"
        case .loneSurrogate: "half of a surrogate pair in a string"
        case .badNumber: "bad number"
        case .duplicateKey(let key): "key \"\(key)\" stands twice in an object"
        case .tooDeep(let limit): "nested deeper than \(limit)"
        case .tooManyKeys(let limit): "more than \(limit) keys in an object"
        case .trailingBytes: "more text behind the JSON value"
        case .notAnObject: "a record is a JSON object"
        case .missingKey(let key): "key \"\(key)\" is missing"
        case .wrongType(let key, let wanted): "\"\(key)\" should be \(wanted)"
        case .unknownType(let type): "unknown record type \"\(type)\""
        case .badChoice(let key, let value): "\"\(key)\" can't be \"\(value)\""
        case .badRange: "\"end\" lies before \"start\""
        }
    }

    public var remedy: String {
        switch kind {
        case .unexpectedEnd: "was the writer stopped in the middle? Run it again, or drop the line"
        case .missingKey, .wrongType, .unknownType, .badChoice, .badRange: "see rabt schema"
        case .duplicateKey: "keep one of them"
        default: ""
        }
    }

    static func hex(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return "0x\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }

    static func show(_ byte: UInt8) -> String {
        (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(hex(byte))"
    }
}
