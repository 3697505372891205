#!/usr/bin/env python3
"""What pycocotools answers to shapes of ours, for GeometryTests.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/pycocotools_geometry.py > Tests/Fixtures/geometry/pycocotools.json

Coordinates are multiples of 1/64, so they are the same numbers in every language.
"""
import json
import math
import random
from importlib.metadata import version

import numpy as np
from pycocotools import mask

# Boxes [x, y, width, height]: plain, touching, inside, without area, negative, tiny, far away.
BOXES = [
    [0, 0, 10, 10], [5, 5, 10, 10], [10, 0, 10, 10], [0, 10, 10, 10], [2, 2, 3, 3],
    [0, 0, 0, 10], [3, 3, 0, 0], [0, 0, -5, 5], [8, 8, -4, -4], [0.25, 0.5, 0.125, 0.25],
    [-5, -5, 10, 10], [1e6, 1e6, 100, 50], [1e6 + 25.5, 1e6 + 12.25, 100, 50], [0, 0, 1e-3, 1e-3],
    [0, 0, 1000, 0.5], [9.984375, 0, 10, 10],
]

HEIGHT, WIDTH = 40, 60

# Rings on a canvas of 60 x 40 by name.
RINGS = {
    "triangle": [(5, 5), (30, 8), (12, 33)],
    "rectangle": [(10, 10), (20, 10), (20, 25), (10, 25)],
    "rectangle, other way round": [(10, 25), (20, 25), (20, 10), (10, 10)],
    "half pixels": [(10.5, 10.5), (20.5, 10.5), (20.5, 25.5), (10.5, 25.5)],
    "bow tie": [(5, 5), (35, 30), (35, 5), (5, 30)],
    "collinear": [(5, 5), (15, 15), (25, 25)],
    "horizontal line": [(5, 5), (25, 5), (15, 5)],
    "vertical line": [(5, 5), (5, 25), (5, 15)],
    "inside one pixel": [(7.25, 7.25), (7.75, 7.25), (7.5, 7.75)],
    "one pixel": [(7, 7), (8, 7), (8, 8), (7, 8)],
    "thin sliver": [(2, 20), (58, 20.25), (58, 20.5)],
    "repeated corners": [(10, 10), (10, 10), (30, 10), (30, 30), (30, 30), (10, 30)],
    "all one point": [(10, 10), (10, 10), (10, 10)],
    "whole canvas": [(0, 0), (60, 0), (60, 40), (0, 40)],
    "over every edge": [(-10, -10), (70, -10), (70, 50), (-10, 50)],
    "left of the canvas": [(-30, 5), (-10, 5), (-10, 30), (-30, 30)],
    "below the canvas": [(5, 50), (30, 50), (30, 70), (5, 70)],
    "over the corner": [(-6.25, -3.5), (14.5, 2.25), (3.75, 18)],
    "over the bottom": [(10, 30), (50, 35), (30, 55)],
    "star": [(30 + (18 if i % 2 == 0 else 7) * math.cos(math.pi * i / 5),
              20 + (18 if i % 2 == 0 else 7) * math.sin(math.pi * i / 5)) for i in range(10)],
    "pentagram": [(30 + 17 * math.cos(4 * math.pi * i / 5),
                   20 + 17 * math.sin(4 * math.pi * i / 5)) for i in range(5)],
    "letter C": [(10, 5), (50, 5), (50, 12), (20, 12), (20, 28), (50, 28), (50, 35), (10, 35)],
    "comb": [(5, 35)] + [(5 + i, 5 if i % 2 else 30) for i in range(50)] + [(55, 35)],
    "spike": [(10, 10), (40, 10), (10, 10.25), (10, 30)],
    "negative fractions": [(-0.3, -0.7), (20.1, -0.1), (19.9, 12.3), (-0.9, 11.8)],
    "last column": [(59, 0), (60, 0), (60, 40), (59, 40)],
}


def sixty_fourths(ring):
    return [[math.floor(x * 64 + .5) / 64, math.floor(y * 64 + .5) / 64] for x, y in ring]


def random_rings(count, seed):
    numbers = random.Random(seed)
    for index in range(count):
        corners = numbers.choice([3, 4, 5, 8, 20])
        ring = [(numbers.uniform(-8, WIDTH + 8), numbers.uniform(-8, HEIGHT + 8)) for _ in range(corners)]
        yield f"random {index}", ring


def main():
    boxes = np.array(BOXES, dtype=np.double)
    names, encoded, rings = [], [], []
    for name, ring in [*RINGS.items(), *random_rings(24, 20)]:
        ring = sixty_fourths(ring)
        flat = [number for point in ring for number in point]
        names.append(name)
        encoded.append(mask.frPyObjects([flat], HEIGHT, WIDTH)[0])
        rings.append(ring)

    def counts(rle):
        # Column-major run lengths, counted from the decoded pixels.
        pixels = mask.decode(rle).flatten(order="F")
        runs, inside, length = [], 0, 0
        for pixel in pixels:
            if pixel != inside:
                runs.append(length)
                inside, length = pixel, 0
            length += 1
        return runs + [length]

    everything = {
        "source": f"pycocotools {version('pycocotools')}",
        "height": HEIGHT,
        "width": WIDTH,
        "boxes": BOXES,
        "boxIoU": mask.iou(boxes, boxes, [0] * len(BOXES)).tolist(),
        "boxCrowdIoU": mask.iou(boxes, boxes, [1] * len(BOXES)).tolist(),
        "polygons": [
            {
                "name": name,
                "ring": ring,
                "compressed": rle["counts"].decode(),
                "counts": counts(rle),
                "area": int(mask.area(rle)),
                "bounds": mask.toBbox(rle).tolist(),
            }
            for name, ring, rle in zip(names, rings, encoded)
        ],
        "maskIoU": mask.iou(encoded, encoded, [0] * len(encoded)).tolist(),
        "maskCrowdIoU": mask.iou(encoded, encoded, [1] * len(encoded)).tolist(),
        "neighbours": [
            {
                "union": mask.merge([a, b], intersect=False)["counts"].decode(),
                "intersection": mask.merge([a, b], intersect=True)["counts"].decode(),
            }
            for a, b in zip(encoded, encoded[1:])
        ],
    }
    # A line for each top-level entry, and one for each polygon.
    lines = []
    for key, value in everything.items():
        if key in ("polygons", "neighbours"):
            text = "[\n" + ",\n".join("  " + json.dumps(one) for one in value) + "\n]"
        else:
            text = json.dumps(value)
        lines.append(f"{json.dumps(key)}: {text}")
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
