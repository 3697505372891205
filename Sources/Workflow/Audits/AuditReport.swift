public import Agreement
public import Labeling

/// What an audit has shown so far.
public struct AuditReport: Sendable {
    /// The figures of one class.
    public struct ClassFigures: Sendable {
        /// The class.
        public let labelID: LabelClassID
        /// How many objects of it there were to draw from.
        public let population: Int
        /// How many were drawn.
        public let drawn: Int
        /// What was found.
        public let figures: AuditFigures
    }

    /// The audit.
    public let audit: QualityAudit
    /// The name of who drew it, as the reader may know it.
    public let author: String
    /// Whether the answers and settings are still those it was drawn from.
    public let isCurrent: Bool
    /// What was found in all.
    public let figures: AuditFigures
    /// How many items were wrong for each reason.
    public let reasons: [AuditJudgement.Reason: Int]
    /// The same by class; empty for images.
    public let classes: [ClassFigures]
    /// The names of the classes, retired ones included.
    public let labels: [LabelClassID: String]
    /// What was said about each item, in order; nil where nothing was.
    public let verdicts: [AuditJudgement?]

    /// An audit with what was said about it.
    init(
        _ audit: QualityAudit, author: String, isCurrent: Bool, itemLabels: [LabelClassID?],
        judgements: [Int: AuditJudgement], labels: [LabelClass]
    ) {
        self.audit = audit
        self.author = author
        self.isCurrent = isCurrent
        self.labels = Dictionary(labels.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        let verdicts = (1...max(1, audit.size)).map { number in
            judgements[number].flatMap { $0.verdict == .withdrawn ? nil : $0 }
        }
        self.verdicts = verdicts
        figures = AuditReport.figures(verdicts)
        reasons = verdicts.compactMap { $0?.reason }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        let byClass = Dictionary(grouping: zip(itemLabels, verdicts), by: \.0)
        classes = audit.population.sorted { $0.key < $1.key }.filter { !$0.key.isEmpty }.map { key, count in
            let drawn = byClass[LabelClassID(key)] ?? []
            return ClassFigures(
                labelID: LabelClassID(key), population: count, drawn: drawn.count,
                figures: AuditReport.figures(drawn.map(\.1)))
        }
    }

    /// What the audit is to show.
    public var goal: AuditGoal { AuditGoal(halfWidth: audit.halfWidth, atLeast: audit.atLeast) }
    /// How many things there were to draw from.
    public var population: Int { audit.population.values.reduce(0, +) }
    /// Items that wait for a judgement.
    public var waiting: Int { audit.size - figures.judged }

    /// An interval that holds at every look, over the items judged without a gap from the first on; nil where items
    /// were drawn by class.
    public var anytime: Estimate? {
        guard !audit.isStratified else { return nil }
        let judged = verdicts.prefix { $0 != nil }
        let counted = AuditReport.figures(Array(judged))
        guard counted.judged > 0 else { return .undefined("The first item is not judged yet.") }
        let (low, high) = ConfidenceSequence(population: population).interval(
            right: counted.right, of: counted.judged)
        return Estimate(
            value: Double(counted.right) / Double(counted.judged), low: low, high: high, n: counted.judged)
    }

    /// Whether the exact interval meets the goal once all items are judged; nil before, and without a goal.
    ///
    /// A promise of its own: who wants to rely on it judges to the end, whatever ``verdict`` says on the way.
    public var metAtPlannedSize: Bool? {
        waiting > 0 || goal.isEmpty ? nil : goal.stillNeeded(after: figures) == 0
    }

    /// Whether one may stop before all items are judged.
    public var verdict: AuditVerdict {
        guard let low = anytime?.low, let high = anytime?.high else { return .open }
        return goal.verdict(low, high)
    }

    private static func figures(_ verdicts: [AuditJudgement?]) -> AuditFigures {
        let judged = verdicts.compactMap(\.self)
        return AuditFigures(right: judged.count { $0.verdict == .right }, judged: judged.count)
    }
}
