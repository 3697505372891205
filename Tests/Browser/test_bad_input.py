"""Bad input: a clear refusal that says where the fault is, and nothing half done."""

import json
import math
import uuid

import pytest
from playwright.sync_api import expect

import people
import pictures
from people import Person, box, make_annotator, next_assignment, problem, put, send_operations, submit


@pytest.fixture(scope="module")
def project(owner):
    project = people.make_project(owner, images=2, name="Bad input", replication=3)
    person = make_annotator(project)
    submit(person, next_assignment(person, project), [box(project.labels["car"], 5, 5, 50, 50)], status=201)
    return project


@pytest.fixture(autouse=True)
def nothing_half_done(project, server):
    """After each test: the same images, answers and layers as before, and no leftover file."""
    before = state(project)
    yield
    assert state(project) == before
    assert server.incoming() == []


def state(project) -> tuple:
    progress = project.progress()
    images = project.owner.get(f"{project.path}/images", status=200).json()["items"]
    layers = [len(project.review(image["id"])["layers"]) for image in images]
    members = project.owner.get(f"{project.path}/members", status=200).json()["items"]
    return progress["images"], progress["submitted"], [i["name"] for i in images], layers, len(members)


# Images

GOOD = pictures.png(64, 48, 991)

BAD_IMAGES = {
    "truncated.jpg": (pictures.jpeg(16, 16, seed=3)[:200], (415, 422), "image/jpeg"),
    "half.png": (pictures.png(300, 300, 992)[:4000], 422, "image/png"),
    "svg-named.jpg": (pictures.SVG, 415, "image/jpeg"),
    "bomb.png": (pictures.png_header_only(60_000, 60_000), 413, "image/png"),
    "empty.png": (b"", (400, 422), "image/png"),
    "noise.jpg": (bytes(range(256)) * 8, (415, 422), "image/jpeg"),
    "text.png": (b"not an image at all", (415, 422), "application/octet-stream"),
    "matlab.jpg": (b"MATLAB 5.0 MAT-file" + b" " * 300, (415, 422), "image/jpeg"),
    "zero-sized.png": (GOOD.replace(GOOD[16:24], bytes(8)), (413, 415, 422), "image/png"),
    "gif.png": (b"GIF89a" + bytes(100), (415, 422), "image/png"),
    "html.png": (b"<!doctype html><script>alert(1)</script>", (415, 422), "image/png"),
}


@pytest.mark.parametrize("name", BAD_IMAGES)
def test_a_bad_image_is_refused(project, name):
    data, status, kind = BAD_IMAGES[name]
    said = problem(project.upload(data, name, kind), status, field="file")
    assert said["code"] in ("invalid", "unsupported", "too_large")


def test_the_other_images_go_in_and_come_out_again(project):
    answers = [
        project.upload(data, name, kind)
        for name, (data, _, kind) in {"good.png": (GOOD, 201, "image/png"), **BAD_IMAGES}.items()
    ]
    assert [a.status_code for a in answers].count(201) == 1
    again = project.upload(GOOD, "the same under another name.png", status=200).json()
    assert again["duplicate"] is True and again["id"] == answers[0].json()["id"]
    project.owner.delete(f"{project.path}/images/{again['id']}", status=204)


@pytest.mark.parametrize("name, shown", [
    ("../../../etc/passwd", "passwd"), ("..\\..\\boot.ini", "boot.ini"), ("a\u0000b\u0007c.png", "abc.png"),
    ("<img src=x onerror=alert(1)>.png", "<img src=x onerror=alert(1)>.png"), ("a\u202egnp.exe", "agnp.exe"),
    ("..", "image"), ("a/b/c.png", "c.png"), ("x" * 400 + ".png", None), ("naïve 写真 🐕.png", "naïve 写真 🐕.png"),
])
def test_a_file_name_is_a_text_and_never_a_path(project, name, shown):
    answer = project.upload(GOOD, name)
    if answer.status_code >= 400:
        problem(answer, 422, "invalid")
        return
    made = answer.json()
    if shown is not None:
        assert made["name"] == shown
    assert len(made["name"]) <= 255 and not any(ord(c) < 32 for c in made["name"])
    project.owner.delete(f"{project.path}/images/{made['id']}", status=204)


def test_an_upload_needs_a_name_and_a_kind(project):
    path = f"{project.path}/images"
    image = {"Content-Type": "image/png"}
    problem(project.owner.request("POST", path, data=GOOD, headers=image), (400, 422), "invalid", "name")
    for kind in ("application/x-www-form-urlencoded", "text/plain", "text/html"):
        answer = project.owner.request(
            "POST", path, params={"name": "a.png"}, data=GOOD, headers={"Content-Type": kind})
        problem(answer, 415, "unsupported")


# Annotation files


def coco(project, **changes) -> dict:
    """A good COCO document about the project's first image, with changes."""
    document = {
        "images": [{"id": 1, "file_name": "scene-000.png", "width": 640, "height": 480}],
        "categories": [{"id": 1, "name": "car"}],
        "annotations": [annotation()],
    }
    return {**document, **changes}


def annotation(**changes) -> dict:
    return {"id": 1, "image_id": 1, "category_id": 1, "bbox": [10, 10, 30, 40], "area": 1200, "iscrowd": 0, **changes}


BAD_COCO = {
    "unknown category": {"annotations": [annotation(category_id=9)]},
    "category the project lacks": {"categories": [{"id": 1, "name": "zeppelin"}]},
    "unknown image": {"annotations": [annotation(image_id=7)]},
    "negative size": {"annotations": [annotation(bbox=[10, 10, -30, 40])]},
    "NaN": {"annotations": [annotation(bbox=[math.nan, 10, 30, 40])]},
    "infinity": {"annotations": [annotation(bbox=[10, math.inf, 30, 40])]},
    "three numbers": {"annotations": [annotation(bbox=[10, 10, 30])]},
    "text for a number": {"annotations": [annotation(bbox=["10", 10, 30, 40])]},
    "two annotations with one id": {"annotations": [annotation(), annotation(bbox=[90, 90, 30, 40])]},
    "two images with one id": {"images": [{"id": 1, "file_name": "scene-000.png"}, {"id": 1, "file_name": "b.png"}]},
    "two categories with one id": {"categories": [{"id": 1, "name": "car"}, {"id": 1, "name": "dog"}]},
    "a polygon of two points": {"annotations": [annotation(segmentation=[[1, 1, 5, 5]])]},
    "an odd polygon": {"annotations": [annotation(segmentation=[[1, 1, 5, 5, 9, 1, 4]])]},
    "another size": {"images": [{"id": 1, "file_name": "scene-000.png", "width": 1, "height": 1}]},
    "no annotations": {"annotations": None},
    "images as an object": {"images": {}},
    "id as a huge number": {"annotations": [annotation(id=10**40)]},
}


def send_file(project, data: bytes, kind="application/json", **query):
    wanted = {"format": "coco", "as": "annotator:Import", "name": "file.json", **query}
    return project.owner.request(
        "POST", f"{project.path}/import", params=wanted, data=data, headers={"Content-Type": kind})


@pytest.mark.parametrize("fault", BAD_COCO)
def test_a_bad_coco_file_is_refused_whole(project, fault):
    said = problem(send_file(project, json.dumps(coco(project, **BAD_COCO[fault])).encode()), 422, "invalid")
    assert said["field"], "it says where in the file"


@pytest.mark.parametrize("data", [
    b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"images": [}', b"\x00" * 50, b'"coco"',
    b"[" * 100_000, b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
], ids=["empty", "cut", "a list", "null", "not UTF-8", "broken", "zeros", "a text", "deep list", "deep objects"])
def test_what_is_no_coco_file_is_refused(project, data):
    problem(send_file(project, data), (400, 422), "invalid")


def test_an_import_says_what_it_needs(project):
    good = json.dumps(coco(project)).encode()
    problem(send_file(project, good, **{"format": "nothing"}), (400, 422), "invalid", "format")
    problem(send_file(project, good, **{"as": "king"}), (400, 422), "invalid", "as")
    problem(send_file(project, good, **{"as": "annotator:"}), (400, 422), "invalid", "as")
    problem(send_file(project, good, **{"as": "annotator:bell\u0007"}), (400, 422), "invalid", "as")
    problem(send_file(project, good, "text/plain"), 415, "unsupported")
    entity = b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><annotation>&b;</annotation>"
    for data in (b"<annotation>", entity):
        problem(send_file(project, data, "application/xml", format="voc", name="a.xml"), (400, 422), "invalid")


def test_a_file_that_is_too_large_is_refused_early(project):
    """Two hundred megabytes announced, and as many sent as the server wants to read."""
    megabyte = b" " * (1 << 20)

    def body():
        for _ in range(200):
            yield megabyte

    try:
        answer = project.owner.request(
            "POST", f"{project.path}/import", params={"format": "coco", "as": "gold", "name": "big.json"},
            data=body(), headers={"Content-Type": "application/json"})
    except people.requests.ConnectionError:
        return  # it hung up in the middle: a refusal too, and nothing was kept
    problem(answer, 413, "too_large")


# JSON requests


@pytest.mark.parametrize("path", ["/api/v1/projects", "/api/v1/session", "/api/v1/links/inspect", "/api/v1/tokens"])
@pytest.mark.parametrize("body", [
    b"", b"{", b"nonsense", b"\xff", b"[]", b"null", b"{'a': 1}", b'{"name": "\\ud800"}', b"[" * 10_000,
], ids=["empty", "cut", "nonsense", "not UTF-8", "a list", "null", "quotes", "half a surrogate", "deep"])
def test_malformed_json(owner, path, body):
    headers = {"Content-Type": "application/json"}
    problem(owner.request("POST", path, data=body, headers=headers), (400, 401, 404, 422))


def test_the_wrong_content_type(owner, project):
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png"):
        headers = {"Content-Type": kind}
        answer = owner.request("POST", "/api/v1/projects", data=b'{"name": "x"}', headers=headers)
        problem(answer, 415, "unsupported")


def test_a_request_that_is_too_large(owner, project):
    big = json.dumps({"name": "x" * (9 << 20), "labels": people.LABELS}).encode()
    headers = {"Content-Type": "application/json"}
    problem(owner.request("POST", "/api/v1/projects", data=big, headers=headers), 413, "too_large")


LABEL = {"name": "a", "color": "#ff0000", "key": "1"}

BAD_PROJECTS = [
    ({"labels": [LABEL]}, "name"),
    ({"name": "", "labels": [LABEL]}, "name"),
    ({"name": "x" * 201, "labels": [LABEL]}, "name"),
    ({"name": "bell\u0007", "labels": [LABEL]}, "name"),
    ({"name": "reversed \u202etxt", "labels": [LABEL]}, "name"),
    ({"name": 5, "labels": [LABEL]}, "name"),
    ({"name": "x", "labels": []}, "labels"),
    ({"name": "x", "labels": "car"}, "labels"),
    ({"name": "x", "labels": [LABEL, {**LABEL, "name": "b"}]}, "labels[1].key"),
    ({"name": "x", "labels": [LABEL, {**LABEL, "key": "2"}]}, "labels[1].name"),
    ({"name": "x", "labels": [{**LABEL, "color": "red"}]}, "labels[0].color"),
    ({"name": "x", "labels": [{**LABEL, "color": "#ff00000"}]}, "labels[0].color"),
    ({"name": "x", "labels": [{**LABEL, "key": "12"}]}, "labels[0].key"),
    ({"name": "x", "labels": [{**LABEL, "name": ""}]}, "labels[0].name"),
    ({"name": "x", "labels": [{"color": "#ff0000"}]}, "labels[0].name"),
    ({"name": "x", "labels": [LABEL], "replication": 0}, "replication"),
    ({"name": "x", "labels": [LABEL], "replication": -1}, "replication"),
    ({"name": "x", "labels": [LABEL], "replication": 1.5}, "replication"),
    ({"name": "x", "labels": [LABEL], "replication": 10**30}, "replication"),
    ({"name": "x", "labels": [LABEL], "iouThreshold": 2}, "iouThreshold"),
    ({"name": "x", "labels": [LABEL], "iouThreshold": "0.5"}, "iouThreshold"),
    ({"name": "x", "labels": [LABEL], "quorum": 0}, "quorum"),
    ({"name": "x", "labels": [LABEL], "instructions": "y" * 100_001}, "instructions"),
]


@pytest.mark.parametrize("body, field", BAD_PROJECTS, ids=range(len(BAD_PROJECTS)))
def test_a_project_that_cannot_be(owner, project, body, field):
    before = len(owner.get("/api/v1/projects", status=200).json()["items"])
    problem(owner.post("/api/v1/projects", body), (400, 422), "invalid", field)
    assert len(owner.get("/api/v1/projects", status=200).json()["items"]) == before


def test_an_edit_needs_the_revision_it_was_made_from(owner, project):
    problem(owner.patch(project.path, {"name": "New"}), 428, "precondition_required")
    problem(owner.patch(project.path, {"name": "New"}, headers={"If-Match": '"999"'}), 412, "stale")
    problem(owner.patch(project.path, {"name": "New"}, headers={"If-Match": "*"}), (412, 428))
    problem(owner.delete(project.path), 428, "precondition_required")


def test_markup_stays_text(owner, project):
    name = '<script>alert("x")</script> & <b>bold</b>'
    made = people.make_project(owner, name=name)
    assert owner.get(made.path, status=200).json()["name"] == name
    assert owner.get(made.path).headers["Content-Type"].startswith("application/json")


def test_markup_in_names_is_shown_as_text(owner, project, browsers):
    name, file = "<img src=x onerror=alert(1)>", "<b>bold<script>alert(2)<img>.png"
    instructions = "<script>alert(3)</script> [x](javascript:alert(4)) <img src=x onerror=alert(5)>"
    labels = [{"name": "<i>car</i>", "color": "#ff0000", "key": "1"}]
    made = people.make_project(owner, name=name, instructions=instructions, labels=labels, replication=1)
    made.upload(GOOD, file, status=201)
    page = browsers.page(owner)
    page.on("dialog", lambda dialog: browsers.errors.append(f"a script ran: {dialog.message}"))
    page.goto(f"{owner.server.url}/#/projects/{made.id}")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_test_id("image-row")).to_contain_text(file)
    page.goto(f"{owner.server.url}/#/projects/{made.id}/annotate")
    expect(page.get_by_test_id("label-1")).to_contain_text("<i>car</i>")
    page.keyboard.press("i")
    expect(page.get_by_text("alert(3)")).to_be_visible()
    assert page.locator("a[href^=javascript]").count() == 0


# Answers

BAD_SHAPES = {
    "empty": {}, "a text": "box", "three numbers": {"box": [1, 2, 3]}, "negative width": {"box": [10, 10, -5, 20]},
    "no width": {"box": [10, 10, 0, 20]}, "too small": {"box": [10, 10, 2, 20]},
    "left of the image": {"box": [-10, 10, 50, 20]}, "right of the image": {"box": [600, 10, 50, 20]},
    "a huge number": {"box": [1e300, 10, 50, 20]}, "text for a number": {"box": ["1", 10, 50, 20]},
    "two corners": {"polygon": [[[1, 1], [50, 50]]]}, "a line": {"polygon": [[[1, 1], [50, 50], [1, 1], [50, 50]]]},
    "a bow tie": {"polygon": [[[10, 10], [90, 90], [90, 10], [10, 90]]]}, "no rings": {"polygon": []},
    "outside": {"polygon": [[[10, 10], [700, 10], [10, 90]]]},
    "a hole outside": {"polygon": [[[10, 10], [90, 10], [90, 90], [10, 90]], [[200, 200], [220, 200], [200, 220]]]},
    "both": {"box": [10, 10, 20, 20], "polygon": [[[10, 10], [90, 10], [90, 90]]]},
}


@pytest.fixture(scope="module")
def at_work(project):
    """Somebody with an image of the project before them."""
    person = make_annotator(project)
    return person, next_assignment(person, project)


@pytest.fixture(autouse=True, scope="module")
def _before_counting(at_work):
    """The person joins before anything is counted."""


@pytest.mark.parametrize("fault", BAD_SHAPES)
def test_a_shape_that_cannot_be(project, at_work, fault):
    person, assignment = at_work
    bad = {**box(project.labels["car"], 1, 1, 9, 9), "shape": BAD_SHAPES[fault]}
    good = box(project.labels["car"], 1, 1, 9, 9)
    said = problem(submit(person, assignment, [good, bad]), (400, 422), "invalid")
    assert said["field"].startswith("annotations[1]"), said
    answer = send_operations(person, assignment, [put(bad)])
    if answer.ok:
        assert answer.json()["acknowledged"] == [] and answer.json()["rejected"][0]["detail"]
    else:
        problem(answer, (400, 422), "invalid")
    assert next_assignment(person, project)["draft"]["annotations"] == []


def test_numbers_that_json_does_not_have(project, at_work):
    person, assignment = at_work
    shape = json.dumps([box(project.labels["car"], 1, 1, 9, 9)])
    for number in ("NaN", "Infinity", "-Infinity", "1e999", "0x10", "01", "1."):
        body = '{"id": "%s", "lease": "%s", "annotations": %s}' % (
            uuid.uuid4(), assignment["lease"]["token"], shape.replace("[1,", f"[{number},"))
        answer = person.request(
            "POST", f"/api/v1/assignments/{assignment['id']}/submission", data=body.encode(),
            headers={"Content-Type": "application/json", "Idempotency-Key": "x"})
        problem(answer, (400, 422), "invalid")


def test_ids_that_cannot_be(project, at_work):
    person, assignment = at_work
    good = box(project.labels["car"], 1, 1, 9, 9)
    for bad_id in ("", "1", good["id"].upper(), "../../x", "z" * 36):
        problem(submit(person, assignment, [{**good, "id": bad_id}]), (400, 422), "invalid", "annotations[0].id")
        problem(submit(person, assignment, [], key=bad_id), (400, 422), "invalid")
    problem(submit(person, assignment, [good, good]), 422, "invalid", "annotations[1].id")
    unknown = {**good, "labelId": "0" * 32}
    problem(submit(person, assignment, [unknown]), 422, "invalid", "annotations[0].labelId")


def test_too_much_at_once(project, at_work):
    person, assignment = at_work
    many = [box(project.labels["car"], 1, 1, 9, 9) for _ in range(20_001)]
    problem(submit(person, assignment, many), (413, 422), field="annotations")
    problem(send_operations(person, assignment, [put(b) for b in many[:501]]), (413, 422), field="operations")


@pytest.mark.parametrize("method, path, status", [
    ("GET", "/api/v1/projects/../accounts", 404), ("GET", "/api/v1/projects/%2e%2e", 404),
    ("GET", "/api/v1/projects/" + "x" * 5000, 404), ("GET", "/api/v1/projects/%00", 404),
    ("PUT", "/api/v1/projects", 405), ("GET", "/api/v1/projects/{project}/images?sort=password", 422),
    ("GET", "/api/v1/projects/{project}/images?status=any", 422),
    ("GET", "/api/v1/projects/{project}/images?after=%27%20OR%201=1", 422),
    ("GET", "/api/v1/projects/{project}/export?format=zip", 422),
    ("GET", "/api/v1/projects/{project}/export?layer=secret", 422),
    ("GET", "/api/v1/projects/{project}/images/{image}/heatmap.png?layer=loud", 422),
])
def test_addresses_that_mean_nothing(owner, project, method, path, status):
    path = path.format(project=project.id, image=project.images[0]["id"])
    answer = owner.request(method, path)
    if path.endswith("accounts") and answer.status_code == 200:
        return  # the path was simplified before it was sent: an ordinary request for the accounts
    problem(answer, (400, *status) if isinstance(status, tuple) else (400, status))


def test_a_page_of_images_has_a_sensible_length(owner, project):
    for limit in ("0", "-1", "100000000", "x"):
        answer = owner.get(f"{project.path}/images?limit={limit}")
        if answer.status_code == 200:
            assert len(answer.json()["items"]) <= 1000
        else:
            problem(answer, (400, 422), "invalid", "limit")


def test_a_visitor_learns_nothing_from_errors(server):
    for path in ("/api/v1/projects", "/api/v1/accounts", "/api/v1/tokens", "/api/v1/projects/" + "0" * 32):
        said = problem(Person(server).get(path), 401, "unauthorized")
        assert set(said) <= {"type", "title", "status", "code", "detail"}
