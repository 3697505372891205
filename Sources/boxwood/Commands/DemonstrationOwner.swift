import Labeling
import Workflow

/// The account with which a newcomer looks at the demonstration.
enum DemonstrationOwner {
    private static let email = "you@boxwood.localhost"

    /// A fresh one-time sign-in link for the demonstration's owner, whose account is made where it is missing.
    static func signInLink(_ environment: WorkflowEnvironment) async throws -> IssuedLink {
        let principal = try await ActAsOperator(environment)()
        do {
            return try await IssueLink(environment).signIn(email: email, by: principal)
        } catch  where error.code == .notFound {
            return try await ManageAccounts(environment).add(
                email: email, name: "You", role: .owner, by: principal
            ).link
        }
    }
}
