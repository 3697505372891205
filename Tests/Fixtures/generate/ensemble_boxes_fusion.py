#!/usr/bin/env python3
"""What ensemble-boxes makes of random boxes: weighted boxes fusion, suppression of non-maxima, non-maximum weighted.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/ensemble_boxes_fusion.py > Tests/Fixtures/agreement/ensemble_boxes.json

No two boxes of a case have the same score, since the package takes equal ones in an order that depends on the sorting.
"""

import contextlib
import io
import json
import warnings

import numpy as np
from ensemble_boxes import nms, non_maximum_weighted, weighted_boxes_fusion

warnings.simplefilter("ignore")
CONFIDENCES = ["avg", "max", "box_and_model_avg", "absent_model_aware_avg"]


def models(generator, number, classes, objects, noise):
    """Boxes [x1, y1, x2, y2] in 0…1, scores and labels of several models around the same objects."""
    truths = []
    for _ in range(objects):
        sides = generator.uniform(0.05, 0.4, 2)
        corner = generator.uniform(0, 1 - sides)
        truths.append((np.concatenate([corner, corner + sides]), int(generator.integers(classes))))
    result = []
    for _ in range(number):
        drawn = []
        for edges, label in truths:
            for _ in range(generator.choice([0, 1, 1, 1, 2])):
                moved = np.clip(edges + generator.normal(0, noise, 4), 0, 1)
                if generator.random() < 0.03:
                    moved[2] = moved[0]
                name = int(generator.integers(classes)) if generator.random() < 0.1 else label
                if moved[2] >= moved[0] and moved[3] >= moved[1]:
                    drawn.append(([round(float(edge), 5) for edge in moved], name))
        result.append(drawn)
    scores = iter(generator.permutation(np.linspace(0.05, 0.99, sum(len(drawn) for drawn in result))))
    return [[{"box": edges, "label": name, "score": round(float(next(scores)), 6)} for edges, name in drawn]
            for drawn in result]


def lists(sources):
    return ([np.array([row["box"] for row in source], float).reshape(-1, 4) for source in sources],
            [np.array([row["score"] for row in source], float) for source in sources],
            [np.array([row["label"] for row in source], int) for source in sources])


def rows(boxes, scores, labels):
    """What came out, by label and box."""
    found = [{"box": [float(edge) for edge in box], "label": int(label), "score": float(score)}
             for box, score, label in zip(boxes, scores, labels)]
    return sorted(found, key=lambda row: (row["label"], row["box"]))


def fused(case):
    sources, options = lists(case["models"]), {"weights": case["weights"], "iou_thr": case["iou"]}
    if case["method"] == "nms":
        return nms(*sources, **options)
    options["skip_box_thr"] = case["skip"]
    if case["method"] == "nmw":
        return non_maximum_weighted(*sources, **options)
    return weighted_boxes_fusion(
        *sources, **options, conf_type=case["confidence"], allows_overflow=case["overflow"])


def main():
    generator = np.random.default_rng(20261129)
    cases = []
    for number in range(72):
        method = ["wbf", "wbf", "nms", "nmw"][number % 4]
        people = 1 + number % 5
        noise = [0.01, 0.03][number // 4 % 2]
        sources = models(generator, people, 1 + number % 3, int(generator.integers(1, 9)), noise)
        if not any(sources):
            sources[0] = [{"box": [0.1, 0.1, 0.4, 0.5], "label": 0, "score": 0.5}]
        weights = None if generator.random() < 0.4 else [round(float(w), 3) for w in generator.uniform(0.5, 3, people)]
        case = {"method": method, "iou": float(generator.choice([0.55, 0.4, 0.7])), "weights": weights, "models": sources}
        if method != "nms":
            case["skip"] = float(generator.choice([0, 0.3]))
        if method == "wbf":
            case["confidence"] = str(generator.choice(CONFIDENCES))
            case["overflow"] = bool(generator.random() < 0.3)
        # The package says on standard output what it leaves out.
        with contextlib.redirect_stdout(io.StringIO()):
            found = fused(case)
        case["fused"] = rows(*found)
        cases.append(case)
    text = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    print('{"source": "ensemble-boxes 1.0.9", "cases": [\n' + text + "\n]}")


if __name__ == "__main__":
    main()
