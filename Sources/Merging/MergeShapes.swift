import RecordWriting

/// The declaration of the lines of `rabt merge`: keys, order and types.
public enum MergeShapes {
    /// JSON Schema of one line.
    public static func schema() -> String {
        JSONSchema.union(title: "A record of rabt merge: one line of JSON Lines", [("entity", entity), ("event_cluster", cluster), ("fact", fact), ("conflict", conflict)])
    }

    private static func head(_ type: String, _ letter: String) -> [Field] {
        [Field("type", .choice([type]), "Record type."), Field("id", .matching("^\(letter)[1-9][0-9]*$"), "Unique in the output.")]
    }

    private static let key = Field("key", .nullable(.text), "Key of the merged entity, null where it is no named entity.")
    private static let polarity = Field("polarity", .choice(["asserted", "negated"]), "Said to be so, or not to be so.")
    private static let documents = [Field("documents", .list(.text), "Ids of documents, as many as --max-sources allows."),
                                    Field("document_count", .integer, "Number of all of them.")]
    private static let reference: Shape = .object([key, Field("name", .text, "Its name.")])

    private static let sourceFields: [Field] = [
        Field("doc", .text, "The document's id."), Field("id", .text, "The relation's or event's id there."),
        Field("date", .nullable(.text), "The document's date."),
        Field("modality", .choice(["actual", "possible", "planned", "demanded"]), "Happened, may happen, is planned, is asked for."),
        Field("attribution", .list(.object([key, Field("text", .nullable(.text), "The source as the text writes it.")])),
              "Who says it, outermost first; empty where the report says it itself."),
        Field("text", .text, "The words."), Field("start", .integer, "Offset of their first character, in the document's unit."),
        Field("end", .integer, "Offset behind the last."),
    ]
    private static let sources: Shape = .list(.object(sourceFields))

    static let entity: [Field] = head("entity", "E") + [
        Field("key", .text, "Unique in the output; that of the listed, else of the most documented form."), Field("label", .text, "Label of the Wojood corpus."),
        Field("name", .text, "Fullest form, hashtags as words."), Field("aliases", .list(.text), "Other forms, the most frequent first."),
        Field("kb", .list(.object([Field("scheme", .text, "Knowledge base."), Field("id", .text, "The id there.")])), "Ids in public knowledge bases."),
        Field("why", .list(.text), "Why entities with different keys were joined; empty where the key was one."),
    ] + documents

    static let cluster: [Field] = head("event_cluster", "C") + [
        Field("family", .text, "Attack for attacks, deaths and injuries; else the event type."),
        Field("events", .list(.text), "Event types of the members."),
        Field("date_from", .nullable(.text), "First day that is given, else the documents' first day."), Field("date_to", .nullable(.text), "Last day."),
        Field("places", .list(reference), "Places."), Field("participants", .list(reference), "Named participants."),
        Field("why", .list(.text), "What speaks for its incidents being one event; empty for one document."),
        Field("members", .list(.object([Field("event", .text, "Event type."), polarity] + sourceFields)), "Every mention, document by document."),
        Field("member_count", .integer, "Number of all members."),
    ] + documents

    static let fact: [Field] = head("fact", "F") + [
        Field("kind", .choice(["relation", "event"]), "What it comes from."), Field("predicate", .text, "Relation or event type."),
        Field("args", .list(.object([Field("role", .text, "Role."), key, Field("text", .text, "Name, value or words.")])), "Fillers, by role."),
        Field("cluster", .nullable(.text), "Id of its event cluster."), Field("modality", .text, "Of all its sources."),
        Field("supports", sources, "Who says so."), Field("support_count", .integer, "Number of all of them."),
        Field("denies", sources, "Who says that it isn't so."), Field("deny_count", .integer, "Number of all of them."),
        Field("document_count", .integer, "Documents that say either."),
    ]

    static let conflict: [Field] = head("conflict", "X") + [
        Field("attribute", .text, "military_rank, position_held, Die.count (Injure, Arrest, Abduct, Displace), responsible_for, date, place; else a predicate that is asserted and denied."),
        Field("subject", .object([key, Field("cluster", .nullable(.text), "Id of the event cluster, where the subject is an event."),
                                  Field("name", .text, "Its name."), Field("role", .nullable(.text), "The post, of position_held.")]), "What it is about."),
        Field("values", .list(.object([Field("value", .text, "The value."), key, polarity, Field("sources", sources, "Who gives it."),
                                       Field("source_count", .integer, "Number of all of them.")])), "Values that can't all hold."),
        Field("why", .text, "In which way they disagree."),
    ]
}
