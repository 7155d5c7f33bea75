@testable import Merging
import RecordReading
import Testing

@Suite struct EntityJoining {
    /// Two reports that name the same bodies, and each a person.
    private func people(_ a: (String, [String]), _ b: (String, [String]), sharedContext: Bool = true, more: [String] = []) throws -> Merged {
        let story = Story()
        for (doc, (name, aliases)) in [("a", a), ("b", b)] {
            let builder = story.document(doc, "2019-05-08").entity("PERS/\(name)", "PERS", name, aliases: aliases)
            if sharedContext || doc == "a" {
                builder.entity("rabt:un", "ORG", "الأمم المتحدة", id: "rabt:un").entity("geonames:88319", "GPE", "بنغازي", id: "geonames:88319")
            }
            if doc == "a" { for other in more { builder.entity("PERS/\(other)", "PERS", other) } }
        }
        return try Merged(story)
    }

    private func persons(_ merged: Merged) -> [[String]] { merged.entities.filter { $0.label == "PERS" }.map(\.documents) }

    @Test func fullNamesEqualAfterFolding() throws {
        let story = Story()
        story.document("a").entity("PERS/1", "PERS", "أسامة أبو زيد")
        story.document("b").entity("PERS/2", "PERS", "اسامه ابو زيد")
        let merged = try Merged(story)
        #expect(persons(merged) == [["a", "b"]])
        #expect(merged.entities[0].why == ["same full name"])
    }

    @Test func familyNameAloneJoinsNothing() throws {
        #expect(persons(try people(("نصر الحريري", []), ("رفيق الحريري", []))).count == 2)
        #expect(persons(try people(("نصر الحريري", []), ("الحريري", []), sharedContext: false)).count == 2)
        let story = Story()
        for doc in ["a", "b"] { story.document(doc).entity("PERS/الحريري", "PERS", "الحريري") }
        #expect(persons(try Merged(story)).count == 2)
    }

    @Test func shortNameInSharedContext() throws {
        let merged = try people(("غوستاف لاندستروم", ["لاندستروم"]), ("لاندستروم", []))
        #expect(persons(merged) == [["a", "b"]])
        #expect(merged.entities.first { $0.label == "PERS" }?.why == ["short name in shared context"])
        #expect(merged.entities.first { $0.label == "PERS" }?.name == "غوستاف لاندستروم")
    }

    @Test func shortNameWithTwoCandidatesStaysAlone() throws {
        #expect(persons(try people(("نصر الحريري", []), ("الحريري", []), more: ["سعد الحريري"])).count == 3)
    }

    @Test func namesThatSoundAlike() throws {
        #expect(persons(try people(("غوستاف لاندستروم", []), ("جوستاف لاندشتروم", []))) == [["a", "b"]])
        #expect(persons(try people(("غوستاف لاندستروم", []), ("جوستاف لاندشتروم", []), sharedContext: false)).count == 2)
    }

    @Test func oneNameTwoIds() throws {
        let story = Story()
        story.document("a").entity("wikidata:Q1", "PERS", "أحمد علي", id: "wikidata:Q1")
        story.document("b").entity("wikidata:Q2", "PERS", "أحمد علي", id: "wikidata:Q2")
        #expect(persons(try Merged(story)).count == 2)
    }

    @Test func oneIdTwoKeys() throws {
        let story = Story()
        story.document("a").entity("k1", "ORG", "تنظيم الدولة", id: "wikidata:Q2429253")
        story.document("b").entity("k2", "ORG", "داعش", id: "wikidata:Q2429253")
        let merged = try Merged(story)
        #expect(merged.entities.count == 1 && merged.entities[0].why == ["same id"])
        #expect(merged.entities[0].aliases == ["داعش"] || merged.entities[0].aliases == ["تنظيم الدولة"])
    }

    @Test func oneNameWithOtherSpaces() throws {
        let story = Story()
        story.document("a").entity("PERS/نور الدين عمران", "PERS", "نور الدين عمران")
        story.document("b").entity("PERS/نورالدين عمران", "PERS", "نورالدين عمران")
        #expect(try Merged(story).entities.count == 1)
    }

    @Test func aBareHeadMeansWhatItMeansInADocumentOfTheSameContext() throws {
        func entities(_ shared: Bool) throws -> Int {
            let story = Story()
            story.document("a", "2017-02-25").entity("rabt:regime", "ORG", "النظام السوري", id: "rabt:regime", aliases: ["النظام"])
                .entity("homs", "GPE", "حمص", id: "geonames:169577").entity("PERS/أحمد علي", "PERS", "أحمد علي")
            let b = story.document("b", "2017-02-25").entity("ORG/النظام", "ORG", "النظام")
            if shared { b.entity("homs", "GPE", "حمص", id: "geonames:169577").entity("PERS/أحمد علي", "PERS", "أحمد علي") }
            return try Merged(story).entities.count { $0.label == "ORG" }
        }
        #expect(try entities(true) == 1)
        #expect(try entities(false) == 2)
    }

    @Test func descriptionsAreNoEntities() throws {
        let story = Story()
        for doc in ["a", "b"] { story.document(doc).entity("PERS/مسلحون ملثمون", "PERS", "مسلحون ملثمون", named: false) }
        #expect(try Merged(story).entities.isEmpty)
    }

    @Test func nameParts() {
        let names = NameForms()
        #expect(names.personParts("ستيفان #دي_ميستورا") == ["ستيفان", "دي ميستورا"])
        #expect(names.personParts("أسامة أبو زيد") == ["اسامه", "ابو زيد"])
        #expect(names.personParts("دي ميستورا").count == 1)
        #expect(names.mayBeOnePerson("بشار حافظ الأسد", "بشار الأسد"))
        #expect(!names.mayBeOnePerson("نصر الحريري", "رفيق الحريري"))
    }

    @Test func twoDocumentsWithOneId() throws {
        let story = Story()
        story.document("a", "2019-01-01").entity("PERS/علي حسن", "PERS", "علي حسن")
        story.document("a", "2019-01-02").entity("PERS/عمر خالد", "PERS", "عمر خالد")
        story.document("b").entity("PERS/عمر خالد", "PERS", "عمر خالد")
        let merged = try Merged(story)
        #expect(merged.warnings.map(\.doc) == ["a"])
        #expect(merged.entities.map(\.documents) == [["b"]])
    }
}
