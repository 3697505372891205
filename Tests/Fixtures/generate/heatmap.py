#!/usr/bin/env python3
"""Disagreement maps of random answers, by the formulas of DisagreementMap written out with numpy.

Needs numpy. Run: python3 Tests/Fixtures/generate/heatmap.py > Tests/Fixtures/agreement/heatmap.json
"""

import json
import math

import numpy as np

CELLS_ALONG = 96


def entropy(share):
    """Entropy in bits of a coin."""
    if share <= 0 or share >= 1:
        return 0.0
    return -(share * math.log2(share) + (1 - share) * math.log2(1 - share))


def coverage(box, cell, columns, rows):
    """Share of each cell that a box [x, y, w, h] covers."""
    left, top, width, height = box
    lefts, tops = np.arange(columns) * cell, np.arange(rows) * cell
    across = np.minimum(left + width, lefts + cell) - np.maximum(left, lefts)
    down = np.minimum(top + height, tops + cell) - np.maximum(top, tops)
    return np.outer(np.clip(down, 0, cell) / cell, np.clip(across, 0, cell) / cell)


def layers(width, height, annotators, classes, objects):
    cell = max(1, math.ceil(max(width, height) / CELLS_ALONG))
    columns, rows = math.ceil(width / cell), math.ceil(height / cell)
    presence, boundary, label = (np.zeros((rows, columns)) for _ in range(3))
    touched = np.zeros((rows, columns), bool)
    for item in objects:
        merged = coverage(item["box"], cell, columns, rows)
        drawn = np.array([coverage(vote["box"], cell, columns, rows) for vote in item["votes"]])
        count = len(drawn)
        touched |= (drawn > 0).any(axis=0)
        presence = np.maximum(presence, entropy(count / annotators) * merged)
        if count < 2:
            continue
        boundary = np.maximum(boundary, np.vectorize(entropy)(drawn.mean(axis=0)))
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
            votes.append({"annotator": person, "label": int(generator.integers(0, classes)), "box": box})
        box = np.mean([vote["box"] for vote in votes], axis=0).tolist()
        objects.append({"box": box, "votes": votes})
    return {"width": width, "height": height, "annotators": annotators, "classes": classes, "objects": objects}


def sparse(grid):
    """[index, value] of the cells that are not 0, row by row."""
    flat = grid.ravel()
    return [[int(i), float(flat[i])] for i in np.flatnonzero(flat)]


def main():
    generator = np.random.default_rng(20261121)
    sizes = [(64, 48, 3, 2, 3), (1280, 720, 5, 3, 4), (97, 400, 2, 1, 3), (1000, 1000, 7, 4, 3), (50, 40, 4, 2, 0)]
    cases = []
    for arguments in sizes:
        item = case(generator, *arguments)
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
