"""What the stories need: a server, its owner, projects, people, and browsers that notice every error."""

import os
import shutil

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright

import people
from boxwood_server import Server, binary

CHROMIUM = os.environ.get("BOXWOOD_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
FIREFOX = os.environ.get("BOXWOOD_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")

# A policy violation is reported to the page only as an event; as a console error it reaches the test.
REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', (event) =>
  console.error('content security policy:', event.violatedDirective, event.blockedURI, event.sourceFile));
addEventListener('unhandledrejection', (event) => console.error('unhandled rejection:', String(event.reason)));
"""


# A busy machine takes longer than the five seconds that are waited otherwise.
expect.set_options(timeout=15_000)


def pytest_configure(config):
    if not binary().exists():
        raise pytest.UsageError(f"{binary()} is not there: run `make build-tests` first, or set BOXWOOD_BINARY.")


@pytest.fixture(scope="session")
def start_server(tmp_path_factory):
    """Starts servers, each on an empty folder of its own; they end with the tests."""
    started: list[Server] = []

    def start(**environment: str) -> Server:
        server = Server(tmp_path_factory.mktemp("server"), environment)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        server.kill()


@pytest.fixture(scope="session")
def server(start_server) -> Server:
    """The server that most stories share."""
    return start_server()


@pytest.fixture(scope="session")
def owner(server) -> people.Person:
    return people.make_owner(server)


@pytest.fixture
def make_project(owner):
    """Makes a project on the shared server: ``make_project(images=2, replication=3)``."""
    return lambda *arguments, **settings: people.make_project(owner, *arguments, **settings)


@pytest.fixture
def make_annotator():
    """Makes somebody who was invited into a project: ``make_annotator(project)``."""
    return people.make_annotator


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(
        executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def firefox(playwright):
    """The system's Firefox, driven by WebDriver BiDi."""
    if FIREFOX is None:
        pytest.skip("Firefox is not installed; .ci/install test does that")
    try:
        browser = playwright.firefox.launch(channel="moz-firefox", executable_path=FIREFOX)
    except Error as refusal:
        # Debian without its security updates has a Firefox that does not know all that drives it.
        if "unknown command" not in refusal.message:
            raise
        pytest.skip(f"{FIREFOX} is too old to be driven: {refusal.message.splitlines()[0]}")
    yield browser
    browser.close()


class Browsers:
    """Opens browser contexts and collects what goes wrong in them."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.allowed: list[str] = []

    def allow(self, text: str) -> None:
        """Errors that hold this text are part of the story."""
        self.allowed.append(text)

    def context(self, person: people.Person | None = None, **options) -> BrowserContext:
        """A context of its own, signed in as the person."""
        context = self.browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(15_000)
        context.add_init_script(REPORT_VIOLATIONS)
        if person is not None:
            context.add_cookies(person.cookies())
        self.contexts.append(context)
        context.on("page", self._watch)
        return context

    def page(self, person: people.Person | None = None, **options) -> Page:
        return self.context(person, **options).new_page()

    def _watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(f"page error: {error}"))
        page.on("console", self._listen)
        page.on("response", self._look)

    def _listen(self, message: ConsoleMessage) -> None:
        # Answers that are not 200 are judged by _look; a refused API call is often the very point of a story.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(f"console: {message.text}")

    def _look(self, answer) -> None:
        if answer.status >= 500 or (answer.status >= 400 and "/api/" not in answer.url):
            self.errors.append(f"answer: {answer.status} {answer.request.method} {answer.url}")

    def close(self) -> list[str]:
        for context in self.contexts:
            context.close()
        return [e for e in self.errors if not any(text in e for text in self.allowed)]


@pytest.fixture
def browsers(chromium):
    """Browser contexts; a page error, a console error or a policy violation in any of them fails the test."""
    yield from watched(chromium)


@pytest.fixture(params=["chromium", "firefox"])
def each_browser(request):
    """The same as ``browsers``, once in each browser."""
    yield from watched(request.getfixturevalue(request.param))


def watched(browser: Browser):
    opened = Browsers(browser)
    yield opened
    errors = opened.close()
    assert not errors, "\n".join(errors)
