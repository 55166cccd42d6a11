"""Over the whole corpus: the evidence of a state alone says so, or with the ground that the state names."""

from collections.abc import Iterator, Sequence

import pytest

from analyzer.extraction import Presence, ReadState, WantedBrand, extract
from scoring.gold import FOLDER
from scoring.results import Labelled, labelled

pytestmark = pytest.mark.pure

STRENGTH: dict[Presence, int] = {"ignored": 0, "mentioned": 1, "compared": 2, "trusted": 3, "recommended": 4}
INVENTED = "Quoxil"
"""A name that is one wherever it stands: whether a word is a name is another question than what is said of it."""


def read(text: str, brand: str, brands: Sequence[WantedBrand], prompt: str | None = None) -> int:
    """How strongly a text read alone stands behind a brand."""
    states = extract(text, brands, prompt=prompt).states
    found: dict[str, Presence] = {state.brand: state.presence for state in states}
    if found[brand] == "ignored":
        invented = [WantedBrand(INVENTED), *(one for one in brands if one.name != brand)]
        found[brand] = extract(text.replace(brand, INVENTED), invented, prompt=prompt).states[0].presence
    return STRENGTH[found[brand]]


def forms(text: str) -> tuple[str, ...]:
    """A quotation as it may have stood: as a sentence, an item, a row; the marks of a line are not quoted."""
    return text, f"- {text}", f"| {text} |"


def proves(one: Labelled, state: ReadState) -> bool:
    """Whether the first evidence says what the state says, alone or with its ground."""
    ground, quoted = state.ground, state.evidence[0].text
    assert ground is not None
    wanted = STRENGTH[state.presence]
    texts = list(forms(quoted))
    if ground.evidence is not None:
        head = ground.evidence.text
        heads = [f"{head}\n"] if ground.kind == "table" else [f"{head}\n\n", f"## {head}\n\n"]
        texts += [head + form for head in heads for form in forms(quoted)]
    prompt = one.prompt if ground.kind == "question" else None
    return any(read(text, state.brand, one.brands, prompt) >= wanted for text in texts)


def states() -> Iterator[tuple[Labelled, ReadState]]:
    for one in labelled(FOLDER):
        for state in extract(one.answer, one.brands, prompt=one.prompt or None).states:
            yield one, state


def test_every_state_that_says_more_than_a_mention_is_proved_by_what_is_shown_for_it() -> None:
    said = [(one, state) for one, state in states() if STRENGTH[state.presence] > STRENGTH["mentioned"]]
    unproved = [(one.id, state.brand, state.presence) for one, state in said if not proves(one, state)]
    assert len(said) > 1000
    assert not unproved


def test_a_ground_stands_in_the_answer_unless_it_is_the_sentence_or_the_question() -> None:
    for one, state in states():
        ground = state.ground
        assert (ground is None) == (state.presence == "ignored")
        if ground is not None:
            assert (ground.evidence is None) == (ground.kind in ("sentence", "question"))
        if ground is not None and ground.evidence is not None:
            assert one.answer[ground.evidence.start : ground.evidence.end] == ground.evidence.text


def test_a_sentence_that_does_not_say_so_is_found() -> None:
    brands = (WantedBrand("Krux"), WantedBrand("Bolty"))
    one = Labelled("made.1", "made", "dev", "en", "", "Krux costs more than Bolty.", brands, {})
    state = extract("I recommend Krux.", brands).states[0]
    assert proves(one, state)
    other = extract("- Krux: small\n- Bolty: large", brands, prompt="Which tool should I use?").states[0]
    assert other.ground is not None
    assert (other.presence, other.ground.kind) == ("recommended", "question")
    assert not proves(one, other)  # nobody asked
