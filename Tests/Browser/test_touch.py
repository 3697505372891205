"""A phone in the hand: the loupe beside the finger, what a resting finger opens, deciding about suggestions."""

import pytest
from playwright.sync_api import expect

import people
from hands import open_desk, view

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}

SEEN_THROUGH = """() => {
  const canvas = document.querySelector('.loupe canvas');
  const middle = Math.round(canvas.width / 2);
  return [...canvas.getContext('2d').getImageData(middle, middle, 1, 1).data];
}"""


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=2, width=800, height=600, replication=90, name="Touch")


@pytest.fixture
def phone(browsers, project):
    """Chromium only: nothing else lets a test touch with several fingers."""
    desk = open_desk(browsers, project, **PHONE)
    cdp = desk.page.context.new_cdp_session(desk.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        cdp.send("Input.dispatchTouchEvent", {
            "type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]})

    desk.touch = touch
    return desk


def draw(desk, x: float, y: float, to_x: float, to_y: float) -> None:
    desk.touch("touchStart", desk.at(x, y))
    for k in range(1, 5):
        desk.touch("touchMove", desk.at(x + (to_x - x) * k / 4, y + (to_y - y) * k / 4))
    desk.touch("touchEnd")


def test_a_loupe_shows_what_the_finger_hides_while_a_corner_is_placed_or_dragged(phone):
    page, loupe = phone.page, phone.page.get_by_test_id("loupe")
    expect(loupe).to_be_hidden()
    phone.touch("touchStart", phone.at(200, 200))
    for x, y in ((300, 280), (500, 400)):
        phone.touch("touchMove", phone.at(x, y))
        expect(loupe).to_be_visible()
        place, (finger_x, finger_y) = loupe.bounding_box(), phone.at(x, y)
        assert not (place["x"] <= finger_x <= place["x"] + place["width"]
                    and place["y"] <= finger_y <= place["y"] + place["height"])
        assert page.evaluate(SEEN_THROUGH)[3] == 255
    # The box being drawn is in it, too: its lower right corner in the middle.
    box = page.locator(".loupe .core").last.bounding_box()
    assert box["x"] + box["width"] > place["x"] + place["width"] / 2 - 4
    phone.touch("touchEnd")
    expect(loupe).to_be_hidden()
    phone.expect_count(1)

    phone.tool("select")
    phone.touch("touchStart", phone.at(500, 400))
    phone.touch("touchMove", phone.at(540, 440))
    phone.touch("touchMove", phone.at(600, 500))
    expect(loupe).to_be_visible()
    # A second finger makes it a pinch: the corner is where it was, and there is nothing to aim at.
    phone.touch("touchStart", phone.at(600, 500), phone.at(300, 300))
    expect(loupe).to_be_hidden()
    phone.touch("touchEnd")
    phone.expect_draft(phone.person, [[200, 200, 300, 200]], tolerance=3)
    page.keyboard.press("Control+z")
    phone.expect_count(0)


def test_a_resting_finger_opens_what_can_be_done_with_a_shape(phone):
    panel = phone.page.locator(".annotate-panel")
    draw(phone, 150, 150, 450, 400)
    phone.expect_count(1)
    draw(phone, 550, 150, 700, 300)
    phone.expect_count(2)
    phone.tool("select")
    phone.touch("touchStart", phone.at(300, 275))
    expect(panel).to_be_visible()
    phone.touch("touchEnd")
    expect(panel).to_be_visible()
    expect(phone.page.locator(".object-row[aria-selected=true]")).to_have_count(1)
    # The picture moves up, so that the shape is not under the panel.
    assert 275 * view(phone)[0] + view(phone)[2] < panel.bounding_box()["y"] - phone.stage.bounding_box()["y"]
    assert float(phone.page.get_by_test_id("field-width").input_value()) == pytest.approx(300, abs=6)
    phone.page.get_by_test_id("flag-occluded").tap()
    expect(phone.page.get_by_test_id("flag-occluded")).to_have_attribute("aria-pressed", "true")
    # A finger that moves on, or one that draws, opens nothing.
    stage = phone.stage.bounding_box()
    phone.touch("touchStart", (stage["x"] + 30, stage["y"] + 30))
    expect(panel).to_be_hidden()
    phone.touch("touchEnd")
    phone.page.keyboard.press("Shift+F")
    phone.touch("touchStart", phone.at(600, 200))
    phone.touch("touchMove", phone.at(560, 260))
    phone.page.wait_for_timeout(700)
    expect(panel).to_be_hidden()
    phone.touch("touchEnd")
    phone.tool("box")
    phone.touch("touchStart", phone.at(300, 275))
    phone.page.wait_for_timeout(700)
    expect(panel).to_be_hidden()
    phone.touch("touchMove", phone.at(350, 330))
    phone.touch("touchMove", phone.at(400, 350))
    phone.touch("touchEnd")
    phone.expect_count(3)


def test_suggestions_are_decided_beside_the_picture(phone):
    for x in (100, 300, 500):
        draw(phone, x, 200, x + 120, 330)
    phone.expect_count(3)
    phone.submit()
    phone.page.keyboard.press("r")
    phone.expect_count(3)
    accept, remove = phone.page.get_by_test_id("suggestion-bar-accept"), phone.page.get_by_test_id("suggestion-bar-remove")
    for each in (accept, remove):
        # Nothing lies over it: a tap goes through only where it is hit.
        each.tap(trial=True)
        assert each.bounding_box()["height"] >= 44
    accept.tap()
    remove.tap()
    phone.expect_count(2)
    accept.tap()
    expect(accept).to_be_hidden()
    phone.expect_saved()
    states = [a.get("origin", {}).get("state") for a in phone.draft(phone.person)]
    assert states == ["accepted", "accepted"]
