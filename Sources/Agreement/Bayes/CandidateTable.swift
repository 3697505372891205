import Foundation
import Geometry
import Labeling

/// All candidates of some images as flat arrays, in canonical order: what the rounds of the fit run over.
///
/// A vote is a slot; the slots of candidate `j` are `slots(j)`, in order of annotator. Candidates about which the same
/// people did the same share a sighting, and those that they also gave the same classes a naming: what depends on
/// nothing else is worked out once for all of them. About 60 bytes a vote.
struct CandidateTable {
    /// What is known of a candidate beforehand.
    enum Standing {
        case open, real, spurious
    }

    /// Index of the image of each candidate.
    private(set) var image: [Int32] = []
    /// Where the slots of each candidate begin, and in the end their number.
    private(set) var start = [0]
    /// Index of the annotator of each slot.
    private(set) var annotator: [Int32] = []
    /// Left, top, right and bottom edge of each slot in pixels.
    private(set) var edges: [SIMD4<Double>] = []
    /// The median of each candidate's edges, or the edges of the object that it is known to be.
    private(set) var middle: [SIMD4<Double>] = []
    /// Whether at least two people drew a candidate and all of them the same box.
    private(set) var isUnanimous: [Bool] = []
    /// How much a candidate's existence teaches: (n − 1) / n for n people on the image, the weight of the truth where it
    /// is known, 0 for a crowd region.
    private(set) var weight: [Double] = []
    /// How much its place and class teach if it is an object: 1 for an instance that at least two people drew, the weight
    /// of the truth where it is known, otherwise 0.
    private(set) var placeWeight: [Double] = []
    /// What is known of it.
    private(set) var standing: [Standing] = []
    /// Index of the class of a known object, otherwise -1.
    private(set) var knownLabel: [Int32] = []
    /// Index of each candidate's sighting, and of its naming.
    private(set) var sighting: [Int32] = []
    private(set) var naming: [Int32] = []
    /// Index of the panel of each image.
    private(set) var panel: [Int32] = []

    /// The different lists of people who answered an image.
    private(set) var panels = Panels()
    /// What panels did about candidates.
    private(set) var sightings = Sightings()
    /// What candidates were called by whom.
    private(set) var namings = Namings()

    /// Everybody, in order of identifier.
    let people: [AccountID]
    /// Every class that occurs, in order of identifier.
    let labels: [LabelClassID]
    private let personIndex: [AccountID: Int32]
    private let labelIndex: [LabelClassID: Int32]

    /// A table of no candidates for these answers.
    init(people: [AccountID], labels: [LabelClassID]) {
        self.people = people
        self.labels = labels
        personIndex = CandidateTable.index(people)
        labelIndex = CandidateTable.index(labels)
    }

    var count: Int { image.count }

    /// The geometric mean of the sides of all candidates in pixels; nil if there is none.
    var typicalSide: Double? {
        guard count > 0 else { return nil }
        return exp(middle.reduce(0) { $0 + log(FusedPlace.side($1)) } / Double(count))
    }

    func slots(_ candidate: Int) -> Range<Int> { start[candidate]..<start[candidate + 1] }

    /// Calls a function with the annotator and the edges of every slot.
    func withVotes<Result>(
        _ body: (_ people: UnsafeBufferPointer<Int32>, _ edges: UnsafeBufferPointer<SIMD4<Double>>) -> Result
    ) -> Result {
        annotator.withUnsafeBufferPointer { people in
            edges.withUnsafeBufferPointer { edges in body(people, edges) }
        }
    }

    /// Makes room for as many candidates, votes and images.
    mutating func reserveCapacity(candidates: Int, votes: Int, images: Int) {
        image.reserveCapacity(candidates)
        start.reserveCapacity(candidates + 1)
        middle.reserveCapacity(candidates)
        isUnanimous.reserveCapacity(candidates)
        weight.reserveCapacity(candidates)
        placeWeight.reserveCapacity(candidates)
        standing.reserveCapacity(candidates)
        knownLabel.reserveCapacity(candidates)
        sighting.reserveCapacity(candidates)
        naming.reserveCapacity(candidates)
        annotator.reserveCapacity(votes)
        edges.reserveCapacity(votes)
        panel.reserveCapacity(images)
    }

    /// Adds an image with all its candidates.
    mutating func append(_ scene: BayesScene) {
        let own = Numbering(
            people: scene.answers.annotators.map { personIndex[$0, default: 0] },
            labels: scene.grouping.labels.map { labelIndex[$0, default: 0] })
        var drew = Array(repeating: false, count: own.people.count)
        for ballot in scene.grouping.ballots { drew[ballot.annotator] = true }
        panel.append(Int32(panels.number(of: own.people, whoDrew: drew)))
        for candidate in scene.candidates {
            append(candidate, own, truth: scene.answers.known?.weight ?? 0)
        }
    }

    /// The indices of an image's people and classes in the table.
    private struct Numbering {
        let people: [Int32]
        let labels: [Int32]
    }

    private mutating func append(_ candidate: BayesScene.Candidate, _ own: Numbering, truth: Double) {
        let votes = candidate.votes
        let first = edges.count
        for vote in votes {
            annotator.append(own.people[vote.annotator])
            edges.append(CandidateTable.edges(vote.bounds))
        }
        image.append(Int32(panel.count - 1))
        start.append(edges.count)
        isUnanimous.append(votes.count > 1 && edges[first...].allSatisfy { $0 == edges[first] })
        let drew = annotator[first...]
        sighting.append(
            Int32(
                sightings.number(
                    panel: panel[panel.count - 1], drew: drew,
                    neutral: candidate.neutral.map { own.people[$0] })))
        naming.append(Int32(namings.number(of: drew, labels: votes.lazy.map { own.labels[$0.label] })))
        append(Worth(of: candidate, people: own.people.count, truth: truth), first: first)
    }

    private mutating func append(_ worth: Worth, first: Int) {
        standing.append(worth.standing)
        knownLabel.append(worth.known.map { labelIndex[$0.labelID, default: 0] } ?? -1)
        middle.append(
            worth.known.map { CandidateTable.edges($0.shape.bounds) }
                ?? edges.withUnsafeBufferPointer { Median.of(UnsafeBufferPointer(rebasing: $0[first...])) })
        weight.append(worth.existence)
        placeWeight.append(worth.place)
    }

    /// What is known of a candidate, and how much it teaches.
    private struct Worth {
        var standing = Standing.open
        var known: Annotation?
        var existence: Double
        var place: Double

        /// - Parameters:
        ///   - people: how many answered its image.
        ///   - truth: how much the image teaches if its truth is known.
        init(of candidate: BayesScene.Candidate, people: Int, truth: Double) {
            let isInstance = !candidate.isCrowd
            existence = isInstance && people > 1 ? Double(people - 1) / Double(people) : 0
            place = isInstance && candidate.votes.count > 1 ? 1 : 0
            switch candidate.standing {
            case .open: break
            case .real(let object):
                standing = .real
                known = object
                existence = isInstance ? truth : 0
                place = existence
            case .spurious:
                standing = .spurious
                (existence, place) = (isInstance ? truth : 0, 0)
            case .ignored:
                standing = .spurious
                (existence, place) = (0, 0)
            }
        }
    }

    private static func edges(_ box: Box) -> SIMD4<Double> { SIMD4(box.x, box.y, box.maxX, box.maxY) }

    private static func index<Key: Hashable>(_ keys: [Key]) -> [Key: Int32] {
        var index: [Key: Int32] = [:]
        index.reserveCapacity(keys.count)
        for (position, key) in keys.enumerated() { index[key] = Int32(position) }
        return index
    }
}
