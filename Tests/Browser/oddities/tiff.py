"""TIFF files from their specification, for what no library writes.

Source: TIFF Revision 6.0; BigTIFF, <http://www.libtiff.org/bigtiff.html>.
"""

import struct
import zlib

import numpy

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, OFFSETS, ORIENTATION, SAMPLES, ROWS, COUNTS, PLANAR = (
    256, 257, 258, 259, 262, 273, 274, 277, 278, 279, 284)
EXTRA, FORMAT, PROFILE = 338, 339, 34675
DEFLATE = 8
TYPES = {"B": 1, "H": 3, "I": 4, "Q": 16}


def tiff(*pages: "Page", big_endian: bool = False, wide: bool = False, cyclic: bool = False) -> bytes:
    """A file of pages; a wide one is BigTIFF, a cyclic one's last page leads back to the first."""
    order = ">" if big_endian else "<"
    mark = b"MM" if big_endian else b"II"
    head = mark + (struct.pack(order + "HHH", 43, 8, 0) if wide else struct.pack(order + "H", 42))
    address = "Q" if wide else "I"
    # Where the first directory is comes last in the header.
    file = bytearray(head + bytes(struct.calcsize(address)))
    link = len(head)
    first = None
    for page in pages:
        data = page.bytes(order)
        at = len(file)
        file += data + bytes(-len(data) % 8)
        entries = dict(page.entries())
        entries[OFFSETS] = (address, [at])
        entries[COUNTS] = (address, [len(data)])
        values = {}
        for tag, (kind, numbers) in entries.items():
            packed = struct.pack(f"{order}{len(numbers)}{kind}", *numbers)
            room = struct.calcsize(address)
            if len(packed) > room:
                values[tag] = struct.pack(order + address, len(file))
                file += packed + bytes(-len(packed) % 8)
            else:
                values[tag] = packed + bytes(room - len(packed))
        directory = len(file)
        struct.pack_into(order + address, file, link, directory)
        first = first or directory
        file += struct.pack(order + ("Q" if wide else "H"), len(entries))
        for tag in sorted(entries):
            kind, numbers = entries[tag]
            file += struct.pack(f"{order}HH{address}", tag, TYPES[kind], len(numbers)) + values[tag]
        link = len(file)
        file += bytes(struct.calcsize(address) + 4)
    if cyclic:
        struct.pack_into(order + address, file, link, first)
    return bytes(file)


class Page:
    """A page of height x width x samples in one strip; tags in `more` are added or changed."""

    def __init__(self, samples: numpy.ndarray, photometric: int, bits: int = 8, *, deflated: bool = False,
                 planar: bool = False, more: dict | None = None):
        self.samples, self.photometric, self.bits = samples, photometric, bits
        self.deflated, self.planar, self.more = deflated, planar, more or {}

    def entries(self):
        height, width, count = self.samples.shape
        entries = {
            WIDTH: ("I", [width]), HEIGHT: ("I", [height]), BITS: ("H", [self.bits] * count),
            COMPRESSION: ("H", [DEFLATE if self.deflated else 1]), PHOTOMETRIC: ("H", [self.photometric]),
            SAMPLES: ("H", [count]), ROWS: ("I", [height]), PLANAR: ("H", [1]),
        }
        return {**entries, **self.more}

    def bytes(self, order: str) -> bytes:
        if self.bits == 1:
            packed = numpy.packbits(self.samples[:, :, 0].astype(numpy.uint8), axis=1).tobytes()
        elif self.samples.dtype.kind == "f":
            packed = self.samples.astype(order + "f4").tobytes()
        else:
            packed = self.samples.astype(f"{order}u{self.bits // 8}").tobytes()
        return zlib.compress(packed) if self.deflated else packed
