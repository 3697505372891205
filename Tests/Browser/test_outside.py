"""People from outside: a marketplace that frames the page, a study with its code, and links that end."""

import pytest
from playwright.sync_api import expect

import people
from marketplace import Marketplace


@pytest.fixture(scope="module")
def market():
    market = Marketplace()
    yield market
    market.stop()


@pytest.fixture()
def project(owner, market):
    project = people.make_project(owner, images=2, name=None, replication=3, instructions="Draw **every** car.")
    owner.request("PUT", f"{project.path}/outside-hosts", json={"hosts": [market.url]}, status=200)
    return project


def link(project, kind, **wish):
    return project.owner.post(f"{project.path}/outside-links", {"name": f"A {kind} link", "kind": kind, **wish}, status=201).json()


def draw_box(page, frame):
    """With the mouse, in the middle of the stage."""
    place = frame.get_by_test_id("stage").bounding_box()
    corner = place["x"] + place["width"] * 0.4, place["y"] + place["height"] * 0.4
    page.mouse.move(*corner)
    page.mouse.down()
    page.mouse.move(corner[0] + 90, corner[1] + 70, steps=5)
    page.mouse.up()
    expect(frame.get_by_test_id("submit")).to_have_text("Submit")


def exported(project):
    return project.export("annotators")


def test_a_marketplace_frames_the_task_and_gets_its_answer(browsers, project, market):
    made = link(project, "turk")
    market.task_url = made["url"]
    page = browsers.page()
    page.goto(market.task(assignmentId="ASSIGNMENT_ID_NOT_AVAILABLE", hitId="H1", turkSubmitTo=market.url))
    frame = page.frame_locator("#task")
    expect(frame.get_by_test_id("outside-preview")).to_be_visible()
    expect(frame.get_by_text("every", exact=True)).to_be_visible()
    assert frame.get_by_test_id("stage").count() == 0
    page.goto(market.task(assignmentId="A1", hitId="H1", workerId="W1", turkSubmitTo=market.url))
    expect(frame.get_by_test_id("stage")).to_be_visible()
    draw_box(page, frame)
    frame.get_by_test_id("submit").click()
    expect(frame.get_by_role("heading", name="Thank you", exact=True)).to_be_visible()
    [posted] = market.posted
    assert (posted["path"], posted["type"]) == ("/mturk/externalSubmit", "application/x-www-form-urlencoded")
    assert posted["assignmentId"] == "A1" and len(posted["boxwoodSHA256"]) == 64
    data = exported(project)
    assert [annotator["name"] for annotator in data["annotators"]] == ["turk:W1"]
    assert len(data["annotations"]) == 1 and data["annotations"][0]["boxwood"]["guidelines"] == 1
    # No cookie was needed, and none was left.
    assert page.context.cookies() == []
    # The next assignment of the same worker is the same annotator's next image; opened again, the first is done.
    page.goto(market.task(assignmentId="A2", hitId="H1", workerId="W1", turkSubmitTo=market.url))
    expect(frame.get_by_test_id("submit")).to_be_enabled()
    page.goto(market.task(assignmentId="A1", hitId="H1", workerId="W1", turkSubmitTo=market.url))
    expect(frame.get_by_role("heading", name="Thank you", exact=True)).to_be_visible()
    assert market.posted[1]["boxwoodSubmission"] == posted["boxwoodSubmission"]


def test_only_listed_hosts_may_frame_and_only_the_outside_page(browsers, project, market, owner):
    made = link(project, "turk")
    browsers.allow("frame-ancestors")
    market.task_url = owner.server.url + "/"
    page = browsers.page()
    page.goto(market.task())
    page.wait_for_load_state()
    assert page.frame_locator("#task").locator("body").get_attribute("data-outside") is None
    assert page.frame_locator("#task").locator("#main").count() == 0, "the client itself is framed by nobody"
    policy = owner.get(made["url"].removeprefix(owner.server.url), status=200).headers["Content-Security-Policy"]
    assert f"frame-ancestors {market.url}" in policy and f"form-action 'self' {market.url}" in policy
    forged = owner.get("/outside/forged", status=200).headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in forged
    answer = owner.post("/api/v1/outside/visits", {
        "link": made["url"].rsplit("/", 1)[1], "worker": "W9", "assignment": "A9", "submitTo": "https://evil.example"})
    people.problem(answer, 422, field="turkSubmitTo")


def test_a_study_ends_with_its_code_and_goes_back(browsers, project, market):
    made = link(project, "prolific", images=2, completionCode="C0DE42", completionURL=f"{market.url}/complete?cc={{code}}")
    address = made["url"].replace("{{%PROLIFIC_PID%}}", "P1").replace("{{%STUDY_ID%}}", "T1").replace("{{%SESSION_ID%}}", "S1")
    page = browsers.page()
    page.goto(address)
    expect(page.get_by_test_id("stage")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".annotate-done")).to_have_text("1 done")
    page.reload()
    expect(page.locator(".annotate-done")).to_have_text("1 done")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Welcome back", exact=True)).to_be_visible()
    assert "/complete?cc=C0DE42" in market.opened
    page.goto(address)
    expect(page.get_by_role("heading", name="Welcome back", exact=True)).to_be_visible()


def test_a_requester_makes_names_and_revokes_links(browsers, project):
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-outside").click()
    page.get_by_role("textbox", name="What it is for").fill("The class of 7b")
    page.get_by_role("combobox", name="Who comes by it").select_option("personal")
    page.get_by_test_id("outside-create").click()
    card = page.get_by_test_id("outside-link")
    expect(card).to_contain_text("0 of 100 people")
    card.get_by_role("textbox", name="Name").fill("Anna")
    card.get_by_role("button", name="Make the address").click()
    address = card.get_by_test_id("outside-personal-url").input_value()
    guest = browsers.page()
    guest.goto(address)
    expect(guest.get_by_test_id("stage")).to_be_visible()
    page.reload()
    expect(card).to_contain_text("1 of 100 people")
    card.get_by_test_id("outside-revoke").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()
    expect(card).to_contain_text("revoked")
    guest.reload()
    expect(guest.get_by_role("heading", level=1)).to_have_text("You cannot come in by this link")
