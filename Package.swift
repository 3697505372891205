// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The layers, bottom to top: a target names only what stands above it in this list,
/// and siblings (Agreement, Formats, Imaging, Storage) never import each other.
let layers: [Target] = [
    .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
    .systemLibrary(
        name: "CTurboJPEG", pkgConfig: "libturbojpeg", providers: [.apt(["libturbojpeg0-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Geometry"),
    .target(name: "Labeling", dependencies: ["Geometry"]),
    .target(name: "Agreement", dependencies: ["Geometry", "Labeling"]),
    .target(name: "Formats", dependencies: ["Geometry", "Labeling"]),
    .target(
        name: "Imaging", dependencies: ["CVips", "CTurboJPEG", "CZlib", "Geometry", "Labeling"]),
    .target(
        name: "Storage",
        dependencies: [
            "Geometry", "Labeling",
            .product(name: "GRDB", package: "GRDB.swift"),
            .product(name: "Crypto", package: "swift-crypto"),
        ],
        resources: [.copy("../../migrations")]
    ),
    .target(
        name: "Workflow",
        dependencies: [
            "Geometry", "Labeling", "Agreement", "Formats", "Imaging",
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "CryptoExtras", package: "swift-crypto"),
            .product(name: "Logging", package: "swift-log"),
        ]
    ),
    .target(
        name: "Server",
        dependencies: [
            "CZlib", "Geometry", "Labeling", "Agreement", "Formats", "Imaging", "Workflow",
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ],
        resources: [.copy("../../WebClient")]
    ),
    .executableTarget(
        name: "boxwood",
        dependencies: [
            "Geometry", "Labeling", "Agreement", "Formats", "Imaging", "Storage", "Workflow", "Server",
            .product(name: "ArgumentParser", package: "swift-argument-parser"),
            .product(name: "AsyncHTTPClient", package: "async-http-client"),
            .product(name: "Configuration", package: "swift-configuration"),
            .product(name: "Crypto", package: "swift-crypto"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
            .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            .product(name: "Subprocess", package: "swift-subprocess"),
            .product(name: "SystemPackage", package: "swift-system"),
        ]
    ),
]

/// One suite per layer, and one that reads the sources themselves.
let tests: [Target] = [
    .target(name: "TestSupport", dependencies: ["Geometry", "Labeling"], path: "Tests/Support"),
    .testTarget(name: "GeometryTests", dependencies: ["Geometry", "TestSupport"]),
    .testTarget(name: "AgreementTests", dependencies: ["Agreement", "Geometry", "Labeling", "TestSupport"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats", "Geometry", "Labeling", "TestSupport"]),
    .testTarget(
        name: "ImagingTests", dependencies: ["Imaging", "CVips", "Geometry", "Labeling", "TestSupport"]),
    .testTarget(
        name: "StorageTests",
        dependencies: [
            "Storage", "Geometry", "Labeling", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
        ]
    ),
    .testTarget(
        name: "WorkflowTests",
        dependencies: [
            "Workflow", "Storage", "Agreement", "Formats", "Imaging", "Geometry", "Labeling", "TestSupport",
            .product(name: "Logging", package: "swift-log"),
        ]
    ),
    .testTarget(
        name: "ServerTests",
        dependencies: [
            "Server", "Workflow", "Storage", "Imaging", "Geometry", "Labeling", "TestSupport",
            .product(name: "Hummingbird", package: "hummingbird"),
            .product(name: "HummingbirdTesting", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Logging", package: "swift-log"),
            .product(name: "NIOCore", package: "swift-nio"),
            .product(name: "NIOHTTP1", package: "swift-nio"),
        ]
    ),
    .testTarget(name: "CommandTests", dependencies: ["TestSupport"]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
]

let package = Package(
    name: "boxwood",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "boxwood", targets: ["boxwood"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.32.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: layers + tests
)

// Documentation and benchmarks are built only when asked for, so that users never compile them.
if ProcessInfo.processInfo.environment["BOXWOOD_DOCS"] != nil {
    package.dependencies.append(
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"))
}

for target in package.targets where target.type != .system {
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .treatAllWarnings(as: .error),
        ]
}
