"""Images in: time, memory and bytes beside `vips dzsave`, in the same run.

    python ingest.py path/to/boxwood [--photographs FOLDER] [--rounds 3] [--json out.json]

A generated JPEG of 20,000 x 15,000 pixels goes through the server's own child process and through
`vips dzsave --container zip`, in turns; then pictures of 12 megapixels, whose tiles are held against the file's own
pixels. PHOTOGRAPHS is a folder of JPEG files: all go through `boxwood import images`, and one by one through
`vips dzsave`, as many at a time as there are cores.
"""

import argparse
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
from PIL import Image

import timing

Image.MAX_IMAGE_PIXELS = None
TILE = 512
LIMITS = {
    "maximumPixels": 400_000_000, "maximumSide": 65_500, "maximumFrames": 1_000, "allowTIFF": False,
    "maximumBytes": 500_000_000, "maximumWorkingBytes": 2_500_000_000, "maximumSeconds": 120,
}
DZSAVE = ["--tile-size", str(TILE), "--overlap", "0", "--depth", "onepixel", "--suffix", ".jpg[Q=85]"]


def photograph(width, height, path, **options):
    """Soft shapes, sharp edges and grain, as JPEG."""
    random = numpy.random.default_rng(1)
    side = 1000
    soft = Image.fromarray(random.integers(0, 256, (side // 50, side // 50, 3), numpy.uint8)).resize((side, side), Image.BICUBIC)
    tile = numpy.asarray(soft).astype(int)
    for _ in range(60):
        x, y, w, h = random.integers(0, side, 4) // (1, 1, 5, 5)
        tile[y : y + h, x : x + w] = random.integers(0, 256, 3)
    tile = numpy.clip(tile + random.normal(0, 6, tile.shape), 0, 255).astype(numpy.uint8)
    whole = numpy.tile(tile, (-(-height // side), -(-width // side), 1))[:height, :width]
    Image.fromarray(whole).save(path, "JPEG", **options)
    return path


def ours(program, source, pack):
    command = [program, "ingest-worker", str(source), str(pack), "--limits", json.dumps(LIMITS)]
    return timing.run(command, b"go\n")


def theirs(source, target, container):
    return timing.run(["vips", "dzsave", str(source), str(target), "--container", container, *DZSAVE])


def bytes_in(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.name != "vips-properties.xml")


def giant(program, folder, rounds):
    """T7 and T8."""
    source = photograph(20_000, 15_000, folder / "giant.jpg", quality=90, subsampling=0)
    runs = []
    for round in range(rounds):
        mine = ours(program, source, folder / "giant-pack.zip")
        vips = theirs(source, folder / f"giant-{round}.zip", "zip")
        runs.append((mine, vips))
    theirs(source, folder / "giant", "fs")
    figures = {
        "source_bytes": source.stat().st_size,
        "seconds": [statistics.median(getattr(pair[who], "seconds") for pair in runs) for who in (0, 1)],
        "processor_seconds": [statistics.median(pair[who].processor_seconds for pair in runs) for who in (0, 1)],
        "peak_mib": [statistics.median(pair[who].peak for pair in runs) for who in (0, 1)],
        "wall_ratio": statistics.median(mine.seconds / vips.seconds for mine, vips in runs),
        "memory_ratio": statistics.median(mine.peak / vips.peak for mine, vips in runs),
    }
    folder_bytes = bytes_in(folder / "giant_files") + (folder / "giant.dzi").stat().st_size
    figures["bytes"] = [(folder / "giant-pack.zip").stat().st_size, folder_bytes]
    figures["bytes_ratio"] = figures["bytes"][0] / folder_bytes
    return figures


def differences(pack, source):
    """T13: samples of a picture, those that the pack's largest level shows otherwise, and by how much at most."""
    original = numpy.asarray(Image.open(source).convert("RGB")).astype(int)
    differing, largest = 0, 0
    with zipfile.ZipFile(pack) as tiles:
        level = max(int(name.split("/")[1]) for name in tiles.namelist() if name.endswith(".jpg"))
        for name in tiles.namelist():
            if f"/{level}/" not in name:
                continue
            column, row = map(int, Path(name).stem.split("_"))
            tile = numpy.asarray(Image.open(io.BytesIO(tiles.read(name))).convert("RGB")).astype(int)
            there = original[row * TILE : row * TILE + tile.shape[0], column * TILE : column * TILE + tile.shape[1]]
            off = numpy.abs(tile - there)
            differing += int((off > 0).sum())
            largest = max(largest, int(off.max()))
    return original.size, differing, largest


def exactness(program, folder, **options):
    """T13 on a picture of sharp colour edges and grain, and its cost beside `vips dzsave`."""
    source = photograph(4_000, 3_000, folder / "exact.jpg", quality=90, **options)
    pack = folder / "exact.zip"
    usage = ours(program, source, pack)
    samples, differing, largest = differences(pack, source)
    vips = theirs(source, folder / "exact-vips.zip", "zip")
    return {
        "samples": samples, "differing": differing, "share": differing / samples, "largest": largest,
        "wall_ratio": usage.seconds / vips.seconds, "memory_ratio": usage.peak / vips.peak,
        "bytes": [pack.stat().st_size, (folder / "exact-vips.zip").stat().st_size, source.stat().st_size],
    }


def exact_photographs(program, sources, folder):
    """T13 on real pictures, all together."""
    samples, differing, largest = 0, 0, 0
    for path in sorted(path for path in sources.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg")):
        ours(program, path, folder / "photograph.zip")
        of_one = differences(folder / "photograph.zip", path)
        samples, differing, largest = samples + of_one[0], differing + of_one[1], max(largest, of_one[2])
    return {"samples": samples, "differing": differing, "share": differing / samples, "largest": largest}


def photographs(program, sources, folder, rounds):
    """All of them, through the command and through one `vips dzsave` each."""
    files = sorted(path for path in sources.rglob("*") if path.suffix.lower() in (".jpg", ".jpeg"))
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    seconds = []
    for round in range(rounds):
        data = folder / f"data-{round}"
        labels = folder / "labels.json"
        labels.write_text(json.dumps([{"name": "thing"}]))
        subprocess.run([program, "project", "create", "Photographs", "--labels", str(labels), "--data", str(data)],
                       check=True, capture_output=True)
        started = time.perf_counter()
        subprocess.run([program, "import", "images", str(sources), "--project", "Photographs", "--data", str(data)],
                       check=True, capture_output=True)
        mine = time.perf_counter() - started
        out = folder / f"vips-{round}"
        out.mkdir()
        started = time.perf_counter()
        with ThreadPoolExecutor(cores) as pool:
            done = pool.map(lambda path: subprocess.run(
                ["vips", "dzsave", str(path), str(out / f"{path.stem}.zip"), "--container", "zip", *DZSAVE],
                check=True, capture_output=True), files)
            list(done)
        seconds.append((mine, time.perf_counter() - started))
    blobs = sum(path.stat().st_size for path in (data / "blobs").rglob("*") if path.is_file())
    originals = sum(path.stat().st_size for path in files)
    return {
        "files": len(files), "cores": cores,
        "seconds": [statistics.median(pair[who] for pair in seconds) for who in (0, 1)],
        "wall_ratio": statistics.median(mine / vips for mine, vips in seconds),
        "bytes": [blobs - originals, bytes_in(out), originals],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--photographs", type=Path, help="a folder of JPEG files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    program = str(Path(options.program).resolve())

    results = {}
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        print(f"load average {os.getloadavg()[0]:.1f}\n")
        results["giant"] = one = giant(program, folder, options.rounds)
        print("20,000 x 15,000 JPEG            boxwood   vips dzsave   ratio   target")
        print(f"  T7 wall, s                   {one['seconds'][0]:8.2f} {one['seconds'][1]:13.2f} {one['wall_ratio']:7.2f}   <= 1.15")
        print(f"     processor, s              {one['processor_seconds'][0]:8.2f} {one['processor_seconds'][1]:13.2f}")
        print(f"  T7 largest memory, MiB       {one['peak_mib'][0]:8.0f} {one['peak_mib'][1]:13.0f} {one['memory_ratio']:7.2f}   <= 1.5")
        print(f"  T8 pack and folder, MB       {one['bytes'][0] / 1e6:8.1f} {one['bytes'][1] / 1e6:13.1f} {one['bytes_ratio']:7.3f}   <= 1.02")
        for name, more in (("4:4:4", {"subsampling": 0}), ("4:2:0", {"subsampling": 2})):
            results[name] = one = exactness(program, folder, **more)
            print(f"T13 {name}, 12 megapixels: {one['differing']} of {one['samples']} samples differ "
                  f"({100 * one['share']:.4f} %), by at most {one['largest']}; wall {one['wall_ratio']:.2f}, "
                  f"memory {one['memory_ratio']:.2f}; pack {one['bytes'][0] / 1e6:.1f} MB, dzsave's "
                  f"{one['bytes'][1] / 1e6:.1f} MB, file {one['bytes'][2] / 1e6:.1f} MB")
        if options.photographs:
            results["photographs"] = one = photographs(program, options.photographs, folder, options.rounds)
            print(f"{one['files']} photographs on {one['cores']} cores: {one['seconds'][0]:.1f} s through boxwood import, "
                  f"{one['seconds'][1]:.1f} s through vips dzsave, ratio {one['wall_ratio']:.2f}; packs "
                  f"{one['bytes'][0] / 1e6:.1f} MB, dzsave's {one['bytes'][1] / 1e6:.1f} MB, files {one['bytes'][2] / 1e6:.1f} MB")
            results["exact photographs"] = one = exact_photographs(program, options.photographs, folder)
            print(f"T13 on them: {one['differing']} of {one['samples']} samples differ ({100 * one['share']:.4f} %), "
                  f"by at most {one['largest']}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    sys.exit(main())
