import ArabicText
import Lexicons
import TextModel

extension EntityResolver {
    /// The country whose government a capital stands for, where the document speaks of that country.
    mutating func government(_ s: Int32, _ mention: Mention, _ analysis: Analysis, _ forms: WordForms) -> Int32? {
        guard mention.label == .gpe, words(s).count == 1, let country = surfaces[Int(s)].sense?.capitalOf, country >= 0,
              (countryWeight[country] ?? 0) > 0, cues.acts(mention, analysis, forms) else { return nil }
        if let c = clusterOfGroup[country] { return c }
        // The country is named later: its cluster begins here.
        guard surfaces.contains(where: { $0.sense?.group == country }) else { return nil }
        let c = newCluster(mention)
        clusters[Int(c)].group = country
        clusterOfGroup[country] = c
        return c
    }

    /// البلاد، الدولة اليمنية: a head of country level, alone or with a people's name.
    func isCountryHead(_ s: Int32) -> Bool {
        let surface = surfaces[Int(s)]
        guard surface.label == .gpe, surface.sense == nil, let first = words(s).first, local.words[Int(first)].hasArticle else { return false }
        return PlaceRules.level(first, local) == .country
    }

    /// What a head with article refers to: the most recent thing of its label that it can head.
    mutating func antecedent(_ m: Int, _ position: Int, _ mention: Mention) -> Int32? {
        let s = facts[m].surface
        guard let first = words(s).first else { return nil }
        if mention.label == .gpe {
            switch PlaceRules.level(first, local) {
            case .country: return country(s)
            case .city: return place(mention.label, first) { !$0.isCountry && $0.kind != "district" }
            case .district: return place(mention.label, first) { [ids = senses.groupIDs] in ids[Int($0.group)].hasPrefix("iso3166-2:") }
            case .open: break
            }
        }
        let bare = local.bare(first)
        var best: Int32?
        for c in (byWord[key(mention.label, bare)] ?? []).suffix(EntityResolver.window) + recent[Int(mention.label.rawValue)].suffix(EntityResolver.window) {
            let cluster = clusters[Int(c)]
            guard cluster.isNominal == (mention.form == .nominal), cluster.heads.contains(bare) else { continue }
            if let b = best, clusters[Int(b)].last >= cluster.last { continue }
            best = c
        }
        return best
    }

    /// The most recent place that has this head or whose row is of its level.
    private func place(_ label: Label, _ head: Int32, _ fits: (Sense) -> Bool) -> Int32? {
        let bare = local.bare(head)
        var best: (cluster: Int32, score: Int)?
        for c in recent[Int(label.rawValue)].suffix(EntityResolver.window * 2) {
            let cluster = clusters[Int(c)]
            let named = cluster.heads.contains(bare)
            guard !cluster.surfaces.isEmpty, named || (cluster.sense.map(fits) ?? false) else { continue }
            let score = cluster.last + (named ? 12 : 0)
            if let b = best, b.score >= score { continue }
            best = (c, score)
        }
        return best?.cluster
    }

    /// The country of the people named in the phrase, else the one that the document speaks of most.
    private func country(_ s: Int32) -> Int32? {
        for w in words(s).dropFirst() {
            for surface in surfaces where surface.label == .norp && pool[surface.words.lowerBound] == w && surface.words.count == 1 {
                if let country = surface.sense?.country, country >= 0 { return clusterOfGroup[country] }
            }
        }
        if words(s).count > 1 { return nil }
        var best: (cluster: Int32, weight: Int)?
        for c in recent[Int(Label.gpe.rawValue)] {
            let cluster = clusters[Int(c)]
            guard cluster.sense?.isCountry ?? false else { continue }
            let weight = countryWeight[cluster.group] ?? 0
            if let b = best, b.weight >= weight { continue }
            best = (c, weight)
        }
        return best?.cluster
    }

    // MARK: Apposition

    /// Two names of one label side by side, the second in quotes or brackets or behind المعروف، اختصارا، أو: منظمة الدول المصدرة للنفط (أوبك).
    func apposed(_ m: Int, _ position: Int, _ mention: Mention, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>) -> Int32? {
        guard mention.label == .org || mention.label == .pers || mention.label == .event, position > 0 else { return nil }
        var k = position - 1
        // The mention before, not one that contains or is inside another.
        while k >= 0, position - k <= 4 {
            let p = Int(order[k])
            let before = analysis.mentions[p]
            k -= 1
            guard before.bytes.end <= mention.bytes.start, before.label == mention.label, before.sentence == mention.sentence, facts[p].cluster >= 0 else { continue }
            let gap = Int(before.tokens.end)..<max(Int(before.tokens.end), Int(mention.tokens.start))
            guard gap.count <= 5 else { return nil }
            guard links(gap, mention, before, analysis, text), !isListedOtherwise(m, facts[p].cluster) else { return nil }
            return facts[p].cluster
        }
        return nil
    }

    private func isListedOtherwise(_ m: Int, _ c: Int32) -> Bool {
        guard let group = surfaces[Int(facts[m].surface)].sense?.group else { return false }
        return clusters[Int(c)].group >= 0 && clusters[Int(c)].group != group
    }

    private func links(_ gap: Range<Int>, _ mention: Mention, _ before: Mention, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var marks = 0, aliases = 0
        for t in gap {
            guard t < analysis.tokens.count else { return false }
            let token = analysis.tokens[t]
            switch token.kind {
            case .quote: marks += 1
            case .punctuation:
                let b = text[Int(token.start)]
                if b == UInt8(ascii: "(") || b == UInt8(ascii: "'") { marks += 1 } else if b == UInt8(ascii: ")") { return false }
            case .word:
                var key: [UInt8] = []
                EntityResolver.folding.fold(UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)]), into: &key)
                if key.starts(with: [0xD9, 0x88]) { key.removeFirst(2) }
                guard EntityResolver.aliasWords.contains(key) else { return false }
                aliases += 1
            default: return false
            }
        }
        if before.form == .nominal || mention.form == .nominal {
            // المدعى عليه فلان, فلان، المشتبه به: one a name, the other a noun with article.
            guard mention.label == .pers, before.form != mention.form, mention.proclitics.isEmpty, gap.count <= 3 else { return false }
            return isDefinite(before.form == .nominal ? before : mention, text)
        }
        guard mention.label != .pers || aliases > 0 else { return false }
        return aliases > 0 || marks > 0 && mention.proclitics.isEmpty
    }

    private func isDefinite(_ m: Mention, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let s = Int(m.bytes.start)
        return s + 4 < text.count && text[s] == 0xD8 && text[s + 1] == 0xA7 && text[s + 2] == 0xD9 && text[s + 3] == 0x84 || DocumentWords.hidesArticle(s, text)
    }

    static let folding = Folding()
    static let aliasWords = Set(["المعروف", "المعروفه", "اختصارا", "باسم", "الملقب", "الملقبه", "المدعو", "المدعوه", "يدعي", "تدعي", "سابقا", "اسمه", "اسمها", "او", "اي", "المكني", "ب"].map { Array($0.utf8) })
}
