"""One evaluator for every method: F1, mean IoU, errors per image, COCO average precision, bootstrapped over images."""

import numpy as np

from claims import overlaps

THRESHOLDS = np.linspace(0.5, 0.95, 10)
RECALLS = np.linspace(0, 1, 101)
MOST_CLAIMS = 100
FIGURES = ("F1@.5", "F1@.75", "AP50:95", "mean IoU", "errors/image")


class Sheet:
    """Claims of one method held against the truth, counted by image so that images can be drawn again and again.

    True boxes no wider than `ignored_width` pixels are neither hits nor misses, and claims that narrow are never wrong
    (Branson, Van Horn and Perona, CVPR 2017, look at objects wider than 30 pixels).
    """

    def __init__(self, claims, truth, ignored_width=0.0):
        self.images = sorted(truth)
        counts = [[matched(claims[i], truth[i], at, ignored_width) for i in self.images] for at in (0.5, 0.75)]
        self.counts = np.array(counts)
        labels = sorted({name for i in self.images for name in truth[i].classes.tolist()})
        self.curves = [Curve(claims, truth, self.images, name, ignored_width) for name in labels]

    def figures(self, weights=None):
        """The FIGURES, every image counted as often as its weight says."""
        weights = np.ones(len(self.images)) if weights is None else weights
        at50, at75 = np.einsum("tic,i->tc", self.counts, weights)
        precision = [curve.precision(weights) for curve in self.curves]
        return np.array([
            f1(at50), f1(at75), np.nanmean(precision) if precision else np.nan,
            at50[3] / max(at50[0], 1e-12), (at50[1] + at50[2]) / weights.sum(),
        ])


def f1(counts):
    hits, wrong, missed, _ = counts
    return 2 * hits / max(2 * hits + wrong + missed, 1e-12)


def matched(claims, truth, threshold, ignored_width):
    """Hits, wrong claims, missed objects and the sum of the hits' IoU; best IoU first, only within a class."""
    boxes, classes = claims.boxes[claims.accepted], claims.classes[claims.accepted]
    near = np.where(classes[:, None] == truth.classes[None, :], overlaps(boxes, truth.boxes), 0)
    narrow_claim, narrow_truth = narrow(boxes, ignored_width), narrow(truth.boxes, ignored_width)
    open_claim, open_truth = np.ones(len(boxes), bool), np.ones(len(truth), bool)
    hits, total = 0, 0.0
    for flat in np.argsort(-near, axis=None, kind="stable"):
        claim, object_ = np.unravel_index(flat, near.shape)
        if near[claim, object_] < threshold:
            break
        if open_claim[claim] and open_truth[object_]:
            open_claim[claim] = open_truth[object_] = False
            if not narrow_truth[object_]:
                hits, total = hits + 1, total + near[claim, object_]
    return hits, (open_claim & ~narrow_claim).sum(), (open_truth & ~narrow_truth).sum(), total


def narrow(boxes, width):
    return boxes[:, 2] - boxes[:, 0] <= width


class Curve:
    """Precision and recall of one class, as pycocotools' COCOeval has them (all areas, 100 claims an image)."""

    def __init__(self, claims, truth, images, name, ignored_width):
        scores, owners, fates = [], [], []
        self.truths = np.zeros(len(images))
        for row, image in enumerate(images):
            own = np.flatnonzero(claims[image].classes == name)
            own = own[np.argsort(-claims[image].scores[own], kind="stable")][:MOST_CLAIMS]
            true = truth[image].boxes[truth[image].classes == name]
            true = true[np.argsort(narrow(true, ignored_width), kind="stable")]
            ignored = narrow(true, ignored_width)
            self.truths[row] = (~ignored).sum()
            near = overlaps(claims[image].boxes[own], true)
            thin = narrow(claims[image].boxes[own], ignored_width)
            scores.append(claims[image].scores[own])
            owners.append(np.full(len(own), row))
            fates.append(np.stack([fate(near, ignored, thin, at) for at in THRESHOLDS], axis=-1))
        order = np.argsort(-np.concatenate(scores), kind="mergesort")
        self.owners = np.concatenate(owners)[order]
        self.fates = np.concatenate(fates)[order]

    def precision(self, weights):
        """Average precision over all thresholds; NaN if the images drawn hold no object of the class."""
        truths = (self.truths * weights).sum()
        if truths == 0:
            return np.nan
        counted = weights[self.owners][:, None]
        right = np.cumsum(counted * (self.fates == 1), axis=0)
        wrong = np.cumsum(counted * (self.fates == 0), axis=0)
        recall, total = right / truths, np.maximum(right + wrong, np.spacing(1))
        precision = np.maximum.accumulate((right / total)[::-1], axis=0)[::-1]
        results = []
        for column in range(len(THRESHOLDS)):
            at = np.searchsorted(recall[:, column], RECALLS, side="left")
            results.append(np.append(precision[:, column], 0)[at].mean())
        return np.mean(results)


def fate(near, ignored, thin, threshold):
    """1 for a right claim, 0 for a wrong one, -1 for one that does not count; best score first, true boxes that do
    not count last."""
    free = np.ones(near.shape[1], bool)
    fates = np.zeros(len(near), int)
    for claim, row in enumerate(near):
        best, match = min(threshold, 1 - 1e-10), None
        for candidate in np.flatnonzero(free):
            if match is not None and not ignored[match] and ignored[candidate]:
                break
            if row[candidate] >= best:
                best, match = row[candidate], candidate
        if match is None:
            fates[claim] = -1 if thin[claim] else 0
        else:
            free[match] = False
            fates[claim] = -1 if ignored[match] else 1
    return fates
