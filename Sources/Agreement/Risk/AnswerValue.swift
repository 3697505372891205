public import Labeling

/// What one more answer to an image is worth: how many errors it is expected to take away.
///
/// For a candidate with existence r, ρ(r) = min(r, 1 − r) is the error of deciding now. Somebody who misses a share m of
/// the objects and marks a share f of what is none draws it with p = r (1 − m) + (1 − r) f, after which it exists with
/// r⁺ = r (1 − m) / p, or else with r⁻ = r m / (1 − p). The value is Σ ρ(r) − p ρ(r⁺) − (1 − p) ρ(r⁻), and of the
/// objects that nobody drew the share 1 − m.
public struct AnswerValue: Codable, Hashable, Sendable {
    /// The image.
    public let image: ImageID
    /// Who would answer; nil stands for somebody average.
    public let annotator: AccountID?
    /// The expected number of errors that the answer takes away.
    public let errors: Double
    /// How long it takes them, in seconds; nil if that is not known.
    public let seconds: Double?

    /// ``errors`` by second of work; nil if the time is not known.
    public var perSecond: Double? {
        seconds.flatMap { $0 > 0 ? errors / $0 : nil }
    }

    /// The value of an answer by somebody.
    ///
    /// Nil if they have answered the image already, or if the method estimates no risk.
    ///
    /// - Parameters:
    ///   - image: what is known of the image now.
    ///   - annotator: who would answer; nil takes the mean of everybody in the model.
    ///   - model: what was learned of people; those it does not know are taken as average.
    ///   - seconds: how long an image takes them.
    public init?(
        of image: ImageConsensus, by annotator: AccountID? = nil, given model: CrowdModel?,
        seconds: Double? = nil
    ) {
        guard let parts = image.riskParts else { return nil }
        if let annotator, image.annotators.contains(annotator) { return nil }
        let rates = ExpectedRates(of: annotator, in: model)
        var errors = parts.unseen * (1 - rates.miss)
        for object in image.objects where object.evidence != nil && !object.isCrowd {
            errors += AnswerValue.gain(object.existence, rates)
        }
        self.image = image.image
        self.annotator = annotator
        self.errors = Rounding.probability(errors)
        self.seconds = seconds
    }

    private static func gain(_ existence: Double, _ rates: ExpectedRates) -> Double {
        let hit = existence * (1 - rates.miss)
        let missed = existence * rates.miss
        let drawn = hit + (1 - existence) * rates.falseMark
        func error(_ part: Double, of whole: Double) -> Double { min(part, whole - part) }
        return max(
            0, min(existence, 1 - existence) - error(hit, of: drawn) - error(missed, of: 1 - drawn))
    }
}

/// How somebody is expected to see.
struct ExpectedRates {
    /// The probability of missing an ordinary object, and of marking what is none.
    let miss: Double
    let falseMark: Double

    /// The rates of an annotator, or the mean of all; the priors where nobody is known.
    init(of annotator: AccountID?, in model: CrowdModel?) {
        if let known = annotator.flatMap({ model?.skill(of: $0) }) {
            self.init(miss: known.miss, falseMark: known.falseMark)
            return
        }
        let all = model?.annotators ?? []
        guard !all.isEmpty else {
            let parameters = BayesParameters()
            self.init(miss: parameters.miss.mean, falseMark: parameters.falseMark.mean)
            return
        }
        self.init(
            miss: all.reduce(0) { $0 + $1.miss } / Double(all.count),
            falseMark: all.reduce(0) { $0 + $1.falseMark } / Double(all.count))
    }

    private init(miss: Double, falseMark: Double) {
        self.miss = miss
        // A mark never speaks against an object.
        self.falseMark = min(falseMark, 0.9 * (1 - miss))
    }
}
