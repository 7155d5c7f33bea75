import SystemFiles
import TextModel

public enum InputFormat: String, Sendable, CaseIterable {
    /// A file is a document.
    case text
    /// A line is a document.
    case jsonl
}

public struct ReadingOptions: Sendable {
    public var format = InputFormat.text
    /// nil: UTF-8, or UTF-16 where a byte order mark says so.
    public var encoding: TextEncoding?
    public var policy = ErrorPolicy.skip
    public var date = ""
    public var dates = DateTable()
    /// Larger documents are cut at a paragraph's end.
    public var largestDocument = 64 << 20
    /// Files that must not be read: those that the run writes.
    public var outputs: Set<FileIdentity> = []
    /// A batch is handed on when it has so many bytes, or when no more input is at hand.
    public var batchBytes = 256 << 10

    public init() {}
}

/// Reads the files of a run into batches, in order. Opens one file at a time; never maps files, so that a file that shrinks can't end the process.
public struct DocumentReader {
    public let options: ReadingOptions
    private var inputs: InputList
    private var current: OpenFile?
    private let chunk = Chunk()
    public private(set) var filesRead = 0
    public private(set) var bytesRead = 0

    private final class Chunk {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 64)
        deinit { buffer.deallocate() }
    }

    /// The file that is being read, and what was read of it but stands in no batch yet.
    private struct OpenFile {
        var descriptor: Descriptor
        var path: FilePath
        var file: InputFile
        var status: Descriptor.Status?
        var isRegular: Bool
        var isAtEnd = false
        var carry: [UInt8] = []
        var origin = TextOrigin()
        var line = 1
        /// A line that is too long is dropped to its end.
        var isSkippingLine = false
        var isSniffed = false
    }

    public init(inputs: InputList, options: ReadingOptions) {
        self.inputs = inputs
        self.options = options
    }

    /// Fills an empty batch; false at the end of the input (the batch may hold something all the same).
    public mutating func fill(_ batch: inout InputBatch) -> Bool {
        batch.reset(keeping: 4 << 20)
        while batch.bytes.count < options.batchBytes && batch.pieces.count < 1024 {
            if Process.isStopping { return false }
            if current == nil {
                guard let item = inputs.next() else { return false }
                switch item {
                case .failure(let failure): batch.pieces.append(.failure(failure))
                case .file(let path): open(path, &batch)
                }
                continue
            }
            let isIdle = options.format == .text ? readText(&batch) : readLines(&batch)
            if isIdle && !batch.pieces.isEmpty { return true }
        }
        return true
    }

    private mutating func open(_ path: FilePath, _ batch: inout InputBatch) {
        filesRead += 1
        let descriptor: Descriptor
        let status: Descriptor.Status
        do throws(SystemError) {
            descriptor = path.isStandardStream ? .standardInput : try Descriptor.open(reading: path)
            status = try descriptor.status()
        } catch {
            batch.pieces.append(.failure(InputFailure(.missing, source: path.text, message: error.description)))
            return
        }
        current = OpenFile(descriptor: descriptor, path: path, file: InputFile(path: path, encoding: options.encoding ?? .utf8), status: status,
                           isRegular: status.kind == .file)
        if status.kind == .file && options.outputs.contains(status.identity) {
            batch.pieces.append(.failure(InputFailure(.missing, source: path.text, message: "this is the output file; it is not read")))
            close()
        } else if status.kind == .directory {
            batch.pieces.append(.failure(InputFailure(.missing, source: path.text, message: "Is a directory")))
            close()
        }
    }

    private mutating func close() {
        guard let open = current else { return }
        if !open.path.isStandardStream { try? open.descriptor.close() }
        current = nil
    }

    /// Reads some bytes to the end of `bytes`. False at the end of the file and on errors, which close the file.
    private mutating func read(into bytes: inout [UInt8], atMost limit: Int = .max, _ batchPieces: inout [InputBatch.Piece]) -> Bool {
        guard let open = current else { return false }
        if !open.isRegular {
            while !open.descriptor.isReadable(within: -1, wake: Process.wake) {
                if Process.isStopping { return false }
            }
        }
        do throws(SystemError) {
            let count = try open.descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: chunk.buffer.prefix(limit)))
            if count == 0 {
                current!.isAtEnd = true
                if open.isRegular, let now = try? open.descriptor.status(), now != open.status {
                    batchPieces.append(.note("\(open.file.name): changed while it was read"))
                }
                return false
            }
            bytesRead += count
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk.buffer[..<count]))
            return true
        } catch {
            batchPieces.append(.failure(InputFailure(.reading, source: open.file.name, message: "read error: \(error.description)")))
            close()
            return false
        }
    }

    /// Looks at a file's first bytes. False where it can't be read as text; the file is closed then.
    private mutating func sniff(_ bytes: UnsafeRawBufferPointer, _ batch: inout [InputBatch.Piece]) -> Bool {
        guard let open = current else { return false }
        current!.isSniffed = true
        if options.encoding == nil || options.encoding == .utf8, let format = foreignFormat(of: bytes) {
            batch.append(.failure(InputFailure(.data, source: open.file.name, message: "this is \(format)")))
            close()
            return false
        }
        if options.encoding == nil, let marked = TextEncoding(byteOrderMarkOf: bytes) {
            current!.file = InputFile(path: open.path, encoding: marked)
        }
        if options.format == .jsonl && current!.file.encoding.width == .double {
            batch.append(.failure(InputFailure(.data, source: open.file.name, message: "JSONL in \(current!.file.encoding.rawValue) is not read; turn it into UTF-8")))
            close()
            return false
        }
        current!.origin = TextOrigin(encoding: current!.file.encoding.rawValue, width: current!.file.encoding.width)
        return true
    }

    // MARK: A file is a document

    /// Reads the rest of a file, or a part of it, into the batch. True where the input has paused.
    private mutating func readText(_ batch: inout InputBatch) -> Bool {
        let start = batch.bytes.count
        batch.bytes.append(contentsOf: current!.carry)
        current!.carry = []
        if let size = current!.status?.size, current!.isRegular { batch.bytes.reserveCapacity(start + min(size, options.largestDocument) + 1) }
        while !current!.isAtEnd && batch.bytes.count - start <= options.largestDocument {
            let room = options.largestDocument + 1 - (batch.bytes.count - start)
            if !read(into: &batch.bytes, atMost: room, &batch.pieces) {
                if current == nil || Process.isStopping {
                    batch.bytes.removeSubrange(start...)
                    close()
                    return true
                }
            }
        }
        if !current!.isSniffed, !batch.bytes.withUnsafeBytes({ sniff(UnsafeRawBufferPointer(rebasing: $0[start...]), &batch.pieces) }) {
            batch.bytes.removeSubrange(start...)
            return false
        }
        var end = batch.bytes.count
        var origin = current!.origin
        let line = current!.line
        if !current!.isAtEnd || origin.part > 0 { origin.part += 1 }
        if !current!.isAtEnd {
            end = start + cut(batch.bytes[start...])
            current!.carry = [UInt8](batch.bytes[end...])
            batch.bytes.removeSubrange(end...)
        }
        if end > start || origin.part == 0 {
            batch.pieces.append(.text(start..<end, current!.file, origin, firstLine: line))
        }
        if current!.isAtEnd {
            close()
        } else {
            advance(batch.bytes[start..<end], part: origin.part)
        }
        return false
    }

    /// Counts a part that is done, so that offsets and lines of the next one go on from it.
    private mutating func advance(_ bytes: ArraySlice<UInt8>, part: Int) {
        current!.origin.part = part
        current!.origin.bytesBefore += bytes.count
        current!.line += bytes.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
        var text: [UInt8] = []
        let decoder = TextDecoder(encoding: current!.file.encoding, policy: .replace)
        _ = bytes.withUnsafeBytes { raw in try? decoder.decode(raw, into: &text, source: "") }
        var codePoints = 0, utf16 = 0
        for byte in text {
            if byte & 0xC0 != 0x80 { codePoints += 1; utf16 += byte >= 0xF0 ? 2 : 1 }
        }
        current!.origin.codePointsBefore += codePoints
        current!.origin.utf16Before += utf16
    }

    /// Where to cut a part: behind its last empty line, else its last line, else its last space, else between two characters.
    private func cut(_ bytes: ArraySlice<UInt8>) -> Int {
        let start = bytes.startIndex
        let unit = current!.file.encoding.width == .double ? 2 : 1
        func isUnit(_ i: Int, _ value: UInt8) -> Bool {
            guard unit == 2 else { return bytes[i] == value }
            guard (i - start) % 2 == 0, i + 1 < bytes.endIndex else { return false }
            let isLittle = current!.file.encoding == .utf16LittleEndian
            return bytes[i] == (isLittle ? value : 0) && bytes[i + 1] == (isLittle ? 0 : value)
        }
        let window = max(start, bytes.endIndex - (1 << 20))
        var line: Int?
        var space: Int?
        var i = bytes.endIndex - 1
        while i >= window {
            if isUnit(i, 0x0A) {
                if line == nil { line = i + unit }
                if i - unit >= start, isUnit(i - unit, 0x0A) { return i + unit - start }
            } else if space == nil, isUnit(i, 0x20) {
                space = i + unit
            }
            i -= 1
        }
        if let found = line ?? space { return found - start }
        var end = bytes.endIndex
        if unit == 2 { end -= (end - start) % 2 }
        if current!.file.encoding == .utf8 {
            var back = end - 1
            while back > start, end - back < 4, bytes[back] & 0xC0 == 0x80 { back -= 1 }
            if bytes[back] >= 0xC0 { end = back }
        }
        return end > start ? end - start : bytes.count
    }

    // MARK: A line is a document

    /// Reads whole lines into the batch. True where the input has paused.
    private mutating func readLines(_ batch: inout InputBatch) -> Bool {
        let start = batch.bytes.count
        batch.bytes.append(contentsOf: current!.carry)
        current!.carry = []
        var unread = current!
        var end = start
        var searched = batch.bytes.count
        while end == start || batch.bytes.count - start < options.batchBytes {
            let isMore = read(into: &batch.bytes, &batch.pieces)
            guard let open = current, isMore || open.isAtEnd else {
                // Stopped by a signal, or by an error: whole lines that were read count all the same, before the error.
                let failure = current == nil ? batch.pieces.popLast() : nil
                batch.bytes.removeSubrange(end...)
                appendLines(start..<end, unread, &batch)
                if let failure { batch.pieces.append(failure) }
                close()
                return true
            }
            if !open.isSniffed, !batch.bytes.withUnsafeBytes({ sniff(UnsafeRawBufferPointer(rebasing: $0[start...]), &batch.pieces) }) {
                batch.bytes.removeSubrange(start...)
                return false
            }
            if current!.isAtEnd {
                end = current!.isSkippingLine ? end : batch.bytes.count
                break
            }
            if let newline = batch.bytes[searched...].lastIndex(of: 0x0A) {
                if current!.isSkippingLine {
                    // The line that was too long ends at the first of them.
                    let first = batch.bytes[start...].firstIndex(of: 0x0A)!
                    current!.origin.bytesBefore += first + 1 - start
                    current!.line += 1
                    current!.isSkippingLine = false
                    batch.bytes.removeSubrange(start...first)
                    end = max(start, newline - (first - start))
                } else {
                    end = newline + 1
                }
                unread = current!
            } else if current!.isSkippingLine || batch.bytes.count - end > options.largestDocument + (1 << 20) {
                if !current!.isSkippingLine {
                    let line = current!.line + batch.bytes[start..<end].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
                    appendLines(start..<end, current!, &batch)
                    batch.pieces.append(.failure(InputFailure(.data, source: current!.file.name, line: line,
                                                              message: "this line is longer than \(options.largestDocument) bytes; see --max-document")))
                }
                current!.isSkippingLine = true
                current!.origin.bytesBefore += batch.bytes.count - end
                batch.bytes.removeSubrange(end...)
                return false
            }
            searched = batch.bytes.count
            if !current!.isRegular, end > start, !current!.descriptor.isReadable(within: 0) { break }
        }
        current!.carry = [UInt8](batch.bytes[end...])
        batch.bytes.removeSubrange(end...)
        appendLines(start..<end, current!, &batch)
        let isPaused = !current!.isRegular && !current!.isAtEnd
        if current!.isAtEnd { close() }
        return isPaused
    }

    private mutating func appendLines(_ range: Range<Int>, _ open: OpenFile, _ batch: inout InputBatch) {
        guard !range.isEmpty else { return }
        batch.pieces.append(.lines(range, open.file, firstLine: open.line, firstByte: open.origin.bytesBefore))
        if current != nil {
            current!.line += batch.bytes[range].reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
            current!.origin.bytesBefore += range.count
        }
    }
}

extension TextEncoding {
    var width: TextOrigin.Width {
        switch self {
        case .utf8: .utf8
        case .windows1256, .iso8859_6: .single
        case .utf16LittleEndian, .utf16BigEndian: .double
        }
    }
}
