/// What is believed of every candidate with the skills of one round, and what that teaches.
///
/// Candidates are estimated in parts of a fixed length, on several cores; what the parts teach is put together in their
/// order, so nothing depends on the number of cores.
struct EstimationRound {
    private let table: CandidateTable
    private let parameters: BayesParameters
    private let skills: SkillEstimates
    private let existence: ExistenceModel
    private let places: PlaceModel
    private let classes: ClassModel

    /// Candidates in a part: at least this many, and more where many people make its sums long.
    private static let shortestPart = 2048
    private static let candidatesPerPerson = 4
    /// Namings in a part.
    private static let namingsInPart = 4096

    init(_ table: CandidateTable, skills: SkillEstimates, parameters: BayesParameters) {
        self.table = table
        self.parameters = parameters
        self.skills = skills
        existence = ExistenceModel(table, skills: skills, parameters: parameters)
        places = PlaceModel(skills, parameters: parameters)
        classes = ClassModel(skills)
    }

    /// What a part of the candidates comes to.
    private struct Part {
        var existence: [Double]
        var place: PlaceLessons
    }

    /// Estimates all candidates.
    ///
    /// - Parameter cores: how many cores work at most; nil takes all that the process may use.
    func lessons(cores: Int?) -> RoundLessons {
        let length = max(
            EstimationRound.shortestPart, EstimationRound.candidatesPerPerson * table.people.count)
        let parts = EstimationRound.parts(of: table.count, length: length)
            .concurrentMap(cores: cores, block: 1) { estimate($0) }
        var place = PlaceLessons(people: table.people.count)
        var existence: [Double] = []
        existence.reserveCapacity(table.count)
        for part in parts {
            place += part.place
            existence += part.existence
        }
        return RoundLessons(
            existence: existence, sight: sight(existence), place: place,
            classes: named(existence, cores: cores))
    }

    private static func parts(of count: Int, length: Int) -> [Range<Int>] {
        stride(from: 0, to: count, by: length).map { $0..<min(count, $0 + length) }
    }

    /// The existence and place of some candidates.
    private func estimate(_ candidates: Range<Int>) -> Part {
        var part = Part(existence: [], place: PlaceLessons(people: table.people.count))
        part.existence.reserveCapacity(candidates.count)
        var place = FusedPlace()
        table.withVotes { people, edges in
            for candidate in candidates {
                let slots = table.slots(candidate)
                let votes = PlaceModel.Votes(
                    people: UnsafeBufferPointer(rebasing: people[slots]),
                    edges: UnsafeBufferPointer(rebasing: edges[slots]), middle: table.middle[candidate],
                    isUnanimous: table.isUnanimous[candidate])
                part.existence.append(estimate(candidate, votes, &place, &part.place))
            }
        }
        return part
    }

    /// The existence of a candidate; adds what its place teaches.
    @inline(__always)
    private func estimate(
        _ candidate: Int, _ votes: PlaceModel.Votes, _ place: inout FusedPlace, _ lessons: inout PlaceLessons
    ) -> Double {
        let weight = table.placeWeight[candidate]
        switch table.standing[candidate] {
        case .spurious: return 0
        case .real:
            // What is known is taken as it is.
            if weight > 0 {
                places.take(votes, into: &place)
                lessons.add(known: place, by: votes.people, weight: weight, places)
            }
            return 1
        case .open:
            let sighting = Int(table.sighting[candidate])
            // The place of a single vote says nothing about existence and teaches nothing.
            guard votes.people.count > 1 else { return existence.existence(of: sighting, evidence: 0) }
            places.fuse(votes, into: &place)
            let result = existence.existence(
                of: sighting, evidence: places.evidence(of: place, by: votes.people))
            if weight > 0 { lessons.add(place, by: votes.people, weight: result * weight, places) }
            return result
        }
    }

    /// What the candidates teach about how people see.
    private func sight(_ existence: [Double]) -> ExistenceLessons {
        var sums = SightingSums(sightings: table.sightings.count)
        for candidate in 0..<table.count where table.standing[candidate] == .open {
            sums.add(
                Int(table.sighting[candidate]), existence: existence[candidate],
                weight: table.weight[candidate])
        }
        var seen = sums
        for candidate in 0..<table.count where table.standing[candidate] != .open {
            let (sighting, weight) = (Int(table.sighting[candidate]), table.weight[candidate])
            sums.add(sighting, existence: existence[candidate], weight: weight)
            seen.add(sighting, existence: existence[candidate], weight: min(weight, 1))
        }
        return ExistenceLessons(table, self.existence, sums: sums, seen: seen)
    }

    /// What the candidates teach about classes.
    private func named(_ existence: [Double], cores: Int?) -> ClassLessons {
        var lessons = ClassLessons(table, parameters: parameters)
        guard table.labels.count > 1 else { return lessons }
        let weights = namingWeights(existence)
        let parts = EstimationRound.parts(of: weights.count, length: EstimationRound.namingsInPart)
            .concurrentMap(cores: cores, block: 1) { named($0, weights) }
        for part in parts { lessons += part }
        var shares = Array(repeating: 0.0, count: table.labels.count)
        for candidate in 0..<table.count
        where table.standing[candidate] == .real && table.placeWeight[candidate] > 0 {
            let (label, weight) = (Int(table.knownLabel[candidate]), table.placeWeight[candidate])
            shares[label] = 1
            lessons.add(
                table.namings[Int(table.naming[candidate])], shares: shares, weight: weight,
                seen: min(weight, 1))
            shares[label] = 0
        }
        return lessons
    }

    /// How much the open candidates of each naming teach together.
    private func namingWeights(_ existence: [Double]) -> [Double] {
        var weights = Array(repeating: 0.0, count: table.namings.count)
        for candidate in 0..<table.count where table.standing[candidate] == .open {
            weights[Int(table.naming[candidate])] += existence[candidate] * table.placeWeight[candidate]
        }
        return weights
    }

    /// What some namings teach.
    private func named(_ namings: Range<Int>, _ weights: [Double]) -> ClassLessons {
        var part = ClassLessons(people: table.people.count, classes: table.labels.count)
        var shares: [Double] = []
        for naming in namings where weights[naming] > 0 {
            classes.judge(table.namings[naming], shares: &shares)
            part.add(table.namings[naming], shares: shares, weight: weights[naming], seen: weights[naming])
        }
        return part
    }
}

/// What one round believed and taught.
struct RoundLessons {
    /// The probability that each candidate is an object.
    let existence: [Double]
    /// How everybody sees, places edges and names classes.
    let sight: ExistenceLessons
    let place: PlaceLessons
    let classes: ClassLessons

    /// The skills that follow from all that was taught.
    func skills(after old: SkillEstimates, parameters: BayesParameters) -> SkillEstimates {
        var new = old
        sight.settle(&new, parameters: parameters)
        place.settle(&new, parameters: parameters)
        if old.classPrior.count > 1 { classes.settle(&new) }
        return new
    }
}
