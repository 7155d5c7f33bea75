import TextModel

/// Turns elements into instructions, in reading direction or backwards.
struct Emitter {
    static let maximumStates = 100_000
    static let maximumItems = 6

    enum Direction { case forward, backward }

    var code: [Instruction] = []
    var tests: WordTests
    var proclitics: [Int32] = [0]
    var strings: StringPool
    /// Roles of the slots of the variant in hand; -1 is the trigger.
    var slots: [Int32] = []
    /// The meaning of a role name in the pattern in hand.
    var roleOf: (String) -> Int32 = { _ in -2 }

    init(tests: WordTests, strings: StringPool) {
        self.tests = tests
        self.strings = strings
    }

    var isFull: Bool { code.count > Emitter.maximumStates }

    mutating func procliticsID(_ p: Proclitics) -> Int32 {
        let packed = Int32(p.required.rawValue) | Int32(p.forbidden.rawValue) << 8
        if let i = proclitics.firstIndex(of: packed) { return Int32(i) }
        proclitics.append(packed)
        return Int32(proclitics.count - 1)
    }

    mutating func put(_ instruction: Instruction) {
        if !isFull { code.append(instruction) }
    }

    private mutating func patch(_ at: Int, _ target: Int) {
        if at < code.count { code[at].a = Int32(target) }
    }

    mutating func slot(_ role: String) -> Int32 {
        slots.append(roleOf(role))
        return Int32(slots.count - 1)
    }

    /// The slot of a capture is the same on both sides of the anchor, and in all copies of an any-order item.
    private var slotOfCapture: [String: Int32] = [:]

    mutating func beginVariant() {
        slots = []
        slotOfCapture = [:]
    }

    mutating func slotID(_ role: String) -> Int32 {
        if let known = slotOfCapture[role] { return known }
        let id = slot(role)
        slotOfCapture[role] = id
        return id
    }

    mutating func test(_ word: WordSyntax) -> Int32 {
        switch word.form {
        case .literal(let text), .exact(let text): return Int32(tests.literal(text))
        case .wordClass(let syntax): return Int32(tests.wordClass(syntax) ?? -1)
        }
    }

    /// What is asked of a mention's first word, as flags.
    mutating func headFlags(_ m: MentionSyntax) -> ElementFlags {
        guard let head = m.head else { return [] }
        return ElementFlags.head(test: test(head), isExcluded: m.excludesHead)
    }

    /// Emits an element. `isOpen`: what stands before it in the text is left open by the pattern (a gap, or its edge).
    mutating func emit(_ element: Element, _ direction: Direction, isOpen: Bool, slot: Int32 = 0) {
        guard !isFull else { return }
        let place = Instruction.pack(element.place)
        switch element.kind {
        case .word(let w):
            if case .exact(let text) = w.form {
                put(Instruction(op: .exact, a: strings.id(text), d: slot, place: place))
            } else {
                put(Instruction(op: .word, a: test(w), b: procliticsID(w.proclitics), d: slot, place: place))
            }
        case .mention(let m):
            var flags: ElementFlags = m.forms == .names ? .names : m.forms == .nominals ? .nominals : []
            if m.isList { flags.insert(.list) }
            if !m.proclitics.isGiven { flags.insert(isOpen ? .bare : .noPrepositionLetter) }
            put(Instruction(op: .mention, a: Int32(bitPattern: m.labels.rawValue), b: procliticsID(m.proclitics), c: flags.union(headFlags(m)).rawValue, d: slot, place: place))
        case .nounGroup(let head, let p):
            let flags: ElementFlags = p.isGiven ? [] : isOpen ? .bare : .noPrepositionLetter
            put(Instruction(op: .nouns, a: head.map { test($0) } ?? -1, b: procliticsID(p), c: flags.rawValue, d: slot, place: place))
        case .mark(let s): put(Instruction(op: .mark, a: Int32(s.unicodeScalars.first.map { Marks.normalized($0.value) } ?? 0), place: place))
        case .any(let p): put(Instruction(op: .any, b: procliticsID(p), d: slot, place: place))
        case .gap(let gap): emit(gap, place)
        case .sequence(let parts): emit(parts, direction, isOpen: isOpen)
        case .choice(let parts):
            var ends: [Int] = []
            for (i, part) in parts.enumerated() {
                let fork = code.count
                if i < parts.count - 1 { put(Instruction(op: .split, b: 1, place: place)) }
                emit(part, direction, isOpen: isOpen, slot: slot)
                if i < parts.count - 1 {
                    ends.append(code.count)
                    put(Instruction(op: .jump, place: place))
                    patch(fork, code.count)
                }
            }
            for end in ends { patch(end, code.count) }
        case .repeated(let inner, let minimum, let maximum):
            var forks: [Int] = []
            for i in 0..<maximum {
                if i >= minimum {
                    forks.append(code.count)
                    put(Instruction(op: .split, b: 1, place: place))
                }
                emit(inner, direction, isOpen: isOpen && i == 0, slot: slot)
                if isFull { break }
            }
            for fork in forks { patch(fork, code.count) }
        case .capture(let role, let inner):
            let id = slotID(role)
            if inner.isLeaf {
                emit(inner, direction, isOpen: isOpen, slot: id + 1)
            } else {
                put(Instruction(op: direction == .forward ? .begin : .end, a: id, place: place))
                emit(inner, direction, isOpen: isOpen)
                put(Instruction(op: direction == .forward ? .end : .begin, a: id, place: place))
            }
        case .anyOrder(let items, let gap): emitAnyOrder(items, gap, direction, place)
        }
    }

    /// A sequence; the words before its first element are `isOpen`.
    mutating func emit(_ parts: [Element], _ direction: Direction, isOpen: Bool) {
        let order = direction == .forward ? Array(parts.indices) : parts.indices.reversed()
        for i in order { emit(parts[i], direction, isOpen: i == 0 ? isOpen : parts[i - 1].isGap) }
    }

    private mutating func emit(_ gap: Gap, _ place: Int32) {
        let bound: Int32 = gap.bound == .clause ? 0 : 1
        guard let limit = gap.limit else {
            let here = Int32(code.count)
            put(Instruction(op: .gap, a: bound, b: here + 1, c: here, place: place))
            return
        }
        let first = code.count
        for i in 0...limit {
            let here = Int32(code.count)
            put(Instruction(op: .gap, a: bound, c: i == limit ? -1 : here + 1, place: place))
        }
        for i in first..<min(first + limit + 1, code.count) { code[i].b = Int32(code.count) }
    }

    /// Items in any order as a lattice: one node for each set of items already found, in ascending order, so that all jumps go forward.
    ///
    /// Around an anchor there are two lattices: the left one may be left at every node (`leave` emits what follows), the right one is entered at every
    /// node and left where all required items are found. Returns where the nodes begin.
    @discardableResult
    mutating func emitAnyOrder(_ items: [Element], _ gap: Gap, _ direction: Direction, _ place: Int32, isAnchored: Bool = false,
                               leave: ((inout Emitter, Int) -> Void)? = nil) -> [Int] {
        let bare = items.map(\.withoutOption)
        var required = 0
        for (i, item) in items.enumerated() where !item.isOptional { required |= 1 << i }
        let all = (1 << items.count) - 1
        var starts = [Int](repeating: 0, count: all + 1)
        var entries: [[Int]] = Array(repeating: [], count: all + 1)
        var ends: [Int] = []
        for set in 0...all {
            for jump in entries[set] { patch(jump, code.count) }
            starts[set] = code.count
            if isFull { break }
            if set & required == required || leave != nil {
                let fork = code.count
                if set != all { put(Instruction(op: .split, b: 1, place: place)) }
                if let leave { leave(&self, set) } else {
                    ends.append(code.count)
                    put(Instruction(op: .jump, place: place))
                }
                if set != all { patch(fork, code.count) }
            }
            if set == all { continue }
            if set != 0 || isAnchored {
                let here = Int32(code.count)
                put(Instruction(op: .gap, a: gap.bound == .clause ? 0 : 1, b: here + 1, c: here, place: place))
            }
            let open = bare.indices.filter { set & (1 << $0) == 0 }
            for (k, i) in open.enumerated() {
                let fork = code.count
                if k < open.count - 1 { put(Instruction(op: .split, place: place)) }
                emit(bare[i], direction, isOpen: true)
                entries[set | 1 << i].append(code.count)
                put(Instruction(op: .jump, place: place))
                if k < open.count - 1 { patch(fork, code.count) }
            }
        }
        for end in ends { patch(end, code.count) }
        return starts
    }
}

extension Element {
    /// One instruction.
    var isLeaf: Bool {
        switch kind {
        case .word, .mention, .nounGroup, .any: return true
        default: return false
        }
    }

    var isGap: Bool {
        if case .gap = kind { return true }
        return false
    }

    var isOptional: Bool {
        if case .repeated(_, 0, _) = kind { return true }
        return false
    }

    /// An optional item of any-order without its mark of being optional.
    var withoutOption: Element {
        if case .repeated(let inner, 0, let maximum) = kind {
            return maximum == 1 ? inner : Element(.repeated(inner, minimum: 1, maximum: maximum), place)
        }
        return self
    }

    /// Matches no token at all in some reading.
    var isNullable: Bool {
        switch kind {
        case .word, .mention, .nounGroup, .mark, .any: return false
        case .gap: return true
        case .sequence(let parts): return parts.allSatisfy(\.isNullable)
        case .choice(let parts): return parts.contains(where: \.isNullable)
        case .repeated(let inner, let minimum, _): return minimum == 0 || inner.isNullable
        case .capture(_, let inner): return inner.isNullable
        case .anyOrder(let items, _): return items.allSatisfy(\.isNullable)
        }
    }
}

/// Punctuation marks that stand for one another.
enum Marks {
    static func normalized(_ c: UInt32) -> UInt32 {
        switch c {
        case 0x2C: return 0x60C
        case 0x3B: return 0x61B
        case 0x3F: return 0x61F
        case 0x2013, 0x2014, 0x2212: return 0x2D
        case 0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x2033, 0x2018, 0x2019, 0x27: return 0x22
        case 0x5B, 0xFD3E: return 0x28
        case 0x5D, 0xFD3F: return 0x29
        default: return c
        }
    }
}

/// Strings of the program, each once.
struct StringPool {
    private(set) var blob: [UInt8] = []
    private(set) var offsets: [UInt32] = [0]
    private var numbers: [String: Int32] = [:]

    mutating func id(_ text: String) -> Int32 {
        if let known = numbers[text] { return known }
        blob += Array(text.utf8)
        offsets.append(UInt32(blob.count))
        let id = Int32(offsets.count - 2)
        numbers[text] = id
        return id
    }
}
