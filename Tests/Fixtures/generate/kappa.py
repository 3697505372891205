#!/usr/bin/env python3
"""Cohen's kappa by scikit-learn and statsmodels, Fleiss' kappa by statsmodels and irrCAC, of random ratings.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/kappa.py > Tests/Fixtures/agreement/kappa.json
"""

import json
import warnings

import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

warnings.simplefilter("ignore")


def finite(value):
    value = float(value)
    return value if np.isfinite(value) else None


def cohen(table):
    """Kappa from both packages, which must agree, and its standard error."""
    table = np.array(table)
    first = [i for i, row in enumerate(table) for count in row for _ in range(count)]
    second = [j for row in table for j, count in enumerate(row) for _ in range(count)]
    by_items = finite(cohen_kappa_score(first, second))
    by_table = cohens_kappa(table)
    value = finite(by_table.kappa)
    assert (by_items is None) == (value is None), (by_items, value)
    assert value is None or abs(by_items - value) < 1e-12
    return {"table": table.tolist(), "kappa": value,
            "error": None if value is None else finite(by_table.std_kappa)}


def fleiss(counts):
    """Kappa by statsmodels where every unit has the same number of ratings, by irrCAC (rounded to 12 digits) elsewhere."""
    counts = np.array(counts)
    ratings = counts.sum(axis=1)
    if len(set(ratings.tolist())) == 1:
        return {"counts": counts.tolist(), "kappa": finite(fleiss_kappa(counts))}
    wide = [[c for c, count in enumerate(row) for _ in range(count)] for row in counts]
    frame = pd.DataFrame([row + [None] * (int(ratings.max()) - len(row)) for row in wide])
    value = CAC(frame, digits=12).fleiss()["est"]["coefficient_value"]
    return {"counts": counts.tolist(), "kappa": finite(value)}


def ratings(generator, units, raters, classes, agreement):
    counts = np.zeros((units, classes), dtype=int)
    for unit in range(units):
        truth = int(generator.integers(classes))
        for _ in range(raters if isinstance(raters, int) else int(generator.integers(*raters))):
            value = truth if generator.random() < agreement else int(generator.integers(classes))
            counts[unit, value] += 1
    return counts


def main():
    generator = np.random.default_rng(20261122)
    tables = [[[20, 5], [10, 15]], [[45, 15], [25, 15]], [[25, 35], [5, 35]], [[7, 0], [0, 9]], [[0, 8], [6, 0]],
              [[12, 0], [0, 0]], [[9, 3], [0, 0]], [[0, 4], [0, 9]]]
    for index in range(12):
        classes = int(generator.integers(2, 7))
        table = generator.integers(0, 6, (classes, classes)) + np.diag(generator.integers(0, 40, classes))
        tables.append(table if index % 3 else np.where(generator.random((classes, classes)) < 0.4, 0, table))
    groups = [[[0, 3], [3, 0], [0, 3]], [[2, 1], [1, 2]], [[3, 0], [3, 0]],
              [[0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
               [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]]]
    for index in range(8):
        groups.append(ratings(generator, int(generator.integers(3, 40)), int(generator.integers(2, 8)),
                              int(generator.integers(2, 6)), [0, 0.5, 0.9][index % 3]))
    for index in range(6):
        groups.append(ratings(generator, int(generator.integers(5, 40)), (2, 7), int(generator.integers(2, 6)),
                              [0, 0.5, 0.9][index % 3]))
    print(json.dumps({"cohen": [cohen(t) for t in tables], "fleiss": [fleiss(g) for g in groups]},
                     separators=(",", ":")))


if __name__ == "__main__":
    main()
