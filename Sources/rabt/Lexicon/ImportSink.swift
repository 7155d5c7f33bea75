import LexiconImport
import Pipeline
import SystemFiles
import TextModel

enum ImportError: Error {
    case reading(FilePath, SystemError)
    case writing(SystemError)
    case table(String)
}

func labelNumber(_ name: String) -> UInt8? { Label(name: name.uppercased())?.rawValue }

/// Counts and writes imported rows.
struct ImportSink {
    private let label: Label?
    private let writer: ImportWriter
    private let minPopulation: Int
    private var text: String
    private(set) var written = 0, skipped = 0, otherLabel = 0

    init(label: String?, source: String, minPopulation: Int) {
        self.label = label.flatMap { Label(name: $0.uppercased()) }
        self.minPopulation = minPopulation
        writer = ImportWriter(source: source)
        text = writer.header
    }

    mutating func keep(_ name: ImportedName?) {
        guard var name else { skipped += 1; return }
        if let label {
            if let own = name.label, own != label { otherLabel += 1; return }
            name.label = nil
        }
        if minPopulation > 0, Int(name.population) ?? 0 < minPopulation { otherLabel += 1; return }
        written += 1
        text += writer.line(name)
    }

    mutating func add(_ name: ImportedName?, to out: borrowing RecordOutput) throws(ImportError) {
        keep(name)
        try write(to: out)
    }

    mutating func write(to out: borrowing RecordOutput) throws(ImportError) {
        if text.utf8.count > 1 << 16 { try flush(to: out) }
    }

    mutating func flush(to out: borrowing RecordOutput) throws(ImportError) {
        var failure: SystemError?
        text.withUTF8 { bytes in
            do throws(SystemError) { try out.write(UnsafeRawBufferPointer(bytes)) } catch { failure = error }
        }
        if let failure { throw .writing(failure) }
        text = ""
    }
}
