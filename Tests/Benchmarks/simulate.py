"""Simulated answers of a crowd whose truth is known, drawn from one seed.

    python simulate.py --seed 1 --mix mixed --images 300 --output crowd.json

What makes it harder than independent errors: hard objects are missed and misplaced by everybody at once; lures, things
that look like objects, are marked by several; edge noise has heavy tails; people have biases, draw twice, join
neighbours, or do not try at all (annotators.py).
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from annotators import MIXES, hire
from claims import overlaps

WIDTH, HEIGHT, CLASSES = 1280, 960, 6


@dataclass(frozen=True)
class Thing:
    """An object or a lure: its box, its class, and how hard it is (1 is ordinary) or how tempting."""

    box: np.ndarray
    name: int
    degree: float


def simulate(mix, seed, images=300, annotators=8, answers=5, objects=8.0, lures=1.5, truth=None):
    """Multi-annotator COCO with "gt_annotations": on every image `answers` random ones of the annotators.

    The true objects are drawn, too, or those of `truth`: for each image a list of boxes with class numbers.
    """
    rng = np.random.default_rng(seed)
    images = images if truth is None else len(truth)
    people = hire(mix, annotators, rng)
    mistaken = rng.dirichlet(np.full(CLASSES - 1, 0.5), size=CLASSES)
    document = {
        "images": [{"id": i + 1, "width": WIDTH, "height": HEIGHT} for i in range(images)],
        "categories": [{"id": c + 1, "name": f"class {c + 1}"} for c in range(CLASSES)],
        "annotators": [{"id": a + 1} for a in range(annotators)],
        "assignments": [], "annotations": [], "gt_image_ids": list(range(1, images + 1)), "gt_annotations": [],
    }
    for image in document["gt_image_ids"]:
        things = scene(rng, objects) if truth is None else [
            Thing(box, name, hardness(rng, box)) for box, name in truth[image - 1]]
        tempting = [Thing(random_box(rng, 16, 300), int(rng.integers(CLASSES)), rng.lognormal(0, 0.8))
                    for _ in range(rng.poisson(lures))]
        note(document["gt_annotations"], image, [(thing.box, thing.name) for thing in things])
        for person in sorted(rng.choice(annotators, answers, replace=False).tolist()):
            document["assignments"].append([image, person + 1])
            drawn = answer(people[person], things, tempting, mistaken, rng)
            note(document["annotations"], image, drawn, annotator_id=person + 1)
    return document


def note(rows, image, drawn, **more):
    for box, name in drawn:
        left, top, right, bottom = np.round(box, 2).tolist()
        if right - left >= 1 and bottom - top >= 1:
            rows.append({
                "id": len(rows) + 1, "image_id": image, "category_id": name + 1, "iscrowd": 0,
                "bbox": [left, top, round(right - left, 2), round(bottom - top, 2)], **more})


def on_image(box):
    left, right = sorted(np.clip(box[[0, 2]], 0, WIDTH))
    top, bottom = sorted(np.clip(box[[1, 3]], 0, HEIGHT))
    return np.array([left, top, right, bottom])


def random_box(rng, smallest, largest):
    """A box anywhere: log-uniform size, log-normal aspect."""
    size, aspect = np.exp(rng.uniform(np.log(smallest), np.log(largest))), rng.lognormal(0, 0.45)
    return around(rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), size * aspect, size / aspect)


def around(x, y, width, height):
    return on_image(np.array([x - width / 2, y - height / 2, x + width / 2, y + height / 2]))


def scene(rng, mean):
    """True objects: a third stand close to another one; none is smaller than 8 pixels or hides another."""
    things = []
    for _ in range(rng.poisson(mean)):
        if things and rng.random() < 0.35:
            left, top, right, bottom = things[rng.integers(len(things))].box
            width, height = (right - left) * rng.lognormal(0, 0.3), (bottom - top) * rng.lognormal(0, 0.3)
            box = around((left + right) / 2 + rng.normal(0, 0.8) * width,
                         (top + bottom) / 2 + rng.normal(0, 0.5) * height, width, height)
        else:
            box = random_box(rng, 16, 420)
        side = min(box[2] - box[0], box[3] - box[1])
        others = np.array([thing.box for thing in things]).reshape(-1, 4)
        if side >= 8 and overlaps(box[None], others).max(initial=0) <= 0.7:
            degree = hardness(rng, box)
            things.append(Thing(box, int(rng.integers(CLASSES)), degree))
    return things


def hardness(rng, box):
    """How hard an object is; small ones are harder."""
    side = max(8, min(box[2] - box[0], box[3] - box[1]))
    return rng.lognormal(0, 0.7) * (1 + 24 / side) / 1.6


def answer(habits, things, tempting, mistaken, rng):
    """What one person draws on one image: boxes with class numbers."""
    drawn, done = [], set()
    for index, thing in enumerate(things):
        if index in done or overlooked(habits, thing, rng):
            continue
        box = thing.box
        for other in range(index + 1, len(things)):
            if other not in done and things[other].name == thing.name and rng.random() < habits.joins \
                    and overlaps(box[None], things[other].box[None])[0, 0] > 0:
                box = np.concatenate([np.minimum(box, things[other].box)[:2], np.maximum(box, things[other].box)[2:]])
                done.add(other)
                break
        name = named(habits, thing.name, mistaken, rng)
        times = 2 if rng.random() < habits.repeats else 1
        drawn += [(by_hand(habits, box, thing.degree, rng), name) for _ in range(times)]
    for lure in tempting:
        if rng.random() < min(0.95, habits.lures * lure.degree):
            drawn.append((by_hand(habits, lure.box, 1.0, rng), named(habits, lure.name, mistaken, rng)))
    for _ in range(rng.poisson(habits.strays)):
        drawn.append((random_box(rng, 12, 300), int(rng.integers(CLASSES))))
    return drawn


def overlooked(habits, thing, rng):
    """The odds of a miss grow with the difficulty; below their limit, the short-sighted see one object in three."""
    side = min(thing.box[2] - thing.box[0], thing.box[3] - thing.box[1])
    odds = habits.miss / (1 - habits.miss) * thing.degree + (2.0 if side < habits.blind_below else 0.0)
    return rng.random() < odds / (1 + odds)


def by_hand(habits, box, hardness, rng):
    """A box as this person draws it: bias, and Student's t noise (4 degrees of freedom), more on hard objects."""
    sides = np.tile(box[2:] - box[:2], 2)
    spread = np.hypot(habits.spread * sides * np.sqrt(hardness), habits.pixels)
    return on_image(box + np.array(habits.bias) * sides + spread * rng.standard_t(4, 4) / np.sqrt(2))


def named(habits, name, mistaken, rng):
    if rng.random() >= habits.confusion:
        return name
    wrong = int(rng.choice(CLASSES - 1, p=mistaken[name]))
    return wrong + (wrong >= name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mix", choices=list(MIXES), default="mixed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=300)
    parser.add_argument("--annotators", type=int, default=8)
    parser.add_argument("--answers", type=int, default=5, help="of every image")
    parser.add_argument("--output", type=Path, required=True)
    options = parser.parse_args()
    document = simulate(options.mix, options.seed, options.images, options.annotators, options.answers)
    options.output.write_text(json.dumps(document))


if __name__ == "__main__":
    main()
