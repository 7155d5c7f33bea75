import TestSupport
import Testing

@testable import Segmentation

/// Unicode's own test files, from Debian's package unicode-data. Both ways must give what the files say, but for the named differences.
struct ConformanceTests {
    private static let directory = "/usr/share/unicode/auxiliary/"

    /// A line of a test file: the characters and the boundaries as byte offsets.
    private struct Case {
        var line: Int
        var text: [UInt8] = []
        var boundaries: [Int] = []

        init?(_ source: Substring, line: Int) {
            self.line = line
            let fields = source.prefix { $0 != "#" }.split(whereSeparator: { $0 == " " || $0 == "\t" })
            if fields.isEmpty { return nil }
            for field in fields {
                if field == "÷" {
                    boundaries.append(text.count)
                } else if field != "×" {
                    guard let code = UInt32(field, radix: 16), let scalar = Unicode.Scalar(code) else { return nil }
                    text.append(contentsOf: Array(String(Character(scalar)).utf8))
                }
            }
        }
    }

    private static func cases(_ name: String) -> [Case]? {
        guard let bytes = readFile(directory + name) else {
            print("SKIPPED: \(directory + name) is not installed (apt-get install unicode-data)")
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { Case($1, line: $0 + 1) }
    }

    /// CLDR takes the colon out of MidLetter (and ICU with it): cases of WordBreakTest.txt with a colon after a letter differ.
    private static func differsByColon(_ test: Case) -> Bool { test.text.contains(0x3A) }

    @Test func words() throws {
        guard let cases = Self.cases("WordBreakTest.txt") else { return }
        #expect(cases.count > 1800)
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        var icu = ICUScanner()
        var known = 0, fast = 0
        for test in cases {
            let expected = Array(test.boundaries.dropFirst())
            let slow = Boundaries.icu(test.text, classes, &icu).words
            if slow != expected {
                #expect(Self.differsByColon(test), "line \(test.line): \(shown(test.text))")
                known += 1
            }
            if let ours = Boundaries.fast(test.text, classes)?.words {
                fast += 1
                #expect(ours == slow, "line \(test.line): \(shown(test.text))")
            }
        }
        print("WordBreakTest: \(cases.count) cases, \(known) known differences, \(fast) by the byte loop")
        #expect(known <= 15)
        #expect(fast > 1000)
    }

    @Test func sentences() throws {
        guard let cases = Self.cases("SentenceBreakTest.txt") else { return }
        #expect(cases.count > 500)
        let classes = CharacterClasses()
        defer { classes.deallocate() }
        var icu = ICUScanner()
        var fast = 0
        for test in cases {
            let expected = Array(test.boundaries.dropFirst().dropLast())
            #expect(Boundaries.icu(test.text, classes, &icu).sentences == expected, "line \(test.line): \(shown(test.text))")
            if let ours = Boundaries.fast(test.text, classes)?.sentences {
                fast += 1
                #expect(ours == expected, "line \(test.line): \(shown(test.text))")
            }
        }
        print("SentenceBreakTest: \(cases.count) cases, \(fast) by the byte loop")
        #expect(fast > 400)
    }
}
