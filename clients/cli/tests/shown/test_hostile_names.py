"""Names that would steer a terminal or read as markup: every command shows them as what they are."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
import typer

from brandmon_cli.__main__ import main
from brandmon_cli.app import app
from brandmon_cli.gateway import session
from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.gateway.kept import Kept
from brandmon_cli.shared.output import shown

from ..garage import AUDIT, ME, OTHER, WEBSITE

pytestmark = pytest.mark.pure
Json = dict[str, Any]
EVIL = (
    "Evil\x1b[31m\x1b]8;;http://x\x07 \u202ex\u2066y\u009b2J\u0085 [bold]b[/x] [/nope]\n"
    "next\r\t\x00\ufffe\u200f\ud83d :bomb: {}"
)
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\ud800-\udfff]")
AT = "2026-11-30T12:00:00Z"
REPORT, JOB, BRAND, ICP = (f"01a21b9e-{part}-7233-a1af-9b2ebf882d67" for part in ("4444", "5555", "6666", "7777"))
STATES = ("queued", "running", "completed")
SITE_ROWS: Json = {
    "name": {"name": EVIL, "aliases": [EVIL]},
    "kind": {"kind": "shop", "business_model": EVIL, "local": True},
    "category": {"text": EVIL, "terms": [EVIL]},
    "offerings": [{"text": EVIL, "features": [EVIL], "price": EVIL}, {"text": EVIL}],
    "problems": [EVIL, EVIL],
    "rivals": [{"name": EVIL, "aliases": [EVIL], "domains": []}],
    "places": None,
    "language": "en",
}
FIGURE = {"value": 0.5, "low": 0.1, "high": 0.9, "reason": EVIL}
ROW = {
    "brand": EVIL, "tracked": True, "mentions": 1, "share_of_voice": FIGURE, "visibility": FIGURE, "label": EVIL,
    "recommendation_rate": FIGURE, "average_position": FIGURE, "presence": {"mentioned": 1, EVIL: 2},
}  # fmt: skip
SLICE = {
    "by": "all", "branded": False, "answers": 2, "conversations": 1, "refusals": 0, "label": EVIL, "value": EVIL,
    "brands": [ROW, {**ROW, "tracked": False}, {**ROW, "tracked": False, "mentions": 0}],
}  # fmt: skip
MEASURE = {"universe": EVIL, "definition": 1, "interval_method": EVIL}
SUBSTITUTION = {
    "missing_brand": EVIL, "substitute_brand": EVIL, "occurrences": 1, "missing_answers": 2, "share": FIGURE,
    "average_position": None,
}  # fmt: skip
QUOTE = {
    "text": EVIL, "start": 0, "end": 6, "presence": EVIL, "provider": EVIL, "model": EVIL, "icp_name": EVIL,
    "prompt_text": EVIL,
}  # fmt: skip
RESULT = {
    "headline": EVIL, "brand": EVIL, "cautions": [EVIL], "measure": MEASURE, "slices": [SLICE],
    "substitutions": [SUBSTITUTION], "evidence": [QUOTE],
}  # fmt: skip


OTHER_ORGANIZATION = {"id": JOB, "name": "x", "slug": "x", "role": "admin"}


def _audit(status: str = "completed", **more: Any) -> Json:
    step = {"name": EVIL, "status": "failed", "started_at": AT, "ended_at": AT, "detail": EVIL, "reason": EVIL}
    needs = {"fields": ["category", EVIL]} if status == "needs-input" else None
    return {
        "id": AUDIT, "website_id": WEBSITE, "url": EVIL, "name": EVIL, "status": status, "needs": needs,
        "steps": [step], "progress": {}, "created_at": AT, "ended_at": AT, "language": EVIL, "providers": [EVIL],
        "failure": {"step": EVIL, "reason": EVIL, "detail": EVIL}, "panel": {"icps": 5, "conversations": 2}, **more,
    }  # fmt: skip


def _icp() -> Json:
    own = {"name": EVIL, "description": EVIL, "job_titles": [EVIL], "pain_points": [EVIL, EVIL], "writing": EVIL}
    rows = [{"field": name, "value": value, "said_by": OTHER} for name, value in own.items()]
    return {"id": ICP, "sequence_number": 1, "active": True, "pending": True, "revision": 0, "fields": rows}


def _site() -> Json:
    rows = [
        {"field": name, "value": value, "read": value if name == "rivals" else [EVIL],
         "missing": name == "category", "score": 0.5, "reason": EVIL,
         "said": None, "said_by": OTHER, "said_at": AT}
        for name, value in SITE_ROWS.items()
    ]  # fmt: skip
    return {
        "website_id": WEBSITE, "analysis_id": "a1", "analyzed_at": AT, "revision": 0, "fields": rows,
        "proposals": [{"text": EVIL, "terms": [EVIL], "score": 0.4}], "others": [{"text": EVIL, "relation": EVIL}],
        "changed": [{"field": EVIL, "before": [EVIL], "after": EVIL}], "waiting": [AUDIT],
    }  # fmt: skip


class Hostile(Gateway):
    """A gateway all of whose names are hostile. ``status``: of its audit. ``refuses``: it says no to what is sent."""

    def __init__(self, status: str = "completed", *, refuses: bool = False) -> None:
        self.url, self.status, self.refuses = "http://gateway", status, refuses
        self.email, self.kept = EVIL, Kept(Path(mkdtemp()) / "session.json", "http://gateway")

    def get(self, path: str, **query: Any) -> Any:
        found = {
            "/v1/auth/me": {"id": ME}, "/v1/organizations": [_organization(), OTHER_ORGANIZATION],
            f"/v1/sites/{WEBSITE}": _site(), f"/v1/websites/{WEBSITE}": _website(),
            f"/v1/audits/{AUDIT}": _audit(self.status), f"/v1/audits/{AUDIT}/icps": [_icp()],
            f"/v1/audits/{AUDIT}/conversations": [_conversation()], "/v1/audits": {"items": [_audit(self.status)]},
            "/v1/icps": [_icp()], "/v1/reports": {"items": [{"id": REPORT}]}, f"/v1/reports/{REPORT}/json": RESULT,
            "/v1/share-of-voice": {**MEASURE, "slices": [SLICE]}, "/v1/brands": [_brand()],
            f"/v1/brands/{BRAND}": {"version": 1}, f"/v1/rescorings/{JOB}": _job(),
            "/v1/analyses": [{"id": "a1", "sources": [{"field": EVIL, "item": EVIL, "text": EVIL, "url": EVIL}]}],
        }  # fmt: skip
        return found[path]

    def items(self, path: str, **query: Any) -> Iterator[Json]:
        said = [{"revision": 1, "field": EVIL, "value": EVIL, "said_by": OTHER, "said_at": AT}]
        lists = {"/v1/websites": [_website()], "/v1/audits": [_audit(self.status)]}
        yield from lists.get(path, said)

    def post(self, path: str, body: Json | None = None) -> Any:
        if self.refuses and path != "/v1/websites":
            raise GatewayProblem(422, "refused", f"{EVIL} is no name.", {})
        answers: dict[str, Callable[[], Json]] = {
            "/v1/websites": _website, "/v1/organizations": _organization,
            "/v1/audits": lambda: _audit(self.status), "/v1/rescorings": _job,
            "/v1/icps": _icp, f"/v1/audits/{AUDIT}/cancel": lambda: _audit(self.status),
            f"/v1/sites/{WEBSITE}/acceptance": _site,
            f"/v1/brands/{BRAND}/decisions": lambda: {**_brand(), "merged_into": BRAND, "standing": EVIL},
        }  # fmt: skip
        return answers[path]()

    def patch(self, path: str, body: Json) -> Any:
        if self.refuses:
            raise GatewayProblem(422, "refused", f"{EVIL} is no name.", {})
        return _site() if "/sites/" in path else _icp()

    def renew(self, organization_id: str | None = None) -> None:
        self.organization_id = organization_id

    def download(self, path: str) -> bytes:
        return b"{}"


def _website() -> Json:
    return {"id": WEBSITE, "url": EVIL, "domain": "evil.example", "name": EVIL}


def _organization() -> Json:
    return {"id": REPORT, "name": EVIL, "slug": f"{EVIL}-1", "role": EVIL}


def _brand() -> Json:
    return {
        "id": BRAND, "name": EVIL, "is_tracked": False, "is_competitor": False, "answers_naming": 1, "version": 1,
        "answers_recommending": 1, "established": True, "kind": EVIL,
    }  # fmt: skip


def _job() -> Json:
    return {"id": JOB, "state": "done", "done": 1, "total": 1, "changed": 1, "extractor_version": EVIL}


def _conversation() -> Json:
    return {
        "icp_name": EVIL, "icp_id": ICP, "topic": EVIL, "reason": EVIL, "rests_on": {"text": EVIL}, "core": True,
        "prompts": [{"prompt_type": "primary", "text": EVIL}],
    }  # fmt: skip


COMMANDS: dict[str, tuple[str, ...]] = {
    "audit": (EVIL,),
    "watch": (AUDIT,),
    "organizations list": (),
    "organizations create": (EVIL,),
    "organizations use": (EVIL,),
    "audits list": (),
    "audits show": (AUDIT,),
    "audits attach": (AUDIT,),
    "audits cancel": (AUDIT,),
    "cancel": (AUDIT,),
    "conversations": ("evil.example",),
    "share-of-voice": ("evil.example",),
    "report": (AUDIT,),
    "brands": ("evil.example",),
    "brand": ("evil.example", EVIL, "merge", "--to", EVIL),
    "reread": ("evil.example",),
    "trace": (AUDIT,),
    "site show": ("evil.example", "--evidence"),
    "site set": ("evil.example", "--category", EVIL, "--offering", EVIL),
    "site rivals": ("evil.example", "--add", EVIL),
    "site history": ("evil.example",),
    "site customers": ("evil.example",),
}
MORE: list[tuple[str, ...]] = [
    ("site", "customers", "evil.example", "--set", "1", "--pain", EVIL),
    ("site", "customers", "evil.example", "--add", EVIL),
    ("site", "customers", "evil.example", "--history", "1"),
    ("site", "show", EVIL),
    ("brand", "evil.example", f"{EVIL}!", "confirm"),
    ("site", "set", "evil.example", "--kind", EVIL),
    ("site", "set", "evil.example", "--forget", EVIL),
    ("watch", EVIL),
    ("trace", EVIL),
    (EVIL,),
    ("audit", "x", EVIL),
    ("brands", f"--{EVIL}"),
    ("demo", "--example", EVIL),
]
ELSEWHERE = {
    "extract", "extract-page", "up", "down", "status", "demo", "events", "dead-letters", "connectors", "outbox", "saga",
    "replay",
}  # fmt: skip
"""Commands that ask no gateway: filters, the stack's switch, operators' programs. They have tests of their own."""


def leaves(command: Any, path: str = "") -> Iterator[str]:
    """Every command by its words."""
    for name, each in getattr(command, "commands", {"": command}).items():
        yield from leaves(each, f"{path} {name}".strip()) if name else iter((path,))


@pytest.fixture
def speak(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[str, str]]:
    """Runs a command as its process does; what it wrote to both streams. A traceback fails the test."""

    def speak(gateway: Gateway, *words: str) -> tuple[str, str]:
        @contextmanager
        def signed_in(_: Path, *, acting: bool = True) -> Iterator[Gateway]:
            yield gateway

        monkeypatch.setattr(session, "signed_in", signed_in)
        monkeypatch.chdir(tmp_path)
        (tmp_path / "traces").mkdir(exist_ok=True)
        span = {"trace_id": "t", "span_id": "s", "parent_id": None, "service": EVIL, "name": EVIL, "start_ns": 1,
                "end_ns": 2, "attributes": {"saga_id": AUDIT}}  # fmt: skip
        (tmp_path / "traces" / "x.jsonl").write_text(json.dumps(span) + "\n")
        monkeypatch.setattr(sys, "argv", ["brandmon", *words, "--dir", str(tmp_path)])
        with pytest.raises(SystemExit):
            main()
        return capsys.readouterr()

    return speak


def test_every_command_is_tried() -> None:
    assert set(leaves(typer.main.get_command(app))) == {*COMMANDS, *ELSEWHERE}


@pytest.mark.parametrize("words", [*((*name.split(), *more) for name, more in COMMANDS.items()), *MORE], ids=repr)
@pytest.mark.parametrize("refuses", [False, True], ids=["taken", "refused"])
def test_no_command_lets_a_name_steer_the_terminal(
    speak: Callable[..., tuple[str, str]], words: tuple[str, ...], refuses: bool
) -> None:
    out, err = speak(Hostile(refuses=refuses), *words)
    assert out or err
    assert not STEERING.search(out), STEERING.findall(out)
    assert not STEERING.search(err), STEERING.findall(err)
    assert "Traceback" not in err
    assert "a fault of brandmon itself" not in err
    assert err.count("\n") <= 1, "one sentence"


@pytest.mark.parametrize("words", [(*name.split(), *more) for name, more in COMMANDS.items()], ids=repr)
def test_on_a_terminal_only_our_own_colours_steer_it(
    speak: Callable[..., tuple[str, str]], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out, err = speak(Hostile(), *words)
    assert not STEERING.search(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", out)), "colours, and the cursor of a spinner"
    assert not STEERING.search(err)
    assert "\x1b[31m\x1b" not in out


@pytest.mark.parametrize("status", ["failed", "cancelled", "needs-input"])
@pytest.mark.parametrize("flags", [(), ("--json",)], ids=["people", "program"])
def test_an_audit_that_did_not_complete_says_why_in_one_line(
    speak: Callable[..., tuple[str, str]], status: str, flags: tuple[str, ...]
) -> None:
    out, err = speak(Hostile(status), "watch", AUDIT, *flags)
    assert not STEERING.search(out + err)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [(*name.split(), *more) for name, more in COMMANDS.items() if name != "report"], ids=repr
)
def test_a_program_gets_the_name_as_it_is(speak: Callable[..., tuple[str, str]], words: tuple[str, ...]) -> None:
    out, err = speak(Hostile(), *words, "--json")
    assert not err
    assert not STEERING.search(out)
    assert any(EVIL in str_ for line in out.splitlines() for str_ in _strings(json.loads(line)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Müller & Söhne – 株式会社", "Müller & Söhne – 株式会社"),
        ("👩‍👩‍👧 shop", "👩‍👩‍👧 shop"),
        ("حلويات\u200f سكر", "حلويات سكر"),
        ("קפה", "קפה"),
        ("a\nb\tc\r\nd", "a b c  d"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\u202egnp.exe", r"\u202egnp.exe"),
        ("[bold]x[/]", "[bold]x[/]"),
        (r"back\slash\\", r"back\slash\\"),
    ],
)
def test_data_is_a_line_that_reads_as_it_was_meant(name: str, line: str) -> None:
    assert shown(name) == line
