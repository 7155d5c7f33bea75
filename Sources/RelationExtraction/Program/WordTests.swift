import Lexicons
import TextModel

/// Gives every question “is this word one of …?” a number and lists, per word, the questions that it answers with yes.
struct WordTests {
    /// How a word satisfies a test: as a noun or particle, as a finite verb (which takes no preposition and no article), or both.
    struct Use: OptionSet {
        let rawValue: UInt32
        static let nominal = Use(rawValue: 1)
        static let finite = Use(rawValue: 2)
        static let both: Use = [.nominal, .finite]
    }

    private enum Key: Hashable {
        case literal(WordID)
        case wordClass(WordSyntax.ClassSyntax)
        case union([String])
        case finiteOnly
        case features(WordSyntax.Features)
    }

    private let builder: VocabularyBuilder
    private var numbers: [Key: Int] = [:]
    /// Words of each test with their uses.
    private(set) var members: [[(WordID, Use)]] = []
    /// Lemma → its forms, over all classes.
    private var forms: [UInt32: [(WordID, Use)]] = [:]
    private var hasForms = false

    init(_ builder: VocabularyBuilder) {
        self.builder = builder
    }

    private mutating func readForms() {
        guard !hasForms else { return }
        hasForms = true
        for c in builder.classNames.indices {
            var seen: Set<UInt32> = []
            for word in builder.members(of: WordClassID(c)) where seen.insert(word.raw).inserted {
                for sense in builder.senses(of: word) where sense.classID.index == c {
                    forms[sense.lemma.raw, default: []].append((word, sense.features.isDisjoint(with: .finite) ? .nominal : .finite))
                }
            }
        }
    }

    private mutating func add(_ key: Key, _ words: [(WordID, Use)]) -> Int {
        var uses: [UInt32: Use] = [:]
        for (word, use) in words where word.isKnown { uses[word.raw, default: []].insert(use) }
        members.append(uses.keys.sorted().map { (WordID(raw: $0), uses[$0] ?? []) })
        numbers[key] = members.count - 1
        return members.count - 1
    }

    /// The word, and where it is a lemma of a class, all its forms.
    mutating func literal(_ text: String) -> Int {
        let word = builder.intern(text)
        if let known = numbers[.literal(word)] { return known }
        readForms()
        return add(.literal(word), [(word, .both)] + (forms[word.raw] ?? []))
    }

    /// Nil where a class isn't there.
    mutating func wordClass(_ syntax: WordSyntax.ClassSyntax) -> Int? {
        if let known = numbers[.wordClass(syntax)] { return known }
        let lemmas = Set(syntax.lemmas.map { builder.intern($0) })
        var out: [(WordID, Use)] = []
        for name in syntax.names {
            guard let id = builder.classID(named: name) else { return nil }
            out += words(of: id, syntax.features, lemmas, excludes: syntax.excludesLemmas)
        }
        return add(.wordClass(syntax), out)
    }

    private func words(of id: WordClassID, _ features: WordSyntax.Features, _ lemmas: Set<WordID> = [], excludes: Bool = false) -> [(WordID, Use)] {
        var out: [(WordID, Use)] = []
        var seen: Set<UInt32> = []
        for word in builder.members(of: id) where seen.insert(word.raw).inserted {
            for sense in builder.senses(of: word) where sense.classID == id && features.accepts(sense.features) && (lemmas.isEmpty || lemmas.contains(sense.lemma) != excludes) {
                out.append((word, sense.features.isDisjoint(with: .finite) ? .nominal : .finite))
            }
        }
        return out
    }

    /// Words of any of these classes (those that exist).
    mutating func union(_ names: [String]) -> Int {
        if let known = numbers[.union(names)] { return known }
        var out: [(WordID, Use)] = []
        for name in names { if let id = builder.classID(named: name) { out += words(of: id, .init()).map { ($0.0, .both) } } }
        return add(.union(names), out)
    }

    /// Words of any class with these features.
    mutating func anyClass(_ features: WordSyntax.Features) -> Int {
        if let known = numbers[.features(features)] { return known }
        var out: [(WordID, Use)] = []
        for c in builder.classNames.indices { out += words(of: WordClassID(c), features) }
        return add(.features(features), out)
    }

    /// Words that can only be finite verbs.
    mutating func finiteOnly() -> Int {
        if let known = numbers[.finiteOnly] { return known }
        var out: [(WordID, Use)] = []
        var seen: Set<UInt32> = []
        for c in builder.classNames.indices {
            for word in builder.members(of: WordClassID(c)) where seen.insert(word.raw).inserted {
                let senses = builder.senses(of: word)
                if !senses.isEmpty && senses.allSatisfy({ !$0.features.isDisjoint(with: .finite) }) { out.append((word, .both)) }
            }
        }
        return add(.finiteOnly, out)
    }

    /// Tests per word: `offsets[word] ..< offsets[word + 1]` into values, each test << 2 | use.
    func table() -> (offsets: [UInt32], values: [UInt32]) {
        var perWord: [UInt32: [UInt32]] = [:]
        var last: UInt32 = 0
        for (test, list) in members.enumerated() {
            for (word, use) in list {
                perWord[word.raw, default: []].append(UInt32(test) << 2 | use.rawValue)
                last = max(last, word.raw)
            }
        }
        var offsets: [UInt32] = [0]
        var values: [UInt32] = []
        for word in 0...last {
            values += perWord[word] ?? []
            offsets.append(UInt32(values.count))
        }
        return (offsets, values)
    }
}
