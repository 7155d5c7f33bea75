/// The derivational template (وزن) that an unknown word's letters fit: مفعول and استفعال are hardly ever foreign names, فاعل may be anything.
///
/// Read from folded letters without article and endings; radicals are any letters, so that a name may fit by chance. It is evidence, not analysis.
enum Template: Int, CaseIterable, CustomStringConvertible {
    case istifal, infial, iftial, ifal, tafil, tafaul, tafaal, maful, mufaala, mustafil, mutafail, munfail, muftail, mafail, mafal, fail, fiil, fuul, fial, fawail, afila,
         yafal, sayafal, taf, none

    var description: String {
        switch self {
        case .istifal: "استفعال"
        case .infial: "انفعال"
        case .iftial: "افتعال"
        case .ifal: "إفعال"
        case .tafil: "تفعيل"
        case .tafaul: "تفاعل"
        case .tafaal: "تفعل"
        case .maful: "مفعول"
        case .mufaala: "مفاعلة"
        case .mustafil: "مستفعل"
        case .mutafail: "متفاعل"
        case .munfail: "منفعل"
        case .muftail: "مفتعل"
        case .mafail: "مفاعيل"
        case .mafal: "مفعل"
        case .fail: "فاعل"
        case .fiil: "فعيل"
        case .fuul: "فعول"
        case .fial: "فعال"
        case .fawail: "فواعل"
        case .afila: "أفعل"
        case .yafal: "يفعل"
        case .sayafal: "سيفعل"
        case .taf: "فعل"
        case .none: "none"
        }
    }

    private static let alef: UInt32 = 0x627, ba: UInt32 = 0x628, ta: UInt32 = 0x62A, sin: UInt32 = 0x633, mim: UInt32 = 0x645, nun: UInt32 = 0x646, ha: UInt32 = 0x647,
                       waw: UInt32 = 0x648, ya: UInt32 = 0x64A, taMarbuta: UInt32 = 0x629, hamzaYa: UInt32 = 0x626, kaf: UInt32 = 0x643

    /// `letters`: folded (`SurfaceKind.letters`), without article. Cost: constant.
    init(_ letters: [UInt32]) {
        var l = letters[...]
        Template.dropEndings(&l)
        let a = Array(l), n = a.count
        func at(_ i: Int, _ c: UInt32) -> Bool { i < n && a[i] == c }
        self = switch n {
        case 6 where at(0, Template.alef) && at(1, Template.sin) && at(2, Template.ta), 7 where at(0, Template.alef) && at(1, Template.sin) && at(2, Template.ta): .istifal
        case 6 where at(0, Template.mim) && at(1, Template.sin) && at(2, Template.ta), 5 where at(0, Template.mim) && at(1, Template.sin) && at(2, Template.ta): .mustafil
        case 6 where at(0, Template.alef) && at(1, Template.nun) && at(4, Template.alef): .infial
        case 6 where at(0, Template.alef) && at(2, Template.ta) && at(4, Template.alef): .iftial
        case 6 where at(0, Template.mim) && at(2, Template.alef) && at(4, Template.ya): .mafail
        case 5 where at(0, Template.alef) && at(3, Template.alef): .ifal
        case 5 where at(0, Template.ta) && at(3, Template.ya): .tafil
        case 5 where at(0, Template.ta) && at(2, Template.alef): .tafaul
        case 5 where at(0, Template.mim) && at(3, Template.waw): .maful
        case 5 where at(0, Template.mim) && at(2, Template.alef): .mufaala
        case 5 where at(0, Template.mim) && at(1, Template.ta), 6 where at(0, Template.mim) && at(1, Template.ta) && at(3, Template.alef): .mutafail
        case 5 where at(0, Template.mim) && at(1, Template.nun): .munfail
        case 5 where at(0, Template.mim) && at(2, Template.ta): .muftail
        case 5 where at(1, Template.waw) && at(2, Template.alef), 5 where at(2, Template.alef) && at(3, Template.hamzaYa): .fawail
        case 5 where at(0, Template.sin) && (at(1, Template.ya) || at(1, Template.ta)): .sayafal
        case 4 where at(0, Template.mim): .mafal
        case 4 where at(0, Template.ya): .yafal
        case 4 where at(0, Template.ta): .tafaal
        case 4 where at(0, Template.alef): .afila
        case 4 where at(1, Template.alef): .fail
        case 4 where at(2, Template.ya): .fiil
        case 4 where at(2, Template.waw): .fuul
        case 4 where at(2, Template.alef): .fial
        case 3: .taf
        default: .none
        }
    }

    /// Takes off the endings of gender, number, case and nisba, and pronouns, as long as three letters stay.
    private static func dropEndings(_ l: inout ArraySlice<UInt32>) {
        func drop(_ e: [UInt32]) -> Bool {
            guard l.count >= e.count + 3, l.suffix(e.count).elementsEqual(e) else { return false }
            l = l.dropLast(e.count)
            return true
        }
        if !drop([ha, alef]), !drop([ha, mim, alef]), !drop([ha, mim]), !drop([nun, alef]) { _ = l.count > 4 && drop([ha]) }
        if drop([ya, taMarbuta]) || drop([ya, alef, ta]) || drop([ya, ya, nun]) { return }
        if drop([alef, ta]) || drop([waw, nun]) || drop([ya, nun]) || drop([alef, nun]) || drop([waw, alef]) || drop([taMarbuta]) || drop([alef]) { return }
        _ = l.count > 4 && drop([ya])
    }
}
