"""What people use today to make one answer of several: majority, weighted boxes fusion, Datumaro."""

import math

import numpy as np

from claims import Claims, overlaps


def majority(crowd, iou=0.5, share=0.5):
    """Groups of boxes that overlap, at most one of each annotator; its answer is the mean box and the commonest class.

    The box with the most annotators near it (then the largest sum of their IoU) takes the nearest box of each;
    then the same with what is left. Accepted from `share` of the image's annotators on.
    """
    return {image: majority_of(answers, iou, share) for image, answers in crowd.answers.items()}


def majority_of(answers, iou, share):
    boxes, classes, people = pooled(answers)
    near = overlaps(boxes, boxes)
    near[people[:, None] == people[None, :]] = 0
    near[near < iou] = 0
    free = np.ones(len(boxes), bool)
    rows = []
    while free.any():
        best = {}
        for index in np.flatnonzero(free):
            group = {index: 1.0}
            for person in np.unique(people[free]):
                column = np.where(free & (people == person), near[index], 0)
                if column.max() > 0:
                    group[int(column.argmax())] = column.max()
            key = (len(group), sum(group.values()))
            if not best or key > best["key"]:
                best = {"key": key, "group": sorted(group)}
        group = best["group"]
        free[group] = False
        names, counts = np.unique(classes[group], return_counts=True)
        score = len(group) / len(answers)
        rows.append((boxes[group].mean(0), names[counts.argmax()], score, score >= share))
    return Claims.of(rows)


def fusion(crowd, iou=0.55, share=0.5):
    """Weighted boxes fusion of ensemble-boxes: human boxes have score 1, a fused score from `share` on is accepted."""
    from ensemble_boxes import weighted_boxes_fusion

    claims = {}
    for image, answers in crowd.answers.items():
        size = np.array(crowd.sizes[image] * 2, float)
        sources = [marks for _, marks in sorted(answers.items())]
        boxes, scores, names = weighted_boxes_fusion(
            [(marks.boxes / size).tolist() for marks in sources], [[1.0] * len(marks) for marks in sources],
            [marks.classes.tolist() for marks in sources], iou_thr=iou)
        claims[image] = Claims.of([
            (box * size, name, score, score >= share - 1e-6) for box, score, name in zip(boxes, scores, names)])
    return claims


def intersect_merge(crowd, iou=0.5, share=0.5):
    """Datumaro's IntersectMerge, accepting what at least `share` of the image's annotators gave one class.

    Datumaro keeps an object below its quorum, takes its class away and changes its score. So it runs twice: with
    the quorum, which says what is accepted, and without, for the classes and scores that average precision needs.
    """
    numbers = sorted(row["id"] for row in crowd.categories)
    claims = {}
    for image, answers in crowd.answers.items():
        quorum = math.ceil(share * len(answers) - 1e-9)
        kept = {place(found) for found in intersected(answers, numbers, iou, quorum) if found.label is not None}
        claims[image] = Claims.of([
            (found.points, numbers[found.label], found.attributes["score"], place(found) in kept)
            for found in intersected(answers, numbers, iou, 0)])
    return claims


def place(shape):
    return tuple(round(edge, 6) for edge in shape.points)


def intersected(answers, numbers, iou, quorum):
    """What Datumaro makes of one image's answers, each annotator a source."""
    from datumaro.components.annotation import AnnotationType, Bbox, LabelCategories
    from datumaro.components.dataset import Dataset
    from datumaro.components.dataset_base import DatasetItem
    from datumaro.components.merge.intersect_merge import IntersectMerge

    categories = {AnnotationType.label: LabelCategories.from_iterable([str(number) for number in numbers])}
    sources = []
    for _, marks in sorted(answers.items()):
        drawn = [Bbox(left, top, right - left, bottom - top, label=numbers.index(name))
                 for (left, top, right, bottom), name in zip(marks.boxes.tolist(), marks.classes.tolist())]
        sources.append(Dataset.from_iterable([DatasetItem(id="0", annotations=drawn)], categories=categories))
    merged = IntersectMerge(conf=IntersectMerge.Conf(pairwise_dist=iou, quorum=quorum))(*sources)
    return [shape for item in merged for shape in item.annotations]


def pooled(answers):
    """All boxes of an image with their classes and the rank of who drew them."""
    sources = [marks for _, marks in sorted(answers.items())]
    people = np.repeat(np.arange(len(sources)), [len(marks) for marks in sources])
    if not len(people):
        return np.zeros((0, 4)), np.zeros(0, int), people
    return np.concatenate([m.boxes for m in sources]), np.concatenate([m.classes for m in sources]), people
