/// How a consensus object came about, in COCO JSON.
extension JSONWriter {
    mutating func provenance(
        _ provenance: ConsensusProvenance, of annotation: DatasetAnnotation
    ) throws(FormatError) {
        key("existence")
        if let existence = provenance.existence { try fraction(existence, of: annotation) } else { null() }
        key("class_posterior")
        open("[")
        for entry in provenance.classPosterior {
            open("{")
            key("category_id")
            integer(entry.classNumber)
            key("probability")
            try fraction(entry.probability, of: annotation)
            close("}")
        }
        close("]")
        key("edge_sd")
        if let edges = provenance.edgeDeviation {
            open("[")
            for edge in [edges.left, edges.top, edges.right, edges.bottom] {
                guard let scaled = JSONWriter.scaled(edge, decimals: 2) else { throw .notFinite(annotation) }
                decimal(scaled, decimals: 2)
            }
            close("]")
        } else {
            null()
        }
        if let deviation = provenance.placeDeviation {
            key("place_sd")
            guard let scaled = JSONWriter.scaled(deviation, decimals: 2) else { throw .notFinite(annotation) }
            decimal(scaled, decimals: 2)
        }
        if let overlap = provenance.expectedIoU {
            key("expected_iou")
            try fraction(overlap, of: annotation)
        }
        key("votes")
        open("[")
        for vote in provenance.votes {
            switch vote {
            case .number(let number): integer(number)
            case .key(let key): string(key)
            }
        }
        close("]")
        if !provenance.isAccepted {
            key("accepted")
            flag(false)
        }
        if provenance.isKnown {
            key("known")
            flag(true)
        }
        try adjudication(provenance, of: annotation)
        try reasons(provenance, of: annotation)
        try alternatives(provenance, of: annotation)
    }

    /// What a second group said that is no plain yes.
    private mutating func alternatives(
        _ provenance: ConsensusProvenance, of annotation: DatasetAnnotation
    ) throws(FormatError) {
        guard !provenance.alternatives.isEmpty else { return }
        key("alternatives")
        open("[")
        for alternative in provenance.alternatives {
            open("{")
            text("by", alternative.by)
            text("verdict", alternative.verdict)
            text("reason", alternative.reason)
            if let number = alternative.classNumber {
                key("category_id")
                integer(number)
            }
            if let box = alternative.box {
                let scaled = box.compactMap { JSONWriter.scaled($0, decimals: 2) }
                guard scaled.count == box.count else { throw .notFinite(annotation) }
                key("bbox")
                hundredths(scaled)
            }
            close("}")
        }
        close("]")
    }

    /// What was said about an object after the answers.
    private mutating func adjudication(
        _ provenance: ConsensusProvenance, of annotation: DatasetAnnotation
    ) throws(FormatError) {
        if let decided = provenance.decided {
            key("decided")
            open("{")
            key("by")
            string(decided.by)
            key("at")
            string(decided.at)
            close("}")
        }
        guard !provenance.looks.isEmpty else { return }
        key("second_looks")
        open("[")
        for look in provenance.looks {
            open("{")
            key("by")
            string(look.by)
            key("verdict")
            string(look.verdict)
            key("log_odds")
            try fraction(look.logOdds, of: annotation)
            close("}")
        }
        close("]")
    }

    /// What the existence and the place of an object follow from.
    private mutating func reasons(
        _ provenance: ConsensusProvenance, of annotation: DatasetAnnotation
    ) throws(FormatError) {
        if !provenance.weights.isEmpty {
            key("weights")
            open("[")
            for weight in provenance.weights { try fraction(weight, of: annotation) }
            close("]")
        }
        if let evidence = provenance.evidence {
            key("evidence")
            open("{")
            for (name, value) in [
                ("prior", evidence.prior), ("difficulty", evidence.difficulty), ("place", evidence.place),
                ("truncation", evidence.truncation), ("limit", evidence.limit),
            ] {
                key(name)
                try fraction(value, of: annotation)
            }
            if evidence.looks != 0 {
                key("second_looks")
                try fraction(evidence.looks, of: annotation)
            }
            key("annotators")
            open("[")
            for annotator in evidence.annotators {
                open("{")
                key("id")
                integer(annotator.number)
                key("log_odds")
                try fraction(annotator.logOdds, of: annotation)
                close("}")
            }
            close("]")
            close("}")
        }
    }
}
