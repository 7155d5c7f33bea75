import ArgumentParser
import EntityTagging
import Lexicons
import ModelStorage
import Pipeline
import Segmentation
import TextModel

struct TagCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "tag")
    @Option(name: .long) var lexicons = "lexicons"
    @ArgumentParser.Argument var files: [String]

    func run() throws {
        var compiler = ModelCompiler(lexicons: [FileName(lexicons)])
        let model = try ModelFile.inMemory(try compiler.compile())
        let lexicon = Lexicon(model)
        var forms = WordForms(vocabulary: lexicon.vocabulary)
        var segmenter = Segmenter()
        var tagger = Tagger(model: model, lexicon: lexicon)
        var analysis = Analysis()
        for f in files {
            let text = try FileReader.read(FileName(f))
            let id = f.split(separator: "/").last!.split(separator: ".").dropLast().joined(separator: ".")
            analysis.reset()
            segmenter.segment(text, into: &analysis)
            text.withUnsafeBufferPointer { t in
                forms.analyze(t, &analysis)
                tagger.tag(t, forms, &analysis)
            }
            var count = 0, at = 0
            func points(_ b: Int) -> Int {
                if b < at { count = 0; at = 0 }
                for k in at..<b where text[k] & 0xC0 != 0x80 { count += 1 }
                at = b
                return count
            }
            for m in analysis.mentions {
                let s = points(Int(m.bytes.start)), e = points(Int(m.bytes.end))
                let t = String(decoding: text[m.bytes.indices], as: UTF8.self).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
                print("{\"type\":\"mention\",\"doc\":\"\(id)\",\"label\":\"\(m.label.name)\",\"form\":\"name\",\"text\":\"\(t)\",\"start\":\(s),\"end\":\(e),\"score\":\(m.score)}")
            }
        }
    }
}
