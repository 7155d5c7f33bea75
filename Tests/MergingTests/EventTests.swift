import RecordReading
import Testing

@Suite struct EventClusters {
    private func attack(_ story: Story, _ doc: String, day: String, place: (String, String, String) = ("herat", "هرات", "geonames:1140026"), target: String,
                        dead: String, quarter: String? = nil, means: String? = nil) {
        let builder = story.document(doc, day).entity(place.0, "GPE", place.1, id: place.2, country: "AF")
        if let quarter { builder.entity("FAC/\(quarter)", "FAC", quarter) }
        var args: [(String, Arg)] = [("target", quarter.map { .entity("FAC/\($0)") } ?? .text(target)), ("place", .entity(place.0)), ("date", .value("اليوم", day))]
        if let quarter { args.append(("place", .entity("FAC/\(quarter)"))) }
        if let means { args.append(("instrument", .text(means))) }
        builder.event("Attack", args).event("Die", [("count", .value(dead, dead))], sameSentence: true)
    }

    @Test func seventeenDaysApart() throws {
        let story = Story()
        attack(story, "a", day: "2019-01-07", target: "قاعدة", dead: "6")
        attack(story, "b", day: "2019-01-24", target: "مركز", dead: "4")
        let merged = try Merged(story)
        #expect(merged.clusters.count == 2 && merged.conflicts.isEmpty)
    }

    @Test func twoCitiesOfOneName() throws {
        let story = Story()
        attack(story, "a", day: "2019-04-10", place: ("tripoli-ly", "طرابلس", "geonames:2210247"), target: "أحياء", dead: "35")
        attack(story, "b", day: "2019-04-10", place: ("tripoli-lb", "طرابلس", "geonames:266826"), target: "أحياء", dead: "1")
        let merged = try Merged(story)
        #expect(merged.clusters.count == 2 && merged.conflicts.isEmpty)
        #expect(merged.entities.filter { $0.name == "طرابلس" }.count == 2)
    }

    @Test func aMosqueAndABankOfOneCityOnOneDay() throws {
        let story = Story()
        attack(story, "a", day: "2018-03-27", target: "", dead: "4", quarter: "مسجد الجوادية")
        attack(story, "b", day: "2018-03-27", target: "", dead: "2", quarter: "مصرف كابل")
        #expect(try Merged(story).clusters.count == 2)
    }

    @Test func anAirRaidIsNoShooting() throws {
        let story = Story()
        attack(story, "a", day: "2018-03-27", target: "مقرين", dead: "4", means: "ضربات جوية")
        attack(story, "b", day: "2018-03-27", target: "مقرين", dead: "9", means: "الأسلحة النارية")
        #expect(try Merged(story).clusters.count == 2)
    }

    @Test func membersAreListedNeverCollapsed() throws {
        let story = Story()
        for doc in ["a", "b", "c"] { attack(story, doc, day: "2018-03-27", target: "مقرين", dead: "4") }
        let merged = try Merged(story)
        #expect(merged.clusters.count == 1)
        #expect(merged.clusters[0].members.map { $0.source.doc + $0.event } == ["aAttack", "aDie", "bAttack", "bDie", "cAttack", "cDie"])
        #expect(merged.clusters[0].why.contains("same place") && merged.clusters[0].why.contains("same date"))
    }

    @Test func twoAttacksThatOneReportKeepsApartStayApart() throws {
        let story = Story()
        let herat = ("herat", "GPE", "هرات", "geonames:1140026")
        story.document("a", "2018-03-27").entity(herat.0, herat.1, herat.2, id: herat.3).entity("kabul", "GPE", "كابل", id: "geonames:1138958")
            .event("Attack", [("place", .entity("herat")), ("date", .value("اليوم", "2018-03-27"))])
            .event("Attack", [("place", .entity("kabul")), ("date", .value("اليوم", "2018-03-27"))])
        story.document("b", "2018-03-27").entity(herat.0, herat.1, herat.2, id: herat.3)
            .event("Attack", [("place", .entity("herat")), ("date", .value("اليوم", "2018-03-27"))])
        let merged = try Merged(story)
        #expect(merged.clusters.count == 2)
        #expect(Set(merged.clusters.map(\.documents)) == [["a", "b"], ["a"]])
    }

    @Test func whatWasOnlyPlannedIsNoEvent() throws {
        let story = Story()
        attack(story, "a", day: "2018-03-27", target: "مقرين", dead: "4")
        story.document("b", "2018-03-27").entity("herat", "GPE", "هرات", id: "geonames:1140026")
            .event("Attack", [("place", .entity("herat")), ("date", .value("اليوم", "2018-03-27"))], modality: "planned")
        let merged = try Merged(story)
        #expect(merged.clusters.map(\.documents) == [["a"]])
        #expect(merged.facts.contains { $0.supports.first?.modality == "planned" })
    }

    @Test func meetingsNeedTwoThatMeet() throws {
        let story = Story()
        for (doc, other) in [("a", "نصر الحريري"), ("b", "بشار الجعفري")] {
            story.document(doc, "2017-02-25").entity("wikidata:Q1", "PERS", "ستيفان دي ميستورا", id: "wikidata:Q1").entity("PERS/\(other)", "PERS", other)
                .event("Meet", [("participant", .entity("wikidata:Q1")), ("participant", .entity("PERS/\(other)"))])
        }
        #expect(try Merged(story).clusters.count == 2)
    }

    @Test func factsGatherEverySource() throws {
        let story = Story()
        for doc in ["a", "b"] {
            story.document(doc, "2017-02-25").entity("PERS/حسن دعبول", "PERS", "حسن دعبول").entity("agency", "ORG", "وكالة الأنباء", id: "rabt:agency")
                .event("Die", [("victim", .entity("PERS/حسن دعبول"))], by: doc == "a" ? ["agency"] : [])
        }
        let fact = try #require(try Merged(story).facts.first { $0.predicate == "Die" })
        #expect(fact.supportCount == 2 && fact.supports.map(\.doc) == ["a", "b"])
        #expect(fact.supports[0].attribution.first?.key == "agency" && fact.supports[1].attribution.isEmpty)
    }
}
