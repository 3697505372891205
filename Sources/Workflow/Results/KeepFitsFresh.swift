import Labeling
import Logging

/// Fits projects again in the background once the answers to them have come to rest.
///
/// It looks every few seconds. A project whose answers have not changed since the last look is fitted; one that is
/// busy all the time is fitted every eighth look. After a fit it rests four times as long as the fit took, so that
/// fits run for at most a fifth of the time.
public struct KeepFitsFresh: Sendable {
    private let environment: WorkflowEnvironment
    private let interval: Duration
    private static let longestWait = 8

    /// Keeping fits fresh, in this environment, with a look each interval.
    public init(_ environment: WorkflowEnvironment, interval: Duration = .seconds(10)) {
        self.environment = environment
        self.interval = interval
    }

    /// Works until the task is cancelled; failures are logged.
    public func run() async {
        var seen: [ProjectID: (revision: Int, looks: Int)] = [:]
        while !Task.isCancelled {
            do throws(BoxwoodError) {
                try await look(&seen)
            } catch {
                environment.logger.error("fit failed", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: interval) } catch { return }
        }
    }

    private func look(
        _ seen: inout [ProjectID: (revision: Int, looks: Int)]
    ) async throws(BoxwoodError) {
        let stale = try await environment.store.read { tx in
            try tx.projects().map(\.id).filter(tx.fitIsStale).map { ($0, try tx.answersRevision(of: $0)) }
        }
        for (project, revision) in stale {
            let looks = (seen[project]?.looks ?? 0) + 1
            guard seen[project]?.revision == revision || looks >= Self.longestWait else {
                seen[project] = (revision, looks)
                continue
            }
            seen[project] = nil
            let start = ContinuousClock.now
            try await FitConsensus(environment).ifStale(project)
            let took = ContinuousClock.now - start
            environment.logger.info("fitted", metadata: ["project": "\(project)", "took": "\(took)"])
            do { try await Task.sleep(for: took * 4) } catch { return }
        }
    }
}
