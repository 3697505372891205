"""Guidelines: a requester cuts examples and publishes; annotators see what is new, once, before they draw on."""

import subprocess
import time

import pytest
from playwright.sync_api import expect

import people
from boxwood_server import binary
from people import box, make_annotator, next_assignment, submit


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=3, replication=1, instructions="# Cars\nDraw every car.\nLeave out toys.")


def open_desk(page, project):
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/annotate")
    expect(page.get_by_test_id("stage")).to_be_visible()


def test_a_new_version_with_an_example_is_published_and_read(browsers, project):
    ada = make_annotator(project, "Ada")
    desk = browsers.page(ada)
    open_desk(desk, project)
    expect(desk.get_by_test_id("submit")).to_be_enabled()
    expect(desk.get_by_test_id("guidelines-read")).to_have_count(0)

    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-guidelines").click()
    page.get_by_test_id("guidelines-new").locator("summary").first.click()
    page.get_by_role("textbox", name="Instructions").fill("# Cars\nDraw every car.\nDraw vans, too.")
    page.get_by_role("textbox", name="What is new").fill("Vans count from now on.")
    page.get_by_role("combobox", name="Image").fill("scene-001.png")
    page.get_by_role("combobox", name="Image").press("Tab")
    frame = page.get_by_test_id("maker-frame")
    expect(frame).to_be_visible()
    frame.scroll_into_view_if_needed()
    place = frame.bounding_box()
    page.mouse.move(place["x"] + place["width"] * 0.25, place["y"] + place["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] * 0.5, place["y"] + place["height"] * 0.5, steps=4)
    page.mouse.up()
    assert abs(float(page.get_by_role("spinbutton", name="Width").input_value()) - 160) < 4
    page.get_by_role("combobox", name="Verdict").select_option("bad")
    page.get_by_role("textbox", name="Reason").fill("This is a toy.")
    page.get_by_test_id("example-add").click()
    expect(page.get_by_test_id("example-draft")).to_contain_text("This is a toy.")
    page.get_by_test_id("guidelines-publish").click()
    card = page.get_by_test_id("example-bad").first
    expect(card).to_contain_text("This is a toy.")
    assert card.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 50
    expect(page.get_by_test_id("guideline-version")).to_have_count(2)

    # Ada's open screen showed version 1; her answer says so, and the next image begins with what is new.
    desk.keyboard.press("Control+Enter")
    news = desk.get_by_role("dialog")
    expect(news).to_contain_text("Vans count from now on.")
    expect(news.locator(".change-removed")).to_contain_text("Leave out toys.")
    expect(news.locator(".change-added")).to_contain_text("Draw vans, too.")
    expect(news.get_by_test_id("example-bad")).to_contain_text("This is a toy.")
    news.get_by_test_id("guidelines-read").press("Enter")
    expect(news).to_have_count(0)
    desk.reload()
    expect(desk.get_by_test_id("submit")).to_be_enabled()
    expect(desk.get_by_test_id("guidelines-read")).to_have_count(0)
    desk.keyboard.press("i")
    expect(desk.get_by_test_id("guidelines").get_by_test_id("example-bad")).to_contain_text("This is a toy.")


def pass_exam(person, project):
    person.post(f"{project.path}/gold/exam", {}, status=201)
    trial = person.post(f"{project.path}/gold/exam/assignments", {}, status=200).json()
    submit(person, trial, [box(project.labels["car"], 10, 10, 60, 40)], status=201)
    until = time.monotonic() + 20
    while not person.get(f"{project.path}/gold/mine", status=200).json()["qualification"]["passed"]:
        assert time.monotonic() < until, "the exam is never scored"
        time.sleep(0.1)


def test_who_passed_is_asked_again_and_told_why(browsers, owner):
    project = people.make_project(owner, images=4, replication=1)
    for image in project.images[:2]:
        items = [{"imageId": image["id"], "purpose": "exam", "answers": [[{"annotation": box(project.labels["car"], 10, 10, 60, 40)}]]}]
        owner.post(f"{project.path}/gold/items", {"items": items}, status=201)
    exam = {"images": 1, "iouThreshold": 0.5, "minimumF1": 0.8, "minimumClassAccuracy": 0.9, "attempts": 1, "coolDownSeconds": 0}
    revision = owner.get(f"{project.path}/gold/settings", status=200).json()["revision"]
    owner.request("PUT", f"{project.path}/gold/settings", json={"exam": exam}, headers={"If-Match": f'"{revision}"'}, status=200)
    bea = make_annotator(project, "Bea")
    pass_exam(bea, project)
    held = next_assignment(bea, project)

    page = browsers.page(owner)
    page.goto(f"{owner.server.url}/#/projects/{project.id}/guidelines")
    page.get_by_test_id("guidelines-new").locator("summary").first.click()
    page.get_by_label("Qualify again").check()
    outlook = page.get_by_test_id("requalify-outlook")
    expect(outlook).to_contain_text("1 person has passed and must pass again")
    expect(outlook).to_contain_text("1 of them holds an image, which they may finish.")
    page.get_by_role("textbox", name="What is new").fill("Mirrors count.")
    page.get_by_test_id("guidelines-publish").click()
    expect(page.get_by_test_id("guideline-version")).to_have_count(2)

    theirs = browsers.page(bea)
    theirs.goto(f"{owner.server.url}/#/projects/{project.id}/mine")
    expect(theirs.get_by_test_id("way-to-work")).to_contain_text("The guidelines changed on")
    submit(bea, held, [], status=201)
    theirs.goto(f"{owner.server.url}/#/projects/{project.id}/annotate")
    expect(theirs.get_by_test_id("barred")).to_contain_text("The guidelines changed on")
    theirs.get_by_role("button", name="Practice, exam and results").press("Enter")
    expect(theirs.get_by_test_id("qualify-again")).to_contain_text("pass the exam again")
    expect(theirs.get_by_test_id("exam-attempt")).to_contain_text("before the guidelines changed")
    expect(theirs.get_by_test_id("exam-card")).to_contain_text("1 attempt left")
    pass_exam(bea, project)
    theirs.reload()
    expect(theirs.get_by_test_id("exam-passed")).to_be_visible()
    expect(theirs.get_by_test_id("qualify-again")).to_have_count(0)


def test_answers_and_exports_say_under_which_version_they_were_made(project):
    newest = project.owner.get(f"{project.path}/guidelines/versions/newest", status=200).json()["version"]
    person = make_annotator(project)
    assignment = next_assignment(person, project)
    assert assignment["project"]["guidelines"] == {"version": newest}
    submit(person, assignment, [box(project.labels["car"], 10, 10, 60, 40)], status=201)
    drawn = [one for one in project.export("annotators")["annotations"] if one["bbox"] == [10, 10, 60, 40]]
    assert [one["boxwood"]["guidelines"] for one in drawn] == [newest]


def test_the_command_line_publishes_and_shows(project, tmp_path):
    def run(*words):
        command = [str(binary()), "guidelines", *words, "--project", project.id, "--data", str(project.owner.server.data)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "guide.md").write_text("# Cars\nOnly cars.\n")
    version = int(run("publish", "guide.md", "--note", "Only cars"))
    added = int(run("example", "--image", "scene-000.png", "--label", "car", "--box", "20,20,80,60", "--verdict", "good",
                    "--reason", "To the outermost pixel."))
    assert added == version + 1
    assert "no exam" in run("publish", "--requalify", "--preview")
    shown = run("show")
    assert "Only cars." in shown and "To the outermost pixel." in shown
    assert "Only cars" in run("list").splitlines()[2]
