"""The kinds of annotators that the simulator knows, and the crowds made of them."""

from dataclasses import dataclass, replace

import numpy as np


@dataclass(frozen=True)
class Habits:
    """How one annotator works.

    `miss` is the chance of overlooking an object of ordinary difficulty; `lures` of marking a thing that looks like
    an object; `strays` the mean number of boxes drawn round nothing; `spread` the edge noise as a share of the side,
    beside `pixels`; `confusion` the chance of a wrong class; `bias` shifts left, top, right and bottom by a share of
    the side (`biased` people have a large one); `repeats` is the chance of drawing an object twice, `joins` of drawing
    one box round two objects that overlap; objects with a side below `blind_below` pixels are mostly missed.
    """

    miss: float
    lures: float
    strays: float
    spread: float
    pixels: float
    confusion: float
    bias: tuple = (0.0, 0.0, 0.0, 0.0)
    biased: bool = False
    repeats: float = 0.0
    joins: float = 0.0
    blind_below: float = 0.0


KINDS = {
    "careful": Habits(0.03, 0.05, 0.02, 0.020, 1.0, 0.02),
    "ordinary": Habits(0.10, 0.15, 0.08, 0.045, 1.5, 0.06),
    "sloppy": Habits(0.20, 0.30, 0.20, 0.100, 3.0, 0.15),
    "biased": Habits(0.06, 0.10, 0.05, 0.030, 1.2, 0.04, biased=True),
    "short-sighted": Habits(0.12, 0.04, 0.02, 0.035, 1.2, 0.04, blind_below=60.0),
    "repeater": Habits(0.08, 0.10, 0.05, 0.040, 1.5, 0.05, repeats=0.15),
    "joiner": Habits(0.06, 0.10, 0.05, 0.045, 1.5, 0.05, joins=0.5),
    "spammer": Habits(0.97, 0.50, 3.0, 0.200, 5.0, 0.80),
    "adversary": Habits(0.60, 0.90, 1.0, 0.150, 4.0, 0.70),
}

MIXES = {
    "clean": {"careful": 0.5, "ordinary": 0.5},
    "mixed": {
        "careful": 0.25, "ordinary": 0.35, "sloppy": 0.15, "biased": 0.10,
        "short-sighted": 0.05, "repeater": 0.05, "joiner": 0.05,
    },
    "hard": {
        "careful": 0.15, "ordinary": 0.25, "sloppy": 0.25, "biased": 0.10,
        "short-sighted": 0.10, "repeater": 0.05, "spammer": 0.10,
    },
    "attack": {"careful": 0.3, "ordinary": 0.3, "spammer": 0.2, "adversary": 0.2},
}


def hire(mix, count, rng):
    """`count` annotators in the shares of a mix (largest remainders), with habits of their own, in random order."""
    shares = np.array(list(MIXES[mix].values())) * count
    seats = np.floor(shares).astype(int)
    seats[np.argsort(seats - shares, kind="stable")[:count - seats.sum()]] += 1
    kinds = np.repeat(list(MIXES[mix]), seats)
    return [individual(KINDS[kind], rng) for kind in rng.permutation(kinds)]


def individual(kind, rng):
    """The habits of one person of a kind: rates and noise vary by about a quarter."""
    def vary(value, most=np.inf):
        return float(min(value * rng.lognormal(0, 0.25), most))

    bias = rng.uniform(-0.06, 0.06, 4) if kind.biased else rng.normal(0, 0.004, 4)
    return replace(
        kind, miss=vary(kind.miss, 0.99), lures=vary(kind.lures, 0.99), strays=vary(kind.strays),
        spread=vary(kind.spread), pixels=vary(kind.pixels), confusion=vary(kind.confusion, 0.99), bias=tuple(bias))
