#!/usr/bin/env python3
"""Masks with holes and several parts, as pycocotools encodes them.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/coco_rle.py > Tests/Fixtures/formats/coco_masks.json

`rings` is the polygon (outline, then holes) the mask was made from, or null for masks drawn pixel by pixel.
"""

import json
import random
import sys

import numpy as np
from pycocotools import mask as coco


def from_rings(rings, height, width):
    pixels = None
    for ring in rings:
        flat = [number for point in ring for number in point]
        part = coco.decode(coco.frPyObjects([flat], height, width))[:, :, 0].astype(bool)
        pixels = part if pixels is None else pixels & ~part
    return pixels


def case(name, pixels, rings=None):
    encoded = coco.encode(np.asfortranarray(pixels.astype(np.uint8)))
    flat = pixels.flatten(order="F")
    runs, value, length = [], False, 0
    for pixel in flat:
        if bool(pixel) == value:
            length += 1
        else:
            runs.append(length)
            value, length = not value, 1
    runs.append(length)
    return {
        "name": name,
        "rings": rings,
        "size": [int(side) for side in pixels.shape],
        "counts": encoded["counts"].decode("ascii"),
        "runs": [int(run) for run in runs],
        "area": int(coco.area(encoded)),
        "bbox": [float(number) for number in coco.toBbox(encoded)],
    }


def main():
    cases = []
    ringed = {
        "square with a square hole": (
            40, 30, [[[2, 2], [28, 2], [28, 38], [2, 38]], [[10, 10], [10, 30], [20, 30], [20, 10]]]),
        "fractional corners, two holes": (
            60, 80, [[[3.25, 4.5], [75.1, 8.9], [70.4, 55.3], [6.6, 50.2]],
                     [[20, 20], [30.5, 20.5], [25, 30]], [[45, 25], [60, 25], [60, 40], [45, 40]]]),
        "triangle without a hole": (20, 20, [[[1, 1], [18, 4], [7, 17]]]),
    }
    for name, (height, width, rings) in ringed.items():
        cases.append(case(name, from_rings(rings, height, width), rings))

    drawn = {
        "one pixel": ["....", ".#..", "...."],
        "whole canvas": ["####", "####"],
        "ring around a pixel": ["###", "#.#", "###"],
        "two parts": ["##..", "##..", "...#"],
        "pixels that touch at a corner": ["#.", ".#"],
        "holes that touch at a corner": ["#####", "#.###", "##.##", "#####"],
        "island in a hole": ["#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"],
        "column wraps": ["#.#", "###", "#.#"],
    }
    for name, rows in drawn.items():
        cases.append(case(name, np.array([[cell == "#" for cell in row] for row in rows])))

    generator = random.Random(7)
    for index in range(20):
        height, width = generator.randint(1, 12), generator.randint(1, 12)
        pixels = np.array([[generator.random() < 0.6 for _ in range(width)] for _ in range(height)])
        if pixels.any():
            cases.append(case(f"random {index}", pixels))
    rows = ",\n".join(json.dumps(entry) for entry in cases)
    sys.stdout.write('{"made_by": "pycocotools 2.0.11", "cases": [\n' + rows + "\n]}\n")


if __name__ == "__main__":
    main()
