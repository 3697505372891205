"""Odd and hostile image files, made from seeds and specifications: what each is, and what must become of it."""

from oddities.case import Oddity
from oddities import animations, colours, cuts, damage, disguises, lies, orientations, structure


def everything() -> list[Oddity]:
    """All of them; names are unique, and so are the bytes of those that must be taken."""
    modules = (cuts, lies, colours, orientations, animations, structure, disguises, damage)
    return [oddity for module in modules for oddity in module.oddities()]
