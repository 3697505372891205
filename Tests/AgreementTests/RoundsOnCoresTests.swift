import Labeling
import Testing

@testable import Agreement

@Suite("The rounds of a fit on several cores")
struct RoundsOnCoresTests {
    @Test("The number of cores changes no bit of what is learned", arguments: 0..<3 as Range<UInt64>)
    func cores(seed: UInt64) {
        let limits = MatchingLimits(ConsensusSettings(method: BayesConsensus.id))
        var images = Crowd(seed: seed, images: 20, polygons: seed == 1).images
        // One image whose truth is known, and one that nobody drew anything on.
        images[3] = ImageAnswers(
            image: images[3].image, size: images[3].size, annotators: images[3].annotators,
            votes: images[3].votes,
            known: KnownTruth(annotations: images[3].votes.prefix(4).map(\.annotation)))
        images[5] = ImageAnswers(
            image: images[5].image, size: images[5].size, annotators: images[5].annotators, votes: [])
        let scenes = images.map { BayesScene($0, limits: limits) }
        let people = Crowd.people.map { AccountID($0) }
        var table = CandidateTable(
            people: people, labels: ["cat", "dog", "owl"].map { LabelClassID($0) })
        for scene in scenes { table.append(scene) }
        let one = CrowdModel(BayesModel(table, parameters: BayesParameters(), cores: 1))
        for cores in [2, 3, 8] {
            #expect(CrowdModel(BayesModel(table, parameters: BayesParameters(), cores: cores)) == one)
        }
        #expect(one.annotators.map(\.annotator) == people && Set(one.annotators.map(\.miss)).count > 1)
    }
}
