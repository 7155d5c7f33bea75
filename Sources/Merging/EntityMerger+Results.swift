import RecordReading

extension EntityMerger {
    /// Writes the joined nodes, and returns what each document's entities became: by document and id, with the final key and name.
    mutating func resolve(_ nodes: inout Spool, _ places: inout Spool, _ union: inout UnionFind, _ reasons: [Int32: UInt8],
                                  _ write: (borrowing MergedEntityLine) throws(MergeFault) -> Void) throws(MergeFault) -> SortedItems {
        // Nodes by root.
        var byRoot = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        var reader = try nodes.reader()
        var frame: [UInt8] = []
        var number = 0
        while try reader.next(into: &frame) != nil {
            key.reset()
            key.add(union.find(number))
            key.add(number)
            try byRoot.add(key: key.bytes, frame)
            number += 1
        }
        // Roots become entities, sorted by their final key.
        var byKey = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        var byNode = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        var items = try byRoot.sorted()
        var item: [UInt8] = []
        var root = -1
        var merged: EntityNode?
        var members: [Int] = []
        var best: (isListed: Bool, documents: Int, key: String)?
        func close() throws(MergeFault) {
            guard var node = merged, let best else { return }
            node.key = best.key
            let name = bestName(of: node)
            packer.reset()
            let why = Reason.allCases.filter { (reasons[Int32(root)] ?? 0) & 1 << $0.rawValue != 0 }.map(\.text)
            packer.add(name)
            packer.add(why)
            node.pack(into: &packer)
            key.reset()
            key.add(node.key)
            key.add(node.label)
            try byKey.add(key: key.bytes, packer.bytes)
            packer.reset()
            packer.add(node.key)
            packer.add(name)
            for member in members {
                key.reset()
                key.add(member)
                try byNode.add(key: key.bytes, packer.bytes)
            }
        }
        while let head = try items.next(into: &item) {
            let itemRoot = EntityMerger.number(item, 0), number = EntityMerger.number(item, 8)
            var u = Unpacker(item, at: head)
            let node = EntityNode(&u)
            if itemRoot != root {
                try close()
                root = itemRoot
                merged = node
                members = [number]
                best = (node.isListed, node.documentCount, node.key)
                continue
            }
            members.append(number)
            merged!.absorb(node, limit: options.maximumSources)
            let candidate = (isListed: node.isListed, documents: node.documentCount, key: node.key)
            if EntityMerger.isBetter(candidate, best!) { best = candidate }
        }
        try close()

        var line = 0
        var entities = try byKey.sorted()
        while let head = try entities.next(into: &item) {
            var u = Unpacker(item, at: head)
            let name = u.text(), why = u.texts()
            let node = EntityNode(&u)
            line += 1
            var forms = node.aliases
            for (form, count) in node.names { forms[form, default: 0] += count }
            forms[name] = nil
            let aliases = forms.sorted { $0.value != $1.value ? $0.value > $1.value : precedes($0.key, $1.key) }.prefix(EntityMerger.maximumAliases).map(\.key)
            try write(MergedEntityLine(number: line, key: node.key, label: node.label, name: name, aliases: Array(aliases),
                                       kb: node.kb.sorted { precedes($0.name, $1.name) || ($0.name == $1.name && precedes($0.value, $1.value)) },
                                       why: why, documents: node.documents, documentCount: node.documentCount))
        }

        // Every document's entities, in document order, with the final key and name.
        var result = ExternalSorter(in: options.scratch, budget: options.sorterBudget)
        var finals = try byNode.sorted()
        var occurrences = try places.reader()
        var finalNode = -1
        var final: (key: String, name: String) = ("", "")
        while try occurrences.next(into: &frame) != nil {
            var u = Unpacker(frame)
            let node = u.int(), document = u.int()
            let id = u.text()
            while finalNode < node, let head = try finals.next(into: &item) {
                finalNode = EntityMerger.number(item, 0)
                var f = Unpacker(item, at: head)
                final = (f.text(), f.text())
            }
            key.reset()
            key.add(document)
            key.add(id)
            packer.reset()
            packer.add(document)
            packer.add(id)
            packer.add(final.key)
            packer.add(final.name)
            packer.bytes.append(contentsOf: frame[u.at...])
            try result.add(key: key.bytes, packer.bytes)
        }
        return try result.sorted()
    }

    private static func isBetter(_ a: (isListed: Bool, documents: Int, key: String), _ b: (isListed: Bool, documents: Int, key: String)) -> Bool {
        if a.isListed != b.isListed { return a.isListed }
        if a.documents != b.documents { return a.documents > b.documents }
        return precedes(a.key, b.key)
    }

    /// The fullest name: most words, then most often used, then byte order.
    private func bestName(of node: EntityNode) -> String {
        let ranked = node.names.map { (name: $0.key, words: node.label == "PERS" ? names.personParts($0.key).count : node.isListed ? 0 : names.words($0.key).count, count: $0.value) }
        let name = ranked.min { a, b in
            if a.words != b.words { return a.words > b.words }
            if a.count != b.count { return a.count > b.count }
            return precedes(a.name, b.name)
        }?.name ?? node.key
        return EntityMerger.withoutHashes(name)
    }

    /// A name as a reader writes it: hashtags (`#النظام_السوري`) become words. The form as written stays among the aliases.
    private static func withoutHashes(_ name: String) -> String {
        let bytes = Array(name.utf8)
        guard bytes.contains(UInt8(ascii: "#")) || bytes.contains(UInt8(ascii: "_")) else { return name }
        var clean: [UInt8] = []
        for (i, byte) in bytes.enumerated() {
            let before = i == 0 ? 0x20 : bytes[i - 1], after = i + 1 < bytes.count ? bytes[i + 1] : 0x20
            if byte == UInt8(ascii: "#"), before == 0x20, after >= 0x80 { continue }
            clean.append(byte == UInt8(ascii: "_") && before >= 0x80 && after >= 0x80 ? 0x20 : byte)
        }
        return String(decoding: clean, as: UTF8.self)
    }
}
