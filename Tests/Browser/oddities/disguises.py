"""Files that are not what they are called, or are two things at once, or no picture at all."""

import gzip
import io
import zipfile

from PIL import Image

from oddities import png
from oddities.case import refused, saved, squares, taken

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'


def oddities():
    yield from _wrong_names()
    yield from _two_at_once()
    yield from _other_formats()
    yield from _nothing()


def _wrong_names():
    for seed, (kind, name) in enumerate((
        ("JPEG", "a.png"), ("PNG", "a.jpg"), ("WEBP", "a.jpg"), ("JPEG", "a.webp"), ("PNG", "a.tif"), ("JPEG", "a.svg"),
        ("PNG", "a"), ("JPEG", "a.txt"), ("PNG", "a.php"), ("JPEG", "[page=2].jpg"), ("PNG", "../../etc/passwd"),
    ), 500):
        pixels = squares(seed)
        options = {"PNG": {}, "JPEG": {"quality": 95, "subsampling": 0}, "WEBP": {"lossless": True}}[kind]
        yield taken(f"{kind} called {name}", saved(pixels, kind, **options), pixels, file_name=name)


def _two_at_once():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("evil.sh", "rm -rf /")
    pixels = squares(520)
    yield taken("jpeg and zip", saved(pixels, "JPEG", quality=95, subsampling=0) + archive.getvalue(), pixels)
    pixels = squares(521)
    script = png.chunk(b"tEXt", b"x\0<script>alert(1)</script><?php phpinfo() ?>")
    yield taken("png and html", png.png(pixels, png.RGB, before=script), pixels)
    picture = saved(squares(522), "JPEG", quality=95)
    yield refused("pdf with a jpeg in it", b"%PDF-1.4\n1 0 obj<<>>stream\n" + picture + b"\nendstream", "PDF")
    yield refused("gif that is a script", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "GIF")
    yield refused("html before a jpeg", b"<!doctype html><script>alert(1)</script>" + picture, "HTML")
    yield refused("zip before a png", archive.getvalue() + saved(squares(523), "PNG"), "ZIP")
    yield refused("a byte before a jpeg", b"\0" + picture, "not a picture")


def _other_formats():
    gif = io.BytesIO()
    frames = [Image.fromarray(squares(530 + index)) for index in range(3)]
    frames[0].save(gif, "GIF", save_all=True, append_images=frames[1:])
    bitmap = saved(squares(534), "BMP")
    for name, data, says in (
        ("gif", saved(squares(535), "GIF"), "GIF"), ("animated gif", gif.getvalue(), "GIF"), ("bmp", bitmap, "BMP"),
        ("svg", SVG, "SVG"), ("svg with a declaration", b'<?xml version="1.0"?>\n<!-- a -->' + SVG, "SVG"),
        ("svgz", gzip.compress(SVG), "gzip"), ("svg after a mark", b"\xef\xbb\xbf  " + SVG, "SVG"),
        ("svg that reads a file", SVG.replace(b"9", b"8") + b'<image href="file:///etc/passwd"/>', "SVG"),
        ("ico", saved(squares(536), "ICO"), "ICO"), ("ppm", saved(squares(537), "PPM"), "not a picture"),
        ("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"), ("avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif", "AVIF"),
        ("mp4", b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "video"), ("jpeg 2000", b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        ("jpeg xl", b"\xff\x0a" + bytes(30), "JPEG XL"), ("exr", b"\x76\x2f\x31\x01" + bytes(30), "OpenEXR"),
        ("fits", b"SIMPLE  =                    T" + bytes(3_000), "FITS"), ("psd", b"8BPS\0\1" + bytes(30), "Photoshop"),
        ("matlab", b"MATLAB 5.0 MAT-file" + bytes(200), "MATLAB"), ("csv", b"1,2,3\n4,5,6\n", "not a picture"),
        ("pdf", b"%PDF-1.7\n", "PDF"), ("postscript", b"%!PS-Adobe-3.0\n", "not a picture"),
        ("magick script", b"push graphic-context\nimage over 0,0 0,0 'https://example.org/'", "not a picture"),
        ("vips", b"\xb6\xa6\xf2\x08" + bytes(100), "not a picture"), ("radiance", b"#?RADIANCE\n", "not a picture"),
        ("program", b"\x7fELF\2\1\1" + bytes(100), "not a picture"), ("html", b"<!DOCTYPE html><title>x</title>", "HTML"),
        ("json", b'{"width": 10}', "not a picture"), ("xml", b'<?xml version="1.0"?><a/>', "XML"),
    ):
        yield refused(name, data, says, file_name=f"{name}.jpg")


def _nothing():
    yield refused("nothing", b"", "empty")
    for count in (1, 2, 3, 11, 12, 100):
        yield refused(f"{count} zeros", bytes(count), "not a picture")
    for name, start in (
        ("jpeg", b"\xff\xd8\xff"), ("png", png.SIGNATURE), ("webp", b"RIFF\x24\0\0\0WEBP"), ("tiff", b"II*\0\x08\0\0\0"),
        ("big tiff", b"MM\0+\0\x08\0\0"),
    ):
        yield refused(f"only the start of a {name}", start)
        yield refused(f"the start of a {name}, then zeros", start + bytes(5_000))
        yield refused(f"the start of a {name}, then text", start + b"hello, hello " * 100)
