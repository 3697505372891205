"""Sixty strangers of all kinds work through a project over HTTP: how good is what comes out, and who was found out?

    python strangers.py path/to/boxwood [--images 1000] [--answers 5] [--seed 1] [--arm fixed] [--json out.json]

Careful, average and careless people; some who draw at random; a ring that hands one careless answer round; adversaries who
mark what is not there; and one who is careful for forty answers and then slacks. What each draws on an image depends on the
seed, the person and the image alone, so that every way of running the project asks the same people the same things. The
truth stays on this side of the wire but for the images said to be known.

The ways: so many answers to every image; rules that ask one more person only where errors are expected; known answers among
the tasks, which pause who fails them; and both. A way that the program does not offer is left out. Quality is that of the
images whose truth the server was never told.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
import simulate  # noqa: E402
from annotators import KINDS, individual  # noqa: E402
from boxwood_server import Server  # noqa: E402
from claims import Claims  # noqa: E402
from crowd import Marks  # noqa: E402
from scoring import FIGURES, Sheet  # noqa: E402
from wire import Wire, plain_png  # noqa: E402

CROWD = {"careful": 16, "average": 24, "careless": 8, "random": 4, "copying": 4, "adversarial": 3, "slacking": 1}
HABITS = {"careful": "careful", "average": "ordinary", "careless": "sloppy", "random": "spammer", "copying": "sloppy",
          "adversarial": "adversary", "slacking": "careful"}
GOOD, BAD = ("careful", "average"), ("random", "copying", "adversarial", "slacking")
DILIGENT = 40
"""Answers after which the slacker slacks."""


class World:
    """The images with all that is on them, and the people."""

    def __init__(self, images, seed, size=sum(CROWD.values())):
        rng = np.random.default_rng(seed)
        self.seed = seed
        self.mistaken = rng.dirichlet(np.full(simulate.CLASSES - 1, 0.5), size=simulate.CLASSES)
        self.things = [simulate.scene(rng, 6.0) for _ in range(images)]
        self.lures = [[simulate.Thing(simulate.random_box(rng, 16, 300), int(rng.integers(simulate.CLASSES)), rng.lognormal(0, 0.8))
                       for _ in range(rng.poisson(1.5))] for _ in range(images)]
        shares = {kind: max(1, round(count * size / sum(CROWD.values()))) for kind, count in CROWD.items()}
        kinds = [kind for kind, count in shares.items() for _ in range(count)]
        self.strangers = [Stranger(number, kind, individual(KINDS[HABITS[kind]], rng)) for number, kind in enumerate(kinds)]

    def truth(self, number):
        """The true objects of an image, as the evaluator takes them."""
        things = self.things[number]
        return Marks(np.array([thing.box for thing in things]).reshape(-1, 4), np.array([thing.name for thing in things], int))

    def answer(self, stranger, number, done):
        """What somebody draws on an image after so many other answers: pairs of a box and a class."""
        habits, who = stranger.habits, stranger.number
        if stranger.kind == "slacking" and done >= DILIGENT:
            habits = KINDS["spammer"]
        if stranger.kind == "copying":
            leader = next(one for one in self.strangers if one.kind == "copying")
            habits, who = leader.habits, leader.number
        rng = np.random.default_rng([self.seed, who, number])
        drawn = simulate.answer(habits, self.things[number], self.lures[number], self.mistaken, rng)
        if who != stranger.number:
            own = np.random.default_rng([self.seed, stranger.number, number])
            drawn = [(simulate.on_image(box + own.normal(0, 0.7, 4)), name) for box, name in drawn]
        return [(box, name) for box, name in drawn if (box[2:] - box[:2] >= 2).all()]


@dataclass(frozen=True)
class Stranger:
    number: int
    kind: str
    habits: object


class Run:
    """One project in which everybody works until nothing is left for them."""

    def __init__(self, owner, world, crowd, name, answers):
        labels = [{"name": f"class {number}", "color": "#0072b2"} for number in range(simulate.CLASSES)]
        self.project = people.make_project(
            owner, name=name, labels=labels, replication=answers, consensusMethod="bayes", minimumSidePixels=1)
        self.world, self.crowd = world, crowd
        for number in range(len(world.things)):
            image = plain_png(simulate.WIDTH, simulate.HEIGHT, number)
            self.project.images.append(self.project.upload(image, f"{number:05}.png", status=201).json())
        for person in crowd:
            owner.post(f"{self.project.path}/members", {"email": person.email, "role": "annotator"}, status=201)
        self.numbers = {image["id"]: number for number, image in enumerate(self.project.images)}
        self.done = [0] * len(crowd)
        self.tested = [0] * len(crowd)
        """How many of a person's answers were at known ones."""
        self.known = set()
        self.stopped = {}
        """Who is refused work, by number: after how many answers."""

    async def work(self):
        """People take turns in an order drawn from the seed, one at a time, until nobody is given anything."""
        draw, wires = random.Random(self.world.seed), [Wire.of(person) for person in self.crowd]
        waiting, patience, turns = set(), 3, 0
        while patience:
            turns += 1
            if turns % len(self.crowd) == 0:
                await self._settled()
            free = [who for who in range(len(self.crowd)) if who not in waiting and who not in self.stopped]
            if free:
                who = draw.choice(free)
                if await self._turn(who, wires[who]):
                    # An answer may have made the server ask for another one.
                    waiting, patience = set(), 3
                else:
                    waiting.add(who)
            else:
                # What follows from the last answers may still be under way.
                waiting, patience = set(), patience - 1
                await self._settled()
                await asyncio.sleep(0.5)
        for wire in wires:
            wire.close()

    async def _settled(self):
        """Waits until all known answers that were met are scored: people take far longer for an image than that does."""
        limit = time.monotonic() + 300
        while self.known and time.monotonic() < limit:
            met = self.project.owner.get(f"{self.project.path}/gold/people", status=200, timeout=300).json()["items"]
            if sum(len(one["turns"]) for one in met) >= sum(self.tested):
                return
            await asyncio.sleep(0.2)
        if self.known:
            raise SystemExit("FAILED: answers at known images were not scored in five minutes.")

    async def _turn(self, who, wire):
        answer = await wire.post(f"{self.project.path}/assignments")
        if answer.status == 403:
            self.stopped[who] = self.done[who]
        if answer.status != 200:
            answer.expect(204, 403)
            return False
        assignment = answer.json()
        number, key = self.numbers[assignment["image"]["id"]], str(uuid.uuid4())
        drawn = self.world.answer(self.world.strangers[who], number, self.done[who])
        shapes = [people.box(self.project.labels[f"class {name}"], *corner_and_size(box)) for box, name in drawn]
        body = {"id": key, "lease": assignment["lease"]["token"], "annotations": shapes, "activeMilliseconds": 20_000}
        (await wire.post(f"/api/v1/assignments/{assignment['id']}/submission", body, Idempotency_Key=key)).expect(201)
        self.done[who] += 1
        self.tested[who] += number in self.known
        return True

    def ask_where_needed(self, risk, most):
        """Starts with two people an image, and asks one more while more errors than `risk` are expected, up to so many."""
        rules = {"finish": [{"answers": 2, "risk": risk}, {"answers": 2, "empty": 0.95}], "maximum": most}
        revision = self.project.owner.get(f"{self.project.path}/work", status=200).json()["revision"]
        self.project.owner.patch(
            f"{self.project.path}/work", {"rules": rules}, headers={"If-Match": f'"{revision}"'}, status=200)

    def test(self, count, rate, threshold):
        """Puts the known answers of the first so many images among the tasks."""
        owner, path = self.project.owner, self.project.path
        self.known = set(range(count))
        items = [{"imageId": self.project.images[number]["id"], "purpose": "stream", "answers": [[
            {"annotation": people.box(self.project.labels[f"class {name}"], *corner_and_size(box))}
            for box, name in zip(*self.pair(number)) if (box[2:] - box[:2] >= 2).all()]]} for number in range(count)]
        owner.post(f"{path}/gold/items", {"items": items}, status=201, timeout=600)
        revision = owner.get(f"{path}/gold/settings", status=200).json()["revision"]
        owner.request("PUT", f"{path}/gold/settings", headers={"If-Match": f'"{revision}"'}, status=200, json={
            "rate": rate, "maximumExposures": len(self.crowd), "pauseRule": "interval", "threshold": threshold,
            "minimumAnswers": 5, "reveals": False})

    def know(self, count):
        """Tells the server the truth of the first so many images."""
        shapes = [(number, box, name) for number in range(count) for box, name in zip(*self.pair(number))]
        document = {
            "images": [{"id": number + 1, "file_name": f"{number:05}.png", "width": simulate.WIDTH, "height": simulate.HEIGHT}
                       for number in range(count)],
            "categories": [{"id": name + 1, "name": f"class {name}"} for name in range(simulate.CLASSES)],
            "annotations": [{"id": one, "image_id": number + 1, "category_id": int(name) + 1, "bbox": corner_and_size(box), "iscrowd": 0}
                            for one, (number, box, name) in enumerate(shapes, 1)],
        }
        self.project.owner.request(
            "POST", f"{self.project.path}/import", params={"format": "coco", "as": "gold", "name": "known.json"},
            data=json.dumps(document), headers={"Content-Type": "application/json"}, status=200)

    def pair(self, number):
        truth = self.world.truth(number)
        return truth.boxes, truth.classes

    def merged(self, method):
        """The consensus by a method, made of all answers at once: claims by the image's number."""
        owner, path = self.project.owner, self.project.path
        revision = owner.get(path, status=200).json()["revision"]
        owner.patch(path, {"consensusMethod": method}, headers={"If-Match": f'"{revision}"'}, status=200, timeout=900)
        owner.post(f"{path}/consensus", status=200, timeout=900)
        exported = owner.get(f"{path}/export", params={"format": "coco", "layer": "consensus"}, status=200, timeout=900).json()
        names = {category["id"]: int(category["name"].split()[1]) for category in exported["categories"]}
        files = {image["id"]: int(image["file_name"].split(".")[0]) for image in exported["images"]}
        rows = {number: [] for number in range(len(self.world.things))}
        for one in exported["annotations"]:
            left, top, width, height = one["bbox"]
            row = ((left, top, left + width, top + height), names[one["category_id"]], one.get("score", 1.0), True)
            rows[files[one["image_id"]]].append(row)
        return {number: Claims.of(found) for number, found in rows.items()}

    def learned(self):
        """What the last fit thinks of everybody, by number: the share of objects that they find and name right."""
        found = self.project.owner.get(f"{self.project.path}/fit", status=200).json()["annotators"]
        places = {person.id: number for number, person in enumerate(self.crowd)}
        return {places[one["id"]]: (1 - one["miss"]["value"]) * one["classAccuracy"]["value"]
                for one in found if one["id"] in places}


def corner_and_size(box):
    left, top, right, bottom = np.round(box, 2).tolist()
    return [left, top, round(right - left, 2), round(bottom - top, 2)]


def quality(claims, world, images, resamples=300):
    """Errors an image and F1 over images, each with its 95 % bootstrap interval."""
    sheet = Sheet({number: claims[number] for number in images}, {number: world.truth(number) for number in images})
    weights = np.random.default_rng(world.seed).multinomial(len(images), [1 / len(images)] * len(images), size=resamples)
    point = sheet.figures()
    low, high = np.percentile([sheet.figures(row.astype(float)) for row in weights], [2.5, 97.5], axis=0)
    return {name: [float(point[k]), float(low[k]), float(high[k])]
            for k, name in enumerate(FIGURES) if name in ("errors/image", "F1@.5", "F1@.75")}


def separation(scores, strangers):
    """The chance that a bad person's score lies below a good one's."""
    good = [scores[one.number] for one in strangers if one.kind in GOOD and one.number in scores]
    bad = [scores[one.number] for one in strangers if one.kind in BAD and one.number in scores]
    pairs = [(b < g) + (b == g) / 2 for b in bad for g in good]
    return sum(pairs) / len(pairs) if pairs else float("nan")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--people", type=int, default=sum(CROWD.values()), help="of all kinds, in the same shares")
    parser.add_argument("--answers", type=int, default=5, help="of every image, where they are fixed, and the most elsewhere")
    parser.add_argument("--known", type=float, default=0.05, help="share of images whose truth the server is told")
    parser.add_argument("--rate", type=float, default=0.1, help="share of tasks that are known answers")
    parser.add_argument("--threshold", type=float, default=0.6, help="score on known answers below which people are paused")
    parser.add_argument("--risk", type=float, default=0.4, help="expected errors above which the rules ask one more person")
    parser.add_argument("--arm", choices=list(ARMS), action="append", help="only this way; may be given again")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="where the data folder goes")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.program).resolve())

    world, results = World(options.images, options.seed, options.people), {}
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        server = Server(Path(folder)).start()
        try:
            owner = people.make_owner(server)
            offered = owner.get("/api/openapi.json", status=200).json()["paths"]
            crowd = [people.make_person(owner) for _ in world.strangers]
            print("| way | consensus | answers | saved | errors/image | F1@.5 | F1@.75 | bad below good |\n|" + "---|" * 8, flush=True)
            for name, wants in ARMS.items():
                if (not options.arm or name in options.arm) and all(ROUTES[want] in offered for want in wants):
                    results[name] = arm(owner, world, crowd, name, options)
        finally:
            server.stop()
    for name, found in results.items():
        if "gold" in ARMS[name]:
            print(paused(name, found["people"]))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


def paused(name, people_of_it):
    """Who was found out after how many answers, and how many of the good ones were."""
    lines = [f"\n{name}: who was paused\n", "| kind | people | paused | after answers, median | least | most |", "|" + "---|" * 6]
    for kind in CROWD:
        count = sum(one["kind"] == kind for one in people_of_it)
        after = sorted(one["answers"] for one in people_of_it if one["kind"] == kind and one["paused"])
        figures = f"{np.median(after):g} | {after[0]} | {after[-1]}" if after else "| | "
        lines.append(f"| {kind} | {count} | {len(after)} | {figures} |")
    return "\n".join(lines)


ROUTES = {"rules": "/api/v1/projects/{project}/work", "gold": "/api/v1/projects/{project}/gold/items"}
ARMS = {"fixed": (), "rules": ("rules",), "gold": ("gold",), "rules and gold": ("rules", "gold")}


def arm(owner, world, crowd, name, options):
    """One way of running the project: prints its rows and gives all that was found."""
    wants, known = ARMS[name], round(options.images * options.known)
    run, unknown = Run(owner, world, crowd, name, options.answers), range(known, options.images)
    if "rules" in wants:
        run.ask_where_needed(options.risk, options.answers)
    if "gold" in wants:
        run.test(known, options.rate, options.threshold)
    start = time.perf_counter()
    asyncio.run(run.work())
    answers, most = sum(run.done), options.images * options.answers
    results = {"seconds": time.perf_counter() - start, "answers": answers, "tests": sum(run.tested), "people": [
        {"kind": one.kind, "answers": run.done[one.number], "paused": one.number in run.stopped} for one in world.strangers]}
    ways = [("majority", "quorum"), ("model", "bayes")]
    if "gold" not in wants:
        ways.append((f"model, {known} images known afterwards", "bayes"))
    for consensus, method in ways:
        if "afterwards" in consensus:
            run.know(known)
        figures = quality(run.merged(method), world, unknown)
        # Only the model learns about people.
        apart = separation(run.learned() if method == "bayes" else {}, world.strangers)
        results[consensus] = {**figures, "separation": apart}
        cells = ["{:.3f} [{:.3f}, {:.3f}]".format(*figures[one]) for one in ("errors/image", "F1@.5", "F1@.75")]
        print(f"| {name} | {consensus} | {answers} | {1 - answers / most:.1%} | " + " | ".join(cells)
              + f" | {apart:.3f} |", flush=True)
    return results


if __name__ == "__main__":
    main()
