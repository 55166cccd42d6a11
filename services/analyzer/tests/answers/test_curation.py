"""Decisions about brands: their rules, and what they make of what is looked for."""

from uuid import UUID

import pytest

from analyzer.brands.rules.curation import CuratedBrand, Curation, Decision, decided
from analyzer.brands.rules.names import brand_id
from common.contracts.vocabulary import BrandName
from common.primitives.errors import Conflict
from common.primitives.ids import uuid7

pytestmark = pytest.mark.pure
TENANT = uuid7()


def own(name: str) -> UUID:
    return brand_id(TENANT, name)


def brand(name: str, *decisions: Decision) -> CuratedBrand:
    found = CuratedBrand(own(name), name)
    for each in decisions:
        found = decided(found, each)
    return found


def curation(*brands: CuratedBrand) -> Curation:
    return Curation(TENANT, sum(each.version for each in brands), brands)


def test_a_split_restores_a_merged_brand_exactly() -> None:
    before = brand("Klaviyo Inc", Decision("spell", aliases=("KI",), exact_case=True))
    after = decided(decided(before, Decision("merge", into=own("Klaviyo"))), Decision("split"))
    assert (after.name, after.aliases, after.exact_case, after.merged_into) == ("Klaviyo Inc", ("KI",), True, None)
    assert after.version == before.version + 2


@pytest.mark.parametrize(
    ("start", "decision", "reason"),
    [
        (brand("A", Decision("merge", into=uuid7())), Decision("rename", name="B"), "brand-merged"),
        (brand("A"), Decision("split"), "brand-not-merged"),
        (brand("A"), Decision("merge", into=own("A")), "brand-merge-target"),
        (brand("A"), Decision("merge"), "brand-merge-target"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(start: CuratedBrand, decision: Decision, reason: str) -> None:
    with pytest.raises(Conflict) as refused:
        decided(start, decision)
    assert refused.value.type == reason


def test_what_was_merged_is_looked_for_as_an_alias_and_has_the_id_of_the_whole() -> None:
    known = curation(brand("Klaviyo Inc", Decision("merge", into=own("Klaviyo"))), brand("Klaviyo"))
    ((found, wanted),) = known.wanted([BrandName(name="Klaviyo", aliases=("KL",), domains=("klaviyo.com",))])
    assert (found, wanted.name, wanted.aliases) == (own("Klaviyo"), "Klaviyo", ("KL", "Klaviyo Inc"))
    assert known.id_of("klaviyo inc") == own("Klaviyo")


def test_a_renamed_brand_keeps_its_id_and_its_old_name_finds_it() -> None:
    known = curation(brand("Sendinblue", Decision("rename", name="Brevo")))
    ((found, wanted),) = known.wanted([BrandName(name="Sendinblue")])
    assert (found, wanted.name, wanted.aliases) == (own("Sendinblue"), "Brevo", ("Sendinblue",))
    assert known.id_of("Brevo") == own("Sendinblue")


def test_a_confirmed_brand_is_looked_for_and_a_rejected_one_is_not_unless_it_is_the_customers_own() -> None:
    known = curation(brand("Klaviyo", Decision("confirm")), brand("Work", Decision("reject")))
    listed = [BrandName(name="Work"), BrandName(name="Acme")]
    assert [wanted.name for _, wanted in known.wanted(listed)] == ["Acme", "Klaviyo"]
    assert [wanted.name for _, wanted in known.wanted([BrandName(name="Work", tracked=True)])] == ["Work", "Klaviyo"]


def test_excluded_words_go_along_with_what_is_looked_for_and_with_a_merge() -> None:
    part = brand("Delta Air", Decision("exclude", excluded=("delta wing",)), Decision("merge", into=own("Delta")))
    known = curation(brand("Delta", Decision("exclude", excluded=("Delta Faucet", "delta"))), part)
    ((_, wanted),) = known.wanted([BrandName(name="Delta")])
    assert wanted.excluded == ("Delta Faucet", "delta", "delta wing")


@pytest.mark.parametrize(("excluded", "refused"), [(("Delta",), True), (("DL",), True), (("delta", "dl"), False)])
def test_a_brands_own_name_is_not_excluded_in_the_case_in_which_it_is_listed(
    excluded: tuple[str, ...], refused: bool
) -> None:
    spelled = brand("Delta", Decision("spell", aliases=("DL",)))
    if not refused:
        assert decided(spelled, Decision("exclude", excluded=excluded)).excluded == excluded
        return
    with pytest.raises(Conflict) as conflict:
        decided(spelled, Decision("exclude", excluded=excluded))
    assert conflict.value.type == "brand-excludes-itself"


@pytest.mark.parametrize(
    ("spelling", "claimant"),
    [
        ("Mailchimp", "Mailchimp"),
        ("MC", "Mailchimp"),
        ("mc ", "Mailchimp"),
        ("Work", None),
        ("Chimp", None),
        ("A", None),
    ],
)
def test_a_spelling_is_claimed_by_a_brand_that_people_decided_about_unless_it_was_rejected(
    spelling: str, claimant: str | None
) -> None:
    chimp = brand("Mailchimp", Decision("spell", aliases=("MC",)))
    known = curation(chimp, brand("Work", Decision("reject")), brand("Chimp"), brand("A", Decision("confirm")))
    found = known.claimant(own("A"), spelling)
    assert (found.name if found else None) == claimant


def test_the_parts_of_one_brand_may_share_a_spelling() -> None:
    part = brand("Klaviyo Inc", Decision("spell", aliases=("KI",)), Decision("merge", into=own("Klaviyo")))
    assert curation(part, brand("Klaviyo")).claimant(own("Klaviyo"), "KI") is None


def test_the_version_of_a_reading_names_the_decisions_under_which_it_was_made() -> None:
    assert curation().version("rules-3") == "rules-3"
    assert curation(brand("A", Decision("confirm"), Decision("reject"))).version("rules-3") == "rules-3+2"


def test_a_ring_of_merges_ends() -> None:
    ring = curation(brand("A", Decision("merge", into=own("B"))), brand("B", Decision("merge", into=own("A"))))
    assert ring.canonical(own("A")) in (own("A"), own("B"))
