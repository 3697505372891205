"""The eight orientations in each format that can carry one."""

import struct

import numpy
from PIL import Image

from oddities import png, tiff
from oddities.case import saved, squares, taken

UPRIGHT = {
    1: lambda p: p, 2: lambda p: p[:, ::-1], 3: lambda p: p[::-1, ::-1], 4: lambda p: p[::-1],
    5: lambda p: p.transpose(1, 0, 2), 6: lambda p: numpy.rot90(p, -1), 7: lambda p: p[::-1, ::-1].transpose(1, 0, 2),
    8: lambda p: numpy.rot90(p),
}


def exif(orientation: int) -> bytes:
    """Exif with that one tag (TIFF inside, big-endian)."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\0"


def oddities():
    for orientation in (0, *UPRIGHT, 9):
        turn = UPRIGHT.get(orientation, UPRIGHT[1])
        tag = Image.Exif()
        tag[0x0112] = orientation
        pixels = squares(200 + orientation)
        data = saved(pixels, "JPEG", quality=95, subsampling=0, exif=tag)
        yield taken(f"jpeg orientation {orientation}", data, turn(pixels))
        pixels = squares(220 + orientation)
        data = saved(pixels, "JPEG", quality=95, subsampling=0, exif=tag, progressive=True)
        yield taken(f"progressive jpeg orientation {orientation}", data, turn(pixels))
        pixels = squares(240 + orientation)
        yield taken(f"webp orientation {orientation}", saved(pixels, "WEBP", lossless=True, exif=tag), turn(pixels))
        pixels = squares(260 + orientation)
        page = tiff.Page(pixels, 2, more={tiff.ORIENTATION: ("H", [orientation])})
        if orientation:
            yield taken(f"tiff orientation {orientation}", tiff.tiff(page), turn(pixels))
        pixels = squares(280 + orientation)
        data = png.png(pixels, png.RGB, before=png.chunk(b"eXIf", exif(orientation)))
        yield taken(f"png orientation {orientation}", data, turn(pixels))
