"""How many presses, keys and milliseconds of the application a box costs, drawn by hand through a real browser.

Takes the path of a boxwood program, and with --data a folder of BCCD (JPEGImages and Annotations in Pascal VOC): then its
photographs and boxes are drawn. Without, boxes of the same sizes on pictures of the same size. Each way to draw is
measured on the same boxes: the presses and keys are those that the server was told; `handling` is the time the page is
busy from the event that ends a box until its handlers are through, `painted` until the next picture is on the screen.

`hand` is what a practised person would need for the same presses and keys by the keystroke-level model
(Card, Moran and Newell 1980): 1.1 s to point, 0.1 s to press or let go, 0.2 s a key, 1.35 s to look and decide.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

WIDTH, HEIGHT = 640, 480
LABELS = [{"name": name, "color": color, "key": str(key)} for key, (name, color) in enumerate(
    (("RBC", "#d55e00"), ("WBC", "#0072b2"), ("Platelets", "#009e73")), start=1)]
# Median sides in BCCD, and how many of each in a hundred.
LIKE_BCCD = [("RBC", 105, 85), ("WBC", 205, 8), ("Platelets", 40, 7)]
POINT, BUTTON, KEY, DECIDE = 1.1, 0.1, 0.2, 1.35

PROBE = """
(() => {
  window.costs = [];
  let started = 0;
  addEventListener('pointerup', () => { started = performance.now(); }, true);
  addEventListener('pointerup', () => {
    const handled = performance.now() - started;
    const from = started;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => window.costs.push([handled, performance.now() - from]);
      channel.port2.postMessage(0);
    });
  });
})();
"""


def like_bccd(count: int) -> list[tuple[bytes | None, list]]:
    """Pictures (to be made) with boxes of the sizes in BCCD, fifteen or so on each."""
    draw = random.Random(7)
    kinds = [kind for kind in LIKE_BCCD for _ in range(kind[2])]
    boxes = []
    for _ in range(count):
        name, side, _ = draw.choice(kinds)
        width, height = (round(side * draw.uniform(0.8, 1.2)) for _ in range(2))
        boxes.append((name, [draw.randint(0, WIDTH - width), draw.randint(0, HEIGHT - height), width, height]))
    return [(None, boxes[start:start + 15]) for start in range(0, count, 15)]


def from_bccd(folder: Path, count: int) -> list[tuple[bytes | None, list]]:
    """Photographs with their boxes, until there are enough boxes."""
    pages = []
    for path in sorted((folder / "Annotations").glob("*.xml")):
        boxes = []
        for thing in xml.parse(path).getroot().findall("object"):
            corners = [float(thing.find("bndbox").find(name).text) for name in ("xmin", "ymin", "xmax", "ymax")]
            left, top, right, bottom = (max(0, min(value, limit)) for value, limit in zip(corners, (WIDTH, HEIGHT) * 2))
            if right - left >= 3 and bottom - top >= 3:
                boxes.append((thing.find("name").text, [left, top, right - left, bottom - top]))
        boxes = boxes[:count - sum(len(drawn) for _, drawn in pages)]
        if boxes:
            pages.append(((folder / "JPEGImages" / f"{path.stem}.jpg").read_bytes(), boxes))
        if sum(len(drawn) for _, drawn in pages) == count:
            return pages
    raise SystemExit(f"{folder}: it holds fewer than {count} boxes.")


def by_drag(desk, x, y, w, h):
    desk.page.mouse.move(*desk.at(x, y))
    desk.page.mouse.down()
    desk.page.mouse.move(*desk.at(x + w / 2, y + h / 2))
    desk.page.mouse.move(*desk.at(x + w, y + h))
    desk.page.mouse.up()


def by_clicks(desk, x, y, w, h):
    desk.click(x, y)
    desk.click(x + w, y + h)


def by_extremes(desk, x, y, w, h):
    for point in ((x + w / 2, y), (x, y + h / 2), (x + w / 2, y + h), (x + w, y + h / 2)):
        desk.click(*point)


WAYS = {"drag": ("w", by_drag), "clicks": ("w", by_clicks), "extreme": ("Shift+W", by_extremes)}


def draw_all(desk, pages, way) -> tuple[list[dict], list[list[float]]]:
    """Draws every box of every page; gives what the server holds and what each box cost the page."""
    tool, draw = WAYS[way]
    drawn, costs = [], []
    labels = {label["name"]: label["key"] for label in LABELS}
    for _, boxes in pages:
        desk.page.keyboard.press(tool)
        label = None
        desk.page.evaluate("costs.length = 0")
        for name, box in boxes:
            if name != label:
                desk.page.keyboard.press(labels[name])
                label = name
            draw(desk, *box)
        desk.expect_count(len(boxes))
        desk.expect_saved()
        desk.page.wait_for_timeout(50)
        ends = {"drag": 1, "clicks": 2, "extreme": 4}[way]
        costs += desk.page.evaluate("costs")[ends - 1::ends]
        drawn += desk.draft(desk.person)
        desk.submit()
    return drawn, costs


def by_hand(way: str, keys: float) -> float:
    """Seconds a box by the keystroke-level model; a drag points twice, too."""
    points, buttons = {"drag": (2, 2), "clicks": (2, 4), "extreme": (4, 8)}[way]
    return DECIDE + points * POINT + buttons * BUTTON + keys * KEY


def report(way, pages, drawn, costs) -> list[str]:
    wanted = [box for _, boxes in pages for _, box in boxes]
    efforts = [shape["effort"] for shape in drawn]
    presses, keys = (sum(effort[name] for effort in efforts) / len(efforts) for name in ("presses", "keys"))
    handled, painted = (sorted(column) for column in zip(*costs))
    worst = max(abs(a - b) for one, other in zip(wanted, (shape["shape"]["box"] for shape in drawn)) for a, b in zip(one, other))
    figures = [f"{len(drawn)}/{len(wanted)}", f"{presses:.2f}", f"{keys:.2f}"]
    for values in (handled, painted):
        figures.append(f"{statistics.median(values):.1f} / {values[int(len(values) * 0.95)]:.1f}")
    return [way, *figures, f"{by_hand(way, keys):.1f}", f"{worst:.2f}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("boxwood", help="a boxwood program")
    parser.add_argument("--data", type=Path, help="a folder of BCCD")
    parser.add_argument("--boxes", type=int, default=100)
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.boxwood).resolve())

    import people
    from boxwood_server import Server
    from desk import Desk
    from playwright.sync_api import sync_playwright

    pages = from_bccd(options.data, options.boxes) if options.data else like_bccd(options.boxes)
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder)).start()
        browser = playwright.chromium.launch(executable_path=os.environ.get("BOXWOOD_CHROMIUM", "/usr/bin/chromium"),
                                             args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        try:
            owner = people.make_owner(server)
            project = people.make_project(owner, name="Blood cells", labels=LABELS, replication=len(WAYS))
            for number, (photograph, _) in enumerate(pages):
                if photograph is None:
                    project.add_images(1, WIDTH, HEIGHT, seed=number)
                else:
                    project.upload(photograph, f"{number:03}.jpg", kind="image/jpeg", status=201)
            for way in WAYS:
                person = people.make_annotator(project)
                context = browser.new_context(viewport={"width": 1280, "height": 800})
                context.add_init_script(PROBE)
                context.add_cookies(person.cookies())
                desk = Desk(context.new_page(), project).open()
                desk.person = person
                rows.append(report(way, pages, *draw_all(desk, pages, way)))
                context.close()
        finally:
            browser.close()
            server.stop()
    print("| way | boxes kept | presses a box | keys a box | handling, ms, median / p95 | painted, ms, median / p95 | hand, s | "
          "worst edge, px |\n|---|---|---|---|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    print(f"\nload of the machine: {', '.join(f'{one:.1f}' for one in os.getloadavg())}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
