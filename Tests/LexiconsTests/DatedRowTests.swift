import Testing

@testable import Lexicons

struct DatedRowTests {
    @Test(arguments: [
        ("", "", "2012-06-30", true), ("2012-07-01", "", "2012-06-30", false), ("2012-06-30", "", "2012-06-30", true), ("2012-06", "", "2012-06-01", true),
        ("", "2012-06", "2012-06-30", true), ("", "2012-06", "2012-07-01", false), ("2009", "2014", "2014-12-31", true), ("2009", "2014", "2015-01-01", false),
        ("2009", "2014", "2008-12-31", false),
    ]) func holds(_ from: String, _ to: String, _ date: String, _ expected: Bool) { #expect(DatedRow.holds(from: from, to: to, on: date) == expected) }
}
