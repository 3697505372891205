"""Gold: practice that explains, an exam before work, hidden gold, and the requester's page about it."""

import re

import pytest
from playwright.sync_api import expect

import people
from desk import Desk
from people import box, make_annotator, next_assignment, submit

CAR = (100, 100, 120, 80)
DOG = (400, 300, 60, 60)


@pytest.fixture
def project(owner):
    """Eight images: one for practice, two for an exam, two among the work, each with a car and a dog."""
    project = people.make_project(owner, images=8, replication=2)
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
