import TestSupport
import TextModel
import Testing

@testable import Segmentation

/// Time grows as the text does, whatever it is made of.
@Suite(.serialized) struct HostileTests {
    static let units: [(String, String, String)] = [
        ("marks", "ع", "\u{64B}"), ("direction marks", "ع", "\u{202E}"), ("tatweel", "ع", "\u{640}"), ("points", "", "."), ("points and marks", "a", ".\u{300}"),
        ("acronym", "", "أ."), ("quotes", "", "\""), ("openers", "", "“ع "), ("closers", "", "ع” "), ("apostrophes", "", "a'"), ("single quotes", "", " 'a"), ("mixed quotes", "", " “'a"),
        ("brackets", "ع.", ")"), ("points and brackets", "", ".) "), ("point then digits", "", ". 1"), ("hashes", "", "#"), ("underscores", "ع", "_"), ("address", "http://a", "/a"),
        ("addresses", "", "http://"), ("at signs", "", "a@"), ("hyphens", "", "a-"), ("hyphens before an address", "", "a-b@c.d-"), ("lines", "", "\n"), ("words", "", "محمد "),
        ("Thai", "", "ก"), ("pictographs", "", "👍\u{200D}"), ("bridge", "ع", "'\u{64B}"), ("abbreviations", "", "د. "), ("CR", "", "\r"), ("one letter", "", "a"), ("openers, then apostrophes", String(repeating: "“ع ", count: 8_000), " ' "), ("digits", "1", ",1"),
    ]

    @Test func linear() {
        for (name, prefix, unit) in Self.units {
            func time(_ count: Int) -> Double {
                let text = Array(prefix.utf8) + Array(repeating: Array(unit.utf8), count: count).joined()
                var segmenter = Segmenter(abbreviations: abbreviations)
                var analysis = Analysis()
                var best = Double.infinity
                for _ in 0..<2 {
                    analysis.reset()
                    let start = processorTime()
                    segmenter.segment(text, into: &analysis)
                    best = min(best, processorTime() - start)
                }
                return best
            }
            let small = time(8_000), large = time(32_000)
            // Quadratic would be 16 times; the constant lets short times wander.
            #expect(large < small * 8 + 0.05, "\(name): \(small) s, four times the text: \(large) s")
        }
    }
}
