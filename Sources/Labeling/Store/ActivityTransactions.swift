/// What can be asked about the course of the work on a project.
public protocol ActivityReading {
    /// What was answered in each stretch of time in which anything was, in order.
    ///
    /// - Parameter milliseconds: how long a stretch is; they begin at multiples of it since 1970.
    func activity(
        in project: ProjectID, _ filter: ActivityFilter, every milliseconds: Int64
    ) throws -> [ActivityRow]
    /// The agreement of each image that two or more people answered, of those whose last answer came in the filter's
    /// time; where the filter names a person or a class, of those with such an answer; in order of time.
    func agreementMoments(in project: ProjectID, _ filter: ActivityFilter) throws -> [AgreementMoment]
    /// Images with free slots, the longest waiting first.
    func waitingImages(in project: ProjectID) throws -> [WaitingImage]
    /// Images of a project that have known answers of these kinds, by position.
    func knownImages(in project: ProjectID, kinds: [ReferenceLayer.Kind]) throws -> [LabeledImage]
    /// A number that changes whenever a consensus of a project, or what an audit says of it, changes.
    func resultsRevision(of project: ProjectID) throws -> Int
}
