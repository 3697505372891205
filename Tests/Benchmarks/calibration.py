"""How far stated probabilities of existence are off on real crowds: as the method has them, and corrected by the truth.

    python calibration.py path/to/boxwood path/to/crowd.json [another.json ...] [--annotators 3 --annotators 5] [--draws 3]

A crowd is a multi-annotator COCO file with "assignments", "gt_image_ids" and "gt_annotations". Its answers and its truth are
imported into a project, whose images have no pictures behind them, and the project's own reliability figures are read:
the expected calibration error before, and after a correction that was learned on the other nine tenths of the images.
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
from boxwood_server import Server, binary  # noqa: E402
from crowd import Crowd  # noqa: E402

NOW = 1_700_000_000_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("crowds", nargs="+", type=Path)
    parser.add_argument("--annotators", type=int, action="append", help="at most so many random ones an image; all unless said")
    parser.add_argument("--draws", type=int, default=1)
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.program).resolve())
    print("| crowd | annotators | objects | calibration error before | after | Brier before | after |\n|---|---|---|---|---|---|---|")
    for path in options.crowds:
        for count in options.annotators or [None]:
            for draw in range(options.draws if count else 1):
                document = json.loads(path.read_text())
                # The program takes no box without area.
                document["annotations"] = [row for row in document["annotations"] if min(row["bbox"][2:]) > 0]
                if count:
                    document["assignments"] = chosen(path, count, draw)
                    kept = set(map(tuple, document["assignments"]))
                    document["annotations"] = [
                        row for row in document["annotations"] if (row["image_id"], row["annotator_id"]) in kept]
                report(path.stem, count or "all", reliability(document))


def chosen(path, count, draw):
    answers = Crowd.read(path).some(count, draw).answers
    return [[image, person] for image, drawn in answers.items() for person in drawn]


def report(name, count, found):
    before, after = found["before"], found["after"]
    print(f"| {name} | {count} | {found['observations']} | {before['expectedCalibrationError']:.4f} | "
          f"{after['expectedCalibrationError']:.4f} | {before['brierScore']:.4f} | {after['brierScore']:.4f} |", flush=True)


def reliability(document):
    """What the program says of a project with these answers and this truth."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder)).start()
        owner = people.make_owner(server)
        labels = [{"name": row["name"], "color": "#0072b2", "key": str(index + 1)}
                  for index, row in enumerate(document["categories"])]
        project = people.make_project(owner, name="Crowd", labels=labels)
        server.stop()
        with sqlite3.connect(server.data / "boxwood.db") as database:
            place(database, project, document["images"])
        bring(server, "annotators", {**document, "images": named(document["images"])})
        known = set(document["gt_image_ids"])
        bring(server, "truth", {
            "images": named(row for row in document["images"] if row["id"] in known),
            "categories": document["categories"], "annotations": document["gt_annotations"]})
        server.start(patience=120)
        try:
            owner.post(f"{project.path}/consensus", status=200)
            return owner.get(f"{project.path}/calibration", status=200).json()
        finally:
            server.stop()


def named(images):
    return [{**row, "file_name": f"{row['id']}.png"} for row in images]


def place(database, project, images):
    for position, row in enumerate(images, 1):
        content = f"{position:064x}"
        database.execute(
            "INSERT INTO image (id, project_id, name, position, width, height, format, original_sha256, tiles_sha256, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?, 'png', ?, ?, ?)",
            (f"{position:032x}", project.id, f"{row['id']}.png", position, row["width"], row["height"], content, content, NOW))
    database.execute("UPDATE project SET last_image_position = ? WHERE id = ?", (len(images), project.id))


def bring(server, kind, document):
    file = server.data / f"{kind}.json"
    file.write_text(json.dumps(document))
    done = subprocess.run([binary(), "import", "annotations", file, "--format", "coco", "--project", "Crowd", "--as", kind,
                           "--data", server.data], capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    file.unlink()


if __name__ == "__main__":
    main()
