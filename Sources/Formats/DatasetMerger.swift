import Geometry

/// Combines one file per annotator into one document that knows who drew what.
///
/// A file's name without folders and extension is its annotator's name, and every image listed in a file counts as
/// looked at. Images are the same when their file names are, or their ids where neither has a file name; classes are
/// the same when their names are. The order of the files changes nothing: annotators are numbered from 1 in order of
/// name; images, classes and annotations keep their ids where all files agree on them, and are else numbered from 1 in
/// order of name (annotations: of annotator, then id). An annotation that was renumbered keeps its source as
/// ``DatasetAnnotation/key``, for example `anna:17`.
public enum DatasetMerger {
    /// One annotator's file, read.
    public struct Input: Sendable {
        /// The file's name or path.
        public var file: String
        /// What is in it.
        public var document: DatasetDocument

        /// A file and what is in it.
        public init(file: String, document: DatasetDocument) {
            self.file = file
            self.document = document
        }

        /// The annotator's name: the file's, without folders and extension.
        public var annotator: String {
            let name = file.split(separator: "/").last.map(String.init) ?? file
            guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
            return String(name[..<dot])
        }
    }

    /// Combines the files.
    ///
    /// A single file that names its annotators is returned as it is.
    ///
    /// - Throws: ``FormatError`` naming the file, if two files have one annotator's name, a file of several has
    ///   annotators of its own, an image or class appears twice in a file, or an image has two sizes.
    public static func merge(_ inputs: [Input]) throws(FormatError) -> DatasetDocument {
        if inputs.count == 1, !inputs[0].document.annotators.isEmpty { return inputs[0].document }
        let inputs = inputs.sorted { $0.annotator.precedes($1.annotator) }
        for (input, next) in zip(inputs, inputs.dropFirst()) where input.annotator == next.annotator {
            throw FormatError(
                file: next.file,
                reason: "Its name stands for the annotator \(FormatError.quoted(next.annotator)), as does "
                    + "that of \(input.file)."
            )
        }
        var collected = CollectedDatasets()
        for input in inputs { try collected.add(input) }
        return collected.document()
    }
}
