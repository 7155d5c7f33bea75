import ArabicText
import Lexicons
import ModelStorage
import TextModel

/// What is known of every reading of every surface form, worked out once per form: its evidence classes and its shape. Parallel to `WordForms.pool`.
struct WordProfiles: Sendable {
    let lexicon: Lexicon
    let catalog: EvidenceCatalog
    private let classShapes: [Shape?]
    private let nameClasses: [Bool]
    /// Classes of one word each (`EvidenceWords`): evidence, but no sense.
    private let singleWords: [Bool]
    private let builtIn: BuiltIn
    private(set) var generation = 0
    private var readingCount = 0
    private var classEnds: [UInt32] = []
    private var classes: [UInt16] = []
    private(set) var shapes: [Shape] = []
    /// Per reading: hash of the folded stem (with its article), which document memory compares; and of the stem without article.
    private(set) var stemHashes: [UInt64] = []
    private(set) var bareHashes: [UInt64] = []
    /// Per form: hash of the folded surface.
    private(set) var surfaceHashes: [UInt64] = []
    private let folding = Folding()
    private let likeness: NameLikeness
    private var scratch: [UInt16] = []
    private var key: [UInt8] = []
    /// Per form: the reading (pool index) that stands for it as context and inside spans.
    private(set) var main: [UInt32] = []

    init(lexicon: Lexicon, catalog: EvidenceCatalog, likeness: NameLikeness) {
        self.likeness = likeness
        self.lexicon = lexicon
        self.catalog = catalog
        classShapes = lexicon.vocabulary.classNames.map { WordProfiles.shape(ofClass: $0) }
        nameClasses = lexicon.vocabulary.classNames.map { n in ["given", "family", "foreign"].contains { n == $0 || n.hasPrefix($0 + ".") } }
        singleWords = lexicon.vocabulary.classNames.map { EvidenceWords.isName($0) }
        builtIn = BuiltIn(catalog)
    }

    /// Works out the forms that came since the last call. Cost: linear in the new forms.
    mutating func update(_ forms: WordForms) {
        if generation != forms.generation {
            generation = forms.generation
            readingCount = 0
            classEnds.removeAll(keepingCapacity: true)
            classes.removeAll(keepingCapacity: true)
            shapes.removeAll(keepingCapacity: true)
            stemHashes.removeAll(keepingCapacity: true)
            bareHashes.removeAll(keepingCapacity: true)
            surfaceHashes.removeAll(keepingCapacity: true)
            main.removeAll(keepingCapacity: true)
        }
        while main.count < forms.count {
            let form = FormID(main.count)
            let readings = forms.readings(of: form)
            let surface = forms.surface(of: form)
            let standings = readings.map { standing(forms.pool[$0]) }
            for (k, r) in readings.enumerated() {
                var rival = Standing()
                for (j, s) in standings.enumerated() where j != k { rival.formUnion(s) }
                profile(forms.pool[r], surface, rival)
            }
            var best = readings.lowerBound
            for r in readings where hasSense(forms.pool[r]) { best = r; break }
            main.append(UInt32(best))
            key.removeAll(keepingCapacity: true)
            surface.withUnsafeBufferPointer { folding.fold($0, into: &key) }
            surfaceHashes.append(key.withUnsafeBufferPointer { StableHash.of($0) })
        }
    }

    @inline(__always) func classes(ofReading r: Int) -> ArraySlice<UInt16> { classes[(r == 0 ? 0 : Int(classEnds[r - 1]))..<Int(classEnds[r])] }

    private func hasSense(_ r: Reading) -> Bool {
        (r.word.isKnown && (lexicon.vocabulary.senseCount(r.word) > 0 || lexicon.labels(of: r.word).bits != 0))
            || (r.bare.isKnown && lexicon.vocabulary.senseCount(r.bare) > 0)
    }

    /// What a reading makes of a form, for the form's other readings: وجيزة is hardly و + جيزة when it is a common adjective.
    private struct Standing: OptionSet {
        let rawValue: UInt8
        static let common = Standing(rawValue: 1), name = Standing(rawValue: 2)
    }

    private func standing(_ r: Reading) -> Standing {
        var out: Standing = []
        for word in [r.word, r.bare] where word.isKnown {
            for i in 0..<lexicon.vocabulary.senseCount(word) {
                let c = lexicon.vocabulary.sense(word, i).classID.index
                if c < singleWords.count, singleWords[c] { continue }
                out.insert(c < nameClasses.count && nameClasses[c] ? .name : .common)
            }
        }
        if r.word.isKnown, r.enclitic == 0, !lexicon.labels(of: r.word).sure.isEmpty { out.insert(.name) }
        return out
    }

    private mutating func profile(_ reading: Reading, _ surface: ArraySlice<UInt8>, _ rival: Standing) {
        // Taken out of `self` and put back below, so that no reading takes memory of its own.
        var found: [UInt16] = []
        swap(&found, &scratch)
        found.removeAll(keepingCapacity: true)
        defer { swap(&found, &scratch) }
        var shape: Shape?
        var priority = Int.max
        var isName = false, isCommon = false
        func note(_ s: Shape?) {
            if let s, Int(s.rawValue) < priority { priority = Int(s.rawValue); shape = s }
        }
        let al = reading.proclitics.contains(.article)
        let isNominal = !reading.proclitics.isDisjoint(with: [.article, .ba, .kaf])
        func senses(_ word: WordID, _ found: inout [UInt16]) {
            for i in 0..<lexicon.vocabulary.senseCount(word) {
                let sense = lexicon.vocabulary.sense(word, i)
                let c = sense.classID.index
                // No finite verb stands behind an article or behind ب and ك: الدعم is no form of دعم/يدعم.
                if isNominal && !sense.features.isDisjoint(with: .finite) { continue }
                append(UInt16(c), &found)
                if c < singleWords.count, singleWords[c] { continue }
                if c < nameClasses.count, nameClasses[c] {
                    isName = true
                } else {
                    isCommon = true
                }
                if !sense.features.isDisjoint(with: .finite) {
                    append(sense.features.contains(.past) ? builtIn.past : builtIn.present, &found)
                    note(sense.features.contains(.past) ? .verbPast : .verbPresent)
                } else if sense.features.contains(.masdar) {
                    append(builtIn.masdar, &found)
                    note(al ? .masdarAl : .masdarBare)
                } else if !sense.features.isDisjoint(with: [.activeParticiple, .passiveParticiple]) {
                    append(builtIn.participle, &found)
                    note(al ? .adjAl : .adjBare)
                } else if let s = c < classShapes.count ? classShapes[c] : nil {
                    note(al ? s.withArticle : s)
                }
                if sense.features.contains(.feminine) { append(builtIn.feminine, &found) }
                if sense.features.contains(.plural) { append(builtIn.plural, &found) }
            }
        }
        if reading.word.isKnown { senses(reading.word, &found) }
        if reading.bare.isKnown, reading.bare != reading.word { senses(reading.bare, &found) }
        let labels = reading.word.isKnown && reading.enclitic == 0 ? lexicon.labels(of: reading.word) : WordLabels(bits: 0)
        for l in Label.allCases {
            if labels.sure.has(l) {
                append(builtIn.sure + UInt16(l.rawValue), &found)
                // A name that stands by itself is hardly the verb form that is written alike (تونس, قطر).
                if shape == .verbPast || shape == .verbPresent { (shape, priority) = (nil, Int.max) }
                note(WordProfiles.shape(ofLabel: l, al))
                if l == .norp || l == .occ { isCommon = isCommon || l == .occ }
            } else if labels.doubtful.has(l) {
                append(builtIn.doubtful + UInt16(l.rawValue), &found)
            } else if labels.rare.has(l) {
                append(builtIn.rare + UInt16(l.rawValue), &found)
            }
        }
        if rival.contains(.common) { append(builtIn.rivalCommon, &found) }
        if rival.contains(.name) { append(builtIn.rivalName, &found) }
        if isName && isCommon { append(builtIn.nameCommon, &found) }
        if isName && !isCommon { append(builtIn.nameOnly, &found) }
        if isCommon && !isName { append(builtIn.common, &found) }
        append(al ? builtIn.al : builtIn.bare, &found)
        if !reading.proclitics.isDisjoint(with: .conjunctions) { append(builtIn.conj, &found) }
        if !reading.proclitics.isDisjoint(with: [.ba, .kaf]) { append(builtIn.prep, &found) }
        if reading.proclitics.contains(.lam) { append(builtIn.lam, &found) }
        if reading.enclitic > 0 { append(builtIn.enclitic, &found); if shape == .nounBare || shape == nil { shape = .nounPoss } }
        let kind = SurfaceKind(surface)
        if let p = kind.shape {
            shape = p
            if let c = builtIn.kinds[p.rawValue] { append(c, &found) }
        } else if !isName && !isCommon && labels.sure.isEmpty {
            unknown(reading, surface, al, &found)
            if shape == nil { shape = kind.unknownShape(surface.dropFirst(Int(reading.stem)), al: al, clitic: !reading.proclitics.subtracting(.article).isEmpty) }
        }
        addHashes(reading, surface)
        shapes.append(shape ?? Shape.named("noun"))
        classes.append(contentsOf: found)
        classEnds.append(UInt32(classes.count))
    }

    /// Evidence of form for words that no class lists: ending, length, beginning.
    private func unknown(_ reading: Reading, _ surface: ArraySlice<UInt8>, _ al: Bool, _ found: inout [UInt16]) {
        append(builtIn.unknown, &found)
        let letters = SurfaceKind.letters(surface.dropFirst(Int(reading.stem)))
        let count = letters.count - (al ? 2 : 0)
        append(builtIn.unknownLength[min(max(count, 1), 9) - 1], &found)
        append(builtIn.unknownEnd[SurfaceKind.ending(letters, al)], &found)
        let stem = al ? Array(letters.dropFirst(2)) : letters
        append(builtIn.template + UInt16(Template(stem).rawValue), &found)
        append(builtIn.look + UInt16(likeness.nameBand(stem) + 3), &found)
        append(builtIn.place + UInt16(likeness.placeBand(stem) + 3), &found)
        if !al, let first = letters.first, let k = SurfaceKind.starts.firstIndex(of: first) { append(builtIn.unknownStart[k], &found) }
    }

    private mutating func addHashes(_ reading: Reading, _ surface: ArraySlice<UInt8>) {
        key.removeAll(keepingCapacity: true)
        surface.dropFirst(Int(reading.stem)).withUnsafeBufferPointer { folding.fold($0, into: &key) }
        var article = 0
        if reading.proclitics.contains(.article) {
            // للـ: the alef isn't written, and of two lams only one.
            if !WordProfiles.begins(key, WordProfiles.article) {
                key.insert(contentsOf: WordProfiles.begins(key, WordProfiles.lam) ? WordProfiles.alef : WordProfiles.article, at: 0)
            }
            article = min(4, key.count)
        }
        let (stem, bare) = key.withUnsafeBufferPointer { (StableHash.of($0), StableHash.of(UnsafeBufferPointer(rebasing: $0[article...]))) }
        stemHashes.append(stem)
        bareHashes.append(bare)
    }

    private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84], alef: [UInt8] = [0xD8, 0xA7], lam: [UInt8] = [0xD9, 0x84]

    private static func begins(_ key: [UInt8], _ prefix: [UInt8]) -> Bool {
        guard key.count >= prefix.count else { return false }
        for i in prefix.indices where key[i] != prefix[i] { return false }
        return true
    }

    private func append(_ c: UInt16, _ found: inout [UInt16]) {
        if !found.contains(c) { found.append(c) }
    }

    /// Numbers of the built-in classes, looked up once.
    private struct BuiltIn: Sendable {
        let past, present, masdar, participle, common, nameOnly, nameCommon, unknown, al, bare, conj, prep, lam, enclitic, feminine, plural: UInt16
        let sure, doubtful, rare, template, look, place, rivalCommon, rivalName: UInt16
        let unknownEnd, unknownLength, unknownStart: [UInt16]
        let kinds: [UInt8: UInt16]

        init(_ c: EvidenceCatalog) {
            past = c.builtInClass("+v.past"); present = c.builtInClass("+v.present"); masdar = c.builtInClass("+v.masdar")
            participle = c.builtInClass("+v.participle"); common = c.builtInClass("+common"); nameOnly = c.builtInClass("+nameonly")
            nameCommon = c.builtInClass("+namecommon"); unknown = c.builtInClass("+unknown"); al = c.builtInClass("+al"); bare = c.builtInClass("+bare")
            conj = c.builtInClass("+clitic.conj"); prep = c.builtInClass("+clitic.prep"); lam = c.builtInClass("+clitic.lam")
            enclitic = c.builtInClass("+enclitic"); feminine = c.builtInClass("+feminine"); plural = c.builtInClass("+plural")
            look = c.builtInClass("look.-3"); place = c.builtInClass("placelook.-3")
            sure = c.builtInClass("is.PERS"); doubtful = c.builtInClass("maybe.PERS"); rare = c.builtInClass("rare.PERS")
            template = c.builtInClass("form.\(Template(rawValue: 0)!)"); rivalCommon = c.builtInClass("+rival.common"); rivalName = c.builtInClass("+rival.name")
            unknownEnd = SurfaceKind.endings.map { c.builtInClass("unk.end.\($0)") }
            unknownLength = (1...9).map { c.builtInClass("unk.len.\($0)") }
            unknownStart = ["ت", "ي", "م", "أ", "ن"].map { c.builtInClass("unk.start.\($0)") }
            var k: [UInt8: UInt16] = [:]
            for n in ["comma", "stop", "colon", "dash", "paren.open", "paren.close", "quote.open", "quote.close", "punct", "latin", "start", "end"] {
                k[Shape.named(n).rawValue] = c.builtInClass("+" + n)
            }
            k[Shape.number.rawValue] = c.builtInClass("+digits")
            kinds = k
        }
    }
}
