import ArabicText
import Lexicons
import TextModel

/// What a surface is by its characters alone: punctuation, number, Latin, or an Arabic word with its endings.
struct SurfaceKind {
    /// Set for everything but Arabic words.
    let shape: Shape?

    static let endings = ["ة", "ات", "ون", "ين", "ي", "ية", "ان", "ا", "ة.al", "ي.al", "ية.al", "other"]
    /// ت ي م ا ن
    static let starts: [UInt32] = [0x62A, 0x64A, 0x645, 0x627, 0x646]

    init(_ surface: ArraySlice<UInt8>) {
        guard let (c, _) = surface.withUnsafeBufferPointer({ $0.isEmpty ? nil : UTF8Scalar.decode($0, at: 0) }) else { shape = .punct; return }
        switch c {
        case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9: shape = .number
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: shape = .latin
        case 0x60C, 0x2C, 0x61B, 0x3B: shape = .comma
        case 0x2E, 0x21, 0x3F, 0x61F, 0x2026, 0x6D4: shape = .stop
        case 0x3A: shape = .colon
        case 0x2D, 0x2010...0x2015, 0x2F: shape = .dash
        case 0x28, 0x5B, 0x7B: shape = .parenOpen
        case 0x29, 0x5D, 0x7D: shape = .parenClose
        case 0x22, 0xAB, 0xBB, 0x2018...0x201F, 0x2032...0x2036, 0x2039, 0x203A, 0x27: shape = .quoteOpen
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0xBF, 0x2000...0x2BFF: shape = .punct
        default: shape = nil
        }
    }

    /// Folded letters (code points) of a word.
    static func letters(_ surface: ArraySlice<UInt8>) -> [UInt32] { NameLikeness.letters(of: surface) }

    /// Index into `endings`.
    static func ending(_ l: [UInt32], _ al: Bool) -> Int {
        let n = l.count
        guard n >= 3 else { return 11 }
        let last = l[n - 1], before = l[n - 2]
        switch (before, last) {
        case (0x64A, 0x629), (0x64A, 0x647): return al ? 10 : 5
        case (_, 0x629): return al ? 8 : 0
        case (0x627, 0x62A): return 1
        case (0x648, 0x646): return 2
        case (0x64A, 0x646): return 3
        case (_, 0x64A): return al ? 9 : 4
        case (0x627, 0x646): return 6
        case (_, 0x627): return 7
        default: return 11
        }
    }

    func unknownShape(_ stem: ArraySlice<UInt8>, al: Bool, clitic: Bool) -> Shape {
        let l = SurfaceKind.letters(stem)
        let e = SurfaceKind.ending(l, al)
        if al { return e == 9 || e == 10 ? .unkNisbaAl : .unkAl }
        if clitic { return .unkClitic }
        if e == 0 || e == 1 || e == 5 { return .unkFem }
        return l.count >= 6 ? .unkLong : .unk
    }
}

extension Shape {
    static let verbPast = named("v.past"), verbPresent = named("v.present"), masdarBare = named("masdar"), masdarAl = named("masdar.al")
    static let adjBare = named("adj"), adjAl = named("adj.al"), nounBare = named("noun"), nounPoss = named("noun.poss")
    static let unk = named("unk"), unkAl = named("unk.al"), unkNisbaAl = named("unk.nisba.al"), unkFem = named("unk.fem"), unkLong = named("unk.long")
    static let unkClitic = named("unk.clitic")

    /// The shape of the same word with the article, where the two differ.
    var withArticle: Shape { Shape.articled[Int(rawValue)] }

    private static let articled: [Shape] = names.indices.map { i in Shape(UInt8(names.firstIndex(of: names[i] + ".al") ?? i)) }
}

extension WordProfiles {
    /// Shapes by word class (file name under `lexicons/words`, `verbs`, `names`); classes that aren't named here count as nouns.
    static func shape(ofClass name: String) -> Shape? {
        let base = name.split(separator: ".").first.map(String.init) ?? name
        switch base {
        case "preposition": return .named("prep")
        case "conjunction": return .named("conj")
        case "complementizer": return .named("complementizer")
        case "relative": return .named("relative")
        case "demonstrative": return .named("demonstrative")
        case "pronoun": return .named("pronoun")
        case "negation": return .named("negation")
        case "subordinator": return .named("subordinator")
        case "particle": return .named("particle")
        case "adverb": return .named("adverb")
        case "rank", "title": return .named("rank")
        case "kinship": return .named("kinship")
        case "namepart", "name_particle": return .named("namepart")
        case "given": return .named("given")
        case "family": return .named("family")
        case "foreign": return .named("foreign")
        case "org_head": return .named("orghead")
        case "place_head": return .named("placehead")
        case "fac_head": return .named("fachead")
        case "event_head": return .named("eventhead")
        case "person_noun": return .named("persnoun")
        case "timenoun": return .named("time")
        case "number", "ordinal", "vague_quantity": return .named("numword")
        case "direction": return .named("direction")
        case "nisba": return .named("nisba")
        case "adjective": return .named("adj")
        default: return .named("noun")
        }
    }

    static func shape(ofLabel label: Label, _ al: Bool) -> Shape? { labelShapes[Int(label.rawValue) * 2 + (al ? 1 : 0)] }

    private static let labelShapes: [Shape?] = (0..<64).map { i in Label(rawValue: UInt8(i / 2)).flatMap { namedShape(ofLabel: $0, i % 2 == 1) } }

    private static func namedShape(ofLabel label: Label, _ al: Bool) -> Shape? {
        switch label {
        case .pers: return .named("foreign")
        case .gpe: return .named("gpe")
        case .loc, .fac: return .named("loc")
        case .org: return .named("org")
        case .norp: return .named(al ? "norp.al" : "norp")
        case .occ: return .named(al ? "occ.al" : "occ")
        case .date: return .named("month")
        default: return nil
        }
    }
}
