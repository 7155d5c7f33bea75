import Testing
import TextModel
@testable import Lexicons

/// The word files that are shipped load without a single message.
@Suite struct ShippedWordsTests {
    /// `lexicons` of the package that these tests belong to.
    static let directory: FileName = {
        var path = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        path.removeLast(3)
        return FileName(path.joined(separator: "/") + "/lexicons")
    }()

    @Test func loadWithoutDiagnostics() throws {
        let builder = VocabularyBuilder()
        var loader = WordClassLoader(builder)
        try loader.load(directory: Self.directory)
        for d in loader.diagnostics { Issue.record("\(d.description)") }
        guard !loader.files.isEmpty else { return }
        #expect(builder.wordCount > 10_000)
        func has(_ form: String, _ className: String, _ features: WordFeatures) -> Bool {
            guard let id = builder.classID(named: className) else { return false }
            return builder.senses(of: builder.find(form)).contains { $0.classID == id && $0.features.isSuperset(of: features) }
        }
        #expect(has("قالت", "say", [.past, .feminine, .singular]))
        #expect(has("يؤكدون", "say", [.present, .masculine, .plural]))
        #expect(has("اغتيل", "kill", [.past, .passive]))
        #expect(has("معتقلين", "arrest", [.plural, .masculine, .passiveParticiple]))
        #expect(has("تفجيرات", "bomb", [.masdar, .plural]))
        #expect(has("استقالت", "resign", [.past, .feminine]))
    }
}
