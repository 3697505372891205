"""Drawing in Chromium and in Firefox: the same gestures give the same shapes, and slips give none."""

import pytest
from playwright.sync_api import expect

import people
from desk import boxes_of, until
from hands import keyboard_to, open_desk, press_at, view, zoom_to


@pytest.fixture(scope="module")
def wide(owner):
    """A large image, so that a tenth of its size still fills the stage."""
    return people.make_project(owner, images=1, width=4800, height=3600, replication=90, name="Editing, wide")


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=1, width=800, height=600, replication=90, name="Ways to draw")


@pytest.fixture
def desk(each_browser, project):
    return open_desk(each_browser, project)


@pytest.mark.parametrize("ratio", [1, 2])
@pytest.mark.parametrize("scale", [0.1, 1, 8])
def test_four_ways_to_draw_give_the_same_box(each_browser, wide, scale, ratio):
    """Drag, two clicks, four extreme points, keyboard; far out, at full size, close up; plain and dense screens."""
    desk = open_desk(each_browser, wide, device_scale_factor=ratio)
    zoom_to(desk, scale)
    corner = desk.stage.bounding_box()
    now, origin_x, origin_y = view(desk)
    middle_x, middle_y = corner["width"] / 2, corner["height"] / 2
    (left, top), (right, bottom) = [(round(corner["x"] + middle_x + dx), round(corner["y"] + middle_y + dy))
                                    for dx, dy in ((-110, -80), (120, 90))]
    image = [((x - corner["x"] - origin_x) / now, (y - corner["y"] - origin_y) / now)
             for x, y in ((left, top), (right, bottom))]
    wanted = [image[0][0], image[0][1], image[1][0] - image[0][0], image[1][1] - image[0][1]]

    desk.page.mouse.move(left, top)
    desk.page.mouse.down()
    desk.page.mouse.move(right - 30, bottom - 20, steps=3)
    desk.page.mouse.move(right, bottom)
    desk.page.mouse.up()
    desk.expect_count(1)
    press_at(desk, left, top)
    press_at(desk, right, bottom)
    desk.expect_count(2)
    desk.page.keyboard.press("Shift+W")
    expect(desk.page.get_by_test_id("tool-extreme")).to_have_attribute("aria-pressed", "true")
    for x, y in ((right, top + 40), (left + 60, top), (left, bottom - 30), (left + 90, bottom)):
        press_at(desk, x, y)
    desk.expect_count(3)
    desk.page.keyboard.press("w")
    desk.page.keyboard.press("m")
    start = [round((middle - origin) / now) for middle, origin in ((middle_x, origin_x), (middle_y, origin_y))]
    keyboard_to(desk, start, image[0])
    desk.page.keyboard.press("Enter")
    keyboard_to(desk, [round(v) for v in image[0]], image[1])
    desk.page.keyboard.press("Enter")
    desk.expect_count(4)
    found = desk.expect_draft(desk.person, [wanted] * 4, tolerance=1.01 if scale < 1 else 0.51)
    for drawn in boxes_of(found):
        edges = [drawn[0], drawn[1], drawn[0] + drawn[2], drawn[1] + drawn[3]]
        for edge, there in zip(edges, (*image[0], *image[1])):
            assert abs(edge - there) <= 0.51, (edge, there)
    assert [a["effort"]["method"] for a in found] == ["drag", "clicks", "extreme", "clicks"]
    points = next(a["extremePoints"] for a in found if "extremePoints" in a)
    box = boxes_of([a for a in found if "extremePoints" in a])[0]
    sides = [points[0][1], points[1][0], points[2][1], points[3][0]]
    assert sides == pytest.approx([box[1], box[0], box[1] + box[3], box[0] + box[2]], abs=0.02)


def test_starting_on_a_shape_draws_and_moves_nothing(desk):
    desk.drag(200, 150, 500, 450)
    boxes = [[200, 150, 300, 300]]
    for x, y in ((350, 300), (200, 300), (500, 450), (350, 150)):
        desk.drag(x, y, x + 40, y + 30)
        boxes.append([x, y, 40, 30])
    desk.expect_count(5)
    # Firefox is given whole CSS pixels only.
    desk.expect_draft(desk.person, boxes, tolerance=1)


def test_slips_make_nothing_and_hovering_selects_nothing(desk):
    desk.drag(100, 100, 200, 200)
    for slip in ((300, 300, 301, 301), (300, 300, 450, 301), (300, 300, 302, 450)):
        desk.drag(*slip)
        desk.page.keyboard.press("Escape")
    desk.expect_count(1)
    desk.tool("select")
    desk.click(500, 400)
    for x in range(90, 220, 10):
        desk.page.mouse.move(*desk.at(x, 150))
    expect(desk.page.get_by_role("option", selected=True)).to_have_count(0)


def test_a_box_ends_at_the_borders_wherever_the_button_is_let_go(desk):
    stage = desk.stage.bounding_box()
    desk.drag(700, 500, 810, 608)
    desk.page.mouse.move(*desk.at(60, 50))
    desk.page.mouse.down()
    desk.page.mouse.move(stage["x"] + 2, stage["y"] + 2, steps=4)
    desk.page.mouse.move(2, 2, steps=3)
    desk.page.mouse.up()
    desk.expect_draft(desk.person, [[700, 500, 100, 100], [0, 0, 60, 50]], tolerance=1)


def test_a_pen_draws_while_a_palm_rests(browsers, project):
    """Chromium only: nothing else lets a test press with a pen."""
    desk = open_desk(browsers, project, has_touch=True)
    cdp = desk.page.context.new_cdp_session(desk.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": n, "radiusX": 30, "radiusY": 30} for n, (x, y) in enumerate(points)]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def pen(kind: str, x: float, y: float) -> None:
        cdp.send("Input.dispatchMouseEvent", {
            "type": kind, "x": x, "y": y, "button": "left", "buttons": int(kind != "mouseReleased"), "clickCount": 1,
            "pointerType": "pen", "force": 0.6})

    def stroke(start, end, palm=None) -> None:
        (ax, ay), (bx, by) = desk.at(*start), desk.at(*end)
        pen("mousePressed", ax, ay)
        if palm:
            touch("touchStart", palm)
        for k in range(1, 6):
            pen("mouseMoved", ax + (bx - ax) * k / 5, ay + (by - ay) * k / 5)
            if palm:
                touch("touchMove", (palm[0] + k, palm[1]))
        pen("mouseReleased", bx, by)
        if palm:
            touch("touchEnd")

    stroke((100, 100), (200, 180))
    desk.expect_count(1)
    stroke((300, 100), (400, 180), palm=desk.at(600, 450))
    desk.expect_count(2)
    # The palm comes first, then the pen.
    touch("touchStart", desk.at(600, 450))
    touch("touchMove", desk.at(603, 452))
    stroke((100, 300), (200, 380))
    touch("touchEnd")
    desk.expect_count(3)
    seen = view(desk)
    touch("touchStart", desk.at(500, 300))
    for k in range(1, 6):
        touch("touchMove", desk.at(500 + 10 * k, 300))
    touch("touchEnd")
    until(lambda: view(desk) != seen)
    desk.expect_count(3)
