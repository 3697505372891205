"""The work queue: exactly so many people an image, whatever they do at the same time."""

import collections
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

import people
from desk import until
from people import box, make_annotator, next_assignment, problem, put, send_operations, submit

LEASE = 3
"""Seconds a lease lasts on the server of the tests about leases."""


def test_exactly_three_under_twelve_at_once(make_project, owner):
    project = make_project(images=6, replication=3)
    crowd = [make_annotator(project) for _ in range(12)]
    given: list[tuple[str, str]] = []

    def work(person):
        while (assignment := next_assignment_patiently(person, project)) is not None:
            given.append((person.id, assignment["image"]["id"]))
            shapes = [box(project.labels["car"], 10, 10, 50, 50)]
            key = str(uuid.uuid4())
            first = submit(person, assignment, shapes, key, status=201)
            assert submit(person, assignment, shapes, key, status=201).json() == first.json()

    with ThreadPoolExecutor(len(crowd)) as pool:
        list(pool.map(work, crowd))
    per_image = collections.Counter(image for _, image in given)
    assert per_image == {image["id"]: 3 for image in project.images}
    assert len(set(given)) == len(given), "nobody got an image twice"
    progress = project.progress()
    assert (progress["submitted"], progress["slots"], progress["complete"], progress["leased"]) == (18, 18, 6, 0)
    for image in project.images:
        layers = project.review(image["id"])["layers"]
        assert len({layer["annotator"]["id"] for layer in layers}) == 3


def next_assignment_patiently(person, project):
    """Asks again when two people wanted the same place at the same moment."""
    for _ in range(20):
        answer = person.post(f"{project.path}/assignments", status=(200, 204, 409))
        if answer.status_code != 409:
            return answer.json() if answer.status_code == 200 else None
    raise AssertionError("the queue answered 409 twenty times")


def test_one_person_asking_at_once_gets_one_image(make_project):
    project = make_project(images=4, replication=2)
    person = make_annotator(project)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: next_assignment_patiently(person, project), range(16)))
    assert len({answer["id"] for answer in answers}) == 1
    assert project.progress()["leased"] == 1


def test_a_returned_image_goes_to_others_and_keeps_the_draft(make_project):
    project = make_project(images=1, replication=1)
    first, second = make_annotator(project), make_annotator(project)
    assignment = next_assignment(first, project)
    shape = box(project.labels["car"], 5, 5, 40, 30)
    send_operations(first, assignment, [put(shape)], status=200)
    assert next_assignment(second, project) is None
    body = {"lease": assignment["lease"]["token"]}
    first.post(f"/api/v1/assignments/{assignment['id']}/return", body, status=204)
    theirs = next_assignment(second, project)
    assert theirs["image"]["id"] == assignment["image"]["id"] and theirs["id"] != assignment["id"]
    assert theirs["draft"]["annotations"] == [], "one's draft is one's own"
    second.post(f"/api/v1/assignments/{theirs['id']}/return", {"lease": theirs["lease"]["token"]}, status=204)
    again = next_assignment(first, project)
    assert [a["id"] for a in again["draft"]["annotations"]] == [shape["id"]]


def test_a_skipped_image_never_comes_back(make_project):
    project = make_project(images=2, replication=1)
    picky, other = make_annotator(project), make_annotator(project)
    skipped = next_assignment(picky, project)
    body = {"lease": skipped["lease"]["token"], "reason": "too dark"}
    picky.post(f"/api/v1/assignments/{skipped['id']}/skip", body, status=204)
    kept = next_assignment(picky, project)
    assert kept["image"]["id"] != skipped["image"]["id"]
    submit(picky, kept, [], status=201)
    assert next_assignment(picky, project) is None, "only the skipped one is left"
    assert next_assignment(other, project)["image"]["id"] == skipped["image"]["id"]


def test_reload_resumes_the_same_image_with_its_draft(make_project):
    project = make_project(images=3, replication=3)
    person = make_annotator(project)
    assignment = next_assignment(person, project)
    shapes = [box(project.labels["dog"], 10 * n, 10, 30, 30) for n in range(3)]
    send_operations(person, assignment, [put(s) for s in shapes], status=200)
    again = next_assignment(person, project)
    assert again["id"] == assignment["id"]
    assert {a["id"] for a in again["draft"]["annotations"]} == {s["id"] for s in shapes}


def test_operations_count_once_however_often_they_are_sent(make_project):
    project = make_project(images=1)
    person = make_annotator(project)
    assignment = next_assignment(person, project)
    shape = box(project.labels["car"], 10, 10, 30, 30)
    first = put(shape)
    moved = put({**shape, "shape": {"box": [50, 60, 30, 30]}})
    assert send_operations(person, assignment, [first, moved], status=200).json()["acknowledged"] == [
        first["id"], moved["id"]]
    again = send_operations(person, assignment, [first, moved, first], status=200).json()
    assert set(again["acknowledged"]) == {first["id"], moved["id"]} and again["revision"] == 2
    (kept,) = next_assignment(person, project)["draft"]["annotations"]
    assert kept["shape"]["box"] == [50, 60, 30, 30], "sending the first again does not move it back"


def test_a_bad_operation_does_not_stop_the_good_ones(make_project):
    project = make_project(images=1)
    person = make_annotator(project)
    assignment = next_assignment(person, project)
    good, bad = put(box(project.labels["car"], 1, 1, 20, 20)), put(box("0" * 32, 1, 1, 20, 20))
    outside = put(box(project.labels["car"], 630, 10, 50, 20))
    answer = send_operations(person, assignment, [bad, good, outside], status=200).json()
    assert answer["acknowledged"] == [good["id"]]
    assert [r["id"] for r in answer["rejected"]] == [bad["id"], outside["id"]]
    assert all(r["code"] == "invalid" and r["detail"] and r["field"] for r in answer["rejected"])


def test_a_submission_is_idempotent_and_final(make_project):
    project = make_project(images=1)
    person = make_annotator(project)
    assignment = next_assignment(person, project)
    shapes, key = [box(project.labels["car"], 10, 10, 30, 30)], str(uuid.uuid4())
    first = submit(person, assignment, shapes, key, status=201)
    receipt = first.json()
    assert (receipt["id"], receipt["status"], receipt["annotations"]) == (key, "accepted", 1)
    assert len(receipt["sha256"]) == 64 and receipt["receivedAt"].endswith("Z")
    again = submit(person, assignment, shapes, key, status=201)
    assert again.json() == receipt and again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    problem(submit(person, assignment, [], key), 422, "invalid")
    problem(submit(person, assignment, shapes), 409, "conflict")
    problem(send_operations(person, assignment, [put(shapes[0])]), 409, "conflict")
    body = {"id": key, "lease": "x", "annotations": []}
    problem(person.post(f"/api/v1/assignments/{assignment['id']}/submission", body), (400, 422), "invalid")
    assert project.progress()["submitted"] == 1


@pytest.fixture(scope="module")
def short_leases(start_server):
    """A project on a server whose leases are over quickly."""
    server = start_server(BOXWOOD_LEASE_SECONDS=str(LEASE))
    owner = people.make_owner(server)
    probe = people.make_project(owner, images=1)
    assignment = next_assignment(make_annotator(probe), probe)
    if assignment["lease"]["seconds"] != LEASE:
        pytest.fail("BOXWOOD_LEASE_SECONDS has no effect")
    return owner


def test_an_expired_lease_frees_the_place_and_the_late_answer_is_kept(short_leases):
    project = people.make_project(short_leases, images=1, replication=1)
    slow, quick = make_annotator(project), make_annotator(project)
    assignment = next_assignment(slow, project)
    assert next_assignment(quick, project) is None
    theirs = until(lambda: next_assignment(quick, project), patience=LEASE + 5, every=0.3)
    lost = {"lease": assignment["lease"]["token"]}
    problem(slow.post(f"/api/v1/assignments/{assignment['id']}/heartbeat", lost), 409, "lease_lost")
    shape = box(project.labels["car"], 10, 10, 30, 30)
    send_operations(slow, assignment, [put(shape)], status=200)
    submit(quick, theirs, [], status=201)
    key = str(uuid.uuid4())
    late = problem(submit(slow, assignment, [shape], key), 409, "late")
    assert late["submissionId"] == key
    assert problem(submit(slow, assignment, [shape], key), 409, "late") == late
    progress = project.progress()
    assert (progress["submitted"], progress["complete"]) == (1, 1), "never one answer more than was asked for"
    assert len(project.review(project.images[0]["id"])["layers"]) == 1


def test_an_answer_after_the_lease_counts_while_the_place_is_free(short_leases):
    project = people.make_project(short_leases, images=1, replication=1)
    person = make_annotator(project)
    assignment = next_assignment(person, project)
    time.sleep(LEASE + 1)
    assert submit(person, assignment, [], status=201).json()["status"] == "accepted"
    assert project.progress()["submitted"] == 1


def test_a_heartbeat_keeps_the_image(short_leases):
    project = people.make_project(short_leases, images=1, replication=1)
    person, other = make_annotator(project), make_annotator(project)
    assignment = next_assignment(person, project)
    end = time.monotonic() + LEASE + 2
    while time.monotonic() < end:
        body = {"lease": assignment["lease"]["token"]}
        answer = person.post(f"/api/v1/assignments/{assignment['id']}/heartbeat", body, status=200)
        assert answer.json()["expiresAt"] > people.now()
        assert next_assignment(other, project) is None
        time.sleep(0.5)
    assert next_assignment(person, project)["id"] == assignment["id"]
