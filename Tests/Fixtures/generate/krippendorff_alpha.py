#!/usr/bin/env python3
"""Krippendorff's alpha of random values and boxes, by the krippendorff package.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/krippendorff_alpha.py > Tests/Fixtures/agreement/krippendorff.json

The package compares a value with all others, those of its own unit among them; for places only pairs of different units
are chance. Hence its expected disagreement is taken apart here, and checked against a plain double loop.
"""

import json

import krippendorff
import numpy as np


def nominal(units, classes):
    """Alpha of lists of values, or None where the package refuses."""
    counts = np.zeros((max(1, len(units)), classes), dtype=int)
    for row, unit in enumerate(units):
        for value in unit:
            counts[row, value] += 1
    try:
        value = float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
    except (ValueError, AssertionError):
        return None
    return None if np.isnan(value) else value


def random_units(generator, units, raters, classes, missing, agreement):
    result = []
    for _ in range(units):
        truth = int(generator.integers(classes))
        values = []
        for _ in range(raters):
            if generator.random() < missing:
                continue
            values.append(truth if generator.random() < agreement else int(generator.integers(classes)))
        result.append(values)
    return result


def iou(a, b):
    w = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    h = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w * h / (a[2] * a[3] + b[2] * b[3] - w * h)


def place(units):
    """Observed and expected disagreement with chance across units only."""
    pairable = [unit for unit in units if len(unit) > 1]
    boxes = [box for unit in pairable for box in unit]
    owner = [row for row, unit in enumerate(pairable) for _ in unit]
    n = len(boxes)
    matrix = np.array([[1 - iou(a, b) for b in boxes] for a in boxes])
    np.fill_diagonal(matrix, 0)
    counts = np.zeros((len(pairable), n), dtype=int)
    counts[owner, np.arange(n)] = 1

    def metric(v1, v2, i1, i2, n_v, dtype=np.float64):
        return matrix[np.ix_(np.ravel(i1), np.ravel(i2))].astype(dtype)

    alpha = float(krippendorff.alpha(value_counts=counts, value_domain=np.arange(n), level_of_measurement=metric))
    inside = np.array([matrix[np.ix_(m, m)].sum() for m in ([i for i in range(n) if owner[i] == u]
                                                           for u in range(len(pairable)))])
    sizes = np.array([len(unit) for unit in pairable])
    observed = float((inside / (sizes - 1)).sum() / n)
    everything = observed / (1 - alpha)
    assert abs(everything - matrix.sum() / (n * (n - 1))) < 1e-12
    expected = float((everything * n * (n - 1) - inside.sum()) / (n * (n - 1) - (sizes * (sizes - 1)).sum()))
    loop = [matrix[i, j] for i in range(n) for j in range(n) if owner[i] != owner[j]]
    assert abs(expected - np.mean(loop)) < 1e-12
    return {"observed": 1 - observed, "expected": 1 - expected, "alpha": 1 - observed / expected}


def main():
    generator = np.random.default_rng(20261121)
    fixed = [
        ([[0, 0], [1, 1], [0, 1], [1, 0]], 2),
        ([[0, 0, 0, 0]], 1), ([[1, 1], [1, 1], [1, 1]], 2),
        ([[0], [1], [0]], 2), ([], 2), ([[], [0]], 2), ([[0, 1]], 2), ([[0, 0], [1]], 2),
        ([[0, 0], [1, 1], [2, 2]], 3), ([[0, 1], [1, 2], [2, 0]], 3),
        ([[0, 0, 1], [], [2], [1, 1, 1, 1, 0]], 3),
    ]
    cases = [{"units": units, "classes": classes} for units, classes in fixed]
    for index in range(26):
        classes = int(generator.integers(2, 7))
        cases.append({
            "units": random_units(generator, int(generator.integers(2, 60)), int(generator.integers(2, 9)), classes,
                                  [0, 0.2, 0.6][index % 3], [0, 0.5, 0.9][index // 9 % 3]),
            "classes": classes})
    for case in cases:
        case["alpha"] = nominal(case["units"], case["classes"])

    places = []
    for index in range(12):
        units = []
        for _ in range(int(generator.integers(2, 9))):
            x, y, w, h = generator.uniform([0, 0, 10, 10], [60, 60, 50, 50])
            spread = [0.5, 3, 8][index % 3]
            units.append([[round(float(v), 4) for v in (x + dx, y + dy, max(2, w + dw), max(2, h + dh))]
                          for dx, dy, dw, dh in generator.normal(0, spread, (int(generator.integers(1, 6)), 4))])
        if sum(len(unit) > 1 for unit in units) < 2:
            continue
        places.append({"units": units, **place(units)})
    print(json.dumps({"nominal": cases, "place": places}, separators=(",", ":")))


if __name__ == "__main__":
    main()
