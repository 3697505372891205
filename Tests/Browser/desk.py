"""The annotation workspace in a real browser: where things are on the screen, and what a hand does there."""

import re
import time
from contextlib import contextmanager

from playwright.sync_api import Page, Response, expect

from people import Project

MARGIN = 16
"""CSS pixels that a fitted image keeps free on each side."""


class Desk:
    """One person's browser page with a project's workspace open."""

    def __init__(self, page: Page, project: Project):
        self.page = page
        self.project = project
        self.assignment: dict | None = None
        self.zoom_at_first = ""
        self.stage = page.get_by_test_id("stage")
        self.chip = page.get_by_test_id("status-chip")

    # Getting images

    def open(self) -> "Desk":
        with self.expecting_assignment():
            self.page.goto(f"{self.project.owner.server.url}/#/projects/{self.project.id}/annotate")
        return self.ready()

    def reload(self) -> "Desk":
        with self.expecting_assignment():
            self.page.reload()
        return self.ready()

    def submit(self, by_key: bool = False) -> "Desk":
        """Hands the image in and waits for the next one, or for the end."""
        with self.expecting_assignment():
            if by_key:
                self.page.keyboard.press("Control+Enter")
            else:
                self.page.get_by_test_id("submit").click()
        return self.ready()

    def ready(self) -> "Desk":
        if self.assignment is None:
            expect(self.page.get_by_test_id("end-screen")).to_be_visible()
        else:
            expect(self.stage).to_be_visible()
            self.page.wait_for_function(
                "() => document.querySelector('[data-testid=stage]').getBoundingClientRect().width > 50")
            self.page.wait_for_function("() => document.querySelectorAll('.annotate-stage canvas').length > 0")
            self.zoom_at_first = self.page.locator(".zoom-text").inner_text()
        return self

    @contextmanager
    def expecting_assignment(self):
        """Around what makes the page ask for an image; remembers which one it got."""
        with self.page.expect_response(is_assignment_answer, timeout=60_000) as waiting:
            yield
        answer = waiting.value
        self.assignment = answer.json() if answer.status == 200 else None

    # Places

    @property
    def image(self) -> tuple[int, int]:
        return self.assignment["image"]["width"], self.assignment["image"]["height"]

    @property
    def scale(self) -> float:
        """CSS pixels for an image pixel while the whole image is fitted."""
        place, (width, height) = self.stage.bounding_box(), self.image
        return min((place["width"] - 2 * MARGIN) / width, (place["height"] - 2 * MARGIN) / height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where an image point is on the page while the whole image is fitted."""
        place, (width, height), scale = self.stage.bounding_box(), self.image, self.scale
        return (
            place["x"] + place["width"] / 2 + (x - width / 2) * scale,
            place["y"] + place["height"] / 2 + (y - height / 2) * scale,
        )

    # What a hand does

    def tool(self, name: str) -> None:
        self.page.get_by_test_id(f"tool-{name}").click()

    def drag(self, x: float, y: float, to_x: float, to_y: float, release: bool = True) -> None:
        """Presses at one image point and lets go at another."""
        self.page.mouse.move(*self.at(x, y))
        self.page.mouse.down()
        self.page.mouse.move(*self.at((x + to_x) / 2, (y + to_y) / 2), steps=2)
        self.page.mouse.move(*self.at(to_x, to_y), steps=2)
        if release:
            self.page.mouse.up()

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(*self.at(x, y))

    def polygon(self, points: list[tuple[float, float]]) -> None:
        """Clicks the corners and closes with Enter."""
        self.tool("polygon")
        for point in points:
            self.click(*point)
        self.page.keyboard.press("Enter")

    # What is there

    def count(self) -> int:
        """How many objects the panel lists."""
        return int(self.page.locator(".objects .chip").inner_text())

    def expect_count(self, count: int) -> None:
        expect(self.page.locator(".objects .chip")).to_have_text(str(count))

    def expect_saved(self, timeout: float = 10_000) -> None:
        """The chip says that the server has everything."""
        expect(self.chip).to_have_attribute("data-state", "saved", timeout=timeout)

    def draft(self, person) -> list[dict]:
        """What the server holds of the image on the desk."""
        return person.get(f"/api/v1/assignments/{self.assignment['id']}", status=200).json()["draft"]["annotations"]

    def expect_draft(self, person, boxes: list[list[float]], tolerance: float = 0.75) -> list[dict]:
        """The server holds exactly these boxes, in any order; waits for the last ones to arrive."""
        self.expect_saved()
        found = self.draft(person)
        same_boxes(boxes_of(found), boxes, tolerance)
        return found


def is_assignment_answer(answer: Response) -> bool:
    """Whether a response brings an image, or says that none is left."""
    return (
        re.search(r"/projects/[0-9a-f]+/assignments$", answer.url) is not None
        and answer.request.method == "POST" and answer.status in (200, 204))


def boxes_of(annotations: list[dict]) -> list[list[float]]:
    return [a["shape"]["box"] for a in annotations if "box" in a["shape"]]


def same_boxes(found: list[list[float]], wanted: list[list[float]], tolerance: float = 0.75) -> None:
    """Two lists hold the same boxes, order aside, each number within ``tolerance`` image pixels."""
    rest = [list(b) for b in found]
    for each in wanted:
        match = next((b for b in rest if all(abs(p - q) <= tolerance for p, q in zip(b, each))), None)
        assert match is not None, f"no box like {each} in {found}"
        rest.remove(match)
    assert not rest, f"boxes nobody drew: {rest}"


def until(condition, patience: float = 10, every: float = 0.1):
    """Asks again until the answer is true, and gives it; the last answer counts when time is up."""
    deadline = time.monotonic() + patience
    while not (answer := condition()) and time.monotonic() < deadline:
        time.sleep(every)
    assert answer, "it did not come true in time"
    return answer
