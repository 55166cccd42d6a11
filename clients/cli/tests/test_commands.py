"""What the command line says where it cannot go on, and how it draws a result."""

import json
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import typer

from brandmon_cli.app import app
from brandmon_cli.audits import views
from brandmon_cli.audits.progress import line, picture
from brandmon_cli.audits.providers import check
from brandmon_cli.brands import brands
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen
from brandmon_cli.traces import traces

from .garage import AUDIT

pytestmark = pytest.mark.pure


def brandmon(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), **environment}
    command = [sys.executable, "-m", "brandmon_cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60, check=False)


def test_without_a_stack_an_audit_says_how_to_start_one(tmp_path: Path) -> None:
    done = brandmon("audit", "https://example.com", "--dir", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr == "The local stack is not running. Start it with: make up\n"


def test_an_unknown_provider_ends_the_demo_before_anything_starts(tmp_path: Path) -> None:
    done = brandmon("demo", "--providers", "local,nobody", "--dir", str(tmp_path / "stack"))
    assert done.returncode == 2
    assert "There is no provider nobody" in done.stderr
    assert not (tmp_path / "stack").exists()


def test_a_gateway_that_does_not_answer_is_named(tmp_path: Path) -> None:
    done = brandmon("share-of-voice", "example.com", "--dir", str(tmp_path), BRANDMON_URL="http://127.0.0.1:9")
    assert done.returncode == 1
    assert "The gateway at http://127.0.0.1:9 does not answer" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("provider", ["openai", "anthropic", "gemini", "perplexity"])
def test_a_missing_key_names_its_variable(provider: str) -> None:
    variable = f"{provider.upper()}_API_KEY"
    with pytest.raises(Failure, match=variable):
        check([provider], {})
    check([provider], {variable: "x"})


def figure(value: float | None, low: float | None = None, high: float | None = None) -> dict[str, Any]:
    return {"value": value, "low": low, "high": high, "reason": None if low is not None else "too few"}


def brand(name: str, mentions: int, *, tracked: bool = False) -> dict[str, Any]:
    share = figure(mentions / 10, max(0.0, mentions / 10 - 0.1), mentions / 10 + 0.1)
    return {
        "brand": name, "tracked": tracked, "mentions": mentions, "share_of_voice": share, "visibility": share,
        "recommendation_rate": figure(0.0), "average_position": figure(1.5 if mentions else None),
        "presence": {"mentioned": mentions, "ignored": 10 - mentions},
    }  # fmt: skip


def report() -> dict[str, Any]:
    part = {"by": "all", "branded": False, "answers": 10, "conversations": 5, "refusals": 1}
    quote = {"text": "Try [bold]Mailchimp[/] first.", "start": 10, "end": 19, "presence": "recommended"}
    return {
        "headline": "Tillvane is named in none of 10 answers", "brand": "Tillvane", "cautions": ["A small panel."],
        "measure": {"universe": "3 brands", "definition": 1, "interval_method": "cluster bootstrap"},
        "slices": [{**part, "brands": [brand("Mailchimp", 6), brand("Brevo", 0), brand("Tillvane", 0, tracked=True)]}],
        "substitutions": [
            {"missing_brand": "Tillvane", "substitute_brand": "Mailchimp", "occurrences": 6, "missing_answers": 10,
             "share": figure(0.6, 0.4, 0.8), "average_position": 1.5}
        ],
        "evidence": [{**quote, "provider": "local", "model": "m", "icp_name": "Owner", "prompt_text": "Which?"}],
    }  # fmt: skip


@pytest.mark.parametrize("width", [80, 140])
def test_a_result_says_what_its_numbers_are_shares_of(width: int) -> None:
    out = Screen(file=StringIO(), width=width)
    out.print(views.result(report()))
    text = " ".join(out.file.getvalue().split())  # type: ignore[attr-defined]
    assert "Tillvane is named in none of 10 answers" in text
    assert "60 % 50–70" in text
    assert "6/10" in text
    assert "Named in no answer: Brevo." in text
    assert "10 answers from 5 conversations" in text
    assert "Ranges are intervals: cluster bootstrap" in text
    assert "Try [bold]Mailchimp[/] first." in text, "what a model wrote is never read as markup"
    assert "When Tillvane is missing, who is there?" in text


def test_a_state_of_a_newer_server_is_shown_as_it_came() -> None:
    result = report()
    result["slices"][0]["brands"][0]["presence"]["sponsored"] = 2
    out = Screen(file=StringIO(), width=140)
    out.print(views.result(result))
    lines = out.file.getvalue().splitlines()  # type: ignore[attr-defined]
    [heading] = [line for line in lines if "recommended" in line and "sponsored" in line]
    assert heading.split()[-1] == "sponsored"
    assert any(line.split()[:1] == ["Mailchimp"] and line.split()[-1] == "2" for line in lines)


def test_a_running_audit_shows_each_step_and_how_far_it_is() -> None:
    step = {"started_at": "2026-11-21T12:00:00Z", "ended_at": None, "detail": None}
    steps = [
        {**step, "name": "crawl", "status": "done", "ended_at": "2026-11-21T12:00:02Z"},
        {**step, "name": "converse", "status": "running"},
        {**step, "name": "report", "status": "waiting", "started_at": None},
    ]
    progress = {"pages_read": 13, "answers_received": 3, "answers_expected": 25, "answers_failed": 1}
    out = Screen(file=StringIO(), width=120)
    out.print(picture({"steps": steps, "progress": progress}))
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert "13 pages read" in text
    assert "2.0 s" in text
    assert "3 of 25 answers, 1 failed" in text
    assert "Write the report" in text
    assert str(line(steps[0], progress)) == "✓ Read the website: 13 pages read, 2.0 s"


def test_pages_that_are_gone_are_said_with_those_that_were_read() -> None:
    step = {"name": "crawl", "status": "done", "started_at": None, "ended_at": None, "detail": None}
    skipped = {"http-404": 2, "http-410": 1, "robots-disallowed": 4, "http-503": 1, "sponsored": 1}
    told = str(line(step, {"pages_read": 13, "pages_skipped": skipped}))
    assert told.endswith(
        "13 pages read; 4 kept from us by robots.txt; 3 gone; 1 answered with an error; 1 not read (sponsored)"
    )


def spans(*rows: tuple[str, str | None, float, float, str]) -> list[dict[str, Any]]:
    """(id, parent, begin, end in seconds, name)"""
    return [
        {"trace_id": "t", "span_id": own, "parent_id": parent, "service": "simulator", "name": name,
         "start_ns": int(begin * 1e9), "end_ns": int(end * 1e9), "attributes": {"saga_id": AUDIT} if own == "0" else {}}
        for own, parent, begin, end, name in rows
    ]  # fmt: skip


def test_a_trace_shows_its_slowest_step_wherever_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    turns = [(str(n), "0", n, n + (9.5 if n == 7 else 0.1), "hold turn") for n in range(1, 10)]
    found = spans(("0", None, 0, 20, "audit"), *turns, ("x", "7", 7.5, 8.0, "ask model"))
    (tmp_path / "simulator.jsonl").write_text("".join(json.dumps(span) + "\n" for span in found) + '{"half')
    traces.show(tmp_path, AUDIT, as_json=False)
    told = capsys.readouterr().out
    assert "7.00 s simulator hold turn 9500 ms" in told
    assert "simulator ask model 500 ms" in told
    assert "... and 5 more of simulator hold turn" in told
    assert "Slowest by itself: 9000 ms simulator hold turn (at 7.00 s)" in told


def commands(command: Any, path: str = "brandmon") -> Iterator[tuple[str, Any]]:
    for name, each in getattr(command, "commands", {}).items():
        yield f"{path} {name}", each
        yield from commands(each, f"{path} {name}")


def test_help_says_what_each_command_option_and_argument_does() -> None:
    found = dict(commands(typer.main.get_command(app)))
    assert len(found) > 30
    silent = []
    for path, command in found.items():
        silent += [path] if not (command.help or "").strip().endswith(".") else []
        if not hasattr(command, "commands"):
            silent += [f"{path}: example"] if f"For example: {path}" not in (command.epilog or "") else []
            silent += [f"{path} {each.name}" for each in command.params if not (each.help or "").strip().endswith(".")]
    assert not silent


class Answers:
    """A gateway that answers what it was given, and notes what was asked of it."""

    def __init__(self, **given: Any) -> None:
        self.given, self.posted = given, list[tuple[str, Any]]()

    def get(self, path: str, **_: Any) -> Any:
        return self.given[path]

    def items(self, path: str, **_: Any) -> Any:
        return self.given[path]["items"]

    def post(self, path: str, body: Any = None) -> Any:
        self.posted.append((path, body))
        return self.given["POST " + path]


def around() -> Answers:
    listed = [
        {"id": f"id-{name}", "name": name, "tracked": name == "Acme", "competitor": False, "answers_naming": 3,
         "answers_recommending": 1, "established": True, "kind": "marketplace" if name == "Bolt" else "rival"}
        for name in ("Acme", "Bolt", "Bolt Inc")
    ]  # fmt: skip
    website = {"id": "01a21b9e-8c8f-7233-a1af-9b2ebf882d67", "url": "https://acme.example/", "domain": "acme.example"}
    after = {"name": "Bolt Inc", "standing": "candidate", "merged_into": "id-Bolt"}
    return Answers(**{
        "/v1/websites": {"items": [website], "next": None}, f"/v1/websites/{website['id']}": website,
        "/v1/brands": {"items": listed}, "/v1/brands/id-Bolt Inc": {"version": 4},
        "POST /v1/brands/id-Bolt Inc/decisions": after,
    })  # fmt: skip


def test_a_brand_is_merged_by_the_names_a_person_sees(capsys: pytest.CaptureFixture[str]) -> None:
    gateway = around()
    website = "01a21b9e-8c8f-7233-a1af-9b2ebf882d67"
    brands.decide(gateway, website, "bolt inc", {"decision": "merge", "into": "Bolt"}, as_json=False)  # type: ignore[arg-type]
    assert gateway.posted == [
        ("/v1/brands/id-Bolt Inc/decisions", {"decision": "merge", "into": "id-Bolt", "version": 4})
    ]
    assert "Bolt Inc: part of Bolt." in capsys.readouterr().out


def test_the_own_brand_is_not_rejected(capsys: pytest.CaptureFixture[str]) -> None:
    gateway = around()
    website = "01a21b9e-8c8f-7233-a1af-9b2ebf882d67"
    with pytest.raises(Failure, match="Acme is your own brand"):
        brands.decide(gateway, website, "acme", {"decision": "reject"}, as_json=False)  # type: ignore[arg-type]
    assert gateway.posted == []


def test_the_words_to_exclude_go_along_with_the_decision() -> None:
    gateway = around()
    wanted = {"decision": "exclude", "excluded": ["bolt cutter"]}
    brands.decide(gateway, "01a21b9e-8c8f-7233-a1af-9b2ebf882d67", "Bolt Inc", wanted, as_json=False)  # type: ignore[arg-type]
    assert gateway.posted == [("/v1/brands/id-Bolt Inc/decisions", {**wanted, "version": 4})]


def test_an_unknown_brand_is_said_in_one_sentence() -> None:
    with pytest.raises(Failure, match="called Nobody"):
        brands.decide(around(), "01a21b9e-8c8f-7233-a1af-9b2ebf882d67", "Nobody", {}, as_json=False)  # type: ignore[arg-type]


def test_the_brands_of_a_website_are_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    brands.show(around(), "01a21b9e-8c8f-7233-a1af-9b2ebf882d67", as_json=False)  # type: ignore[arg-type]
    shown = capsys.readouterr().out
    assert "3 brands" in shown
    assert "yours" in shown
    assert "a marketplace" in shown
