"""Projects for the client benchmark: one image with very many shapes on the desk of one person, drawn over HTTP."""

import io
import random
import sys
import uuid
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import people  # noqa: E402

WIDTH, HEIGHT = 6000, 4000
BATCH = 500


@dataclass
class Desk:
    """A project, and the person at work in it."""

    project: people.Project
    person: people.Person

    @property
    def address(self):
        return f"{self.person.server.url}/#/projects/{self.project.id}/annotate"


def boxes(count, seed=1):
    """Boxes of 12 to 72 pixels all over the image."""
    draw = random.Random(seed)
    return [{"box": [round(draw.uniform(0, WIDTH - 80), 1), round(draw.uniform(0, HEIGHT - 80), 1),
                     round(draw.uniform(12, 72), 1), round(draw.uniform(12, 72), 1)]} for _ in range(count)]


def polygons(count, corners=20, seed=2):
    """Star-shaped polygons."""
    from math import cos, pi, sin

    draw = random.Random(seed)
    made = []
    for _ in range(count):
        x, y, radius = draw.uniform(80, WIDTH - 80), draw.uniform(80, HEIGHT - 80), draw.uniform(12, 60)
        ring = []
        for corner in range(corners):
            reach = radius * draw.uniform(0.7, 1)
            ring.append([round(x + reach * cos(2 * pi * corner / corners), 1), round(y + reach * sin(2 * pi * corner / corners), 1)])
        made.append({"polygon": [ring]})
    return made


def desk(owner, shapes=(), images=1, width=WIDTH, height=HEIGHT, person=None):
    """A project with so many images; the shapes are in the draft of the first one."""
    project = people.make_project(owner, images, width=width, height=height, replication=1)
    worker = people.make_annotator(project) if person is None else people.join(project, person)
    if shapes:
        label = next(iter(project.labels.values()))
        assignment = people.next_assignment(worker, project)
        for start in range(0, len(shapes), BATCH):
            operations = [people.put({"id": str(uuid.uuid4()), "labelId": label, "shape": shape,
                                      "flags": {"occluded": False, "truncated": False, "crowd": False, "unsure": False}})
                          for shape in shapes[start:start + BATCH]]
            people.send_operations(worker, assignment, operations, status=200)
    return Desk(project, worker)


def giant(owner, width=20_000, height=15_000):
    """A project with one JPEG of 300 megapixels."""
    import numpy
    from PIL import Image

    patch = numpy.random.default_rng(5).integers(0, 256, (height // 200, width // 200, 3)).astype(numpy.uint8)
    file = io.BytesIO()
    Image.fromarray(numpy.tile(patch.repeat(50, 0).repeat(50, 1), (4, 4, 1))).save(file, "JPEG", quality=85)
    project = people.make_project(owner, replication=1)
    project.upload(file.getvalue(), "giant.jpg", kind="image/jpeg", status=201)
    return Desk(project, people.make_annotator(project))
