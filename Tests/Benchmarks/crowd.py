"""Answers of several people about the same images, with the truth where it is known."""

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True)
class Marks:
    """Boxes on one image: an N x 4 array of left, top, right, bottom in pixels, and N class numbers."""

    boxes: np.ndarray
    classes: np.ndarray

    def __len__(self):
        return len(self.classes)

    @staticmethod
    def of(rows):
        """Marks from COCO annotations, those without area left out."""
        rows = [row for row in rows if row["bbox"][2] > 0 and row["bbox"][3] > 0]
        boxes = np.array([row["bbox"] for row in rows], float).reshape(-1, 4)
        boxes[:, 2:] += boxes[:, :2]
        return Marks(boxes, np.array([row["category_id"] for row in rows], int))


@dataclass(frozen=True)
class Crowd:
    """`answers[image][annotator]` holds Marks, also empty ones; `truth[image]` only where it is known."""

    sizes: dict
    categories: list
    answers: dict
    truth: dict

    @staticmethod
    def read(path):
        """A multi-annotator COCO file with "assignments", "gt_image_ids" and "gt_annotations"."""
        return Crowd.parse(json.loads(Path(path).read_text()))

    @staticmethod
    def parse(document):
        """The same from the parsed document."""
        drawn, true = {}, {}
        for row in document["annotations"]:
            drawn.setdefault((row["image_id"], row["annotator_id"]), []).append(row)
        for row in document["gt_annotations"]:
            true.setdefault(row["image_id"], []).append(row)
        answers = {image["id"]: {} for image in document["images"]}
        for image, person in sorted(map(tuple, document["assignments"])):
            answers[image][person] = Marks.of(drawn.get((image, person), []))
        return Crowd(
            sizes={image["id"]: (image["width"], image["height"]) for image in document["images"]},
            categories=document["categories"],
            answers=answers,
            truth={image: Marks.of(true.get(image, [])) for image in document["gt_image_ids"]},
        )

    def chosen(self, people):
        """The answers of `people[image]` alone."""
        kept = {image: {a: marks for a, marks in answers.items() if a in people[image]}
                for image, answers in self.answers.items()}
        return Crowd(self.sizes, self.categories, kept, self.truth)

    def queues(self, seed):
        """For every image its annotators in a random order; the first k of it are a random choice of k."""
        orders = {}
        for image, answers in self.answers.items():
            orders[image] = sorted(answers)
            random.Random(f"{seed}/{image}").shuffle(orders[image])
        return orders

    def some(self, count, seed):
        """At most `count` random annotators of each image."""
        return self.chosen({image: set(order[:count]) for image, order in self.queues(seed).items()})

    def document(self):
        """The answers as multi-annotator COCO, without the truth."""
        people = sorted({person for answers in self.answers.values() for person in answers})
        rows = []
        for image, answers in self.answers.items():
            for person, marks in answers.items():
                for (left, top, right, bottom), name in zip(marks.boxes.tolist(), marks.classes.tolist()):
                    rows.append({
                        "id": len(rows) + 1, "image_id": image, "annotator_id": person, "category_id": name,
                        "bbox": [left, top, right - left, bottom - top], "iscrowd": 0,
                    })
        return {
            "images": [{"id": image, "width": w, "height": h} for image, (w, h) in self.sizes.items()],
            "categories": self.categories,
            "annotators": [{"id": person} for person in people],
            "assignments": [[image, person] for image, answers in self.answers.items() for person in answers],
            "annotations": rows,
        }
