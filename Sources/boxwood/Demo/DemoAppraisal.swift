import Agreement
import Labeling
import Workflow

/// Holds the consensus and every simulated annotator of a demonstration against its truth.
struct DemoAppraisal {
    private let project: DemoProject
    private var objects = 0
    private var conflicts = 0
    private var answers = 0
    private var consensus: [EvaluatedImage] = []
    private var people: [AccountID: (name: String, images: [EvaluatedImage])] = [:]

    /// Reads every image of the project with its truth, its answers and its consensus.
    init(_ project: DemoProject) async throws(BoxwoodError) {
        self.project = project
        let (images, members) = try await project.environment.store.read { tx -> ([ImageID], [Account]) in
            let images = try tx.images(in: project.id, afterPosition: 0, limit: .max)
            let simulated = try tx.members(of: project.id).filter { account, membership in
                account.email == nil && membership.role < .reviewer
            }
            return (images.map(\.id), simulated.map(\.account))
        }
        for member in members { people[member.id] = (member.name, []) }
        let review = ReviewImage(project.environment)
        for (index, image) in images.enumerated() {
            add(try await review(image, in: project.id, by: project.principal), number: index + 1)
        }
        people = people.filter { !$0.value.images.isEmpty }
    }

    /// The figures.
    func summary(named name: String, wasThere: Bool, skipped: [SkippedFile]) -> DemonstrationSummary {
        let annotators = people.sorted { $0.key < $1.key }
            .map {
                DemonstrationSummary.Closeness(
                    name: $0.value.name, evaluation: Evaluation(of: $0.value.images))
            }
            .sorted { ($0.evaluation.averagePrecision ?? 0) > ($1.evaluation.averagePrecision ?? 0) }
        return DemonstrationSummary(
            projectID: project.id, projectName: name, wasThere: wasThere, images: consensus.count,
            answers: answers,
            objects: objects, conflicts: conflicts,
            consensus: DemonstrationSummary.Closeness(
                name: "consensus", evaluation: Evaluation(of: consensus)),
            annotators: annotators, skipped: skipped)
    }

    /// - Parameter number: the image's place; equal scores are ranked by it, so that figures are the same every run.
    private mutating func add(_ review: ImageReview, number: Int) {
        let image = ImageID(String(number))
        var truth: [TruthShape] = []
        for case .reference(let layer) in review.layers.map(\.content) where layer.kind == .truth {
            truth += layer.annotations.map {
                TruthShape(labelID: $0.labelID, shape: $0.shape, isCrowd: $0.flags.contains(.crowd))
            }
        }
        objects += review.consensus?.accepted.count ?? 0
        conflicts += review.consensus?.conflicts.count ?? 0
        consensus.append(
            EvaluatedImage(
                image: image, truth: truth,
                predictions: review.consensus?.accepted.map { ScoredShape($0) } ?? []))
        for case .submission(let submission, _, _) in review.layers.map(\.content) {
            guard people[submission.annotatorID] != nil else { continue }
            answers += 1
            people[submission.annotatorID]?.images.append(
                EvaluatedImage(
                    image: image, truth: truth,
                    predictions: submission.annotations.map {
                        ScoredShape(labelID: $0.labelID, shape: $0.shape, score: 1)
                    }))
        }
    }
}
