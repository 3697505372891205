public import Agreement
public import Labeling

/// How far the people of a project agree, with the names under which the asker may know them.
public struct ProjectAgreement: Sendable {
    /// The figures.
    public let report: AgreementReport
    /// Names by account.
    public let names: [AccountID: String]
}

/// Measures how far the annotators of a project agree with one another and with the consensus.
public struct MeasureAgreement: Sendable {
    private let environment: WorkflowEnvironment

    /// Measuring, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The report over all answered images.
    public func callAsFunction(
        _ id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectAgreement {
        let key = try await environment.store.read { tx in
            try tx.figureKey("agreement", of: tx.access(id, for: principal, atLeast: .reviewer).project)
        }
        let report = try await environment.figures.value(for: key) {
            () async throws(BoxwoodError) -> AgreementReport in
            try await measure(id, settings: key.settings)
        }
        let people = report.annotators.map(\.annotator)
        let names = try await environment.store.read { tx -> [AccountID: String] in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            return try tx.displayNames(of: people, for: access)
        }
        return ProjectAgreement(report: report, names: names)
    }

    private func measure(
        _ id: ProjectID, settings: ConsensusSettings
    ) async throws(BoxwoodError) -> AgreementReport {
        var answers: [ImageAnswers] = []
        var consensus: [ImageConsensus] = []
        try await environment.store.eachPage(of: id, size: 200) { tx, image in
            (try tx.consensusInput(of: image), try tx.consensus(image: image.id))
        } take: { page throws(BoxwoodError) in
            for (input, record) in page {
                guard let record else { continue }
                answers.append(input.answers)
                consensus.append(try ConsensusDocument.decode(record))
            }
        }
        return try await environment.workers.run {
            [answers, consensus, settings] () throws(BoxwoodError) -> AgreementReport in
            AgreementReport(answers: answers, consensus: consensus, settings: settings)
        }
    }
}
