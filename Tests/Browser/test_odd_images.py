"""Odd and hostile image files through the real way in: each is taken rightly or refused with a reason, and leaves
nothing behind.

A run takes every tenth file of each kind; BOXWOOD_ODD_IMAGES=1 takes every one, which is several minutes' work.
"""

import io
import os
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import pytest
from PIL import Image

import oddities
import people
from oddities.case import SQUARE, middles

ALL = oddities.everything()
CASES = ALL[::int(os.environ.get("BOXWOOD_ODD_IMAGES", "10"))]
AT_ONCE = 4


@pytest.fixture(scope="module")
def server(start_server):
    """A server that takes TIFF too, and gives no image more than a minute."""
    return start_server(BOXWOOD_ALLOW_TIFF="true", BOXWOOD_INGEST_SECONDS="60")


@pytest.fixture(scope="module")
def project(server):
    return people.make_project(people.make_owner(server))


@pytest.fixture(scope="module")
def answers(server, project):
    """What became of each file, by its name; all are sent once, several at a time."""
    pid = server.process.pid

    def send(case):
        return case.name, project.upload(case.data, case.sent_as, "application/octet-stream", timeout=300)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = dict(pool.map(send, CASES))
    assert server.process.poll() is None and server.process.pid == pid, server.log
    return found


def is_taken(answer) -> bool:
    return answer.status_code in (200, 201)


def test_there_are_enough():
    assert len(ALL) >= 380
    assert len({case.name for case in ALL}) == len(ALL)
    assert {case.verdict for case in CASES} == {case.verdict for case in ALL}


def test_each_is_taken_or_refused_as_it_should_be(answers):
    wrong = []
    for case in CASES:
        answer = answers[case.name]
        verdict = "taken" if is_taken(answer) else "refused"
        if case.verdict not in ("either", verdict):
            wrong.append(f"{case.name}: {verdict}: {answer.text[:200]}")
    assert not wrong, f"{len(wrong)} of {len(CASES)}:\n" + "\n".join(wrong)
    print(Counter("taken" if is_taken(answer) else answer.json()["code"] for answer in answers.values()))


def test_each_refusal_has_a_plain_reason(answers, server):
    for case in CASES:
        answer = answers[case.name]
        if is_taken(answer):
            continue
        body = people.problem(answer, (413, 415, 422))
        assert body["field"] == "file", f"{case.name}: {body}"
        assert body["detail"][0].isupper() and case.says in body["detail"], f"{case.name}: {body['detail']}"
        for word in (str(server.folder), "incoming", "vips", "libpng", "Traceback", "errno", "signal"):
            assert word not in body["detail"], f"{case.name}: {body['detail']}"


def test_what_is_taken_shows_its_own_pixels(answers, project):
    wrong = []
    for case in CASES:
        answer = answers[case.name]
        if not is_taken(answer) or case.pixels is None:
            continue
        made = answer.json()
        height, width = case.pixels.shape[:2]
        if (made["width"], made["height"]) != (width, height):
            wrong.append(f"{case.name}: {made['width']}x{made['height']}, not {width}x{height}")
            continue
        region = project.owner.get(f"/iiif/3/{made['id']}/0,0,512,512/max/0/default.jpg", status=200).content
        shown = numpy.asarray(Image.open(io.BytesIO(region)).convert("RGB"))
        expected = case.pixels[: shown.shape[0], : shown.shape[1]]
        if min(expected.shape[:2]) <= SQUARE // 2:
            found, wanted = shown.reshape(-1, 3).mean(0), expected.reshape(-1, 3).mean(0)
        else:
            found, wanted = middles(shown), middles(expected)
        off = numpy.abs(found - wanted).max()
        if off > case.tolerance:
            wrong.append(f"{case.name}: off by {off}")
        if case.says and case.says not in made.get("note", ""):
            wrong.append(f"{case.name}: note {made.get('note')!r} does not say {case.says!r}")
    assert not wrong, "\n".join(wrong)


def test_what_was_hidden_in_a_file_is_not_served(answers, project):
    for case in CASES:
        answer = answers[case.name]
        if is_taken(answer) and any(word in case.data for word in (b"<script", b"<?php", b"Exif", b"evil.sh")):
            tile = project.owner.get(f"/iiif/3/{answer.json()['id']}/full/max/0/default.jpg", status=200).content
            for word in (b"<script", b"<?php", b"Exif", b"evil.sh"):
                assert word not in tile, case.name


def test_names_are_only_shown(answers, project):
    for case in CASES:
        answer = answers[case.name]
        if is_taken(answer) and case.file_name:
            assert answer.json()["name"] == case.file_name.split("/")[-1]


def test_nothing_is_left_behind(answers, server, project):
    assert server.incoming() == []
    assert project.owner.get(f"{project.path}/uploads", status=200).json()["items"] == []
    kept = {answer.json()["id"] for answer in answers.values() if is_taken(answer)}
    assert project.progress()["images"] == len(kept)
    found = project.owner.get("/api/v1/projects", status=200)
    assert found.ok
    blobs = [path for path in (server.data / "blobs").rglob("*") if path.is_file()]
    assert len(blobs) <= 2 * len(kept)
    assert children_of(server.process.pid) == []


def test_an_ordinary_file_is_still_taken(answers, project):
    project.add_images(1, seed=900)


def children_of(pid: int) -> list[int]:
    """Processes that a process has started and that still run."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if re.search(rf"^PPid:\t{pid}$", text, re.MULTILINE) and not re.search(r"^State:\tZ", text, re.MULTILINE):
            found.append(int(status.parent.name))
    return found
