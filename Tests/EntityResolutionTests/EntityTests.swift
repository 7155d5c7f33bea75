import Testing
import TextModel

@testable import EntityResolution

@Suite struct EntityTests {
    let report: AnnotatedReport
    init() throws { report = try AnnotatedReport.load() }

    @Test func sensesFollowThePlaces() {
        let lebanese = report.resolve("قال وزير [NORP|n لبناني] إن [GPE|t طرابلس] و[GPE|s صور] آمنتان.")
        #expect(lebanese.analysis.entities.map(\.key).contains("geonames:266826"))
        let libyan = report.resolve("وصل إلى [GPE|t طرابلس] في [GPE|l ليبيا] وفد أممي.")
        #expect(libyan.analysis.entities.map(\.key).contains("geonames:2210247"))
    }

    @Test func aPersonIsNotTheirNamesake() {
        let here = report.resolve("عاد [PERS|k كريم الشامي] إلى [GPE|l لبنان].")
        #expect(here.analysis.entities.map(\.key).contains("test:minister"))
    }

    @Test func namesAliasesKeys() throws {
        let r = report.resolve("قال [PERS|a الصباغ] إن [ORG|o النهار] أخطأت. و[PERS|a رامي الصباغ] كاتب في [ORG|o صحيفة النهار].")
        let person = try #require(r.analysis.entities.first { $0.label == .pers })
        #expect(person.name == "رامي الصباغ")
        #expect(person.aliases == ["الصباغ"])
        #expect(person.key == "PERS:رامي الصباغ")
        #expect(person.mentions == [MentionID(0), MentionID(2)])
        let paper = try #require(r.analysis.entities.first { $0.label == .org })
        #expect(paper.name == "صحيفة النهار")
        #expect(paper.key == "rabt:org-nahar")
        #expect(paper.entry != nil)
    }

    @Test func sameBytesSameResult() {
        let text = "وصل [PERS|a وليد الخطيب] و[PERS|b سامر الخطيب] إلى [GPE|s صور]. وقال [PERS|b الخطيب] إن [GPE|s المدينة] هادئة."
        let first = report.resolve(text).analysis.entities
        for _ in 0..<5 {
            let again = report.resolve(text).analysis.entities
            #expect(again.map(\.key) == first.map(\.key) && again.map(\.aliases) == first.map(\.aliases) && again.map(\.mentions) == first.map(\.mentions))
        }
    }

    @Test func manyMentionsStayLinear() {
        var text = ""
        for i in 0..<1000 { text += "قال [PERS|p\(i) سمير خوري\(i)] إن [GPE|s صور] بخير. " }
        let r = report.resolve(text)
        #expect(r.analysis.entities.count == 1001)
    }

    @Test func findsAFamilyNameWithALetterWrong() {
        func found(_ text: String) -> [String] {
            let r = report.resolve(text, finding: true)
            return r.analysis.mentions.filter { $0.label == .pers && $0.foundBy == .rule(StaticRule("short.family-name")) }.map { r.slice($0.bytes) }
        }
        #expect(found("قال [PERS|a ستيفان دي ميستورا] إن الحل قريب. وبعد اجتماعه بدي مستورا غادر الوفد.") == ["دي مستورا"])
        #expect(found("قال [PERS|a بيتر شتايلماير] إن الوضع صعب. وتابع شتايلمير حديثه.") == ["شتايلمير"])
        // A short word, and another family's name with two letters other.
        #expect(found("قال [PERS|a نادين حسون] إن الوضع صعب. وكان حسن حاضرا.") == [])
        #expect(found("قال [PERS|a بيتر شتايلماير] إن الوضع صعب. وتابع شتاينمير حديثه.") == [])
    }

    @Test func findsShortForms() {
        let r = report.resolve("أعلنت [ORG|a جمعية بيوت الجنوب] أن [PERS|p رامي الصباغ] استقال بعد [EVENT|e هجوم صور]. وقال الصباغ للجمعية إن هذا الهجوم مؤلم. وعولج جرحى في مستشفى الصباغ.", finding: true)
        let found = r.analysis.mentions.filter { if case .rule(let rule) = $0.foundBy { rule.name.hasPrefix("short.") } else { false } }
        #expect(found.map { r.slice($0.bytes) } == ["الصباغ", "لجمعية", "هذا الهجوم"])
        #expect(Set(r.analysis.mentions.compactMap(\.entity)).count == 3)
    }
}
