"""Single bytes changed at random: whatever comes of it, nothing else suffers."""

import numpy

from oddities import png
from oddities.case import either, noise, saved
from oddities.tiff import Page, tiff

COPIES = 20


def oddities():
    whole = {
        "jpeg": saved(noise(601), "JPEG", quality=85),
        "progressive": saved(noise(602), "JPEG", quality=85, progressive=True),
        "png": png.png(noise(603), png.RGB),
        "webp": saved(noise(604), "WEBP", quality=85),
        "lossless": saved(noise(605), "WEBP", lossless=True),
        "tiff": tiff(Page(noise(606), 2, deflated=True)),
    }
    for kind, data in whole.items():
        for copy in range(COPIES):
            random = numpy.random.default_rng([607, copy, len(data)])
            damaged = bytearray(data)
            # Half of them in the header, where it hurts most.
            end = 300 if copy % 2 else len(data)
            for place in random.integers(4, end, random.integers(1, 6)):
                damaged[place] = random.integers(0, 256)
            yield either(f"damaged {kind} {copy}", bytes(damaged))
