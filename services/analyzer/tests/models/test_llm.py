"""The model's adapter: litellm over HTTP against a scripted provider on loopback."""

from collections.abc import AsyncIterator

import pytest
from provider_double import ProviderDouble, Reply, Rule, Script
from pydantic import SecretStr

from analyzer.sites.analysts import ModelAnalyst, RuleAnalyst
from analyzer.sites.rules.analysis import analyse_website
from common.asking import Ask, Model, ModelUnavailable, asking

from ..sites.small_sites import BAKERY

pytestmark = [
    pytest.mark.engines,
    pytest.mark.filterwarnings("ignore:Accessing the 'model_:DeprecationWarning"),  # litellm on a newer pydantic
]


@pytest.fixture
async def double() -> AsyncIterator[ProviderDouble]:
    async with ProviderDouble(Script()) as double:
        yield double


def ask_of(double: ProviderDouble) -> Ask:
    return asking(Model("openai/scripted", SecretStr("sk-test"), double.base_url, timeout_s=5))


async def test_an_answer_arrives_as_it_was_said(double: ProviderDouble) -> None:
    double.script = Script([Rule("capital", Reply("Paris."))])
    assert await ask_of(double)("Which is the capital of France?") == "Paris."


@pytest.mark.parametrize(
    ("reply", "reason"),
    [(Reply(status=500), "Error"), (Reply(status=429, retry_after=1), "RateLimit"), (Reply(""), "empty")],
)
async def test_no_answer_is_one_kind_of_failure(double: ProviderDouble, reply: Reply, reason: str) -> None:
    double.script = Script([Rule(".", reply)])
    with pytest.raises(ModelUnavailable, match=reason) as failure:
        await ask_of(double)("a prompt with a name in it")
    assert "a name in it" not in str(failure.value)


async def test_a_model_that_does_not_speak_json_is_asked_twice_and_then_rules_stand(double: ProviderDouble) -> None:
    double.script = Script([Rule(".", Reply("I would rather talk about bread."))])
    found = await ModelAnalyst(ask_of(double), RuleAnalyst()).analyse(BAKERY)
    assert found.value == analyse_website(BAKERY)
    assert "also after a repair" in (found.fallback_reason or "")
    assert len(double.calls) == 2
