import Geometry
import Labeling

/// All candidates of all images as flat arrays, in canonical order: what the rounds of the fit run over.
///
/// A vote is a slot; the slots of candidate `j` are `slots(j)`. About 120 bytes a vote.
struct CandidateTable {
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
    /// The median of each candidate's edges.
    private(set) var middle: [SIMD4<Double>] = []
    /// Whether at least two people drew a candidate and all of them the same box.
    private(set) var isUnanimous: [Bool] = []
    /// Annotators without a say in whether a candidate exists.
    private(set) var neutral: [[Int]] = []
    /// How much a candidate teaches: (n − 1) / n for n people on the image, 0 for a crowd region.
    private(set) var weight: [Double] = []
    /// Whether a candidate teaches about place and class: an instance that at least two people drew.
    private(set) var teachesPlace: [Bool] = []
    /// Everybody who answered each image, ascending.
    private(set) var asked: [[Int]] = []

    /// Everybody, in order of identifier.
    let people: [AccountID]
    /// Every class that anybody named, in order of identifier.
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

    /// Begins the next image.
    mutating func beginImage(_ annotators: [AccountID]) {
        asked.append(annotators.map { personIndex[$0, default: 0] })
    }

    /// Adds a candidate of the image begun last.
    mutating func append(_ votes: [Ballot], neutral silent: [AccountID]) {
        for vote in votes {
            annotator.append(personIndex[vote.vote.annotator, default: 0])
            label.append(labelIndex[vote.labelID, default: 0])
            let box = vote.bounds
            edges.append(SIMD4(box.x, box.y, box.maxX, box.maxY))
        }
        let own = Array(edges[edges.count - votes.count..<edges.count])
        let isInstance = votes.first.map { !$0.isCrowd } ?? true
        let people = Double(asked.last?.count ?? 0)
        image.append(asked.count - 1)
        start.append(edges.count)
        middle.append(Median.of(own))
        isUnanimous.append(own.count > 1 && own.allSatisfy { $0 == own[0] })
        neutral.append(silent.map { personIndex[$0, default: 0] })
        weight.append(isInstance && people > 1 ? (people - 1) / people : 0)
        teachesPlace.append(isInstance && votes.count > 1)
    }

    private static func index<Key: Hashable>(_ keys: [Key]) -> [Key: Int] {
        var index: [Key: Int] = [:]
        for (position, key) in keys.enumerated() { index[key] = position }
        return index
    }
}
