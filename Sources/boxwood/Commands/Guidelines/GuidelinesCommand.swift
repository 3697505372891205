import ArgumentParser
import Foundation
import Labeling

/// Lists, shows and publishes what annotators are asked to do.
struct GuidelinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "guidelines", abstract: "What annotators are asked to do, in versions, with examples.",
        subcommands: [
            GuidelinesList.self, GuidelinesShow.self, GuidelinesPublish.self, GuidelinesExample.self,
        ])

    /// Where the guidelines of a project are.
    static func path(_ project: String, _ rest: String...) -> String {
        (["/api/v1/projects/\(project)/guidelines"] + rest).joined(separator: "/")
    }

    /// A version as the server tells it.
    struct Version: Codable, Sendable {
        let version: Int
        let instructions: String
        let note: String
        let requiresQualification: Bool
        let createdAt: String
        let examples: [Example]

        struct Example: Codable, Sendable {
            let id: String
            let verdict: String
            let reason: String
            let labelId: String
            let imageId: String?
        }
    }

    /// What is sent to publish a version.
    struct Wish: Encodable, Sendable {
        var id = UUID().uuidString.lowercased()
        var instructions: String?
        var note: String?
        var requiresQualification: Bool?
        var kept: [String]?
        var added: [Example]?

        struct Example: Encodable, Sendable {
            var id = UUID().uuidString.lowercased()
            let imageId: String
            let labelId: String
            let shape: Shape
            let verdict: String
            let reason: String

            struct Shape: Encodable, Sendable {
                let box: [Double]
            }
        }
    }

    /// Whom a version that asks people to qualify again would keep from their next image.
    struct Requalification: Decodable, Sendable {
        let exam: Bool
        let people: Int
        let atWork: Int
        let short: Int

        /// What publishing such a version does, in a sentence or two.
        var sentence: String {
            guard exam else { return "The project has no exam; nobody has to qualify again." }
            let shortage =
                short > 0
                ? " \(short) of them find too few exam images that they never met: make more images gold for exams."
                : ""
            return
                "\(people) people must pass the exam again before their next image; \(atWork) of them hold an "
                + "image, which they may finish.\(shortage)"
        }
    }

    /// Publishes a version made from the newest one.
    static func publish(
        _ project: String, _ client: APIClient, _ wish: (Version) async throws -> Wish
    ) async throws -> Version {
        let newest = try await client.call("GET", path(project, "versions", "newest"), as: Version.self)
        return try await client.call(
            "POST", path(project), .json(try await wish(newest)), ifMatch: newest.version, as: Version.self)
    }
}
