import Testing
import TextModel

@testable import EntityResolution

@Suite struct CoreferenceTests {
    let report: AnnotatedReport
    init() throws { report = try AnnotatedReport.load() }

    @Test func familyNameStandsForItsBearer() {
        report.check("قالت [PERS|a نادين الصباغ] إن الاجتماع تأجل. وأضافت [PERS|a الصباغ] أن الموعد لم يحدد بعد، ونفى [PERS|b سليم خوري] ذلك.")
    }

    @Test func namesakesStayApart() {
        report.check("التقى [PERS|a وليد الخطيب] نظيره [PERS|b سامر الخطيب]. وقال [PERS|b الخطيب] إن اللقاء مثمر.")
        report.check("وصل [PERS|a حسن العلي] و[PERS|b حسين العلي] معا.")
    }

    @Test func aLetterMayBeWrong() {
        report.check("قال [PERS|a بيتر شتايلماير] إن الوضع صعب. وتابع [PERS|a شتايلمير] حديثه.")
    }

    @Test func hashtagsAndUnderscores() {
        report.check("غرد أنصار #[PERS|a نادين_الصباغ] بعد خطاب [PERS|a نادين الصباغ].")
    }

    @Test func nicknameAfterItsCue() {
        report.check("اعتقلت القوة [PERS|a جهاد مرعي] الملقب بـ[PERS|a أبو الليل] في المساء.")
    }

    @Test func headsWithArticle() {
        report.check("أعلنت [ORG|a جمعية بيوت الجنوب] عن مبادرتها، ووقعت [ORG|a الجمعية] مذكرة مع [ORG|b حزب الغد]. ورفض [ORG|b الحزب] التعليق.")
        report.check("حذرت [ORG|a منظمة الصحة العالمية] من الوباء. وأكدت [ORG|a المنظمة] جاهزيتها.")
    }

    @Test func tailsAndIdentityHeads() {
        report.check("دعا [ORG|a المجلس البلدي المنتخب] إلى جلسة، وقال [ORG|a المجلس البلدي] إنها علنية. ونقلت [ORG|b وكالة نبأ] عن مصدر، وأوضحت [ORG|b نبأ] التفاصيل.")
    }

    @Test func partOfAnOrganisationIsAnother() {
        report.check("اقتحم مسلحون مقر [ORG|a فرع [ORG|b الأمن الجنائي]] وأصدر [ORG|b الأمن الجنائي] بيانا.")
    }

    @Test func acronymInBrackets() {
        report.check("قررت [ORG|a رابطة المزارعين المتحدين] ([ORG|a رمم]) الإضراب.")
    }

    @Test func placesWithAndWithoutHead() {
        report.check("وقع الحادث في [GPE|a مدينة صور]. وشيعت [GPE|a صور] ضحاياها، وأغلقت [GPE|a المدينة] محالها.")
        report.check("زار الوفد [GPE|a محافظة المنية] ثم [GPE|b مدينة المنية].")
    }

    @Test func capitalBehindItsAdjective() {
        report.check("عاد الوفد إلى [GPE|a صور]. ووقع الانفجار وسط [GPE|a المدينة [NORP|l اللبنانية] صور] صباحا.")
    }

    @Test func theCountryIsTheOneSpokenOf() {
        report.check("قال الرئيس [NORP|p اللبناني] إن [GPE|a لبنان] لن يوقع، وإن [GPE|b مصر] تدعم ذلك. وأضاف أن [GPE|a البلاد] تحتاج وقتا.")
    }

    @Test func capitalThatActs() {
        report.check("رفضت [GPE|a فرنسا] المقترح، وقال دبلوماسي إن [GPE|a باريس] تريد ضمانات. وعقد اللقاء في [GPE|b باريس].")
    }

    @Test func eventsByPlace() {
        report.check("هز [EVENT|a تفجير [GPE|s صور]] البلاد، ودان الوزير [EVENT|a هذا الهجوم]. وذكّر بـ[EVENT|b هجوم [GPE|t طرابلس]] قبل عام. وبدأت [EVENT|c المفاوضات] أمس.")
        report.check("عقدت [EVENT|a القمة العربية [ORDINAL|30 الثلاثون]] بعد [EVENT|b القمة العربية [ORDINAL|29 التاسعة والعشرين]].")
    }

    @Test func rolesByShortForm() {
        report.check("استقبل [OCC|a وزير الزراعة] المزارعين. وقال [OCC|a الوزير] إن [OCC|b رئيس الحكومة] موافق.")
    }

    @Test func valuesByValue() {
        report.check("قتل [CARDINAL|3 ثلاثة] يوم [DATE|2024-05-10 الجمعة] وجرح [CARDINAL|3 3] آخرون [DATE|2024-05-10 اليوم].")
    }
}
