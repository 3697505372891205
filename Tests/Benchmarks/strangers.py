"""Sixty strangers of all kinds work through a project over HTTP: how good is what comes out, and who was found out?

    python strangers.py path/to/boxwood [--images 1000] [--answers 5] [--seed 1] [--arm fixed] [--json out.json]

Careful, average and careless people; some who draw at random; a ring that hands one careless answer round; adversaries who
mark what is not there; and one who is careful for forty answers and then slacks. What each draws on an image depends on the
seed, the person and the image alone, so that every way of running the project asks the same people the same things. The
truth stays on this side of the wire but for the images said to be known.

The ways: so many answers to every image; rules that ask one more person only where errors are expected; known answers among
the tasks, which pause who fails them; both; and all of it, with an exam before and a second pass over the consensus after
the work. A way that the program does not offer is left out. Quality is that of the images whose truth the server was never
told. Who was refused, by the exam or by a pause, and whose work stands out among the rest is told for each kind of people.
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
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
import simulate  # noqa: E402
from boxwood_server import Server  # noqa: E402
from claims import Claims  # noqa: E402
from scoring import FIGURES, Sheet  # noqa: E402
from strange_crowd import CROWD, World  # noqa: E402
from wire import Wire, plain_png  # noqa: E402

GOOD, BAD = ("careful", "average"), ("random", "copying", "adversarial", "slacking")
EXAM = {"images": 10, "iouThreshold": 0.5, "minimumF1": 0.75, "minimumClassAccuracy": 0.75, "attempts": 1, "coolDownSeconds": 0}


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
        self.failed = set()
        """Who failed the exam, by number."""
        self.looks = [0] * len(crowd)
        """How many shapes everybody has judged."""

    async def work(self):
        """People take turns in an order drawn from the seed, one at a time, until nobody is given anything."""
        draw, wires = random.Random(self.world.seed), [Wire.of(person) for person in self.crowd]
        waiting, patience, turns = set(), 3, 0
        while patience:
            turns += 1
            if turns % len(self.crowd) == 0:
                await self._settled()
            free = [who for who in range(len(self.crowd)) if who not in waiting | set(self.stopped) | self.failed]
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

    async def examine(self):
        """Everybody takes the exam, before any ordinary work."""
        for who, person in enumerate(self.crowd):
            wire = Wire.of(person)
            (await wire.post(f"{self.project.path}/gold/exam")).expect(201)
            while (given := await wire.post(f"{self.project.path}/gold/exam/assignments")).status == 200:
                await self._answer(who, wire, given.json())
            given.expect(204)
            wire.close()
        limit = time.monotonic() + 300
        for who, person in enumerate(self.crowd):
            while (state := self._qualification(person))["attempts"][0].get("finishedAt") is None:
                if time.monotonic() > limit:
                    raise SystemExit("FAILED: an exam was not scored in five minutes.")
                await asyncio.sleep(0.2)
            if not state["passed"]:
                self.failed.add(who)

    def _qualification(self, person):
        return person.get(f"{self.project.path}/gold/mine", status=200).json()["qualification"]

    async def judge(self, judges):
        """A second group, who are never those who answered an image, judges every shape of the consensus."""
        owner, path = self.project.owner, self.project.path
        owner.request("PUT", f"{path}/second-pass/settings", json={"source": "consensus", "judges": judges}, status=204)
        names = {label: int(name.split()[1]) for name, label in self.project.labels.items()}
        draw, wires = random.Random(self.world.seed), [Wire.of(person) for person in self.crowd]
        free = [who for who in range(len(self.crowd)) if who not in self.stopped and who not in self.failed]
        while free:
            who = draw.choice(free)
            given = await wires[who].post(f"{path}/second-pass/turns")
            if given.status != 200:
                given.expect(204, 403)
                free.remove(who)
                continue
            work, seen = given.json(), set()
            number = self.numbers[work["image"]["id"]]
            rng = np.random.default_rng([self.world.seed, who, number, 2])
            verdicts = []
            for item in work["items"]:
                left, top, width, height = item["shape"]["box"]
                said = self.world.verdict(
                    self.world.strangers[who], number, np.array([left, top, left + width, top + height]), names[item["labelId"]],
                    seen, rng)
                one = {"id": str(uuid.uuid4()), "item": item["id"], "verdict": said["verdict"], "milliseconds": 2_000}
                if "reason" in said:
                    one["reason"] = said["reason"]
                if "label" in said:
                    one["labelId"] = self.project.labels[f"class {said['label']}"]
                if "box" in said:
                    one["shape"] = {**item["shape"], "box": corner_and_size(said["box"])}
                verdicts.append(one)
            self.looks[who] += len(verdicts)
            (await wires[who].post(
                f"{path}/second-pass/images/{work['image']['id']}/verdicts", {"verdicts": verdicts})).expect(204)
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
        self.tested[who] += await self._answer(who, wire, answer.json()) in self.known
        return True

    async def _answer(self, who, wire, assignment):
        """Hands in what somebody draws on an image they were given; tells its number."""
        number, key = self.numbers[assignment["image"]["id"]], str(uuid.uuid4())
        drawn = self.world.answer(self.world.strangers[who], number, self.done[who])
        shapes = [people.box(self.project.labels[f"class {name}"], *corner_and_size(box)) for box, name in drawn]
        body = {"id": key, "lease": assignment["lease"]["token"], "annotations": shapes, "activeMilliseconds": 20_000}
        (await wire.post(f"/api/v1/assignments/{assignment['id']}/submission", body, Idempotency_Key=key)).expect(201)
        self.done[who] += 1
        return number

    def ask_where_needed(self, risk, most):
        """Starts with two people an image, and asks one more while more errors than `risk` are expected, up to so many."""
        rules = {"finish": [{"answers": 2, "risk": risk}, {"answers": 2, "empty": 0.95}], "maximum": most}
        revision = self.project.owner.get(f"{self.project.path}/work", status=200).json()["revision"]
        self.project.owner.patch(
            f"{self.project.path}/work", {"rules": rules}, headers={"If-Match": f'"{revision}"'}, status=200)

    def test(self, count, rate, threshold, exam=0):
        """Puts the known answers of the first so many images among the tasks, but for those of the exam, which come first.

        There are more of them than one exam takes, for some may turn out to be suspect.
        """
        owner, path = self.project.owner, self.project.path
        self.known = set(range(exam, count))
        items = [{"imageId": self.project.images[number]["id"], "purpose": "exam" if number < exam else "stream", "answers": [[
            {"annotation": people.box(self.project.labels[f"class {name}"], *corner_and_size(box))}
            for box, name in zip(*self.pair(number)) if (box[2:] - box[:2] >= 2).all()]]} for number in range(count)]
        owner.post(f"{path}/gold/items", {"items": items}, status=201, timeout=600)
        revision = owner.get(f"{path}/gold/settings", status=200).json()["revision"]
        owner.request("PUT", f"{path}/gold/settings", headers={"If-Match": f'"{revision}"'}, status=200, json={
            "rate": rate, "maximumExposures": len(self.crowd), "pauseRule": "interval", "threshold": threshold,
            "minimumAnswers": 5, "reveals": False, "exam": EXAM if exam else None})

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

    def flagged(self):
        """Whose work stands out among the rest, by number, with what it is that does."""
        flags = self.project.owner.get(f"{self.project.path}/behaviour", status=200, timeout=900).json()["flags"]
        places, found = {person.id: number for number, person in enumerate(self.crowd)}, {}
        for one in flags:
            for side in filter(None, (one["person"], one.get("other"))):
                if side["id"] in places:
                    found.setdefault(places[side["id"]], set()).add(one["kind"])
        return {number: sorted(kinds) for number, kinds in found.items()}

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
            print("| way | consensus | answers | verdicts | saved | errors/image | F1@.5 | F1@.75 | bad below good |\n|" + "---|" * 8, flush=True)
            for name, wants in ARMS.items():
                if (not options.arm or name in options.arm) and all(ROUTES[want] in offered for want in wants):
                    results[name] = arm(owner, world, crowd, name, options)
        finally:
            server.stop()
    for name, found in results.items():
        print(found_out(name, found["people"]))
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


def found_out(name, people_of_it):
    """Who was refused work, by the exam or after how many answers, and whose work stood out."""
    lines = [f"\n{name}: who was found out\n",
             "| kind | people | failed the exam | paused | after answers, median | least | most | stand out |", "|" + "---|" * 8]
    for kind in CROWD:
        those = [one for one in people_of_it if one["kind"] == kind]
        after = sorted(one["answers"] for one in those if one["paused"])
        figures = f"{np.median(after):g} | {after[0]} | {after[-1]}" if after else "| | "
        flags = Counter(flag for one in those for flag in one["flags"])
        lines.append(f"| {kind} | {len(those)} | {sum(one['failed'] for one in those)} | {len(after)} | {figures} | "
                     + ", ".join(f"{flag} {count}" for flag, count in sorted(flags.items())) + " |")
    return "\n".join(lines)


ROUTES = {"rules": "/api/v1/projects/{project}/work", "gold": "/api/v1/projects/{project}/gold/items",
          "exam": "/api/v1/projects/{project}/gold/exam", "second pass": "/api/v1/projects/{project}/second-pass"}
ARMS = {"fixed": (), "rules": ("rules",), "gold": ("gold",), "rules and gold": ("rules", "gold"),
        "exam, rules, gold, second pass": ("rules", "gold", "exam", "second pass")}


def arm(owner, world, crowd, name, options):
    """One way of running the project: prints its rows and gives all that was found."""
    wants, known = ARMS[name], round(options.images * options.known)
    run, unknown = Run(owner, world, crowd, name, options.answers), range(known, options.images)
    if "rules" in wants:
        run.ask_where_needed(options.risk, options.answers)
    if "gold" in wants:
        run.test(known, options.rate, options.threshold, exam=2 * EXAM["images"] if "exam" in wants else 0)
    start = time.perf_counter()
    if "exam" in wants:
        asyncio.run(run.examine())
    asyncio.run(run.work())
    results = {"seconds": time.perf_counter() - start, "answers": sum(run.done), "tests": sum(run.tested)}
    ways = [("majority", "quorum"), ("model", "bayes")]
    if "gold" not in wants:
        ways.append((f"model, {known} images known afterwards", "bayes"))
    if "second pass" in wants:
        ways += [("majority, second pass", "quorum"), ("model, second pass", "bayes")]
    for consensus, method in ways:
        if "afterwards" in consensus:
            run.know(known)
        if "second pass" in consensus and not any(run.looks):
            asyncio.run(run.judge(1))
        figures = quality(run.merged(method), world, unknown)
        # Only the model learns about people.
        apart = separation(run.learned() if method == "bayes" else {}, world.strangers)
        results[consensus] = {**figures, "separation": apart}
        cells = ["{:.3f} [{:.3f}, {:.3f}]".format(*figures[one]) for one in ("errors/image", "F1@.5", "F1@.75")]
        work = [str(sum(run.done)), str(sum(run.looks)), f"{1 - sum(run.done) / options.images / options.answers:.1%}"]
        print("| " + " | ".join([name, consensus, *work, *cells, f"{apart:.3f}"]) + " |", flush=True)
    flags = run.flagged()
    results["people"] = [
        {"kind": one.kind, "answers": run.done[one.number], "paused": one.number in run.stopped,
         "failed": one.number in run.failed, "looks": run.looks[one.number], "flags": flags.get(one.number, [])}
        for one in world.strangers]
    return results


if __name__ == "__main__":
    main()
