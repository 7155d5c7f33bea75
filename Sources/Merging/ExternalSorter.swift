#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Sorts items of any number in bounded memory: sorted runs go to a scratch file, reading merges them.
///
/// An item is a key and what belongs to it; items are ordered by all their bytes, so the order doesn't depend on the order in which they came, nor on
/// where a run ended. Equal items are kept once where `unique` is set.
///
/// - Complexity: n log n comparisons; every item is written and read once for each `fanIn`-fold of runs.
struct ExternalSorter {
    private let scratch: Scratch
    private let budget: Int
    private let unique: Bool
    private var arena: [UInt8] = []
    private var index: [Entry] = []
    private var file: ScratchFile?
    private var runs: [Range<Int>] = []
    /// Runs that are merged in one go.
    static let fanIn = 64

    private struct Entry {
        /// First eight bytes of the item, so that most comparisons need no second look.
        var prefix: UInt64
        var start: Int
        var head: Int32
        var length: Int32
    }

    init(in scratch: Scratch, budget: Int, unique: Bool = false) {
        self.scratch = scratch
        self.budget = max(budget, 4096)
        self.unique = unique
    }

    mutating func add(key: [UInt8], _ payload: [UInt8]) throws(MergeFault) {
        if !arena.isEmpty, arena.count + key.count + payload.count + (index.count + 1) * MemoryLayout<Entry>.stride > budget { try spill() }
        if index.count & 0xFFF == 0 { try scratch.check() }
        let start = arena.count
        arena.append(contentsOf: key)
        arena.append(contentsOf: payload)
        var prefix: UInt64 = 0
        for k in 0..<8 { prefix = prefix << 8 | (start + k < arena.count ? UInt64(arena[start + k]) : 0) }
        index.append(Entry(prefix: prefix, start: start, head: Int32(key.count), length: Int32(arena.count - start)))
    }

    private mutating func sortArena() {
        arena.withUnsafeBufferPointer { bytes in
            index.sort { a, b in
                if a.prefix != b.prefix { return a.prefix < b.prefix }
                let order = memcmp(bytes.baseAddress! + a.start, bytes.baseAddress! + b.start, Int(min(a.length, b.length)))
                return order != 0 ? order < 0 : a.length < b.length
            }
        }
    }

    private mutating func spill() throws(MergeFault) {
        sortArena()
        if file == nil { file = try ScratchFile(in: scratch.folder) }
        let start = file!.count
        var block: [UInt8] = []
        for entry in index {
            appendFrame(head: Int(entry.head), Array(arena[entry.start..<entry.start + Int(entry.length)]), to: &block)
            if block.count >= 1 << 18 {
                try write(block, to: file!)
                block.removeAll(keepingCapacity: true)
            }
        }
        try write(block, to: file!)
        runs.append(start..<file!.count)
        arena.removeAll(keepingCapacity: true)
        index.removeAll(keepingCapacity: true)
    }

    /// Ends adding: the items in order.
    mutating func sorted() throws(MergeFault) -> SortedItems {
        if runs.isEmpty {
            sortArena()
            var entries: [(start: Int, head: Int, length: Int)] = []
            entries.reserveCapacity(index.count)
            for entry in index { entries.append((entry.start, Int(entry.head), Int(entry.length))) }
            defer {
                arena = []
                index = []
            }
            return SortedItems(arena: arena, entries: entries, unique: unique, scratch: scratch)
        }
        if !index.isEmpty { try spill() }
        arena = []
        index = []
        while runs.count > ExternalSorter.fanIn { try mergeRuns() }
        return SortedItems(readers: readers(of: runs), unique: unique, scratch: scratch)
    }

    private func readers(of runs: [Range<Int>]) -> [FrameReader] {
        let blockSize = min(1 << 18, max(1 << 12, budget / (2 * runs.count)))
        return runs.map { FrameReader(file!, $0, blockSize: blockSize) }
    }

    /// One pass over all runs, `fanIn` of them becoming one.
    private mutating func mergeRuns() throws(MergeFault) {
        let next = try ScratchFile(in: scratch.folder)
        var merged: [Range<Int>] = []
        var first = 0
        while first < runs.count {
            let start = next.count
            var items = SortedItems(readers: readers(of: Array(runs[first..<min(first + ExternalSorter.fanIn, runs.count)])), unique: unique, scratch: scratch)
            var block: [UInt8] = []
            var item: [UInt8] = []
            while let head = try items.next(into: &item) {
                appendFrame(head: head, item, to: &block)
                if block.count >= 1 << 18 {
                    try write(block, to: next)
                    block.removeAll(keepingCapacity: true)
                }
            }
            try write(block, to: next)
            merged.append(start..<next.count)
            first += ExternalSorter.fanIn
        }
        file = next
        runs = merged
    }
}

/// Items in order, read once.
struct SortedItems {
    private var arena: [UInt8] = []
    private var entries: [(start: Int, head: Int, length: Int)] = []
    private var position = 0
    private var readers: [FrameReader] = []
    private var heads: [(item: [UInt8], head: Int, reader: Int)] = []
    private var isPrimed = false
    private var last: [UInt8]?
    private let unique: Bool
    private let scratch: Scratch
    private var steps = 0

    init(arena: [UInt8], entries: [(start: Int, head: Int, length: Int)], unique: Bool, scratch: Scratch) {
        self.scratch = scratch
        self.arena = arena
        self.entries = entries
        self.unique = unique
        isPrimed = true
    }

    init(readers: [FrameReader], unique: Bool, scratch: Scratch) {
        self.scratch = scratch
        self.readers = readers
        self.unique = unique
    }

    /// The next item (key and payload in one) and its key's length; nil at the end.
    mutating func next(into item: inout [UInt8]) throws(MergeFault) -> Int? {
        while let head = try step(into: &item) {
            if unique {
                if let last, last == item { continue }
                last = item
            }
            return head
        }
        return nil
    }

    private mutating func step(into item: inout [UInt8]) throws(MergeFault) -> Int? {
        steps &+= 1
        if steps & 0xFFF == 0 { try scratch.check() }
        if readers.isEmpty {
            guard position < entries.count else {
                arena = []
                return nil
            }
            let entry = entries[position]
            position += 1
            item.removeAll(keepingCapacity: true)
            item.append(contentsOf: arena[entry.start..<entry.start + entry.length])
            return entry.head
        }
        if !isPrimed {
            isPrimed = true
            for i in readers.indices {
                var first: [UInt8] = []
                if let head = try readers[i].next(into: &first) {
                    heads.append((first, head, i))
                    siftUp(heads.count - 1)
                }
            }
        }
        guard !heads.isEmpty else { return nil }
        swap(&item, &heads[0].item)
        let head = heads[0].head
        if let next = try readers[heads[0].reader].next(into: &heads[0].item) {
            heads[0].head = next
        } else {
            let last = heads.removeLast()
            if heads.isEmpty { return head }
            heads[0] = last
        }
        siftDown()
        return head
    }

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let x = heads[a].item, y = heads[b].item
        let order = x.withUnsafeBytes { p in y.withUnsafeBytes { q in p.isEmpty || q.isEmpty ? 0 : Int(memcmp(p.baseAddress!, q.baseAddress!, min(p.count, q.count))) } }
        return order != 0 ? order < 0 : x.count != y.count ? x.count < y.count : heads[a].reader < heads[b].reader
    }

    private mutating func siftUp(_ from: Int) {
        var i = from
        while i > 0, precedes(i, (i - 1) / 2) {
            heads.swapAt(i, (i - 1) / 2)
            i = (i - 1) / 2
        }
    }

    private mutating func siftDown() {
        var i = 0
        while true {
            var least = i
            for child in [2 * i + 1, 2 * i + 2] where child < heads.count && precedes(child, least) { least = child }
            if least == i { return }
            heads.swapAt(i, least)
            i = least
        }
    }
}
