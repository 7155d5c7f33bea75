import ModelStorage
import TextModel

/// All patterns as one program: flat tables of integers, read in place from a model file. Immutable, shared by all workers.
public struct PatternProgram: Sendable {
    /// An attachment's reach: 0 clause, 1 sentence, from here on inside the filler of a role.
    static let firstContainer: Int32 = 2
    static let codeWidth = Instruction.width, variantWidth = 5, patternWidth = 18, contextWidth = 6, attachmentWidth = 5, scopeWidth = 6, barrierWidth = 4
    static let sections = ["pcode", "pvar", "pslot", "ppat", "pfam", "pctx", "patt", "pset", "pscope", "pbar", "ptoff", "ptval", "pwoff", "pwval", "ploff",
                           "plval", "pproc", "pstrb", "pstro", "phead", "pschema"]

    let file: ModelFile
    let code: FlatTable<Int32>
    let variants: FlatTable<Int32>
    let slots: FlatTable<Int32>
    let patterns: FlatTable<Int32>
    let families: FlatTable<Int32>
    let contexts: FlatTable<Int32>
    let attachments: FlatTable<Int32>
    let settings: FlatTable<Int32>
    let scopes: FlatTable<Int32>
    let barriers: FlatTable<Int32>
    let testOffsets: FlatTable<UInt32>
    let testValues: FlatTable<UInt32>
    let wakeOffsets: FlatTable<UInt32>
    let wakeValues: FlatTable<Int32>
    let labelOffsets: FlatTable<UInt32>
    let labelValues: FlatTable<Int32>
    let proclitics: FlatTable<Int32>
    let stringBytes: FlatTable<UInt8>
    let stringOffsets: FlatTable<UInt32>
    let prepositionTest: Int32
    let groupEndTest: Int32
    let finiteTest: Int32
    let personTest: Int32
    public let schema: FactSchema

    /// A model without pattern sections gives a program without patterns.
    public init(file: ModelFile) {
        self.file = file
        code = file.table("pcode")
        variants = file.table("pvar")
        slots = file.table("pslot")
        patterns = file.table("ppat")
        families = file.table("pfam")
        contexts = file.table("pctx")
        attachments = file.table("patt")
        settings = file.table("pset")
        scopes = file.table("pscope")
        barriers = file.table("pbar")
        testOffsets = file.table("ptoff")
        testValues = file.table("ptval")
        wakeOffsets = file.table("pwoff")
        wakeValues = file.table("pwval")
        labelOffsets = file.table("ploff")
        labelValues = file.table("plval")
        proclitics = file.table("pproc")
        stringBytes = file.table("pstrb")
        stringOffsets = file.table("pstro")
        let head: FlatTable<Int32> = file.table("phead")
        prepositionTest = head[0]
        groupEndTest = head[1]
        finiteTest = head[2]
        personTest = head[3]
        schema = SchemaReader.read(name: "", text: String(decoding: file.bytes("pschema"), as: UTF8.self)).0
    }

    /// Copies the sections of this program to a model.
    public func write(to model: inout ModelWriter) {
        for name in PatternProgram.sections { model.add(name, Array(file.bytes(name))) }
    }

    public var patternCount: Int { patterns.count / PatternProgram.patternWidth }
    public var instructionCount: Int { code.count / PatternProgram.codeWidth }
    public var variantCount: Int { variants.count / PatternProgram.variantWidth }
    var scopeCount: Int { scopes.count / PatternProgram.scopeWidth }

    func string(_ id: Int32) -> String {
        id < 0 ? "" : stringBytes.string(Int(stringOffsets[Int(id)]), Int(stringOffsets[Int(id) + 1]))
    }

    // MARK: Patterns

    enum PatternField: Int {
        case type, family, priority, name, file, line, column, polarity, modality, contextStart, contextEnd, attachmentStart, attachmentEnd
        case settingStart, settingEnd, flags, barrierStart, barrierEnd
    }

    func field(_ pattern: Int, _ f: PatternField) -> Int { Int(patterns[pattern * PatternProgram.patternWidth + f.rawValue]) }

    /// Rows from one field to another, as far as the table has them (a damaged model must not trap nor run for ever).
    func rows(_ pattern: Int, _ start: PatternField, _ end: PatternField, of count: Int) -> Range<Int> {
        let low = min(max(field(pattern, start), 0), count)
        return low..<min(max(field(pattern, end), low), count)
    }

    public func id(of pattern: PatternID) -> String { string(Int32(field(pattern.index, .name))) }
    public func file(of pattern: PatternID) -> String { string(Int32(field(pattern.index, .file))) }
    public func place(of pattern: PatternID) -> SourcePlace { SourcePlace(line: field(pattern.index, .line), column: field(pattern.index, .column)) }
    public func type(of pattern: PatternID) -> FactTypeID { FactTypeID(field(pattern.index, .type)) }
    public func family(of pattern: PatternID) -> String { string(families[field(pattern.index, .family) * 2]) }
    func policy(of pattern: Int) -> ConflictPolicy { ConflictPolicy(rawValue: UInt8(truncatingIfNeeded: families[field(pattern, .family) * 2 + 1])) ?? .all }

    public func pattern(named name: String) -> PatternID? {
        for i in 0..<patternCount where string(Int32(field(i, .name))) == name { return PatternID(i) }
        return nil
    }

    struct Variant {
        var pattern: Int, start: Int, end: Int, slotBase: Int, slotCount: Int
    }

    func variant(_ i: Int) -> Variant {
        let at = i * PatternProgram.variantWidth
        let start = min(max(Int(variants[at + 1]), 0), instructionCount)
        return Variant(pattern: Int(variants[at]), start: start, end: min(max(Int(variants[at + 2]), start), instructionCount),
                       slotBase: Int(variants[at + 3]), slotCount: Int(variants[at + 4]))
    }

    /// The role of a slot; -1 is the trigger.
    func role(_ variant: Variant, slot: Int) -> Int32 { slots[variant.slotBase + slot] }
}
