"""Asking one more person only where it pays: errors against answers, beside fixed numbers of annotators.

    python stopping.py path/to/boxwood path/to/crowd.json [--width 30] [--draws 5] [--picture out.svg] [--json out.json]

Every image starts with two random annotators. Everything is merged; each image whose risk (expected errors) is above
the limit and that has annotators left is given one more, and so on until no image asks. Annotators join in one random
order per image and draw, the same for the fixed numbers. --width 30 counts only objects wider than 30 pixels, as
Branson, Van Horn and Perona (CVPR 2017) do; boxes that people drew no wider than that are left out of the answers too.
"""

import argparse
import json
from pathlib import Path

import numpy as np

import baselines
from crowd import Crowd, Marks
from picture import curves
from program import Boxwood
from scoring import FIGURES, Sheet

LIMITS = (0.4, 0.2, 0.1, 0.05, 0.02)
FIXED = (2, 3, 5, 7)
SHOWN = ("errors/image", "F1@.5", "F1@.75")


def wide(crowd, width):
    """The crowd without the boxes that people drew no wider than `width` pixels."""
    def kept(marks):
        wider = marks.boxes[:, 2] - marks.boxes[:, 0] > width
        return Marks(marks.boxes[wider], marks.classes[wider])

    answers = {image: {a: kept(marks) for a, marks in own.items()} for image, own in crowd.answers.items()}
    return Crowd(crowd.sizes, crowd.categories, answers, crowd.truth)


def adaptive(program, crowd, queues, limit, start=2):
    """Merges, asks where the risk is above the limit, and merges again until nobody is asked: claims and counts."""
    counts = {image: min(start, len(order)) for image, order in queues.items()}
    while True:
        merged = program.merge(crowd.chosen({i: set(queues[i][:counts[i]]) for i in counts}), "bayes")
        asking = [i for i in counts if merged.risk[i] > limit and counts[i] < len(queues[i])]
        if not asking:
            return merged, counts
        for image in asking:
            counts[image] += 1


def fixed(merge, crowd, queues, count):
    """The same with the first `count` annotators of each image."""
    counts = {image: min(count, len(order)) for image, order in queues.items()}
    return merge(crowd.chosen({i: set(queues[i][:counts[i]]) for i in counts})), counts


def measured(crowd, width, runs, resamples, seed):
    """Means over runs of (claims, counts) with 95 % bootstrap intervals over the images whose truth is known."""
    sheets = [Sheet(claims, crowd.truth, width) for claims, _ in runs]
    images = sheets[0].images
    answers = [np.array([counts[image] for image in images], float) for _, counts in runs]
    weights = np.random.default_rng(seed).multinomial(len(images), [1 / len(images)] * len(images), size=resamples)

    def figures(row):
        values = np.mean([sheet.figures(row) for sheet in sheets], axis=0)
        mean = np.mean([(own * row).sum() / row.sum() for own in answers])
        return [mean, *(values[FIGURES.index(name)] for name in SHOWN)]

    point = figures(np.ones(len(images)))
    low, high = np.percentile([figures(row.astype(float)) for row in weights], [2.5, 97.5], axis=0)
    names = ("answers/image", *SHOWN)
    return {name: [float(point[k]), float(low[k]), float(high[k])] for k, name in enumerate(names)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("crowd", type=Path)
    parser.add_argument("--width", type=float, default=0)
    parser.add_argument("--draws", type=int, default=5, help="how many random orders of annotators")
    parser.add_argument("--resamples", type=int, default=300, help="of the bootstrap")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--picture", type=Path, help="draw errors against answers into this SVG")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()

    program, whole = Boxwood(options.program), Crowd.read(options.crowd)
    crowd = wide(whole, options.width)
    orders = [crowd.queues(seed) for seed in range(options.seed, options.seed + options.draws)]
    if None in program.merge(crowd.chosen({i: set(orders[0][i][:2]) for i in orders[0]}), "bayes").risk.values():
        raise SystemExit("This boxwood does not write the risk of an image, which stopping needs.")

    runs = {}
    for count in FIXED:
        runs["majority", count] = [fixed(baselines.majority, crowd, order, count) for order in orders]
        bayes = [fixed(lambda some: program.merge(some, "bayes"), crowd, order, count) for order in orders]
        runs["Bayes", count] = [(merged.claims, counts) for merged, counts in bayes]
    for limit in LIMITS:
        asked = [adaptive(program, crowd, order, limit) for order in orders]
        runs["Bayes, asking above risk", limit] = [(merged.claims, counts) for merged, counts in asked]

    results = []
    for (method, setting), own in sorted(runs.items(), key=lambda item: item[0][0]):
        figures = measured(crowd, options.width, own, options.resamples, options.seed)
        results.append({"method": method, "setting": setting, "figures": figures})
    print(markdown(results), flush=True)
    if options.picture:
        lines = {name: [row["figures"] for row in results if row["method"] == name]
                 for name in dict.fromkeys(row["method"] for row in results)}
        options.picture.write_text(curves(lines, across="answers/image", up="errors/image"))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


def markdown(results):
    names = ("answers/image", *SHOWN)
    lines = ["| rule | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for row in results:
        cells = ["{:.3f} [{:.3f}, {:.3f}]".format(*row["figures"][name]) for name in names]
        lines.append(f"| {row['method']} {row['setting']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
