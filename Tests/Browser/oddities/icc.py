"""Colour profiles made of primaries and a curve, and what they mean in sRGB.

Source: ICC.1:2001-04, sections 6 and 7; the colorants are those of the colour spaces' own definitions, adapted to D50.
"""

import struct

import numpy

P3 = numpy.array([[0.515102, 0.241182, -0.001051], [0.291965, 0.692236, 0.041891], [0.157153, 0.066582, 0.784367]])
SRGB = numpy.array([[0.436066, 0.222488, 0.013916], [0.385147, 0.716873, 0.097076], [0.143066, 0.060608, 0.714096]])
D50 = (0.9642, 1.0, 0.8249)


def linear(encoded):
    """sRGB's curve, 0…1 to 0…1, which Display P3 shares."""
    encoded = numpy.asarray(encoded, float)
    return numpy.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def encoded(values):
    """The way back, clipped to what can be shown."""
    values = numpy.clip(values, 0, 1)
    return numpy.where(values <= 0.0031308, values * 12.92, 1.055 * values ** (1 / 2.4) - 0.055)


def in_srgb(pixels: numpy.ndarray, colorants: numpy.ndarray) -> numpy.ndarray:
    """The sRGB pixels that look as these do under a profile."""
    xyz = linear(pixels / 255) @ colorants
    return numpy.round(encoded(xyz @ numpy.linalg.inv(SRGB)) * 255).astype(numpy.uint8)


def profile(colorants: numpy.ndarray, name: str) -> bytes:
    """A display profile of three colorants and one curve of 1024 points."""
    curve = struct.pack(">4sII", b"curv", 0, 1024) + b"".join(
        struct.pack(">H", round(float(v) * 65535)) for v in linear(numpy.linspace(0, 1, 1024)))
    text = name.encode() + b"\0"
    description = struct.pack(">4sII", b"desc", 0, len(text)) + text + bytes(78)
    tags = [(b"desc", description), (b"cprt", b"text\0\0\0\0none\0"), (b"wtpt", _xyz(D50))]
    tags += [(kind, _xyz(row)) for kind, row in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants)]
    tags += [(kind, curve) for kind in (b"rTRC", b"gTRC", b"bTRC")]
    table, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for kind, data in tags:
        body += bytes(-len(body) % 4)
        table += struct.pack(">4sII", kind, start + len(body), len(data))
        body += data
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + _fixed(D50)
    return head + bytes(128 - len(head)) + table + body


def _fixed(values) -> bytes:
    return b"".join(struct.pack(">i", round(float(value) * 65536)) for value in values)


def _xyz(values) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(values)
