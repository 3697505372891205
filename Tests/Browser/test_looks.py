"""Every screen, light and dark, on a desk and in a hand: pictures to look at, and an accessibility check of each.

The pictures are written to ``screenshots/`` beside this file.
"""

import re
import uuid
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import people
import pictures
from desk import Desk
from people import box, make_annotator, next_assignment, submit
from result_screens import RESULTS, go

PICTURES = Path(__file__).parent / "screenshots"
DESK, HAND = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

# Controls that reach past the window, and whether the page as a whole does.
CUT_OFF = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  const scrolls = (node) => node
    && (/auto|scroll/.test(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  const hidden = (node) => node.closest('.visually-hidden, .skip-link, [inert]') || !node.checkVisibility();
  const cut = [...document.querySelectorAll('button, a, input, select, textarea')].filter((node) => {
    const { left, right, width } = node.getBoundingClientRect();
    return width > 1 && !hidden(node) && !scrolls(node.parentElement) && (right > innerWidth + 1 || left < -1);
  });
  return [...(wide > 0 ? [`the page is ${wide} px wider than the window`] : []),
    ...cut.map((node) => `cut off at the edge: ${node.outerHTML.slice(0, 100)}`)];
}"""

INSTRUCTIONS = """# What to draw

Draw **every car** you can see, as tight as you can.

* Half hidden cars too: mark them *occluded*.
* No toy cars.

1. Look at the whole picture first.
2. Draw the large ones, then the small ones.

> When in doubt, draw it and mark it *unsure*.
"""


@pytest.fixture(scope="module")
def world(owner):
    """A project in which three people have drawn most of the images, not always alike."""
    project = people.make_project(
        owner, name="Street scenes, north side", instructions=INSTRUCTIONS, consensusMethod="bayes",
        description="Cars, dogs and trees as they were on the first of May.")
    for number, name in enumerate((
        "crossing.png", "harbour at night with a very long file name that hardly fits.png", "market.png",
        "station.png", "tower.png",
    )):
        made = project.upload(pictures.png(900, 600, 40 + number), name, status=201).json()
        project.images.append(made)
    label = project.labels
    crowd = [make_annotator(project, name) for name in ("Ada Lovelace", "Ben Ng", "Chiara dell’Acqua")]
    for who, person in enumerate(crowd):
        for _ in range(4):
            assignment = next_assignment(person, project)
            number = [i["id"] for i in project.images].index(assignment["image"]["id"])
            shapes = [box(label["car"], 100 + 4 * who, 120 + number * 10, 220, 140 + 6 * who)]
            if number % 2 == 0:
                shapes.append(box(label["dog" if who else "tree"], 480, 300 + 25 * who, 130, 110))
            if who == 1 and number != 3:
                shapes.append(box(label["tree"], 680, 60, 90, 200))
            if number == 2:
                outline = [[400, 60], [520, 40 + 5 * who], [560, 180], [430, 200]]
                shapes.append({**box(label["tree"], 0, 0, 1, 1), "shape": {"polygon": [outline]}})
            submit(person, assignment, [] if number == 3 else shapes, status=201)
    owner.post(f"{project.path}/consensus", status=200)
    project.crowd = crowd
    project.audit = owner.post(f"{project.path}/audits", {"items": 12, "atLeast": 0.9, "seed": 4}, status=201).json()
    verdicts = [("right", {}), ("wrong", {"reason": "misplaced"}), ("right", {})]
    owner.post(f"{project.path}/audits/{project.audit['id']}/judgements", {"judgements": [
        {"id": str(uuid.uuid4()), "item": number, "verdict": verdict, **more}
        for number, (verdict, more) in enumerate(verdicts, 1)]}, status=200)
    project.conflicts = owner.get(f"{project.path}/conflicts", status=200).json()["items"]
    for conflict, choice in zip(project.conflicts[-2:], ("merged", "none")):
        owner.post(f"{project.path}/conflicts/{conflict['id']}/decision", {
            "id": str(uuid.uuid4()), "choice": choice, "reason": "Only its shadow is in the picture."}, status=200)
    project.worst = owner.get(f"{project.path}/images?sort=disagreement", status=200).json()["items"][0]
    project.empty = people.make_project(owner, name="Nothing here yet")
    project.asking = people.make_project(owner, images=2, width=900, height=600, name="Cars in detail", labels=[
        {"name": "car", "color": "#d55e00", "key": "1", "attributes": [
            {"name": "colour", "kind": "choice", "required": True, "options": ["red", "blue", "white", "something else"]},
            {"name": "doors", "kind": "number", "required": True, "minimum": 0, "maximum": 8},
            {"name": "moving", "kind": "yesno"},
            {"name": "number plate", "kind": "text"},
        ]}, {"name": "tree", "color": "#009e73", "key": "2"}])
    project.repeating = people.make_project(owner, images=2, width=900, height=600, name="Cars again and again")
    project.outlined = people.make_project(owner, images=1, width=900, height=600, name="Outlines")
    for other in (project.asking, project.repeating, project.outlined):
        people.join(other, crowd[0])
    return project


def sign_in(page, world):
    go(page, world, "#/sign-in")
    expect(page.get_by_test_id("sign-in-email")).to_be_visible()


def sign_in_refused(page, world):
    sign_in(page, world)
    page.get_by_test_id("sign-in-email").fill("nobody@example.org")
    page.get_by_test_id("sign-in-password").fill("something wrong")
    page.get_by_test_id("sign-in-submit").click()
    expect(page.get_by_text("do not belong together")).to_be_visible(timeout=20_000)


def invitation(page, world):
    body = {"role": "annotator", "email": "guest@example.org"}
    link = world.owner.post(f"{world.path}/invites", body, status=201).json()["link"]
    page.goto(link)
    expect(page.get_by_test_id("link-password")).to_be_visible()


def link_used(page, world):
    go(page, world, "#/link/nothing-opens-with-this")
    expect(page.get_by_role("heading", level=1)).to_contain_text("does not work")


def projects(page, world):
    go(page, world, "#/projects")
    expect(page.get_by_test_id("project-card").first).to_be_visible()


def account_menu(page, world):
    projects(page, world)
    page.get_by_test_id("account-menu").locator("summary").click()
    expect(page.get_by_test_id("sign-out")).to_be_visible()


def project_new(page, world):
    go(page, world, "#/projects/new")
    page.get_by_test_id("project-name").fill("Cats of the quarter")
    page.get_by_test_id("label-name-0").fill("cat")
    page.get_by_test_id("label-add").click()
    page.get_by_role("textbox", name="Instructions").fill(INSTRUCTIONS)
    expect(page.get_by_role("region").get_by_role("heading", name="What to draw")).to_be_visible()


def project_new_refused(page, world):
    go(page, world, "#/projects/new")
    page.get_by_test_id("project-name").fill("Cats of the quarter")
    page.get_by_test_id("project-save").click()
    expect(page.get_by_text("give it a name")).to_be_visible()


def project(page, world):
    go(page, world, f"#/projects/{world.id}")
    expect(page.get_by_test_id("image-row")).to_have_count(5)
    expect(page.get_by_test_id("heatmap-image")).to_be_attached()
    expect(page.get_by_test_id("agreement-questions")).to_be_visible()
    expect(page.get_by_test_id("skill")).to_have_count(3)
    page.get_by_test_id("invite-create").click()
    expect(page.get_by_test_id("invite-link")).to_be_visible()


def project_empty(page, world):
    go(page, world, f"#/projects/{world.empty.id}")
    expect(page.get_by_role("heading", name="No images yet")).to_be_visible()


def project_uploading(page, world):
    project_empty(page, world)
    page.get_by_test_id("upload-input").set_input_files([
        {"name": "broken.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\nnothing"},
        {"name": "drawing.svg", "mimeType": "image/svg+xml", "buffer": pictures.SVG},
    ])
    expect(page.get_by_test_id("upload-item")).to_have_count(2)
    for item in page.get_by_test_id("upload-item").all():
        expect(item).to_have_attribute("data-state", "error")


def settings(page, world):
    go(page, world, f"#/projects/{world.id}/settings")
    expect(page.get_by_test_id("project-name")).to_have_value(world.body["name"])


def settings_questions(page, world):
    go(page, world, f"#/projects/{world.asking.id}/settings")
    page.get_by_test_id("label-attributes").first.locator("summary").click()
    page.get_by_test_id("attribute-add").first.click()
    page.get_by_test_id("project-save").click()
    expect(page.get_by_text("A question needs a name.")).to_be_visible()


def tokens(page, world):
    go(page, world, "#/tokens")
    page.get_by_role("textbox", name="Name").fill("nightly export")
    page.get_by_role("button", name="Make token").click()
    expect(page.get_by_test_id("token-value")).to_be_visible()


def accounts(page, world):
    go(page, world, "#/accounts")
    expect(page.get_by_text("Ada Lovelace").first).to_be_visible()


def password(page, world):
    go(page, world, "#/password")
    expect(page.get_by_role("heading", name="password")).to_be_visible()


def not_found(page, world):
    go(page, world, "#/no/such/place")
    expect(page.get_by_role("heading", level=1)).to_contain_text("no such page")


def projects_of_annotator(page, world):
    projects(page, world)
    expect(page.get_by_test_id("draw-next").first).to_be_visible()


def annotate(page, world):
    desk = Desk(page, world).open()
    desk.drag(100, 120, 320, 260)
    page.keyboard.press("2")
    desk.drag(450, 300, 560, 420)
    page.keyboard.press("3")
    desk.polygon([(620, 100), (760, 80), (800, 240), (640, 260)])
    desk.tool("select")
    desk.click(200, 200)
    desk.expect_count(3)
    desk.expect_saved()
    return desk


def annotate_drawing(page, world):
    desk = Desk(page, world).open()
    desk.drag(100, 300, 320, 460, release=False)


def annotate_help(page, world):
    Desk(page, world).open()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Shortcuts")


def annotate_keys(page, world):
    Desk(page, world).open()
    page.keyboard.press("?")
    page.get_by_test_id("keys-edit").click()
    page.locator("[data-command='tool.box']").get_by_role("button", name="Add a key").click()
    page.keyboard.press("e")
    expect(page.get_by_test_id("key-message")).to_contain_text("is taken by")


def annotate_palette(page, world):
    Desk(page, world).open()
    page.keyboard.press("Control+k")
    page.get_by_test_id("palette-input").fill("im")


def annotate_questions(page, world):
    desk = Desk(page, world.asking).open()
    desk.drag(120, 120, 320, 300)
    desk.drag(420, 260, 640, 420)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("notice")).to_contain_text("needs an answer")
    page.get_by_test_id("attribute-0").get_by_text("blue").click()
    page.get_by_test_id("attribute-1").focus()
    page.keyboard.type("12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("At most 8.")).to_be_visible()


def annotate_suggestions(page, world):
    """Two shapes of the image before, and one drawn here."""
    desk = Desk(page, world.repeating).open()
    desk.drag(100, 120, 320, 260)
    page.keyboard.press("2")
    desk.drag(450, 300, 560, 420)
    desk.submit()
    desk.drag(640, 80, 820, 200)
    page.keyboard.press("r")
    desk.expect_count(3)
    expect(page.get_by_test_id("suggestion-accept")).to_be_visible()
    page.keyboard.press("v")
    expect(page.locator(".object-row.is-suggested")).to_have_count(1)


def annotate_polygon(page, world):
    """A polygon that is about to be thinned."""
    desk = Desk(page, world.outlined).open()
    desk.polygon([(100, 100), (170, 92), (250, 80), (330, 88), (400, 100), (408, 200), (420, 300), (260, 340), (90, 300)])
    desk.tool("select")
    desk.click(250, 200)
    page.get_by_test_id("simplify").focus()
    for _ in range(50):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("simplify-result")).to_contain_text("9 →")
    expect(page.get_by_test_id("simplify-take")).to_be_enabled()


def annotate_extreme(page, world):
    desk = Desk(page, world).open()
    page.keyboard.press("Shift+W")
    for point in ((300, 100), (120, 240), (310, 400)):
        desk.click(*point)
    page.mouse.move(*desk.at(520, 260))


def annotate_skip(page, world):
    Desk(page, world).open()
    if not page.get_by_test_id("skip").is_visible():
        page.get_by_role("button", name="More actions").click()
    page.get_by_test_id("skip").click()
    expect(page.get_by_test_id("skip-confirm")).to_be_visible()


def annotate_instructions(page, world):
    Desk(page, world).open()
    page.keyboard.press("i")
    expect(page.get_by_role("heading", name="What to draw")).to_be_visible()


def annotate_offline(page, world):
    desk = Desk(page, world).open()
    page.context.set_offline(True)
    desk.drag(300, 300, 420, 380)
    expect(desk.chip).to_have_attribute("data-state", "offline")


def annotate_signed_out(page, world):
    desk = Desk(page, world).open()
    page.context.clear_cookies()
    desk.drag(300, 300, 420, 380)
    expect(page.get_by_role("dialog")).to_contain_text("Sign in again")


def nothing_left(page, world):
    go(page, world, f"#/projects/{world.empty.id}/annotate")
    expect(page.get_by_test_id("end-screen")).to_be_visible()


def mine(page, world):
    go(page, world, f"#/projects/{world.id}/mine")
    expect(page.get_by_role("link", name=re.compile("Look at")).first).to_be_visible()


def mine_image(page, world):
    mine(page, world)
    page.get_by_role("link", name=re.compile("Look at")).first.click()
    expect(page.get_by_text("stays as it is")).to_be_visible()


VISITOR = [sign_in, sign_in_refused, invitation, link_used]
OWNER = [
    projects, account_menu, project_new, project_new_refused, project, project_empty, project_uploading, settings,
    settings_questions, tokens, accounts, password, not_found, nothing_left, *RESULTS,
]
ANNOTATOR = [
    projects_of_annotator, annotate, annotate_drawing, annotate_help, annotate_keys, annotate_palette, annotate_questions,
    annotate_suggestions, annotate_polygon, annotate_extreme, annotate_skip, annotate_instructions, annotate_offline,
    annotate_signed_out, mine, mine_image,
]


@pytest.mark.parametrize("screen", VISITOR + OWNER + ANNOTATOR, ids=lambda screen: screen.__name__)
def test_a_screen_looks_right_and_is_accessible(browsers, world, screen):
    person = world.owner if screen in OWNER else world.crowd[0] if screen in ANNOTATOR else None
    page = browsers.page(person, viewport=DESK, reduced_motion="reduce")
    screen(page, world)
    found = look(page, screen.__name__)
    page.context.set_offline(False)
    assert not found, "\n".join(found)


def look(page: Page, name: str) -> list[str]:
    """Pictures of what the page shows, on a desk and in a hand, light and dark; what is wrong there, a line each."""
    PICTURES.mkdir(exist_ok=True)
    found = []
    for place, size in (("desk", DESK), ("hand", HAND)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.wait_for_function(
                "() => [...document.images].every((image) => image.complete || image.loading === 'lazy')")
            page.wait_for_timeout(80)
            page.screenshot(path=PICTURES / f"{name}-{place}-{scheme}.png", full_page=True)
            if place == "desk" or scheme == "light":
                found += [f"{place} {scheme}: {fault}" for fault in faults(page)]
        found += [f"{place}: {text}" for text in page.evaluate(CUT_OFF)]
    return found


def faults(page: Page) -> list[str]:
    """What the accessibility checker says, a line for each element."""
    return [
        f"{violation['id']}: {node['target']} {node['html'][:120]} {node.get('failureSummary', '')}"
        for violation in Axe().run(page, options=RULES).response["violations"]
        for node in violation["nodes"][:4]
    ]
