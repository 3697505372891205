"""How the picture is shown: layers, zoom, adjustment, what is remembered, and addresses of shapes."""

import io
import re
import time
from urllib.parse import parse_qs

import pytest
from PIL import Image
from playwright.sync_api import expect

import people
from desk import Desk, until

NO_WORKER = "delete globalThis.OffscreenCanvas;"
"""As in a browser that cannot paint away from the page's thread."""

KEPT_WORK = """async () => {
  const { name } = (await indexedDB.databases()).find((one) => one.name.startsWith('boxwood-work-'));
  const asked = await new Promise((done) => { const open = indexedDB.open(name); open.onsuccess = () => done(open.result); });
  return new Promise((done) => {
    const all = asked.transaction('work').objectStore('work').getAll();
    all.onsuccess = () => { asked.close(); done(all.result[0]?.work ?? null); };
  });
}"""
"""What the browser keeps of the turn besides shapes."""

COLOUR_AT = """([x, y]) => {
  const shown = document.querySelectorAll('.stage-canvas')[1];
  const place = shown.parentElement.getBoundingClientRect();
  // The width of a canvas that shows bitmaps says nothing of the bitmap.
  const copy = Object.assign(document.createElement('canvas'), { width: place.width, height: place.height });
  const context = copy.getContext('2d');
  context.drawImage(shown, 0, 0, copy.width, copy.height);
  const ratio = 1;
  return [...context.getImageData(Math.round((x - place.x) * ratio), Math.round((y - place.y) * ratio), 1, 1).data];
}"""


@pytest.fixture
def open_desk(browsers, make_project, make_annotator):
    """Opens the workspace of a new project, with some boxes in the draft."""

    def open_it(boxes=(), script=None, images=1, person=None, project=None, **options) -> tuple[Desk, people.Person, list[dict]]:
        project = project or make_project(images=images, replication=1)
        person = person or make_annotator(project)
        drawn = [people.box(project.labels["car"], *box) for box in boxes]
        if drawn:
            assignment = people.next_assignment(person, project)
            people.send_operations(person, assignment, [people.put(box) for box in drawn], status=200)
        page = browsers.page(person, **options)
        if script:
            page.add_init_script(script)
        return Desk(page, project).open(), person, drawn

    return open_it


def view_of(desk: Desk) -> dict:
    return desk.page.evaluate(
        "() => { const { scale, originX, originY } = document.querySelector('[data-testid=stage]').dataset;"
        " return { scale: +scale, x: +originX, y: +originY }; }")


@pytest.mark.parametrize("script", [None, NO_WORKER], ids=["worker", "page"])
def test_shapes_at_rest_are_painted_and_follow_the_view(open_desk, script):
    desk, _, _ = open_desk([(100, 100, 200, 150)], script=script)
    edge = desk.at(100, 180)

    def is_core(place) -> bool:
        red, green, blue, alpha = desk.page.evaluate(COLOUR_AT, list(place))
        return alpha == 255 and (red, green, blue) == (0xD5, 0x5E, 0x00)

    until(lambda: is_core(edge))
    # A new box is in the picture of the shapes at rest soon after it was drawn, and one taken back is not.
    desk.drag(400, 200, 500, 300)
    until(lambda: is_core(desk.at(400, 250)))
    desk.page.keyboard.press("Control+z")
    until(lambda: not is_core(desk.at(400, 250)))
    # Zooming about a point of the edge leaves that point where it is, and the edge on it.
    desk.page.mouse.move(*edge)
    desk.page.mouse.wheel(0, -400)
    until(lambda: view_of(desk)["scale"] > desk.scale * 1.5)
    until(lambda: desk.page.evaluate("() => document.querySelectorAll('.stage-canvas')[1].style.transform === 'none'"))
    assert is_core(edge)


def test_wheel_zoom_keeps_the_point_under_the_cursor(open_desk):
    desk, _, _ = open_desk()
    place = desk.stage.bounding_box()
    cursor = (580, 310)
    desk.page.mouse.move(place["x"] + cursor[0], place["y"] + cursor[1])
    before = view_of(desk)
    held = ((cursor[0] - before["x"]) / before["scale"], (cursor[1] - before["y"]) / before["scale"])
    for step in range(50):
        desk.page.mouse.wheel(0, -60 if step < 30 else 45)
    desk.page.wait_for_timeout(300)
    after = view_of(desk)
    assert after["scale"] != before["scale"]
    assert abs(held[0] * after["scale"] + after["x"] - cursor[0]) <= 0.5
    assert abs(held[1] * after["scale"] + after["y"] - cursor[1]) <= 0.5


def test_adjusting_changes_the_picture_alone_and_is_remembered(open_desk):
    desk, _, _ = open_desk([(100, 100, 200, 150)])
    page = desk.page
    filters = lambda: page.evaluate("() => [...document.querySelectorAll('.stage-canvas')].map((one) => one.style.filter)")  # noqa: E731
    page.keyboard.press("j")
    page.get_by_test_id("view-brightness").fill("1.5")
    page.get_by_test_id("view-gamma").fill("2")
    page.get_by_test_id("view-invert").check()
    picture, shapes = filters()
    assert re.search(r"url\(.*picture-gamma.*brightness\(1.5\) invert\(1\)", picture) and shapes == ""
    page.keyboard.press("Escape")
    desk.reload()
    assert filters()[0] == picture
    desk.stage.focus()
    page.keyboard.down("\\")
    assert filters()[0] == "none"
    page.keyboard.up("\\")
    assert filters()[0] == picture
    page.keyboard.press("Shift+J")
    assert filters()[0] == "none"


def test_the_small_map_shows_what_was_not_looked_at_in_full_size(open_desk, make_project):
    project = make_project(images=1, replication=1, width=2400, height=1800)
    desk, _, _ = open_desk(project=project)
    page, overview = desk.page, desk.page.get_by_test_id("overview")
    left = lambda: float(overview.get_attribute("data-left"))  # noqa: E731
    alpha = """([x, y]) => { const shade = document.querySelector('.overview-shade');
      return shade.getContext('2d').getImageData(x * shade.width, y * shade.height, 1, 1).data[3]; }"""
    place = desk.stage.bounding_box()
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    page.mouse.wheel(0, -300)
    expect(overview).to_be_visible()
    page.keyboard.press("Shift+1")
    until(lambda: view_of(desk)["scale"] == 1 and left() < 1)
    seen = 1 - left()
    assert seen == pytest.approx(place["width"] * place["height"] / (2400 * 1800), abs=0.05)
    view = view_of(desk)
    middle = ((place["width"] / 2 - view["x"]) / 2400, (place["height"] / 2 - view["y"]) / 1800)
    assert page.evaluate(alpha, list(middle)) == 0 and page.evaluate(alpha, [0.99, 0.99]) > 100
    # A press on the map looks there; all of the image looked at leaves nothing dark.
    corner = overview.bounding_box()
    for down in (0.2, 0.5, 0.8):
        for across in (0.18, 0.5, 0.82):
            before = left()
            page.mouse.click(corner["x"] + corner["width"] * across, corner["y"] + corner["height"] * down)
            until(lambda before=before: left() < before)
    assert left() == 0
    page.keyboard.press("j")
    page.get_by_test_id("view-coverage").uncheck()
    expect(page.locator(".overview-shade")).to_be_hidden()


def test_what_was_looked_at_goes_with_the_answer_and_is_shown_to_who_reviews(open_desk, make_project, browsers):
    project = make_project(images=1, replication=1, width=2400, height=1800)
    desk, _, _ = open_desk(project=project)
    page, overview = desk.page, desk.page.get_by_test_id("overview")
    left = lambda: float(overview.get_attribute("data-left"))  # noqa: E731
    page.keyboard.press("Shift+1")
    until(lambda: view_of(desk)["scale"] == 1 and left() < 1)
    desk.tool("box")
    desk.drag(1100, 800, 1250, 950)
    desk.expect_saved()
    seen = 1 - left()
    # What was seen before a reload still counts.
    until(lambda: (kept := page.evaluate(KEPT_WORK)) and "screened" in kept)
    desk.reload()
    page.mouse.move(*desk.at(1200, 900))
    page.mouse.wheel(0, -100)
    until(lambda: overview.is_visible() and 1 - left() == pytest.approx(seen, abs=0.02))
    desk.submit()
    reviewer = project.owner
    layer = reviewer.get(f"{project.path}/images/{project.images[0]['id']}", status=200).json()["layers"][0]
    assert layer["screened"]["cell"] == 32 and layer["screened"]["share"] == pytest.approx(seen, abs=0.02)
    page = browsers.page(reviewer)
    page.goto(f"{reviewer.server.url}/#/projects/{project.id}/images/{project.images[0]['id']}")
    shade = page.get_by_test_id("screened")
    expect(page.get_by_text("in full size").first).to_be_visible()
    expect(shade).to_be_hidden()
    page.get_by_test_id("layer-toggle-consensus").uncheck()
    expect(shade).to_be_visible()
    alpha = "(shade, [x, y]) => shade.getContext('2d').getImageData(x * shade.width, y * shade.height, 1, 1).data[3]"
    assert shade.evaluate(alpha, [0.5, 0.5]) == 0 and shade.evaluate(alpha, [0.02, 0.98]) > 100
    # With nobody's answer in sight nothing is dark.
    page.get_by_test_id("layer-toggle-A").uncheck()
    expect(shade).to_be_hidden()


def inner(desk: Desk) -> tuple[int, int, int, int]:
    """The part of a picture of the stage that shows the image."""
    place = desk.stage.bounding_box()
    (left, top), (right, bottom) = desk.at(0, 0), desk.at(*desk.image)
    return tuple(round(v) for v in (left - place["x"] + 1, top - place["y"] + 1, right - place["x"] - 1, bottom - place["y"] - 1))


def test_equalising_spreads_the_brightness_by_one_curve_and_is_remembered(open_desk):
    desk, _, _ = open_desk()
    page = desk.page
    curve = lambda: page.evaluate(  # noqa: E731
        "() => [...document.querySelectorAll('#picture-gamma [tableValues]')].map((one) => one.getAttribute('tableValues'))")
    page.keyboard.press("j")
    page.get_by_test_id("view-equalise").check()
    until(lambda: all(curve()) and len(curve()) == 3)
    first, *others = curve()
    values = [float(value) for value in first.split()]
    assert others == [first] * 2 and len(values) == 256
    assert max(values) > 0.55 and min(values) < 0.45
    # What is shown: from nearly black to nearly white, and about as much of it dark as light.
    page.keyboard.press("Escape")
    greys = lambda: sorted(Image.open(io.BytesIO(desk.stage.screenshot())).convert("L").crop(inner(desk)).tobytes())  # noqa: E731
    until(lambda: (shown := greys())[len(shown) // 100] < 40 and shown[-len(shown) // 100] > 215, patience=20)
    shown = greys()
    assert 90 < shown[len(shown) // 2] < 165
    filters = lambda: page.evaluate("() => [...document.querySelectorAll('.stage-canvas')].map((one) => one.style.filter)")  # noqa: E731
    assert "picture-gamma" in filters()[0] and filters()[1] == ""
    # Closer, other tiles are shown by the same curve.
    page.keyboard.press("Shift+1")
    until(lambda: view_of(desk)["scale"] == 1)
    assert curve() == [first] * 3
    desk.reload()
    until(lambda: curve() == [first] * 3)
    page.keyboard.press("Shift+J")
    until(lambda: filters()[0] == "none")


def test_help_palette_and_instructions_open_without_the_network(open_desk):
    desk, _, _ = open_desk()
    page = desk.page
    fetched = "() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop())"
    later = {"help-dialog.js", "key-editor.js", "command-palette.js", "markdown.js"}
    until(lambda: later <= set(page.evaluate(fetched)))
    page.context.set_offline(True)
    page.keyboard.press("?")
    expect(page.locator(".help-dialog .help-columns section").first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_test_id("palette-input")).to_be_focused()
    page.keyboard.press("Escape")
    page.context.set_offline(False)


def test_the_settings_of_one_person_are_not_those_of_another(open_desk, browsers):
    desk, _, _ = open_desk(images=2)
    desk.page.keyboard.press("j")
    desk.page.get_by_test_id("view-invert").check()
    keys = desk.page.evaluate("() => Object.keys(localStorage).filter((key) => key.startsWith('boxwood-view-'))")
    assert len(keys) == 1 and len(keys[0]) > len("boxwood-view-") + 8


def test_the_panel_keeps_its_width(open_desk):
    desk, _, _ = open_desk()
    panel = desk.page.locator(".annotate-panel")
    before = panel.bounding_box()["width"]
    desk.page.get_by_test_id("panel-resizer").focus()
    for _ in range(4):
        desk.page.keyboard.press("ArrowLeft")
    wider = panel.bounding_box()["width"]
    assert wider == before + 64
    desk.reload()
    assert panel.bounding_box()["width"] == wider


def test_an_address_leads_to_a_shape(open_desk):
    desk, person, drawn = open_desk([(50, 50, 60, 40), (400, 300, 80, 60)])
    desk.tool("select")
    desk.click(440, 330)
    expect(desk.page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    hash_now = lambda: desk.page.evaluate("() => location.hash")  # noqa: E731
    until(lambda: "shape=" in hash_now())
    assert parse_qs(hash_now().split("?")[1]) == {"image": [desk.assignment["image"]["id"]], "shape": [drawn[1]["id"]]}
    fitted = view_of(desk)["scale"]
    desk.reload()
    expect(desk.page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    until(lambda: view_of(desk)["scale"] > fitted * 1.5)
    desk.page.keyboard.press("Escape")
    until(lambda: "shape" not in hash_now())


def test_an_address_of_another_image_says_so(open_desk):
    desk, person, _ = open_desk()
    desk.page.goto("about:blank")
    with desk.expecting_assignment():
        desk.page.goto(f"{desk.project.owner.server.url}/#/projects/{desk.project.id}/annotate?image={'0' * 32}&shape=x")
    desk.ready()
    expect(desk.page.get_by_text("not on your desk")).to_be_visible()


def test_pixels_are_marked_off_when_they_are_large(open_desk):
    desk, _, _ = open_desk()
    place = desk.stage.bounding_box()
    middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    desk.page.mouse.move(*middle)
    colours = """() => {
      const canvas = document.querySelector('.stage-canvas');
      const data = canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 120, 1).data;
      const seen = new Set();
      for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return seen.size;
    }"""
    for _ in range(40):
        desk.page.mouse.wheel(0, -120)
    until(lambda: view_of(desk)["scale"] == 40)
    desk.page.wait_for_timeout(500)
    # 120 pixels of the screen are three of the image: as many colours, and no blend between them but the lines.
    assert desk.page.evaluate(colours) <= 8


def test_only_what_is_near_is_fetched_once_the_view_rests(open_desk, make_project):
    project = make_project(images=1, replication=1, width=4000, height=3000)
    desk, _, _ = open_desk(project=project)
    asked = []
    place = desk.stage.bounding_box()
    desk.page.mouse.move(place["x"] + place["width"] * 0.7, place["y"] + place["height"] * 0.6)
    desk.page.wait_for_timeout(1000)
    desk.page.on("request", lambda request: "/iiif/" in request.url and asked.append((time.monotonic(), request.url)))
    for _ in range(14):
        desk.page.mouse.wheel(0, -100)
    until(lambda: view_of(desk)["scale"] > desk.scale * 7)
    rested = time.monotonic()
    desk.page.wait_for_timeout(1500)
    view = view_of(desk)
    left, top = -view["x"] / view["scale"], -view["y"] / view["scale"]
    right, bottom = left + place["width"] / view["scale"], top + place["height"] / view["scale"]
    assert asked
    late = [tuple(int(n) for n in url.split("/")[-4].split(",")) for at, url in asked if at > rested + 0.2]
    for x, y, _, _ in late:
        assert left - 1024 <= x <= right + 512 and top - 1024 <= y <= bottom + 512, (x, y)


def test_with_forced_colours_shapes_keep_theirs_and_controls_are_seen(open_desk):
    desk, _, _ = open_desk([(100, 100, 200, 150)], forced_colors="active", reduced_motion="reduce")
    desk.tool("select")
    desk.click(101, 180)
    handle = desk.page.locator(".stage-editing .handle").first
    expect(handle).to_be_visible()
    assert desk.page.evaluate("(node) => getComputedStyle(node).stroke", handle.element_handle()) != "rgb(17, 17, 17)"


def test_the_next_image_may_be_fetched_ahead_and_no_other(make_project, make_annotator):
    project = make_project(images=3, replication=1)
    person = make_annotator(project)
    assignment = people.next_assignment(person, project)
    own, following = assignment["image"]["id"], assignment["next"]["id"]
    (other,) = {image["id"] for image in project.images} - {own, following}
    for image, status in ((own, 200), (following, 200), (other, 404)):
        person.get(f"/iiif/3/{image}/full/max/0/default.jpg", status=status)
    people.submit(person, assignment, [], status=201)
    assert people.next_assignment(person, project)["image"]["id"] == following
