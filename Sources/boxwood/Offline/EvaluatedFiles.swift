import Agreement
import Formats
import Labeling

/// The images of a truth file, each with what another file claims about it.
struct EvaluatedFiles {
    private(set) var images: [EvaluatedImage] = []
    /// What was left out of the comparison.
    private(set) var notices: [String] = []

    /// - Throws: ``CommandFailure`` if the files have no image in common, or a file holds an image twice.
    init(truth: TruthFile, claims: DatasetDocument, claimsFile: String) throws(CommandFailure) {
        let known = truth.document.images.filter { truth.images?.contains($0.number) ?? true }
        guard !known.isEmpty else {
            throw CommandFailure("\(truth.path): there is no image whose truth is known.")
        }
        let hasNames = (known + claims.images).allSatisfy { $0.fileName != nil }
        func key(_ image: DatasetImage) -> String {
            (hasNames ? image.fileName : nil) ?? String(image.number)
        }

        var claimed: [String: Int] = [:]
        for image in claims.images where claimed.updateValue(image.number, forKey: key(image)) != nil {
            throw CommandFailure("\(claimsFile): the image \(key(image)) is there twice.")
        }
        let shapes = Dictionary(grouping: claims.annotations, by: \.imageNumber)
        let truths = Dictionary(grouping: truth.document.annotations, by: \.imageNumber)
        let trueNames = Self.names(truth.document)
        let claimNames = Self.names(claims)

        var used: Set<String> = []
        var missing = 0
        for image in known {
            let key = key(image)
            guard used.insert(key).inserted else {
                throw CommandFailure("\(truth.path): the image \(key) is there twice.")
            }
            if claimed[key] == nil { missing += 1 }
            images.append(
                EvaluatedImage(
                    image: ImageID(String(image.number)),
                    truth: (truths[image.number] ?? []).compactMap { annotation in
                        trueNames[annotation.classNumber].map {
                            TruthShape(labelID: $0, shape: annotation.shape, isCrowd: annotation.isCrowd)
                        }
                    },
                    predictions: (claimed[key].flatMap { shapes[$0] } ?? []).compactMap { annotation in
                        claimNames[annotation.classNumber].map {
                            ScoredShape(
                                labelID: $0, shape: annotation.shape, score: annotation.score ?? 1,
                                accepted: annotation.provenance?.isAccepted ?? true)
                        }
                    }))
        }
        guard missing < known.count else {
            throw CommandFailure(
                "\(truth.path) and \(claimsFile) have no image in common; images are matched by file name, or by id "
                    + "where a name is missing.")
        }
        if missing > 0 {
            notices.append(
                "\(FigureText.count(missing, "image")) of \(truth.path) \(missing == 1 ? "is" : "are") not in "
                    + "\(claimsFile); what is on them counts as missed.")
        }
        let others = claimed.keys.count { !used.contains($0) }
        if others > 0 {
            notices.append(
                "\(FigureText.count(others, "image")) of \(claimsFile) left out, the truth is not known.")
        }
        let strangers = Set(claims.annotations.compactMap { claimNames[$0.classNumber] }).subtracting(
            trueNames.values)
        if !strangers.isEmpty {
            let list = strangers.sorted().map(\.rawValue).joined(separator: ", ")
            notices.append("The truth does not have the class \(list); its annotations count as wrong.")
        }
    }

    /// Classes are the same where their names are, so the name is the identifier.
    private static func names(_ document: DatasetDocument) -> [Int: LabelClassID] {
        Dictionary(document.classes.map { ($0.number, LabelClassID($0.name)) }) { first, _ in first }
    }
}
