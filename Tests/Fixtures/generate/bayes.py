#!/usr/bin/env python3
"""Bayesian consensus of simulated answers, by the formulas of BayesConsensus written out in consensus_model.py.

Needs numpy. Run: python3 Tests/Fixtures/generate/bayes.py > Tests/Fixtures/agreement/bayes.json
"""

import json

import numpy as np

from consensus_model import run

SIDE = 1000


def people(generator, count, careless):
    """Miss rate, false marks an image, edge noise, edge bias and class errors of each person."""
    result = []
    for number in range(count):
        bad = number < careless
        result.append({
            "miss": generator.uniform(0.3, 0.6) if bad else generator.uniform(0.02, 0.15),
            "extra": generator.uniform(1, 3) if bad else generator.uniform(0, 0.4),
            "noise": generator.uniform(0.08, 0.15) if bad else generator.uniform(0.01, 0.05),
            "bias": generator.normal(0, 0.02, 4),
            "wrong": generator.uniform(0.3, 0.6) if bad else generator.uniform(0.01, 0.1),
        })
    return result


def rounded(edges):
    """[x, y, width, height] with three decimals, on the image; None if nothing is left."""
    x1, y1, x2, y2 = (round(float(min(max(edge, 0), SIDE)), 3) for edge in edges)
    if x2 - x1 < 1 or y2 - y1 < 1:
        return None
    return [x1, y1, round(x2 - x1, 3), round(y2 - y1, 3)]


def somewhere(generator):
    width, height = np.exp(generator.uniform(np.log(15), np.log(300), 2))
    x, y = generator.uniform(0, SIDE - width), generator.uniform(0, SIDE - height)
    return np.array([x, y, x + width, y + height])


def answers(generator, crowd, images, classes, each):
    """Votes of a random part of the crowd on every image."""
    result = []
    for _ in range(images):
        objects = [(somewhere(generator), int(generator.integers(classes))) for _ in range(generator.poisson(6))]
        asked = sorted(generator.choice(len(crowd), min(each, len(crowd)), replace=False).tolist())
        votes = []
        for number in asked:
            person, drawn = crowd[number], []
            for box, label in objects:
                if generator.random() < person["miss"]:
                    continue
                sides = np.tile([box[2] - box[0], box[3] - box[1]], 2)
                edges = box + sides * (person["bias"] + generator.standard_t(5, 4) * person["noise"])
                if generator.random() < person["wrong"]:
                    label = int(generator.integers(classes))
                drawn.append((edges, label))
                if generator.random() < 0.03:
                    drawn.append((edges + generator.normal(0, 0.01, 4) * sides, label))
            for _ in range(generator.poisson(person["extra"])):
                drawn.append((somewhere(generator), int(generator.integers(classes))))
            for edges, label in drawn:
                box = rounded(edges)
                if box is not None:
                    votes.append({"annotator": number, "label": label, "box": box})
        result.append({"annotators": asked, "votes": votes})
    return result


def expected(images, classes):
    data = {}
    for number, image in enumerate(images):
        boxes = np.array([vote["box"] for vote in image["votes"]], float).reshape(-1, 4)
        boxes[:, 2:] += boxes[:, :2]
        data[number] = {
            "ann": image["annotators"], "boxes": boxes,
            "cls": np.array([vote["label"] for vote in image["votes"]], int),
            "who": np.array([vote["annotator"] for vote in image["votes"]], int),
        }
    found, skills, risks = run(data, classes)
    for number, image in enumerate(images):
        boxes, labels, scores, existence = found[number]
        boxes = np.clip(boxes, 0, SIDE)
        image["expected"] = {
            "risk": float(risks[number][0]),
            "objects": [
                {"edges": box.tolist(), "label": int(label), "score": float(score), "existence": float(real)}
                for box, label, score, real in zip(boxes, labels, scores, existence)
            ],
        }
    return [
        {"annotator": int(person), "miss": skill["miss"], "falseMark": skill["fp"], "placeSpread": skill["sigma"],
         "bias": skill["bias"], "classAccuracy": skill["acc"]}
        for person, skill in sorted(skills.items())
    ]


def main():
    generator = np.random.default_rng(20261121)
    cases = []
    # People, careless ones, images, classes, people an image.
    for count, careless, number, classes, each in [
        (5, 0, 8, 1, 5), (6, 2, 10, 4, 4), (2, 0, 6, 3, 2), (8, 3, 8, 2, 5), (3, 1, 5, 3, 1), (4, 4, 5, 2, 4),
        (9, 2, 4, 3, 7), (3, 0, 6, 5, 3), (5, 1, 4, 1, 2), (7, 3, 5, 6, 4), (4, 0, 3, 2, 3), (6, 5, 4, 3, 6),
    ]:
        images = answers(generator, people(generator, count, careless), number, classes, each)
        images[-1] = {"annotators": images[-1]["annotators"], "votes": []}
        skills = expected(images, classes)
        cases.append({"classes": classes, "images": images, "skills": skills})
    print(json.dumps({"cases": cases}, separators=(",", ":")))


if __name__ == "__main__":
    main()
