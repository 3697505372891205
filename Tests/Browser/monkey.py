"""A monkey draws at random, and its page is killed at a random moment: what it had drawn must be there again.

    python Tests/Browser/monkey.py --seeds 500 --jobs 2

Each run goes on where the one before left off, on the same image, with a network that fails at random. The page is
killed by crashing its renderer, by closing it without asking, or by a reload: between two gestures, within a few
milliseconds after one, or in the middle of a drag. The page tells every state of the drawing as soon as it exists,
so that the state found afterwards can be compared: it must be the last one that was 10 ms old when the page was
killed, or a later one. Then everything is sent, and the server must hold the same, each shape once. Any error of the
page fails the run.
"""

import argparse
import base64
import json
import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Error, expect, sync_playwright

import people
from boxwood_server import Server
from conftest import CHROMIUM, REPORT_VIOLATIONS
from desk import Desk

WIDTH, HEIGHT = 900, 600
WORKSPACE = "/js/views/annotate/workspace.js"
RUNS_ON_AN_IMAGE = 10
"""After so many runs the image is handed in."""
PATIENCE = 90_000
"""Milliseconds to wait for a page: what is asked is that nothing is lost, not how fast a busy machine is."""
GRACE = 0.010
"""What was drawn this many seconds before the page is killed must not be lost."""

# Lines of the workspace's module beside which the states are told; the test fails where they are no longer found.
TOLD = (
    ("  let document = documentOf(parts.annotations);\n", "  globalThis.monkeyOpened?.(parts.annotations);\n"),
    ("    onGesture(entry);\n", "    globalThis.monkeyDrew?.(document);\n"),
)
TELL = """
globalThis.monkeyOpened = (annotations) => globalThis.monkeyTold(JSON.stringify(
  { what: 'opened', at: performance.timeOrigin + performance.now(), annotations: [...annotations] }));
globalThis.monkeyDrew = (drawing) => globalThis.monkeyTold(JSON.stringify(
  { what: 'drew', at: performance.timeOrigin + performance.now(), annotations: drawing.order.map((id) => drawing.byId.get(id)) }));
"""


@dataclass
class Figures:
    """What came of some runs."""

    runs: int = 0
    gestures: int = 0
    kills: Counter = field(default_factory=Counter)
    unfinished: int = 0
    """Runs in which the last gesture, younger than the grace, was lost."""
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Figures") -> None:
        self.runs += other.runs
        self.gestures += other.gestures
        self.kills += other.kills
        self.unfinished += other.unfinished
        self.failures += other.failures

    def __str__(self) -> str:
        kills = ", ".join(f"{count} by {how}" for how, count in sorted(self.kills.items()))
        return (f"{self.runs} runs, {self.gestures} gestures, pages killed: {kills}; the last gesture, younger than "
                f"{GRACE * 1000:.0f} ms, was lost in {self.unfinished}; {len(self.failures)} failures")


def plain(annotation: dict) -> str:
    """A shape as far as it is drawn, as a text to compare."""
    return json.dumps({key: annotation.get(key) for key in ("id", "labelId", "shape")}
                      | {"flags": sorted(k for k, v in (annotation.get("flags") or {}).items() if v)}, sort_keys=True)


def state(annotations: list[dict]) -> frozenset[str]:
    return frozenset(plain(a) for a in annotations)


class Monkey:
    """One person's browser, and what its pages told."""

    def __init__(self, browser, project: people.Project):
        self.project = project
        self.person = people.make_annotator(project)
        self.context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
        self.context.set_default_timeout(PATIENCE)
        self.context.add_cookies(self.person.cookies())
        self.context.add_init_script(REPORT_VIOLATIONS + TELL)
        self.context.expose_binding("monkeyTold", self._hear)
        self.workspace = self._instrumented()
        self.dice = random.Random(0)
        self.errors: list[str] = []
        self.told: list[tuple[float, frozenset[str]]] = []
        self.opened: frozenset[str] = frozenset()
        self.is_dying = False
        self.is_lossy = False
        self.desk = self._open()

    def _open(self) -> Desk:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        page.on("console", self._listen)
        # Of the page's own kind, for only these two addresses: intercepting everything costs more than a run.
        session = self.session = self.context.new_cdp_session(page)
        self.is_dying = False
        session.on("Fetch.requestPaused", lambda event: self._meddle(session, event))
        session.send("Fetch.enable", {"patterns": [
            {"urlPattern": f"*{WORKSPACE}"}, {"urlPattern": "*/assignments/*/operations"}]})
        return Desk(page, self.project).open()

    def _listen(self, message) -> None:
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(f"console: {message.text}")

    def _hear(self, _source, text: str) -> None:
        told = json.loads(text)
        drawing = state(told["annotations"])
        if told["what"] == "opened":
            self.opened = drawing
            self.told = []
        self.told.append((told["at"] / 1000, drawing))

    def _instrumented(self) -> str:
        text = self.person.get(WORKSPACE, status=200).text
        for line, tell in TOLD:
            if line not in text:
                raise AssertionError(f"the workspace has no line {line!r} any more")
            text = text.replace(line, line + tell, 1)
        return base64.b64encode(text.encode()).decode()

    def _meddle(self, session, event: dict) -> None:
        """Tells the workspace's module to tell, and lets calls fail."""
        request, what = event["request"], self.dice.random() if self.is_lossy else 1
        if request["url"].endswith(WORKSPACE):
            self._answer(session, event, "fulfillRequest", responseCode=200, body=self.workspace, responseHeaders=[
                {"name": "content-type", "value": "text/javascript; charset=utf-8"}])
        elif what < 0.15:
            self._answer(session, event, "failRequest", errorReason="ConnectionReset")
        elif what < 0.25:
            self._answer(session, event, "fulfillRequest", responseCode=503)
        elif what < 0.4:  # The server hears it, and the answer is lost.
            address = request["url"].removeprefix(self.person.server.url)
            self.person.post(address, json.loads(request["postData"]))
            self._answer(session, event, "failRequest", errorReason="ConnectionReset")
        else:
            self._answer(session, event, "continueRequest")

    def _answer(self, session, event: dict, what: str, **parts) -> None:
        try:
            session.send(f"Fetch.{what}", {"requestId": event["requestId"], **parts})
        except Error:
            if session is self.session and not self.is_dying:
                raise

    # One run

    def run(self, seed: int) -> Figures:
        """Draws at random, kills the page, opens it again, and compares."""
        self.dice = random.Random(seed)
        dice, figures = self.dice, Figures(runs=1)
        self.errors = []
        self.is_lossy = dice.random() < 0.5
        before = len(self.told)
        for _ in range(dice.randint(2, 14)):
            self.act()
        if dice.random() < 0.25:
            self.drag_halfway()
        elif dice.random() < 0.6:
            self.desk.page.wait_for_timeout(dice.choice([0, 1, 3, 8, 20, 50]))
        else:
            self.desk.page.wait_for_timeout(dice.uniform(50, 1500))
        how = dice.choices(["crash", "closing", "reload"], [6, 2, 2])[0]
        killed = self.kill(how)
        told = self.told
        figures.gestures = len(told) - before
        figures.kills[how] += 1
        self.is_lossy = False
        self.desk = self._open()
        faults = self.compare(told, killed, figures)
        faults += self.settle()
        figures.failures = [f"seed {seed}, {how}: {fault}" for fault in [*faults, *self.errors]]
        if (seed + 1) % RUNS_ON_AN_IMAGE == 0:
            self.desk.submit()
        return figures

    def compare(self, told: list[tuple[float, frozenset[str]]], killed: float, figures: Figures) -> list[str]:
        """Whether the drawing found again is one that may be found."""
        oldest = max((i for i, (at, _) in enumerate(told) if at <= killed - GRACE), default=0)
        allowed = [drawing for _, drawing in told[oldest:]]
        if self.opened not in allowed:
            wanted = allowed[0]
            return [f"lost {sorted(wanted - self.opened)}, came up {sorted(self.opened - wanted)}"]
        if self.opened != allowed[-1]:
            figures.unfinished += 1
        return []

    def settle(self) -> list[str]:
        """Sends everything, and compares with the server."""
        page = self.desk.page
        page.keyboard.press("Control+s")
        expect(self.desk.chip).to_have_attribute("data-state", "saved", timeout=PATIENCE)
        draft = self.desk.draft(self.person)
        faults = [] if len({a["id"] for a in draft}) == len(draft) else ["the server holds a shape twice"]
        here, there = self.told[-1][1], state(draft)
        if here != there:
            faults.append(f"only here {sorted(here - there)}, only on the server {sorted(there - here)}")
        return faults

    def kill(self, how: str) -> float:
        """Ends the page; gives a moment before which it was surely alive, in seconds."""
        page, self.is_dying = self.desk.page, True
        killed = time.time()
        if how == "crash":
            with page.expect_event("crash", timeout=PATIENCE):
                try:
                    page.goto("chrome://kill")  # The renderer ends itself where it stands, without any farewell.
                except Error:
                    pass
        elif how == "reload":
            page.goto("about:blank")
        page.close(run_before_unload=False)
        return killed

    # What a monkey does

    def place(self) -> tuple[float, float]:
        return self.dice.uniform(-20, WIDTH + 20), self.dice.uniform(-20, HEIGHT + 20)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.desk.at(x, y)

    def act(self) -> None:
        deeds = [
            (8, self.draw_box), (2, self.draw_polygon), (2, self.move_something), (3, self.undo), (1, self.redo),
            (1, self.delete), (2, self.nudge), (2, self.press_key), (1, self.duplicate), (1, self.click_click),
        ]
        self.dice.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]()

    def draw_box(self) -> None:
        self.desk.page.keyboard.press("w")
        self.drag()

    def drag(self, release: bool = True) -> None:
        mouse = self.desk.page.mouse
        mouse.move(*self.at(*self.place()))
        mouse.down()
        mouse.move(*self.at(*self.place()), steps=2)
        if release:
            mouse.up()

    def drag_halfway(self) -> None:
        self.desk.page.keyboard.press(self.dice.choice("ws"))
        self.drag(release=False)

    def click_click(self) -> None:
        self.desk.page.keyboard.press("w")
        for _ in range(2):
            self.desk.page.mouse.click(*self.at(*self.place()))

    def draw_polygon(self) -> None:
        self.desk.page.keyboard.press("e")
        x, y = self.dice.uniform(60, WIDTH - 60), self.dice.uniform(60, HEIGHT - 60)
        for dx, dy in ((-40, -30), (45, -25), (30, 40), (-35, 35))[: self.dice.choice((2, 3, 4))]:
            self.desk.page.mouse.click(*self.at(x + dx, y + dy))
        self.desk.page.keyboard.press(self.dice.choice(("Enter", "Enter", "Escape")))

    def move_something(self) -> None:
        self.desk.page.keyboard.press("s")
        at = self.at(*self.place())
        self.desk.page.mouse.click(*at)
        self.desk.page.mouse.move(*at)
        self.desk.page.mouse.down()
        self.desk.page.mouse.move(at[0] + self.dice.uniform(-80, 80), at[1] + self.dice.uniform(-80, 80), steps=2)
        self.desk.page.mouse.up()

    def undo(self) -> None:
        for _ in range(self.dice.randint(1, 3)):
            self.desk.page.keyboard.press("Control+z")

    def redo(self) -> None:
        self.desk.page.keyboard.press("Control+Shift+z")

    def delete(self) -> None:
        self.desk.page.keyboard.press(self.dice.choice(("x", "Delete", "Control+a")))

    def nudge(self) -> None:
        key = self.dice.choice(("ArrowLeft", "ArrowRight", "Shift+ArrowUp", "ArrowDown", "Control+ArrowRight"))
        for _ in range(self.dice.randint(1, 3)):
            self.desk.page.keyboard.press(key)

    def press_key(self) -> None:
        self.desk.page.keyboard.press(self.dice.choice((
            "1", "2", "3", "o", "t", "g", "u", "Tab", "Escape", "Shift+h", "k", "f", "Shift+f", "Control+c",
            "Control+v", "Control+s", "=", "-", "n")))
        self.desk.page.keyboard.press("Shift+f")

    def duplicate(self) -> None:
        self.desk.page.keyboard.press("Control+d")


def make_project(owner: people.Person, seeds: int) -> people.Project:
    return people.make_project(owner, images=2 + seeds // RUNS_ON_AN_IMAGE, width=WIDTH, height=HEIGHT, replication=100,
                               name=f"Monkey {time.time_ns()}", minimumSidePixels=3)


def run(browser, project: people.Project, seeds: range, say=lambda text: None) -> Figures:
    """Runs these seeds, one after the other."""
    total = Figures()
    monkey = None
    for seed in seeds:
        failed = len(total.failures)
        try:
            monkey = monkey or Monkey(browser, project)
            total.add(monkey.run(seed))
        except (Error, AssertionError) as error:
            failures = [f"seed {seed}: {type(error).__name__}: {str(error)[:600]}", *(monkey.errors if monkey else [])]
            total.add(Figures(runs=1, failures=failures))
        for failure in total.failures[failed:]:
            say(failure)
        if monkey and (len(total.failures) > failed or (seed + 1) % (3 * RUNS_ON_AN_IMAGE) == 0):
            monkey.context.close()
            monkey = None
        if (seed + 1) % 10 == 0:
            say(f"seed {seed}: {total}")
    if monkey:
        monkey.context.close()
    return total


def work(url: str, cookies: list[dict], project: dict, images: list[dict], seeds: range, queue) -> None:
    """One process of several."""
    expect.set_options(timeout=PATIENCE)
    server = Server(Path(tempfile.gettempdir()))
    server.url = url
    owner = people.Person(server)
    for cookie in cookies:
        owner.session.cookies.set(cookie["name"], cookie["value"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
        queue.put(run(browser, people.Project(owner, project, images), seeds, say=lambda text: print(text, flush=True)))
        browser.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=50, help="how many runs")
    parser.add_argument("--first", type=int, default=1, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1, help="browsers side by side")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder)).start()
        try:
            owner = people.make_owner(server)
            project = make_project(owner, wanted.seeds)
            context = multiprocessing.get_context("spawn")
            queue = context.Queue()
            share = -(-wanted.seeds // wanted.jobs)
            last = wanted.first + wanted.seeds
            workers = [
                context.Process(target=work, args=(server.url, owner.cookies(), project.body, project.images,
                                                   range(start, min(start + share, last)), queue))
                for start in range(wanted.first, last, share)
            ]
            started = time.monotonic()
            for worker in workers:
                worker.start()
            total = Figures()
            for _ in workers:
                total.add(queue.get())
            for worker in workers:
                worker.join()
        finally:
            server.kill()
    print(f"{total}; {(time.monotonic() - started) / max(total.runs, 1):.1f} s a run")
    for failure in total.failures:
        print(failure)
    return 1 if total.failures else 0


if __name__ == "__main__":
    sys.exit(main())
