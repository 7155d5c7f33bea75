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
    /// What the last look saw, where it differs from `stamps`: somebody may be writing still.
    private var unsettled: [String]?

    public init(_ paths: ModelPaths, _ documents: [Document]) throws {
        self.paths = paths
        self.documents = documents
        // Stamps first: an edit from here on differs from them.
        stamps = WatchSession.stamps(paths)
        good = try ResourceSet(paths)
        lastHash = good.hash
        findings = ParallelRun.findings(documents, try Model.load(paths), jobs: 1)
    }

    /// nil: nothing was edited since the last look, or the files don't rest yet. An edit is judged when two looks in a row saw the same files and they are the same
    /// when the answer is there, so that neither half a file nor an editor's temporary one is taken for an edit.
    public mutating func look() -> Outcome? {
        let now = WatchSession.stamps(paths)
        if now == stamps {
            unsettled = nil
            return nil
        }
        if now != unsettled {
            unsettled = now
            return nil
        }
        do {
            let set = try ResourceSet(paths)
            if set.hash == lastHash {
                settle(now, set.hash)
                return nil
            }
            let found = ParallelRun.findings(documents, try Model.load(paths), jobs: 1)
            if !isResting(now) { return nil }
            settle(now, set.hash)
            var changes: [Change] = []
            for i in documents.indices { changes += Comparer.compare(findings[i], found[i], document: i) }
            let old = good
            good = set
            findings = found
            return .changed(changes, ChangeGroup.groups(changes) { ResourceSet.title($0, old: old, new: set) })
        } catch {
            if !isResting(now) { return nil }
            settle(now, (try? ResourceSet(paths))?.hash ?? 0)
            return .broken((error as? ModelError)?.lines ?? [(error as? FileError)?.description ?? "\(error)"])
        }
    }

    private mutating func settle(_ now: [String], _ hash: UInt64) {
        stamps = now
        unsettled = nil
        lastHash = hash
    }

    private mutating func isResting(_ seen: [String]) -> Bool {
        let now = WatchSession.stamps(paths)
        if now != seen { unsettled = now }
        return now == seen
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
