/// What can be asked about the history of a project's consensus.
public protocol ConsensusRunReading {
    /// A run by its number.
    func consensusRun(_ number: Int, of project: ProjectID) throws -> ConsensusRun?
    /// The runs of a project, newest first.
    ///
    /// - Parameter before: only runs with a lower number; nil begins at the newest.
    func consensusRuns(of project: ProjectID, before: Int?, limit: Int) throws -> [ConsensusRun]
    /// The fit behind a run; nil where there was none.
    func fit(of project: ProjectID, run: Int) throws -> FitRecord?
    /// The run that a project stands at until it goes on; nil where it follows its answers.
    func pinnedRun(of project: ProjectID) throws -> Int?
    /// Hexadecimal SHA-256 of the consensus of each image that has one, in order of image identifier.
    func consensusDigests(
        of project: ProjectID, at moment: ConsensusMoment
    ) throws -> [(image: ImageID, digest: String)]
    /// The consensus of an image at some moment as JSON; nil where it had none.
    func consensusDocument(of image: ImageID, in project: ProjectID, at moment: ConsensusMoment) throws
        -> String?
    /// How much a project's consensus holds now.
    func consensusCounts(of project: ProjectID) throws -> ConsensusCounts
    /// Whether every image's consensus was made with the settings that the project has now.
    func consensusIsUniform(in project: ProjectID) throws -> Bool
    /// Images whose consensus is not kept in the history as it is, by position.
    func unkeptConsensus(
        in project: ProjectID, afterPosition: Int, limit: Int
    ) throws -> [(image: ImageID, position: Int)]
    /// Images with more or fewer answers than their consensus knows, by position.
    func imagesBehindAnswers(in project: ProjectID, limit: Int) throws -> [ImageID]
    /// Runs to forget: those half forgotten already, then the server's own beyond the last `keeping`, oldest first.
    ///
    /// A run that somebody asked for or named, that is kept for something, the newest, and the pinned one stay.
    func forgettableRuns(of project: ProjectID, keeping: Int) throws -> [Int]
}

/// What can be changed about the history of a project's consensus.
public protocol ConsensusRunWriting {
    /// Keeps the present consensus of images in the history.
    func keepConsensus(of images: [ImageID]) throws
    /// Adds a run that holds each image as it is at a moment, with a fit.
    ///
    /// Everything that it holds must be in the history.
    func insert(_ run: ConsensusRun, holding moment: ConsensusMoment, fit: FitRecord?) throws
    /// Changes what a run is called and what it is kept for.
    func update(_ run: ConsensusRun) throws
    /// Lets a project stand at a run; nil lets it follow its answers.
    func pin(_ project: ProjectID, to run: Int?) throws
    /// Throws a project's fit away.
    func deleteFit(of project: ProjectID) throws
    /// Gives the images of a page, by position, the consensus they have in a run; those without one lose theirs.
    ///
    /// - Returns: the position of the last image of the page; nil when there is none.
    func restoreConsensus(
        in project: ProjectID, to run: Int, afterPosition: Int, limit: Int
    ) throws -> Int?
    /// Forgets what only one run holds, up to so many images, and in the end the run.
    ///
    /// - Returns: whether it is gone.
    func forget(run: Int, of project: ProjectID, limit: Int) throws -> Bool
}
