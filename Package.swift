// swift-tools-version: 6.2
// SPDX-License-Identifier: GPL-2.0-only

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

let package = Package(
    name: "dmabuf-vma",
    products: [
        .executable(name: "dmabuf-lab", targets: ["dmabuf-lab"]),
        .executable(name: "dmabuf-selftest", targets: ["dmabuf-selftest"]),
        .executable(name: "pointer-example", targets: ["pointer-example"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/CoreOffice/XMLCoder", from: "0.18.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // The guest's side, from the ground up.
        .systemLibrary(name: "CKmod", pkgConfig: "libkmod", providers: [.apt(["libkmod-dev"])]),
        .target(name: "CDMABufUAPI"),
        .target(name: "KTAP", swiftSettings: settings),
        .target(name: "Kmod", dependencies: ["CKmod", system], swiftSettings: settings),
        .target(name: "DMABuf", dependencies: ["CDMABufUAPI", system], swiftSettings: settings),
        .target(
            name: "OwnershipTests", dependencies: ["CDMABufUAPI", "DMABuf", "Kmod", "KTAP", system],
            swiftSettings: settings),
        .executableTarget(
            name: "dmabuf-selftest",
            dependencies: ["CDMABufUAPI", "DMABuf", "KTAP", "OwnershipTests", argumentParser, system],
            swiftSettings: settings),

        // What a user might copy; the same in C has a Makefile.
        .executableTarget(
            name: "pointer-example", dependencies: ["CDMABufUAPI", "DMABuf", system], path: "examples/swift",
            swiftSettings: settings),

        // The host's side: shares nothing with the guest's but KTAP.
        .target(
            name: "KernelLab",
            dependencies: [
                "KTAP", logging, mustache, subprocess, system, .product(name: "XMLCoder", package: "XMLCoder"),
            ],
            resources: [.embedInCode("Report/Page")], swiftSettings: settings),
        .executableTarget(
            name: "dmabuf-lab", dependencies: ["KernelLab", argumentParser, logging, system], swiftSettings: settings),

        .testTarget(name: "KTAPTests", dependencies: ["KTAP"], swiftSettings: settings),
        .testTarget(name: "KmodTests", dependencies: ["Kmod", system], swiftSettings: settings),
        .testTarget(name: "DMABufTests", dependencies: ["DMABuf", system], swiftSettings: settings),
        .testTarget(
            name: "OwnershipTestsTests", dependencies: ["OwnershipTests", "KTAP"], swiftSettings: settings),
        .testTarget(
            name: "KernelLabTests", dependencies: ["KernelLab", "KTAP", system], swiftSettings: settings),
        .testTarget(
            name: "CommandTests", dependencies: ["dmabuf-lab", "dmabuf-selftest", subprocess, system],
            swiftSettings: settings),
    ]
)
