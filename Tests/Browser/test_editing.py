"""Drawing and editing by hand and by key, in Chromium and in Firefox: the same gestures give the same shapes."""

import math
import re

import pytest
from playwright.sync_api import expect

import people
from desk import Desk, boxes_of, same_boxes, until
from people import make_annotator

WIDTH, HEIGHT = 4800, 3600

LABELS = [
    {"name": "car", "color": "#d55e00", "key": "1", "attributes": [
        {"name": "colour", "kind": "choice", "required": True, "options": ["red", "blue", "white"]},
        {"name": "doors", "kind": "number", "minimum": 0, "maximum": 8},
        {"name": "moving", "kind": "yesno"},
        {"name": "plate", "kind": "text"},
    ]},
    {"name": "tree", "color": "#009e73", "key": "2"},
]


@pytest.fixture(scope="module")
def wide(owner):
    """A large image, so that a tenth of its size still fills the stage."""
    return people.make_project(owner, images=1, width=WIDTH, height=HEIGHT, replication=90, name="Editing, wide")


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=3, width=800, height=600, replication=90, name="Editing")


@pytest.fixture(scope="module")
def asking(owner):
    """A project whose first label asks questions."""
    return people.make_project(owner, images=2, width=800, height=600, replication=90, labels=LABELS, name="Questions")


@pytest.fixture
def desk(each_browser, project):
    return open_desk(each_browser, project)


def open_desk(browsers, project, **options) -> Desk:
    person = make_annotator(project)
    desk = Desk(browsers.page(person, **options), project).open()
    desk.person = person
    return desk


def view(desk: Desk) -> tuple[float, float, float]:
    """Scale and origin of the picture as it was last painted, from the stage's corner."""
    data = desk.stage.evaluate("node => [node.dataset.scale, node.dataset.originX, node.dataset.originY]")
    return tuple(float(value) for value in data)


def zoom_to(desk: Desk, scale: float) -> None:
    """By the wheel, over the middle of the stage."""
    place = desk.stage.bounding_box()
    desk.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    for _ in range(40):
        now = view(desk)[0]
        if math.isclose(now, scale, rel_tol=2e-3):
            return
        wanted = round(max(-400, min(400, -math.log(scale / now) / 0.0015)))
        desk.page.mouse.wheel(0, wanted)
        until(lambda: view(desk)[0] != now)
    raise AssertionError(f"the scale is {view(desk)[0]}")


def press_at(desk: Desk, x: float, y: float) -> None:
    desk.page.mouse.move(x, y)
    desk.page.mouse.down()
    desk.page.mouse.up()


def keyboard_to(desk: Desk, place: tuple[float, float], target: tuple[float, float]) -> None:
    """Arrows from one image point to another: by hundreds, tens and ones."""
    for axis, keys in enumerate((("ArrowLeft", "ArrowRight"), ("ArrowUp", "ArrowDown"))):
        way = round(target[axis] - place[axis])
        key = keys[way > 0]
        for modifier, size in (("Control+", 100), ("Shift+", 10), ("", 1)):
            steps, way = divmod(abs(way), size)
            for _ in range(steps):
                desk.page.keyboard.press(modifier + key)


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


def test_shapes_are_pasted_on_the_next_image_and_suggested_by_the_one_before(each_browser, project):
    """Accepted, adjusted, deleted, added: each is told apart in the export."""
    desk = open_desk(each_browser, project)
    keys = desk.page.keyboard
    for x in (100, 250, 400):
        desk.drag(x, 100, x + 80, 180)
    keys.press("Control+a")
    keys.press("Control+c")
    desk.submit()
    keys.press("Control+v")
    desk.expect_count(3)
    desk.expect_draft(desk.person, [[x, 100, 80, 80] for x in (100, 250, 400)], tolerance=1)
    keys.press("x")
    desk.expect_count(0)
    keys.press("r")
    desk.expect_count(3)
    expect(desk.page.get_by_test_id("suggestion-accept")).to_be_visible()
    keys.press("v")
    keys.press("Shift+ArrowDown")
    expect(desk.page.locator(".object-row.is-suggested")).to_have_count(1)
    keys.press("v")
    expect(desk.page.locator(".object-row[aria-selected=true]")).to_have_class(re.compile("is-suggested"))
    keys.press("x")
    desk.expect_count(2)
    desk.page.keyboard.press("w")
    desk.drag(500, 400, 600, 500)
    desk.submit()
    whole = project.export("annotators")
    number = next(a["id"] for a in whole["annotators"] if a["name"] == desk.person.account["name"])
    (outcome,) = [row for row in whole["suggestions"] if row["annotator_id"] == number]
    assert {key: outcome[key] for key in ("source", "accepted", "adjusted", "deleted", "added")} == {
        "source": "previous", "accepted": 1, "adjusted": 1, "deleted": 1, "added": 1}
    states = [a["boxwood"].get("origin", {}).get("state") for a in whole["annotations"]
              if a["annotator_id"] == number and a["image_id"] == outcome["image_id"]]
    assert sorted(states, key=str) == sorted(["accepted", "adjusted", None], key=str)


def test_undecided_suggestions_are_asked_about_before_handing_in(each_browser, project):
    desk = open_desk(each_browser, project)
    desk.drag(100, 100, 200, 200)
    desk.submit()
    desk.page.keyboard.press("r")
    desk.expect_count(1)
    desk.page.keyboard.press("Control+Enter")
    with desk.expecting_assignment():
        desk.page.get_by_test_id("suggestions-remove").click()
        desk.page.get_by_role("dialog").wait_for(state="detached")
        # The question was answered; the answer goes out by itself.
    items = desk.person.get(f"{project.path}/mine", status=200).json()["items"]
    assert sorted(item["annotations"] for item in items) == [0, 1]


def test_needed_answers_are_asked_for_and_kept(each_browser, asking):
    desk = open_desk(each_browser, asking)
    page = desk.page
    desk.drag(100, 100, 200, 200)
    page.keyboard.press("2")
    desk.drag(300, 100, 400, 200)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("notice")).to_contain_text("needs an answer: colour")
    expect(page.get_by_test_id("attribute-0").locator("input").first).to_be_focused()
    page.keyboard.press("2")
    expect(page.get_by_label("blue")).to_be_checked()
    for name, text in (("attribute-1", "9"), ("attribute-1", "4"), ("attribute-3", "B-X 1")):
        page.get_by_test_id(name).select_text()
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        if text == "9":
            expect(page.get_by_text("At most 8.")).to_be_visible()
    page.get_by_test_id("attribute-2").get_by_text("Yes").click()
    page.keyboard.press("Escape")
    desk.expect_saved()
    desk.submit(by_key=True)
    whole = asking.export("annotators")
    number = next(a["id"] for a in whole["annotators"] if a["name"] == desk.person.account["name"])
    answers = [a.get("attributes") for a in whole["annotations"] if a["annotator_id"] == number]
    assert answers == [{"colour": "blue", "doors": 4, "moving": True, "plate": "B-X 1"}, None]


def test_several_objects_are_answered_at_once(each_browser, asking):
    desk = open_desk(each_browser, asking)
    for x in (100, 250):
        desk.drag(x, 100, x + 80, 180)
    desk.page.keyboard.press("s")
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("1")
    desk.page.keyboard.press("Escape")
    desk.page.keyboard.press("t")
    desk.page.keyboard.press("Control+s")
    desk.expect_saved()
    found = desk.draft(desk.person)
    assert [list(a["attributes"].values()) for a in found] == [["red"], ["red"]]
    assert all(a["flags"]["truncated"] for a in found)
    desk.page.keyboard.press("Control+z")
    desk.page.keyboard.press("Control+z")
    desk.page.keyboard.press("Control+s")
    desk.expect_saved()
    assert [a.get("attributes", {}) for a in desk.draft(desk.person)] == [{}, {}]


def test_a_neighbour_is_traced_with_the_magnet(desk):
    """Its border is taken along exactly; Tab takes the other way round."""
    desk.polygon([(200, 200), (400, 180), (420, 300), (400, 400), (200, 420)])
    desk.page.keyboard.press("n")
    desk.tool("polygon")
    for x, y in ((402, 182), (398, 398)):
        desk.click(x, y)
    desk.click(600, 400)
    desk.click(600, 180)
    desk.page.keyboard.press("Enter")
    desk.expect_count(2)
    desk.expect_saved()
    first, second = [a["shape"]["polygon"][0] for a in desk.draft(desk.person)]
    assert second[:3] == first[1:4]
    desk.click(*first[0])
    desk.page.mouse.move(*desk.at(*first[2]))
    desk.page.keyboard.press("Tab")
    desk.click(*first[2])
    desk.page.keyboard.press("Enter")
    desk.expect_count(3)
    desk.expect_saved()
    third = desk.draft(desk.person)[2]["shape"]["polygon"][0]
    assert third == [first[0], first[4], first[3], first[2]]


def test_corners_are_added_taken_away_and_thinned(desk):
    desk.polygon([(100, 100), (400, 100), (400, 400), (100, 400)])
    desk.tool("select")
    desk.click(250, 250)
    desk.drag(250, 100, 250, 99)
    desk.drag(250, 100, 250, 50)
    expect(desk.page.get_by_text("5 corners")).to_be_visible()
    desk.drag(250, 50, 250, 99)
    slider = desk.page.get_by_test_id("simplify")
    slider.focus()
    for _ in range(30):
        desk.page.keyboard.press("ArrowRight")
    expect(desk.page.get_by_test_id("simplify-result")).to_contain_text("5 → 4")
    desk.page.get_by_test_id("simplify-take").click()
    expect(desk.page.get_by_text("4 corners")).to_be_visible()
    desk.page.keyboard.press("Control+z")
    expect(desk.page.get_by_text("5 corners")).to_be_visible()
    desk.page.keyboard.down("Alt")
    desk.click(250, 99)
    desk.page.keyboard.up("Alt")
    expect(desk.page.get_by_text("4 corners")).to_be_visible()


LAYOUTS = {
    "azerty": [("w", "KeyZ", "tool-box"), ("e", "KeyE", "tool-polygon"), ("s", "KeyS", "tool-select")],
    "dvorak": [("w", "Comma", "tool-box"), ("e", "KeyD", "tool-polygon"), ("s", "Semicolon", "tool-select")],
    "cyrillic": [("ц", "KeyW", "tool-box"), ("у", "KeyE", "tool-polygon"), ("ы", "KeyS", "tool-select")],
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_mean_the_same_on_other_layouts(desk, layout):
    for key, code, tool in [*LAYOUTS[layout], *LAYOUTS[layout]]:
        desk.page.evaluate(
            "([key, code]) => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}))", [key, code])
        expect(desk.page.get_by_test_id(tool)).to_have_attribute("aria-pressed", "true")


def test_keys_can_be_changed_and_never_collide(desk):
    page = desk.page
    page.keyboard.press("?")
    page.get_by_test_id("keys-edit").click()
    row = page.locator("[data-command='tool.box']")
    row.get_by_role("button", name="Add a key").click()
    page.keyboard.press("e")
    expect(page.get_by_test_id("key-message")).to_contain_text("E is taken by: Polygon")
    row.get_by_role("button", name="Add a key").click()
    page.keyboard.press("z")
    expect(page.get_by_test_id("key-message")).to_contain_text("Z is now: Box")
    page.keyboard.press("Escape")
    desk.tool("select")
    page.keyboard.press("z")
    expect(page.get_by_test_id("tool-box")).to_have_attribute("aria-pressed", "true")
    desk.reload()
    page.keyboard.press("s")
    page.keyboard.press("z")
    expect(page.get_by_test_id("tool-box")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("F1")
    page.get_by_test_id("keys-edit").click()
    page.get_by_test_id("key-preset").select_option("cvat")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.press("n")
    expect(page.get_by_test_id("tool-box")).to_have_attribute("aria-pressed", "true")


def test_the_palette_finds_commands_and_labels(desk):
    page = desk.page
    page.keyboard.press("Control+k")
    page.get_by_test_id("palette-input").fill("extreme")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("tool-extreme")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+k")
    page.get_by_test_id("palette-input").fill("dog")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("label-2")).to_have_attribute("aria-pressed", "true")


def test_the_whole_journey_by_keyboard_with_questions(each_browser, asking):
    """A box, its questions, a polygon, the palette, the help, handing in: no pointer, and everything has a name."""
    desk = open_desk(each_browser, asking)
    page, keys = desk.page, desk.page.keyboard
    keys.press("m")
    keys.press("Enter")
    keyboard_to(desk, (0, 0), (60, 40))
    keys.press("Enter")
    desk.expect_count(1)
    keys.press("m")
    keys.press("s")
    keys.press("Tab")
    keys.press("Enter")
    expect(page.get_by_role("radiogroup", name="colour").locator("input").first).to_be_focused()
    keys.press("3")
    keys.press("Escape")
    expect(page.get_by_role("application", name="Picture to draw on")).to_be_focused()
    keys.press("Control+k")
    expect(page.get_by_role("combobox", name="Type a few letters")).to_be_focused()
    page.keyboard.type("help")
    keys.press("Escape")
    keys.press("?")
    expect(page.get_by_role("dialog", name="Shortcuts")).to_be_visible()
    keys.press("Escape")
    names = page.locator(".annotate").aria_snapshot()
    for wanted in ('toolbar "Tools"', 'application "Picture to draw on"', 'option "car 1', 'button "Undo"'):
        assert wanted in names, names
    unnamed = re.findall(r"^\s*- (?:button|link|textbox|combobox|radio|checkbox|slider)\s*$", names, re.MULTILINE)
    assert not unnamed, names
    desk.submit(by_key=True)
    (answer,) = desk.person.get(f"{asking.path}/mine", status=200).json()["items"]
    assert answer["annotations"] == 1


def test_targets_are_large_enough(desk):
    """At least 24 CSS pixels each way (WCAG 2.2, 2.5.8)."""
    desk.polygon([(100, 100), (400, 100), (400, 400), (100, 400)])
    desk.tool("select")
    desk.click(250, 250)
    small = desk.page.evaluate("""() => [...document.querySelectorAll(
      '.annotate button, .annotate a, .annotate input:not(.visually-hidden), .annotate select, .annotate [role=option]')]
      .filter((node) => node.checkVisibility())
      .map((node) => ({ node, box: node.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (box.width < 24 || box.height < 24))
      .map(({ node, box }) => `${node.outerHTML.slice(0, 80)} ${box.width} by ${box.height}`)""")
    assert not small, "\n".join(small)


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
