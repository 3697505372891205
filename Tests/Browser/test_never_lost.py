"""Nothing drawn is ever lost: offline, reloaded, signed out, the server killed, errors of every kind."""

import json
import re
import uuid

import pytest
from playwright.sync_api import expect

import people
from desk import Desk, boxes_of, same_boxes, until
from people import PASSWORD, Person, join, make_annotator

WIDTH, HEIGHT = 800, 600
OPERATIONS = re.compile(r"/api/v1/assignments/[0-9a-f]+/operations$")
SUBMISSION = re.compile(r"/api/v1/assignments/[0-9a-f]+/submission$")


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=3, width=WIDTH, height=HEIGHT, replication=50, name="Never lost")


@pytest.fixture
def desk(browsers, project):
    annotator = make_annotator(project)
    desk = Desk(browsers.page(annotator), project).open()
    desk.person = annotator
    return desk


@pytest.fixture(scope="module")
def with_password(project) -> Person:
    """An annotator with a password; signed in."""
    invite = project.owner.post(f"{project.path}/invites", {"role": "annotator"}, status=201).json()["link"]
    person = Person(project.owner.server)
    person.redeem(invite, email=f"{uuid.uuid4().hex[:12]}@example.org", name="Password Person", password=PASSWORD)
    return person


def draw_boxes(desk: Desk, count: int, first: int = 0) -> list[list[float]]:
    """So many boxes in a grid; gives what was drawn."""
    boxes = [[20 + 60 * (n % 12), 20 + 80 * (n // 12), 40, 50] for n in range(first, first + count)]
    for x, y, w, h in boxes:
        desk.drag(x, y, x + w, y + h)
    return boxes


def kept(person: Person, project) -> list[dict]:
    """The person's only submission, as the server holds it."""
    (item,) = person.get(f"{project.path}/mine", status=200).json()["items"]
    return person.get(f"/api/v1/assignments/{item['assignmentId']}/mine", status=200).json()["annotations"]


def test_offline_and_back(desk):
    boxes = draw_boxes(desk, 2)
    desk.expect_saved()
    desk.page.context.set_offline(True)
    boxes += draw_boxes(desk, 8, first=2)
    expect(desk.chip).to_have_attribute("data-state", "offline")
    expect(desk.chip).to_contain_text("8")
    desk.page.keyboard.press("Control+z")
    boxes.pop()
    desk.expect_count(9)
    assert len(desk.draft(desk.person)) == 2, "the server heard nothing yet"
    desk.page.context.set_offline(False)
    desk.expect_saved(timeout=40_000)
    found = desk.expect_draft(desk.person, boxes)
    assert len({a["id"] for a in found}) == 9
    desk.submit()
    same_boxes(boxes_of(kept(desk.person, desk.project)), boxes)


def test_reload_in_the_middle_keeps_shapes_and_undo(desk):
    boxes = draw_boxes(desk, 3)
    desk.drag(500, 500, 560, 560, release=False)  # not let go of: this one is lost, and only this one
    before = desk.assignment["id"]
    desk.reload()
    assert desk.assignment["id"] == before
    desk.expect_count(3)
    desk.expect_draft(desk.person, boxes)
    desk.page.keyboard.press("Control+z")
    desk.expect_count(2)
    desk.page.keyboard.press("Control+Shift+z")
    desk.expect_count(3)
    desk.expect_draft(desk.person, boxes)


def test_a_reload_right_after_drawing_while_nothing_gets_through(desk):
    """The page goes away before a single operation was sent."""
    desk.page.route(OPERATIONS, lambda route: route.abort())
    boxes = draw_boxes(desk, 5)
    desk.expect_count(5)
    expect(desk.chip).not_to_have_attribute("data-state", "saved")
    desk.reload()
    desk.expect_count(5)
    desk.page.unroute(OPERATIONS)
    desk.page.get_by_test_id("status-chip").click()
    desk.expect_draft(desk.person, boxes)


def test_an_expired_session_is_renewed_in_place(browsers, make_project, with_password):
    person, project = with_password, make_project(images=1, width=WIDTH, height=HEIGHT)
    join(project, person)
    desk = Desk(browsers.page(person), project).open()
    boxes = draw_boxes(desk, 2)
    desk.expect_saved()
    desk.page.context.clear_cookies()
    boxes += draw_boxes(desk, 2, first=2)
    dialog = desk.page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Email")).to_have_value(person.email)
    dialog.get_by_label("Password").fill("wrong password")
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog.get_by_role("alert")).not_to_be_empty(timeout=20_000)
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    expect(dialog).to_be_hidden(timeout=20_000)
    desk.expect_saved(timeout=20_000)
    desk.expect_count(4)
    boxes += draw_boxes(desk, 1, first=4)
    desk.submit()
    same_boxes(boxes_of(kept(person, project)), boxes)


def test_a_submission_without_a_session_waits_for_the_sign_in(browsers, make_project, with_password):
    person, project = with_password, make_project(images=1, width=WIDTH, height=HEIGHT)
    join(project, person)
    desk = Desk(browsers.page(person), project).open()
    boxes = draw_boxes(desk, 2)
    desk.expect_saved()
    desk.page.context.clear_cookies()
    with desk.expecting_assignment():
        desk.page.get_by_test_id("submit").click()
        dialog = desk.page.locator("dialog[open]")
        dialog.get_by_label("Password").fill(PASSWORD)
        dialog.get_by_role("button", name="Sign in").click()
    desk.ready()
    same_boxes(boxes_of(kept(person, project)), boxes)


def test_the_server_is_killed_in_the_middle(browsers, start_server):
    """Killed while somebody draws, down for a while, back on the same folder: nothing missing, nothing twice."""
    server = start_server()
    owner = people.make_owner(server)
    project = people.make_project(owner, images=1, width=WIDTH, height=HEIGHT)
    person = make_annotator(project)
    desk = Desk(browsers.page(person), project).open()
    boxes = draw_boxes(desk, 3)
    server.kill()
    boxes += draw_boxes(desk, 4, first=3)
    expect(desk.chip).to_have_attribute("data-state", "offline")
    server.start()
    boxes += draw_boxes(desk, 2, first=7)
    desk.chip.click()
    desk.expect_saved(timeout=40_000)
    found = desk.expect_draft(person, boxes)
    assert len({a["id"] for a in found}) == len(boxes)
    server.kill()
    with desk.expecting_assignment():
        desk.page.get_by_test_id("submit").click()
        expect(desk.page.get_by_text("goes out as soon as the network is back")).to_be_visible()
        server.start()
    desk.ready()
    same_boxes(boxes_of(kept(person, project)), boxes)
    assert project.progress()["submitted"] == 1


def failing(times: int, status: int, body: dict | None = None, after_server: bool = False):
    """A route that answers the first ``times`` requests with an error; with ``after_server`` the server hears them."""
    seen = []

    def handle(route):
        seen.append(route.request.url)
        if len(seen) > times:
            return route.continue_()
        if after_server:
            route.fetch()
        if status == 0:
            return route.abort("timedout")
        problem = {"type": "about:blank", "title": "Injected", "status": status, "detail": "An injected fault.",
                   "code": "internal", **(body or {})}
        return route.fulfill(status=status, content_type="application/problem+json", body=json.dumps(problem))

    handle.seen = seen
    return handle


@pytest.mark.parametrize("status", [500, 503, 429, 0], ids=["500", "503", "429", "timeout"])
@pytest.mark.parametrize("after_server", [False, True], ids=["before the server", "after the server"])
def test_failing_operations_are_sent_again(desk, browsers, status, after_server):
    """Whether the server took them or not before the answer was lost."""
    browsers.allow(f"answer: {status}")
    handler = failing(2, status, after_server=after_server)
    desk.page.route(OPERATIONS, handler)
    boxes = draw_boxes(desk, 2)
    until(lambda: len(handler.seen) >= 3 or desk.page.wait_for_timeout(100), patience=15, every=0)
    boxes += draw_boxes(desk, 1, first=2)
    desk.expect_saved(timeout=20_000)
    found = desk.expect_draft(desk.person, boxes)
    assert len({a["id"] for a in found}) == 3


@pytest.mark.parametrize("status", [500, 0], ids=["500", "timeout"])
def test_a_lost_answer_to_a_submission_counts_once(desk, browsers, status):
    """The server took it, and the answer never came: the same key goes out again."""
    browsers.allow(f"answer: {status}")
    handler = failing(1, status, after_server=True)
    desk.page.route(SUBMISSION, handler)
    boxes = draw_boxes(desk, 2)
    desk.submit()
    assert len(handler.seen) == 2
    same_boxes(boxes_of(kept(desk.person, desk.project)), boxes)


def test_a_submission_goes_out_after_a_reload(desk):
    """The page is closed while the answer waits for the network: the next page sends it, once."""
    boxes = draw_boxes(desk, 2)
    desk.expect_saved()
    desk.page.route(SUBMISSION, lambda route: route.abort())
    desk.page.get_by_test_id("submit").click()
    expect(desk.page.get_by_text("goes out as soon as the network is back")).to_be_visible()
    desk.page.unroute(SUBMISSION)
    first = desk.assignment["image"]["id"]
    desk.reload()
    assert desk.assignment["image"]["id"] != first
    same_boxes(boxes_of(kept(desk.person, desk.project)), boxes)


def test_a_lost_lease_loses_no_work(desk):
    """409 for the heartbeat and the operations: it is said, and drawing goes on."""
    lost = {"code": "lease_lost", "detail": "Somebody else has it."}
    desk.page.route(OPERATIONS, failing(1, 409, lost))
    boxes = draw_boxes(desk, 3)
    desk.expect_count(3)
    desk.expect_saved(timeout=20_000)
    desk.expect_draft(desk.person, boxes)


def test_what_the_server_refuses_is_kept_apart_and_said(desk):
    """One of several operations is refused: the others are saved, the refused one can be looked at."""
    def refuse_one(route):
        answer = route.fetch()
        body = answer.json()
        first = body["acknowledged"].pop(0)
        body["rejected"].append({"id": first, "code": "invalid", "detail": "The label was retired.", "field": None})
        route.fulfill(response=answer, body=json.dumps(body))

    desk.page.route(OPERATIONS, refuse_one, times=1)
    draw_boxes(desk, 2)
    expect(desk.chip).to_have_attribute("data-state", "attention")
    expect(desk.chip).to_contain_text("Needs attention")
    desk.chip.click()
    dialog = desk.page.locator("dialog[open]")
    expect(dialog).to_contain_text("The label was retired.")
    with desk.page.expect_download() as download:
        dialog.get_by_role("button", name="Download as JSON").click()
    with open(download.value.path()) as file:
        assert len(json.load(file)) == 1
    dialog.get_by_role("button", name="Put away").click()
    desk.expect_saved()
    desk.expect_count(2)


def test_a_refused_submission_brings_the_work_back(desk):
    refusal = {"code": "invalid", "detail": "A polygon crosses itself.", "field": "annotations[0].shape"}
    desk.page.route(SUBMISSION, failing(1, 422, refusal))
    boxes = draw_boxes(desk, 2)
    desk.page.get_by_test_id("submit").click()
    dialog = desk.page.locator("dialog[open]")
    expect(dialog).to_contain_text("A polygon crosses itself.")
    dialog.get_by_role("button", name="Back to the image").click()
    desk.expect_count(2)
    desk.submit()
    same_boxes(boxes_of(kept(desk.person, desk.project)), boxes)


def test_a_late_answer_is_told_and_kept(browsers, start_server):
    server = start_server(BOXWOOD_LEASE_SECONDS="3")
    owner = people.make_owner(server)
    project = people.make_project(owner, images=1, width=WIDTH, height=HEIGHT, replication=1)
    slow, quick = make_annotator(project), make_annotator(project)
    desk = Desk(browsers.page(slow), project).open()
    desk.page.route(re.compile(r"/heartbeat$"), lambda route: route.abort())
    boxes = draw_boxes(desk, 2)
    theirs = until(lambda: people.next_assignment(quick, project), patience=10, every=0.3)
    people.submit(quick, theirs, [], status=201)
    desk.page.get_by_test_id("submit").click()
    dialog = desk.page.locator("dialog[open]")
    expect(dialog).to_contain_text("Your work arrived and is kept")
    with desk.expecting_assignment():
        dialog.get_by_role("button", name="Next image").click()
    desk.ready()
    assert project.progress()["submitted"] == 1
    same_boxes(boxes_of(kept(slow, project)), boxes)


def test_two_tabs_of_one_person(browsers, project):
    """The second tab only looks until it takes over; then the first one only looks."""
    person = make_annotator(project)
    context = browsers.context(person)
    first = Desk(context.new_page(), project).open()
    boxes = draw_boxes(first, 2)
    first.expect_saved()
    second = Desk(context.new_page(), project).open()
    assert second.assignment["id"] == first.assignment["id"]
    second.expect_count(2)
    expect(second.page.get_by_text("open in another tab")).to_be_visible()
    second.drag(500, 400, 560, 460)
    second.expect_count(2)
    with second.expecting_assignment():
        second.page.get_by_test_id("banner-action").click()
    second.ready()
    expect(first.page.get_by_text("open in another tab")).to_be_visible()
    boxes += draw_boxes(second, 1, first=2)
    second.expect_count(3)
    second.expect_draft(person, boxes)


def test_a_browser_that_dies_loses_at_most_the_unfinished_shape(browsers, project):
    """The page is closed a moment after the last box, without any chance to send."""
    person = make_annotator(project)
    context = browsers.context(person)
    desk = Desk(context.new_page(), project).open()
    desk.page.route(OPERATIONS, lambda route: route.abort())
    boxes = draw_boxes(desk, 4)
    desk.page.wait_for_timeout(50)
    desk.page.close(run_before_unload=False)
    again = Desk(context.new_page(), project).open()
    again.expect_count(4)
    again.expect_draft(person, boxes)
