"""The audit log on the command line: listed, exported, and verified without the service."""

import json
import random
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner, Result

from brandmon_cli.app import app
from brandmon_cli.audit_log import proof

from ..gateway.test_organizations import ANNA, URL

pytestmark = pytest.mark.pure
Json = dict[str, Any]


def made(number: int) -> list[Json]:
    """An export as the service writes it."""
    lines: list[Json] = []
    for sequence in range(1, number + 1):
        line = {
            "tenant_id": "t", "sequence": sequence, "id": f"i{sequence}", "action": "brand.decided", "actor": "user",
            "facts": {"name": "Zürich \u2028 & Söhne"}, "previous": lines[-1]["hash"] if lines else proof.BEGINNING,
            "origin": None, "address": "192.0.2.7", "user_agent": None,
        }  # fmt: skip
        lines.append(line | {"hash": proof.hash_of(line)})
    return lines


def written(folder: Path, lines: list[Json]) -> Path:
    file = folder / "log.jsonl"
    file.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return file


def test_an_export_as_it_was_written_is_sound(tmp_path: Path) -> None:
    assert proof.of_file(written(tmp_path, made(20)))["is_sound"]
    answer = CliRunner().invoke(app, ["audit-log", "verify", "--file", str(written(tmp_path, made(3)))])
    assert (answer.exit_code, "Every entry is as it was written." in answer.output) == (0, True)


def test_random_edits_deletions_and_reorderings_of_an_export_are_found(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**31)
    print(f"seed {seed}")
    chance = random.Random(seed)
    for _ in range(200):
        lines = made(12)
        at, other = chance.sample(range(11), 2)
        match chance.choice(("edit", "delete", "reorder")):
            case "edit":
                name = chance.choice(("tenant_id", "id", "action", "actor", "origin", "hash", "previous"))
                lines[at][name] = "00" if lines[at][name] != "00" else "01"
            case "delete":
                del lines[at]
            case "reorder":
                lines[at], lines[other] = lines[other], lines[at]
        assert not proof.of_file(written(tmp_path, lines))["is_sound"]


@pytest.mark.parametrize("text", ["[]", "{}", "no json", '{"sequence": "1"}', "\x00"])
def test_what_is_no_export_is_said_in_one_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.jsonl"
    file.write_text(text)
    answer = CliRunner().invoke(app, ["audit-log", "verify", "--file", str(file)])
    assert answer.exit_code == 1
    assert "Traceback" not in answer.output


def ran(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *arguments: str) -> Result:
    """The command against a gateway that answers as auth does."""

    def answered(request: httpx.Request) -> httpx.Response:
        path = request.url.path
        if path == "/v1/auth/login":
            return httpx.Response(200, json={"access_token": "a", "refresh_token": "r", "expires_in": 600})
        if path == "/v1/organizations":
            own = {"id": "o", "name": "Acme", "slug": "acme", "role": "owner"}
            return httpx.Response(200, json={"items": [own], "next": None})
        if path == "/v1/auth/refresh":
            return httpx.Response(
                200, json={"access_token": "a", "refresh_token": "s", "expires_in": 600, "organization_id": "o"}
            )
        if path == "/v1/audit-log/export":
            assert dict(request.url.params) == {"format": "jsonl", "action": "brand"}
            return httpx.Response(200, content=b'{"sequence": 1}\n')
        if path == "/v1/audit-log/verification":
            told = {"entries_checked": 5, "anchored_entries": 4, "roots": 1}
            return httpx.Response(200, json={"is_sound": False, "faults": ["entry 2 was changed"], **told})
        entry = {
            "sequence": 7, "occurred_at": "2026-12-01T10:00:00Z", "action": "brand.decided", "actor": "user",
            "user_id": "u", "key_id": None, "service": "analyzer", "resource_type": "brand", "resource_id": "b",
            "facts": {"name": "Ev\x1b[31mil"}, "is_erased": True, "address": None,
        }  # fmt: skip
        return httpx.Response(200, json={"items": [entry], "next": None})

    real = httpx.Client
    monkeypatch.setattr(httpx, "Client", lambda **how: real(transport=httpx.MockTransport(answered), **how))
    given = ["audit-log", *arguments, "--dir", str(tmp_path)]
    return CliRunner().invoke(app, given, env={**ANNA, "BRANDMON_URL": URL})


def test_entries_are_listed_and_steer_no_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answer = ran(monkeypatch, tmp_path, "list", "--action", "brand")
    assert answer.exit_code == 0, answer.output
    assert "brand.decided" in answer.output and "erased" in answer.output
    assert "\x1b[31m" not in answer.output


def test_an_export_is_written_as_it_came(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = tmp_path / "log.jsonl"
    assert ran(monkeypatch, tmp_path, "export", "--out", str(out), "--action", "brand").exit_code == 0
    assert out.read_bytes() == b'{"sequence": 1}\n'
    assert ran(monkeypatch, tmp_path, "export", "--out", str(tmp_path / "log.pdf")).exit_code == 1


def test_what_a_verification_finds_ends_the_command_with_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    answer = ran(monkeypatch, tmp_path, "verify")
    assert answer.exit_code == 1
    assert "entry 2 was changed" in answer.output
