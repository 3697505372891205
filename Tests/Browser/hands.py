"""What hands do at the desk besides dragging and clicking, and how the picture lies there meanwhile."""

import math

from desk import Desk, until
from people import make_annotator

ASKING = [
    {"name": "car", "color": "#d55e00", "key": "1", "attributes": [
        {"name": "colour", "kind": "choice", "required": True, "options": ["red", "blue", "white"]},
        {"name": "doors", "kind": "number", "minimum": 0, "maximum": 8},
        {"name": "moving", "kind": "yesno"},
        {"name": "plate", "kind": "text"},
    ]},
    {"name": "tree", "color": "#009e73", "key": "2"},
]
"""Labels of which the first asks questions."""


def open_desk(browsers, project, **options) -> Desk:
    person = make_annotator(project)
    desk = Desk(browsers.page(person, **options), project).open()
    desk.person = person
    return desk


def view(desk: Desk) -> tuple[float, float, float]:
    """Scale and origin of the picture as it was last painted, from the stage's corner."""
    data = desk.stage.evaluate("node => [node.dataset.scale, node.dataset.originX, node.dataset.originY]")
    return tuple(float(value) for value in data)


def zoom_to(desk: Desk, scale: float) -> None:
    """By the wheel, over the middle of the stage."""
    place = desk.stage.bounding_box()
    desk.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    for _ in range(40):
        now = view(desk)[0]
        if math.isclose(now, scale, rel_tol=2e-3):
            return
        wanted = round(max(-400, min(400, -math.log(scale / now) / 0.0015)))
        desk.page.mouse.wheel(0, wanted)
        until(lambda: view(desk)[0] != now)
    raise AssertionError(f"the scale is {view(desk)[0]}")


def press_at(desk: Desk, x: float, y: float) -> None:
    desk.page.mouse.move(x, y)
    desk.page.mouse.down()
    desk.page.mouse.up()


def keyboard_to(desk: Desk, place: tuple[float, float], target: tuple[float, float]) -> None:
    """Arrows from one image point to another: by hundreds, tens and ones."""
    for axis, keys in enumerate((("ArrowLeft", "ArrowRight"), ("ArrowUp", "ArrowDown"))):
        way = round(target[axis] - place[axis])
        key = keys[way > 0]
        for modifier, size in (("Control+", 100), ("Shift+", 10), ("", 1)):
            steps, way = divmod(abs(way), size)
            for _ in range(steps):
                desk.page.keyboard.press(modifier + key)


def tab_to(page, target, most: int = 150) -> None:
    """The Tab key, again and again, until something has the focus."""
    for _ in range(most):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {target}")


def write(page, target, text: str) -> None:
    """Goes to a field by Tab, and writes there instead of what it holds."""
    tab_to(page, target)
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def choose(page, target, option: str) -> None:
    """Goes to a list by Tab, and to one of its options by arrows."""
    tab_to(page, target)
    page.keyboard.press("Home")
    for _ in range(30):
        if target.evaluate("node => node.selectedOptions[0].textContent") == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"there is no {option}")


def press(page, target, key: str = "Enter") -> None:
    """Goes to a button or a box by Tab, and presses it."""
    tab_to(page, target)
    page.keyboard.press(key)
