import Lexicons
import ModelStorage
import TextModel

/// Compiles `lexicons/values/*.tsv` against the vocabulary. Add every file, then write.
public struct ValueLexiconBuilder {
    private let vocabulary: VocabularyBuilder
    private var meanings: [UInt32: [ValueMeaning]] = [:]
    private var phrases: [UInt32: [(rest: [UInt32], meaning: ValueMeaning)]] = [:]
    private var strings: [String] = []
    public private(set) var diagnostics: [Diagnostic] = []

    /// Names of the files, without `.tsv`.
    public static let fileNames = ["numbers", "ordinals", "timenouns", "months", "weekdays", "relative", "dayparts", "comparators", "currencies", "units",
                                   "seasons", "percent", "context"]

    public init(vocabulary: VocabularyBuilder) { self.vocabulary = vocabulary }

    /// Adds `values/*.tsv` of a directory of lexicons; a file that isn't there is no fault.
    /// `shown` names the directory in messages.
    public mutating func load(directory: FileName, shown: String? = nil) throws(FileError) {
        let folder = directory.appending(FileName("values"))
        for name in ValueLexiconBuilder.fileNames {
            let path = folder.appending(FileName(name + ".tsv"))
            guard FileReader.exists(path) else { continue }
            add(TSVFile(bytes: try FileReader.read(path), name: "\(shown ?? directory.last.text)/values/\(name).tsv", key: "word"), named: name)
        }
    }

    /// Adds one file; `name` is its file name without folder and ending. What is wrong with a row is noted in `diagnostics` and the row left out.
    public mutating func add(_ file: TSVFile, named name: String) {
        diagnostics += file.diagnostics
        for row in 0..<file.rowCount {
            do throws(RowError) {
                try add(row, of: file, named: name)
            } catch {
                diagnostics.append(Diagnostic(.error, file: file.name, line: file.line(row), column: 0, message: error.message, remedy: error.remedy))
            }
        }
    }

    private struct RowError: Error {
        var message: String
        var remedy: String
    }

    private mutating func add(_ row: Int, of table: TSVFile, named name: String) throws(RowError) {
        let forms = [table.text(row, named: "word")] + table.texts(row, named: "forms")
        let value = table.text(row, named: "value"), kind = table.text(row, named: "kind")
        let isCommon = table.text(row, named: "match").split(separator: " ").contains { $0 == "common" || $0 == "number" }
        switch name {
        case "numbers":
            let kinds: [String: ValueKind] = ["one": .one, "unit": .unit, "ten": .ten, "teen": .teen, "tens": .tens, "hundreds": .hundreds, "scale": .scale,
                                              "scale-dual": .scaleDual, "scale-plural": .scalePlural, "vague": .vague, "several": .several,
                                              "fraction": .fraction, "quarters": .quarters, "zero": .zero]
            let k = try choose(kind, kinds, "kind")
            if k == .vague || k == .several {
                add(forms, ValueMeaning(k, value: intern(value)))
            } else {
                let number = try decimal(value)
                add(forms, ValueMeaning(k, value: Int(number.mantissa), aux: number.exponent))
            }
        case "ordinals":
            let kinds: [String: ValueKind] = ["ordinal": .ordinal, "ordinal-unit": .ordinalUnit, "enumeration": .enumeration]
            add(forms, ValueMeaning(try choose(kind, kinds, "kind"), value: try integer(value)))
        case "timenouns":
            let units: [String: TimeUnit] = ["PT1S": .second, "PT1M": .minute, "PT1H": .hour, "P1D": .day, "P1W": .week, "P1M": .month, "P1Y": .year,
                                             "P10Y": .decade, "P100Y": .century]
            let unit = try choose(value, units, "value")
            for (column, form) in [("singular", TimeNounForm.singular), ("dual", .dual), ("plural", .plural), ("adverb", .adverb), ("construct", .construct)] {
                let words = table.texts(row, named: column) + (form == .singular ? [forms[0]] : [])
                add(words, ValueMeaning(.timeNoun, value: unit.rawValue, aux: form.rawValue, isCommon: isCommon))
            }
        case "months":
            let calendars: [String: ValueCalendar] = ["gregorian": .gregorian, "hijri": .hijri, "persian": .persian]
            let calendar = try choose(table.text(row, named: "calendar"), calendars, "calendar")
            add(forms, ValueMeaning(.month, value: try integer(value, in: 1...12), aux: calendar.rawValue, isCommon: isCommon))
        case "weekdays":
            add(forms, ValueMeaning(.weekday, value: try integer(value, in: 1...7)))
            // Behind يوم the article may be missing.
            add(forms.compactMap { $0.hasPrefix("ال") ? String($0.dropFirst(2)) : nil }, ValueMeaning(.weekday, value: try integer(value), isCommon: true))
        case "relative": try addRelative(forms, kind, value)
        case "dayparts":
            let parts: [String: DayPart] = ["am": .am, "noon": .noon, "pm": .pm, "night": .night, "day": .day]
            let kinds: [String: ValueKind] = ["noun": .dayPart, "adverb": .dayPartAdverb]
            add(forms, ValueMeaning(try choose(kind, kinds, "kind"), value: try choose(value, parts, "value").rawValue))
        case "comparators":
            let values: [String: Comparator] = [">": .more, ">=": .atLeast, "<": .less, "<=": .atMost, "~": .about, "-": .range]
            let sides: [String: ComparatorSide] = ["before": .before, "after": .after, "outside": .outside, "between": .between, "to": .to]
            add(forms, ValueMeaning(.comparator, value: try choose(value, values, "value").rawValue, aux: try choose(table.text(row, named: "side"), sides, "side").rawValue))
        case "seasons":
            if kind == "season" {
                let seasons = ["spring": 0, "summer": 1, "autumn": 2, "winter": 3]
                add(forms, ValueMeaning(.season, value: try choose(value, seasons, "value")))
            } else {
                let isHijri = value.hasPrefix("hijri-")
                let parts = value.dropFirst(isHijri ? 6 : 0).split(separator: "-")
                guard parts.count == 2 else { throw RowError(message: "no day \"\(value)\"", remedy: "write month-day or hijri-month-day") }
                add(forms, ValueMeaning(.holiday, value: try integer(String(parts[0]), in: 1...12) * 100 + integer(String(parts[1]), in: 1...31),
                                        aux: isHijri ? 1 : 0))
            }
        case "currencies": add(forms, ValueMeaning(.currency, value: intern(value.isEmpty ? forms[0] : value)))
        case "units": add(forms, ValueMeaning(.measure, value: value.isEmpty ? -1 : intern(value)))
        case "percent": add(forms, ValueMeaning(.percent))
        case "context":
            let roles: [String: ContextRole] = ["future": .future, "year-before": .yearBefore, "function": .function, "duration-before": .durationBefore,
                                                "general": .general, "age": .age, "number": .number, "rank": .rank, "gmt": .gmt, "local": .local, "not": .not,
                                                "dated-before": .datedBefore, "ordinal-label": .ordinalLabel]
            add(forms, ValueMeaning(.context, value: try choose(table.text(row, named: "role"), roles, "role").rawValue))
        default: throw RowError(message: "\(name).tsv is no file of values", remedy: "use one of \(ValueLexiconBuilder.fileNames.joined(separator: ", "))")
        }
    }

    private mutating func addRelative(_ forms: [String], _ kind: String, _ value: String) throws(RowError) {
        let numbered: [String: ValueKind] = ["day": .day, "night": .night, "adjective": .adjective, "other": .other, "this": .this, "that": .that, "same": .same,
                                             "few": .few, "weekend": .weekend, "decade": .decade]
        if let k = numbered[kind] {
            add(forms, ValueMeaning(k, value: try integer(value, in: -99...99)))
            return
        }
        switch kind {
        case "edge": add(forms, ValueMeaning(.edge, value: try choose(value, ["start": 0, "middle": 1, "end": 2, "part": 3], "value")))
        case "part": add(forms, ValueMeaning(.part, value: try choose(value, ["quarter": 4, "half": 2, "third": 3], "value")))
        case "era": add(forms, ValueMeaning(.era, value: try choose(value, ["gregorian": 0, "hijri": 1, "bc": 2], "value")))
        case "each":
            let units: [String: TimeUnit] = ["P1D": .day, "P1W": .week, "P1M": .month, "P1Y": .year]
            add(forms, ValueMeaning(.each, value: try choose(value, units, "value").rawValue))
        case "now": add(forms, ValueMeaning(.now))
        case "vague": add(forms, ValueMeaning(.vagueTime))
        case "period": add(forms, ValueMeaning(.period))
        default: throw RowError(message: "no kind \"\(kind)\"", remedy: "see the comment at the head of the file")
        }
    }

    private func choose<T>(_ key: String, _ from: [String: T], _ column: String) throws(RowError) -> T {
        if let v = from[key] { return v }
        throw RowError(message: "no \(column) \"\(key)\"", remedy: "use one of \(from.keys.sorted().joined(separator: ", "))")
    }

    private func integer(_ text: String, in range: ClosedRange<Int> = 0...999) throws(RowError) -> Int {
        if let n = Int(text), range.contains(n) { return n }
        throw RowError(message: "\"\(text)\" is no whole number from \(range.lowerBound) to \(range.upperBound)", remedy: "write it in ASCII digits")
    }

    private func decimal(_ text: String) throws(RowError) -> DecimalNumber {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1].utf8.count : 0
        guard parts.count <= 2, text.utf8.count < 18, let m = Int64(parts.joined()), m >= 0 else {
            throw RowError(message: "\"\(text)\" is no number", remedy: "write it in ASCII digits, with a point where it needs one")
        }
        let n = DecimalNumber(m, exponent: -fraction).normalized
        guard n.mantissa < Int64(Int32.max) else { throw RowError(message: "\(text) has too many digits", remedy: "use at most nine") }
        return n
    }

    private mutating func intern(_ text: String) -> Int {
        if let i = strings.firstIndex(of: text) { return i }
        strings.append(text)
        return strings.count - 1
    }

    private mutating func add(_ forms: [String], _ meaning: ValueMeaning) {
        for form in forms {
            let words = form.split(separator: " ").map { vocabulary.intern(String($0)).raw }
            guard let first = words.first, first != 0 else { continue }
            if words.count == 1 {
                if meanings[first]?.contains(meaning) != true { meanings[first, default: []].append(meaning) }
            } else {
                let rest = Array(words.dropFirst())
                if phrases[first]?.contains(where: { $0.rest == rest && $0.meaning == meaning }) != true {
                    phrases[first, default: []].append((rest, meaning))
                }
            }
        }
    }

    /// Writes the sections that `ValueLexicon` names.
    public func write(to model: inout ModelWriter) {
        var packed: [UInt64] = [], table: [UInt32] = []
        let words = Set(meanings.keys).union(phrases.keys).sorted()
        var size = 64
        while size < words.count * 3 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for word in words {
            var kinds: UInt64 = 0
            for m in meanings[word] ?? [] { kinds |= 1 << UInt64(m.kind.rawValue) }
            for p in phrases[word] ?? [] { kinds |= 1 << UInt64(p.meaning.kind.rawValue) }
            packed.append(kinds)
            let first = packed.count
            // Longest phrase first; the sort is stable by the order in the files.
            let own = (phrases[word] ?? []).enumerated().sorted { ($1.element.rest.count, $0.offset) < ($0.element.rest.count, $1.offset) }
            for (_, phrase) in own {
                packed.append(ValueMeaning(.phrase, value: table.count).packed)
                table.append(UInt32(phrase.rest.count))
                table += phrase.rest
                table.append(UInt32(truncatingIfNeeded: phrase.meaning.packed))
                table.append(UInt32(truncatingIfNeeded: phrase.meaning.packed >> 32))
            }
            for m in meanings[word] ?? [] { packed.append(m.packed) }
            let count = min(packed.count - first, 255)
            var i = ValueLexicon.spread(word) & (size - 1)
            while slots[i] != 0 { i = (i + 1) & (size - 1) }
            slots[i] = UInt64(word) << 32 | UInt64(first) << 8 | UInt64(count)
        }
        model.add("valslot", slots)
        model.add("valmean", packed)
        model.add("valphr", table)
        model.add("valstr", Array(strings.joined(separator: "\n").utf8))
    }
}
