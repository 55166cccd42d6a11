"""Names that would steer a terminal or read as markup: every command shows them as what they are."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer

from brandmon_cli.__main__ import main
from brandmon_cli.app import app
from brandmon_cli.gateway import session
from brandmon_cli.gateway.client import Gateway
from brandmon_cli.gateway.mailbox import PLACE
from brandmon_cli.shared.output import shown

from ..garage import AUDIT, OTHER, WEBSITE
from .hostile import Hostile
from .hostile_answers import EVIL, JOB, MAIL, REPORT

pytestmark = pytest.mark.pure
TYPED = EVIL.replace("\x00", "").replace("\ud83d", "\udcff")
"""What can come by a real command line: no zero, and of what is no text its bytes."""
PASSWORD = "now now now"
DEEP = "[" * 100_000
FILE = TYPED.replace("/", "_")
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\ud800-\udfff]")

COMMANDS: dict[str, tuple[str, ...]] = {
    "audit": (EVIL,),
    "watch": (AUDIT,),
    "organizations list": (),
    "organizations create": (EVIL,),
    "organizations use": (EVIL,),
    "organizations rename": (EVIL,),
    "organizations delete": (EVIL,),
    "organizations erasure": (EVIL,),
    "organizations export": (EVIL, "--out", f"{FILE}.zip"),
    "organizations restore": (EVIL,),
    "organizations leave": (EVIL,),
    "keys list": (),
    "keys create": (EVIL, "--scope", EVIL, "--service-account", REPORT),
    "keys revoke": (EVIL,),
    "service-accounts list": (),
    "service-accounts create": (EVIL,),
    "service-accounts remove": (EVIL,),
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
    "account register": (EVIL, "--name", EVIL),
    "account confirm": (EVIL,),
    "account resend": (EVIL,),
    "account forgotten": (EVIL,),
    "account reset": (EVIL,),
    "account show": (),
    "account rename": ("--name", EVIL, "--shown-as", EVIL),
    "account password": (),
    "account email": (EVIL,),
    "account confirm-email": (EVIL,),
    "account close": ("--yes",),
    "account erase": ("--yes",),
    "account second-factor show": (),
    "account second-factor add": ("--picture", f"{FILE}.svg"),
    "account second-factor recovery-codes": (),
    "account second-factor remove": (),
    "account passkeys list": (),
    "account passkeys remove": (REPORT,),
    "mail list": ("--to", EVIL),
    "mail show": ("1",),
    "members list": (),
    "members role": (OTHER, EVIL, "--client", EVIL),
    "members remove": (OTHER,),
    "invitations send": (EVIL, "--role", EVIL, "--client", EVIL),
    "invitations list": ("--status", EVIL),
    "invitations resend": (EVIL,),
    "invitations revoke": (EVIL,),
    "invitations accept": (EVIL,),
    "clients list": (),
    "clients create": (EVIL, "--email", EVIL, "--logo-url", EVIL),
    "clients edit": (EVIL, "--name", EVIL, "--email", EVIL, "--logo-url", EVIL, "--status", EVIL),
    "clients archive": (EVIL,),
    "clients restore": (EVIL,),
    "clients delete": (EVIL,),
    "flags list": (),
    "flags set": ("digest", "on", "--config", json.dumps({EVIL: EVIL})),
    "webhooks list": (),
    "webhooks add": (EVIL, "--event", EVIL),
    "webhooks remove": (REPORT,),
    "webhooks enable": (REPORT,),
    "webhooks secret": (REPORT,),
    "webhooks deliveries": (REPORT, "--status", EVIL),
    "webhooks replay": (REPORT, "--delivery", JOB),
    "webhooks test": (REPORT, "--event", EVIL),
    "quota": (),
    "billing status": (),
    "billing plans": (),
    "billing upgrade": (EVIL,),
    "billing portal": (),
    "billing invoices": (),
    "audit-log list": ("--action", EVIL, "--since", EVIL, "--person", EVIL, "--resource", EVIL),
    "audit-log export": ("--out", f"{FILE}.jsonl", "--action", TYPED),
    "audit-log verify": (),
    "websites list": (),
    "websites rename": ("evil.example", EVIL),
    "websites delete": ("evil.example", "--confirm", "evil.example"),
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
    ("websites", "delete", "evil.example", "--confirm", EVIL),
    ("brand", "evil.example", f"{EVIL}!", "confirm"),
    ("site", "set", "evil.example", "--kind", EVIL),
    ("site", "set", "evil.example", "--forget", EVIL),
    ("watch", EVIL),
    ("trace", EVIL),
    (EVIL,),
    ("audit", "x", EVIL),
    ("brands", f"--{EVIL}"),
    ("demo", "--example", EVIL),
    ("account", "rename", EVIL),
    ("account", "second-factor", "add", "--picture", f"none/{FILE}"),
    ("mail", "list", "--to", f"{EVIL}!"),
    ("mail", "show", EVIL),
    ("members", "remove", EVIL),
    ("members", "role", OTHER, "client", "--client", f"{EVIL}!"),
    ("invitations", "resend", f"{EVIL}!"),
    ("clients", "list", "--archived"),
    ("clients", "edit", EVIL, "--logo", FILE),
    ("clients", "archive", f"{EVIL}!"),
    ("flags", "set", EVIL, "on"),
    ("flags", "set", "digest", EVIL),
    ("flags", "set", "digest", "on", "--config", EVIL),
    ("flags", "set", "digest", "on", "--config", DEEP),
    ("organizations", "leave", f"{EVIL}!"),
    ("webhooks", "remove", EVIL),
    ("webhooks", "replay", REPORT, "--since", EVIL),
    ("webhooks", "replay", REPORT, "--delivery", EVIL),
    ("webhooks", "replay", REPORT),
    ("billing", "upgrade", "free"),
    ("audit-log", "export", "--out", FILE),
    ("audit-log", "export", "--out", f"none/{FILE}.csv"),
    ("audit-log", "verify", "--file", FILE),
    ("audit-log", "verify", "--file", "changed.jsonl"),
    ("audit-log", "verify", "--file", "deep.jsonl"),
]
BESIDE = {"keys create": 1, "account second-factor add": 3, "account second-factor recovery-codes": 1}
"""Commands that tell on standard error, beside what they print, how many lines."""
NAMELESS = {"report", "members remove", "webhooks remove", "account second-factor remove", "account passkeys remove"}
"""Commands that give a program no name: a page, an id that was typed, a yes or no."""
ELSEWHERE = {
    "extract", "extract-page", "up", "down", "status", "demo", "events", "dead-letters", "connectors", "outbox", "saga",
    "replay",
}  # fmt: skip
"""Commands that ask no gateway: filters, the stack's switch, operators' programs. They have tests of their own."""


def name_of(words: tuple[str, ...]) -> str:
    """The command's own words."""
    return next((name for name in COMMANDS if words[: len(name.split())] == tuple(name.split())), "")


def leaves(command: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every command, with its words."""
    for name, each in getattr(command, "commands", {"": command}).items():
        yield from leaves(each, f"{path} {name}".strip()) if name else iter(((path, each),))


@pytest.fixture
def speak(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[str, str]]:
    """Runs a command as its process does; what it wrote to both streams. A traceback fails the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "traces").mkdir(exist_ok=True)
    span = {"trace_id": "t", "span_id": "s", "parent_id": None, "service": EVIL, "name": EVIL, "start_ns": 1,
            "end_ns": 2, "attributes": {"saga_id": AUDIT}}  # fmt: skip
    (tmp_path / "traces" / "x.jsonl").write_text(json.dumps(span) + "\n")
    (tmp_path / PLACE).parent.mkdir(exist_ok=True)
    (tmp_path / PLACE).write_text(json.dumps(MAIL) + "\n")
    (tmp_path / "changed.jsonl").write_text(json.dumps({"sequence": EVIL, "previous": EVIL, "hash": EVIL}))
    (tmp_path / "deep.jsonl").write_text(DEEP)

    def speak(gateway: Gateway, *words: str) -> tuple[str, str]:
        @contextmanager
        def signed_in(_: Path, *, acting: bool = True) -> Iterator[Gateway]:
            yield gateway

        monkeypatch.setattr(session, "signed_in", signed_in)
        monkeypatch.setattr(session, "connected", signed_in)
        for variable in ("BRANDMON_PASSWORD", "BRANDMON_NEW_PASSWORD", "BRANDMON_CODE"):
            monkeypatch.setenv(variable, PASSWORD)
        monkeypatch.setattr(sys, "argv", ["brandmon", *words, "--dir", str(tmp_path)])
        with pytest.raises(SystemExit):
            main()
        return capsys.readouterr()

    return speak


def test_every_command_is_tried() -> None:
    assert {name for name, _ in leaves(typer.main.get_command(app))} == {*COMMANDS, *ELSEWHERE}


@pytest.mark.parametrize(
    "words", [*((*name.split(), *more) for name, more in COMMANDS.items()), *MORE], ids=lambda each: repr(each)[:200]
)
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
    assert err.count("\n") <= BESIDE.get(name_of(words), 1), "one sentence"


@pytest.mark.parametrize("words", [(*name.split(), *more) for name, more in COMMANDS.items()], ids=repr)
def test_on_a_terminal_only_our_own_colours_steer_it(
    speak: Callable[..., tuple[str, str]], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    out, err = speak(Hostile(), *words)
    assert not STEERING.search(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", out)), "colours, and the cursor of a spinner"
    assert not STEERING.search(err)
    assert not err or name_of(words) in BESIDE, "it is done"
    assert PASSWORD not in out + err
    assert "\x1b[31m\x1b" not in out


@pytest.mark.parametrize(
    "words",
    [
        ("flags", "set", TYPED, "on"),
        ("flags", "set", "digest", "on", "--config", '{"weekday": 1e999}'),
        ("site", "set", WEBSITE, "--facts", '{"places": NaN}'),
        ("webhooks", "enable", TYPED),
        ("webhooks", "replay", REPORT, "--delivery", TYPED),
        ("audit-log", "export", "--out", "log.jsonl", "--action", TYPED),
        ("audit-log", "list", "--action", TYPED),
        ("clients", "create", TYPED),
    ],
    ids=repr,
)
def test_what_cannot_be_sent_is_said_in_one_sentence(
    speak: Callable[..., tuple[str, str]], tmp_path: Path, words: tuple[str, ...]
) -> None:
    with Gateway("http://gateway", tmp_path / "session.json") as gateway:
        nothing = httpx.MockTransport(lambda _: httpx.Response(200, json={"items": [], "fields": []}))
        gateway._http = httpx.Client(base_url="http://gateway", transport=nothing)
        out, err = speak(gateway, *words)
    assert (out, err.count("\n")) == ("", 1)
    assert "no text" in err or "JSON object" in err


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"id": []}', '{"id": "1", "to{"id": "2"}', DEEP, "\x00"], ids=len)
def test_a_damaged_mailbox_is_said_in_one_sentence(
    speak: Callable[..., tuple[str, str]], tmp_path: Path, line: str
) -> None:
    (tmp_path / PLACE).write_text(f"{line}\n")
    out, err = speak(Hostile(), "mail", "list")
    assert (out, "mailbox.jsonl is damaged. Delete it" in err) == ("", True)


@pytest.mark.parametrize("words", [("account", "close"), ("websites", "delete", "evil.example")], ids=repr)
@pytest.mark.parametrize("answer", ["yes", "evil.example", EVIL.encode("utf-8", "replace").decode(), ""])
def test_no_question_steers_the_terminal(
    speak: Callable[..., tuple[str, str]], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], answer: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setattr(sys, "stdin", StringIO(answer))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    out, err = speak(Hostile(), *words)
    assert out
    assert not STEERING.search(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", out))
    assert not STEERING.search(err)
    assert "a fault of brandmon itself" not in err


@pytest.mark.parametrize("status", ["failed", "cancelled", "needs-input"])
@pytest.mark.parametrize("flags", [(), ("--json",)], ids=["people", "program"])
def test_an_audit_that_did_not_complete_says_why_in_one_line(
    speak: Callable[..., tuple[str, str]], status: str, flags: tuple[str, ...]
) -> None:
    out, err = speak(Hostile(status), "watch", AUDIT, *flags)
    assert not STEERING.search(out + err)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        (*name.split(), *COMMANDS[name])
        for name, each in leaves(typer.main.get_command(app))
        if name in {*COMMANDS} - NAMELESS and any("--json" in param.opts for param in each.params)
    ],
    ids=repr,
)
def test_a_program_gets_the_name_as_it_is(speak: Callable[..., tuple[str, str]], words: tuple[str, ...]) -> None:
    out, err = speak(Hostile(), *words, "--json")
    assert not err or name_of(words) == "account second-factor add", "what it asks to be typed elsewhere"
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
