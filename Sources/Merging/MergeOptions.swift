public struct MergeOptions: Sendable {
    /// Bytes that sorting may hold in memory, all sorters together.
    public var memory: Int
    /// Folder for temporary files.
    public var temporaryFolder: String
    /// Sources listed with a fact, a value or an entity; more are counted, not listed.
    public var maximumSources: Int
    /// Days within which ranks and posts of two documents are compared.
    public var sameTime: Int
    /// Asked now and then; true ends the merge with `MergeFault.stopped`.
    public var isStopping: @Sendable () -> Bool

    public init(memory: Int = 256 << 20, temporaryFolder: String = "/tmp", maximumSources: Int = 1000, sameTime: Int = 45,
                isStopping: @escaping @Sendable () -> Bool = { false }) {
        self.memory = memory
        self.temporaryFolder = temporaryFolder
        self.maximumSources = maximumSources
        self.sameTime = sameTime
        self.isStopping = isStopping
    }

    var scratch: Scratch { Scratch(folder: temporaryFolder, isStopping: isStopping) }
    /// Up to four sorters are filled or read at one time, beside blocks for reading.
    var sorterBudget: Int { max(1 << 12, memory / 6) }
    var blockSize: Int { min(1 << 17, max(1 << 10, memory / 64)) }
}

public struct MergeCounts: Sendable, Equatable {
    public var documents = 0
    public var entities = 0
    public var clusters = 0
    public var facts = 0
    public var conflicts = 0
    public init() {}
}
