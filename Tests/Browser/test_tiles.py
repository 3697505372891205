"""Tiles over HTTP, as a viewer asks for them."""

import pytest

import people
import pictures
from people import Person, problem

WIDTH, HEIGHT = 1300, 700


@pytest.fixture(scope="module")
def project(owner):
    return people.make_project(owner, images=1, width=WIDTH, height=HEIGHT)


@pytest.fixture(scope="module")
def image(project):
    return f"/iiif/3/{project.images[0]['id']}"


def size_of(jpeg: bytes) -> tuple[int, int]:
    """Width and height in a JPEG's frame header."""
    at = 2
    while jpeg[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return int.from_bytes(jpeg[at + 7 : at + 9], "big"), int.from_bytes(jpeg[at + 5 : at + 7], "big")


def test_info_describes_the_image(owner, image):
    info = owner.get(f"{image}/info.json", status=200).json()
    assert (info["width"], info["height"]) == (WIDTH, HEIGHT)
    assert info["type"] == "ImageService3" and info["protocol"] == "http://iiif.io/api/image"
    assert info["@context"] == "http://iiif.io/api/image/3/context.json"
    assert info["id"] == owner.server.url + image
    (tiles,) = info["tiles"]
    assert tiles["width"] == 512 and tiles["scaleFactors"] == [1, 2, 4][: len(tiles["scaleFactors"])]


def test_every_tile_of_every_level_has_its_size(owner, image):
    info = owner.get(f"{image}/info.json", status=200).json()
    for scale in info["tiles"][0]["scaleFactors"]:
        step = 512 * scale
        for y in range(0, HEIGHT, step):
            for x in range(0, WIDTH, step):
                w, h = min(step, WIDTH - x), min(step, HEIGHT - y)
                size = -(-w // scale), -(-h // scale)
                answer = owner.get(f"{image}/{x},{y},{w},{h}/{size[0]},{size[1]}/0/default.jpg", status=200)
                assert answer.headers["Content-Type"] == "image/jpeg"
                assert size_of(answer.content) == size


@pytest.mark.parametrize("request_, size", [
    ("full/max/0/default.jpg", (WIDTH, HEIGHT)), ("full/130,70/0/default.jpg", (130, 70)),
    ("full/130,/0/default.jpg", (130, 70)), ("full/!200,200/0/default.jpg", (200, 108)),
    ("100,50,400,200/max/0/default.jpg", (400, 200)), ("1200,600,500,500/max/0/default.jpg", (100, 100)),
    ("pct:0,0,50,50/max/0/default.jpg", (650, 350)), ("square/70,70/0/default.jpg", (70, 70)),
])
def test_regions_and_sizes(owner, image, request_, size):
    assert size_of(owner.get(f"{image}/{request_}", status=200).content) == size


def test_a_tile_is_kept_by_the_browser_for_good(owner, image):
    path = f"{image}/0,0,512,512/512,512/0/default.jpg"
    first = owner.get(path, status=200)
    assert "immutable" in first.headers["Cache-Control"] and "private" in first.headers["Cache-Control"]
    tag = first.headers["ETag"]
    again = owner.get(path, headers={"If-None-Match": tag}, status=304)
    assert again.content == b"" and again.headers["ETag"] == tag
    assert owner.get(path, headers={"If-None-Match": '"another"'}, status=200).content == first.content
    assert owner.get(path, status=200).content == first.content, "the same request, the same bytes"


def test_head_answers_like_get_without_the_picture(owner, image):
    path = f"{image}/0,0,512,512/512,512/0/default.jpg"
    asked, got = owner.request("HEAD", path, status=200), owner.get(path, status=200)
    assert asked.content == b""
    for name in ("ETag", "Content-Type", "Cache-Control", "Content-Length"):
        assert asked.headers.get(name) == got.headers.get(name), name


@pytest.mark.parametrize("request_", [
    "full/max/361/default.jpg", "full/max/0/default.bmp", "full/0,0/0/default.jpg", "full/9999999,/0/default.jpg",
    "5000,5000,10,10/max/0/default.jpg", "0,0,0,0/max/0/default.jpg", "a,b,c,d/max/0/default.jpg",
    "full/max/0/loud.jpg", "-5,0,10,10/max/0/default.jpg", "0,0,1e3,10/max/0/default.jpg",
    "full/^99999,/0/default.jpg", "full/max/x/default.jpg", "full/1300,700,3/0/default.jpg",
    "0,0,99999999999999999999,10/max/0/default.jpg",
])
def test_nonsense_is_refused(owner, image, request_):
    problem(owner.get(f"{image}/{request_}"), (400, 404, 501))


@pytest.mark.parametrize("name", ["0" * 32, "..%2f..%2fetc", "nothing", "%00", "g" * 32])
def test_an_image_that_is_not_there(owner, name):
    for rest in ("info.json", "full/max/0/default.jpg"):
        problem(owner.get(f"/iiif/3/{name}/{rest}"), (400, 404))


def test_strangers_get_nothing(server, owner, image):
    visitor, stranger = Person(server), people.make_person(owner)
    for path in (f"{image}/info.json", f"{image}/full/max/0/default.jpg"):
        assert visitor.get(path).status_code in (401, 404)
        problem(stranger.get(path), 404, "not_found")
        tag = owner.get(path, status=200).headers["ETag"]
        problem(stranger.get(path, headers={"If-None-Match": tag}), 404, "not_found")


@pytest.mark.parametrize("orientation, upright", [(1, (64, 32)), (3, (64, 32)), (6, (32, 64)), (8, (32, 64))])
def test_photographs_are_turned_upright(owner, project, orientation, upright):
    data = pictures.jpeg(8, 4, orientation=orientation, seed=orientation)
    made = project.upload(data, f"turned-{orientation}.jpg", "image/jpeg", status=201).json()
    assert (made["width"], made["height"]) == upright
    info = owner.get(f"/iiif/3/{made['id']}/info.json", status=200).json()
    assert (info["width"], info["height"]) == upright
    tile = owner.get(f"/iiif/3/{made['id']}/full/max/0/default.jpg", status=200).content
    assert size_of(tile) == upright
    assert b"Exif" not in tile, "what the camera wrote stays on the server"
