"""How fast what concerns a whole project answers (disagreement, conflicts, agreement, dashboard): cold after a start, warm,
and after one more change.

    python dashboards.py path/to/boxwood [--images 1000 --images 10000] [--annotators 5] [--boxes 6] [--folder DIR]

The project and its people are made through the program; images without files behind them, answers and shapes are written
into its database while it is stopped, since uploading pictures is not what is measured. The program then settles the
consensus of every image by itself, as after a crash, which is timed too, and everything asked for comes from that.
"""

import argparse
import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
from boxwood_server import Server  # noqa: E402

WIDTH, HEIGHT = 1280, 960
NOW = 1_700_000_000_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, action="append", help="may be given again; 1,000 and 10,000 unless said")
    parser.add_argument("--annotators", type=int, default=5)
    parser.add_argument("--boxes", type=int, default=6)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="where the data folders go")
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.program).resolve())
    print(f"{'images':>8} {'what':34}{'cold s':>9}{'warm s':>9}{'KiB':>8}")
    for images in options.images or [1_000, 10_000]:
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            measure(Path(folder), images, options)


def measure(folder, images, options):
    server = Server(folder).start()
    owner = people.make_owner(server)
    project = people.make_project(owner, name="Crowd", replication=options.annotators)
    crowd = [people.make_annotator(project) for _ in range(options.annotators)]
    server.stop()
    with sqlite3.connect(server.data / "boxwood.db") as database:
        fill(database, project, [person.id for person in crowd], images, options.boxes)
    server.start(patience=120)
    try:
        took = settled(owner, project, images)
        print(f"{images:8} {'settling all images in the background':43}{took:9.2f}", flush=True)
        server.stop()
        server.start(patience=120)
        report(owner, project, images, options.repeats)
        changed(owner, project, images)
    finally:
        server.stop()


def fill(database, project, crowd, images, boxes):
    """Images in the project, and everybody's answer to each: one object in ten is missed, one class in twelve another."""
    draw = random.Random(7)
    labels = list(project.labels.values())
    for number in range(images):
        image = f"{number:032x}"
        content = f"{number:064x}"
        database.execute(
            "INSERT INTO image (id, project_id, name, position, width, height, format, original_sha256, tiles_sha256, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 'png', ?, ?, ?)",
            (image, project.id, f"{number:06}.png", number + 1, WIDTH, HEIGHT, content, content, NOW))
        truth = [(draw.uniform(0, WIDTH - 230), draw.uniform(0, HEIGHT - 230), draw.uniform(15, 220), draw.uniform(15, 220),
                  draw.randrange(len(labels))) for _ in range(draw.randint(1, 2 * boxes - 1))]
        for person, account in enumerate(crowd):
            answer = f"{number:024x}{person:012x}"
            database.execute(
                "INSERT INTO submission (id, project_id, image_id, shown_as, annotator_id, status, active_milliseconds, digest, received_at)"
                " VALUES (?, ?, ?, ?, ?, 'accepted', 1000, ?, ?)", (answer, project.id, image, image, account, content, NOW + person))
            database.executemany(
                "INSERT INTO annotation (submission_id, position, id, label_id, x, y, width, height, flags)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)", shapes(draw, answer, truth, labels))
    database.execute("UPDATE project SET last_image_position = ? WHERE id = ?", (images, project.id))


def shapes(draw, answer, truth, labels):
    for position, (x, y, width, height, label) in enumerate(truth):
        if draw.random() < 0.1:
            continue
        if draw.random() < 1 / 12:
            label = (label + 1) % len(labels)
        slip = 0.05 * (width * height) ** 0.5
        left, top = max(0, x + draw.gauss(0, slip)), max(0, y + draw.gauss(0, slip))
        right, bottom = min(WIDTH, x + width + draw.gauss(0, slip)), min(HEIGHT, y + height + draw.gauss(0, slip))
        yield answer, position, f"{answer}-{position}", labels[label], left, top, max(2, right - left), max(2, bottom - top)


def settled(owner, project, images):
    """Seconds until every image is in the figures."""
    start = time.monotonic()
    while True:
        found = owner.get(f"{project.path}/disagreement.json", status=200).json()
        if found["images"] == images and found["pending"] == 0:
            return time.monotonic() - start
        time.sleep(0.5)


def report(owner, project, images, repeats):
    label = project.labels["car"]
    pair = ",".join(one["id"] for one in sorted(owner_people(owner, project), key=lambda one: one["id"])[:2])
    for name, path in [
        ("disagreement.json", "/disagreement.json"),
        ("disagreement.json of a class", f"/disagreement.json?layer=class&label={label}"),
        ("heatmap.png", "/heatmap.png"),
        ("images behind a cell", "/disagreement/images?cell=16,16"),
        ("images behind a size", f"/disagreement/images?size=3&label={label}"),
        ("images behind two people", f"/disagreement/images?people={pair}"),
        ("heatmap.json of an image", f"/images/{0:032x}/heatmap.json"),
        ("conflicts", "/conflicts?limit=50"),
        ("conflicts of a class", f"/conflicts?limit=50&label={label}"),
        ("wall of crops", f"/wall?label={label}&sort=probability"),
        ("dashboard", "/dashboard"),
        ("agreement between every two", "/agreement/pairs"),
        ("agreement by class and size", "/agreement/breakdown"),
        ("a skill card", f"/people/{pair.split(',')[0]}/skill-card"),
        ("calibration", "/calibration"),
        ("class balance", "/balance"),
        ("runs", "/consensus-runs"),
    ]:
        times, size = [], 0
        for _ in range(repeats + 1):
            start = time.monotonic()
            size = len(owner.get(project.path + path, status=200).content)
            times.append(time.monotonic() - start)
        print(f"{images:8} {name:34}{times[0]:9.3f}{statistics.median(times[1:]):9.3f}{size / 1024:8.0f}", flush=True)


def owner_people(owner, project):
    """Everybody who answered; asked of another server start, so that the first answer measured stays cold."""
    found = owner.get(f"{project.path}/disagreement.json", status=200).json()["people"]
    owner.server.restart()
    return found


def changed(owner, project, images):
    """The first answer after an image went: the sum is taken again."""
    owner.request("DELETE", f"{project.path}/images/{images - 1:032x}", headers={"Content-Type": "application/json"}, status=204)
    start = time.monotonic()
    found = owner.get(f"{project.path}/disagreement.json", status=200).json()
    assert found["images"] == images - 1, found["images"]
    print(f"{images:8} {'disagreement.json after a change':34}{time.monotonic() - start:9.3f}", flush=True)


if __name__ == "__main__":
    main()
