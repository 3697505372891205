/// How much was believed of the candidates of each sighting together.
struct SightingSums {
    /// The weight of objects, and of what is none.
    var objects: [Double]
    var others: [Double]

    /// Sums of nothing for so many sightings.
    init(sightings: Int) {
        objects = Array(repeating: 0, count: sightings)
        others = objects
    }

    /// Adds a candidate with the probability that it is an object.
    mutating func add(_ sighting: Int, existence: Double, weight: Double) {
        objects[sighting] += weight * existence
        others[sighting] += weight * (1 - existence)
    }
}
