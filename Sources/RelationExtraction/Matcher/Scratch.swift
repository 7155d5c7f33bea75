/// Memory for an inner loop: indices aren't checked, it grows on request and keeps its size. Copies share it, so that it holds nothing that outlasts a call.
struct Scratch<T: BitwiseCopyable>: @unchecked Sendable {
    private final class Owner {
        let base: UnsafeMutablePointer<T>
        init(capacity: Int) { base = UnsafeMutablePointer.allocate(capacity: capacity) }
        deinit { base.deallocate() }
    }

    private var owner: Owner
    private var base: UnsafeMutablePointer<T>
    private(set) var capacity: Int

    init(capacity: Int = 64) {
        self.capacity = capacity
        owner = Owner(capacity: capacity)
        base = owner.base
    }

    /// Room for `count` elements, of which the first `kept` stay.
    @inline(__always) mutating func reserve(_ count: Int, keeping kept: Int) {
        if count > capacity { grow(count, kept) }
    }

    @inline(never) private mutating func grow(_ count: Int, _ kept: Int) {
        capacity = max(count, capacity * 2)
        let larger = Owner(capacity: capacity)
        larger.base.initialize(from: base, count: kept)
        owner = larger
        base = larger.base
    }

    func fill(_ range: Range<Int>, with value: T) { (base + range.lowerBound).initialize(repeating: value, count: range.count) }

    subscript(_ i: Int) -> T {
        @inline(__always) get { base[i] }
        @inline(__always) nonmutating set { base[i] = newValue }
    }
}
