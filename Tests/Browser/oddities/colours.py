"""Every kind of sample that the formats know, and profiles."""

import zlib

import numpy

from oddities import icc, png, tiff
from oddities.case import grey_squares, refused, saved, squares, taken

WHITE = 255


def oddities():
    yield from _pngs()
    yield from _jpegs()
    yield from _webps()
    yield from _tiffs()
    yield from _profiles()


def over_white(pixels, alpha):
    """What shows through."""
    share = alpha[:, :, None] / 255
    return numpy.round(pixels * share + WHITE * (1 - share)).astype(numpy.uint8)


def alpha_squares(seed):
    return squares(seed, 0, 256)[:, :, 0]


def _pngs():
    for interlaced in (False, True):
        kind = "interlaced png" if interlaced else "png"
        rgb, grey, alpha = squares(40 + interlaced), grey_squares(42 + interlaced), alpha_squares(44 + interlaced)
        rgba, grey_alpha = numpy.dstack([rgb, alpha]), numpy.dstack([grey[:, :, 0], alpha])
        for depth in (8, 16):
            scale = 1 if depth == 8 else 257
            made = lambda samples, colour: png.png(samples.astype(int) * scale, colour, depth, interlaced=interlaced)  # noqa: E731
            yield taken(f"{kind} rgb {depth}", made(rgb, png.RGB), rgb)
            yield taken(f"{kind} rgba {depth}", made(rgba, png.RGBA), over_white(rgb, alpha))
            yield taken(f"{kind} grey {depth}", made(grey[:, :, :1], png.GREY), grey)
            yield taken(f"{kind} grey alpha {depth}", made(grey_alpha, png.GREY_ALPHA), over_white(grey, alpha))
        for depth in (1, 2, 4):
            most = 2**depth - 1
            levels = numpy.round(grey[:, :, :1] / 255 * most).astype(int)
            shown = numpy.round(levels / most * 255).astype(numpy.uint8).repeat(3, 2)
            yield taken(f"{kind} grey {depth}", png.png(levels, png.GREY, depth, interlaced=interlaced), shown)
            colours = squares(50 + depth + 10 * interlaced)[8::16, 8::16].reshape(-1, 3)[: most + 1]
            index = levels % len(colours)
            palette = png.chunk(b"PLTE", colours.tobytes())
            data = png.png(index, png.PALETTE, depth, interlaced=interlaced, before=palette)
            yield taken(f"{kind} palette {depth}", data, colours[index[:, :, 0]])
    colours = squares(60)[8::16, 8::16].reshape(-1, 3)
    index = numpy.arange(24).reshape(4, 6).repeat(16, 0).repeat(16, 1)[:, :, None]
    opacity = bytes(range(0, 240, 10))
    chunks = png.chunk(b"PLTE", colours.tobytes()) + png.chunk(b"tRNS", opacity)
    shown = over_white(colours[index[:, :, 0]], numpy.frombuffer(opacity, numpy.uint8)[index[:, :, 0]])
    yield taken("png palette with transparency", png.png(index, png.PALETTE, 8, before=chunks), shown)
    yield refused("png palette without its colours", png.png(index, png.PALETTE, 8))


def _jpegs():
    for subsampling in (0, 1, 2):
        pixels = squares(70 + subsampling)
        data = saved(pixels, "JPEG", quality=95, subsampling=subsampling)
        yield taken(f"jpeg subsampling {subsampling}", data, pixels, tolerance=12)
    pixels = squares(73)
    yield taken("jpeg progressive", saved(pixels, "JPEG", quality=95, progressive=True), pixels, tolerance=12)
    grey = grey_squares(74)
    yield taken("jpeg grey", saved(grey[:, :, 0], "JPEG", quality=95), grey)
    yield taken("jpeg grey progressive", saved(grey_squares(75)[:, :, 0], "JPEG", quality=95, progressive=True), grey_squares(75))
    pixels = squares(76)
    yield taken("jpeg keeping rgb", saved(pixels, "JPEG", quality=95, keep_rgb=True), pixels)
    pixels = squares(77)
    yield taken("jpeg with restarts", saved(pixels, "JPEG", quality=95, restart_marker_blocks=1), pixels, tolerance=12)
    # Ink without a profile has no certain colour: white and black are checked, the rest by its size.
    ink = numpy.zeros((64, 96, 4), numpy.uint8)
    ink[:, 48:, 3] = 255
    shown = numpy.full((64, 96, 3), 255, numpy.uint8)
    shown[:, 48:] = 35
    from PIL import Image
    import io
    for quality in (95, 60):
        file = io.BytesIO()
        Image.frombytes("CMYK", (96, 64), ink.tobytes()).save(file, "JPEG", quality=quality)
        yield taken(f"jpeg cmyk {quality}", file.getvalue(), shown, tolerance=45)


def _webps():
    pixels = squares(80)
    yield taken("webp", saved(pixels, "WEBP", quality=95), pixels, tolerance=14)
    pixels = squares(81)
    yield taken("webp lossless", saved(pixels, "WEBP", lossless=True), pixels)
    for seed, options in ((82, {"quality": 95}), (83, {"lossless": True, "exact": True})):
        pixels, alpha = squares(seed), alpha_squares(seed + 10)
        data = saved(numpy.dstack([pixels, alpha]), "WEBP", **options)
        yield taken(f"webp alpha {sorted(options)}", data, over_white(pixels, alpha), tolerance=16)


def _tiffs():
    rgb, grey, alpha = squares(90), grey_squares(91), alpha_squares(92)
    yield taken("tiff rgb", tiff.tiff(tiff.Page(rgb, 2)), rgb)
    yield taken("tiff rgb, big endian", tiff.tiff(tiff.Page(squares(93), 2), big_endian=True), squares(93))
    yield taken("tiff rgb, wide", tiff.tiff(tiff.Page(squares(94), 2), wide=True), squares(94))
    yield taken("tiff rgb deflated", tiff.tiff(tiff.Page(squares(95), 2, deflated=True)), squares(95))
    for big_endian in (False, True):
        pixels = squares(96 + big_endian)
        page = tiff.Page(pixels.astype(int) * 257, 2, 16)
        yield taken(f"tiff rgb 16, big endian {big_endian}", tiff.tiff(page, big_endian=big_endian), pixels)
    yield taken("tiff grey", tiff.tiff(tiff.Page(grey[:, :, :1], 1)), grey)
    yield taken("tiff grey, white is zero", tiff.tiff(tiff.Page(255 - grey[:, :, :1], 0)), grey)
    yield taken("tiff grey 16", tiff.tiff(tiff.Page(grey[:, :, :1].astype(int) * 257, 1, 16)), grey)
    bits = (grey[:, :, :1] > 128).astype(int)
    yield taken("tiff of one bit", tiff.tiff(tiff.Page(bits, 1, 1)), (bits * 255).astype(numpy.uint8).repeat(3, 2))
    rgba = tiff.Page(numpy.dstack([rgb, alpha]), 2, more={tiff.EXTRA: ("H", [2])})
    yield taken("tiff rgba", tiff.tiff(rgba), over_white(rgb, alpha))
    ink = numpy.zeros((64, 96, 4), numpy.uint8)
    ink[:, 48:, 3] = 255
    shown = numpy.full((64, 96, 3), 255, numpy.uint8)
    shown[:, 48:] = 35
    yield taken("tiff cmyk", tiff.tiff(tiff.Page(ink, 5)), shown, tolerance=45)
    floating = tiff.Page(rgb.astype(numpy.float32) / 255, 2, 32, more={tiff.FORMAT: ("H", [3] * 3)})
    yield refused("tiff of fractions", tiff.tiff(floating), "8 or 16 bits")
    five = numpy.dstack([rgb, rgb[:, :, :2]])
    yield refused("tiff of five channels", tiff.tiff(tiff.Page(five, 1, more={tiff.EXTRA: ("H", [0] * 4)})), "channels")
    yield refused("tiff of 32 bits", tiff.tiff(tiff.Page(grey[:, :, :1].astype(int) * 257, 1, 32)), "8 or 16 bits")


def _profiles():
    p3, srgb = icc.profile(icc.P3, "Display P3"), icc.profile(icc.SRGB, "sRGB")
    for seed, (name, profile, colorants) in enumerate((("p3", p3, icc.P3), ("srgb", srgb, icc.SRGB)), 100):
        # Colours that sRGB can show too.
        pixels = squares(seed, 90, 160)
        shown = icc.in_srgb(pixels, colorants)
        yield taken(f"jpeg {name}", saved(pixels, "JPEG", quality=95, subsampling=0, icc_profile=profile), shown)
        pixels = squares(seed + 2, 90, 160)
        chunk = png.chunk(b"iCCP", b"profile\0\0" + zlib.compress(profile))
        yield taken(f"png {name}", png.png(pixels, png.RGB, before=chunk), icc.in_srgb(pixels, colorants))
        pixels = squares(seed + 4, 90, 160)
        data = saved(pixels, "WEBP", lossless=True, icc_profile=profile)
        yield taken(f"webp {name}", data, icc.in_srgb(pixels, colorants))
        pixels = squares(seed + 6, 90, 160)
        page = tiff.Page(pixels, 2, more={tiff.PROFILE: ("B", list(profile))})
        yield taken(f"tiff {name}", tiff.tiff(page), icc.in_srgb(pixels, colorants))
    for name, profile in (("empty", b""), ("cut", p3[:200]), ("nonsense", bytes(range(256)) * 8)):
        pixels = squares(110 + len(name))
        data = saved(pixels, "JPEG", quality=95, subsampling=0, icc_profile=profile)
        yield taken(f"jpeg with a profile that is {name}", data, pixels)
