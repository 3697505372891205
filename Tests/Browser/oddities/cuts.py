"""Files that end too early: every 1/64 of each format."""

from oddities.case import noise, refused, saved
from oddities.tiff import Page, tiff

PARTS = 64


def oddities():
    whole = {
        "jpeg": saved(noise(1), "JPEG", quality=90),
        "progressive": saved(noise(2), "JPEG", quality=90, progressive=True),
        "png": saved(noise(3), "PNG"),
        "webp": saved(noise(4), "WEBP", quality=90),
        "lossless": saved(noise(5), "WEBP", lossless=True),
        "tiff": tiff(Page(noise(6), photometric=2)),
    }
    return [
        refused(f"cut {kind} {part}/{PARTS}", data[: len(data) * part // PARTS], "damaged")
        for kind, data in whole.items() for part in range(1, PARTS)
    ]
