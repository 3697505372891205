import ArgumentParser
import Foundation
import Labeling

/// The command line: its subcommands, and how their failures end the process.
@main
struct Boxwood: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "boxwood",
        abstract: "Ground truth you can defend: several people draw, one consensus comes out.",
        version: version,
        groupedSubcommands: [
            CommandGroup(
                name: "Running a server",
                subcommands: [Serve.self, Demo.self, Migrate.self, Verify.self, Doctor.self]),
            CommandGroup(
                name: "Working with a server's projects",
                subcommands: [
                    ProjectCommand.self, GuidelinesCommand.self, WorkCommand.self, PayCommand.self,
                    GoldCommand.self, SecondPassCommand.self, OutsideCommand.self, BehaviourCommand.self,
                    ImportCommand.self, ExportCommand.self, VerifyExport.self,
                    AuditCommand.self, ConflictsCommand.self, DecisionsCommand.self, HeatmapCommand.self,
                    ConsensusCommand.self, UserCommand.self, TokenCommand.self,
                ]),
            CommandGroup(
                name: "Working with files alone",
                subcommands: [Merge.self, AgreementCommand.self, Evaluate.self]),
            CommandGroup(name: "Internal", subcommands: [IngestWorkerCommand.self, BenchmarkIoU.self]),
        ])

    /// Exits 0 on success, 1 on failure with one line on standard error, 64 on wrong usage.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as BoxwoodError {
            fail(error.description)
        } catch let error as CommandFailure {
            fail(error.message)
        } catch {
            exit(withError: error)
        }
    }

    private static func fail(_ message: String) -> Never {
        FileHandle.standardError.write(Data("boxwood: \(message)\n".utf8))
        exit(withError: ExitCode.failure)
    }
}
