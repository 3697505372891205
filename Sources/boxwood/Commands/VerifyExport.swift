import ArgumentParser

/// Holds an export and its certificate against the data folder they come from.
struct VerifyExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify-export", abstract: "Make an export and its certificate again and compare them.",
        discussion: """
            The certificate is what export --certificate wrote. What has changed since is named, a line each; then \
            the exit status is 1.
            """)

    @OptionGroup var folder: DataOptions

    @Argument(help: "The exported file.")
    var file: String

    @Option(help: "Its certificate.")
    var certificate: String

    func run() async throws {
        let claimed = try CertificateDocument(file: certificate)
        let path = try claimed.path()
        let present = try await ServerConnection.with(folder) { client in
            try await CertificateDocument.made(at: path, client)
        }
        let changed = try claimed.differences(from: try CertificateDocument(bytes: present, name: path))
        var findings: [String] = []
        if try !claimed.certifies(file) { findings.append("\(file) is not the file that was certified.") }
        findings += changed.map { "\($0) is no longer as certified." }
        guard findings.isEmpty else {
            print(findings.joined(separator: "\n"))
            throw CommandFailure("The export does not follow from the data folder as it is now.")
        }
        print("\(file) is what was certified, and follows from the data folder.")
    }
}
