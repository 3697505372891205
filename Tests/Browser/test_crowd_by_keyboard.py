"""Running people without a pointer: known answers, guidelines, money, rules, a second pass, behaviour, links for outsiders."""

from playwright.sync_api import expect

import people
from hands import choose, press, tab_to, write
from people import box, make_annotator, next_assignment, submit

CAR = (100, 100, 120, 80)


def open_page(browsers, project, *parts, who=None):
    page = browsers.page(who or project.owner)
    page.goto("/".join([f"{project.owner.server.url}/#/projects/{project.id}", *parts]))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return page


def answered(owner, images, people_each, place=CAR, **wish):
    """A project of which so many people answered every image, all in the same way."""
    project = people.make_project(owner, images=images, replication=people_each, **wish)
    project.crowd = [make_annotator(project) for _ in range(people_each)]
    for person in project.crowd:
        while turn := next_assignment(person, project):
            submit(person, turn, [box(project.labels["car"], *place)], status=201)
    return project


def test_known_answers(browsers, owner):
    project = answered(owner, 3, 1)
    page = open_page(browsers, project, "gold")
    choose(page, page.get_by_role("combobox", name="Where the answers come from"), "The consensus of images that I name")
    write(page, page.get_by_role("textbox", name="Image names"), project.images[0]["name"])
    press(page, page.get_by_test_id("gold-take"))
    item = page.get_by_test_id("gold-item")
    expect(item).to_have_count(1)
    write(page, page.get_by_role("spinbutton", name="Share of a person’s tasks, percent"), "20")
    press(page, page.get_by_role("checkbox", name="Show people their results"), "Space")
    press(page, page.get_by_test_id("gold-save"))
    expect(page.locator("#announcer")).to_contain_text("Saved")
    kept = owner.get(f"{project.path}/gold/settings", status=200).json()
    assert (kept["rate"], kept["reveals"]) == (0.2, True)
    page.reload()
    press(page, page.get_by_role("button", name=f"Put {project.images[0]['name']} in quarantine"))
    expect(item).to_contain_text("in quarantine")
    press(page, item.get_by_role("button", name="Void"))
    expect(page.get_by_role("alertdialog")).to_be_visible()
    press(page, page.get_by_role("alertdialog").get_by_role("button", name="Void"))
    expect(item).to_contain_text("voided")


def test_guidelines_with_an_example(browsers, owner):
    project = people.make_project(owner, images=1, instructions="Draw cars.")
    page = open_page(browsers, project, "guidelines")
    press(page, page.get_by_test_id("guidelines-new").locator("summary").first)
    write(page, page.get_by_role("textbox", name="Instructions"), "Draw cars and vans.")
    write(page, page.get_by_role("textbox", name="What is new"), "Vans.")
    write(page, page.get_by_role("combobox", name="Image"), project.images[0]["name"])
    page.keyboard.press("Tab")
    for name, value in (("Left", 20), ("Top", 30), ("Width", 100), ("Height", 80)):
        write(page, page.get_by_role("spinbutton", name=name), str(value))
    choose(page, page.get_by_role("combobox", name="Verdict"), "Not this")
    write(page, page.get_by_role("textbox", name="Reason"), "A toy.")
    press(page, page.get_by_test_id("example-add"))
    press(page, page.get_by_test_id("guidelines-publish"))
    expect(page.get_by_test_id("example-bad").first).to_contain_text("A toy.")
    newest = owner.get(f"{project.path}/guidelines/versions/newest", status=200).json()
    assert newest["instructions"] == "Draw cars and vans."
    assert newest["examples"][0]["shape"]["box"] == [20, 30, 100, 80]


def test_money(browsers, owner):
    project = people.make_project(owner, images=2, replication=1)
    page = open_page(browsers, project, "pay")
    choose(page, page.get_by_role("combobox", name="Work in this project"), "is paid")
    write(page, page.get_by_role("textbox", name="For an answer"), "0.30")
    write(page, page.get_by_role("textbox", name="Budget"), "5")
    press(page, page.get_by_test_id("pay-save"))
    expect(page.get_by_test_id("budget")).to_contain_text("€5.00")
    ada = make_annotator(project, "Ada")
    for _ in range(2):
        submit(ada, next_assignment(ada, project), [], status=201)
    page.reload()
    work = page.get_by_test_id("pay-work")
    expect(work).to_have_count(2)
    press(page, work.first.get_by_role("checkbox"), "Space")
    write(page, page.get_by_role("textbox", name="What the people are told"), "A car is missing.")
    press(page, page.get_by_test_id("pay-reject"))
    expect(work).to_have_count(1)
    press(page, page.get_by_test_id("pay-approve"))
    expect(page.get_by_test_id("pay-person")).to_contain_text("€0.30")
    press(page, page.get_by_test_id("pay-out"))
    press(page, page.get_by_role("button", name="It is paid"))
    expect(page.get_by_test_id("pay-out")).to_be_disabled()


def test_rules_and_a_plan(browsers, owner):
    project = answered(owner, 6, 3)
    page = open_page(browsers, project, "work")
    choose(page, page.get_by_role("combobox", name="People an image"), "As many as an image needs")
    press(page, page.get_by_test_id("rules-preview"))
    expect(page.get_by_test_id("chart-rules-preview")).to_contain_text("6 of 6 images would have been finished")
    press(page, page.get_by_test_id("rules-save"))
    expect(page.get_by_text("Saved.").first).to_be_visible()
    assert owner.get(f"{project.path}/work", status=200).json()["rules"]
    page = open_page(browsers, project, "planning")
    write(page, page.get_by_role("spinbutton", name="Errors an image, at most"), "3")
    press(page, page.get_by_test_id("plan-study"))
    expect(page.get_by_test_id("recommended")).to_contain_text("1 person for every image")


def test_a_second_pass_and_what_stands_out(browsers, owner):
    project = answered(owner, 3, 2)
    page = open_page(browsers, project, "second-pass")
    choose(page, page.get_by_role("combobox", name="Shapes"), "The consensus of images that have all their answers")
    press(page, page.get_by_test_id("second-save"))
    expect(page.get_by_test_id("second-begin")).to_be_visible()
    judge = make_annotator(project, "Judith")
    desk = open_page(browsers, project, "mine", who=judge)
    press(desk, desk.get_by_test_id("mine-second-pass"))
    expect(desk.get_by_test_id("second-item")).to_be_visible()
    # Whoever presses faster than images come says nothing of those that are not there yet.
    desk.keyboard.press("1")
    desk.keyboard.press("1")
    for verdicts in ("1 verdict so far", "2 verdicts so far"):
        expect(desk.get_by_text(verdicts)).to_be_visible()
        expect(desk.get_by_test_id("second-desk")).to_be_focused()
        desk.keyboard.press("1")
    expect(desk.get_by_role("heading", name="Nothing is left to judge")).to_be_visible()
    assert owner.get(f"{project.path}/second-pass", status=200).json()["verdicts"] == {"good": 3}

    page = open_page(browsers, project, "behaviour")
    flags = page.get_by_test_id("flag-repeated")
    expect(flags).to_have_count(2)
    write(page, flags.first.get_by_role("textbox"), "Each image is its own.")
    press(page, flags.first.get_by_test_id("flag-act"))
    expect(page.get_by_test_id("flags-settled")).to_contain_text("1 settled")


def test_links_for_people_from_outside(browsers, owner):
    project = people.make_project(owner, images=1)
    page = open_page(browsers, project, "outside")
    write(page, page.get_by_role("textbox", name="What it is for"), "The class of 7b")
    choose(page, page.get_by_role("combobox", name="Who comes by it"), "People I name, a link each")
    press(page, page.get_by_test_id("outside-create"))
    card = page.get_by_test_id("outside-link")
    expect(card).to_contain_text("0 of 100 people")
    write(page, card.get_by_role("textbox", name="Name"), "Anna")
    press(page, card.get_by_role("button", name="Make the address"))
    expect(card.get_by_test_id("outside-personal-url")).to_be_visible()
    press(page, card.get_by_test_id("outside-revoke"))
    press(page, page.get_by_role("alertdialog").get_by_role("button", name="Revoke"))
    expect(card).to_contain_text("revoked")


def test_taking_part(browsers, owner):
    """Practice, its explanation and a dispute, by somebody who has no pointer."""
    project = people.make_project(owner, images=2)
    known = [{"annotation": box(project.labels["car"], 320, 240, 60, 40)}, {"annotation": box(project.labels["dog"], 40, 40, 60, 60)}]
    owner.post(f"{project.path}/gold/items", {"items": [
        {"imageId": project.images[0]["id"], "purpose": "practice", "answers": [known]}]}, status=201)
    page = open_page(browsers, project, "qualify", who=make_annotator(project, "Eve"))
    press(page, page.get_by_test_id("practise"))
    expect(page.get_by_test_id("stage")).to_be_visible()
    expect(page.get_by_test_id("submit")).to_be_enabled()
    page.keyboard.press("1")
    # The cursor begins in the middle of the picture.
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    for key, times in (("Shift+ArrowRight", 6), ("Shift+ArrowDown", 4)):
        for _ in range(times):
            page.keyboard.press(key)
    page.keyboard.press("Enter")
    expect(page.locator(".object-row")).to_have_count(1)
    page.keyboard.press("m")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_test_id("result")).to_contain_text("1 of 2 objects found")
    press(page, page.get_by_test_id("dispute-open"))
    write(page, page.get_by_role("textbox", name="What is wrong with the known answer"), "There is no dog.")
    press(page, page.get_by_test_id("dispute-send"))
    expect(page.get_by_test_id("dispute")).to_contain_text("has not decided yet")
    tab_to(page, page.get_by_test_id("next-practice"))
