"""How images come in: any size, in a shut-in process, through kills, told step by step; and how the files stay sound."""

import io
import json
import os
import re
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import numpy
import pytest
from PIL import Image
from playwright.sync_api import expect

import people
import pictures
from boxwood_server import Server, binary
from test_odd_images import children_of

Image.MAX_IMAGE_PIXELS = None


@pytest.fixture(scope="module")
def giant() -> bytes:
    """A JPEG of 20,000 by 15,000 pixels: 300 megapixels."""
    tile = numpy.random.default_rng(5).integers(0, 256, (75, 100, 3)).astype(numpy.uint8)
    tile = tile.repeat(50, 0).repeat(50, 1)
    file = io.BytesIO()
    Image.fromarray(numpy.tile(tile, (4, 4, 1))).save(file, "JPEG", quality=85)
    return file.getvalue()


def strip(width: int, height: int) -> bytes:
    ramp = numpy.linspace(0, 255, max(width, height)).astype(numpy.uint8)
    return pictures.png_of(numpy.broadcast_to(ramp.reshape(height, width, 1), (height, width, 3)).copy())


def blob(server: Server, name: str) -> Path:
    return server.data / "blobs" / name[:2] / name[2:]


def rows(server: Server, sql: str) -> list[tuple]:
    import sqlite3
    with sqlite3.connect(f"file:{server.data}/boxwood.db?mode=ro", uri=True) as database:
        return database.execute(sql).fetchall()


def boxwood(server: Server, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [str(binary()), *arguments, "--data", str(server.data)], capture_output=True, text=True, timeout=300)


@pytest.mark.parametrize("width, height", [(1, 1), (1, 30_000), (30_000, 1)])
def test_odd_sizes(make_project, width, height):
    project = make_project()
    made = project.upload(strip(width, height), f"{width}x{height}.png", status=201).json()
    assert (made["width"], made["height"]) == (width, height)
    for x, y in {(0, 0), (max(0, width - 100), max(0, height - 100))}:
        answer = project.owner.get(f"/iiif/3/{made['id']}/{x},{y},100,100/max/0/default.jpg", status=200)
        shown = numpy.asarray(Image.open(io.BytesIO(answer.content)).convert("RGB")).astype(int)
        expected = (x + y) * 255 / max(1, width - 1, height - 1)
        assert abs(shown[0, 0, 0] - expected) < 8


def test_the_child_is_shut_in_and_a_giant_gets_through(start_server, giant):
    """While it decodes, the kernel itself says what the child may do."""
    server = start_server()
    project = people.make_project(people.make_owner(server))
    seen: dict[str, str] = {}

    def look():
        for child in children_of(server.process.pid):
            folder = Path(f"/proc/{child}")
            try:
                status = (folder / "status").read_text()
                if "VmHWM" not in status:
                    continue  # It is ending: its memory is gone already.
                seen["status"] = status
                seen["limits"] = (folder / "limits").read_text()
                seen["files"] = "\n".join(os.readlink(f) for f in (folder / "fd").iterdir())
                seen["nice"] = (folder / "stat").read_text().rsplit(")", 1)[1].split()[16]
            except OSError:
                pass

    stages = []
    with project.owner.session.post(
        f"{server.url}{project.path}/images", params={"name": "giant.jpg"}, data=giant, stream=True, timeout=120,
        headers={"Content-Type": "image/jpeg", "Accept": "text/event-stream"},
    ) as answer:
        assert answer.status_code == 202
        for line in answer.iter_lines():
            if line.startswith(b"data: "):
                stages.append(json.loads(line[6:]))
                if stages[-1]["state"] == "cutting":
                    look()
    states = [stage["state"] for stage in stages]
    assert states[-1] == "ready" and "cutting" in states and states == sorted(states, key=["queued", "reading", "cutting", "ready"].index)
    shares = [stage["share"] for stage in stages if stage["state"] == "cutting"]
    assert shares == sorted(shares) and all(0 <= share <= 1 for share in shares)
    assert (stages[-1]["image"]["width"], stages[-1]["image"]["height"]) == (20_000, 15_000)

    assert re.search(r"^NoNewPrivs:\s+1$", seen["status"], re.M) and re.search(r"^Seccomp:\s+2$", seen["status"], re.M)
    for name in ("address space", "cpu time", "file size", "open files", "core file size"):
        assert re.search(rf"^Max {name}\s+\d+", seen["limits"], re.M), seen["limits"]
    assert "boxwood.db" not in seen["files"] and "socket:" not in seen["files"] and "lock" not in seen["files"]
    assert seen["nice"] == "10"
    peak = int(re.search(r"^VmHWM:\s+(\d+) kB", seen["status"], re.M).group(1)) // 1024
    assert peak < 400, f"{peak} MiB for a JPEG that streams"


def test_a_killed_child_is_that_files_error_only(start_server, giant):
    server = start_server()
    project = people.make_project(people.make_owner(server))
    with project.owner.session.post(
        f"{server.url}{project.path}/images", params={"name": "giant.jpg"}, data=giant, stream=True, timeout=120,
        headers={"Content-Type": "image/jpeg", "Accept": "text/event-stream"},
    ) as answer:
        killed, last = False, {}
        for line in answer.iter_lines():
            if line.startswith(b"data: "):
                last = json.loads(line[6:])
                if last["state"] == "cutting" and not killed:
                    for child in children_of(server.process.pid):
                        os.kill(child, signal.SIGKILL)
                        killed = True
    assert killed and last["state"] == "failed" and "stopped" in last["problem"]["detail"]
    project.add_images(1)
    assert server.process.poll() is None and server.incoming() == []
    assert project.progress()["images"] == 1


def test_a_killed_server_goes_on_with_what_it_had_acknowledged(start_server, giant):
    server = start_server()
    project = people.make_project(people.make_owner(server))
    with project.owner.session.post(
        f"{server.url}{project.path}/images", params={"name": "giant.jpg"}, data=giant, stream=True, timeout=120,
        headers={"Content-Type": "image/jpeg", "Accept": "text/event-stream"},
    ) as answer:
        for line in answer.iter_lines():
            if line.startswith(b"data: ") and json.loads(line[6:])["state"] == "cutting":
                server.kill()
                break
    assert rows(server, "SELECT state, attempts FROM upload") == [("running", 1)]
    server.start()
    deadline = time.monotonic() + 60
    while project.owner.get(f"{project.path}/uploads", status=200).json()["items"]:
        assert time.monotonic() < deadline
        time.sleep(0.2)
    (image,) = project.owner.get(f"{project.path}/images", status=200).json()["items"]
    assert (image["name"], image["width"], image["height"]) == ("giant.jpg", 20_000, 15_000)
    assert server.incoming() == [] and len([f for f in (server.data / "blobs").rglob("*") if f.is_file()]) == 2


def test_packs_are_zip_files_anybody_can_open(server, make_project):
    project = make_project(images=1, width=1300, height=700)
    name = rows(server, f"SELECT tiles_sha256 FROM image WHERE id = '{project.images[0]['id']}'")[0][0]
    with zipfile.ZipFile(blob(server, name)) as pack:
        assert pack.testzip() is None
        assert {entry.compress_type for entry in pack.infolist()} == {zipfile.ZIP_STORED}
        assert "image.dzi" in pack.namelist() and "image_files/11/2_1.jpg" in pack.namelist()
        assert Image.open(io.BytesIO(pack.read("image_files/11/2_1.jpg"))).size == (1300 - 1024, 700 - 512)


def harm(path: Path, how: str) -> None:
    data = bytearray(path.read_bytes())
    if how == "missing":
        path.unlink()
    elif how == "cut off":
        path.write_bytes(data[: len(data) // 2])
    elif how == "empty":
        path.write_bytes(b"")
    else:
        data[len(data) // 3] ^= 16
        path.write_bytes(data)


@pytest.mark.parametrize("how", ["missing", "cut off", "empty", "one bit"])
def test_a_damaged_pack_is_made_again_when_it_is_asked_for(start_server, how):
    server = start_server()
    project = people.make_project(people.make_owner(server), images=1, width=1300, height=700)
    picture = f"/iiif/3/{project.images[0]['id']}/0,0,1300,700/650,350/0/default.jpg"
    before = project.owner.get(picture, status=200).content
    server.stop()
    (tiles,) = rows(server, "SELECT tiles_sha256 FROM image")[0]
    harm(blob(server, tiles), how)
    server.start()
    level = [f"/iiif/3/{project.images[0]['id']}/{x},{y},512,512/{min(512, 1300 - x)},{min(512, 700 - y)}/0/default.jpg"
             for x in (0, 512, 1024) for y in (0, 512)]
    for path in (*level, picture):
        project.owner.get(path, status=200)
    assert project.owner.get(picture, status=200).content == before
    assert blob(server, tiles).exists() and json.loads(boxwood(server, "verify", "--json").stdout)["summary"]["findings"] == 0


def test_verify_names_what_is_wrong_and_mends_it(start_server):
    server = start_server()
    project = people.make_project(people.make_owner(server), images=5, width=700, height=500)
    server.stop()
    files = {i: (n, original, tiles) for i, n, original, tiles in rows(
        server, "SELECT id, name, original_sha256, tiles_sha256 FROM image ORDER BY position")}
    names = [image["id"] for image in project.images]
    for image, how in zip(names, ("missing", "cut off", "one bit")):
        harm(blob(server, files[image][2]), how)
    harm(blob(server, files[names[3]][1]), "one bit")
    stray = blob(server, "ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left behind")
    os.utime(stray, (0, 0))

    said = boxwood(server, "verify", "--json")
    assert said.returncode == 1 and "5 things are not right" in said.stderr
    events = [json.loads(line) for line in said.stdout.splitlines()]
    found = {(event["finding"].get("image"), event["finding"]["kind"]) for event in events if "finding" in event}
    assert found == {*((image, "tiles") for image in names[:3]), (names[3], "original"), (None, "unused")}
    assert all(event["finding"]["name"] == files[event["finding"]["image"]][0] for event in events
               if event.get("finding", {}).get("image"))

    said = boxwood(server, "verify", "--repair")
    assert said.returncode == 1 and said.stdout.count("Mended.") == 4 and "1 things are not right" in said.stderr
    assert not stray.exists()
    # The damaged original still has sound tiles: it comes back from a backup, here from the sender.
    server.start()
    assert project.upload(pictures.png(700, 500, 3), "again.png", status=200).json()["duplicate"]
    said = boxwood(server, "verify", "--json")
    assert (said.returncode, json.loads(said.stdout)["summary"]) == (0, {"images": 5, "findings": 0, "repaired": 0})


def test_a_data_folder_moved_elsewhere_works(start_server, tmp_path):
    server = start_server()
    project = people.make_project(people.make_owner(server), images=1, width=700, height=500)
    path = f"/iiif/3/{project.images[0]['id']}/full/max/0/default.jpg"
    before = project.owner.get(path, status=200).content
    server.stop()
    server.data = server.data.rename(tmp_path / "moved")
    server.start()
    assert project.owner.get(path, status=200).content == before
    assert boxwood(server, "verify").returncode == 0


def test_the_command_says_what_became_of_each_file(start_server, tmp_path):
    server = start_server()
    project = people.make_project(people.make_owner(server))
    (tmp_path / "a.png").write_bytes(pictures.png(60, 40, 1))
    (tmp_path / "b.png").write_bytes(pictures.png(60, 40, 2)[:500])
    (tmp_path / "c.png").write_bytes(strip(1, 30_000))
    said = boxwood(server, "import", "images", str(tmp_path), "--project", project.id, "--json")
    lines = {Path(line["file"]).name: line for line in map(json.loads, said.stdout.splitlines())}
    assert said.returncode == 1 and "1 of 3 files" in said.stderr
    assert (lines["a.png"]["width"], lines["c.png"]["height"]) == (60, 30_000)
    assert "damaged" in lines["b.png"]["error"]


def test_the_browser_shows_each_stage_and_what_was_left(browsers, start_server, giant, tmp_path):
    server = start_server()
    owner = people.make_owner(server)
    project = people.make_project(owner)
    (tmp_path / "giant.jpg").write_bytes(giant)
    page = browsers.page(owner)
    page.goto(f"{server.url}/#/projects/{project.id}")
    page.get_by_test_id("upload-input").set_input_files(str(tmp_path / "giant.jpg"))
    item = page.get_by_test_id("upload-item")
    expect(item).to_contain_text("Cutting tiles", timeout=60_000)
    browsers.allow("ERR_")
    server.kill()
    expect(item).to_contain_text("The file is kept", timeout=20_000)
    server.start()
    other = browsers.page(owner)
    other.goto(f"{server.url}/#/projects/{project.id}")
    expect(other.get_by_test_id("image-row")).to_contain_text("giant.jpg", timeout=60_000)
    expect(other.get_by_test_id("uploads-left")).to_be_hidden(timeout=20_000)
