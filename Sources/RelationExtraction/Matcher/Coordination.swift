import Lexicons
import ModelStorage
import TextModel

/// Coordinated mentions: `س وص وع`, `س، ص وع`, `العميد س والعقيد ص`.
extension MatchView {
    static let longestList = 32

    /// Appends the mentions coordinated with `first` to the right and returns where the list ends.
    func extendList(from first: Int, labels: Int32, proclitics: Int32, flags: ElementFlags, into list: inout [Int32]) -> Int {
        var end = Int(mentions[first].tokens.end)
        while list.count < MatchView.longestList, let next = conjunct(at: end, labels, flags) {
            list.append(Int32(next))
            end = Int(mentions[next].tokens.end)
        }
        return end
    }

    /// The mention that a conjunct at token `t` adds: behind a comma or with و, titles before it stepped over.
    private func conjunct(at t: Int, _ labels: Int32, _ flags: ElementFlags) -> Int? {
        let limit = Int(input.sentence.end)
        var p = t
        guard p < limit else { return nil }
        var isJoined = false
        if mark(p) == 0x60C {
            p += 1
            isJoined = true
        }
        if p < limit, isWaw(p) {
            p += 1
            isJoined = true
        }
        var titles = 0
        while p < limit {
            var title: Int?
            for k in input.mentionsStarting(at: p) {
                let i = Int(input.starting[k])
                let m = mentions[i]
                guard isJoined || m.proclitics.contains(.waw) else { continue }
                if m.proclitics.isDisjoint(with: .prepositions), accepts(i, labels: labels, proclitics: 0, flags: flags.subtracting([.bare, .list])) { return i }
                if title == nil, m.label == .occ || (titles > 0 && (m.label == .org || m.label == .gpe || m.label == .norp)) { title = i }
            }
            guard let title, titles < 4 else { return nil }
            titles += 1
            isJoined = true
            p = Int(mentions[title].tokens.end)
        }
        return nil
    }

    /// Appends the mentions coordinated with `last` to the left and returns where the list begins.
    func extendListBackwards(from last: Int, labels: Int32, flags: ElementFlags, into list: inout [Int32]) -> Int {
        var start = Int(mentions[last].tokens.start)
        var current = last
        while list.count < MatchView.longestList {
            var edge = start
            var isJoined = mentions[current].proclitics.contains(.waw)
            // Titles before the member carry the conjunction.
            while !isJoined, let k = input.mentionsEnding(at: edge).first, mentions[Int(input.ending[k])].label == .occ {
                let title = mentions[Int(input.ending[k])]
                isJoined = title.proclitics.contains(.waw)
                edge = Int(title.tokens.start)
            }
            if !isJoined, edge > Int(input.sentence.start), isWaw(edge - 1) {
                edge -= 1
                isJoined = true
            }
            if edge > Int(input.sentence.start), mark(edge - 1) == 0x60C, isJoined || list.count > 1 {
                edge -= 1
                isJoined = true
            }
            guard isJoined else { break }
            var found: Int?
            for k in input.mentionsEnding(at: edge) {
                let i = Int(input.ending[k])
                if Int(mentions[i].tokens.start) >= Int(input.sentence.start), accepts(i, labels: labels, proclitics: 0, flags: flags.subtracting([.bare, .noPrepositionLetter, .list])) {
                    found = i
                    break
                }
            }
            guard let found else { break }
            list.append(Int32(found))
            current = found
            start = Int(mentions[found].tokens.start)
        }
        return start
    }

    /// The token is the conjunction و alone.
    private func isWaw(_ t: Int) -> Bool {
        let token = tokens[t]
        return token.end - token.start == 2 && Int(token.end) <= text.count && text[Int(token.start)] == 0xD9 && text[Int(token.start) + 1] == 0x88
    }
}
