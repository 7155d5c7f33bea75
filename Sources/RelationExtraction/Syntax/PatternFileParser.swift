import TextModel

/// Text files of patterns, parsed. Every problem of every file is reported; what is wrong is left out.
public enum PatternSource {
    public static func parse(files: [(name: String, text: String)]) -> ([PatternFile], [Diagnostic]) {
        var read: [(index: Int, lines: [SourceLine], parser: PatternFileParser)] = []
        for (i, file) in files.enumerated() {
            var parser = PatternFileParser(name: file.name)
            read.append((i, LineReader.lines(of: file.text, file: file.name, &parser.diagnostics), parser))
        }
        // Files without patterns hold what all files share: their `let` lines come first.
        let isShared = read.map { entry in !entry.lines.contains { $0.key == "pattern" } }
        var shared: [String: Element] = [:]
        for i in read.indices where isShared[i] {
            read[i].parser.definitions = shared
            read[i].parser.read(read[i].lines)
            shared = read[i].parser.definitions
        }
        for i in read.indices where !isShared[i] {
            read[i].parser.definitions = shared
            read[i].parser.read(read[i].lines)
        }
        return (read.map(\.parser.file), read.flatMap(\.parser.diagnostics))
    }
}

/// One file: the header line, keys for the whole file, then `pattern` blocks.
struct PatternFileParser {
    static let patternKeys = "match before after with inside unless set priority attach scopes yes no note"
    static let fileKeys = "family policy attach scope let unless pattern note"

    var file: PatternFile
    var diagnostics: [Diagnostic] = []
    /// Patterns that have a match line, good or bad.
    private var hasMatchLine: Set<Int> = []
    /// `let` lines by name.
    var definitions: [String: Element] = [:]

    init(name: String) {
        file = PatternFile(name: name)
    }

    private mutating func error(_ place: SourcePlace, _ message: String, _ remedy: String) {
        diagnostics.append(Diagnostic(.error, file: file.name, line: place.line, column: place.column, message: message, remedy: remedy))
    }

    mutating func read(_ lines: [SourceLine]) {
        guard let first = lines.first else {
            diagnostics.append(Diagnostic(.error, file: file.name, line: 0, column: 0, message: "no patterns", remedy: "begin the file with the line: rabt patterns 1"))
            return
        }
        var rest = lines[...]
        if first.key == "rabt", first.string.split(separator: " ") == ["patterns", "1"] {
            rest = rest.dropFirst()
        } else {
            error(first.keyPlace, "the file doesn't begin with “rabt patterns 1”", "write this line first, so that no other file is taken for patterns")
        }
        for line in rest {
            if line.key == "pattern" {
                beginPattern(line)
            } else if file.patterns.isEmpty {
                fileKey(line)
            } else {
                patternKey(line)
            }
        }
        for (i, pattern) in file.patterns.enumerated() where !hasMatchLine.contains(i) {
            error(pattern.place, "pattern \(pattern.id) has no match line", "write: match …elements…")
        }
    }

    private mutating func beginPattern(_ line: SourceLine) {
        var parser = ElementParser(line, file: file.name)
        let id = parser.patternName()
        parser.skipBlanks()
        var type = ""
        if parser.take(":") {
            parser.skipBlanks()
            type = parser.patternName()
        }
        parser.skipBlanks()
        if id.isEmpty || type.isEmpty || parser.peek() != nil {
            error(line.place(parser.at), "a pattern begins with its name and what it finds", "write: pattern die.active : Die")
        }
        file.patterns.append(PatternSyntax(id: id, type: type, place: line.place(0)))
    }

    private mutating func fileKey(_ line: SourceLine) {
        switch line.key {
        case "family": file.family = line.string
        case "policy":
            if let policy = ConflictPolicy(name: line.string) {
                file.policy = policy
            } else {
                error(line.place(0), "there is no policy “\(line.string)”", "policies: \(ConflictPolicy.allCases.map(\.name).joined(separator: ", "))")
            }
        case "attach":
            if let a = attachment(line) {
                if let role = a.container {
                    error(line.place(0), "within \(role) belongs to a pattern", "write it below the pattern's match lines; here: within clause, or: within sentence")
                } else {
                    file.attachments.append(a)
                }
            }
        case "scope": if let s = scope(line) { file.scopes.append(s) }
        case "unless": if let c = context(line, isNegative: true) { file.contexts.append(c) }
        case "note": break
        case "let": definition(line)
        default:
            if PatternFileParser.patternKeys.split(separator: " ").contains(Substring(line.key)) {
                error(line.keyPlace, "“\(line.key)” stands before the first pattern", "begin a pattern: pattern name : Type")
            } else {
                error(line.keyPlace, "there is no key “\(line.key)”", "keys before the first pattern: \(PatternFileParser.fileKeys)")
            }
        }
    }

    private mutating func patternKey(_ line: SourceLine) {
        let p = file.patterns.count - 1
        switch line.key {
        case "match":
            hasMatchLine.insert(p)
            if let e = elements(line, from: 0) { file.patterns[p].matches.append(e) }
        case "before", "after", "with", "inside": if let c = context(line, isNegative: false) { file.patterns[p].contexts.append(c) }
        case "unless": if let c = context(line, isNegative: true) { file.patterns[p].contexts.append(c) }
        case "set":
            let parts = line.string.split(separator: " ", maxSplits: 1).map(String.init)
            if parts.count == 2 {
                file.patterns[p].settings.append(SettingSyntax(name: parts[0], value: parts[1], place: line.place(0)))
            } else {
                error(line.place(0), "set needs a name and a value", "write: set polarity negated, set modality planned, or set count 2")
            }
        case "priority":
            if let n = Int(line.string), abs(n) <= 1000 {
                file.patterns[p].priority = n
            } else {
                error(line.place(0), "“\(line.string)” is no priority", "write a whole number from -1000 to 1000; the higher one wins")
            }
        case "attach":
            if line.string == "none" { file.patterns[p].attachesNothing = true } else if let a = attachment(line) {
                if a.container != nil { file.patterns[p].attachments.append(a) } else {
                    error(line.place(0), "a pattern attaches inside its own roles only", "write: attach none, or: attach place:@GPE within part; declare others before the first pattern")
                }
            }
        case "scopes":
            if line.string == "none" { file.patterns[p].ignoresScopes = true } else {
                error(line.place(0), "a pattern can only switch scopes off", "write: scopes none")
            }
        case "yes": example(line, isPositive: true)
        case "no": example(line, isPositive: false)
        case "note": break
        default:
            error(line.keyPlace, "there is no key “\(line.key)”", "keys of a pattern: \(PatternFileParser.patternKeys)")
        }
    }

    /// `let name : elements`
    private mutating func definition(_ line: SourceLine) {
        var parser = ElementParser(line, file: file.name)
        let name = parser.name()
        parser.skipBlanks()
        guard !name.isEmpty, parser.take(":") else {
            error(line.place(0), "let needs a name and elements", "write: let title : (@OCC|ORG){0,4}; use it as $title")
            return
        }
        if let e = elements(line, from: parser.at) { definitions[name] = e }
    }

    private mutating func elements(_ line: SourceLine, from start: Int) -> Element? {
        var parser = ElementParser(line, file: file.name, from: start)
        parser.definitions = definitions
        let element = parser.wholeLine()
        diagnostics += parser.diagnostics
        return parser.diagnostics.isEmpty ? element : nil
    }

    /// `before …`, `after …`, `with [sentence] …`, `between …`, `inside place` (behind `unless`, or as keys of their own).
    private mutating func context(_ line: SourceLine, isNegative: Bool) -> ContextSyntax? {
        var parser = ElementParser(line, file: file.name)
        var key = line.key
        if isNegative {
            key = parser.patternName()
            parser.skipBlanks()
        }
        switch key {
        case "inside":
            var isNegative = isNegative
            var word = parser.patternName()
            if word == "not" {
                isNegative.toggle()
                parser.skipBlanks()
                word = parser.patternName()
            }
            guard let place = ContextSyntax.Place.allCases.first(where: { $0.name == word }) else {
                error(line.place(0), "inside what? “\(word)” is no place", "places: \(ContextSyntax.Place.allCases.map(\.name).joined(separator: ", "))")
                return nil
            }
            return ContextSyntax(kind: .inside(place), isNegative: isNegative, place: line.keyPlace)
        case "before": return elements(line, from: parser.at).map { ContextSyntax(kind: .before($0), isNegative: isNegative, place: line.keyPlace) }
        case "after": return elements(line, from: parser.at).map { ContextSyntax(kind: .after($0), isNegative: isNegative, place: line.keyPlace) }
        case "with":
            var bound = Gap.Bound.clause
            if parser.takeKeyword("sentence") { bound = .sentence } else { _ = parser.takeKeyword("clause") }
            return elements(line, from: parser.at).map { ContextSyntax(kind: .with($0, bound), isNegative: isNegative, place: line.keyPlace) }
        case "between" where isNegative:
            return elements(line, from: parser.at).map { ContextSyntax(kind: .between($0), isNegative: true, place: line.keyPlace) }
        default:
            error(line.place(0), "unless what?", "write: unless before …, unless after …, unless with …, unless between …, unless inside quotation")
            return nil
        }
    }

    /// `role:element within clause|sentence`
    private mutating func attachment(_ line: SourceLine) -> AttachmentSyntax? {
        var parser = ElementParser(line, file: file.name)
        parser.definitions = definitions
        let element = parser.element()
        parser.skipBlanks()
        var within = Gap.Bound.clause
        var container: String?
        if parser.takeKeyword("within") {
            parser.skipBlanks()
            if parser.takeKeyword("sentence") { within = .sentence } else if !parser.takeKeyword("clause") {
                container = parser.patternName()
                if container == "" { parser.error(parser.at, "within what?", "write: within clause, within sentence, or in a pattern the name of a role") }
            }
        }
        parser.skipBlanks()
        if parser.peek() != nil { parser.error(parser.at, "attach ends here", "write: attach date:@DATE within sentence") }
        diagnostics += parser.diagnostics
        guard parser.diagnostics.isEmpty, let element else { return nil }
        guard let role = element.firstRole else {
            error(line.place(0), "attach needs one role", "write: attach date:@DATE within sentence")
            return nil
        }
        return AttachmentSyntax(role: role, element: element, within: within, container: container, place: element.place)
    }

    /// `effect before n|clause|sentence : elements` or `effect on trigger : element`
    private mutating func scope(_ line: SourceLine) -> ScopeSyntax? {
        var parser = ElementParser(line, file: file.name)
        let name = parser.patternName()
        guard let effect = ScopeSyntax.Effect.allCases.first(where: { $0.name == name }) else {
            error(line.place(0), "there is no scope “\(name)”", "scopes: negated, possible, planned, demanded")
            return nil
        }
        parser.skipBlanks()
        let word = parser.patternName()
        parser.skipBlanks()
        let start = parser.at
        let target = parser.patternName()
        var reach: ScopeSyntax.Reach?
        switch (word, target) {
        case ("before", "clause"): reach = .clause
        case ("before", "sentence"): reach = .sentence
        case ("before", _): if let n = Int(target), n > 0, n <= 64 { reach = .words(n) }
        case ("on", "trigger"): reach = .trigger
        default: break
        }
        parser.skipBlanks()
        var condition: WordSyntax.Features?
        if parser.takeKeyword("if") {
            var features = WordSyntax.Features()
            parser.skipBlanks()
            let start = parser.at
            let feature = parser.name()
            if !features.add(feature, forbidden: false) { error(line.place(start), "“\(feature)” is no feature of words", "write past, present, masdar …") }
            condition = features
            parser.skipBlanks()
        }
        guard let reach, parser.take(":") else {
            error(line.place(start), "how far does the scope reach?", "write: scope negated before 3 : …, before clause : …, before sentence : …, or on trigger : …")
            return nil
        }
        return elements(line, from: parser.at).map { ScopeSyntax(effect: effect, reach: reach, condition: condition, element: $0, place: line.place(0)) }
    }

    private mutating func example(_ line: SourceLine, isPositive: Bool) {
        var reader = ExampleReader(line: line, file: file.name, isPositive: isPositive)
        let example = reader.read()
        diagnostics += reader.diagnostics
        if reader.diagnostics.isEmpty { file.patterns[file.patterns.count - 1].examples.append(example) }
    }
}

extension ElementParser {
    /// A name that may have dots: `die.active`.
    mutating func patternName() -> String {
        let start = at
        while let c = peek(), ElementParser.isName(c) || c == "." { at += 1 }
        return line.string(start, at)
    }
}

extension Element {
    /// The elements directly inside this one.
    var children: [Element] {
        switch kind {
        case .sequence(let parts), .choice(let parts), .anyOrder(let parts, _): return parts
        case .repeated(let inner, _, _), .capture(_, let inner): return [inner]
        default: return []
        }
    }

    var firstRole: String? {
        if case .capture(let role, _) = kind { return role }
        for child in children { if let role = child.firstRole { return role } }
        return nil
    }
}
