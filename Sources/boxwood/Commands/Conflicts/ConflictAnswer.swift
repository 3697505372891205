/// A conflict as the server tells of it.
struct ConflictAnswer: Codable, Sendable {
    let id: String
    let image: String
    let imageName: String
    let kind: String
    let label: String?
    let object: String?
    let box: [Double]
    let errors: Double
    let minutes: Double
    let gain: Double
    let state: String
    let assignee: String?
    let decision: DecisionAnswer?
    /// What everybody drew there; nil in lists.
    let answers: [Answer]?
    let merged: [Merged]?
    let details: [String]?

    /// What somebody drew.
    struct Answer: Codable, Sendable {
        let letter: String
        let name: String?
        let annotation: String?
        let shape: ShapeAnswer?
        let label: String?
        let others: [Shape]
        /// The part of the place that they looked at in full size, 0…1.
        let screened: Double?

        /// That nothing was drawn, and whether the place was looked at.
        var nothing: String {
            guard let screened else { return "nothing" }
            return screened < 0.5 ? "nothing, and did not look here in full size" : "nothing, having looked"
        }
    }

    /// A further shape of somebody.
    struct Shape: Codable, Sendable {
        let annotation: String
        let shape: ShapeAnswer
        let label: String
    }

    /// An object of the consensus.
    struct Merged: Codable, Sendable {
        let object: String
        let accepted: Bool
        let shape: ShapeAnswer
        let label: String
        let probability: Double
    }

    /// The conflict in lines for a terminal.
    ///
    /// - Parameter labels: the names of the classes.
    func lines(_ labels: [String: String]) -> [String] {
        func name(_ label: String?) -> String { label.map { labels[$0] ?? $0 } ?? "" }
        var lines = [
            "\(id): \(kind), \(name(label)) on \(imageName) at \(ShapeAnswer.text(box))",
            "\(FigureText.decimal(errors)) errors expected, "
                + "about \(FigureText.decimal(60 * minutes)) s to decide; "
                + (assignee.map { "given to \($0)" } ?? "given to nobody") + ".",
        ]
        lines += details ?? []
        for answer in answers ?? [] {
            let own = answer.shape.map { "\(name(answer.label)) \($0.text)" } ?? answer.nothing
            let others = answer.others.map { "\(name($0.label)) \($0.shape.text)" }
            let who = answer.name.map { " (\($0))" } ?? ""
            lines.append("  \(answer.letter)\(who): " + ([own] + others).joined(separator: "; "))
        }
        for object in merged ?? [] {
            lines.append(
                "  \(object.accepted ? "merged" : "rejected"): \(name(object.label)) \(object.shape.text), "
                    + "exists with \(FigureText.decimal(object.probability))")
        }
        if let decision { lines.append(decision.line) }
        return lines
    }
}

/// A page of conflicts as the server tells of it.
struct ConflictPageAnswer: Codable, Sendable {
    let total: Int
    let counts: [String: Int]
    let decided: Int
    let next: String?
    let items: [ConflictAnswer]
}

/// A shape as the server tells of it.
struct ShapeAnswer: Codable, Sendable {
    let box: [Double]?
    let polygon: [[[Double]]]?

    /// The shape in a few words.
    var text: String {
        if let box { return Self.text(box) }
        return "polygon of \((polygon ?? []).reduce(0) { $0 + $1.count }) points"
    }

    /// A box in whole pixels.
    static func text(_ box: [Double]) -> String {
        "[" + box.map { String(Int($0.rounded())) }.joined(separator: ", ") + "]"
    }
}

/// A decision as the server tells of it.
struct DecisionAnswer: Codable, Sendable {
    let id: String
    let choice: String
    let letter: String?
    let reason: String?
    let by: String
    let at: String
    let conflict: String?
    let kind: String?
    let imageName: String?
    let withdrawnBy: String?
    let withdrawnAt: String?

    /// The decision in one line.
    var line: String {
        let what = [kind, imageName].compactMap(\.self).joined(separator: " on ")
        let taken = letter.map { "\(choice) \($0)" } ?? choice
        return [id, at, by, what, taken, reason.map { "\"\($0)\"" } ?? "", withdrawn]
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private var withdrawn: String {
        withdrawnAt.map { "withdrawn \($0) by \(withdrawnBy ?? "")" } ?? ""
    }
}
