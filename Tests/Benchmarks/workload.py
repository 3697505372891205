"""Answers for measuring speed: many boxes, easy to draw, the same for every tool."""

import json

import numpy as np

WIDTH, HEIGHT, CLASSES = 1280, 960, 5
BLOCK = 2000


def answers(images, annotators, boxes, seed):
    """For every image and annotator a pair: N x 4 boxes (left, top, right, bottom in pixels) and N classes from 1.

    Everybody misses one object in twenty and marks a twentieth of nothing; edges are off by 5 % of the size; one class
    in twenty is wrong. Drawn in blocks of 2,000 images, so that a long data set begins with a short one.
    """
    for start in range(0, images, BLOCK):
        rng = np.random.default_rng([seed, start])
        for _ in range(min(BLOCK, images - start)):
            size = rng.uniform(20, 220, (boxes, 2))
            corner = rng.uniform(0, 1, (boxes, 2)) * (np.array([WIDTH, HEIGHT]) - size)
            truth, names = np.hstack([corner, corner + size]), rng.integers(1, CLASSES + 1, boxes)
            slips = rng.normal(0, 0.05, (annotators, boxes, 4)) * np.sqrt(size.prod(1))[None, :, None]
            moved = rng.random((annotators, boxes)) < 0.05
            wrong, seen = rng.random((annotators, boxes)) < 0.05, rng.random((annotators, boxes)) > 0.05
            yield [one(truth + slips[a], np.where(wrong[a], names % CLASSES + 1, names), seen[a], moved[a])
                   for a in range(annotators)]


def one(boxes, names, seen, moved):
    """One annotator's answer: what they saw, and beside it copies put elsewhere, round nothing."""
    stray = np.stack([WIDTH - boxes[moved, 2], HEIGHT - boxes[moved, 3],
                      WIDTH - boxes[moved, 0], HEIGHT - boxes[moved, 1]], axis=1)
    boxes, names = np.vstack([boxes[seen], stray]), np.concatenate([names[seen], names[moved]])
    boxes = np.clip(boxes, 0, [WIDTH, HEIGHT, WIDTH, HEIGHT])
    kept = (boxes[:, 2:] - boxes[:, :2] >= 2).all(axis=1)
    return np.round(boxes[kept], 2), names[kept]


def write(path, images, annotators, boxes, seed):
    """The answers as multi-annotator COCO, written image by image; returns how many boxes there are."""
    count = 0
    with open(path, "w", encoding="utf-8") as file:
        listed = ",".join(f'{{"id":{i},"width":{WIDTH},"height":{HEIGHT}}}' for i in range(1, images + 1))
        people = [{"id": a + 1, "name": f"annotator {a + 1}"} for a in range(annotators)]
        names = [{"id": c + 1, "name": f"class {c + 1}"} for c in range(CLASSES)]
        file.write(f'{{"images":[{listed}],"categories":{json.dumps(names)},"annotators":{json.dumps(people)},')
        looks = ",".join(f"[{i},{a + 1}]" for i in range(1, images + 1) for a in range(annotators))
        file.write(f'"assignments":[{looks}],"annotations":[')
        for image, own in enumerate(answers(images, annotators, boxes, seed), 1):
            rows = []
            for person, (drawn, labels) in enumerate(own, 1):
                for (left, top, right, bottom), name in zip(drawn.tolist(), labels.tolist()):
                    count += 1
                    rows.append(
                        f'{{"id":{count},"image_id":{image},"annotator_id":{person},"category_id":{name},'
                        f'"bbox":[{left:.2f},{top:.2f},{right - left:.2f},{bottom - top:.2f}],"iscrowd":0}}')
            file.write(("," if 0 < len(rows) < count else "") + ",".join(rows))
        file.write("]}")
    return count
