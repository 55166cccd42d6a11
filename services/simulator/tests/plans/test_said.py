"""Who stands once people have spoken, and what a profile holds then: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import pytest
from pydantic import ValidationError

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Panel, PlannedConversation, Profile, Statement
from simulator.plans.rules.customers.library import RoleLibrary
from simulator.plans.rules.customers.profiles import understood
from simulator.plans.rules.planning import Plan, plan_of
from simulator.plans.rules.said import ICP_FIELDS, IcpFacts, Said, Word, seats, values_of, with_said, worded

from ..analysed_sites import EMAIL_MARKETING
from .written_sites import WRITTEN

pytestmark = pytest.mark.pure
FULL = Panel(icps=5, conversations=10)
A, B, C, D, E, F, G = (UUID(int=number) for number in range(1, 8))
X, Y, Z = (UUID(int=number) for number in range(101, 104))
OFFERED = (A, B, C, D, E, F, G)
PAUSED = IcpFacts(active=False)
CORRECTED = IcpFacts(trigger="The old one closed")
NAMED = {A: "A", B: "B", C: "C", D: "D", E: "E", F: "F", G: "G", X: "X", Y: "Y", Z: "Z"}


def stand(*words: tuple[UUID, IcpFacts], offered: Sequence[UUID] = OFFERED, before: str = "") -> str:
    """The letters of those who stand, a dot for an empty place; ``before``: who stood in the last plan."""
    known = {letter: icp_id for icp_id, letter in NAMED.items()}
    places = {known[letter]: place for place, letter in enumerate(before, 1)}
    found = dict(seats(offered, Said(tuple(Word(icp_id, facts) for icp_id, facts in words), places)))
    return "".join(NAMED[found[place]] if place in found else "." for place in range(1, 6))


def test_without_a_word_the_first_five_of_the_library_stand() -> None:
    assert stand() == "ABCDE"
    assert stand(offered=(A, B)) == "AB..."


def test_whoever_is_paused_makes_room_for_the_next_and_the_others_keep_their_places() -> None:
    assert stand((B, PAUSED)) == "AFCDE"
    assert stand((B, PAUSED), (F, PAUSED)) == "AGCDE"
    assert stand((B, PAUSED), offered=(A, B, C, D, E)) == "A.CDE"
    assert stand((B, IcpFacts(active=False, trigger="It broke"))) == "AFCDE", (
        "a word about a paused one changes nothing"
    )


def test_an_added_customer_takes_the_last_place_that_nobody_spoke_of_or_one_that_is_free() -> None:
    assert stand((Z, CORRECTED)) == "ABCDZ"
    assert stand((Z, CORRECTED), (E, CORRECTED)) == "ABCZE"
    assert stand((B, PAUSED), (Z, CORRECTED)) == "AZCDE"
    assert stand((Z, CORRECTED), before="ABCDZ") == "ABCDZ"
    assert stand((Z, CORRECTED), (B, IcpFacts(active=True)), before="AZCDE") == "ABCDZ"


def test_a_corrected_customer_stays_where_it_stood_though_the_library_left_it_out() -> None:
    assert stand((X, CORRECTED), offered=(A, C, D, E, F), before="AXCDE") == "AXCDE"
    assert "X" in stand((X, CORRECTED), offered=(D, E, F, G), before="AXBC")


def test_no_more_than_five_stand_and_none_twice() -> None:
    words = [(each, CORRECTED) for each in (A, B, C, D, E, X)]
    assert stand(*words) == "ABCDE"
    found = stand((X, CORRECTED), (Y, CORRECTED), (Z, CORRECTED), (A, PAUSED), before="XABCD")
    assert len(set(found)) == 5
    assert set("XYZ") <= set(found)


PROFILE = Profile(
    id=A, sequence_number=1, name="Shop owner", description="Runs a shop.", pain_points=("Slow", "Dear"),
    goals=("Slow",), trigger="It broke", statements=(
        Statement(text="Slow", basis="segment"),
        Statement(text="Dear", url="https://a.example/", evidence="It is dear.", basis="site"),
        Statement(text="It broke", basis="assumed"),
    ),
)  # fmt: skip


def test_fields_that_people_spoke_of_are_replaced_and_rest_on_a_person() -> None:
    found = worded(PROFILE, IcpFacts(name="Baker", pain_points=("dear", "Cold"), writing="terse", active=True))
    assert (found.id, found.name, found.writing, found.pain_points) == (A, "Baker", "terse", ("dear", "Cold"))
    assert found.goals == ("Slow",)
    assert [(each.text, each.basis, each.url) for each in found.statements] == [
        ("Slow", "segment", None),  # it is said as a goal still
        ("It broke", "assumed", None),
        ("dear", "person", "https://a.example/"),  # the site says so, too
        ("Cold", "person", None),
    ]
    assert worded(PROFILE, IcpFacts(active=True)) is PROFILE
    assert worded(PROFILE, IcpFacts(pain_points=())).pain_points == ()


def test_every_field_of_a_profile_can_be_said() -> None:
    plain = set(Profile.model_fields) - {"id", "sequence_number", "statements"}
    assert plain | {"buyer", "active"} == set(ICP_FIELDS) == set(values_of(PROFILE))
    said = IcpFacts.model_validate({name: value for name, value in values_of(PROFILE).items() if value is not None})
    assert worded(PROFILE, said).model_copy(update={"statements": ()}) == PROFILE.model_copy(update={"statements": ()})


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "}, {"name": "x" * 256}, {"description": "a\nb"}, {"trigger": "a\x00"}, {"goals": ["x"] * 13},
        {"pain_points": ["a\u2028b"]}, {"objections": ["\u202eb"]}, {"goals": [""]}, {"goals": "x"},
        {"writing": "loud"}, {"buyer": "cat"}, {"budget": "1"}, {"trigger": "x" * 501},
        {"buying_journey_stage": "later"}, {"location": "a\x7f"}, {"active": "maybe"},
    ],
)  # fmt: skip
def test_what_is_no_fact_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        IcpFacts.model_validate(wrong)


# -- plans ----------------------------------------------------------------------------------------------------------


def planned(*words: Word, before: Plan | None = None) -> Plan:
    places = {each.profile.id: each.profile.sequence_number for each in before.customers} if before else {}
    return plan_of(EMAIL_MARKETING, FULL, "en", Said(words, places))


def ids(plan: Plan) -> list[UUID]:
    return [each.profile.id for each in plan.customers]


def of(plan: Plan, icp_id: UUID) -> list[PlannedConversation]:
    return [each for each in plan.conversations if each.icp_id == icp_id]


PLAIN = plan_of(EMAIL_MARKETING, FULL, "en")
SECOND = PLAIN.customers[1].profile.id


def unchanged(plan: Plan, among: Iterable[UUID]) -> bool:
    return all(of(plan, each) == of(PLAIN, each) for each in among)


def test_a_corrected_customer_keeps_its_id_and_the_others_say_what_they_said() -> None:
    pains = ("My letters end in the spam folder", "My customers forget me between two fairs")
    plan = planned(Word(SECOND, IcpFacts(name="Basket maker", pain_points=pains), PLAIN.seats[1].planned))
    assert ids(plan) == ids(PLAIN)
    assert plan.customers[1].profile.name == "Basket maker"
    bases = {each.text: each.basis for each in plan.customers[1].profile.statements}
    assert [bases[pain] for pain in pains] == ["person", "person"]
    assert not set(PLAIN.customers[1].profile.pain_points) & set(bases)
    assert plan.seats[1].planned == PLAIN.customers[1].profile
    assert unchanged(plan, [each for each in ids(PLAIN) if each != SECOND])
    spoken = " ".join(prompt.text for each in of(plan, SECOND) for prompt in each.prompts)
    assert any(pain in spoken for pain in pains)
    told = [each for each in of(plan, SECOND) if each.rests_on and each.rests_on.text in pains]
    assert told
    assert all(each.concern in pains and each.rests_on and each.rests_on.url is None for each in told)
    assert planned(Word(SECOND, IcpFacts(name="Basket maker", pain_points=pains))) == plan, (
        "the same words, the same plan"
    )


def test_what_is_said_of_no_field_that_is_spoken_of_leaves_the_core_conversations() -> None:
    plan = planned(Word(SECOND, IcpFacts(education="A degree", income_level="High", active=True)))
    assert plan.customers[1].profile.education == "A degree"
    assert of(plan, SECOND) == of(PLAIN, SECOND)


def test_a_paused_customer_makes_room_and_the_others_say_what_they_said() -> None:
    plan = planned(Word(SECOND, PAUSED))
    assert SECOND not in ids(plan)
    assert len(set(ids(plan))) == 5
    assert [each.profile.sequence_number for each in plan.customers] == [1, 2, 3, 4, 5]
    assert unchanged(plan, [each for each in ids(PLAIN) if each != SECOND])
    assert len(of(plan, plan.customers[1].profile.id)) == 10


def test_of_an_added_customer_nothing_is_known_but_what_is_said() -> None:
    plan = planned(Word(Z, IcpFacts(name="Choir secretary", goals=("A full house",))))
    own = plan.customers[4]
    known = {name for name, value in own.profile.model_dump(exclude_defaults=True).items() if value}
    assert known == {"id", "sequence_number", "name", "description", "goals", "statements"}
    assert own.profile.description.startswith("Choir secretary. ")
    assert own.role.threads == own.role.turns == own.role.pains == ()
    again = planned(Word(Z, IcpFacts(name="Choir secretary"), own.profile), before=plan)
    assert again.customers[4].profile == own.profile, "it stays as it was planned"


def test_an_added_customer_speaks_ten_conversations_of_its_own() -> None:
    said = IcpFacts(
        name="Choir secretary", description="Writes to the singers.", buyer="person",
        goals=("Everybody at the rehearsal",), pain_points=("My messages about rehearsals are never read",),
    )  # fmt: skip
    plan = planned(Word(Z, said))
    assert ids(plan) == [*ids(PLAIN)[:4], Z]
    own = plan.customers[4].profile
    assert (own.name, own.goals, own.sequence_number) == ("Choir secretary", ("Everybody at the rehearsal",), 5)
    assert unchanged(plan, ids(PLAIN)[:4])
    assert len(of(plan, Z)) == 10
    spoken = [prompt.text for each in of(plan, Z) for prompt in each.prompts]
    assert any("My messages about rehearsals are never read" in text for text in spoken)


def test_a_customer_that_the_library_does_not_offer_any_more_stays_as_it_was_planned() -> None:
    kept = PLAIN.customers[1].profile.model_copy(update={"id": X, "sequence_number": 3, "name": "Basket maker"})
    words = (Word(X, IcpFacts(goals=("A full shop",)), kept),)
    plan = plan_of(EMAIL_MARKETING, FULL, "en", Said(words, {X: 3}))
    found = plan.customers[2].profile
    assert (found.id, found.name, found.goals) == (X, "Basket maker", ("A full shop",))
    assert found.pain_points == kept.pain_points
    assert plan.seats[2].planned == kept


def test_a_word_on_how_somebody_writes_or_why_he_looks_is_heard_in_what_he_says() -> None:
    said = IcpFacts(writing="formal", trigger="the printer of our letters has closed", buyer="person")
    customer = planned(Word(SECOND, said)).customers[1]
    assert (customer.role.writing, customer.role.small, customer.role.alone) == ("formal", False, True)
    contexts = [each.context or "" for each in of(planned(Word(SECOND, said)), SECOND)]
    assert all(each.startswith("The printer of our letters has closed.") for each in contexts[:9])
    assert customer.profile.trigger == said.trigger


def test_words_that_name_a_brand_or_have_signs_that_no_question_has_stay_in_the_profile() -> None:
    pains = ("Mailchimp costs us too much every month", "{many}, {0} and %s", "We lose a customer every single week")
    plan = planned(Word(SECOND, IcpFacts(pain_points=pains, trigger="{brand} %(x)s {}")))
    assert plan.customers[1].profile.pain_points == pains
    own = of(plan, SECOND)
    assert len(own) == 10
    spoken = " ".join(prompt.text for each in own[:9] for prompt in each.prompts)
    assert "We lose a customer every single week" in spoken
    assert not any(word in spoken for word in ("Mailchimp", "{", "%s"))


def test_whatever_a_person_said_troubles_somebody_is_asked_in_the_shape_its_words_have() -> None:
    pains = ("rust", "Why does nobody open them?", "Always, and I mean always, the spam folder")
    own = of(planned(Word(SECOND, IcpFacts(pain_points=pains))), SECOND)
    grounds = [each.rests_on.text for each in own if each.rests_on and each.rests_on.url is None]
    assert set(grounds) == set(pains)
    openings = [each.prompts[0].text.lower() for each in own]
    assert all(any(pain.lower().rstrip("?") in opening for opening in openings) for pain in pains)
    assert all(
        "knows these customers" in (each.reason or "") for each in own if each.rests_on and not each.rests_on.url
    )


def test_what_holds_back_what_is_chosen_by_and_what_is_wanted_is_asked_too() -> None:
    said = IcpFacts(
        objections=("Another password to remember",), decision_factors=("support by phone",), goals=("A full shop",)
    )
    openings = " ".join(each.prompts[0].text.lower() for each in of(planned(Word(SECOND, said)), SECOND))
    assert all(words in openings for words in ("another password to remember", "support by phone", "a full shop"))


def test_somebody_of_whom_a_person_said_much_still_asks_what_the_site_tells() -> None:
    said = IcpFacts(pain_points=tuple(f"Trouble of the kind number {word}" for word in "abcdefghijkl"))
    own = of(planned(Word(SECOND, said)), SECOND)
    told = [each for each in own if each.rests_on and each.rests_on.text in (said.pain_points or ())]
    assert len(told) == 5


@pytest.mark.parametrize("site", WRITTEN.values(), ids=WRITTEN)
def test_customers_of_any_site_can_be_paused_added_and_corrected(site: WebsiteAnalyzed) -> None:
    plain = plan_of(site, FULL, site.language)
    first, second, third = ids(plain)[:3]
    words = (
        Word(first, PAUSED), Word(second, IcpFacts(pain_points=(), location="Ulm", buyer="household")),
        Word(Z, IcpFacts(name="Zoë", buyer="institution")), Word(X, IcpFacts(name="Xaver"), plain.customers[4].profile),
    )  # fmt: skip
    plan = plan_of(site, FULL, site.language, Said(words, {X: 4}))
    assert plan == plan_of(site, FULL, site.language, Said(words, {X: 4}))
    assert first not in ids(plan)
    assert {second, third, Z, X} <= set(ids(plan))
    assert len(plan.conversations) == 50
    assert len({(each.icp_id, each.sequence_number) for each in plan.conversations}) == 50
    assert of(plan, third) == of(plain, third)
    openings = [each.prompts[0].text for each in plan.conversations]
    assert len(set(openings)) == len(openings), "nobody repeats those whose words are known"


@pytest.mark.parametrize("site", WRITTEN.values(), ids=WRITTEN)
def test_a_customer_that_left_the_library_speaks_in_the_role_it_had(site: WebsiteAnalyzed) -> None:
    library = RoleLibrary(understood(site, site.language))
    for customer in plan_of(site, FULL, site.language).customers:
        word = Word(customer.profile.id, CORRECTED, customer.profile)
        assert library.lent(word, 3).role == customer.role


def test_those_who_come_next_are_the_same_five_with_more_behind() -> None:
    for site in WRITTEN.values():
        library = RoleLibrary(understood(site, site.language))
        assert tuple(library.offered[:5]) == tuple(ids(plan_of(site, FULL, site.language)))
        assert len(set(library.offered)) == len(library.offered)


def test_a_smaller_panel_is_the_beginning_of_a_larger_one_with_words_too() -> None:
    said = Said((Word(SECOND, CORRECTED), Word(ids(PLAIN)[0], PAUSED)))
    small, large = (
        plan_of(EMAIL_MARKETING, Panel(icps=2, conversations=3), "en", said),
        plan_of(EMAIL_MARKETING, FULL, "en", said),
    )
    assert ids(small) == ids(large)[:2]
    assert {each.id for each in small.conversations} <= {each.id for each in large.conversations}


@dataclass(frozen=True)
class Plain:
    profile: Profile


class Shelf:
    """A library of nobody in particular."""

    offered = OFFERED

    def at(self, icp_id: UUID, place: int) -> Plain:
        return Plain(PROFILE.model_copy(update={"id": icp_id, "sequence_number": place}))

    def lent(self, word: Word, place: int) -> Plain:
        return self.at(word.icp_id, place)

    def spoken(self, customer: Plain, profile: Profile, facts: IcpFacts) -> Plain:
        return Plain(profile)


def test_any_library_of_a_planner_is_worded_in_the_same_way() -> None:
    found = with_said(Shelf(), Said((Word(B, IcpFacts(goals=("Rest",))), Word(Z, IcpFacts(name="Zed")))))
    assert [(seat.place, seat.customer.profile.goals, seat.customer.profile.name) for seat in found][1::3] == [
        (2, ("Rest",), "Shop owner"),
        (5, ("Slow",), "Zed"),
    ]
    assert found[1].planned.goals == ("Slow",)
