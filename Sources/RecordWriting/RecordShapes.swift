import TextModel

/// The declaration of all records: keys, order and types. The writer is checked against it in debug builds, `rabt schema` prints it.
public enum RecordShapes {
    public static func fields(of type: RecordType) -> [Field] {
        [Field("type", .choice([type.name]), "Record type."), Field("doc", .text, "The document's id.")] + own(type)
    }

    /// Names of the keys, in order.
    static let keys: [[String]] = RecordType.allCases.map { fields(of: $0).map(\.name) }

    private static func own(_ type: RecordType) -> [Field] {
        switch type {
        case .document: document
        case .mention: mention
        case .entity: entity
        case .relation: relation
        case .event: event
        case .statement: statement
        }
    }

    private static let start = Field("start", .integer, "Offset of the first character, in the unit that the document record names.")
    private static let end = Field("end", .integer, "Offset behind the last character.")
    private static let text = Field("text", .text, "Exactly the slice of the original from start to end.")
    private static let slice: Shape = .object([text, start, end])
    private static let sentence = Field("sentence", .integer, "Number of the sentence, from 0.")
    private static let score = Field("score", .score, "Confidence, 0-1.")

    private static func id(_ letter: String) -> Shape { .matching("^\(letter)[1-9][0-9]*$") }

    private static let document: [Field] = [
        Field("source", .text, "Path, or the id that a JSONL line gave."),
        Field("date", .nullable(.text), "ISO 8601 date of the document."),
        Field("length", .integer, "Length of the text in the unit of offsets."),
        Field("offsets", .choice(OffsetUnit.allCases.map(\.rawValue)), "Unit of all offsets."),
        Field("publisher", .nullable(slice), "The outlet that signs the report."),
        Field("dateline", .nullable(slice), "The place that the report is sent from."),
        Field("author", .nullable(slice), "Who wrote it."),
        Field("sentences", .integer, "Number of sentences."),
        Field("counts", .object(RecordType.allCases.dropFirst().map { Field($0.name, .integer, "Number of \($0.name) records.") }),
              "Records found, whatever --emit chose."),
        Field("encoding", .text, "Encoding that the input was read as."),
        Field("part", .nullable(.object([
            Field("number", .integer, "Number of the part, from 1."),
            Field("start", .integer, "Offset of the part in its input; the offsets of its records count from the input's start, too."),
        ])), "Set where the input was larger than --max-document and was cut at a paragraph's end."),
        Field("meta", .anyObject, "What else a JSONL line carried."),
    ]

    private static let mention: [Field] = [
        Field("id", id("m"), "Unique in the document, numbered in text order."),
        Field("label", .choice(Label.names), "Label of the Wojood corpus."),
        Field("form", .choice(["name", "nominal", "pronoun"]), "How it is mentioned."),
        text, start, end, sentence,
        Field("name", .text, "Canonical form: folded, without clitics."),
        Field("entity", .nullable(id("e")), "The entity that it refers to."),
        Field("value", .nullable(.text), "Normalised date, number, amount."),
        Field("proclitics", .list(.choice(ProcliticSet.letters)), "Letters before the name that belong to other words, in writing order."),
        Field("via", .list(.choice(FoldingSet.names)), "Variations that the match needed."),
        Field("found_by", .text, "Lexicon file and line, or the rule's name."),
        score,
        Field("nested_in", .nullable(id("m")), "The smallest mention around this one."),
    ]

    private static let entity: [Field] = [
        Field("id", id("e"), "Unique in the document, numbered by first mention."),
        Field("label", .choice(Label.names), "Label of the Wojood corpus."),
        Field("name", .text, "Fullest form."),
        Field("aliases", .list(.text), "Other forms, in text order."),
        Field("mentions", .list(id("m")), "Its mentions, in text order."),
        Field("kb", .list(.object([Field("scheme", .text, "wikidata, geonames, iso3166-1, iso3166-2."), Field("id", .text, "The id there.")])),
              "Ids in public knowledge bases."),
        Field("attributes", .list(.object([Field("name", .text, "Column of the lexicon."), Field("value", .text, "Its cell.")])),
              "What the lexicon row carries."),
        Field("key", .text, "Stable across documents and runs."),
        Field("found_by", .nullable(.text), "Lexicon file and line of the row, null where the name isn't listed."),
    ]

    private static let arguments = Field("args", .list(.object([
        Field("role", .text, "Role of the filler."),
        text, start, end,
        Field("mention", .nullable(id("m")), "The filler's mention."),
        Field("entity", .nullable(id("e")), "Its entity."),
        Field("label", .nullable(.choice(Label.names)), "Its label."),
        Field("value", .nullable(.text), "Its normalised value."),
    ])), "Fillers; a role with two fillers stands twice.")

    private static let attribution = Field("attribution", .list(.object([
        Field("statement", id("s"), "The statement that says it."),
        Field("text", .nullable(.text), "Its speaker as the text writes it."),
        Field("entity", .nullable(id("e")), "The speaker's entity."),
    ])), "Who says it, outermost source first; empty where the report says it itself.")

    private static let codes = Field("codes", .object([
        Field("ace", .nullable(.text), "ACE 2005 event type."),
        Field("plover", .nullable(.text), "PLOVER event class."),
        Field("wikidata", .nullable(.text), "Wikidata property or class."),
    ]), "The type in public code books.")

    private static let factEnd: [Field] = [
        start, end, text, sentence,
        Field("polarity", .choice(["asserted", "negated"]), "Said to be so, or not to be so."),
        Field("modality", .choice(["actual", "possible", "planned", "demanded"]), "Happened, may happen, is planned, is asked for."),
        attribution, codes,
        Field("found_by", .text, "Pattern id, and its file and line."),
        score,
    ]

    private static let relation: [Field] = [
        Field("id", id("r"), "Unique in the document, numbered in text order."), Field("relation", .text, "Relation type."), arguments,
    ] + factEnd

    private static let event: [Field] = [
        Field("id", id("v"), "Unique in the document, numbered in text order."), Field("event", .text, "Event type."),
        Field("trigger", .nullable(slice), "The words that stand for the event."), arguments,
    ] + factEnd

    private static let statement: [Field] = [
        Field("id", id("s"), "Unique in the document, numbered in text order."),
        Field("cue", .object([text, start, end, Field("lemma", .nullable(.text), "The verb's past, 3rd person masculine singular, or the noun.")]),
              "The reporting verb or noun."),
        Field("form", .choice(["direct", "indirect"]), "Quoted or reported."),
        arguments,
        Field("content", slice, "What is said."),
        sentence, attribution,
        Field("found_by", .text, "The rule that found it."),
    ]
}
