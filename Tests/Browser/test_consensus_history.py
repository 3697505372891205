"""The history of a consensus: settings are tried and applied, runs compared, and one goes back and forward to the same bytes."""

import itertools
import json
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

import people
from boxwood_server import binary
from people import box, make_annotator, next_assignment, submit

NUMBERS = itertools.count(1)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def project(owner):
    """Six images, four of them answered: on every one all three people see a car, and one of them a dog."""
    project = people.make_project(owner, images=6, name=f"To and fro {next(NUMBERS)}", replication=3, consensusMethod="quorum", quorum=0.5)
    project.crowd = [make_annotator(project, name) for name in ("Ada", "Ben", "Cleo")]
    for _ in range(4):
        answer(project)
    owner.post(f"{project.path}/consensus", status=200)
    return project


def answer(project):
    """Everybody's answer to one more image."""
    for who, person in enumerate(project.crowd):
        shapes = [box(project.labels["car"], 100 + 4 * who, 100, 120, 80)]
        if who == 2:
            shapes.append(box(project.labels["dog"], 400, 300, 60, 60))
        submit(person, next_assignment(person, project), shapes, status=201)


def exported(project, layer="all"):
    return project.owner.get(f"{project.path}/export?format=coco&layer={layer}", status=200).content


def history(project):
    return project.owner.get(f"{project.path}/consensus-runs", status=200).json()


def accessible(page):
    violations = Axe().run(page, options=RULES).response["violations"]
    assert violations == [], json.dumps(violations, indent=1)[:2000]


def go_back(page, number, as_run):
    page.get_by_role("button", name=f"Roll back to run {number}", exact=True).click()
    page.get_by_role("alertdialog").get_by_role("button", name="Roll back").click()
    expect(page.get_by_test_id("runs-pin")).to_contain_text(f"stands at run {as_run}.")


def test_settings_are_tried_applied_and_taken_back_to_the_same_bytes(browsers, project):
    half = exported(project)
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-consensus").click()
    expect(page.get_by_test_id("run")).to_have_count(1)

    # Tried: nothing is stored.
    page.get_by_role("slider", name="Quorum").fill("0.3")
    page.get_by_test_id("preview").click()
    comparison = page.get_by_test_id("comparison")
    expect(comparison).to_contain_text("preview, nothing is stored")
    expect(page.get_by_test_id("comparison-sum")).to_have_text("4 of 4 images differ.")
    dogs = page.get_by_test_id("effect-row").filter(has_text="dog").get_by_role("cell")
    expect(dogs.nth(1)).to_have_text("0")
    expect(dogs.nth(2)).to_have_text("4")
    expect(page.get_by_test_id("changed-image")).to_have_count(4)
    expect(page.get_by_test_id("changes").locator("li")).to_have_text(["dog added"])
    expect(page.locator(".viewer-shapes .core")).to_have_count(1)
    accessible(page)
    assert len(history(project)["items"]) == 1 and exported(project) == half

    # Applied: a run.
    page.get_by_test_id("apply").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Apply these settings").click()
    expect(page.get_by_test_id("run")).to_have_count(2)
    expect(page.get_by_test_id("run").first).to_contain_text("Other settings")
    third = exported(project)
    assert third != half and json.loads(third)["info"] is not None

    # Back: the bytes of then; and while it stands there, an answer waits.
    go_back(page, 1, as_run=3)
    expect(page.get_by_test_id("run")).to_have_count(3)
    assert exported(project) == half
    assert project.owner.get(project.path, status=200).json()["quorum"] == 0.5
    accessible(page)
    go_back(page, 2, as_run=4)
    assert exported(project) == third
    go_back(page, 1, as_run=5)
    assert exported(project) == half
    answer(project)
    page.reload()
    expect(page.get_by_test_id("runs-waiting")).to_contain_text("1 image has answers that wait")
    waiting = history(project)["pin"]["waiting"]
    assert [image["id"] for image in waiting] == [project.images[4]["id"]]
    assert "consensus" not in project.review(waiting[0]["id"]) or project.review(waiting[0]["id"])["consensus"] is None

    # On: all answers, with the settings that were put back.
    page.get_by_test_id("go-on").click()
    expect(page.get_by_test_id("runs-pin")).to_have_count(0)
    last = history(project)
    assert last["current"] and last["items"][0]["images"] == 5 and last["items"][0]["settings"]["quorum"] == 0.5

    # Any two runs, and a name.
    page.get_by_label("Before").select_option("2")
    page.get_by_test_id("compare").click()
    expect(page.get_by_role("heading", name="Run 2 → Now")).to_be_focused()
    expect(page.get_by_test_id("comparison-sum")).to_have_text("5 of 5 images differ.")
    page.reload()
    expect(page.get_by_role("heading", name="Run 2 → Now")).to_be_visible()
    page.get_by_test_id("comparison-close").click()
    page.get_by_role("button", name="Name run 2", exact=True).click()
    page.get_by_role("textbox", name="Name").fill("With dogs")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("run").filter(has_text="With dogs")).to_have_count(1)
    accessible(page)


def test_runs_on_the_command_line_and_for_a_reviewer(browsers, project, tmp_path):
    def run(*words):
        command = [str(binary()), "consensus", *words, "--project", project.id, "--data", str(project.owner.server.data)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    half = exported(project)
    tried = json.loads(run("preview", "--quorum", "0.3", "--json"))
    assert (tried["total"]["added"], tried["changed"], len(history(project)["items"])) == (4, 4, 1)
    made = json.loads(run("apply", "--quorum", "0.3", "--json"))
    assert (made["number"], made["kind"], made["objects"]) == (2, "settings", 8)
    compared = run("compare", "1", "2")
    assert "4 of 4 images changed" in compared and "dog" in compared
    back = json.loads(run("rollback", "1", "--json"))
    assert (back["source"], back["digest"]) == (1, history(project)["items"][2]["digest"])
    assert exported(project) == half
    assert "stands at run 3" in run("runs")
    run("go-on")
    assert exported(project) == half and history(project)["items"][0]["number"] == 3
    assert "With" in run("name", "1", "With a half")

    reviewer = make_annotator(project, "Rita", role="reviewer")
    assert reviewer.post(f"{project.path}/consensus-runs/1/rollback").status_code == 403
    page = browsers.page(reviewer, locale="de-DE")
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/consensus")
    expect(page.get_by_role("heading", level=1)).to_have_text("Konsensverlauf")
    expect(page.get_by_test_id("run")).to_have_count(3)
    expect(page.get_by_test_id("run-back")).to_have_count(0)
    page.get_by_role("button", name="Was sich mit Stand 2 änderte").click()
    expect(page.get_by_test_id("comparison-sum")).to_have_text("4 von 4 Bildern unterscheiden sich.")
