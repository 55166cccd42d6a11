"""Wrong words, odd answers and a gateway that is none: each ends in a sentence, never in a traceback."""

import re
import sys
from pathlib import Path

import httpx
import pytest

from brandmon_cli.__main__ import main
from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.sites.asking import ask
from brandmon_cli.sites.correcting import known
from brandmon_cli.sites.saying import facts_of

from .conftest import Run
from .garage import AUDIT, WEBSITE, Garage, Scripted

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "words",
    [
        ("site", "show", "http://[::1"),
        ("site", "show", ""),
        ("site", "show", "🦄"),
        ("site", "set", "hopkirk.example", "--add", "castles=x"),
        ("site", "set", "hopkirk.example", "--facts", "[" * 5000),
        ("site", "set", "hopkirk.example", "--kind", "castle"),
        ("site", "set", "hopkirk.example", "--language", "Deutsch"),
        ("site", "rivals", "hopkirk.example", "--alias", "="),
        ("site", "rivals", "hopkirk.example", "--remove", "Nobody"),
        ("watch", "../../v1/websites"),
        ("report", AUDIT, "--out", "report.pdf"),
        ("report", AUDIT, "--out", "report"),
        ("report", AUDIT, "--out", "report.html.gz"),
        ("audit", "hopkirk.example", "--providers", ""),
        ("audit", "hopkirk.example", "--providers", " , ;"),
        ("demo", "--providers", ""),
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_a_wrong_word_ends_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    result = run(Garage(), *words)
    assert isinstance(result.exception, Failure), (result.exception, result.output)
    assert str(result.exception)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["audit"], "brandmon audit needs URL (the website, such as https://example.com)."),
        (["audt", "x"], "There is no command audt; is audit meant?"),
        (["site", "shw"], "There is no command shw; is show meant?"),
        (["brands", "x", "y"], "brandmon brands does not know what to do with y."),
        (["brands", "x", "--foo"], "brandmon brands has no option --foo."),
        (["audits", "list", "--limit", "two"], "--limit takes a whole number, not two."),
        (["site", "customers", "x", "--set"], "--set needs a value."),
        (["audit", "x", "--full=3"], "--full takes no value."),
        (["up", "--loopback", "70000"], "--loopback takes a number up to 65535, not 70000."),
    ],
)
def test_a_command_that_is_written_wrong_is_told_so_in_our_words(
    typed: list[str], sentence: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["brandmon", *typed])
    with pytest.raises(SystemExit) as ended:
        main()
    told = capsys.readouterr()
    assert (ended.value.code, told.out) == (2, "")
    assert told.err.startswith(sentence)
    assert re.fullmatch(r".* See: brandmon( [a-z-]+)* --help\n", told.err)


@pytest.mark.parametrize("shown", [False, True])
def test_a_fault_of_our_own_is_one_sentence_unless_its_place_is_asked_for(
    shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("items\x1b[31m")

    monkeypatch.setattr("brandmon_cli.__main__.app", broken)
    monkeypatch.setattr(sys, "argv", ["brandmon", "up"])
    monkeypatch.setenv("BRANDMON_TRACEBACK", "1" if shown else "")
    with pytest.raises(KeyError if shown else SystemExit):
        main()
    told = capsys.readouterr().err
    assert shown or (told.count("\n") == 1 and "a fault of brandmon itself (KeyError" in told and "\x1b" not in told)


@pytest.mark.parametrize("body", [b"<html>Welcome</html>", b"[1]", b"\xff\xfe", b'"no"'])
@pytest.mark.parametrize("status", [200, 404, 502])
def test_what_answers_and_is_no_gateway_is_told_from_one(tmp_path: Path, body: bytes, status: int) -> None:
    gateway = Gateway("http://gateway", tmp_path / "session.json")
    transport = httpx.MockTransport(lambda _: httpx.Response(status, content=body))
    gateway._http = httpx.Client(base_url="http://gateway", transport=transport)
    try:
        gateway.get("/v1/sites/x")
    except GatewayProblem as problem:
        assert str(problem).endswith(".")


@pytest.mark.parametrize("typed", ["\udcff", "Acme\ud800"])
def test_bytes_that_are_no_text_end_in_a_sentence(tmp_path: Path, typed: str) -> None:
    gateway = Gateway("http://gateway", tmp_path / "session.json")
    gateway._http = httpx.Client(
        base_url="http://gateway", transport=httpx.MockTransport(lambda _: httpx.Response(204))
    )
    for ask_ in (lambda: gateway.get("/v1/brands", brand=typed), lambda: gateway.post("/v1/websites", {"name": typed})):
        with pytest.raises(GatewayProblem, match="no text"):
            ask_()


@pytest.mark.parametrize("typed", ["9" * 5000, "-1", "²", "\u202e", "; ; ;", "+", "🦄 shop", "{many}"])
def test_whatever_is_typed_is_taken_or_asked_again(typed: str) -> None:
    garage = Garage("kind", "category", "offerings")
    now = known(garage, WEBSITE)
    for place in range(6):
        answers = ["Hopkirk", "shop", "tyre shops", "Tyres", "drivers", "Rapidus"]
        person = Scripted(*answers[:place], typed, *answers[place:])
        assert facts_of(ask(now, person), now)["kind"]["kind"] == "shop"
