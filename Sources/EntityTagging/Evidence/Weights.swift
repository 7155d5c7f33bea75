import ModelStorage
import TextModel

/// The labels that spans of words compete for, as lanes of a vector. Lane 12 holds all value spans (dates, numbers …), lane 13 is "outside".
enum Lane {
    static let labels: [Label] = [.pers, .org, .gpe, .loc, .fac, .norp, .occ, .event, .law, .product, .language, .website]
    static let value = 12
    static let none = 13
    static let count = 12

    static let names = labels.map(\.name) + ["VALUE"]
    static func of(_ label: Label) -> Int { labels.firstIndex(of: label) ?? value }

    /// Longest span in tokens that is scored without a lexicon entry.
    static let maximumLength: [Int] = [7, 12, 5, 6, 8, 3, 6, 10, 8, 4, 2, 4]
    static let longest = 12
}

typealias LaneVector = SIMD16<Float>

/// The weight of every piece of evidence for every lane: a row a piece.
public struct Weights: Sendable {
    var rows: WeightTable

    public init(count: Int) { rows = WeightTable(count: count) }

    /// The weights of a model, used in place.
    init(_ file: ModelFile, section: String, count: Int) { rows = WeightTable(file, section: section, count: count) }

    public subscript(_ evidence: Int, _ lane: Int) -> Float {
        get { rows[evidence][lane] }
        set { rows[evidence][lane] = newValue }
    }

    func write(to model: inout ModelWriter, section: String) { model.add(section, rows.bytes) }
}
