"""Members, invitations, clients and features on the command line: what is asked of the gateway, what is said of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from brandmon_cli.gateway.problems import GatewayProblem

from ..conftest import Run

pytestmark = pytest.mark.pure
Json = dict[str, Any]
ID, OTHER, ORGANIZATION = (f"01a21b9e-8c8f-7233-a1af-9b2ebf882d{n}" for n in (67, 68, 69))
PIER: Json = {"id": ID, "name": "Pier Nine", "status": "active", "email": None, "purge_after": None}
OLD: Json = {"id": OTHER, "name": "Old Mill", "status": "archived", "email": "a@b.example", "purge_after": "2027-01-01"}
ADA: Json = {
    "id": ID, "email": "ada@shop.example", "role": "viewer", "status": "pending", "times_sent": 1,
    "expires_at": "2027-01-12",
}  # fmt: skip
OWN: Json = {
    "id": ORGANIZATION, "name": "Acme Ltd", "slug": "acme-ltd", "role": "owner", "status": "closing",
    "erase_after": "2027-01-31",
}  # fmt: skip


class Rooms:
    """A gateway that notes what is asked of it."""

    organization_id = ORGANIZATION

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Json | None]] = []
        self.refuses: GatewayProblem | None = None

    def items(self, path: str, **query: Any) -> Any:
        listed: dict[str, list[Json]] = {
            "/v1/members": [{"user_id": ID, "role": "owner", "client_id": None, "joined_at": "2026-11-02"}],
            "/v1/invitations": [ADA],
            "/v1/organizations": [OWN],
            "/v1/flags": [{"name": "digest", "enabled": True, "held": False, "config": {"weekday": 1}}],
            "/v1/clients": [OLD] if query.get("archived") else [PIER],
        }
        return iter(listed[path])

    def _noted(self, method: str, path: str, body: Json | None) -> Any:
        if self.refuses is not None:
            raise self.refuses
        self.asked.append((method, path, body))
        known = {**ADA, **PIER, **OWN, "organization_id": ORGANIZATION, "email": "ada@shop.example"}
        return known | (body or {}) if "v1/organizations" in path or "invitations" in path else {**PIER, **(body or {})}

    def post(self, path: str, body: Json | None = None) -> Any:
        return self._noted("POST", path, body)

    def patch(self, path: str, body: Json) -> Any:
        return self._noted("PATCH", path, body)

    def put(self, path: str, body: Json) -> Any:
        return self._noted("PUT", path, body)

    def delete(self, path: str) -> Any:
        return self._noted("DELETE", path, None)

    def renew(self, organization_id: str) -> None:
        self.asked.append(("ACT FOR", organization_id, None))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("members role ID viewer", ("PATCH", f"/v1/members/{ID}", {"role": "viewer", "client_id": None})),
        ("members role ID client --client Pier*Nine",
         ("PATCH", f"/v1/members/{ID}", {"role": "client", "client_id": ID})),
        ("members remove ID", ("DELETE", f"/v1/members/{ID}", None)),
        ("invitations send ada@shop.example --role viewer",
         ("POST", "/v1/invitations", {"email": "ada@shop.example", "role": "viewer", "client_id": None})),
        ("invitations resend Ada@Shop.example", ("POST", f"/v1/invitations/{ID}/mail", None)),
        ("invitations revoke ID", ("DELETE", f"/v1/invitations/{ID}", None)),
        ("invitations accept bmi_x", ("POST", "/v1/invitations/acceptance", {"token": "bmi_x"})),
        ("clients create Mill", ("POST", "/v1/clients", {"name": "Mill", "email": None, "logo_url": None})),
        ("clients edit pier*nine --status inactive", ("PATCH", f"/v1/clients/{ID}", {"status": "inactive"})),
        ("clients archive ID", ("POST", f"/v1/clients/{ID}/archiving", None)),
        ("clients restore old*mill", ("POST", f"/v1/clients/{OTHER}/restoration", None)),
        ("clients delete OTHER", ("DELETE", f"/v1/clients/{OTHER}", None)),
        ("flags set digest off", ("PUT", "/v1/flags/digest", {"enabled": False, "config": {}})),
        ("flags set a/b on", ("PUT", "/v1/flags/a%2Fb", {"enabled": True, "config": {}})),
        ("organizations rename Acme", ("PATCH", f"/v1/organizations/{ORGANIZATION}", {"name": "Acme"})),
        ("organizations delete acme-ltd", ("DELETE", f"/v1/organizations/{ORGANIZATION}", None)),
        ("organizations restore Acme*Ltd", ("POST", f"/v1/organizations/{ORGANIZATION}/restoration", None)),
        ("organizations leave Acme*Ltd", ("DELETE", f"/v1/organizations/{ORGANIZATION}/membership", None)),
    ],
)  # fmt: skip
def test_a_command_asks_the_gateway_for_one_thing(run: Run, words: str, asked: tuple[str, str, Json | None]) -> None:
    named = {"ID": ID, "OTHER": OTHER}
    for extra in ((), ("--json",)):
        gateway: Any = Rooms()
        result = run(gateway, *(named.get(word, word.replace("*", " ")) for word in words.split()), *extra)
        assert result.exit_code == 0, result.output
        assert gateway.asked[-1] == asked
        if extra:
            json.loads(result.stdout)


def test_lists_name_what_the_other_commands_take(run: Run) -> None:
    gateway: Any = Rooms()
    assert ID in run(gateway, "members", "list").output
    assert "ada@shop.example" in run(gateway, "invitations", "list", "--status", "pending").output
    assert "Pier Nine" in run(gateway, "clients", "list").output
    archived = run(gateway, "clients", "list", "--archived").output
    assert "Old Mill" in archived and "Pier Nine" not in archived
    assert "digest" in run(gateway, "flags", "list").output
    assert json.loads(run(gateway, "flags", "list", "--json").stdout)[0]["config"] == {"weekday": 1}


def test_to_close_an_organisation_is_to_act_for_it(run: Run) -> None:
    gateway: Any = Rooms()
    result = run(gateway, "organizations", "delete", "Acme Ltd")
    assert gateway.asked[0] == ("ACT FOR", ORGANIZATION, None)
    assert "Until 2027-01-31 it can be opened again" in result.output


def test_a_logo_is_read_from_a_small_file(run: Run, tmp_path: Path) -> None:
    gateway: Any = Rooms()
    image = tmp_path / "logo.png"
    image.write_bytes(b"\x89PNG")
    assert run(gateway, "clients", "edit", "Pier Nine", "--logo", str(image)).exit_code == 0
    assert gateway.asked == [("PUT", f"/v1/clients/{ID}/logo", {"content": "iVBORw=="})]
    image.write_bytes(bytes(70_000))
    assert "more than 64 KiB" in str(run(gateway, "clients", "edit", "Pier Nine", "--logo", str(image)).exception)
    missing = run(gateway, "clients", "edit", "Pier Nine", "--logo", str(tmp_path / "none.png"))
    assert "cannot be read" in str(missing.exception)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("members remove bob", "bob is no member's id"),
        ("clients archive Nobody", "None is Nobody: say which client by its id. There are: Pier Nine, Old Mill."),
        ("invitations revoke eve@shop.example", "None is eve@shop.example"),
        ("flags set digest maybe", "Say on or off"),
        ("flags set digest on --config [1]", "a JSON object"),
        ("organizations leave Others", "You belong to no organisation Others"),
    ],
)
def test_what_cannot_be_meant_is_said_before_anything_is_asked(run: Run, words: str, said: str) -> None:
    gateway: Any = Rooms()
    result = run(gateway, *words.split())
    assert said in str(result.exception)
    assert not [each for each in gateway.asked if each[0] != "ACT FOR"]


def test_a_refusal_of_the_gateway_is_passed_on(run: Run) -> None:
    gateway: Any = Rooms()
    gateway.refuses = GatewayProblem(
        409, "last-owner", "This is the last owner; make somebody else an owner first.", {}
    )
    assert "last owner" in str(run(gateway, "members", "remove", ID).exception)
