import ArgumentParser
import EntityTagging
import Evaluation
import Lexicons
import ModelStorage
import Pipeline
import Segmentation
import SystemFiles
import TextModel

/// `rabt tune`: fits the evidence weights to gold annotation.
struct TuneCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tune",
        abstract: "Fits the evidence weights to gold annotation (.ann files).",
        discussion: """
            Examples:
              rabt tune gold -o mine                                 weights.tsv and weights-nested.tsv in mine
              rabt tune gold --coarse news.ann --rounds 4 -o mine    more gold, with fewer labels
            """)

    @Option(name: .long, help: "Lexicon directory.") var lexicons = "lexicons"
    @Option(name: .long, help: "Rounds over the gold.") var rounds = 8
    @Option(name: .long, help: "Step size.") var rate: Float = 0.15
    @Option(name: .long, help: "Pull towards the starting weights.") var decay: Float = 0.0005
    @Option(name: .long, help: "Weights smaller than this are left out.") var threshold: Float = 0.05
    @Option(name: .shortAndLong, help: "Directory for weights.tsv and weights-nested.tsv.") var output = "lexicons"
    @Option(name: .long, help: "Gold with coarse labels PER LOC ORG and generic heads outside (repeatable).") var coarse: [String] = []
    @Option(name: .long, help: "How much a sentence with all labels counts against a coarse one.") var weight: Float = 2
    @Option(name: .long, help: "Added to the bias of every label after fitting: more is found, less of it is right.") var lean: Float = 0
    @ArgumentParser.Argument(help: "Gold .ann files or directories with all 21 labels.") var gold: [String] = []

    func run() throws {
        var compiler = ModelCompiler(ModelPaths(lexicons: [FilePath(lexicons)], patterns: []))
        let model: ModelFile
        let bytes: [UInt8]
        do throws(ModelError) { bytes = try compiler.compile() } catch {
            throw ending(.configuration, error.lines.prefix(20).joined(separator: "\n"))
        }
        model = try ModelFile.inMemory(bytes)
        let lexicon = Lexicon(model)
        var forms = WordForms(vocabulary: lexicon.vocabulary, limit: .max)
        var segmenter = Segmenter()
        var tuning = TaggerTuning(model: model, lexicon: lexicon)
        func add(_ path: String, coarse: Bool) throws {
            let name = FileName(path)
            let files = FileReader.isDirectory(name) ? try FileReader.walk(name, suffix: ".ann") : [name]
            for f in files {
                let (mentions, problems) = InlineAnnotation.parse(try FileReader.read(f), file: f.text)
                if !problems.isEmpty { throw ValidationError(problems.map(\.description).joined(separator: "\n")) }
                var analysis = Analysis()
                segmenter.segment(mentions.text, into: &analysis)
                mentions.text.withUnsafeBufferPointer { forms.analyze($0, &analysis) }
                var spans: [GoldDocument.Span] = []
                for m in mentions.mentions where !m.isNominal {
                    guard let labels = TuneCommand.labels(m.label, coarse: coarse) else { continue }
                    spans.append(GoldDocument.Span(bytes: m.bytes, labels: labels))
                }
                let places: LabelSet = [LabelSet(.gpe), LabelSet(.loc), LabelSet(.fac)]
                let named: LabelSet = places.union([LabelSet(.pers), LabelSet(.org)])
                tuning.add(GoldDocument(text: mentions.text, analysis: analysis, spans: spans, supervised: coarse ? named : .all,
                                        enabled: coarse ? named : .all, headsOutside: coarse,
                                        weight: coarse ? 1 : weight), forms)
            }
        }
        for c in coarse { try add(c, coarse: true) }
        for g in gold { try add(g, coarse: false) }
        let (outer, nested) = tuning.fit(rounds: rounds, rate: rate, decay: decay, lean: lean, forms) { round, loss, inside in
            StandardError.write("round \(round): loss \(Int(loss)) over \(tuning.sentenceCount) sentences, \(Int(inside)) inside spans\n")
        }
        let header = ["Evidence weights, fitted by `rabt tune`; a row: how much a piece of evidence counts for a label.",
                      "Fitted with --rounds \(rounds) --rate \(rate) --decay \(decay) --weight \(weight) --lean \(lean) on: \((coarse + gold).map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: ", "))"]
        try OutputFile.write(WeightRow.text(outer, tuning.catalog, threshold: threshold, header: header), to: output + "/weights.tsv")
        try OutputFile.write(WeightRow.text(nested, tuning.catalog, threshold: threshold, header: header), to: output + "/weights-nested.tsv")
    }

    static func labels(_ name: String, coarse: Bool) -> LabelSet? {
        switch name {
        case "PER": return LabelSet(.pers)
        case "LOC" where coarse: return [LabelSet(.gpe), LabelSet(.loc), LabelSet(.fac)]
        case "MISC": return nil
        default: return Label(name: name).map { LabelSet($0) }
        }
    }
}
