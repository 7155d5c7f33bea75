import TextModel

/// Emits one variant: anchor, left part, right part.
extension Emitter {
    /// Returns the range of its instructions.
    mutating func emitVariant(_ d: Anchor.Divided) -> (start: Int, end: Int) {
        beginVariant()
        let start = code.count
        emit(d.anchor, .forward, isOpen: false, slot: d.role.map { slotID($0) + 1 } ?? 0)
        if code.count > start, d.anchor.isMention { code[start].c &= ~(ElementFlags([.bare, .noPrepositionLetter]).rawValue) }
        var turns: [(at: Int, set: Int)] = []
        emitLeft(d.left[...], set: 0, &turns)
        let split = d.right.firstIndex { if case .others = $0 { return true } else { return false } }
        var entry = [Int](repeating: code.count, count: 1 << Emitter.maximumItems)
        if let split, case .others(let items, let gap, let place) = d.right[split] {
            // What stands right of the anchor inside its own item comes first, whatever the left part found: one copy for each way to come here.
            var jumps: [(at: Int, set: Int)] = []
            if split > 0 {
                for set in Set(turns.map(\.set)).sorted() {
                    entry[set] = code.count
                    emitRight(d.right[..<split])
                    jumps.append((code.count, set))
                    put(Instruction(op: .jump))
                }
            }
            let nodes = emitAnyOrder(items, gap, .forward, Instruction.pack(place), isAnchored: true)
            for jump in jumps where jump.at < code.count && jump.set < nodes.count { code[jump.at].a = Int32(nodes[jump.set]) }
            if split == 0 { for set in nodes.indices where set < entry.count { entry[set] = nodes[set] } }
            emitRight(d.right[(split + 1)...])
        } else {
            emitRight(d.right[...])
        }
        put(Instruction(op: .accept))
        for turn in turns where turn.at < code.count { code[turn.at].a = Int32(entry[turn.set]) }
        return (start, code.count)
    }

    private mutating func emitRight(_ steps: ArraySlice<Anchor.Step>) {
        for step in steps {
            switch step {
            case .element(let e, let isOpen): emit(e, .forward, isOpen: isOpen)
            case .begin(let role, let place): put(Instruction(op: .begin, a: slotID(role), place: Instruction.pack(place)))
            case .end(let role, let place): put(Instruction(op: .end, a: slotID(role), place: Instruction.pack(place)))
            case .others: break
            }
        }
    }

    private mutating func emitLeft(_ steps: ArraySlice<Anchor.Step>, set: Int, _ turns: inout [(at: Int, set: Int)]) {
        var rest = steps
        while let step = rest.popFirst() {
            switch step {
            case .element(let e, let isOpen): emit(e, .backward, isOpen: isOpen)
            case .begin(let role, let place): put(Instruction(op: .begin, a: slotID(role), place: Instruction.pack(place)))
            case .end(let role, let place): put(Instruction(op: .end, a: slotID(role), place: Instruction.pack(place)))
            case .others(let items, let gap, let place):
                let after = rest
                var inner = turns
                emitAnyOrder(items, gap, .backward, Instruction.pack(place), isAnchored: true) { emitter, set in
                    emitter.emitLeft(after, set: set, &inner)
                }
                turns = inner
                return
            }
        }
        turns.append((code.count, set))
        put(Instruction(op: .turn))
    }
}

extension Element {
    var isMention: Bool {
        if case .mention = kind { return true }
        return false
    }
}
