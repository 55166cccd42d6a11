from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.primitives.errors import Invalid
from tenants.organizations.rules import SLUG_LENGTH, read_name, slug_candidates, slug_of

pytestmark = pytest.mark.pure

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Tillvane", "tillvane"), ("  Café & Söhne ", "cafe-sohne"), ("--A--", "a"), ("株式会社", "organisation"),
     ("x" * 300, "x" * 100)],
)  # fmt: skip
def test_a_slug_is_made_of_the_names_ascii_words(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_clash_is_answered_with_longer_and_longer_ends_of_the_id() -> None:
    assert list(slug_candidates("Acme", ID)) == ["acme", "acme-9a8057", "acme-b302099a8057"]


@given(st.text(max_size=400))
def test_every_candidate_fits_the_column_and_an_address(name: str) -> None:
    for slug in slug_candidates(name, ID):
        assert 0 < len(slug) <= SLUG_LENGTH
        assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not slug.startswith("-")
        assert not slug.endswith("-")


@pytest.mark.parametrize("name", ["", "  \t\n ", "x" * 256, "bell\x07", "nul\x00", "half a pair \ud800"])
def test_an_empty_endless_or_unprintable_name_is_refused(name: str) -> None:
    with pytest.raises(Invalid):
        read_name(name)


def test_white_space_in_a_name_is_made_single() -> None:
    assert read_name("  Acme \n  Shoes ") == "Acme Shoes"
