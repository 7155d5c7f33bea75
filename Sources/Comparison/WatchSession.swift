import Lexicons
import Pipeline
import SystemFiles
import TextModel

/// A sample and the last good set of lexicons and patterns over it.
public struct WatchSession {
    public enum Outcome {
        case broken([String])
        case changed([Change], [ChangeGroup])
    }

    private let paths: ModelPaths
    private let documents: [Document]
    private var good: ResourceSet
    private var findings: [[Finding]]
    /// What was looked at last, good or broken.
    private var lastHash: UInt64
    private var stamps: [String]

    public init(_ paths: ModelPaths, _ documents: [Document]) throws {
        self.paths = paths
        self.documents = documents
        good = try ResourceSet(paths)
        lastHash = good.hash
        stamps = WatchSession.stamps(paths)
        findings = ParallelRun.findings(documents, try Model.load(paths), jobs: 1) { _ in }
    }

    /// nil: nothing was edited since the last look.
    public mutating func look() -> Outcome? {
        let now = WatchSession.stamps(paths)
        if now == stamps { return nil }
        stamps = now
        do {
            let set = try ResourceSet(paths)
            if set.hash == lastHash { return nil }
            lastHash = set.hash
            let found = ParallelRun.findings(documents, try Model.load(paths), jobs: 1) { _ in }
            var changes: [Change] = []
            for i in documents.indices { changes += Comparer.compare(findings[i], found[i], document: i) }
            let old = good
            good = set
            findings = found
            return .changed(changes, ChangeGroup.groups(changes) { ResourceSet.title($0, old: old, new: set) })
        } catch let error as ModelError { return .broken(error.lines) } catch let error as FileError { return .broken([error.description]) } catch { return .broken(["\(error)"]) }
    }

    /// Sizes and times of all files: cheap to look at again and again.
    private static func stamps(_ paths: ModelPaths) -> [String] {
        var out: [String] = []
        for directory in paths.lexicons + paths.patterns {
            for suffix in [".tsv", ".pattern"] {
                for file in (try? FileReader.walk(FileName(bytes: directory.bytes), suffix: suffix)) ?? [] {
                    guard let d = try? Descriptor.open(reading: FilePath(bytes: file.bytes)) else { continue }
                    if let s = try? d.status() { out.append("\(file.text) \(s.size) \(s.changed)") }
                    try? d.close()
                }
            }
        }
        return out
    }
}
