"""The Bayesian consensus of boxes, written out one object at a time with numpy: slow, and short enough to be read.

The formulas are those of `BayesConsensus`, without what it does beyond them: the bound on what empty answers say, the
spread of single objects, and the rounding of boxes. All edges are x1, y1, x2, y2 in pixels.
"""

import math

import numpy as np

DUPLICATE, LINK, AVERAGE, CLASS_PENALTY = 0.8, 0.2, 0.25, 0.1
ROUNDS, STEPS = 12, 4
MISS, FALSE_MARK, ACCURACY, REAL = (1, 6), (1, 19), (8, 1), (20, 10)
SPREAD, SPREAD_STRENGTH, SPREAD_FLOOR, NOISE_SIDE = 0.12, 8, 0.4, 32
FREEDOM, LARGEST, BIAS_STRENGTH = 6, 4, 100
SHIFTS, SHARES, SHARE_STRENGTH = np.array([0, 2.5, 4]), np.array([0.84, 0.1, 0.06]), 400
CHANCE_SPREAD, PLACE_EVIDENCE = 0.35, 1


def iou(a, b):
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    shared = width * height
    return shared / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - shared)


def canonical(image):
    """(edges, class, person) of every box in order, duplicates of a person replaced by their mean."""
    order = np.lexsort((image["who"], image["cls"], *image["boxes"].T[::-1]))
    votes = [(image["boxes"][k], int(image["cls"][k]), image["who"][k]) for k in order]
    kept, used = [], set()
    for k, (edges, label, person) in enumerate(votes):
        if k in used:
            continue
        same = [j for j in range(k, len(votes)) if j not in used and votes[j][1:] == (label, person)
                and (j == k or iou(edges, votes[j][0]) >= DUPLICATE)]
        used.update(same)
        kept.append((np.mean([votes[j][0] for j in same], axis=0), label, person))
    return kept


def grouped(votes):
    """Groups of votes by index: average linkage, the best pair first, one vote of a person."""
    groups = {k: [k] for k in range(len(votes))}

    def similarity(a, b):
        value = iou(votes[a][0], votes[b][0]) - CLASS_PENALTY * (votes[a][1] != votes[b][1])
        return value if votes[a][2] != votes[b][2] and value >= LINK else 0.0

    links = {(a, b): similarity(a, b) for a in groups for b in groups if a < b and similarity(a, b) > 0}
    while True:
        best = None
        for (a, b), total in links.items():
            mean = total / len(groups[a]) / len(groups[b])
            people = {votes[k][2] for k in groups[a]} & {votes[k][2] for k in groups[b]}
            if mean >= AVERAGE and not people and (best is None or (-mean, a, b) < best):
                best = (-mean, a, b)
        if best is None:
            return [sorted(group) for _, group in sorted(groups.items())]
        _, a, b = best
        groups[a] += groups.pop(b)
        del links[a, b]
        for other in groups:
            total = links.pop((min(b, other), max(b, other)), 0.0)
            if total > 0 and other != a:
                key = (min(a, other), max(a, other))
                links[key] = links.get(key, 0.0) + total


def logit(p):
    return math.log(p / (1 - p))


def logistic(x):
    return 1 / (1 + math.exp(-min(max(x, -30), 30)))


class Object:
    """One candidate: its votes and what is believed of it."""

    def __init__(self, image, asked, votes):
        self.image, self.asked = image, asked
        self.boxes = np.array([edges for edges, _, _ in votes])
        self.labels = [label for _, label, _ in votes]
        self.people = [person for _, _, person in votes]
        self.weight = (len(asked) - 1) / len(asked) if len(asked) > 1 else 0.0

    def fuse(self, spread, bias):
        """A mean of the edges, the exact weighing more and the far less; and how far each vote strays from it."""
        place, sigma = np.median(self.boxes, axis=0), np.array([spread[p] for p in self.people])
        offset = np.array([bias[p] for p in self.people])
        for _ in range(STEPS):
            self.unit = math.sqrt(NOISE_SIDE * max(1, math.sqrt(max(1e-9, (place[2] - place[0]) * (place[3] - place[1])))))
            moved, deviation = self.boxes - offset * self.unit, (sigma * self.unit)[:, None]
            z = (moved - place) / deviation
            weights = (FREEDOM + 1) / (FREEDOM + z * z) / deviation ** 2
            weights = np.minimum(weights, LARGEST * np.median(weights, axis=0))
            fused = (weights * moved).sum(axis=0) / weights.sum(axis=0)
            if fused[2] > fused[0] and fused[3] > fused[1]:
                place = fused
        self.edges, self.weights, self.sigma = place, weights, sigma
        self.stray = (self.boxes - offset * self.unit - place) / self.unit

    def side(self, drawn, silent, shares):
        """ln of the chance of who drew it and who did not, given that somebody did; and the share of each level."""
        logs = [math.log(share) + sum(drawn[p][level] for p in self.people)
                + sum(silent[p][level] for p in self.asked if p not in self.people) for level, share in enumerate(shares)]
        nobody = sum(share * math.exp(sum(silent[p][level] for p in self.asked)) for level, share in enumerate(shares))
        total = np.logaddexp.reduce(logs)
        return total - math.log(max(1e-9, 1 - nobody)), np.exp(np.array(logs) - total)

    def closeness(self):
        """How much tighter the shapes lie than shapes that meet by chance."""
        count = len(self.people)
        if count < 2:
            return 0.0
        own = min(((self.stray / self.sigma[:, None]) ** 2).sum() / (4 * count), 9)
        chance = (self.stray ** 2).sum() / (4 * count) / CHANCE_SPREAD ** 2
        value = (count - 1) * ((chance - own) / 2 + math.log(CHANCE_SPREAD) - np.log(self.sigma).sum() / count)
        return min(max(value, -PLACE_EVIDENCE), PLACE_EVIDENCE)

    def name(self, accuracy, confusion, prior):
        logs = np.log(prior)
        if len(prior) > 1:
            for label, person in zip(self.labels, self.people):
                chances = (1 - accuracy[person]) * confusion[:, label]
                chances[label] = accuracy[person]
                logs = logs + np.log(np.maximum(chances, 1e-6))
        shares = np.exp(logs - logs.max())
        self.names = shares / shares.sum()


def run(data, classes):
    """By image (boxes, classes, scores, existence); by person their skill; by image (risk, unseen objects)."""
    objects = []
    for image in sorted(data):
        votes = canonical(data[image])
        objects += [Object(image, data[image]["ann"], [votes[k] for k in group]) for group in grouped(votes)]
    people = sorted({person for image in data.values() for person in image["ann"]})
    skill = {"miss": dict.fromkeys(people, MISS[0] / sum(MISS)), "fp": dict.fromkeys(people, FALSE_MARK[0] / sum(FALSE_MARK)),
             "sigma": dict.fromkeys(people, SPREAD), "bias": dict.fromkeys(people, np.zeros(4)),
             "acc": dict.fromkeys(people, ACCURACY[0] / sum(ACCURACY))}
    confusion = (1 - np.eye(classes)) / max(1, classes - 1)
    prior, real, shares = np.full(classes, 1 / classes), REAL[0] / sum(REAL), SHARES
    for _ in range(ROUNDS):
        judge(objects, people, skill, real, shares, confusion, prior)
        real, shares, confusion, prior = learn(objects, people, skill, classes)
    return results(data, objects, skill, shares)


def judge(objects, people, skill, real, shares, confusion, prior):
    missed = {p: [logistic(logit(skill["miss"][p]) + shift) for shift in SHIFTS] for p in people}
    marks = {p: min(skill["fp"][p], 0.9 * (1 - skill["miss"][p])) for p in people}
    drawn = {p: [math.log(1 - m) for m in missed[p]] for p in people}
    silent = {p: [math.log(m) for m in missed[p]] for p in people}
    for item in objects:
        item.fuse(skill["sigma"], skill["bias"])
        there, item.levels = item.side(drawn, silent, shares)
        nothing, _ = item.side({p: [math.log(marks[p])] for p in people}, {p: [math.log1p(-marks[p])] for p in people}, [1])
        item.existence = logistic(logit(real) + there - nothing + item.closeness())
        item.name(skill["acc"], confusion, prior)


def learn(objects, people, skill, classes):
    easy = {p: [item for item in objects if p in item.asked] for p in people}
    real = (REAL[0] + sum(o.weight * o.existence for o in objects)) / (sum(REAL) + sum(o.weight for o in objects))
    total = sum(o.weight * o.existence for o in objects)
    shares = (SHARES * SHARE_STRENGTH + sum((o.weight * o.existence * o.levels for o in objects), np.zeros(3)))
    spread, bias, votes, accuracy = {}, {}, {}, {}
    for p in people:
        real_easy = [(o.weight * o.existence * o.levels[0], p in o.people) for o in easy[p]]
        spurious = [(o.weight * (1 - o.existence), p in o.people) for o in easy[p]]
        skill["miss"][p] = clip((MISS[0] + sum(w for w, drew in real_easy if not drew))
                                / (sum(MISS) + sum(w for w, _ in real_easy)), 0.01, 0.97)
        skill["fp"][p] = clip((FALSE_MARK[0] + sum(w for w, drew in spurious if drew))
                              / (sum(FALSE_MARK) + sum(w for w, _ in spurious)), 0.005, 0.9)
        squares, edges, sums, votes[p] = SPREAD_STRENGTH * SPREAD ** 2, SPREAD_STRENGTH, np.zeros(4), 0.0
        right, named = ACCURACY[0], sum(ACCURACY)
        for o in objects:
            if p not in o.people or len(o.people) < 2:
                continue
            k, r = o.people.index(p), o.existence
            left = np.clip(1 - o.weights[k] / o.weights.sum(axis=0), 0.15, 1)
            t = (FREEDOM + 1) / (FREEDOM + (o.stray[k] / skill["sigma"][p]) ** 2)
            squares, edges = squares + r * (t * o.stray[k] ** 2 / left).sum(), edges + 4 * r
            sums, votes[p] = sums + r * t * (o.stray[k] + skill["bias"][p]), votes[p] + r * t.mean()
            right, named = right + r * o.names[o.labels[k]], named + r
        spread[p], bias[p] = math.sqrt(squares / edges), sums / (votes[p] + BIAS_STRENGTH)
        accuracy[p] = clip(right / named, 1 / classes, 0.995)
    floor = SPREAD_FLOOR * np.median(list(spread.values()))
    common = np.average([bias[p] for p in people], axis=0, weights=[max(votes[p], 1e-9) for p in people])
    skill["sigma"] = {p: max(spread[p], floor) for p in people}
    skill["bias"] = {p: np.clip(bias[p] - common, -0.25, 0.25) for p in people}
    confusion, prior = np.full((classes, classes), 0.2), np.ones(classes)
    for o in objects:
        if len(o.people) < 2:
            continue
        prior += o.existence * o.names
        for label in o.labels:
            wrong = o.existence * o.names
            wrong[label] = 0
            confusion[:, label] += wrong
    if classes > 1:
        skill["acc"] = accuracy
        np.fill_diagonal(confusion, 0)
        confusion /= confusion.sum(axis=1, keepdims=True)
        prior /= prior.sum()
    else:
        prior = np.ones(1)
    return real, shares / (SHARE_STRENGTH + total), confusion, prior


def clip(value, low, high):
    return min(max(value, low), high)


def results(data, objects, skill, shares):
    counts = np.array([sum(o.existence for o in objects if o.image == image) for image in sorted(data)])
    mean = max(1e-3, counts.mean())
    rate = mean / (max(counts.var(), 1.05 * mean) - mean)
    found, risks = {}, {}
    for image, count in zip(sorted(data), counts):
        rows, risk = [], 0.0
        for o in (o for o in objects if o.image == image):
            width, height = o.edges[2] - o.edges[0], o.edges[3] - o.edges[1]
            deviation = o.unit / math.sqrt(sum(1 / skill["sigma"][p] ** 2 for p in o.people))
            expected = clip(1 - 1.6 * deviation / max(1, math.sqrt(max(1e-9, width * height))), 0.05, 1)
            off = math.erfc(0.25 * min(width, height) / max(deviation, 1e-9) / math.sqrt(2))
            label, r = int(o.names.argmax()), o.existence
            rows.append((-r * (0.5 + 0.5 * o.names[label]) * (0.8 + 0.2 * expected), *o.edges, label, r))
            risk += (1 - r) + r * off + r * (1 - o.names[label]) if r >= 0.5 else r
        unseen = sum(share * math.prod(logistic(logit(skill["miss"][p]) + shift) for p in data[image]["ann"])
                     for shift, share in zip(SHIFTS, shares))
        missing = unseen * (mean * rate + count) / (rate + 1 - unseen)
        rows.sort()
        found[image] = (np.array([row[1:5] for row in rows]).reshape(-1, 4), [row[5] for row in rows],
                        [-row[0] for row in rows], [row[6] for row in rows])
        risks[image] = (risk + missing, missing)
    people = {p: {key: values[p].tolist() if key == "bias" else values[p] for key, values in skill.items()}
              for p in skill["miss"]}
    return found, people, risks
