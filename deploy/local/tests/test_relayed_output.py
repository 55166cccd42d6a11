"""What operators' programs write comes through the command line's own door."""

from pathlib import Path

import pytest

from brandmon_local.commands import operating

pytestmark = pytest.mark.pure
PROGRAM = """
import sys
name = "Evil\\x1b[31m\\u202e\\u009b2J [/x]"
print("{}" if "--json" in sys.argv else "letter  " + name)
print("\\x1b[2Jwrong: " + name, file=sys.stderr)
raise SystemExit(3)
"""


@pytest.mark.parametrize("flags", [[], ["--json"]])
def test_a_name_in_a_letter_steers_no_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], flags: list[str]
) -> None:
    (tmp_path / "letters.py").write_text(PROGRAM)
    env = {"PYTHONPATH": str(tmp_path), "PYTHONIOENCODING": "utf-8", "PATH": "/usr/bin:/bin"}
    assert operating._relayed(["letters", *flags], env) == 3
    told = capfd.readouterr()
    assert told.out == ("{}\n" if flags else "letter  Evil\\x1b[31m\\u202e\\x9b2J [/x]\n")
    assert told.err == "\\x1b[2Jwrong: Evil\\x1b[31m\\u202e\\x9b2J [/x]\n"


def test_rows_of_all_services_are_data(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"id": "a", "reason": "Evil\x1b[31m [/x] [bold]"}]
    operating._show_rows(rows, as_json=False, empty="None.")
    assert "Evil\\x1b[31m [/x] [bold]" in capsys.readouterr().out
    operating._show_rows(rows, as_json=True, empty="None.")
    assert capsys.readouterr().out == '{"id": "a", "reason": "Evil\\u001b[31m [/x] [bold]"}\n'
