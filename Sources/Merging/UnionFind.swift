/// Sets that grow together. The least member stands for its set, so that the outcome names no accident of order.
struct UnionFind {
    private var parent: [Int32]

    init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

    var count: Int { parent.count }

    mutating func find(_ member: Int) -> Int {
        var root = member
        while parent[root] != root { root = Int(parent[root]) }
        var at = member
        while parent[at] != root {
            let next = Int(parent[at])
            parent[at] = Int32(root)
            at = next
        }
        return root
    }

    /// The root of the union.
    @discardableResult mutating func unite(_ a: Int, _ b: Int) -> Int {
        let x = find(a), y = find(b)
        parent[max(x, y)] = Int32(min(x, y))
        return min(x, y)
    }
}
