import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.accounts.guessing import effective_length
from auth.accounts.rules import normal_password, read_email, read_registration
from common.primitives.errors import Invalid

pytestmark = pytest.mark.pure

GOOD_PASSWORD = "violet kettle marching north"


def faults_of(email: str, password: str, name: str | None = None) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        read_registration(email, password, name)
    return {fault["field"]: fault["message"] for fault in refused.value.extra["errors"]}


def test_an_address_is_unique_whatever_its_case_and_kept_as_it_was_written() -> None:
    email = read_email(" Ada.Lovelace@Example.COM ")
    assert email is not None
    assert (email.address, email.key) == ("Ada.Lovelace@example.com", "ada.lovelace@example.com")


def test_composed_and_decomposed_accents_are_the_same_address() -> None:
    composed, decomposed = read_email("jos\u00e9@example.com"), read_email("jose\u0301@example.com")
    assert composed is not None
    assert decomposed is not None
    assert composed.key == decomposed.key


@pytest.mark.parametrize(
    "text", ["", "ada", "ada@", "@example.com", "a b@example.com", "ada@example..com", "a\x00@b.com"]
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert read_email(text) is None


def test_an_address_too_long_for_the_table_is_none() -> None:
    assert read_email("a" * 60 + "@" + ".".join(["b" * 60] * 4) + ".com") is None


def test_a_passphrase_of_unrelated_words_is_taken() -> None:
    assert read_registration("ada@example.com", GOOD_PASSWORD, "Ada").name == "Ada"


@pytest.mark.parametrize(
    "password",
    ["password1234", "123456789012", "aaaaaaaaaaaa", "qwertyqwerty", "abcdefghijkl", "Administrator1", "abababababab",
     "ada.lovelace12", "welcome-example.com"],
)  # fmt: skip
def test_what_a_guesser_tries_first_is_refused(password: str) -> None:
    assert "easy to guess" in faults_of("ada.lovelace@example.com", password)["password"]


def test_a_short_and_an_endless_password_are_refused_with_the_limit() -> None:
    assert "at least 8" in faults_of("ada@example.com", "kX9!vq2")["password"]
    assert "at most 1024" in faults_of("ada@example.com", "\u00e9q" * 342)["password"], "bytes, not characters"


@pytest.mark.parametrize(
    "password", ["kX9!vq2L", "tr0ubl4dor3x", "\U0001f40e\U0001f50b\U0001f4ce\U0001f341!x", "v" + "q9" * 500 + "kettle"]
)
def test_eight_bytes_are_enough_and_a_thousand_not_too_many(password: str) -> None:
    assert read_registration("ada@example.com", password, None).password


@pytest.mark.parametrize(
    "password",
    ["sunshine", "Sunshine1!", "12345678", "trustno1", "AdaLovelace", "lovelace-ada", "adalovelace1815",
     "Analytical-Ada", "brandmon1234", "BrandInfluenceMonitor", "brand-monitor-26", "engine.example",
     "ada@engine.example"],
)  # fmt: skip
def test_the_most_used_and_what_is_made_of_the_persons_own_data_are_refused(password: str) -> None:
    found = faults_of("analytical@engine.example", password, "Ada Lovelace")
    assert "easy to guess" in found["password"]


def test_every_fault_is_told_at_once_and_no_value_is_repeated() -> None:
    with pytest.raises(Invalid) as refused:
        read_registration("not-an-address", "short-1", "bad\x07name")
    assert {fault["field"] for fault in refused.value.extra["errors"]} == {"email", "password", "name"}
    assert "short-1" not in refused.value.detail
    assert "not-an-address" not in refused.value.detail


def test_a_name_of_white_space_is_no_name() -> None:
    assert read_registration("ada@example.com", GOOD_PASSWORD, "  ").name is None


def test_a_password_typed_with_composed_or_decomposed_accents_is_the_same() -> None:
    assert normal_password("caf\u00e9") == normal_password("cafe\u0301")


@given(st.text(max_size=60), st.text(max_size=20))
def test_no_text_has_more_effective_characters_than_characters(password: str, personal: str) -> None:
    assert 0 <= effective_length(password, (personal,)) <= max(len(password), 0)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300), st.text(max_size=150))
def test_any_text_is_either_a_registration_or_a_refusal(email: str, password: str) -> None:
    try:
        sound = read_registration(email, password, None)
    except Invalid as refused:
        assert refused.extra["errors"]
    else:
        assert sound.email.key == sound.email.key.lower()
