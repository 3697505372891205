"""Average precision by pycocotools, to hold our own against it."""

import contextlib
import io

from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval


def coco_precision(claims, truth):
    """COCO's AP (IoU 0.50 to 0.95, all areas, 100 claims an image) of claims by image."""
    images, found, rows = sorted(truth), [], []
    names = sorted({name for i in images for name in truth[i].classes.tolist() + claims[i].classes.tolist()})
    for number, image in enumerate(images, 1):
        for box, name in zip(truth[image].boxes, truth[image].classes):
            rows.append({**shape(number, box, name), "id": len(rows) + 1, "iscrowd": 0})
        for box, name, score in zip(claims[image].boxes, claims[image].classes, claims[image].scores):
            found.append({**shape(number, box, name), "score": float(score)})
    if not found:
        return 0.0
    with contextlib.redirect_stdout(io.StringIO()):
        document = COCO()
        document.dataset = {
            "info": {}, "images": [{"id": number} for number in range(1, len(images) + 1)],
            "categories": [{"id": int(name)} for name in names], "annotations": rows}
        document.createIndex()
        evaluation = COCOeval(document, document.loadRes(found), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return evaluation.stats[0]


def shape(image, box, name):
    width, height = box[2] - box[0], box[3] - box[1]
    return {"image_id": image, "category_id": int(name), "area": float(width * height),
            "bbox": [float(box[0]), float(box[1]), float(width), float(height)]}
