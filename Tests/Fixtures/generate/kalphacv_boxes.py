#!/usr/bin/env python3
"""Alpha over matched columns of boxes, by kalphacv.

Needs the packages of requirements.txt. Run:
python3 Tests/Fixtures/generate/kalphacv_boxes.py > Tests/Fixtures/agreement/matched_columns.json

People and classes are numbered from 1: to the package a class 0 is the same as a missing box.
"""

import json

import numpy as np
from kalphacv.calculate_iaa import calculate_iaa

THRESHOLDS = [0.3, 0.5, 0.75]
SIDE = 300


def image(generator, people, objects, classes, noise, missing):
    """Everybody's boxes [x, y, width, height] with their classes."""
    drawn = {person: [] for person in people}
    for _ in range(objects):
        width, height = generator.uniform(20, 120, 2)
        x, y = generator.uniform(0, SIDE - width), generator.uniform(0, SIDE - height)
        label = 1 + int(generator.integers(classes))
        for person in people:
            if generator.random() < missing:
                continue
            name = 1 + int(generator.integers(classes)) if generator.random() < 0.15 else label
            dx, dy, dw, dh = generator.normal(0, noise, 4)
            box = [x + dx, y + dy, max(3, width + dw), max(3, height + dh)]
            drawn[person].append({"box": [round(float(number), 3) for number in box], "label": name})
    return [{"person": person, "shapes": shapes} for person, shapes in drawn.items()]


def alphas(images):
    """The package's figure for each threshold; it takes the images together, and their mean."""
    data = {"images": [], "annotations": []}
    for number, answers in enumerate(images):
        data["images"].append({"id": number, "file_name": f"{number}.png", "width": SIDE, "height": SIDE,
                               "raters": [answer["person"] for answer in answers]})
        for answer in answers:
            for shape in answer["shapes"]:
                data["annotations"].append({"image_id": number, "bbox": shape["box"], "category_id": shape["label"],
                                            "rater": answer["person"]})
    found = calculate_iaa("bbox", data, "raters", "rater", THRESHOLDS, 0.6, silent=True)
    return [float(found[threshold]) for threshold in THRESHOLDS]


def main():
    generator = np.random.default_rng(20261202)
    cases = []
    # Images, people, classes, noise, missing boxes.
    for count, people, classes, noise, missing in [
        (4, 3, 2, 4, 0.1), (5, 2, 3, 8, 0.2), (3, 5, 1, 5, 0.15), (6, 4, 4, 12, 0.1), (1, 3, 2, 3, 0), (2, 6, 3, 15, 0.4),
        (8, 3, 2, 20, 0.3), (4, 7, 2, 6, 0.5), (3, 2, 1, 2, 0), (5, 4, 5, 10, 0.05), (4, 3, 2, 30, 0.1), (2, 2, 2, 5, 0.9)
    ]:
        images = []
        for _ in range(count):
            asked = sorted(1 + generator.choice(people, int(generator.integers(2, people + 1)), replace=False))
            images.append(image(generator, [int(person) for person in asked], int(generator.integers(0, 9)), classes,
                                noise, missing))
        cases.append({"images": images, "alpha": alphas(images)})
    text = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    print(json.dumps({"source": "kalphacv 1.5.2", "thresholds": THRESHOLDS})[:-1] + ', "cases": [\n' + text + "\n]}")


if __name__ == "__main__":
    main()
