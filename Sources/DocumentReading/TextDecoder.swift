import TextModel

/// Bytes of a file turned into the UTF-8 text of a document.
public struct TextDecoder {
    public var encoding: TextEncoding
    public var policy: ErrorPolicy

    public init(encoding: TextEncoding = .utf8, policy: ErrorPolicy = .skip) {
        self.encoding = encoding
        self.policy = policy
    }

    /// Puts the decoded text into `text` and says where bytes were replaced. Offsets and lines of a failure count from `firstByte` and `firstLine`.
    public func decode(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8], source: String, firstByte: Int = 0,
                       firstLine: Int = 1) throws(InputFailure) -> [TextOrigin.Replacement] {
        text.removeAll(keepingCapacity: true)
        func failure(at offset: Int, _ message: String) -> InputFailure {
            let lines = bytes[..<min(offset, bytes.count)].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            return InputFailure(.data, source: source, line: firstLine + lines, message: "byte \(firstByte + offset): \(message)")
        }
        var replacements: [TextOrigin.Replacement] = []
        switch encoding {
        case .utf8:
            if let invalid = firstInvalidUTF8(in: bytes) {
                guard policy == .replace else {
                    let byte = hexadecimal(Int(bytes[invalid.offset]), digits: 2)
                    let advice = guessEncoding(of: bytes).map { "looks like \($0.rawValue)? try --encoding \($0.rawValue)" }
                        ?? "give its encoding with --encoding, or --on-error replace"
                    throw failure(at: invalid.offset, "invalid UTF-8 (0x\(byte)); \(advice)")
                }
                replacements = replaceInvalid(in: bytes, first: invalid, into: &text)
            } else {
                text.append(contentsOf: bytes)
            }
        case .windows1256, .iso8859_6:
            let table = encoding == .windows1256 ? CodePage.windows1256 : CodePage.iso8859_6
            text.reserveCapacity(bytes.count * 2)
            for (i, byte) in bytes.enumerated() {
                if byte < 0x80 {
                    text.append(byte)
                    continue
                }
                var scalar = UInt32(table[Int(byte) - 0x80])
                if scalar == 0 {
                    guard policy == .replace else {
                        throw failure(at: i, "0x\(hexadecimal(Int(byte), digits: 2)) is no character of \(encoding.rawValue)")
                    }
                    scalar = 0xFFFD
                }
                append(scalar, to: &text)
            }
        case .utf16LittleEndian, .utf16BigEndian:
            try decodeUTF16(bytes, into: &text, failure)
        }
        if let nul = text.firstIndex(of: 0) {
            let guess = encoding == .utf8 ? guessEncoding(of: bytes) : nil
            throw failure(at: encoding == .utf8 && replacements.isEmpty ? nul : 0, guess.map { "NUL; looks like \($0.rawValue)? try --encoding \($0.rawValue)" } ?? "NUL; this is no text file")
        }
        return replacements
    }

    /// Whether the bytes are a document's text as they stand.
    public func isText(_ bytes: [UInt8]) -> Bool {
        encoding == .utf8 && bytes.withUnsafeBytes { firstInvalidUTF8(in: $0) == nil && !$0.contains(0) }
    }

    private func decodeUTF16(_ bytes: UnsafeRawBufferPointer, into text: inout [UInt8], _ failure: (Int, String) -> InputFailure) throws(InputFailure) {
        let isLittle = encoding == .utf16LittleEndian
        func unit(_ i: Int) -> UInt32 {
            isLittle ? UInt32(bytes[i]) | UInt32(bytes[i + 1]) << 8 : UInt32(bytes[i]) << 8 | UInt32(bytes[i + 1])
        }
        text.reserveCapacity(bytes.count)
        var i = 0
        while i + 1 < bytes.count {
            var scalar = unit(i)
            var length = 2
            if 0xD800...0xDBFF ~= scalar, i + 3 < bytes.count, 0xDC00...0xDFFF ~= unit(i + 2) {
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (unit(i + 2) - 0xDC00)
                length = 4
            } else if 0xD800...0xDFFF ~= scalar {
                guard policy == .replace else {
                    throw failure(i, "lone surrogate U+\(hexadecimal(Int(scalar), digits: 4)) in \(encoding.rawValue)")
                }
                scalar = 0xFFFD
            }
            append(scalar, to: &text)
            i += length
        }
        if i < bytes.count {
            guard policy == .replace else { throw failure(i, "half a character at the end of \(encoding.rawValue)") }
            append(0xFFFD, to: &text)
        }
    }

    private func replaceInvalid(in bytes: UnsafeRawBufferPointer, first: InvalidUTF8, into text: inout [UInt8]) -> [TextOrigin.Replacement] {
        var replacements: [TextOrigin.Replacement] = []
        var copied = 0
        var excess = 0
        var next: InvalidUTF8? = first
        while let invalid = next {
            text.append(contentsOf: bytes[copied..<invalid.offset])
            append(0xFFFD, to: &text)
            copied = invalid.offset + invalid.length
            excess += 3 - invalid.length
            replacements.append(TextOrigin.Replacement(end: text.count, excess: excess))
            next = firstInvalidUTF8(in: bytes, from: copied)
        }
        text.append(contentsOf: bytes[copied...])
        return replacements
    }
}

func append(_ scalar: UInt32, to text: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: text.append(UInt8(scalar))
    case 0x80..<0x800:
        text.append(UInt8(0xC0 | scalar >> 6))
        text.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
        text.append(UInt8(0xE0 | scalar >> 12))
        text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        text.append(UInt8(0x80 | scalar & 0x3F))
    default:
        text.append(UInt8(0xF0 | scalar >> 18))
        text.append(UInt8(0x80 | scalar >> 12 & 0x3F))
        text.append(UInt8(0x80 | scalar >> 6 & 0x3F))
        text.append(UInt8(0x80 | scalar & 0x3F))
    }
}

func hexadecimal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}

/// What a file is by its first bytes, where it is no text: its name and how to read it.
func foreignFormat(of bytes: UnsafeRawBufferPointer) -> String? {
    let formats: [([UInt8], String)] = [
        ([0x1F, 0x8B], "gzip data; pipe it in: zcat FILE | rabt extract -"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data; pipe it in: zstdcat FILE | rabt extract -"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data; pipe it in: xzcat FILE | rabt extract -"),
        ([0x42, 0x5A, 0x68], "bzip2 data; pipe it in: bzcat FILE | rabt extract -"),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive (or an office document); save its text as UTF-8 first"),
        ([0x25, 0x50, 0x44, 0x46, 0x2D], "a PDF; turn it into text first: pdftotext FILE"),
    ]
    return formats.first { bytes.starts(with: $0.0) }?.1
}
