import ClauseBounds
import Lexicons
import ModelStorage
import Segmentation
import TextModel

@testable import RelationExtraction

/// The shipped word classes and schema with a few names: enough of a pipeline to run patterns on sentences.
struct World {
    let vocabulary: Vocabulary
    let extractor: RelationExtractor
    let program: PatternProgram
    let files: [PatternFile]
    let diagnostics: [Diagnostic]
    let names: [(words: [WordID], label: Label, form: MentionForm)]

    static var root: String {
        let parts = #filePath.split(separator: "/")
        return "/" + parts.dropLast(3).joined(separator: "/")
    }

    static func read(_ path: String) throws -> String { String(decoding: try FileReader.read(FileName(root + "/" + path)), as: UTF8.self) }

    init(_ sources: [(name: String, text: String)], names list: [(String, Label, MentionForm)] = World.names) throws {
        let builder = VocabularyBuilder()
        var loader = WordClassLoader(builder)
        try loader.load(directory: FileName(World.root + "/lexicons"))
        names = list.map { item in (item.0.split(separator: " ").map { builder.intern(String($0)) }, item.1, item.2) }.sorted { $0.words.count > $1.words.count }
        let schemaText = try World.read("seeds/schema.tsv")
        let (schema, schemaProblems) = SchemaReader.read(name: "seeds/schema.tsv", text: schemaText)
        let (parsed, parseProblems) = PatternSource.parse(files: sources)
        let compiler = PatternCompiler(vocabulary: builder, schema: schema, schemaText: schemaText)
        let (compiled, compileProblems) = compiler.compile(parsed)
        files = parsed
        diagnostics = schemaProblems + parseProblems + compileProblems
        var writer = ModelWriter()
        builder.write(to: &writer)
        compiled.write(to: &writer)
        let file = try ModelFile.inMemory(writer.finish(sourceHash: (0, 0)))
        vocabulary = Vocabulary(file)
        program = PatternProgram(file: file)
        extractor = RelationExtractor(program: program, vocabulary: vocabulary)
    }

    /// Segments, reads words, tags the listed names and plain numbers, finds clauses.
    func analyze(_ text: String) -> AnalyzedText {
        let bytes = Array(text.utf8)
        var analysis = Analysis()
        var segmenter = Segmenter()
        segmenter.segment(bytes, into: &analysis)
        var forms = WordForms(vocabulary: vocabulary)
        bytes.withUnsafeBufferPointer { forms.analyze($0, &analysis) }
        tag(bytes, forms, &analysis)
        bytes.withUnsafeBufferPointer { ClauseFinder(vocabulary: vocabulary).find($0, forms, &analysis) }
        return AnalyzedText(text: bytes, forms: forms, analysis: analysis)
    }

    private func tag(_ text: [UInt8], _ forms: WordForms, _ analysis: inout Analysis) {
        for (s, sentence) in analysis.sentences.enumerated() {
            for t in sentence.tokens.indices {
                let token = analysis.tokens[t]
                if token.kind == .number {
                    let value = String(decoding: text[token.bytes.indices], as: UTF8.self)
                    analysis.mentions.append(Mention(bytes: token.bytes, tokens: TokenRange(t, t + 1), label: .cardinal, form: .name, sentence: UInt32(s),
                                                     foundBy: .rule(StaticRule("test")), value: value))
                    continue
                }
                guard token.kind == .word else { continue }
                for name in names where t + name.words.count <= Int(sentence.tokens.end) {
                    var reading: Reading?
                    for r in forms.readings(of: token.form) where forms.pool[r].word == name.words[0] { reading = reading ?? forms.pool[r] }
                    guard let reading else { continue }
                    var fits = true
                    for k in 1..<max(name.words.count, 1) where !forms.readings(of: analysis.tokens[t + k].form).contains(where: { forms.pool[$0].word == name.words[k] && forms.pool[$0].stem == 0 }) { fits = false }
                    if !fits { continue }
                    let end = t + name.words.count
                    analysis.mentions.append(Mention(bytes: ByteRange(token.start + UInt32(reading.stem), analysis.tokens[end - 1].end), tokens: TokenRange(t, end),
                                                     label: name.label, form: name.form, sentence: UInt32(s), foundBy: .rule(StaticRule("test")), proclitics: reading.proclitics))
                }
            }
        }
    }

    /// What is found, one line a fact: `Die trigger=قتل victim=… negated planned`.
    func facts(_ text: String, only: String? = nil) -> [String] {
        var a = analyze(text)
        var extractor = extractor
        var recorder = NoRecorder()
        a.text.withUnsafeBufferPointer { extractor.extract($0, a.forms, &a.analysis, only: only.flatMap { program.pattern(named: $0) }, recorder: &recorder) }
        return a.analysis.facts.map { describe($0, a) }
    }

    func describe(_ fact: Fact, _ a: AnalyzedText) -> String {
        var out = program.schema.types[fact.type.index].name
        if let t = fact.trigger { out += " trigger=" + String(decoding: a.text[t.indices], as: UTF8.self) }
        for i in fact.arguments.indices {
            let x = a.analysis.arguments[i]
            out += " \(program.schema.roleNames[x.role.index])=" + String(decoding: a.text[x.bytes.indices], as: UTF8.self)
        }
        if fact.polarity == .negated { out += " negated" }
        if fact.modality != .actual { out += " \(fact.modality.name)" }
        return out
    }

    static let names: [(String, Label, MentionForm)] = [
        ("أحمد علي", .pers, .name), ("سامي حداد", .pers, .name), ("ليلى منصور", .pers, .name), ("خالد", .pers, .name), ("كريم", .pers, .name),
        ("الجيش", .org, .name), ("الحكومة", .org, .name), ("الشرطة", .org, .name), ("حركة النور", .org, .name), ("حزب الغد", .org, .name), ("البرلمان", .org, .name),
        ("وزارة الدفاع", .org, .name), ("كتيبة الفجر", .org, .name), ("الاتحاد", .org, .name), ("المعارضة", .org, .name),
        ("القاهرة", .gpe, .name), ("تونس", .gpe, .name), ("بغداد", .gpe, .name), ("العراق", .gpe, .name), ("مدينة صفاقس", .gpe, .name), ("صفاقس", .gpe, .name),
        ("حي الزهور", .loc, .name), ("معبر الوليد", .fac, .name), ("مطار بغداد", .fac, .name), ("ثكنة", .fac, .nominal),
        ("رئيس", .occ, .nominal), ("وزير الدفاع", .occ, .nominal), ("العميد", .occ, .nominal), ("العقيد", .occ, .nominal), ("عضو", .occ, .nominal), ("مدير", .occ, .nominal),
        ("الهجوم", .event, .name), ("التفجير", .event, .name), ("الانتخابات", .event, .name), ("تفجير بغداد", .event, .name),
        ("مسلحون", .pers, .nominal), ("متظاهرون", .pers, .nominal), ("السبت", .date, .name), ("أمس", .date, .name), ("الثلاثاء", .date, .name), ("العراقية", .norp, .name),
    ]
}
