import Agreement
import Geometry
import Labeling
import Testing

@Suite("Correction for chance")
struct ChanceCorrectionTests {
    private let people = ["ann", "ben", "cem"]

    /// Whether an interval holds 0.
    private func holdsZero(_ estimate: Estimate) throws -> Bool {
        try #require(estimate.low) <= 0 && #require(estimate.high) >= 0
    }

    @Test("Two or five people who draw five boxes anywhere agree no more than chance", arguments: [2, 5])
    func random(count: Int) throws {
        var dice = Dice(51)
        let crowd = Array(Crowd.people.prefix(count))
        let report = agreement(images: 240, people: crowd) { drawing, _ in
            for person in crowd {
                for _ in 0..<5 {
                    let label = ["cat", "dog", "owl"].randomElement(using: &dice) ?? "cat"
                    drawing.randomBox(person, &dice, label: label)
                }
            }
        }
        for coefficient in report.coefficients {
            #expect(abs(try #require(coefficient.value.value)) <= 0.05)
            #expect(try holdsZero(coefficient.value) && !coefficient.placesRepeat)
        }
        #expect(try #require(report.placeAlpha.value) > 0.3, "what is published calls this agreement")
    }

    @Test("One big box each, anywhere: many meet, and still it is chance")
    func bigBox() throws {
        var dice = Dice(9)
        let report = agreement(images: 300, people: ["ann", "ben"]) { drawing, _ in
            for person in ["ann", "ben"] { drawing.randomBox(person, &dice, side: 400...800) }
        }
        #expect(try #require(report.found.observed.value) > 0.6)
        #expect(try holdsZero(report.found.value))
        #expect(abs(try #require(report.placed.value.value)) <= 0.05)
        #expect(abs(try #require(report.overall.value.value)) <= 0.05)
    }

    @Test("Missing nine of ten objects is not agreement, however well the tenth is placed")
    func nineOfTen() throws {
        var dice = Dice(3)
        let report = agreement(images: 40, people: ["ann", "ben"]) { drawing, _ in
            drawing.object(["ann", "ben"], &dice, noise: 1)
            for _ in 0..<9 { drawing.object(["ann"], &dice, noise: 1) }
        }
        #expect(try #require(report.found.value.value) <= 0.2)
        #expect(try #require(report.overall.value.value) <= 0.2)
        #expect(try #require(report.placed.value.value) > 0.8)
        let alone = report.vitality[0].found
        #expect(alone.value == nil && alone.reason == "Without this person there is nothing to compare.")
    }

    @Test("Copies agree fully, and are flagged")
    func copies() {
        var dice = Dice(6)
        let report = agreement(images: 20, people: ["ann", "ben"]) { drawing, number in
            for place in 0..<(number % 4) {
                drawing.object(["ann", "ben"], &dice, noise: 0, label: place % 2 == 0 ? "cat" : "dog")
            }
        }
        for coefficient in report.coefficients {
            #expect(coefficient.value.value == 1 && coefficient.observed.value == 1)
        }
        #expect(report.copied.count == 1)
    }

    @Test("One person under two names is flagged, and nobody else")
    func twoNames() throws {
        var dice = Dice(7)
        let report = agreement(images: 12, people: ["ann", "ben", "zoe"]) { drawing, _ in
            for _ in 0..<3 {
                drawing.object(["ann", "ben"], &dice)
                let last = drawing.votes[drawing.votes.count - 1].annotation
                drawing.shape("zoe", last.shape)
            }
        }
        #expect(report.copied.count == 1)
        let pair = try #require(report.copied.last)
        #expect(pair.a.rawValue == "ben" && pair.b.rawValue == "zoe")
        #expect(pair.sameShapes == 36 && pair.sharedShapes == 36)
    }

    @Test("An object three times from one person is one vote")
    func threeTimes() {
        let report = agreement(images: 10, people: people) { drawing, number in
            for shift in 0..<3 { drawing.box("ann", Double(60 * number + shift), 300, 100, 100) }
        }
        // ann's one object, and twice that there is nothing.
        #expect(report.found.observed.n == 30)
        #expect(abs((report.found.observed.value ?? 0) - 1.0 / 3) < 1e-12)
        #expect(report.placed.observed.reason == "No object was drawn by two people.")
    }

    @Test("Good work on what is always in the middle is flagged, not punished", arguments: [0, 40.0])
    func middle(wander: Double) throws {
        var dice = Dice(4)
        let report = agreement(images: 60, people: people) { drawing, _ in
            let (dx, dy) = (dice.normal(wander), dice.normal(wander))
            for person in people {
                drawing.box(
                    person, 300 + dx + dice.normal(6), 280 + dy + dice.normal(6), 400 + dice.normal(6),
                    420 + dice.normal(6))
            }
        }
        #expect(report.found.observed.value == 1 && report.found.placesRepeat)
        #expect(report.found.value.value == nil && (wander > 0 || report.overall.placesRepeat))
        #expect(report.found.value.reason?.hasPrefix("The objects are nearly always at the same") == true)
        for coefficient in [report.placed, report.overall] {
            #expect(try #require(coefficient.observed.value) > 0.9)
            #expect(coefficient.placesRepeat == (coefficient.value.value == nil))
            #expect(coefficient.value.value ?? 1 > 0.75, "what is not flagged is not punished either")
        }
        #expect(report.vitality.allSatisfy { $0.found.value == nil && $0.found.reason != nil })
    }

    @Test("In the middle or not there at all: whether it is there can still be agreed on")
    func middleOrNothing() throws {
        var dice = Dice(14)
        let report = agreement(images: 60, people: people) { drawing, number in
            guard number % 2 == 0 else { return }
            for person in people {
                drawing.box(person, 300 + dice.normal(6), 300 + dice.normal(6), 400, 400)
            }
        }
        #expect(report.found.value.value == 1 && !report.found.placesRepeat)
        #expect(abs(try #require(report.found.expected) - 0.5) < 0.03)
        #expect(report.placed.placesRepeat)
    }

    @Test("Empty images count as agreement, and chance knows how many there are")
    func empty() throws {
        var dice = Dice(15)
        let none = agreement(images: 8, people: people) { _, _ in }
        #expect(none.found.observed.value == 1 && none.overall.observed.value == 1)
        #expect(none.found.value.value == nil && !none.found.placesRepeat)
        #expect(none.found.value.reason == "Nobody drew anything, so answers cannot but agree.")
        let most = agreement(images: 100, people: people) { drawing, number in
            if number % 10 == 0 { drawing.object(people, &dice) }
        }
        #expect(most.found.value.value == 1)
        #expect(abs(try #require(most.found.expected) - (0.81 + 0.01)) < 0.05)
        let chance = agreement(images: 400, people: ["ann", "ben"]) { drawing, _ in
            for person in ["ann", "ben"] where dice.uniform(0...1) < 0.1 {
                drawing.randomBox(person, &dice)
            }
        }
        #expect(try #require(chance.found.observed.value) > 0.75)
        #expect(abs(try #require(chance.found.value.value)) < 0.15)
        #expect(try holdsZero(chance.found.value))
    }

    @Test("The size of the images does not matter, nor that they differ", arguments: [0.1, 10, nil])
    func scale(factor: Double?) throws {
        func report(_ factor: (Int) -> Double) -> AgreementReport {
            var dice = Dice(21)
            return agreement(
                (0..<20).map { number in
                    var drawing = Drawing()
                    for _ in 0..<4 { drawing.object(people, &dice, noise: 12) }
                    drawing.randomBox("ben", &dice)
                    let scale = factor(number)
                    for index in drawing.votes.indices {
                        let box = drawing.votes[index].annotation.shape.bounds
                        drawing.votes[index].annotation.shape = .box(
                            Box(
                                x: box.x * scale, y: box.y * scale, width: box.width * scale,
                                height: box.height * scale))
                    }
                    return drawing.answers(
                        people, image: "image\(100 + number)", side: Int((1000 * scale).rounded()))
                })
        }
        let plain = report { _ in 1 }
        let scaled = report { number in factor ?? [0.1, 1, 10][number % 3] }
        for (one, other) in zip(plain.coefficients, scaled.coefficients) {
            #expect(one.observed.n == other.observed.n)
            for (left, right) in [
                (one.observed.value, other.observed.value), (one.expected, other.expected),
                (one.value.value, other.value.value), (one.value.low, other.value.low),
                (one.value.high, other.value.high),
            ] {
                #expect((left == nil) == (right == nil))
                if let left, let right { #expect(abs(left - right) < 1e-9) }
            }
        }
    }

    @Test("Whatever is not defined says why")
    func reasons() {
        var dice = Dice(30)
        let single = agreement(images: 1, people: people) { drawing, _ in drawing.object(people, &dice) }
        #expect(single.found.observed.value == 1 && single.found.expected == nil)
        #expect(
            single.found.value.reason
                == "Chance is how far answers to different images agree, and there is only one image.")
        #expect(single.named.value.reason == "Only one class was used, so nobody could differ.")
        #expect(single.named.observed.value == 1 && single.named.expected == 1)
        #expect(single.fleissKappa.reason == "Only one class was used, so nobody could differ.")
        #expect(single.placeAlpha.reason == "Only one object was drawn by two people.")
        #expect(single.found.observed.reason == "One image has no interval.")

        let small = agreement(images: 4, people: people) { drawing, number in
            for person in people { drawing.box(person, 200 * Double(number), 10, 12, 12) }
        }
        #expect(small.placed.observed.value == 1 && small.placed.value.value == nil)
        #expect(small.placed.value.reason?.hasPrefix("Answers to different images hardly ever meet") == true)
        #expect(small.found.value.value == 1)

        let nobody = agreement([])
        for coefficient in nobody.coefficients {
            #expect(coefficient.value.reason == "No image has been answered by two people.")
            #expect(coefficient.observed.reason == "No image has been answered by two people.")
        }
        #expect(nobody.classes.isEmpty && nobody.vitality.isEmpty && nobody.exchanges == 0)
    }

    @Test("The interval of found holds the truth about 19 times in 20")
    func coverage() throws {
        // Two people who each see three of four objects: half of all statements plus a quarter are shared.
        var hits = 0
        for seed in 0..<40 as Range<UInt64> {
            var dice = Dice(seed &* 7919 &+ 1000)
            let report = agreement(images: 14, people: ["ann", "ben"]) { drawing, _ in
                for _ in 0..<4 {
                    let seers = ["ann", "ben"].filter { _ in dice.uniform(0...1) < 0.75 }
                    drawing.object(seers, &dice, noise: 1)
                }
            }
            let observed = report.found.observed
            if try #require(observed.low) <= 0.75, try #require(observed.high) >= 0.75 { hits += 1 }
        }
        #expect((33...40).contains(hits))
    }
}
