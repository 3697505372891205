"""Sound pictures in unusual wrapping."""

import struct

from oddities import png
from oddities.case import saved, squares, taken


def oddities():
    yield from _around()
    yield from _stuffed()
    yield from _shapes()


def _around():
    pixels = squares(400)
    jpeg = saved(pixels, "JPEG", quality=95, subsampling=0)
    yield taken("jpeg with 100 kB after its end", jpeg + bytes(100_000), pixels)
    pixels = squares(401)
    yield taken("png with text after its end", saved(pixels, "PNG") + b"<script>alert(1)</script>" * 100, pixels)
    pixels = squares(402)
    yield taken("webp with zeros after its end", saved(pixels, "WEBP", lossless=True) + bytes(1_000), pixels)


def _stuffed():
    def segment(marker, body):
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    pixels = squares(410)
    jpeg = saved(pixels, "JPEG", quality=95, subsampling=0)
    exif = b"".join(segment(0xE1, b"Exif\0\0" + bytes(65_000)) for _ in range(50))
    yield taken("jpeg with 3 MB of exif", jpeg[:2] + exif + jpeg[2:], pixels)
    pixels = squares(411)
    jpeg = saved(pixels, "JPEG", quality=95, subsampling=0)
    comments = b"".join(segment(0xFE, b"<?php system($_GET[0]); ?>" * 2_000) for _ in range(20))
    yield taken("jpeg with a megabyte of comments", jpeg[:2] + comments + jpeg[2:], pixels)
    pixels = squares(412)
    exif = b"MM\0*\0\0\0\x08\xff\xff" + bytes(range(256)) * 200
    yield taken("jpeg with broken exif", saved(pixels, "JPEG", quality=95, subsampling=0, exif=b"Exif\0\0" + exif), pixels)
    pixels = squares(413)
    tags = b"".join(png.chunk(b"tEXt", f"Key{n}\0value".encode()) for n in range(2_000))
    yield taken("png with 2000 notes", png.png(pixels, png.RGB, before=tags), pixels)
    pixels = squares(414)
    unknown = b"".join(png.chunk(b"abCd", bytes(100)) for _ in range(500))
    yield taken("png with 500 unknown chunks", png.png(pixels, png.RGB, before=unknown), pixels)


def _shapes():
    for width, height in ((1, 1), (2, 1), (1, 2), (3, 3), (7, 5), (1, 1_000), (1_000, 1), (511, 1), (512, 1), (513, 1), (1, 513)):
        wide = squares(420 + width + height)
        pixels = wide[:1, :1].repeat(height, 0).repeat(width, 1)
        yield taken(f"png of {width} by {height}", saved(pixels, "PNG"), pixels)
        yield taken(f"jpeg of {width} by {height}", saved(pixels, "JPEG", quality=95), pixels, tolerance=12)
