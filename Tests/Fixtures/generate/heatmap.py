#!/usr/bin/env python3
"""Disagreement maps of random answers, by the formulas of DisagreementMap written out with numpy and scipy.

Shapes are [x, y, width, height], or lists of corners [[x, y], …]. Needs the packages of requirements.txt. Run: python3 Tests/Fixtures/generate/heatmap.py > Tests/Fixtures/agreement/heatmap.json
"""

import json
import math

import numpy as np
from scipy.ndimage import distance_transform_edt

CELLS_ALONG = 96
LINES = 16
PARTS = 4


def entropy(share):
    """Entropy in bits of a coin."""
    if share <= 0 or share >= 1:
        return 0.0
    return -(share * math.log2(share) + (1 - share) * math.log2(1 - share))


def crossings(corners, y):
    """Where the edges of a polygon cross a horizontal line, from left to right."""
    found = []
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1]):
        if min(y1, y2) <= y < max(y1, y2):
            found.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return sorted(found)


def coverage(shape, cell, columns, rows):
    """Share of each cell that a shape covers: of a box exactly, of a polygon along 16 lines a row."""
    if isinstance(shape[0], list):
        covered = np.zeros((rows, columns))
        lefts = np.arange(columns) * cell
        for line in range(rows * LINES):
            at = crossings(shape, (line + 0.5) * cell / LINES)
            for start, end in zip(at[::2], at[1::2]):
                covered[line // LINES] += np.clip(np.minimum(end, lefts + cell) - np.maximum(start, lefts), 0, cell)
        return covered / cell / LINES
    left, top, width, height = shape
    lefts, tops = np.arange(columns) * cell, np.arange(rows) * cell
    across = np.minimum(left + width, lefts + cell) - np.maximum(left, lefts)
    down = np.minimum(top + height, tops + cell) - np.maximum(top, tops)
    return np.outer(np.clip(down, 0, cell) / cell, np.clip(across, 0, cell) / cell)


def distances(corners, first, size, part):
    """Distance of each part of a grid from the outline, in parts, positive inside."""
    inside = np.zeros(size, bool)
    centres = first[0] + (np.arange(size[1]) + 0.5) * part
    for row in range(size[0]):
        at = crossings(corners, first[1] + (row + 0.5) * part)
        for start, end in zip(at[::2], at[1::2]):
            inside[row] |= (centres >= start) & (centres < end)
    return np.where(inside, distance_transform_edt(inside) - 0.5, 0.5 - distance_transform_edt(~inside))


def area(corners):
    x, y = np.array(corners).T
    return abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def band(polygons, cell, columns, rows):
    """Share of each cell in the band where the outline between polygons may run, on the cells around them."""
    points = np.array([point for polygon in polygons for point in polygon])
    first, last = np.floor(points.min(axis=0) / cell).astype(int), np.ceil(points.max(axis=0) / cell).astype(int)
    part, shape = cell / PARTS, (last - first)[::-1]
    origin, size = (first - 1) * cell, tuple((shape + 2) * PARTS)
    reach = max(1, max(2, 0.05 * math.sqrt(np.median([area(polygon) for polygon in polygons]))) / part)
    fields = np.clip([distances(polygon, origin, size, part) for polygon in polygons], -reach, reach)
    level = fields.mean(axis=0)
    line = np.abs(level) <= 0.5
    spread = math.sqrt((fields[:, line] ** 2).mean()) if line.any() else 0
    inside = (np.abs(level) < spread)[PARTS:-PARTS, PARTS:-PARTS]
    shares = inside.reshape(shape[0], PARTS, shape[1], PARTS).mean(axis=(1, 3))
    whole = np.zeros((rows, columns))
    whole[first[1]:last[1], first[0]:last[0]] = shares
    return whole


def layers(width, height, annotators, classes, objects):
    cell = max(1, math.ceil(max(width, height) / CELLS_ALONG))
    columns, rows = math.ceil(width / cell), math.ceil(height / cell)
    presence, boundary, label = (np.zeros((rows, columns)) for _ in range(3))
    touched = np.zeros((rows, columns), bool)
    for item in objects:
        merged = coverage(item["shape"], cell, columns, rows)
        drawn = np.array([coverage(vote["shape"], cell, columns, rows) for vote in item["votes"]])
        count = len(drawn)
        touched |= (drawn > 0).any(axis=0)
        presence = np.maximum(presence, entropy(count / annotators) * merged)
        if count < 2:
            continue
        doubts = np.vectorize(entropy)
        # What a cell holds of each shape's own edge is no disagreement.
        boundary = np.maximum(boundary, doubts(drawn.mean(axis=0)) - doubts(drawn).mean(axis=0))
        polygons = [vote["shape"] for vote in item["votes"] if isinstance(vote["shape"][0], list)]
        if len(polygons) > 1:
            boundary = np.maximum(boundary, band(polygons, cell, columns, rows))
        names = [vote["label"] for vote in item["votes"]]
        shares = [names.count(name) / count for name in sorted(set(names))]
        doubt = -sum(share * math.log(share) for share in shares) / math.log(min(count, max(2, classes)))
        label = np.maximum(label, doubt * merged)
    total = 1 - (1 - presence) * (1 - boundary) * (1 - label)
    index = float(total[touched].mean()) if touched.any() else 0.0
    return cell, columns, rows, presence, boundary, label, total, index


def case(generator, width, height, annotators, classes, count):
    """Objects with a merged box and the boxes of those who drew it."""
    objects = []
    for _ in range(count):
        w, h = generator.uniform(0.05, 0.4) * width, generator.uniform(0.05, 0.4) * height
        x, y = generator.uniform(0, width - w), generator.uniform(0, height - h)
        people = sorted(generator.choice(annotators, generator.integers(1, annotators + 1), replace=False).tolist())
        votes = []
        for person in people:
            left, top = max(0, x + generator.normal(0, 0.05 * w)), max(0, y + generator.normal(0, 0.05 * h))
            right = min(width, x + w + generator.normal(0, 0.05 * w))
            bottom = min(height, y + h + generator.normal(0, 0.05 * h))
            box = [round(float(left), 3), round(float(top), 3)]
            box += [round(float(right), 3) - box[0], round(float(bottom), 3) - box[1]]
            votes.append({"annotator": person, "label": int(generator.integers(0, classes)), "shape": box})
        box = np.mean([vote["shape"] for vote in votes], axis=0).tolist()
        objects.append({"shape": box, "votes": votes})
    return {"width": width, "height": height, "annotators": annotators, "classes": classes, "objects": objects}


def outlined(generator, width, height, annotators, classes, count):
    """The same with polygons, now and then a box among them; the merged shape is the first."""
    item = case(generator, width, height, annotators, classes, count)
    for drawn in item["objects"]:
        for vote in drawn["votes"]:
            if generator.random() < 0.15:
                continue
            x, y, w, h = vote["shape"]
            angles = [2 * math.pi * corner / 11 for corner in range(11)]
            vote["shape"] = [[round(x + w / 2 * (1 + math.cos(angle)), 3), round(y + h / 2 * (1 + math.sin(angle)), 3)]
                             for angle in angles]
        drawn["shape"] = drawn["votes"][0]["shape"]
    return item


def sparse(grid):
    """[index, value] of the cells that are not 0, row by row."""
    flat = grid.ravel()
    return [[int(i), round(float(flat[i]), 11)] for i in np.flatnonzero(flat)]


def main():
    generator = np.random.default_rng(20261121)
    sizes = [(case, (64, 48, 3, 2, 3)), (case, (1280, 720, 5, 3, 4)), (case, (97, 400, 2, 1, 3)),
             (case, (1000, 1000, 7, 4, 3)), (case, (50, 40, 4, 2, 0)), (outlined, (320, 240, 5, 2, 4)),
             (outlined, (1500, 1000, 4, 3, 3))]
    cases = []
    for make, arguments in sizes:
        item = make(generator, *arguments)
        cell, columns, rows, presence, boundary, label, total, index = layers(
            item["width"], item["height"], item["annotators"], item["classes"], item["objects"])
        item["expected"] = {
            "cell": cell, "columns": columns, "rows": rows, "presence": sparse(presence),
            "boundary": sparse(boundary), "class": sparse(label), "total": sparse(total), "index": index,
        }
        cases.append(item)
    print(json.dumps({"cases": cases}, separators=(",", ":")))


if __name__ == "__main__":
    main()
