import Labeling

/// What is to be said of the existence of all candidates about which the same people did the same.
struct SightVerdict: Sendable {
    /// The log odds, but for what the closeness of the shapes adds.
    let terms: ExistenceOdds.Terms
    /// What each of the panel adds, rounded, in order of identifier.
    private let people: [PersonEvidence]

    /// The verdict on a sighting of a table.
    init(_ sighting: Int, in table: CandidateTable, odds: ExistenceOdds) {
        let marks = Array(table.sightings[sighting])
        var drew: [Int] = []
        var silent: [ExistenceOdds.Silent] = []
        var parts: [(person: Int, part: PersonEvidence.Part)] = []
        // Both lists ascend, and everybody who drew it or is neutral is on the panel.
        var next = 0
        for (person, isEmpty) in table.panels[table.sightings.panel(sighting)] {
            if next < marks.count, marks[next].person == person {
                parts.append((person, marks[next].isMarked ? .neutral : .drew))
                if !marks[next].isMarked { drew.append(person) }
                next += 1
            } else {
                parts.append((person, .silent))
                silent.append(ExistenceOdds.Silent(person: person, isEmpty: isEmpty))
            }
        }
        let terms = odds.terms(drew: drew, silent: silent)
        var (ofDrawn, ofSilent) = (terms.drew.makeIterator(), terms.silent.makeIterator())
        people = parts.map { person, part in
            let logOdds: Double? =
                switch part {
                case .drew: ofDrawn.next()
                case .silent: ofSilent.next()
                case .neutral: nil
                }
            return PersonEvidence(
                annotator: table.people[person], part: part, logOdds: Rounding.probability(logOdds ?? 0))
        }
        self.terms = terms
    }

    /// The terms with their people, rounded.
    ///
    /// - Parameters:
    ///   - place: what the closeness of the shapes adds.
    ///   - recalibration: what a correction of the probability adds; nil where none is made.
    func evidence(place: Double, recalibration: Double? = nil) -> ExistenceEvidence {
        ExistenceEvidence(
            prior: Rounding.probability(terms.prior), people: people,
            difficulty: Rounding.probability(terms.difficulty), place: Rounding.probability(place),
            truncation: Rounding.probability(terms.truncation),
            limit: Rounding.probability(terms.limit(place: place)),
            recalibration: recalibration.map(Rounding.probability))
    }
}
