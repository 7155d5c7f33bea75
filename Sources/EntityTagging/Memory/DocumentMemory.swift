import Lexicons
import TextModel

/// Names that a document has shown with good evidence: where they, or their short forms, come again, that counts as evidence.
///
/// A name is kept as the hashes of its folded words, the first without proclitics. What only the sentence itself has shown is no evidence for it.
struct DocumentMemory {
    private struct Name {
        var hashes: [UInt64]
        var label: Label
        /// Sentence that showed it; -1 when several did.
        var sentence: Int
    }

    private var names: [Name] = []
    private var byFirst: [UInt64: [Int]] = [:]
    /// Last words of persons' names, and heads of names that their article brings back (الهيئة).
    private var parts: [UInt64: (label: Label, sentence: Int)] = [:]
    private var heads: [UInt64: (label: Label, sentence: Int)] = [:]
    /// Bits of all hashes: most words of a document are in none of the tables.
    private var filter: UInt64 = 0

    /// Most names kept, so that a hostile document stays linear.
    static let limit = 4096

    var isEmpty: Bool { names.isEmpty && heads.isEmpty }

    mutating func removeAll() {
        names.removeAll(keepingCapacity: true)
        byFirst.removeAll(keepingCapacity: true)
        parts.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
        filter = 0
    }

    /// Keeps the span `start ..< end` of a sentence.
    mutating func add(_ s: SentenceView, _ profiles: WordProfiles, start: Int, end: Int, reading: Int, label: Label, sentence: Int) {
        guard names.count < DocumentMemory.limit else { return }
        var hashes = [profiles.stemHashes[reading]]
        for k in (start + 1)..<max(end, start + 1) where s.shapes[k] != .quoteOpen && s.shapes[k] != .quoteClose {
            hashes.append(DocumentMemory.inner(s, profiles, k))
        }
        if let same = byFirst[hashes[0]]?.first(where: { names[$0].hashes == hashes && names[$0].label == label }) {
            if names[same].sentence != sentence { names[same].sentence = -1 }
        } else {
            byFirst[hashes[0], default: []].append(names.count)
            names.append(Name(hashes: hashes, label: label, sentence: sentence))
            filter |= 1 << (hashes[0] & 63)
        }
        guard hashes.count > 1 else { return }
        if label == .pers {
            filter |= 1 << (hashes[hashes.count - 1] & 63)
            DocumentMemory.note(hashes[hashes.count - 1], label, sentence, &parts)
        } else if label == .org || label == .fac || label == .gpe || label == .event {
            filter |= 1 << (profiles.bareHashes[reading] & 63)
            DocumentMemory.note(profiles.bareHashes[reading], label, sentence, &heads)
        }
    }

    private static func note(_ hash: UInt64, _ label: Label, _ sentence: Int, _ table: inout [UInt64: (label: Label, sentence: Int)]) {
        if let old = table[hash] {
            if old.sentence != sentence { table[hash] = (old.label, -1) }
        } else {
            table[hash] = (label, sentence)
        }
    }

    /// Hash of a word behind the first: as it stands, with its proclitics.
    private static func inner(_ s: SentenceView, _ profiles: WordProfiles, _ k: Int) -> UInt64 { profiles.surfaceHashes[s.forms[k].index] }

    /// Appends the evidence for a sentence's spans. Cost: a table look-up for each word that may begin a name.
    func collect(_ s: SentenceView, _ forms: WordForms, _ profiles: WordProfiles, sentence: Int, rows: SpanScorer.Rows, into memory: inout [(start: Int, end: Int, evidence: Int)]) {
        for i in 0..<s.count {
            for r in forms.readings(of: s.forms[i]) {
                let h = profiles.stemHashes[r]
                if filter & (1 << (h & 63)) != 0 {
                    for n in byFirst[h] ?? [] where names[n].sentence != sentence {
                        let name = names[n]
                        guard i + name.hashes.count <= s.count else { continue }
                        var k = 1
                        while k < name.hashes.count, DocumentMemory.inner(s, profiles, i + k) == name.hashes[k] { k += 1 }
                        if k == name.hashes.count { memory.append((i, i + k, rows.memorySame[Int(name.label.rawValue)])) }
                    }
                    if let p = parts[h], p.sentence != sentence { memory.append((i, i + 1, rows.memoryPart[Int(p.label.rawValue)])) }
                }
                guard forms.pool[r].proclitics.contains(.article) else { continue }
                let b = profiles.bareHashes[r]
                if filter & (1 << (b & 63)) != 0, let p = heads[b], p.sentence != sentence { memory.append((i, i + 1, rows.memoryHead[Int(p.label.rawValue)])) }
            }
        }
    }
}
