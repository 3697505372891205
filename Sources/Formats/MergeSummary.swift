/// How a merged file was made: the `boxwood` object at the top of what `boxwood merge` writes.
public struct MergeSummary: Hashable, Sendable {
    /// The value of one setting.
    public enum Value: Hashable, Sendable {
        /// A number, written with six decimals at most.
        case number(Double)
        /// A text.
        case text(String)
        /// Yes or no.
        case flag(Bool)
    }

    /// What the merge found out about one annotator.
    public struct Annotator: Hashable, Sendable {
        /// The id in the input.
        public var number: Int
        /// The name.
        public var name: String
        /// How many images they looked at.
        public var images: Int
        /// How many shapes they drew; nil where they were not counted.
        public var annotations: Int?
        /// Estimates by name, for example `recall`; nil where there is too little to tell.
        ///
        /// Written in order of name.
        public var skill: [String: Double?]

        /// An annotator with all figures.
        public init(number: Int, name: String, images: Int, annotations: Int?, skill: [String: Double?]) {
            self.number = number
            self.name = name
            self.images = images
            self.annotations = annotations
            self.skill = skill
        }
    }

    /// The name of the fit that the consensus came from; nil where the method learns nothing or does not say.
    public var fit: String?
    /// The identifier of the consensus method.
    public var method: String
    /// Its settings by name; written in order of name.
    public var settings: [String: Value]
    /// The annotators; written in order of number.
    public var annotators: [Annotator]

    /// A summary with all its parts.
    public init(
        method: String, fit: String? = nil, settings: [String: Value], annotators: [Annotator]
    ) {
        self.fit = fit
        self.method = method
        self.settings = settings
        self.annotators = annotators
    }
}
