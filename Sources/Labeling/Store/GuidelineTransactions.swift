/// What can be asked about what annotators are asked to do.
public protocol GuidelineReading {
    /// A version of a project's guidelines.
    func guideline(_ version: Int, of project: ProjectID) throws -> Guideline?
    /// The newest version.
    func newestGuideline(of project: ProjectID) throws -> Guideline?
    /// The version with this identifier.
    func guideline(_ id: GuidelineID) throws -> Guideline?
    /// Every version, newest first.
    func guidelines(of project: ProjectID) throws -> [Guideline]
    /// The examples of a version, in order.
    func examples(of guideline: GuidelineID) throws -> [GuidelineExample]
    /// The example with this identifier.
    func example(_ id: GuidelineExampleID) throws -> GuidelineExample?
    /// The newest version that asks people to qualify again; nil if none does.
    func lastRequalification(of project: ProjectID) throws -> Guideline?
    /// The last version that a person was shown; nil if none was.
    func guidelineRead(by account: AccountID, in project: ProjectID) throws -> Int?
    /// How many answers that count were made under each version.
    func guidelineAnswers(in project: ProjectID) throws -> [Int: Int]
    /// The agreement of every image that at least two people answered, all of them under one version.
    func guidelineAgreements(in project: ProjectID) throws -> [GuidelineAgreement]
}

/// What can be added to what annotators are asked to do.
public protocol GuidelineWriting {
    /// Adds a version with its examples in order; those that are not there yet are added.
    func insert(_ guideline: Guideline, examples: [GuidelineExample]) throws
    /// Keeps that a person was shown a version; an older one changes nothing.
    func recordReading(of version: Int, by account: AccountID, in project: ProjectID, at: Timestamp) throws
}
