"""An audit is watched until it ends; where it waits for a person, whoever sits at the terminal is asked."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.text import Text

from brandmon_cli.audits.progress import line, picture
from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import console, write_json
from brandmon_cli.sites import asking
from brandmon_cli.sites.asking import Person
from brandmon_cli.sites.correcting import accept, correct, known
from brandmon_cli.sites.fields import OPTIONS, listed
from brandmon_cli.sites.websites import register

Json = dict[str, Any]
Look = Callable[[Json], None]
LOOK_EVERY_S = 0.4
ENDED = frozenset({"completed", "failed", "cancelled", "stuck"})
WAITS = "needs-input"
UNANSWERED = 3
"""Exit code where an audit waits and nobody can be asked."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How an audit is watched: for a program or for people, and who can be asked. ``accept``: proposals are taken."""

    as_json: bool = False
    accept: bool = False
    out: Console = field(default_factory=console)
    person: Person | None = None
    pause: Callable[[float], None] = time.sleep

    @classmethod
    def from_here(cls, *, as_json: bool, accept: bool = False) -> "Watch":
        """As the streams of this process are; a program is never asked."""
        out = console()
        return cls(as_json, accept, out, None if as_json else asking.person_at(out))


def run(gateway: Gateway, url: str, order: Json, watch: Watch) -> Json:
    """Order an audit and stay until it has ended; its last state."""
    website = register(gateway, url)
    try:
        audit: Json = gateway.post("/v1/audits", {"website_id": website["id"], **order})
    except GatewayProblem as problem:
        if problem.type != "audit-running":
            raise
        raise Failure(f"An audit of this website is running: brandmon watch {problem.body['audit_id']}") from None
    return follow(gateway, audit, watch)


def follow(gateway: Gateway, audit: Json, watch: Watch) -> Json:
    """Stay with an audit until it has ended; its last state.

    ``Failure`` (3) where it waits for a person and there is none: it goes on waiting. Whoever interrupts is told how to
    come back.
    """
    if not watch.as_json:
        watch.out.print(f"Audit {audit['id']} of {audit['url']}", soft_wrap=True)
    look = _tell_ends(watch.out)
    try:
        while audit["status"] not in ENDED:
            with _drawn(watch, audit, look) as drawn:
                for newest in _until_it_ends_or_waits(gateway, audit, watch):
                    audit = newest
                    drawn(audit)
            if audit["status"] == WAITS:
                audit = _answered(gateway, audit, watch)
    except KeyboardInterrupt:
        stands = "waits for an answer" if audit["status"] == WAITS else "goes on without you"
        if not watch.as_json:
            watch.out.print(f"\nThe audit {stands}: brandmon watch {audit['id']}", soft_wrap=True)
        raise
    return audit


@contextmanager
def _drawn(watch: Watch, audit: Json, look: Look) -> Iterator[Look]:
    """How each state is shown: not to a program, as a living picture on a terminal, line by line in a log."""
    if watch.as_json:
        yield lambda _: None
    elif not watch.out.is_terminal:
        yield look
    else:
        with Live(picture(audit), console=watch.out, refresh_per_second=8) as live:
            yield lambda now: live.update(picture(now))


def _tell_ends(out: Console) -> Look:
    """For a log: a line for each step that has ended, once."""
    told: set[str] = set()

    def look(audit: Json) -> None:
        for step in audit["steps"]:
            if step["ended_at"] and step["name"] not in told:
                told.add(step["name"])
                out.print(line(step, audit["progress"]))

    return look


def _until_it_ends_or_waits(gateway: Gateway, audit: Json, watch: Watch) -> Iterator[Json]:
    """Its states from this one to the one in which it has ended or waits."""
    while True:
        yield audit
        if audit["status"] in ENDED or (audit["status"] == WAITS and _still_waits(gateway, audit)):
            return
        watch.pause(LOOK_EVERY_S)
        audit = gateway.get(f"/v1/audits/{audit['id']}")


def _still_waits(gateway: Gateway, audit: Json) -> bool:
    """Whether the answer is still missing: the audit's own state follows a moment after it was given."""
    waiting: list[str] = gateway.get(f"/v1/sites/{audit['website_id']}")["waiting"]
    return audit["id"] in waiting


def _answered(gateway: Gateway, audit: Json, watch: Watch) -> Json:
    """The audit after a person has said what is missing, or has accepted beforehand what is proposed."""
    website_id = audit["website_id"]
    if watch.accept:
        _accept(gateway, audit)
    elif watch.person is not None:
        _ask(gateway, website_id, watch.person)
    else:
        if watch.as_json:
            write_json({"audit": audit})
        raise Failure(unanswered(audit), code=UNANSWERED)
    now: Json = gateway.get(f"/v1/audits/{audit['id']}")
    return now


def _accept(gateway: Gateway, audit: Json) -> None:
    try:
        accept(gateway, audit["website_id"])
    except GatewayProblem as problem:
        if problem.type != "nothing-proposed":
            raise
        raise Failure(f"{problem} {_setting(audit)}", code=UNANSWERED) from None


def _ask(gateway: Gateway, website_id: str, person: Person) -> None:
    try:
        wanted = asking.ask(known(gateway, website_id), person)
    except EOFError:  # the terminal's end of input says the same as Ctrl-C
        raise KeyboardInterrupt from None
    try:
        correct(gateway, website_id, lambda now: asking.facts_from(wanted, now))
    except GatewayProblem as problem:
        if problem.type != "invalid-request":
            raise
        person.tell(Text(str(problem), "yellow"))  # the audit waits on, so everything is asked again


def unanswered(audit: Json) -> str:
    """What is missing, and which commands say it."""
    return (
        f"The audit waits, as the website says too little of its {listed(_fields(audit))}: "
        f"answer with `{_setting(audit)}` and go on with `brandmon watch {audit['id']}`, "
        "which takes what is proposed with `--yes`."
    )


def _setting(audit: Json) -> str:
    options = " ".join(OPTIONS.get(each, each) for each in _fields(audit))
    return f"brandmon site set {audit['url']} {options}"


def _fields(audit: Json) -> list[str]:
    return (audit.get("needs") or {}).get("fields") or ["category"]
