import Testing
import TextModel

@testable import LexiconImport

struct ImportTests {
    @Test(arguments: [("  دمشق\u{200F} ", "دمشق"), ("کرمان", "كرمان"), ("بیروت", "بيروت"), ("دِمَـشق", "دمشق"), ("سطر\nآخر\tهنا", "سطر آخر هنا"), ("أ|ب", "أ ب"), ("Paris", nil), ("-دمشق", nil), ("", nil)])
    func names(_ raw: String, _ expected: String?) { #expect(ImportedText.name(raw) == expected) }

    @Test func geoNames() throws {
        let line = "168121\tKafr Nabl\tKafr Nabl\tKafr,كفرنبل,کفرنبل\t35.61\t-36.5612345\tP\tPPL\tSY\t\t\t\t\t\t30000\t\t\t\t"
        let name = try #require(GeoNames().name(Array(line.utf8)))
        #expect(name.names == ["كفرنبل"] && name.id == "geonames:168121" && name.label == .gpe && name.country == "SY" && name.population == "30000")
        #expect(name.latitude == "35.61000" && name.longitude == "-36.56123")
        #expect(GeoNames().name(Array("1\tx".utf8)) == nil)
        #expect(GeoNames().name(Array(line.replacing("كفرنبل,کفرنبل", with: "x").utf8)) == nil)
    }

    @Test func wikidata() throws {
        let entity = #"{"id":"Q1","labels":{"ar":{"language":"ar","value":"محمد صلاح"}},"aliases":{"ar":[{"value":"مو صلاح"}]},"claims":{"P31":[{"mainsnak":{"datavalue":{"value":{"id":"Q5"}}}}],"P21":[{"mainsnak":{"datavalue":{"value":{"id":"Q6581097"}}}}]}},"#
        let name = try #require(try Wikidata.name(Array(entity.utf8)))
        #expect(name.names == ["محمد صلاح", "مو صلاح"] && name.id == "wikidata:Q1" && name.label == .pers && name.gender == "m")
        #expect(try Wikidata.name(Array("[".utf8)) == nil)
        #expect(try Wikidata.name(Array(#"{"id":"P31","labels":{}}"#.utf8)) == nil)
        #expect(throws: (any Error).self) { try Wikidata.name(Array("{broken".utf8)) }
        let table = try #require(Wikidata.Table(header: Array("?item\t?itemLabel\t?coord".utf8)))
        let row = try #require(table.name(Array("<http://www.wikidata.org/entity/Q2>\t\"حزب \\\"الغد\\\"\"@ar\t\"Point(36.3 33.5)\"^^<x>".utf8)))
        #expect(row.names == ["حزب \"الغد\""] && row.latitude == "33.50000" && row.longitude == "36.30000")
        #expect(Wikidata.Table(header: Array("a\tb".utf8)) == nil)
    }

    @Test func whosOnFirst() throws {
        let feature = #"{"properties":{"wof:id":12,"wof:placetype":"locality","name:ara_x_preferred":["حلب"],"geom:latitude":36.2,"geom:longitude":37.1,"wof:country":"SY","wof:parent_id":5,"wof:concordances":{"gn:id":170063}}}"#
        let name = try #require(try WhosOnFirst.name(Array(feature.utf8)))
        #expect(name.names == ["حلب"] && name.id == "wof:12 geonames:170063" && name.parent == "wof:5" && name.label == .gpe)
    }

    @Test func csv() throws {
        let table = CSVTable(Array("\u{FEFF}الاسم;id;lat;lon\r\n\"علي; \"\"أبو\"\"\nحسن\";7;1;2\r\nسامي;;x;2\r\n".utf8))
        let mapping = try #require(table.mapping([:]))
        #expect(table.rows.map(\.line) == [2, 4])
        let names = table.rows.compactMap { table.name($0.cells, mapping, scheme: "s") }
        #expect(names.map(\.names) == [["علي; \"أبو\" حسن"], ["سامي"]] && names.map(\.id) == ["s:7", ""] && names.map(\.latitude) == ["1.00000", ""])
        #expect(CSVTable(Array("a,b\n1,2\n".utf8)).mapping([:]) == nil)
        #expect(CSVTable(Array("a,b\n\"1,2\n".utf8)).openQuote == 2)
    }
}
