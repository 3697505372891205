"""Consensus by skill as the people who run a project see it: fits, what was learned, why an object is there."""

import math
import re

import pytest
from playwright.sync_api import expect

import people
from people import box, make_annotator, next_assignment, submit


@pytest.fixture(scope="module")
def project(owner):
    """Six images, three people: all see the car, the third also marks an empty corner."""
    project = people.make_project(owner, images=6, name="By skill", consensusMethod="bayes")
    car = project.labels["car"]
    project.crowd = [make_annotator(project, name) for name in ("Ada", "Ben", "Cid")]
    for who, person in enumerate(project.crowd):
        for _ in range(6):
            shapes = [box(car, 100 + 2 * who, 120, 200, 140)]
            if who == 2:
                shapes.append(box(car, 500, 400, 60, 50))
            submit(person, next_assignment(person, project), shapes, status=201)
    make_annotator(project, "Dan")
    return project


@pytest.fixture
def page(browsers, owner):
    return browsers.page(owner)


def open_project(page, project):
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    expect(page.get_by_test_id("skills")).to_be_visible()


def test_what_was_learned_about_people(page, project):
    open_project(page, project)
    button = page.get_by_test_id("fit-now")
    # On a slow machine the background fit may have come first.
    expect(button.or_(page.get_by_test_id("skill").first)).to_be_visible()
    if button.is_visible():
        button.click()
    expect(page.get_by_test_id("skill")).to_have_count(3)
    expect(page.get_by_test_id("skills")).to_contain_text("Cid")
    learned = project.owner.get(f"{project.path}/fit", status=200).json()
    assert (learned["method"], learned["learns"], learned["stale"]) == ("bayes", True, False)
    assert learned["fit"]["answers"] == 18 and re.fullmatch("[0-9a-f]{64}", learned["fit"]["id"])
    marks = {person["name"]: person["falseMark"] for person in learned["annotators"]}
    assert marks["Cid"]["value"] > 2 * marks["Ada"]["value"], marks
    assert marks["Cid"]["low"] <= marks["Cid"]["value"] <= marks["Cid"]["high"]
    for person in learned["annotators"]:
        sides = [place["side"] for place in person["place"]]
        widths = [place["deviation"]["value"] for place in person["place"]]
        assert sides == [32, 100, 320] and widths == sorted(widths) and widths[0] > 0


def test_the_three_questions(page, project):
    open_project(page, project)
    questions = page.get_by_test_id("agreement-questions")
    expect(questions).to_be_visible()
    for word in ("Found", "Named", "Placed"):
        expect(questions).to_contain_text(word)
    answers = {q["id"]: q for q in project.owner.get(f"{project.path}/agreement", status=200).json()["questions"]}
    assert set(answers) == {"found", "named", "placed", "overall"}
    # The car is in the same place on every image: nothing can be said beyond chance, and it is said why.
    assert answers["found"]["observed"]["value"] == pytest.approx(18 / 24)
    assert answers["named"]["coefficient"].get("value") is None and "one class" in answers["named"]["note"].lower()


def test_why_an_object_is_there(page, project):
    image = project.images[0]["id"]
    project.owner.post(f"{project.path}/consensus", status=200)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/images/{image}")
    page.get_by_test_id("consensus-object").first.get_by_role("button").first.click()
    why = page.get_by_test_id("why")
    expect(why).to_be_visible()
    for name in ("Ada", "Ben", "Cid"):
        expect(why).to_contain_text(name)
    expect(page.get_by_test_id("why-sum")).to_contain_text("%")
    expect(page.get_by_test_id("why-change")).to_contain_text("one more person")
    page.get_by_test_id("outlines-toggle").check()
    expect(page.locator("[data-testid^=outline-]")).to_have_count(3)
    page.get_by_test_id("outlines-toggle").uncheck()
    expect(page.locator("[data-testid^=outline-]")).to_have_count(0)


def test_the_consensus_says_what_it_rests_on(project):
    """The numbers behind the screen: evidence that sums to the existence, weights to 1, risk to its parts."""
    project.owner.post(f"{project.path}/consensus", status=200)
    consensus = project.review(project.images[1]["id"])["consensus"]
    fit = project.owner.get(f"{project.path}/fit", status=200).json()["fit"]["id"]
    assert consensus["method"] == "bayes" and consensus["fit"] == fit
    parts = [consensus["risk"][kind] for kind in ("missed", "spurious", "misplaced", "misclassed")]
    assert sum(parts) == pytest.approx(consensus["risk"]["total"])
    assert {o["accepted"] for o in consensus["objects"]} == {True, False}
    for o in consensus["objects"]:
        evidence = o["evidence"]
        logit = sum(evidence[k] for k in ("prior", "difficulty", "place", "truncation", "limit"))
        logit += sum(person["logOdds"] for person in evidence["people"])
        assert 1 / (1 + math.exp(-logit)) == pytest.approx(o["existence"], abs=1e-4)
        assert sum(vote["weight"] for vote in o["votes"]) == pytest.approx(1, abs=1e-4)
        assert o["change"]["ifDrawn"] >= o["existence"] >= o["change"]["ifNotDrawn"]
    row = project.owner.get(f"{project.path}/images?sort=risk", status=200).json()["items"][0]
    assert row["risk"] >= consensus["risk"]["total"] - 1e-9


def test_who_should_look_next(page, project):
    project.owner.post(f"{project.path}/consensus", status=200)
    image = project.images[2]["id"]
    wanted = project.review(image)["consensus"]["next"]
    assert wanted["decision"] == "ask", "the lone marks in the corner leave errors to be expected"
    offers = {person["name"]: person["errors"] for person in wanted["people"]}
    assert offers["Dan"] > 0 and not offers.keys() & {"Ada", "Ben", "Cid"}, offers
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/images/{image}")
    expect(page.get_by_test_id("next-answer")).to_contain_text("Dan")


def test_the_export_names_its_fit(project):
    first = project.export()
    assert first["boxwood"]["method"] == "bayes"
    assert first["boxwood"]["fit"] == project.owner.get(f"{project.path}/fit", status=200).json()["fit"]["id"]
    assert sorted(person["name"] for person in first["boxwood"]["annotators"]) == ["Ada", "Ben", "Cid"]
    assert project.export() == first


def test_changing_the_method(page, owner):
    project = people.make_project(owner, images=1, consensusMethod="bayes")
    for number in range(3):
        person = make_annotator(project)
        shapes = [box(project.labels["car"], 100, 100, 80, 60)] if number == 0 else []
        submit(person, next_assignment(person, project), shapes, status=201)
    page.goto(f"{owner.server.url}/#/projects/{project.id}/settings")
    quorum = page.get_by_role("slider", name="Quorum")
    expect(quorum).to_be_hidden()
    page.get_by_test_id("method-quorum").check()
    expect(quorum).to_be_visible()
    expect(page.get_by_text("real in 60–68 %")).to_be_visible()
    quorum.fill("0.3")
    page.get_by_test_id("place-weights").check()
    page.get_by_test_id("project-save").click()
    expect(page.get_by_test_id("project-settings")).to_be_visible()
    body = owner.get(project.path, status=200).json()
    assert (body["consensusMethod"], body["quorum"], body["placeWeights"]) == ("quorum", 0.3, "skill")
    consensus = project.review(project.images[0]["id"])["consensus"]
    assert (consensus["method"], [o["accepted"] for o in consensus["objects"]]) == ("quorum", [True])
    people.problem(
        owner.patch(project.path, {"consensusMethod": "majority"}, headers={"If-Match": f'"{body["revision"]}"'}),
        (400, 422), "invalid", "consensusMethod")
