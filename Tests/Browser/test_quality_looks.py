"""The newest screens, as in test_looks and test_languages: light, dark, in a hand, in German, longer, and mirrored."""

import pytest
from test_languages import in_language, misfits, untranslated
from test_looks import DESK, faults, look

from quality_screens import SCREENS, prepare

EACH = [pytest.param(who, screen, id=screen.__name__) for who, screens in SCREENS.items() for screen in screens]


@pytest.fixture(scope="module")
def world(owner):
    return prepare(owner)


def person_for(who, world):
    return who and getattr(world, who)


@pytest.mark.parametrize("who, screen", EACH)
def test_a_screen_looks_right_and_is_accessible(browsers, world, who, screen):
    page = browsers.page(person_for(who, world), viewport=DESK, reduced_motion="reduce")
    screen(page, world)
    found = look(page, screen.__name__)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who, screen", EACH)
def test_a_screen_in_german(browsers, world, who, screen):
    page = in_language(browsers, "de", person_for(who, world))
    screen(page, world)
    found = untranslated(page) + misfits(page, f"de-{screen.__name__}") + faults(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who, screen", EACH)
def test_a_screen_with_words_four_tenths_longer(browsers, world, who, screen):
    page = in_language(browsers, "en-XA", person_for(who, world))
    screen(page, world)
    found = misfits(page, f"long-{screen.__name__}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("who, screen", EACH)
def test_a_mirrored_screen(browsers, world, who, screen):
    page = in_language(browsers, "ar-XB", person_for(who, world))
    screen(page, world)
    assert page.evaluate("document.documentElement.dir") == "rtl"
    found = misfits(page, f"rtl-{screen.__name__}") + faults(page)
    assert not found, "\n".join(found)
