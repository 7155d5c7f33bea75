import TextModel

/// Word classes are named after their files, whatever folder they stand in: one name in two folders (`words/particle`, `names/particle`) would make one
/// class of two things.
struct ClassNameCheck {
    private(set) var findings: [Diagnostic] = []
    /// The first file of a class: its folder and its name.
    private var first: [String: (kind: WordClassLoader.Kind, file: String)] = [:]

    mutating func note(_ file: TSVFile, _ kind: WordClassLoader.Kind, className: String) {
        guard let earlier = first[className] else {
            first[className] = (kind, file.name)
            return
        }
        guard earlier.kind != kind else { return }
        findings.append(Diagnostic(.error, file: file.name, line: file.headerLine, column: 0, message: "\(earlier.file) makes a class \"\(className)\" already",
                                   remedy: "give the file another name: patterns and evidence can't tell the two apart"))
    }
}
