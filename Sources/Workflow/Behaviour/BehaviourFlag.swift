public import Agreement
public import Geometry
public import Labeling

/// Something in a person's work that somebody should look at; nothing follows from it by itself.
public struct BehaviourFlag: Sendable {
    /// What stood out.
    public enum Kind: String, Sendable, CaseIterable {
        /// Answers that took less work than the project's floor.
        case fast
        /// The same shapes at the same places on different images.
        case repeated
        /// Shapes that are the same as another's far more often than by chance.
        case copied
    }

    /// An image on which it shows.
    public struct Evidence: Sendable {
        /// The image.
        public let imageID: ImageID
        /// Its size.
        public let size: PixelSize
        /// What the person drew there.
        public let own: [Shape]
        /// What the other drew there that is the same; empty unless it is about two people.
        public let others: [Shape]
        /// Seconds of work.
        public let seconds: Double
    }

    /// Names it: the same finding has the same name, however many images it shows on.
    public let name: String
    /// What stood out.
    public let kind: Kind
    /// Whose work.
    public let person: AccountID
    /// The other, where it is about two.
    public let other: AccountID?
    /// On how many images it shows.
    public let images: Int
    /// Some of them, the plainest first.
    public let evidence: [Evidence]

    /// How many images are shown of each.
    static let shown = 6

    init(
        _ kind: Kind, of person: AccountID, and other: AccountID? = nil, mark: String = "", images: Int,
        evidence: [Evidence]
    ) {
        self.kind = kind
        self.person = person
        self.other = other
        self.images = images
        self.evidence = evidence
        name = Secret.hash(
            [kind.rawValue, person.rawValue, other?.rawValue ?? "", mark].joined(separator: " "))
    }
}

/// How a person works, in figures.
public struct BehaviourFigures: Sendable {
    /// Answers that were drawn here.
    public let answers: Int
    /// Seconds of work an image.
    public let seconds: Estimate
    /// Edits a shape, over answers that hold any.
    public let operations: Estimate
    /// How often the person turned to something else, an image.
    public let focusChanges: Estimate
    /// Answers that took less work than the floor; nil without a floor.
    public let belowFloor: Int?

    init(_ behaviours: [AnswerBehaviour], floor: Double?) {
        answers = behaviours.count
        seconds = .mean(of: behaviours.map(\.seconds))
        operations = .mean(
            of: behaviours.filter { $0.shapes > 0 }.map { Double($0.operations) / Double($0.shapes) })
        focusChanges = .mean(of: behaviours.compactMap { $0.focusChanges.map(Double.init) })
        belowFloor = floor.map { floor in behaviours.count { $0.seconds < floor } }
    }
}

extension AnswerBehaviour {
    /// Work in seconds.
    var seconds: Double { Double(activeMilliseconds) / 1000 }
}
