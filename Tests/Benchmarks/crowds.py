"""How close each method comes to the truth on real crowds.

    python crowds.py path/to/boxwood path/to/data [--draws 5] [--resamples 1000] [--json out.json]

DATA is a folder of multi-annotator COCO files with "assignments" and, as truth, "gt_image_ids" and
"gt_annotations", or one such file. Each is merged with all its annotators, and with random 3 and 5 of each image;
random choices are repeated and averaged. Every method sees the answers of the chosen alone, and learns from nothing
else.
"""

import argparse
import json
from pathlib import Path

from comparison import compare, markdown, methods
from crowd import Crowd
from program import Boxwood


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("data", type=Path)
    parser.add_argument("--draws", type=int, default=5, help="how many random choices of annotators")
    parser.add_argument("--resamples", type=int, default=1000, help="of the bootstrap")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args()

    program = Boxwood(options.program)
    if not program.writes_candidates:
        print("This boxwood writes accepted objects only: its AP50:95 lacks the candidates that the others have.\n")
    results = {}
    for path in sorted(options.data.glob("*.json")) if options.data.is_dir() else [options.data]:
        crowd = Crowd.read(path)
        for count in (None, 5, 3):
            title = f"{path.stem}, {f'random {count}' if count else 'all'} annotators"
            seeds = range(options.seed, options.seed + options.draws)
            draws = [crowd.some(count, seed) for seed in seeds] if count else [crowd]
            results[title] = compare(draws, methods(program), options.resamples, options.seed, same_images=True)
            print(markdown(title, results[title]), flush=True)
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
