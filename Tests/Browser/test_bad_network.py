"""Minutes without a network, calls that never answer, and every kind of refusal: what is said, and what becomes of the work."""

import json
import re

import pytest
from playwright.sync_api import Error, expect

import people
from desk import Desk, boxes_of, same_boxes, until
from people import make_annotator

WIDTH, HEIGHT = 800, 600
OPERATIONS = re.compile(r"/api/v1/assignments/[0-9a-f]+/operations$")


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=2, width=WIDTH, height=HEIGHT, replication=50, name="Bad network")


@pytest.fixture
def desk(browsers, project):
    person = make_annotator(project)
    desk = Desk(browsers.page(person), project).open()
    desk.person = person
    return desk


def draw(desk: Desk, count: int, first: int = 0) -> list[list[float]]:
    """So many boxes in a grid; gives what was drawn."""
    boxes = [[10 + 38 * (n % 20), 10 + 48 * (n // 20), 30, 40] for n in range(first, first + count)]
    for x, y, w, h in boxes:
        desk.drag(x, y, x + w, y + h)
    return boxes


def test_five_minutes_offline_with_two_hundred_edits_and_a_reload(desk):
    page = desk.page
    page.clock.install()
    page.context.set_offline(True)
    boxes = draw(desk, 170)
    for _ in range(10):
        page.keyboard.press("Control+z")
        boxes.pop()
    boxes += draw(desk, 20, first=170)
    desk.expect_count(180)
    page.clock.fast_forward("05:00")
    expect(desk.chip).to_have_attribute("data-state", "offline")
    expect(desk.chip).to_contain_text("200")
    assert desk.draft(desk.person) == []
    with pytest.raises(Error):
        page.reload()
    page.context.set_offline(False)
    desk.open()
    desk.expect_count(180)
    desk.expect_saved(timeout=40_000)
    found = desk.expect_draft(desk.person, boxes)
    assert len({a["id"] for a in found}) == 180
    page.keyboard.press("Control+z")
    desk.expect_count(179)


def test_a_call_that_never_answers_is_given_up_and_made_again(desk):
    desk.page.clock.install()
    asked = []
    desk.page.route(OPERATIONS, lambda route: asked.append(route), times=1)
    boxes = draw(desk, 1)
    expect(desk.chip).to_contain_text("Saving")
    desk.page.clock.fast_forward(1000)
    until(lambda: asked or desk.page.wait_for_timeout(100))
    boxes += draw(desk, 1, first=1)
    desk.page.clock.fast_forward("00:40")
    desk.page.clock.fast_forward("00:40")
    desk.expect_saved(timeout=20_000)
    desk.expect_draft(desk.person, boxes)


REFUSALS = {
    # what the server says: (status, code), what the chip says, how many operations are kept apart
    "401": (401, "unauthorized", "Sign in to save", 0),
    "409": (409, "conflict", "Needs attention", 3),
    "422": (422, "invalid", "Needs attention", 3),
    "403": (403, "forbidden", "Needs attention", 3),
    "500": (500, "internal", "Offline, 3 queued", 0),
    "503": (503, "internal", "Offline, 3 queued", 0),
    "timeout": (0, "", "Offline, 3 queued", 0),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_a_failing_call_means_is_said_and_no_edit_is_lost(desk, browsers, name):
    status, code, words, apart = REFUSALS[name]
    browsers.allow(f"answer: {status}")

    def refuse(route):
        if status == 0:
            return route.abort("timedout")
        problem = {"type": "about:blank", "title": "Injected", "status": status, "code": code, "detail": "Not so."}
        return route.fulfill(status=status, content_type="application/problem+json", body=json.dumps(problem))

    desk.page.route(OPERATIONS, refuse)
    boxes = draw(desk, 3)
    expect(desk.chip).to_contain_text(words)
    desk.expect_count(3)
    if apart:
        expect(desk.page.locator(".outline-refused")).to_have_count(apart)  # On a slow machine more than one call is refused.
        desk.chip.click()
        dialog = desk.page.get_by_role("dialog")
        expect(dialog.locator(".refusal-list li")).to_have_count(apart)
        with desk.page.expect_download() as download:
            dialog.get_by_role("button", name="Download as JSON").click()
        with open(download.value.path()) as file:
            kept = [each["operation"]["annotation"] for each in json.load(file)]
        same_boxes(boxes_of(kept), boxes)
        desk.page.unroute(OPERATIONS)
        dialog.get_by_role("button", name="Try again").click()
    else:
        desk.page.unroute(OPERATIONS)
        if status == 401:
            desk.page.get_by_role("dialog").get_by_role("button", name="Later").click()
            expect(desk.chip).to_contain_text("Sign in to save")
            desk.reload()  # The session itself had not ended.
        else:
            desk.chip.click()
    desk.expect_saved(timeout=20_000)
    desk.expect_draft(desk.person, boxes)


def test_ctrl_s_sends_at_once_and_says_so(desk):
    boxes = draw(desk, 2)
    desk.page.keyboard.press("Control+s")
    expect(desk.page.get_by_test_id("notice")).to_contain_text("Everything is saved on the server")
    same_boxes(boxes_of(desk.draft(desk.person)), boxes)
    desk.page.context.set_offline(True)
    draw(desk, 1, first=2)
    desk.page.keyboard.press("Control+s")
    expect(desk.page.get_by_test_id("notice")).to_contain_text("kept on this computer")
    desk.page.context.set_offline(False)


def test_a_page_that_is_left_sends_what_it_has_without_waiting(desk):
    """A shape is doubled and the page left in the same moment, before any timer can run."""
    boxes = draw(desk, 3)
    desk.expect_saved()
    desk.page.evaluate("""() => {
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'd', code: 'KeyD', ctrlKey: true, bubbles: true }));
      location.href = 'about:blank';
    }""")
    desk.page.wait_for_url("about:blank")
    until(lambda: len(desk.draft(desk.person)) == 4)
    drawn = boxes_of(desk.draft(desk.person))
    same_boxes(drawn[:3], boxes)
    assert drawn[3][2:] == pytest.approx(boxes[2][2:], abs=0.75)


def test_a_label_retired_while_the_image_is_open_keeps_the_work(browsers, make_project):
    project = make_project(images=1, width=WIDTH, height=HEIGHT)
    person = make_annotator(project)
    desk = Desk(browsers.page(person), project).open()
    boxes = draw(desk, 1)
    desk.expect_saved()
    rest = [label for label in project.body["labels"] if label["name"] != "car"]
    project.owner.patch(project.path, {"labels": rest}, headers={"If-Match": str(project.body["revision"])}, status=200)
    boxes += draw(desk, 1, first=1)
    desk.expect_saved()
    desk.reload()
    expect(desk.page.get_by_test_id("object-list")).to_contain_text("car 2")
    expect(desk.page.locator(".label-list")).not_to_contain_text("car")
    desk.submit()
    (item,) = person.get(f"{project.path}/mine", status=200).json()["items"]
    answer = person.get(f"/api/v1/assignments/{item['assignmentId']}/mine", status=200).json()["annotations"]
    same_boxes(boxes_of(answer), boxes)
    assert {a["labelId"] for a in answer} == {project.labels["car"]}
