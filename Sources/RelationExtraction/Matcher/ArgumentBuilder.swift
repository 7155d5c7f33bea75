import Lexicons
import ModelStorage
import TextModel

/// Makes arguments of captures: a mention where there is one, else the words without their proclitics.
struct ArgumentBuilder {
    let view: MatchView
    let program: PatternProgram
    let type: FactSchema.FactType

    /// Roles of the type in schema order.
    var order: [RoleID] { type.roles.map(\.role) }

    /// A role that takes one filler and has several: one fact for each.
    static func isDistributed(_ role: RoleID, _ arguments: [Argument], _ type: FactSchema.FactType) -> Bool {
        guard arguments.filter({ $0.role == role }).count > 1 else { return false }
        return !(type.roles.first { $0.role == role }?.isList ?? false)
    }

    func bytes(of filler: MatchMachine.Filler) -> ByteRange {
        if filler.mention >= 0 { return view.mentions[Int(filler.mention)].bytes }
        let first = view.tokens[filler.start], last = view.tokens[max(filler.start, filler.end - 1)]
        if filler.reading >= 0 {
            let reading = view.forms.pool[view.forms.readings(of: first.form).lowerBound + Int(filler.reading)]
            let start = min(first.start + UInt32(reading.stem), first.end)
            if filler.end - filler.start > 1 { return ByteRange(start, last.end) }
            return ByteRange(start, max(start, first.end - min(UInt32(reading.enclitic), first.end)))
        }
        return ByteRange(min(view.stemStart(filler.start), last.end), last.end)
    }

    func argument(_ role: RoleID, _ filler: MatchMachine.Filler) -> Argument {
        if filler.mention >= 0 {
            let m = view.mentions[Int(filler.mention)]
            return Argument(role: role, bytes: m.bytes, mention: MentionID(Int(filler.mention)), value: m.value)
        }
        let labels = type.roles.first { $0.role == role }?.labels ?? .all
        for k in view.input.mentionsStarting(at: filler.start) {
            let id = Int(view.input.starting[k])
            let m = view.mentions[id]
            if Int(m.tokens.end) == filler.end, labels.has(m.label) { return Argument(role: role, bytes: m.bytes, mention: MentionID(id), value: m.value) }
        }
        return Argument(role: role, bytes: bytes(of: filler))
    }

    /// The filler is used already, or is part of another one's name (a place inside a named event is still a place).
    func isTaken(_ argument: Argument, _ arguments: [Argument]) -> Bool {
        for a in arguments where a.bytes.overlaps(argument.bytes) {
            if a.bytes == argument.bytes { return true }
            if let m = a.mention, view.mentions[m.index].label == .event { continue }
            return true
        }
        return false
    }

    /// «منذ ست سنوات» and «32 عاما» tell no date.
    func isDuration(_ argument: Argument) -> Bool {
        guard let m = argument.mention, view.mentions[m.index].label == .date else { return false }
        return argument.value.utf8.first == UInt8(ascii: "P")
    }

    /// Schema role order, then text order.
    func sorted(_ arguments: [Argument]) -> [Argument] {
        let order = order
        func rank(_ a: Argument) -> Int { order.firstIndex(of: a.role) ?? order.count }
        return arguments.sorted { a, b in (rank(a), a.bytes.start, a.bytes.end) < (rank(b), b.bytes.start, b.bytes.end) }
    }
}
