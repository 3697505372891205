#!/usr/bin/env python3
"""COCOeval's figures for random boxes.

Needs the packages of requirements.txt. Run: python3 Tests/Fixtures/generate/cocoeval.py > Tests/Fixtures/agreement/cocoeval.json
"""

import contextlib
import io
import json

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def box(generator, size=200):
    w, h = generator.uniform(5, 60, 2)
    return [float(generator.uniform(0, size - w)), float(generator.uniform(0, size - h)), float(w), float(h)]


def moved(generator, original, spread):
    x, y, w, h = original
    dx, dy, dw, dh = generator.normal(0, spread, 4)
    return [float(x + dx), float(y + dy), float(max(1, w + dw)), float(max(1, h + dh))]


def case(seed, images, classes, crowd, ties, many=0):
    generator = np.random.default_rng(seed)
    truth, found = [], []
    for image in range(1, images + 1):
        for _ in range(generator.integers(0, 7)):
            category = int(generator.integers(1, classes + 1))
            original = box(generator)
            is_crowd = int(generator.random() < crowd)
            if is_crowd:
                original[2] *= 1.7
                original[3] *= 1.7
            truth.append({"id": len(truth) + 1, "image_id": image, "category_id": category, "bbox": original,
                          "area": original[2] * original[3], "iscrowd": is_crowd})
            for _ in range(generator.integers(0, 5 if is_crowd else 3)):
                name = category if generator.random() < 0.85 else int(generator.integers(1, classes + 1))
                found.append((image, name, moved(generator, original, generator.choice([0.5, 3, 8]))))
        for _ in range(generator.integers(0, 3) + many):
            found.append((image, int(generator.integers(1, classes + 1)), box(generator)))
    predictions = []
    for image, category, shape in found:
        score = float(generator.random())
        predictions.append({"image_id": image, "category_id": category, "bbox": shape,
                            "score": round(score, 1) if ties else score})
    dataset = {"info": {}, "images": [{"id": i, "width": 300, "height": 300} for i in range(1, images + 1)],
               "categories": [{"id": c} for c in range(1, classes + 1)], "annotations": truth}
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO()
        coco.dataset = dataset
        coco.createIndex()
        evaluation = COCOeval(coco, coco.loadRes([dict(p) for p in predictions]), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    stats = evaluation.stats
    keep = ("image_id", "category_id", "bbox", "iscrowd")
    return {
        "images": images,
        "truth": [{key: t[key] for key in keep} for t in truth],
        "predictions": predictions,
        "expected": {"ap": float(stats[0]), "ap50": float(stats[1]), "ap75": float(stats[2]), "ar100": float(stats[8])},
    }


def main():
    cases = [
        case(1, images=12, classes=1, crowd=0, ties=False),
        case(2, images=12, classes=3, crowd=0, ties=False),
        case(3, images=15, classes=3, crowd=0.25, ties=False),
        case(4, images=15, classes=2, crowd=0.25, ties=True),
        case(5, images=2, classes=1, crowd=0.1, ties=False, many=120),
    ]
    print(json.dumps({"cases": cases}, separators=(",", ":")))


if __name__ == "__main__":
    main()
