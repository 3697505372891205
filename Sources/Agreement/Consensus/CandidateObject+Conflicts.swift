import Geometry

extension CandidateObject {
    /// A vote is out of place below this IoU with the consensus.
    static let placeIoU = 0.75

    /// An edge is uncertain when its standard deviation exceeds this share of the square root of the area.
    static let placeSpread = 0.25

    /// Every way in which people differ over the object, by kind.
    ///
    /// - Parameter crowds: accepted crowd regions; a rejected candidate in one of them is no conflict.
    func conflicts(crowds: [Shape]) -> [Conflict] {
        var found: [Conflict] = []
        func add(_ kind: Conflict.Kind, _ detail: String) {
            found.append(Conflict(kind: kind, objectID: object.id, detail: detail, box: object.shape.bounds))
        }
        let drawers = object.votes.count
        if object.accepted, drawers < asked {
            add(.missing, "\(drawers) of \(asked) people drew this; \(asked - drawers) did not.")
        }
        if !object.accepted {
            let isInCrowd =
                !object.isCrowd && crowds.contains { CrowdRegions.covers($0, object.shape) }
            if !isInCrowd {
                let rule =
                    needed.map { "at least \($0) would have to" }
                    ?? "it exists with probability \(Self.decimal(object.existence))"
                add(.extra, "\(drawers) of \(asked) people drew this; \(rule).")
            }
        }
        if let detail = classDetail { add(.class, detail) }
        if let detail = placeDetail { add(.place, detail) }
        return found
    }

    private var classDetail: String? {
        let drawers = object.votes.count
        if object.isKnown {
            guard object.classPosterior.count > 1 else { return nil }
            let wrong = object.votes.count { $0.labelID != object.labelID }
            return "\(wrong) of the \(drawers) people who drew this chose a class that is known to be wrong."
        }
        let counts = object.classPosterior
            .map { share in object.votes.count { $0.labelID == share.labelID } }
            .filter { $0 > 0 }
        guard counts.count > 1 else { return nil }
        let tally = counts.map(String.init).joined(separator: " to ")
        return "The \(drawers) people who drew this chose different classes, \(tally)."
    }

    private var placeDetail: String? {
        guard let spread = object.edgeSpread, let worst = object.votes.map(\.iou).min() else { return nil }
        if worst < CandidateObject.placeIoU {
            return "The shape that fits worst has IoU \(Self.decimal(worst)) with the consensus; "
                + "\(Self.decimal(CandidateObject.placeIoU)) is expected."
        }
        let side = object.shape.area.squareRoot()
        let edges = zip(["left", "top", "right", "bottom"], spread)
        guard let (name, widest) = edges.max(by: { $0.1 < $1.1 }), widest > CandidateObject.placeSpread * side
        else { return nil }
        return "The \(name) edge varies by \(Self.decimal(widest)) px (standard deviation)."
    }

    /// A number of at least 0 with two decimals.
    private static func decimal(_ value: Double) -> String {
        guard value < 1e12 else { return "\(value)" }
        let hundredths = Int((value * 100).rounded())
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
}
