"""The images and the people of `strangers.py`: what is on the one, and what each of the others draws and says of it."""

from dataclasses import dataclass

import numpy as np

import simulate
from annotators import KINDS, individual
from claims import overlaps
from crowd import Marks

CROWD = {"careful": 16, "average": 24, "careless": 8, "random": 4, "copying": 4, "adversarial": 3, "slacking": 1}
HABITS = {"careful": "careful", "average": "ordinary", "careless": "sloppy", "random": "spammer", "copying": "sloppy",
          "adversarial": "adversary", "slacking": "careful"}
DILIGENT = 40
"""Answers after which the slacker slacks."""
LOOSE, SPURIOUS = 0.75, 0.4
"""IoU with the truth below which a judge mends a shape, and below which nothing is there."""


class World:
    """The images with all that is on them, and the people."""

    def __init__(self, images, seed, size=sum(CROWD.values())):
        rng = np.random.default_rng(seed)
        self.seed = seed
        self.mistaken = rng.dirichlet(np.full(simulate.CLASSES - 1, 0.5), size=simulate.CLASSES)
        self.things = [simulate.scene(rng, 6.0) for _ in range(images)]
        self.lures = [[simulate.Thing(simulate.random_box(rng, 16, 300), int(rng.integers(simulate.CLASSES)), rng.lognormal(0, 0.8))
                       for _ in range(rng.poisson(1.5))] for _ in range(images)]
        shares = {kind: max(1, round(count * size / sum(CROWD.values()))) for kind, count in CROWD.items()}
        kinds = [kind for kind, count in shares.items() for _ in range(count)]
        self.strangers = [Stranger(number, kind, individual(KINDS[HABITS[kind]], rng)) for number, kind in enumerate(kinds)]

    def truth(self, number):
        """The true objects of an image, as the evaluator takes them."""
        things = self.things[number]
        return Marks(np.array([thing.box for thing in things]).reshape(-1, 4), np.array([thing.name for thing in things], int))

    def answer(self, stranger, number, done):
        """What somebody draws on an image after so many other answers: pairs of a box and a class."""
        habits, who = stranger.habits, stranger.number
        if stranger.kind == "slacking" and done >= DILIGENT:
            habits = KINDS["spammer"]
        if stranger.kind == "copying":
            leader = next(one for one in self.strangers if one.kind == "copying")
            habits, who = leader.habits, leader.number
        rng = np.random.default_rng([self.seed, who, number])
        drawn = simulate.answer(habits, self.things[number], self.lures[number], self.mistaken, rng)
        if who != stranger.number:
            own = np.random.default_rng([self.seed, stranger.number, number])
            drawn = [(simulate.on_image(box + own.normal(0, 0.7, 4)), name) for box, name in drawn]
        return [(box, name) for box, name in drawn if (box[2:] - box[:2] >= 2).all()]

    def verdict(self, stranger, number, box, name, seen, rng):
        """What somebody who judges says of a shape on an image, as the server takes it; `seen` are the shapes judged before."""
        habits, truth = stranger.habits, self.truth(number)
        if stranger.kind == "slacking" or rng.random() < habits.miss:
            # A shape not looked at properly passes for good.
            return {"verdict": "good"}
        shared = overlaps(box[None], truth.boxes)[0] if len(truth.boxes) else np.zeros(0)
        best = int(shared.argmax()) if len(shared) else -1
        nothing = best < 0 or shared[best] < SPURIOUS
        if nothing:
            tempted = rng.random() < habits.lures
            return {"verdict": "good"} if tempted else {"verdict": "bad", "reason": "spurious"}
        if best in seen:
            return {"verdict": "bad", "reason": "duplicate"}
        seen.add(best)
        correct, mended = int(truth.classes[best]), {}
        if rng.random() < habits.confusion:
            correct = int(rng.choice(simulate.CLASSES, p=np.insert(self.mistaken[correct], correct, 0)))
        if correct != name:
            mended["label"] = correct
        if shared[best] < LOOSE:
            sides = np.tile(truth.boxes[best][2:] - truth.boxes[best][:2], 2)
            place = simulate.on_image(truth.boxes[best] + rng.normal(0, habits.pixels + habits.spread * sides))
            if (place[2:] - place[:2] >= 2).all():
                mended["box"] = place
        return {"verdict": "corrected", **mended} if mended else {"verdict": "good"}


@dataclass(frozen=True)
class Stranger:
    number: int
    kind: str
    habits: object
