"""How fast the annotation workspace is in Chromium, beside drawing the same shapes in SVG alone, and beside an idle page.

Takes the path of a boxwood program. Prints one table: what is measured, the target, the figure, the same with SVG alone
where that means something. Run it with nothing else busy; the idle row says how quiet the machine was.
"""

import argparse
import gzip
import json
import os
import statistics
import tempfile
import time
from pathlib import Path

import client_pages
import client_seed

REPOSITORY = Path(__file__).resolve().parents[2]
SCREEN = {"width": 1600, "height": 1000}
TRACED = ["devtools.timeline", "benchmark", "cc", "input", "latencyInfo"]


def percentile(values, part):
    return sorted(values)[min(int(len(values) * part), len(values) - 1)] if values else float("nan")


def spread(values):
    """Median / 95th / 99th percentile."""
    return " / ".join(f"{percentile(values, part):.1f}" for part in (0.5, 0.95, 0.99))


class Bench:
    """The browser, the owner of the server, and the rows of the table."""

    def __init__(self, browser, owner, repeats):
        self.browser, self.owner, self.repeats = browser, owner, repeats
        self.rows = []

    def row(self, name, what, target, figure, svg="", met=None):
        self.rows.append((name, what, target, figure, svg, {None: "", True: "yes", False: "NO"}[met]))
        print(f"{name:4} {what}: {figure} (target {target}){'; SVG alone ' + svg if svg else ''}", flush=True)

    def page(self, person=None):
        context = self.browser.new_context(viewport=SCREEN)
        if person is not None:
            context.add_cookies(person.cookies())
        context.add_init_script(client_pages.PROBES)
        context.set_default_timeout(120_000)
        return context.new_page()

    def open(self, desk, shapes=0):
        """The workspace, with all of its shapes painted."""
        page = self.page(desk.person)
        page.goto(desk.address)
        page.wait_for_function("(n) => Number(document.querySelector('.objects .chip')?.textContent.replace(/\\D/g, '')) === n", arg=shapes)
        page.wait_for_function("() => probe.shapes()?.dataset.painted")
        page.wait_for_timeout(2000)
        return page

    def svg(self, shapes):
        page = self.page()
        page.set_content(client_pages.SVG_PAGE % SCREEN)
        page.evaluate(client_pages.PROBES + ";0")
        page.evaluate(client_pages.SVG_SCRIPT, shapes)
        page.wait_for_timeout(1500)
        return page

    def best(self, page, count):
        """The repeat with the best median of frame intervals."""
        return min((page.evaluate("(count) => probe.moving(count)", count) for _ in range(self.repeats)), key=statistics.median)

    # Each target by its number

    def idle(self):
        page = self.page()
        page.set_content("<!doctype html>")
        page.evaluate(client_pages.PROBES + ";0")
        self.row("idle", "frame interval of an empty page, median / p95 / p99, ms", "", spread(page.evaluate("probe.idle()")))
        page.context.close()

    def ten_thousand(self, count):
        shapes = client_seed.boxes(count)
        desk = client_seed.desk(self.owner, shapes)
        page, plain = self.open(desk, count), self.svg(shapes)
        ours, theirs = self.best(page, 120), self.best(plain, 60)
        self.row("P1", f"{count} boxes, pan and zoom, frame interval, ms", "p95 20, p99 34", spread(ours), spread(theirs),
                 percentile(ours, 0.95) <= 20 and percentile(ours, 0.99) <= 34)
        page.keyboard.press("Shift+F")
        self.drawing(page, plain, count)
        self.opening(desk, count)
        self.session(page)
        self.durability(page)
        page.context.close()
        plain.context.close()

    def drawing(self, page, plain, count):
        figures = []
        for one in (page, plain):
            one.mouse.move(300, 300)
            self.browser.start_tracing(page=one, categories=TRACED)
            one.mouse.down()
            for step in range(120):
                one.mouse.move(300 + step * 5, 300 + step * 3)
            one.mouse.up()
            figures.append(client_pages.latencies(self.browser.stop_tracing(), "MOUSE_DRAGGED"))
        (ours, script), (theirs, _) = figures
        self.row("P2", f"drawing over {count} boxes, input to screen, ms", "p95 33", spread(ours), spread(theirs),
                 percentile(ours, 0.95) <= 33)
        self.row("P2", "the same, script of one handler or frame, ms", "p95 4", spread(script), "", percentile(script, 0.95) <= 4)

    def opening(self, desk, count):
        page = self.page(desk.person)
        page.goto(desk.person.server.url + "/#/projects")
        page.wait_for_timeout(1000)
        page.evaluate("probe.watch()")
        took = page.evaluate("""async (address) => {
          const begin = performance.now();
          location.hash = new URL(address).hash;
          while (!probe.shapes()?.dataset.painted) await new Promise(requestAnimationFrame);
          return performance.now() - begin;
        }""", desk.address)
        page.wait_for_timeout(1500)
        longest = max(page.evaluate("probe.seen.longtask"), default=0)
        self.row("P8", f"opening {count} shapes until they are painted, ms", "600", f"{took:.0f}", "", took <= 600)
        self.row("P8", "longest task meanwhile, ms", "100", f"{longest:.0f}", "", longest <= 100)
        page.context.close()

    def session(self, page):
        page.evaluate("probe.watch()")
        place = page.get_by_test_id("stage").bounding_box()
        for step in range(50):
            x, y = place["x"] + 100 + (step * 37) % 900, place["y"] + 100 + (step * 53) % 600
            page.keyboard.press("w" if step % 2 == 0 else "s")
            page.mouse.move(x, y)
            if step % 2 == 0:
                page.mouse.down()
                page.mouse.move(x + 40, y + 30, steps=3)
                page.mouse.up()
            else:
                page.mouse.click(x, y)
            page.mouse.wheel(0, -40 if step % 4 < 2 else 40)
            page.keyboard.press("Control+z" if step % 10 == 9 else "ArrowRight")
        page.wait_for_timeout(1000)
        seen = page.evaluate("probe.seen")
        slowest = max((duration for _, duration in seen["event"]), default=0)
        over = sum(1 for duration in seen["loaf"] if duration > 100)
        self.row("P9", "200 steps of work: slowest interaction, ms", "100", f"{slowest:.0f}", "", slowest <= 100)
        self.row("P9", "animation frames over 100 ms meanwhile", "0", str(over), "", over == 0)

    def durability(self, page):
        local, remote = [], []
        witness = page.context.new_page()
        witness.goto(self.owner.server.url + "/favicon.svg")
        page.bring_to_front()
        page.keyboard.press("w")
        place = page.get_by_test_id("stage").bounding_box()
        for step in range(5):
            page.wait_for_timeout(2500)
            written, released = (one.evaluate_handle(f"() => ({{ promise: probe.{name}() }})")
                                 for one, name in ((witness, "durable"), (page, "released")))
            page.wait_for_timeout(100)
            x, y = place["x"] + 200 + step * 90, place["y"] + 420
            page.mouse.move(x, y)
            page.mouse.down()
            page.mouse.move(x + 40, y + 40, steps=3)
            with page.expect_response(lambda answer: answer.url.endswith("/operations")):
                page.mouse.up()
                begin = time.monotonic()
            remote.append((time.monotonic() - begin) * 1000)
            at = [one.evaluate("(handle) => handle.promise", handle) for one, handle in ((witness, written), (page, released))]
            local.append(at[0] - at[1])
        witness.close()
        self.row("P12", "box read from IndexedDB by another page after the button went up, ms", "10", spread(local), "",
                 statistics.median(local) <= 10)
        self.row("P12", "the same acknowledged by the server, ms", "2000", spread(remote), "", max(remote) <= 2000)

    def hundred_thousand(self, count):
        shapes = client_seed.boxes(count)
        page, plain = self.open(client_seed.desk(self.owner, shapes), count), self.svg(shapes)
        whole = self.best(page, 60)
        self.row("", f"{count} boxes all in sight, frame interval, ms", "", spread(whole), spread(self.best(plain, 20)))
        page.keyboard.press("Shift+F")
        page.evaluate("() => { for (let i = 0; i < 14; i++) probe.wheel(-100); }")
        page.wait_for_timeout(1500)
        plain.evaluate("probe.zoom(8)")
        ours = self.best(page, 120)
        self.row("P3", f"{count} boxes at 8 times, frame interval, ms", "p95 34", spread(ours), spread(self.best(plain, 30)),
                 percentile(ours, 0.95) <= 34)
        page.evaluate("probe.watch()")
        page.keyboard.press("s")
        place = page.get_by_test_id("stage").bounding_box()
        for step in range(5):
            page.mouse.click(place["x"] + 300 + step * 60, place["y"] + 300 + step * 40)
            page.wait_for_timeout(300)
        clicks = [duration for name, duration in page.evaluate("probe.seen.event") if name.startswith(("pointer", "mouse", "click"))]
        self.row("P5", f"a press on one of {count}, until the screen shows it, ms", "50", f"at most {max(clicks, default=16):.0f}", "",
                 max(clicks, default=0) <= 50)
        page.context.close()
        plain.context.close()

    def hit_test(self):
        page = self.page()
        page.goto(self.owner.server.url + "/#/sign-in")
        found = page.evaluate("probe.hitTest(100000)")
        self.row("P5", "search among 100,000, ms", "0.1", f"{found['search']:.3f} (index built in {found['built']:.0f})", "",
                 found["search"] <= 0.1)
        page.context.close()

    def polygons(self, count):
        shapes = client_seed.polygons(count)
        page, plain = self.open(client_seed.desk(self.owner, shapes), count), self.svg(shapes)
        ours, theirs = self.best(page, 120), self.best(plain, 30)
        self.row("P4", f"{count} polygons of 20 corners, frame interval, ms", "p95 20", spread(ours), spread(theirs),
                 percentile(ours, 0.95) <= 20)
        page.keyboard.press("Shift+F")
        refreshed = [page.evaluate("probe.refreshed()") for _ in range(5)]
        self.row("P4", "shapes painted again after the view rests, ms", "200", spread(refreshed), "", statistics.median(refreshed) <= 200)
        page.context.close()
        plain.context.close()

    def tiles(self):
        desk = client_seed.desk(self.owner)
        page = self.open(desk)
        asked = []
        marks = self.first_view(page, desk)
        self.row("P6", "first tile on the screen after the route changed, ms", "200", f"{marks[0]:.0f}", "", marks[0] <= 200)
        self.row("P6", "whole view on the screen, ms", "700", f"{marks[1]:.0f}", "", marks[1] <= 700)
        page.on("request", lambda request: "/iiif/" in request.url and asked.append((time.monotonic(), request.url)))
        page.evaluate("() => { for (let i = 0; i < 30; i++) probe.wheel(-100, 0.7, 0.6); }")
        rested = time.monotonic()
        page.wait_for_timeout(2500)
        view = page.evaluate("() => ({ ...probe.stage().dataset, width: probe.stage().clientWidth, height: probe.stage().clientHeight })")
        late = [url for at, url in asked if at > rested + 0.2 and not near(url, view)]
        self.row("P6", f"tiles outside view and ring asked for after it rests (of {len(asked)})", "0", str(len(late)), "", not late)
        page.context.close()

    def first_view(self, page, desk):
        """Milliseconds from the list of projects to the first tile and to the whole view of the person's image."""
        page.goto(desk.person.server.url + "/#/projects")
        page.wait_for_timeout(800)
        page.evaluate("performance.clearMarks()")
        return page.evaluate("""async (address) => {
          const begin = performance.now();
          location.hash = new URL(address).hash;
          const at = (name) => performance.getEntriesByName(name)[0]?.startTime - begin;
          while (!(at('boxwood:view-complete') > 0)) await new Promise(requestAnimationFrame);
          return [at('boxwood:first-tile') || at('boxwood:view-complete'), at('boxwood:view-complete')];
        }""", desk.address)

    def giant(self):
        desk = client_seed.giant(self.owner)
        page = self.page(desk.person)
        marks = self.first_view(page, desk)
        self.row("", "whole first view of a picture of 300 megapixels, ms", "1000", f"{marks[1]:.0f}", "", marks[1] <= 1000)
        page.context.close()

    def next_image(self, count):
        desk = client_seed.desk(self.owner, images=count, width=1600, height=1200)
        page = self.open(desk)
        cdp = page.context.new_cdp_session(page)
        cold, warm = [], []
        for turn in range(8):
            page.wait_for_timeout(4000 if turn % 2 else 200)
            (warm if turn % 2 else cold).append(self.turn(page))
        self.row("P7", "next image after handing in, prepared, until the whole view is there, ms", "100", spread(warm), "",
                 statistics.median(warm) <= 100)
        self.row("P7", "the same, at once after the last, ms", "400", spread(cold), "", statistics.median(cold) <= 400)
        before = heap(cdp)
        for _ in range(max(count - 10, 0)):
            self.turn(page)
        after = heap(cdp)
        growth = (after["JSHeapUsedSize"] - before["JSHeapUsedSize"]) / 2**20
        self.row("P10", f"heap after {count - 10} more images, MiB more; nodes {before['Nodes']:.0f} then {after['Nodes']:.0f}", "40",
                 f"{growth:.1f}", "", growth <= 40)
        page.context.close()

    def turn(self, page):
        """Hands the image in without a shape; milliseconds until the next one is all on the screen."""
        return page.evaluate("""async () => {
          performance.clearMarks();
          const begin = performance.now();
          document.querySelector('[data-testid=submit]').click();
          while (!performance.getEntriesByName('boxwood:view-complete').length) await new Promise((done) => setTimeout(done, 1));
          return performance.getEntriesByName('boxwood:view-complete')[0].startTime - begin;
        }""")

    def size(self):
        files = [path for kind in ("*.js", "*.css") for path in (REPOSITORY / "WebClient").rglob(kind)]
        everything = sum(path.stat().st_size for path in files)
        packed = sum(len(gzip.compress(path.read_bytes(), 9)) for path in files)
        self.row("P11", f"all {len(files)} JS and CSS files, KB raw / gzip", "300 / 90", f"{everything / 1000:.0f} / {packed / 1000:.0f}", "",
                 everything <= 300_000 and packed <= 90_000)
        desk = client_seed.desk(self.owner, width=640, height=480)
        page = self.page(desk.person)
        hosts = set()
        page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
        page.goto(desk.address)
        page.wait_for_timeout(3000)
        files = page.evaluate("""() => {
          const ready = performance.getEntriesByName('boxwood:view-complete')[0].startTime;
          return performance.getEntriesByType('resource').filter(({ name }) => /\\.(js|css)$/.test(name))
            .map(({ responseEnd, decodedBodySize, encodedBodySize }) => [responseEnd <= ready, decodedBodySize, encodedBodySize]);
        }""")
        for when, some in (("before one draws", [one for one in files if one[0]]), ("then, while nothing else is to do", [one for one in files if not one[0]])):
            raw, packed = (sum(one[part] for one in some) for part in (1, 2))
            met = raw <= 300_000 and packed <= 90_000 if when == "before one draws" else None
            self.row("P11", f"what the workspace fetches {when} ({len(some)} files), KB of script and style / sent", "300 / 90" if met is not None else "",
                     f"{raw / 1000:.0f} / {packed / 1000:.0f}", "", met)
        self.row("P11", "other hosts asked", "0", str(len(hosts) - 1), "", len(hosts) == 1)
        page.context.close()


def near(url, view):
    """Whether a tile lies in what is in sight, or next to it, or is the whole image."""
    x, y, width, height = (int(number) for number in url.split("/")[-4].split(","))
    if width == client_seed.WIDTH and height == client_seed.HEIGHT:
        return True
    scale = float(view["scale"])
    left, top = -float(view["originX"]) / scale, -float(view["originY"]) / scale
    right, bottom = left + view["width"] / scale, top + view["height"] / scale
    step = 512 * max(1, round(width / int(url.split("/")[-3].split(",")[0])))
    return left - 2 * step <= x <= right + step and top - 2 * step <= y <= bottom + step


def heap(cdp):
    cdp.send("HeapProfiler.collectGarbage")
    cdp.send("Performance.enable")
    return {one["name"]: one["value"] for one in cdp.send("Performance.getMetrics")["metrics"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("boxwood", help="a boxwood program")
    parser.add_argument("--boxes", type=int, default=10_000)
    parser.add_argument("--many", type=int, default=100_000)
    parser.add_argument("--polygons", type=int, default=5_000)
    parser.add_argument("--images", type=int, default=210, help="handed in one after another, for the heap")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--only", help="names of parts, by commas: idle boxes many polygons tiles giant next size hit")
    parser.add_argument("--json", type=Path, help="also write the rows here")
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.boxwood).resolve())

    import people
    from boxwood_server import Server
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder)).start()
        browser = playwright.chromium.launch(executable_path=os.environ.get("BOXWOOD_CHROMIUM", "/usr/bin/chromium"),
                                             args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        try:
            bench = Bench(browser, people.make_owner(server), options.repeats)
            parts = {
                "idle": bench.idle, "size": bench.size, "hit": bench.hit_test, "tiles": bench.tiles,
                "giant": bench.giant,
                "boxes": lambda: bench.ten_thousand(options.boxes), "polygons": lambda: bench.polygons(options.polygons),
                "many": lambda: bench.hundred_thousand(options.many), "next": lambda: bench.next_image(options.images),
            }
            wanted = options.only.split(",") if options.only else list(parts)
            for name in wanted:
                parts[name]()
        finally:
            browser.close()
            server.stop()
    print(f"\nload of the machine: {', '.join(f'{one:.1f}' for one in os.getloadavg())}, {os.cpu_count()} cores\n")
    print("| | what | target | Boxwood | SVG alone | met |\n|---|---|---|---|---|---|")
    for row in bench.rows:
        print(f"| {' | '.join(row)} |")
    if options.json:
        options.json.write_text(json.dumps(bench.rows, indent=1))


if __name__ == "__main__":
    main()
