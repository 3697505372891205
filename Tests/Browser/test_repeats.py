"""A person's own images come back to them unmarked, and what that says of them stands on the requester's pages."""

import json
import subprocess

from playwright.sync_api import expect

import people
from boxwood_server import binary
from people import box, make_annotator, next_assignment, submit

IMAGES = 60


def test_own_images_come_back_and_show_how_steady_a_person_is(browsers, owner):
    project = people.make_project(owner, images=IMAGES, name="Twice", replication=1)
    ada = make_annotator(project, "Ada")
    page = browsers.page(owner)
    page.goto(f"{owner.server.url}/#/projects/{project.id}/work")
    rate = page.get_by_role("spinbutton", name="Own images that come back, %")
    expect(rate).to_have_value("2.5")
    wait = page.get_by_role("spinbutton", name="An image comes back after, hours")
    expect(wait).to_have_value("48")
    expect(page.get_by_role("spinbutton", name="Images that wanted more answers, at most %")).to_have_value("50")
    rate.fill("50")
    wait.fill("0")
    page.get_by_test_id("plan-save").click()
    expect(page.locator(".field-error", has_text="between 0 and 0.2")).to_be_visible()
    rate.fill("20")
    page.get_by_test_id("plan-save").click()
    expect(page.get_by_text("Saved.").first).to_be_visible()

    known, met = {image["id"] for image in project.images}, []
    while turn := next_assignment(ada, project):
        met.append(turn["image"]["id"])
        submit(ada, turn, [box(project.labels["car"], 100, 100, 120, 80)], status=201)
    again = [image for image in met if image not in known]
    assert len(set(met)) == len(met) == IMAGES + len(again) and again

    own = browsers.page(ada)
    own.goto(f"{owner.server.url}/#/projects/{project.id}/mine")
    expect(own.get_by_text("Counted", exact=True)).to_have_count(len(met))

    page.goto(f"{owner.server.url}/#/projects/{project.id}/agreement")
    matrix = page.locator(".pair-matrix")
    expect(matrix.locator("tbody tr")).to_have_count(1)
    expect(matrix.locator("td.own")).to_contain_text("1.00")
    matrix.get_by_role("link", name="Ada").click()
    card = page.get_by_test_id("person-own")
    expect(card).to_contain_text("came back")
    expect(card).to_contain_text("100.0 %")
    expect(page.get_by_test_id("person-mutual")).to_contain_text("Nobody else answered their images.")

    told = subprocess.run([binary(), "project", "agreement", project.id, "--json", "--data", str(owner.server.data)],
                          capture_output=True, text=True, check=True, timeout=120).stdout
    assert json.loads(told)["pairs"]["own"][0]["images"] == len(again)
