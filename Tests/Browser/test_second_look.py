"""What stands out in how people work, and a second group that judges by keys alone."""

import uuid

from playwright.sync_api import expect

import people
from people import box, make_annotator, next_assignment, submit


def test_what_stands_out_is_shown_with_pictures_and_settled_by_hand(browsers, owner):
    project = people.make_project(owner, images=3, replication=1)
    ada = make_annotator(project, "Ada")
    while assignment := next_assignment(ada, project):
        submit(ada, assignment, [box(project.labels["car"], 100, 100, 120, 80)], status=201)
    page = browsers.page(owner)
    page.goto(f"{owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-behaviour").click()
    flag = page.get_by_test_id("flag-repeated")
    expect(flag).to_contain_text("Ada gave the same answer to 3 images")
    expect(flag.locator("li")).to_have_count(3)
    assert flag.locator("img").first.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    page.get_by_role("spinbutton", name="Fewest seconds an image").fill("5")
    page.get_by_test_id("floor-save").click()
    expect(page.get_by_test_id("flag-fast")).to_contain_text("3 images")
    flag.get_by_role("textbox").fill("Please look at each image.")
    flag.get_by_test_id("flag-act").click()
    expect(page.get_by_test_id("flags-settled")).to_contain_text("1 settled")
    mine = browsers.page(ada)
    mine.goto(f"{owner.server.url}/#/projects/{project.id}/mine")
    expect(mine.get_by_test_id("own-record")).to_contain_text("Please look at each image.")
    assert ada.get(f"{project.path}/behaviour").status_code == 403


def test_a_second_group_judges_by_keys_alone(browsers, owner):
    project = people.make_project(owner, images=2, replication=2)
    for _ in range(2):
        person = make_annotator(project)
        while assignment := next_assignment(person, project):
            submit(person, assignment, [box(project.labels["car"], 100, 100, 120, 80), box(project.labels["dog"], 400, 300, 60, 60)], status=201)
    page = browsers.page(owner)
    page.goto(f"{owner.server.url}/#/projects/{project.id}/second-pass")
    page.get_by_role("combobox", name="Shapes").select_option("consensus")
    page.get_by_test_id("second-save").click()
    expect(page.get_by_test_id("second-begin")).to_be_visible()

    judge = make_annotator(project, "Judith")
    desk = browsers.page(judge)
    desk.goto(f"{owner.server.url}/#/projects/{project.id}/mine")
    desk.get_by_test_id("mine-second-pass").press("Enter")
    item = desk.get_by_test_id("second-item")
    expect(item).to_contain_text("1 of 2")
    expect(desk.get_by_test_id("second-desk")).to_be_focused()
    desk.keyboard.press("1")
    expect(item).to_contain_text("2 of 2")
    desk.keyboard.press("2")
    expect(desk.get_by_test_id("second-reason-spurious")).to_be_visible()
    desk.keyboard.press("1")
    expect(item).to_contain_text("1 of 2")
    desk.keyboard.press("3")
    correction = desk.get_by_test_id("second-correction")
    expect(correction.get_by_role("combobox")).to_be_focused()
    desk.keyboard.press("Tab")
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    expect(item).to_contain_text("2 of 2")
    desk.keyboard.press("4")
    expect(desk.get_by_role("heading", name="Nothing is left to judge")).to_be_visible()

    page.reload()
    expect(page.get_by_test_id("second-sum")).to_contain_text("2 images judged")
    report = owner.get(f"{project.path}/second-pass", status=200).json()
    assert report["verdicts"] == {"good": 1, "bad": 1, "corrected": 1, "unsure": 1}
    assert [person["name"] for person in report["secondGroup"]] == ["Judith"]
    boxwood = [one["boxwood"] for one in project.export("consensus")["annotations"]]
    found = [alternative for one in boxwood for alternative in one.get("alternatives", [])]
    assert sorted(one["verdict"] for one in found) in (["bad", "corrected", "unsure"], ["corrected", "unsure"])
    assert [one["bbox"][0] for one in found if one["verdict"] == "corrected"] == [101]
    # The corrected place is one vote beside those of the two who drew.
    cars = sorted(one["bbox"][0] for one in project.export("consensus")["annotations"] if one["bbox"][0] < 200)
    assert cars[0] == 100 and abs(cars[-1] - 100.33) < 0.02
    looks = [look["verdict"] for one in boxwood for look in one.get("second_looks", [])]
    assert looks.count("right") == 2, "good, and corrected in its place"
    # Who judges is not among those who are given the image to draw on, and nobody judges their own.
    assert next_assignment(judge, project) is None
    foreign = judge.post(f"{project.path}/second-pass/images/{project.images[0]['id']}/verdicts",
                         {"verdicts": [{"id": str(uuid.uuid4()), "item": "nowhere", "verdict": "good"}]})
    people.problem(foreign, 422, field="verdicts[0].item")
