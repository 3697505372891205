import ArgumentParser
import Foundation
import Labeling

/// Takes judgements from a file.
struct AuditJudge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "judge", abstract: "Take judgements of an audit's items from a file.",
        discussion: """
            Each line is ITEM,VERDICT or ITEM,wrong,REASON: VERDICT is right, wrong or withdrawn; REASON is \
            spurious, misplaced, misclassified or, for images, missed. All lines are taken, or none.
            """)

    @OptionGroup var folder: DataOptions
    @OptionGroup var which: AuditOptions

    @Argument(help: "The file with the judgements.")
    var file: String

    @Flag(help: "Print the audit as JSON.")
    var json = false

    struct Judgements: Encodable, Sendable {
        let judgements: [Judgement]
    }

    struct Judgement: Encodable, Sendable {
        let id: String
        let item: Int
        let verdict: String
        let reason: String?
    }

    func run() async throws {
        let judgements = Judgements(judgements: try Self.read(file))
        let audit = try await ServerConnection.with(folder) { [which] client in
            let reference = try await AuditReference.find(which, client)
            return try await client.call(
                "POST", reference.path("judgements"), .json(judgements), as: AuditAnswer.self)
        }
        if json { return try Terminal.json(audit) }
        print(audit.lines.joined(separator: "\n"))
    }

    private static func read(_ path: String) throws -> [Judgement] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFailure("\(path): the file cannot be read as UTF-8 text.")
        }
        var judgements: [Judgement] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            guard cells != [""] else { continue }
            guard (2...3).contains(cells.count), let item = Int(cells[0]),
                AuditJudgement.Verdict(rawValue: cells[1]) != nil
            else {
                throw CommandFailure(
                    "\(path):\(index + 1): this is not ITEM,VERDICT or ITEM,wrong,REASON.")
            }
            judgements.append(
                Judgement(
                    id: IdentifierSource.system.uuid(AuditJudgement.self).rawValue, item: item,
                    verdict: cells[1],
                    reason: cells.count == 3 && !cells[2].isEmpty ? cells[2] : nil))
        }
        return judgements
    }
}
