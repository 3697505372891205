"""What a method says is on an image."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Claims:
    """Boxes (N x 4: left, top, right, bottom in pixels), classes, scores, and which of them are accepted.

    Average precision ranks all of them by score; everything else counts the accepted ones.
    """

    boxes: np.ndarray
    classes: np.ndarray
    scores: np.ndarray
    accepted: np.ndarray

    @staticmethod
    def of(rows):
        """Claims from tuples (box, class, score, accepted)."""
        return Claims(
            np.array([row[0] for row in rows], float).reshape(-1, 4),
            np.array([row[1] for row in rows], int),
            np.array([row[2] for row in rows], float),
            np.array([row[3] for row in rows], bool),
        )


def overlaps(first, second):
    """IoU of every box of `first` (M x 4) with every box of `second` (N x 4), M x N; 0 without common area."""
    width = np.minimum(first[:, None, 2], second[None, :, 2]) - np.maximum(first[:, None, 0], second[None, :, 0])
    height = np.minimum(first[:, None, 3], second[None, :, 3]) - np.maximum(first[:, None, 1], second[None, :, 1])
    common = np.clip(width, 0, None) * np.clip(height, 0, None)
    area = [(boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]) for boxes in (first, second)]
    union = area[0][:, None] + area[1][None, :] - common
    return np.divide(common, union, out=np.zeros_like(common), where=common > 0)
