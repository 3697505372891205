"""How close merged polygons come to the truth, on simulated outlines.

    python polygons.py path/to/boxwood [--images 100] [--people 3 --people 5 --people 7] [--seed 1] [--json out.json]

Every image has four smooth outlines, so far apart that nobody can take one for another. Everybody traces each with
24 to 60 points; every other annotator is three times as sloppy. Boxwood's polygons are held against the medoid (the one
that overlaps the others most), the one nearest to the mean box (Datumaro's choice) and the pixels that at least half of
the people cover. IoU is that of pycocotools' masks, for all alike, with 95 % bootstrap intervals over images.
"""

import argparse
import json
from pathlib import Path

import numpy as np
from pycocotools import mask

from program import Boxwood

SIDE, PLACES = 480, ((120, 120), (360, 120), (120, 360), (360, 360))


def outline(rng):
    """Centre, mean radius, and amplitude and phase of the waves 2 to 7 of a smooth closed curve."""
    return rng.uniform(35, 80), rng.normal(0, 0.12, 6) / np.arange(2, 8) * 2, rng.uniform(0, 2 * np.pi, 6)


def points(place, shape, angles):
    radius, amplitudes, phases = shape
    waves = (amplitudes * np.cos(np.outer(angles, np.arange(2, 8)) + phases)).sum(axis=1)
    radii = radius * (1 + waves)
    return np.stack([place[0] + radii * np.cos(angles), place[1] + radii * np.sin(angles)], axis=1)


def traced(place, shape, sloppy, rng):
    """What a person draws: points on the outline, off by slow waves and a jitter, the whole of it shifted."""
    noise = 4.5 if sloppy else 1.5
    angles = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(24, 61)))
    drawn = points(place, shape, angles)
    slow = noise * rng.normal(0, 0.7, 4) @ np.stack([f(n * angles) for n in (1, 3) for f in (np.cos, np.sin)])
    outward = (drawn - place) / np.linalg.norm(drawn - place, axis=1, keepdims=True)
    drawn = drawn + outward * slow[:, None] + rng.normal(0, noise / 3, drawn.shape) + rng.normal(0, noise / 3, 2)
    return np.round(np.clip(drawn, 0, SIDE), 2)


def pixels(rings):
    return mask.decode(mask.merge(mask.frPyObjects([ring.ravel().tolist() for ring in rings], SIDE, SIDE))) > 0


def iou(first, second):
    union = (first | second).sum()
    return (first & second).sum() / union if union else 0.0


def document(scenes, people):
    """The traced outlines as multi-annotator COCO."""
    rows = []
    for image, scene in enumerate(scenes, 1):
        for _, _, drawn in scene:
            for person, ring in enumerate(drawn, 1):
                low, high = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
                rows.append({
                    "id": len(rows) + 1, "image_id": image, "annotator_id": person, "category_id": 1, "iscrowd": 0,
                    "bbox": [*low, high[0] - low[0], high[1] - low[1]], "segmentation": [ring.ravel().tolist()]})
    return {
        "images": [{"id": i + 1, "width": SIDE, "height": SIDE} for i in range(len(scenes))],
        "categories": [{"id": 1, "name": "shape"}], "annotators": [{"id": a + 1} for a in range(people)],
        "assignments": [[i + 1, a + 1] for i in range(len(scenes)) for a in range(people)], "annotations": rows}


def medoid(masks):
    return max(masks, key=lambda own: sum(iou(own, other) for other in masks))


def nearest_to_mean_box(masks, drawn):
    corners = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in drawn])
    boxes = np.hstack([corners[:, :2], corners[:, 2:] - corners[:, :2]])
    mean = corners.mean(axis=0)
    found = mask.iou(boxes, np.array([[*mean[:2], *(mean[2:] - mean[:2])]]), [0])
    return masks[int(found[:, 0].argmax())]


def merged(program, scenes, people, method):
    """IoU with the truth of what Boxwood makes of every outline; 0 where it makes nothing."""
    found = {}
    for row in program.merge_document(document(scenes, people), method)["annotations"]:
        rings = [np.array(ring).reshape(-1, 2) for ring in row["segmentation"]]
        found.setdefault(row["image_id"], []).append(pixels(rings))
    return [[max((iou(own, truth) for own in found.get(image, [])), default=0.0) for _, truth, _ in scene]
            for image, scene in enumerate(scenes, 1)]


def measured(program, images, people, seed):
    """IoU by method, image and outline."""
    rng, scenes = np.random.default_rng([seed, people]), []
    for _ in range(images):
        scene = []
        for place in PLACES:
            shape = outline(rng)
            truth = pixels([points(place, shape, np.linspace(0, 2 * np.pi, 400, endpoint=False))])
            scene.append((place, truth, [traced(place, shape, person % 2 == 1, rng) for person in range(people)]))
        scenes.append(scene)
    found = {f"Boxwood, {method}": merged(program, scenes, people, method) for method in ("bayes", "quorum")}
    for name in ("medoid", "nearest to the mean box", "pixels of at least half"):
        found[name] = []
    for scene in scenes:
        for name in list(found)[2:]:
            found[name].append([])
        for _, truth, drawn in scene:
            masks = [pixels([ring]) for ring in drawn]
            found["medoid"][-1].append(iou(medoid(masks), truth))
            found["nearest to the mean box"][-1].append(iou(nearest_to_mean_box(masks, drawn), truth))
            found["pixels of at least half"][-1].append(iou(np.mean(masks, axis=0) >= 0.5, truth))
    return {name: np.array(values) for name, values in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, default=100)
    parser.add_argument("--people", type=int, action="append", help="how many trace; may be given again")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()

    program, results = Boxwood(options.program), {}
    print("| people | method | mean IoU with the truth |\n|---|---|---|")
    for people in options.people or (3, 5, 7):
        rng = np.random.default_rng(options.seed)
        for name, values in measured(program, options.images, people, options.seed).items():
            means = values.mean(axis=1)
            drawn = rng.choice(means, (1000, len(means))).mean(axis=1)
            low, high = np.percentile(drawn, [2.5, 97.5])
            results[f"{people}, {name}"] = [float(means.mean()), float(low), float(high)]
            print(f"| {people} | {name} | {means.mean():.4f} [{low:.4f}, {high:.4f}] |", flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
