"""More than one picture in a file: the first is taken, and that is said."""

import io

import numpy
from PIL import Image

from oddities import png, tiff
from oddities.case import refused, squares, taken


def oddities():
    for count in (2, 12):
        frames = [squares(300 + count + index) for index in range(count)]
        yield taken(f"apng of {count}", png.animated(frames), frames[0], says=f"{count} frames")
        yield taken(f"animated webp of {count}", animated_webp(frames), frames[0], says=f"{count} frames")
        pages = [tiff.Page(frame[:, ::-1], 2) for frame in frames]
        yield taken(f"tiff of {count} pages", tiff.tiff(*pages), frames[0][:, ::-1], says=f"{count} frames")
    frames = [squares(330), squares(331)]
    yield refused("apng that claims 2000000000", png.animated(frames, claimed=2_000_000_000), "frames")
    small = tiff.Page(numpy.zeros((1, 1, 3), numpy.uint8), 2)
    yield refused("tiff of 1500 pages", tiff.tiff(*[small] * 1500), "pages")
    yield taken("tiff whose pages go round", tiff.tiff(tiff.Page(squares(332), 2), cyclic=True), squares(332))
    two = Image.fromarray(squares(333))
    file = io.BytesIO()
    two.save(file, "JPEG", quality=95)
    first = file.getvalue()
    yield taken("jpeg after jpeg", first + first, squares(333), tolerance=12)


def animated_webp(frames) -> bytes:
    file = io.BytesIO()
    images = [Image.fromarray(frame) for frame in frames]
    images[0].save(file, "WEBP", save_all=True, append_images=images[1:], duration=100, lossless=True)
    return file.getvalue()
