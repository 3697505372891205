"""Heatmaps of disagreement: filters, legend and hotspots on an image; over a project every figure opens the images behind it."""

import json
import re
import struct
import subprocess

import pytest
from playwright.sync_api import expect

import people
from boxwood_server import binary
from people import box, make_annotator, next_assignment, submit


@pytest.fixture(scope="module")
def project(owner):
    """Three images and two people: on the first they agree on a car and only Ada sees a tree on the right; on the second
    Bob takes the car for a dog; on the third they agree."""
    project = people.make_project(owner, images=3, name="Differing", replication=2)
    project.ada, project.bob = make_annotator(project, "Ada"), make_annotator(project, "Bob")
    first, second, _ = [image["id"] for image in project.images]
    for person in (project.ada, project.bob):
        while assignment := next_assignment(person, project):
            image = assignment["image"]["id"]
            name = "dog" if person is project.bob and image == second else "car"
            shapes = [box(project.labels[name], 56, 56, 119, 84)]
            if person is project.ada and image == first:
                shapes.append(box(project.labels["tree"], 497, 357, 63, 63))
            submit(person, assignment, shapes, status=201)
    project.reviewer = make_annotator(project, "Rita", role="reviewer")
    return project


def query(page):
    return page.evaluate("() => Object.fromEntries(new URLSearchParams(location.hash.split('?')[1] ?? ''))")


def test_a_heatmap_is_filtered_and_its_hotspots_are_gone_to(browsers, project):
    page = browsers.page(project.reviewer)
    image = project.images[0]["id"]
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/images/{image}")
    page.get_by_test_id("layer-toggle-heatmap").check()
    expect(page.get_by_test_id("hotspot")).to_have_count(1)
    expect(page.get_by_test_id("hotspot")).to_contain_text("Existence")
    expect(page.get_by_test_id("hotspot")).to_contain_text("tree")
    expect(page.locator(".heat-controls .ramp-ticks")).to_contain_text("0.50")
    page.wait_for_function("() => document.querySelector('.viewer-heat').naturalWidth === 640")
    before = page.locator(".viewer-scale").inner_text()
    page.get_by_test_id("hotspot").get_by_role("button").click()
    expect(page.locator(".viewer-scale")).not_to_have_text(before)

    page.get_by_test_id("heatmap-label").select_option(label="car")
    expect(page.get_by_test_id("hotspots")).to_contain_text("No place")
    page.get_by_test_id("heatmap-label").select_option("")
    page.get_by_test_id("heatmap-person").select_option("B")
    expect(page.get_by_test_id("hotspot")).to_have_count(1)
    expect(page.get_by_test_id("heatmap-weighting")).to_be_disabled()
    page.get_by_test_id("heatmap-threshold").fill("0.5")
    page.get_by_test_id("heatmap-opacity").fill("0.3")
    expect(page.locator(".viewer-heat")).to_have_css("opacity", "0.3")
    page.wait_for_function("() => location.hash.includes('heatOpacity=0.3') && location.hash.includes('heatFrom=0.5')")
    said = query(page)
    assert said == {"heat": "total", "heatPerson": "B", "heatFrom": "0.5", "heatOpacity": "0.3"}, said
    # The address brings it all back.
    page.reload()
    expect(page.get_by_test_id("layer-toggle-heatmap")).to_be_checked()
    expect(page.get_by_test_id("heatmap-person")).to_have_value("B")
    expect(page.get_by_test_id("hotspot")).to_have_count(1)
    page.get_by_test_id("heatmap-layer").select_option("band")
    expect(page.get_by_test_id("heatmap-person")).to_be_disabled()
    expect(page.get_by_test_id("hotspot").first).to_contain_text("Edge")
    with page.expect_download() as waiting:
        page.get_by_test_id("heatmap-png").click()
    picture = waiting.value.path().read_bytes()
    assert struct.unpack(">II", picture[16:24]) == (640, 480)
    page.keyboard.press("h")
    expect(page.locator(".viewer-heat")).to_be_hidden()
    assert query(page) == {}


def test_every_figure_of_a_project_opens_the_images_behind_it(browsers, project):
    page = browsers.page(project.reviewer)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-disagreement").click()
    behind = page.get_by_test_id("image-behind")
    names = [image["name"] for image in project.images]
    page.wait_for_function("() => document.querySelector('[data-testid=frame-image]')?.naturalWidth === 512")
    expect(page.locator(".frame-body .ramp-ticks")).to_contain_text("0.33")

    # By keys: the cursor begins in the hottest cell, and Enter opens it.
    page.get_by_test_id("frame-map").focus()
    expect(page.get_by_test_id("frame-value")).to_contain_text(re.compile(r"Column \d+, row \d+: 0\.333"))
    page.keyboard.press("Enter")
    expect(behind).to_have_count(1)
    assert re.fullmatch(r"\d+,\d+", query(page)["cell"])
    expect(page.get_by_role("heading", name="Images behind it")).to_be_focused()
    # By pointing: the lower right, where only Ada saw a tree.
    page.get_by_test_id("frame-map").click(position={"x": 530 / 640 * page.get_by_test_id("frame-map").bounding_box()["width"],
                                                     "y": 390 / 480 * page.get_by_test_id("frame-map").bounding_box()["height"]})
    expect(behind).to_contain_text(names[0])
    page.wait_for_function("() => document.querySelector('[data-testid=image-behind] img')?.naturalWidth > 20")

    page.get_by_test_id("confusion-cell").first.click()
    expect(behind).to_contain_text(names[1])
    expect(behind).to_contain_text("1 pair")
    page.get_by_test_id("people-cell").first.click()
    # An agreement counts place: the class alone makes none.
    expect(behind).to_have_count(1)
    expect(behind).to_contain_text(names[0])
    page.get_by_test_id("size-cell").last.click()
    expect(behind).to_have_count(1)
    assert {"size", "of"} <= set(query(page))
    page.get_by_test_id("disagreement-layer").select_option("class")
    expect(page.get_by_test_id("frame-place")).to_have_count(1)
    expect(page.get_by_test_id("frame-place")).to_contain_text("Top left")
    page.get_by_test_id("disagreement-label").select_option(label="tree")
    expect(page.get_by_text("There is no disagreement of this kind.")).to_be_visible()
    page.get_by_test_id("disagreement-label").select_option("")
    page.get_by_test_id("confusion-cell").first.click()
    expect(behind).to_contain_text(names[1])
    page.reload()
    expect(page.get_by_test_id("disagreement-layer")).to_have_value("class")
    expect(behind).to_contain_text(names[1])
    behind.get_by_role("link").click()
    expect(page.get_by_test_id("heatmap-layer")).to_have_value("class")
    expect(page.get_by_test_id("hotspot")).to_contain_text("Class")
    text = page.locator("body").inner_text()
    assert "Ada" not in text and "Bob" not in text, "a reviewer sees pseudonyms"


def test_the_same_by_command_and_address(project, tmp_path):
    def run(*words, status=0):
        command = [str(binary()), "heatmap", *words, "--data", str(project.owner.server.data)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    told = run("Differing")
    assert "3 images" in told and re.search(r"(car +dog|dog +car) +1\b", told), told
    assert re.search(r"(Ada +Bob|Bob +Ada) +3 +0\.111", told), told
    name = project.images[0]["name"]
    assert re.search(r"presence +\d+ +\d+ +\d+ +\d+ +1\.000", run("Differing", "--image", name))
    run("Differing", "--image", name, "--annotator", "Ada", "--layer", "presence", "--out", "ada.png")
    assert (tmp_path / "ada.png").read_bytes()[:4] == b"\x89PNG"
    run("Differing", "--layer", "class", "--label", "car", "--out", "all.json")
    whole = json.loads((tmp_path / "all.json").read_text())
    assert (whole["images"], whole["pending"], whole["layer"]) == (3, 0, "class")
    assert whole == json.loads(run("Differing", "--layer", "class", "--label", "car", "--json"))
    run("Differing", "--annotator", "Ada", status=64)
    run("Differing", "--image", "nowhere.png", status=1)
    run("Differing", "--image", name, "--annotator", "Zoe", status=1)
    # Twice one shape in common over three: the agreement of the first image is two thirds, of the others one.
    pair = whole["pairs"][0]
    assert (pair["images"], pair["matched"], pair["alone"], pair["renamed"]) == (3, 3, 1, 1)
    assert pair["disagreement"] == pytest.approx(1 / 9, abs=1e-3)
