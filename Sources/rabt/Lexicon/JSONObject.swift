import RecordWriting

enum JSONCell {
    case text(String)
    case number(Int)
    case none
}

/// One line of JSON.
func jsonObject(_ members: [(String, JSONCell)]) -> String {
    var out = ByteBuffer()
    for (i, member) in members.enumerated() {
        out.append(i == 0 ? "{" : ",")
        out.append(json: member.0)
        out.append(":")
        switch member.1 {
        case .text(let text): out.append(json: text)
        case .number(let number): out.append(decimal: number)
        case .none: out.append("null")
        }
    }
    out.append("}\n")
    return out.text()
}
