"""What the command line sends again, and under which key: the effect is made once, whatever becomes of an answer."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from brandmon_cli.gateway import client
from brandmon_cli.gateway.client import Gateway, GatewayProblem

pytestmark = pytest.mark.pure
Reply = httpx.Response | Exception
DONE = httpx.Response(201, json={"id": "made"})
LOST = httpx.ReadError("the connection broke")


def problem(status: int, slug: str) -> httpx.Response:
    return httpx.Response(status, json={"type": f"urn:brandmon:problem:{slug}", "detail": f"{slug}."})


class Scripted:
    """A gateway that answers as the script says, and keeps the keys that it was sent."""

    def __init__(self, *answers: Reply) -> None:
        self.answers, self.keys = list(answers), list[str | None]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.keys.append(request.headers.get("Idempotency-Key"))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[Gateway, Scripted]]:
    def with_answers(*answers: Reply) -> tuple[Gateway, Scripted]:
        scripted, real = Scripted(*answers), httpx.Client
        monkeypatch.setattr(client, "PAUSES_S", (0.0, 0.0))
        monkeypatch.setattr(httpx, "Client", lambda **given: real(transport=httpx.MockTransport(scripted), **given))
        gateway = Gateway("http://gateway.example", tmp_path / "session.json")
        monkeypatch.setattr(httpx, "Client", real)
        return gateway, scripted

    return with_answers


@pytest.mark.parametrize(
    "passing",
    [LOST, httpx.RemoteProtocolError("closed"), problem(503, "unavailable"), problem(409, "idempotency-key-in-use")],
)
def test_a_post_without_an_answer_is_sent_again_under_its_key(asked: Any, passing: Reply) -> None:
    gateway, scripted = asked(passing, DONE)
    assert gateway.post("/v1/websites", {"url": "https://a.example"}) == {"id": "made"}
    assert len(scripted.keys) == 2
    assert len(set(scripted.keys)) == 1
    assert scripted.keys[0]


def test_two_posts_have_two_keys_and_what_only_reads_has_none(asked: Any) -> None:
    gateway, scripted = asked(DONE, DONE, DONE, DONE)
    for _ in range(2):
        gateway.post("/v1/websites", {})
    gateway.get("/v1/websites")
    gateway.patch("/v1/websites/x", {})
    assert scripted.keys[0] != scripted.keys[1]
    assert scripted.keys[2:] == [None, None]


def test_a_refusal_is_told_at_once_and_what_only_reads_is_not_sent_again(asked: Any) -> None:
    for answers, send in (
        ([problem(422, "invalid-request")], "post"),
        ([problem(409, "website-exists")], "post"),
        ([httpx.ConnectError("refused")], "post"),
        ([LOST], "get"),
    ):
        gateway, scripted = asked(*answers)
        with pytest.raises(GatewayProblem):
            getattr(gateway, send)("/v1/websites")
        assert len(scripted.keys) == 1


def test_after_the_last_try_the_fault_is_told(asked: Any) -> None:
    gateway, scripted = asked(LOST, LOST, LOST)
    with pytest.raises(GatewayProblem, match="does not answer"):
        gateway.post("/v1/websites", {})
    assert (len(scripted.keys), len(set(scripted.keys))) == (3, 1)
