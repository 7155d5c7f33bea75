import Lexicons
import TextModel

extension EntityResolver {
    /// Turns clusters into entities, in the order of their first mentions.
    mutating func appendEntities(_ text: UnsafeBufferPointer<UInt8>, _ analysis: inout Analysis) {
        let first = analysis.entities.count
        var number = [Int32](repeating: -1, count: clusters.count)
        var keys: [String: Int] = [:]
        keys.reserveCapacity(clusters.count)
        for m in order {
            let c = facts[Int(m)].cluster
            guard c >= 0 else { continue }
            if number[Int(c)] < 0 {
                number[Int(c)] = Int32(analysis.entities.count)
                let cluster = clusters[Int(c)]
                analysis.entities.append(Entity(label: cluster.label, name: "", aliases: [], mentions: [], entry: cluster.sense?.entry, key: ""))
            }
            let e = Int(number[Int(c)])
            analysis.entities[e].mentions.append(MentionID(Int(m)))
            analysis.mentions[Int(m)].entity = EntityID(e)
        }
        for c in clusters.indices where number[c] >= 0 {
            let e = Int(number[c])
            name(e, clusters[c], text, &analysis)
            var key = key(of: clusters[c], analysis.mentions[analysis.entities[e].mentions[0].index].value)
            let n = keys[key, default: 0] + 1
            keys[key] = n
            if n > 1 { key += "#\(n)" }
            analysis.entities[e].key = key
        }
        assert(first <= analysis.entities.count)
    }

    /// The listed name, else the fullest; the other forms of the text as aliases.
    private mutating func name(_ e: Int, _ cluster: Cluster, _ text: UnsafeBufferPointer<UInt8>, _ analysis: inout Analysis) {
        let ids = analysis.entities[e].mentions
        func form(_ m: MentionID) -> String {
            let bytes = analysis.mentions[m.index].bytes
            var form = String(decoding: text[bytes.indices.clamped(to: 0..<text.count)], as: UTF8.self)
            if DocumentWords.hidesArticle(Int(bytes.start), text) { form = "ا" + form }
            return form
        }
        let values = EntityResolver.values.has(cluster.label)
        var name = ""
        if let entry = cluster.sense?.entry {
            name = lexicon.entries.name(entry)
        } else if values {
            name = analysis.mentions[ids[0].index].value
        } else {
            for id in ids where facts[id.index].surface == cluster.fullest { name = form(id); break }
            if name.isEmpty { name = form(ids[0]) }
        }
        // Equal bytes are seen at once; only forms that differ are compared as text.
        var seen: Set<String> = []
        var aliases: [String] = []
        for id in ids {
            let bytes = analysis.mentions[id.index].bytes
            let slice = text[bytes.indices.clamped(to: 0..<text.count)]
            if !DocumentWords.hidesArticle(Int(bytes.start), text), isSame(slice, name) || aliases.contains(where: { isSame(slice, $0) }) { continue }
            if seen.isEmpty { seen.insert(name) }
            let form = form(id)
            if seen.insert(form).inserted { aliases.append(form) }
        }
        if !aliases.isEmpty { analysis.entities[e].aliases = aliases }
        analysis.entities[e].name = name
    }

    private func isSame(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ text: String) -> Bool {
        let utf8 = text.utf8
        return utf8.count == bytes.count && utf8.elementsEqual(bytes)
    }

    /// `geonames:170654` where listed; `DATE:2017-02-25` for values; else label and folded name.
    private mutating func key(of cluster: Cluster, _ value: String) -> String {
        if let sense = cluster.sense { return senses.groupIDs[Int(sense.group)] }
        var key = cluster.label.name
        key += ":"
        if EntityResolver.values.has(cluster.label) { return key + value }
        keyBytes.removeAll(keepingCapacity: true)
        for w in words(cluster.fullest) {
            if !keyBytes.isEmpty { keyBytes.append(0x20) }
            keyBytes += local.words[Int(w)].key
        }
        key += String(decoding: keyBytes, as: UTF8.self)
        return key
    }
}
