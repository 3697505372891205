"""What one odd file is and what must become of it."""

import io
from dataclasses import dataclass

import numpy
from PIL import Image

SQUARE = 16
COLUMNS, ROWS = 6, 4
WIDTH, HEIGHT = COLUMNS * SQUARE, ROWS * SQUARE


@dataclass(frozen=True)
class Oddity:
    """A file, and the verdict on it: "taken", "refused", or "either" where both are sound."""

    name: str
    data: bytes
    verdict: str
    # Where taken: the upright pixels (height x width x 3), and how far a square's middle may be from them.
    pixels: numpy.ndarray | None = None
    tolerance: int = 8
    # Where refused: a word of the reason. Where taken: a word of what is said about it.
    says: str = ""
    file_name: str = ""

    @property
    def sent_as(self) -> str:
        return self.file_name or self.name


def taken(name: str, data: bytes, pixels: numpy.ndarray | None = None, **more) -> Oddity:
    return Oddity(name, data, "taken", pixels, **more)


def refused(name: str, data: bytes, says: str = "", **more) -> Oddity:
    return Oddity(name, data, "refused", says=says, **more)


def either(name: str, data: bytes) -> Oddity:
    return Oddity(name, data, "either")


def squares(seed: int, low: int = 30, high: int = 225) -> numpy.ndarray:
    """Flat squares of 16 pixels, each of a colour of its own: what an encoder may change is far less than that."""
    colours = numpy.random.default_rng(seed).integers(low, high, (ROWS, COLUMNS, 3))
    return colours.repeat(SQUARE, 0).repeat(SQUARE, 1).astype(numpy.uint8)


def grey_squares(seed: int) -> numpy.ndarray:
    """The same in grey: three equal samples a pixel."""
    return squares(seed)[:, :, :1].repeat(3, 2)


def noise(seed: int, width: int = WIDTH, height: int = HEIGHT) -> numpy.ndarray:
    """Pixels that no encoder makes small, so that every part of the file matters."""
    return numpy.random.default_rng(seed).integers(0, 256, (height, width, 3)).astype(numpy.uint8)


def middles(pixels: numpy.ndarray) -> numpy.ndarray:
    """The colours in the middle of each square."""
    half = SQUARE // 2
    return pixels[half::SQUARE, half::SQUARE].astype(int)


def saved(pixels: numpy.ndarray, kind: str, mode: str | None = None, **options) -> bytes:
    """The file that Pillow makes of pixels."""
    image = Image.fromarray(pixels)
    file = io.BytesIO()
    (image.convert(mode) if mode else image).save(file, kind, **options)
    return file.getvalue()
