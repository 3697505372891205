#!/usr/bin/env python3
"""What crowd-kit makes of several people's masks: majority, expectation maximisation and RASA.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/crowdkit_masks.py > Tests/Fixtures/agreement/masks.json

Masks are lists of rows, a character a pixel.
"""

import json
import warnings

import numpy as np
import pandas as pd
from crowdkit.aggregation import SegmentationEM, SegmentationMajorityVote, SegmentationRASA

warnings.simplefilter("ignore")


def blob(generator, width, height, noise):
    """An ellipse in the middle, its edge wavering, with a hole now and then."""
    y, x = np.mgrid[:height, :width]
    across = (x - width / 2 - generator.normal(0, noise)) / (0.32 * width + generator.normal(0, noise))
    down = (y - height / 2 - generator.normal(0, noise)) / (0.34 * height + generator.normal(0, noise))
    reach = 1 + 0.15 * np.sin(3 * np.arctan2(down, across) + generator.uniform(0, 6))
    mask = np.hypot(across, down) <= reach
    if generator.random() < 0.3:
        mask &= np.hypot(across, down) > 0.25
    return mask


def text(mask):
    return ["".join("#" if pixel else "." for pixel in row) for row in mask]


def case(masks):
    data = pd.DataFrame([["t", f"w{k}", mask] for k, mask in enumerate(masks)],
                        columns=["task", "worker", "segmentation"])
    return {
        "masks": [text(mask) for mask in masks],
        "majority": text(SegmentationMajorityVote().fit_predict(data)["t"]),
        "em": text(SegmentationEM().fit_predict(data)["t"]),
        "rasa": text(SegmentationRASA().fit_predict(data)["t"]),
    }


def main():
    generator = np.random.default_rng(20261201)
    cases = []
    for width, height, people, noise in [(16, 12, 3, 0.6), (24, 18, 5, 1), (30, 30, 4, 1.5), (12, 20, 2, 1),
                                         (28, 16, 7, 1.5), (20, 20, 6, 3), (18, 14, 1, 0), (26, 22, 5, 3)]:
        cases.append(case([blob(generator, width, height, noise) for _ in range(people)]))
    apart = np.zeros((2, 8, 10), bool)
    apart[0, :4, :4] = apart[1, 5:, 6:] = True
    cases.append(case(list(apart)))
    cases.append(case([blob(generator, 14, 14, 0.5)] * 3))
    rows = ",\n".join(json.dumps(row, separators=(",", ":")) for row in cases)
    print('{"source": "crowd-kit 1.4.2", "cases": [\n' + rows + "\n]}")


if __name__ == "__main__":
    main()
