"""Kills the server under load, again and again, and looks whether every acknowledged edit survived.

    python Tests/Browser/kill9.py --kills 50 --clients 16

Clients draw (operations) and hand in (submissions) over HTTP and write down each acknowledgement before their next
request. The server is sent SIGKILL at random moments and started again on the same folder; the clients go on, with
the same identifiers for whatever they heard no answer to. At the end, through a fresh server and from the database:
every acknowledged operation and submission is there, exactly once and with the same content.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import requests

import people
from boxwood_server import Server


@dataclass
class History:
    """What one client was told."""

    operations: dict[str, str] = field(default_factory=dict)  # operation to assignment
    submissions: dict[str, dict] = field(default_factory=dict)  # receipt by submission
    drawn: dict[str, list[dict]] = field(default_factory=dict)  # annotations by submission
    retries: int = 0
    fault: str | None = None


class Client(threading.Thread):
    """An annotator that never gives up: sends again, under the same identifiers, until the server answers."""

    def __init__(self, person: people.Person, project: people.Project, stop: threading.Event, seed: int):
        super().__init__(daemon=True)
        self.person, self.project, self.stop = person, project, stop
        self.random = random.Random(seed)
        self.history = History()

    def run(self) -> None:
        try:
            while not self.stop.is_set() and self.one_image():
                pass
        except Exception as error:  # the main thread reports it
            self.history.fault = f"{type(error).__name__}: {error}"

    def one_image(self) -> bool:
        assignment = self.insist("POST", f"{self.project.path}/assignments", {}, (200, 204))
        if assignment is None or self.stop.is_set():
            return False
        path = f"/api/v1/assignments/{assignment['id']}"
        lease = assignment["lease"]["token"]
        shapes: list[dict] = assignment["draft"]["annotations"]
        for _ in range(self.random.randint(2, 6)):
            label = self.random.choice(list(self.project.labels.values()))
            x, y = self.random.randint(0, 500), self.random.randint(0, 380)
            drawn = [people.box(label, x, y, 40, 40 + n) for n in range(self.random.randint(1, 4))]
            operations = [people.put(shape) for shape in drawn]
            answer = self.insist("POST", f"{path}/operations", {"lease": lease, "operations": operations}, (200,))
            if answer is None:
                return False
            assert answer["rejected"] == [], answer
            for name in answer["acknowledged"]:
                self.history.operations[name] = assignment["id"]
            shapes = shapes + drawn
        key = str(uuid.uuid4())
        body = {"id": key, "lease": lease, "annotations": shapes, "activeMilliseconds": 1000}
        receipt = self.insist("POST", f"{path}/submission", body, (201,), {"Idempotency-Key": key})
        if receipt is None:
            return False
        self.history.submissions[key] = receipt
        self.history.drawn[key] = shapes
        return True

    def insist(self, method: str, path: str, body: dict, good: tuple, headers: dict | None = None) -> dict | None:
        """The answer, however many servers it takes; None when the test is over first, or nothing is left."""
        while True:
            try:
                answer = self.person.session.request(
                    method, self.person.server.url + path, json=body, headers=headers, timeout=30)
                if answer.status_code in good:
                    return answer.json() if answer.content else None
                if answer.status_code not in (409, 503):
                    raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
            except (requests.ConnectionError, requests.Timeout):
                pass
            self.history.retries += 1
            if self.stop.is_set():
                return None
            time.sleep(0.02 + self.random.random() * 0.05)


def run(server: Server, kills: int, clients: int, seed: int = 1, say=print) -> dict[str, int]:
    """Does the whole experiment on a started, empty server; raises AssertionError when something was lost."""
    owner = people.make_owner(server)
    images = 8 * kills  # so many that the clients are still at work when the last kill comes
    project = people.make_project(owner, images=images, replication=clients)
    stop = threading.Event()
    crowd = [Client(people.make_annotator(project), project, stop, seed + n) for n in range(clients)]
    random_ = random.Random(seed)
    started = time.monotonic()
    for client in crowd:
        client.start()
    slowest = 0.0
    for number in range(kills):
        time.sleep(random_.uniform(0.1, 0.9))
        server.kill()
        before = time.monotonic()
        server.start()
        slowest = max(slowest, time.monotonic() - before)
        if (number + 1) % 10 == 0:
            say(f"{number + 1} kills, {sum(len(c.history.operations) for c in crowd)} operations acknowledged")
    assert any(client.is_alive() for client in crowd), "the work ran out before the last kill"
    time.sleep(0.5)
    stop.set()
    for client in crowd:
        client.join(60)
    server.kill()
    server.start()
    faults = [c.history.fault for c in crowd if c.history.fault]
    assert not faults, faults
    verify(server, owner, project, crowd)
    return {
        "kills": kills, "clients": clients, "seconds": round(time.monotonic() - started),
        "operations": sum(len(c.history.operations) for c in crowd),
        "submissions": sum(len(c.history.submissions) for c in crowd),
        "retries": sum(c.history.retries for c in crowd), "slowest_start_ms": round(slowest * 1000),
    }


def verify(server: Server, owner: people.Person, project: people.Project, crowd: list[Client]) -> None:
    """Compares what the clients were told with what the server and its database hold."""
    acknowledged = {name: at for c in crowd for name, at in c.history.operations.items()}
    receipts = {name: receipt for c in crowd for name, receipt in c.history.submissions.items()}
    assert acknowledged and receipts, "the load was no load"

    # Through the server: sending each answer again gives the receipt again, and the layers are what was drawn.
    for client in crowd:
        mine = client.person.get(f"{project.path}/mine", status=200).json()
        assignments = [item["assignmentId"] for item in mine["items"]]
        assert len(set(assignments)) == len(assignments) == mine["submitted"]
        shown = [
            client.person.get(f"/api/v1/assignments/{one}/mine", status=200).json()["annotations"]
            for one in assignments
        ]
        kept = [essence(answer) for answer in shown]
        for drawn in client.history.drawn.values():
            assert kept.count(essence(drawn)) == 1, "an acknowledged answer is missing, altered or there twice"
    progress = owner.get(project.path, status=200).json()["progress"]
    assert progress["submitted"] >= len(receipts)
    for image in project.images:
        layers = project.review(image["id"])["layers"]
        authors = [layer["annotator"]["id"] for layer in layers]
        assert len(set(authors)) == len(authors) <= len(crowd)

    # From the database, with the server gone.
    server.stop()
    database = sqlite3.connect(f"file:{database_of(server)}?mode=ro", uri=True)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    operations = [row[0] for row in database.execute("SELECT id FROM operation")]
    submissions = [row[0] for row in database.execute("SELECT id FROM submission")]
    database.close()
    for name, rows in (("operation", operations), ("submission", submissions)):
        assert len(rows) == len(set(rows)), f"an {name} is there twice"
    lost = [name for name in acknowledged if name not in set(operations)]
    assert not lost, f"{len(lost)} of {len(acknowledged)} acknowledged operations are gone"
    lost = [name for name in receipts if name not in set(submissions)]
    assert not lost, f"{len(lost)} of {len(receipts)} acknowledged submissions are gone"


def essence(annotations: list[dict]) -> list[tuple]:
    """What matters of an answer, in an order of its own."""
    return sorted((a["id"], a["labelId"], tuple(a["shape"]["box"])) for a in annotations)


def database_of(server: Server) -> Path:
    (found,) = [p for p in server.data.iterdir() if p.suffix in (".db", ".sqlite", ".sqlite3")]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="boxwood-kill9-") as folder:
        server = Server(Path(folder)).start()
        try:
            figures = run(server, options.kills, options.clients, options.seed)
        except AssertionError as error:
            print(f"LOST: {error}", file=sys.stderr)
            return 1
        finally:
            server.kill()
    print("nothing lost:", ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in figures.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
