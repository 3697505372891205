"""PNG files from their specification, for what no library writes.

Source: Portable Network Graphics (PNG) Specification, Third Edition.
"""

import struct
import zlib

import numpy

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6
SAMPLES = {GREY: 1, RGB: 3, PALETTE: 1, GREY_ALPHA: 2, RGBA: 4}
# First column, first row, step across, step down of the seven passes.
ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def header(width: int, height: int, colour: int = RGB, depth: int = 8, interlaced: bool = False) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, int(interlaced)))


def png(samples: numpy.ndarray, colour: int, depth: int = 8, *, interlaced: bool = False, before: bytes = b"") -> bytes:
    """A file of height x width x samples; `before` are chunks that precede the pixels."""
    height, width = samples.shape[:2]
    rows = adam7(samples, depth) if interlaced else scanlines(samples, depth)
    body = header(width, height, colour, depth, interlaced) + before
    return SIGNATURE + body + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def scanlines(samples: numpy.ndarray, depth: int) -> bytes:
    """Rows without a filter."""
    height = samples.shape[0]
    flat = samples.reshape(height, -1)
    if depth == 16:
        packed = flat.astype(">u2").view(numpy.uint8).reshape(height, -1)
    elif depth == 8:
        packed = flat.astype(numpy.uint8)
    else:
        bits = (flat[:, :, None] >> numpy.arange(depth - 1, -1, -1)) & 1
        packed = numpy.packbits(bits.reshape(height, -1).astype(numpy.uint8), axis=1)
    return b"".join(b"\0" + row.tobytes() for row in packed)


def adam7(samples: numpy.ndarray, depth: int) -> bytes:
    passes = (samples[y::down, x::across] for x, y, across, down in ADAM7)
    return b"".join(scanlines(part, depth) for part in passes if part.size)


def animated(frames: list[numpy.ndarray], claimed: int | None = None) -> bytes:
    """An animated PNG of RGB frames; `claimed` frames in its header where that is a lie."""
    height, width = frames[0].shape[:2]
    parts = [SIGNATURE, header(width, height), chunk(b"acTL", struct.pack(">II", claimed or len(frames), 0))]
    serial = 0
    for index, frame in enumerate(frames):
        control = struct.pack(">IIIIIHHBB", serial, width, height, 0, 0, 1, 10, 0, 0)
        parts.append(chunk(b"fcTL", control))
        serial += 1
        pixels = zlib.compress(scanlines(frame, 8))
        if index == 0:
            parts.append(chunk(b"IDAT", pixels))
        else:
            parts.append(chunk(b"fdAT", struct.pack(">I", serial) + pixels))
            serial += 1
    return b"".join(parts) + chunk(b"IEND", b"")
