/// Who may import whom.
///
/// The compiler enforces the targets' dependencies; this table is what those
/// dependencies must be, and what the compiler cannot see.
enum LayerRules {
    /// Every target, bottom to top, with our modules it may import.
    static let layers: [(name: String, mayImport: Set<String>)] = [
        ("CVips", []),
        ("CTurboJPEG", []),
        ("CZlib", []),
        ("Geometry", []),
        ("Labeling", ["Geometry"]),
        ("Agreement", ["Geometry", "Labeling"]),
        ("Formats", ["Geometry", "Labeling"]),
        ("Imaging", ["CVips", "CTurboJPEG", "CZlib", "Geometry", "Labeling"]),
        ("Storage", ["Geometry", "Labeling"]),
        ("Workflow", ["Geometry", "Labeling", "Agreement", "Formats", "Imaging"]),
        ("Server", ["CZlib", "Geometry", "Labeling", "Agreement", "Formats", "Imaging", "Workflow"]),
        (
            "boxwood",
            ["Geometry", "Labeling", "Agreement", "Formats", "Imaging", "Storage", "Workflow", "Server"]
        ),
    ]

    /// Other people's modules that belong to one layer.
    ///
    /// A name ending in `*` stands for all that begin so.
    static let owners: [(module: String, layer: String)] = [
        ("GRDB*", "Storage"), ("SQLite3", "Storage"), ("Hummingbird*", "Server"),
        ("ArgumentParser", "boxwood"), ("AsyncHTTPClient", "boxwood"), ("Subprocess", "boxwood"),
    ]

    /// Modules a layer must do without.
    static let refused: [String: [String]] = ["Geometry": ["Foundation*", "Dispatch"]]

    /// The imports of one file that its layer does not allow.
    static func violations(in source: SwiftSource) -> [Violation] {
        guard let layer = source.layer else { return [] }
        let ours = Set(layers.map(\.name))
        let allowed = layers.first { $0.name == layer }?.mayImport ?? []

        return source.imports.compactMap { line, module in
            let message: String
            if ours.contains(module) {
                guard !allowed.contains(module) else { return nil }
                message = "\(layer) may not import \(module)"
            } else if let owner = owners.first(where: { matches(module, $0.module) }), owner.layer != layer {
                message = "only \(owner.layer) imports \(module)"
            } else if refused[layer, default: []].contains(where: { matches(module, $0) }) {
                message = "\(layer) does without \(module)"
            } else {
                return nil
            }
            return Violation(path: source.path, line: line, message: message)
        }
    }

    /// What differs between the table, the targets of the manifest, and the folders below `Sources`.
    static func violations(targets: [Manifest.Target], folders: [String]) -> [Violation] {
        let names = layers.map(\.name)
        var found: [Violation] = []
        if targets.map(\.name) != names {
            found.append(
                Violation(
                    path: "Package.swift",
                    message: "`layers` lists \(targets.map(\.name)); bottom to top they are \(names)"
                )
            )
        }
        for folder in folders where !names.contains(folder) {
            found.append(Violation(path: "Sources/\(folder)", message: "is no layer"))
        }
        for name in names where !folders.contains(name) {
            found.append(Violation(path: "Sources/\(name)", message: "is missing"))
        }
        for target in targets {
            let allowed = layers.first { $0.name == target.name }?.mayImport ?? []
            for dependency in target.dependencies where !allowed.contains(dependency) {
                found.append(
                    Violation(
                        path: "Package.swift", message: "\(target.name) may not depend on \(dependency)")
                )
            }
        }
        return found
    }

    private static func matches(_ module: String, _ pattern: String) -> Bool {
        pattern.hasSuffix("*") ? module.hasPrefix(pattern.dropLast()) : module == pattern
    }
}
