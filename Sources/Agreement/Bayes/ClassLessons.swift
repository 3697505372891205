/// What a round teaches about classes: counted over namings, in their order.
struct ClassLessons {
    private let classes: Int
    private var right: [Double]
    private var all: [Double]
    private var confusion: [Double]
    private(set) var totals: [Double]
    /// How many objects taught about each annotator, what is known counting once.
    private var seen: [Double]

    /// Lessons of nothing about so many people and classes.
    init(people: Int, classes: Int) {
        self.classes = classes
        right = Array(repeating: 0, count: people)
        (all, seen) = (right, right)
        confusion = Array(repeating: 0, count: classes * classes)
        totals = Array(repeating: 0, count: classes)
    }

    /// What is believed before anything was seen.
    init(_ table: CandidateTable, parameters: BayesParameters) {
        self.init(people: table.people.count, classes: table.labels.count)
        for person in right.indices {
            right[person] = parameters.classAccuracy.yes
            all[person] = parameters.classAccuracy.total
        }
        for cell in confusion.indices { confusion[cell] = 0.2 }
        for label in totals.indices { totals[label] = 1 }
    }

    /// Adds the lessons of a later part.
    static func += (left: inout ClassLessons, right: ClassLessons) {
        func add(_ right: [Double], to left: inout [Double]) {
            for index in right.indices { left[index] += right[index] }
        }
        add(right.right, to: &left.right)
        add(right.all, to: &left.all)
        add(right.confusion, to: &left.confusion)
        add(right.totals, to: &left.totals)
        add(right.seen, to: &left.seen)
    }

    /// Adds objects that were named alike.
    ///
    /// - Parameters:
    ///   - shares: the probability of each class.
    ///   - weight: how much they teach.
    ///   - seen: how many they are.
    mutating func add(_ naming: Naming, shares: [Double], weight: Double, seen own: Double) {
        for real in 0..<classes { totals[real] += weight * shares[real] }
        for vote in 0..<naming.count {
            let (person, said) = (naming.person(vote), naming.label(vote))
            right[person] += weight * shares[said]
            all[person] += weight
            seen[person] += own
            for real in 0..<classes where real != said {
                confusion[real * classes + said] += weight * shares[real]
            }
        }
    }

    /// Puts what was learned into skills.
    func settle(_ skills: inout SkillEstimates) {
        for person in skills.accuracy.indices {
            skills.accuracy[person] = min(max(right[person] / all[person], 1 / Double(classes)), 0.995)
        }
        for real in 0..<classes {
            var total = 0.0
            for said in 0..<classes where said != real { total += confusion[real * classes + said] }
            for said in 0..<classes where said != real {
                skills.confusion[real * classes + said] = confusion[real * classes + said] / total
            }
        }
        let total = totals.reduce(0, +)
        skills.classPrior = totals.map { $0 / total }
    }

    /// The Beta posterior of somebody's share of right classes.
    func accuracy(_ person: Int, _ parameters: BayesParameters) -> BetaPosterior {
        let prior = parameters.classAccuracy
        return BetaPosterior(
            prior, yes: right[person] - prior.yes, of: all[person] - prior.total, seen: seen[person])
    }

    /// How many objects the classes were learned from, one of a kind before.
    var namedObjects: Double { totals.reduce(0, +) - Double(totals.count) }
}
