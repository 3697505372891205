import Agreement
import Formats
public import Labeling

/// An export that is ready to be written: the person may have it, and the format can hold it.
public struct PreparedExport: Sendable {
    /// A name for the file.
    public let fileName: String
    /// The file's media type.
    public let contentType: String

    let environment: WorkflowEnvironment
    let access: ProjectAccess
    let layer: ExportLayer
}

/// Writes a project as a dataset file, a page of images at a time.
///
/// Integer ids are given out once for each thing and never change, so two exports of one project can be compared.
/// Every image has one row, with a status that tells an empty answer from a missing one.
public struct ExportDataset: Sendable {
    private let environment: WorkflowEnvironment

    /// Exporting, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// Checks the right and the format before the first byte is sent, and brings the consensus up to all answers.
    ///
    /// - Throws: ``BoxwoodError/Code/invalid`` for a format that cannot be written.
    public func prepare(
        _ project: ProjectID, layer: ExportLayer, format: String, by principal: Principal
    ) async throws(BoxwoodError) -> PreparedExport {
        guard let format = FormatList.named(format), format.canExport else {
            let formats = FormatList.all.filter(\.canExport).map(\.id).joined(separator: ", ")
            throw .invalid("format", "The formats that can be exported are \(formats).")
        }
        let access = try await environment.store.read { tx in
            try tx.access(project, for: principal, atLeast: .requester)
        }
        if layer.holdsConsensus {
            try await FitConsensus(environment).ifStale(project)
            try await RecordRun(environment)(project, by: nil, for: .export)
        }
        let name = TextRules.fileName(access.project.name, maximum: 100)
        return PreparedExport(
            fileName: "\(name)-\(layer.rawValue).\(format.fileExtension)", contentType: format.contentType,
            environment: environment, access: access, layer: layer)
    }
}

extension PreparedExport {
    private static let pageSize = 100

    /// Hands the file to a sink in pieces.
    public func write(to sink: (_ chunk: [UInt8]) async throws -> Void) async throws {
        let head = try await head()
        var exporter = COCOExporter(
            info: DatasetInfo(description: access.project.name), classes: head.classes,
            annotators: head.annotators, summary: head.summary)
        try await sink(exporter.begin())
        var last = 0
        try await pages(through: .max) { page in
            try await sink(page.flatMap { exporter.image($0.image) })
            last = page.last?.image.number ?? last
        }
        if layer.holdsAnswers {
            try await pages(through: last) { page in
                try await sink(page.flatMap(\.assignments).flatMap { exporter.assignment($0) })
            }
        }
        var suggestions: [SuggestionOutcome] = []
        try await pages(through: last) { page in
            try await sink(try page.flatMap(\.annotations).flatMap { try exporter.annotation($0) })
            suggestions += page.flatMap(\.suggestions)
        }
        try await sink(try exporter.end(suggestions))
    }

    private func head() async throws(BoxwoodError) -> (
        classes: [DatasetClass], annotators: [DatasetAnnotator], summary: MergeSummary?
    ) {
        try await environment.store.write { [access, layer] tx in
            let project = access.project.id
            let classes = try tx.labels(of: project).map {
                DatasetClass(number: $0.position + 1, name: $0.name, color: $0.color)
            }
            let counts = try tx.submissionCounts(in: project)
            let people = counts.keys.sorted()
            let numbers = try tx.exportNumbers(for: people.map(ExportKey.annotator), in: project)
            let annotators = try people.map { id in
                DatasetAnnotator(
                    number: numbers[ExportKey.annotator(id)] ?? 0,
                    name: try tx.displayName(of: id, for: access))
            }
            let summary =
                try layer.holdsConsensus
                ? tx.mergeSummary(
                    of: project,
                    people: zip(people, annotators).map { person, annotator in
                        (person, annotator, counts[person] ?? 0)
                    }) : nil
            return (
                classes, layer.holdsAnswers ? annotators.sorted { $0.number < $1.number } : [], summary
            )
        }
    }

    /// Pages of rows up to a position, so that images added while the file is written stay out of all its parts.
    private func pages(through end: Int, _ body: ([ExportRows]) async throws -> Void) async throws {
        var position = 0
        while true {
            let page = try await environment.store.write { [access, layer, position] tx in
                try tx.exportRows(
                    access.project.id, layer: layer, afterPosition: position, limit: Self.pageSize)
            }
            guard let last = page.last else { return }
            try await body(page.filter { $0.image.number <= end })
            guard last.image.number < end else { return }
            position = last.image.number
        }
    }
}

extension ReadTransaction {
    /// By which method, settings and fit a project's consensus was made, and what the fit learned about its people.
    fileprivate func mergeSummary(
        of id: ProjectID, people: [(id: AccountID, annotator: DatasetAnnotator, images: Int)]
    ) throws -> MergeSummary? {
        guard let settings = try project(id)?.consensus else { return nil }
        let fit = try fit(of: id)
        let model = try fit.map(FitDocument.decode)?.model
        return MergeSummary(
            method: settings.method, fit: model == nil ? nil : fit?.digest,
            settings: MergeSummary.settings(settings),
            annotators: people.map { person in
                MergeSummary.Annotator(
                    number: person.annotator.number, name: person.annotator.name, images: person.images,
                    annotations: nil, skill: model?.skill(of: person.id).map(MergeSummary.skill) ?? [:])
            })
    }
}

extension WriteTransaction {
    /// The rows of a page of images, every annotation with its stable number.
    fileprivate func exportRows(
        _ project: ProjectID, layer: ExportLayer, afterPosition position: Int, limit: Int
    ) throws -> [ExportRows] {
        let classes = ExportClasses(try labels(of: project))
        let sources = try images(in: project, afterPosition: position, limit: limit).map { image in
            ExportSource(
                image: image, overview: try overview(of: image.id),
                submissions: try submissions(image: image.id),
                consensus: layer.holdsConsensus
                    ? try consensus(image: image.id).map(ConsensusDocument.decode) : nil,
                verdicts: try secondPassVerdicts(image: image.id))
        }
        let numbers = try exportNumbers(for: sources.flatMap(\.keys), in: project)
        return sources.map { $0.rows(layer, classes: classes, numbers: numbers) }
    }
}
