"""The picture that the tile benchmark serves, and what is asked of it."""

import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

SIDE = 512


def draw(folder: Path, width: int, height: int) -> Path:
    """A JPEG of clouds, cells and grain, whose tiles are about as large as those of photographs."""
    def vips(*words):
        subprocess.run(["vips", *map(str, words)], check=True, cwd=folder)

    vips("perlin", "clouds.v", width, height, "--cell-size", 256, "--seed", 1)
    vips("worley", "cells.v", width, height, "--cell-size", 128, "--seed", 2)
    vips("gaussnoise", "grain.v", width, height, "--sigma", 6, "--mean", 0, "--seed", 3)
    vips("linear", "clouds.v", "red.v", 60, 120)
    vips("linear", "cells.v", "green.v", 1, 40)
    vips("linear", "cells.v", "blue.v", 0.7, 60)
    for color in ("red", "green", "blue"):
        vips("add", f"{color}.v", "grain.v", f"{color}-grained.v")
    vips("bandjoin", "red-grained.v green-grained.v blue-grained.v", "joined.v")
    vips("cast", "joined.v", "picture.v", "uchar")
    vips("copy", "picture.v", "picture.jpg[Q=90,strip]", "--interpretation", "srgb")
    for scratch in folder.glob("*.v"):
        scratch.unlink()
    return folder / "picture.jpg"


@dataclass(frozen=True)
class Tile:
    level: int
    column: int
    row: int


class Pyramid:
    """Tile arithmetic, as in the IIIF Image API's implementation notes."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.top = (max(width, height) - 1).bit_length()

    def scale(self, level):
        return 1 << (self.top - level)

    def columns(self, level):
        return -(-self.width // (SIDE * self.scale(level)))

    def rows(self, level):
        return -(-self.height // (SIDE * self.scale(level)))

    def tiles(self, lowest=0):
        """All tiles from a level up."""
        return [Tile(level, column, row) for level in range(min(lowest, self.top), self.top + 1)
                for row in range(self.rows(level)) for column in range(self.columns(level))]

    def iiif(self, tile):
        """Region and size of a tile."""
        scale = self.scale(tile.level)
        x, y = tile.column * SIDE * scale, tile.row * SIDE * scale
        width, height = min(SIDE * scale, self.width - x), min(SIDE * scale, self.height - y)
        return f"{x},{y},{width},{height}/{-(-width // scale)},{-(-height // scale)}"

    def view(self, width, height):
        """The tiles with which a viewer fills a window that shows the whole picture: none is enlarged."""
        fit = min(width / self.width, height / self.height)
        level = self.top
        while level > 0 and 1 / self.scale(level - 1) >= fit:
            level -= 1
        return [tile for tile in self.tiles(level) if tile.level == level]


def unaligned(width, height, count, side, size, seed):
    """Squares at odd places, brought to a size."""
    rng = random.Random(seed)
    return [f"/{rng.randrange(1, width - side) | 1},{rng.randrange(1, height - side) | 1},{side},{side}/{size},/0/default.jpg"
            for _ in range(count)]


def mixed_requests(width, height, count, seed):
    """Every kind of picture: parts of any size, thumbnails, turned, mirrored, grey, enlarged, in all formats."""
    rng = random.Random(seed)

    def part(largest):
        w, h = rng.randrange(20, largest), rng.randrange(20, largest)
        return w, h, f"{rng.randrange(0, width - w)},{rng.randrange(0, height - h)},{w},{h}"

    made = []
    for _ in range(count):
        kind = rng.random()
        if kind < 0.5:
            w, _, region = part(1500)
            made.append(f"/{region}/{rng.randrange(10, w)},/0/default.jpg")
        elif kind < 0.65:
            made.append(f"/full/!{rng.randrange(50, 700)},{rng.randrange(50, 700)}/0/default.jpg")
        elif kind < 0.8:
            _, _, region = part(700)
            turn = rng.choice(["90", "180", "270", "!0", "!90", str(rng.randrange(1, 359))])
            made.append(f"/{region}/max/{turn}/{rng.choice(['default', 'gray', 'bitonal'])}.{rng.choice(['jpg', 'png'])}")
        elif kind < 0.9:
            _, _, region = part(300)
            side = rng.randrange(300, 900)
            made.append(f"/{region}/^!{side},{side}/0/default.jpg")
        else:
            _, _, region = part(400)
            made.append(f"/{region}/max/0/{rng.choice(['default', 'gray'])}.{rng.choice(['webp', 'tif', 'gif', 'png'])}")
    return made
