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

@Suite struct Settings {
    private let kirkuk = ("kirkuk", "GPE", "كركوك", "geonames:94787")

    /// A place or day mention in a sentence, beside those that events name.
    private func mention(_ story: Story, _ doc: String, _ id: String, _ label: String, entity: String?, value: String?, sentence: Int, start: Int) {
        story.add(#"{"type":"mention","doc":"\#(doc)","id":"\#(id)","label":"\#(label)","form":"name","text":"x","start":\#(start),"end":\#(start + 1),"sentence":\#(sentence),"#
            + #""name":"x","entity":\#(Story.quoted(entity)),"value":\#(Story.quoted(value)),"found_by":"test"}"#)
    }

    @Test func whatStandsInTheSentenceIsWhereItHappened() throws {
        let story = Story()
        story.document("a").entity(kirkuk.0, kirkuk.1, kirkuk.2, id: kirkuk.3)
            .event("Arrest", [("count", .value("17", "17")), ("person", .text("شخصا")), ("place", .entity("kirkuk")), ("date", .value("الجمعة", "2018-12-07"))])
        story.document("b").entity(kirkuk.0, kirkuk.1, kirkuk.2, id: kirkuk.3).event("Arrest", [("count", .value("40", "40")), ("person", .text("متظاهرا")), ("date", .value("الجمعة", "2018-12-07"))])
        mention(story, "b", "m90", "GPE", entity: "e1", value: nil, sentence: 0, start: 30)
        let merged = try Merged(story)
        #expect(merged.clusters.count == 1)
        #expect(merged.values("Arrest.count") == ["17", "40"])
    }

    @Test func aSettingIsWeakerThanAPlace() throws {
        // The same attacker on one day, in sentences that name other places: two attacks.
        let story = Story()
        for (doc, place, name, id) in [("a", "kirkuk", "كركوك", "geonames:94787"), ("b", "mosul", "الموصل", "geonames:99072")] {
            story.document(doc).entity(place, "GPE", name, id: id, country: "IQ").entity("ORG/الجماعة الواحدة", "ORG", "الجماعة الواحدة")
                .event("Attack", [("attacker", .entity("ORG/الجماعة الواحدة")), ("date", .value("السبت", "2018-12-08"))])
            mention(story, doc, "m90", "GPE", entity: "e1", value: nil, sentence: 0, start: 30)
        }
        #expect(try Merged(story).clusters.count == 2)
    }

    @Test func morningAndEveningAreTwoAttacks() throws {
        func merged(_ first: String, _ second: String) throws -> Merged {
            let story = Story()
            for (doc, words, dead) in [("a", first, "4"), ("b", second, "2")] {
                story.document(doc).entity(kirkuk.0, kirkuk.1, kirkuk.2, id: kirkuk.3)
                    .event("Die", [("count", .value(dead, dead)), ("place", .entity("kirkuk")), ("date", .value(words, "2018-03-27"))])
            }
            return try Merged(story)
        }
        #expect(try merged("صباح الثلاثاء", "مساء الثلاثاء").conflicts.isEmpty)
        #expect(try merged("صباح الثلاثاء", "الثلاثاء").values("Die.count") == ["4", "2"])
    }

    @Test func whoDeniesInOneReportAttackedInTheOther() throws {
        let story = Story()
        story.document("a").entity("ORG/جبهة الفجر", "ORG", "جبهة الفجر")
            .event("Attack", [("attacker", .entity("ORG/جبهة الفجر")), ("target", .text("محطة الغاز")), ("date", .value("السبت", "2018-03-10"))], trigger: "الهجوم")
        story.document("b").entity("ORG/جبهة الفجر", "ORG", "جبهة الفجر").entity("ORG/شرطة الإقليم", "ORG", "شرطة الإقليم")
            .event("Attack", [("target", .text("محطة الغاز")), ("date", .value("السبت", "2018-03-10"))], trigger: "الهجوم")
            .event("ClaimResponsibility", [("claimant", .entity("ORG/جبهة الفجر")), ("event", .text("الهجوم"))], negated: true, sameSentence: true)
            .event("Accuse", [("target", .entity("ORG/شرطة الإقليم")), ("of", .text("تدبيره"))], sameSentence: true)
        let merged = try Merged(story)
        #expect(merged.clusters.count == 1)
        #expect(merged.values("responsible_for") == ["جبهة الفجر", "-جبهة الفجر", "شرطة الإقليم"])
    }

    @Test func aCityAndItsGovernorateAreOnePlaceToNews() throws {
        let story = Story()
        for (doc, key, name, id) in [("a", "karak", "الكرك", "geonames:250624"), ("b", "karak-governorate", "محافظة الكرك", "rabt:karak")] {
            story.document(doc).entity(key, "GPE", name, id: id)
                .event("Arrest", [("count", .value(doc == "a" ? "17" : "40", doc == "a" ? "17" : "40")), ("place", .entity(key)), ("date", .value("الجمعة", "2018-12-07"))])
        }
        let merged = try Merged(story)
        #expect(merged.values("Arrest.count") == ["17", "40"])
        #expect(merged.conflict("place") == nil)
    }

    @Test func twoMeansTwo() throws {
        let story = Story()
        for (doc, quarter) in [("a", "حي الكرادة"), ("b", "حي المنصور")] {
            story.document(doc).entity("LOC/\(quarter)", "LOC", quarter)
                .event("Die", [("victim", .text("شخصين")), ("place", .entity("LOC/\(quarter)")), ("date", .value("الأربعاء", "2019-03-06"))])
                .event("Injure", [("count", .value("خمسة", "5")), ("place", .entity("LOC/\(quarter)")), ("date", .value("الأربعاء", "2019-03-06"))], sameSentence: true)
                .event("Attack", [("instrument", .text("عبوة ناسفة")), ("place", .entity("LOC/\(quarter)")), ("date", .value("الأربعاء", "2019-03-06"))], sameSentence: true)
        }
        let merged = try Merged(story)
        #expect(merged.values("place") == ["حي الكرادة", "حي المنصور"])
        #expect(merged.conflict("Die.count") == nil)
    }
}
