public import Labeling

/// How close claims come to the truth, by COCO's measures and by plain counting.
///
/// Average precision follows `COCOeval` of pycocotools with all areas and at most 100 claims per image and class:
/// 101 recall points, IoU thresholds 0.50 to 0.95 in steps of 0.05, mean over the classes that occur in the truth; claims
/// in a crowd region are ignored. IoU is exact, so for polygons it differs from pycocotools' by its rasterising.
public struct Evaluation: Codable, Hashable, Sendable {
    /// How many images were looked at.
    public let images: Int
    /// True objects, crowd regions aside.
    public let truths: Int
    /// Accepted claims.
    public let claims: Int
    /// Average precision over all thresholds, COCO's AP; nil without truth.
    public let averagePrecision: Double?
    /// Average precision at IoU 0.5, COCO's AP50.
    public let averagePrecision50: Double?
    /// Average precision at IoU 0.75, COCO's AP75.
    public let averagePrecision75: Double?
    /// Average recall over all thresholds with at most 100 claims, COCO's AR100.
    public let averageRecall: Double?
    /// The same by class, in order of identifier.
    public let classes: [ClassPrecision]
    /// Accepted claims against the truth at IoU 0.5.
    public let at50: MatchFigures
    /// Accepted claims against the truth at IoU 0.75.
    public let at75: MatchFigures

    /// Holds claims against the truth.
    ///
    /// - Parameter images: every image to be looked at, in any order, also those with nothing on them.
    public init(of images: [EvaluatedImage]) {
        let ordered = images.sorted { ImageOrder.isBefore($0.image, $1.image) }
        let truth = ordered.flatMap(\.truth).filter { !$0.isCrowd }
        var labels: [LabelClassID] = []
        for label in truth.map(\.labelID).sorted() where labels.last != label { labels.append(label) }
        let curves = labels.map { AveragePrecision(of: ordered, labelID: $0) }
        self.images = ordered.count
        truths = truth.count
        claims = ordered.reduce(0) { total, image in total + image.predictions.count { $0.accepted } }
        averagePrecision = Evaluation.mean(curves.map(\.overall))
        averagePrecision50 = Evaluation.mean(curves.map(\.at50))
        averagePrecision75 = Evaluation.mean(curves.map(\.at75))
        averageRecall = Evaluation.mean(curves.map(\.recall))
        classes = zip(labels, curves).map { label, curve in
            ClassPrecision(
                labelID: label, averagePrecision: curve.overall, averagePrecision50: curve.at50,
                averagePrecision75: curve.at75, truths: curve.truths)
        }
        at50 = MatchFigures(of: ordered, iouThreshold: 0.5)
        at75 = MatchFigures(of: ordered, iouThreshold: 0.75)
    }

    private static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}

/// Average precision of one class.
public struct ClassPrecision: Codable, Hashable, Sendable {
    /// The class.
    public let labelID: LabelClassID
    /// Over all IoU thresholds.
    public let averagePrecision: Double
    /// At IoU 0.5.
    public let averagePrecision50: Double
    /// At IoU 0.75.
    public let averagePrecision75: Double
    /// True objects of the class, crowd regions aside.
    public let truths: Int
}

/// The order in which images are worked through, which decides between claims of equal score.
enum ImageOrder {
    /// Whether an image comes first: numbers by value, as pycocotools has them, and before any other text.
    static func isBefore(_ left: ImageID, _ right: ImageID) -> Bool {
        switch (number(left), number(right)) {
        case (let first?, let second?): first == second ? left < right : first < second
        case (nil, nil): left < right
        case (let first, _): first != nil
        }
    }

    private static func number(_ id: ImageID) -> Int? {
        id.rawValue.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(id.rawValue) : nil
    }
}
