import Glibc
import TextModel

/// Rows that say the same twice, and identifiers that say two things.
struct IdentityCheck {
    /// Places of one id may lie this far apart, in kilometres.
    static let distance = 100.0

    private struct Key: Hashable {
        var key: [UInt8]
        var label: Label
        var id: String
        var period: String
        var file: Int
    }

    private struct Name: Hashable {
        var key: [UInt8]
        var layer: Int
    }

    private(set) var findings: [Diagnostic] = []

    mutating func check(_ all: CheckedEntries) {
        var first: [Key: Int] = [:]
        var anonymous: [Name: Int] = [:]
        var owners: [String: Int] = [:], places: [String: (entry: Int, lat: Double, lon: Double)] = [:]
        let columns = all.files.map { ($0.column("lat"), $0.column("lon")) }
        for (i, e) in all.entries.enumerated() where !e.isRemoval {
            let key = Key(key: e.key, label: e.label, id: e.id, period: e.period, file: e.file)
            if let other = first[key] {
                let known = all.entries[other]
                let how = known.name == e.name ? "" : " (the same after folding)"
                findings.append(all.finding(.warning, e, column: "name", "\"\(e.name)\" stands at \(all.place(known)) already\(how)", "join the rows or delete one"))
                continue
            }
            first[key] = i
            guard !e.id.isEmpty else {
                let name = Name(key: e.key, layer: e.layer)
                if let other = anonymous[name], all.entries[other].label != e.label, !e.isTrigger, !all.entries[other].isTrigger {
                    let known = all.entries[other]
                    findings.append(all.finding(.warning, e, column: "name", "\"\(e.name)\" is \(e.label.name) here and \(known.label.name) at \(all.place(known)), both without id",
                                                "give each its id, or delete one"))
                } else if anonymous[name] == nil { anonymous[name] = i }
                continue
            }
            if let other = owners[e.id] {
                let known = all.entries[other]
                if known.label != e.label, known.layer == e.layer {
                    findings.append(all.finding(.error, e, column: "id", "\(e.id) is \(e.label.name) here and \(known.label.name) at \(all.place(known))",
                                                "one id is one thing: correct the label or the id"))
                }
            } else {
                owners[e.id] = i
            }
            guard let lat = columns[e.file].0, let lon = columns[e.file].1, let y = Double(all.files[e.file].text(e.row, lat)),
                  let x = Double(all.files[e.file].text(e.row, lon)) else { continue }
            if let known = places[e.id] {
                let apart = IdentityCheck.kilometres(y, x, known.lat, known.lon)
                if apart > IdentityCheck.distance, all.entries[known.entry].layer == e.layer {
                    findings.append(all.finding(.error, e, column: "lat", "\(e.id) lies \(Int(apart)) km from where \(all.place(all.entries[known.entry])) puts it",
                                                "correct the coordinates or the id"))
                }
            } else {
                places[e.id] = (i, y, x)
            }
        }
    }

    static func kilometres(_ lat1: Double, _ lon1: Double, _ lat2: Double, _ lon2: Double) -> Double {
        let r = Double.pi / 180
        let a = sin((lat2 - lat1) * r / 2), b = sin((lon2 - lon1) * r / 2)
        return 12742 * asin(min(1, (a * a + cos(lat1 * r) * cos(lat2 * r) * b * b).squareRoot()))
    }
}
