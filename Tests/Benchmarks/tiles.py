"""How fast pictures are served, beside nginx's static files and Debian's iipsrv, in one run on one machine.

    python tiles.py path/to/boxwood [--width 20000 --height 15000] [--rounds 5] [--seconds 3] [--json out.json]

Draws a picture, ingests it, and lets all three servers serve it over loopback: Boxwood to a signed-in owner, nginx the
very same tiles as files, iipsrv a pyramidal TIFF of the same picture and quality, one process for each core. wrk asks
with 8 and with 64 connections. Servers take turns within a round, nginx first; figures are medians over the rounds, and
ratios are medians of each round's own ratio. Bodies are compared before anything is timed, and every answer that is no
success is counted. T1 to T11 are the targets of the same names in the design.

Needs nginx, wrk, iipsrv and the vips tools; says which Debian package is missing where one is.
"""

import argparse
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tile_servers import Boxwood, Iipsrv, Nginx, need_programs
from tile_workload import Pyramid, draw, mixed_requests, unaligned

SCRIPT = """
local paths = {} for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
local headers = {} if os.getenv("COOKIE") ~= "" then headers["Cookie"] = os.getenv("COOKIE") end
local etags = os.getenv("ETAGS") == "1"
local at = math.random(#paths)
request = function()
  at = at + 1 if at > #paths then at = 1 end
  local path, tag = paths[at]:match("^(%S+)%s*(.*)$")
  if etags then headers["If-None-Match"] = tag end
  return wrk.format("GET", path, headers)
end
done = function(summary, latency)
  io.write(string.format("rate=%.1f p50=%.3f p99=%.3f errors=%d broken=%d\\n", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
"""


class Load:
    """wrk, with lists of paths."""

    def __init__(self, folder, seconds):
        self.folder, self.seconds = folder, seconds
        self.script = folder / "list.lua"
        self.script.write_text(SCRIPT)
        self.lists = 0

    def paths(self, lines):
        self.lists += 1
        path = self.folder / f"paths{self.lists}.txt"
        path.write_text("".join(line + "\n" for line in lines))
        return path

    def run(self, server, paths, connections=8, etags=False, seconds=None):
        """Rate in requests a second, p50 and p99 in milliseconds, and how many answers were no success."""
        environment = {**os.environ, "PATHS": str(paths), "COOKIE": server.cookie,
                       "ETAGS": "1" if etags else ""}
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds or self.seconds}s", "--timeout", "20s", "-s",
                   str(self.script), server.url]
        said = subprocess.run(command, capture_output=True, text=True, env=environment, check=True).stdout
        found = re.search(r"rate=(\S+) p50=(\S+) p99=(\S+) errors=(\d+) broken=(\d+)", said)
        if not found:
            raise SystemExit(f"wrk said nothing that can be read:\n{said}")
        rate, p50, p99, errors, broken = found.groups()
        return {"rate": float(rate), "p50": float(p50), "p99": float(p99), "errors": int(errors) + int(broken)}


def median(rows, name):
    return statistics.median(row[name] for row in rows)


def ratio(rows, base):
    """The median of each round's own ratio."""
    return statistics.median(row["rate"] / other["rate"] for row, other in zip(rows, base))


class Report:
    """Prints tables, and keeps the figures."""

    def __init__(self):
        self.figures = {}

    def say(self, text=""):
        print(text, flush=True)

    def target(self, name, text, value):
        self.figures[name] = value
        self.say(f"{name:4} {text}")

    def servers(self, title, rounds):
        """Rates of servers by name, in rounds, the first being the measure."""
        self.say(f"\n{title}\n\n| server | requests/s | x first | p50 ms | p99 ms | errors |\n|---|---|---|---|---|---|")
        first = next(iter(rounds.values()))
        for name, rows in rounds.items():
            self.say(f"| {name} | {median(rows, 'rate'):,.0f} | {ratio(rows, first):.3f} | {median(rows, 'p50'):.2f} | "
                     f"{median(rows, 'p99'):.2f} | {sum(row['errors'] for row in rows)} |")
        self.figures[title] = {name: {"rate": median(rows, "rate"), "ratio": ratio(rows, first),
                                      "p50": median(rows, "p50"), "p99": median(rows, "p99"),
                                      "errors": sum(row["errors"] for row in rows)} for name, rows in rounds.items()}


def interleaved(load, count, runs):
    """Runs that take turns: {name: (server, paths, options)}."""
    rounds = {name: [] for name in runs}
    for _ in range(count):
        for name, (server, paths, options) in runs.items():
            rounds[name].append(load.run(server, paths, **options))
    return rounds


def stored_tiles(report, load, options, pyramid, boxwood, nginx, iipsrv):
    tiles = pyramid.tiles(lowest=11)
    random.Random(1).shuffle(tiles)
    boxwood.compare(tiles[:200], nginx)
    own = load.paths(boxwood.tile(tile) for tile in tiles)
    static = load.paths(nginx.tile(tile) for tile in tiles)
    other = load.paths(iipsrv.tile(tile) for tile in tiles)
    load.run(boxwood, own, seconds=2), load.run(nginx, static, seconds=1)
    for connections in (8, 64):
        settings = {"connections": connections}
        rounds = interleaved(load, options.rounds, {
            "nginx, static files": (nginx, static, settings), "Boxwood, signed in": (boxwood, own, settings),
            "iipsrv 1.1": (iipsrv, other, settings)})
        report.servers(f"{len(tiles)} stored tiles, {connections} connections", rounds)
        t1, t2 = (ratio(rounds["Boxwood, signed in"], rounds[name]) for name in ("nginx, static files", "iipsrv 1.1"))
        report.say()
        report.target(f"T1/{connections}", f"tiles: {t1:.2f} x nginx (at least 0.5)", t1)
        report.target(f"T2/{connections}", f"tiles: {t2:.1f} x iipsrv 1.1 (at least 30)", t2)
    report.say("T3   iipsrv 1.3 is not in Debian 12: not measured")

    tagged = load.paths(f"{boxwood.tile(tile)} {boxwood.tag(tile)}" for tile in tiles[:400])
    some = load.paths(boxwood.tile(tile) for tile in tiles[:400])
    rounds = interleaved(load, options.rounds, {"200": (boxwood, some, {}), "304": (boxwood, tagged, {"etags": True})})
    report.servers("The same 400 tiles, sent and unchanged; 8 connections", rounds)
    # wrk waits for the body that HEAD announces, so HEAD is asked for one after the other, and GET beside it.
    heads = [boxwood.sequential(tiles[:400], "GET") / boxwood.sequential(tiles[:400], "HEAD") for _ in range(options.rounds)]
    t6 = [ratio(rounds["304"], rounds["200"]), statistics.median(heads)]
    report.say()
    report.target("T6", f"304: {t6[0]:.2f} x the rate of 200; HEAD, one after the other: {t6[1]:.2f} x that of GET (at least 1.5)", t6)


def under_load(report, load, options, pyramid, boxwood, picture):
    """T4: tiles while four pictures are always being made and an image is being ingested."""
    own = load.paths(boxwood.tile(tile) for tile in pyramid.tiles(lowest=11))
    idle = [load.run(boxwood, own) for _ in range(options.rounds)]
    stop = threading.Event()
    slow = iter(unaligned(pyramid.width, pyramid.height, 100_000, 700, 512, seed=9))
    lock = threading.Lock()

    def ask():
        while not stop.is_set():
            with lock:
                path = next(slow)
            boxwood.get(boxwood.image + path)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    ingest = subprocess.Popen(boxwood.command("import", "images", str(picture), "--project", "second"),
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for thread in threads:
        thread.start()
    busy = [load.run(boxwood, own) for _ in range(options.rounds)]
    stop.set()
    for thread in threads:
        thread.join()
    ingest.wait()
    report.servers("Stored tiles, 8 connections, idle and beside four pictures and an ingest", {"idle": idle, "busy": busy})
    factor = median(busy, "p99") / median(idle, "p99")
    report.say()
    errors = sum(row["errors"] for row in busy)
    report.target("T4", f"p99 under load: {factor:.1f} x idle (at most 5), {errors} errors", [factor, errors])


def slow_path(report, load, options, pyramid, boxwood, iipsrv):
    for title, side, size in (("unaligned 512", 512, 512), ("700 to 512", 700, 512)):
        lists = {}
        for server in (iipsrv, boxwood):
            requests = unaligned(pyramid.width, pyramid.height, 20_000, side, size, seed=side)
            lists[server] = load.paths(server.image + path for path in requests)
        rounds = interleaved(load, options.rounds, {
            "iipsrv 1.1": (iipsrv, lists[iipsrv], {}), "Boxwood": (boxwood, lists[boxwood], {})})
        report.servers(f"Pictures made at request, {title}, never the same twice, 8 connections", rounds)
        value = ratio(rounds["Boxwood"], rounds["iipsrv 1.1"])
        report.say()
        report.target(f"T5/{side}", f"{title}: {value:.2f} x iipsrv 1.1 (at least 1.0)", value)


def memory(report, pyramid, boxwood):
    """T9: resident memory after 100 and after 10,000 mixed requests that no stored tile answers."""
    requests = mixed_requests(pyramid.width, pyramid.height, 10_000, seed=3)
    found = []
    for part in (requests[:100], requests[100:]):
        refused = boxwood.ask_all([boxwood.image + path for path in part], threads=8)
        time.sleep(8)
        found.append(boxwood.resident())
        report.say(f"     {found[-1] / 1e6:.0f} MB after {len(part):,} more, {refused} refused")
    value = found[1] / found[0]
    report.target("T9", f"memory after 10,000 mixed pictures: {value:.2f} x that after 100 (at most 1.5)", [value, *found])


def first_view(report, pyramid, boxwood, picture, folder):
    """T11: what a 1920 x 1080 window needs, beside the two frames of quality 70 that CVAT sends first."""
    tiles = pyramid.view(1920, 1080)
    started = time.perf_counter()
    size = sum(len(boxwood.get(boxwood.tile(tile))) for tile in tiles)
    seconds = time.perf_counter() - started
    frame = folder / "frame.jpg"
    subprocess.run(["vips", "jpegsave", str(picture), str(frame), "--Q", "70", "--strip"], check=True)
    value = size / (2 * frame.stat().st_size)
    report.target("T11", f"first view: {len(tiles)} tiles, {size / 1e6:.2f} MB, one after the other in {seconds * 1000:.0f} ms; "
                  f"{value:.4f} x CVAT's first chunk (at most 0.03)", [value, size, seconds])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--width", type=int, default=20_000)
    parser.add_argument("--height", type=int, default=15_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3, help="of each run of wrk")
    parser.add_argument("--only", action="append", choices=["tiles", "load", "slow", "memory", "equal", "view"],
                        help="a part; may be given again")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    need_programs()

    report = Report()
    parts = set(options.only or ["tiles", "load", "slow", "memory", "equal", "view"])
    folder = Path(tempfile.mkdtemp(prefix="boxwood-tiles-"))
    boxwood = nginx = iipsrv = None
    try:
        picture = draw(folder, options.width, options.height)
        pyramid = Pyramid(options.width, options.height)
        boxwood = Boxwood(options.program, folder / "boxwood", picture)
        nginx, iipsrv = Nginx(folder, boxwood, pyramid), Iipsrv(folder, picture, os.cpu_count() or 1)
        nginx.start(iipsrv)
        load = Load(folder, options.seconds)
        report.say(f"{options.width} x {options.height} pixels, {os.cpu_count()} cores, load average "
                   f"{os.getloadavg()[0]:.2f}, {options.rounds} rounds of {options.seconds} s")
        if "tiles" in parts:
            stored_tiles(report, load, options, pyramid, boxwood, nginx, iipsrv)
        if "load" in parts:
            under_load(report, load, options, pyramid, boxwood, picture)
        if "slow" in parts:
            slow_path(report, load, options, pyramid, boxwood, iipsrv)
        if "equal" in parts:
            count, same = boxwood.equal_requests(200)
            report.target("T10", f"200 clients ask for the same new picture: {count} made, {same} different bodies", [count, same])
        if "view" in parts:
            first_view(report, pyramid, boxwood, picture, folder)
        if "memory" in parts:
            boxwood.restart()
            memory(report, pyramid, boxwood)
    finally:
        for server in (iipsrv, nginx, boxwood):
            if server is not None:
                server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    if options.json:
        options.json.write_text(json.dumps(report.figures, indent=1))


if __name__ == "__main__":
    sys.exit(main())
