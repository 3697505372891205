public import Labeling

/// Why an object is believed to exist: the terms whose sum is the logit of its existence, in nats.
///
/// Positive speaks for it. A person's part is that of an object of ordinary difficulty; that some are hard to see is
/// a term of its own.
public struct ExistenceEvidence: Codable, Hashable, Sendable {
    /// What is believed of any candidate.
    public let prior: Double
    /// What each annotator of the image adds, in order of identifier.
    public let people: [PersonEvidence]
    /// What the possibility adds that it is hard to see, so that whoever did not draw it merely missed it.
    public let difficulty: Double
    /// What the closeness of the shapes adds: by chance they seldom meet.
    public let place: Double
    /// What it adds that candidates are only seen when somebody drew them.
    public let truncation: Double
    /// What the limits take off: the logit stays within ±30, and an empty answer never speaks for an object.
    public let limit: Double
    /// What correcting by known answers and audits adds; nil where probabilities are not corrected.
    public let recalibration: Double?
    /// What those add who saw it again after the merge; nil where nobody did.
    public internal(set) var looks: Double?

    /// Evidence with all its terms.
    public init(
        prior: Double, people: [PersonEvidence], difficulty: Double, place: Double, truncation: Double,
        limit: Double, recalibration: Double? = nil
    ) {
        self.prior = prior
        self.people = people
        self.difficulty = difficulty
        self.place = place
        self.truncation = truncation
        self.limit = limit
        self.recalibration = recalibration
    }

    /// The sum of all terms: the logit of the object's existence.
    public var logit: Double {
        people.reduce(
            prior + difficulty + place + truncation + limit + (recalibration ?? 0) + (looks ?? 0)
        ) { $0 + $1.logOdds }
    }
}

/// What one annotator adds to the log odds that an object exists.
public struct PersonEvidence: Codable, Hashable, Sendable {
    /// What the annotator did about an object.
    public enum Part: String, Codable, Sendable {
        /// Drew it.
        case drew
        /// Answered the image and did not draw it.
        case silent
        /// Marked a crowd over it, and so has no say.
        case neutral
    }

    /// Who.
    public let annotator: AccountID
    /// What they did.
    public let part: Part
    /// What it adds, in nats.
    public let logOdds: Double

    /// A part with its weight.
    public init(annotator: AccountID, part: Part, logOdds: Double) {
        self.annotator = annotator
        self.part = part
        self.logOdds = logOdds
    }
}
