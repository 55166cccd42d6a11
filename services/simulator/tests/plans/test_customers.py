"""Who the customers of a site are, and what is said of them."""

import pytest

from common.contracts.analyzer import WebsiteAnalyzed
from common.contracts.vocabulary import Segment
from simulator.plans.rules.customers.profiles import profiles_of, understood
from simulator.plans.rules.languages.pack import LANGUAGES, Role, pack_of

from .written_sites import WRITTEN

pytestmark = pytest.mark.pure


def roles_of(site: WebsiteAnalyzed) -> list[str]:
    return [customer.role.id for customer in profiles_of(understood(site, site.language))]


@pytest.mark.parametrize("site", WRITTEN.values(), ids=WRITTEN)
def test_the_sites_own_groups_come_first(site: WebsiteAnalyzed) -> None:
    customers = profiles_of(understood(site, site.language))
    from_site = [customer.group is not None for customer in customers]
    assert from_site == sorted(from_site, reverse=True)
    assert sum(from_site) >= min(3, len(site.target_markets)) - 1


@pytest.mark.parametrize("site", WRITTEN.values(), ids=WRITTEN)
def test_everything_said_of_a_customer_says_what_it_rests_on(site: WebsiteAnalyzed) -> None:
    for customer in profiles_of(understood(site, site.language)):
        profile = customer.profile
        basis = {statement.text: statement.basis for statement in profile.statements}
        lists = (profile.pain_points, profile.goals, profile.motivations, profile.objections, profile.decision_factors)
        told = [*(text for each in lists for text in each), *profile.information_sources, profile.trigger]
        assert [text for text in told if text not in basis] == []
        assert set(basis.values()) <= {"site", "segment", "assumed"}
        quoted = [each for each in profile.statements if each.basis == "site"]
        assert all(each.url and each.evidence for each in quoted)
        assert profile.income_level is profile.education is None


def test_no_two_customers_share_a_pain_or_a_goal() -> None:
    for site in WRITTEN.values():
        profiles = [customer.profile for customer in profiles_of(understood(site, site.language))]
        for what in ("pain_points", "goals", "objections", "trigger"):
            told = [text for profile in profiles for text in _listed(getattr(profile, what))]
            assert len(told) == len(set(told)), what


def _listed(value: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value or "",)


def test_who_cannot_be_a_customer_is_none() -> None:
    firms = {"business", "team", "institution"}
    for name in ("centrifuges", "payroll", "dosierpumpen", "comptable"):
        site = WRITTEN[name]
        customers = profiles_of(understood(site, site.language))
        assert {customer.role.buyer for customer in customers} <= firms, name
    assert "person" in {customer.role.buyer for customer in profiles_of(understood(WRITTEN["yarn"], "en"))}


def test_a_site_for_small_firms_has_no_customers_with_departments() -> None:
    assert {"sw-it", "sw-finance", "sw-operations", "bs-director"}.isdisjoint(roles_of(WRITTEN["payroll"]))
    large = Segment(text="international groups", buyer="business", size="large groups", evidence="large groups")
    site = WRITTEN["payroll"].model_copy(update={"target_markets": (large,)})
    first, *_ = profiles_of(understood(site, "en"))
    assert first.group is not None
    assert first.role.size != "small"


def test_the_size_is_the_sites_word_or_nothing() -> None:
    customers = profiles_of(understood(WRITTEN["payroll"], "en"))
    assert [customer.profile.company_size for customer in customers] == ["small", None, None, None, None]


def test_a_role_that_the_site_names_is_the_customers_title() -> None:
    customers = profiles_of(understood(WRITTEN["centrifuges"], "en"))
    assert ("Laboratory manager",) in [customer.profile.job_titles for customer in customers]


def test_customers_of_a_local_business_live_in_its_towns() -> None:
    locations = {customer.profile.location for customer in profiles_of(understood(WRITTEN["dachdecker"], "de"))}
    assert locations == {"Bamberg", "Hallstadt", "Forchheim"}


# -- the library ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_has_every_role_with_all_that_a_profile_needs(language: str) -> None:
    roles = pack_of(language).roles
    assert set(roles) == set(pack_of("en").roles)
    for role in roles.values():
        assert len(role.pains) == len(role.goals) == len(role.doubts) == len(role.threads) == 2, role.id
        assert {len(thread) for thread in role.threads} == {3}, role.id
        assert len(role.turns) == 5, role.id
        assert role.criteria and role.sources and role.trigger and role.about and role.basis


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_two_roles_say_the_same(language: str) -> None:
    for what in ("pains", "goals", "doubts", "turns"):
        said = [text for role in pack_of(language).roles.values() for text in getattr(role, what)]
        assert len(said) == len(set(said)), what


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_opening_of_a_role_asks_for_suppliers(language: str) -> None:
    openings = [thread[0] for role in pack_of(language).roles.values() for thread in role.threads]
    assert [text for text in openings if "{many}" not in text and "{Many}" not in text] == []


def test_a_role_looks_for_its_own_words_only() -> None:
    role: Role = pack_of("en").roles["an-old"]
    assert role.speaks_of("old dogs and cats") and not role.speaks_of("puppies")
    assert role.avoids("puppy parties") and not role.avoids("arthritis clinic")
