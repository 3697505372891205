"""Shapes taken over from the image before, in Chromium and in Firefox."""

import re

import pytest
from playwright.sync_api import expect

import people
from hands import open_desk


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=3, width=800, height=600, replication=90, name="Suggestions")


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
