import Geometry
import Labeling

/// The rows of COCO JSON, keys in the order they are written here.
extension JSONWriter {
    /// Writes the bracket that opens the file, `info` and `licenses`.
    mutating func head(_ info: DatasetInfo) {
        open("{")
        key("info")
        open("{")
        key("description")
        string(info.description)
        text("version", info.version)
        text("contributor", info.contributor)
        text("url", info.url)
        text("date_created", info.dateCreated)
        close("}")
        row()
        key("licenses")
        open("[")
        close("]")
    }

    mutating func image(_ image: DatasetImage) {
        open("{")
        key("id")
        integer(image.number)
        text("file_name", image.fileName)
        if let size = image.size {
            key("width")
            integer(size.width)
            key("height")
            integer(size.height)
        }
        let hasKey = image.key != String(image.number)
        if image.status != nil || hasKey || image.expectedErrors != nil {
            key("boxwood")
            open("{")
            text("status", image.status?.rawValue)
            if hasKey { text("key", image.key) }
            if let errors = image.expectedErrors { expectedErrors(errors) }
            close("}")
        }
        close("}")
    }

    private mutating func expectedErrors(_ errors: ExpectedErrors) {
        key("risk")
        open("{")
        for (name, value) in [
            ("expected_errors", errors.total), ("missed", errors.missed), ("spurious", errors.spurious),
            ("misplaced", errors.misplaced), ("misclassed", errors.misclassed),
        ] {
            key(name)
            if let scaled = JSONWriter.scaled(value, decimals: 6) {
                decimal(scaled, decimals: 6)
            } else {
                null()
            }
        }
        close("}")
    }

    mutating func categories(_ classes: [DatasetClass]) {
        open("[")
        for item in classes {
            row()
            open("{")
            key("id")
            integer(item.number)
            text("name", item.name)
            // pycocotools looks it up in every category when asked for one.
            text("supercategory", item.supercategory ?? "")
            text("color", item.color)
            close("}")
        }
        raw("\n")
        close("]")
    }

    mutating func annotators(_ annotators: [DatasetAnnotator]) {
        open("[")
        for annotator in annotators {
            row()
            open("{")
            key("id")
            integer(annotator.number)
            text("name", annotator.name)
            close("}")
        }
        raw("\n")
        close("]")
    }

    mutating func annotation(_ row: COCOAnnotationRow) throws(FormatError) {
        let annotation = row.annotation
        open("{")
        key("id")
        integer(annotation.number)
        key("image_id")
        integer(annotation.imageNumber)
        key("category_id")
        integer(annotation.classNumber)
        key("bbox")
        hundredths(row.box)
        key("area")
        decimal(row.area, decimals: 2)
        key("iscrowd")
        integer(annotation.isCrowd ? 1 : 0)
        key("segmentation")
        switch row.segmentation {
        case .outline(let outline):
            open("[")
            hundredths(outline)
            close("]")
        case .mask(let mask):
            open("{")
            key("size")
            open("[")
            integer(mask.size.height)
            integer(mask.size.width)
            close("]")
            text("counts", mask.compressed)
            close("}")
        }
        if let score = annotation.score {
            key("score")
            try fraction(score, of: annotation)
        }
        if let annotator = annotation.annotatorNumber {
            key("annotator_id")
            integer(annotator)
        }
        try attributes(of: annotation)
        try boxwood(row)
        close("}")
    }

    /// What COCO has no place for; nothing if there is nothing to say.
    private mutating func boxwood(_ row: COCOAnnotationRow) throws(FormatError) {
        let annotation = row.annotation
        let flags = annotation.flags.subtracting(.crowd)
        guard
            annotation.layer != nil || annotation.key != nil || annotation.provenance != nil || !flags.isEmpty
                || row.looksLikeBox || !row.rings.isEmpty || !annotation.extremePoints.isEmpty
                || annotation.origin != nil || annotation.effort != nil || annotation.guidelineVersion != nil
        else { return }
        key("boxwood")
        open("{")
        text("layer", annotation.layer?.rawValue)
        text("key", annotation.key)
        if !flags.isEmpty {
            key("flags")
            open("[")
            for (name, flag) in COCOFlags.named where flags.contains(flag) { string(name) }
            close("]")
        }
        if row.looksLikeBox { text("shape", "polygon") }
        if !row.rings.isEmpty {
            key("polygon")
            open("[")
            for ring in row.rings { hundredths(ring) }
            close("]")
        }
        try making(of: annotation)
        if let provenance = annotation.provenance { try self.provenance(provenance, of: annotation) }
        close("}")
    }

    mutating func summary(_ summary: MergeSummary) throws(FormatError) {
        open("{")
        text("method", summary.method)
        text("fit", summary.fit)
        key("settings")
        open("{")
        for (name, value) in summary.settings.sorted(by: { $0.key.precedes($1.key) }) {
            key(name)
            switch value {
            case .number(let number): try figure(number, path: "settings.\(name)")
            case .text(let text): string(text)
            case .flag(let flag): self.flag(flag)
            }
        }
        close("}")
        key("annotators")
        open("[")
        for annotator in summary.annotators.sorted(by: { $0.number < $1.number }) {
            row()
            open("{")
            key("id")
            integer(annotator.number)
            text("name", annotator.name)
            key("images")
            integer(annotator.images)
            if let annotations = annotator.annotations {
                key("annotations")
                integer(annotations)
            }
            key("skill")
            open("{")
            for (name, value) in annotator.skill.sorted(by: { $0.key.precedes($1.key) }) {
                key(name)
                if let value { try figure(value, path: "skill.\(name)") } else { null() }
            }
            close("}")
            close("}")
        }
        raw("\n")
        close("]")
        close("}")
    }

    mutating func text(_ name: String, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    mutating func hundredths(_ numbers: [Int]) {
        open("[")
        for number in numbers { decimal(number, decimals: 2) }
        close("]")
    }

    mutating func fraction(_ value: Double, of annotation: DatasetAnnotation) throws(FormatError) {
        guard let scaled = JSONWriter.scaled(value, decimals: 6) else { throw .notFinite(annotation) }
        decimal(scaled, decimals: 6)
    }

    private mutating func figure(_ value: Double, path: String) throws(FormatError) {
        guard let scaled = JSONWriter.scaled(value, decimals: 6) else {
            throw FormatError(
                file: "export", path: "boxwood.\(path)", reason: "The figure is not a finite number.")
        }
        decimal(scaled, decimals: 6)
    }
}

extension FormatError {
    static func notFinite(_ annotation: DatasetAnnotation) -> FormatError {
        .unwritable(annotation, "A figure is not a finite number.")
    }
}
