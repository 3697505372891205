"""Two hundred people who annotate at once over HTTP: answers a second, how long one waits, and whether all of it counted.

    python annotating.py path/to/boxwood [--people 200] [--images 1000] [--answers 3] [--pause 0 --pause 2] [--json out.json]

Everybody takes the next image, saves a draft of their boxes, pauses as long as the run says (half of it to half as much
again, at random), and submits; one answer in ten is sent twice, as a browser does that heard nothing. Each run has a
project of its own with the default way of merging, whose consensus is settled while people wait for their answers. After
a run everything is counted again, from the server's own lists, and the benchmark ends with an error where an image has
more or fewer answers than it should, a lease was lost, or an answer was counted twice or never.
"""

import argparse
import asyncio
import collections
import json
import os
import random
import sys
import tempfile
import time
import uuid
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
import workload  # noqa: E402
from boxwood_server import Server  # noqa: E402
from wire import Wire, percentile, plain_png  # noqa: E402

STEPS = ("next", "save", "submit")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--answers", type=int, default=3, help="wanted of every image")
    parser.add_argument("--boxes", type=int, default=6, help="on every image")
    parser.add_argument("--pause", type=float, action="append", help="seconds at an image; may be given again; 0 and 2")
    parser.add_argument("--method", default="bayes", help="of the consensus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the data folder goes")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.program).resolve())

    results = []
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        server = Server(Path(folder)).start()
        try:
            owner = people.make_owner(server)
            crowd = [people.make_person(owner) for _ in range(options.people)]
            print(f"{options.people} people, {options.images} images x {options.answers} answers of about {options.boxes} boxes"
                  f" ({options.method})\n\n| pause s | answers | seconds | answers/s | "
                  + " | ".join(f"{step} ms p50 / p99 / most" for step in STEPS) + " | asked again |\n|" + "---|" * 8, flush=True)
            for pause in options.pause or [0.0, 2.0]:
                results.append(run(owner, crowd, pause, options))
                print(row(results[-1]), flush=True)
        finally:
            server.stop()
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


def row(found):
    cells = ["{p50:.1f} / {p99:.1f} / {most:.0f}".format(**found[step]) for step in STEPS]
    return (f"| {found['pause']:g} | {found['answers']} | {found['seconds']:.1f} | {found['answers/s']:.1f} | "
            + " | ".join(cells) + f" | {found['askedAgain']} |")


def run(owner, crowd, pause, options):
    """One project from its first to its last answer, and what was measured meanwhile."""
    labels = [{"name": f"class {number}", "color": "#0072b2"} for number in range(1, workload.CLASSES + 1)]
    project = people.make_project(
        owner, name=f"Pause {pause:g}", labels=labels, replication=options.answers, consensusMethod=options.method,
        minimumSidePixels=1)
    for number in range(options.images):
        image = plain_png(workload.WIDTH, workload.HEIGHT, number)
        project.images.append(project.upload(image, f"{number:05}.png", status=201).json())
    for person in crowd:
        owner.post(f"{project.path}/members", {"email": person.email, "role": "annotator"}, status=201)
    numbers = {image["id"]: number for number, image in enumerate(project.images)}
    boxes = list(workload.answers(options.images, options.answers, options.boxes, options.seed))
    told = Told(project, numbers, boxes, pause)
    start = time.perf_counter()
    asyncio.run(told.work(crowd, options.seed))
    seconds = time.perf_counter() - start
    check(project, crowd, told, options)
    return {
        "pause": pause, "answers": len(told.receipts), "seconds": seconds, "answers/s": len(told.receipts) / seconds,
        "askedAgain": told.asked_again,
        **{step: {"p50": percentile(times, 0.5), "p99": percentile(times, 0.99), "most": max(times)}
           for step, times in told.times.items()},
    }


class Told:
    """What everybody in a project was told, and how long it took."""

    def __init__(self, project, numbers, boxes, pause):
        self.project, self.numbers, self.boxes, self.pause = project, numbers, boxes, pause
        self.labels = [project.labels[f"class {number}"] for number in range(1, workload.CLASSES + 1)]
        self.times = {step: [] for step in STEPS}
        self.turns = collections.Counter()
        self.receipts = {}
        self.asked_again = 0

    async def work(self, crowd, seed):
        await asyncio.gather(*(self._one(person, random.Random(f"{seed}/{number}")) for number, person in enumerate(crowd)))

    async def _one(self, person, draw):
        wire = Wire.of(person)
        while assignment := await self._next(wire):
            image = assignment["image"]["id"]
            # The number of the answer to an image is that of the turn at it, so that the drawing is the same in every run.
            drawn = self._shapes(self.numbers[image], self.turns[image])
            self.turns[image] += 1
            await self._timed("save", wire.post(
                f"/api/v1/assignments/{assignment['id']}/operations",
                {"lease": assignment["lease"]["token"], "operations": [people.put(shape) for shape in drawn]}), 200)
            await asyncio.sleep(self.pause * draw.uniform(0.5, 1.5))
            await self._submit(wire, assignment, drawn, twice=draw.random() < 0.1)
        wire.close()

    async def _next(self, wire):
        """The next image; None when nothing is left. Two who want the last place at once ask again."""
        while True:
            answer = await self._timed("next", wire.post(f"{self.project.path}/assignments"), 200, 204, 409)
            if answer.status != 409:
                return answer.json() if answer.status == 200 else None
            self.asked_again += 1

    async def _submit(self, wire, assignment, drawn, twice):
        key = str(uuid.uuid4())
        body = {"id": key, "lease": assignment["lease"]["token"], "annotations": drawn, "activeMilliseconds": 1200}
        path = f"/api/v1/assignments/{assignment['id']}/submission"
        receipt = (await self._timed("submit", wire.post(path, body, Idempotency_Key=key), 201)).json()
        if twice and (await wire.post(path, body, Idempotency_Key=key)).expect(201).json() != receipt:
            raise RuntimeError("The same answer sent again had another receipt.")
        self.receipts[key] = (assignment["image"]["id"], receipt["status"])

    async def _timed(self, step, asked, *statuses):
        answer = (await asked).expect(*statuses)
        self.times[step].append(answer.milliseconds)
        return answer

    def _shapes(self, number, turn):
        if turn >= len(self.boxes[number]):
            raise RuntimeError(f"Image {number} was given to more people than asked for.")
        corners, names = self.boxes[number][turn]
        return [people.box(self.labels[name - 1], left, top, right - left, bottom - top)
                for (left, top, right, bottom), name in zip(corners.tolist(), names.tolist())]


def check(project, crowd, told, options):
    """Counts everything again, from what the server lists."""
    wanted = options.images * options.answers
    progress = project.progress()
    found = (progress["submitted"], progress["slots"], progress["complete"], progress["leased"])
    ensure(found == (wanted, wanted, options.images, 0), f"The project counts {progress}.")
    statuses = collections.Counter(status for _, status in told.receipts.values())
    ensure(statuses == {"accepted": wanted}, f"Answers were received as {statuses}.")
    ensure(set(collections.Counter(image for image, _ in told.receipts.values()).values()) == {options.answers},
           "Receipts of an image are more or fewer than its answers.")
    rows, after = [], ""
    while after is not None:
        page = project.owner.get(f"{project.path}/images", params={"limit": 500, **({"after": after} if after else {})},
                                 status=200).json()
        rows, after = rows + page["items"], page.get("next")
    ensure(len(rows) == options.images and {row["submitted"] for row in rows} == {options.answers},
           f"Images have {collections.Counter(row['submitted'] for row in rows)} answers.")
    own = [person.get(f"{project.path}/mine", status=200).json() for person in crowd]
    ensure(sum(one["submitted"] for one in own) == wanted, "People's own lists hold another number of answers.")
    for one in own:
        images = [item["imageId"] for item in one["items"]]
        ensure(len(images) == len(set(images)), "Somebody answered an image twice.")


def ensure(holds, otherwise):
    if not holds:
        raise SystemExit(f"FAILED: {otherwise}")


if __name__ == "__main__":
    main()
