import Geometry
import Labeling
import Testing

@testable import Agreement

@Suite("How many people are needed, from a pilot")
struct ReplicationStudyTests {
    private let settings = ConsensusSettings(method: "quorum", iouThreshold: 0.5, quorum: 0.5)

    /// Images with two objects each; a person misses the second with this probability, from a seed.
    private func pilot(images: Int, people: Int, misses: Int, seed: UInt64, isKnown: Bool = true)
        -> [PilotImage]
    {
        var generator = SplitMix64(seed: seed)
        let boxes = [Box(x: 10, y: 10, width: 40, height: 40), Box(x: 100, y: 10, width: 40, height: 40)]
        var serial = 0
        return (0..<images).map { number in
            var votes: [Vote] = []
            let names = (0..<people).map { AccountID("p\($0)") }
            for name in names {
                for (index, box) in boxes.enumerated()
                where index == 0 || generator.index(below: 100) >= misses {
                    serial += 1
                    votes.append(
                        Vote(
                            annotation: Annotation(
                                id: AnnotationID("a\(serial)"), labelID: LabelClassID("cat"), shape: .box(box)
                            ),
                            annotator: name))
                }
            }
            return PilotImage(
                answers: ImageAnswers(
                    image: ImageID("i\(100 + number)"), size: PixelSize(width: 200, height: 100),
                    annotators: names, votes: votes),
                truth: isKnown
                    ? boxes.map { TruthShape(labelID: LabelClassID("cat"), shape: .box($0)) } : nil)
        }
    }

    private func study(_ pilot: [PilotImage], rules: ReplicationRules? = nil) -> ReplicationStudy {
        ReplicationStudy(
            of: pilot, rules: rules, method: QuorumConsensus(), given: nil, settings: settings)
    }

    @Test("errors against the truth are those of the quorum's arithmetic, and fall with more people")
    func arithmetic() throws {
        let study = study(pilot(images: 200, people: 6, misses: 30, seed: 4))
        #expect(study.images == 200 && study.known == 200 && study.fewestAnswers == 6)
        #expect(study.plans.count == 5)
        #expect(study.plans.map(\.answers) == [1, 2, 3, 4, 5])
        // Of k people at least half must draw it: Σ C(k, j) 0.7ʲ 0.3ᵏ⁻ʲ over j < k / 2 is the share that is missed.
        let missed = [0.3, 0.09, 0.216, 0.0837, 0.16308]
        for (plan, expected) in zip(study.plans, missed) {
            let found = try #require(plan.trueErrors)
            let low = try #require(found.low)
            let high = try #require(found.high)
            #expect(low - 0.02 <= expected && expected <= high + 0.02, "\(plan)")
        }
        #expect(try #require(study.plans[4].errors.value) < (try #require(study.plans[0].errors.value)))
    }

    @Test("the cheapest plan whose interval meets the target is chosen, and none where none does")
    func cheapest() throws {
        let study = study(pilot(images: 200, people: 6, misses: 30, seed: 4))
        #expect(study.cheapest(for: 0.16)?.way == .fixed(2))
        #expect(study.cheapest(for: 0.001) == nil)
        #expect(study.cheapest(for: 2)?.way == .fixed(1))
    }

    @Test("rules are studied beside fixed numbers and take fewer answers where people agree")
    func rules() throws {
        let rules = ReplicationRules(finish: [.init(answers: 2, agreement: 0.9)], maximum: 5)
        let careful = study(pilot(images: 40, people: 6, misses: 0, seed: 1), rules: rules)
        let plan = try #require(careful.plans.last)
        #expect(plan.way == .rules && plan.answers == 2 && plan.errors.value == 0)
        let sloppy = study(pilot(images: 40, people: 6, misses: 50, seed: 1), rules: rules)
        #expect(try #require(sloppy.plans.last).answers > 2)
    }

    @Test("the same answers in another order give the same figures; a pilot that is too small gives none")
    func repeatable() {
        let images = pilot(images: 30, people: 4, misses: 40, seed: 9)
        #expect(study(images).plans == study(images.reversed()).plans)
        #expect(study(pilot(images: 4, people: 4, misses: 0, seed: 1)).plans == [])
        #expect(study(pilot(images: 30, people: 1, misses: 0, seed: 1)).plans == [])
        #expect(
            study(pilot(images: 30, people: 3, misses: 0, seed: 1, isKnown: false)).plans[0].trueErrors == nil
        )
    }

    @Test(
        "what one answer would score as gold is the share of objects found, against the truth where it is known"
    )
    func score() throws {
        // Of two objects the second is missed by three in ten: (1 + 0.7) / 2.
        let study = study(pilot(images: 200, people: 6, misses: 30, seed: 4))
        #expect(study.people == 6)
        let score = try #require(study.score.value)
        #expect(abs(score - 0.85) < 0.02 && study.score.n == 200)
        #expect(
            try #require(
                self.study(pilot(images: 10, people: 4, misses: 0, seed: 1, isKnown: false)).score.value) == 1
        )
        #expect(self.study(pilot(images: 3, people: 4, misses: 0, seed: 1)).score.value == nil)
    }
}
