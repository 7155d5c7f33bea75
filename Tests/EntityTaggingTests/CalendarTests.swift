import Testing

@testable import EntityTagging

@Suite struct CalendarTests {
    @Test func daysRoundTrip() {
        for n in stride(from: -200_000, to: 60_000, by: 37) {
            let d = CalendarDate(dayNumber: n)
            #expect(d.dayNumber == n)
            #expect(CalendarDate(iso: d.description) == d)
        }
        #expect(CalendarDate(year: 2017, month: 2, day: 29) == nil)
        #expect(CalendarDate(year: 2000, month: 2, day: 29) != nil)
        #expect(CalendarDate(iso: "2017-02") == nil)
    }

    @Test(arguments: [("2017-02-25", 6, 2017, 8), ("2016-01-03", 7, 2015, 53), ("2018-12-31", 1, 2019, 1), ("2015-12-31", 4, 2015, 53)])
    func weeks(_ text: String, _ weekday: Int, _ year: Int, _ week: Int) throws {
        let d = try #require(CalendarDate(iso: text))
        #expect(d.weekday == weekday)
        #expect(d.isoWeek == (year, week))
    }

    /// Known days: 1 Ramadan 1438, 1 Muharram 1400, 1 Muharram 1; Nowruz 1396 (2017), 1400 (2021), 1403 (2024).
    @Test func otherCalendars() {
        #expect(ArithmeticCalendar.hijri(year: 1438, month: 9, day: 1).description == "2017-05-27")
        #expect(ArithmeticCalendar.hijri(year: 1400, month: 1, day: 1).description == "1979-11-21")
        #expect(ArithmeticCalendar.hijri(year: 1, month: 1, day: 1).description == "0622-07-19")
        #expect(ArithmeticCalendar.persian(year: 1396, month: 1, day: 1).description == "2017-03-21")
        #expect(ArithmeticCalendar.persian(year: 1400, month: 1, day: 1).description == "2021-03-21")
        #expect(ArithmeticCalendar.persian(year: 1403, month: 1, day: 1).description == "2024-03-20")
        for n in stride(from: -30_000, to: 30_000, by: 11) {
            let d = CalendarDate(dayNumber: n)
            let y = ArithmeticCalendar.hijriYear(of: d), p = ArithmeticCalendar.persianYear(of: d)
            #expect(ArithmeticCalendar.hijri(year: y, month: 1, day: 1) <= d && d < ArithmeticCalendar.hijri(year: y + 1, month: 1, day: 1))
            #expect(ArithmeticCalendar.persian(year: p, month: 1, day: 1) <= d && d < ArithmeticCalendar.persian(year: p + 1, month: 1, day: 1))
        }
    }

    @Test func decimals() {
        #expect(DecimalNumber(15, exponent: 5).description == "1500000")
        #expect(DecimalNumber(35, exponent: -1).description == "3.5")
        #expect(DecimalNumber(25, exponent: -3).description == "0.025")
        #expect(DecimalNumber(-1).description == "-1")
        #expect(DecimalNumber(14, exponent: -1).multiplied(by: DecimalNumber(1_000_000))?.description == "1400000")
        #expect(DecimalNumber(.max).adding(DecimalNumber(1)) == nil)
        #expect(DecimalNumber(.max).multiplied(by: DecimalNumber(.max)) == nil)
        #expect(DecimalNumber(99, exponent: -1).isLess(than: DecimalNumber(10)))
    }
}
