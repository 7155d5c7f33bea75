import ArabicText
import TextModel

/// What noun groups tell in indirect speech is the report's own (`Attribution`) as long as the document speaks with one voice. Where its sources give one
/// thing different values, a rank to a person or a holder to a post, each value stands on the word of the source in whose statement it is.
public struct DisputedRelations: Sendable {
    /// A relation type of which a subject has one value at a time.
    private struct Single {
        var type: FactTypeID
        var value: RoleID
        var subject: [RoleID]
    }

    private let singles: [Single]
    private let folding = Folding()

    public init(schema: FactSchema) {
        func single(_ type: String, value: String, of subject: [String]) -> Single? {
            guard let type = schema.type(named: type), let value = schema.role(named: value) else { return nil }
            return Single(type: type, value: value, subject: subject.compactMap { schema.role(named: $0) })
        }
        singles = [single("military_rank", value: "rank", of: ["person"]),
                   single("position_held", value: "person", of: ["role", "organization", "country", "place"])].compactMap { $0 }
    }

    /// Call it when entities and attributions are known. Cost: facts of one subject are compared with one another.
    public func attribute(_ text: UnsafeBufferPointer<UInt8>, _ analysis: inout Analysis) {
        guard analysis.statements.count > 0 else { return }
        var disputed: [Int] = []
        for single in singles {
            var groups: [[Identity]: [(fact: Int, value: Identity)]] = [:]
            for (i, fact) in analysis.facts.enumerated() where fact.type == single.type && fact.polarity == .asserted {
                let arguments = fact.arguments.indices.map { analysis.arguments[$0] }
                guard let value = arguments.first(where: { $0.role == single.value }) else { continue }
                var subject: [Identity] = []
                for role in single.subject { subject.append(arguments.first { $0.role == role }.map { identity($0, text, analysis) } ?? .none) }
                // A post of no named body may be any.
                guard subject.filter({ $0 != .none }).count > (single.subject.count > 1 ? 1 : 0) else { continue }
                groups[subject, default: []].append((i, identity(value, text, analysis)))
            }
            for group in groups.values where group.count > 1 {
                let first = group[0].value
                if group.contains(where: { !first.agrees(with: $0.value) }) { disputed += group.map(\.fact) }
            }
        }
        if !disputed.isEmpty { Attribution.assignSpoken(to: disputed.sorted(), &analysis) }
    }

    private enum Identity: Hashable {
        case none
        case entity(EntityID)
        /// Folded words without article.
        case words([UInt8])

        /// العميد and العميد الركن don't disagree.
        func agrees(with other: Identity) -> Bool {
            if case .words(let a) = self, case .words(let b) = other { return a.starts(with: b) || b.starts(with: a) }
            return self == other
        }
    }

    private func identity(_ argument: Argument, _ text: UnsafeBufferPointer<UInt8>, _ analysis: Analysis) -> Identity {
        if let m = argument.mention, analysis.mentions.indices.contains(m.index), let entity = analysis.mentions[m.index].entity,
           analysis.mentions[m.index].label != .occ { return .entity(entity) }
        guard argument.bytes.indices.upperBound <= text.count else { return .none }
        var surface = String(decoding: UnsafeBufferPointer(rebasing: text[argument.bytes.indices]), as: UTF8.self)
        for article in ["ال", "لل"] where surface.hasPrefix(article) { surface.removeFirst(article.count) }
        return .words(folding.fold(surface))
    }
}
