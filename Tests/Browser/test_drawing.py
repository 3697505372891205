"""Drawing in a real browser: what a hand does, and what is there afterwards."""

import math

import pytest
from playwright.sync_api import expect

import people
from desk import Desk, boxes_of
from people import make_annotator

WIDTH, HEIGHT = 800, 600


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=1, width=WIDTH, height=HEIGHT, replication=50, name="Drawing")


@pytest.fixture
def annotator(project):
    return make_annotator(project)


@pytest.fixture
def desk(browsers, project, annotator):
    desk = Desk(browsers.page(annotator), project).open()
    desk.person = annotator
    return desk


def test_drag_and_two_clicks_make_the_same_box(desk):
    desk.drag(100, 80, 220, 200)
    desk.expect_count(1)
    desk.click(400, 80)
    desk.page.mouse.move(*desk.at(460, 150))
    desk.click(520, 200)
    desk.expect_count(2)
    desk.expect_draft(desk.person, [[100, 80, 120, 120], [400, 80, 120, 120]])


def test_a_box_can_be_drawn_in_any_direction(desk):
    for corners in ((100, 100, 180, 160), (380, 100, 300, 160), (500, 260, 580, 200), (380, 360, 300, 300)):
        desk.drag(*corners)
    desk.expect_draft(desk.person, [[100, 100, 80, 60], [300, 100, 80, 60], [500, 200, 80, 60], [300, 300, 80, 60]])


def test_drawing_over_shapes_moves_none_of_them(desk):
    desk.drag(200, 150, 500, 450)
    desk.expect_count(1)
    starts = {"inside": (350, 300), "on an edge": (200, 300), "on a corner": (500, 450), "on its middle": (350, 150)}
    boxes = [[200, 150, 300, 300]]
    for x, y in starts.values():
        desk.drag(x, y, x + 40, y + 30)
        boxes.append([x, y, 40, 30])
    desk.expect_count(5)
    desk.expect_draft(desk.person, boxes)


def test_a_stroke_held_at_the_border_goes_on_where_the_image_does(desk):
    """Shown at four times its size, the image's right border is far out of sight, until the stroke brings it in."""
    page = desk.page
    place = desk.stage.bounding_box()
    middle = place["y"] + place["height"] / 2
    page.mouse.move(place["x"] + place["width"] / 2, middle)
    for _ in range(5):
        page.mouse.wheel(0, -200)
    page.wait_for_function("(scale) => Number(document.querySelector('[data-testid=stage]').dataset.scale) > 3 * scale", arg=desk.scale)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] - 60, middle + 50, steps=3)
    page.mouse.move(place["x"] + place["width"] - 1, middle + 100, steps=3)
    page.wait_for_function("""() => {
      const stage = document.querySelector('[data-testid=stage]'), { scale, originX } = stage.dataset;
      return Number(originX) + %d * Number(scale) < stage.clientWidth;
    }""" % WIDTH)
    page.mouse.up()
    desk.expect_count(1)
    desk.expect_saved()
    x, _, width, _ = boxes_of(desk.draft(desk.person))[0]
    assert x + width == pytest.approx(WIDTH, abs=1) and width == pytest.approx(WIDTH / 2, abs=3)


def test_a_click_or_a_slip_creates_nothing(desk):
    desk.click(300, 300)
    desk.page.keyboard.press("Escape")
    desk.drag(300, 300, 301, 301)
    desk.page.keyboard.press("Escape")
    desk.drag(300, 300, 450, 301)
    desk.page.keyboard.press("Escape")
    desk.drag(300, 300, 302, 450)
    desk.page.keyboard.press("Escape")
    desk.expect_count(0)
    desk.tool("select")
    desk.click(300, 300)
    desk.drag(250, 250, 400, 400)
    desk.expect_count(0)
    assert desk.draft(desk.person) == []


def test_a_double_click_draws_nothing(desk):
    desk.page.mouse.dblclick(*desk.at(300, 300))
    desk.page.keyboard.press("Escape")
    desk.expect_count(0)


def test_too_small_is_said_and_not_kept(desk):
    desk.drag(300, 300, 380, 302)
    expect(desk.page.get_by_text("Too small to keep")).to_be_visible()
    desk.expect_count(0)


def test_boxes_end_at_the_borders(desk):
    """Out over each border, and let go outside the stage."""
    stage = desk.stage.bounding_box()
    desk.drag(700, 500, WIDTH + 200, HEIGHT + 200)
    desk.page.mouse.move(*desk.at(60, 50))
    desk.page.mouse.down()
    desk.page.mouse.move(stage["x"] + 2, stage["y"] + 2, steps=4)
    desk.page.mouse.move(2, 2, steps=3)
    desk.page.mouse.up()
    desk.expect_draft(desk.person, [[700, 500, 100, 100], [0, 0, 60, 50]])


def test_undo_and_redo_walk_through_everything(desk):
    boxes = [[50 + 90 * n, 60, 60, 50] for n in range(4)]
    for x, y, w, h in boxes:
        desk.drag(x, y, x + w, y + h)
    desk.expect_count(4)
    for left in (3, 2, 1, 0):
        desk.page.keyboard.press("Control+z")
        desk.expect_count(left)
    expect(desk.page.get_by_test_id("undo")).to_be_disabled()
    desk.expect_draft(desk.person, [])
    for there in (1, 2, 3):
        desk.page.keyboard.press("Control+Shift+z")
        desk.expect_count(there)
    desk.page.get_by_test_id("redo").click()
    desk.expect_count(4)
    desk.expect_draft(desk.person, boxes)


def test_delete_takes_the_selected_one(desk):
    desk.drag(100, 100, 200, 200)
    desk.drag(300, 100, 400, 200)
    desk.tool("select")
    desk.click(150, 150)
    desk.page.keyboard.press("Delete")
    desk.expect_count(1)
    desk.expect_draft(desk.person, [[300, 100, 100, 100]])


def test_select_move_and_resize(desk):
    desk.drag(100, 100, 200, 200)
    desk.tool("select")
    desk.click(600, 500)
    desk.click(150, 150)
    desk.drag(150, 150, 250, 180)
    desk.expect_draft(desk.person, [[200, 130, 100, 100]], tolerance=1)
    desk.drag(300, 230, 350, 260)
    desk.expect_draft(desk.person, [[200, 130, 150, 130]], tolerance=1)
    desk.page.keyboard.press("Control+z")
    desk.page.keyboard.press("Control+z")
    desk.expect_draft(desk.person, [[100, 100, 100, 100]], tolerance=1)


def test_arrows_nudge_by_one_and_by_ten(desk):
    desk.drag(100, 100, 200, 200)
    (before,) = boxes_of(desk.expect_draft(desk.person, [[100, 100, 100, 100]]))
    desk.tool("select")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Shift+ArrowDown")
    desk.page.keyboard.press("ArrowLeft")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Control+s")
    x, y, w, h = before
    desk.expect_draft(desk.person, [[x + 1, y + 10, w, h]], tolerance=0.01)
    for _ in range(3):
        desk.page.keyboard.press("Shift+ArrowUp")
    for _ in range(12):
        desk.page.keyboard.press("Shift+ArrowLeft")
    desk.page.keyboard.press("Control+s")
    (after,) = boxes_of(desk.expect_draft(desk.person, [[0, y - 20, w, h]], tolerance=0.01))
    assert after[0] == 0, "it stops at the border and keeps its size"


def test_digits_choose_and_change_labels(desk):
    desk.page.keyboard.press("2")
    desk.drag(100, 100, 200, 200)
    desk.page.keyboard.press("3")
    desk.drag(300, 100, 400, 200)
    desk.expect_saved()
    names = {v: k for k, v in desk.project.labels.items()}
    assert sorted(names[a["labelId"]] for a in desk.draft(desk.person)) == ["dog", "tree"]
    desk.tool("select")
    desk.click(150, 150)
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("Control+s")
    desk.expect_saved()
    assert sorted(names[a["labelId"]] for a in desk.draft(desk.person)) == ["car", "tree"]


def test_polygons_with_a_hole(desk):
    desk.polygon([(100, 100), (400, 100), (400, 400), (100, 400)])
    desk.expect_count(1)
    desk.tool("select")
    desk.click(120, 120)
    desk.page.keyboard.press("h")
    for point in ((200, 200), (300, 200), (250, 300)):
        desk.click(*point)
    desk.page.keyboard.press("Enter")
    desk.expect_saved()
    (drawn,) = desk.draft(desk.person)
    outline, hole = drawn["shape"]["polygon"]
    assert len(outline) == 4 and len(hole) == 3
    for point, wanted in zip(sorted(map(tuple, hole)), sorted([(200, 200), (300, 200), (250, 300)])):
        assert math.dist(point, wanted) < 1.5


def test_an_outline_that_crosses_itself_is_refused(desk):
    desk.tool("polygon")
    for point in ((100, 100), (300, 300), (300, 100)):
        desk.click(*point)
    desk.click(100, 300)
    expect(desk.page.get_by_text("The outline may not cross itself")).to_be_visible()
    desk.page.keyboard.press("Escape")
    desk.expect_count(0)


@pytest.mark.parametrize("turns", [-1, 1])
def test_the_wheel_keeps_the_point_under_the_cursor(desk, turns):
    """A box drawn from the same place on the screen after zooming begins at the same image point."""
    place = [round(v) for v in desk.at(310, 220)]
    (left, top), scale = desk.at(0, 0), desk.scale
    point = (place[0] - left) / scale, (place[1] - top) / scale
    desk.page.mouse.move(*place)
    for _ in range(25):
        desk.page.mouse.wheel(0, 40 * turns)
    expect(desk.page.locator(".zoom-text")).not_to_have_text(desk.zoom_at_first)
    desk.page.mouse.down()
    desk.page.mouse.move(place[0] + 60, place[1] + 60, steps=4)
    desk.page.mouse.up()
    desk.expect_count(1)
    desk.expect_saved()
    (box,) = boxes_of(desk.draft(desk.person))
    screen_pixel = box[2] / 60
    assert (box[2] < 30) if turns < 0 else (box[2] > 70), "it did zoom"
    assert math.dist(box[:2], point) <= 0.5 * screen_pixel + 0.02, (box, point)


def test_space_drags_the_picture_and_draws_nothing(desk):
    start = desk.at(400, 300)
    desk.page.keyboard.down("Space")
    desk.page.mouse.move(*start)
    desk.page.mouse.down()
    desk.page.mouse.move(start[0] + 90, start[1] + 40, steps=4)
    desk.page.mouse.up()
    desk.page.keyboard.up("Space")
    desk.expect_count(0)
    # The picture went along: where the middle was pressed is now 90 further right.
    desk.page.mouse.move(start[0] + 90, start[1] + 40)
    desk.page.mouse.down()
    desk.page.mouse.move(start[0] + 90 + 50 * desk.scale, start[1] + 40 + 50 * desk.scale, steps=3)
    desk.page.mouse.up()
    desk.expect_draft(desk.person, [[400, 300, 50, 50]])


def test_the_whole_journey_by_keyboard(browsers, project, annotator):
    """From the list of projects to a submission without a pointer: a box, a polygon, a look at the list, Ctrl+Enter."""
    page = browsers.page(annotator)
    page.goto(project.owner.server.url + "/")
    expect(page.get_by_test_id("draw-next")).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.testid") == "draw-next":
            break
    desk = Desk(page, project)
    with desk.expecting_assignment():
        page.keyboard.press("Enter")
    desk.ready()
    keys = page.keyboard
    keys.press("w")
    keys.press("m")  # a cursor in the middle: 400, 300
    keys.press("Enter")
    for _ in range(3):
        keys.press("Shift+ArrowRight")
    for _ in range(2):
        keys.press("Shift+ArrowDown")
    keys.press("Enter")
    desk.expect_count(1)
    desk.expect_draft(annotator, [[400, 300, 30, 20]], tolerance=0.01)
    keys.press("e")
    keys.press("2")
    for move in (None, "Control+ArrowRight", "Control+ArrowDown"):
        if move:
            keys.press(move)
        keys.press("Enter")
    keys.press("Enter")
    desk.expect_count(2)
    keys.press("m")
    keys.press("s")
    keys.press("Tab")
    keys.press("Tab")
    expect(page.get_by_test_id("object-list").get_by_role("option", selected=True)).to_have_count(1)
    keys.press("Escape")
    keys.press("Escape")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.dataset.testid") != "stage", "Escape and Tab lead out of the stage"
    desk.submit(by_key=True)
    (answer,) = annotator.get(f"{project.path}/mine", status=200).json()["items"]
    assert answer["annotations"] == 2


def test_a_long_list_can_be_walked_though_few_of_its_rows_are_there(browsers, project, annotator):
    assignment = people.next_assignment(annotator, project)
    label = next(iter(project.labels.values()))
    shapes = [people.box(label, 10 + number % 30 * 25, 10 + number // 30 * 50, 20, 20) for number in range(300)]
    people.send_operations(annotator, assignment, [people.put(shape) for shape in shapes], status=200)
    desk = Desk(browsers.page(annotator), project).open()
    desk.expect_count(300)
    rows = desk.page.get_by_test_id("object-list").get_by_role("option")
    expect(rows.first).to_have_attribute("aria-setsize", "300")
    assert rows.count() < 60
    desk.page.get_by_test_id("object-list").focus()
    for key, position in (("End", 300), ("ArrowUp", 299), ("Home", 1), ("ArrowDown", 2)):
        desk.page.keyboard.press(key)
        chosen = desk.page.get_by_test_id("object-list").get_by_role("option", selected=True)
        expect(chosen).to_have_attribute("aria-posinset", str(position))
        expect(chosen).to_be_in_viewport()
        expect(desk.page.get_by_test_id("object-list")).to_have_attribute("aria-activedescendant", f"object-{shapes[position - 1]['id']}")


def test_numbers_can_be_typed_instead_of_dragged(desk):
    desk.drag(100, 100, 200, 200)
    desk.tool("select")
    for name, value in (("x", "50"), ("y", "60"), ("width", "70"), ("height", "80")):
        desk.page.get_by_test_id(f"field-{name}").fill(value)
        desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Tab")
    desk.expect_draft(desk.person, [[50, 60, 70, 80]], tolerance=0.01)


def test_marks_are_kept(desk):
    desk.drag(100, 100, 200, 200)
    desk.page.get_by_test_id("flag-occluded").click()
    desk.page.keyboard.press("u")
    desk.expect_saved()
    desk.page.keyboard.press("Control+s")
    (drawn,) = desk.draft(desk.person)
    assert drawn["flags"] == {"occluded": True, "truncated": False, "crowd": False, "unsure": True}


def test_hidden_shapes_survive_the_submission(desk):
    desk.drag(100, 100, 200, 200)
    desk.drag(300, 100, 400, 200)
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Shift+h")
    desk.submit()
    (answer,) = desk.person.get(f"{desk.project.path}/mine", status=200).json()["items"]
    assert answer["annotations"] == 2


def test_letters_work_on_other_keyboard_layouts(desk):
    """A Cyrillic layout: the key beside Q types another letter and still means the box tool."""
    desk.tool("select")
    event = "new KeyboardEvent('keydown', {key: 'ц', code: 'KeyW', bubbles: true, cancelable: true})"
    desk.page.evaluate(f"document.activeElement.dispatchEvent({event})")
    expect(desk.page.get_by_test_id("tool-box")).to_have_attribute("aria-pressed", "true")


def test_one_finger_draws_and_two_fingers_zoom(browsers, project):
    annotator = make_annotator(project)
    page = browsers.page(annotator, has_touch=True, viewport={"width": 1000, "height": 760})
    desk = Desk(page, project).open()
    cdp = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    def finger(x, y, to_x, to_y):
        (ax, ay), (bx, by) = desk.at(x, y), desk.at(to_x, to_y)
        touch("touchStart", (ax, ay))
        for k in range(1, 9):
            touch("touchMove", (ax + (bx - ax) * k / 8, ay + (by - ay) * k / 8))
        touch("touchEnd")

    finger(100, 100, 250, 220)
    desk.expect_count(1)
    desk.expect_draft(annotator, [[100, 100, 150, 120]], tolerance=1)
    x, y = desk.at(400, 300)
    before = page.locator(".zoom-text").inner_text()
    touch("touchStart", (x - 40, y))
    touch("touchStart", (x - 40, y), (x + 40, y))
    for k in range(1, 11):
        touch("touchMove", (x - 40 - 4 * k, y), (x + 40 + 4 * k, y))
    touch("touchEnd")
    expect(page.locator(".zoom-text")).not_to_have_text(before)
    ratio = float(page.locator(".zoom-text").inner_text().split()[0]) / float(before.split()[0])
    assert 1.9 < ratio < 2.1, ratio
    desk.expect_count(1)
    desk.expect_draft(annotator, [[100, 100, 150, 120]], tolerance=1)


def test_fifty_boxes_in_a_row(desk):
    boxes = [[20 + 76 * (n % 10), 20 + 110 * (n // 10), 20, 30] for n in range(50)]
    for x, y, w, h in boxes:
        desk.page.mouse.move(*desk.at(x, y))
        desk.page.mouse.down()
        desk.page.mouse.move(*desk.at(x + w, y + h), steps=2)
        desk.page.mouse.up()
    desk.expect_count(50)
    found = desk.expect_draft(desk.person, boxes)
    assert len({a["id"] for a in found}) == 50
