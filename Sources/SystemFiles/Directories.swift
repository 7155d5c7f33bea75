import Glibc

/// Makes a directory and those above it; what exists stays.
@discardableResult
public func makeDirectory(_ path: FilePath, mode: mode_t = 0o755) -> Bool {
    if path.kind == .directory { return true }
    let parent = path.directory
    if parent.bytes != path.bytes, parent.kind == nil, !makeDirectory(parent) { return false }
    return path.withCString { mkdir($0, mode) } == 0 || errno == EEXIST
}
