import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("Agreement in three questions")
struct AgreementQuestionTests {
    private let people = ["ann", "ben", "cem"]

    /// Scenes with misses, other classes and loose places.
    private func crowd(images: Int = 24) -> [ImageAnswers] {
        var dice = Dice(77)
        return (0..<images).map { number in
            var drawing = Drawing()
            for place in 0..<(number % 5) {
                let top = dice.uniform(0...780)
                for (index, person) in Crowd.people.enumerated() where dice.uniform(0...1) < 0.85 {
                    let name = dice.uniform(0...1) < 0.8 ? ["cat", "dog"][place % 2] : "owl"
                    drawing.box(
                        person, 20 + 240 * Double(place) + dice.normal(6), top + dice.normal(6),
                        200 + dice.normal(Double(5 + 8 * index)), 200 + dice.normal(5),
                        label: name)
                }
            }
            return drawing.answers(Crowd.people, image: "image\(100 + number)")
        }
    }

    /// The classes that the people gave to each object of a consensus.
    private func classes(_ answers: [ImageAnswers]) -> [[Int]] {
        let names = ["cat", "dog", "owl"]
        return QuorumConsensus().consensus(of: answers, settings: ConsensusSettings())
            .flatMap(\.objects)
            .map { $0.votes.compactMap { names.firstIndex(of: $0.labelID.rawValue) } }
    }

    @Test("By hand: misses, an empty answer among full ones, an image that is empty for all")
    func byHand() throws {
        let report = agreement(images: 2, people: people) { drawing, number in
            guard number == 0 else { return }
            drawing.box("ann", 100, 100, 100, 100)
            drawing.box("ann", 500, 500, 100, 100)
            drawing.box("ben", 100, 100, 100, 80)
        }
        // ann's first and ben's shape: one of two others has it. ann's second: nobody. cem's nothing: nobody.
        // On the other image everybody's nothing is everybody's.
        let found: Double = 4.0 / 7
        let overall: Double = (0.8 / 2 + 0.8 / 2 + 3) / 7
        #expect(abs(try #require(report.found.observed.value) - found) < 1e-12)
        #expect(report.found.observed.n == 7)
        #expect(abs(try #require(report.overall.observed.value) - overall) < 1e-12)
        #expect(abs(try #require(report.placed.observed.value) - 0.8) < 1e-12)
        #expect(report.placed.observed.n == 2)
        #expect(report.named.observed.value == 1 && report.named.observed.n == 2)
    }

    @Test("Of two people without empty answers, found is F1")
    func twoPeople() throws {
        var dice = Dice(8)
        let report = agreement(images: 12, people: ["ann", "ben"]) { drawing, number in
            for _ in 0...(number % 3) { drawing.object(["ann", "ben"], &dice, noise: 2) }
            drawing.randomBox(number % 2 == 0 ? "ann" : "ben", &dice, side: 10...20)
        }
        let pair = try #require(report.pairs.first)
        #expect(abs(try #require(report.found.observed.value) - #require(pair.f1.value)) < 1e-12)
        #expect(abs(try #require(report.placed.observed.value) - #require(pair.meanIoU.value)) < 1e-12)
        #expect(report.found.observed.n == pair.f1.n)
    }

    @Test("Named is Krippendorff's nominal alpha and Fleiss' kappa of the objects' classes")
    func named() throws {
        let answers = crowd()
        let report = agreement(answers)
        let units = classes(answers)
        let alpha = KrippendorffAlpha.nominal(units: units)
        #expect(abs(try #require(report.named.value.value) - #require(alpha.value)) < 1e-12)
        #expect(abs(try #require(report.named.observed.value) - #require(alpha.observed)) < 1e-12)
        #expect(abs(try #require(report.named.expected) - #require(alpha.expected)) < 1e-12)
        let counts = units.map { unit in (0..<3).map { label in unit.count { $0 == label } } }
        let kappa = FleissKappa.of(counts: counts)
        #expect(abs(try #require(report.fleissKappa.value) - #require(kappa.value)) < 1e-12)
        #expect(report.fleissKappa.n == kappa.n)
    }

    @Test("Place alpha is the published one, beside shapes of other objects")
    func placeAlpha() throws {
        let answers = crowd()
        let merged = QuorumConsensus().consensus(of: answers, settings: ConsensusSettings())
        var units: [[Shape]] = []
        for (image, result) in zip(answers, merged) {
            for object in result.objects {
                units.append(
                    object.votes.compactMap { vote in
                        image.votes.first { $0.annotation.id == vote.annotationID }?.annotation.shape
                    })
            }
        }
        let alpha = KrippendorffAlpha.place(units: units, pairs: .max)
        let report = agreement(answers)
        #expect(abs(try #require(report.placed.observed.value) - #require(alpha.observed)) < 1e-9)
        #expect(abs(try #require(report.placeAlpha.value) - #require(alpha.value)) < 0.02)
        #expect(
            try #require(report.placed.value.value) < #require(report.placeAlpha.value),
            "against shapes that were matched by accident, place has less to show")
    }

    @Test("Cohen's kappa of every two people")
    func cohen() throws {
        var drawing = Drawing()
        for (index, names) in [("cat", "cat"), ("cat", "cat"), ("cat", "dog"), ("dog", "dog")].enumerated() {
            drawing.box("ann", 200 * Double(index), 0, 100, 100, label: names.0)
            drawing.box("ben", 200 * Double(index), 2, 100, 100, label: names.1)
        }
        let report = agreement([drawing.answers(["ann", "ben", "cem"], image: "1")])
        let expected = CohenKappa.of(table: [[2, 1], [0, 1]])
        #expect(report.pairs[0].kappa.value == expected.value && report.pairs[0].kappa.n == 4)
        #expect(report.pairs[1].kappa.reason == "They drew no object in common.")
    }

    @Test("Vitality is the difference it makes to leave somebody out")
    func vitality() throws {
        let answers = crowd(images: 40)
        let report = agreement(answers)
        #expect(report.vitality.map(\.annotator.rawValue) == Crowd.people)
        for figures in report.vitality {
            let person = figures.annotator
            let rest = agreement(
                answers.map { image in
                    ImageAnswers(
                        image: image.image, size: image.size,
                        annotators: image.annotators.filter { $0 != person },
                        votes: image.votes.filter { $0.annotator != person })
                })
            for (change, whole, without, tolerance) in [
                (figures.named, report.named, rest.named, 1e-9),
                (figures.found, report.found, rest.found, 0.02),
                (figures.placed, report.placed, rest.placed, 0.04),
                (figures.overall, report.overall, rest.overall, 0.04),
            ] {
                let expected = try #require(whole.value.value) - #require(without.value.value)
                #expect(abs(try #require(change.value) - expected) < tolerance, "chance is drawn anew")
                let (low, high) = (try #require(change.low), try #require(change.high))
                #expect(low < high && low <= expected + tolerance && expected - tolerance <= high)
            }
        }
        let best = try #require(report.vitality.first?.placed.value)
        let worst = try #require(report.vitality.last?.placed.high)
        #expect(best > 0 && worst < 0, "the last one draws most loosely")
    }

    @Test("Every class has its own answers")
    func perClass() throws {
        var dice = Dice(12)
        let report = agreement(images: 30, people: people) { drawing, number in
            drawing.object(people, &dice)
            drawing.object(number % 2 == 0 ? ["ann"] : ["ben", "cem"], &dice, label: "dog")
        }
        #expect(report.classes.map(\.labelID.rawValue) == ["cat", "dog"])
        #expect(report.classes.map(\.shapes) == [90, 45])
        #expect(report.classes[0].found.observed.value == 1)
        let dog = try #require(report.classes[1].found.observed.value)
        // Fifteen times nobody else, fifteen times two people of whom one other has it.
        #expect(abs(dog - 15.0 / 45) < 1e-12)
        #expect(report.classes[1].named.value.value == 1)
    }

    @Test("A region of many takes its author out of the count for what is under it")
    func crowdRegion() {
        let report = agreement(images: 3, people: people) { drawing, _ in
            drawing.box("ann", 100, 100, 50, 50)
            drawing.box("ben", 100, 100, 50, 50)
            drawing.box("cem", 50, 50, 300, 300, flags: .crowd)
        }
        // ann and ben agree with each other; nobody has cem's region.
        #expect(abs((report.found.observed.value ?? 0) - 2.0 / 3) < 1e-12 && report.found.observed.n == 9)
    }

    @Test("A report survives being written and read")
    func coding() throws {
        let report = agreement(crowd())
        let data = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(AgreementReport.self, from: data) == report)
    }
}
