"""How long a server with several thousand images takes from its start to its first picture, cold and warm.

    python starting.py path/to/boxwood [--images 4000] [--side 1600] [--rounds 5] [--json out.json]

Makes the images, ingests them with `boxwood import images`, and starts a server on the data folder again and again: warm,
with everything still in the page cache, and cold, after all files of the folder and the program itself were dropped from it
(`posix_fadvise`; what the machine's disk keeps itself cannot be dropped). Timed are the start up to the first answer, the
first page of the project's images, a first tile of an image nobody asked for yet, and 200 more tiles of other images, one
after the other.
"""

import argparse
import io
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
from PIL import Image

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
from boxwood_server import Server  # noqa: E402

TILES = 200


def photographs(folder, count, side):
    """So many JPEG files of side x side * 3/4, each its own."""
    random_numbers = numpy.random.default_rng(1)
    soft = Image.fromarray(random_numbers.integers(0, 256, (24, 32, 3), numpy.uint8)).resize((side, side * 3 // 4), Image.BICUBIC)
    buffer = io.BytesIO()
    soft.save(buffer, "JPEG", quality=90)
    for number in range(count):
        # A comment makes each file its own without drawing it anew.
        body = buffer.getvalue()
        comment = f"photograph {number}".encode()
        segment = b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment
        (folder / f"{number:05}.jpg").write_bytes(body[:2] + segment + body[2:])


def drop(paths):
    """Takes files out of the page cache."""
    os.sync()
    for path in paths:
        file = os.open(path, os.O_RDONLY)
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(file)


def measured(server, owner, project, draw, level):
    """Milliseconds from the start to the first answer, then of the first list, the first tile and the median of more tiles."""
    marks = [time.perf_counter()]
    server.start(patience=300)
    marks.append(time.perf_counter())
    page = owner.get(f"{project.path}/images", params={"limit": 100}, status=200).json()["items"]
    marks.append(time.perf_counter())
    chosen = draw.sample(project.images, TILES + 1)
    tiles = []
    for image in chosen:
        started = time.perf_counter()
        owner.get(f"/dzi/{image}_files/{level}/0_0.jpg", status=200)
        tiles.append((time.perf_counter() - started) * 1000)
    assert len(page) == 100
    return [(marks[1] - marks[0]) * 1000, (marks[2] - marks[1]) * 1000, tiles[0], statistics.median(tiles[1:])]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, default=4_000)
    parser.add_argument("--side", type=int, default=1_600, help="width of an image in pixels")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="where the data folder goes")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = program = str(Path(options.program).resolve())
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        folder = Path(folder)
        (folder / "photographs").mkdir()
        photographs(folder / "photographs", options.images, options.side)
        server = Server(folder).start()
        owner = people.make_owner(server)
        project = people.make_project(owner, name="Thousands")
        server.stop()
        started = time.perf_counter()
        subprocess.run([program, "import", "images", str(folder / "photographs"), "--project", "Thousands",
                        "--data", str(server.data)], check=True, capture_output=True)
        took = time.perf_counter() - started
        print(f"{options.images:,} images of {options.side} x {options.side * 3 // 4} ingested in {took:.0f} s", flush=True)
        server.start(patience=300)
        project.images, cursor = [], None
        while True:
            page = owner.get(f"{project.path}/images", params={"limit": 500, **({"after": cursor} if cursor else {})}, status=200)
            project.images += [image["id"] for image in page.json()["items"]]
            cursor = page.json().get("next")
            if not cursor:
                break
        assert len(project.images) == options.images, len(project.images)
        server.stop()
        rows, draw = {"warm": [], "cold": []}, random.Random(1)
        # The largest level of a pyramid that ends with one pixel.
        level = math.ceil(math.log2(options.side))
        for _ in range(options.rounds):
            for name in rows:
                if name == "cold":
                    drop([program, *(path for path in server.data.rglob("*") if path.is_file())])
                rows[name].append(measured(server, owner, project, draw, level))
                server.stop()
        print("\n| start | to the first answer, ms | first 100 images | first tile | median of 200 tiles |\n|" + "---|" * 5)
        medians = {name: [statistics.median(column) for column in zip(*found)] for name, found in rows.items()}
        for name, found in medians.items():
            print(f"| {name} | " + " | ".join(f"{value:.1f}" for value in found) + " |")
    if options.json:
        options.json.write_text(json.dumps({"images": options.images, "ingest_seconds": took, **medians}, indent=1))


if __name__ == "__main__":
    main()
