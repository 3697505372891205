"""Gold: practice that explains, an exam before work, hidden gold, and the requester's page about it."""

import re
import uuid

import pytest
from playwright.sync_api import expect

import people
from desk import Desk, until
from people import box, make_annotator, next_assignment, submit

CAR = (100, 100, 120, 80)
DOG = (400, 300, 60, 60)


@pytest.fixture
def project(owner):
    """Eight images: one for practice, two for an exam, two among the work, each with a car and a dog."""
    project = people.make_project(owner, images=8, replication=2, instructions="# Every car\nDraw it.\n\n## Dogs\nDraw them.")
    for purpose, images in (("practice", project.images[:1]), ("exam", project.images[1:3]), ("stream", project.images[3:5])):
        items = [{"imageId": image["id"], "purpose": purpose, "answers": [[
            {"annotation": box(project.labels["car"], *CAR), "clause": "Mark every car."},
            {"annotation": box(project.labels["dog"], *DOG), "clause": "Dogs in the shade count, too."}]]} for image in images]
        owner.post(f"{project.path}/gold/items", {"items": items}, status=201)
    return project


def settings(project, **wish):
    revision = project.owner.get(f"{project.path}/gold/settings", status=200).json()["revision"]
    headers = {"If-Match": f'"{revision}"'}
    return project.owner.request("PUT", f"{project.path}/gold/settings", json=wish, headers=headers, status=200).json()


class TrialDesk(Desk):
    """The same desk; its images come from practice or an exam."""

    def take(self, act):
        pattern = re.compile(r"/gold/(practice|exam)/assignments$")
        with self.page.expect_response(lambda answer: pattern.search(answer.url)) as waiting:
            act()
        answer = waiting.value
        self.assignment = answer.json() if answer.status == 200 else None
        return self.ready() if self.assignment else self

    def draw(self, key, x, y, width, height):
        self.page.keyboard.press(key)
        self.tool("box")
        before = self.count()
        self.drag(x, y, x + width, y + height)
        self.expect_count(before + 1)


EXAM = {"images": 2, "iouThreshold": 0.5, "minimumF1": 0.8, "minimumClassAccuracy": 0.9, "attempts": 2, "coolDownSeconds": 0}


def test_practice_explains_and_an_exam_opens_the_work(browsers, project):
    settings(project, practiceImages=1, exam=EXAM)
    ada = make_annotator(project, "Ada")
    page = browsers.page(ada)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/annotate")
    expect(page.get_by_test_id("barred")).to_be_visible()
    page.get_by_role("button", name="Practice, exam and results").press("Enter")

    desk = TrialDesk(page, project)
    desk.take(lambda: page.get_by_test_id("practise").press("Enter"))
    desk.draw("1", 94, 100, 126, 80)
    page.keyboard.press("Control+Enter")
    report = page.get_by_test_id("result")
    expect(report).to_contain_text("1 of 2 objects found")
    expect(page.get_by_test_id("result-right")).to_contain_text(re.compile(r"Left edge [567] px too loose"))
    expect(page.get_by_test_id("result-missed")).to_contain_text("Dogs in the shade count, too.")
    page.get_by_test_id("next-practice").click()

    expect(page.get_by_text("You have done all practice images.")).to_be_visible()
    desk.take(lambda: page.get_by_test_id("exam-begin").press("Enter"))
    for number in range(2):
        desk.draw("1", *CAR)
        desk.draw("2", *DOG)
        desk.take(lambda: page.keyboard.press("Control+Enter"))
    expect(page.get_by_test_id("exam-passed")).to_be_visible()
    expect(page.get_by_test_id("exam-attempt")).to_contain_text("100.0 %")
    desk = Desk(page, project)
    with desk.expecting_assignment():
        page.get_by_test_id("draw-next").click()
    desk.ready()


def test_who_draws_badly_is_paused_and_the_requester_lifts_it(browsers, project):
    settings(project, rate=0.5, minimumAnswers=2, pauseRule="score", rejectsWork=True)
    revision = project.owner.get(f"{project.path}/work", status=200).json()["revision"]
    project.owner.patch(
        f"{project.path}/work", {"pay": {"currency": "EUR", "price": 30}}, headers={"If-Match": f'"{revision}"'}, status=200)
    # Which tasks are gold is a matter of chance: among fifteen ordinary ones two are met but for one time in 4,000.
    project.add_images(12, width=160, height=120)
    bob = make_annotator(project, "Bob")
    while bob.post(f"{project.path}/assignments", status=(200, 204, 403)).status_code == 200:
        submit(bob, next_assignment(bob, project), [], status=201)
    # Scores follow a moment after the reply.
    until(lambda: [one for one in project.owner.get(f"{project.path}/gold/people", status=200).json()["items"] if one.get("pause")])
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-gold").click()
    person = page.get_by_test_id("gold-person")
    expect(person).to_contain_text("paused")
    theirs = browsers.page(bob)
    theirs.goto(f"{project.owner.server.url}/#/projects/{project.id}/qualify")
    expect(theirs.get_by_test_id("own-pause")).to_contain_text("the project asks for 70 %")
    expect(theirs.get_by_test_id("notices")).to_contain_text(re.compile(r"With your pause \d+ pieces? of work (was|were) rejected \(€\d"))
    theirs.goto(f"{project.owner.server.url}/#/projects/{project.id}/mine")
    expect(theirs.get_by_test_id("earnings")).to_contain_text("the project asks for 70 %")
    theirs.goto(f"{project.owner.server.url}/#/projects/{project.id}/qualify")

    page.get_by_test_id("gold-lift").press("Enter")
    expect(page.get_by_role("button", name="Pause Bob")).to_be_visible()
    page.get_by_role("button", name=f"Put {project.images[3]['name']} in quarantine").press("Enter")
    expect(page.get_by_text("in quarantine")).to_be_visible()
    page.get_by_label("Show people their results").check()
    page.get_by_test_id("gold-save").click()
    theirs.reload()
    expect(theirs.get_by_test_id("own-result")).to_have_count(2)
    expect(theirs.get_by_test_id("notices")).to_contain_text("earned again")


def test_a_disputed_answer_is_corrected_and_the_person_told(browsers, project):
    settings(project, practiceImages=0)
    eve = make_annotator(project, "Eve")
    page = browsers.page(eve)
    desk = TrialDesk(page, project)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/qualify")
    desk.take(lambda: page.get_by_test_id("practise").click())
    desk.draw("1", *CAR)
    page.keyboard.press("Control+Enter")
    page.get_by_test_id("dispute-open").press("Enter")
    page.get_by_role("textbox", name="What is wrong with the known answer").fill("There is no dog.")
    page.get_by_test_id("dispute-send").press("Enter")
    expect(page.get_by_test_id("dispute")).to_contain_text("has not decided yet")

    theirs = browsers.page(project.owner)
    theirs.goto(f"{project.owner.server.url}/#/projects/{project.id}/gold")
    theirs.get_by_test_id("gold-dispute").get_by_role("link").click()
    theirs.get_by_label("Decision").select_option("fixed")
    theirs.get_by_label("dog was not drawn: it is not there").check()
    theirs.get_by_label("What they are told").fill("You are right.")
    theirs.get_by_test_id("dispute-decide").click()
    expect(theirs.get_by_test_id("ruling")).to_contain_text("the known answer was corrected")

    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/qualify")
    expect(page.get_by_test_id("notices")).to_contain_text("A score of yours changed from 50 % to 100 %.")
    page.get_by_role("button", name="I have read it").press("Enter")
    expect(page.get_by_test_id("notices")).to_have_count(0)


def drag_on(page, node, start, end):
    """Drags from one part of a node to another, each a share of its sides."""
    place = node.bounding_box()
    at = lambda part: (place["x"] + place["width"] * part[0], place["y"] + place["height"] * part[1])
    page.mouse.move(*at(start))
    page.mouse.down()
    page.mouse.move(*at(end), steps=5)
    page.mouse.up()


def known(project, image):
    items = project.owner.get(f"{project.path}/gold/items", status=200).json()["items"]
    return next(item for item in items if item["imageId"] == image["id"])["answers"]


def test_a_known_answer_is_drawn_and_each_object_names_its_clause(browsers, project):
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/gold")
    image = project.images[0]
    page.get_by_role("link", name=f"Draw the known answer of {image['name']}").click()
    objects = page.get_by_test_id("draw-object")
    expect(objects).to_have_count(2)
    page.get_by_label("Guideline of 1. car", exact=True).select_option("Every car")
    page.get_by_label("Guideline of 2. dog", exact=True).select_option(label="In your own words…")
    page.get_by_label("Guideline of 2. dog in your own words").fill("Dogs in baskets, too.")
    page.get_by_test_id("draft-box").click()
    drag_on(page, page.get_by_test_id("desk-draft"), (0.7, 0.2), (0.85, 0.4))
    expect(objects).to_have_count(3)
    page.get_by_label("Guideline of 3. car", exact=True).select_option("Dogs")
    page.get_by_test_id("draft-keep").click()
    expect(page.get_by_test_id("gold-save")).to_be_visible()
    [answer] = known(project, image)
    assert [part.get("clause") for part in answer["parts"]] == ["Every car", "Dogs in baskets, too.", "Dogs"]
    assert answer["origin"] == "given" and answer["parts"][0]["annotation"]["shape"]["box"] == list(CAR)

    # By keys alone: another acceptable answer, with one box more.
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/gold/{item_of(project, image)}/draw?answer=new")
    page.get_by_test_id("draw-box").press("Enter")
    expect(objects).to_have_count(4)
    left = float(page.get_by_test_id("field-x").input_value())
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_test_id("field-x")).to_have_value(str(int(left + 10)))
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("gold-save")).to_be_visible()
    assert [len(answer["parts"]) for answer in known(project, image)] == [3, 4]

    # What was drawn is asked for, and not thrown away by a slip.
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/gold/{item_of(project, image)}/draw?answer=2")
    expect(objects).to_have_count(4)
    page.keyboard.press("Delete")
    expect(objects).to_have_count(3)
    page.keyboard.press("Escape")
    page.get_by_role("alertdialog").get_by_role("button", name="Cancel").press("Enter")
    expect(objects).to_have_count(3)
    page.get_by_test_id("draw-remove").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove this answer").press("Enter")
    expect(page.get_by_test_id("gold-save")).to_be_visible()
    assert len(known(project, image)) == 1

    ada = make_annotator(project, "Ada")
    theirs = browsers.page(ada)
    desk = TrialDesk(theirs, project)
    theirs.goto(f"{project.owner.server.url}/#/projects/{project.id}/qualify")
    desk.take(lambda: theirs.get_by_test_id("practise").click())
    desk.draw("1", 94, 100, 126, 80)
    theirs.keyboard.press("Control+Enter")
    expect(theirs.get_by_test_id("result-right")).to_contain_text("Every car")
    expect(theirs.get_by_test_id("result-missed").filter(has_text="dog was not drawn")).to_contain_text("Dogs in baskets, too.")


def item_of(project, image):
    items = project.owner.get(f"{project.path}/gold/items", status=200).json()["items"]
    return next(item for item in items if item["imageId"] == image["id"])["id"]


def test_a_dispute_is_decided_by_drawing(browsers, project):
    eve = make_annotator(project, "Eve")
    trial = eve.post(f"{project.path}/gold/practice/assignments", {}, status=200).json()
    submit(eve, trial, [box(project.labels["car"], *CAR), box(project.labels["tree"], 300, 60, 50, 50)], status=201)
    result = f"/api/v1/assignments/{trial['id']}/result"
    until(lambda: eve.get(result, status=(200, 404)).status_code == 200)
    eve.post(f"/api/v1/assignments/{trial['id']}/dispute", {"id": str(uuid.uuid4()), "reason": "It is a tree."}, status=(200, 201))

    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/results/{trial['id']}")
    page.get_by_label("Decision").select_option("fixed")
    page.get_by_test_id("dispute-draw").press("Enter")
    desk = page.get_by_test_id("draw-desk")
    expect(desk).to_contain_text("It is a tree.")
    expect(page.get_by_test_id("draw-object")).to_have_count(2)
    page.get_by_role("button", name="2. dog").click()
    page.keyboard.press("Delete")
    page.get_by_role("button", name="Take over their shape 2").click()
    expect(page.get_by_test_id("draw-object")).to_have_count(2)
    page.get_by_test_id("draw-reply").fill("You are right.")
    page.get_by_test_id("draft-keep").click()
    expect(page.get_by_test_id("ruling")).to_contain_text("the known answer was corrected")
    expect(page.get_by_test_id("ruling")).to_contain_text("You are right.")
    until(lambda: eve.get(result, status=200).json()["turn"]["score"] == 1)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/results/{trial['id']}/draw")
    expect(page.get_by_text("There is nothing to decide")).to_be_visible()
