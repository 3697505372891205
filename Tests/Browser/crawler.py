"""Visits every route of a server's OpenAPI document with every identifier there is, and looks for what must not be seen.

Two things show a leak. The first is a secret in an answer: planted words, coordinates, identifiers. The second is a
difference: whoever is blind gets the same from a project in which others have worked and from one they never touched, but
for identifiers, secrets of their own, and times; and the same for what is foreign as for what does not exist.
"""

import itertools
import json
import os
import re
import urllib.parse
import uuid
from dataclasses import dataclass, field, replace

import requests

import people

MISSING = "0" * 32
METHODS = ("get", "put", "post", "patch", "delete")

_identifier = re.compile(
    r"(?<![0-9a-zA-Z])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-zA-Z])")
_time = re.compile(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z|(?<="secondsLeft":)\d+')
_number = re.compile(r"(?<![\w.])-?\d+\.\d+(?:[eE][-+]?\d+)?(?![\w.])")
# Random, and one's own: what opens a door once, and the digest of an answer whose shapes have identifiers of their own.
_own_secret = re.compile(r'("(?:token|link|lease|secret|sha256)": ?")[^"]+')

_numbers = itertools.count(1)

IMAGE_REQUESTS = {
    "region": ["full", "0,0,128,96"], "size": ["max", "100,"], "rotation": ["0"], "quality": ["default.jpg"],
    "level": ["9"], "tile": ["0_0.jpg"],
}
"""What stands in the places of an image's address that hold no identifier."""

QUERIES = {
    "/export": [{"format": format, "layer": layer} for format in ("coco", "voc")
                for layer in ("consensus", "annotators", "all")],
    "/certificate": [{"layer": layer} for layer in ("consensus", "annotators", "all")],
    "/conflicts": [{"state": "all", "limit": "500"}, {"state": "decided"}, {"assignee": "me"}],
    "/conflicts/{conflict}": [{"names": "1"}],
    "/wall": [{"sort": "probability"}, {"sort": "spread"}],
    "/disagreement/images": [{"cell": "1,1"}, {"size": "3"}],
    "/heatmap.json": [{"layer": "class"}, {"layer": "missing"}],
    "/heatmap.png": [{"layer": "class"}, {"layer": "missing"}],
    "/images": [{"limit": "500", "sort": "disagreement"}, {"status": "complete"}],
    "/comments": [{"state": "open"}, {"limit": "500"}],
    "/consensus-runs": [{"limit": "1"}],
    "/agreement/pairs": [{"iou": "0.5"}],
}
"""What may be asked of a route beside its path, by the end of the path; the document does not say it."""

GREEDY = {
    "limit": "500", "state": "all", "names": "1", "layer": "all", "format": "coco", "role": "reviewer", "all": "true",
    "as": "owner", "include": "gold,answers,agreement",
}


@dataclass(frozen=True)
class Visit:
    """One request, and where in the document its route is."""

    method: str
    template: str
    arguments: tuple[tuple[str, str], ...]
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def path(self) -> str:
        path = self.template
        for name, value in self.arguments:
            path = path.replace("{" + name + "}", value)
        return path

    @property
    def asked(self) -> set[str]:
        """The identifiers that the request itself holds, which may come back."""
        return set(_identifier.findall(" ".join(value for _, value in (*self.arguments, *self.query))))

    def instead(self, exchange) -> "Visit":
        """The same request about other things: every identifier is put through a function."""
        def put(pairs):
            return tuple((name, _identifier.sub(lambda found: exchange(found[0]), value)) for name, value in pairs)

        return Visit(self.method, self.template, put(self.arguments), put(self.query), self.headers)

    def __str__(self) -> str:
        query = "?" + urllib.parse.urlencode(self.query) if self.query else ""
        return f"{self.method.upper()} {self.path}{query} {dict(self.headers) or ''}".strip()


@dataclass
class Secrets:
    """What must not reach somebody: words, numbers and identifiers of others, and classes that only others gave."""

    words: dict[str, str] = field(default_factory=dict)
    """By the word: what it is."""
    numbers: dict[float, str] = field(default_factory=dict)
    identifiers: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    """Identifiers and names of classes that everybody may choose from, and that nobody but others has chosen."""

    def add_box(self, what: str, box: list[float], width: int, height: int) -> None:
        """A box, as it is and as other formats write it: right and bottom, middle, and shares of the image."""
        x, y, w, h = box
        across, down = (x, w, x + w, x + w / 2), (y, h, y + h, y + h / 2)
        for values, side in ((across, width), (down, height)):
            for value in values:
                self.numbers[value] = what
                self.numbers[value / side] = what

    def found_in(self, answer: requests.Response, visit: Visit) -> set[str]:
        """The kinds of secrets in an answer's headers and body."""
        head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
        text = head + "\n" + text_of(answer)
        plain = (text + urllib.parse.unquote(text)).lower()
        found = {what for word, what in self.words.items() if word.lower() in plain}
        for match in _number.findall(text):
            value = float(match)
            near = 0.006 if abs(value) > 1 else 1e-5
            found |= {what for secret, what in self.numbers.items() if abs(secret - value) < near}
        if (set(_identifier.findall(text)) & self.identifiers) - visit.asked:
            found.add("identifier")
        if is_text(answer) and self.classes & set(chosen_classes(answer)):
            found.add("class")
        return found


def is_text(answer: requests.Response) -> bool:
    """Whether an answer's body is to be read, rather than looked at."""
    return not answer.headers.get("Content-Type", "").startswith("image/")


def text_of(answer: requests.Response) -> str:
    """An answer's body, where it is text; nothing that is asked for is in another encoding."""
    return answer.content.decode("utf-8", "replace") if is_text(answer) else ""


def chosen_classes(answer: requests.Response):
    """Texts of a document that are not in its list of classes."""
    try:
        document = json.loads(answer.content)
    except ValueError:
        return

    def texts(part, name=""):
        if isinstance(part, dict):
            for key, value in part.items():
                yield key
                yield from texts(value, key)
        elif isinstance(part, list) and name not in ("labels", "retiredLabels"):
            for value in part:
                yield from texts(value, name)
        elif isinstance(part, str):
            yield part

    yield from texts(document)


class Atlas:
    """The routes of a server, and the identifiers known for each of their parameters."""

    def __init__(self, document: dict):
        self.document = document
        self.routes = [(method, path) for path, item in document["paths"].items() for method in METHODS if method in item]

    def has(self, method: str, path: str) -> bool:
        return (method, path) in self.routes

    def summary(self, method: str, path: str) -> str:
        return self.document["paths"][path][method].get("summary", "")

    def learn(self, person: people.Person, known: dict[str, list[str]], most: int = 2) -> dict[str, list[str]]:
        """Reads all that a person may read of what is known, and adds some identifiers for every other parameter.

        An identifier is of a parameter's kind where the list at the parameter's place holds it, or else where its member
        bears the parameter's name.
        """
        told = set(known) | set(IMAGE_REQUESTS)
        wanted = {name for _, path in self.routes for name in names_in(path)} - told
        listed: dict[str, list[str]] = {}
        for _, path in sorted((one for one in self.routes if one[0] == "get"), key=lambda one: len(names_in(one[1]))):
            places = {names_in(other[len(path):])[0] for _, other in self.routes if other.startswith(path + "/{")} - told
            for arguments in itertools.islice(choices(path, known), 4):
                answer = person.get(Visit("get", path, arguments).path, params={"limit": "500", "state": "all"})
                if not answer.ok or "json" not in answer.headers.get("Content-Type", ""):
                    continue
                document = answer.json()
                if isinstance(document, dict):
                    items = [one for one in document.get("items", []) if isinstance(one, dict)]
                    for place in places:
                        found = [str(one.get("id", one.get("number"))) for one in items if {"id", "number"} & set(one)]
                        listed.setdefault(place, []).extend(found)
                        known |= {place: listed[place][:most]} if listed[place] else {}
                for name, value in identifiers_in(document, wanted - set(listed)):
                    values = known.setdefault(name, [])
                    if value not in values and len(values) < most:
                        values.append(value)
        return known


def names_in(path: str) -> list[str]:
    """The parameters of a path."""
    return re.findall(r"\{(\w+)\}", path)


def identifiers_in(document, parameters: set[str]):
    """Pairs of a parameter and a value for it in a JSON document."""
    def walk(part, name):
        if isinstance(part, dict):
            for key, value in part.items():
                if isinstance(value, (str, int)) and re.fullmatch(_identifier.pattern + r"|\d+", str(value)):
                    kinds = {key.removesuffix("Id"), name.removesuffix("s") if key in ("id", "number") else ""}
                    yield from ((kind, str(value)) for kind in kinds & parameters)
                yield from walk(value, key)
        elif isinstance(part, list):
            for value in part:
                yield from walk(value, name)

    yield from walk(document, "")


def choices(path: str, known: dict[str, list[str]]):
    """All ways to fill a path's parameters; what nothing is known for gets what does not exist."""
    def values(name):
        if name == "descriptor":
            return [f"{image}.dzi" for image in known.get("image", [])] or [f"{MISSING}.dzi"]
        if name == "files":
            return [f"{image}_files" for image in known.get("image", [])] or [f"{MISSING}_files"]
        return IMAGE_REQUESTS.get(name) or known.get(name) or [MISSING]

    names = names_in(path)
    for chosen in itertools.product(*(values(name) for name in names)):
        yield tuple(zip(names, chosen))


def readings(atlas: Atlas, known: dict[str, list[str]], ways: int = 2):
    """Every reading of every route with all that is known; and for some of them as HEAD, conditionally, with each query, and
    as events where there are any."""
    for method, path in atlas.routes:
        if method != "get":
            continue
        for number, arguments in enumerate(choices(path, known)):
            yield Visit("get", path, arguments)
            if number >= ways:
                continue
            yield Visit("head", path, arguments)
            yield Visit("get", path, arguments, headers=(("If-None-Match", "*"),))
            yield Visit("get", path, arguments, tuple(GREEDY.items()))
            for end, queries in QUERIES.items():
                if path.endswith(end):
                    yield from (Visit("get", path, arguments, tuple(query.items())) for query in queries)
            if "event" in atlas.summary(method, path):
                yield Visit("get", path, arguments, headers=(("Accept", "text/event-stream"),))


def writings(atlas: Atlas, known: dict[str, list[str]]):
    """Every route that changes something, as events too where there are any; what ends a session comes last."""
    routes = [one for one in atlas.routes if one[0] != "get"]
    for method, path in sorted(routes, key=lambda one: "session" in one[1] or "password" in one[1]):
        for arguments in choices(path, known):
            query = (("name", "a.png"), ("format", "coco"), ("as", "gold"))
            yield Visit(method, path, arguments, query)
            if "event" in atlas.summary(method, path):
                yield Visit(method, path, arguments, query, (("Accept", "text/event-stream"),))


def later(annotation: dict) -> dict:
    """The annotation under an identifier behind all earlier ones, so that lists in that order are alike in two worlds."""
    return {**annotation, "id": str(uuid.UUID(int=next(_numbers) << 96 | uuid.uuid4().int & (1 << 96) - 1))}


def wish(visit: Visit, label: str, lease: str, email: str) -> tuple[dict, dict]:
    """A body that every route finds something in, and the headers that go with it."""
    key = str(uuid.uuid4())
    shape = later(people.box(label, 300, 200, 50, 40))
    known = dict(visit.arguments)
    body = {
        "id": key, "commentId": str(uuid.uuid4()), "lease": lease, "reason": "too dark", "operations": [people.put(shape)],
        "annotations": [shape], "activeMilliseconds": 1000, "text": "Is this one?", "place": [20, 20], "resolved": True,
        "choice": "none", "shapes": [], "name": "Mine now", "role": "requester", "email": email, "conflicts": [],
        "assignee": "me", "before": 1, "items": 1, "verdict": "right", "expiresInDays": 1, "scope": "write",
        "token": "not-a-token", "current": "not the password", "new": "another long sentence", "method": "quorum",
        "votes": [{"id": key, "image": known.get("image", MISSING), "object": "x", "verdict": "right"}],
        "judgements": [{"id": key, "item": 1, "verdict": "right"}],
    }
    return body, {"Idempotency-Key": key, "If-Match": '"1"', "Content-Type": "application/json"}


class Crawler:
    """Somebody who asks for everything; what came back is looked through for secrets at once."""

    def __init__(self, person: people.Person, secrets: Secrets):
        self.person = person
        # Nothing of the environment concerns a server on this machine, and looking it up takes longer than the answer.
        person.session.trust_env = False
        self.secrets = replace(secrets, identifiers=set(secrets.identifiers))
        self.leaks: list[tuple[Visit, set[str]]] = []
        self.visited: set[tuple[str, str]] = set()

    def visit(self, visit: Visit, **options) -> requests.Response:
        headers = {**dict(visit.headers), **options.pop("headers", {})}
        answer = self.person.request(
            visit.method.upper(), visit.path, params=dict(visit.query), headers=headers, allow_redirects=False, **options)
        self.visited.add((visit.method, visit.template))
        if visit.method == "post" and visit.template.endswith("/assignments") and answer.status_code == 200:
            # An image that one is given, and the one after it, are no secrets any more.
            turn = answer.json()
            self.secrets.identifiers -= {part["id"] for part in (turn["image"], turn.get("next")) if part}
        if found := self.secrets.found_in(answer, visit):
            self.leaks.append((visit, found))
        return answer

    def leaking(self, kind: str) -> set[str]:
        """The routes that gave away a kind of secret."""
        return {visit.template for visit, found in self.leaks if kind in found}


class Twins:
    """Says whether two answers are the same but for what two worlds call the same thing."""

    def __init__(self, pairs: list[tuple[str, str]]):
        """Pairs: what is called so here and there; what is not listed has no counterpart."""
        self.there = dict(pairs)
        self.names = {name: f"<{number}>" for number, pair in enumerate(pairs) for name in pair}

    def counterpart(self, identifier: str) -> str:
        return self.there.get(identifier, MISSING)

    def differences(self, here: requests.Response, visit: Visit, there: requests.Response, other: Visit) -> list[str]:
        """What differs: "status", a header's name, or the first part of the body that does."""
        found = [] if here.status_code == there.status_code else ["status"]
        names = (set(here.headers) | set(there.headers)) - {"Date", "Content-Length", "ETag", "Set-Cookie"}
        if not is_text(here):
            names |= {"ETag", "Content-Length"}
        asked = self._asked(visit, other)
        found += [name for name in sorted(names) if self.plain(here.headers.get(name, ""), asked)
                  != self.plain(there.headers.get(name, ""), asked)]
        if is_text(here) and is_text(there):
            texts = [self.plain(text_of(one), asked) for one in (here, there)]
            same = len(os.path.commonprefix(texts))
            found += [] if texts[0] == texts[1] else [" / ".join(text[max(0, same - 40):same + 60] for text in texts)]
        elif here.content != there.content:
            found.append("picture")
        return found

    def _asked(self, visit: Visit, other: Visit) -> dict[str, str]:
        pairs = zip((*visit.arguments, *visit.query), (*other.arguments, *other.query))
        return {identifier: f"<asked {number}>" for number, ((_, one), (_, two)) in enumerate(pairs) if one != two
                for identifier in _identifier.findall(f"{one} {two}")}

    def plain(self, text: str, asked: dict[str, str]) -> str:
        """A text with names for identifiers, and without times and secrets of one's own."""
        text = _time.sub("<time>", _own_secret.sub(r"\1<secret>", text))
        for name, instead in self.names.items():
            if not _identifier.fullmatch(name):
                text = text.replace(name, instead)
        return _identifier.sub(lambda found: self.names.get(found[0]) or asked.get(found[0]) or "<other>", text)
