import ArabicText
import ModelStorage
import TextModel

/// The surface forms that a worker has met, each analysed once: folded, looked up, read as proclitics + stem (+ enclitic pronoun).
///
/// News repeats its words: a form that was seen before costs one hash over its bytes and one comparison. The table is emptied between documents once it
/// holds `limit` forms (stages that keep data per form compare `generation`).
public struct WordForms: Sendable {
    public let vocabulary: Vocabulary
    let folding = Folding()
    private let personNouns: WordClassID?
    /// Changes whenever the table was emptied; `FormID`s of another generation are void.
    public private(set) var generation = 0
    private let limit: Int
    private var slots: [UInt64]
    private var surfaces: [UInt8] = []
    private var surfaceEnds: [UInt32] = []
    private var readingEnds: [UInt32] = []
    /// All readings; `readings(of:)` gives a form's range.
    public private(set) var pool: [Reading] = []
    private var scratch: [UInt8] = []
    private var sorted: [Reading] = []
    private var key: [UInt8] = []

    public init(vocabulary: Vocabulary, limit: Int = 1 << 18) {
        self.vocabulary = vocabulary
        self.limit = limit
        personNouns = vocabulary.classID(named: "person_noun")
        slots = [UInt64](repeating: 0, count: 1 << 14)
    }

    /// Number of forms in the table.
    public var count: Int { surfaceEnds.count }

    /// Indices into `pool`: best first (the whole word, then fewer proclitics before more; known before unknown). Never empty.
    @inline(__always) public func readings(of form: FormID) -> Range<Int> {
        let i = form.index
        return (i == 0 ? 0 : Int(readingEnds[i - 1]))..<Int(readingEnds[i])
    }

    /// The surface bytes of a form.
    public func surface(of form: FormID) -> ArraySlice<UInt8> {
        let i = form.index
        return surfaces[(i == 0 ? 0 : Int(surfaceEnds[i - 1]))..<Int(surfaceEnds[i])]
    }

    /// Sets `form` of every token. Cost: linear in the text.
    public mutating func analyze(_ text: UnsafeBufferPointer<UInt8>, _ analysis: inout Analysis) {
        if count > limit { reset() }
        let n = analysis.tokens.count
        analysis.tokens.withUnsafeMutableBufferPointer { tokens in
            for i in 0..<n {
                let t = tokens[i]
                tokens[i].form = form(UnsafeBufferPointer(rebasing: text[Int(t.start)..<Int(t.end)]))
            }
        }
    }

    /// The form of one surface (valid UTF-8, no white space).
    public mutating func form(_ surface: UnsafeBufferPointer<UInt8>) -> FormID {
        let hash = StableHash.of(surface)
        let mask = slots.count - 1
        var i = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[i]
            if slot == 0 { break }
            if slot >> 32 == hash >> 32 {
                let id = FormID(Int(UInt32(truncatingIfNeeded: slot)) - 1)
                if self.surface(of: id).elementsEqual(surface) { return id }
            }
            i = (i + 1) & mask
        }
        let id = FormID(count)
        slots[i] = (hash >> 32) << 32 | UInt64(id.raw + 1)
        surfaces.append(contentsOf: surface)
        surfaceEnds.append(UInt32(surfaces.count))
        analyse(surface)
        readingEnds.append(UInt32(pool.count))
        if count * 2 > slots.count { grow() }
        return id
    }

    private mutating func reset() {
        generation += 1
        slots = [UInt64](repeating: 0, count: 1 << 14)
        surfaces.removeAll(keepingCapacity: true)
        surfaceEnds.removeAll(keepingCapacity: true)
        readingEnds.removeAll(keepingCapacity: true)
        pool.removeAll(keepingCapacity: true)
    }

    private mutating func grow() {
        slots = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for k in 0..<count {
            let hash = surfaces.withUnsafeBufferPointer { b in
                StableHash.of(UnsafeBufferPointer(rebasing: b[(k == 0 ? 0 : Int(surfaceEnds[k - 1]))..<Int(surfaceEnds[k])]))
            }
            var i = Int(truncatingIfNeeded: hash) & mask
            while slots[i] != 0 { i = (i + 1) & mask }
            slots[i] = (hash >> 32) << 32 | UInt64(k + 1)
        }
    }

    // MARK: Readings

    private mutating func analyse(_ surface: UnsafeBufferPointer<UInt8>) {
        scratch.removeAll(keepingCapacity: true)
        folding.fold(surface, into: &scratch)
        let first = pool.count
        let letters = ArabicLetters(scratch)
        guard letters.isArabic else {
            pool.append(Reading(word: look(0, scratch.count), bare: .unknown, stem: 0, enclitic: 0, proclitics: []))
            return
        }
        let splits = letters.splits()
        for split in splits { addReading(split, letters, surface, enclitic: 0) }
        if pool.count == first || !pool[first..<pool.count].contains(where: \.isKnown) {
            for split in splits { addEncliticReadings(split, letters, surface) }
        }
        let hasKnown = pool[first..<pool.count].contains(where: \.isKnown)
        // Known readings first; the sort is by (known, split order) and stable because the order is total.
        sorted.removeAll(keepingCapacity: true)
        for i in first..<pool.count where pool[i].isKnown { sorted.append(pool[i]) }
        for i in first..<pool.count where !pool[i].isKnown && (!hasKnown || pool[i].stem == 0) { sorted.append(pool[i]) }
        pool.removeSubrange(first..<pool.count)
        pool.append(contentsOf: sorted)
    }

    /// The id of folded bytes `start ..< end` of the scratch.
    private func look(_ start: Int, _ end: Int) -> WordID {
        guard end > start else { return .unknown }
        return scratch.withUnsafeBufferPointer { vocabulary.word(folded: UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    private func look(key: [UInt8]) -> WordID { key.withUnsafeBufferPointer { vocabulary.word(folded: $0) } }

    private mutating func addReading(_ split: ArabicLetters.Split, _ letters: ArabicLetters, _ surface: UnsafeBufferPointer<UInt8>, enclitic: Int) {
        var reading = Reading(word: .unknown, bare: .unknown, stem: 0, enclitic: 0, proclitics: split.proclitics)
        if split.hiddenArticle {
            key.removeAll(keepingCapacity: true)
            key.append(contentsOf: ArabicLetters.article)
            key.append(contentsOf: scratch[split.bare...])
            reading.word = look(key: key)
            reading.bare = bareWord(from: split.bare, to: scratch.count)
        } else {
            reading.word = look(split.stem, scratch.count)
            reading.bare = split.bare == split.stem ? reading.word : bareWord(from: split.bare, to: scratch.count)
            if !reading.bare.isKnown { reading.bare = bareWord(from: split.bare, to: scratch.count) }
        }
        guard let stem = ArabicLetters.sourceOffset(of: split.stem / 2, in: surface, folding), stem < 256 else { return }
        reading.stem = UInt8(stem)
        if reading.isKnown, !isPlausible(reading, letters: (scratch.count - split.stem) / 2) {
            reading.word = .unknown
            reading.bare = .unknown
        }
        if !reading.isKnown && !reading.proclitics.isDisjoint(with: [.sin, .fa]) && split.stem > 0 { return }
        pool.append(reading)
        // شخصا is a dual verb by its letters and an accusative noun by its use: where the whole word can only be a verb, the noun is a reading of its own.
        // So it is where the whole word is known as a part of some name only, if the noun is one for persons (جنديا, but not سوريا).
        if !split.hiddenArticle, split.bare == split.stem, reading.word.isKnown,
           isFiniteOnly(reading.word) || vocabulary.senseCount(reading.word) == 0, scratch.count - split.stem >= 8,
           scratch[scratch.count - 2] == 0xD8, scratch[scratch.count - 1] == 0xA7 {
            let noun = look(split.stem, scratch.count - 2)
            if noun.isKnown, vocabulary.senseCount(noun) > 0, !isFiniteOnly(noun), vocabulary.senseCount(reading.word) > 0 || isPersonNoun(noun) {
                reading.word = .unknown
                reading.bare = noun
                pool.append(reading)
            }
        }
    }

    private func isPersonNoun(_ word: WordID) -> Bool { personNouns.map { vocabulary.sense(of: word, in: $0) != nil } ?? false }

    private func isFiniteOnly(_ word: WordID) -> Bool {
        let n = vocabulary.senseCount(word)
        var isVerb = false
        for i in 0..<n {
            let sense = vocabulary.sense(word, i)
            if EvidenceWords.isName(vocabulary.classNames[sense.classID.index]) { continue }
            if sense.features.isDisjoint(with: .finite) { return false }
            isVerb = true
        }
        return isVerb
    }

    /// False for divisions that only chance makes: the future س before anything but a present, and one or two letters that no word class lists behind
    /// proclitics (سوزان isn't س + وزان, وزير isn't و + زير).
    private func isPlausible(_ reading: Reading, letters: Int) -> Bool {
        let proclitics = reading.proclitics.subtracting(.article)
        guard !proclitics.isEmpty else { return true }
        let senses = vocabulary.senseCount(reading.word) + (reading.bare == reading.word ? 0 : vocabulary.senseCount(reading.bare))
        if proclitics.contains(.sin) {
            return (0..<vocabulary.senseCount(reading.word)).contains { vocabulary.sense(reading.word, $0).features.contains(.present) }
        }
        return letters >= 3 || senses > 0
    }

    /// A bare stem, with the accusative alef off where only that makes it known (عاما → عام).
    private func bareWord(from start: Int, to end: Int) -> WordID {
        let word = look(start, end)
        if word.isKnown { return word }
        if end - start >= 8, scratch[end - 2] == 0xD8, scratch[end - 1] == 0xA7 { return look(start, end - 2) }
        return .unknown
    }

    private mutating func addEncliticReadings(_ split: ArabicLetters.Split, _ letters: ArabicLetters, _ surface: UnsafeBufferPointer<UInt8>) {
        guard !split.proclitics.contains(.article) else { return }
        for suffix in ArabicLetters.enclitics {
            let end = scratch.count - suffix.count
            guard end - split.bare >= 4, scratch[end...].elementsEqual(suffix) else { continue }
            var word = look(split.bare, end)
            let last = scratch[end - 1], lastLead = scratch[end - 2]
            if !word.isKnown || (lastLead == 0xD8 && last == 0xAA) {
                // ت before a pronoun is often ة; اؤ and ائ are اء; و is وا of the plural.
                key.removeAll(keepingCapacity: true)
                key.append(contentsOf: scratch[split.bare..<end])
                if lastLead == 0xD8 && last == 0xAA {
                    key[key.count - 2] = 0xD9
                    key[key.count - 1] = 0x87
                } else if lastLead == 0xD9 && last == 0x88 {
                    if key.count >= 4, key[key.count - 4] == 0xD8, key[key.count - 3] == 0xA7 {
                        key[key.count - 2] = 0xD8
                        key[key.count - 1] = 0xA1
                    } else {
                        key.append(0xD8)
                        key.append(0xA7)
                    }
                } else if lastLead == 0xD9 && last == 0x8A, key.count >= 4, key[key.count - 4] == 0xD8, key[key.count - 3] == 0xA7 {
                    key[key.count - 2] = 0xD8
                    key[key.count - 1] = 0xA1
                } else if word.isKnown {
                    key.removeAll()
                }
                let other = key.isEmpty ? WordID.unknown : look(key: key)
                if other.isKnown { word = other }
            }
            guard word.isKnown, let stem = ArabicLetters.sourceOffset(of: split.stem / 2, in: surface, folding), stem < 256 else { continue }
            pool.append(Reading(word: .unknown, bare: word, stem: UInt8(stem), enclitic: UInt8(min(suffix.count, 255)), proclitics: split.proclitics))
            return
        }
    }
}
