import Testing
import TextModel

@testable import RelationExtraction

/// What each construct of the language finds, on whole sentences.
struct MatchingTests {
    static func world(_ body: String, head: String = "") throws -> World {
        let w = try World([("t.pattern", "rabt patterns 1\nfamily test\n\(head)\n\(body)\n")])
        for d in w.diagnostics where d.severity == .error { Issue.record("\(d.description)") }
        return w
    }

    @Test func verbThenVictim() throws {
        let w = try Self.world("pattern die : Die\n match trigger:<kill:past قتل> .. victim:@PERS~")
        #expect(w.facts("قتل أحمد علي في تونس.") == ["Die trigger=قتل victim=أحمد علي"])
        #expect(w.facts("وقُتِلَ أمس أحمد علي") == ["Die trigger=قُتِلَ victim=أحمد علي"])
        #expect(w.facts("قتل الوقت") == [])
    }

    @Test func anyOrderTakesAllOrders() throws {
        let w = try Self.world("pattern accuse : Accuse\n match any-order( trigger:<accuse:finite اتهم> agent:@ORG|PERS target:@ORG|PERS of:([ب+]np)? )")
        #expect(w.facts("اتهم أحمد علي الجيش بالتقصير") == ["Accuse trigger=اتهم agent=أحمد علي target=الجيش of=التقصير"])
        #expect(w.facts("أحمد علي اتهم الجيش") == ["Accuse trigger=اتهم agent=أحمد علي target=الجيش"])
        #expect(w.facts("اتهم الجيش") == [])
    }

    @Test func firstWordOfAMentionIsAskedFor() throws {
        let w = try Self.world("pattern rank : military_rank\n match rank:@OCC<rank> person:@PERS")
        #expect(w.facts("وصل العميد أحمد علي") == ["military_rank person=أحمد علي rank=العميد"])
        #expect(w.facts("وصل وزير الدفاع أحمد علي") == [])
        let none = try Self.world("pattern post : position_held\n match role:@OCC<-rank> person:@PERS")
        #expect(none.facts("وصل وزير الدفاع أحمد علي") == ["position_held person=أحمد علي role=وزير الدفاع"])
        #expect(none.facts("وصل العميد أحمد علي") == [])
    }

    @Test func optionalProcliticIsOptional() throws {
        let w = try Self.world("pattern post : position_held\n match role:@OCC organization:[ل+|?]@ORG person:@PERS")
        #expect(w.facts("وصل مدير البرلمان أحمد علي") == ["position_held person=أحمد علي role=مدير organization=البرلمان"])
    }

    @Test func listsFillAndDistribute() throws {
        let w = try Self.world("""
            pattern die : Die
             match trigger:<kill:past قتل> .. victim:@PERS and-list
            pattern member : member_of
             match member:@PERS and-list ،? ( عضو / أعضاء ) organization:@ORG
            """)
        #expect(w.facts("قتل أحمد علي والعميد سامي حداد، وليلى منصور") == ["Die trigger=قتل victim=أحمد علي victim=سامي حداد victim=ليلى منصور"])
        #expect(w.facts("وصل أحمد علي وسامي حداد، أعضاء البرلمان") == ["member_of member=أحمد علي organization=البرلمان", "member_of member=سامي حداد organization=البرلمان"])
    }

    @Test func mirrorTakesBothSides() throws {
        let w = try Self.world("pattern member : member_of\n match mirror( member:@PERS ( عضو organization:@ORG ) )")
        #expect(w.facts("قال عضو حزب الغد، أحمد علي، إن") == ["member_of member=أحمد علي organization=حزب الغد"])
        #expect(w.facts("قال أحمد علي عضو حزب الغد إن") == ["member_of member=أحمد علي organization=حزب الغد"])
    }

    @Test func procliticsAndPrepositions() throws {
        let w = try Self.world("""
            pattern meet : Meet
             match trigger:<meet:past اجتمع> participant:@PERS .. participant:[مع|ب+]@PERS|ORG
            pattern claim : ClaimResponsibility
             match trigger:<claim:past> claimant:@ORG ( مسؤولية [عن|ل+]np / مسؤولية ) .. event:[عن]@EVENT
            """)
        #expect(w.facts("اجتمع أحمد علي أمس بسامي حداد") == ["Meet trigger=اجتمع participant=أحمد علي participant=سامي حداد"])
        #expect(w.facts("اجتمع أحمد علي مع الحكومة") == ["Meet trigger=اجتمع participant=أحمد علي participant=الحكومة"])
        #expect(w.facts("اجتمع أحمد علي سامي حداد") == [])
    }

    @Test func gapsStopAtClauses() throws {
        let w = try Self.world("pattern die : Die\n match trigger:<kill:past قتل> .. victim:@PERS\npattern s : Injure\n match trigger:<injure:past> ...sentence victim:@PERS")
        #expect(w.facts("قتل في الحادث الذي شهده أحمد علي") == [])
        #expect(w.facts("أصيب في الحادث الذي شهده أحمد علي") == ["Injure trigger=أصيب victim=أحمد علي"])
    }

    @Test func unlessAndContexts() throws {
        let w = try Self.world("""
            pattern die : Die
             match trigger:<kill:past قتل> .. victim:@PERS
             unless before <say>
             unless between @ORG
             unless with أمس
             inside not quotation
            """)
        #expect(w.facts("قتل كريم") == ["Die trigger=قتل victim=كريم"])
        #expect(w.facts("قال قتل كريم") == [])
        #expect(w.facts("قتل الجيش كريم") == [])
        #expect(w.facts("قتل كريم في تونس أمس") == [])
        #expect(w.facts("وقال: \"قتل كريم في تونس يوم أول\"") == [])
    }

    @Test func scopesSetPolarityAndModality() throws {
        let w = try Self.world("pattern meet : Meet\n match trigger:<meet:finite التقى> .. participant:@PERS", head: """
            scope negated before 2 : لم / لن / لا
            scope planned before clause : <intend>
            scope planned on trigger : [س+]*
            """)
        #expect(w.facts("لم يلتق أحمد علي") == ["Meet trigger=يلتق participant=أحمد علي negated"])
        #expect(w.facts("سيلتقي أحمد علي") == ["Meet trigger=يلتقي participant=أحمد علي planned"])
        #expect(w.facts("التقى أحمد علي") == ["Meet trigger=التقى participant=أحمد علي"])
    }

    @Test func attachmentsTakeTheNearest() throws {
        let w = try Self.world("pattern die : Die\n match trigger:<kill:past قتل> .. victim:@PERS", head: "attach date:@DATE within sentence\nattach place:[في|ب+]@GPE|LOC|FAC within clause")
        #expect(w.facts("قتل أحمد علي في مدينة صفاقس السبت") == ["Die trigger=قتل victim=أحمد علي date=السبت place=مدينة صفاقس"])
        #expect(w.facts("أمس قتل أحمد علي ببغداد") == ["Die trigger=قتل victim=أحمد علي date=أمس place=بغداد"])
    }

    @Test func policies() throws {
        let w = try Self.world("""
            pattern short : Die
             match trigger:<kill:past قتل> victim:@PERS
            pattern long : Die
             match trigger:<kill:past قتل> victim:@PERS [ب+]instrument:np
            """.replacing("[ب+]instrument:np", with: "instrument:[ب+]np"), head: "policy one-per-trigger")
        #expect(w.facts("قتل أحمد علي برصاص") == ["Die trigger=قتل victim=أحمد علي instrument=رصاص"])
    }

    @Test func nominalGroups() throws {
        let w = try Self.world("pattern attack : Attack\n match trigger:<attack:past اقتحم هاجم> attacker:np target:np")
        #expect(w.facts("اقتحم مسلحون مجهولون مقرين للأمن") == ["Attack trigger=اقتحم attacker=مسلحون مجهولون target=مقرين للأمن"])
        #expect(w.facts("اقتحم المسلحون الملثمون مقرين") == ["Attack trigger=اقتحم attacker=المسلحون الملثمون target=مقرين"])
        #expect(w.facts("هاجم المحتجون مبنى المحافظة في تونس") == ["Attack trigger=هاجم attacker=المحتجون target=مبنى المحافظة"])
        // An accusative begins a group of its own; persons take no complement in ل along.
        #expect(w.facts("هاجم رجل مسلح جنديا للاشتباه به") == ["Attack trigger=هاجم attacker=رجل مسلح target=جنديا"])
    }

    @Test func durationsAreNoDates() throws {
        let w = try Self.world("pattern die : Die\n match trigger:<kill:past قتل> victim:@PERS", head: "attach date:@DATE within sentence")
        var a = w.analyze("قتل أحمد علي أمس")
        for i in a.analysis.mentions.indices where a.analysis.mentions[i].label == .date { a.analysis.mentions[i].value = "P6Y" }
        var extractor = w.extractor
        var recorder = NoRecorder()
        a.text.withUnsafeBufferPointer { extractor.extract($0, a.forms, &a.analysis, only: nil, recorder: &recorder) }
        #expect(a.analysis.facts.map { w.describe($0, a) } == ["Die trigger=قتل victim=أحمد علي"])
    }

    @Test func nearestWins() throws {
        let w = try Self.world("pattern c : Control\n match agent:@ORG .. trigger:<control:finite سيطر> على place:@GPE|LOC")
        #expect(w.facts("الحكومة والجيش سيطر على تونس") == ["Control trigger=سيطر agent=الجيش place=تونس"])
    }
}
