import Agreement
import Geometry
import Labeling

/// Agreement of drawn answers, image by image, of a consensus by quorum.
func agreement(
    images: Int, people: [String], draw: (inout Drawing, Int) -> Void
) -> AgreementReport {
    agreement(
        (0..<images).map { number in
            var drawing = Drawing()
            draw(&drawing, number)
            return drawing.answers(people, image: "image\(10_000 + number)")
        })
}

/// Agreement of answers, of a consensus by quorum.
func agreement(_ answers: [ImageAnswers]) -> AgreementReport {
    let settings = ConsensusSettings()
    let consensus = QuorumConsensus().consensus(of: answers, settings: settings)
    return AgreementReport(answers: answers, consensus: consensus, settings: settings)
}

extension AgreementReport {
    /// The four coefficients.
    var coefficients: [Coefficient] { [found, named, placed, overall] }
}

extension Drawing {
    /// A box anywhere on a canvas of 1000 by 1000.
    mutating func randomBox(
        _ person: String, _ dice: inout Dice, side: ClosedRange<Double> = 80...300, label: String = "cat"
    ) {
        let (width, height) = (dice.uniform(side), dice.uniform(side))
        box(
            person, dice.uniform(0...(1000 - width)), dice.uniform(0...(1000 - height)), width, height,
            label: label)
    }

    /// A box that each of these people draws nearly the same, anywhere.
    mutating func object(
        _ people: [String], _ dice: inout Dice, noise: Double = 4, label: String = "cat"
    ) {
        let (x, y) = (dice.uniform(0...850), dice.uniform(0...850))
        for person in people {
            box(
                person, x + dice.normal(noise), y + dice.normal(noise), 120 + dice.normal(noise),
                100 + dice.normal(noise), label: label)
        }
    }
}
