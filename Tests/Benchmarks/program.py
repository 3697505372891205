"""Boxwood's command line, as the benchmarks call it."""

import json
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from claims import Claims


@dataclass(frozen=True)
class Merged:
    """Claims by image, and the expected number of errors by image (None where the method estimates none)."""

    claims: dict
    risk: dict


class Boxwood:
    """A boxwood program; whether its `merge` can also write rejected candidates is read from its help."""

    def __init__(self, path):
        self.path = path
        shown = subprocess.run([path, "merge", "--help"], check=True, capture_output=True, text=True).stdout
        self.writes_candidates = "--candidates" in shown
        self.prints_timings = "--timings" in shown

    def merge(self, crowd, method, quorum=None):
        """Merges a Crowd."""
        return read_merged(self.merge_document(crowd.document(), method, quorum))

    def merge_document(self, document, method, quorum=None):
        """Merges multi-annotator COCO by a file, as a user would: the COCO that comes out."""
        with tempfile.TemporaryDirectory() as folder:
            source, output = Path(folder, "in.json"), Path(folder, "out.json")
            source.write_text(json.dumps(document))
            command = [self.path, "merge", str(source), "--output", str(output), "--method", method]
            if quorum is not None:
                command += ["--quorum", str(quorum)]
            if self.writes_candidates:
                command.append("--candidates")
            subprocess.run(command, check=True, capture_output=True)
            return json.loads(output.read_text())


def read_merged(document):
    """Claims and risk from the COCO file that `boxwood merge` wrote."""
    rows = {image["id"]: [] for image in document["images"]}
    for row in document["annotations"]:
        left, top, width, height = row["bbox"]
        accepted = row.get("boxwood", {}).get("accepted", True)
        box = (left, top, left + width, top + height)
        rows[row["image_id"]].append((box, row["category_id"], row["score"], accepted))
    return Merged(
        claims={image: Claims.of(found) for image, found in rows.items()},
        risk={image["id"]: expected_errors(image.get("boxwood", {}).get("risk")) for image in document["images"]},
    )


def expected_errors(risk):
    return risk.get("expected_errors") if isinstance(risk, dict) else risk
