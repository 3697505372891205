import Geometry
import Labeling

/// The statements of a whole crowd, on their own images and exchanged between images.
///
/// Nothing depends on the consensus method: ``PlaceGroups`` says what is the same object.
struct CrowdAgreement {
    /// More images than this are resampled in ``lots``.
    private static let singleImages = 1000
    private static let lots = 400
    /// Answers are exchanged between at most about so many images.
    private static let exchangedImages = 4000

    let annotators: [AccountID]
    let labels: [LabelClassID]
    private(set) var ledger: StatementLedger
    /// How many groups of images there are to be resampled.
    let groups: Int
    /// What every two people drew in common.
    private(set) var pairs = PairTallies()
    /// The share of the people with shapes that share a shape by accident.
    let repetition: Double
    /// How many pairs of exchanged answers chance was measured on.
    private(set) var exchanges = 0
    /// The mean of 1 - IoU between shapes of different objects; nil if there is no such pair.
    let distanceAcross: Double?

    /// - Parameters:
    ///   - answers: images that two or more people answered, in order of identifier.
    ///   - limits: from where on shapes may be the same object.
    init(_ answers: [ImageAnswers], limits: MatchingLimits) {
        let annotators = CrowdAgreement.distinct(answers.flatMap(\.annotators))
        let labels = CrowdAgreement.distinct(answers.flatMap { $0.votes.map(\.annotation.labelID) })
        let index = Dictionary(zip(annotators, annotators.indices)) { first, _ in first }
        let groups = answers.count > Self.singleImages ? Self.lots : answers.count
        let extent = RelativeAnswers.extent(of: answers)
        let every = max(1, (answers.count + Self.exchangedImages - 1) / Self.exchangedImages)

        var ledger = StatementLedger(annotators: annotators.count, labels: labels)
        var relative: [RelativeAnswers] = []
        var units: [[Shape]] = []
        for (number, image) in answers.enumerated() {
            let people = image.annotators.map { index[$0, default: 0] }
            let group = number * groups / answers.count
            let found = PlaceGroups(image, limits: limits)
            let scene = StatementScene(found, annotators: image.annotators)
            ledger.add(
                scene, annotators: people, groups: Array(repeating: group, count: people.count), isHome: true)
            pairs.add(scene, annotators: people)
            guard number % every == 0 else { continue }
            let isKnown = image.size.pixelCount > 0
            let (width, height) =
                isKnown ? (Double(image.size.width), Double(image.size.height)) : extent
            relative.append(
                RelativeAnswers(
                    ballots: found.ballots, people: people, width: width, height: height, group: group))
            for members in found.groups where members.count > 1 {
                units.append(
                    members.map {
                        RelativeAnswers.scaled(
                            found.ballots[$0].shape, RelativeAnswers.side / max(width, 1e-9),
                            RelativeAnswers.side / max(height, 1e-9))
                    })
            }
        }

        var (met, shapes) = (0.0, 0.0)
        for slots in AnswerExchange(relative).scenes {
            let chosen = slots.map { relative[$0.image].people[$0.position] }
            let people = chosen.map { annotators[$0] }
            let together = ImageAnswers(
                image: answers[0].image, size: PixelSize(width: 0, height: 0), annotators: people,
                votes: slots.flatMap { relative[$0.image].votes[$0.position] })
            let scene = StatementScene(PlaceGroups(together, limits: limits), annotators: people)
            ledger.add(
                scene, annotators: chosen, groups: slots.map { relative[$0.image].group }, isHome: false)
            let meeting = scene.meeting
            met += meeting.met
            shapes += meeting.shapes
            exchanges += slots.count * (slots.count - 1) / 2
        }
        self.annotators = annotators
        self.labels = labels
        self.ledger = ledger
        self.groups = groups
        repetition = shapes > 0 ? met / shapes : 0
        distanceAcross =
            units.count > 1
            ? KrippendorffAlpha.placeDistance(across: units, pairs: AnswerExchange.pairs) : nil
    }

    private static func distinct<Kind>(_ identifiers: [Identifier<Kind>]) -> [Identifier<Kind>] {
        Set(identifiers).sorted()
    }
}
