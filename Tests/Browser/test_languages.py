"""Every screen in German, in an English four tenths longer, and mirrored: nothing untranslated, cut off, or the wrong way round.

The pictures are written to ``screenshots/`` beside this file.
"""

import re

import pytest
from playwright.sync_api import Page, expect

import people
import pictures
from desk import Desk, boxes_of, same_boxes, until
from languages import WORDS, in_language, language_faults, shot
from people import PASSWORD, box, make_annotator, next_assignment, submit
from test_looks import INSTRUCTIONS, faults


@pytest.fixture(scope="module")
def world(owner):
    project = people.make_project(
        owner, name="Street scenes, south side", instructions=INSTRUCTIONS, consensusMethod="bayes", images=4, width=900,
        height=600, description="Cars, dogs and trees.")
    crowd = [make_annotator(project, name) for name in ("Ada Lovelace", "Ben Ng", "Chiara dell’Acqua")]
    for who, person in enumerate(crowd):
        for _ in range(3):
            assignment = next_assignment(person, project)
            shapes = [box(project.labels["car"], 100 + 4 * who, 120, 220, 140 + 6 * who)]
            if who:
                shapes.append(box(project.labels["dog"], 480, 300 + 25 * who, 130, 110))
            submit(person, assignment, shapes, status=201)
    owner.post(f"{project.path}/consensus", status=200)
    project.crowd = crowd
    project.worst = owner.get(f"{project.path}/images?sort=disagreement", status=200).json()["items"][0]
    return project


def at(address: str, test_id: str):
    """A screen that is there once an element is."""
    def go(page: Page, world) -> None:
        page.goto(f"{world.owner.server.url}/{address.format(world=world)}")
        expect(page.get_by_test_id(test_id).first).to_be_visible()
    go.__name__ = re.sub(r"\W+", "-", address.replace("{world.id}", "").replace("{world.worst[id]}", "").strip("#/")) or "projects"
    return go


def account_menu(page, world):
    page.goto(f"{world.owner.server.url}/#/projects")
    page.get_by_test_id("account-menu").locator("summary").click()
    expect(page.get_by_test_id("language")).to_be_visible()


def annotate(page, world):
    desk = Desk(page, world).open()
    desk.drag(100, 120, 320, 260)
    desk.drag(450, 300, 560, 420)
    desk.tool("select")
    desk.click(200, 200)
    desk.expect_saved()


def annotate_help(page, world):
    Desk(page, world).open()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def annotate_ask(page, world):
    Desk(page, world).open()
    page.keyboard.press("c")
    expect(page.get_by_role("dialog")).to_be_visible()


def annotate_skip(page, world):
    Desk(page, world).open()
    if not page.get_by_test_id("skip").is_visible():
        page.locator(".annotate-bar .only-narrow").last.click()
    page.get_by_test_id("skip").click()
    expect(page.get_by_test_id("skip-confirm")).to_be_visible()


def annotate_guidelines(page, world):
    Desk(page, world).open()
    page.keyboard.press("i")
    expect(page.get_by_test_id("guidelines")).to_be_visible()


SCREENS = {
    "visitor": [at("#/sign-in", "sign-in-email")],
    "owner": [
        at("#/projects", "project-card"), account_menu, at("#/projects/new", "project-name"),
        at("#/projects/{world.id}", "image-row"), at("#/projects/{world.id}/settings", "project-name"),
        at("#/projects/{world.id}/images/{world.worst[id]}", "consensus-object"),
    ],
    "annotator": [
        annotate, annotate_help, annotate_ask, annotate_skip, annotate_guidelines,
        at("#/projects/{world.id}/mine", "comments-section"),
    ],
}
EACH = [pytest.param(who, screen, id=screen.__name__) for who, screens in SCREENS.items() for screen in screens]


def person_for(who: str, world):
    return {"visitor": None, "owner": world.owner, "annotator": world.crowd[0]}[who]


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize("who, screen", EACH)
def test_a_screen_in_other_words(browsers, world, who, screen, tag):
    page = in_language(browsers, tag, person_for(who, world))
    screen(page, world)
    found = language_faults(page, tag, screen.__name__)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("tag", ["de", "en-XA"])
def test_the_bar_has_room_for_its_words_at_every_width(browsers, world, tag):
    desk = Desk(in_language(browsers, tag, world.crowd[0]), world).open()
    desk.page.context.set_offline(True)
    desk.drag(100, 120, 320, 260)
    expect(desk.chip).to_have_attribute("data-state", "offline")
    found = []
    for width in (1600, 1501, 1500, 1280, 1101, 1100, 960, 821, 820, 600):
        desk.page.set_viewport_size({"width": width, "height": 800})
        over = desk.page.locator(".annotate-bar").evaluate("node => node.scrollWidth - node.clientWidth")
        cut = desk.page.locator(".status-text").evaluate("node => node.scrollWidth - node.clientWidth")
        if over > 0 or cut > 0:
            found.append(f"{width}: {over} px too wide, {cut} px of the state of saving cut off")
    desk.page.context.set_offline(False)
    assert not found, "\n".join(found)


def test_the_image_is_never_mirrored(browsers, make_project):
    project = make_project(images=1, width=800, height=600)
    person = make_annotator(project)
    desk = Desk(in_language(browsers, "ar-XB", person), project).open()
    panel, stage = desk.page.locator(".annotate-panel").bounding_box(), desk.stage.bounding_box()
    assert panel["x"] < stage["x"], "the panel is on the other side"
    desk.drag(40, 60, 140, 160)
    desk.expect_draft(person, [[40, 60, 100, 100]])
    desk.page.keyboard.press("s")
    desk.click(90, 110)
    desk.page.keyboard.press("ArrowRight")
    desk.expect_draft(person, [[41, 60, 100, 100]])
    desk.submit()
    (item,) = person.get(f"{project.path}/mine", status=200).json()["items"]
    same_boxes(boxes_of(person.get(f"/api/v1/assignments/{item['assignmentId']}/mine").json()["annotations"]), [[41, 60, 100, 100]])


def test_the_language_is_the_browsers_until_one_is_chosen_and_then_remembered(browsers, server, world):
    page = browsers.page(locale="de-AT")
    page.goto(f"{server.url}/#/sign-in")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    page.get_by_test_id("language").select_option("en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_test_id("language").select_option("de")
    expect(page.get_by_role("heading", level=1)).to_have_text("Anmelden")
    page.context.add_cookies(world.crowd[1].cookies())
    page.goto("about:blank")  # Only what follows the # would change, and the page would stay the one it is.
    page.goto(f"{server.url}/#/projects")
    expect(page.get_by_role("heading", level=1)).to_have_text("Projekte")
    page.get_by_test_id("account-menu").locator("summary").click()
    page.get_by_test_id("language").select_option("en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Projects")


def test_a_menu_opened_while_the_screen_is_fetched_stays_open(browsers, world):
    page = browsers.page(world.owner)
    held = []
    page.route("**/api/v1/projects", lambda route: held.append(route))
    page.goto(f"{world.owner.server.url}/#/projects")
    page.get_by_test_id("account-menu").locator("summary").click()
    expect(page.get_by_test_id("language")).to_be_visible()
    until(lambda: held or page.wait_for_timeout(50))
    held[0].continue_()
    expect(page.get_by_test_id("project-card").first).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-view", "projects")
    expect(page.get_by_test_id("language")).to_be_visible()


def test_numbers_dates_and_refusals_are_german(browsers, world):
    person = world.crowd[0]
    person.post("/api/v1/account/password", {"current": "", "new": PASSWORD}, status=204)
    page = in_language(browsers, "de", person)
    page.goto(f"{world.owner.server.url}/#/projects/{world.id}/mine")
    expect(page.locator("tbody th").first).to_contain_text(re.compile(r"^\d\d\.\d\d\.\d{4}, \d\d:\d\d$"))
    page.goto(f"{world.owner.server.url}/#/password")
    page.get_by_label("Jetziges Passwort").fill("not the right one at all")
    page.get_by_label("Neues Passwort").fill("a new long enough one")
    page.get_by_role("button", name="Passwort ändern").click()
    expect(page.get_by_text("Das jetzige Passwort stimmt nicht.")).to_be_visible(timeout=20_000)
    other = in_language(browsers, "de", world.owner)
    other.goto(f"{world.owner.server.url}/#/projects/{world.id}/images/{world.worst['id']}")
    expect(other.get_by_test_id("consensus-object").first).to_contain_text(re.compile(r"\d,\d|\d %"))


def test_a_picture_for_the_eye(browsers, make_project):
    """German, dark, with an open question and a conflict's panel: looked at by people, checked for accessibility here."""
    project = make_project(images=1, width=900, height=600)
    project.upload(pictures.png(900, 600, 9), "b.png", status=(200, 201))
    person = make_annotator(project)
    first, second = (Desk(in_language(browsers, "de", person), project).open() for _ in range(2))
    first.drag(100, 100, 260, 240)
    first.expect_saved()
    second.drag(500, 400, 560, 460)
    second.expect_count(2)
    for desk, dx in ((first, 60), (second, -40)):
        desk.tool("select")
        desk.click(180, 170)
        desk.drag(180, 170, 180 + dx, 170 + 20)
        desk.page.wait_for_timeout(700)
    second.page.mouse.move(*second.at(700, 200))
    second.page.keyboard.press("Escape")
    expect(second.page.locator(".annotate-conflict")).to_be_visible(timeout=15_000)
    for scheme in ("light", "dark"):
        second.page.emulate_media(color_scheme=scheme)
        second.page.wait_for_timeout(100)
        second.page.screenshot(path=shot(f"de-conflict-{scheme}"))
        assert not faults(second.page)
    second.page.keyboard.press("2")
    second.expect_saved()
