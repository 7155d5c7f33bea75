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
    var rows: [LaneVector]

    public init(count: Int) { rows = [LaneVector](repeating: LaneVector(repeating: 0), count: count) }

    public subscript(_ evidence: Int, _ lane: Int) -> Float {
        get { rows[evidence][lane] }
        set { rows[evidence][lane] = newValue }
    }

    /// Compact form: (evidence, lane, weight) for the weights that aren't zero.
    func write(to model: inout ModelWriter, section: String) {
        var packed: [UInt32] = []
        for (e, row) in rows.enumerated() {
            for lane in 0...Lane.value where row[lane] != 0 {
                packed.append(UInt32(e) << 4 | UInt32(lane))
                packed.append(row[lane].bitPattern)
            }
        }
        model.add(section, packed)
    }

    init(_ file: ModelFile, section: String, count: Int) {
        self.init(count: count)
        let packed: FlatTable<UInt32> = file.table(section)
        var i = 0
        while i + 1 < packed.count {
            let e = Int(packed[i] >> 4), lane = Int(packed[i] & 15)
            if e < count { rows[e][lane] = Float(bitPattern: packed[i + 1]) }
            i += 2
        }
    }
}
