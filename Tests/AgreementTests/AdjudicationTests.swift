import Agreement
import Foundation
import Geometry
import Labeling
import Testing

@Suite("Decisions and second looks after the merge")
struct AdjudicationTests {
    private static let people = ["ann", "ben", "cem"]

    /// Everybody agrees on one cat; ann alone drew another; they differ on the class of a third object.
    private static var drawing: Drawing {
        var drawing = Drawing()
        for person in people { drawing.box(person, 100, 100, 80, 80) }
        drawing.box("ann", 400, 100, 60, 60)
        for person in people {
            drawing.box(person, 100, 500, 90, 70, label: person == "cem" ? "dog" : "cat")
        }
        return drawing
    }

    private func entry(
        _ content: Adjudication.Content, id: String = "d1", by: String = "judge", at: Int64 = 1
    ) -> Adjudication {
        Adjudication(
            id: AdjudicationID(id), projectID: ProjectID("p"), imageID: ImageID("image"), content: content,
            authorID: AccountID(by), createdAt: Timestamp(milliseconds: at))
    }

    private func decision(
        on dispute: Dispute, _ shapes: [Annotation], choice: Decision.Choice = .drawn
    ) -> Adjudication {
        let conflict = QueuedConflict(
            id: ConflictID("c"), imageID: ImageID("image"), kind: dispute.kind, labelID: nil, objectID: nil,
            box: dispute.box, errors: dispute.errors, minutes: dispute.minutes)
        return entry(
            .decision(
                Decision(
                    conflict: conflict, choice: choice, letter: nil, shapes: shapes, reason: nil,
                    anchors: dispute.anchors)))
    }

    private func box(_ id: String, _ x: Double, _ y: Double, label: String = "cat") -> Annotation {
        Annotation(
            id: AnnotationID(id), labelID: LabelClassID(label),
            shape: .box(Box(x: x, y: y, width: 62, height: 58)))
    }

    private func settings(_ method: String, iou: Double = 0.5, quorum: Double = 0.5) -> ConsensusSettings {
        ConsensusSettings(method: method, iouThreshold: iou, quorum: quorum)
    }

    @Test("a decision holds whatever method and threshold merge the answers", arguments: methods)
    func survivesRemerging(method: String) throws {
        let answers = Self.drawing.answers(Self.people)
        let before = try consensus(answers, method: method)
        let dispute = try #require(
            Dispute.all(in: before, of: answers).first { abs($0.box.x - 400) < 20 })
        let decided = decision(on: dispute, [box("new", 401, 101, label: "dog")])
        for other in methods {
            for (iou, quorum) in [(0.3, 0.3), (0.5, 0.5), (0.7, 0.9)] {
                let merged = try consensus(answers, iou: iou, quorum: quorum, method: other)
                let after = merged.adjudicated(
                    by: [decided], answers: answers, settings: settings(other, iou: iou, quorum: quorum))
                let there = after.accepted.filter { $0.shape.bounds.x > 300 }
                #expect(there.map(\.id) == ["new"])
                #expect(there.first?.existence == 1)
                #expect(there.first?.labelID == LabelClassID("dog"))
                #expect(there.first?.decision?.by == AccountID("judge"))
                #expect(there.first?.votes.map(\.annotator) == [AccountID("ann")])
                // Everything else is as the merge left it.
                let others = Set(merged.objects.filter { $0.shape.bounds.x < 300 })
                #expect(Set(after.objects.filter { $0.shape.bounds.x < 300 }) == others)
                #expect(!Dispute.all(in: after, of: answers).contains { $0.box.x > 300 })
            }
        }
    }

    @Test(
        "later answers to the same place do not undo a decision; a shape elsewhere is in question",
        arguments: methods)
    func laterAnswers(method: String) throws {
        let first = Self.drawing.answers(Self.people)
        let dispute = try #require(
            Dispute.all(in: try consensus(first, method: method), of: first).first {
                abs($0.box.x - 400) < 20
            })
        let decided = decision(on: dispute, [], choice: .none)
        var later = Self.drawing
        for person in ["dot", "eve", "fay", "gus"] { later.box(person, 402, 99, 60, 61) }
        later.box("dot", 700, 700, 50, 50)
        let answers = later.answers(Self.people + ["dot", "eve", "fay", "gus"])
        let merged = try consensus(answers, method: method)
        let after = merged.adjudicated(by: [decided], answers: answers, settings: settings(method))
        #expect(!after.accepted.contains { (300..<600).contains($0.shape.bounds.x) })
        let refuted = after.objects.filter { (300..<600).contains($0.shape.bounds.x) }
        #expect(refuted.allSatisfy { !$0.accepted && $0.existence == 0 && $0.decision != nil })
        let open = Dispute.all(in: after, of: answers)
        #expect(open.contains { abs($0.box.x - 700) < 20 })
        #expect(!open.contains { (300..<600).contains($0.box.x) })
    }

    @Test("a decision about a split takes the place of all shapes in it")
    func split() throws {
        var drawing = Drawing()
        drawing.box("ann", 100, 100, 300, 100)
        for person in ["ben", "cem"] {
            for column in 0..<3 { drawing.box(person, 100 + 105 * Double(column), 102, 90, 95) }
        }
        let answers = drawing.answers(Self.people)
        let before = try consensus(answers)
        let disputes = Dispute.all(in: before, of: answers)
        #expect(disputes.map(\.kind) == [.split])
        let dispute = try #require(disputes.first)
        #expect(dispute.anchors.count == 7)
        let whole = decision(on: dispute, [box("one", 150, 120)])
        let after = before.adjudicated(by: [whole], answers: answers, settings: settings("quorum"))
        #expect(after.accepted.map(\.id) == ["one"])
    }

    @Test("each kind of difference is named by what it costs most")
    func kinds() throws {
        var drawing = Self.drawing
        drawing.box("ann", 600, 600, 100, 100)
        drawing.box("ben", 600, 600, 100, 100)
        drawing.box("ann", 600, 300, 100, 100)
        drawing.box("ben", 630, 300, 100, 100)
        drawing.box("cem", 600, 330, 100, 100)
        let answers = drawing.answers(Self.people)
        let disputes = Dispute.all(in: try consensus(answers), of: answers)
        func kinds(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> [QueuedConflict.Kind] {
            disputes.filter { x.contains($0.box.x) && y.contains($0.box.y) }.map(\.kind)
        }
        #expect(kinds(390...410, 90...110) == [.extra])
        #expect(kinds(90...110, 490...510) == [.class])
        #expect(kinds(590...610, 590...610) == [.missing])
        #expect(kinds(590...640, 290...340) == [.overlap])
        #expect(disputes.count == 4)
    }

    @Test("different answers to a question are a conflict of their own")
    func attributes() throws {
        var drawing = Drawing()
        for person in Self.people { drawing.box(person, 100, 100, 80, 80) }
        for (index, value) in ["ripe", "ripe", "raw"].enumerated() {
            drawing.votes[index].annotation.details.attributes = [AttributeID("state"): .text(value)]
        }
        let answers = drawing.answers(Self.people)
        let disputes = Dispute.all(in: try consensus(answers), of: answers)
        #expect(disputes.map(\.kind) == [.attribute])
        #expect(abs((disputes.first?.errors ?? 0) - 1.0 / 3) < 1e-6)
        let merged = disputes.first?.mergedAnnotations(of: answers).first
        #expect(merged?.details.attributes == [AttributeID("state"): .text("ripe")])
    }

    @Test("what everybody agrees on, and what is known, is never in question", arguments: methods)
    func agreed(method: String) throws {
        var drawing = Drawing()
        for person in Self.people { drawing.box(person, 100, 100, 80, 80) }
        let answers = drawing.answers(Self.people)
        let merged = try consensus(answers, method: method)
        #expect(Dispute.all(in: merged, of: answers).isEmpty)
        #expect(merged.adjudicated(by: [], answers: answers, settings: settings(method)) == merged)
        let gold = ImageAnswers(
            image: answers.image, size: answers.size, annotators: answers.annotators,
            votes: Self.drawing.votes, known: KnownTruth(annotations: [box("k", 400, 100)]))
        #expect(Dispute.all(in: try consensus(gold, method: method), of: gold).isEmpty)
    }

    @Test("the errors of the objects are those of the image, but for what nobody drew")
    func errors() throws {
        let crowd = Crowd(seed: 5, images: 20)
        for consensus in BayesConsensus().consensus(of: crowd.images, settings: ConsensusSettings()) {
            let parts = try #require(consensus.riskParts)
            let sums = consensus.objects.map(\.expectedErrors)
            #expect(abs(sums.reduce(0) { $0 + $1.missed } + parts.unseen - parts.missed) < 1e-3)
            #expect(abs(sums.reduce(0) { $0 + $1.spurious } - parts.spurious) < 1e-3)
            #expect(abs(sums.reduce(0) { $0 + $1.misplaced } - parts.misplaced) < 1e-2)
            // What nobody named is possible, too.
            #expect(sums.reduce(0) { $0 + $1.misclassed } <= parts.misclassed + 1e-3)
        }
    }

    @Test("a decision takes its errors out of the image's risk")
    func risk() throws {
        let answers = Self.drawing.answers(Self.people)
        let before = try consensus(answers, method: "bayes")
        let disputes = Dispute.all(in: before, of: answers)
        let dispute = try #require(disputes.max { $0.errors < $1.errors })
        let decided = decision(on: dispute, [box("new", dispute.box.x, dispute.box.y)])
        let after = before.adjudicated(by: [decided], answers: answers, settings: settings("bayes"))
        let (old, new) = (try #require(before.risk), try #require(after.risk))
        #expect(abs(old - new - dispute.errors) < 1e-4)
        #expect(abs((after.riskParts?.total ?? 0) - new) < 1e-5)
    }

    @Test("a second look is worth 2.94 nats, and the evidence says so")
    func looks() throws {
        let answers = Self.drawing.answers(Self.people)
        let before = try consensus(answers, method: "bayes")
        let object = try #require(before.objects.first { abs($0.shape.bounds.y - 500) < 5 })
        let anchors = Dispute.anchors(of: object, in: answers)
        func look(_ verdict: SecondLook.Verdict, by: String, label: String? = nil, at: Int64 = 1)
            -> Adjudication
        {
            entry(
                .look(
                    SecondLook(
                        objectID: object.id, verdict: verdict, labelID: label.map { LabelClassID($0) },
                        anchors: anchors)), id: by + "\(at)", by: by, at: at)
        }
        func logit(_ value: Double) -> Double { log(value / (1 - value)) }
        func after(_ looks: [Adjudication]) throws -> ConsensusObject {
            let after = before.adjudicated(by: looks, answers: answers, settings: settings("bayes"))
            return try #require(after.objects.first { abs($0.shape.bounds.y - 500) < 5 })
        }
        let doubted = try after([look(.wrong, by: "j")])
        #expect(abs(logit(doubted.existence) - logit(object.existence) + log(19)) < 0.05)
        #expect(abs((doubted.evidence?.logit ?? 0) - logit(doubted.existence)) < 0.05)
        #expect(doubted.looks?.map(\.verdict) == [.wrong])
        // Of one person the last word counts; two people count twice.
        let again = try after([look(.wrong, by: "j"), look(.right, by: "j", at: 2)])
        #expect(again.existence > object.existence)
        let rejected = try after(["j", "k", "l", "m"].map { look(.wrong, by: $0) })
        #expect(!rejected.accepted)
        let renamed = try after(["j", "k"].map { look(.relabel, by: $0, label: "dog") })
        #expect(renamed.labelID == LabelClassID("dog"))
        #expect(abs(renamed.classPosterior.reduce(0) { $0 + $1.probability } - 1) < 1e-5)
    }

    private func seen(
        _ object: ConsensusObject, in answers: ImageAnswers, _ verdict: SecondLook.Verdict = .right,
        by judge: String, at shape: Shape? = nil, image: String = "image"
    ) -> Adjudication {
        Adjudication(
            id: AdjudicationID(image + judge), projectID: ProjectID("p"), imageID: ImageID(image),
            content: .look(
                SecondLook(
                    objectID: object.id, verdict: verdict, labelID: nil, shape: shape,
                    anchors: Dispute.anchors(of: object, in: answers))), authorID: AccountID(judge),
            createdAt: Timestamp(milliseconds: 1))
    }

    @Test(
        "one judge renames what one person drew, and not what several agree on; a reviewer does",
        arguments: [1, 2, 3])
    func names(drawers: Int) throws {
        var drawing = Drawing()
        let people = Array(Self.people.prefix(drawers))
        for person in people { drawing.box(person, 100, 100, 80, 80) }
        let answers = drawing.answers(people)
        let before = try consensus(answers)
        let object = try #require(before.objects.first)
        func renamed(by judges: [String], isSecondPass: Bool) throws -> ConsensusObject {
            let looks = judges.map { judge in
                entry(
                    .look(
                        SecondLook(
                            objectID: object.id, verdict: .relabel, labelID: LabelClassID("dog"),
                            anchors: Dispute.anchors(of: object, in: answers), isSecondPass: isSecondPass)),
                    id: judge, by: judge, at: 1)
            }
            return try #require(
                before.adjudicated(by: looks, answers: answers, settings: settings("quorum")).objects.first)
        }
        let dog = LabelClassID("dog")
        // One word against one is a tie at 0.95, which the new name loses or wins by no more than rounding.
        let alone = try renamed(by: ["j"], isSecondPass: true)
        let share = alone.classPosterior.first { $0.labelID == dog }?.probability ?? 0
        let expected = pow(0.05, Double(drawers)) * 19
        #expect(abs(share - expected / (1 + expected)) < 1e-4)
        #expect((alone.labelID == dog) == (share > 0.5))
        let many = try renamed(by: (0...drawers).map { "j\($0)" }, isSecondPass: true)
        #expect(many.labelID == dog, "one more than drew it")
        let reviewer = try renamed(by: ["r", "s"], isSecondPass: false)
        #expect(reviewer.labelID == dog)
    }

    @Test("a place that is given is one more vote on where the object is", arguments: [1, 3])
    func place(drawers: Int) throws {
        var drawing = Drawing()
        let people = Array(Self.people.prefix(drawers))
        for person in people { drawing.box(person, 100, 100, 80, 80) }
        let answers = drawing.answers(people)
        let before = try consensus(answers)
        let object = try #require(before.objects.first)
        let given = Shape.box(Box(x: 108, y: 100, width: 80, height: 80))
        func after(_ looks: [Adjudication], _ judges: JudgeSkills = .none) throws -> ConsensusObject {
            try #require(
                before.adjudicated(
                    by: looks, answers: answers, settings: settings("quorum"), judges: judges
                ).objects.first)
        }
        let one = try after([seen(object, in: answers, by: "j", at: given)])
        let share = 1 / Double(drawers + 1)
        #expect(abs(one.shape.bounds.x - (100 + 8 * share)) < 0.006)
        #expect(abs(one.shape.bounds.maxX - (180 + 8 * share)) < 0.006 && one.shape.bounds.y == 100)
        let weight = try #require(one.looks?.first?.placeWeight)
        #expect(abs(weight - share) < 1e-6)
        #expect(abs(one.votes.reduce(weight) { $0 + $1.weight } - 1) < 1e-5)
        #expect(one.votes.allSatisfy { $0.iou < 1 }, "the votes lie otherwise to the place that moved")
        let two = try after(["j", "k"].map { seen(object, in: answers, by: $0, at: given) })
        #expect(abs(two.shape.bounds.x - (100 + 16 / Double(drawers + 2))) < 0.006)
        // Who is no better than chance moves nothing; nor does a place that is another.
        let coin = JudgeSkills(judges: [.init(judge: AccountID("j"), accuracy: 0.5, looks: 99)])
        let still = try after([seen(object, in: answers, by: "j", at: given)], coin)
        #expect(still.shape == object.shape && still.looks?.first?.placeWeight == nil)
        let far = Shape.box(Box(x: 400, y: 100, width: 80, height: 80))
        #expect(try after([seen(object, in: answers, by: "j", at: far)]).shape == object.shape)
        #expect(try after([seen(object, in: answers, .wrong, by: "j", at: given)]).shape == object.shape)
    }

    @Test("by the Bayesian method a place counts by precision, and the place is the surer for it")
    func placeByPrecision() throws {
        let answers = Self.drawing.answers(Self.people)
        let fit = BayesConsensus().fit([answers])
        let before = try #require(fit.consensus.first)
        let object = try #require(
            before.objects.first { abs($0.shape.bounds.y - 100) < 5 && $0.votes.count == 3 })
        var bounds = object.shape.bounds
        bounds = Box(x: bounds.x + 4, y: bounds.y, width: bounds.width, height: bounds.height)
        let entry = seen(object, in: answers, by: "j", at: .box(bounds))
        let after = try #require(
            before.adjudicated(
                by: [entry], answers: answers, settings: settings("bayes"), model: fit.model
            ).objects.first { $0.id == object.id })
        let deviation = try #require(object.placeDeviation)
        let side = (object.shape.bounds.width * object.shape.bounds.height).squareRoot()
        let parameters = BayesParameters()
        let judge = parameters.spread * (parameters.noiseSide * side).squareRoot()
        let share = (1 / (judge * judge)) / (1 / (judge * judge) + 1 / (deviation * deviation))
        #expect(share > 0 && share < 0.5)
        #expect(abs(after.shape.bounds.x - (object.shape.bounds.x + 4 * share)) < 0.02)
        #expect((after.placeDeviation ?? 9) < deviation)
    }

    @Test(
        "who looks as the others do is learned to be right, a coin is learned to be one, and counts for nothing"
    )
    func judges() throws {
        var lessons: [JudgeSkills.Lesson] = []
        for number in 0..<80 {
            // Even images have a thing that all see; odd ones something that one of three marked.
            let isThere = number % 2 == 0
            var drawing = Drawing()
            for person in isThere ? Self.people : ["ann"] { drawing.box(person, 100, 100, 80, 80) }
            let answers = drawing.answers(Self.people)
            let merged = try consensus(answers)
            let object = try #require(merged.objects.first)
            let truth: SecondLook.Verdict = isThere ? .right : .wrong
            let isRight = number / 2 % 2 == 0
            let coin: SecondLook.Verdict = isRight ? truth : isThere ? .wrong : .right
            lessons.append(
                JudgeSkills.Lesson(
                    merged,
                    [
                        seen(object, in: answers, truth, by: "good"),
                        seen(object, in: answers, truth, by: "other"),
                        seen(object, in: answers, coin, by: "coin"),
                    ]))
        }
        let skills = JudgeSkills(learnedFrom: lessons, usesQuorum: true)
        #expect(skills.judges.map(\.judge.rawValue) == ["coin", "good", "other"])
        #expect(skills.judges.allSatisfy { $0.looks == 80 })
        #expect(skills.accuracy(of: AccountID("good")) > 0.97)
        #expect(skills.accuracy(of: AccountID("coin")) < 0.68, "with a prior of twenty looks at 0.95")
        #expect(skills.accuracy(of: AccountID("nobody")) == SecondLooks.accuracy)
        #expect(JudgeSkills(learnedFrom: lessons.reversed(), usesQuorum: true) == skills)
        #expect(JudgeSkills(learnedFrom: [], usesQuorum: true) == .none)
        // The vote of a judge weighs what they are known to be worth.
        let answers = Self.drawing.answers(Self.people)
        let before = try consensus(answers, method: "bayes")
        let object = try #require(before.objects.first { abs($0.shape.bounds.y - 500) < 5 })
        func added(by judge: String) throws -> Double {
            let after = before.adjudicated(
                by: [seen(object, in: answers, .wrong, by: judge)], answers: answers,
                settings: settings("bayes"), judges: skills)
            return try #require(after.objects.first { $0.id == object.id }?.looks?.first).logOdds
        }
        let (good, coin) = (try added(by: "good"), try added(by: "coin"))
        #expect(good < -SecondLooks.logOdds && coin > -0.8 && coin < 0)
    }

    @Test("drawing costs more time than a look, and more shapes more than few")
    func minutes() {
        let quick = DecisionTime.minutes(.missing, shapes: 2, astray: 0)
        #expect(abs(60 * quick - 3) < 1e-3)
        #expect(DecisionTime.minutes(.missing, shapes: 5, astray: 0) > quick)
        #expect(DecisionTime.minutes(.overlap, shapes: 2, astray: 1) > 2 * quick)
        #expect(DecisionTime.minutes(.split, shapes: 4, astray: 0) > quick)
    }

    @Test("a consensus without decisions is written as before, one with them comes back")
    func document() throws {
        let answers = Self.drawing.answers(Self.people)
        let before = try consensus(answers)
        let plain = String(decoding: try encoded([before]), as: UTF8.self)
        #expect(!plain.contains("decision") && !plain.contains("looks"))
        let dispute = try #require(Dispute.all(in: before, of: answers).first)
        let after = before.adjudicated(
            by: [decision(on: dispute, [box("new", 1, 1)])], answers: answers, settings: settings("quorum"))
        let read = try JSONDecoder().decode([ImageConsensus].self, from: try encoded([after]))
        #expect(read == [after])
    }
}
