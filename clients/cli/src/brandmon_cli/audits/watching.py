"""An audit is watched until it ends; where it waits for a person, whoever sits at the terminal is asked."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import httpx
from rich.live import Live

from brandmon_cli.audits.progress import line, newest, picture
from brandmon_cli.audits.runs import ENDED, WAITS, choices, in_the_way
from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen, console, data, write_json
from brandmon_cli.shared.waiting import LINE_EVERY_S
from brandmon_cli.sites import asking
from brandmon_cli.sites.asking import Person
from brandmon_cli.sites.correcting import accept, correct, known
from brandmon_cli.sites.fields import OPTIONS, listed
from brandmon_cli.sites.saying import WRONG, Wanted
from brandmon_cli.sites.websites import register

Json = dict[str, Any]
Look = Callable[[Json], None]
LOOK_EVERY_S = 0.4
LEAST = 0.25
"""The score from which on a proposal may be taken unseen, as the services draw it."""
UNACCEPTABLE = ("nothing-proposed", "proposal-weak")
UNANSWERED = 3
"""Exit code where an audit waits and nobody can be asked."""


@dataclass(frozen=True, slots=True)
class Watch:
    """How an audit is watched: for a program or for people, and who can be asked. ``accept``: proposals are taken."""

    as_json: bool = False
    accept: bool = False
    out: Screen = field(default_factory=console)
    person: Person | None = None
    pause: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    aside: Screen = field(default_factory=partial(console, stderr=True))
    """Where a person reads while a program reads the output."""

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
    except KeyboardInterrupt:
        watch.aside.say("The audit may have begun all the same. See: brandmon audits list")
        raise
    except GatewayProblem as problem:
        if problem.type != "audit-running":
            raise
        audit = _instead(gateway.get(f"/v1/audits/{problem.body['audit_id']}"), order, watch)
    return follow(gateway, audit, watch)


def _instead(running: Json, order: Json, watch: Watch) -> Json:
    """The audit that runs already, where the person wants to attach to it; ``Failure`` with the commands else."""
    told = in_the_way(running, order)
    if watch.person is not None:
        watch.person.tell(data(told, "yellow"))
        with suppress(EOFError):
            if watch.person.answer("Attach to it? [Y/n]: ").strip().lower() in ("", "y", "yes"):
                return running
    raise Failure(f"{told} {choices(running['id'])}")


def follow(gateway: Gateway, audit: Json, watch: Watch) -> Json:
    """Stay with an audit until it has ended; its last state.

    ``Failure`` (3) where it waits for a person and there is none: it goes on waiting. Whoever interrupts is told how to
    come back.
    """
    if not watch.as_json:
        watch.out.say("Audit {} of {}", audit["id"], audit["url"])
    look = _tell_lines(watch)
    try:
        while audit["status"] not in ENDED:
            with _drawn(watch, audit, look) as drawn:
                for newest in _until_it_ends_or_waits(gateway, audit, watch):
                    audit = newest
                    drawn(audit)
            if audit["status"] == WAITS:
                audit = _answered(gateway, audit, watch)
    except KeyboardInterrupt:
        _tell_it_goes_on(audit, watch)
        raise
    except GatewayProblem as problem:
        if 0 < problem.status < httpx.codes.INTERNAL_SERVER_ERROR:
            raise
        raise Failure(f"{problem} The audit itself goes on: brandmon audits attach {audit['id']}") from None
    return audit


def _tell_it_goes_on(audit: Json, watch: Watch) -> None:
    stands = "waits for an answer" if audit["status"] == WAITS else "goes on without you"
    out = watch.aside if watch.as_json else watch.out
    out.print()
    out.say("The audit {}. Stop it: brandmon audits cancel {}", stands, audit["id"])
    out.say("Come back: brandmon audits attach {}", audit["id"])


@contextmanager
def _drawn(watch: Watch, audit: Json, look: Look) -> Iterator[Look]:
    """How each state is shown: as a living picture on a terminal, line by line in a log."""
    if watch.as_json or not watch.out.is_terminal:
        yield look
    else:
        with Live(picture(audit), console=watch.out, refresh_per_second=8) as live:
            yield lambda now: live.update(picture(now))


def _tell_lines(watch: Watch) -> Look:
    """For a log: a line for each step that has ended, once, and one on the step that runs where it takes long.

    Beside a program that reads the output only the latter, on standard error.
    """
    told: set[str] = set()
    said_at = watch.clock()

    def look(audit: Json) -> None:
        nonlocal said_at
        ended = [step for step in audit["steps"] if step["ended_at"] and step["name"] not in told]
        told.update(step["name"] for step in ended)
        if ended and not watch.as_json:
            for step in ended:
                watch.out.print(line(step, audit["progress"]), soft_wrap=True)
        elif watch.clock() - said_at >= LINE_EVERY_S and (step := newest(audit)):
            (watch.aside if watch.as_json else watch.out).print(line(step, audit["progress"]), soft_wrap=True)
        else:
            return
        said_at = watch.clock()

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
    missing = _still_missing(gateway, audit)
    if not (watch.accept and _accepted(gateway, audit, missing, watch.person)):
        if watch.person is None:
            if watch.as_json:
                write_json({"audit": audit})
            raise Failure(unanswered(audit, missing), code=UNANSWERED)
        _ask(gateway, audit["website_id"], watch.person)
    now: Json = gateway.get(f"/v1/audits/{audit['id']}")
    return now


def _accepted(gateway: Gateway, audit: Json, missing: list[str], person: Person | None) -> bool:
    """Whether what is proposed was taken; else the person there is to be asked. ``Failure`` where nobody is."""
    if weak := too_weak(known(gateway, audit["website_id"]).site, missing):
        refused, code = weak, WRONG
    else:
        try:
            accept(gateway, audit["website_id"])
        except GatewayProblem as problem:
            if problem.type not in UNACCEPTABLE:
                raise
            refused, code = str(problem), WRONG if problem.type == "proposal-weak" else UNANSWERED
        else:
            return True
    if person is None:
        raise Failure(f"{refused} {_setting(audit, missing)}", code=code)
    person.tell(data(refused, "yellow"))
    return False


def too_weak(site: Json, missing: Iterable[str]) -> str | None:
    """Why what is proposed is not taken unseen; None where it may be, or nothing is proposed."""
    if "category" not in missing or not site["proposals"] or site["proposals"][0]["score"] >= LEAST:
        return None
    best = site["proposals"][0]
    return f"The best proposal, {best['text']}, has only {best['score'] * 100:.0f} %: too little to be taken unseen."


def _ask(gateway: Gateway, website_id: str, person: Person) -> None:
    wanted = Wanted()
    try:
        for wanted in asking.answers(known(gateway, website_id), person):  # noqa: B007 - kept where he leaves
            pass
    except (EOFError, KeyboardInterrupt):  # the terminal's end of input says the same as Ctrl-C
        _keep(gateway, website_id, wanted, person)
        raise KeyboardInterrupt from None
    try:
        correct(gateway, website_id, lambda now: asking.facts_from(wanted, now))
    except GatewayProblem as problem:
        if problem.type != "invalid-request":
            raise
        person.tell(data(problem, "yellow"))  # the audit waits on, so everything is asked again


def _keep(gateway: Gateway, website_id: str, wanted: Wanted, person: Person) -> None:
    """Say what a person had said before he left, so that he is not asked for it again."""
    if wanted == Wanted():
        return
    try:
        correct(gateway, website_id, lambda now: asking.facts_from(wanted, now))
    except Failure as refused:
        person.tell(data(f"What you said so far is not kept: {refused}", "yellow"))
    else:
        person.tell(data("What you said so far is kept."))


def unanswered(audit: Json, missing: list[str]) -> str:
    """What is missing, and which commands say it."""
    return (
        f"The audit waits, as the website says too little of its {listed(missing)}: "
        f"answer with `{_setting(audit, missing)}` and go on with `brandmon watch {audit['id']}`, "
        "which takes what is proposed with `--yes`."
    )


def _setting(audit: Json, missing: list[str]) -> str:
    options = " ".join(OPTIONS.get(each, each) for each in missing)
    return f"brandmon site set {audit['url']} {options}"


def _still_missing(gateway: Gateway, audit: Json) -> list[str]:
    """Of the fields that the audit asked for when it began to wait, those that nobody has said meanwhile."""
    asked: list[str] = (audit.get("needs") or {}).get("fields") or ["category"]
    now = {row["field"]: row["missing"] for row in known(gateway, audit["website_id"]).site["fields"]}
    return [each for each in asked if now.get(each, True)] or asked
