// swift-tools-version: 6.1
import PackageDescription

// The rooms of the pipeline, in the order in which a document passes through them. A stage imports the text model, the orthography and the model that it
// reads, never another stage: only Pipeline knows their order. Only the tool imports Foundation (through its argument parser).
let settings: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of a room, in Tests/<room>Tests.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude, swiftSettings: settings)
}

let ground: [Target] = [
    .systemLibrary(name: "CICULibrary", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
    .target(name: "CICU", dependencies: ["CICULibrary"]),
    room("SystemFiles"),
    room("ModelStorage"),
    room("TextModel"),
    room("ArabicText", ["TextModel"]),
    room("Lexicons", ["TextModel", "ArabicText", "ModelStorage"]),
]

let stages: [Target] = [
    room("DocumentReading", ["TextModel", "SystemFiles"]),
    room("Segmentation", ["TextModel", "CICU"]),
    room("EntityTagging", ["TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
    room("ClauseBounds", ["TextModel", "Lexicons"]),
    room("StatementDetection", ["TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
    room("RelationExtraction", ["TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
    room("EntityResolution", ["TextModel", "ArabicText", "Lexicons"]),
    room("RecordWriting", ["TextModel"]),
    room("Pipeline", ["TextModel", "ArabicText", "Segmentation", "ModelStorage", "Lexicons", "EntityTagging", "ClauseBounds", "StatementDetection",
                      "RelationExtraction", "EntityResolution", "SystemFiles", "DocumentReading", "RecordWriting"]),
]

let afterRecords: [Target] = [
    room("RecordReading", ["TextModel"]),
    room("Merging", ["TextModel", "ArabicText", "RecordReading", "RecordWriting"]),
    room("Reporting", ["TextModel", "RecordReading", "RecordWriting"]),
]

let analysts: [Target] = [
    room("LexiconImport", ["TextModel", "SystemFiles", "DocumentReading"]),
    room("RecordFiles", ["DocumentReading", "SystemFiles"]),
    room("Display", ["DocumentReading", "RecordWriting", "SystemFiles"]),
    room("Evaluation", ["TextModel", "DocumentReading", "RecordFiles", "SystemFiles"]),
    room("Comparison", ["TextModel", "ArabicText", "Lexicons", "ModelStorage", "Pipeline", "RecordFiles", "RecordWriting", "RelationExtraction", "SystemFiles"]),
    room("Concordance", ["TextModel", "ArabicText", "Display", "DocumentReading", "Lexicons", "Pipeline", "RecordWriting"]),
    room("Suggesting", ["TextModel", "ArabicText", "Concordance", "Display", "DocumentReading", "Lexicons", "Pipeline"]),
    room("Explaining", ["TextModel", "ArabicText", "Display", "DocumentReading", "EntityTagging", "Lexicons", "Pipeline", "RelationExtraction",
                        "SystemFiles"]),
]

let tool: Target = .executableTarget(
    name: "rabt",
    dependencies: ["Pipeline", "TextModel", "ArabicText", "Segmentation", "EntityTagging", "RelationExtraction", "ModelStorage", "Lexicons", "SystemFiles",
                   "DocumentReading", "RecordWriting", "RecordReading", "Merging", "Reporting", "LexiconImport", "RecordFiles", "Display", "Evaluation",
                   "Comparison", "Concordance", "Suggesting", "Explaining",
                   .product(name: "ArgumentParser", package: "swift-argument-parser")],
    swiftSettings: settings)

let testTargets: [Target] = [
    .target(name: "TestSupport", dependencies: ["TextModel"], path: "Tests/TestSupport", swiftSettings: settings),
    tests("ModelStorage"),
    tests("ArabicText", ["TextModel"]),
    tests("Lexicons", ["TextModel", "ArabicText", "ModelStorage", "TestSupport"]),
    tests("DocumentReading", ["SystemFiles", "TextModel", "TestSupport"]),
    tests("Segmentation", ["CICU", "TextModel", "TestSupport"]),
    tests("EntityTagging", ["Lexicons", "ModelStorage", "TextModel", "TestSupport"], exclude: ["values.cases"]),
    tests("StatementDetection", ["Pipeline", "TextModel", "SystemFiles"]),
    tests("RelationExtraction", ["ClauseBounds", "Segmentation", "TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
    tests("EntityResolution", ["Evaluation", "Lexicons", "ModelStorage", "Segmentation", "TextModel"]),
    tests("RecordWriting", ["TextModel"]),
    tests("Pipeline", ["DocumentReading", "RecordWriting", "SystemFiles", "TextModel", "ModelStorage", "Lexicons", "EntityTagging", "RelationExtraction",
                       "TestSupport"]),
    tests("RecordReading", ["TextModel"]),
    tests("Merging", ["RecordReading", "RecordWriting"]),
    tests("Reporting", ["Merging", "RecordReading"]),
    tests("LexiconImport", ["TextModel"]),
    tests("Comparison", ["ArabicText", "Lexicons", "Pipeline", "SystemFiles", "TestSupport", "TextModel"]),
    tests("Evaluation", ["RecordFiles", "TextModel"]),
]

let package = Package(
    name: "rabt",
    products: [
        .executable(name: "rabt", targets: ["rabt"]),
        // For Benchmarks, which is a package of its own.
        .library(name: "RabtPipeline", targets: ["Pipeline", "Lexicons", "ModelStorage", "Segmentation", "SystemFiles", "TextModel", "ArabicText"]),
    ],
    dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")],
    targets: ground + stages + afterRecords + analysts + [tool] + testTargets
)
