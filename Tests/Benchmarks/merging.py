"""Merging several people's boxes: `boxwood merge` beside the tools a user would pick instead, in one run.

    python merging.py path/to/boxwood [--images 500] [--annotators 5] [--boxes 20] [--repeats 3]

Draws a data set from a seed, lets every tool merge it, and prints the median seconds of each with its ratio to Boxwood's.
Boxwood is timed as a whole process: reading the file, agreement of every pair, consensus, conflicts, writing COCO. The
others are timed for merging alone, with their input already in memory, which is in their favour.
"""

import argparse
import json
import random
import statistics
import subprocess
import tempfile
import time
from pathlib import Path


def draw(images, annotators, boxes, seed):
    """Answers per image and annotator: lists of (x, y, width, height, class), 1280 x 960 pixels."""
    rng = random.Random(seed)
    answers = []
    for _ in range(images):
        truth = []
        for _ in range(boxes):
            width, height = rng.uniform(20, 220), rng.uniform(20, 220)
            truth.append((rng.uniform(0, 1280 - width), rng.uniform(0, 960 - height), width, height, rng.randrange(5)))
        answers.append([[slip(box, rng) for box in truth if rng.random() > 0.1] for _ in range(annotators)])
    return answers


def slip(box, rng):
    x, y, width, height, name = box
    spread = 0.05 * (width * height) ** 0.5
    left, top = max(0, x + rng.gauss(0, spread)), max(0, y + rng.gauss(0, spread))
    right, bottom = min(1280, x + width + rng.gauss(0, spread)), min(960, y + height + rng.gauss(0, spread))
    if rng.random() < 0.05:
        name = rng.randrange(5)
    return (left, top, max(4, right - left), max(4, bottom - top), name)


def as_coco(answers):
    """The data set as multi-annotator COCO."""
    document = {
        "images": [{"id": i + 1, "width": 1280, "height": 960, "file_name": f"{i + 1}.jpg"} for i in range(len(answers))],
        "categories": [{"id": c + 1, "name": f"class {c + 1}"} for c in range(5)],
        "annotators": [{"id": a + 1, "name": f"annotator {a + 1}"} for a in range(len(answers[0]))],
        "assignments": [[i + 1, a + 1] for i, image in enumerate(answers) for a in range(len(image))],
        "annotations": [],
    }
    for i, image in enumerate(answers):
        for a, shapes in enumerate(image):
            for x, y, width, height, name in shapes:
                document["annotations"].append({
                    "id": len(document["annotations"]) + 1, "image_id": i + 1, "annotator_id": a + 1,
                    "category_id": name + 1, "bbox": [x, y, width, height], "area": width * height, "iscrowd": 0,
                })
    return document


def fusion(answers):
    from ensemble_boxes import weighted_boxes_fusion

    def run():
        for image in answers:
            corners = [[(x / 1280, y / 960, (x + w) / 1280, (y + h) / 960) for x, y, w, h, _ in shapes] for shapes in image]
            scores = [[1.0] * len(shapes) for shapes in image]
            names = [[shape[4] for shape in shapes] for shapes in image]
            weighted_boxes_fusion(corners, scores, names, iou_thr=0.55)

    return run


def datumaro(answers, limit):
    """Datumaro's IntersectMerge over the first `limit` images; the caller scales the time up."""
    from datumaro.components.annotation import Bbox, LabelCategories
    from datumaro.components.annotation import AnnotationType
    from datumaro.components.dataset import Dataset
    from datumaro.components.dataset_base import DatasetItem
    from datumaro.components.merge.intersect_merge import IntersectMerge

    categories = {AnnotationType.label: LabelCategories.from_iterable([f"class {c + 1}" for c in range(5)])}

    def sources():
        return [
            Dataset.from_iterable([
                DatasetItem(id=str(i), annotations=[Bbox(x, y, w, h, label=name) for x, y, w, h, name in image[a]])
                for i, image in enumerate(answers[:limit])
            ], categories=categories)
            for a in range(len(answers[0]))
        ]

    prepared = sources()
    return lambda: IntersectMerge(conf=IntersectMerge.Conf(pairwise_dist=0.5))(*prepared)


def median_seconds(run, repeats):
    run()
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, default=500)
    parser.add_argument("--annotators", type=int, default=5)
    parser.add_argument("--boxes", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    answers = draw(options.images, options.annotators, options.boxes, seed=1)
    print(f"{options.images} images, {options.annotators} annotators, {options.boxes} objects an image")

    rows = []
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder, "in.json"), Path(folder, "out.json")
        source.write_text(json.dumps(as_coco(answers)))
        merge = [options.program, "merge", str(source), "--output", str(output)]
        seconds = median_seconds(lambda: subprocess.run(merge, check=True, capture_output=True), options.repeats)
    rows.append(("boxwood merge, whole process", seconds))
    rows.append(("ensemble-boxes weighted boxes fusion", median_seconds(fusion(answers), options.repeats)))
    limit = min(50, options.images)
    scaled = median_seconds(datumaro(answers, limit), options.repeats) * options.images / limit
    rows.append((f"Datumaro IntersectMerge, {limit} images scaled up", scaled))

    reference = rows[0][1]
    print(f"{'tool':46}{'seconds':>9}{'images/s':>10}{'against boxwood':>17}")
    for name, seconds in rows:
        print(f"{name:46}{seconds:9.3f}{options.images / seconds:10.0f}{seconds / reference:16.1f}x")


if __name__ == "__main__":
    main()
