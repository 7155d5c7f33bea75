import TextModel

public struct LayoutWords: Sendable {
    public init() {}
}
struct LayoutFinder {
    var words: LayoutWords
    mutating func find(_ text: UnsafePointer<UInt8>, _ analysis: inout Analysis) {}
}
