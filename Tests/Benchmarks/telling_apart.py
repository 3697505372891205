"""Can known answers be told from other work? A classifier tries, on all that a client receives.

    python telling_apart.py path/to/boxwood [--people 10] [--tasks 400] [--json out.json]

Ten people do 400 tasks each in a project in which half of all tasks are known answers, which makes 2,000 of either kind. Each
task is claimed, looked at, saved, submitted and looked back at; of every answer its status, headers, sizes, the place, kind
and length of every value, every number, and its time to the microsecond become features, those of the request for the task
after it too. Logistic regression and gradient boosting are trained on four fifths of the images and judged by the rest, each
fifth in turn, so that no image is known from before. An area under the curve of 0.5 is what a coin gives; its 95 % interval
is a bootstrap over images.

That the classifiers can see is shown in the same run: with one more millisecond on the submissions of one kind, the area
must rise.
"""

import argparse
import asyncio
import datetime
import json
import os
import random
import re
import sys
import tempfile
import uuid
import warnings
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402
from boxwood_server import Server  # noqa: E402
from wire import Wire, plain_png  # noqa: E402

WIDTH, HEIGHT = 640, 480
EXTRA_MILLISECONDS = 1.0
LABELS = ("car", "dog", "tree")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--tasks", type=int, default=400, help="of each; about half of them are known answers")
    parser.add_argument("--answers", type=int, default=2, help="of every ordinary image")
    parser.add_argument("--exposures", type=int, default=4, help="people who meet one known answer")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without", action="append", default=[], help="leave a request out, to see what the others tell")
    parser.add_argument("--within", type=float, default=0.03, help="how far from 0.5 the area may be")
    parser.add_argument("--folder", type=Path, help="where the data folder goes")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()
    os.environ["BOXWOOD_BINARY"] = str(Path(options.program).resolve())

    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        server = Server(Path(folder)).start()
        try:
            owner = people.make_owner(server)
            if "/api/v1/projects/{project}/gold/items" not in owner.get("/api/openapi.json", status=200).json()["paths"]:
                print("This boxwood puts no known answers among the tasks: there is nothing to tell apart.")
                return
            tasks = asyncio.run(Stream(owner, options).work())
        finally:
            server.stop()
    results = judged(tasks, options)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))
    if results["worst"] > options.within:
        raise SystemExit(f"FAILED: known answers can be told apart, by {results['worst']:.3f} from 0.5.")
    if not results["seen"]:
        raise SystemExit(f"FAILED: {EXTRA_MILLISECONDS} ms more was not seen, so nothing can be said.")


class Stream:
    """A project in which both kinds of work come in turn, and neither runs out."""

    def __init__(self, owner, options):
        self.options = options
        half = options.people * options.tasks // 2
        gold, ordinary = round(half / options.exposures * 1.25), round(half / options.answers * 1.25)
        labels = [{"name": name, "color": "#0072b2"} for name in LABELS]
        self.project = people.make_project(owner, name="Stream", labels=labels, replication=options.answers, consensusMethod="bayes")
        for number in range(gold + ordinary):
            self.project.upload(plain_png(WIDTH, HEIGHT, number), f"{number:05}.png", status=201)
            self.project.images.append(None)
        self.draw = random.Random(options.seed)
        images, after = [], None
        while after != "":
            page = owner.get(f"{self.project.path}/images", params={"limit": 500, **({"after": after} if after else {})}, status=200)
            images += [row["id"] for row in page.json()["items"]]
            after = page.json().get("next") or ""
        self.known = set(self.draw.sample(images, gold))
        # As many objects on every image: what differs between tasks is then no property of the images.
        self.truth = {image: [self._box() for _ in range(6)] for image in images}
        items = [{"imageId": image, "purpose": "stream", "answers": [[{"annotation": self._shape(one)} for one in self.truth[image]]]}
                 for image in sorted(self.known)]
        for start in range(0, len(items), 500):
            owner.post(f"{self.project.path}/gold/items", {"items": items[start:start + 500]}, status=201, timeout=600)
        present = owner.get(f"{self.project.path}/gold/settings", status=200)
        owner.request(
            "PUT", f"{self.project.path}/gold/settings", headers={"If-Match": f'"{present.json()["revision"]}"'},
            json={"rate": 0.5, "maximumExposures": options.exposures, "pauseRule": "never", "reveals": False}, status=200)
        self.crowd = [people.make_annotator(self.project) for _ in range(options.people)]

    def _box(self):
        width, height = self.draw.uniform(20, 200), self.draw.uniform(20, 200)
        return self.draw.choice(LABELS), self.draw.uniform(0, WIDTH - width), self.draw.uniform(0, HEIGHT - height), width, height

    def _shape(self, drawn):
        name, *box = drawn
        return people.box(self.project.labels[name], *(round(value, 2) for value in box))

    def _answer(self, image):
        """The truth, with slips; the same for either kind."""
        return [self._shape((name, x + self.draw.uniform(0, 3), y + self.draw.uniform(0, 3), w - 3, h - 3))
                for name, x, y, w, h in self.truth[image] if self.draw.random() > 0.1]

    async def work(self):
        """Everybody's tasks, one after the other, as pairs: all answers received, and the image."""
        wires, tasks = [Wire.of(person) for person in self.crowd], []
        pending = [await self._claim(wire) for wire in wires]
        for _ in range(self.options.tasks):
            for who, wire in enumerate(wires):
                turn, received = pending[who]
                received |= await self._one(wire, turn)
                pending[who] = await self._claim(wire)
                # The request for the next task may have to wait for what this one left to do.
                received["after"] = pending[who][1]["claim"]
                tasks.append((turn["image"]["id"], received))
        for wire in wires:
            wire.close()
        return [(image, image in self.known, received) for image, received in tasks]

    async def _claim(self, wire):
        answer = (await wire.post(f"{self.project.path}/assignments")).expect(200)
        return answer.json(), {"claim": answer}

    async def _one(self, wire, turn):
        path, tiles, lease = f"/api/v1/assignments/{turn['id']}", turn["image"]["tiles"], turn["lease"]["token"]
        drawn, key = self._answer(turn["image"]["id"]), str(uuid.uuid4())
        return {
            "resume": (await wire.get(path)).expect(200),
            "information": (await wire.get(f"{tiles}/info.json")).expect(200),
            "picture": (await wire.get(f"{tiles}/full/200,/0/default.jpg")).expect(200),
            "beat": (await wire.post(f"{path}/heartbeat", {"lease": lease})).expect(200),
            "save": (await wire.post(
                f"{path}/operations", {"lease": lease, "operations": [people.put(one) for one in drawn]})).expect(200),
            "submit": (await wire.post(
                f"{path}/submission", {"id": key, "lease": lease, "annotations": drawn, "activeMilliseconds": 1200},
                Idempotency_Key=key)).expect(201),
            "back": (await wire.get(f"{path}/mine")).expect(200),
            "result": await wire.get(f"{path}/result"),
            "project": (await wire.get(self.project.path)).expect(200),
        }


def features(received):
    """Everything about the answers of one task, by name: numbers as they are, texts by kind and length."""
    found = {}
    for step, answer in received.items():
        found[f"{step}.status"] = answer.status
        found[f"{step}.ms"] = answer.milliseconds
        found[f"{step}.bytes"] = len(answer.body)
        found[f"{step}.headers={'|'.join(name for name, _ in answer.headers)}"] = 1
        for name, value in answer.headers:
            found |= dict(described(f"{step}.{name}", value))
        if "json" in dict(answer.headers).get("Content-Type", ""):
            for path, value in flat(answer.json(), step):
                found |= dict(described(path, value))
    return found


def flat(part, path):
    """Paths and values of a JSON document; elements of a list share a path and add up to its length."""
    if isinstance(part, dict):
        yield f"{path}.keys={'|'.join(part)}" if len(part) < 40 else f"{path}.keys", 1
        for key, value in part.items():
            # Members named by identifiers are as good as a list.
            name = "*" if re.fullmatch(r"[0-9a-f-]{32,36}", key) else key
            yield from flat(value, f"{path}.{name}")
    elif isinstance(part, list):
        yield f"{path}.length", len(part)
        for value in part[:1]:
            yield from flat(value, f"{path}[]")
    else:
        yield path, part


def described(name, value):
    """A value as numbers."""
    if isinstance(value, bool) or value is None:
        yield f"{name}={value}", 1
    elif isinstance(value, (int, float)):
        yield name, value
    elif re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", value):
        at = datetime.datetime.fromisoformat(value)
        yield f"{name}.millisecond", at.microsecond / 1000
        yield f"{name}.places", len(value)
    elif found := re.search(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", value):
        yield f"{name}.length", len(value)
        # The digits of an image's identifier say which image it is; they are looked at by themselves.
        if not re.search("image|next|tiles|information", name):
            yield f"{name}.begins", int(found[0][:4], 16)
            yield f"{name}.ends", int(found[0][-4:], 16)
    else:
        yield f"{name}.length", len(value)
        if re.fullmatch(r"-?\d+(\.\d+)?", value):
            yield f"{name}.number", float(value)
        elif len(value) < 40 and not re.search(r"\d{2}|[0-9a-f]{8}", value):
            yield f"{name}={value}", 1


def judged(tasks, options):
    """The areas under the curves, as they are and with more time on one kind; prints them."""
    images = np.array([image for image, _, _ in tasks])
    known = np.array([is_known for _, is_known, _ in tasks])
    vectors = DictVectorizer(sparse=False)
    table = vectors.fit_transform([
        features({step: answer for step, answer in received.items() if step not in options.without}) for _, _, received in tasks])
    names = vectors.get_feature_names_out()[table.std(axis=0) > 0]
    table = table[:, table.std(axis=0) > 0]
    print(f"{known.sum()} tasks with known answers of {len(set(images[known]))} images, {(~known).sum()} others of "
          f"{len(set(images[~known]))}; {len(names)} features that are not always the same")
    print("\n| classifier | area | 95 % interval |\n|---|---|---|", flush=True)
    slower = table.copy()
    slower[known, names.tolist().index("submit.ms")] += EXTRA_MILLISECONDS
    results = {"known": int(known.sum()), "others": int((~known).sum())}
    for name, make in CLASSIFIERS.items():
        for title, given in ((name, table), (f"{name}, {EXTRA_MILLISECONDS:g} ms more on known answers", slower)):
            results[title] = area(predictions(make, given, known, images), known, images, options.seed)
            print("| {} | {:.3f} | {:.3f} to {:.3f} |".format(title, *results[title]), flush=True)
        results.setdefault("rises", []).append(results[title][0] - results[name][0])
    different = np.array(sorted(set(images)))
    digits = np.array([int(image[:8], 16) for image in different])
    results["identifiers"] = area(digits, np.isin(different, images[known]), different, options.seed)
    print("| digits of the images' identifiers | {:.3f} | {:.3f} to {:.3f} |".format(*results["identifiers"]))
    results["worst"] = max(abs(results[name][0] - 0.5) for name in CLASSIFIERS)
    results["seen"] = max(results["rises"]) > 0.03
    alone = sorted(((abs(roc_auc_score(known, column) - 0.5), name) for name, column in zip(names, table.T)), reverse=True)
    print("\nsingle features, how far from 0.5: " + ", ".join(f"{name} {far:.3f}" for far, name in alone[:8]))
    return results


CLASSIFIERS = {
    "logistic regression": lambda: make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=2000)),
    "gradient boosting": lambda: HistGradientBoostingClassifier(max_iter=150, learning_rate=0.05, random_state=0),
}


def predictions(make, table, known, images):
    """For every task how much it looks like a known answer, to a classifier that has not seen its image."""
    scores = np.zeros(len(known))
    for learn, judge in GroupKFold(5).split(table, known, images):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            scores[judge] = make().fit(table[learn], known[learn]).predict_proba(table[judge])[:, 1]
    return scores


def area(scores, known, images, seed):
    """The area under the curve, with its interval over images."""
    places = {image: np.flatnonzero(images == image) for image in set(images)}
    names, rng, areas = sorted(places), np.random.default_rng(seed), []
    for _ in range(300):
        drawn = np.concatenate([places[names[k]] for k in rng.integers(len(names), size=len(names))])
        if len(set(known[drawn])) == 2:
            areas.append(roc_auc_score(known[drawn], scores[drawn]))
    return [float(roc_auc_score(known, scores)), *np.percentile(areas, [2.5, 97.5]).tolist()]


if __name__ == "__main__":
    main()
