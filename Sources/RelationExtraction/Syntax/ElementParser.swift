import TextModel

/// Reads the elements of one line by recursive descent. Problems are collected; what could not be read is left out.
struct ElementParser {
    static let maximumDepth = 64
    static let maximumRepeat = 64

    let line: SourceLine
    let file: String
    var at: Int
    var depth = 0
    var diagnostics: [Diagnostic] = []
    var definitions: [String: Element] = [:]

    init(_ line: SourceLine, file: String, from start: Int = 0) {
        self.line = line
        self.file = file
        at = start
    }

    /// All elements up to the end of the line, as one element; nil where there are none.
    mutating func wholeLine() -> Element? {
        let place = line.place(at)
        let element = alternatives(closedBy: nil)
        if let element, case .sequence(let parts) = element.kind, parts.isEmpty {
            error(at, "no elements", "write words, <classes>, @LABELs, role:… after the key")
            return nil
        }
        return element.map { Element($0.kind, place) }
    }

    mutating func error(_ i: Int, _ message: String, _ remedy: String) {
        let place = line.place(i)
        diagnostics.append(Diagnostic(.error, file: file, line: place.line, column: place.column, message: message, remedy: remedy))
    }

    // MARK: Characters

    func peek(_ offset: Int = 0) -> Unicode.Scalar? { at + offset < line.text.count ? line.text[at + offset] : nil }

    mutating func skipBlanks() { while let c = peek(), LineReader.isBlank(c) { at += 1 } }

    mutating func take(_ s: String) -> Bool {
        var i = at
        for c in s.unicodeScalars {
            guard i < line.text.count, line.text[i] == c else { return false }
            i += 1
        }
        at = i
        return true
    }

    /// Takes an ASCII keyword that isn't the beginning of a longer name.
    mutating func takeKeyword(_ s: String) -> Bool {
        let start = at
        guard take(s) else { return false }
        if let c = peek(), ElementParser.isName(c) {
            at = start
            return false
        }
        return true
    }

    static func isName(_ c: Unicode.Scalar) -> Bool {
        (c.value >= 97 && c.value <= 122) || (c.value >= 65 && c.value <= 90) || (c.value >= 48 && c.value <= 57) || c == "_" || c == "-"
    }

    mutating func name() -> String {
        let start = at
        while let c = peek(), ElementParser.isName(c) { at += 1 }
        return line.string(start, at)
    }

    mutating func number() -> Int? {
        let start = at
        while let c = peek(), c.value >= 48, c.value <= 57, at - start < 9 { at += 1 }
        return at > start ? Int(line.string(start, at)) : nil
    }

    static func isLetter(_ c: Unicode.Scalar) -> Bool {
        let v = c.value
        return (v >= 0x620 && v <= 0x65F) || (v >= 0x66E && v <= 0x6D3) || v == 0x6D5 || (v >= 0x750 && v <= 0x77F) || (v >= 0xFB50 && v <= 0xFEFC && v != 0xFD3E && v != 0xFD3F)
            || (v >= 0x660 && v <= 0x669) || v == 0x670
    }

    mutating func arabicWord() -> String {
        let start = at
        while let c = peek(), ElementParser.isLetter(c) { at += 1 }
        return line.string(start, at)
    }

    // MARK: Grammar

    /// `sequence ( "/" sequence )*` up to the closing character (nil: the end of the line).
    mutating func alternatives(closedBy close: Unicode.Scalar?) -> Element? {
        depth += 1
        defer { depth -= 1 }
        let place = line.place(at)
        guard depth <= ElementParser.maximumDepth else {
            error(at, "nested deeper than \(ElementParser.maximumDepth) brackets", "split the pattern")
            at = line.text.count
            return nil
        }
        var choices: [Element] = []
        var parts: [Element] = []
        var partPlace = line.place(at)
        while true {
            skipBlanks()
            guard let c = peek() else { break }
            if let close, c == close { break }
            if c == "/" {
                if parts.isEmpty { error(at, "an alternative without elements", "write what may stand on both sides of /, or mark the whole as optional with ?") }
                choices.append(Element(.sequence(parts), partPlace))
                parts = []
                at += 1
                partPlace = line.place(at)
                continue
            }
            let start = at
            if let e = element() { parts.append(e) }
            if at == start {
                error(at, "“\(String(Character(c)))” can't stand here", "quote marks of the text as \"\(String(Character(c)))\"")
                at += 1
            }
        }
        if choices.isEmpty { return Element(parts.count == 1 ? parts[0].kind : .sequence(parts), parts.count == 1 ? parts[0].place : place) }
        if parts.isEmpty { error(at, "an alternative without elements", "write what may stand on both sides of /, or mark the whole as optional with ?") }
        choices.append(Element(.sequence(parts), partPlace))
        return Element(.choice(choices), place)
    }

    /// `[role ":"] primary suffix*`
    mutating func element() -> Element? {
        let start = at
        let place = line.place(at)
        if let c = peek(), ElementParser.isName(c), c != "-" {
            let roleName = name()
            if peek() == ":" {
                at += 1
                skipBlanks()
                let bracket = line.place(at)
                // place:[في|ب+]@GPE is [في|ب+]place:@GPE: the mention is captured, not the preposition.
                if peek() == "[" { return prefixed(bracket, role: roleName).map { suffixes($0) } }
                guard let inner = primary() else {
                    error(at, "nothing after \(roleName):", "write what fills the role, such as \(roleName):@PERS")
                    return nil
                }
                return suffixes(Element(.capture(role: roleName, inner), place))
            }
            at = start
        }
        return primary().map { suffixes($0) }
    }

    /// Each alternative is a filler of its own, so that lists stay lists.
    static func capture(_ role: String, _ element: Element, _ place: SourcePlace) -> Element {
        if case .choice(let parts) = element.kind { return Element(.choice(parts.map { capture(role, $0, place) }), element.place) }
        return Element(.capture(role: role, element), place)
    }

    /// `?`, `{m,n}`, `and-list`
    mutating func suffixes(_ element: Element) -> Element {
        var element = element
        while true {
            let before = at
            skipBlanks()
            if take("and-list") {
                guard markList(&element) else {
                    error(before, "and-list stands behind a mention only", "write role:@LABEL and-list")
                    continue
                }
                continue
            }
            at = before
            guard let c = peek() else { return element }
            if c == "?" {
                at += 1
                element = Element(.repeated(element, minimum: 0, maximum: 1), element.place)
            } else if c == "{" {
                at += 1
                let low = number()
                var high = low
                if peek() == "," {
                    at += 1
                    high = number()
                }
                guard let low, let high, peek() == "}" else {
                    error(before, "a repeat is written {n} or {m,n}", "repeats have an upper bound, at most \(ElementParser.maximumRepeat)")
                    return element
                }
                at += 1
                guard low <= high, high > 0, high <= ElementParser.maximumRepeat else {
                    error(before, "repeat {\(low),\(high)} is out of bounds", "the lower bound comes first; at most \(ElementParser.maximumRepeat)")
                    return element
                }
                element = Element(.repeated(element, minimum: low, maximum: high), element.place)
            } else {
                return element
            }
        }
    }

    private func markList(_ element: inout Element) -> Bool {
        switch element.kind {
        case .mention(var m):
            m.isList = true
            element.kind = .mention(m)
            return true
        case .capture(let role, var inner):
            guard markList(&inner) else { return false }
            element.kind = .capture(role: role, inner)
            return true
        case .choice(var parts):
            var any = false
            for i in parts.indices where markList(&parts[i]) { any = true }
            element.kind = .choice(parts)
            return any
        case .sequence(var parts):
            guard let last = parts.indices.last, markList(&parts[last]) else { return false }
            element.kind = .sequence(parts)
            return true
        default: return false
        }
    }

    mutating func primary() -> Element? {
        let place = line.place(at)
        guard let c = peek() else { return nil }
        switch c {
        case "(":
            at += 1
            return group(place)
        case ".": return gap(place)
        case "[": return prefixed(place)
        case "$":
            let start = at
            at += 1
            let word = name()
            guard let element = definitions[word] else {
                error(start, "nothing is defined as $\(word)", "write before the first pattern: let \(word) : …elements…")
                return Element(.sequence([]), place)
            }
            return Element(element.kind, place)
        case "\"": return quoted(place)
        case "*":
            at += 1
            return Element(.any(Proclitics()), place)
        case "=":
            at += 1
            let word = arabicWord()
            if word.isEmpty {
                error(at, "no word after =", "write =word without a space")
                return nil
            }
            return Element(.word(WordSyntax(.exact(word))), place)
        default: break
        }
        if c == "<" || c == "@" || ElementParser.isLetter(c) { return atom(place, Proclitics()) }
        if ElementParser.isMark(c) {
            at += 1
            return Element(.mark(String(Character(c))), place)
        }
        if takeKeyword("any-order") { return anyOrder(place) }
        if takeKeyword("mirror") { return mirror(place) }
        if takeKeyword("np") { return nounGroup(place, Proclitics()) }
        if ElementParser.isName(c) {
            let start = at
            let word = name()
            error(start, "“\(word)” is no keyword", "roles are written \(word):…, classes <\(word)>, labels @\(word), other Latin words in quotes")
            return Element(.sequence([]), place)
        }
        return nil
    }

    static func isMark(_ c: Unicode.Scalar) -> Bool {
        switch c {
        case "،", "؛", ",", ";", ":", "!", "؟", "«", "»", "“", "”", "-", "–", "—", "…": return true
        default: return false
        }
    }

    private mutating func group(_ place: SourcePlace) -> Element? {
        let open = at - 1
        let inner = alternatives(closedBy: ")")
        skipBlanks()
        if peek() == ")" {
            at += 1
        } else {
            error(open, "bracket ( isn't closed", "write ) where the group ends")
        }
        if let inner, case .sequence(let parts) = inner.kind, parts.isEmpty {
            error(open, "an empty group", "write elements between ( and )")
        }
        return inner.map { Element($0.kind, place) }
    }

    private mutating func gap(_ place: SourcePlace) -> Element? {
        let start = at
        var dots = 0
        while peek() == "." {
            dots += 1
            at += 1
        }
        var limit = number()
        if dots == 3, limit == nil, take("sentence") {} else if dots == 2, limit == nil { _ = take("clause") }
        guard dots == 2 || dots == 3 else {
            error(start, "a gap has two or three dots", "..: within the clause, ...: within the sentence, ..3: at most three words")
            return nil
        }
        if let n = limit, n < 1 || n > ElementParser.maximumRepeat {
            error(start, "gap of \(n) words is out of bounds", "1 to \(ElementParser.maximumRepeat) words, or .. for the whole clause")
            limit = ElementParser.maximumRepeat
        }
        return Element(.gap(Gap(dots == 2 ? .clause : .sentence, limit: limit)), place)
    }

    private mutating func quoted(_ place: SourcePlace) -> Element? {
        let open = at
        at += 1
        let start = at
        while let c = peek(), c != "\"" { at += 1 }
        guard peek() == "\"" else {
            error(open, "the quotation mark isn't closed", "write \" behind the words")
            return nil
        }
        let text = line.string(start, at)
        at += 1
        let words = text.split(separator: " ").map(String.init)
        guard !words.isEmpty else {
            error(open, "nothing between the quotation marks", "write the words between them")
            return nil
        }
        let elements = words.map { word -> Element in
            let scalars = Array(word.unicodeScalars)
            if scalars.count == 1, let c = scalars.first, !ElementParser.isLetter(c), !ElementParser.isName(c) || c == "-" || c == "_" {
                return Element(.mark(word), place)
            }
            return Element(.word(WordSyntax(.literal(word))), place)
        }
        return elements.count == 1 ? elements[0] : Element(.sequence(elements), place)
    }

    private mutating func anyOrder(_ place: SourcePlace) -> Element? {
        skipBlanks()
        var bound = Gap.Bound.clause
        if takeKeyword("sentence") { bound = .sentence } else { _ = takeKeyword("clause") }
        skipBlanks()
        guard peek() == "(" else {
            error(at, "any-order needs its items in brackets", "write any-order( item item … )")
            return nil
        }
        at += 1
        guard let items = items() else { return nil }
        return Element(.anyOrder(items, Gap(bound)), place)
    }

    /// `mirror( A B )`: A ،? B or B ،? A.
    private mutating func mirror(_ place: SourcePlace) -> Element? {
        skipBlanks()
        let open = at
        guard peek() == "(" else {
            error(at, "mirror needs its two items in brackets", "write mirror( item item )")
            return nil
        }
        at += 1
        guard let items = items() else { return nil }
        guard items.count == 2 else {
            error(open, "mirror has two items, not \(items.count)", "put the words of one item in brackets: mirror( (a b) c )")
            return nil
        }
        let comma = Element(.repeated(Element(.choice([Element(.mark("،"), place), Element(.mark(","), place)]), place), minimum: 0, maximum: 1), place)
        return Element(.choice([Element(.sequence([items[0], comma, items[1]]), place), Element(.sequence([items[1], comma, items[0]]), place)]), place)
    }

    private mutating func items() -> [Element]? {
        let open = at - 1
        var out: [Element] = []
        depth += 1
        defer { depth -= 1 }
        guard depth <= ElementParser.maximumDepth else {
            error(at, "nested deeper than \(ElementParser.maximumDepth) brackets", "split the pattern")
            at = line.text.count
            return nil
        }
        while true {
            skipBlanks()
            guard let c = peek() else {
                error(open, "bracket ( isn't closed", "write ) where the items end")
                return out
            }
            if c == ")" {
                at += 1
                return out
            }
            let start = at
            if let e = element() { out.append(e) }
            if at == start {
                error(at, "“\(String(Character(c)))” can't stand here", "items are separated by spaces; group words with ( )")
                at += 1
            }
        }
    }
}
