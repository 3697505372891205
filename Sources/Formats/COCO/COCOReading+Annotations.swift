import Geometry
import Labeling

extension COCOReading {
    /// Reads who looked at what: `[image_id, annotator_id]`, or an object with these keys.
    mutating func readAssignments() throws(FormatError) {
        try readRows(of: "assignments") { reading throws(FormatError) in
            var keys: [COCOKey] = []
            if try reading.scanner.kind() == .object {
                var (image, annotator): (COCOKey?, COCOKey?)
                try reading.scanner.object { (scanner, name) throws(FormatError) in
                    switch name {
                    case "image_id": image = try scanner.identifier()
                    case "annotator_id": annotator = try scanner.identifier()
                    default: try scanner.skipValue()
                    }
                }
                keys = [image, annotator].compactMap(\.self)
            } else {
                try reading.scanner.array { (scanner, _) throws(FormatError) in
                    keys.append(try scanner.identifier())
                }
            }
            guard keys.count == 2 else {
                throw reading.scanner.fault("An assignment is [image_id, annotator_id].")
            }
            guard let image = reading.images[keys[0]] else {
                throw reading.scanner.fault("There is no image with the id \(keys[0].shown).")
            }
            guard let annotator = reading.annotators[keys[1]] else {
                throw reading.scanner.fault("There is no annotator with the id \(keys[1].shown).")
            }
            let look = DatasetAssignment(
                imageNumber: reading.document.images[image].number,
                annotatorNumber: reading.document.annotators[annotator].number
            )
            guard reading.looks.insert(look).inserted else {
                throw reading.scanner.fault("The assignment appears twice.")
            }
            reading.document.assignments.append(look)
        }
    }

    /// Reads the annotations; images, categories and annotators are known by now.
    mutating func readAnnotations(section: String) throws(FormatError) {
        if let start = sections[section] {
            // Room for all that the rest of the file can hold, which takes no memory before it is used.
            document.annotations.reserveCapacity((scanner.bytes.count - start) / COCOLimits.shortestRow)
        }
        try readRows(of: section) { reading throws(FormatError) in
            let row = try COCORow(from: &reading.scanner)
            guard let id = row.id else { throw reading.scanner.fault("There is no id.", at: "id") }
            try reading.append(row, id: id)
        }
        numberAnnotations()
    }

    /// Reads the whole file as a list of results: rows with a score, ids not needed.
    mutating func readResults() throws(FormatError) {
        let start = scanner.position
        try scanner.skipValue()
        try scanner.end()
        scanner.position = start
        try readRows { reading throws(FormatError) in
            let row = try COCORow(from: &reading.scanner)
            guard row.score != nil else { throw reading.scanner.fault("There is no score.", at: "score") }
            try reading.append(row, id: row.id)
        }
        numberAnnotations()
        for index in document.annotations.indices where document.annotations[index].layer == nil {
            document.annotations[index].layer = .prediction
        }
    }

    private mutating func numberAnnotations() {
        guard document.annotations.contains(where: { $0.number == COCOKey.unnumbered }) else { return }
        let numbers = COCOKey.numbered(document.annotations.map { ($0.number, $0.key ?? "") })
        for (index, number) in numbers.enumerated() { document.annotations[index].number = number }
    }

    private mutating func append(_ row: COCORow, id: COCOKey?) throws(FormatError) {
        if let id, annotationIDs.contains(id) {
            throw scanner.fault("The id \(id.shown) appears twice.", at: "id")
        }
        guard let imageKey = row.image else { throw scanner.fault("There is no image_id.", at: "image_id") }
        guard let imageIndex = images[imageKey] else {
            throw scanner.fault("There is no image with the id \(imageKey.shown).", at: "image_id")
        }
        guard let classKey = row.category else {
            throw scanner.fault("There is no category_id.", at: "category_id")
        }
        guard let classIndex = classes[classKey] else {
            throw scanner.fault("There is no category with the id \(classKey.shown).", at: "category_id")
        }
        let image = document.images[imageIndex]
        let (shapes, change) = try self.shapes(of: row, on: image.size)
        var annotation = DatasetAnnotation(
            number: id?.number ?? COCOKey.unnumbered,
            key: row.extras.key,
            imageNumber: image.number,
            classNumber: document.classes[classIndex].number,
            shape: shapes[0],
            flags: row.flags,
            attributes: row.attributes,
            extremePoints: row.extras.extremePoints,
            origin: row.extras.origin,
            score: row.score,
            layer: row.extras.layer,
            provenance: try provenance(row.extras)
        )
        if annotation.key == nil, case .text(let text) = id { annotation.key = text }
        if let annotatorKey = row.annotator {
            guard let index = annotators[annotatorKey] else {
                throw scanner.fault(
                    "There is no annotator with the id \(annotatorKey.shown).", at: "annotator_id")
            }
            let look = DatasetAssignment(
                imageNumber: image.number,
                annotatorNumber: document.annotators[index].number
            )
            annotation.annotatorNumber = look.annotatorNumber
            // Who drew on an image has looked at it, whether the file says so or not.
            if looks.insert(look).inserted { document.assignments.append(look) }
        }
        if let id { annotationIDs.insert(id) }
        document.annotations.append(annotation)
        let whole = annotation.key ?? id?.name
        for (part, shape) in zip(2..., shapes.dropFirst()) {
            annotation.shape = shape
            annotation.number = COCOKey.unnumbered
            annotation.key = whole.map { "\($0)/\(part)" }
            document.annotations.append(annotation)
        }
        if let change {
            let fault = scanner.fault(change, at: "segmentation")
            document.changed.append(DatasetNotice(fault))
        }
    }

    /// The shapes of a row, one at least.
    private mutating func shapes(of row: COCORow, on size: PixelSize?) throws(FormatError) -> (
        [Shape], change: String?
    ) {
        if let rings = row.extras.rings {
            try check(Polygon(rings: rings).bounds, at: "boxwood", on: size)
            return ([.polygon(Polygon(rings: rings))], nil)
        }
        if case .mask(let mask) = row.segmentation, let size, mask.size != size {
            throw scanner.fault(
                "The mask is \(mask.size.width)×\(mask.size.height), its image \(size.width)×\(size.height).",
                at: "segmentation"
            )
        }
        if case .mask(let mask) = row.segmentation {
            runsLeft -= mask.counts.count
            guard mask.counts.count <= COCOLimits.mostRunsOfMask, runsLeft >= 0 else {
                throw scanner.fault(
                    "The masks are too detailed: more than \(COCOLimits.mostRuns) runs in the file, "
                        + "or \(COCOLimits.mostRunsOfMask) in one mask.", at: "segmentation")
            }
        }
        let (polygons, change) = row.segmentation.shapes(on: size, outlineLeft: &outlineLeft)
        if polygons.isEmpty {
            guard let box = row.box else {
                throw scanner.fault("There is neither a bbox nor a segmentation.", at: "bbox")
            }
            try check(box, at: "bbox", on: size)
            return ([.box(box)], nil)
        }
        for polygon in polygons { try check(polygon.bounds, at: "segmentation", on: size) }
        if polygons.count == 1, change == nil, polygons[0].holes.isEmpty, !row.extras.isPolygon {
            let box = row.box ?? polygons[0].bounds
            if COCOSegmentation.isRectangle(polygons[0].exterior, of: box) { return ([.box(box)], nil) }
        }
        return (polygons.map { .polygon($0) }, change)
    }

    private func check(_ bounds: Box, at key: String, on size: PixelSize?) throws(FormatError) {
        guard let size, bounds.intersection(size.bounds) == nil else { return }
        throw scanner.fault(
            "The shape lies wholly outside its image of \(size.width)×\(size.height) pixels.",
            at: key
        )
    }

    private func provenance(_ extras: COCOExtras) throws(FormatError) -> ConsensusProvenance? {
        guard var provenance = extras.provenance else { return nil }
        for (key, probability) in extras.posterior {
            guard let index = classes[key] else {
                throw scanner.fault("There is no category with the id \(key.shown).", at: "boxwood")
            }
            provenance.classPosterior.append(
                ConsensusProvenance.ClassProbability(
                    classNumber: document.classes[index].number,
                    probability: probability
                )
            )
        }
        return provenance
    }
}
