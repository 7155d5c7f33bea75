@testable import Merging
import RecordReading
import RecordWriting
import Testing

/// A generator whose numbers a seed repeats.
struct Repeatable: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        var x = state
        x ^= x >> 33
        x = x &* 0xFF51_AFD7_ED55_8CCD
        return x ^ (x >> 29)
    }
}

@Suite struct Determinism {
    /// Sixty reports of twenty attacks that agree and disagree.
    private func corpus() -> [String] {
        var random = Repeatable(state: 7)
        let story = Story()
        for n in 0..<60 {
            let place = n % 20
            let builder = story.document("doc\(n)", "2019-03-0\(1 + place % 9)")
            builder.entity("geonames:\(place)", "GPE", "مدينة \(place)", id: "geonames:\(place)").entity("PERS/علي حسن \(place)", "PERS", "علي حسن \(place)")
                .entity("PERS/خالد", "PERS", "خالد").entity("ORG/جماعة \(n % 7)", "ORG", "جماعة \(n % 7)")
            builder.event("Attack", [("target", .text("مقر")), ("place", .entity("geonames:\(place)")), ("date", .value("اليوم", "2019-03-0\(1 + place % 9)"))])
            let dead = String(Int.random(in: 1...4, using: &random))
            builder.event("Die", [("count", .value(dead, dead))], by: ["ORG/جماعة \(n % 7)"], sameSentence: true)
            builder.event("ClaimResponsibility", [("claimant", .entity("ORG/جماعة \(n % 7)")), ("event", .text("الهجوم"))])
            builder.relation("military_rank", [("person", .entity("PERS/علي حسن \(place)")), ("rank", .text(n % 3 == 0 ? "العقيد" : "العميد"))])
        }
        return story.lines
    }

    @Test func sameBytesForAnyOrderAndMemory() throws {
        let lines = corpus()
        let expected = try Merged(lines)
        #expect(expected.conflicts.count > 20)
        for (seed, memory) in [(1, 64 << 20), (2, 1 << 10), (3, 40_000), (4, 200_000), (5, 1 << 10)] as [(UInt64, Int)] {
            var random = Repeatable(state: seed)
            let shuffled = lines.shuffled(using: &random)
            #expect(try Merged(shuffled, memory: memory).bytes == expected.bytes, "seed \(seed), memory \(memory)")
        }
    }

    @Test func repeatedLinesCountOnce() throws {
        let lines = corpus()
        #expect(try Merged(lines + lines.prefix(200)).bytes == Merged(lines).bytes)
    }

    @Test func partsMergeToTheSame() throws {
        let lines = corpus()
        var parts: [[String]] = [[], [], []]
        for line in lines {
            let doc = Int(line.split(separator: "\"doc\":\"doc")[1].prefix { $0.isNumber })!
            parts[doc % 3].append(line)
        }
        let reduced = try parts.reversed().flatMap { try Merged($0, partial: true).lines }
        #expect(reduced.count < lines.count)
        #expect(try Merged(reduced).bytes == Merged(lines).bytes)
    }

    @Test func sorterSortsInAnyBudget() throws {
        var random = Repeatable(state: 11)
        let items = (0..<3000).map { _ in (0..<Int.random(in: 0...40, using: &random)).map { _ in UInt8.random(in: 0...3, using: &random) } }
        let expected = items.sorted { $0.lexicographicallyPrecedes($1) }
        for budget in [0, 5000, 20_000, 1 << 24] {
            var sorter = ExternalSorter(in: Scratch(folder: "/tmp", isStopping: { false }), budget: budget)
            for item in items { try sorter.add(key: Array(item.prefix(item.count / 2)), Array(item.dropFirst(item.count / 2))) }
            var sorted = try sorter.sorted()
            var item: [UInt8] = []
            var found: [[UInt8]] = []
            while let head = try sorted.next(into: &item) {
                #expect(head == item.count / 2)
                found.append(item)
            }
            #expect(found == expected)
        }
    }

    @Test func sortKeysOrderAsTheirParts() {
        var previous: [UInt8] = []
        for (text, number) in [("", -5), ("", 3), ("a", 1), ("a", 2), ("a\0b", 0), ("ab", -1), ("ب", 0)] {
            var key = SortKey()
            key.add(text)
            key.add(number)
            #expect(previous.lexicographicallyPrecedes(key.bytes))
            previous = key.bytes
        }
    }

    @Test func packedNumbersComeBack() {
        var packer = Packer()
        let numbers = [0, 1, -1, 63, 64, -64, 300, Int.max, Int.min]
        for number in numbers { packer.add(number) }
        var unpacker = Unpacker(packer.bytes)
        #expect(numbers.map { _ in unpacker.int() } == numbers && unpacker.atEnd)
    }

    @Test func datesAndDays() {
        #expect(DayRange(iso: "1970-01-01")?.from == 0)
        #expect(DayRange(iso: "2017-02")?.to == DayRange(iso: "2017-02-28")?.to)
        #expect(DayRange(iso: "2016")!.to - DayRange(iso: "2016")!.from == 365)
        for bad in ["", "P6Y", "?", "2017-13-01", "17-02-25", "2017-02-25/2017-02-20"] { #expect(DayRange(iso: bad) == nil) }
        for day in stride(from: -200_000, to: 200_000, by: 977) { #expect(DayRange(iso: DayRange.iso(day))?.from == day) }
    }

    @Test func aMergeCanBeStopped() throws {
        var merger = Merger(options: MergeOptions(isStopping: { true }))
        var parser = RecordParser()
        let line = Array(#"{"type":"mention","doc":"d","id":"m1","label":"PERS","form":"name","text":"x","start":0,"end":1,"entity":"e1"}"#.utf8)
        let record = try line.withUnsafeBufferPointer { try parser.parse($0) }
        #expect(throws: MergeFault.stopped) { _ = try merger.add(record) }
    }

    @Test func temporaryFolderThatIsNotThere() {
        #expect(throws: MergeFault.self) {
            var sorter = ExternalSorter(in: Scratch(folder: "/nowhere/at/all", isStopping: { false }), budget: 0)
            for _ in 0..<1000 { try sorter.add(key: [1, 2, 3], Array(repeating: 0, count: 100)) }
        }
    }
}

@Suite struct MergedShapes {
    /// The keys of each line are those that are declared, in their order.
    @Test func linesFollowTheDeclaration() throws {
        let story = Story()
        for (doc, rank) in [("a", "العقيد"), ("b", "العميد")] {
            story.document(doc, "2019-02-22").entity("PERS/علي حسن", "PERS", "علي حسن").entity("geonames:1", "GPE", "مأرب", id: "geonames:1")
                .relation("military_rank", [("person", .entity("PERS/علي حسن")), ("rank", .text(rank))])
                .event("Die", [("victim", .entity("PERS/علي حسن")), ("place", .entity("geonames:1"))])
        }
        let declared = ["entity": MergeShapes.entity, "event_cluster": MergeShapes.cluster, "fact": MergeShapes.fact, "conflict": MergeShapes.conflict]
        var seen: Set<String> = []
        for line in try Merged(story).lines {
            let type = String(line.dropFirst(9).prefix { $0 != "\"" })
            seen.insert(type)
            var rest = line[...]
            for field in declared[type]! {
                let range = try #require(rest.firstRange(of: "\"\(field.name)\":"), "\(type): \(field.name)")
                rest = rest[range.upperBound...]
            }
        }
        #expect(seen == Set(declared.keys))
    }
}
