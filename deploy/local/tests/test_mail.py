"""``brandmon mail``: the mailbox of a local stack, shown to people and to programs."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from brandmon_cli.app import app
from brandmon_cli.shared.failure import Failure

pytestmark = pytest.mark.pure
MAILS = [
    {"id": "1", "at": "2026-12-01T10:00:00+00:00", "to": "ada@shop.example", "subject": "Confirm", "text": "bmc_1\n"},
    {
        "id": "2",
        "at": "2026-12-01T10:01:00+00:00",
        "to": "bob@shop.example",
        "subject": "\x1b[31mRed",
        "text": "Hi\x1b[2J",
    },
]


def mail(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["mail", *words, "--dir", str(folder)], env={"COLUMNS": "200"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "mailbox.jsonl").write_text("".join(json.dumps(each) + "\n" for each in MAILS))
    return tmp_path


def test_mails_are_listed_and_shown_by_number_and_steer_no_terminal(folder: Path) -> None:
    listed = mail(folder, "list").output
    assert "ada@shop.example" in listed
    assert "\x1b" not in listed
    assert "bmc_1" in mail(folder, "show", "1").output
    assert "\x1b" not in mail(folder, "show", "2").output
    assert json.loads(mail(folder, "show", "1", "--json").output)["text"] == "bmc_1\n"


def test_one_addresss_mails_keep_their_numbers(folder: Path) -> None:
    [found] = json.loads(mail(folder, "list", "--to", "BOB@shop.example", "--json").output)
    assert (found["number"], found["to"]) == (2, "bob@shop.example")


def test_no_mail_is_no_fault_and_a_number_too_high_is_told(tmp_path: Path, folder: Path) -> None:
    assert "No mail has come" in mail(tmp_path / "elsewhere", "list").output
    assert isinstance(mail(folder, "show", "3").exception, Failure)
