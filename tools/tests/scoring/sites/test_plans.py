"""The lint over plans sees each fault that is planted, and nothing in a sound plan."""

from uuid import UUID

import pytest

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import (
    BrandName,
    PlannedConversation,
    PlannedPrompt,
    Profile,
    SourcedText,
    Statement,
)
from scoring.sites.plans.figures import distinct_2, self_bleu
from scoring.sites.plans.languages import stray_language
from scoring.sites.plans.lint import LintedPlan, findings_of, grounded_share

pytestmark = pytest.mark.pure
SITE = WebsiteAnalyzed(
    tenant_id=UUID(int=1), website_id=UUID(int=2), audit_id=UUID(int=3), crawl_id=UUID(int=4), analysis_id=UUID(int=5),
    analyzer_version="test", language="en", brand=BrandName(name="Skein"), industry="Other", category="yarn shops",
    business_model="b2c", summary="", competitors=(BrandName(name="Woolmarket"),),
)  # fmt: skip
FINDING = SourcedText(text="sock yarn", url="https://skein.example/", evidence="sock yarn")
OPENINGS = (
    "Which yarn shops are known for sock yarn?", "My sister knits and I don't. Where do I find a present?",
    "How much is a good starter kit these days, and who has one?",
)  # fmt: skip


def conversation(
    place: int, *texts: str, finding: SourcedText | None = FINDING, core: bool = False
) -> PlannedConversation:
    prompts = tuple(
        PlannedPrompt(id=UUID(int=100 * place + at), text=text, prompt_type="primary", sequence_order=at)
        for at, text in enumerate(texts, start=1)
    )
    return PlannedConversation(
        id=UUID(int=place), icp_id=UUID(int=7), sequence_number=place, topic="Topic", core=core, prompts=prompts,
        context="A situation.", expected_outcome="A list.", reason="Worth it.", rests_on=finding,
    )  # fmt: skip


def profile(number: int, *pains: str) -> Profile:
    told = tuple(Statement(text=pain, basis="segment") for pain in pains)
    return Profile(
        id=UUID(int=number), sequence_number=number, name=f"Knitter {number}", description="Knits.", pain_points=pains,
        statements=told,
    )  # fmt: skip


def plan(*conversations: PlannedConversation, profiles: tuple[Profile, ...] = ()) -> LintedPlan:
    return LintedPlan(SITE, "en", profiles, conversations, ["yarn shops"])


def test_a_sound_plan_has_no_findings() -> None:
    sound = plan(
        *(conversation(place, text) for place, text in enumerate(OPENINGS, start=1)),
        profiles=(profile(1, "It pills", "It itches"), profile(2, "It pills", "It fades")),
    )
    assert findings_of(sound) == []
    assert grounded_share(sound) == 1


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("I need a apple.", "a before a vowel"), ("It is an shop.", "an before a consonant"),
        ("I want a yarn shops.", "article before a plural"), ("Which {many}?", "unfilled slot"),
        ("Which  one?", "doubled space"), ("Which one??", "doubled punctuation"), ("Which one ?", "space before"),
        ("The the end.", "a word twice"), ("Which shops sind das und welche nicht?", "words in de"),
        ("Who sells “” here?", "empty quotes"),
    ],
)  # fmt: skip
def test_a_fault_of_a_sentence_is_seen(text: str, fault: str) -> None:
    assert any(fault in each for each in findings_of(plan(conversation(1, text))))


def test_faults_of_the_whole_are_seen() -> None:
    three = ("it", "wool", "this")
    itchy = ("It pills", "It itches")
    stock = "To be honest I have no idea what to do with {}."
    planted = {
        "stock phrase": plan(*(conversation(at, stock.format(what)) for at, what in enumerate(three, 1))),
        "open alike": plan(conversation(1, OPENINGS[0]), conversation(2, OPENINGS[0])),
        "says the same twice": plan(
            conversation(1, "Which shops colour their skeins themselves?", "Shops which colour skeins themselves?")
        ),
        "by accident": plan(conversation(1, OPENINGS[0], "Is Woolmarket one of them?")),
        "core conversation names": plan(conversation(1, "Is Skein any good?", core=True)),
        "more than one in ten": plan(conversation(1, "Is Skein any good?"), conversation(2, "Skein or Woolmarket?")),
        "share 2 pain_points": plan(profiles=(profile(1, *itchy), profile(2, *itchy))),
        "openings are about": plan(*(conversation(at, text, finding=None) for at, text in enumerate(OPENINGS, 1))),
        "rests on nothing": plan(profiles=(profile(1, "It pills").model_copy(update={"statements": ()}),)),
        "lacks situation": plan(conversation(1, OPENINGS[0]).model_copy(update={"context": None})),
    }
    assert not [fault for fault, faulty in planted.items() if not any(fault in each for each in findings_of(faulty))]


def test_varied_prompts_score_better_than_alike_ones() -> None:
    varied = plan(*(conversation(place, text) for place, text in enumerate(OPENINGS, start=1)))
    alike = plan(*(conversation(place, OPENINGS[0]) for place in range(1, 4)))
    assert distinct_2(varied) > distinct_2(alike)
    assert self_bleu(varied) < self_bleu(alike)
    assert self_bleu(alike) == pytest.approx(1)


def test_the_language_of_a_sentence_is_told_by_more_than_one_word() -> None:
    assert stray_language("Which shops are near?", "en") is None
    assert stray_language("Welche Läden sind nah und gut?", "en") == "de"
    assert stray_language("Quels magasins sont bien pour nous ?", "de") == "fr"
    assert stray_language("Die Software", "en") is None
