"""Pure decisions: what follows an attempt, which providers may be used, which commands an audit sends."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.asking import ModelUnavailable, parsed
from common.contracts.simulator import AuditCancelled, AuditCompleted, AuditFailed
from common.contracts.vocabulary import Panel
from common.primitives.errors import Invalid
from common.primitives.ids import uuid7
from common.process.settings import SettingsError, read
from common.saga import Cancelled, Replied, SagaState, advance, begin
from common.saga.steps import Start
from simulator.audits.rules.audit import AUDIT, answers_planned, ending
from simulator.plans.llm_planner import LLM_PLANNER_VERSION, LlmPlanner, WrittenPlan, conversations_from
from simulator.plans.rules.customers.profiles import profiles_of, understood
from simulator.plans.rules.planning import CORE, TURNS, DeterministicPlanner, plan_of
from simulator.providers.rules import Answer, PermanentFailure, Provider, Providers, RateLimited, TransientFailure
from simulator.runs.rules import Answered, Failed, Later, Patience, Tried, gives_up, next_of
from simulator.settings import SimulatorSettings

from .analysed_sites import EMAIL_MARKETING

pytestmark = pytest.mark.pure

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE = Patience(tries=3, rate_limits=2, first_wait_s=1.0, longest_wait_s=60.0, failures_before_stop=3)
NONE = Tried(0, 0)
ANSWER = Answer("Hello", "m", "m-1", {}, "stop", 1, 1, 10, None)


def test_an_answer_ends_a_turn_even_an_empty_one() -> None:
    assert isinstance(next_of(ANSWER, NONE, PATIENCE, NOW, 0.5), Answered)


def test_a_named_pause_is_kept_to_the_second_and_holds_the_provider_back() -> None:
    following = next_of(RateLimited(17.0), NONE, PATIENCE, NOW, 0.0)
    assert following == Later(NOW + timedelta(seconds=17), pause_provider=True, tried=Tried(0, 1))


@given(jitter=st.floats(0, 1), failures=st.integers(0, 1))
def test_pauses_after_failures_stay_within_their_bound(jitter: float, failures: int) -> None:
    following = next_of(TransientFailure("x"), Tried(failures, 0), PATIENCE, NOW, jitter)
    assert isinstance(following, Later)
    assert NOW <= following.at <= NOW + timedelta(seconds=PATIENCE.bound_s(failures + 1))
    assert not following.pause_provider


def test_tries_are_bounded() -> None:
    assert isinstance(next_of(TransientFailure("x"), Tried(2, 0), PATIENCE, NOW, 0), Failed)
    assert isinstance(next_of(RateLimited(1), Tried(0, 2), PATIENCE, NOW, 0), Failed)
    assert isinstance(next_of(PermanentFailure("x"), NONE, PATIENCE, NOW, 0), Failed)
    assert Patience(first_wait_s=1, longest_wait_s=60).bound_s(40) == 60


@pytest.mark.parametrize(("answered", "failed", "given_up"), [(0, 2, False), (0, 3, True), (1, 99, False)])
def test_a_provider_is_given_up_only_while_it_has_answered_nothing(answered: int, failed: int, given_up: bool) -> None:
    assert gives_up(answered, failed, PATIENCE) is given_up


def _providers(*usable: str) -> Providers:
    names = ("openai", "anthropic", "local")
    return Providers({name: Provider(name, "m", why_not=None if name in usable else "X is not set.") for name in names})


def test_by_default_the_local_model_is_asked_and_nobody_pays_unasked() -> None:
    assert _providers("openai", "local").chosen(None) == ("local",)
    assert _providers("openai", "anthropic").chosen(None) == ("openai", "anthropic")


@pytest.mark.parametrize(
    ("usable", "wanted", "slug"),
    [((), None, "provider-not-configured"), (("local",), ["openai"], "provider-not-configured"),
     (("local",), ["chatgpt"], "provider-unknown")],
)  # fmt: skip
def test_providers_that_cannot_be_used_are_named(usable: tuple[str, ...], wanted: list[str] | None, slug: str) -> None:
    with pytest.raises(Invalid) as refused:
        _providers(*usable).chosen(wanted)
    assert refused.value.type == slug


def test_names_are_taken_once_and_in_any_case() -> None:
    assert _providers("openai", "local").chosen(["OpenAI", "local", "openai "]) == ("openai", "local")


# -- the saga ---------------------------------------------------------------------------------------------------------

RESULTS: dict[str, dict[str, Any]] = {
    "crawl": {"crawl_id": str(uuid7()), "pages": 9},
    "analyze": {"analysis_id": str(uuid7())},
    "confirm": {"analysis_id": str(uuid7()), "language": "en"},
    "plan": {"plan_id": str(uuid7()), "prompts": 25},
    "converse": {"run_id": str(uuid7()), "answers": 24, "failed": 1},
}


def _data() -> dict[str, Any]:
    return {
        "website_id": str(EMAIL_MARKETING.website_id), "url": "https://a.example/", "name": None, "language": "en",
        "providers": ["local", "openai"], "panel": Panel(icps=5, conversations=2).model_dump(mode="json"),
        "page_limit": 50, "requested_by": str(uuid7()),
    }  # fmt: skip


def _walk(stop_at: str | None = None) -> tuple[SagaState, list[str]]:
    moved = begin(AUDIT, Start(uuid7(), uuid7(), _data()), NOW)
    sent = []
    while moved.commands:
        [command] = moved.commands
        sent.append(type(command).__name__)
        if command.step == stop_at:  # type: ignore[attr-defined]
            return moved.state, sent
        step = command.step  # type: ignore[attr-defined]
        reply = Replied(step, command.type_name(), "done", RESULTS.get(step, {}))
        moved = advance(AUDIT, moved.state, reply, NOW)
    return moved.state, sent


def test_an_audit_sends_ten_commands_each_with_what_the_earlier_ones_found() -> None:
    state, sent = _walk()
    assert sent == [
        "ReserveQuota", "CrawlWebsite", "AnalyzeWebsite", "ConfirmUnderstanding", "PlanConversations",
        "ClassifyPrompts", "HoldConversations", "ExtractBrandStates", "MaterialiseShareOfVoice", "GenerateReport",
    ]  # fmt: skip
    event = ending(state, 24)
    assert isinstance(event, AuditCompleted)
    assert (event.answers, event.audit_id) == (24, state.id)


def test_quota_is_reserved_for_exactly_the_prompts_of_the_panel() -> None:
    panel = Panel(icps=5, conversations=2, repeats=3)
    assert answers_planned(panel, 2) == 5 * (3 + 2) * 2 * 3
    assert len([p for c in plan_of(EMAIL_MARKETING, panel, "en").conversations for p in c.prompts]) == 25


@pytest.mark.parametrize(
    ("step", "undone"),
    [
        ("reserve-quota", ["ReleaseQuota"]),
        ("crawl", ["CancelCrawl", "ReleaseQuota"]),
        ("analyze", ["CancelCrawl", "ReleaseQuota"]),
        ("converse", ["CancelRun", "ArchivePlan", "WithdrawConfirmation", "CancelCrawl", "ReleaseQuota"]),
        (
            "report",
            [
                "WithdrawReport",
                "WithdrawShareOfVoice",
                "CancelRun",
                "ArchivePlan",
                "WithdrawConfirmation",
                "CancelCrawl",
                "ReleaseQuota",
            ],
        ),
    ],
)
def test_cancelling_undoes_what_had_an_effect_in_reverse(step: str, undone: list[str]) -> None:
    state, _ = _walk(stop_at=step)
    moved, sent = advance(AUDIT, state, Cancelled(), NOW), []
    while moved.commands:
        [command] = moved.commands
        sent.append(type(command).__name__)
        own = command.step  # type: ignore[attr-defined]
        moved = advance(AUDIT, moved.state, Replied(own, command.type_name(), "done", {}), NOW)
    assert sent == undone
    assert isinstance(ending(moved.state, 3), AuditCancelled)


def test_the_end_of_an_audit_is_announced_under_one_id_however_often_it_is_said() -> None:
    state, _ = _walk(stop_at="crawl")
    command = "simulator.crawl-website.v1"
    refused = advance(AUDIT, state, Replied("crawl", command, "refused", {}, "unreachable", "It is away."), NOW)
    assert ending(refused.state, 0) is None
    undo = refused.commands[0]
    ended = advance(AUDIT, refused.state, Replied("reserve-quota", undo.type_name(), "done", {}), NOW).state
    first, second = ending(ended, 0), ending(ended, 0)
    assert first == second
    assert isinstance(first, AuditFailed)
    assert (first.step, first.reason, first.detail) == ("crawl", "unreachable", "It is away.")


# -- settings ---------------------------------------------------------------------------------------------------------

ENVIRONMENT = {
    "SIMULATOR_HTTP_PORT": "8004", "SIMULATOR_KAFKA_BOOTSTRAP": "k:9092", "SIMULATOR_JWKS_URL": "http://a/jwks",
    "SIMULATOR_DEAD_LETTER_KEYS": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "SIMULATOR_DATABASE_URL": "postgresql+asyncpg://x", "SIMULATOR_S3_ENDPOINT": "http://s3",
    "SIMULATOR_S3_BUCKET": "b",
    "SIMULATOR_S3_ACCESS_KEY": "a", "SIMULATOR_S3_SECRET_KEY": "s", "SIMULATOR_COLLECTOR_URL": "http://c",
}  # fmt: skip


def test_keys_are_read_under_their_customary_names_and_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    own = {"OPENAI_API_KEY": "sk-secret", "OPENAI_API_BASE": "http://o/v1", "SIMULATOR_OPENAI_MODEL": "gpt-x",
           "GEMINI_API_KEY": " ", "SIMULATOR_LOCAL_API_BASE": "http://l/v1"}  # fmt: skip
    for name, value in {**ENVIRONMENT, **own}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    settings = read(SimulatorSettings)
    known = settings.providers().known
    assert [name for name, provider in known.items() if provider.configured] == ["openai", "local"]
    assert (known["openai"].model, known["openai"].api_base) == ("gpt-x", "http://o/v1")
    assert known["anthropic"].why_not == "ANTHROPIC_API_KEY is not set."
    assert known["gemini"].why_not == "GEMINI_API_KEY is not set."
    assert "sk-secret" not in repr(settings) + repr(known)


def test_what_is_missing_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("SIMULATOR_COLLECTOR_URL")
    with pytest.raises(SettingsError, match="SIMULATOR_COLLECTOR_URL is missing"):
        read(SimulatorSettings)


# -- the planning model -----------------------------------------------------------------------------------------------


def _written(**changes: Any) -> str:
    conversations = [
        {"topic": f"Topic {place}", "prompts": [
            {"type": "primary" if turn == 0 else "follow_up", "text": f"Which tool suits me best, case {place}-{turn}?"}
            for turn in range(turns)
        ]}
        for place, turns in enumerate(TURNS)
    ]  # fmt: skip
    for place, conversation in changes.get("replace", {}).items():
        conversations[place] = conversation
    return "Here you are:\n" + json.dumps({"conversations": conversations[: changes.get("first", 10)]})


class Model:
    """A planning model that gives what it is told to, in order."""

    def __init__(self, *texts: str | None) -> None:
        self.texts = list(texts)
        self.requests: list[str] = []

    async def __call__(self, request: str) -> str:
        self.requests.append(request)
        text = self.texts.pop(0)
        if text is None:
            raise ModelUnavailable("RateLimited")
        return text


async def test_a_models_words_are_used_where_they_are_sound() -> None:
    model = Model(_written())
    plan = await LlmPlanner(model, DeterministicPlanner()).plan(EMAIL_MARKETING, Panel(icps=1, conversations=2), "en")
    assert plan.planner_version == LLM_PLANNER_VERSION
    assert [each.topic for each in plan.conversations] == ["Topic 0", "Topic 1"]
    assert [len(each.prompts) for each in plan.conversations] == [3, 2]


async def test_an_unsound_answer_is_repaired_once_and_told_what_is_wrong() -> None:
    model = Model(_written(first=9), _written())
    plan = await LlmPlanner(model, DeterministicPlanner()).plan(EMAIL_MARKETING, Panel(icps=1, conversations=1), "en")
    assert plan.planner_version == LLM_PLANNER_VERSION
    assert "there must be 10 conversations, not 9" in model.requests[1]


@pytest.mark.parametrize("texts", [("no", "neither"), (None,), ("{", None)])
async def test_a_model_that_fails_twice_is_replaced_by_the_rules(texts: tuple[str | None, ...]) -> None:
    model, panel = Model(*texts), Panel(icps=2, conversations=3)
    plan = await LlmPlanner(model, DeterministicPlanner()).plan(EMAIL_MARKETING, panel, "en")
    assert plan == plan_of(EMAIL_MARKETING, panel, "en")
    assert model.texts == []


LATER = [("follow_up", "Is it any good?"), ("follow_up", "Is it really good?")]


@pytest.mark.parametrize(
    ("prompts", "fault"),
    [
        ([("primary", "Is Mailchimp any good?"), *LATER], "names"),
        ([*LATER, ("primary", "Which tool is it?")], "first of type"),
        (
            [("primary", "Which one is it?"), ("follow_up", "Which one is it?"), ("follow_up", "Really good?")],
            "repeats",
        ),
        ([("primary", "Which one is it?")], "must have 3 prompts"),
        ([("primary", "Why?")] * 3, "at least 12"),
    ],
)
def test_what_is_wrong_with_a_models_answer_is_found(prompts: list[tuple[str, str]], fault: str) -> None:
    first = {"topic": "Topic", "prompts": [{"type": kind, "text": text} for kind, text in prompts]}
    customer, *_ = profiles_of(understood(EMAIL_MARKETING, "en"))
    with pytest.raises(ValueError, match=fault):
        conversations_from(parsed(_written(replace={0: first}), WrittenPlan), EMAIL_MARKETING, customer)


def test_the_same_words_are_the_same_conversation_and_other_words_another() -> None:
    customer, *_ = profiles_of(understood(EMAIL_MARKETING, "en"))
    first = conversations_from(parsed(_written(), WrittenPlan), EMAIL_MARKETING, customer)
    assert conversations_from(parsed(_written(), WrittenPlan), EMAIL_MARKETING, customer) == first
    assert sum(each.core for each in first) == CORE
    assert len({UUID(str(each.id)) for each in first}) == 10
