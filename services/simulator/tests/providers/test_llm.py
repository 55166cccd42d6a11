"""What asking a provider can come to, through litellm and over a socket, each told apart."""

from dataclasses import replace

import pytest
from provider_double import ProviderDouble, Reply, Rule, Script
from pydantic import SecretStr

from simulator.providers.llm import LiteLlm
from simulator.providers.rules import Answer, Outcome, Parameters, PermanentFailure, Provider, RateLimited, Turn
from simulator.providers.rules import TransientFailure as Transient

pytestmark = pytest.mark.engines

KEY = "sk-nobody-may-see-this"
OPENAI = Provider("openai", "gpt-4o-mini", SecretStr(KEY))


async def ask(double: ProviderDouble, reply: Reply | None, *, timeout_s: float = 30.0) -> Outcome:
    double.script = Script([Rule(".", reply)] if reply else [])
    provider = replace(OPENAI, api_base=double.base_url)
    return await LiteLlm(Parameters(), timeout_s=timeout_s).ask(provider, [Turn("user", "Which one?")])


async def test_an_answer_carries_what_was_asked_and_who_answered(double: ProviderDouble) -> None:
    answer = await ask(double, Reply("Take Brevo.", finish_reason="length"))
    assert isinstance(answer, Answer)
    assert (answer.text, answer.requested_model, answer.actual_model, answer.finish_reason) == (
        "Take Brevo.", "gpt-4o-mini", "gpt-4o-mini-2026-01-01", "length",
    )  # fmt: skip
    assert answer.parameters == {"temperature": 0.7, "max_tokens": 400}
    assert (answer.prompt_tokens, answer.response_tokens) == (2, 2)
    assert answer.cost_usd is not None
    assert answer.cost_usd > 0


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (Reply(status=429, retry_after=7), RateLimited(7.0)),
        (Reply(status=429), RateLimited(None)),
        (Reply(status=429, retry_after=100_000), RateLimited(300.0)),
        (Reply(status=500), Transient("the provider failed or the connection broke (500)")),
        (Reply(status=503), Transient("the provider failed or the connection broke (503)")),
        (Reply(status=400), PermanentFailure("the provider does not accept the request (400)")),
        (Reply(status=401, text=KEY), PermanentFailure("the provider does not accept the key (401)")),
        (Reply(status=404), PermanentFailure("the provider does not know the model (404)")),
    ],
    ids=lambda each: str(each.status) if isinstance(each, Reply) else "",
)
async def test_failures_are_told_apart_and_hold_no_keys(
    double: ProviderDouble, reply: Reply, expected: Outcome
) -> None:
    outcome = await ask(double, reply)
    assert outcome == expected
    assert KEY not in repr(outcome)
    assert len(double.calls) == 1, "trying again is the worker's business"


async def test_too_slow_is_a_failure_that_may_pass(double: ProviderDouble) -> None:
    assert await ask(double, Reply("Late", delay_s=20), timeout_s=0.5) == Transient("it took too long")


async def test_nobody_there_is_a_failure_that_may_pass(double: ProviderDouble) -> None:
    nobody = replace(OPENAI, api_base="http://127.0.0.1:9/v1")
    assert isinstance(await LiteLlm(Parameters(), timeout_s=5).ask(nobody, [Turn("user", "Which?")]), Transient)


async def test_a_local_server_that_names_its_file_does_not_give_its_folder_away(double: ProviderDouble) -> None:
    local = Provider("local", "/home/someone/models/Smol-Q4.gguf", None, double.base_url)
    answer = await LiteLlm(Parameters()).ask(local, [Turn("user", "Which one?")])
    assert isinstance(answer, Answer)
    assert answer.actual_model == "Smol-Q4.gguf-2026-01-01"
    assert answer.cost_usd is None
