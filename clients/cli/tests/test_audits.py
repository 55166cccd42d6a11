"""Audits that run: listed, shown, attached to, cancelled; nobody who leaves or waits is left without a word."""

import json
import threading
import time
from io import StringIO
from typing import Any

import pytest

from brandmon_cli.audits.watching import Watch, follow
from brandmon_cli.audits.watching import run as audit
from brandmon_cli.gateway.client import GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.shared.output import Screen, sentence
from brandmon_cli.shared.waiting import waiting

from .conftest import Run
from .garage import AUDIT, URL, WEBSITE, Garage, Scripted, refusal

pytestmark = pytest.mark.pure
Json = dict[str, Any]
ORDER: Json = {"providers": ["local"], "panel": {"icps": 5, "conversations": 2}, "language": None, "accept": False}


class Busy(Garage):
    """The garage while an audit of it holds its conversations; it ends after some looks."""

    def __init__(self, looks: int = 1) -> None:
        super().__init__()
        self.states = ["running"] * looks + ["completed"]
        self.received = 0

    def audit(self) -> Json:
        found = super().audit()
        ended = found["status"] == "completed"
        self.received += 1
        step = {"name": "converse", "status": "done" if ended else "running", "started_at": "2026-11-30T11:00:00Z",
                "ended_at": "2026-11-30T11:05:00Z" if ended else None, "detail": None}  # fmt: skip
        progress = {"answers_received": self.received, "answers_expected": 50}
        ordered = {"language": "en", "providers": ["local"], "panel": {"icps": 5, "conversations": 2}}
        return {**found, **ordered, "steps": [step], "progress": progress, "ended_at": step["ended_at"]}

    def items(self, path: str, **query: Any) -> Any:
        return iter([self.audit()] * 3) if path == "/v1/audits" else super().items(path, **query)

    def post(self, path: str, body: Any = None) -> Any:
        if path == "/v1/audits":
            problem = refusal(409, "audit-running", "An audit of this website is running.")
            problem.body = {"audit_id": AUDIT}
            raise problem
        return super().post(path, body)


def watch(person: Scripted | None = None, **more: Any) -> Watch:
    out, aside = (Screen(file=StringIO(), width=200) for _ in range(2))
    return Watch(out=out, aside=aside, person=person, **{"pause": lambda _: None, **more})


def printed(screen: Screen) -> str:
    return screen.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_a_second_start_offers_to_attach_to_the_audit_that_runs() -> None:
    person = Scripted("")
    ended = audit(Busy(), URL, ORDER, watch(person))
    assert (ended["id"], ended["status"]) == (AUDIT, "completed")
    assert person.questions == ["Attach to it? [Y/n]: "]
    assert "Hold the conversations: 1 of 50 answers" in person.told[0]


@pytest.mark.parametrize("answers", [("n",), ()], ids=["no", "end of input"])
def test_whoever_does_not_attach_gets_the_commands(answers: tuple[str, ...]) -> None:
    with pytest.raises(Failure, match=f"brandmon audits attach {AUDIT}, or stop it first: brandmon audits cancel"):
        audit(Busy(), URL, ORDER, watch(Scripted(*answers)))


def test_without_a_terminal_the_second_start_ends_with_the_commands(run: Run) -> None:
    result = run(Busy(), "audit", URL)
    assert isinstance(result.exception, Failure)
    assert result.exception.code == 1
    assert f"brandmon audits attach {AUDIT}" in str(result.exception)


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"language": "de"}, "It is not what you order now: its language is en instead of de."),
        ({"language": "en-GB"}, None),
        ({"providers": ["openai"]}, "it asks local instead of openai."),
        ({"panel": {"icps": 5, "conversations": 10}}, "each customer holds 2 conversations instead of 10."),
        (
            {"language": "fr", "providers": ["gemini"]},
            "its language is en instead of fr and it asks local instead of gemini",
        ),
        ({}, None),
    ],
    ids=str,
)
def test_an_order_that_differs_from_the_audit_that_runs_says_in_what(wanted: Json, told: str | None) -> None:
    with pytest.raises(Failure) as failure:
        audit(Busy(), URL, {**ORDER, **wanted}, watch())
    assert (told in str(failure.value)) if told else ("not what you order" not in str(failure.value))


@pytest.mark.parametrize("as_json", [False, True])
def test_a_long_step_says_how_far_it_is_every_15_seconds(as_json: bool) -> None:
    now = [0.0]

    def pause(_: float) -> None:
        now[0] += 5.0

    garage = Busy(looks=20)
    how = watch(pause=pause, clock=lambda: now[0], as_json=as_json)
    follow(garage, garage.audit(), how)
    lines = [line for line in printed(how.aside if as_json else how.out).splitlines() if "of 50 answers" in line]
    assert len(lines) >= 100 / 15 - 1
    assert not as_json or printed(how.out) == "", "a program reads the output"


def test_a_program_hears_that_the_audit_goes_on_beside_its_output() -> None:
    def leave(_: float) -> None:
        raise KeyboardInterrupt

    garage, how = Busy(looks=9), watch(pause=leave, as_json=True)
    with pytest.raises(KeyboardInterrupt):
        follow(garage, garage.audit(), how)
    assert printed(how.out) == ""
    assert f"brandmon audits attach {AUDIT}" in printed(how.aside)
    assert f"brandmon audits cancel {AUDIT}" in printed(how.aside)


def test_whoever_interrupts_the_order_itself_is_told_where_to_look() -> None:
    class Slow(Garage):
        def post(self, path: str, body: Any = None) -> Any:
            if path == "/v1/audits":
                raise KeyboardInterrupt
            return super().post(path, body)

    how = watch()
    with pytest.raises(KeyboardInterrupt):
        audit(Slow(), URL, ORDER, how)
    assert "brandmon audits list" in printed(how.aside)


@pytest.mark.parametrize(("status", "goes_on"), [(0, True), (503, True), (404, False), (401, False)])
def test_a_gateway_that_goes_away_takes_no_audit_along(status: int, goes_on: bool) -> None:
    class Away(Busy):
        def get(self, path: str, **query: Any) -> Any:
            raise GatewayProblem(status, "x", "It does not answer.", {})

    garage = Away(looks=9)
    with pytest.raises(Failure) as failure:
        follow(garage, garage.audit(), watch())
    assert (f"The audit itself goes on: brandmon audits attach {AUDIT}" in str(failure.value)) is goes_on


def test_audits_are_listed_and_one_is_shown(run: Run) -> None:
    listed = run(Busy(looks=99), "audits", "list", "--limit", "2").output
    assert listed.count(AUDIT) == 2
    assert "running" in listed
    assert len(json.loads(run(Busy(), "audits", "list", WEBSITE, "--json").stdout)) == 3
    shown = run(Busy(looks=99), "audits", "show", AUDIT.upper()).output
    assert "Hold the conversations: " in shown
    assert "asks local; 5 customers with 2 conversations each; in en" in shown
    assert f"Stop it: brandmon audits cancel {AUDIT}" in shown
    assert f"Its report: brandmon report {AUDIT}" in run(Busy(looks=0), "audits", "show", AUDIT).output


@pytest.mark.parametrize(
    "command", ["watch", "cancel", "audits show", "audits attach", "audits cancel", "report", "trace"]
)
@pytest.mark.parametrize("wrong", ["17", "example.com", "../../v1/websites", f"{AUDIT}0"])
def test_a_wrong_id_says_what_an_id_looks_like(run: Run, command: str, wrong: str) -> None:
    failure = run(Garage(), *command.split(), wrong).exception
    assert isinstance(failure, Failure)
    assert failure.code == 2
    assert f"{wrong} is no audit's id: an id looks like 01a" in str(failure)


def test_a_long_wait_without_a_terminal_prints_a_line_now_and_then() -> None:
    out = Screen(file=StringIO(), width=100)
    before = threading.active_count()
    with waiting(out, sentence("Reading ..."), every_s=0.01) as say:
        time.sleep(0.05)
        say(sentence("{} of 9 read", 3))
        time.sleep(0.05)
    told = printed(out)
    assert "Reading ... (0 s)\n" in told
    assert "3 of 9 read (0 s)\n" in told
    assert threading.active_count() == before
