"""Keys on every layout, keys of one's own, the palette, and a whole journey without a pointer, in Chromium and in Firefox."""

import re

import pytest
from playwright.sync_api import expect

import people
from hands import ASKING, keyboard_to, open_desk


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=1, width=800, height=600, replication=90, name="Keys")


@pytest.fixture(scope="module")
def asking(owner):
    """A project whose first label asks questions."""
    return people.make_project(owner, images=2, width=800, height=600, replication=90, labels=ASKING, name="Keys and questions")


@pytest.fixture
def desk(each_browser, project):
    return open_desk(each_browser, project)


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
