"""Signing in, links, roles, tokens: who gets in, and who does not."""

from concurrent.futures import ThreadPoolExecutor

import pytest

import people
from people import PASSWORD, Person, problem, token_of


@pytest.fixture(scope="module")
def server(start_server):
    """A server of its own: these tests use up attempts at signing in."""
    return start_server()


@pytest.fixture(scope="module")
def owner(server):
    return people.make_owner(server)


@pytest.fixture
def ada(server, owner):
    """Somebody with a password."""
    project = people.make_project(owner)
    invite = owner.post(f"{project.path}/invites", {"role": "annotator"}, status=201).json()["link"]
    person = Person(server)
    person.redeem(invite, email=f"ada.{project.id[:8]}@example.org", name="Ada", password=PASSWORD)
    person.project = project
    return person


def test_the_owner_link_made_the_owner_and_works_once(server, owner):
    assert owner.get("/api/v1/session", status=200).json()["account"]["role"] == "owner"
    token = token_of(server.owner_link())
    problem(Person(server).post("/api/v1/links/inspect", {"token": token}), 404, "not_found")
    account = {"email": "second@example.org", "name": "Second", "password": PASSWORD}
    problem(Person(server).post("/api/v1/links/redeem", {"token": token, **account}), 404, "not_found")


def test_a_link_says_what_it_is_for_before_it_is_used(server, owner):
    project = people.make_project(owner, name="Cars of the city")
    link = owner.post(f"{project.path}/invites", {"role": "reviewer"}, status=201).json()["link"]
    assert link.startswith(server.url + "/#/link/")
    said = Person(server).post("/api/v1/links/inspect", {"token": token_of(link)}, status=200).json()
    assert (said["kind"], said["projectName"], said["role"], said["needsAccount"]) == (
        "invite", "Cars of the city", "reviewer", True)
    again = Person(server).post("/api/v1/links/inspect", {"token": token_of(link)}, status=200).json()
    assert again == said, "looking does not use it up"


def test_used_unknown_and_malformed_links_answer_alike(server, owner):
    project = people.make_project(owner)
    link = owner.post(f"{project.path}/invites", {"role": "annotator"}, status=201).json()["link"]
    people.make_person(owner).redeem(link)
    answers = [
        Person(server).post("/api/v1/links/inspect", {"token": token}).content
        for token in (token_of(link), "A" * len(token_of(link)), "x")
    ]
    assert answers[0] == answers[1] == answers[2]


def test_an_invitation_bound_to_an_address_is_for_that_address(server, owner):
    project = people.make_project(owner)
    wanted = {"role": "annotator", "email": "bound@example.org"}
    link = owner.post(f"{project.path}/invites", wanted, status=201).json()["link"]
    stranger = people.make_person(owner)
    problem(stranger.post("/api/v1/links/redeem", {"token": token_of(link)}), (403, 409, 422))
    problem(stranger.get(project.path), 404)
    guest = Person(server)
    account = guest.redeem(link, email="bound@example.org", name="Guest", password=PASSWORD)
    assert account["email"] == "bound@example.org"


def test_the_session_cookie_is_out_of_reach_of_scripts_and_other_sites(ada):
    answer = Person(ada.server, ada.email, PASSWORD).sign_in(status=200)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie


def test_unknown_address_and_wrong_password_answer_alike(ada):
    wrong = Person(ada.server, ada.email, "not the password").sign_in()
    unknown = Person(ada.server, "nobody@example.org", "not the password").sign_in()
    problem(wrong, 401, "unauthorized")
    assert wrong.content == unknown.content
    assert set(wrong.headers) == set(unknown.headers)


def test_too_many_failures_are_stopped_for_that_account_only(ada, owner):
    """Sent at once, so that racing does not help either; on a busy machine ten slow hashes take their time."""
    with ThreadPoolExecutor(14) as pool:
        answers = list(pool.map(lambda n: Person(ada.server, ada.email, f"wrong {n}").sign_in(timeout=300), range(14)))
    looked_at = [a for a in answers if a.status_code == 401]
    stopped = [a for a in answers if a.status_code == 429]
    assert len(looked_at) + len(stopped) == 14 and 1 <= len(looked_at) <= 10
    problem(stopped[0], 429, "rate_limited")
    assert int(stopped[0].headers["Retry-After"]) > 0
    problem(Person(ada.server, ada.email, PASSWORD).sign_in(), 429, "rate_limited")
    Person(owner.server, owner.email, PASSWORD).sign_in(status=200)


def test_signing_out_ends_the_session_on_the_server(owner):
    person = people.make_person(owner)
    thief = Person(person.server)
    thief.session.cookies.update(dict(person.session.cookies))
    thief.get("/api/v1/projects", status=200)
    person.delete("/api/v1/session", status=204)
    problem(thief.get("/api/v1/projects"), 401, "unauthorized")


def test_a_new_password_ends_the_other_sessions(ada, owner):
    here, there = Person(ada.server), Person(ada.server)
    for session in (here, there):
        link = owner.post("/api/v1/accounts/link", {"email": ada.email}, status=201).json()["link"]
        session.redeem(link)
    problem(here.post("/api/v1/account/password", {"current": "wrong", "new": "another sentence"}), (401, 403, 422))
    there.get("/api/v1/projects", status=200)
    problem(here.post("/api/v1/account/password", {"current": PASSWORD, "new": "short"}), 422, "invalid")
    here.post("/api/v1/account/password", {"current": PASSWORD, "new": "another sentence"}, status=204)
    here.get("/api/v1/projects", status=200)
    problem(there.get("/api/v1/projects"), 401, "unauthorized")
    problem(Person(ada.server, ada.email, PASSWORD).sign_in(), 401)
    Person(ada.server, ada.email, "another sentence").sign_in(status=200)


@pytest.mark.parametrize("role, may_create, may_see_people", [
    ("requester", True, False), ("reviewer", False, False), ("annotator", False, False)])
def test_what_a_role_may_do_on_the_server(owner, role, may_create, may_see_people):
    person = people.make_person(owner, role=role)
    answer = person.post("/api/v1/projects", {"name": "Mine", "labels": people.LABELS})
    assert answer.status_code == (201 if may_create else 403)
    assert person.get("/api/v1/accounts").status_code == (200 if may_see_people else 403)
    problem(person.post("/api/v1/accounts", {"email": "x@example.org", "role": "owner"}), 403, "forbidden")
    problem(person.post("/api/v1/accounts/link", {"email": owner.email}), 403, "forbidden")
    assert person.get("/api/v1/session", status=200).json()["account"]["role"] == role


def test_nobody_but_members_finds_a_project(owner):
    project = people.make_project(owner)
    stranger = people.make_person(owner, role="requester")
    missing = stranger.get("/api/v1/projects/" + "0" * 32)
    foreign = stranger.get(project.path)
    problem(foreign, 404, "not_found")
    assert foreign.content == missing.content
    assert stranger.get("/api/v1/projects", status=200).json()["items"] == []
    people.join(project, stranger, "reviewer")
    assert stranger.get(project.path, status=200).json()["role"] == "reviewer"
    owner.delete(f"{project.path}/members/{stranger.id}", status=204)
    problem(stranger.get(project.path), 404, "not_found")


def test_tokens_read_or_write_and_can_be_revoked(server, owner):
    project, other = people.make_project(owner), people.make_project(owner)
    made = {
        scope: owner.post("/api/v1/tokens", {"name": f"{scope} it", "scope": scope}, status=201).json()
        for scope in ("read", "write")
    }
    assert all(m["token"].startswith("bw_") for m in made.values())
    shown = owner.get("/api/v1/tokens", status=200).text
    assert not any(m["token"] in shown for m in made.values()), "a token is shown once"
    bound = owner.post(
        "/api/v1/tokens", {"name": "one project", "scope": "write", "projectId": project.id}, status=201).json()

    def bearer(token: str) -> Person:
        program = Person(server)
        program.session.headers["Authorization"] = f"Bearer {token}"
        return program

    reader, writer, narrow = bearer(made["read"]["token"]), bearer(made["write"]["token"]), bearer(bound["token"])
    reader.get(project.path, status=200)
    problem(reader.post(f"{project.path}/invites", {"role": "annotator"}), 403, "forbidden")
    writer.post(f"{project.path}/invites", {"role": "annotator"}, status=201)
    narrow.get(project.path, status=200)
    problem(narrow.get(other.path), (403, 404))
    owner.delete(f"/api/v1/tokens/{made['write']['id']}", status=204)
    problem(writer.get(project.path), 401, "unauthorized")
    problem(bearer("bw_" + "0" * 43).get(project.path), 401, "unauthorized")


def test_requests_from_other_sites_are_refused(owner):
    project = people.make_project(owner)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                    {"Origin": "https://evil.example"}, {"Origin": "null"}):
        problem(owner.post(f"{project.path}/invites", {"role": "annotator"}, headers=headers), 403, "forbidden")
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": owner.server.url}):
        owner.post(f"{project.path}/invites", {"role": "annotator"}, headers=headers, status=201)


@pytest.mark.parametrize("path, status", [
    ("/", 200), ("/js/main.js", 200), ("/nowhere", 404), ("/js/../../etc/passwd", 404),
    ("/api/v1/projects", 401), ("/api/v1/nowhere", 404), ("/iiif/3/" + "0" * 32 + "/info.json", 404), ("/healthz", 200),
])
def test_every_answer_carries_the_security_headers(server, path, status):
    answer = Person(server).get(path)
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] in ("same-origin", "no-referrer")
    if status >= 400:
        problem(answer, status)


def test_names_in_links_and_accounts_are_checked(owner):
    for email in ("no-at-sign", "two@@example.org", "", "a@b\u0007.org"):
        problem(owner.post("/api/v1/accounts", {"email": email, "role": "annotator"}), 422, "invalid", "email")
    wanted = {"email": "fine@example.org", "role": "emperor"}
    problem(owner.post("/api/v1/accounts", wanted), (400, 422), "invalid", "role")
    owner.post("/api/v1/accounts", {"email": "twice@example.org", "role": "annotator"}, status=201)
    problem(owner.post("/api/v1/accounts", {"email": "TWICE@example.org", "role": "annotator"}), (409, 422))
