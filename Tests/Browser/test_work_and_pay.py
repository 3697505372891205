"""Turns with a clock, rules that ask only where people differ, money, and planning: in the browser, by the hands of those
who draw, run and pay."""

import re

import pytest
from playwright.sync_api import expect

import people
from desk import Desk
from people import box, make_annotator, next_assignment, put, send_operations, submit


def open_page(page, project, *parts):
    page.goto("/".join([f"{project.owner.server.url}/#/projects/{project.id}", *parts]))


def change_plan(project, **change):
    plan = project.owner.get(f"{project.path}/work", status=200).json()
    return project.owner.patch(
        f"{project.path}/work", change, headers={"If-Match": f'"{plan["revision"]}"'}, status=200).json()


def test_the_clock_of_a_turn_and_the_way_back_to_a_drawing(browsers, owner):
    project = people.make_project(owner, images=2, name="By the clock", replication=1)
    ada = make_annotator(project, "Ada")
    change_plan(project, turnMinutes=2, extensions=1)
    page = browsers.page(ada)
    desk = Desk(page, project).open()
    expect(page.get_by_test_id("turn-clock")).to_have_attribute("data-state", "soon")
    expect(page.locator(".annotate-banner")).to_contain_text("Have more time")
    page.get_by_test_id("banner-action").click()
    expect(page.get_by_test_id("turn-clock")).to_contain_text(re.compile("3:|4:"))
    page.get_by_test_id("turn-clock").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Extended 1 of 1 times")
    page.keyboard.press("Escape")

    turn = desk.assignment
    drawn = box(project.labels["car"], 40, 40, 80, 60)
    send_operations(ada, turn, [put(drawn)], status=200)
    page.get_by_test_id("return").click()
    page.get_by_test_id("return-hard").check()
    page.get_by_test_id("return-confirm").click()
    expect(page).to_have_url(re.compile("/mine$"))
    ended = page.get_by_test_id("ended-turn")
    expect(ended).to_contain_text("Too hard for me")
    ended.get_by_test_id("resume").click()
    expect(page.get_by_test_id("stage")).to_be_visible()
    expect(page.locator(".object-row")).to_have_count(1)
    page.get_by_test_id("submit").click()
    expect(page.get_by_test_id("turn-clock")).to_be_visible()

    olga = browsers.page(owner)
    open_page(olga, project, "work")
    expect(olga.get_by_text("Nobody gave an image back")).to_be_visible()
    olga.get_by_role("combobox", name="A skipped image").select_option("reviewer")
    olga.get_by_test_id("plan-save").click()
    expect(olga.get_by_text("Saved.").first).to_be_visible()
    page.get_by_test_id("skip").click()
    page.get_by_test_id("skip-broken").check()
    page.get_by_test_id("skip-confirm").click()
    expect(page.get_by_test_id("end-screen")).to_be_visible()
    olga.reload()
    waiting = olga.get_by_test_id("escalation")
    expect(waiting).to_contain_text("The picture is broken or missing")
    waiting.get_by_test_id("escalation-close").click()
    expect(olga.get_by_text("Nothing waits for a reviewer")).to_be_visible()

    open_page(olga, project)
    first = olga.get_by_test_id("priority").first
    first.fill("7")
    first.press("Tab")
    expect(olga.locator("#announcer")).to_contain_text("now has priority 7")
    rows = owner.get(f"{project.path}/images", status=200).json()["items"]
    assert sorted(row["priority"] for row in rows) == [0, 7]


@pytest.fixture(scope="module")
def pilot(owner):
    """Six images that three people answered: on the last two each drew elsewhere."""
    project = people.make_project(owner, images=6, name="A pilot", replication=3)
    project.crowd = [make_annotator(project, name) for name in ("Ada", "Ben", "Eva")]
    numbers = {image["id"]: index for index, image in enumerate(project.images)}
    for index, person in enumerate(project.crowd):
        while turn := next_assignment(person, project):
            place = 100 if numbers[turn["image"]["id"]] < 4 else 100 + 150 * index
            submit(person, turn, [box(project.labels["car"], place, 100, 120, 80)], status=201)
    return project


def test_rules_are_tried_on_past_answers_and_say_what_they_save(browsers, owner, pilot):
    page = browsers.page(owner)
    open_page(page, pilot, "work")
    page.get_by_role("combobox", name="People an image").select_option("rules")
    page.get_by_test_id("rules-preview").click()
    tried = page.get_by_test_id("chart-rules-preview")
    expect(tried).to_contain_text("4 of 6 images would have been finished, and 4 of 18 answers saved.")
    pause = f"{pilot.path}/gold/people/{pilot.crowd[0].id}/pause"
    owner.request("PUT", pause, json={"reason": "asleep"}, status=200)
    page.get_by_role("checkbox", name="Another opinion where known answers were failed").check()
    page.get_by_test_id("rules-preview").click()
    expect(tried).to_contain_text("6 images have an answer of somebody who failed known answers.")
    expect(tried).to_contain_text("4 of 6 images would have been finished, and 0 of 18 answers saved.")
    page.get_by_role("checkbox", name="Another opinion where known answers were failed").uncheck()
    owner.request("DELETE", pause, status=200)
    page.get_by_role("spinbutton", name="People an image, at most").fill("0")
    page.get_by_test_id("rules-save").click()
    expect(page.locator(".field-error", has_text="Between 1 and 100")).to_be_visible()
    page.get_by_role("spinbutton", name="People an image, at most").fill("3")
    page.get_by_test_id("rules-save").click()
    expect(page.get_by_test_id("escalation")).to_have_count(2)
    expect(page.get_by_test_id("escalation").first).to_contain_text("still differ")
    open_page(page, pilot)
    expect(page.get_by_test_id("saved-answers")).to_contain_text("4 finished by the rules, 2 at the most people")

    open_page(page, pilot, "planning")
    page.get_by_role("spinbutton", name="Errors an image, at most").fill("3")
    page.get_by_test_id("plan-study").click()
    expect(page.get_by_test_id("recommended")).to_contain_text("1 person for every image")
    # Six answers shared by three people: nobody meets any gold, whatever its rate.
    expect(page.get_by_test_id("planning-gold")).to_contain_text("At none of these rates")
    page.get_by_role("spinbutton", name="Images to be paid for").fill("3000")
    page.get_by_test_id("plan-study").click()
    expect(page.get_by_test_id("planning-gold").locator(".recommended")).to_have_text("Let 10 % of the tasks be known answers")
    expect(page.get_by_test_id("planning-gold")).to_contain_text("Each of 3 people then meets 111 of them")
    expect(page.get_by_test_id("chart-planning").locator("svg").first).to_be_visible()


def test_money_from_the_estimate_to_the_payout(browsers, owner):
    project = people.make_project(owner, images=3, name="Paid for", replication=1)
    ada = make_annotator(project, "Ada Paid")
    page = browsers.page(owner)
    open_page(page, project)
    page.get_by_test_id("project-pay").click()
    page.get_by_role("combobox", name="Work in this project").select_option("paid")
    page.get_by_role("textbox", name="For an answer").fill("0.30")
    page.get_by_role("spinbutton", name="Fees, percent").fill("20")
    page.get_by_role("spinbutton", name="Images").fill("1000")
    page.get_by_test_id("pay-estimate").click()
    expect(page.get_by_test_id("bill")).to_contain_text("€300.00")
    expect(page.get_by_test_id("bill")).to_contain_text("€360.00")
    page.get_by_role("textbox", name="Budget").fill("0.80")
    page.get_by_test_id("pay-save").click()
    expect(page.get_by_test_id("budget")).to_contain_text("of €0.80")

    desk = browsers.page(ada)
    table = Desk(desk, project).open()
    table.submit()
    desk.get_by_test_id("submit").click()
    expect(desk.get_by_test_id("budget-spent")).to_be_visible()

    page.reload()
    expect(page.get_by_test_id("pay-work")).to_have_count(2)
    expect(page.get_by_text("The budget holds no further answer.")).to_be_visible()
    page.get_by_test_id("pay-work").first.get_by_role("checkbox").uncheck()
    page.get_by_role("textbox", name="What the people are told").fill("A car is missing.")
    page.get_by_test_id("pay-reject").click()
    expect(page.get_by_test_id("pay-work")).to_have_count(1)
    page.get_by_test_id("pay-approve").click()
    expect(page.get_by_text("There is none.")).to_be_visible()
    expect(page.get_by_test_id("pay-person")).to_contain_text("€0.30")
    page.get_by_test_id("pay-out").click()
    page.get_by_role("button", name="It is paid").click()
    expect(page.get_by_test_id("pay-out")).to_be_disabled()

    open_page(desk, project, "mine")
    earned = desk.get_by_test_id("earnings")
    expect(earned).to_contain_text("An answer earns €0.30 now.")
    earned.locator("summary").click()
    expect(earned).to_contain_text("A car is missing.")
    file = owner.get(f"{project.path}/pay.csv", status=200).text
    assert file.splitlines() == ["account,name,email,pieces,amount,bonus,currency"]
