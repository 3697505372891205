#!/usr/bin/env python3
"""Whether the packages of requirements.txt still answer what the files of Tests/Fixtures say.

Runs every script that makes one of them, a few at a time, and compares value by value. Numbers may differ by a
tolerance, since the last digits depend on the processor; everything else must be the same. Run:
.venv-references/bin/python Tests/Fixtures/generate/check.py
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent

# The slow ones first: file, by which script, tolerance.
FILES = [
    ("agreement/labels.json", "crowdkit_labels.py", 1e-6),
    ("agreement/masks.json", "crowdkit_masks.py", 0),
    ("agreement/kappa.json", "kappa.py", 1e-9),
    ("agreement/ensemble_boxes.json", "ensemble_boxes_fusion.py", 1e-7),
    ("agreement/datumaro.json", "datumaro_merge.py", 1e-9),
    ("agreement/matched_columns.json", "kalphacv_boxes.py", 1e-9),
    ("agreement/bayes.json", "bayes.py", 1e-9),
    ("agreement/krippendorff.json", "krippendorff_alpha.py", 1e-9),
    ("agreement/cocoeval.json", "cocoeval.py", 1e-9),
    ("agreement/heatmap.json", "heatmap.py", 1e-9),
    ("geometry/pycocotools.json", "pycocotools_geometry.py", 1e-12),
    ("formats/coco_masks.json", "coco_rle.py", 1e-12),
]


def difference(made, kept, tolerance, place="$"):
    """Where two values differ first, in words; None if nowhere."""
    if isinstance(made, dict) and isinstance(kept, dict):
        if made.keys() != kept.keys():
            return f"{place} has other keys: {sorted(made.keys() ^ kept.keys())}"
        pairs = [(f"{place}.{key}", made[key], kept[key]) for key in kept]
    elif isinstance(made, list) and isinstance(kept, list):
        if len(made) != len(kept):
            return f"{place} has {len(made)} entries, not {len(kept)}"
        pairs = [(f"{place}[{index}]", one, other) for index, (one, other) in enumerate(zip(made, kept))]
    elif is_number(made) and is_number(kept):
        return None if abs(made - kept) <= tolerance * max(1, abs(kept)) else f"{place} is {made}, not {kept}"
    else:
        return None if made == kept else f"{place} is {made!r}, not {kept!r}"
    return next((found for name, one, other in pairs if (found := difference(one, other, tolerance, name))), None)


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def check(entry):
    """What is wrong with one file, in words; None if nothing is."""
    file, script, tolerance = entry
    # Answers must not depend on how many threads add numbers up.
    run = subprocess.run([sys.executable, HERE / script], capture_output=True, text=True, check=False,
                         env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
    if run.returncode:
        return f"{script} failed: {run.stderr.strip().splitlines()[-1]}"
    return difference(json.loads(run.stdout), json.loads((HERE.parent / file).read_text()), tolerance)


def main():
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failures = 0
        for (file, script, tolerance), fault in zip(FILES, pool.map(check, FILES)):
            failures += fault is not None
            print(f"{file}: " + (fault or f"as {script} makes it, to {tolerance:g}"), flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
