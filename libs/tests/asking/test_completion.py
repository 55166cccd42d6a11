"""One question through litellm and over a socket, to a scripted provider on loopback."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from prometheus_client import REGISTRY
from provider_double import ProviderDouble, Reply, Rule, Script
from pydantic import SecretStr

from common.asking import Model, ModelFailed, ModelUnavailable, asking, completed

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings("ignore:Accessing the 'model_:DeprecationWarning"),  # litellm on a newer pydantic
]
KEY = "sk-nobody-may-see-this"


@pytest.fixture
async def double() -> AsyncIterator[ProviderDouble]:
    async with ProviderDouble(Script()) as double:
        yield double


def model(double: ProviderDouble, **more: object) -> Model:
    plain = Model("openai/gpt-4o-mini", SecretStr(KEY), double.base_url, timeout_s=20, max_tokens=50)
    return replace(plain, **more)  # type: ignore[arg-type]


def tokens(of: str) -> float:
    labels = {"model": "openai/gpt-4o-mini", "of": of}
    return REGISTRY.get_sample_value("brandmon_model_tokens_total", labels) or 0.0


async def test_an_answer_says_who_answered_and_what_it_took(double: ProviderDouble) -> None:
    double.script = Script([Rule(".", Reply("Take Brevo.", finish_reason="length"))])
    before = tokens("prompt"), tokens("response")
    said = await completed(model(double), [("user", "Which one?")])
    assert (said.text, said.model, said.finish_reason) == ("Take Brevo.", "gpt-4o-mini-2026-01-01", "length")
    assert (said.prompt_tokens, said.response_tokens) == (2, 2)
    assert said.cost_usd is not None
    assert said.cost_usd > 0
    assert (tokens("prompt"), tokens("response")) == (before[0] + 2, before[1] + 2)


async def test_a_conversation_is_sent_as_it_was_said(double: ProviderDouble) -> None:
    turns = [("user", "Which one?"), ("assistant", "Brevo."), ("user", "Why?")]
    await completed(model(double), turns)
    assert list(double.calls[0].messages) == turns


async def test_an_answer_is_whole_also_where_it_is_read_as_it_is_written(double: ProviderDouble) -> None:
    double.script = Script([Rule(".", Reply("Take Brevo or Mailjet."))])
    assert (await completed(model(double, stream=True), [("user", "Which?")])).text == "Take Brevo or Mailjet."


@pytest.mark.parametrize(
    ("reply", "status", "retry_after"),
    [
        (Reply(status=429, retry_after=7), 429, 7.0),
        (Reply(status=429), 429, None),
        (Reply(status=500), 500, None),
        (Reply(status=401, text=KEY), 401, None),
    ],
    ids=lambda each: str(each.status) if isinstance(each, Reply) else "",
)
async def test_a_failure_says_its_kind_and_none_of_the_providers_words(
    double: ProviderDouble, reply: Reply, status: int, retry_after: float | None
) -> None:
    double.script = Script([Rule(".", reply)])
    with pytest.raises(ModelFailed) as failure:
        await completed(model(double), [("user", "a prompt with a name in it")])
    assert (failure.value.status, failure.value.retry_after) == (status, retry_after)
    assert KEY not in repr(failure.value) + str(failure.value)
    assert failure.value.__cause__ is None
    assert len(double.calls) == 1, "trying again is the caller's business"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [(Reply(status=500), "Error"), (Reply(status=429, retry_after=1), "RateLimit"), (Reply(""), "an empty answer")],
)
async def test_who_asks_for_text_is_told_one_kind_of_failure(double: ProviderDouble, reply: Reply, reason: str) -> None:
    double.script = Script([Rule(".", reply)])
    with pytest.raises(ModelUnavailable, match=reason) as failure:
        await asking(model(double))("a prompt with a name in it")
    assert "a name in it" not in str(failure.value)


async def test_the_folder_of_a_local_models_file_is_nobodys_business(double: ProviderDouble) -> None:
    said = await completed(model(double, name="openai//home/someone/models/Smol-Q4.gguf"), [("user", "Which?")])
    assert said.model == "Smol-Q4.gguf-2026-01-01"
    assert REGISTRY.get_sample_value("brandmon_model_tokens_total", {"model": "Smol-Q4", "of": "prompt"})


@pytest.mark.parametrize("stream", [False, True])
async def test_what_no_store_keeps_is_marked_and_the_rest_stays(double: ProviderDouble, stream: bool) -> None:
    double.script = Script([Rule(".", Reply("Try A\x00B, \ud83d or \N{ROCKET}."))])
    said = await completed(model(double, stream=stream), [("user", "Which tool?")])
    assert said.text == "Try A\ufffdB, \ufffd or \N{ROCKET}."
