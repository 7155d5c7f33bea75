import ArabicText

extension Variation {
    /// Both fold to the same word.
    static func isSame(_ a: String, _ b: String) -> Bool {
        let folding = Folding()
        return folding.fold(a) == folding.fold(b)
    }
}
