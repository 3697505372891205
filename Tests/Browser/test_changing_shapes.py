"""Choosing among shapes that lie on each other, undoing, hiding and locking, in Chromium and in Firefox."""

import pytest
from playwright.sync_api import expect

import people
from desk import boxes_of, same_boxes
from hands import open_desk, view, zoom_to


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=1, width=800, height=600, replication=90, name="Changing shapes")


@pytest.fixture
def desk(each_browser, project):
    return open_desk(each_browser, project)


def test_a_stack_of_five_is_visited_from_the_smallest_down(desk):
    boxes = [[400 - 30 * n, 300 - 30 * n, 60 * n, 60 * n] for n in range(1, 6)]
    for x, y, w, h in reversed(boxes):
        desk.drag(x, y, x + w, y + h)
    desk.expect_count(5)
    desk.tool("select")
    desk.click(700, 550)
    widths = []
    for _ in range(6):
        desk.click(403, 305)
        widths.append(round(float(desk.page.get_by_test_id("field-width").input_value())))
    assert widths == pytest.approx([60, 120, 180, 240, 300, 60], abs=2)


def test_undo_survives_a_reload_and_leaves_the_view_alone(desk):
    boxes = [[50 + 90 * n, 60, 60, 50] for n in range(4)]
    for x, y, w, h in boxes:
        desk.drag(x, y, x + w, y + h)
    desk.page.keyboard.press("s")
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        desk.page.keyboard.press(key)
    desk.page.keyboard.press("o")
    desk.page.keyboard.press("Control+s")
    desk.expect_saved()
    before = desk.draft(desk.person)
    desk.reload()
    desk.expect_count(4)
    zoom_to(desk, 2)
    seen = view(desk)
    for _ in range(3):
        desk.page.keyboard.press("Control+z")
    desk.expect_count(3)
    for _ in range(3):
        desk.page.keyboard.press("Control+z")
    desk.expect_count(0)
    expect(desk.page.get_by_test_id("undo")).to_be_disabled()
    for _ in range(6):
        desk.page.keyboard.press("Control+y")
    desk.expect_count(4)
    assert view(desk) == seen
    desk.page.keyboard.press("Control+s")
    desk.expect_saved()
    same_boxes(boxes_of(desk.draft(desk.person)), boxes_of(before), tolerance=0.01)


def test_hidden_and_locked_shapes_stay_and_are_handed_in(desk):
    desk.drag(100, 100, 200, 200)
    desk.drag(300, 100, 400, 200)
    keys = desk.page.keyboard
    keys.press("s")
    desk.click(150, 150)
    keys.press("k")
    for key in ("x", "ArrowRight", "Control+ArrowRight", "o", "2"):
        keys.press(key)
    desk.drag(150, 150, 250, 250)
    desk.click(150, 150)
    keys.press("Control+c")
    keys.press("Control+v")
    desk.expect_count(3)
    keys.press("Delete")
    desk.expect_count(2)
    desk.click(350, 150)
    keys.press("Shift+H")
    expect(desk.page.locator(".object-row.is-hidden")).to_have_count(1)
    found = desk.expect_draft(desk.person, [[100, 100, 100, 100], [300, 100, 100, 100]], tolerance=1)
    assert [a["flags"]["occluded"] for a in found] == [False, False]
    desk.submit()
    (answer,) = desk.person.get(f"{desk.project.path}/mine", status=200).json()["items"]
    assert answer["annotations"] == 2


def test_shift_and_alt_at_the_handles_keep_proportions_and_middle_and_are_one_step(desk):
    keys = desk.page.keyboard
    desk.drag(300, 200, 400, 250)
    desk.tool("select")
    for modifiers, wanted in ((("Shift",), [300, 200, 200, 100]), (("Alt",), [200, 150, 300, 150]),
                              (("Shift", "Alt"), [200, 150, 300, 150])):
        desk.page.mouse.move(*desk.at(400, 250))
        desk.page.mouse.down()
        for key in modifiers:
            keys.down(key)
        desk.page.mouse.move(*desk.at(460, 280), steps=3)
        desk.page.mouse.move(*desk.at(500, 300), steps=3)
        desk.page.mouse.up()
        for key in modifiers:
            keys.up(key)
        desk.expect_draft(desk.person, [wanted], tolerance=1.5)
        keys.press("Control+z")
        desk.expect_draft(desk.person, [[300, 200, 100, 50]], tolerance=1.5)
