import TextModel

/// A member of a word class that is written in several words (`ما لا يقل عن`), or that ends in a proclitic of the word behind it (`وفقا ل`).
public struct WordPhrase: Hashable, Sendable {
    public var classID: WordClassID
    /// At least one word; each is in the vocabulary.
    public var words: [WordID]
    /// The proclitic that the next word must carry; empty where none is asked for.
    public var next: ProcliticSet
    public var features: WordFeatures
    /// The first form of the row, folded, its words joined by blanks.
    public var lemma: WordID
}

/// What a row says beside its forms: `value` of a number, `unit` of a time noun, `prep` of a verb.
public struct WordRow: Hashable, Sendable {
    public struct Attribute: Hashable, Sendable {
        public var column: String
        public var value: String
    }

    public var classID: WordClassID
    public var lemma: WordID
    /// The key as the file spells it.
    public var spelling: String
    /// Index into `WordClassLoader.files`.
    public var file: UInt32
    public var line: UInt32
    /// Cells that aren't empty and aren't forms, in the order of the columns.
    public var attributes: [Attribute]

    public func value(_ column: String) -> String? { attributes.first { $0.column == column }?.value }
}

/// Reads `words/*.tsv`, `verbs/*.tsv` and `names/*.tsv` of a lexicon directory into a vocabulary. Problems are collected, not thrown.
///
/// A class is named after its file; name parts are divided by band (`given.a`), and those that are common words as well (`match` = `trigger`) are members
/// of `given.trigger` too.
public struct WordClassLoader {
    public enum Kind: String, CaseIterable, Sendable {
        case words, verbs, names

        public var key: String {
            switch self {
            case .words: return "word"
            case .verbs: return "past"
            case .names: return "part"
            }
        }
    }

    public let builder: VocabularyBuilder
    public private(set) var diagnostics: [Diagnostic] = []
    public private(set) var phrases: [WordPhrase] = []
    public private(set) var rows: [WordRow] = []
    /// Names of the files, for messages.
    public private(set) var files: [String] = []
    private var keys: Set<[UInt8]> = []
    /// The layer whose row counts, per class and key, where a later directory replaces or removes words.
    private var newest: [String: Int] = [:]
    private var layer = 0

    public init(_ builder: VocabularyBuilder) { self.builder = builder }

    /// Loads the three folders of a lexicon directory, files in byte order. A folder that isn't there is empty.
    public mutating func load(directory: FileName) throws(FileError) {
        for kind in Kind.allCases {
            let folder = directory.appending(FileName(kind.rawValue))
            guard FileReader.isDirectory(folder) else { continue }
            for path in try FileReader.walk(folder, suffix: ".tsv") {
                add(TSVFile(bytes: try FileReader.read(path), name: path.text, key: kind.key), kind: kind, className: WordClassLoader.className(path))
            }
        }
    }

    /// The file's name without folder and suffix.
    public static func className(_ path: FileName) -> String {
        let name = path.last.text
        return name.hasSuffix(".tsv") ? String(name.dropLast(4)) : name
    }

    /// Notes what a file of a later layer replaces (rows with the key of an earlier one) or removes (`-key`). Call it for all of them before adding any.
    public mutating func announce(_ file: TSVFile, kind: Kind, className: String, layer: Int) {
        guard let key = file.column(kind.key) else { return }
        for row in 0..<file.rowCount {
            var word = file.text(row, key)
            if word.utf8.first == 0x2D { word.removeFirst() }
            newest[className + "\t" + word] = layer
        }
    }

    /// A row that removes, or that a later layer replaces.
    private func isOverruled(_ key: String, _ className: String) -> Bool {
        if key.utf8.first == 0x2D { return true }
        return !newest.isEmpty && newest[className + "\t" + key].map { $0 > layer } ?? false
    }

    /// Adds one file; its rows become members of `className`. `layer`: number of the lexicon directory.
    public mutating func add(_ file: TSVFile, kind: Kind, className: String, layer: Int = 0) {
        self.layer = layer
        diagnostics += file.diagnostics
        guard file.headerLine > 0, file.column(kind.key) != nil else { return }
        files.append(file.name)
        keys.removeAll(keepingCapacity: true)
        switch kind {
        case .words: addWords(file, className)
        case .verbs: addVerbs(file, className)
        case .names: addNames(file, className)
        }
    }

    /// True the first time that a key comes in this file.
    private mutating func isNew(_ key: String, _ file: TSVFile, _ row: Int, _ column: Int, extra: String = "") -> Bool {
        if keys.insert(Array(key.utf8) + [0] + Array(extra.utf8)).inserted { return true }
        diagnostics.append(file.diagnostic(.warning, row: row, column: column, message: "\"\(key)\" stands in this file already", remedy: "join the rows"))
        return false
    }

    private static let formColumns: Set<String> = ["word", "forms", "gender", "number", "past", "present", "first", "passive", "masdar", "active", "object",
                                                   "gloss", "source", "note", "part", "band"]

    private func attributes(_ file: TSVFile, _ row: Int) -> [WordRow.Attribute] {
        var out: [WordRow.Attribute] = []
        for (i, column) in file.columns.enumerated() where !WordClassLoader.formColumns.contains(column) && !file.isEmpty(row, i) {
            out.append(WordRow.Attribute(column: column, value: file.text(row, i)))
        }
        return out
    }

    private mutating func keep(_ file: TSVFile, _ row: Int, _ classID: WordClassID, _ lemma: String) {
        rows.append(WordRow(classID: classID, lemma: builder.intern(lemma), spelling: lemma, file: UInt32(files.count - 1), line: UInt32(file.line(row)),
                            attributes: attributes(file, row)))
    }

    // MARK: Words

    private mutating func addWords(_ file: TSVFile, _ className: String) {
        let classID = builder.declareClass(className)
        let word = file.column("word")!
        let forms = file.column("forms"), gender = file.column("gender"), number = file.column("number")
        for row in 0..<file.rowCount {
            let lemma = file.text(row, word)
            let marks = (gender.map { file.text(row, $0) } ?? "", number.map { file.text(row, $0) } ?? "")
            guard !isOverruled(lemma, className), isNew(lemma, file, row, word, extra: marks.0 + marks.1) else { continue }
            var features: WordFeatures = []
            for (cell, column, allowed) in [(marks.0, gender, "mf"), (marks.1, number, "sdp")] where !cell.isEmpty {
                if cell.allSatisfy({ allowed.contains($0) }), let f = NounForms.features(cell) { features.formUnion(f) } else {
                    diagnostics.append(file.diagnostic(.error, row: row, column: column!, message: "\"\(cell)\" isn't one of \(allowed)",
                                                       remedy: "write one of the letters or nothing"))
                }
            }
            add(lemma, classID, features, lemma)
            keep(file, row, classID, lemma)
            guard let forms else { continue }
            for range in file.list(row, forms) {
                let item = NounForms.item(String(decoding: file.bytes[range], as: UTF8.self))
                if item.isBroken { badMark(file, row, range) }
                // Gender and number that the form doesn't say are the row's.
                var f = item.features
                if f.isDisjoint(with: [.masculine, .feminine]) { f.formUnion(features.intersection([.masculine, .feminine])) }
                if f.isDisjoint(with: [.singular, .dual, .plural]) && !item.isMarked { f.formUnion(features.intersection([.singular, .dual, .plural])) }
                add(item.text, classID, f, lemma)
            }
        }
    }

    private mutating func badMark(_ file: TSVFile, _ row: Int, _ range: Range<Int>) {
        let text = String(decoding: file.bytes[range], as: UTF8.self)
        diagnostics.append(Diagnostic(.error, file: file.name, line: file.line(row), column: file.position(row, byte: range.lowerBound),
                                      message: "\"\(text)\": behind the slash stand gender (m f) and number (s d p)", remedy: "write it as مسؤولون/mp"))
    }

    /// One word goes to the vocabulary, several to the phrases.
    private mutating func add(_ form: String, _ classID: WordClassID, _ features: WordFeatures, _ lemma: String) {
        var parts = form.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
        if parts.count <= 1 {
            builder.add(form: form, to: classID, features: features, lemma: lemma)
            return
        }
        var next: ProcliticSet = []
        switch parts.last {
        case "ب": next = .ba
        case "ل": next = .lam
        case "ك": next = .kaf
        default: break
        }
        if !next.isEmpty { parts.removeLast() }
        phrases.append(WordPhrase(classID: classID, words: parts.map { builder.intern($0) }, next: next, features: features, lemma: builder.intern(lemma)))
    }

    // MARK: Verbs

    private mutating func addVerbs(_ file: TSVFile, _ className: String) {
        let classID = builder.declareClass(className)
        let past = file.column("past")!
        guard let present = file.column("present") else {
            diagnostics.append(Diagnostic(.error, file: file.name, line: file.headerLine, column: 0, message: "the header has no column \"present\"",
                                          remedy: "a verb needs past and present"))
            return
        }
        for row in 0..<file.rowCount {
            let lemma = file.text(row, past), presentText = file.text(row, present)
            guard !isOverruled(lemma, className), isNew(lemma, file, row, past, extra: presentText) else { continue }
            let verb: VerbForms
            do { verb = try VerbForms(past: lemma, present: presentText, first: file.text(row, named: "first")) } catch {
                diagnostics.append(file.diagnostic(.error, row: row, column: past, message: error.message, remedy: error.remedy))
                continue
            }
            let transitive = !file.text(row, named: "object").isEmpty
            for form in verb.finite(passive: file.text(row, named: "passive"), transitive: transitive) { put(form, classID, lemma) }
            for (column, kind) in [("masdar", WordFeatures.masdar), ("active", .activeParticiple), ("object", .passiveParticiple)] {
                guard let c = file.column(column) else { continue }
                for range in file.list(row, c) {
                    let item = NounForms.item(String(decoding: file.bytes[range], as: UTF8.self))
                    if item.isBroken { badMark(file, row, range) }
                    if item.isMarked { put(VerbForms.Form(text: item.text, features: item.features.union(kind)), classID, lemma) }
                    else if kind == .masdar { for form in NounForms.masdar(item.text) { put(form, classID, lemma) } }
                    else { for form in NounForms.participle(item.text, kind) { put(form, classID, lemma) } }
                }
            }
            keep(file, row, classID, lemma)
        }
    }

    private func put(_ form: VerbForms.Form, _ classID: WordClassID, _ lemma: String) {
        builder.add(form: form.text, to: classID, features: form.features, lemma: lemma)
    }

    // MARK: Names

    private mutating func addNames(_ file: TSVFile, _ className: String) {
        let part = file.column("part")!
        let gender = file.column("gender"), band = file.column("band"), match = file.column("match")
        var trigger: WordClassID?
        var classes: [String: WordClassID] = [:]
        for row in 0..<file.rowCount {
            let text = file.text(row, part)
            if isOverruled(text, className) { continue }
            let letter = band.map { file.text(row, $0) } ?? ""
            let name = letter.isEmpty ? className : "\(className).\(letter)"
            let classID = classes[name] ?? builder.declareClass(name)
            classes[name] = classID
            var features: WordFeatures = []
            if let gender, !file.isEmpty(row, gender) {
                if let f = NounForms.features(file.text(row, gender)), f.isSubset(of: [.masculine, .feminine]) { features = f } else {
                    diagnostics.append(file.diagnostic(.error, row: row, column: gender, message: "\"\(file.text(row, gender))\" isn't m or f",
                                                       remedy: "write one of the letters or nothing"))
                }
            }
            add(text, classID, features, text)
            if let match, file.text(row, match).split(separator: " ").contains("trigger") {
                let id = trigger ?? builder.declareClass("\(className).trigger")
                trigger = id
                add(text, id, features, text)
            }
        }
    }
}

extension VerbForms.Problem {
    var message: String {
        switch self {
        case .pastTooShort(let past): return "the past \"\(past)\" has less than two letters"
        case .presentPrefix(let present): return present.isEmpty ? "the present is missing" : "the present \"\(present)\" doesn't begin with ي"
        case .unrelated(let past, let present): return "\"\(past)\" and \"\(present)\" aren't forms of one verb: their last letters differ"
        }
    }

    var remedy: String { "give past and present in the 3rd person masculine singular: كتب, يكتب" }
}
