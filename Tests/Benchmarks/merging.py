"""How fast several people's boxes are merged: `boxwood merge` beside the tools a user would pick instead, in one run.

    python merging.py path/to/boxwood [--images 2000] [--annotators 5] [--boxes 20] [--scaling 20000 --scaling 200000]

Everything runs on one core first. Boxwood is timed as a whole process: reading the file, agreement of every pair,
consensus, conflicts, writing COCO. The others are timed for merging alone, with their input already in memory, which is
in their favour; the fit alone is shown where the program tells it. Then Boxwood on more cores and on more images, with
the largest memory the process held.
"""

import argparse
import json
import statistics
import subprocess
import tempfile
from pathlib import Path

from baselines import intersected
from crowd import Marks
from program import Boxwood
from timing import Timed, cores, median_of, run, timed
from workload import CLASSES, HEIGHT, WIDTH, answers, write


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--images", type=int, default=2000)
    parser.add_argument("--annotators", type=int, default=5)
    parser.add_argument("--boxes", type=int, default=20)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--cores", type=int, action="append", help="more cores to try; may be given again")
    parser.add_argument("--scaling", type=int, action="append", help="more images to try; may be given again")
    parser.add_argument("--folder", type=Path, help="where the files go; 200,000 images need 3 GB")
    options = parser.parse_args()
    program = Boxwood(options.program)
    shape = options.annotators, options.boxes, 1

    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        source = Path(folder, "in.json")
        count = write(source, options.images, *shape)
        print(f"{options.images} images, {options.annotators} annotators, {count} boxes, one core\n")
        own = list(answers(options.images, *shape))
        with cores(1):
            bayes = boxwood(program, source, "bayes", options.repeats)
            rows = [("Boxwood, Bayes, whole process", bayes["whole"])]
            if "fit" in bayes:
                rows.append(("Boxwood, Bayes, fit alone", bayes["fit"]))
            rows.append(("Boxwood, quorum, whole process",
                         boxwood(program, source, "quorum", options.repeats)["whole"]))
            rows.append(("ensemble-boxes weighted boxes fusion", fusion(own, options.repeats)))
            some = min(100, options.images)
            scaled = datumaro(own[:some], options.repeats).times(options.images / some)
            rows.append((f"Datumaro IntersectMerge, {some} images scaled up", scaled))
        table(options.images, rows)
        with cores(1):
            overlap(options.program, options.repeats)
        scaling(program, options, shape, source)


def boxwood(program, source, method, repeats):
    """Medians of the whole process, and of the fit if it is told; the most memory of all runs in MiB."""
    command = [program.path, "merge", str(source), "--output", str(source.with_name("out.json")), "--method", method]
    runs = [run(command + ["--timings"] * program.prints_timings) for _ in range(repeats)]
    result = {"whole": median_of(runs), "peak": max(one.peak for one in runs)}
    if program.prints_timings:
        steps = [json.loads(one.errors.strip().splitlines()[-1]) for one in runs]
        result["fit"] = Timed(statistics.median(step["fitting"] for step in steps), None)
    return result


def fusion(own, repeats):
    from ensemble_boxes import weighted_boxes_fusion

    size = [WIDTH, HEIGHT, WIDTH, HEIGHT]
    images = [([(boxes / size).tolist() for boxes, _ in image], [[1.0] * len(names) for _, names in image],
               [names.tolist() for _, names in image]) for image in own]
    return timed(lambda: [weighted_boxes_fusion(*image, iou_thr=0.55) for image in images], repeats)


def datumaro(own, repeats):
    names = list(range(1, CLASSES + 1))
    images = [{person: Marks(*marks) for person, marks in enumerate(image)} for image in own]
    return timed(lambda: [intersected(image, names, 0.5, 3) for image in images], repeats)


def overlap(path, repeats, images=2000, boxes=103):
    """IoU of all pairs of `boxes` boxes, on each of `images` images: pycocotools, and Boxwood if it offers it."""
    import numpy as np
    from pycocotools.mask import iou

    rng = np.random.default_rng(1)
    scenes = [np.hstack([rng.uniform(0, 800, (boxes, 2)), rng.uniform(20, 220, (boxes, 2))]) for _ in range(images)]
    crowded = [0] * boxes
    theirs = timed(lambda: [iou(scene, scene, crowded) for scene in scenes], repeats)
    rows = [("pycocotools, IoU of all pairs", theirs)]
    command = [path, "benchmark-iou", "--images", str(images), "--boxes", str(boxes), "--repeats", str(repeats)]
    ours = subprocess.run(command, capture_output=True, text=True)
    if ours.returncode == 0:
        rows.insert(0, ("Boxwood, IoU of all pairs", Timed(json.loads(ours.stdout)["seconds"], None)))
    print(f"{images} images, {boxes} x {boxes} pairs, one core\n")
    table(images, rows)
    if ours.returncode:
        print("This boxwood has no benchmark-iou: its IoU of all pairs is not measured.\n")


def scaling(program, options, shape, source):
    print(f"{'Bayes':24}{'cores':>6}{'seconds':>9}{'processor':>11}{'images/s':>10}{'fit alone':>11}{'peak MiB':>10}")
    for images in [options.images, *(options.scaling or [])]:
        if images != options.images:
            write(source, images, *shape)
        for count in [1, *(options.cores or [])]:
            with cores(count):
                own = boxwood(program, source, "bayes", options.repeats if images == options.images else 1)
            whole, fit = own["whole"], f"{own['fit'].seconds:11.2f}" if "fit" in own else f"{'-':>11}"
            line = f"{f'{images} images':24}{count:6}{whole.seconds:9.2f}{whole.processor_seconds:11.2f}"
            print(f"{line}{images / whole.seconds:10.0f}{fit}{own['peak']:10.0f}", flush=True)


def table(images, rows):
    """Seconds, processor seconds, images a second, and how many times as long as Boxwood's rows each took."""
    own = [time.seconds for name, time in rows if name.startswith("Boxwood")]
    print(f"{'tool':46}{'seconds':>9}{'processor':>11}{'images/s':>10}   times as long as Boxwood's, in their order")
    for name, time in rows:
        processor = "-" if time.processor_seconds is None else f"{time.processor_seconds:.3f}"
        ratios = " ".join(f"{time.seconds / seconds:.2f}" for seconds in own)
        print(f"{name:46}{time.seconds:9.3f}{processor:>11}{images / time.seconds:10.0f}   {ratios}")
    print()


if __name__ == "__main__":
    main()
