"""Headers that lie about the size, and files that unpack to far more than they are."""

import struct
import zlib

import numpy

from oddities import png, tiff
from oddities.case import HEIGHT, WIDTH, either, noise, refused, saved, squares

TOO_LARGE = "pixels"


def oddities():
    yield from _png_sizes()
    yield from _jpeg_sizes()
    yield from _webp_sizes()
    yield from _tiff_sizes()
    yield from _bombs()


def _png_sizes():
    for width, height, says in (
        (60_000, 60_000, TOO_LARGE), (2**31 - 1, 1, TOO_LARGE), (1, 2**31 - 1, TOO_LARGE), (70_000, 10, TOO_LARGE),
        (0, 10, ""), (10, 0, ""), (2**31, 10, ""), (2**32 - 1, 2**32 - 1, ""),
    ):
        pixels = png.chunk(b"IDAT", zlib.compress(bytes(5000)))
        yield refused(f"png of {width}x{height}", png.SIGNATURE + png.header(width, height) + pixels, says)
    # The pixels of a small picture under the header of a larger one, and the other way round.
    rows = zlib.compress(png.scanlines(noise(20), 8))
    for name, width, height in (("taller", WIDTH, HEIGHT * 2), ("wider", WIDTH * 2, HEIGHT)):
        data = png.SIGNATURE + png.header(width, height) + png.chunk(b"IDAT", rows) + png.chunk(b"IEND", b"")
        yield refused(f"png header {name} than its pixels", data)
    data = png.SIGNATURE + png.header(WIDTH, HEIGHT // 2) + png.chunk(b"IDAT", rows) + png.chunk(b"IEND", b"")
    yield either("png header lower than its pixels", data)


def _jpeg_sizes():
    plain = saved(noise(21), "JPEG", quality=80)
    frame = plain.index(b"\xff\xc0") + 5
    for width, height, says in ((65_500, 65_500, TOO_LARGE), (65_535, 1, ""), (0, 64, "")):
        yield refused(f"jpeg of {width}x{height}", plain[:frame] + struct.pack(">HH", height, width) + plain[frame + 4 :], says)
    yield refused("jpeg taller than its pixels", plain[:frame] + struct.pack(">H", 4_000) + plain[frame + 2 :])
    yield refused("jpeg without height", plain[:frame] + b"\0\0" + plain[frame + 2 :])
    yield either("jpeg lower than its pixels", plain[:frame] + struct.pack(">H", 16) + plain[frame + 2 :])
    # A component that is sampled 15 times as densely as may be.
    yield refused("jpeg with impossible sampling", plain[: frame + 6] + b"\xff" + plain[frame + 7 :])
    twelve = plain[: frame - 1] + b"\x0c" + plain[frame:]
    yield refused("jpeg of 12 bits", twelve)


def _webp_sizes():
    plain = saved(noise(22), "WEBP", quality=80)
    at = plain.index(b"\x9d\x01\x2a") + 3
    yield refused("webp wider than its pixels", plain[:at] + struct.pack("<H", 16_000) + plain[at + 2 :])
    extended = saved(squares(23), "WEBP", quality=80, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0")
    canvas = extended.index(b"VP8X") + 12
    lie = extended[:canvas] + b"\xff\xff\xff\xff\xff\xff" + extended[canvas + 6 :]
    yield refused("webp canvas of 16777216x16777216", lie)
    yield refused("webp canvas of 16384x1", extended[:canvas] + b"\xff\x3f\0\0\0\0" + extended[canvas + 6 :])


def _tiff_sizes():
    for width, height, says in ((60_000, 60_000, TOO_LARGE), (2**32 - 1, 2**32 - 1, ""), (0, 64, ""), (2**31, 2, "")):
        page = tiff.Page(noise(24), 2, more={tiff.WIDTH: ("I", [width]), tiff.HEIGHT: ("I", [height])})
        yield refused(f"tiff of {width}x{height}", tiff.tiff(page), says)
    taller = tiff.Page(noise(25), 2, more={tiff.HEIGHT: ("I", [4_000]), tiff.ROWS: ("I", [4_000])})
    yield refused("tiff taller than its strip", tiff.tiff(taller))
    many = tiff.Page(noise(26), 2, more={tiff.SAMPLES: ("H", [60_000])})
    yield refused("tiff of 60000 samples a pixel", tiff.tiff(many))


def _bombs():
    """Much comes out of little: within the limits on pixels it is taken, or the time and memory it takes are limited."""
    zeros = zlib.compressobj(9)
    rows = b"".join(zeros.compress(bytes(1 + 2_500)) for _ in range(20_000)) + zeros.flush()
    body = png.header(20_000, 20_000, png.GREY, 1) + png.chunk(b"IDAT", rows) + png.chunk(b"IEND", b"")
    yield either("png bomb at the limit of pixels", png.SIGNATURE + body)
    text = png.chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000), 9))
    yield either("png with a comment of 200 MB", png.png(squares(27), png.RGB, before=text))
    profile = png.chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(100_000_000), 9))
    yield either("png with a profile of 100 MB", png.png(squares(28), png.RGB, before=profile))
    flat = numpy.zeros((4_000, 4_000, 3), numpy.uint8)
    yield either("tiff bomb", tiff.tiff(tiff.Page(flat, 2, deflated=True)))
    # Each of 500 passes over 16 megapixels says nothing and costs a walk over all coefficients.
    yield refused("jpeg of absurd scans", absurd_scans(4_000, 4_000, 500))


def absurd_scans(width: int, height: int, scans: int) -> bytes:
    """A progressive JPEG whose passes hold one long run of empty blocks each (ITU-T T.81, G.1.2.2)."""
    def segment(marker, body):
        return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body

    blocks = -(-width // 8) * -(-height // 8)
    head = b"\xff\xd8" + segment(0xDB, b"\0" + bytes([1] * 64))
    head += segment(0xC2, struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0")
    # One code of one bit in each table: for DC "no difference", for AC "the next 2^14 blocks are empty".
    head += segment(0xC4, b"\0" + bytes([1] + [0] * 15) + b"\0")
    head += segment(0xC4, b"\x10" + bytes([1] + [0] * 15) + b"\xe0")
    first = segment(0xDA, b"\1\1\0\0\0\0") + bytes(blocks // 8 + 1)
    # Code 0, then 14 bits of the rest of the run: 2^14 blocks each.
    runs = -(-blocks // 2**14)
    scan = segment(0xDA, b"\1\1\0\1\x3f\0") + bytes((runs * 15) // 8 + 1)
    return head + first + scan * scans + b"\xff\xd9"
