public import Agreement
public import Labeling

/// A person's skill card, with names.
public struct PersonCard: Sendable {
    /// Who.
    public let account: AccountID
    /// Their name, as the asker may know it.
    public let name: String
    /// The figures.
    public let card: SkillCard
    /// How far their second answers to images that came back to them agree with their first, at IoU 0.5.
    public let own: PersonAgreement
    /// How far their answers agree with those of others, at IoU 0.5.
    public let mutual: PersonAgreement
    /// What the last fit learned of them; nil where the method learns nothing, or not about them yet.
    public let skill: AnnotatorSkill?
    /// The classes by identifier, retired ones included.
    public let labels: [LabelClassID: LabelClass]
}

/// Shows a requester or reviewer how one person works.
public struct ReviewSkill: Sendable {
    private static let agreementIoU = 0.5

    private let environment: WorkflowEnvironment

    /// Reviewing, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The card of somebody who has answered; reviewers see a pseudonym.
    public func callAsFunction(
        of person: AccountID, in id: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> PersonCard {
        let ground = try await environment.store.read { tx in
            let access = try tx.access(id, for: principal, atLeast: .reviewer)
            guard try tx.submissionCount(of: person, in: id) > 0 else {
                throw BoxwoodError.notFound("person")
            }
            let learns = try type(of: access.project.consensus.consensusMethod())
                .learns(with: access.project.consensus)
            let model = learns ? try tx.fit(of: id).map(FitDocument.decode)?.model : nil
            return (
                key: try tx.figureKey(
                    "card \(person) \(try tx.repeatCount(in: id))", of: access.project),
                name: try tx.displayName(of: person, for: access), skill: model?.skill(of: person),
                labels: try tx.labels(of: id)
            )
        }
        let figures = try await environment.figures.value(for: ground.key) {
            [environment] () async throws(BoxwoodError) -> CardFigures in
            let images = try await environment.store.cardImages(of: person, in: id)
            let twice = try await environment.store.read { tx in try tx.twiceAnswered(in: id, by: person) }
            return await environment.workers.run {
                CardFigures(
                    card: SkillCard(of: person, in: images),
                    own: PersonAgreement(own: twice, iouThreshold: Self.agreementIoU),
                    mutual: PersonAgreement(
                        of: person, in: images.map(\.answers), iouThreshold: Self.agreementIoU))
            }
        }
        return PersonCard(
            account: person, name: ground.name, card: figures.card, own: figures.own,
            mutual: figures.mutual, skill: ground.skill,
            labels: Dictionary(
                ground.labels.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }))
    }
}

/// What is worked out for a card.
private struct CardFigures: Sendable {
    let card: SkillCard
    let own: PersonAgreement
    let mutual: PersonAgreement
}

extension Store {
    fileprivate func cardImages(
        of person: AccountID, in project: ProjectID
    ) async throws(BoxwoodError) -> [CardImage] {
        var images: [CardImage] = []
        try await eachPage(of: project, size: 200) {
            tx, image -> (input: ConsensusInput, own: Submission, record: ConsensusRecord)? in
            let input = try tx.consensusInput(of: image)
            guard let own = input.submissions.first(where: { $0.annotatorID == person }),
                let record = try tx.consensus(image: image.id)
            else { return nil }
            return (input, own, record)
        } take: { page throws(BoxwoodError) in
            for one in page.compactMap(\.self) {
                images.append(
                    CardImage(
                        answers: one.input.answers, consensus: try ConsensusDocument.decode(one.record),
                        answeredAt: one.own.receivedAt, activeMilliseconds: one.own.activeMilliseconds,
                        isGold: one.input.gold != nil))
            }
        }
        return images
    }
}
