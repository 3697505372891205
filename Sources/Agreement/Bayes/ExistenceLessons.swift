/// What a round teaches about how everybody sees: counted over sightings, in their order.
struct ExistenceLessons {
    /// Weight of the objects of each difficulty, and of those whose difficulty was judged.
    private var difficulty: [Double]
    private var graded = 0.0
    /// Weight of the candidates that are objects, and of all.
    private var real = 0.0
    private var weight = 0.0
    /// Of easy objects, and of what is none, by annotator: all they were asked about, and what they drew.
    private var objects: Asked
    private var others: Asked
    /// The same with what is known counting once, whatever its weight: what intervals stand on.
    private var seenObjects: Asked
    private var seenOthers: Asked

    /// - Parameters:
    ///   - table: the candidates.
    ///   - model: how hard they are to see.
    ///   - sums: what is believed of them.
    ///   - seen: the same with what is known counting once.
    init(_ table: CandidateTable, _ model: ExistenceModel, sums: SightingSums, seen: SightingSums) {
        let people = table.people.count
        difficulty = Array(repeating: 0, count: model.levels)
        objects = Asked(people: people, panels: table.panels.count)
        (others, seenObjects, seenOthers) = (objects, objects, objects)
        for sighting in 0..<table.sightings.count {
            let own = table.sightings[sighting]
            let panel = table.sightings.panel(sighting)
            let first = sighting * model.levels
            // An object that nobody drew is no candidate, but it tells how hard objects are to see.
            if own.contains(where: { !$0.isMarked }) {
                weight += sums.objects[sighting] + sums.others[sighting]
                real += sums.objects[sighting]
            }
            for level in 0..<model.levels {
                difficulty[level] += sums.objects[sighting] * model.difficulty[first + level]
            }
            graded += sums.objects[sighting]
            let easy = model.difficulty[first]
            objects.add(easy * sums.objects[sighting], own, panel: panel)
            others.add(sums.others[sighting], own, panel: panel)
            seenObjects.add(easy * seen.objects[sighting], own, panel: panel)
            seenOthers.add(seen.others[sighting], own, panel: panel)
        }
        for panel in 0..<table.panels.count {
            for (person, _) in table.panels[panel] {
                objects.settle(person, panel: panel)
                others.settle(person, panel: panel)
                seenObjects.settle(person, panel: panel)
                seenOthers.settle(person, panel: panel)
            }
        }
    }

    /// Puts what was learned into skills.
    func settle(_ skills: inout SkillEstimates, parameters: BayesParameters) {
        skills.realShare = (parameters.realShare.yes + real) / (parameters.realShare.total + weight)
        for (level, known) in parameters.difficulties.enumerated() {
            skills.difficultyShares[level] =
                (known.share * parameters.difficultyStrength + difficulty[level])
                / (parameters.difficultyStrength + graded)
        }
        for person in skills.miss.indices {
            skills.miss[person] = min(max(miss(person, parameters).mean, 0.01), 0.97)
            skills.falseMark[person] = min(max(falseMark(person, parameters).mean, 0.005), 0.9)
        }
    }

    /// The Beta posterior of somebody's miss rate.
    func miss(_ person: Int, _ parameters: BayesParameters) -> BetaPosterior {
        BetaPosterior(
            parameters.miss, yes: objects.all[person] - objects.drawn[person], of: objects.all[person],
            seen: seenObjects.all[person])
    }

    /// The Beta posterior of somebody's rate of marking what is none.
    func falseMark(_ person: Int, _ parameters: BayesParameters) -> BetaPosterior {
        BetaPosterior(
            parameters.falseMark, yes: others.drawn[person], of: others.all[person],
            seen: seenOthers.all[person])
    }
}

/// The weight of candidates that people were asked about, and of those that they drew, by annotator.
private struct Asked {
    private(set) var all: [Double]
    private(set) var drawn: [Double]
    private var panels: [Double]

    init(people: Int, panels: Int) {
        all = Array(repeating: 0, count: people)
        drawn = all
        self.panels = Array(repeating: 0, count: panels)
    }

    /// Adds candidates that a whole panel was asked about, but for those who are neutral.
    mutating func add(_ weight: Double, _ people: MarkedPeople, panel: Int) {
        panels[panel] += weight
        for (person, isNeutral) in people {
            if isNeutral { all[person] -= weight } else { drawn[person] += weight }
        }
    }

    /// Adds to somebody what their panel was asked about.
    mutating func settle(_ person: Int, panel: Int) { all[person] += panels[panel] }
}
