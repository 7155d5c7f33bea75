import Lexicons
import TextModel

/// Words, classes, mentions, nominal groups and the proclitics before them.
extension ElementParser {
    static let procliticNames: [(String, ProcliticSet)] = [("ال", .article), ("و", .waw), ("ف", .fa), ("ب", .ba), ("ل", .lam), ("ك", .kaf), ("س", .sin)]

    /// `[ل+]@ORG`, `[في|ب+]@GPE`, `[-و]<kill>`: words that stand before, proclitics that must or must not be there.
    mutating func prefixed(_ place: SourcePlace, role: String? = nil) -> Element? {
        let open = at
        at += 1
        var proclitics = Proclitics()
        proclitics.isGiven = true
        var words: [Element] = []
        var isOptional = false
        while true {
            skipBlanks()
            guard let c = peek() else {
                error(open, "bracket [ isn't closed", "write [ل+] or [في|ب+] or [-و] before the element")
                return nil
            }
            if c == "]" {
                at += 1
                break
            }
            if c == "|" || c == "،" || c == "," {
                at += 1
                continue
            }
            if c == "?" {
                isOptional = true
                at += 1
                continue
            }
            let start = at
            let isForbidden = c == "-"
            if isForbidden { at += 1 }
            if peek() == "<" {
                if let w = atom(line.place(at), Proclitics()) { words.append(w) }
                continue
            }
            let word = arabicWord()
            if word.isEmpty {
                error(start, "“\(String(Character(c)))” can't stand in [ ]", "write proclitics (ل+, -و), prepositions (في, عن) and | between them")
                at = max(at, start + 1)
                continue
            }
            let isProclitic = isForbidden || take("+")
            if !isProclitic {
                words.append(Element(.word(WordSyntax(.literal(word))), line.place(start)))
                continue
            }
            guard let p = ElementParser.procliticNames.first(where: { $0.0 == word })?.1 else {
                error(start, "\(word) is no proclitic", "proclitics are و ف ب ل ك س ال")
                continue
            }
            if isForbidden { proclitics.forbidden.insert(p) } else { proclitics.required.insert(p) }
        }
        skipBlanks()
        let start = at
        guard let carrier = prefixable() else {
            error(start, "nothing after [ ]", "write the word, <class>, @LABEL or np that carries it")
            return nil
        }
        let inner = role.map { ElementParser.capture($0, carrier, place) } ?? carrier
        func carrying(_ p: Proclitics, _ parser: inout ElementParser) -> Element {
            var element = inner
            if !element.carry(p) { parser.error(start, "this can't carry proclitics", "[ ] stands before a word, <class>, @LABEL, np, * or a group that begins with them") }
            return element
        }
        if words.isEmpty {
            if isOptional { proclitics.required = [] }
            return carrying(proclitics, &self)
        }
        var plain = Proclitics()
        plain.isGiven = true
        plain.forbidden = proclitics.forbidden
        let preposition = words.count == 1 ? words[0] : Element(.choice(words), place)
        var choices = [Element(.sequence([preposition, carrying(plain, &self)]), place)]
        if !proclitics.required.isEmpty || isOptional {
            if isOptional { proclitics.required = [] }
            choices.append(carrying(proclitics, &self))
        }
        return choices.count == 1 ? choices[0] : Element(.choice(choices), place)
    }

    /// What may stand behind [ ]: an atom, a group, or either with a role.
    private mutating func prefixable() -> Element? {
        let start = at
        let place = line.place(at)
        if let c = peek(), ElementParser.isName(c), c != "-" {
            let role = name()
            if peek() == ":" {
                at += 1
                skipBlanks()
                return primary().map { Element(.capture(role: role, $0), place) }
            }
            at = start
        }
        return primary()
    }

    /// A literal word, `<class:features>` or `@LABEL|LABEL~`.
    mutating func atom(_ place: SourcePlace, _ proclitics: Proclitics) -> Element? {
        guard let c = peek() else { return nil }
        if c == "@" { return mention(place, proclitics) }
        if c == "<" {
            guard let form = wordClass() else { return nil }
            return Element(.word(WordSyntax(form, proclitics)), place)
        }
        let word = arabicWord()
        guard !word.isEmpty else { return nil }
        return Element(.word(WordSyntax(.literal(word), proclitics)), place)
    }

    mutating func nounGroup(_ place: SourcePlace, _ proclitics: Proclitics) -> Element? {
        guard peek() == "<" else { return Element(.nounGroup(nil, proclitics), place) }
        guard let form = wordClass() else { return nil }
        return Element(.nounGroup(WordSyntax(form, proclitics), proclitics), place)
    }

    private mutating func wordClass() -> WordSyntax.Form? {
        let open = at
        at += 1
        var syntax = WordSyntax.ClassSyntax([])
        repeat { syntax.names.append(name()) } while take("|")
        if syntax.names.contains("") {
            error(at, "no class name after <", "write <class> or <class:feature>; classes are the files under lexicons/words and lexicons/verbs")
        }
        if peek() == ":" {
            at += 1
            while let c = peek(), c != ">", !ElementParser.isLetter(c) {
                if c == "-", let d = peek(1), LineReader.isBlank(d) || ElementParser.isLetter(d) { break }
                if c == "," || c == "|" || LineReader.isBlank(c) {
                    at += 1
                    continue
                }
                let start = at
                let isForbidden = c == "-"
                if isForbidden { at += 1 }
                let feature = name()
                if feature.isEmpty || !syntax.features.add(feature, forbidden: isForbidden) {
                    error(start, "“\(feature)” is no feature of words", "features: past present finite masdar passive participle active-participle passive-participle feminine masculine singular dual plural first second dependent")
                    at = max(at, start + 1)
                }
            }
        }
        skipBlanks()
        if take("-") { syntax.excludesLemmas = true }
        skipBlanks()
        while let c = peek(), ElementParser.isLetter(c) {
            syntax.lemmas.append(arabicWord())
            skipBlanks()
        }
        guard peek() == ">" else {
            error(open, "< isn't closed", "write <\(syntax.names[0])>; features stand behind a colon, lemmas behind a space: <kill:past قتل>")
            return nil
        }
        at += 1
        return .wordClass(syntax)
    }

    private mutating func mention(_ place: SourcePlace, _ proclitics: Proclitics) -> Element? {
        at += 1
        var forms = MentionSyntax.Forms.names
        if take("~") { forms = .nominals }
        var labels: LabelSet = []
        repeat {
            _ = take("@")
            let start = at
            let label = name()
            if let l = Label(name: label) {
                labels.insert(LabelSet(l))
            } else if label == "ANY" {
                labels = .all
            } else {
                error(start, "there is no mention label “\(label)”", "labels: \(Label.names.joined(separator: " "))")
            }
        } while take("|")
        if take("~") { forms = forms == .nominals ? .nominals : .any }
        var syntax = MentionSyntax(labels: labels, forms: forms, proclitics: proclitics)
        if peek() == "<" {
            // <-class>: any first word but these.
            if peek(1) == "-" {
                syntax.excludesHead = true
                at += 1
            }
            syntax.head = wordClass().map { WordSyntax($0) }
        }
        return Element(.mention(syntax), place)
    }
}

extension WordSyntax.Features {
    /// Adds a feature by its name; false where there is none of this name.
    mutating func add(_ name: String, forbidden isForbidden: Bool) -> Bool {
        switch name {
        case "finite" where !isForbidden: kinds.formUnion(.finite)
        case "participle" where !isForbidden: kinds.formUnion([.activeParticiple, .passiveParticiple])
        default:
            guard let i = WordFeatures.names.firstIndex(of: name) else { return false }
            let bit = WordFeatures(rawValue: 1 << UInt16(i))
            if isForbidden {
                forbidden.insert(bit)
            } else if !bit.isDisjoint(with: [.past, .present, .masdar, .activeParticiple, .passiveParticiple]) {
                kinds.insert(bit)
            } else if !bit.isDisjoint(with: [.passive, .dependent]) {
                required.insert(bit)
            } else {
                agreement.insert(bit)
            }
        }
        return true
    }

    /// Whether a form with these features fits. Gender, number and person that the form leaves open fit.
    func accepts(_ f: WordFeatures) -> Bool {
        if !kinds.isEmpty && kinds.isDisjoint(with: f) { return false }
        if !f.isSuperset(of: required) || !f.isDisjoint(with: forbidden) { return false }
        for group: WordFeatures in [[.masculine, .feminine], [.singular, .dual, .plural], [.firstPerson, .secondPerson]] {
            let asked = agreement.intersection(group), has = f.intersection(group)
            if asked.isEmpty { continue }
            if has.isEmpty && group.contains(.masculine) { continue }
            if has.isEmpty && group.contains(.plural) { continue }
            if asked.isDisjoint(with: has) { return false }
        }
        return true
    }
}

extension Element {
    /// Puts a proclitic condition on the first word; false where there is none to carry it.
    mutating func carry(_ p: Proclitics) -> Bool {
        switch kind {
        case .word(var w):
            w.proclitics = p
            kind = .word(w)
        case .mention(var m):
            m.proclitics = p
            kind = .mention(m)
        case .nounGroup(var head, _):
            head?.proclitics = p
            kind = .nounGroup(head, p)
        case .any: kind = .any(p)
        case .capture(let role, var inner):
            guard inner.carry(p) else { return false }
            kind = .capture(role: role, inner)
        case .repeated(var inner, let minimum, let maximum):
            guard minimum > 0, maximum == 1, inner.carry(p) else { return false }
            kind = .repeated(inner, minimum: minimum, maximum: maximum)
        case .sequence(var parts):
            guard !parts.isEmpty, parts[0].carry(p) else { return false }
            kind = .sequence(parts)
        case .choice(var parts):
            for i in parts.indices { if !parts[i].carry(p) { return false } }
            kind = .choice(parts)
        case .mark, .gap, .anyOrder: return false
        }
        return true
    }
}
