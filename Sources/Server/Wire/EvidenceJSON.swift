import Agreement
import Geometry
import Labeling

/// Why an object is believed to exist: terms in nats whose sum is the logit of its existence.
struct EvidenceJSON: Encodable {
    struct PersonJSON: Encodable {
        let annotatorId: AccountID
        let part: PersonEvidence.Part
        let logOdds: Double
    }

    let prior: Double
    let people: [PersonJSON]
    let difficulty: Double
    let place: Double
    let truncation: Double
    let limit: Double
    /// What second looks add; left out where nobody looked again.
    let secondLooks: Double?
    let recalibration: Double?

    init(_ evidence: ExistenceEvidence) {
        prior = evidence.prior
        people = evidence.people.map {
            PersonJSON(annotatorId: $0.annotator, part: $0.part, logOdds: $0.logOdds)
        }
        difficulty = evidence.difficulty
        place = evidence.place
        truncation = evidence.truncation
        limit = evidence.limit
        secondLooks = evidence.looks
        recalibration = evidence.recalibration
    }
}

/// What would change the verdict on an object.
struct ChangeJSON: Encodable {
    /// Its existence after one more average person who draws it, and after one who does not.
    let ifDrawn: Double?
    let ifNotDrawn: Double?
    /// By quorum, how many more people would have to answer and all draw it.
    let votesNeeded: Int?

    init(_ explanation: Explanation) {
        ifDrawn = explanation.existenceIfDrawn
        ifNotDrawn = explanation.existenceIfNot
        votesNeeded = explanation.votesNeeded
    }
}

/// Which parts of an object how many of its people drew.
struct OutlinesJSON: Encodable {
    struct LevelJSON: Encodable {
        let atLeast: Int
        let shapes: [Shape]
    }

    /// How many people drew the object.
    let of: Int
    let outlines: [LevelJSON]

    init(_ outlines: [SupportOutline]) {
        of = outlines.count
        self.outlines = outlines.map { outline in
            LevelJSON(atLeast: outline.atLeast, shapes: outline.polygons.map { .polygon($0) })
        }
    }
}
