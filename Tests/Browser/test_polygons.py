"""Polygons in Chromium and in Firefox: traced along a neighbour, and corner by corner."""

import pytest
from playwright.sync_api import expect

import people
from hands import open_desk


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=1, width=800, height=600, replication=90, name="Polygons")


@pytest.fixture
def desk(each_browser, project):
    return open_desk(each_browser, project)


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
