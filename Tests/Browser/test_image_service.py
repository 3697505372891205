"""The image services under stress: many clients at once, clients that leave, clients that do not wait for answers."""

import concurrent.futures
import re
import shutil
import time
import xml.etree.ElementTree

import pytest
import requests

import people
import pictures
from raw_http import Wire

TILE = "0,0,512,512/512,512/0/default.jpg"


class Service:
    """A server of its own, with one image that only its owner sees."""

    def __init__(self, server):
        self.server = server
        self.owner = people.make_owner(server)
        self.project = people.make_project(self.owner, images=1, width=2600, height=2000)
        self.image = f"/iiif/3/{self.project.images[0]['id']}"
        self.cookies = self.owner.session.cookies.get_dict()

    def wire(self) -> Wire:
        return Wire(self.server, self.cookies)

    def pictures(self) -> dict[str, int]:
        """What became of the pictures that were asked for, and how many are under way."""
        text = requests.get(self.server.url + "/metrics", timeout=10).text
        found = dict(re.findall(r'boxwood_pictures_total\{outcome="(\w+)"\} (\d+)', text))
        found.update(re.findall(r"boxwood_pictures_(running|waiting) (\d+)", text))
        return {name: int(count) for name, count in found.items()}

    def until(self, holds, seconds: float = 120) -> dict[str, int]:
        deadline = time.monotonic() + seconds
        while not holds(now := self.pictures()):
            assert time.monotonic() < deadline, now
            time.sleep(0.02)
        return now


@pytest.fixture(scope="module")
def service(start_server):
    return Service(start_server())


def test_two_hundred_clients_cause_one_computation(service):
    before = service.pictures()
    wires = [service.wire() for _ in range(200)]
    for wire in wires:
        wire.ask(f"{service.image}/3,5,2500,1900/^4000,/33/gray.png")
    answers = [wire.answer() for wire in wires]
    for wire in wires:
        wire.close()
    assert {code for code, _, _ in answers} == {200}
    assert len({body for _, _, body in answers}) == 1 and len(answers[0][2]) > 10_000
    assert service.pictures()["made"] == before["made"] + 1


def test_work_ends_when_the_last_client_leaves(service):
    before = service.pictures()
    path = f"{service.image}/7,5,2500,1900/^5000,/31/default.png"
    wires = [service.wire().ask(path) for _ in range(3)]
    service.until(lambda now: now["running"] == 1)
    wires[0].close()
    wires[1].close()
    time.sleep(0.2)
    assert service.pictures()["running"] == 1, "one still waits"
    wires[2].close()
    after = service.until(lambda now: now["running"] == 0)
    assert after["cancelled"] == before["cancelled"] + 1 and after["made"] == before["made"]
    assert service.owner.get(path, status=200).headers["Content-Type"] == "image/png", "asked again, it is made"


def test_tiles_do_not_wait_behind_pictures_and_too_many_pictures_are_refused(start_server):
    service = Service(start_server(BOXWOOD_PICTURE_QUEUE="8"))
    wires = [
        service.wire().ask(f"{service.image}/{x},5,2500,1900/^5000,/31/default.png") for x in range(40)]
    service.until(lambda now: now["refused"] >= 30)
    for _ in range(20):
        assert service.owner.get(f"{service.image}/{TILE}", status=200)
    assert service.pictures()["running"] > 0, "the pictures are still being made"
    refused = 0
    for wire in wires:
        wire.socket.settimeout(0.05)
        try:
            code, headers, _ = wire.answer()
            if code == 503:
                refused += 1
                assert headers["retry-after"] == "1" and headers["access-control-allow-origin"] == "*"
        except TimeoutError:
            pass
        wire.close()
    assert refused > 0
    service.until(lambda now: now["running"] == 0 and now["waiting"] == 0)


def test_answers_keep_the_order_of_requests_that_did_not_wait(service):
    size = {"tile": f"{service.image}/{TILE}", "picture": f"{service.image}/11,11,900,900/max/0/default.jpg",
            "missing": "/iiif/3/none/info.json", "other": "/healthz"}
    expected = {name: service.owner.get(path).content for name, path in size.items()}
    wire = service.wire()
    order = ["tile", "tile", "picture", "tile", "missing", "tile", "other", "picture", "tile"] * 5
    wire.ask(*(size[name] for name in order))
    for name in order:
        assert wire.answer()[2] == expected[name], name
    assert wire.ask(size["tile"], method="HEAD").answer(is_head=True)[0] == 200
    code, headers, body = wire.ask(size["tile"], headers={"Connection": "close"}).answer()
    assert code == 200 and body == expected["tile"] and wire.is_closed()
    wire.close()


def test_one_connection_may_ask_for_more_than_it_reads(service):
    service.owner.get(f"{service.image}/{TILE}", status=200)
    wire = service.wire()
    wire.socket.settimeout(60)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        asked = pool.submit(lambda: wire.ask(*[f"{service.image}/{TILE}"] * 3000))
        time.sleep(1)
        bodies = {wire.answer()[2] for _ in range(3000)}
        asked.result()
    assert len(bodies) == 1
    wire.close()


def test_garbage_ends_in_a_refusal_not_in_a_broken_server(service):
    for path in ("/iiif/3/<>[]|^`{}\\/full/max/0/default.jpg", "/iiif/3/%zz/info.json", f"{service.image}/%/%/%/%",
                 f"{service.image}/" + "9" * 1900 + "/max/0/default.jpg", "/iiif/2//////", "/dzi/..%2f..%2fx.dzi"):
        wire = service.wire().ask(path)
        code, headers, _ = wire.answer()
        assert code in (400, 404) and headers["access-control-allow-origin"] == "*", path
        wire.close()
    wire = service.wire().ask(f"{service.image}/" + "9" * 2100)
    assert wire.answer()[0] == 414
    wire.close()
    wire = service.wire().ask("/iiif/3/\xff\xfe/info.json")
    assert wire.answer()[0] == 400
    assert wire.is_closed()


def test_viewers_of_other_sites_may_ask_first(service):
    wire = Wire(service.server)
    code, headers, _ = wire.ask(f"{service.image}/info.json", method="OPTIONS").answer()
    assert code == 204 and "Authorization" in headers["access-control-allow-headers"]
    assert wire.ask(f"{service.image}/info.json").answer()[0] == 404, "but see nothing without credentials"
    wire.close()


def test_deep_zoom_describes_and_serves_the_same_tiles(service):
    name = service.image.rsplit("/", 1)[1]
    described = xml.etree.ElementTree.fromstring(service.owner.get(f"/dzi/{name}.dzi", status=200).content)
    size = next(iter(described))
    assert (described.get("TileSize"), size.get("Width"), size.get("Height")) == ("512", "2600", "2000")
    assert service.owner.get(f"/dzi/{name}_files/12/0_0.jpg", status=200).content == service.owner.get(
        f"{service.image}/{TILE}", status=200).content
    assert service.owner.get(f"/dzi/{name}_files/0/0_0.jpg", status=200).headers["Content-Type"] == "image/jpeg"


def test_a_signed_out_browser_gets_no_tile_on_an_open_connection(service):
    second = people.Person(service.server, service.owner.email, people.PASSWORD)
    second.sign_in()
    wire = Wire(service.server, second.session.cookies.get_dict())
    for _ in range(3):
        assert wire.ask(f"{service.image}/{TILE}").answer()[0] == 200
    second.delete("/api/v1/session", status=204)
    assert wire.ask(f"{service.image}/{TILE}").answer()[0] == 404
    wire.close()


def test_strips_and_single_pixels(service):
    for width, height in ((1, 1), (1, 30_000), (30_000, 1)):
        made = service.project.upload(pictures.png(width, height, 5), f"{width}x{height}.png", status=201).json()
        info = service.owner.get(f"/iiif/3/{made['id']}/info.json", status=200).json()
        assert (info["width"], info["height"]) == (width, height)
        for tiles in info["tiles"]:
            for scale in tiles["scaleFactors"]:
                step = 512 * scale
                w, h = min(step, width), min(step, height)
                sides = f"{-(-w // scale)},{-(-h // scale)}"
                service.owner.get(f"/iiif/3/{made['id']}/0,0,{w},{h}/{sides}/0/default.jpg", status=200)
        service.owner.get(f"/iiif/3/{made['id']}/full/max/90/gray.png", status=200)


def test_a_restarted_server_on_a_moved_folder_serves_the_same(start_server):
    service = Service(start_server())
    paths = [f"{service.image}/{TILE}", f"{service.image}/9,9,700,700/300,/0/default.jpg"]
    before = [service.owner.get(path, status=200).content for path in paths]
    service.server.stop()
    moved = service.server.data.with_name("moved")
    shutil.move(service.server.data, moved)
    service.server.data = moved
    service.server.start()
    assert [service.owner.get(path, status=200).content for path in paths] == before
    assert service.pictures()["made"] == 0, "the picture was still on disk"


@pytest.mark.parametrize("harm", ["missing", "empty", "cut", "garbled"])
def test_a_pack_that_is_harmed_gives_an_error_never_a_picture(start_server, harm):
    service = Service(start_server())
    service.server.stop()
    packs = [path for path in (service.server.data / "blobs").rglob("*") if path.is_file()
             and path.read_bytes()[:4] == b"PK\x03\x04"]
    assert len(packs) == 1
    content = packs[0].read_bytes()
    packs[0].chmod(0o600)
    if harm == "missing":
        packs[0].unlink()
    else:
        packs[0].write_bytes({"empty": b"", "cut": content[: len(content) // 2],
                              "garbled": bytes(255 - b for b in content)}[harm])
    service.server.start()
    for path in (f"{service.image}/{TILE}", f"{service.image}/9,9,70,70/30,/0/default.png", f"{service.image}/info.json"):
        answer = service.owner.get(path, status=(200, 500))
        if answer.status_code == 500:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert "tiles of this image" in answer.json()["detail"]
