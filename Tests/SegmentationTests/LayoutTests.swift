import TextModel
import Testing

@testable import Segmentation

struct LayoutTests {
    private let words = LayoutWords(outlets: ["رويترز", "أ ف ب", "وكالات", "العربية نت"], authorMarks: ["كتب", "بقلم", "مراسل"], verbs: ["قال", "أكد"])
    private let body = "وصل الوفد إلى المدينة صباح اليوم بعد رحلة طويلة من العاصمة استمرت ساعات."

    private func kinds(_ text: String) -> [SentenceKind] { analyse(text, layout: words).sentences.map(\.kind) }

    @Test func headings() {
        #expect(kinds("وصول الوفد إلى المدينة\n\(body)\nلا تقدم في المحادثات\n\(body)\n") == [.heading, .body, .heading, .body])
        // A line with an end mark, a colon or a verb in front is body, and so is the last line.
        #expect(kinds("\(body)\nقال الوزير ذلك\n\(body)\nفي الأثناء:\n\(body)\nوصل الوفد.\n\(body)") == [.body, .body, .body, .body, .body, .body, .body])
        #expect(kinds("\(body)\n\"لم يصل أحد.\"\n\(body)") == [.body, .body, .body])
    }

    @Test func sourceLines() {
        func source(_ text: String) -> String {
            let analysis = analyse(text, layout: words)
            return [analysis.dateline, analysis.publisher, analysis.author].map { $0.map { slice(text, $0) } ?? "-" }.joined(separator: "|")
        }
        #expect(source("\(body)\nالعربية نت") == "-|العربية نت|-")
        #expect(source("\(body)\nالمركز الإعلامي المحلي") == "-|المركز الإعلامي المحلي|-")
        #expect(source("\(body)العربية نت") == "-|العربية نت|-")
        #expect(source("دمشق - رويترز: \(body)") == "دمشق|رويترز|-")
        #expect(source("بيروت (رويترز) - \(body)") == "بيروت|رويترز|-")
        #expect(source("عنوان الخبر\nبيروت (رويترز) - \(body)") == "بيروت|رويترز|-")
        #expect(source("كتب: سامي الأحمد\n\(body)") == "-|-|سامي الأحمد")
        #expect(source("\(body) (أ.ف.ب)") == "-|أ.ف.ب|-")
        #expect(source("\(body)\n(رويترز)") == "-|رويترز|-")
        #expect(source("كتب سامي رسالة طويلة إلى أخيه\n\(body)") == "-|-|-")
        #expect(source(body) == "-|-|-")
        #expect(kinds("\(body)\nالعربية نت") == [.body, .byline])
    }

    @Test func offsetsCountTheByteOrderMark() {
        let analysis = analyse("\u{FEFF}حمص\r\nحلب")
        #expect(analysis.tokens.map(\.bytes) == [ByteRange(3, 9), ByteRange(11, 17)])
        #expect(analysis.tokens[0].flags == .lineStart)
        #expect(analysis.sentences.map(\.paragraph) == [0, 1])
    }

    @Test func emptyTexts() {
        for text in ["", "\n", "\n\n\r\n", " ", "\u{FEFF}", "\u{200F}"] {
            let analysis = analyse(text)
            #expect(analysis.tokens.isEmpty && analysis.sentences.isEmpty && analysis.quotations.isEmpty)
        }
    }
}
