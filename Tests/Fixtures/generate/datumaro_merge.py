#!/usr/bin/env python3
"""What Datumaro's IntersectMerge makes of several people's boxes and polygons, where it repeats itself.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/datumaro_merge.py > Tests/Fixtures/agreement/datumaro.json

The package's answer can depend on the order of the sources, of the shapes in them, and on addresses in memory. A case is
kept only if every order that is tried gives the same objects. Pixels of polygons are those of pycocotools. Coordinates are
quarters of a pixel, since the package rounds others to hundredths and keeps them in single precision.
"""

import itertools
import json
import math

import numpy as np
from datumaro.components.annotation import AnnotationType, Bbox, LabelCategories, Polygon
from datumaro.components.dataset import Dataset
from datumaro.components.dataset_base import DatasetItem
from datumaro.components.merge.intersect_merge import IntersectMerge

SIDE = 400
ORDERS = 6


def merged(sources, settings):
    """[label, score, points] of every object, sorted."""
    categories = {AnnotationType.label: LabelCategories.from_iterable([f"c{c}" for c in range(settings["classes"])])}
    datasets = []
    for source in sources:
        shapes = []
        for shape in source:
            if shape["kind"] == "box":
                x, y, width, height = shape["points"]
                shapes.append(Bbox(x, y, width, height, label=shape["label"]))
            else:
                shapes.append(Polygon(shape["points"], label=shape["label"]))
        item = DatasetItem(id="0", annotations=shapes)
        datasets.append(Dataset.from_iterable([item], categories=categories))
    conf = IntersectMerge.Conf(pairwise_dist=settings["iou"], quorum=settings["quorum"])
    found = [shape for item in IntersectMerge(conf=conf)(*datasets) for shape in item.annotations]
    rows = []
    for shape in found:
        is_box = shape.type is AnnotationType.bbox
        points = list(shape.get_bbox()) if is_box else list(shape.points)
        rows.append({
            "kind": "box" if is_box else "polygon",
            "label": shape.label,
            "score": round(float(shape.attributes["score"]), 12),
            "points": [round(float(number), 6) for number in points],
        })
    return sorted(rows, key=lambda row: (row["kind"], row["points"], -1 if row["label"] is None else row["label"]))


def orders(generator, sources):
    """The sources in several orders, their shapes shuffled but for the first time."""
    permutations = list(itertools.permutations(range(len(sources))))
    chosen = [permutations[0], permutations[-1]]
    chosen += [permutations[k] for k in generator.integers(0, len(permutations), ORDERS - 2)]
    for number, order in enumerate(chosen):
        result = []
        for index in order:
            shapes = list(sources[index])
            if number:
                shapes = [shapes[k] for k in generator.permutation(len(shapes))]
            result.append(shapes)
        yield result


def box(generator):
    width, height = np.exp(generator.uniform(math.log(20), math.log(140), 2))
    return np.array([generator.uniform(0, SIDE - width), generator.uniform(0, SIDE - height), width, height])


def ring(outline, generator, noise):
    """Corners on an ellipse in a box, each moved by some pixels, as [x, y, x, y, …]."""
    x, y, width, height = outline
    corners = []
    for corner in range(9):
        angle = 2 * math.pi * corner / 9
        corners.append(x + width / 2 * (1 + math.cos(angle)) + generator.normal(0, noise))
        corners.append(y + height / 2 * (1 + math.sin(angle)) + generator.normal(0, noise))
    return corners


def rounded(numbers):
    return [round(4 * float(min(max(number, 0), SIDE))) / 4 for number in numbers]


def draw(generator, people, objects, classes, kind, noise, wrong):
    """Everybody's shapes around the same objects."""
    truths = [(box(generator), int(generator.integers(classes))) for _ in range(objects)]
    sources = []
    for _ in range(people):
        shapes = []
        for outline, label in truths:
            if generator.random() < 0.15:
                continue
            name = int(generator.integers(classes)) if generator.random() < wrong else label
            is_box = kind == "box" or (kind == "both" and generator.random() < 0.5)
            if is_box:
                edges = outline + generator.normal(0, noise, 4)
                points = rounded([*edges[:2], max(2, edges[2]), max(2, edges[3])])
            else:
                points = rounded(ring(outline, generator, noise))
            shapes.append({"kind": "box" if is_box else "polygon", "label": name, "points": points})
        sources.append(shapes)
    return sources


def cases(generator, wanted):
    kinds = ["box", "box", "polygon", "both"]
    number = 0
    while wanted:
        kind = kinds[number % len(kinds)]
        people = 2 + number % 4
        classes = 1 + number % 3
        sources = draw(generator, people, int(generator.integers(1, 5)), classes, kind,
                       [1.5, 4][number // 4 % 2], 0.15 if classes > 1 else 0)
        settings = {"classes": classes, "iou": [0.5, 0.4, 0.7][number % 3], "quorum": [0, 0, 2, 3][number // 2 % 4]}
        number += 1
        answers = [merged(order, settings) for order in orders(generator, sources)]
        if any(answer != answers[0] for answer in answers):
            continue
        wanted -= 1
        yield {**settings, "sources": sources, "merged": answers[0]}


def main():
    generator = np.random.default_rng(20261128)
    rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases(generator, 64))
    print('{"source": "datumaro 1.13.12", "cases": [\n' + rows + "\n]}")


if __name__ == "__main__":
    main()
