import TextModel

/// Numbers things of a document from 1 in text order. Stages mostly find them in this order already, so sorting is the exception.
struct Numbering {
    struct Key: Comparable {
        var major: UInt64
        var minor: UInt64 = 0

        init(major: UInt64) { self.major = major }

        init(_ bytes: ByteRange, longestFirst: Bool = false, _ rank: UInt8 = 0) {
            major = UInt64(bytes.start) << 32 | UInt64(longestFirst ? ~bytes.end : bytes.end)
            minor = UInt64(rank)
        }

        static func < (a: Key, b: Key) -> Bool { a.major != b.major ? a.major < b.major : a.minor < b.minor }
    }

    /// Indices in text order.
    private(set) var order: [UInt32] = []
    private var numbers: [UInt32] = []
    private var keys: [Key] = []

    var count: Int { order.count }
    /// The number of the thing at an index.
    func number(_ index: Int) -> Int { Int(numbers[index]) }

    mutating func rebuild(count: Int, including: (Int) -> Bool = { _ in true }, key: (Int) -> Key) {
        order.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        var isSorted = true
        var last = Key(major: 0)
        for i in 0..<count {
            numbers.append(0)
            keys.append(key(i))
            guard including(i) else { continue }
            if keys[i] < last { isSorted = false }
            last = keys[i]
            order.append(UInt32(i))
        }
        if !isSorted {
            order.sort { a, b in
                let first = keys[Int(a)], second = keys[Int(b)]
                return first < second || (first == second && a < b)
            }
        }
        for (position, index) in order.enumerated() { numbers[Int(index)] = UInt32(position + 1) }
    }
}
