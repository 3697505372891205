public import Agreement
public import Geometry
import Imaging
public import Labeling

/// Which kind of disagreement a heatmap shows.
public enum DisagreementLayer: String, Sendable, CaseIterable {
    /// All kinds together.
    case total
    /// Whether there is an object.
    case presence
    /// Where its edge runs.
    case boundary
    /// What it is called.
    case `class`
}

/// The heatmap of a whole project in relative coordinates.
public struct ProjectDisagreement: Sendable {
    /// Mean disagreement per cell, 0…1.
    public let grid: DensityGrid
    /// Images with at least two answers, over which the mean was taken.
    public let images: Int

    /// The largest value of the grid; the picture's scale ends there, since means over many images are small.
    public var maximum: Double { grid.maximum }
}

/// Shows where the answers to an image, or to all images of a project, differ.
public struct MapDisagreement: Sendable {
    private let environment: WorkflowEnvironment

    /// Mapping, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The disagreement map of one image.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` before the first answer.
    public func image(
        _ id: ImageID, in project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> (map: DisagreementMap, size: PixelSize) {
        let found = try await environment.store.read { tx in
            let image = try tx.image(id, in: project, for: principal, atLeast: .reviewer).image
            guard let source = try tx.disagreementSource(of: image) else {
                throw BoxwoodError(.notFound, "Nobody has answered this image yet.")
            }
            return source
        }
        return (DisagreementMap(answers: found.answers, consensus: found.consensus), found.answers.size)
    }

    /// The mean disagreement over all images of a project that at least two people answered.
    public func project(
        _ project: ProjectID, by principal: Principal
    ) async throws(BoxwoodError) -> ProjectDisagreement {
        try await environment.store.read { tx in
            _ = try tx.access(project, for: principal, atLeast: .reviewer)
        }
        var sum = DisagreementMap.dataset([])
        var images = 0
        try await environment.store.eachPage(of: project, size: 100) { tx, image in
            try tx.disagreementSource(of: image)
        } take: { page in
            let sources = page.compactMap(\.self).filter { $0.answers.annotators.count > 1 }
            let maps = sources.map { source in
                (DisagreementMap(answers: source.answers, consensus: source.consensus), source.answers.size)
            }
            let mean = DisagreementMap.dataset(maps)
            for index in sum.values.indices { sum.values[index] += mean.values[index] * Double(maps.count) }
            images += maps.count
        }
        for index in sum.values.indices where images > 0 { sum.values[index] /= Double(images) }
        return ProjectDisagreement(grid: sum, images: images)
    }

    /// A project's map as an opaque PNG on a scale from 0 to its maximum.
    ///
    /// - Parameter size: of the picture in pixels.
    public func png(_ project: ProjectDisagreement, size: PixelSize) async throws(BoxwoodError) -> [UInt8] {
        var grid = project.grid
        if project.maximum > 0 { for index in grid.values.indices { grid.values[index] /= project.maximum } }
        return try await png(grid, size: size, isOpaque: true)
    }

    /// A grid as PNG on a scale from 0 to 1.
    ///
    /// - Parameters:
    ///   - size: of the picture in pixels.
    ///   - isOpaque: whether places where nothing differs are coloured rather than transparent.
    public func png(
        _ grid: DensityGrid, size: PixelSize, isOpaque: Bool = false
    ) async throws(BoxwoodError) -> [UInt8] {
        try await environment.workers.run { () throws(BoxwoodError) -> [UInt8] in
            do throws(ImagingError) {
                return try HeatmapRenderer.png(grid: grid, outputSize: size, alphaFromValue: !isOpaque)
            } catch {
                throw error.refusal
            }
        }
    }
}

extension DisagreementMap {
    /// One layer of the map.
    public func grid(of layer: DisagreementLayer) -> DensityGrid {
        switch layer {
        case .total: total
        case .presence: presence
        case .boundary: boundary
        case .class: `class`
        }
    }
}

extension ReadTransaction {
    fileprivate func disagreementSource(
        of image: LabeledImage
    ) throws -> (answers: ImageAnswers, consensus: ImageConsensus)? {
        guard let record = try consensus(image: image.id) else { return nil }
        return (try consensusInput(of: image).answers, try ConsensusDocument.decode(record))
    }
}
