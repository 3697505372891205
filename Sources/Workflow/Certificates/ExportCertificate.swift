public import Agreement
public import Labeling

/// What can be said of an export: which bytes it is, where they come from and how good they are.
///
/// Everything in it follows from the data folder, so it can be made again and held against a copy; no name of a person
/// is in it.
public struct ExportCertificate: Sendable {
    /// How many images have so many answers.
    public typealias Replication = [Int: Int]

    /// The project as it is now.
    public let project: Project
    /// Hexadecimal SHA-256 of the instructions.
    public let instructionsDigest: String
    /// Which shapes the export holds.
    public let layer: ExportLayer
    /// The format of the export.
    public let format: String
    /// The bytes of the export.
    public let content: ContentDigest
    /// The images' files, each named by its hash, by position.
    public let images: ContentDigest
    /// How many images have so many answers.
    public let replication: Replication
    /// How far people agree.
    public let agreement: AgreementReport
    /// Everybody under their pseudonym, with how many answers they gave, most first, and what is known of them.
    public let annotators: [(name: String, answers: Int, skill: AnnotatorSkill?)]
    /// The audits of the consensus, newest first.
    public let audits: [AuditReport]
    /// How the objects are spread over the classes.
    public let balance: ProjectBalance
    /// The name of the fit behind the consensus; nil where there is none.
    public let fit: String?
}

/// What some bytes, or some things, are: how many, and their hash.
public struct ContentDigest: Hashable, Sendable {
    /// How many bytes or things.
    public let count: Int
    /// Hexadecimal SHA-256.
    public let sha256: String
}
