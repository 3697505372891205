/// How much was seen of everybody, with what is known counting once, whatever its weight: what intervals stand on.
struct SkillObservations {
    /// Easy objects and candidates that are none, by annotator without the sums by image.
    private var objects: [Double]
    private var others: [Double]
    private var imageObjects: [Double]
    private var imageOthers: [Double]
    /// Objects that taught about place and class, by annotator.
    private(set) var placed: [Double]
    /// The weight of the offsets, by annotator, and of those from what is known, of all.
    private(set) var offsets: [Double]
    private(set) var knownOffsets = 0.0

    init(people: Int, images: Int) {
        let zeros = Array(repeating: 0.0, count: people)
        (objects, others, placed, offsets) = (zeros, zeros, zeros, zeros)
        imageObjects = Array(repeating: 0, count: images)
        imageOthers = imageObjects
    }

    /// Adds a candidate that everybody on an image was asked about, but for those who are neutral.
    mutating func add(objects easy: Double, others other: Double, image: Int, neutral: [Int]) {
        imageObjects[image] += easy
        imageOthers[image] += other
        for person in neutral {
            objects[person] -= easy
            others[person] -= other
        }
    }

    /// Adds somebody's vote for an object.
    ///
    /// - Parameters:
    ///   - object: how much of an object it is.
    ///   - pull: the weight of its offsets.
    mutating func add(object: Double, pull: Double, person: Int, isKnown: Bool) {
        placed[person] += object
        offsets[person] += pull
        if isKnown { knownOffsets += pull }
    }

    /// How many easy objects, and candidates that are none, each person was asked about.
    func asked(_ images: [[Int]]) -> (objects: [Double], others: [Double]) {
        var result = (objects: objects, others: others)
        for (image, people) in images.enumerated() {
            for person in people {
                result.objects[person] += imageObjects[image]
                result.others[person] += imageOthers[image]
            }
        }
        return result
    }
}
