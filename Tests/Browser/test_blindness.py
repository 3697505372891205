"""Annotators are blind: nothing about other people's work, or about the files, ever reaches them."""

import json

import pytest

import people
from people import box, make_annotator, next_assignment, problem, submit


@pytest.fixture(scope="module")
def project(owner):
    """Two images; one person has answered both, so there is something to hide."""
    project = people.make_project(owner, images=2, replication=2)
    busy = make_annotator(project, "Busy Bee")
    for _ in range(2):
        assignment = next_assignment(busy, project)
        submit(busy, assignment, [box(project.labels["car"], 20, 20, 60, 40)], status=201)
    project.busy = busy
    return project


@pytest.fixture(scope="module")
def annotator(project):
    return make_annotator(project, "Curious Cat")


def forbidden_requests(project, image: str) -> list[tuple[str, str, dict | None]]:
    """Every request that shows or changes what belongs to the people who run a project."""
    base = project.path
    return [
        ("GET", f"{base}/images", None),
        ("POST", f"{base}/images?name=a.png", {}),
        ("GET", f"{base}/images/{image}", None),
        ("DELETE", f"{base}/images/{image}", None),
        ("GET", f"{base}/images/{image}/heatmap.png", None),
        ("GET", f"{base}/images/{image}/heatmap.json", None),
        ("GET", f"{base}/heatmap.png", None),
        ("GET", f"{base}/heatmap.json", None),
        ("GET", f"{base}/disagreement.json", None),
        ("GET", f"{base}/disagreement/images?cell=1,1", None),
        ("GET", f"{base}/agreement", None),
        ("POST", f"{base}/consensus", {}),
        ("GET", f"{base}/export?format=coco&layer=consensus", None),
        ("GET", f"{base}/export?format=coco&layer=all", None),
        ("POST", f"{base}/import?format=coco&as=gold&name=a.json", {}),
        ("GET", f"{base}/members", None),
        ("POST", f"{base}/members", {"email": "owner@example.org", "role": "annotator"}),
        ("POST", f"{base}/invites", {"role": "requester"}),
        ("PATCH", base, {"name": "Mine now"}),
        ("DELETE", base, None),
        ("GET", "/api/v1/accounts", None),
    ]


def test_annotators_get_nothing_that_is_for_requesters(project, annotator):
    image = project.images[0]["id"]
    for method, path, body in forbidden_requests(project, image):
        headers = {"If-Match": f'"{project.body["revision"]}"', "Content-Type": "application/json"}
        answer = annotator.request(
            method, path, data=None if body is None else json.dumps(body), headers=headers)
        problem(answer, (403, 404))
        assert "Busy" not in answer.text and "scene-" not in answer.text, path
    assert project.owner.get(project.path, status=200).json()["name"] == project.body["name"]
    assert project.progress()["images"] == 2


def test_strangers_get_the_same_as_for_what_does_not_exist(project):
    stranger = people.make_person(project.owner, role="requester")
    image = project.images[0]["id"]
    for method, path, body in forbidden_requests(project, image)[:-1]:
        headers = {"If-Match": '"1"', "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body)
        foreign = stranger.request(method, path, data=data, headers=headers)
        missing = stranger.request(method, path.replace(project.id, "0" * 32), data=data, headers=headers)
        problem(foreign, 404, "not_found")
        assert foreign.content == missing.content, path


def test_an_assignment_says_nothing_of_others(project, annotator):
    assignment = next_assignment(annotator, project)
    assert set(assignment) == {"id", "project", "image", "next", "lease", "draft", "progress"}
    assert set(assignment["image"]) == set(assignment["next"]) == {"id", "width", "height", "tiles"}
    assert set(assignment["project"]) <= {
        "id", "name", "instructions", "guidelines", "labels", "retiredLabels", "minimumSidePixels"}
    assert assignment["draft"] == {"revision": 0, "annotations": [], "shapeRevisions": {}}
    assert assignment["progress"] == {"submitted": 0}
    text = json.dumps(assignment)
    for secret in ("scene-", ".png", "Busy", "gold", "replication", "quorum", project.busy.id):
        assert secret not in text, secret


def test_the_project_itself_shows_no_counts(project, annotator):
    seen = annotator.get(project.path, status=200).json()
    assert seen["role"] == "annotator" and seen.get("progress") is None
    (card,) = annotator.get("/api/v1/projects", status=200).json()["items"]
    assert card.get("progress") is None
    assert set(card["mine"]) == {"submitted", "available"}


def test_tiles_only_of_images_one_was_given(owner):
    project = people.make_project(owner, images=3, replication=1)
    annotator = make_annotator(project)
    assignment = next_assignment(annotator, project)
    given, ahead = assignment["image"]["id"], assignment["next"]["id"]
    answers = {
        image["id"]: annotator.get(f"/iiif/3/{image['id']}/full/max/0/default.jpg") for image in project.images
    }
    assert answers.pop(given).status_code == 200
    assert answers.pop(ahead).status_code == 200, "the one that comes next may be fetched ahead"
    assert answers
    missing = annotator.get(f"/iiif/3/{'0' * 32}/full/max/0/default.jpg")
    for answer in answers.values():
        problem(answer, 404, "not_found")
        assert answer.content == missing.content
    assert annotator.get(f"/iiif/3/{given}/info.json", status=200).json()["width"] == 640


def test_other_peoples_assignments_do_not_exist(project, annotator):
    theirs = project.busy.get(f"{project.path}/mine", status=200).json()["items"][0]["assignmentId"]
    lease = {"lease": "x"}
    submission = {"id": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "lease": "x", "annotations": []}
    for method, rest, body in (
        ("GET", "", None), ("GET", "/mine", None), ("POST", "/heartbeat", lease), ("POST", "/return", lease),
        ("POST", "/skip", {**lease, "reason": "no"}), ("POST", "/operations", {**lease, "operations": []}),
        ("POST", "/submission", submission),
    ):
        headers = {"Idempotency-Key": submission["id"]}
        foreign = annotator.request(method, f"/api/v1/assignments/{theirs}{rest}", json=body, headers=headers)
        missing = annotator.request(method, f"/api/v1/assignments/{'0' * 32}{rest}", json=body, headers=headers)
        problem(foreign, 404, "not_found")
        assert foreign.content == missing.content and foreign.headers.keys() == missing.headers.keys(), rest


def test_own_work_is_ones_own(project, annotator):
    mine = annotator.get(f"{project.path}/mine", status=200).json()
    assert mine["submitted"] == 0 and mine["items"] == []
    busy = project.busy.get(f"{project.path}/mine", status=200).json()
    assert busy["submitted"] == 2
    shown = project.busy.get(f"/api/v1/assignments/{busy['items'][0]['assignmentId']}/mine", status=200).json()
    assert len(shown["annotations"]) == 1 and "scene-" not in json.dumps(shown)


def test_reviewers_look_but_do_not_run_the_project(project):
    reviewer = make_annotator(project, role="reviewer")
    image = project.images[0]["id"]
    assert reviewer.get(f"{project.path}/images", status=200).json()["items"]
    assert reviewer.get(f"{project.path}/images/{image}", status=200).json()["layers"]
    problem(reviewer.post(f"{project.path}/invites", {"role": "annotator"}), 403, "forbidden")
    problem(reviewer.patch(project.path, {"name": "Mine"}, headers={"If-Match": '"1"'}), 403, "forbidden")
    problem(reviewer.delete(f"{project.path}/images/{image}"), 403, "forbidden")
