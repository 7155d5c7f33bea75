import Glibc

/// Where a byte stands, by the C library's search.
func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer, from start: Int = 0) -> Int? {
    guard start < bytes.count, let found = memchr(bytes.baseAddress! + start, CInt(byte), bytes.count - start) else { return nil }
    return UnsafeRawPointer(found) - bytes.baseAddress!
}

func countLines(in bytes: UnsafeRawBufferPointer) -> Int {
    var lines = 0
    var at = 0
    while let next = firstIndex(of: 0x0A, in: bytes, from: at) {
        lines += 1
        at = next + 1
    }
    return lines
}

extension [UInt8] {
    func countLines(in range: Range<Int>) -> Int {
        withUnsafeBytes { DocumentReading.countLines(in: UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// The next line end in a range, else the range's end.
    public func lineEnd(in range: Range<Int>) -> Int {
        withUnsafeBytes { bytes in
            DocumentReading.firstIndex(of: 0x0A, in: UnsafeRawBufferPointer(rebasing: bytes[range])).map { $0 + range.lowerBound } ?? range.upperBound
        }
    }
}
