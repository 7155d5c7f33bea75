import Testing

@testable import Lexicons

struct LexiconRepairTests {
    func repaired(_ text: String, _ kind: LexiconRepair.Kind = .names) -> String { String(decoding: LexiconRepair(Array(text.utf8), kind).bytes, as: UTF8.self) }

    @Test(arguments: [
        ("name\tid\n دمشق \tx:1\n", "name\tid\nدمشق\tx:1\n"), ("name\nدم\u{A0}شق\u{A0}\n", "name\nدم شق\n"), ("name\nدم  شق\n", "name\nدم شق\n"),
        ("name\nدمـشق\u{200F}\n", "name\nدمشق\n"), ("name\nدِمَشق\n", "name\nدمشق\n"), ("name\nکركوک\n", "name\nكركوك\n"), ("name\nایلام\n", "name\nايلام\n"),
        ("name\nدم\u{202E}شق\n", "name\nدمشق\n"), ("\u{FEFF}# نصٌّ  x\r\nname\r\nدمشق \r\n", "\u{FEFF}# نصٌّ  x\r\nname\r\nدمشق\r\n"),
        // Free text keeps its marks, and so do lines that are no UTF-8.
        ("name\tnote\nدمشق\tکِ\n", "name\tnote\nدمشق\tکِ\n"), ("name\nپاريس\n", "name\nپاريس\n"), ("name\na", "name\na"), ("", ""),
    ]) func repairs(_ text: String, _ expected: String) {
        #expect(repaired(text) == expected)
        #expect(repaired(expected) == expected)
    }

    @Test func wordsKeepTheirMarks() { #expect(repaired("word\nالـ\nدوماً \n", .words) == "word\nالـ\nدوماً\n") }

    @Test func diff() {
        let source = Array("name\na\nb \nc\nd\ne\nf\ng\nh \n".utf8)
        #expect(LexiconRepair(source, .names).diff(name: "x.tsv", of: source) == """
            --- x.tsv
            +++ x.tsv
            @@ -2,3 +2,3 @@
             a
            -b 
            +b
             c
            @@ -8,2 +8,2 @@
             g
            -h 
            +h

            """)
    }
}
