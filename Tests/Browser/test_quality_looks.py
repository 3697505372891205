"""The newest screens, light, dark, in a hand, in German, longer, and mirrored."""

import pytest
from languages import WORDS, in_language, language_faults
from quality_screens import SCREENS, prepare
from test_looks import DESK, look

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


@pytest.mark.parametrize("tag", WORDS)
@pytest.mark.parametrize("who, screen", EACH)
def test_a_screen_in_other_words(browsers, world, who, screen, tag):
    page = in_language(browsers, tag, person_for(who, world))
    screen(page, world)
    found = language_faults(page, tag, screen.__name__)
    assert not found, "\n".join(found)
