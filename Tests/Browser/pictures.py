"""Small image files made from scratch, good ones and bad ones.

Nothing here needs an imaging library: PNG is zlib around rows, and a baseline JPEG of flat 8x8 blocks is a
handful of Huffman codes.
"""

import struct
import zlib

import numpy


def png(width: int, height: int, seed: int = 0) -> bytes:
    """A picture with a soft background and a few sharp rectangles; another seed, another picture."""
    return png_of(scene(width, height, seed))


def scene(width: int, height: int, seed: int = 0) -> numpy.ndarray:
    """The pixels behind ``png``: height x width x 3, bytes."""
    random = numpy.random.default_rng(seed)
    down, across = numpy.mgrid[0:height, 0:width]
    red = 90 + 60 * across / max(width - 1, 1)
    green = 120 + 50 * down / max(height - 1, 1)
    blue = numpy.full((height, width), 110 + seed % 60)
    pixels = numpy.stack([red, green, blue], axis=-1)
    for _ in range(4):
        x, y = random.integers(0, max(width - 8, 1)), random.integers(0, max(height - 8, 1))
        w, h = random.integers(4, max(width // 3, 5)), random.integers(4, max(height // 3, 5))
        pixels[y : y + h, x : x + w] = random.integers(0, 256, 3)
    return pixels.astype(numpy.uint8)


def png_of(pixels: numpy.ndarray, title: str = "") -> bytes:
    """A PNG file of RGB pixels; with another title, another file of the same picture."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + pixels[y].tobytes() for y in range(height))
    named = _chunk(b"tEXt", b"Title\0" + title.encode("latin-1")) if title else b""
    return _signature + _header(width, height) + named + _chunk(b"IDAT", zlib.compress(rows, 1)) + _chunk(b"IEND", b"")


def png_header_only(width: int, height: int) -> bytes:
    """A PNG whose header promises a size and whose pixels are all zero, packed as small as zlib can."""
    row = b"\0" + b"\0" * ((width + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(min(height, 2000))) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return _signature + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


_signature = b"\x89PNG\r\n\x1a\n"


def _header(width: int, height: int) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(columns: int = 8, rows: int = 4, orientation: int | None = None, seed: int = 0) -> bytes:
    """A grey baseline JPEG of ``columns`` x ``rows`` flat blocks of 8x8 pixels (ITU-T T.81).

    With ``orientation`` it carries that EXIF tag: 6 means "turn it a quarter to the right".
    """
    random = numpy.random.default_rng(seed)
    levels = random.integers(-60, 60, columns * rows)
    bits, before = [], 0
    for level in levels:
        difference, before = int(level) - before, int(level)
        size = abs(difference).bit_length()
        bits.append(format(size, "04b"))
        if size:
            bits.append(format(difference if difference > 0 else difference + (1 << size) - 1, f"0{size}b"))
        bits.append("0")  # end of block
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    scan = int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\x00")
    lengths_dc = bytes([0, 0, 0, 12] + [0] * 12)  # twelve codes of four bits
    lengths_ac = bytes([1] + [0] * 15)  # one code, of one bit: end of block
    parts = [
        b"\xff\xd8",
        _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        _segment(0xE1, _exif(orientation)) if orientation else b"",
        _segment(0xDB, b"\0" + bytes([8] * 64)),
        _segment(0xC0, struct.pack(">BHHB", 8, rows * 8, columns * 8, 1) + b"\1\x11\0"),
        _segment(0xC4, b"\0" + lengths_dc + bytes(range(12))),
        _segment(0xC4, b"\x10" + lengths_ac + b"\0"),
        _segment(0xDA, b"\1\1\0\0\x3f\0"),
        scan,
        b"\xff\xd9",
    ]
    return b"".join(parts)


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _exif(orientation: int) -> bytes:
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    return b"Exif\0\0MM\0*\0\0\0\x08\0\1" + entry + b"\0\0\0\0"


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>1</script></svg>'
