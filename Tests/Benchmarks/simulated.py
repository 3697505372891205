"""How close each method comes to the truth on simulated crowds, from clean to under attack.

    python simulated.py path/to/boxwood [--seeds 5] [--first-seed 1] [--images 300] [--json out.json]

Each seed is a crowd of eight with habits of their own, five of whom answer each image. Another --first-seed gives fresh
crowds.
"""

import argparse
import json
from pathlib import Path

from annotators import MIXES
from comparison import compare, markdown, methods
from crowd import Crowd
from program import Boxwood
from simulate import simulate


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--seeds", type=int, default=5, help="how many crowds of each mix")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=300)
    parser.add_argument("--mix", choices=list(MIXES), action="append", help="only this mix; may be given again")
    parser.add_argument("--resamples", type=int, default=300, help="of the bootstrap")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()

    program, results = Boxwood(options.program), {}
    for mix in options.mix or MIXES:
        seeds = range(options.first_seed, options.first_seed + options.seeds)
        draws = [Crowd.parse(simulate(mix, seed, options.images)) for seed in seeds]
        results[mix] = compare(draws, methods(program), options.resamples, options.first_seed, same_images=False)
        print(markdown(f"{mix}, {options.seeds} seeds x {options.images} images", results[mix]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
