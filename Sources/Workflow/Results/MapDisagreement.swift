public import Agreement
public import Geometry
import Imaging
public import Labeling

/// What a heatmap of an image is to show.
public struct HeatmapQuery: Sendable {
    /// What is coloured.
    public enum Layer: String, Sendable, CaseIterable {
        /// Existence, place and class together.
        case total
        /// Whether there is an object.
        case presence
        /// Where its edge runs, by what the people drew.
        case boundary
        /// What it is called.
        case `class`
        /// How sure the edges of the consensus are.
        case band
    }

    /// What is coloured.
    public var layer = Layer.total
    /// Only objects that are of this class, or that somebody took for one, by name or identifier.
    public var label: String?
    /// Only where this person differs from the others: by letter on this image, identifier, or name where it is shown.
    public var annotator: String?
    /// Values below are left out, 0…1.
    public var threshold = 0.0
    /// Where the probabilities come from.
    public var weighting = DisagreementWeighting.votes

    /// A query with all its defaults.
    public init() {}
}

/// The heatmap of an image, with the places where people differ most.
public struct ImageHeatmap: Sendable {
    /// The map behind it; its layers are numbers for all kinds.
    public let map: DisagreementMap
    /// The coloured grid, from the query's threshold on.
    public let grid: DensityGrid
    /// The side of a cell of ``grid`` in pixels.
    public let cell: Int
    /// The image's size.
    public let size: PixelSize
    /// How sure the edges of the consensus are.
    public let bands: [EdgeBand]
    /// Where values reach the threshold, those with most disagreement first.
    public let hotspots: [Place]

    /// A hotspot with what is there.
    public struct Place: Sendable {
        /// Its cells and values.
        public let hotspot: Hotspot
        /// What it covers, in pixels.
        public let box: Box
        /// Which kind of disagreement is strongest there.
        public let kind: HeatmapQuery.Layer
        /// The objects there, those with the largest overlap first, by ``ConsensusObject/id``.
        public let objects: [String]
        /// The class of the first of them.
        public let labelID: LabelClassID?
    }
}

/// Shows where the answers to an image differ.
public struct MapDisagreement: Sendable {
    private let environment: WorkflowEnvironment

    /// Hotspots beyond so many are left out.
    public static let mostHotspots = 100
    /// Without a threshold, hotspots are where values reach this.
    public static let hotspotThreshold = 0.25

    /// Mapping, in this environment.
    public init(_ environment: WorkflowEnvironment) {
        self.environment = environment
    }

    /// The heatmap of one image.
    ///
    /// - Throws: ``BoxwoodError/Code/notFound`` before the first answer; ``BoxwoodError/Code/invalid`` for a class or a person
    ///   that is not there.
    public func image(
        _ id: ImageID, in project: ProjectID, _ query: HeatmapQuery = HeatmapQuery(), by principal: Principal
    ) async throws(BoxwoodError) -> ImageHeatmap {
        let found = try await environment.store.read { tx in
            let (image, access) = try tx.image(id, in: project, for: principal, atLeast: .reviewer)
            guard let source = try tx.disagreementSource(of: image) else {
                throw BoxwoodError(.notFound, "Nobody has answered this image yet.")
            }
            return (
                source: source, label: try query.label.map { try tx.label($0, in: project) },
                annotator: try query.annotator.map { try tx.annotator($0, of: image, for: access) }
            )
        }
        return try await environment.workers.run { () throws(BoxwoodError) -> ImageHeatmap in
            var consensus = found.source.consensus
            if let label = found.label { consensus = consensus.about(label) }
            return ImageHeatmap(
                answers: found.source.answers, consensus: consensus, of: found.annotator, query)
        }
    }

    /// The heatmap of an image as PNG on a scale from 0 to 1, transparent where nothing differs.
    ///
    /// - Parameter size: of the picture in pixels.
    public func png(_ heatmap: ImageHeatmap, size: PixelSize) async throws(BoxwoodError) -> [UInt8] {
        let cell = Double(heatmap.cell)
        return try await drawn {
            () throws(ImagingError) in
            try HeatmapRenderer.png(
                grid: heatmap.grid, outputSize: size,
                shown: (Double(heatmap.size.width) / cell, Double(heatmap.size.height) / cell))
        }
    }

    /// The frame of a project as PNG, opaque, on a scale from 0 to its largest value, since means over many images are small.
    ///
    /// - Parameter size: of the picture in pixels.
    public func png(frame: DensityGrid, size: PixelSize) async throws(BoxwoodError) -> [UInt8] {
        var scaled = frame
        let maximum = frame.maximum
        if maximum > 0 { for index in scaled.values.indices { scaled.values[index] /= maximum } }
        return try await drawn { [scaled] () throws(ImagingError) in
            try HeatmapRenderer.png(
                grid: scaled, outputSize: size, alphaFromValue: false, scaling: .nearest)
        }
    }

    private func drawn(
        _ draw: @escaping @Sendable () throws(ImagingError) -> [UInt8]
    ) async throws(BoxwoodError) -> [UInt8] {
        try await environment.workers.run { () throws(BoxwoodError) -> [UInt8] in
            do throws(ImagingError) {
                return try draw()
            } catch {
                throw error.refusal
            }
        }
    }
}

extension ImageHeatmap {
    fileprivate init(
        answers: ImageAnswers, consensus: ImageConsensus, of annotator: AccountID?, _ query: HeatmapQuery
    ) {
        map =
            annotator.map { DisagreementMap(of: $0, answers: answers, consensus: consensus) }
            ?? DisagreementMap(answers: answers, consensus: consensus, weighting: query.weighting)
        bands = EdgeBand.all(of: consensus)
        size = answers.size
        var grid: DensityGrid
        if let layer = query.layer.disagreement {
            (grid, cell) = (map.grid(of: layer), map.cell)
        } else {
            let band = EdgeBandMap(bands, size: size)
            (grid, cell) = (band.grid, band.cell)
        }
        for place in grid.values.indices where grid.values[place] < query.threshold { grid.values[place] = 0 }
        self.grid = grid
        let (map, cell, size) = (map, Double(cell), size)
        let least = query.threshold > 0 ? query.threshold : MapDisagreement.hotspotThreshold
        hotspots = grid.hotspots(from: least).prefix(MapDisagreement.mostHotspots).map { hotspot in
            let box = hotspot.box(cell: cell, in: size)
            let objects = consensus.objects
                .filter { hotspot.meets($0.shape.bounds, cell: cell) }
                .map { (object: $0, overlap: $0.shape.bounds.iou(box)) }
                .sorted { $0.overlap > $1.overlap }
                .map(\.object)
            let kind = query.layer == .band ? .band : map.strongest(in: hotspot)
            return Place(
                hotspot: hotspot, box: box, kind: kind, objects: objects.map(\.id),
                labelID: objects.first?.labelID)
        }
    }
}

extension DisagreementMap {
    /// The kind that is largest in a hotspot's cells; of equals the first.
    fileprivate func strongest(in hotspot: Hotspot) -> HeatmapQuery.Layer {
        let sums = [HeatmapQuery.Layer.presence, .boundary, .class].map { layer in
            let grid = layer.disagreement.map(grid(of:)) ?? total
            return (layer, hotspot.cells.reduce(0) { $0 + grid[$1.column, $1.row] })
        }
        return sums.dropFirst().reduce(sums[0]) { $1.1 > $0.1 ? $1 : $0 }.0
    }
}

extension HeatmapQuery.Layer {
    /// The layer of the disagreement map; nil for the bands.
    var disagreement: DisagreementLayer? { DisagreementLayer(rawValue: rawValue) }
}

extension ReadTransaction {
    /// A class of a project by identifier or name.
    func label(_ text: String, in project: ProjectID) throws -> LabelClassID {
        let labels = try labels(of: project)
        guard let found = labels.first(where: { $0.id.rawValue == text || $0.name == text }) else {
            throw BoxwoodError.invalid("label", "There is no class \(text) in the project.")
        }
        return found.id
    }

    fileprivate func disagreementSource(
        of image: LabeledImage
    ) throws -> (answers: ImageAnswers, consensus: ImageConsensus)? {
        guard let record = try consensus(image: image.id) else { return nil }
        return (try consensusInput(of: image).answers, try ConsensusDocument.decode(record))
    }

    /// Who answered an image under this letter, identifier or name.
    fileprivate func annotator(
        _ text: String, of image: LabeledImage, for access: ProjectAccess
    ) throws -> AccountID {
        let people = try submissions(image: image.id).map(\.annotatorID)
        for (place, person) in people.enumerated() {
            if LayerLetter(place).text == text || person.rawValue == text { return person }
        }
        for person in people where try displayName(of: person, for: access) == text { return person }
        throw BoxwoodError.invalid("annotator", "Nobody of this name has answered the image.")
    }
}
