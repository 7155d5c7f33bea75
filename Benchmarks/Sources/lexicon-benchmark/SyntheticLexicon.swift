import Glibc

/// Names made by a fixed generator: 60,000 words, names of two or three of them, every twentieth with a variant.
struct SyntheticLexicon {
    private var state: UInt64 = 20_260_101
    private let words: [String]

    init() {
        let letters = Array("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
        var state: UInt64 = 7
        words = (0..<60_000).map { _ in
            var word = ""
            for _ in 0..<(3 + SyntheticLexicon.next(&state) % 5) { word.append(letters[Int(SyntheticLexicon.next(&state) % UInt64(letters.count))]) }
            return word
        }
    }

    static func next(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    mutating func name() -> String {
        let count = 2 + Int(SyntheticLexicon.next(&state) % 2)
        return (0..<count).map { _ in words[Int(SyntheticLexicon.next(&state) % 60_000)] }.joined(separator: " ")
    }

    /// Writes `count` rows as an entry file.
    mutating func write(_ count: Int, to path: String) {
        guard let file = fopen(path, "w") else { fatalError("cannot write \(path)") }
        fputs("name\tid\tvariants\tlat\tlon\tsource\n", file)
        for i in 0..<count {
            let variant = i % 20 == 0 ? name() : ""
            fputs("\(name())\tgeonames:\(i + 1)\t\(variant)\t33.\(10000 + i % 80000)\t36.\(10000 + i % 70000)\tsynthetic\n", file)
        }
        fclose(file)
    }
}
