/// Where a document's text came from: what its bytes were before they became UTF-8, and which part of the input it is.
public struct TextOrigin: Sendable, Equatable {
    /// How file bytes relate to the decoded text.
    public enum Width: UInt8, Sendable {
        /// The file is UTF-8.
        case utf8
        /// One byte a character (Windows-1256, ISO 8859-6).
        case single
        /// Two bytes a UTF-16 unit.
        case double
    }

    public var encoding: String
    public var width: Width
    /// Where invalid UTF-8 was replaced: `end` is the byte offset behind the U+FFFD in the text, `excess` the bytes that all replacements so far added.
    public var replacements: [Replacement]
    /// 0 for a whole document, else the number of the part of a document that was cut for its size.
    public var part: Int
    /// What stands before this part in the input.
    public var bytesBefore: Int
    public var codePointsBefore: Int
    public var utf16Before: Int

    public struct Replacement: Sendable, Equatable {
        public var end: Int
        public var excess: Int
        public init(end: Int, excess: Int) {
            self.end = end
            self.excess = excess
        }
    }

    public init(encoding: String = "utf-8", width: Width = .utf8, replacements: [Replacement] = [], part: Int = 0, bytesBefore: Int = 0,
                codePointsBefore: Int = 0, utf16Before: Int = 0) {
        self.encoding = encoding
        self.width = width
        self.replacements = replacements
        self.part = part
        self.bytesBefore = bytesBefore
        self.codePointsBefore = codePointsBefore
        self.utf16Before = utf16Before
    }

    public static let utf8 = TextOrigin()
}
