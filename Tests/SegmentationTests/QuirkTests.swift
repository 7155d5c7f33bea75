import TextModel
import Testing

@testable import Segmentation

/// One line of text and what it becomes. Tokens are parted by spaces; flags and kinds stand behind a token:
/// `#` hashBefore, `_` underscoreBefore, `+` split; `<` opening, `>` closing.
struct Cut: CustomStringConvertible, Sendable {
    var text: String
    var tokens: String
    var description: String { text }

    init(_ text: String, _ tokens: String) {
        self.text = text
        self.tokens = tokens
    }
}

let abbreviations = AbbreviationTable(["د.", "م.", "أ.", "أ.د.", "ص.ب.", "Dr.", "U.S."])

func analyse(_ text: String, mode: Segmenter.Mode = .fast, layout: LayoutWords = LayoutWords()) -> Analysis {
    var segmenter = Segmenter(abbreviations: abbreviations, layout: layout, mode: mode)
    var analysis = Analysis()
    segmenter.segment(Array(text.utf8), into: &analysis)
    return analysis
}

func slice(_ text: String, _ bytes: ByteRange) -> String { String(decoding: Array(text.utf8)[bytes.indices], as: UTF8.self) }

func render(_ text: String, _ analysis: Analysis) -> String {
    analysis.tokens.map { token in
        var shown = slice(text, token.bytes)
        for (flag, sign) in [(TokenFlags.hashBefore, "#"), (.underscoreBefore, "_"), (.split, "+"), (.opening, "<"), (.closing, ">")]
        where token.flags.contains(flag) { shown += sign }
        return shown
    }.joined(separator: " ")
}

struct QuirkTests {
    static let cuts: [Cut] = [
        Cut("ستيفان #دي_ميستورا ، أن", "ستيفان دي# ميستورا_ ، أن"),
        Cut("#حمص .", "حمص# ."),
        Cut("# وحده", "# وحده"),
        Cut("عام 2015على", "عام 2015 على+"),
        Cut("نوفمبر2016وقتل", "نوفمبر 2016+ وقتل+"),
        Cut("ديسمبر/كانون الأول", "ديسمبر / كانون الأول"),
        Cut("شركةInrupt و Solidمتوفرة", "شركة Inrupt+ و Solid متوفرة+"),
        Cut("1,200 و ٣٫٥ و 50.98", "1,200 و ٣٫٥ و 50.98"),
        Cut("المهم... أن", "المهم ... أن"),
        Cut("\u{200F}أمن\u{200F} الدولة\u{200E}.", "أمن الدولة ."),
        Cut("\u{FEFF}حمص\u{FEFF}", "حمص"),
        Cut("(\u{200F}حمص)", "(< حمص )>"),
        Cut("حِمْص حمـــص", "حِمْص حمـــص"),
        Cut("زوروا https://example.org/a?b=1, ثم", "زوروا https://example.org/a?b=1 , ثم"),
        Cut("http://example.org.", "http://example.org ."),
        Cut("www.example.com/x-y و example.com", "www.example.com/x-y و example.com"),
        Cut("البريد press-desk@news-agency.org اليوم", "البريد press-desk@news-agency.org اليوم"),
        Cut("@user قال", "@user قال"),
        Cut("قال.وأضاف", "قال .+ وأضاف+"),
        Cut("د.محمد وأ.ف.ب وأ.د. علي", "د .+ محمد+ وأ.ف.ب وأ.د . علي"),
        Cut("أ.ف.ب", "أ.ف.ب"),
        Cut("don't U.S.A Le Figaro’s", "don't U.S.A Le Figaro’s"),
        Cut("لـ'أوبك' الرامية", "لـ '+< أوبك+ '> الرامية"),
        Cut("بـ”جنيف 4″.", "بـ ”< جنيف 4 ″> ."),
        Cut("و”أن الرسالة وصلت” بحسب", "و ”< أن الرسالة وصلت ”> بحسب"),
        Cut("\"تسلية\"لضيوف", "\"< تسلية \"> لضيوف"),
        Cut("قائلا \" نعتذر \" وهاجم", "قائلا \"< نعتذر \"> وهاجم"),
        Cut("''كلمة''", "''< كلمة ''>"),
        Cut("شاشة 55″ و “غير مغلق", "شاشة 55 ″ و “< غير مغلق"),
        Cut("\u{A0}حمص\u{A0}\u{A0}حلب\tدرعا", "حمص حلب درعا"),
        Cut("حمص\u{202F}حلب", "حمص حلب"),
        Cut("_حمص_ ___", "حمص"),
        Cut("👍🏽 تم 👨‍👩‍👧", "👍🏽 تم 👨‍👩‍👧"),
        Cut("٥٠٪ و 50%", "٥٠ ٪ و 50 %"),
        Cut("بلڨاسم ڤيينا پاريس", "بلڨاسم ڤيينا پاريس"),
        Cut("ﻣﺤﻤﺪ ﷺ", "ﻣﺤﻤﺪ ﷺ"),
    ]

    @Test(arguments: cuts) func tokens(_ cut: Cut) {
        #expect(render(cut.text, analyse(cut.text)) == cut.tokens)
        #expect(render(cut.text, analyse(cut.text, mode: .icu)) == cut.tokens, "by ICU")
    }

    /// Sentences parted by `|`.
    static let sentences: [Cut] = [
        Cut("قال د. محمد إن م. علي حضر. ثم غادر", "قال د. محمد إن م. علي حضر.|ثم غادر"),
        Cut("زار ود. أحمد المكان", "زار ود. أحمد المكان"),
        Cut("وصل أ.د. سالم. انتهى", "وصل أ.د. سالم.|انتهى"),
        Cut("هل وصل؟ نعم! ثم… غادر۔ انتهى", "هل وصل؟|نعم!|ثم…|غادر۔|انتهى"),
        Cut("أولا، ثانيا؛ ثالثا", "أولا، ثانيا؛ ثالثا"),
        Cut("قال: “وصلت. وغادرت.” ثم", "قال: “وصلت.|وغادرت.”|ثم"),
        Cut("المعروفة بـ”جنيف 4.″ ثم", "المعروفة بـ”جنيف 4.″|ثم"),
        Cut("وزنه 3.5 طن. انتهى", "وزنه 3.5 طن.|انتهى"),
        Cut("قال.وأضاف", "قال.|وأضاف"),
        Cut("في 2003 م. وقال", "في 2003 م.|وقال"),
        Cut("أمر J. Smith و Dr. Jones", "أمر J. Smith و Dr. Jones"),
        Cut("سطر\nسطر\r\n\nسطر", "سطر|سطر|سطر"),
        Cut("زوروا www.example.com. ثم", "زوروا www.example.com.|ثم"),
    ]

    @Test(arguments: sentences) func sentenceEnds(_ cut: Cut) {
        for mode in [Segmenter.Mode.fast, .icu] {
            let found = analyse(cut.text, mode: mode).sentences.map { slice(cut.text, $0.bytes) }.joined(separator: "|")
            #expect(found == cut.tokens)
        }
    }

    /// Quotations parted by `|`, unclosed ones with `…` behind.
    static let quotations: [Cut] = [
        Cut("“واحد” و «اثنان» و \"ثلاثة\"", "واحد|اثنان|ثلاثة"),
        Cut("قال: “كان «هذا» جيدا”.", "كان «هذا» جيدا|هذا"),
        Cut("بـ”جنيف 4″.", "جنيف 4"),
        Cut("“غير مغلق. ثم", "غير مغلق. ثم…"),
        Cut("مغلق بلا فتح” ثم", ""),
        Cut("\"أول\" ثم \"ثان", "أول|ثان…"),
        Cut("James’ book isn't 'this one'", "this one"),
        Cut("„ألماني“ و ”مقلوب“ و »معكوس«", "ألماني|مقلوب|معكوس"),
        Cut("لـ\"رائدة النساء\"، وبطلة", "رائدة النساء"),
        Cut("قال(\"نعم\")", "نعم"),
        Cut("“أول\nثان”", "أول…"),
        Cut("“أول. ثان. ثالث”.", "أول. ثان. ثالث"),
    ]

    @Test(arguments: quotations) func quotationSpans(_ cut: Cut) {
        for mode in [Segmenter.Mode.fast, .icu] {
            let found = analyse(cut.text, mode: mode).quotations.map { slice(cut.text, $0.bytes) + ($0.closed ? "" : "…") }.joined(separator: "|")
            #expect(found == cut.tokens)
        }
    }
}
