import Lexicons
import ModelStorage

/// The word lists of segmentation, carried in the model as lines.
struct SegmentationLists {
    var abbreviations: [String] = []
    var outlets: [String] = []
    var authorMarks: [String] = []
    var verbs: [String] = []

    init() {}

    init(_ file: ModelFile) {
        func lines(_ name: String) -> [String] { String(decoding: file.bytes(name), as: UTF8.self).split(separator: "\n").map(String.init) }
        abbreviations = lines("sabbr")
        outlets = lines("soutlet")
        authorMarks = lines("sauthor")
        verbs = lines("sverb")
    }

    mutating func addAbbreviations(_ file: TSVFile) {
        for row in 0..<file.rowCount { abbreviations.append(file.text(row, named: "abbreviation")) }
    }

    mutating func addLayout(_ file: TSVFile) {
        for row in 0..<file.rowCount {
            let word = file.text(row, named: "word")
            switch file.text(row, named: "class") {
            case "outlet": outlets.append(word)
            case "author": authorMarks.append(word)
            default: verbs.append(word)
            }
        }
    }

    func write(to model: inout ModelWriter) {
        for (name, list) in [("sabbr", abbreviations), ("soutlet", outlets), ("sauthor", authorMarks), ("sverb", verbs)] {
            model.add(name, Array(list.joined(separator: "\n").utf8))
        }
    }
}
