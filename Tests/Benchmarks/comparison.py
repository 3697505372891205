"""Boxwood beside the other methods on the same answers: figures, intervals, and paired differences."""

import numpy as np

import baselines
from coco_precision import coco_precision
from scoring import FIGURES, Sheet


def methods(program):
    """Name and function (Crowd to claims by image) of every method; the others are held against the first.

    The number behind a name is the IoU from which boxes are taken together. The lower one finds more and places worse.
    """
    return [
        ("Boxwood, Bayes", lambda crowd: program.merge(crowd, "bayes").claims),
        ("Boxwood, quorum 1/2", lambda crowd: program.merge(crowd, "quorum", 0.5).claims),
        ("Boxwood, quorum .34", lambda crowd: program.merge(crowd, "quorum", 0.34).claims),
        ("majority .5", baselines.majority),
        ("majority .4", lambda crowd: baselines.majority(crowd, iou=0.4)),
        ("weighted boxes fusion .55", baselines.fusion),
        ("weighted boxes fusion .40", lambda crowd: baselines.fusion(crowd, iou=0.4)),
        ("Datumaro .5, quorum n/2", baselines.intersect_merge),
    ]


def compare(draws, methods, resamples, seed, same_images):
    """Figures of every method, as the mean over `draws` (Crowds), with 95 % bootstrap intervals over images.

    All methods see the same resampled images, so differences are paired. With `same_images` the draws are choices
    of annotators on the same images, and an image is drawn with all of them; otherwise each draw has its own images.
    """
    rng = np.random.default_rng(seed)
    weights, points, samples = None, {}, {}
    for name, method in methods:
        sheets = []
        for crowd in draws:
            claims = method(crowd)
            sheets.append(Sheet(claims, crowd.truth))
            check(name, sheets[-1], claims, crowd.truth)
        if weights is None:
            weights = [resampled(rng, len(sheet.images), resamples) for sheet in sheets]
            weights = [weights[0]] * len(sheets) if same_images else weights
        points[name] = np.mean([sheet.figures() for sheet in sheets], axis=0)
        samples[name] = np.mean(
            [[sheet.figures(row) for row in rows] for sheet, rows in zip(sheets, weights)], axis=0)
    first = methods[0][0]
    return [
        {
            "method": name,
            "figures": summary(points[name], samples[name]),
            "first minus this": summary(points[first] - points[name], samples[first] - samples[name]),
        }
        for name, _ in methods
    ]


def resampled(rng, images, resamples):
    """How often each image is drawn, in each of `resamples` draws of as many images with replacement."""
    return rng.multinomial(images, np.full(images, 1 / images), size=resamples).astype(float)


def check(name, sheet, claims, truth):
    """Stops if our average precision is not pycocotools'."""
    ours, theirs = sheet.figures()[FIGURES.index("AP50:95")], coco_precision(claims, truth)
    if abs(ours - theirs) > 1e-9:
        raise SystemExit(f"{name}: AP50:95 is {ours} here and {theirs} by pycocotools.")


def summary(point, samples):
    low, high = np.nanpercentile(samples, [2.5, 97.5], axis=0)
    return {figure: [float(point[k]), float(low[k]), float(high[k])] for k, figure in enumerate(FIGURES)}


def markdown(title, rows):
    """Two tables: the figures, and how much better (or worse) the first method is than each."""
    lines = [f"### {title}", "", "| method | " + " | ".join(FIGURES) + " |", "|---|" + "---|" * len(FIGURES)]
    for row in rows:
        cells = [cell(row["figures"][figure], ".3f") for figure in FIGURES]
        lines.append("| " + " | ".join([row["method"], *cells]) + " |")
    lines += ["", f"{rows[0]['method']} minus each:", "", lines[2], lines[3]]
    for row in rows[1:]:
        cells = [cell(row["first minus this"][figure], "+.3f") for figure in FIGURES]
        lines.append("| " + " | ".join([row["method"], *cells]) + " |")
    return "\n".join([*lines, ""])


def cell(estimate, form):
    value, low, high = (format(part, form) for part in estimate)
    return f"{value} [{low}, {high}]"
