"""Numbers as words: one place decides how a share, an interval or a count is written."""

from collections.abc import Sequence

from common.contracts.analytics import Figure, Slice

NOT_MEASURABLE = "not measurable"

_PROVIDERS = {
    "anthropic": "Anthropic",
    "gemini": "Google Gemini",
    "google": "Google",
    "local": "local model",
    "openai": "OpenAI",
    "perplexity": "Perplexity",
}


_SMALL_WORDS = frozenset(
    {"A", "All", "An", "Each", "Every", "Fewer", "No", "None", "Only", "One", "The", "There", "Too"}
)


def provider_name(slug: str) -> str:
    """A provider as people call it; one that we have no other name for keeps its slug."""
    return _PROVIDERS.get(slug, slug)


def percent(share: float) -> str:
    """A share of 0..1 in whole per cent; what is not quite nothing or everything is not written as such."""
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 < share < 1:
        return ">99%"
    return f"{int(share * 100 + 0.5)}%"


def percent_interval(figure: Figure) -> str | None:
    """Both ends of an interval of shares, such as ``2–17%``; null where there is none."""
    if figure.low is None or figure.high is None:
        return None
    low, high = percent(figure.low), percent(figure.high)
    return f"{low.removesuffix('%')}–{high}"


def position(place: float) -> str:
    """An average position with one decimal; 1.0 is first."""
    return f"{place:.1f}"


def position_interval(figure: Figure) -> str | None:
    """Both ends of an interval of positions, such as ``1.2–2.8``; null where there is none."""
    if figure.low is None or figure.high is None:
        return None
    return f"{position(figure.low)}–{position(figure.high)}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: ``1 answer``, ``20 answers``."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: Sequence[str]) -> str:
    """Words as a person lists them: ``a``, ``a and b``, ``a, b and c``."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def together(names: Sequence[str], most: int = 3) -> str:
    """Names that share a place: the first ``most`` of them, and how many others do."""
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[: most - 1])} and {count(len(names) - most + 1, 'other brand')}"


def because(figure: Figure) -> str:
    """Why a figure is null, in words; a producer that gave no reason is said to have given none."""
    return figure.reason or "no reason was given"


def clause(text: str) -> str:
    """A sentence as the part of another: without its full stop, and small where its first word is no name."""
    stripped = text.strip().removesuffix(".")
    first = stripped.split(" ", 1)[0]
    return stripped[:1].lower() + stripped[1:] if first in _SMALL_WORDS else stripped


def sentence(text: str) -> str:
    """Words that came without one get a capital and a full stop."""
    stripped = text.strip()
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped[:1].upper()}{stripped[1:]}."


def part_name(part: Slice) -> str:
    """What one part of the answers is called in a heading."""
    name = part.label or part.value or "unnamed"
    if part.by == "provider":
        return provider_name(name)
    return name.capitalize() if part.by == "funnel_stage" else name
