import Labeling

/// What every two annotators made of the objects that both drew.
struct PairTallies {
    /// What two people made of the same objects.
    struct Tally {
        /// Objects that both drew.
        var objects = 0
        /// How often each pair of classes was given, the lower annotator's first.
        var classes: [ClassPair: Int] = [:]
    }

    /// The classes that two people gave the same object.
    struct ClassPair: Hashable {
        let first: LabelClassID
        let second: LabelClassID
    }

    private struct Key: Hashable {
        let a: Int
        let b: Int
    }

    private var tallies: [Key: Tally] = [:]

    /// Adds the objects of an image.
    ///
    /// - Parameter annotators: the index of each of the scene's people among all annotators, ascending.
    mutating func add(_ scene: StatementScene, annotators: [Int]) {
        for object in scene.objects {
            let size = object.people.count
            for a in 0..<size {
                for b in (a + 1)..<max(size, a + 1) {
                    let key = Key(a: annotators[object.people[a]], b: annotators[object.people[b]])
                    let classes = ClassPair(
                        first: scene.labels[object.labels[a]], second: scene.labels[object.labels[b]])
                    tallies[key, default: Tally()].objects += 1
                    tallies[key, default: Tally()].classes[classes, default: 0] += 1
                }
            }
        }
    }

    /// The tally of two annotators, by their indices among all.
    func tally(_ a: Int, _ b: Int) -> Tally { tallies[Key(a: a, b: b), default: Tally()] }
}

extension PairTallies.Tally {
    /// Cohen's kappa of the classes, with the interval of its large-sample standard error.
    var kappa: Estimate {
        var labels: [LabelClassID] = []
        for label in classes.keys.flatMap({ [$0.first, $0.second] }).sorted() where labels.last != label {
            labels.append(label)
        }
        let table = labels.map { first in
            labels.map { second in classes[PairTallies.ClassPair(first: first, second: second), default: 0] }
        }
        let kappa = CohenKappa.of(table: table)
        guard let value = kappa.value else {
            return .undefined(objects == 0 ? "They drew no object in common." : kappa.reason ?? "")
        }
        guard objects > 1, let error = CohenKappa.standardError(table: table) else {
            return Estimate(
                value: value, low: nil, high: nil, n: objects, reason: "One observation has no interval.")
        }
        return .normal(value, standardError: error, n: objects)
    }
}
