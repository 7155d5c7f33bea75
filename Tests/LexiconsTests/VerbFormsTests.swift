import Testing
@testable import Lexicons

/// Paradigms written out by hand, in the order of `past` and `present` below.
@Suite struct VerbFormsTests {
    struct Paradigm: Sendable {
        var past: String, present: String
        /// 3ms 3fs 3md 3fd 3mp 3fp 2ms 2mp 1s 1p
        var pastForms: String
        /// 3ms 3fs 3md 3mp 3fp 2fs 1s 1p, then dependent 3ms 3md 3mp
        var presentForms: String
    }

    static let pastSlots: [WordFeatures] = [
        [.masculine, .singular], [.feminine, .singular], [.masculine, .dual], [.feminine, .dual], [.masculine, .plural], [.feminine, .plural],
        [.secondPerson, .masculine, .singular], [.secondPerson, .masculine, .plural], [.firstPerson, .singular], [.firstPerson, .plural],
    ]
    static let presentSlots: [WordFeatures] = [
        [.masculine, .singular], [.feminine, .singular], [.masculine, .dual], [.masculine, .plural], [.feminine, .plural],
        [.secondPerson, .feminine, .singular], [.firstPerson, .singular], [.firstPerson, .plural],
        [.masculine, .singular, .dependent], [.masculine, .dual, .dependent], [.masculine, .plural, .dependent],
    ]

    static let paradigms: [Paradigm] = [
        // sound I, II, III, IV
        Paradigm(past: "كتب", present: "يكتب", pastForms: "كتب كتبت كتبا كتبتا كتبوا كتبن كتبت كتبتم كتبت كتبنا",
                 presentForms: "يكتب تكتب يكتبان يكتبون يكتبن تكتبين أكتب نكتب يكتب يكتبا يكتبوا"),
        Paradigm(past: "أعلن", present: "يعلن", pastForms: "أعلن أعلنت أعلنا أعلنتا أعلنوا أعلن أعلنت أعلنتم أعلنت أعلنا",
                 presentForms: "يعلن تعلن يعلنان يعلنون يعلن تعلنين أعلن نعلن يعلن يعلنا يعلنوا"),
        Paradigm(past: "حاول", present: "يحاول", pastForms: "حاول حاولت حاولا حاولتا حاولوا حاولن حاولت حاولتم حاولت حاولنا",
                 presentForms: "يحاول تحاول يحاولان يحاولون يحاولن تحاولين أحاول نحاول يحاول يحاولا يحاولوا"),
        // final ت: صوّتُّ
        Paradigm(past: "صوت", present: "يصوت", pastForms: "صوت صوتت صوتا صوتتا صوتوا صوتن صوت صوتم صوت صوتنا",
                 presentForms: "يصوت تصوت يصوتان يصوتون يصوتن تصوتين أصوت نصوت يصوت يصوتا يصوتوا"),
        // doubled I, IV, VII, VIII, X
        Paradigm(past: "رد", present: "يرد", pastForms: "رد ردت ردا ردتا ردوا رددن رددت رددتم رددت رددنا",
                 presentForms: "يرد ترد يردان يردون يرددن تردين أرد نرد يرد يردا يردوا"),
        Paradigm(past: "أصر", present: "يصر", pastForms: "أصر أصرت أصرا أصرتا أصروا أصررن أصررت أصررتم أصررت أصررنا",
                 presentForms: "يصر تصر يصران يصرون يصررن تصرين أصر نصر يصر يصرا يصروا"),
        Paradigm(past: "انضم", present: "ينضم", pastForms: "انضم انضمت انضما انضمتا انضموا انضممن انضممت انضممتم انضممت انضممنا",
                 presentForms: "ينضم تنضم ينضمان ينضمون ينضممن تنضمين أنضم ننضم ينضم ينضما ينضموا"),
        Paradigm(past: "احتل", present: "يحتل", pastForms: "احتل احتلت احتلا احتلتا احتلوا احتللن احتللت احتللتم احتللت احتللنا",
                 presentForms: "يحتل تحتل يحتلان يحتلون يحتللن تحتلين أحتل نحتل يحتل يحتلا يحتلوا"),
        Paradigm(past: "استمر", present: "يستمر", pastForms: "استمر استمرت استمرا استمرتا استمروا استمررن استمررت استمررتم استمررت استمررنا",
                 presentForms: "يستمر تستمر يستمران يستمرون يستمررن تستمرين أستمر نستمر يستمر يستمرا يستمروا"),
        // look doubled and aren't
        Paradigm(past: "اتفق", present: "يتفق", pastForms: "اتفق اتفقت اتفقا اتفقتا اتفقوا اتفقن اتفقت اتفقتم اتفقت اتفقنا",
                 presentForms: "يتفق تتفق يتفقان يتفقون يتفقن تتفقين أتفق نتفق يتفق يتفقا يتفقوا"),
        Paradigm(past: "استمع", present: "يستمع", pastForms: "استمع استمعت استمعا استمعتا استمعوا استمعن استمعت استمعتم استمعت استمعنا",
                 presentForms: "يستمع تستمع يستمعان يستمعون يستمعن تستمعين أستمع نستمع يستمع يستمعا يستمعوا"),
        // assimilated
        Paradigm(past: "وصل", present: "يصل", pastForms: "وصل وصلت وصلا وصلتا وصلوا وصلن وصلت وصلتم وصلت وصلنا",
                 presentForms: "يصل تصل يصلان يصلون يصلن تصلين أصل نصل يصل يصلا يصلوا"),
        // hollow I (و ي ا), IV, VIII, X
        Paradigm(past: "قال", present: "يقول", pastForms: "قال قالت قالا قالتا قالوا قلن قلت قلتم قلت قلنا",
                 presentForms: "يقول تقول يقولان يقولون يقلن تقولين أقول نقول يقل يقولا يقولوا"),
        Paradigm(past: "باع", present: "يبيع", pastForms: "باع باعت باعا باعتا باعوا بعن بعت بعتم بعت بعنا",
                 presentForms: "يبيع تبيع يبيعان يبيعون يبعن تبيعين أبيع نبيع يبع يبيعا يبيعوا"),
        Paradigm(past: "خاف", present: "يخاف", pastForms: "خاف خافت خافا خافتا خافوا خفن خفت خفتم خفت خفنا",
                 presentForms: "يخاف تخاف يخافان يخافون يخفن تخافين أخاف نخاف يخف يخافا يخافوا"),
        Paradigm(past: "أعاد", present: "يعيد", pastForms: "أعاد أعادت أعادا أعادتا أعادوا أعدن أعدت أعدتم أعدت أعدنا",
                 presentForms: "يعيد تعيد يعيدان يعيدون يعدن تعيدين أعيد نعيد يعد يعيدا يعيدوا"),
        Paradigm(past: "اغتال", present: "يغتال", pastForms: "اغتال اغتالت اغتالا اغتالتا اغتالوا اغتلن اغتلت اغتلتم اغتلت اغتلنا",
                 presentForms: "يغتال تغتال يغتالان يغتالون يغتلن تغتالين أغتال نغتال يغتل يغتالا يغتالوا"),
        Paradigm(past: "استقال", present: "يستقيل", pastForms: "استقال استقالت استقالا استقالتا استقالوا استقلن استقلت استقلتم استقلت استقلنا",
                 presentForms: "يستقيل تستقيل يستقيلان يستقيلون يستقلن تستقيلين أستقيل نستقيل يستقل يستقيلا يستقيلوا"),
        // defective
        Paradigm(past: "دعا", present: "يدعو", pastForms: "دعا دعت دعوا دعتا دعوا دعون دعوت دعوتم دعوت دعونا",
                 presentForms: "يدعو تدعو يدعوان يدعون يدعون تدعين أدعو ندعو يدع يدعوا يدعوا"),
        Paradigm(past: "رمى", present: "يرمي", pastForms: "رمى رمت رميا رمتا رموا رمين رميت رميتم رميت رمينا",
                 presentForms: "يرمي ترمي يرميان يرمون يرمين ترمين أرمي نرمي يرم يرميا يرموا"),
        Paradigm(past: "بقي", present: "يبقى", pastForms: "بقي بقيت بقيا بقيتا بقوا بقين بقيت بقيتم بقيت بقينا",
                 presentForms: "يبقى تبقى يبقيان يبقون يبقين تبقين أبقى نبقى يبق يبقيا يبقوا"),
        Paradigm(past: "تبنى", present: "يتبنى", pastForms: "تبنى تبنت تبنيا تبنتا تبنوا تبنين تبنيت تبنيتم تبنيت تبنينا",
                 presentForms: "يتبنى تتبنى يتبنيان يتبنون يتبنين تتبنين أتبنى نتبنى يتبن يتبنيا يتبنوا"),
        Paradigm(past: "رأى", present: "يرى", pastForms: "رأى رأت رأيا رأتا رأوا رأين رأيت رأيتم رأيت رأينا",
                 presentForms: "يرى ترى يريان يرون يرين ترين أرى نرى ير يريا يروا"),
        // hamza
        Paradigm(past: "بدأ", present: "يبدأ", pastForms: "بدأ بدأت بدآ بدأتا بدؤوا بدأن بدأت بدأتم بدأت بدأنا",
                 presentForms: "يبدأ تبدأ يبدآن يبدؤون يبدأن تبدئين أبدأ نبدأ يبدأ يبدآ يبدؤوا"),
        Paradigm(past: "أنشأ", present: "ينشئ", pastForms: "أنشأ أنشأت أنشآ أنشأتا أنشؤوا أنشأن أنشأت أنشأتم أنشأت أنشأنا",
                 presentForms: "ينشئ تنشئ ينشئان ينشئون ينشئن تنشئين أنشئ ننشئ ينشئ ينشئا ينشئوا"),
        Paradigm(past: "أكل", present: "يأكل", pastForms: "أكل أكلت أكلا أكلتا أكلوا أكلن أكلت أكلتم أكلت أكلنا",
                 presentForms: "يأكل تأكل يأكلان يأكلون يأكلن تأكلين آكل نأكل يأكل يأكلا يأكلوا"),
        Paradigm(past: "آمن", present: "يؤمن", pastForms: "آمن آمنت آمنا آمنتا آمنوا آمن آمنت آمنتم آمنت آمنا",
                 presentForms: "يؤمن تؤمن يؤمنان يؤمنون يؤمن تؤمنين أؤمن نؤمن يؤمن يؤمنا يؤمنوا"),
        Paradigm(past: "جاء", present: "يجيء", pastForms: "جاء جاءت جاءا جاءتا جاؤوا جئن جئت جئتم جئت جئنا",
                 presentForms: "يجيء تجيء يجيئان يجيئون يجئن تجيئين أجيء نجيء يجئ يجيئا يجيئوا"),
        Paradigm(past: "شاء", present: "يشاء", pastForms: "شاء شاءت شاءا شاءتا شاؤوا شئن شئت شئتم شئت شئنا",
                 presentForms: "يشاء تشاء يشاءان يشاؤون يشأن تشائين أشاء نشاء يشأ يشاءا يشاؤوا"),
        // quadriliteral
        Paradigm(past: "سيطر", present: "يسيطر", pastForms: "سيطر سيطرت سيطرا سيطرتا سيطروا سيطرن سيطرت سيطرتم سيطرت سيطرنا",
                 presentForms: "يسيطر تسيطر يسيطران يسيطرون يسيطرن تسيطرين أسيطر نسيطر يسيطر يسيطرا يسيطروا"),
        Paradigm(past: "اطمأن", present: "يطمئن", pastForms: "اطمأن اطمأنت اطمأنا اطمأنتا اطمأنوا اطمأنن اطمأننت اطمأننتم اطمأننت اطمأننا",
                 presentForms: "يطمئن تطمئن يطمئنان يطمئنون يطمئنن تطمئنين أطمئن نطمئن يطمئن يطمئنا يطمئنوا"),
    ]

    @Test(arguments: paradigms) func paradigm(_ p: Paradigm) throws {
        let forms = try VerbForms(past: p.past, present: p.present).finite()
        check(forms, p.pastForms, Self.pastSlots, .past)
        check(forms, p.presentForms, Self.presentSlots, .present)
    }

    private func check(_ forms: [VerbForms.Form], _ written: String, _ slots: [WordFeatures], _ tense: WordFeatures) {
        let words = written.split(separator: " ").map(String.init)
        #expect(words.count == slots.count)
        for (word, slot) in zip(words, slots) {
            let sense = slot.union(tense)
            // A dependent form that is written like the indicative has no sense of its own.
            let found = forms.contains { $0.text == word && ($0.features == sense || $0.features == sense.subtracting(.dependent)) }
            #expect(found, "\(word) for \(sense.rawValue), there are \(forms.filter { $0.features == sense }.map(\.text))")
        }
    }

    @Test func noWrongForms() throws {
        func texts(_ past: String, _ present: String) throws -> Set<String> { Set(try VerbForms(past: past, present: present).finite().map(\.text)) }
        #expect(try texts("قال", "يقول").isDisjoint(with: ["قالن", "قالتم", "يقوول"]))
        #expect(try texts("دعا", "يدعو").isDisjoint(with: ["دعات", "دعاوا", "يدعوون"]))
        #expect(try texts("اتفق", "يتفق").isDisjoint(with: ["اتفققت"]))
        #expect(try texts("قاتل", "يقاتل").isDisjoint(with: ["قتلن", "يقتلن"]))
        #expect(try texts("حاول", "يحاول").isDisjoint(with: ["يحاول".replacingLast("ول", "ل")]))
    }

    @Test func givenFirstPersonDecides() throws {
        let forms = try VerbForms(past: "استل", present: "يستل", first: "استللت").finite()
        #expect(forms.contains { $0.text == "استللت" })
        let strong = try VerbForms(past: "استبد", present: "يستبد", first: "استبدت").finite()
        #expect(!strong.contains { $0.text == "استبددت" })
    }

    @Test(arguments: [("قال", "يقول", "قيل قيلت قيلوا", "يقال تقال يقالون"), ("اغتال", "يغتال", "اغتيل اغتيلت اغتيلوا", ""),
                      ("أدان", "يدين", "أدين أدينت أدينوا", "يدان تدان يدانون"), ("دعا", "يدعو", "دعي دعيت دعوا دعيا", "يدعى تدعى يدعون"),
                      ("قاتل", "يقاتل", "قوتل قوتلت قوتلوا", ""), ("تبادل", "يتبادل", "تبودل تبودلت", ""), ("وجد", "يجد", "", "يوجد توجد يوجدون"),
                      ("أخذ", "يأخذ", "", "يؤخذ تؤخذ"), ("سأل", "يسأل", "سئل سئلت سئلوا", ""), ("أنشأ", "ينشئ", "أنشئ أنشئت أنشئوا", "ينشأ تنشأ"),
                      ("قرأ", "يقرأ", "قرئ قرئت", ""), ("فاجأ", "يفاجئ", "فوجئ فوجئت فوجئوا", "يفاجأ")])
    func passives(_ v: (String, String, String, String)) throws {
        let forms = try VerbForms(past: v.0, present: v.1).finite(transitive: true)
        for word in v.2.split(separator: " ") { #expect(forms.contains { $0.text == word && $0.features.isSuperset(of: [.past, .passive]) }, "\(word)") }
        for word in v.3.split(separator: " ") { #expect(forms.contains { $0.text == word && $0.features.isSuperset(of: [.present, .passive]) }, "\(word)") }
        #expect(try VerbForms(past: v.0, present: v.1).finite().allSatisfy { !$0.features.contains(.passive) })
    }

    @Test func brokenPrincipalParts() {
        #expect(throws: VerbForms.Problem.pastTooShort("ك")) { try VerbForms(past: "ك", present: "يكتب") }
        #expect(throws: VerbForms.Problem.presentPrefix("تكتب")) { try VerbForms(past: "كتب", present: "تكتب") }
        #expect(throws: VerbForms.Problem.unrelated(past: "كتب", present: "يقرأ")) { try VerbForms(past: "كتب", present: "يقرأ") }
    }

    @Test func nouns() {
        let masdar = NounForms.masdar("محاولة").map(\.text)
        #expect(masdar == ["محاولة", "محاولات", "محاولتان", "محاولتين"])
        let active = Set(NounForms.participle("متبني", .activeParticiple).map(\.text))
        #expect(active.isSuperset(of: ["متبني", "متبن", "متبنية", "متبنون", "متبنين", "متبنيات", "متبنيان"]))
        let passive = Set(NounForms.participle("مسمى", .passiveParticiple).map(\.text))
        #expect(passive.isSuperset(of: ["مسمى", "مسماة", "مسمون", "مسمين", "مسميات", "مسميان"]))
        let injured = Set(NounForms.participle("مصاب", .passiveParticiple).map(\.text))
        #expect(injured.isSuperset(of: ["مصاب", "مصابة", "مصابون", "مصابين", "مصابو", "مصابي", "مصابات", "مصابان", "مصابتين"]))
    }
}

extension String {
    fileprivate func replacingLast(_ suffix: String, _ with: String) -> String { hasSuffix(suffix) ? dropLast(suffix.count) + with : self }
}
