"""For whom commands act: organisations by option, variable and choice; sessions that don't replace each other."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from typer.testing import CliRunner, Result

from brandmon_cli.app import app
from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.gateway.mailbox import PLACE
from brandmon_cli.shared.failure import Failure

pytestmark = pytest.mark.pure
Json = dict[str, Any]
URL = "http://gateway.example"
ANNA = {"BRANDMON_EMAIL": "anna@acme.example", "BRANDMON_PASSWORD": "a-long-password"}


class Accounts:
    """Log-in and organisations as auth and tenants keep them: a refresh token is good for one use."""

    def __init__(self) -> None:
        self.passwords = {"anna@acme.example": "a-long-password"}
        self.organizations: dict[str, list[Json]] = {}
        self.families: dict[str, Json] = {}
        self.used: list[str] = []
        self.unseen = 0
        """How many times a membership is not visible yet."""
        self.calls: list[str] = []
        self.registered: dict[str, Json] = {}
        self.mailbox: Path | None = None
        """Where this gateway's mails go; None: to their readers."""

    def _mail(self, email: str) -> None:
        if self.mailbox is not None:
            mail = {"id": str(uuid4()), "to": email, "text": f"Your code:\n\nbmc_{len(self.registered)}\n"}
            with self.mailbox.open("a") as file:
                file.write(json.dumps(mail) + "\n")

    def found(self, email: str, *names: str) -> list[str]:
        own = self.organizations.setdefault(email, [])
        own += [
            {"id": str(uuid4()), "name": name, "slug": name.lower().replace(" ", "-"), "role": "admin"}
            for name in names
        ]
        return [each["id"] for each in own]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        body = json.loads(request.content) if request.content else {}
        who = request.headers.get("Authorization", "|").removeprefix("Bearer ").split("|")
        self.calls.append(request.url.path)
        match request.method, request.url.path:
            case "POST", "/v1/auth/register":
                self._mail(body["email"])
                self.registered[f"bmc_{len(self.registered)}"] = body
                return httpx.Response(202, json={})
            case "POST", "/v1/auth/confirm":
                opened = self.registered.pop(body["code"])
                self.passwords[opened["email"]] = opened["password"]
                return httpx.Response(200, json={})
            case "POST", "/v1/auth/login":
                if self.passwords.get(body["email"]) != body["password"]:
                    return _refused(401, "credentials-wrong")
                return self._tokens(str(uuid4()), body["email"], body.get("organization_id"), log_in=True)
            case "POST", "/v1/auth/refresh":
                return self._refreshed(body)
            case "POST", "/v1/organizations":
                self.found(who[0], body["name"])
                return httpx.Response(201, json=self.organizations[who[0]][-1])
            case "GET", "/v1/organizations":
                return httpx.Response(200, json={"items": self.organizations.get(who[0], []), "next": None})
        return httpx.Response(200, json={"who": who[0], "for": who[1], "items": []})

    def _refreshed(self, body: Json) -> httpx.Response:
        family = self.families.get(body["refresh_token"])
        if family is None:
            if body["refresh_token"] in self.used:  # stolen, it seems: the family ends
                self.families.clear()
            return _refused(401, "session-ended")
        return self._tokens(body["refresh_token"], family["email"], body.get("organization_id"), log_in=False)

    def _tokens(self, token: str, email: str, wanted: str | None, *, log_in: bool) -> httpx.Response:
        own = [each["id"] for each in self.organizations.get(email, [])]
        if wanted and (wanted not in own or self.unseen > 0):
            self.unseen -= 1
            return _refused(409, "membership-not-visible")
        acting = wanted or (own[0] if log_in and len(own) == 1 else None)
        self.families.pop(token, None)
        self.used.append(token)
        fresh = str(uuid4())
        self.families[fresh] = {"email": email}
        tokens = {"access_token": f"{email}|{acting or ''}", "refresh_token": fresh, "organization_id": acting}
        return httpx.Response(200, json=tokens)


def _refused(status: int, slug: str) -> httpx.Response:
    return httpx.Response(status, json={"type": f"urn:brandmon:problem:{slug}", "detail": f"{slug}."})


@pytest.fixture
def accounts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Accounts:
    found = Accounts()
    found.mailbox = tmp_path / PLACE
    found.mailbox.parent.mkdir()
    monkeypatch.setattr(httpx, "Client", _client_of(found, httpx.Client))
    for name in (*ANNA, "BRANDMON_ORGANIZATION"):
        monkeypatch.delenv(name, raising=False)
    return found


def _client_of(accounts: Accounts, real: Callable[..., httpx.Client]) -> Callable[..., httpx.Client]:
    return lambda **settings: real(transport=httpx.MockTransport(accounts), **settings)


def acting(folder: Path, wanted: str | None = None, url: str = URL) -> Json:
    """Who somebody is, and for which organisation, after signing in."""
    with Gateway(url, folder / "session.json") as gateway:
        gateway.sign_in(wanted)
        found: Json = gateway.get("/v1/who")
        return found


def brandmon(folder: Path, *words: str, **env: str) -> Result:
    return CliRunner().invoke(app, [*words, "--dir", str(folder)], env={"BRANDMON_URL": URL, **env})


def said(result: Result) -> str:
    return str(result.exception) if isinstance(result.exception, Failure) else result.output


def test_a_machine_makes_itself_an_account_once(accounts: Accounts, tmp_path: Path) -> None:
    first, second = acting(tmp_path), acting(tmp_path)
    assert first == second
    assert first["for"] in [each["id"] for each in accounts.organizations[first["who"]]]
    assert accounts.calls.count("/v1/auth/register") == 1
    assert accounts.calls.count("/v1/auth/login") == 1, "the second goes on with what was kept"


def test_where_mails_go_to_their_readers_a_machine_makes_itself_no_account(accounts: Accounts, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(Failure, match="brandmon account register EMAIL"):
        acting(tmp_path / "elsewhere")
    assert "/v1/auth/register" not in accounts.calls


def test_a_log_in_by_variables_leaves_the_kept_session_alone(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts.found("anna@acme.example", "Acme")
    own = acting(tmp_path)
    before = (tmp_path / "session.json").read_text()
    for name, value in ANNA.items():
        monkeypatch.setenv(name, value)
    assert acting(tmp_path)["who"] == "anna@acme.example"
    assert (tmp_path / "session.json").read_text() == before
    for name in ANNA:
        monkeypatch.delenv(name)
    assert acting(tmp_path) == own


def test_of_two_organisations_one_is_said_by_option_variable_or_choice(accounts: Accounts, tmp_path: Path) -> None:
    acme, _ = accounts.found("anna@acme.example", "Acme", "Away Ltd")
    listed = said(brandmon(tmp_path, "audits", "list", **ANNA))
    assert "You belong to several organisations: say which with --organization, BRANDMON_ORGANIZATION" in listed
    assert f"Acme ({acme})" in listed
    for words, env in (
        (("--organization", "away ltd"), {}),
        (("--organization", "away-ltd"), {}),
        (("--organization", acme), {}),
        ((), {"BRANDMON_ORGANIZATION": "Acme"}),
    ):
        assert "There is no audit yet" in said(brandmon(tmp_path, "audits", "list", *words, **ANNA, **env))
    assert "You belong to no organisation Nobody. Yours: Acme" in said(
        brandmon(tmp_path, "audits", "list", "--organization", "Nobody", **ANNA)
    )
    assert "You belong to no organisation 00000000" in said(
        brandmon(tmp_path, "audits", "list", "--organization", "00000000-0000-7000-8000-000000000000", **ANNA)
    )


def test_the_organisation_in_use_is_remembered_for_each_person(accounts: Accounts, tmp_path: Path) -> None:
    _, away = accounts.found("anna@acme.example", "Acme", "Away Ltd")
    assert "None of them is in use" in said(brandmon(tmp_path, "organizations", "list", **ANNA))
    assert "Commands act for Away Ltd" in said(brandmon(tmp_path, "organizations", "use", "Away Ltd", **ANNA))
    assert "There is no audit yet" in said(brandmon(tmp_path, "audits", "list", **ANNA))
    listed = json.loads(brandmon(tmp_path, "organizations", "list", "--json", **ANNA).stdout)
    assert [each["in_use"] for each in listed] == [False, True]
    own = acting(tmp_path)
    assert own["who"] != "anna@acme.example"
    assert own["for"] != away


def test_whoever_belongs_to_none_is_told_how_to_found_one(accounts: Accounts, tmp_path: Path) -> None:
    assert "Found one: brandmon organizations create NAME" in said(brandmon(tmp_path, "audits", "list", **ANNA))
    assert "You belong to no organisation yet." in said(brandmon(tmp_path, "organizations", "list", **ANNA))
    accounts.unseen = 2
    assert "commands act for it" in said(brandmon(tmp_path, "organizations", "create", "Acme", **ANNA))
    assert "There is no audit yet" in said(brandmon(tmp_path, "audits", "list", **ANNA))
    second = said(brandmon(tmp_path, "organizations", "create", "Away", **ANNA))
    assert "Have commands act for it: brandmon organizations use" in second
    assert "There is no audit yet" in said(brandmon(tmp_path, "audits", "list", **ANNA)), "the first one stays in use"


def test_sessions_are_kept_by_gateway_and_organisation(accounts: Accounts, tmp_path: Path) -> None:
    own = acting(tmp_path)
    [first] = [each["id"] for each in accounts.organizations[own["who"]]]
    second = accounts.found(own["who"], "Second")[1]
    assert acting(tmp_path, "Second")["for"] == second
    assert acting(tmp_path)["for"] == first, "another organisation for one command is no choice"
    log_ins = accounts.calls.count("/v1/auth/login")
    assert acting(tmp_path, second)["for"] == second
    assert acting(tmp_path, first)["for"] == first
    assert accounts.calls.count("/v1/auth/login") == log_ins, "both sessions go on"
    elsewhere = acting(tmp_path, url="http://other.example")
    assert elsewhere["who"] != own["who"]
    assert acting(tmp_path) == own


def test_two_processes_with_one_session_do_not_end_it(accounts: Accounts, tmp_path: Path) -> None:
    acting(tmp_path)
    with Gateway(URL, tmp_path / "session.json") as one, Gateway(URL, tmp_path / "session.json") as other:
        one.sign_in()
        other.sign_in()
        one.renew()
        other.renew()
        one.renew()
        assert one.get("/v1/who") == other.get("/v1/who")
    assert accounts.calls.count("/v1/auth/login") == 1


def test_a_stack_that_was_wiped_knows_nobody_and_gets_a_new_account(accounts: Accounts, tmp_path: Path) -> None:
    before = acting(tmp_path)
    accounts.passwords.clear()
    accounts.organizations.clear()
    accounts.families.clear()
    after = acting(tmp_path)
    assert after["who"] != before["who"]
    assert after["for"]


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b'"x"', b"\xff\xfe", b'{"accounts": []}', b'{"accounts": {"x": 1}, "chosen": {}}',
                b'{"accounts": {}, "chosen": {}, "sessions": {"http://gateway.example": []}}', b"[" * 100_000]
)  # fmt: skip
def test_a_damaged_session_file_is_said_in_one_sentence(accounts: Accounts, tmp_path: Path, damaged: bytes) -> None:
    (tmp_path / "session.json").write_bytes(damaged)
    with pytest.raises(Failure, match=r"session\.json is damaged\. Delete it"):
        acting(tmp_path)
    assert accounts.calls == []


def test_the_account_in_a_file_of_before_is_taken_over(accounts: Accounts, tmp_path: Path) -> None:
    accounts.passwords["owner@example.com"] = "secret"
    [own] = accounts.found("owner@example.com", "My company")
    account = {"email": "owner@example.com", "password": "secret", "name": "Owner", "organization": "My company"}
    of_before = {"refresh_token": "somebody-elses", "organization_id": str(uuid4()), "account": account}
    (tmp_path / "session.json").write_text(json.dumps(of_before))
    assert acting(tmp_path) == {"who": "owner@example.com", "for": own, "items": []}


def test_nobody_else_reads_what_is_kept(accounts: Accounts, tmp_path: Path) -> None:
    (tmp_path / "session.json").write_text("{}")
    (tmp_path / "session.json").chmod(0o644)
    mask = os.umask(0)
    try:
        acting(tmp_path)
    finally:
        os.umask(mask)
    assert {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir() if each.is_file()} == {0o600}


def test_half_of_the_variables_is_no_log_in(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRANDMON_EMAIL", "anna@acme.example")
    with pytest.raises(Failure, match="are given together"):
        acting(tmp_path)


def test_a_wrong_password_is_no_reason_to_make_an_account(
    accounts: Accounts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**ANNA, "BRANDMON_PASSWORD": "wrong"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(GatewayProblem, match="credentials-wrong"):
        acting(tmp_path)
    assert "/v1/auth/register" not in accounts.calls
