import RecordReading

/// Final entities by document, in document order.
struct FinalEntities {
    private var items: SortedItems
    private var item: [UInt8] = []
    private var pending: (document: Int, id: String, final: ResolvedDocument.Final)?
    private var isStarted = false

    init(_ items: SortedItems) { self.items = items }

    mutating func take(_ document: Int) throws(MergeFault) -> [String: ResolvedDocument.Final] {
        if !isStarted {
            isStarted = true
            pending = try read()
        }
        var finals: [String: ResolvedDocument.Final] = [:]
        while let next = pending, next.document <= document {
            if next.document == document { finals[next.id] = next.final }
            pending = try read()
        }
        return finals
    }

    private mutating func read() throws(MergeFault) -> (document: Int, id: String, final: ResolvedDocument.Final)? {
        guard let head = try items.next(into: &item) else { return nil }
        var u = Unpacker(item, at: head)
        let document = u.int(), id = u.text(), key = u.text(), name = u.text(), label = u.text(), isListed = u.flag()
        let kb = u.list { NamedValue($0.text(), $0.text()) }
        let attributes = u.list { NamedValue($0.text(), $0.text()) }
        return (document, id, ResolvedDocument.Final(key: key, name: name, label: label, isListed: isListed, kb: kb, attributes: attributes))
    }
}
