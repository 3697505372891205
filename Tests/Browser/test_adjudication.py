"""Conflicts settled by a reviewer, by keys, by mouse and by thumb; what is decided stays. And the wall of crops."""

import csv
import io
import uuid

import pytest
from playwright.sync_api import expect

import people
from desk import until
from people import box, make_annotator, next_assignment, submit

IMAGES = 12
# Where the six places of each image are, and how people differ there.
PLACES = [(20, 20), (240, 20), (460, 20), (20, 250), (240, 250), (460, 250)]


@pytest.fixture(scope="module")
def project(owner):
    """Twelve images on which three people differ at six places each, and agree on one more object."""
    project = people.make_project(owner, images=IMAGES, name="To be settled", replication=3)
    car, dog, tree = (project.labels[name] for name in ("car", "dog", "tree"))
    for who in range(3):
        person = make_annotator(project)
        while assignment := next_assignment(person, project):
            (a, b), (c, d), (e, f), (g, h), (i, j), (k, m) = PLACES
            shapes = [box(tree, 590, 430, 40, 40), box([car, car, dog][who], e, f, 120, 120)]
            shapes += [] if who == 1 else [box(car, a, b, 120, 120)]  # one missed it
            shapes += [box(dog, c, d, 120, 120)] if who == 2 else []  # only one drew it
            shapes += [box(car, g + 17 * who, h, 120, 120)]  # where does it end?
            shapes += [box(dog, i, j, 120, 120)] if who == 0 else []
            shapes += [] if who == 2 else [box(dog, k, m, 110, 110)]
            submit(person, assignment, shapes, status=201)
    project.reviewer = make_annotator(project, "Rita Reviewer", role="reviewer")
    project.owner.post(f"{project.path}/consensus", status=200)
    return project


def listed(project, **query):
    query.setdefault("limit", 500)
    return project.reviewer.get(f"{project.path}/conflicts", params=query, status=200).json()


def decisions(project):
    return project.reviewer.get(f"{project.path}/decisions", params={"limit": 500}, status=200).json()["items"]


def ready(page, after: str | None = None) -> str:
    """Waits until the desk shows a conflict, another one than before, and gives its identifier."""
    other = f":not([data-conflict='{after}'])" if after else ""
    desk = page.locator(f"[data-testid=desk][data-conflict][aria-busy=false]{other}")
    expect(desk).to_be_visible()
    return desk.get_attribute("data-conflict")


def shapes_at(project, image: str, place) -> list[list[float]]:
    """Boxes of the export whose middle is at a place of an image."""
    exported = project.export()
    number = next(one["id"] for one in exported["images"] if one["file_name"] == image)
    x, y = place
    return [one["bbox"] for one in exported["annotations"] if one["image_id"] == number
            and x <= one["bbox"][0] + one["bbox"][2] / 2 <= x + 170 and y <= one["bbox"][1] + one["bbox"][3] / 2 <= y + 170]


def same(found, wanted):
    return len(found) == 4 and all(abs(a - b) < 0.51 for a, b in zip(found, wanted))


def test_fifty_conflicts_are_settled_by_keys_alone_and_stay_settled(browsers, project):
    first = listed(project)
    assert first["total"] >= 50 and first["total"] == sum(first["counts"].values()) and first["decided"] == 0
    gains = [one["gain"] for one in first["items"]]
    assert gains == sorted(gains, reverse=True) and len({one["id"] for one in first["items"]}) == len(gains)
    before = {one["id"]: one for one in first["items"]}

    page = browsers.page(project.reviewer)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}")
    page.get_by_test_id("project-conflicts").press("Enter")
    # The tiles of the second are asked for while one looks at the first.
    ahead = f"/iiif/3/{first['items'][1]['image']}/"
    with page.expect_request(lambda request: ahead in request.url):
        page.get_by_test_id("conflicts-begin").press("Enter")
        now = ready(page)
    assert now == first["items"][0]["id"], "the most worthwhile comes first"
    said: dict[str, str] = {}
    for number in range(50):
        assert now not in said
        key = ["1", "m", "x", "2", "e"][number % 5]
        if number == 7:
            page.keyboard.press("r")
            page.keyboard.type("Behind the tree.")
            page.keyboard.press("Enter")
        page.keyboard.press(key)
        if key == "e":
            page.keyboard.press("Shift+ArrowRight")
            page.keyboard.press("Enter")
        said[now] = key
        after = ready(page, now)
        if number == 20:
            page.keyboard.press("u")
            assert ready(page, after) == now
            expect(page.get_by_test_id("conflict-said")).to_be_empty()
            page.keyboard.press("x")
            said[now] = "x"
            after = ready(page, now)
        now = after
    expect(page.get_by_test_id("conflicts-left")).to_contain_text(str(first["total"] - 50))

    kept = decisions(project)
    standing = {one["conflict"]: one for one in kept if not one.get("withdrawnAt")}
    assert len(standing) == 50 and len(kept) == 51 and {one["by"] for one in kept} == {"Rita Reviewer"}
    choices = {"1": "answer", "2": "answer", "m": "merged", "x": "none", "e": "drawn"}
    assert {one: standing[one]["choice"] for one in said} == {one: choices[key] for one, key in said.items()}
    assert [one["reason"] for one in kept if one.get("reason")] == ["Behind the tree."]
    assert listed(project, state="decided")["total"] == 50

    def stands():
        for conflict, key in said.items():
            at = min(PLACES, key=lambda place: abs(place[0] - before[conflict]["box"][0]) + abs(place[1] - before[conflict]["box"][1]))
            found = shapes_at(project, before[conflict]["imageName"], at)
            wanted = [shape["shape"]["box"] for shape in standing[conflict]["shapes"]]
            assert len(found) == len(wanted) and all(any(same(one, each) for one in found) for each in wanted), (key, found, wanted)
            if key == "x":
                assert found == []

    stands()
    project.body = project.owner.patch(project.path, {"quorum": 0.3, "iouThreshold": 0.7}, headers={
        "If-Match": f'"{project.owner.get(project.path, status=200).json()["revision"]}"'}, status=200).json()
    project.owner.post(f"{project.path}/consensus", status=200)
    stands()
    assert {one["id"] for one in listed(project, state="decided")["items"]} >= set(said)


def test_a_decision_is_drawn_by_mouse_taken_by_thumb_and_withdrawn_in_the_list(browsers, project):
    page = browsers.page(project.reviewer)
    conflict = listed(project)["items"][0]
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/conflicts/{conflict['id']}")
    ready(page)
    page.get_by_test_id("take-draw").click()
    page.get_by_test_id("draft-polygon").click()
    stage = page.locator(".viewer-stage").bounding_box()
    middle = stage["x"] + stage["width"] / 2, stage["y"] + stage["height"] / 2
    for dx, dy in ((-60, -50), (70, -40), (50, 60)):
        page.mouse.click(middle[0] + dx, middle[1] + dy)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("draft-keep")).to_be_enabled()
    page.get_by_test_id("draft-label-tree").click()
    page.get_by_test_id("draft-keep").click()
    following = ready(page, conflict["id"])
    drawn = decisions(project)[0]
    assert (drawn["conflict"], drawn["choice"], drawn["shapes"][0]["label"]) == (conflict["id"], "drawn", project.labels["tree"])
    assert len(drawn["shapes"][0]["shape"]["polygon"][0]) == 3

    thumb = browsers.page(project.reviewer, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    thumb.goto(f"{project.owner.server.url}/#/projects/{project.id}/conflicts/{following}")
    ready(thumb)
    target = thumb.get_by_test_id("take-none")
    target.scroll_into_view_if_needed()
    assert target.bounding_box()["height"] >= 44
    target.tap()
    ready(thumb, following)

    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/decisions")
    row = page.get_by_test_id("decision-row").first
    expect(row).to_have_attribute("data-conflict", following)
    row.get_by_test_id("decision-undo").click()
    expect(row).to_have_attribute("data-withdrawn", "")
    assert next(one for one in listed(project, state="all")["items"] if one["id"] == following)["state"] == "open"
    with page.expect_download() as waiting:
        page.get_by_test_id("decisions-csv").click()
    lines = list(csv.DictReader(io.StringIO(waiting.value.path().read_text())))
    assert len(lines) == len(decisions(project)) and lines[0]["withdrawn_by"] == "Rita Reviewer"


def test_names_stay_hidden_and_work_is_assigned(browsers, project):
    page = browsers.page(project.owner)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/conflicts?kind=class")
    expect(page.get_by_test_id("conflict-item").first).to_have_attribute("data-kind", "class")
    chosen = [page.get_by_test_id("conflict-item").nth(index).get_attribute("data-id") for index in (0, 1)]
    for index in (0, 1):
        page.get_by_test_id("choose").nth(index).check()
    page.get_by_test_id("assign-to").select_option("Rita Reviewer")
    expect(page.get_by_test_id("assign-bar")).to_be_hidden()
    page.reload()
    expect(page.get_by_label("Kind")).to_have_value("class")
    mine = browsers.page(project.reviewer, locale="de-DE")
    mine.goto(f"{project.owner.server.url}/#/projects/{project.id}/conflicts?assignee=me")
    expect(mine.get_by_role("heading", level=1)).to_have_text("Streitfälle")
    expect(mine.get_by_test_id("conflict-item")).to_have_count(2)
    assert {row.get_attribute("data-id") for row in mine.get_by_test_id("conflict-item").all()} == set(chosen)
    detail = project.reviewer.get(f"{project.path}/conflicts/{chosen[0]}", status=200).text
    assert "Person " not in detail and '"letter"' in detail
    mine.get_by_test_id("conflicts-begin").click()
    ready(mine)
    # Tab goes from conflict to conflict until Escape lets it go through the page.
    mine.keyboard.press("Escape")
    mine.keyboard.press("Tab")
    assert mine.evaluate("document.activeElement.localName") in ("a", "div", "button")
    mine.get_by_test_id("conflict-undo").focus()
    mine.keyboard.press("n")
    ready(mine, chosen[0])


def test_the_wall_dismisses_a_range_relabels_it_and_takes_it_back(browsers, project):
    wall = {"label": project.labels["tree"], "sort": "probability"}

    def verdicts():
        page = project.reviewer.get(f"{project.path}/wall", params={**wall, "limit": 100}, status=200).json()
        return {one["object"] + one["image"]: one.get("verdict") for one in page["items"]}, page["total"]

    conflict = listed(project)["items"][0]
    project.reviewer.post(f"{project.path}/conflicts/{conflict['id']}/decision", {
        "id": str(uuid.uuid4()), "choice": "drawn", "shapes": [{"shape": {"box": conflict["box"]}, "label": wall["label"]}]},
        status=200)
    # Told once more, it begins where it began.
    items = project.reviewer.get(f"{project.path}/wall", params={**wall, "limit": 100}, status=200).json()["items"]
    project.reviewer.post(f"{project.path}/votes", {"votes": [
        {"id": str(uuid.uuid4()), "image": one["image"], "object": one["object"], "verdict": "right"}
        for one in items if one.get("verdict") and not one["settled"]]})
    before, total = verdicts()
    assert total >= IMAGES and set(before.values()) == {None}
    page = browsers.page(project.reviewer)
    page.goto(f"{project.owner.server.url}/#/projects/{project.id}/wall?label={wall['label']}")
    expect(page.get_by_test_id("crop")).to_have_count(total)
    # What a reviewer drew and named a tree hangs there, too, and stands: a range leaves it out.
    settled = page.locator("[data-testid=crop][data-settled]")
    expect(settled.first).to_contain_text("Settled")
    settled.first.click()
    expect(page.get_by_test_id("wall-said")).to_contain_text("Nothing dismissed")
    crops = page.locator("[data-testid=crop]:not([data-settled])")
    crops.nth(1).click()
    crops.nth(3).click(modifiers=["Shift"])
    expect(page.get_by_test_id("wall-said")).to_contain_text("3 not a tree")
    until(lambda: list(verdicts()[0].values()).count("dismissed") == 3)
    page.keyboard.press("1")
    expect(page.locator("[data-testid=crop][data-verdict=relabelled]")).to_have_count(3)
    page.keyboard.press("u")
    expect(page.locator("[data-testid=crop][data-verdict=dismissed]")).to_have_count(3)
    page.keyboard.press("u")
    page.keyboard.press("u")
    expect(page.locator("[data-testid=crop]:not([data-verdict=''])")).to_have_count(0)
    until(lambda: set(verdicts()[0].values()) == {None})
    # By keys alone: to the start, a range of two, and said.
    page.keyboard.press("Home")
    for _ in range(int(crops.nth(1).get_attribute("data-index"))):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("[data-testid=crop][data-verdict=dismissed]")).to_have_count(2)
    until(lambda: list(verdicts()[0].values()).count("dismissed") == 2)
    project.owner.post(f"{project.path}/consensus", status=200)
    page.reload()
    expect(page.locator("[data-testid=crop][data-verdict=dismissed]")).to_have_count(2)
