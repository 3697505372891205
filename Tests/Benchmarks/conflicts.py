"""How much sooner the order of the conflict queue finds true errors than a random order does.

    python conflicts.py path/to/boxwood path/to/data [--photographs folder] [--annotators 3] [--draws 5]
        [--picture out.svg] [--json out.json]

DATA is a folder of multi-annotator COCO files with "assignments" and, as truth, "gt_image_ids" and "gt_annotations", or
one such file; --photographs adds a crowd of mixed care (simulate.py) over the boxes of a folder in Pascal VOC form. The answers of random annotators are merged, and the queue is written by `boxwood merge --conflicts`. True
errors are wrong and missed objects at IoU 0.5 with the right class, on the images whose truth is known. Opening a
conflict finds the errors that lie in it: a wrong object whose middle is in its box, or a missed one of which at least
half is. Each error is found once, by the first conflict that holds it.

The area under the curve of errors found over conflicts opened is 1 where the first conflict holds all that can be found.
Beside it are the area over minutes of work (the queue's own model of them), that of the best possible order, and of 200
random orders.
"""

import argparse
import json
import random
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

import simulate
from claims import overlaps
from crowd import Crowd
from picture import curves
from program import read_merged


def over_photographs(folder, seed):
    """A simulated crowd over the boxes of a VOC folder, scaled to the size that the crowd is simulated at."""
    truth, names = [], {}
    for path in sorted(Path(folder, "Annotations").glob("*.xml")):
        root = ElementTree.parse(path).getroot()
        width, height = (float(root.findtext(f"size/{side}")) for side in ("width", "height"))
        scale = np.array([simulate.WIDTH / width, simulate.HEIGHT / height] * 2)
        boxes = []
        for row in root.iter("object"):
            box = scale * [float(row.findtext(f"bndbox/{edge}")) for edge in ("xmin", "ymin", "xmax", "ymax")]
            if box[2] > box[0] and box[3] > box[1]:
                boxes.append((box, names.setdefault(row.findtext("name"), len(names))))
        truth.append(boxes)
    return Crowd.parse(simulate.simulate("mixed", seed, truth=truth))


def queue(program, crowd, method):
    """The merged claims by image and the conflicts in order of gain."""
    with tempfile.TemporaryDirectory() as folder:
        source, output, listed = (Path(folder, name) for name in ("in.json", "out.json", "conflicts.json"))
        source.write_text(json.dumps(crowd.document()))
        subprocess.run([program, "merge", str(source), "--output", str(output), "--method", method,
                        "--conflicts", str(listed)], check=True, capture_output=True)
        return read_merged(json.loads(output.read_text())), json.loads(listed.read_text())["conflicts"]


def errors(claims, truth):
    """Boxes of the wrong claims and of the missed objects of an image, matched best IoU first within a class."""
    boxes, names = claims.boxes[claims.accepted], claims.classes[claims.accepted]
    near = np.where(names[:, None] == truth.classes[None, :], overlaps(boxes, truth.boxes), 0)
    wrong, missed = set(range(len(boxes))), set(range(len(truth)))
    for flat in np.argsort(-near, axis=None, kind="stable"):
        claim, true = (int(index) for index in np.unravel_index(flat, near.shape))
        if near[claim, true] < 0.5:
            break
        if claim in wrong and true in missed:
            wrong.remove(claim)
            missed.remove(true)
    return [("wrong", boxes[i]) for i in sorted(wrong)] + [("missed", truth.boxes[i]) for i in sorted(missed)]


def holds(box, error):
    kind, (left, top, right, bottom) = error
    x, y, width, height = box
    if kind == "wrong":
        return x <= (left + right) / 2 <= x + width and y <= (top + bottom) / 2 <= y + height
    shared = max(0, min(right, x + width) - max(left, x)) * max(0, min(bottom, y + height) - max(top, y))
    return shared >= 0.5 * (right - left) * (bottom - top)


def found(order, errors_of):
    """For each conflict in an order how many errors it is the first to hold."""
    open_errors = {image: list(own) for image, own in errors_of.items()}
    counts = []
    for conflict in order:
        own = open_errors[conflict["image"]]
        left = [error for error in own if not holds(conflict["box"], error)]
        counts.append(len(own) - len(left))
        open_errors[conflict["image"]] = left
    return np.array(counts, float)


def area(counts, widths):
    """The area under the share of errors found, over the widths laid one after the other, 0 to 1."""
    share = np.cumsum(counts) / max(counts.sum(), 1e-12)
    return float((share * widths).sum() / widths.sum())


def measured(program, crowd, method, seed):
    merged, listed = queue(program, crowd, method)
    conflicts = [row for row in listed if row["image"] in crowd.truth]
    errors_of = {image: errors(merged.claims[image], truth) for image, truth in crowd.truth.items()}
    counts = found(conflicts, errors_of)
    ones, minutes = np.ones(len(conflicts)), np.array([row["minutes"] for row in conflicts])
    dice, drawn = random.Random(seed), []
    for _ in range(200):
        order = dice.sample(conflicts, len(conflicts))
        own = found(order, errors_of)
        drawn.append((area(own, ones), area(own, np.array([row["minutes"] for row in order])), np.cumsum(own)))
    best = np.sort(counts)[::-1]
    return {
        "conflicts": len(conflicts), "errors": sum(map(len, errors_of.values())), "errors in conflicts": counts.sum(),
        "area": area(counts, ones), "random": float(np.mean([row[0] for row in drawn])),
        "best": area(best, ones), "area by minutes": area(counts, minutes),
        "random by minutes": float(np.mean([row[1] for row in drawn])),
        "found in first fifth": float(np.cumsum(counts)[max(0, len(conflicts) // 5 - 1)] / max(counts.sum(), 1)),
    }, np.cumsum(counts), np.mean([row[2] for row in drawn], axis=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("data", type=Path)
    parser.add_argument("--photographs", type=Path, help="a folder in Pascal VOC form")
    parser.add_argument("--annotators", type=int, default=3, help="random ones of each image; 0 takes all")
    parser.add_argument("--method", default="bayes")
    parser.add_argument("--draws", type=int, default=5, help="how many random choices of annotators")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--picture", type=Path, help="draw the errors found into this SVG")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()

    files = sorted(options.data.glob("*.json")) if options.data.is_dir() else [options.data]
    crowds = {path.stem: Crowd.read(path) for path in files}
    if options.photographs:
        crowds[options.photographs.name + ", simulated"] = over_photographs(options.photographs, options.seed)
    results, lines = {}, {}
    for name, whole in crowds.items():
        runs = []
        for seed in range(options.seed, options.seed + (options.draws if options.annotators else 1)):
            crowd = whole.some(options.annotators, seed) if options.annotators else whole
            figures, own, chance = measured(options.program, crowd, options.method, seed)
            runs.append(figures)
        lines |= {f"{name}: queue": points(own), f"{name}: random": points(chance)}
        results[name] = {key: [float(np.mean([run[key] for run in runs])), *(
            float(end([run[key] for run in runs])) for end in (min, max))] for key in runs[0]}
    print(markdown(results), flush=True)
    if options.picture:
        options.picture.write_text(curves(lines, across="conflicts opened", up="errors found"))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


def points(found):
    """Rows of a curve as the drawing takes them: a value with its interval."""
    places = np.unique(np.linspace(0, len(found) - 1, 60).astype(int)) if len(found) else []
    return [{"conflicts opened": [float(place + 1)] * 3, "errors found": [float(found[place])] * 3}
            for place in places]


def markdown(results):
    names = list(next(iter(results.values())))
    rows = ["| crowd | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for crowd, figures in results.items():
        cells = ["{:.3f} [{:.3f}, {:.3f}]".format(*figures[name]) for name in names]
        rows.append(f"| {crowd} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
