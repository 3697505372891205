"""The main job, all of it: from the printed link to a COCO file, with three people drawing at once in browsers."""

import json
import re

import pytest
from playwright.sync_api import expect
from pycocotools.coco import COCO

import people
import pictures
from desk import Desk, same_boxes
from people import PASSWORD, Person


@pytest.fixture(scope="module")
def server(start_server):
    """A server nobody has set up yet."""
    return start_server()


CARS = [[100, 100, 120, 90], [320, 200, 100, 100]]
TREE = [(420, 60), (560, 60), (560, 180), (420, 180)]


@pytest.mark.filterwarnings("ignore:__array__:DeprecationWarning")  # from inside pycocotools
def test_the_main_job(server, browsers, tmp_path):
    page = browsers.page()
    owner = set_up_the_server(page, server)
    project = create_the_project(page, owner)
    upload_images(page, project)
    links = [make_invite(page) for _ in range(3)]

    desks = [join_as(browsers, server, project, link, n) for n, link in enumerate(links)]
    annotate_together(desks)
    progress = project.progress()
    assert (progress["submitted"], progress["complete"], progress["empty"]) == (9, 3, 1)
    mean = progress["meanAgreement"]
    assert 0 <= mean["low"] <= mean["value"] <= mean["high"] <= 1 and mean["value"] > 0.5 and mean["n"] > 0

    see_the_progress(page, project)
    review_the_cars(page, project)
    export_and_check(page, project, tmp_path)


def set_up_the_server(page, server) -> Person:
    """The owner opens the printed link and makes the first account."""
    page.goto(server.owner_link())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Set up this server")
    page.get_by_test_id("link-email").fill("olga@example.org")
    page.get_by_test_id("link-name").fill("Olga Owner")
    page.get_by_test_id("link-password").fill(PASSWORD)
    page.get_by_test_id("link-continue").click()
    expect(page.get_by_role("heading", name="No projects yet")).to_be_visible(timeout=20_000)
    assert "link" not in page.url, "the secret does not stay in the address"
    owner = Person(server, "olga@example.org", PASSWORD)
    owner.session.cookies.update({c["name"]: c["value"] for c in page.context.cookies()})
    owner.account = owner.get("/api/v1/session", status=200).json()["account"]
    assert owner.account["role"] == "owner"
    return owner


def create_the_project(page, owner) -> people.Project:
    page.get_by_test_id("project-new").click()
    page.get_by_test_id("project-name").fill("Street scenes")
    for index, name in enumerate(("car", "dog", "tree")):
        if index > 0:
            page.get_by_test_id("label-add").click()
        page.get_by_test_id(f"label-name-{index}").fill(name)
    page.get_by_role("textbox", name="Instructions").fill("# Cars\n\nDraw **every** car.\n\n<script>alert(1)</script>")
    page.get_by_test_id("project-save").click()
    expect(page.get_by_role("heading", name="Street scenes", level=1)).to_be_visible()
    (card,) = owner.get("/api/v1/projects", status=200).json()["items"]
    return people.Project(owner, owner.get(f"/api/v1/projects/{card['id']}", status=200).json())


def upload_images(page, project) -> None:
    """Three good ones, one that is broken, one that is there twice: each gets its own word."""
    def file(name: str, data: bytes) -> dict:
        return {"name": name, "mimeType": "image/png", "buffer": data}

    scenes = [pictures.png(640, 480, seed) for seed in (1, 2, 3)]
    page.get_by_test_id("upload-input").set_input_files([
        file("one.png", scenes[0]), file("broken.png", scenes[1][:500]), file("two.png", scenes[1]),
        file("one again.png", scenes[0]), file("three.png", scenes[2]),
    ])
    def item(name: str):
        return page.get_by_test_id("upload-item").filter(has=page.get_by_text(name, exact=True))

    for name in ("two.png", "three.png"):
        expect(item(name)).to_have_attribute("data-state", "done", timeout=20_000)
    expect(item("broken.png")).to_have_attribute("data-state", "error", timeout=20_000)
    assert len(item("broken.png").locator(".upload-why").inner_text()) > 10
    for name in ("one.png", "one again.png"):
        expect(item(name)).to_have_attribute("data-state", re.compile("done|duplicate"), timeout=20_000)
    # Several files are sent at once, so either of the two equal ones may be first.
    states = sorted(item(name).get_attribute("data-state") for name in ("one.png", "one again.png"))
    assert states == ["done", "duplicate"]
    expect(page.get_by_test_id("image-row")).to_have_count(3)
    project.images = project.owner.get(f"{project.path}/images", status=200).json()["items"]
    for picture in page.get_by_test_id("image-row").locator("img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=image-row] img')].every((i) => i.naturalWidth > 0)")


def make_invite(page) -> str:
    shown = page.get_by_test_id("invite-link")
    before = shown.input_value() if shown.count() else ""
    page.get_by_test_id("invite-create").click()
    expect(shown).not_to_have_value(before)
    return shown.input_value()


def join_as(browsers, server, project, link: str, number: int) -> Desk:
    """Somebody opens the invitation in a browser of their own, makes an account, and asks for an image."""
    page = browsers.page()
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Street scenes")
    page.get_by_test_id("link-email").fill(f"annotator{number}@example.org")
    page.get_by_test_id("link-name").fill(f"Annotator {number}")
    page.get_by_test_id("link-password").fill(PASSWORD)
    page.get_by_test_id("link-continue").click()
    expect(page.get_by_test_id("draw-next")).to_be_visible(timeout=20_000)
    desk = Desk(page, project)
    with desk.expecting_assignment():
        page.get_by_test_id("draw-next").click()
    desk.ready()
    desk.person = Person(server)
    desk.person.session.cookies.update({c["name"]: c["value"] for c in page.context.cookies()})
    return desk


def annotate_together(desks: list[Desk]) -> None:
    """Turn by turn, so that all three are at the project at the same time."""
    names = {image["id"]: image["name"] for image in desks[0].project.images}
    assert len({desk.assignment["id"] for desk in desks}) == 3
    for turn in range(3):
        for number, desk in enumerate(desks):
            draw(desk, names[desk.assignment["image"]["id"]], number)
        for number, desk in enumerate(desks):
            desk.submit(by_key=(turn + number) % 2 == 0)
    for desk in desks:
        assert desk.assignment is None, "three images, and no more"
        expect(desk.page.get_by_test_id("end-screen")).to_contain_text("3 images")


def draw(desk: Desk, name: str, number: int) -> None:
    """One image with two cars and a tree, one with a car that somebody misses, one with nothing on it."""
    off = number * 2  # nobody draws exactly alike
    if name.startswith("one"):
        (x, y, w, h), (x2, y2, w2, h2) = CARS
        desk.drag(x + off, y, x + w + off, y + h)
        desk.click(x2, y2 + off)
        desk.click(x2 + w2, y2 + h2 + off)
        desk.page.keyboard.press("3")
        desk.polygon([(px + off, py) for px, py in TREE])
        desk.expect_count(3)
        desk.expect_draft(desk.person, [[x + off, y, w, h], [x2, y2 + off, w2, h2]], tolerance=1)
    elif name.startswith("two"):
        if number < 2:
            desk.drag(200, 150, 400 + off, 300)
        desk.expect_count(min(1, 2 - number) if number < 2 else 0)
    else:
        expect(desk.page.get_by_test_id("submit")).to_have_text("Submit: nothing here")


def see_the_progress(page, project) -> None:
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("9")
    rows = page.get_by_test_id("image-row")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("two.png")  # the one where somebody missed the car
    expect(page.get_by_text("Mean agreement")).to_be_visible()
    picture = page.get_by_test_id("heatmap-image")
    picture.scroll_into_view_if_needed()
    page.wait_for_function("() => document.querySelector('[data-testid=heatmap-image]').naturalWidth > 0")


def review_the_cars(page, project) -> None:
    """The image with everybody's shapes, the consensus beside them, and the heatmap over it."""
    page.get_by_role("link", name="one", exact=False).first.click()
    expect(page.get_by_test_id("consensus-object")).to_have_count(3)
    for letter in "ABC":
        toggle = page.get_by_test_id(f"layer-toggle-{letter}")
        expect(toggle).to_be_visible()
        before = toggle.is_checked()
        page.keyboard.press(str("ABC".index(letter) + 1))
        expect(toggle).to_be_checked(checked=not before)
        page.keyboard.press(str("ABC".index(letter) + 1))
    page.get_by_test_id("layer-toggle-heatmap").check()
    page.wait_for_function("() => document.querySelector('.viewer-heat').naturalWidth > 0")
    page.get_by_test_id("heatmap-opacity").fill("0.3")
    for layer in ("presence", "boundary", "class", "total"):
        page.get_by_test_id("heatmap-layer").select_option(layer)
        page.wait_for_function(
            "(layer) => { const heat = document.querySelector('.viewer-heat');"
            " return heat.src.includes(`layer=${layer}`) && heat.complete && heat.naturalWidth > 0 && !heat.hidden; }",
            arg=layer)
    page.go_back()
    expect(page.get_by_test_id("image-row")).to_have_count(3)
    page.get_by_test_id("image-row").filter(has_text="two.png").get_by_role("link").click()
    expect(page.get_by_test_id("conflict-row").first).to_be_visible()


def export_and_check(page, project, tmp_path) -> None:
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    documents = {}
    for layer in ("consensus", "annotators", "all"):
        with page.expect_download() as download:
            page.get_by_test_id(f"export-{layer}").click()
        path = tmp_path / f"{layer}.json"
        download.value.save_as(path)
        documents[layer] = json.loads(path.read_text())
        coco = COCO(str(path))
        assert len(coco.getImgIds()) == 3, "one row an image, whatever the number of people"
        assert {c["name"] for c in coco.loadCats(coco.getCatIds())} == {"car", "dog", "tree"}
        for annotation in coco.loadAnns(coco.getAnnIds()):
            mask = coco.annToMask(annotation)
            assert abs(int(mask.sum()) - annotation["area"]) <= 0.03 * annotation["area"] + 40
    consensus = documents["consensus"]
    by_image = {image["file_name"]: [] for image in consensus["images"]}
    names = {image["id"]: image["file_name"] for image in consensus["images"]}
    for annotation in consensus["annotations"]:
        by_image[names[annotation["image_id"]]].append(annotation)
    cars = {c["name"]: c["id"] for c in consensus["categories"]}
    one = next(found for name, found in by_image.items() if name.startswith("one"))
    assert sorted(a["category_id"] for a in one) == sorted([cars["car"], cars["car"], cars["tree"]])
    same_boxes([a["bbox"] for a in one if a["category_id"] == cars["car"]],
               [[102, 100, 120, 90], [320, 202, 100, 100]], tolerance=2.5)
    assert len(by_image["two.png"]) == 1 and by_image["three.png"] == []
    assert all(0 < a["score"] <= 1 for a in consensus["annotations"])
    assert len(documents["annotators"]["annotations"]) == 3 * 3 + 2
    assert project.export() == consensus, "the same answers, the same export"
