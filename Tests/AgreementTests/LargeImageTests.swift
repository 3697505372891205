import Agreement
import Geometry
import Labeling
import Testing

@Suite("Images with very many shapes, or very many people")
struct LargeImageTests {
    /// The same objects in another order of people and shapes.
    private func shuffled(_ answers: ImageAnswers) -> ImageAnswers {
        var dice = Dice(3)
        return ImageAnswers(
            image: answers.image, size: answers.size, annotators: answers.annotators.shuffled(using: &dice),
            votes: answers.votes.shuffled(using: &dice))
    }

    @Test("10,000 boxes on one image", arguments: methods)
    func manyBoxes(method: String) throws {
        let people = Crowd.people
        var dice = Dice(1)
        var drawing = Drawing()
        for object in 0..<2000 {
            // Neighbours touch, so every box meets others.
            let (x, y) = (Double(object % 50) * 60, Double(object / 50) * 60)
            for person in people {
                drawing.box(
                    person, x + dice.uniform(0...6), y + dice.uniform(0...6), 60, 60,
                    label: object % 3 == 0 ? "cat" : "dog")
            }
        }
        let answers = drawing.answers(people, side: 3100)
        #expect(answers.votes.count == 10_000)
        let result = try consensus(answers, method: method)
        #expect(result.objects.count == 2000)
        #expect(result.objects.allSatisfy { $0.accepted && $0.votes.count == 5 })
        #expect(result.objects.count { $0.labelID == LabelClassID("cat") } == 667)
        #expect(result.agreement.map { $0 > 0.7 } == true && result.pairs.allSatisfy { $0.matched == 2000 })
        #expect(try consensus(shuffled(answers), method: method) == result)
    }

    @Test("500 people on one image", arguments: methods)
    func manyPeople(method: String) throws {
        let people = (100..<600).map { "p\($0)" }
        var dice = Dice(2)
        var drawing = Drawing()
        // The last twenty draw nothing, and one of the others something that nobody else sees.
        for (number, person) in people.dropLast(20).enumerated() {
            for object in 0..<3 where (number + object) % 4 > 0 {
                drawing.box(
                    person, 100 + 300 * Double(object) + dice.normal(4), 100 + dice.normal(4), 150, 150)
            }
        }
        drawing.box(people[7], 600, 700, 40, 40)
        let answers = drawing.answers(people)
        let result = try consensus(answers, method: method)
        #expect(result.objects.map(\.accepted) == [true, true, true, false])
        #expect(result.objects.map(\.votes.count) == [360, 360, 360, 1])
        for object in result.objects.prefix(3) {
            #expect(abs(object.shape.bounds.y - 100) < 1 && abs(object.shape.bounds.width - 150) < 0.02)
            #expect(method == QuorumConsensus.id || object.existence > 0.999)
        }
        #expect(result.pairs.count == 500 * 499 / 2 && result.annotators.count == 500)
        #expect(try consensus(shuffled(answers), method: method) == result)
    }
}
