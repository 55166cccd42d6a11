"""The English that services share: number of nouns, and what is said to the customer said by him."""

import pytest

from common.english.nouns import is_mass, is_plural, plural, singular
from common.english.voice import first_person, own_words

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("clinic", "clinics"), ("lens", "lenses"), ("menu", "menus"), ("size", "sizes"), ("leaf", "leaves"),
        ("analysis", "analyses"), ("movie", "movies"), ("Person", "People"), ("ad", "ads"), ("business", "businesses"),
        ("maker of soap", "makers of soap"),
    ],
)  # fmt: skip
def test_a_site_writes_one_or_many_and_both_are_known(one: str, many: str) -> None:
    assert (plural(one), singular(many), plural(many), singular(one)) == (many, one, many, one)


@pytest.mark.parametrize("noun", ["web design", "property", "paper", "physics", "headquarters", "electronics"])
def test_what_is_not_counted_has_one_form(noun: str) -> None:
    assert plural(noun) == singular(noun) == noun


def test_words_in_s_that_are_one_thing() -> None:
    assert not [word for word in ("gas", "canvas", "business", "analytics", "campus", "chess") if is_plural(word)]


def test_endings_tell_what_is_not_counted_and_exceptions_are_known() -> None:
    assert all(is_mass(word) for word in ("therapy", "consulting", "homeware", "insurance"))
    assert not [word for word in ("appointment", "booking", "shop", "audience") if is_mass(word)]


@pytest.mark.parametrize(
    ("said_to_you", "said_by_me"),
    [
        ("you were told that it’s yours", "I was told that it's mine"),
        ("if you'd known, you'll see", "if I'd known, I'll see"),
        ("nobody tells you that you lose money", "nobody tells me that I lose money"),
        ("they sell behind your back", "they sell behind my back"),
    ],
)
def test_the_voice_is_turned_from_you_to_me(said_to_you: str, said_by_me: str) -> None:
    assert first_person(said_to_you) == said_by_me


@pytest.mark.parametrize(
    ("subject", "trouble", "of_customers", "said"),
    [
        ("your list", "lies idle", False, "my list lies idle"),
        ("you", "are tired of it", True, "I am tired of it"),
        ("most clients", "are worried about their house", True, "I am worried about my house"),
        ("they", "were told that you can wait", True, "I was told that I can wait"),
        ("shops", "lose sales to their rivals", True, "we lose sales to our rivals"),
        (None, "after a day on your feet there is no energy", False, "after a day on my feet there is no energy"),
    ],
)
def test_a_trouble_is_said_by_whoever_has_it(subject: str | None, trouble: str, of_customers: bool, said: str) -> None:
    assert own_words(trouble, subject, of_customers=of_customers) == said


def test_who_asks_speaks_for_himself() -> None:
    assert own_words("be safe with your dog", "my cat", asked=True) == "my cat might be safe with your dog"
