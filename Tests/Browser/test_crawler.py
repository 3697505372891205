"""An annotator who asks every route for everything learns nothing of others' work, and somebody who may see it does."""

import json
import uuid
from dataclasses import dataclass

import pytest

import crawler
import people
import pictures
from crawler import Atlas, Crawler, Secrets, Twins, Visit, later, readings, wish, writings
from people import box, next_assignment, put, send_operations, submit

WIDTH, HEIGHT = 640, 480
LABELS = [*people.LABELS, {"name": "narwhal", "color": "#cc79a7", "key": "4"}]
# All are above 60, so that no second of a time is taken for one of them.
AGREED = [101.37, 87.91, 83.53, 71.77]
DISPUTED = [411.23, 306.61, 91.19, 77.43]
ELSEWHERE = [203.47, 151.83, 113.29, 97.63]
KNOWN = [331.71, 119.57, 67.41, 63.89]
"""Boxes that all others drew, that one drew, of the foreign project, and of known answers."""

OWN = [300, 200, 50, 40]

GOLD_ITEMS = "/api/v1/projects/{project}/gold/items"

COUNTING = {"/metrics"}
"""What counts all requests that the server has answered, so that no two answers are the same."""


@dataclass
class World:
    """A project, and somebody in it who is blind to the rest."""

    project: people.Project
    blind: people.Person
    answered: list[dict]
    held: dict
    written: list[str]
    """The identifiers of what the blind one made, always in the same order."""

    @property
    def given(self) -> list[str]:
        """The images in the order in which the blind one gets them, as far as they can know."""
        return [turn["image"]["id"] for turn in (*self.answered, self.held)] + [self.held["next"]["id"]]

    def named(self) -> list[str]:
        """What there is by names, in an order that is the same in every world."""
        rest = [image["id"] for image in self.project.images if image["id"] not in self.given]
        return [
            self.project.id, self.project.body["name"], *self.given, *rest, *self.project.labels.values(), self.blind.id,
            self.blind.email, self.blind.account["name"], *(turn["id"] for turn in (*self.answered, self.held)), *self.written,
        ]


@dataclass
class Story:
    atlas: Atlas
    busy: World
    idle: World
    foreign: people.Project
    secrets: Secrets
    told: list[dict[str, list[str]]]
    """Identifiers by parameter, of one's own project, of the foreign one, and of either in the place of the other."""

    @property
    def twins(self) -> Twins:
        return Twins(list(zip(self.busy.named(), self.idle.named(), strict=True)))


def make_blind(owner, email, name):
    made = owner.post("/api/v1/accounts", {"email": email, "name": name, "role": "annotator"}, status=201).json()
    person = people.Person(owner.server, email)
    person.redeem(made["link"])
    return person


def make_project(owner, name, images, **settings):
    """A project whose images all look the same, so that they differ between projects by nothing but what is done there."""
    project = people.make_project(owner, name=name, **settings)
    pixels = pictures.scene(WIDTH, HEIGHT, 0)
    for number in range(images):
        upload = project.upload(pictures.png_of(pixels, f"{name} {number}"), f"scene-{number:03}.png", status=201)
        project.images.append(upload.json())
    return project


def answer_all(project, others, label, shape, disputed=None):
    """Each of the others draws the same on every image, the first of them one thing more."""
    for number, other in enumerate(others):
        people.join(project, other)
        while assignment := next_assignment(other, project):
            shapes = [box(project.labels[label], *shape)]
            shapes += [box(project.labels[label], *disputed)] if disputed and number == 0 else []
            submit(other, assignment, shapes, status=201)


def work_blindly(project, blind):
    """The blind one answers three images, and draws and asks on a fourth."""
    people.join(project, blind)
    answered, written = [], []
    for _ in range(3):
        answered.append(next_assignment(blind, project))
        shape, key = later(box(project.labels["car"], *OWN)), str(uuid.uuid4())
        submit(blind, answered[-1], [shape], key, status=201)
        written += [shape["id"], key]
    held, drawn = next_assignment(blind, project), later(box(project.labels["dog"], *OWN))
    send_operations(blind, held, [put(drawn)], status=200)
    written += [drawn["id"], *ask(blind, project, held["image"]["id"], "Is this a car?")]
    return World(project, blind, answered, held, written)


def ask(person, project, image, text):
    thread, comment = str(uuid.uuid4()), str(uuid.uuid4())
    person.post(f"{project.path}/images/{image}/comments",
                {"id": thread, "commentId": comment, "place": [20, 20], "text": text}, status=201)
    return thread, comment


def know(project, label, answer, atlas):
    """Brings known answers to some images in, and puts them among the tasks where the server does that.

    Where the answer is known nothing is disputed, and known answers come only while there is other work: most images are
    left without.
    """
    images = project.images[len(project.images) // 2 + 1:]
    document = {
        "images": [{"id": number, "file_name": image["name"], "width": WIDTH, "height": HEIGHT}
                   for number, image in enumerate(images, 1)],
        "categories": [{"id": 1, "name": label}],
        "annotations": [{"id": number, "image_id": number, "category_id": 1, "bbox": answer, "iscrowd": 0}
                        for number in range(1, len(images) + 1)],
    }
    owner = project.owner
    owner.request(
        "POST", f"{project.path}/import", params={"format": "coco", "as": "gold", "name": "known.json"},
        data=json.dumps(document), headers={"Content-Type": "application/json"}, status=200)
    if atlas.has("post", GOLD_ITEMS):
        owner.post(f"{project.path}/gold/items", {"items": [{"imageId": image["id"], "from": "known"} for image in images]},
                   status=201)


def use_gold(project, atlas):
    """Known answers are never shown; that a project has some is no secret. None comes among the tasks, since which do is
    drawn at random for each person, and would tell the twins apart."""
    if atlas.has("post", GOLD_ITEMS):
        revision = project.owner.get(f"{project.path}/gold/settings", status=200).json()["revision"]
        project.owner.request(
            "PUT", f"{project.path}/gold/settings", headers={"If-Match": f'"{revision}"'}, status=200,
            json={"rate": 0, "pauseRule": "never", "reveals": False})


def work_over(project, reviewer):
    """What the people who run a project leave behind: a decision, an audit, a comparison of runs. Gives some of what there is
    by parameter: a conflict that is decided and one that is not, and the comparison, which no list holds."""
    project.owner.post(f"{project.path}/consensus", status=200)
    listed = reviewer.get(f"{project.path}/conflicts", params={"label": project.labels["narwhal"]}, status=200).json()
    decided, left = (one["id"] for one in listed["items"][:2])
    reviewer.post(
        f"{project.path}/conflicts/{decided}/decision",
        {"id": str(uuid.uuid4()), "choice": "none", "shapes": [], "reason": "Nothing but periwinkle."}, status=200)
    audit = project.owner.post(f"{project.path}/audits", {"items": 2, "seed": 3}, status=201).json()
    judgement = {"id": str(uuid.uuid4()), "item": 1, "verdict": "right"}
    reviewer.post(f"{project.path}/audits/{audit['id']}/judgements", {"judgements": [judgement]}, status=200)
    compared = project.owner.post(f"{project.path}/consensus-comparisons", {"before": 1}, status=200).json()
    return {"conflict": [decided, left], "comparison": [compared["id"]]}


@pytest.fixture(scope="module")
def story(owner):
    atlas = Atlas(owner.get("/api/openapi.json", status=200).json())
    others = [people.make_person(owner, name) for name in ("Zenobia Quillfeather", "Thaddeus Wombwell", "Ottoline Crake")]
    reviewer = people.make_person(owner, "Rosamund Overseer")
    day, ten = (make_project(owner, name, 8, labels=LABELS, replication=4) for name in ("Harbour by day", "Harbour at ten"))
    foreign = make_project(
        owner, "Zanzibar clinic", 3, replication=3, instructions="Only for heliotropes.",
        labels=[{"name": "tourmaline", "color": "#d55e00", "key": "1"}])
    answer_all(day, others, "narwhal", AGREED, DISPUTED)
    answer_all(foreign, others, "tourmaline", ELSEWHERE)
    for project, label in ((day, "narwhal"), (foreign, "tourmaline")):
        ask(others[0], project, project.images[0]["id"], "Is this vermilion?")
        know(project, label, KNOWN, atlas)
        people.join(project, reviewer, "reviewer")
    know(ten, "narwhal", KNOWN, atlas)
    for project in (day, ten):
        use_gold(project, atlas)
    busy = work_blindly(day, make_blind(owner, "anna.blind@example.org", "Anna Blind"))
    idle = work_blindly(ten, make_blind(owner, "bert.blind@example.org", "Bert Blind"))
    left = work_over(day, reviewer)

    told = [known_of(atlas, owner, day, others, **left), known_of(atlas, owner, foreign, others)]
    # With others' comments; answered, held, announced; and the last one, whose answer is known.
    told[0]["image"] = list(dict.fromkeys([day.images[0]["id"], busy.given[0], *busy.given[3:], day.images[-1]["id"]]))
    told[0]["assignment"] += [busy.answered[0]["id"], busy.held["id"]]
    told[0]["comment"] += busy.written[-2:-1]
    secrets = secrets_of(others, owner, reviewer, foreign, busy, told)
    few = [{name: values[:1] for name, values in known.items()} for known in told]
    mixed = [{**few[1], "project": few[0]["project"]}, {**few[0], "project": few[1]["project"]}]
    return Story(atlas, busy, idle, foreign, secrets, [told[0], few[1], *mixed])


def known_of(atlas, owner, project, others, **more):
    """Identifiers of all that the owner can read of a project, and the turns of others, which only they can."""
    known = {"project": [project.id], "image": [image["id"] for image in project.images], **more}
    known["assignment"] = [
        other.get(f"{project.path}/mine", status=200).json()["items"][0]["assignmentId"] for other in others[:2]]
    known = atlas.learn(owner, known)
    known.setdefault("person", known["account"])
    return known


def secrets_of(others, owner, reviewer, foreign, busy, told):
    words = {"vermilion": "comment", "periwinkle": "reason", "heliotropes": "foreign", "Zanzibar": "foreign",
             "tourmaline": "foreign", "scene-": "file name"}
    for person in (*others, owner, reviewer):
        words[person.email] = words[person.account["name"]] = "person"
    secrets = Secrets(words=words, classes={busy.project.labels["narwhal"], "narwhal"})
    for what, shape in (("answer", AGREED), ("answer", DISPUTED), ("foreign answer", ELSEWHERE), ("known answer", KNOWN)):
        secrets.add_box(what, shape, WIDTH, HEIGHT)
    own = (set(busy.named()) - {image["id"] for image in busy.project.images}) | set(busy.given)
    found = {value for known in told for values in known.values() for value in values if len(value) >= 32}
    found |= {image["id"] for project in (busy.project, foreign) for image in project.images}
    secrets.identifiers = found - own
    return secrets


def lease(world):
    return next_assignment(world.blind, world.project)["lease"]["token"]


def side_by_side(story, here: Crawler, there: Crawler, visits, **more):
    """Every visit in the one world and its counterpart in the other; gives what differed."""
    twins, found = story.twins, []
    for visit in visits:
        other = visit.instead(twins.counterpart)
        answers = [one.visit(each, **(more["wish"](each, one) if more else {})) for one, each in ((here, visit), (there, other))]
        if visit.template not in COUNTING and (differs := twins.differences(answers[0], visit, answers[1], other)):
            found.append((str(visit), differs, answers[0].status_code, answers[1].status_code))
    return found


def test_whoever_is_blind_learns_nothing_from_any_route(story):
    busy, idle = Crawler(story.busy.blind, story.secrets), Crawler(story.idle.blind, story.secrets)
    before = kept(story)
    ways = [2, 1, 0, 0]
    differing = side_by_side(
        story, busy, idle, (one for some, known in zip(ways, story.told) for one in readings(story.atlas, known, some)))
    assert not busy.leaks, busy.leaks[:5]
    assert not differing, differing[:5]

    leases = {busy: lease(story.busy), idle: lease(story.idle)}
    labels = {busy: story.busy.project.labels["car"], idle: story.idle.project.labels["car"]}

    def wishes(visit, one):
        body, headers = wish(visit, labels[one], leases[one], story.foreign.owner.email)
        return {"json": body, "headers": headers}

    differing = side_by_side(
        story, busy, idle, (one for known in story.told for one in writings(story.atlas, known)), wish=wishes)
    assert not busy.leaks, busy.leaks[:5]
    assert not differing, differing[:5]
    assert busy.visited == set(story.atlas.routes) | {("head", path) for method, path in story.atlas.routes if method == "get"}
    assert kept(story) == before, "nothing of others was changed on the way"


def kept(story):
    """What others left, as the owner sees it; the blind one's own answers change the figures of their own project."""
    owner, busy, foreign = story.foreign.owner, story.busy.project.path, story.foreign.path
    read = [owner.get(path, status=200).json() for path in (
        f"{busy}/decisions", foreign, *(f"{foreign}/{name}" for name in (
            "conflicts", "decisions", "members", "consensus-runs", "audits", "comments", "images")))]
    members = owner.get(f"{busy}/members", status=200).json()["items"]
    return [read, [(one["account"], one["role"]) for one in members], story.foreign.export("all")]


def test_who_runs_the_project_is_given_what_is_hidden_from_the_blind(story):
    """The same eyes find each kind of secret where it is shown, so that finding none means something."""
    owner = story.foreign.owner
    reader, twins, differing = Crawler(owner, story.secrets), story.twins, set()
    for visit in readings(story.atlas, story.told[0], ways=1):
        other = visit.instead(twins.counterpart)
        answers = reader.visit(visit), owner.get(other.path, params=dict(other.query), allow_redirects=False)
        if visit.method == "get" and not visit.headers and twins.differences(answers[0], visit, answers[1], other):
            differing.add(visit.template)
    base = "/api/v1/projects/{project}"
    assert reader.leaking("answer") >= {f"{base}/images/{{image}}", f"{base}/conflicts", f"{base}/export"}
    gold = {GOLD_ITEMS, f"{GOLD_ITEMS}/{{item}}"} if story.atlas.has("get", GOLD_ITEMS) else set()
    assert reader.leaking("known answer") >= {f"{base}/images/{{image}}", *gold}
    assert reader.leaking("class") >= {f"{base}/images/{{image}}", f"{base}/conflicts/{{conflict}}", f"{base}/wall"}
    assert reader.leaking("identifier") >= {f"{base}/images", f"{base}/conflicts", f"{base}/audits"}
    assert reader.leaking("comment") >= {f"{base}/comments", f"{base}/images/{{image}}/comments"}
    assert reader.leaking("reason") >= {f"{base}/decisions", f"{base}/decisions.csv"}
    assert reader.leaking("person") >= {f"{base}/comments", f"{base}/decisions"}
    assert reader.leaking("file name") >= {f"{base}/images", f"{base}/export"}
    # Counts, figures and pictures are told by the difference that others' work makes.
    assert differing >= {
        base, f"{base}/agreement", f"{base}/dashboard", f"{base}/heatmap.png", f"{base}/images/{{image}}/heatmap.png",
        f"{base}/certificate", f"{base}/balance",
    }
    foreign = Crawler(owner, story.secrets)
    for visit in readings(story.atlas, story.told[1], ways=0):
        foreign.visit(visit)
    assert foreign.leaking("foreign") and foreign.leaking("foreign answer")


def test_the_detector_knows_a_picture_from_another(story):
    image = story.busy.held["image"]["id"]
    path = "/iiif/3/{image}/{region}/{size}/{rotation}/{quality}"
    first, second = (
        Visit("get", path, (("image", image), ("region", region), ("size", "100,"), ("rotation", "0"),
                            ("quality", "default.jpg")))
        for region in ("full", "0,0,128,96"))
    answers = [story.foreign.owner.get(one.path, status=200) for one in (first, second)]
    assert story.twins.differences(answers[0], first, answers[1], second)
    assert not story.twins.differences(answers[0], first, answers[0], first)
    assert crawler.is_text(answers[0]) is False
