// lexicon-benchmark [DIRECTORY] [RABT] [LEXICONS]
// Compile time and memory, load time and memory, look-up cost of lexicons of 1,000 and 1,000,000 entries; then the same of the shipped ones (LEXICONS).
import ArabicText
import Glibc
import Lexicons
import ModelStorage
import Pipeline
import SystemFiles
import TextModel

@main struct LexiconBenchmark {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        let directory = arguments.first ?? "/tmp/rabt-lexicon-benchmark"
        let sizes = [1_000, 1_000_000]
        var costs: [Double] = []
        let asked = queries(Folding())
        for size in sizes {
            let root = FilePath(directory).appending("\(size)")
            let folder = root.appending("gpe")
            try ModelCache.makeDirectories(folder)
            var synthetic = SyntheticLexicon()
            synthetic.write(size, to: folder.appending("synthetic.tsv").text)
            let model = root.appending("model").text
            // In a child, so that its memory is its own.
            compile(root, model)
            let before = kilobytes("VmRSS:")
            let start = Process.seconds
            let file = try FilePath(model).withCString { try ModelFile.map(path: $0) }
            let lexicon = Lexicon(file)
            print(milliseconds: Process.seconds - start, "\(size) entries, load")
            let (cost, hits) = lookUp(lexicon, asked)
            costs.append(cost)
            print("\(size) entries, look-up: \(Int(cost)) ns a word (\(hits) names found); resident memory added: \((kilobytes("VmRSS:") - before) / 1024) MB")
        }
        let shipped = FilePath(arguments.count > 2 ? arguments[2] : "lexicons")
        let model = FilePath(directory).appending("shipped.model")
        compile(shipped, model.text)
        var best = Double.infinity
        for _ in 0..<7 {
            let start = Process.seconds
            _ = Lexicon(try model.withCString { try ModelFile.map(path: $0) })
            best = min(best, Process.seconds - start)
        }
        print(milliseconds: best, "\(shipped.lastComponent.text), load")
        print("look-up grows \(Double(Int(costs[1] / costs[0] * 100)) / 100) times")
    }
}

func kilobytes(_ key: String) -> Int {
    guard let bytes = try? readFile(FilePath("/proc/self/status")) else { return 0 }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where line.hasPrefix(key) {
        return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }.first ?? 0
    }
    return 0
}

func print(milliseconds seconds: Double, _ what: String) { print("\(what): \(Double(Int(seconds * 100_000)) / 100) ms") }

/// What a text asks: 20,000 names of the first thousand entries, a few of them often and most of them seldom, every third one with a word that no lexicon
/// has, folded. The same for every lexicon, and all of them have these entries, so that only size makes a difference.
func queries(_ folding: Folding) -> [[[UInt8]]] {
    var synthetic = SyntheticLexicon()
    let names = (0..<1000).map { i in
        if i % 20 == 0 { _ = synthetic.name() }
        return synthetic.name()
    }
    var state: UInt64 = 3
    return (0..<20_000).map { i in
        let u = Double(SyntheticLexicon.next(&state) >> 11) / Double(1 << 53)
        let name = names[min(Int(pow(1000, u)) - 1, 999)] + (i % 3 == 0 ? " كلمة\(i % 5000)" : "")
        return name.split(separator: " ").map { folding.fold(String($0)) }
    }
}

func lookUp(_ lexicon: Lexicon, _ queries: [[[UInt8]]]) -> (nanoseconds: Double, hits: Int) {
    var best = Double.infinity, hits = 0
    for _ in 0..<7 {
        hits = 0
        var count = 0
        let start = Process.seconds
        for query in queries {
            var node: UInt32 = 0
            for (i, key) in query.enumerated() {
                let word = key.withUnsafeBufferPointer { lexicon.vocabulary.word(folded: $0) }
                node = i == 0 ? lexicon.phrases.root(word) : node == 0 ? 0 : lexicon.phrases.next(node, word)
                count += 1
            }
            if node != 0, !lexicon.phrases.terminals(of: node).isEmpty { hits += 1 }
        }
        best = min(best, (Process.seconds - start) * 1e9 / Double(count))
    }
    return (best, hits)
}

/// Compiles in a process of its own and tells its time and memory.
func compile(_ root: FilePath, _ model: String) {
    let start = Process.seconds
    var pid: pid_t = 0
    let tool = (CommandLine.arguments.dropFirst(2).first) ?? "rabt"
    let words = [tool, "lexicon", "compile", "--lexicons", root.text, "--patterns", root.text, "-o", model]
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    guard posix_spawnp(&pid, tool, nil, nil, &argv, environ) == 0 else { fatalError("cannot run \(tool): name the binary as the second argument") }
    var status: Int32 = 0
    var usage = rusage()
    wait4(pid, &status, 0, &usage)
    let processor = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    print("""
        \(root.lastComponent.text), compile: \(Double(Int((Process.seconds - start) * 100)) / 100) s (\(Double(Int(processor * 100)) / 100) s of a processor), \
        \(usage.ru_maxrss / 1024) MB at most, exit \(status >> 8)
        """)
}
