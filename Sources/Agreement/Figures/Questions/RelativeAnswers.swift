import Geometry
import Labeling

/// One image's answers on a canvas that all images share, so that shapes of different images can be compared.
struct RelativeAnswers {
    /// Width and height of the canvas.
    static let side = 1000.0

    /// Who answered, by index among all annotators, ascending.
    let people: [Int]
    /// What each of them drew.
    let votes: [[Vote]]
    /// The group of images that this one belongs to.
    let group: Int

    /// Scales an image's shapes to the canvas.
    ///
    /// - Parameters:
    ///   - ballots: the shapes, duplicates merged.
    ///   - people: the index of each annotator of the image among all annotators.
    ///   - width: the image's width, in the pixels of the shapes.
    ///   - height: its height.
    init(ballots: [Ballot], people: [Int], width: Double, height: Double, group: Int) {
        self.people = people
        self.group = group
        let (x, y) = (RelativeAnswers.side / max(width, 1e-9), RelativeAnswers.side / max(height, 1e-9))
        var votes = Array(repeating: [Vote](), count: people.count)
        for ballot in ballots {
            var vote = ballot.vote
            vote.annotation.shape = RelativeAnswers.scaled(ballot.shape, x, y)
            votes[ballot.annotator].append(vote)
        }
        self.votes = votes
    }

    static func scaled(_ shape: Shape, _ x: Double, _ y: Double) -> Shape {
        switch shape {
        case .box(let box):
            .box(Box(x: box.x * x, y: box.y * y, width: box.width * x, height: box.height * y))
        case .polygon(let polygon):
            .polygon(
                Polygon(
                    rings: polygon.rings.map { $0.map { ImagePoint(x: $0.x * x, y: $0.y * y) } }))
        }
    }

    /// The width and height that the images of unknown size are taken to have: as far as any of their shapes reaches.
    static func extent(of answers: [ImageAnswers]) -> (width: Double, height: Double) {
        var (width, height) = (0.0, 0.0)
        for image in answers where image.size.pixelCount == 0 {
            for vote in image.votes {
                let bounds = vote.annotation.shape.bounds
                width = max(width, bounds.maxX)
                height = max(height, bounds.maxY)
            }
        }
        return (width, height)
    }
}
