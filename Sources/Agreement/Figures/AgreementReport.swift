/// How far the annotators of many images agree, with each other and with the consensus.
///
/// Three questions are asked of the images that two or more people answered, and never mixed: ``found``, ``named`` and
/// ``placed``; ``overall`` is found and placed in one. Each is the mean over statements, that is over the shapes
/// that people drew and their answers that nothing is there: a shape counts once, however many people it is held
/// against. Its `n` counts those statements, its interval resamples images.
///
/// Chance is what the same people's answers to different images agree, brought to the same size, grouped by the same
/// rule, with everything in them that met nothing. Only for ``named`` it is how often each class is used.
public struct AgreementReport: Codable, Hashable, Sendable {
    /// How many images somebody answered.
    public let images: Int
    /// How many of them at least two people answered.
    public let sharedImages: Int
    /// Mean over the shared images of the mean agreement of their pairs.
    public let agreement: Estimate
    /// Did they see the same objects? The chance that what one person drew was drawn by another of the same image too.
    ///
    /// Answers that nothing is there agree with each other, and with no shape.
    public let found: Coefficient
    /// Did they give it the same class? Of objects that two or more drew: Krippendorff's nominal alpha.
    public let named: Coefficient
    /// Did they draw it at the same place? The mean IoU of two people's shapes of an object that both drew.
    public let placed: Coefficient
    /// Found and placed in one: the mean IoU with another person's shape of the object, 0 where there is none.
    public let overall: Coefficient
    /// Fleiss' kappa of the classes of objects that two or more drew, which n counts.
    public let fleissKappa: Estimate
    /// Krippendorff's alpha at the distance 1 - IoU as it is usually published: beside shapes of other objects, which
    /// mostly do not meet, so that it is high whenever shapes were matched at all; ``placed`` is the stricter figure.
    public let placeAlpha: Estimate
    /// Alpha over matched columns as kalphacv computes it, the mean over shared images, which n counts.
    ///
    /// It depends on the order of the people, see ``MatchedColumnsAlpha``.
    public let matchedColumns: Estimate
    /// How many pairs of answers to different images chance was measured on.
    public let exchanges: Int
    /// The same questions of each class that was used on a shared image, in order of identifier.
    public let classes: [ClassAgreement]
    /// What each annotator of a shared image does to the agreement, in order of identifier.
    public let vitality: [AnnotatorVitality]
    /// Every two annotators who answered an image in common, in order of identifier.
    public let pairs: [PairFigures]
    /// Every annotator against the consensus, in order of identifier.
    public let annotators: [AnnotatorFigures]
    /// Pairs whose shapes are the same far more often than honest work lets expect, in order of identifier.
    public let copied: [CopiedPair]
}
