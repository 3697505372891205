"""Questions pinned to a place: asked by an annotator, answered by the requester, seen by nobody else."""

import pytest
from playwright.sync_api import expect

import people
from desk import Desk
from people import make_annotator

WIDTH, HEIGHT = 800, 600
HTML = "<img src=x onerror=\"document.title='hacked'\"><blink>bold</blink>"


@pytest.fixture
def project(make_project):
    return make_project(images=1, width=WIDTH, height=HEIGHT, replication=5)


def ask(desk: Desk, x: float, y: float, text: str) -> None:
    desk.page.mouse.move(*desk.at(x, y))
    desk.page.keyboard.press("c")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("Your question").fill(text)
    dialog.get_by_role("button", name="Ask").click()
    expect(dialog).to_be_hidden()


def test_a_question_is_answered_in_place(browsers, project):
    ada = make_annotator(project, "Ada")
    desk = Desk(browsers.page(ada), project).open()
    ask(desk, 300, 200, "Is the shadow part of it?")
    pin = desk.page.get_by_test_id("pin")
    expect(pin).to_have_count(1)
    place, (x, y) = pin.bounding_box(), desk.at(300, 200)
    assert abs(place["x"] + 14 - x) < 3 and abs(place["y"] + 30 - y) < 4, (place, x, y)

    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    item = page.get_by_test_id("thread-item")
    expect(item).to_contain_text("Is the shadow part of it?")
    expect(item).to_contain_text("Ada")
    item.locator("summary").click()
    item.get_by_role("link", name="See the place").click()
    panel = page.get_by_test_id("questions-panel")
    expect(panel.get_by_test_id("thread")).to_contain_text("Is the shadow part of it?")
    expect(page.get_by_test_id("pin")).to_be_visible()
    panel.get_by_label("Answer").fill("No, leave it out.")
    panel.get_by_role("button", name="Send").click()
    expect(panel.get_by_test_id("thread-item")).to_have_attribute("data-state", "answered")

    desk.reload()
    expect(pin).to_have_attribute("data-state", "answered")
    pin.click()
    dialog = desk.page.get_by_role("dialog")
    expect(dialog).to_contain_text("No, leave it out.")
    dialog.get_by_label("Answer").fill("Thanks")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog).to_contain_text("Thanks")
    dialog.get_by_role("button", name="Close the question").click()
    expect(dialog.get_by_role("button", name="Open it again")).to_be_visible()
    desk.page.keyboard.press("Escape")
    expect(pin).to_have_attribute("data-state", "resolved")
    desk.submit()
    desk.page.goto(f"{project.owner.server.url}/#/projects/{project.id}/mine")
    expect(desk.page.get_by_test_id("comments-section")).to_contain_text("Is the shadow part of it?")


def test_other_annotators_never_see_it(browsers, project):
    ada, ben = make_annotator(project, "Ada"), make_annotator(project, "Ben")
    desk = Desk(browsers.page(ada), project).open()
    ask(desk, 300, 200, "A secret question")
    other = Desk(browsers.page(ben), project).open()
    assert other.assignment["image"]["id"] == desk.assignment["image"]["id"]
    other.page.wait_for_timeout(500)
    expect(other.page.get_by_test_id("pin")).to_have_count(0)
    image = desk.assignment["image"]["id"]
    assert ben.get(f"{project.path}/images/{image}/comments", status=200).json()["items"] == []
    assert ben.get(f"{project.path}/comments", status=200).json()["items"] == []


def test_a_question_about_an_object_follows_it(browsers, project):
    desk = Desk(browsers.page(make_annotator(project)), project).open()
    desk.drag(100, 100, 200, 200)
    desk.tool("select")
    desk.click(150, 150)
    ask(desk, 700, 500, "Is this one?")
    pin = desk.page.get_by_test_id("pin")
    before = pin.bounding_box()
    desk.drag(150, 150, 250, 150)
    after = pin.bounding_box()
    assert abs(after["x"] - before["x"] - 100 * desk.scale) < 3
    desk.page.get_by_test_id("zoom-in").click()
    assert pin.bounding_box() != after


def test_a_question_that_does_not_get_through_keeps_its_text(browsers, project):
    desk = Desk(browsers.page(make_annotator(project)), project).open()
    desk.page.mouse.move(*desk.at(300, 200))
    desk.page.keyboard.press("c")
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("Your question").fill("Anybody there?")
    desk.page.context.set_offline(True)
    dialog.get_by_role("button", name="Ask").click()
    expect(dialog.get_by_role("alert")).to_contain_text("could not be reached")
    expect(dialog.get_by_label("Your question")).to_have_value("Anybody there?")
    desk.page.context.set_offline(False)
    dialog.get_by_role("button", name="Ask").click()
    expect(dialog).to_be_hidden()
    expect(desk.page.get_by_test_id("pin")).to_have_count(1)


def test_markup_in_names_and_comments_stays_text(browsers, owner):
    """With the policy that every page has, and with what is shown: nothing becomes an element."""
    project = people.make_project(
        owner, name=f"{HTML} {people.now()}", labels=[{"name": HTML}], description=HTML, instructions=f"# {HTML}\n\n{HTML}")
    # What stands before a slash is a folder, and goes.
    project.upload(people.pictures.png(WIDTH, HEIGHT, 3), "<blink>bold & 'name'.png", status=201)
    person = make_annotator(project, HTML)
    desk = Desk(browsers.page(person), project).open()
    ask(desk, 300, 200, HTML)
    desk.page.get_by_test_id("pin").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text(HTML)
    desk.page.keyboard.press("Escape")
    desk.drag(100, 100, 200, 200)
    desk.page.keyboard.press("i")
    expect(desk.page.get_by_test_id("guidelines")).to_contain_text(HTML)
    check_plain(desk.page)
    desk.submit()
    page = browsers.page(owner)
    policy = page.goto(f"{owner.server.url}/#/projects/{project.id}").headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "unsafe-eval" not in policy, policy
    page.get_by_test_id("thread-item").locator("summary").click()
    expect(page.get_by_test_id("thread")).to_contain_text(HTML)
    expect(page.get_by_test_id("image-row")).to_contain_text("<blink>bold & 'name'.png")
    check_plain(page)
    page.get_by_role("link", name="See the place").click()
    expect(page.get_by_test_id("questions-panel")).to_contain_text(HTML)
    check_plain(page)


def check_plain(page) -> None:
    assert page.locator("img[src='x'], blink").count() == 0
    assert page.title() != "hacked"


def test_guidelines_open_at_the_label_in_use_and_follow_it(browsers, make_project):
    text = "# First\n\n" + "Words. " * 400 + "\n\n## dog\n\nDogs only.\n\n" + "More. " * 400 + "\n\n## tree\n\nWhole trees."
    project = make_project(images=1, width=WIDTH, height=HEIGHT, instructions=text)
    desk = Desk(browsers.page(make_annotator(project)), project).open()
    desk.page.keyboard.press("2")
    desk.page.keyboard.press("i")
    drawer = desk.page.get_by_test_id("guidelines")
    expect(drawer.get_by_role("heading", name="dog")).to_be_in_viewport()
    expect(drawer.locator("[data-current]")).to_have_text("dog")
    desk.page.keyboard.press("3")
    expect(drawer.get_by_role("heading", name="tree")).to_be_in_viewport()
    desk.page.keyboard.press("1")
    expect(drawer.locator("[data-current]")).to_contain_text("Anything with four wheels")
    desk.drag(500, 300, 560, 360)
    desk.expect_count(1)
