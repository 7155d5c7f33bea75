import TextModel

/// Writes what was found in a document as JSON Lines: the document, its mentions, entities, relations, events and statements, each numbered in text order.
///
/// One value per worker; its tables keep their memory from document to document.
public struct RecordWriter: ~Copyable {
    public let options: RecordOptions
    let names: any RecordNames
    private let typeNames: [[UInt8]]
    private let typeCodes: [[UInt8]]
    private let roleNames: [[UInt8]]
    private let linePrefixes: [[UInt8]]

    /// What entities tell of their rows, which come again in every document: ids and attributes as JSON, by row.
    private var rows: [EntryID: RowText] = [:]
    private var rowText = ByteBuffer()
    private static let rowTextLimit = 4 << 20

    private struct RowText {
        var start: Int, ids: Int, end: Int
    }

    // The document at hand
    private var docID: [UInt8] = []
    private var date = ""
    private var offsets = OffsetIndex()
    private var scratch = ByteBuffer()
    private var mentionOrder = Numbering()
    private var entityOrder = Numbering()
    private var relationOrder = Numbering()
    private var eventOrder = Numbering()
    private var statementOrder = Numbering()
    // The line at hand
    private var type = RecordType.document
    private var position = 0

    public init(options: RecordOptions, names: any RecordNames) {
        self.options = options
        self.names = names
        typeNames = names.schema.types.map { json($0.name) }
        typeCodes = names.schema.types.map { type in
            var buffer = ByteBuffer()
            buffer.append("{\"ace\":")
            buffer.append(jsonOrNull: type.ace)
            buffer.append(",\"plover\":")
            buffer.append(jsonOrNull: type.plover)
            buffer.append(",\"wikidata\":")
            buffer.append(jsonOrNull: type.wikidata)
            buffer.append("}")
            return [UInt8](buffer.bytes)
        }
        roleNames = names.schema.roleNames.map { json($0) }
        linePrefixes = RecordType.allCases.map { [UInt8]("{\"type\":\"\($0.name)\",\"doc\":".utf8) }
    }

    /// Appends the records of one document.
    public mutating func write(_ document: Document, origin: TextOrigin = .utf8, _ analysis: Analysis, to out: inout ByteBuffer) -> RecordCounts {
        scratch.reset(keeping: 1 << 16)
        scratch.append(json: document.id)
        docID.removeAll(keepingCapacity: true)
        // The posts of a row are those of the document's day.
        if date != document.date {
            date = document.date
            rowText.reset()
            rows.removeAll(keepingCapacity: true)
        }
        docID.append(contentsOf: scratch.bytes)
        number(analysis)
        return document.text.withUnsafeBufferPointer { text in
            offsets.rebuild(text, unit: options.offsets, origin: origin)
            var counts = RecordCounts()
            counts.documents = 1
            counts.sentences = analysis.sentences.count
            counts.mentions = mentionOrder.count
            counts.entities = entityOrder.count
            counts.relations = relationOrder.count
            counts.events = eventOrder.count
            counts.statements = statementOrder.count
            if options.types.has(.document) { writeDocument(document, origin, analysis, counts, text, &out) }
            if options.types.has(.mention) { for i in mentionOrder.order { writeMention(Int(i), document, analysis, text, &out) } }
            if options.types.has(.entity) { for i in entityOrder.order { writeEntity(Int(i), analysis, &out) } }
            if options.types.has(.relation) { for i in relationOrder.order { writeFact(Int(i), .relation, analysis, text, &out) } }
            if options.types.has(.event) { for i in eventOrder.order { writeFact(Int(i), .event, analysis, text, &out) } }
            if options.types.has(.statement) { for i in statementOrder.order { writeStatement(Int(i), analysis, text, &out) } }
            return counts
        }
    }

    /// Makes the document's id in records that were just written unique: `name` becomes `name#2`.
    /// Every line starts with its type and the document's id, which this changes in place.
    public static func renameDocument(_ id: String, suffix: String, in out: inout ByteBuffer, from start: Int) {
        let quoted = json(id)
        let addition = [UInt8](suffix.utf8)
        let old = [UInt8](out.bytes[start...])
        out.truncate(to: start)
        var line = 0
        while line < old.count {
            let lineEnd = old[line...].firstIndex(of: 0x0A) ?? old.count
            // {"type":"mention","doc":"name" – the type's name has no quote, so the sixth quote closes "doc".
            var quotes = 0
            var at = line
            while quotes < 6 {
                if old[at] == 0x22 { quotes += 1 }
                at += 1
            }
            let idEnd = at + 1 + quoted.count - 1
            out.append(old[line..<idEnd])
            out.append(addition)
            out.append(old[idEnd..<min(lineEnd + 1, old.count)])
            line = lineEnd + 1
        }
    }

    // MARK: Numbers

    private mutating func number(_ analysis: Analysis) {
        mentionOrder.rebuild(count: analysis.mentions.count) { i in
            let mention = analysis.mentions[i]
            return Numbering.Key(mention.bytes, longestFirst: true, mention.label.rawValue)
        }
        entityOrder.rebuild(count: analysis.entities.count) { i in
            let first = analysis.entities[i].mentions.min { mentionOrder.number($0.index) < mentionOrder.number($1.index) }
            return Numbering.Key(major: first.map { UInt64(mentionOrder.number($0.index)) } ?? .max)
        }
        relationOrder.rebuild(count: analysis.facts.count, including: { names.schema.types[analysis.facts[$0].type.index].kind == .relation }) { i in
            Numbering.Key(analysis.facts[i].bytes, UInt8(truncatingIfNeeded: analysis.facts[i].type.raw))
        }
        eventOrder.rebuild(count: analysis.facts.count, including: { names.schema.types[analysis.facts[$0].type.index].kind == .event }) { i in
            Numbering.Key(analysis.facts[i].bytes, UInt8(truncatingIfNeeded: analysis.facts[i].type.raw))
        }
        statementOrder.rebuild(count: analysis.statements.count) { i in Numbering.Key(analysis.statements[i].cue) }
    }

    // MARK: Records

    private mutating func writeDocument(_ document: Document, _ origin: TextOrigin, _ analysis: Analysis, _ counts: RecordCounts,
                                        _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        begin(.document, &out)
        key("source", &out)
        out.append(json: document.source)
        key("date", &out)
        out.append(jsonOrNull: document.date)
        key("length", &out)
        let start = offsets.offset(of: 0, in: text)
        out.append(decimal: offsets.offset(of: text.count, in: text) - start)
        key("offsets", &out)
        out.append(json: options.offsets.rawValue)
        key("publisher", &out)
        appendSliceOrNull(analysis.publisher, text, &out)
        key("dateline", &out)
        appendSliceOrNull(analysis.dateline, text, &out)
        key("author", &out)
        appendSliceOrNull(analysis.author, text, &out)
        key("sentences", &out)
        out.append(decimal: counts.sentences)
        key("counts", &out)
        out.append("{\"mention\":")
        out.append(decimal: counts.mentions)
        out.append(",\"entity\":")
        out.append(decimal: counts.entities)
        out.append(",\"relation\":")
        out.append(decimal: counts.relations)
        out.append(",\"event\":")
        out.append(decimal: counts.events)
        out.append(",\"statement\":")
        out.append(decimal: counts.statements)
        out.append("}")
        key("encoding", &out)
        out.append(json: origin.encoding)
        key("part", &out)
        if origin.part == 0 {
            out.append("null")
        } else {
            out.append("{\"number\":")
            out.append(decimal: origin.part)
            out.append(",\"start\":")
            out.append(decimal: start)
            out.append("}")
        }
        key("meta", &out)
        if document.meta.isEmpty { out.append("{}") } else { out.append(rawJSON: document.meta) }
        end(&out)
    }

    private mutating func writeMention(_ index: Int, _ document: Document, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>,
                                       _ out: inout ByteBuffer) {
        let mention = analysis.mentions[index]
        begin(.mention, &out)
        key("id", &out)
        appendID("m", mentionOrder.number(index), &out)
        key("label", &out)
        appendPlain(mention.label.name, &out)
        key("form", &out)
        appendPlain(mention.form.name, &out)
        key("text", &out)
        appendText(mention.bytes, text, &out)
        key("start", &out)
        out.append(decimal: offsets.offset(of: Int(mention.bytes.start), in: text))
        key("end", &out)
        out.append(decimal: offsets.offset(of: Int(mention.bytes.end), in: text))
        key("sentence", &out)
        out.append(decimal: Int(mention.sentence))
        key("name", &out)
        scratch.reset()
        names.appendName(of: mention, in: document, analysis, to: &scratch)
        out.append(json: scratch.bytes)
        key("entity", &out)
        appendIDOrNull("e", mention.entity.map { entityOrder.number($0.index) }, &out)
        key("value", &out)
        out.append(jsonOrNull: mention.value)
        key("proclitics", &out)
        out.append("[")
        appendNames(of: UInt32(mention.proclitics.rawValue), ProcliticSet.letters, &out)
        out.append("]")
        key("via", &out)
        out.append("[")
        appendNames(of: UInt32(mention.via.rawValue), FoldingSet.names, &out)
        out.append("]")
        key("found_by", &out)
        switch mention.foundBy {
        case .entry(let entry):
            scratch.reset()
            names.appendPlace(of: entry, to: &scratch)
            out.append(json: scratch.bytes)
        case .rule(let rule): out.append(json: rule.name)
        }
        key("score", &out)
        out.append(score: mention.score)
        key("nested_in", &out)
        appendIDOrNull("m", mention.nestedIn.map { mentionOrder.number($0.index) }, &out)
        end(&out)
    }

    private mutating func writeEntity(_ index: Int, _ analysis: Analysis, _ out: inout ByteBuffer) {
        let entity = analysis.entities[index]
        begin(.entity, &out)
        key("id", &out)
        appendID("e", entityOrder.number(index), &out)
        key("label", &out)
        appendPlain(entity.label.name, &out)
        key("name", &out)
        out.append(json: entity.name)
        key("aliases", &out)
        out.append("[")
        for (i, alias) in entity.aliases.enumerated() {
            if i > 0 { out.append(",") }
            out.append(json: alias)
        }
        out.append("]")
        key("mentions", &out)
        out.append("[")
        if entity.mentions.count == 1 {
            appendID("m", mentionOrder.number(entity.mentions[0].index), &out)
        } else {
            for (i, number) in entity.mentions.map({ mentionOrder.number($0.index) }).sorted().enumerated() {
                if i > 0 { out.append(",") }
                appendID("m", number, &out)
            }
        }
        out.append("]")
        if let entry = entity.entry {
            let row = row(entry)
            key("kb", &out)
            out.append(UnsafeRawBufferPointer(rebasing: rowText.bytes[row.start..<row.ids]))
            key("attributes", &out)
            out.append(UnsafeRawBufferPointer(rebasing: rowText.bytes[row.ids..<row.end]))
        } else {
            key("kb", &out)
            out.append("[]")
            key("attributes", &out)
            out.append("[]")
        }
        key("key", &out)
        out.append(json: entity.key)
        key("found_by", &out)
        if let entry = entity.entry {
            scratch.reset()
            names.appendPlace(of: entry, to: &scratch)
            out.append(json: scratch.bytes)
        } else {
            out.append("null")
        }
        end(&out)
    }

    private mutating func writeFact(_ index: Int, _ type: RecordType, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>,
                                    _ out: inout ByteBuffer) {
        let fact = analysis.facts[index]
        begin(type, &out)
        key("id", &out)
        if type == .relation {
            appendID("r", relationOrder.number(index), &out)
            key("relation", &out)
            out.append(typeNames[fact.type.index])
        } else {
            appendID("v", eventOrder.number(index), &out)
            key("event", &out)
            out.append(typeNames[fact.type.index])
            key("trigger", &out)
            appendSliceOrNull(fact.trigger, text, &out)
        }
        key("args", &out)
        appendArguments(fact.arguments, analysis, text, &out)
        key("start", &out)
        out.append(decimal: offsets.offset(of: Int(fact.bytes.start), in: text))
        key("end", &out)
        out.append(decimal: offsets.offset(of: Int(fact.bytes.end), in: text))
        key("text", &out)
        appendText(fact.bytes, text, &out)
        key("sentence", &out)
        out.append(decimal: Int(fact.sentence))
        key("polarity", &out)
        appendPlain(fact.polarity.name, &out)
        key("modality", &out)
        appendPlain(fact.modality.name, &out)
        key("attribution", &out)
        appendAttribution(fact.attribution, analysis, text, &out)
        key("codes", &out)
        out.append(typeCodes[fact.type.index])
        key("found_by", &out)
        scratch.reset()
        names.appendPlace(of: fact.pattern, to: &scratch)
        out.append(json: scratch.bytes)
        key("score", &out)
        out.append(score: fact.score)
        end(&out)
    }

    private mutating func writeStatement(_ index: Int, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        let statement = analysis.statements[index]
        begin(.statement, &out)
        key("id", &out)
        appendID("s", statementOrder.number(index), &out)
        key("cue", &out)
        out.append("{")
        appendSliceMembers(statement.cue, text, &out)
        out.append(",\"lemma\":")
        scratch.reset()
        names.appendLemma(statement.lemma, to: &scratch)
        if scratch.isEmpty { out.append("null") } else { out.append(json: scratch.bytes) }
        out.append("}")
        key("form", &out)
        appendPlain(statement.form.name, &out)
        key("args", &out)
        appendArguments(statement.arguments, analysis, text, &out)
        key("content", &out)
        out.append("{")
        appendSliceMembers(statement.content, text, &out)
        out.append("}")
        key("sentence", &out)
        out.append(decimal: Int(statement.sentence))
        key("attribution", &out)
        appendAttribution(statement.attribution, analysis, text, &out)
        key("found_by", &out)
        out.append(json: statement.foundBy)
        end(&out)
    }

    // MARK: Pieces

    private mutating func row(_ entry: EntryID) -> RowText {
        if let known = rows[entry] { return known }
        if rowText.count > RecordWriter.rowTextLimit {
            rowText.reset()
            rows.removeAll(keepingCapacity: true)
        }
        let start = rowText.count
        rowText.append("[")
        for (i, known) in names.knowledgeBaseIDs(of: entry).enumerated() {
            rowText.append(i > 0 ? ",{\"scheme\":" : "{\"scheme\":")
            rowText.append(json: known.scheme)
            rowText.append(",\"id\":")
            rowText.append(json: known.id)
            rowText.append("}")
        }
        rowText.append("]")
        let ids = rowText.count
        rowText.append("[")
        for (i, attribute) in names.attributes(of: entry, on: date).enumerated() {
            rowText.append(i > 0 ? ",{\"name\":" : "{\"name\":")
            rowText.append(json: attribute.name)
            rowText.append(",\"value\":")
            rowText.append(json: attribute.value)
            rowText.append("}")
        }
        rowText.append("]")
        let row = RowText(start: start, ids: ids, end: rowText.count)
        rows[entry] = row
        return row
    }

    private func appendArguments(_ range: PoolRange, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        out.append("[")
        for i in range.indices {
            let argument = analysis.arguments[i]
            let mention = argument.mention.map { analysis.mentions[$0.index] }
            out.append(i > Int(range.start) ? ",{\"role\":" : "{\"role\":")
            out.append(roleNames[argument.role.index])
            out.append(",")
            appendSliceMembers(argument.bytes, text, &out)
            out.append(",\"mention\":")
            appendIDOrNull("m", argument.mention.map { mentionOrder.number($0.index) }, &out)
            out.append(",\"entity\":")
            appendIDOrNull("e", mention?.entity.map { entityOrder.number($0.index) }, &out)
            out.append(",\"label\":")
            if let mention { appendPlain(mention.label.name, &out) } else { out.append("null") }
            out.append(",\"value\":")
            out.append(jsonOrNull: argument.value.isEmpty ? mention?.value ?? "" : argument.value)
            out.append("}")
        }
        out.append("]")
    }

    private func appendAttribution(_ range: PoolRange, _ analysis: Analysis, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        out.append("[")
        for i in range.indices {
            let id = analysis.attributions[i]
            out.append(i > Int(range.start) ? ",{\"statement\":" : "{\"statement\":")
            appendID("s", statementOrder.number(id.index), &out)
            let arguments = analysis.statements[id.index].arguments.indices
            let speaker = arguments.first { analysis.arguments[$0].role == FactSchema.speaker }.map { analysis.arguments[$0] }
            out.append(",\"text\":")
            if let speaker { appendText(speaker.bytes, text, &out) } else { out.append("null") }
            out.append(",\"entity\":")
            let entity = speaker?.mention.flatMap { analysis.mentions[$0.index].entity }
            appendIDOrNull("e", entity.map { entityOrder.number($0.index) }, &out)
            out.append("}")
        }
        out.append("]")
    }

    private func appendText(_ range: ByteRange, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        let end = min(Int(range.end), text.count)
        let start = min(Int(range.start), end)
        out.append(json: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[start..<end]))
    }

    private func appendSliceMembers(_ range: ByteRange, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        out.append("\"text\":")
        appendText(range, text, &out)
        out.append(",\"start\":")
        out.append(decimal: offsets.offset(of: Int(range.start), in: text))
        out.append(",\"end\":")
        out.append(decimal: offsets.offset(of: Int(range.end), in: text))
    }

    private func appendSliceOrNull(_ range: ByteRange?, _ text: UnsafeBufferPointer<UInt8>, _ out: inout ByteBuffer) {
        guard let range else { return out.append("null") }
        out.append("{")
        appendSliceMembers(range, text, &out)
        out.append("}")
    }

    private func appendID(_ letter: Unicode.Scalar, _ number: Int, _ out: inout ByteBuffer) {
        out.append("\"")
        out.append(UInt8(ascii: letter))
        out.append(decimal: number)
        out.append("\"")
    }

    private func appendIDOrNull(_ letter: Unicode.Scalar, _ number: Int?, _ out: inout ByteBuffer) {
        if let number { appendID(letter, number, &out) } else { out.append("null") }
    }

    /// A string of ASCII letters.
    private func appendPlain(_ text: String, _ out: inout ByteBuffer) {
        out.append("\"")
        out.append(utf8: text)
        out.append("\"")
    }

    private func appendNames(of bits: UInt32, _ names: [String], _ out: inout ByteBuffer) {
        var first = true
        for i in names.indices where bits >> UInt32(i) & 1 != 0 {
            if !first { out.append(",") }
            first = false
            appendPlain(names[i], &out)
        }
    }

    // MARK: Lines

    private mutating func begin(_ type: RecordType, _ out: inout ByteBuffer) {
        self.type = type
        position = 2
        out.append(linePrefixes[Int(type.rawValue)])
        docID.withUnsafeBytes { out.append($0) }
    }

    private mutating func key(_ name: StaticString, _ out: inout ByteBuffer) {
        assert(follows(name), "key \(name) is not where RecordShapes declares it")
        out.append(key: name)
    }

    /// Debug builds hold the writer to the declared order.
    private mutating func follows(_ name: StaticString) -> Bool {
        let keys = RecordShapes.keys[Int(type.rawValue)]
        defer { position += 1 }
        return position < keys.count && keys[position] == name.description
    }

    private mutating func end(_ out: inout ByteBuffer) {
        assert(position == RecordShapes.keys[Int(type.rawValue)].count, "a key of \(type.name) is missing")
        out.append("}\n")
    }
}

private func json(_ text: String) -> [UInt8] {
    var buffer = ByteBuffer()
    buffer.append(json: text)
    return [UInt8](buffer.bytes)
}
