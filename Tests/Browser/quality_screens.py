"""The screens around known answers, guidelines, second passes, behaviour, pay and people from outside, each brought to where
it is worth a look."""

import itertools
import uuid
from urllib.parse import urlencode

from playwright.sync_api import Page, expect

import people
import pictures
from desk import Desk
from people import box, make_annotator, next_assignment, submit
from result_screens import go

INSTRUCTIONS = """# Birds in the reeds

Draw **every bird**, from the tip of the beak to the end of the tail.

* A bird behind reeds counts: draw it as far as you see it.
* Leave out toys and signs.
"""
CAR, DOG = (100, 100, 220, 140), (480, 300, 130, 110)
EXAM = {"images": 2, "iouThreshold": 0.5, "minimumF1": 0.8, "minimumClassAccuracy": 0.9, "attempts": 3, "coolDownSeconds": 0}


def known(project, image, purpose):
    return {"imageId": image["id"], "purpose": purpose, "answers": [[
        {"annotation": box(project.labels["car"], *CAR), "clause": "Mark every car, the parked ones too."},
        {"annotation": box(project.labels["dog"], *DOG), "clause": "Dogs in the shade count."}]]}


def trial(person, project, kind, *shapes):
    """Practice or a part of an exam; the turn."""
    turn = person.post(f"{project.path}/gold/{kind}/assignments", status=200).json()
    submit(person, turn, [box(project.labels[name], *place) for name, place in shapes], status=201)
    return turn


def examine(person, project, *shapes):
    person.post(f"{project.path}/gold/exam", status=201)
    for _ in range(EXAM["images"]):
        trial(person, project, "exam", *shapes)


def set_gold(project, **wish):
    revision = project.owner.get(f"{project.path}/gold/settings", status=200).json()["revision"]
    project.owner.request("PUT", f"{project.path}/gold/settings", json=wish, headers={"If-Match": f'"{revision}"'}, status=200)


def set_plan(project, **change):
    revision = project.owner.get(f"{project.path}/work", status=200).json()["revision"]
    project.owner.patch(f"{project.path}/work", change, headers={"If-Match": f'"{revision}"'}, status=200)


def prepare(owner):
    """A project with all of it: `ada` does well, `ben` is paused, `cleo` draws without looking, `judith` judges."""
    project = people.make_project(owner, name="Cars, dogs and a long name for a project", replication=2, instructions=INSTRUCTIONS,
                                  description="What stood in the street on the first of May.")
    for number in range(16):
        name = "harbour at night with a very long file name that hardly fits.png" if number == 3 else f"scene-{number:03}.png"
        project.images.append(project.upload(pictures.png(900, 600, 70 + number), name, status=201).json())
    project.ada, project.ben, project.cleo, project.judith = (
        make_annotator(project, name) for name in ("Ada Lovelace", "Ben Ng", "Cleo dell’Acqua", "Judith Maria Wolkenstein"))
    publish(project)
    gold(project)
    rule(project)
    judge(project)
    project.pilot = pilot(owner)
    project.unfinished = unfinished(owner, project.ada)
    project.renewed = people.make_project(owner, images=2, name="Birds again", width=900, height=600, instructions=INSTRUCTIONS)
    for person in (project.ada, project.judith):
        people.join(project.renewed, person)
    project.judith.post(f"{project.renewed.path}/guidelines/readings", {"version": 1}, status=204)
    publish(project.renewed)
    project.ada.post(f"{project.renewed.path}/guidelines/readings", {"version": 2}, status=204)
    open_links(project)
    return project


def publish(project):
    examples = [(0, "car", CAR, "good", "From bumper to bumper, and no wider."), (1, "dog", DOG, "bad", "This is a toy: leave it out."),
                (1, "car", (300, 20, 40, 380), "bad", "Only its shadow is in the picture.")]
    project.owner.post(f"{project.path}/guidelines", {
        "id": str(uuid.uuid4()), "instructions": INSTRUCTIONS.replace("toys and signs", "toys, signs and paintings"),
        "note": "Paintings do not count from now on.", "requiresQualification": False,
        "added": [{"id": str(uuid.uuid4()), "imageId": project.images[number]["id"], "labelId": project.labels[label],
                   "shape": {"box": list(place)}, "verdict": verdict, "reason": reason}
                  for number, label, place, verdict, reason in examples]}, headers={"If-Match": '"1"'}, status=201)


def gold(project):
    owner, images = project.owner, project.images
    items = [known(project, image, purpose) for purpose, some in (("practice", images[:2]), ("exam", images[2:6]), ("stream", images[6:9]))
             for image in some]
    project.items = owner.post(f"{project.path}/gold/items", {"items": items}, status=201).json()["items"]
    set_gold(project, rate=0.5, pauseRule="never", reveals=True, practiceImages=1, exam=EXAM)
    set_plan(project, pay={"currency": "EUR", "price": 30, "feeBasisPoints": 2000, "budget": 3000, "autoApproveHours": 72})
    right, late = [("car", CAR), ("dog", DOG)], [("car", (94, 108, 232, 140)), ("tree", (700, 60, 90, 200))]
    project.practised = {}
    for person in (project.ada, project.ben, project.cleo, project.judith):
        project.practised[person.id] = trial(person, project, "practice", *late)["id"]
    examine(project.ada, project, ("car", CAR))
    for person in (project.ada, project.ben, project.cleo, project.judith):
        examine(person, project, *right)
    for number in range(8):
        if turn := next_assignment(project.ada, project):
            submit(project.ada, turn, [box(project.labels["car"], *CAR), box(project.labels["dog"], 478, 302 + number, 130, 110)], status=201)
    while turn := next_assignment(project.cleo, project):
        submit(project.cleo, turn, [box(project.labels["car"], *CAR)], status=201)
    for _ in range(6):
        if turn := next_assignment(project.ben, project):
            submit(project.ben, turn, [], status=201)
    owner.request("PUT", f"{project.path}/gold/people/{project.ben.id}/pause", json={
        "reason": "Your last images are empty, though there is something in them. Please write to me before you go on."}, status=200)


def rule(project):
    """Two results are disputed, and one of the objections decided; what stands out is settled once; work is judged."""
    owner = project.owner
    for person, reason in ((project.ben, "The dog is a statue."), (project.ada, "The left edge of the car is behind the pole, where nobody can see it.")):
        assignment = project.practised[person.id]
        person.post(f"/api/v1/assignments/{assignment}/dispute", {"id": str(uuid.uuid4()), "reason": reason}, status=201)
    first = next(one for one in owner.get(f"{project.path}/gold/disputes", status=200).json()["items"] if one["name"] == "Ben Ng")
    owner.post(f"{project.path}/gold/disputes/{first['id']}/ruling", {"ruling": "upheld", "reply": "It has a leash on."}, status=200)
    owner.request("PUT", f"{project.path}/behaviour/settings", json={"secondsPerImage": 5}, status=204)
    flags = owner.get(f"{project.path}/behaviour", status=200).json()["flags"]
    fast = next(flag for flag in flags if flag["kind"] == "fast" and flag["person"]["name"] == "Cleo dell’Acqua")
    owner.post(f"{project.path}/behaviour/judgements", {
        "id": str(uuid.uuid4()), "flag": fast["flag"], "verdict": "acted", "note": "Please take your time with each image."}, status=200)
    work = owner.get(f"{project.path}/pay/work?state=pending", status=200).json()["items"]
    for decision, some in (("approve", work[:3]), ("reject", work[3:4])):
        owner.post(f"{project.path}/pay/decisions", {
            "decision": decision, "works": [one["id"] for one in some], "feedback": "A car is missing." if decision == "reject" else ""}, status=200)
    owner.post(f"{project.path}/pay/bonuses", {
        "id": str(uuid.uuid4()), "accountId": project.ada.id, "amount": 250, "reason": "For the hints about the signs."}, status=201)


def judge(project):
    project.owner.request("PUT", f"{project.path}/second-pass/settings", json={"source": "first", "judges": 1}, status=204)
    verdicts = itertools.cycle([{"verdict": "good"}, {"verdict": "bad", "reason": "loose"}, {"verdict": "good"}, {"verdict": "unsure"},
                                {"verdict": "bad", "reason": "spurious"}])
    for _ in range(3):
        work = project.judith.post(f"{project.path}/second-pass/turns", status=200).json()
        project.judith.post(f"{project.path}/second-pass/images/{work['image']['id']}/verdicts", {"verdicts": [
            {"id": str(uuid.uuid4()), "item": item["id"], "milliseconds": 1400 + 300 * at, **next(verdicts)}
            for at, item in enumerate(work["items"])]}, status=204)


def open_links(project):
    owner = project.owner
    owner.request("PUT", f"{project.path}/outside-hosts", json={"hosts": ["https://workersandbox.mturk.com", "https://app.prolific.com"]}, status=200)

    def make(place=project, **wish):
        return owner.post(f"{place.path}/outside-links", wish, status=201).json()

    closed = make(name="A pilot of last week", kind="anonymous")
    owner.delete(f"{project.path}/outside-links/{closed['id']}", status=204)
    make(name="Class 7b", kind="personal", capacity=28)
    make(name="The study on fatigue and light at night", kind="prolific", images=5, completionCode="C0DE42", completionURL="https://app.prolific.com/complete?cc={code}")
    project.guarded = make(name="Passers-by", kind="anonymous")["url"]
    make(name="A batch of a hundred", kind="turk", capacity=100)
    owner.request("PUT", f"{project.renewed.path}/outside-hosts", json={"hosts": ["https://workersandbox.mturk.com"]}, status=200)
    project.turk = make(project.renewed, name="A batch", kind="turk")["url"]


def pilot(owner):
    """Six images that three people answered: on the last two each drew elsewhere."""
    project = people.make_project(owner, images=6, name="A pilot", replication=3)
    numbers = {image["id"]: index for index, image in enumerate(project.images)}
    for index, name in enumerate(("Dora", "Emil", "Flora")):
        person = make_annotator(project, name)
        while turn := next_assignment(person, project):
            place = 100 if numbers[turn["image"]["id"]] < 4 else 100 + 150 * index
            submit(person, turn, [box(project.labels["car"], place, 100, 120, 80)], status=201)
    return project


def unfinished(owner, person):
    """Somebody else's exam, begun and failed once."""
    project = people.make_project(owner, images=6, name="Beginners", width=900, height=600)
    items = [known(project, image, purpose) for purpose, some in (("practice", project.images[:2]), ("exam", project.images[2:])) for image in some]
    owner.post(f"{project.path}/gold/items", {"items": items}, status=201)
    set_gold(project, practiceImages=1, exam=EXAM)
    people.join(project, person)
    trial(person, project, "practice", ("car", CAR))
    examine(person, project, ("car", CAR))
    return project


# What the requester sees


def gold_page(page: Page, world):
    go(page, world, f"#/projects/{world.id}/gold")
    expect(page.get_by_test_id("gold-person")).to_have_count(4)
    expect(page.get_by_test_id("gold-item")).to_have_count(9)
    page.get_by_test_id("gold-person").first.locator("details summary").click()


def gold_suggestions(page: Page, world):
    go(page, world, f"#/projects/{world.pilot.id}/gold")
    page.get_by_test_id("gold-suggest").click()
    expect(page.get_by_text("scene-000.png").first).to_be_visible()


def gold_pause(page: Page, world):
    gold_page(page, world)
    page.get_by_role("button", name="Ada Lovelace").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def gold_draw(page: Page, world):
    go(page, world, f"#/projects/{world.id}/gold/{world.items[0]['id']}/draw")
    expect(page.get_by_test_id("clause")).to_have_count(2)


def gold_draw_ruling(page: Page, world):
    go(page, world, f"#/projects/{world.id}/results/{world.practised[world.ada.id]}/draw")
    expect(page.get_by_test_id("draw-reply")).to_be_visible()


def persons_card(page: Page, world):
    go(page, world, f"#/projects/{world.id}/people/{world.ada.id}")
    expect(page.get_by_test_id("person-own")).to_be_visible()


def work_plan(page: Page, world):
    go(page, world, f"#/projects/{world.id}/work")
    expect(page.get_by_test_id("plan-save")).to_be_visible()


def dispute(page: Page, world):
    go(page, world, f"#/projects/{world.id}/results/{world.practised[world.ada.id]}")
    page.locator("select[name=ruling]").select_option("fixed")
    expect(page.locator("input[name=row-0]")).to_be_visible()


def second_report(page: Page, world):
    go(page, world, f"#/projects/{world.id}/second-pass")
    expect(page.get_by_test_id("second-sum")).to_be_visible()


def behaviour(page: Page, world):
    go(page, world, f"#/projects/{world.id}/behaviour")
    expect(page.get_by_test_id("flag-repeated").first).to_be_visible()
    page.get_by_test_id("flags-settled").locator("summary").first.click()
    page.evaluate("() => { for (const image of document.images) image.loading = 'eager'; }")


def outside_links(page: Page, world):
    go(page, world, f"#/projects/{world.id}/outside")
    expect(page.get_by_test_id("outside-link")).to_have_count(5)


def guidelines_editing(page: Page, world):
    go(page, world, f"#/projects/{world.id}/guidelines")
    page.get_by_test_id("guidelines-new").locator("summary").first.click()
    name = page.locator("input[name=imageId]")
    expect(page.locator("#maker-images option")).to_have_count(16)
    name.fill("scene-005.png")
    name.press("Tab")
    expect(page.get_by_test_id("maker-frame")).to_be_visible()
    for field, value in (("x", 120), ("y", 90), ("width", 300), ("height", 220)):
        page.locator(f"input[name=box-{field}]").fill(str(value))
    page.locator("input[name=reason]").fill("To the outermost pixel.")
    page.get_by_test_id("example-add").click()
    expect(page.get_by_test_id("example-draft")).to_be_visible()


def pay_running(page: Page, world):
    go(page, world, f"#/projects/{world.id}/pay")
    expect(page.get_by_test_id("pay-person").first).to_be_visible()
    expect(page.get_by_test_id("pay-work").first).to_be_visible()


def planning_pilot(page: Page, world):
    go(page, world, f"#/projects/{world.pilot.id}/planning")
    page.locator("input[name=errors]").fill("3")
    page.get_by_test_id("plan-study").click()
    expect(page.get_by_test_id("recommended")).to_be_visible()


# What annotators see


def qualified(page: Page, world):
    go(page, world, f"#/projects/{world.id}/qualify")
    expect(page.get_by_test_id("exam-attempt")).to_have_count(2)


def qualifying(page: Page, world):
    go(page, world, f"#/projects/{world.unfinished.id}/qualify")
    expect(page.get_by_test_id("exam-begin")).to_be_visible()
    expect(page.get_by_test_id("exam-attempt")).to_be_visible()


def paused(page: Page, world):
    go(page, world, f"#/projects/{world.id}/qualify")
    expect(page.get_by_test_id("own-pause")).to_be_visible()
    expect(page.get_by_test_id("notices")).to_be_visible()


def barred(page: Page, world):
    go(page, world, f"#/projects/{world.id}/annotate")
    expect(page.get_by_test_id("barred")).to_be_visible()


def practice_result(page: Page, world):
    go(page, world, f"#/projects/{world.id}/results/{world.practised[world.cleo.id]}")
    page.get_by_test_id("dispute-open").click()
    expect(page.get_by_test_id("dispute-send")).to_be_visible()


def disputed_result(page: Page, world):
    go(page, world, f"#/projects/{world.id}/results/{world.practised[world.ben.id]}")
    expect(page.get_by_test_id("ruling")).to_be_visible()


def own_work(page: Page, world):
    go(page, world, f"#/projects/{world.id}/mine")
    expect(page.get_by_test_id("own-record")).to_be_visible()
    expect(page.get_by_test_id("earnings")).to_be_visible()


def guidelines_news(page: Page, world):
    Desk(page, world.renewed).open()
    expect(page.get_by_test_id("guidelines-read")).to_be_visible()


def guidelines_drawer(page: Page, world):
    Desk(page, world.renewed).open()
    page.keyboard.press("i")
    expect(page.get_by_test_id("guidelines").get_by_test_id("example-bad").first).to_be_visible()


def second_desk(page: Page, world):
    go(page, world, f"#/projects/{world.id}/second-pass")
    expect(page.get_by_test_id("second-item")).to_be_visible()
    page.keyboard.press("2")
    expect(page.get_by_test_id("second-reason-spurious")).to_be_visible()


def second_correction(page: Page, world):
    go(page, world, f"#/projects/{world.id}/second-pass")
    expect(page.get_by_test_id("second-item")).to_be_visible()
    page.keyboard.press("3")
    expect(page.get_by_test_id("second-correction")).to_be_visible()


# What people from outside see


def outside(page: Page, world, **parameters):
    page.goto(f"{world.turk}?{urlencode({'hitId': 'H1', 'turkSubmitTo': 'https://workersandbox.mturk.com', **parameters})}")


def outside_preview(page: Page, world):
    outside(page, world, assignmentId="ASSIGNMENT_ID_NOT_AVAILABLE")
    expect(page.get_by_test_id("outside-preview")).to_be_visible()


def outside_desk(page: Page, world):
    outside(page, world, assignmentId="A1", workerId="W1")
    expect(page.get_by_test_id("stage")).to_be_visible()
    page.wait_for_timeout(300)


def outside_barred(page: Page, world):
    page.goto(world.guarded)
    expect(page.locator(".outside-page h1")).to_be_visible()


def outside_closed(page: Page, world):
    page.goto(f"{world.owner.server.url}/outside/forged")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("button")).to_be_visible()


SCREENS = {
    "owner": [gold_page, gold_suggestions, gold_pause, gold_draw, gold_draw_ruling, dispute, second_report, persons_card, behaviour,
              outside_links, guidelines_editing, work_plan, pay_running, planning_pilot],
    "ada": [qualified, qualifying, guidelines_drawer],
    "ben": [paused, barred, disputed_result],
    "cleo": [practice_result, own_work],
    "judith": [second_desk, second_correction, guidelines_news],
    None: [outside_preview, outside_desk, outside_barred, outside_closed],
}
