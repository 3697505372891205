import Geometry
import Labeling

/// An object that two or more people drew, as alpha sees it.
struct SharedObject: Sendable {
    /// The class that each of its people gave it, ascending.
    let labels: [LabelClassID]
    /// The class that most gave it; of equals the lowest.
    let majority: LabelClassID
    let size: SizeClass
    /// Its shapes on the canvas that all images share.
    let shapes: [Shape]
    /// The sum of 1 - IoU over every two of the shapes.
    let apart: Double

    /// The objects of an image.
    ///
    /// - Parameter extent: the width and height that an image of unknown size is taken to have.
    static func all(
        in answers: ImageAnswers, limits: MatchingLimits, extent: (width: Double, height: Double)
    ) -> [SharedObject] {
        let found = PlaceGroups(answers, limits: limits)
        let isKnown = answers.size.pixelCount > 0
        let width = isKnown ? Double(answers.size.width) : extent.width
        let height = isKnown ? Double(answers.size.height) : extent.height
        let (x, y) = (RelativeAnswers.side / max(width, 1e-9), RelativeAnswers.side / max(height, 1e-9))
        return found.groups.filter { $0.count > 1 }.map { group in
            SharedObject(group.map { found.ballots[$0] }, x: x, y: y)
        }
    }

    private init(_ votes: [Ballot], x: Double, y: Double) {
        let labels = votes.map(\.labelID).sorted()
        self.labels = labels
        var counts: [LabelClassID: Int] = [:]
        for label in labels { counts[label, default: 0] += 1 }
        majority =
            labels.max { left, right in
                let (first, second) = (counts[left] ?? 0, counts[right] ?? 0)
                return first == second ? left > right : first < second
            } ?? labels[0]
        size = SizeClass(area: votes.reduce(0) { $0 + $1.shape.area } / Double(votes.count))
        shapes = votes.map { RelativeAnswers.scaled($0.shape, x, y) }
        var apart = 0.0
        for a in votes.indices {
            for b in votes.indices.dropFirst(a + 1) { apart += 1 - votes[a].placeIoU(votes[b]) }
        }
        self.apart = apart
    }
}
