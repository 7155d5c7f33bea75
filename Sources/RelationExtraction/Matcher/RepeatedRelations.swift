import ArabicText
import TextModel

/// A document tells a relation once for each source: repeats go, and so does what a fuller telling by the same source includes
/// (الرئيس فلان beside الرئيس المصري فلان). Events stay, each telling is one.
public struct RepeatedRelations: Sendable {
    private let folding = Folding()

    public init() {}

    /// Call it when entities and attributions are known. Cost: relations of one type and first filler are compared with one another.
    public func drop(_ text: UnsafeBufferPointer<UInt8>, _ schema: FactSchema, _ analysis: inout Analysis) {
        var tellings: [Telling: [Told]] = [:]
        // A piece of text that is a mention, too, stands for its entity.
        var entities: [ByteRange: EntityID] = [:]
        for mention in analysis.mentions where mention.label != .occ { if let entity = mention.entity { entities[mention.bytes] = entity } }
        var isDropped = [Bool](repeating: false, count: analysis.facts.count)
        for (i, fact) in analysis.facts.enumerated() {
            guard schema.types.indices.contains(fact.type.index), schema.types[fact.type.index].kind == .relation, !fact.arguments.isEmpty else { continue }
            let fillers = Set(fact.arguments.indices.map { Filler(role: analysis.arguments[$0].role, what: identity(analysis.arguments[$0], text, entities)) })
            let first = analysis.arguments[fact.arguments.indices.lowerBound]
            let key = Telling(type: fact.type, polarity: fact.polarity, modality: fact.modality, first: Filler(role: first.role, what: identity(first, text, entities)),
                              source: source(fact, text, entities, analysis))
            var told = tellings[key] ?? []
            if told.contains(where: { $0.fillers.isSuperset(of: fillers) }) {
                isDropped[i] = true
                continue
            }
            for t in told where t.fillers.isSubset(of: fillers) { isDropped[t.fact] = true }
            told.removeAll { $0.fillers.isSubset(of: fillers) }
            told.append(Told(fact: i, fillers: fillers))
            tellings[key] = told
        }
        guard isDropped.contains(true) else { return }
        var k = 0
        analysis.facts.removeAll { _ in
            defer { k += 1 }
            return isDropped[k]
        }
    }

    private struct Telling: Hashable {
        var type: FactTypeID
        var polarity: Polarity
        var modality: Modality
        var first: Filler
        var source: [Identity]
    }

    private struct Told {
        var fact: Int
        var fillers: Set<Filler>
    }

    private struct Filler: Hashable {
        var role: RoleID
        var what: Identity
    }

    private enum Identity: Hashable {
        case entity(EntityID)
        /// The words without article, folded.
        case words([UInt8])
    }

    private func identity(_ argument: Argument, _ text: UnsafeBufferPointer<UInt8>, _ entities: [ByteRange: EntityID]) -> Identity {
        entities[argument.bytes].map { .entity($0) } ?? .words(words(argument.bytes, text))
    }

    private func words(_ bytes: ByteRange, _ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard bytes.indices.upperBound <= text.count else { return [] }
        var surface = String(decoding: UnsafeBufferPointer(rebasing: text[bytes.indices]), as: UTF8.self)
        for article in ["ال", "لل"] where surface.hasPrefix(article) { surface.removeFirst(article.count) }
        return folding.fold(surface)
    }

    private func source(_ fact: Fact, _ text: UnsafeBufferPointer<UInt8>, _ entities: [ByteRange: EntityID], _ analysis: Analysis) -> [Identity] {
        fact.attribution.indices.compactMap { i in
            guard analysis.attributions.indices.contains(i) else { return nil }
            let s = analysis.attributions[i].index
            guard analysis.statements.indices.contains(s) else { return nil }
            return speaker(analysis.statements[s], text, entities, analysis)
        }
    }

    private func speaker(_ statement: Statement, _ text: UnsafeBufferPointer<UInt8>, _ entities: [ByteRange: EntityID], _ analysis: Analysis) -> Identity {
        guard let i = statement.arguments.indices.first, analysis.arguments.indices.contains(i) else { return .words(words(statement.cue, text)) }
        return identity(analysis.arguments[i], text, entities)
    }
}
