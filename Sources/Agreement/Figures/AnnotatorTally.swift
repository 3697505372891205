import Labeling

/// Counts of one annotator's votes over the images they answered.
struct AnnotatorTally {
    private var images = 0
    private var shapes = 0
    private var objectsAsked = 0
    private var objectsDrawn = 0
    private var shapesJudged = 0
    private var shapesAccepted = 0
    private var classesJudged = 0
    private var classesRight = 0
    /// For each image: sum of IoU and number of shapes.
    private var overlaps: [(part: Double, whole: Double)] = []

    /// Adds one image that the person answered.
    mutating func add(_ image: ImageConsensus, of person: AccountID) {
        images += 1
        let isShared = image.annotators.count > 1
        var overlap = (part: 0.0, whole: 0.0)
        for object in image.objects {
            guard let vote = object.votes.first(where: { $0.annotator == person }) else {
                if isShared, object.accepted, !object.neutral.contains(person) { objectsAsked += 1 }
                continue
            }
            shapes += 1
            guard isShared else { continue }
            shapesJudged += 1
            guard object.accepted else { continue }
            objectsAsked += 1
            objectsDrawn += 1
            shapesAccepted += 1
            guard object.votes.count > 1 else { continue }
            overlap.part += vote.iou
            overlap.whole += 1
            classesJudged += 1
            if vote.labelID == object.labelID { classesRight += 1 }
        }
        overlaps.append(overlap)
    }

    /// The figures of all images added.
    func figures(of person: AccountID) -> AnnotatorFigures {
        AnnotatorFigures(
            annotator: person,
            images: images,
            shapes: shapes,
            recall: .proportion(successes: objectsDrawn, of: objectsAsked),
            precision: .proportion(successes: shapesAccepted, of: shapesJudged),
            meanIoU: .ratio(of: overlaps, n: classesJudged),
            classAccuracy: .proportion(successes: classesRight, of: classesJudged)
        )
    }
}
