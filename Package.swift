// swift-tools-version: 6.1
import PackageDescription

// The folder names are the pipeline. A stage imports the text model, the Arabic orthography and the model that it reads, never another stage:
// only Pipeline knows their order. Only the tool imports Foundation (through its argument parser).
let settings: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
    name: "rabt",
    products: [.executable(name: "rabt", targets: ["rabt"])],
    dependencies: [.package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")],
    targets: [
        .systemLibrary(name: "CICULibrary", pkgConfig: "icu-uc", providers: [.apt(["libicu-dev"])]),
        .target(name: "CICU", dependencies: ["CICULibrary"]),
        room("TextModel", []),
        room("ArabicText", ["TextModel"]),
        room("Segmentation", ["TextModel", "CICU"]),
        room("ModelStorage", []),
        room("Lexicons", ["TextModel", "ArabicText", "ModelStorage"]),
        room("EntityTagging", ["TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
        room("StatementDetection", ["TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
        room("ClauseBounds", ["TextModel", "Lexicons"]),
        room("RelationExtraction", ["TextModel", "ArabicText", "Lexicons", "ModelStorage"]),
        room("EntityResolution", ["TextModel", "ArabicText", "Lexicons"]),
        room("SystemFiles", []),
        room("DocumentReading", ["TextModel", "SystemFiles"]),
        room("RecordWriting", ["TextModel"]),
        room("RecordReading", ["TextModel"]),
        room("Merging", ["TextModel", "ArabicText", "RecordReading", "RecordWriting"]),
        room("Reporting", ["TextModel", "RecordReading", "RecordWriting"]),
        room("Pipeline", ["TextModel", "ArabicText", "Segmentation", "ModelStorage", "Lexicons", "EntityTagging", "StatementDetection",
                          "ClauseBounds", "RelationExtraction", "EntityResolution", "SystemFiles", "DocumentReading", "RecordWriting"]),
        room("Evaluation", ["TextModel"]),
        .executableTarget(name: "rabt", dependencies: ["Pipeline", "TextModel", "ArabicText", "Segmentation", "EntityTagging", "ModelStorage", "Evaluation", "Lexicons", "SystemFiles", "DocumentReading", "RecordWriting",
                          "RecordReading", "Merging", "Reporting",
                          .product(name: "ArgumentParser", package: "swift-argument-parser")], swiftSettings: settings),
        .testTarget(name: "RelationExtractionTests", dependencies: ["RelationExtraction", "ClauseBounds", "Segmentation", "TextModel", "ArabicText", "Lexicons", "ModelStorage"],
                    swiftSettings: settings),
        .target(name: "TestSupport", dependencies: ["TextModel"], path: "Tests/TestSupport", swiftSettings: settings),
        .testTarget(name: "EntityResolutionTests", dependencies: ["EntityResolution", "Evaluation", "Lexicons", "ModelStorage", "Segmentation", "TextModel"],
                    swiftSettings: settings),
        .testTarget(name: "EntityTaggingTests", dependencies: ["EntityTagging", "Lexicons", "ModelStorage", "TextModel", "TestSupport"], exclude: ["values.cases"], swiftSettings: settings),
        .testTarget(name: "SegmentationTests", dependencies: ["Segmentation", "CICU", "TextModel", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "LexiconsTests", dependencies: ["Lexicons", "TextModel", "ArabicText", "ModelStorage"], swiftSettings: settings),
        .testTarget(name: "RecordWritingTests", dependencies: ["RecordWriting", "TextModel"], swiftSettings: settings),
        .testTarget(name: "DocumentReadingTests", dependencies: ["DocumentReading", "SystemFiles", "TextModel", "TestSupport"], swiftSettings: settings),
        .testTarget(name: "PipelineTests", dependencies: ["Pipeline", "DocumentReading", "RecordWriting", "SystemFiles", "TextModel"],
                    swiftSettings: settings),
        .testTarget(name: "RecordReadingTests", dependencies: ["RecordReading", "TextModel"], swiftSettings: settings),
        .testTarget(name: "MergingTests", dependencies: ["Merging", "RecordReading", "RecordWriting"], swiftSettings: settings),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Merging", "RecordReading"], swiftSettings: settings),
    ]
)
