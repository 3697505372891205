"""People who use Boxwood over HTTP, and the projects they work in."""

import itertools
import json
import os
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone

import requests

import pictures
from boxwood_server import Server

PASSWORD = "a long enough sentence"

LABELS = [
    {"name": "car", "color": "#d55e00", "key": "1", "description": "Anything with four wheels"},
    {"name": "dog", "color": "#0072b2", "key": "2"},
    {"name": "tree", "color": "#009e73", "key": "3"},
]

_numbers = itertools.count(1)
_names: Counter[str] = Counter()


def token_of(link: str) -> str:
    """The secret at the end of a one-time link."""
    return link.rsplit("/", 1)[1]


class Person:
    """Somebody with a session of their own. Every answer is checked: a 5xx fails the test whatever it expected, except
    501, which means that an optional part of IIIF is not offered."""

    def __init__(self, server: Server, email: str | None = None, password: str | None = None):
        self.server = server
        self.email = email
        self.password = password
        self.account: dict = {}
        self.session = requests.Session()

    @property
    def id(self) -> str:
        return self.account["id"]

    def request(self, method: str, path: str, *, status: int | tuple | None = None, **options) -> requests.Response:
        """Sends a request; with ``status``, any other answer fails with its body in the message."""
        options.setdefault("timeout", 60)
        wanted = (status,) if isinstance(status, int) else status
        answer = self.session.request(method, self.server.url + path, **options)
        said = f"{method} {path}: {answer.status_code} {answer.text[:500]}"
        assert answer.status_code < 500 or answer.status_code in (wanted or (501,)), said
        if wanted is not None:
            assert answer.status_code in wanted, said
        return answer

    def get(self, path: str, **options) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, body=None, **options) -> requests.Response:
        return self.request("POST", path, json={} if body is None else body, **options)

    def patch(self, path: str, body, **options) -> requests.Response:
        return self.request("PATCH", path, json=body, **options)

    def delete(self, path: str, **options) -> requests.Response:
        headers = {"Content-Type": "application/json", **options.pop("headers", {})}
        return self.request("DELETE", path, headers=headers, **options)

    def sign_in(self, **options) -> requests.Response:
        answer = self.post("/api/v1/session", {"email": self.email, "password": self.password}, **options)
        if answer.ok:
            self.account = answer.json()["account"]
        return answer

    def redeem(self, link: str, **account) -> dict:
        """Uses a one-time link; with ``email``, ``name`` and ``password`` it makes an account."""
        answer = self.post("/api/v1/links/redeem", {"token": token_of(link), **account}, status=200)
        self.account = answer.json()["account"]
        self.email = self.account["email"]
        self.password = account.get("password", self.password)
        return self.account

    def cookies(self) -> list[dict]:
        """The session, as a browser context takes it."""
        return [{"name": c.name, "value": c.value, "url": self.server.url} for c in self.session.cookies]


@dataclass
class Project:
    """A project with its images, as the person who made it knows it."""

    owner: Person
    body: dict
    images: list[dict] = field(default_factory=list)

    @property
    def id(self) -> str:
        return self.body["id"]

    @property
    def path(self) -> str:
        return f"/api/v1/projects/{self.id}"

    @property
    def labels(self) -> dict[str, str]:
        """Label ids by name."""
        return {label["name"]: label["id"] for label in self.body["labels"]}

    def upload(self, data: bytes, name: str, kind: str = "image/png", **options) -> requests.Response:
        return self.owner.request(
            "POST", f"{self.path}/images", params={"name": name}, data=data, headers={"Content-Type": kind}, **options)

    def add_images(self, count: int = 1, width: int = 640, height: int = 480, seed: int = 0) -> list[dict]:
        """Uploads generated images of different content."""
        for index in range(count):
            number = seed + len(self.images)
            answer = self.upload(pictures.png(width, height, number), f"scene-{number:03}.png", status=201)
            self.images.append(answer.json())
        return self.images

    def progress(self) -> dict:
        return self.owner.get(self.path, status=200).json()["progress"]

    def review(self, image: str) -> dict:
        return self.owner.get(f"{self.path}/images/{image}", status=200).json()

    def export(self, layer: str = "consensus") -> dict:
        return self.owner.get(f"{self.path}/export", params={"format": "coco", "layer": layer}, status=200).json()


def make_owner(server: Server) -> Person:
    """Redeems the printed link: the first account of a new server."""
    owner = Person(server)
    owner.redeem(server.owner_link(), email="owner@example.org", name="Olga Owner", password=PASSWORD)
    return owner


def make_project(owner: Person, images: int = 0, name: str | None = None, **settings) -> Project:
    """A project with a few labels, and so many generated images; by quorum, so that figures can be said by heart.

    Stories share a server and may be told twice: a name that was given before gets a number."""
    size = {key: settings.pop(key) for key in ("width", "height") if key in settings}
    name = name or f"Project {next(_numbers)}"
    _names[name] += 1
    if _names[name] > 1:
        name = f"{name} {_names[name]}"
    wanted = {"name": name, "labels": LABELS, "replication": 3,
              "consensusMethod": "quorum", **settings}
    project = Project(owner, owner.post("/api/v1/projects", wanted, status=201).json())
    project.add_images(images, **size)
    return project


def make_person(owner: Person, name: str | None = None, role: str = "annotator") -> Person:
    """An account signed in by its one-time link, which costs no password hash; no other process makes the same."""
    number = next(_numbers)
    email = f"person{number}-{os.getpid()}@example.org"
    wanted = {"email": email, "name": name or f"Person {number}", "role": role}
    made = owner.post("/api/v1/accounts", wanted, status=201).json()
    person = Person(owner.server, email)
    person.redeem(made["link"])
    return person


def join(project: Project, person: Person, role: str = "annotator") -> Person:
    """The person accepts an invitation into the project."""
    invite = project.owner.post(f"{project.path}/invites", {"role": role}, status=201).json()
    person.redeem(invite["link"])
    return person


def make_annotator(project: Project, name: str | None = None, role: str = "annotator") -> Person:
    """A new person, invited into the project."""
    return join(project, make_person(project.owner, name), role)


def box(label: str, x: float, y: float, width: float, height: float) -> dict:
    """An annotation with a new identifier."""
    return {
        "id": str(uuid.uuid4()), "labelId": label, "shape": {"box": [x, y, width, height]},
        "flags": {"occluded": False, "truncated": False, "crowd": False, "unsure": False},
    }


def put(annotation: dict) -> dict:
    """The operation that draws or changes an annotation."""
    return {"id": str(uuid.uuid4()), "kind": "put", "annotation": annotation, "at": now()}


def remove(annotation: dict) -> dict:
    """The operation that removes an annotation."""
    return {"id": str(uuid.uuid4()), "kind": "remove", "annotationId": annotation["id"], "at": now()}


def now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def next_assignment(person: Person, project: Project) -> dict | None:
    """The image on the person's desk, or the next one; None when nothing is left."""
    answer = person.post(f"{project.path}/assignments", status=(200, 204))
    return answer.json() if answer.status_code == 200 else None


def send_operations(person: Person, assignment: dict, operations: list[dict], **options) -> requests.Response:
    body = {"lease": assignment["lease"]["token"], "operations": operations}
    return person.post(f"/api/v1/assignments/{assignment['id']}/operations", body, **options)


def submit(person: Person, assignment: dict, annotations: list[dict], key: str | None = None, **options):
    """Hands an answer in."""
    key = str(uuid.uuid4()) if key is None else key
    body = {
        "id": key, "lease": assignment["lease"]["token"], "annotations": annotations, "activeMilliseconds": 1200,
    }
    return person.post(
        f"/api/v1/assignments/{assignment['id']}/submission", body, headers={"Idempotency-Key": key}, **options)


def problem(answer: requests.Response, status: int | tuple, code: str | None = None, field: str | None = None) -> dict:
    """Checks that an answer is a clear refusal, and gives its body."""
    wanted = (status,) if isinstance(status, int) else status
    assert answer.status_code in wanted, f"{answer.status_code} {answer.text[:500]}"
    assert answer.headers["Content-Type"].split(";")[0] == "application/problem+json", answer.headers
    body = json.loads(answer.text)
    assert body["status"] == answer.status_code and body["title"], body
    assert len(body["detail"]) > 5 and body["detail"][-1] in ".!?…", body
    if code is not None:
        assert body["code"] == code, body
    if field is not None:
        assert body.get("field") == field, body
    return body
