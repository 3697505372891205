/// What can be asked of several people's answers.
enum AgreementQuestion: CaseIterable {
    /// Did they see the same objects?
    case found
    /// Did they give an object that they both drew the same class?
    case named
    /// Did they draw an object that they both drew at the same place?
    case placed
    /// Found and placed in one: a shape without a partner is as wrong as one that does not meet it.
    case overall

    /// From this agreement of exchanged answers on, correction for chance says nothing any more.
    var repetitionLimit: Double {
        switch self {
        case .found: 0.9
        case .placed, .overall: 0.7
        case .named: .infinity
        }
    }
}

/// The statements of a crowd, or of several resamples of it, added up by class.
struct StatementTotals {
    /// On the image each was made on; one for each class and one for empty answers.
    var home: [StatementSums]
    /// Among answers to other images.
    var away: [StatementSums]

    /// How far people differ, and by chance would.
    struct Disagreement {
        /// 0…1; nil if there is nothing to compare.
        let observed: Double?
        /// 0…1; nil if it cannot be measured.
        let expected: Double?

        /// `1 - observed / expected`, where that is defined.
        var coefficient: Double? {
            guard let observed, let expected, expected > 1e-12 else { return nil }
            return 1 - observed / expected
        }
    }

    /// Fewer shapes of exchanged answers that meet do not show what place is like by chance.
    static let fewestMeetings = 20.0

    init(classes: Int) {
        home = Array(repeating: StatementSums(), count: classes + 1)
        away = home
    }

    /// Adds statements, as often as `weight` says.
    mutating func add(_ entry: StatementLedger.Entry, weight: Double = 1) {
        let index = entry.label < 0 ? home.count - 1 : entry.label
        home[index].add(entry.home, weight: weight)
        away[index].add(entry.away, weight: weight)
    }

    /// The statements without some of them.
    func without(_ other: StatementTotals) -> StatementTotals {
        var rest = self
        for index in home.indices {
            rest.home[index] = home[index] - other.home[index]
            rest.away[index] = away[index] - other.away[index]
        }
        return rest
    }

    /// The sums over all classes, or those of one.
    func sums(of label: Int? = nil) -> (home: StatementSums, away: StatementSums) {
        if let label { return (home[label], away[label]) }
        var (here, there) = (StatementSums(), StatementSums())
        for index in home.indices {
            here.add(home[index])
            there.add(away[index])
        }
        return (here, there)
    }

    /// The disagreement over all classes, or over the statements of one.
    func disagreement(_ question: AgreementQuestion, of label: Int? = nil) -> Disagreement {
        let (home, away) = sums(of: label)
        switch question {
        case .found:
            return Disagreement(
                observed: mean(home.unmatched, home.statements),
                expected: mean(away.unmatched, away.statements))
        case .overall:
            return Disagreement(
                observed: mean(home.apart, home.statements), expected: mean(away.apart, away.statements))
        case .placed:
            return Disagreement(
                observed: mean(home.offPlace, home.shared),
                expected: away.shared < Self.fewestMeetings ? nil : mean(away.offPlace, away.shared))
        case .named:
            return Disagreement(
                observed: mean(home.otherClass, home.shared), expected: otherClassByChance(label))
        }
    }

    /// Krippendorff's `D_e` for categories, of all classes or given one.
    private func otherClassByChance(_ label: Int?) -> Double? {
        let total = home.reduce(0) { $0 + $1.shared }
        guard total > 1 else { return nil }
        if let label {
            return home[label].shared > 0 ? (total - home[label].shared) / (total - 1) : nil
        }
        let same = home.reduce(0) { $0 + $1.shared * ($1.shared - 1) }
        return 1 - same / (total * (total - 1))
    }

    /// Fleiss' kappa of the classes, for objects that two or more people drew.
    var fleissKappa: Double? {
        let all = sums().home
        guard all.objects > 0 else { return nil }
        let expected = home.reduce(0) { $0 + ($1.objects / all.objects) * ($1.objects / all.objects) }
        guard expected < 1 - 1e-12 else { return nil }
        return 1 - all.otherClassOfObjects / all.objects / (1 - expected)
    }

    private func mean(_ sum: Double, _ count: Double) -> Double? {
        count > 0.5 ? min(1, max(0, sum / count)) : nil
    }
}
