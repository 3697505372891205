import Geometry
import Labeling

/// Answers of different people to different images, put together as if they were to one: what chance looks like.
///
/// People and how they draw stay as they are, misses and empty answers with them; only the image is another, so
/// whatever agrees then agrees by accident, or because objects are always at the same place.
struct AnswerExchange {
    /// About how many pairs of answers are compared.
    static let pairs = 5000
    /// So many scenes are made at least, where there are as many images.
    private static let fewestScenes = 100

    /// One exchanged answer.
    struct Slot {
        let image: Int
        /// Index of the person in ``RelativeAnswers/people``.
        let position: Int
    }

    /// The answers of each scene: different images, different people.
    let scenes: [[Slot]]

    /// Chooses what to put together: the images are shuffled by a generator with a fixed seed, so that no rhythm in
    /// their order matters, and then taken a fixed stride apart.
    ///
    /// Every image is where a scene begins, with as many people as answered it, in as many rounds with other strides as
    /// ``pairs`` allow; of too many images every so many-th.
    init(_ images: [RelativeAnswers]) {
        guard images.count > 1 else {
            scenes = []
            return
        }
        let count = images.count
        let perRound = images.reduce(0) { $0 + $1.people.count * ($1.people.count - 1) / 2 }
        let scenesPerRound =
            perRound <= AnswerExchange.pairs
            ? count
            : min(count, max(AnswerExchange.fewestScenes, count * AnswerExchange.pairs / perRound))
        let rounds = min(count - 1, max(1, AnswerExchange.pairs / max(1, perRound)))
        let strides = FarStrides(count: count)
        var generator = SplitMix64(seed: 0x4578_6368_616E_6765)
        var order = Array(images.indices)
        for last in order.indices.dropFirst().reversed() {
            order.swapAt(last, generator.index(below: last + 1))
        }
        var scenes: [[Slot]] = []
        for round in 0..<rounds {
            for number in 0..<scenesPerRound {
                let scene = AnswerExchange.scene(
                    images, order: order, base: number * count / scenesPerRound,
                    stride: strides.stride(round), generator: &generator)
                if scene.count > 1 { scenes.append(scene) }
            }
        }
        self.scenes = scenes
    }

    private static func scene(
        _ images: [RelativeAnswers], order: [Int], base: Int, stride: Int, generator: inout SplitMix64
    ) -> [Slot] {
        var slots: [Slot] = []
        var (usedPlaces, usedPeople): (Set<Int>, Set<Int>) = ([], [])
        for turn in 0..<min(images[order[base]].people.count, images.count) {
            var place = (base + turn * stride) % images.count
            while usedPlaces.contains(place) { place = (place + 1) % images.count }
            usedPlaces.insert(place)
            let image = order[place]
            let people = images[image].people
            let start = generator.index(below: people.count)
            let position = people.indices.lazy.map { (start + $0) % people.count }
                .first { !usedPeople.contains(people[$0]) }
            guard let position else { continue }
            usedPeople.insert(people[position])
            slots.append(Slot(image: image, position: position))
        }
        return slots.sorted { images[$0.image].people[$0.position] < images[$1.image].people[$1.position] }
    }
}
