"""Agreement to be quoted and the course of the work: figures lead to their images, filters live in the address, and
probabilities are corrected by what is known."""

import json
import re
import subprocess

import pytest
from playwright.sync_api import expect

import people
from boxwood_server import binary
from people import box, make_annotator, next_assignment, submit

IMAGES = 60


@pytest.fixture(scope="module")
def project(owner):
    """Sixty images of which the truth is known: all three see the car, the third marks a dog for nothing on every other."""
    project = people.make_project(owner, images=IMAGES, name="To be quoted", consensusMethod="bayes", replication=3)
    project.crowd = [make_annotator(project, name) for name in ("Ann", "Ben", "Cem")]
    numbers = {image["id"]: number for number, image in enumerate(project.images)}
    for who, person in enumerate(project.crowd):
        while assignment := next_assignment(person, project):
            shapes = [box(project.labels["car"], 100 + 2 * who, 100, 120, 80)]
            if who == 2 and numbers[assignment["image"]["id"]] % 2 == 0:
                shapes.append(box(project.labels["dog"], 300, 200, 60, 60))
            submit(person, assignment, shapes, status=201)
    truth = {
        "images": [{"id": number, "file_name": image["name"], "width": image["width"], "height": image["height"]}
                   for number, image in enumerate(project.images)],
        "categories": [{"id": 1, "name": "car"}],
        "annotations": [{"id": number + 1, "image_id": number, "category_id": 1, "bbox": [101, 100, 120, 80],
                         "area": 9600, "iscrowd": 0} for number in range(IMAGES)],
    }
    owner.request("POST", f"{project.path}/import?format=coco&as=truth&name=truth.json", data=json.dumps(truth),
                  headers={"Content-Type": "application/json"}, status=(200, 201))
    owner.post(f"{project.path}/consensus", status=200)
    project.reviewer = make_annotator(project, "Rita", role="reviewer")
    return project


def command(owner, *words):
    return subprocess.run([binary(), "project", *words, "--data", str(owner.server.data)],
                          capture_output=True, text=True, check=True, timeout=120).stdout


def test_figures_lead_to_their_images(browsers, project):
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-agreement").click()
    matrix = page.locator(".pair-matrix")
    expect(matrix.locator("tbody tr")).to_have_count(3)
    page.get_by_role("combobox", name="Figure").select_option("f1")
    page.get_by_role("combobox", name="Pairs from IoU").select_option("0.9")
    expect(page).to_have_url(f"{project.owner.server.url}/#/projects/{project.id}/agreement?measure=f1&iou=0.9")
    names = [name.strip() for name in matrix.locator("thead th").all_inner_texts()]
    own = matrix.locator("tbody tr", has=page.locator("th", has_text="Ann"))
    cell = own.locator("td").nth(names.index("Ben") - len(names) + own.locator("td").count())
    expect(cell).to_contain_text("1.00")
    cell.get_by_role("link").click()
    expect(page.get_by_test_id("narrowing")).to_contain_text(re.compile("answered by (Ann, Ben|Ben, Ann)"))
    expect(page.get_by_test_id("image-row")).to_have_count(25)
    page.get_by_test_id("show-all").click()
    expect(page.get_by_test_id("narrowing")).to_have_count(0)
    rows = project.owner.get(f"{project.path}/images?people={project.crowd[2].id}&label={project.labels['dog']}&limit=100",
                             status=200).json()["items"]
    assert len(rows) == IMAGES / 2
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/people/{project.crowd[2].id}")
    expect(page.get_by_test_id("person-edges")).to_contain_text("3.0")
    expect(page.get_by_test_id("person-confusion")).to_contain_text(str(IMAGES // 2))
    assert "class_alpha" in command(project.owner, "agreement", project.id, "--csv")


def test_probabilities_are_corrected_and_given_back(browsers, project):
    def figures():
        return project.owner.get(f"{project.path}/calibration", status=200).json()

    before = figures()
    assert (before["observations"], before["known"], before["recalibration"]) == (90, 90, "none")
    assert before["after"]["expectedCalibrationError"] < before["before"]["expectedCalibrationError"]
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/agreement")
    expect(page.get_by_test_id("calibration-error")).to_contain_text("90")
    page.get_by_test_id("recalibrate").click()
    expect(page.get_by_test_id("recalibrate")).to_have_text("Stop correcting", timeout=30_000)
    now = figures()
    assert now["recalibration"] == "logistic" and now["inForce"] == before["learned"]
    assert now["before"] == before["before"]
    page.get_by_test_id("recalibrate").click()
    expect(page.get_by_test_id("recalibrate")).to_have_text("Correct probabilities", timeout=30_000)
    assert "inForce" not in figures() or figures()["inForce"] is None
    assert "90 objects" in command(project.owner, "calibration", project.id)


def test_the_dashboard_s_filters_live_in_the_address(browsers, project):
    page = browsers.page(project.reviewer)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/dashboard")
    stats = page.get_by_test_id("dashboard-stats")
    expect(stats).to_contain_text(f"{IMAGES} of {IMAGES}")
    expect(stats).to_contain_text(str(3 * IMAGES))
    page.get_by_role("combobox", name="Class").select_option(project.labels["dog"])
    expect(page).to_have_url(
        f"{project.owner.server.url}/#/projects/{project.id}/dashboard?label={project.labels['dog']}")
    expect(stats.get_by_role("link", name=str(IMAGES // 2), exact=True).first).to_be_visible()
    page.reload()
    expect(stats.get_by_role("link", name=str(IMAGES // 2), exact=True).first).to_be_visible()
    page.get_by_test_id("table-throughput").click()
    with page.expect_download() as saved:
        page.get_by_test_id("csv-throughput").click()
    assert saved.value.path().read_text().count("\n") >= 2
    page.get_by_test_id("chart-throughput").locator("tbody a").first.click()
    expect(page.get_by_test_id("narrowing")).to_contain_text("dog")
    told = json.loads(command(project.owner, "dashboard", project.id, "--label", "dog", "--json"))
    assert told["total"]["answers"] == IMAGES // 2 and told["queue"]["images"] == 0
