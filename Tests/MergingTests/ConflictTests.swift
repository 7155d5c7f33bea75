import RecordReading
import Testing

/// Two reports of one bombing; each test adds what it is about.
private func bombing(_ a: @escaping (DocumentBuilder) -> Void, _ b: @escaping (DocumentBuilder) -> Void, day: String = "2019-03-03", other: String = "2019-03-03",
                     published: String? = nil) throws -> Merged {
    let story = Story()
    for (doc, date, add) in [("a", day, a), ("b", other, b)] {
        let builder = story.document(doc, published ?? date)
        builder.entity("quetta", "GPE", "كويتا", id: "geonames:1167528", country: "PK")
        builder.event("Attack", [("target", .text("سوق الفواكه")), ("place", .entity("quetta")), ("date", .value("الأحد", date))], trigger: "تفجير")
        add(builder)
    }
    return try Merged(story)
}

private func dead(_ value: String, _ words: String, in document: DocumentBuilder, by: String? = nil, noun: String = "شخصا", text: String? = nil) {
    document.event("Die", [("count", .value(words, value)), ("victim", .text(noun))], by: by.map { [$0] } ?? [], text: text, trigger: "قتل", sameSentence: true)
}

@Suite struct FigureConflicts {
    @Test func twoFiguresDisagree() throws {
        let merged = try bombing({ $0.entity("police", "ORG", "الشرطة المحلية"); dead("12", "12", in: $0, by: "police") },
                                 { $0.entity("hospital", "ORG", "مستشفى بولان"); dead("18", "18", in: $0, by: "hospital") })
        #expect(merged.values("Die.count") == ["12", "18"])
        let value = merged.conflict("Die.count")?.values.first { $0.value == "12" }
        #expect(value?.sources.first?.attribution.first?.text == "الشرطة المحلية")
        #expect(value?.sources.first?.text == "12 شخصا")
        #expect(merged.clusters.count { $0.documents == ["a", "b"] } == 1)
    }

    @Test(arguments: [("12", "12"), (">50", "60"), (">40", "43"), (">=5", "11"), ("~100", "95"), ("10-20", "15"), ("<10", "7")])
    func figuresThatCanBothHold(_ a: String, _ b: String) throws {
        let merged = try bombing({ dead(a, a, in: $0) }, { dead(b, b, in: $0) })
        #expect(merged.conflict("Die.count") == nil)
    }

    @Test(arguments: [(">50", "40"), (">=42", "40"), ("<10", "12"), ("~100", "150"), ("10-20", "25")])
    func boundsThatExclude(_ a: String, _ b: String) throws {
        let merged = try bombing({ dead(a, a, in: $0) }, { dead(b, b, in: $0) })
        #expect(merged.values("Die.count") == [a, b])
    }

    @Test func aVagueFigureBesideAnExactOne() throws {
        let merged = try bombing({ $0.event("Die", [("victim", .text("العشرات"))], sameSentence: true) }, { dead("40", "40", in: $0, noun: "عنصرا") })
        #expect(merged.values("Die.count") == ["العشرات", "40"])
    }

    @Test func vagueFiguresAgree() throws {
        let merged = try bombing({ $0.event("Die", [("victim", .text("العشرات"))], sameSentence: true) },
                                 { $0.event("Die", [("victim", .text("عشرات من عناصر الأمن"))], sameSentence: true) })
        #expect(merged.conflict("Die.count") == nil)
    }

    @Test func aPartIsNotTheWhole() throws {
        #expect(try bombing({ dead("12", "12", in: $0) }, { dead("5", "خمسة", in: $0, noun: "أطفال") }).conflict("Die.count") == nil)
        #expect(try bombing({ dead("12", "12", in: $0) }, { dead("15", "15", in: $0, noun: "طفلا") }).conflict("Die.count")?.why == "a part is larger than the whole")
    }

    @Test func othersComeOnTop() throws {
        #expect(try bombing({ dead("6", "6", in: $0) }, { dead("5", "خمسة آخرين", in: $0, noun: "") }).conflict("Die.count") == nil)
    }

    @Test func aSourceThatGivesTotalAndPartIsHeardOnce() throws {
        let merged = try bombing({ dead("12", "12", in: $0); dead("3", "3", in: $0) }, { dead("12", "12", in: $0) })
        #expect(merged.conflict("Die.count") == nil)
    }

    @Test func deadAndInjuredAreNotCompared() throws {
        let merged = try bombing({ dead("9", "9", in: $0) }, { $0.event("Injure", [("count", .value("25", "25"))], sameSentence: true) })
        #expect(merged.conflicts.isEmpty)
    }

    @Test func aRisingTollIsShown() throws {
        let merged = try bombing({ dead(">=5", "خمسة على الأقل", in: $0, noun: "مدنيين") },
                                 { dead("11", "أحد عشر", in: $0, noun: "قتيلا", text: "ارتفعت حصيلة التفجير إلى أحد عشر قتيلا") })
        #expect(merged.values("Die.count") == [">=5", "11"])
        #expect(merged.conflict("Die.count")?.why == "a later figure replaces an earlier one")
    }

    @Test func figuresAreNeverSummed() throws {
        let merged = try bombing({ dead("12", "12", in: $0); dead("7", "7", in: $0, noun: "أطفال") }, { dead("18", "18", in: $0) })
        for sum in ["19", "30", "37", "25"] { #expect(!merged.lines.contains { $0.contains("\"\(sum)\"") }) }
    }
}

@Suite struct RankAndPostConflicts {
    private func officer(_ rankA: String, _ rankB: String, dates: (String, String) = ("2019-02-22", "2019-02-23")) throws -> Merged {
        let story = Story()
        for (doc, date, rank) in [("a", dates.0, rankA), ("b", dates.1, rankB)] {
            story.document(doc, date).entity("PERS/صالح المرادي", "PERS", "صالح المرادي")
                .relation("military_rank", [("person", .entity("PERS/صالح المرادي")), ("rank", .text(rank))])
        }
        return try Merged(story)
    }

    @Test func twoRanks() throws { #expect(try officer("العقيد", "العميد").values("military_rank") == ["العقيد", "العميد"]) }
    @Test func aRankAndItsFullerForm() throws { #expect(try officer("العميد", "عميد ركن").conflicts.isEmpty) }
    @Test func promotionAfterAYear() throws { #expect(try officer("العقيد", "العميد", dates: ("2018-02-22", "2019-02-23")).conflicts.isEmpty) }

    private func post(_ a: String, _ b: String, role: String = "محافظ", textB: String? = nil, countries: (String, String) = ("sy", "sy")) throws -> Merged {
        let story = Story()
        for (doc, person, text, country) in [("a", a, nil, countries.0), ("b", b, textB, countries.1)] as [(String, String, String?, String)] {
            story.document(doc, "2019-04-09").entity(country, "GPE", country == "sy" ? "سوريا" : "مصر", id: "iso3166-1:\(country)")
                .entity("ORG/\(country)", "ORG", "إدارة \(country)", id: "rabt:org-\(country)").entity("PERS/\(person)", "PERS", person)
                .relation("position_held", [("person", .entity("PERS/\(person)")), ("role", .text(role)), ("organization", .entity("ORG/\(country)"))], text: text)
        }
        return try Merged(story)
    }

    @Test func twoHolders() throws { #expect(try post("فاضل النجار", "عبد المجيد الكواكبي").values("position_held") == ["فاضل النجار", "عبد المجيد الكواكبي"]) }
    @Test func aFormerHolder() throws { #expect(try post("فاضل النجار", "عبد المجيد الكواكبي", textB: "المحافظ السابق عبد المجيد الكواكبي").conflicts.isEmpty) }
    @Test func aShortNameIsNoOtherHolder() throws { #expect(try post("فاضل النجار", "النجار").conflicts.isEmpty) }
    @Test func twoCountries() throws { #expect(try post("فاضل النجار", "عبد المجيد الكواكبي", countries: ("sy", "eg")).conflicts.isEmpty) }
    @Test func membersAreMany() throws { #expect(try post("فاضل النجار", "عبد المجيد الكواكبي", role: "عضو").conflicts.isEmpty) }

    @Test func twoPredecessorsOfOneHolder() throws {
        func merged(_ before: String, _ other: String) throws -> Merged {
            let story = Story()
            for (doc, role, person) in [("a", "محافظا", before), ("b", "محافظ", other)] {
                story.document(doc, "2019-05-05").entity("ORG/مصرف البلاد", "ORG", "مصرف البلاد").entity("PERS/نور الدين عمران", "PERS", "نور الدين عمران")
                    .entity("PERS/\(person)", "PERS", person)
                    .relation("position_held", [("person", .entity("PERS/نور الدين عمران")), ("role", .text(role)), ("organization", .entity("ORG/مصرف البلاد"))])
                    .relation("position_held", [("person", .entity("PERS/\(person)")), ("role", .text(role)), ("organization", .entity("ORG/مصرف البلاد"))],
                              text: "\(role) لمصرف البلاد خلفا ل\(person)")
            }
            return try Merged(story)
        }
        let conflict = try merged("محمد لطفي", "عمار حسني").conflict("position_held")
        #expect(conflict?.why == "two predecessors of one holder")
        #expect(Set(conflict?.values.map(\.value) ?? []) == ["محمد لطفي", "عمار حسني"])
        #expect(try merged("محمد لطفي", "محمد لطفي").conflicts.isEmpty)
    }

    @Test func anUnlistedBodyNeedsSharedContext() throws {
        let story = Story()
        for (doc, person) in [("a", "علي حسن"), ("b", "عمر خالد")] {
            story.document(doc, "2019-04-09").entity("ORG/وزارة الداخلية", "ORG", "وزارة الداخلية").entity("PERS/\(person)", "PERS", person)
                .relation("position_held", [("person", .entity("PERS/\(person)")), ("role", .text("وزير")), ("organization", .entity("ORG/وزارة الداخلية"))])
        }
        #expect(try Merged(story).conflicts.isEmpty)
    }

    @Test func assertedAndDenied() throws {
        let story = Story()
        for (doc, negated) in [("a", false), ("b", true)] {
            story.document(doc, "2019-04-09").entity("ORG/حركة حسم", "ORG", "حركة حسم").entity("PERS/علي حسن", "PERS", "علي حسن")
                .relation("member_of", [("member", .entity("PERS/علي حسن")), ("organization", .entity("ORG/حركة حسم"))], negated: negated)
        }
        let merged = try Merged(story)
        #expect(merged.facts.count == 1 && merged.facts[0].supportCount == 1 && merged.facts[0].denyCount == 1)
        #expect(merged.conflict("member_of")?.values.map(\.polarity).sorted() == ["asserted", "negated"])
    }
}

@Suite struct ResponsibilityConflicts {
    private func group(_ document: DocumentBuilder, _ name: String) -> String {
        document.entity("ORG/\(name)", "ORG", name)
        return "ORG/\(name)"
    }

    @Test func claimedAndBlamed() throws {
        let merged = try bombing({ $0.event("ClaimResponsibility", [("claimant", .entity(group($0, "تنظيم الدولة"))), ("event", .text("الهجوم"))]) },
                                 { $0.event("Accuse", [("target", .entity(group($0, "حركة حسم"))), ("of", .text("الهجوم على السوق"))]) })
        #expect(merged.values("responsible_for") == ["تنظيم الدولة", "حركة حسم"])
    }

    @Test func oneClaimTwice() throws {
        let merged = try bombing({ $0.event("ClaimResponsibility", [("claimant", .entity(group($0, "حركة طالبان"))), ("event", .text("الهجوم"))]) },
                                 { $0.event("ClaimResponsibility", [("claimant", .entity(group($0, "طالبان"))), ("event", .text("العملية"))]) })
        #expect(merged.conflicts.isEmpty)
    }

    @Test func aPartyAndItsForces() throws {
        let merged = try bombing({ $0.event("Accuse", [("target", .entity(group($0, "النظام السوري"))), ("of", .text("الهجوم"))]) },
                                 { $0.event("Accuse", [("target", .entity(group($0, "قوات النظام السوري"))), ("of", .text("التفجير"))]) })
        #expect(merged.conflicts.isEmpty)
    }

    @Test func blamedAndDenied() throws {
        let merged = try bombing({ $0.event("Accuse", [("target", .entity(group($0, "جبهة تحرير أوغادين"))), ("of", .text("الهجوم"))]) },
                                 { $0.event("ClaimResponsibility", [("claimant", .entity(group($0, "جبهة تحرير أوغادين"))), ("event", .text("الهجوم"))], negated: true) })
        #expect(merged.values("responsible_for") == ["جبهة تحرير أوغادين", "-جبهة تحرير أوغادين"])
    }

    @Test func anAccusationOfSomethingElse() throws {
        let merged = try bombing({ $0.event("ClaimResponsibility", [("claimant", .entity(group($0, "تنظيم الدولة"))), ("event", .text("الهجوم"))]) },
                                 { $0.event("Accuse", [("target", .entity(group($0, "حركة حسم"))), ("of", .text("عرقلة المفاوضات"))]) })
        #expect(merged.conflict("responsible_for") == nil)
    }
}

@Suite struct DateAndPlaceConflicts {
    @Test func daysThatDiffer() throws {
        let story = Story()
        for (doc, day) in [("a", "2019-02-04"), ("b", "2019-02-03")] {
            story.document(doc, "2019-02-05").entity("iq", "GPE", "العراق", id: "iso3166-1:IQ").entity("jo", "GPE", "الأردن", id: "iso3166-1:JO")
                .entity("trebil", "FAC", "منفذ طريبيل", id: "rabt:trebil")
                .event("Agree", [("participant", .entity("iq")), ("participant", .entity("jo")), ("place", .entity("trebil")), ("date", .value("الاثنين", day))])
        }
        #expect(try Merged(story).values("date") == ["2019-02-04", "2019-02-03"])
    }

    /// One bomb, two quarters: the figures say that it is one.
    @Test func quartersThatDiffer() throws {
        let story = Story()
        for (doc, quarter) in [("a", "حي الكرادة"), ("b", "حي المنصور")] {
            story.document(doc, "2019-03-07").entity("baghdad", "GPE", "بغداد", id: "geonames:98182", country: "IQ").entity("LOC/\(quarter)", "LOC", quarter)
                .event("Attack", [("instrument", .text("عبوة ناسفة")), ("place", .entity("LOC/\(quarter)")), ("place", .entity("baghdad")),
                                  ("date", .value("مساء الأربعاء", "2019-03-06"))])
                .event("Die", [("count", .value("شخصين", "2"))], sameSentence: true).event("Injure", [("count", .value("خمسة", "5"))], sameSentence: true)
        }
        let merged = try Merged(story)
        #expect(merged.values("place") == ["حي الكرادة", "حي المنصور"])
        #expect(merged.conflicts.count == 1)
    }

    @Test func aQuarterAndItsCity() throws {
        let story = Story()
        for (doc, place) in [("a", "waer"), ("b", "homs")] {
            story.document(doc, "2017-02-25").entity("homs", "GPE", "حمص", id: "geonames:169577").entity("waer", "LOC", "حي الوعر")
                .relation("located_in", [("part", .entity("waer")), ("place", .entity("homs"))])
                .event("Attack", [("target", .text("مقار أمنية")), ("place", .entity(place)), ("date", .value("السبت", "2017-02-25"))])
        }
        let merged = try Merged(story)
        #expect(merged.clusters.count == 1 && merged.clusters[0].why.contains("one place lies in the other"))
        #expect(merged.conflicts.isEmpty)
    }
}
