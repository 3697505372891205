public import Labeling
import Logging

/// Approves work in the background that nobody has judged for as long as its project waits.
public struct KeepPayCurrent: Sendable {
    private let environment: WorkflowEnvironment
    private let interval: Duration
    private static let pageSize = 500

    /// Keeping pay current, in this environment, with a look each interval.
    public init(_ environment: WorkflowEnvironment, interval: Duration = .seconds(60)) {
        self.environment = environment
        self.interval = interval
    }

    /// Works until the task is cancelled; failures are logged.
    public func run() async {
        while !Task.isCancelled {
            do throws(BoxwoodError) {
                _ = try await look()
            } catch {
                environment.logger.error("approval failed", metadata: ["error": "\(error)"])
            }
            do { try await Task.sleep(for: interval) } catch { return }
        }
    }

    /// Approves what is due for it now.
    ///
    /// - Returns: how many pieces of work that were.
    @discardableResult
    public func look() async throws(BoxwoodError) -> Int {
        let now = environment.clock.now()
        let projects = try await environment.store.read { tx in
            try tx.projects().compactMap { project -> (id: ProjectID, before: Timestamp)? in
                guard let hours = try tx.workPlan(of: project.id).pay?.autoApproveHours else { return nil }
                return (project.id, now.adding(seconds: -Int64(hours) * 3_600))
            }
        }
        var approved = 0
        for (project, before) in projects {
            while true {
                let count = try await environment.store.write { tx -> Int in
                    let works = try tx.payWork(
                        in: project, state: .pending, after: nil, limit: Self.pageSize
                    ).prefix { $0.earnedAt <= before }
                    return try works.reduce(0) { count, work in
                        let isDone = try tx.decide(
                            work.id, from: [.pending], to: .approved, feedback: "", by: nil, at: now)
                        return count + (isDone ? 1 : 0)
                    }
                }
                approved += count
                if count < Self.pageSize { break }
            }
        }
        return approved
    }
}
