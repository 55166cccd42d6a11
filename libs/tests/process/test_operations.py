import argparse
import json

import pytest
from fastapi import FastAPI

from common.process.operations import Operation, OperationFailed, print_rows
from common.process.service import Parts, main
from common.process.settings import ServiceSettings

pytestmark = pytest.mark.pure


def build(_settings: ServiceSettings) -> Parts:
    return Parts(FastAPI())


def migrate(_settings: ServiceSettings) -> None:
    raise AssertionError("nobody asked for it")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["list", "break"])


async def letters(settings: ServiceSettings, chosen: argparse.Namespace) -> int:
    if chosen.what == "break":
        raise OperationFailed("The broker is away.")
    print_rows([{"topic": "a.b", "mode": settings.mode}], as_json=chosen.as_json, empty="None.")
    return 0


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("common.process.service.setup", lambda *_: None)  # the other tests log here, too
    for name, value in (("HTTP_PORT", "9"), ("KAFKA_BOOTSTRAP", "x:1"), ("JWKS_URL", "http://x"), ("MODE", "local")):
        monkeypatch.setenv(name, value)
    operation = Operation("letters", "Look at them.", arguments, letters)
    return main("auth", ServiceSettings, build=build, migrate=migrate, operations=[operation], arguments=words)


def test_an_operation_runs_with_the_settings_of_its_service(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "letters", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"topic": "a.b", "mode": "local"}


def test_rows_are_a_table_for_people(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, "letters", "list") == 0
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.split() == ["Topic", "Mode"]
    assert row.split() == ["a.b", "local"]


def test_no_rows_are_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([], as_json=False, empty="No dead letters.")
    assert capsys.readouterr().out == "No dead letters.\n"


def test_what_can_not_be_done_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "letters", "break") == 1
    assert capsys.readouterr().err == "The broker is away.\n"


def test_an_unknown_command_ends_with_two(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit) as ended:
        run(monkeypatch, "mend")
    assert ended.value.code == 2
