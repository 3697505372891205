import Geometry
import Labeling

/// All candidates of some images as flat arrays, in canonical order: what the rounds of the fit run over.
///
/// A vote is a slot; the slots of candidate `j` are `slots(j)`. About 120 bytes a vote.
struct CandidateTable {
    /// What is known of a candidate beforehand.
    enum Standing {
        case open, real, spurious
    }

    /// Index of the image of each candidate.
    private(set) var image: [Int] = []
    /// Where the slots of each candidate begin, and in the end their number.
    private(set) var start = [0]
    /// Index of the annotator of each slot.
    private(set) var annotator: [Int] = []
    /// Index of the class of each slot.
    private(set) var label: [Int] = []
    /// Left, top, right and bottom edge of each slot in pixels.
    private(set) var edges: [SIMD4<Double>] = []
    /// The median of each candidate's edges, or the edges of the object that it is known to be.
    private(set) var middle: [SIMD4<Double>] = []
    /// Whether at least two people drew a candidate and all of them the same box.
    private(set) var isUnanimous: [Bool] = []
    /// Annotators without a say in whether a candidate exists.
    private(set) var neutral: [[Int]] = []
    /// How much a candidate's existence teaches: (n − 1) / n for n people on the image, the weight of the truth where it
    /// is known, 0 for a crowd region.
    private(set) var weight: [Double] = []
    /// How much its place and class teach if it is an object: 1 for an instance that at least two people drew, the weight
    /// of the truth where it is known, otherwise 0.
    private(set) var placeWeight: [Double] = []
    /// What is known of it.
    private(set) var standing: [Standing] = []
    /// Index of the class of a known object, otherwise -1.
    private(set) var knownLabel: [Int] = []
    /// Everybody who answered each image, ascending.
    private(set) var asked: [[Int]] = []

    /// Everybody, in order of identifier.
    let people: [AccountID]
    /// Every class that occurs, in order of identifier.
    let labels: [LabelClassID]
    private let personIndex: [AccountID: Int]
    private let labelIndex: [LabelClassID: Int]

    /// A table of no candidates for these answers.
    init(people: [AccountID], labels: [LabelClassID]) {
        self.people = people
        self.labels = labels
        personIndex = CandidateTable.index(people)
        labelIndex = CandidateTable.index(labels)
    }

    var count: Int { image.count }

    func slots(_ candidate: Int) -> Range<Int> { start[candidate]..<start[candidate + 1] }

    /// Makes room for as many candidates, votes and images.
    mutating func reserveCapacity(candidates: Int, votes: Int, images: Int) {
        image.reserveCapacity(candidates)
        start.reserveCapacity(candidates + 1)
        middle.reserveCapacity(candidates)
        isUnanimous.reserveCapacity(candidates)
        neutral.reserveCapacity(candidates)
        weight.reserveCapacity(candidates)
        placeWeight.reserveCapacity(candidates)
        standing.reserveCapacity(candidates)
        knownLabel.reserveCapacity(candidates)
        annotator.reserveCapacity(votes)
        label.reserveCapacity(votes)
        edges.reserveCapacity(votes)
        asked.reserveCapacity(images)
    }

    /// Adds an image with all its candidates.
    mutating func append(_ scene: BayesScene) {
        asked.append(scene.answers.annotators.map { personIndex[$0, default: 0] })
        for candidate in scene.candidates { append(candidate, truth: scene.answers.known?.weight ?? 0) }
    }

    private mutating func append(_ candidate: BayesScene.Candidate, truth: Double) {
        let votes = candidate.votes
        for vote in votes {
            annotator.append(personIndex[vote.vote.annotator, default: 0])
            label.append(labelIndex[vote.labelID, default: 0])
            edges.append(CandidateTable.edges(vote.bounds))
        }
        let own = edges[edges.count - votes.count..<edges.count]
        let people = Double(asked.last?.count ?? 0)
        let isInstance = !candidate.isCrowd
        image.append(asked.count - 1)
        start.append(edges.count)
        isUnanimous.append(own.count > 1 && own.allSatisfy { $0 == own[own.startIndex] })
        neutral.append(candidate.neutral.map { personIndex[$0, default: 0] })
        var (state, known, place) = (Standing.open, -1, own.isEmpty ? .zero : Median.of(Array(own)))
        var existenceLesson = isInstance && people > 1 ? (people - 1) / people : 0
        var placeLesson = isInstance && votes.count > 1 ? 1.0 : 0
        switch candidate.standing {
        case .open: break
        case .real(let object):
            state = .real
            known = labelIndex[object.labelID, default: 0]
            place = CandidateTable.edges(object.shape.bounds)
            existenceLesson = isInstance ? truth : 0
            placeLesson = existenceLesson
        case .spurious:
            state = .spurious
            existenceLesson = isInstance ? truth : 0
            placeLesson = 0
        case .ignored:
            state = .spurious
            (existenceLesson, placeLesson) = (0, 0)
        }
        standing.append(state)
        knownLabel.append(known)
        middle.append(place)
        weight.append(existenceLesson)
        placeWeight.append(placeLesson)
    }

    private static func edges(_ box: Box) -> SIMD4<Double> { SIMD4(box.x, box.y, box.maxX, box.maxY) }

    private static func index<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
        var index: [Key: Int] = [:]
        index.reserveCapacity(keys.count)
        for (position, key) in keys.enumerated() { index[key] = position }
        return index
    }
}
