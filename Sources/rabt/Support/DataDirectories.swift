import Pipeline
import SystemFiles

/// Where lexicons and patterns lie: the flags, else `$RABT_DATA`, else `../share/rabt` beside the executable, else the first directory above the
/// executable that has both folders (a source tree). Never the current directory.
func findModel(lexicons: [FilePath], patterns: [FilePath]) -> ModelPaths? {
    if !lexicons.isEmpty && !patterns.isEmpty { return ModelPaths(lexicons: lexicons, patterns: patterns) }
    guard let data = findData() else { return nil }
    return ModelPaths(lexicons: lexicons.isEmpty ? [data.appending("lexicons")] : lexicons,
                      patterns: patterns.isEmpty ? [data.appending("seeds")] : patterns)
}

private func findData() -> FilePath? {
    if let named = Process.environment("RABT_DATA"), !named.bytes.isEmpty { return named }
    guard var directory = Process.executable?.directory else { return nil }
    let shared = directory.directory.appending("share").appending("rabt")
    if isData(shared) { return shared }
    while !isData(directory) {
        if directory.bytes == [0x2F] || directory.bytes == [UInt8(ascii: ".")] { return nil }
        directory = directory.directory
    }
    return directory
}

private func isData(_ directory: FilePath) -> Bool {
    directory.appending("lexicons").kind == .directory && directory.appending("seeds").kind == .directory
}
