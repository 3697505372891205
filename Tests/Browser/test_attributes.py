"""Questions that a label asks, in Chromium and in Firefox."""

import pytest
from playwright.sync_api import expect

import people
from hands import ASKING, open_desk


@pytest.fixture(scope="module")
def asking(owner):
    """A project whose first label asks questions."""
    return people.make_project(owner, images=2, width=800, height=600, replication=90, labels=ASKING, name="Attributes")


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
