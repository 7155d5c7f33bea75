import RecordReading

/// A place or a day that a document names: where and when the events around it happen, if they don't say so themselves.
struct SettingMention {
    var id: String
    var label: String
    var start: Int
    var end: Int
    var sentence: Int
    var entity: String?
    var value: String?

    /// nil for mentions of no use here. Organisations are kept until the document is complete: a place inside one's name is a weaker setting.
    init?(_ r: MentionRecord) {
        guard r.form == "name", ["GPE", "LOC", "DATE", "ORG"].contains(r.label), r.label == "DATE" ? r.value != nil : r.entity != nil else { return nil }
        self.init(id: r.id, label: r.label, start: r.start, end: r.end, sentence: r.sentence, entity: r.entity, value: r.label == "DATE" || r.value == SettingMention.dateline ? r.value : nil)
    }

    init(id: String, label: String, start: Int, end: Int, sentence: Int, entity: String?, value: String?) {
        (self.id, self.label, self.start, self.end, self.sentence, self.entity, self.value) = (id, label, start, end, sentence, entity, value)
    }

    func pack(into p: inout Packer) {
        p.add(id)
        p.add(label)
        p.add(start)
        p.add(end)
        p.add(sentence)
        p.add(entity)
        p.add(value)
    }

    init(_ u: inout Unpacker) {
        self.init(id: u.text(), label: u.text(), start: u.int(), end: u.int(), sentence: u.int(), entity: u.optionalText(), value: u.optionalText())
    }

    /// Settings kept of one document.
    static let maximum = 64

    /// What is left when organisations and dates that aren't days are gone; in text order.
    static func kept(_ all: [SettingMention], dateline: Range<Int>) -> [SettingMention] {
        let bodies = all.filter { $0.label == "ORG" }
        let useful = all.filter { m in
            switch m.label {
            case "ORG": false
            case "DATE": DayRange(iso: m.value)?.isDay == true
            default: true
            }
        }
        return useful.prefix(maximum).map { m in
            var m = m
            let isPart = bodies.contains { $0.start <= m.start && m.end <= $0.end }
            if m.label != "DATE", isPart || m.start <= 1 || (m.end <= dateline.upperBound && m.start >= dateline.lowerBound) { m.value = SettingMention.dateline }
            return m
        }
    }

    /// The value of a place that the dateline gives, or that the text begins with (where the reporter is), or that is part of an organisation's name.
    static let dateline = "dateline"
}

/// Places and days around an event that itself names none.
struct Setting: Sendable {
    var places: [Place] = []
    var dates: [DayRange] = []
    /// The one place of the event's own sentence, not one of several or of the lead.
    var isCertain = false
}

/// A place that a document names, by its final key.
struct PlaceMention {
    var place: String
    var sentence: Int
    var start: Int
    var isDateline: Bool
}

extension ResolvedDocument {
    /// What stands around the members of an incident: in their sentences, else nearest before them.
    func setting(of incident: Incident) -> Setting {
        var setting = Setting()
        let sentences = Set(incident.members.map(\.sentence))
        let first = incident.members.map(\.start).min() ?? 0
        let firstSentence = incident.members.min { $0.start < $1.start }?.sentence
        if incident.places.allSatisfy(\.isCountry) {
            let own = placeMentions.filter { sentences.contains($0.sentence) && !$0.isDateline }
            let towns = own.filter { places[$0.place]?.isCountry == false }
            let named = towns.isEmpty ? own : towns
            if let next = named.first(where: { $0.start > first && $0.sentence == firstSentence }) {
                // قتلوا في التفجير الذي وقع أمام مزار في لاهور: the place that follows.
                setting.places = places(in: [next])
            } else if !named.isEmpty {
                setting.places = Array(places(in: named).prefix(4))
            } else {
                let before = placeMentions.filter { $0.start < first }
                let own = before.filter { $0.sentence == firstSentence }
                setting.places = Array(places(in: own.isEmpty ? before : own).filter { !$0.isCountry }.suffix(1))
            }
            setting.isCertain = !named.isEmpty && setting.places.count == 1
        }
        if incident.dates.isEmpty {
            let own = dateMentions.filter { sentences.contains($0.sentence) }
            let near = own.isEmpty ? Array(dateMentions.filter { $0.start < first }.suffix(1)) : own
            for m in near { if let day = DayRange(iso: m.value), !setting.dates.contains(where: { $0.from == day.from && $0.to == day.to }) { setting.dates.append(day) } }
        }
        return setting
    }

    private func places(in mentions: [PlaceMention]) -> [Place] {
        var out: [Place] = []
        for m in mentions where !out.contains(where: { $0.key == m.place }) { if let place = places[m.place] { out.append(place) } }
        // A place named beside what it lies in is meant.
        return out.filter { p in !out.contains { $0.key != p.key && !$0.ancestors.isDisjoint(with: p.ids) } }
    }
}
