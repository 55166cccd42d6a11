"""Wrong words, odd answers and a gateway that is none: each ends in a sentence, never in a traceback."""

from pathlib import Path

import httpx
import pytest

from brandmon_cli.gateway.client import Gateway, GatewayProblem
from brandmon_cli.shared.failure import Failure
from brandmon_cli.sites.asking import ask
from brandmon_cli.sites.correcting import known
from brandmon_cli.sites.saying import facts_of

from .conftest import Run
from .garage import WEBSITE, Garage, Scripted

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
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_a_wrong_word_ends_in_a_sentence(run: Run, words: tuple[str, ...]) -> None:
    result = run(Garage(), *words)
    assert isinstance(result.exception, Failure), (result.exception, result.output)
    assert str(result.exception)


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
