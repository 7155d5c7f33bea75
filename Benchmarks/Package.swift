// swift-tools-version: 6.1
import PackageDescription

// Measurements that are no part of the tool. From the top of the repository:
//   swift run -c release --package-path Benchmarks lexicon-benchmark
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "rabt", path: "..")],
    targets: [.executableTarget(name: "lexicon-benchmark", dependencies: [.product(name: "RabtPipeline", package: "rabt")])]
)
