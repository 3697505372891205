extension DemoMaterial {
    /// The name of the demonstration of made-up scenes.
    static let sceneProjectName = "Boxwood demonstration"

    /// Twelve made-up scenes, whose truth is known because it was placed.
    static func scenes(seed: UInt64) -> DemoMaterial {
        DemoMaterial(
            projectName: sceneProjectName,
            summary:
                "Twelve made-up pictures of a forest floor, answered by simulated people of different care.",
            instructions: sceneInstructions,
            classes: [
                (
                    Leaf.className, "#e69f00",
                    "Outline the blade with a polygon; stalk and holes do not belong to it."
                ),
                (Berry.ripeName, "#d55e00", "Red or orange; a box around each single berry."),
                (Berry.unripeName, "#009e73", "Green or yellow; a box around each single berry."),
                (Snail.className, "#cc79a7", "One box around shell, body and horns."),
            ],
            pictures: SceneComposer(seed: seed).scenes().map { scene in
                DemoPicture(
                    name: scene.name, size: scene.size, objects: scene.objects,
                    distractors: scene.distractors,
                    bytes: { try scene.jpeg() })
            })
    }

    private static let sceneInstructions = """
        # What lies on the forest floor?

        Mark **every** leaf, berry and snail, also small ones near the edge.

        - **leaf**: follow the blade with the *polygon* tool. Leave out the stalk. Where a caterpillar has eaten a \
        hole, the hole does not belong to the leaf.
        - **ripe berry** and **unripe berry**: one *box* for each single berry. Red and orange ones are ripe, green \
        and yellow ones are not.
        - **snail**: one *box* around shell, body and horns.

        Pebbles, twigs and crumbs are not marked. A picture with nothing to mark is submitted empty: that is an \
        answer too.
        """
}
