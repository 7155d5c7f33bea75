import TextModel

/// Checks patterns against the schema and the word classes. Problems are collected with their places.
struct PatternValidator {
    let schema: FactSchema
    let classNames: Set<String>
    var diagnostics: [Diagnostic] = []
    private var names: Set<String> = []
    private var errorsBefore = 0

    init(schema: FactSchema, classNames: Set<String>) {
        self.schema = schema
        self.classNames = classNames
    }

    /// No error since the last `endScopes` or pattern.
    var isFine: Bool { errorCount == errorsBefore }
    private var errorCount: Int { diagnostics.reduce(0) { $0 + ($1.severity == .error ? 1 : 0) } }
    mutating func endScopes() { errorsBefore = errorCount }

    mutating func error(_ place: SourcePlace, _ file: String, _ message: String, _ remedy: String) {
        diagnostics.append(Diagnostic(.error, file: file, line: place.line, column: place.column, message: message, remedy: remedy))
    }

    mutating func warning(_ place: SourcePlace, _ file: String, _ message: String, _ remedy: String) {
        diagnostics.append(Diagnostic(.warning, file: file, line: place.line, column: place.column, message: message, remedy: remedy))
    }

    /// The type of the pattern, or nil where it can't be compiled.
    mutating func check(_ pattern: PatternSyntax, in file: PatternFile) -> FactTypeID? {
        errorsBefore = errorCount
        guard let type = schema.type(named: pattern.type) else {
            error(pattern.place, file.name, "there is no type “\(pattern.type)”", "types: \(schema.types.map(\.name).joined(separator: ", "))")
            return nil
        }
        if !names.insert(pattern.id).inserted { error(pattern.place, file.name, "there is another pattern \(pattern.id)", "give each pattern a name of its own") }
        let declared = schema.types[type.index]
        for match in pattern.matches {
            check(match, file.name, declared)
            var triggers = 0
            countTriggers(match, &triggers)
            if triggers > 1 { error(match.place, file.name, "two triggers in one match", "mark one word as trigger:") }
            checkRepeatedTrigger(match, file.name, inRepeat: false)
            if match.isNullable { error(match.place, file.name, "this line matches nothing at all", "at least one element must not be optional") }
        }
        for context in file.contexts + pattern.contexts {
            switch context.kind {
            case .before(let e), .after(let e), .with(let e, _), .between(let e): checkContext(e, file: file.name)
            case .inside: break
            }
        }
        for attachment in pattern.attachments {
            _ = role(attachment.role, attachment.place, file.name, declared)
            if let container = attachment.container { _ = role(container, attachment.place, file.name, declared) }
        }
        for attachment in file.attachments + pattern.attachments {
            guard schema.role(named: attachment.role) != nil else {
                error(attachment.place, file.name, "there is no role “\(attachment.role)”", "roles: \(schema.roleNames.joined(separator: ", "))")
                continue
            }
            checkWords(attachment.element, file.name)
        }
        for setting in pattern.settings { check(setting, file.name, declared) }
        for example in pattern.examples {
            for e in example.expectations where e.role != "trigger" { _ = role(e.role, e.place, file.name, declared) }
        }
        if !pattern.examples.contains(where: \.isPositive) {
            warning(pattern.place, file.name, "pattern \(pattern.id) has no example", "add a line: yes …a sentence with [role marked words]…")
        }
        return isFine ? type : nil
    }

    /// Elements of contexts and scopes capture nothing.
    mutating func checkContext(_ e: Element, file: String) {
        if case .capture(let role, _) = e.kind { error(e.place, file, "\(role): captures nothing here", "take \(role): away; contexts and scopes fill no roles") }
        if e.isNullable, !e.isGap { error(e.place, file, "this matches nothing at all", "at least one element must not be optional") }
        checkWords(e, file)
    }

    private mutating func check(_ setting: SettingSyntax, _ file: String, _ type: FactSchema.FactType) {
        switch setting.name {
        case "polarity":
            if setting.value != "negated" && setting.value != "asserted" { error(setting.place, file, "polarity “\(setting.value)”", "write negated or asserted") }
        case "modality":
            if !["actual", "possible", "planned", "demanded"].contains(setting.value) {
                error(setting.place, file, "modality “\(setting.value)”", "write actual, possible, planned or demanded")
            }
        default: _ = role(setting.name, setting.place, file, type)
        }
    }

    private mutating func role(_ name: String, _ place: SourcePlace, _ file: String, _ type: FactSchema.FactType) -> FactSchema.Role? {
        guard let id = schema.role(named: name), let role = type.roles.first(where: { $0.role == id }) else {
            let known = type.roles.map { schema.roleNames[$0.role.index] }
            error(place, file, "\(type.name) has no role “\(name)”", "its roles: \(known.joined(separator: ", "))")
            return nil
        }
        return role
    }

    private mutating func check(_ e: Element, _ file: String, _ type: FactSchema.FactType) {
        checkWords(e, file)
        checkRoles(e, file, type)
    }

    private mutating func checkRoles(_ e: Element, _ file: String, _ type: FactSchema.FactType) {
        if case .capture(let name, let inner) = e.kind, name != "trigger", let role = role(name, e.place, file, type) {
            checkFiller(inner, name, role, file, type)
        }
        for child in e.children { checkRoles(child, file, type) }
    }

    private mutating func checkFiller(_ e: Element, _ name: String, _ role: FactSchema.Role, _ file: String, _ type: FactSchema.FactType) {
        switch e.kind {
        case .mention(let m):
            let wrong = m.labels.subtracting(role.labels)
            if !wrong.isEmpty && m.labels != .all {
                let bad = Label.allCases.filter { wrong.has($0) }.map(\.name).joined(separator: ", ")
                let good = Label.allCases.filter { role.labels.has($0) }.map(\.name).joined(separator: "|")
                error(e.place, file, "role \(name) of \(type.name) can't be \(bad)", "allowed: \(good)")
            }
        case .choice(let parts): for part in parts { checkFiller(part, name, role, file, type) }
        case .word, .nounGroup, .sequence, .any, .repeated, .anyOrder:
            if !role.allowsText { error(e.place, file, "role \(name) of \(type.name) takes a mention, not a piece of text", "write \(name):@LABEL, or allow text in the schema") }
        case .gap, .mark: error(e.place, file, "role \(name) can't be filled by this", "write \(name):@LABEL, \(name):np or \(name):( … )")
        case .capture: break
        }
    }

    private mutating func checkWords(_ e: Element, _ file: String) {
        switch e.kind {
        case .word(let w): checkClass(w, e.place, file)
        case .nounGroup(let head?, _): checkClass(head, e.place, file)
        case .mention(let m): if let head = m.head { checkClass(head, e.place, file) }
        case .repeated(let inner, _, let maximum):
            if maximum > 1 && inner.isNullable { error(e.place, file, "a repeat of something that may match nothing", "take ? or .. out of the repeated part") }
        case .capture(let role, let inner):
            if inner.isNullable { error(e.place, file, "\(role): may capture nothing", "mark the capture itself as optional: \(role):(…)?") }
        case .anyOrder(let items, _):
            if items.count > Emitter.maximumItems {
                error(e.place, file, "any-order with \(items.count) items", "at most \(Emitter.maximumItems); attach the others, or write two patterns")
            }
            for item in items {
                if item.withoutOption.isNullable { error(item.place, file, "an item that may match nothing", "mark the item itself as optional: (…)?") }
                if item.holdsAnyOrder { error(item.place, file, "any-order inside any-order", "write one of them as fixed alternatives") }
            }
            if items.count < 2 { error(e.place, file, "any-order needs two items", "take any-order away") }
        default: break
        }
        for child in e.children { checkWords(child, file) }
    }

    private mutating func checkClass(_ w: WordSyntax, _ place: SourcePlace, _ file: String) {
        guard case .wordClass(let syntax) = w.form, let name = syntax.names.first(where: { !classNames.contains($0) }) else { return }
        error(place, file, "there is no word class <\(name)>", "classes are the files under lexicons/words and lexicons/verbs; add \(name).tsv there, or correct the name")
    }

    private func countTriggers(_ e: Element, _ n: inout Int) {
        if case .choice(let parts) = e.kind {
            var most = 0
            for part in parts {
                var inner = 0
                countTriggers(part, &inner)
                most = max(most, inner)
            }
            n += most
            return
        }
        if case .capture("trigger", _) = e.kind { n += 1 }
        for child in e.children { countTriggers(child, &n) }
    }

    private mutating func checkRepeatedTrigger(_ e: Element, _ file: String, inRepeat: Bool) {
        if case .capture("trigger", _) = e.kind, inRepeat { error(e.place, file, "the trigger can't be optional or repeated", "take ? away, or write two match lines") }
        var inner = inRepeat
        if case .repeated = e.kind { inner = true }
        for child in e.children { checkRepeatedTrigger(child, file, inRepeat: inner) }
    }
}

extension Element {
    var holdsAnyOrder: Bool {
        if case .anyOrder = kind { return true }
        return children.contains(where: \.holdsAnyOrder)
    }
}
