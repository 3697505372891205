"""One person at one image on two devices: different shapes come together, one shape changed twice is asked about."""

import pytest
from playwright.sync_api import expect

import people
from desk import Desk, boxes_of, same_boxes
from people import make_annotator

WIDTH, HEIGHT = 800, 600


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=2, width=WIDTH, height=HEIGHT, replication=50, name="Two devices")


@pytest.fixture
def devices(browsers, project):
    """Two browsers of one person, both with the same image on the desk, on which there is one box."""
    person = make_annotator(project)
    first = Desk(browsers.page(person), project).open()
    first.drag(100, 100, 200, 180)
    first.expect_saved()
    second = Desk(browsers.page(person), project).open()
    assert second.assignment["id"] == first.assignment["id"]
    second.expect_count(1)
    for desk in (first, second):
        desk.person = person
    return first, second


def move(desk: Desk, x: float, y: float, dx: float, dy: float) -> None:
    """Selects the shape there and moves it."""
    desk.tool("select")
    desk.click(x, y)
    desk.drag(x, y, x + dx, y + dy)


def test_different_shapes_come_together_without_a_question(devices):
    first, second = devices
    first.drag(300, 100, 360, 180)
    first.expect_saved()
    second.drag(500, 100, 560, 180)
    second.expect_count(3)
    expect(second.page.get_by_test_id("notice")).to_contain_text("another device")
    second.expect_saved()
    first.drag(300, 400, 360, 480)
    first.expect_count(4)
    wanted = [[100, 100, 100, 80], [300, 100, 60, 80], [500, 100, 60, 80], [300, 400, 60, 80]]
    first.expect_draft(first.person, wanted)


def people_answer(desk: Desk) -> list[dict]:
    (item,) = desk.person.get(f"{desk.project.path}/mine", status=200).json()["items"]
    return desk.person.get(f"/api/v1/assignments/{item['assignmentId']}/mine", status=200).json()["annotations"]


def test_different_fields_of_one_shape_are_merged(devices):
    first, second = devices
    move(first, 150, 140, 40, 30)
    first.expect_saved()
    second.tool("select")
    second.click(150, 140)
    second.page.keyboard.press("3")
    second.expect_saved()
    (shape,) = second.draft(second.person)
    assert shape["labelId"] == second.project.labels["tree"]
    same_boxes([shape["shape"]["box"]], [[140, 130, 100, 80]])
    expect(second.page.locator(".annotate-conflict")).to_be_hidden()


@pytest.mark.parametrize("key, kept", [("1", "mine"), ("2", "theirs")])
def test_one_shape_moved_twice_is_asked_about_while_the_rest_goes_on(devices, key, kept):
    first, second = devices
    move(first, 150, 140, 60, 0)
    first.expect_saved()
    move(second, 150, 140, 0, 80)
    asked = second.page.locator(".annotate-conflict")
    expect(asked).to_contain_text("changed here and on another device", timeout=15_000)
    expect(second.chip).to_have_attribute("data-state", "attention")
    expect(second.page.locator(".outline-mine, .outline-theirs")).to_have_count(2)
    second.tool("box")
    second.drag(500, 100, 560, 180)
    second.page.wait_for_timeout(2500)
    assert len(second.draft(second.person)) == 2, "the rest is saved"
    second.page.get_by_test_id("submit").click()
    expect(second.page.get_by_test_id("notice")).to_contain_text("First decide")
    second.page.keyboard.press(key)
    expect(asked).to_be_hidden()
    chosen = [100, 180, 100, 80] if kept == "mine" else [160, 100, 100, 80]
    second.expect_draft(second.person, [chosen, [500, 100, 60, 80]])
    second.submit()
    same_boxes(boxes_of(people_answer(second)), [chosen, [500, 100, 60, 80]])


def test_an_answer_that_does_not_know_everything_is_looked_at_again(devices):
    first, second = devices
    first.drag(300, 100, 360, 180)
    first.expect_saved()
    second.page.get_by_test_id("submit").click()
    expect(second.page.get_by_test_id("notice")).to_contain_text("Look at it again", timeout=15_000)
    second.expect_count(2)
    second.submit()
    same_boxes(boxes_of(people_answer(second)), [[100, 100, 100, 80], [300, 100, 60, 80]])


def test_the_other_device_hears_that_the_image_is_finished(browsers, start_server):
    server = start_server(BOXWOOD_LEASE_SECONDS="6")
    owner = people.make_owner(server)
    project = people.make_project(owner, images=2, width=WIDTH, height=HEIGHT)
    person = make_annotator(project)
    first = Desk(browsers.page(person), project).open()
    second = Desk(browsers.page(person), project).open()
    first.submit()
    banner = second.page.get_by_text("finished this image on another device")
    expect(banner).to_be_visible(timeout=15_000)
    with second.expecting_assignment():
        second.page.get_by_test_id("banner-action").click()
    second.ready()
    assert second.assignment["image"]["id"] == first.assignment["image"]["id"]
