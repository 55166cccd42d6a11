"""The drawings of a report: which brands each shows, and each in the two widths that the page chooses from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from common.contracts.analytics import BrandFigures, Slice
from reports.documents.rules.document import ReportDocument
from reports.documents.rules.wording import count, part_name
from reports.pages.rules.charts import SIZES, Bar, Size, Spec, Stack, bars, stacks
from reports.pages.rules.palette import BELIEF, PAGE, PRESENCE, Colour
from reports.pages.rules.svg import draw
from reports.pages.rules.views import belief_words, clean, presence_counts, presence_words

BRANDS_DRAWN = 12
BELIEF_BRANDS = 8
PRESENCE_COLOURS: dict[str, Colour] = {str(name): colour for name, colour in PRESENCE.items()}
BELIEF_COLOURS: dict[str, Colour] = {str(name): colour for name, colour in BELIEF.items()}


@dataclass(frozen=True, slots=True)
class Drawing:
    """One chart in both widths, as SVG that is safe inside a page; ``left_out`` rows are in the table only."""

    wide: str
    narrow: str
    left_out: int = 0
    intervals: bool = False


def _draw(make: Callable[[Size], Spec], name: str, title: str, description: str) -> tuple[str, str]:
    wide, narrow = (
        draw(make(size), title=title, description=description, name=f"{name}-{size.name}") for size in SIZES
    )
    return wide, narrow


def share_of_voice(document: ReportDocument, part: Slice, name: str) -> Drawing | None:
    """Shares of the most named brands and the customer's; null where no share is measurable."""
    measurable = [brand for brand in part.brands if brand.share_of_voice.value is not None]
    shown = _shown(measurable, document, BRANDS_DRAWN)
    rows = [_bar(clean(brand.brand), brand, own=brand.brand_id == document.brand_id) for brand in shown]
    if not rows:
        return None
    drawn = _draw(
        lambda size: bars(rows, size),
        name,
        "Share of voice by brand",
        f"{count(len(rows), 'brand')} as bars with 95% intervals; the table below has every value.",
    )
    return Drawing(*drawn, left_out=len(measurable) - len(rows), intervals=any(row.low is not None for row in rows))


def by_provider(document: ReportDocument) -> Drawing | None:
    """The customer's share of voice at each provider; null unless two or more can be compared."""
    pairs = [(part_name(part), document.own(part)) for part in document.parts("provider")]
    rows = [_bar(clean(label), own, own=True) for label, own in pairs if own and own.share_of_voice.value is not None]
    if len(rows) < 2:
        return None
    title = f"Share of voice of {clean(document.brand)} by provider"
    told = "One bar with its 95% interval per provider; the table below has every value."
    return Drawing(*_draw(lambda size: bars(rows, size), "providers", title, told))


def presence(document: ReportDocument, part: Slice) -> Drawing | None:
    """How each brand stands in the answers, strongest state first; null without answers."""
    shown = _shown([brand for brand in part.brands if brand.mentions], document, BRANDS_DRAWN)
    own = document.own(part)
    if own and own not in shown:
        shown = [*shown, own]
    rows = [
        Stack(clean(brand.brand), brand.brand_id == document.brand_id, presence_counts(brand, part.answers))
        for brand in shown
    ]
    if not rows or part.answers == 0:
        return None
    told = f"Of {count(part.answers, 'answer')}, how many recommend, trust, compare or only mention each brand."
    title = "Presence of each brand in the answers"
    colours = {name: PRESENCE_COLOURS.get(name, PAGE["rival"]) for name in presence_words(document)}
    drawn = _draw(lambda size: stacks(rows, colours, part.answers, size), "presence", title, told)
    return Drawing(*drawn, left_out=sum(brand.mentions > 0 for brand in part.brands if brand not in shown))


def beliefs(document: ReportDocument, part: Slice) -> Drawing | None:
    """Which belief the answers sell with each brand; null where none was found."""
    having = [brand for brand in part.brands if sum(brand.beliefs.values())]
    rows = [_belief_stack(brand, document) for brand in _shown(having, document, BELIEF_BRANDS)]
    if not rows:
        return None
    most = max(sum(row.counts.values()) for row in rows)
    told = "For each brand, the answers by the belief that they sell with it."
    colours = {name: BELIEF_COLOURS.get(name, PAGE["rival"]) for name in belief_words(document)}
    drawn = _draw(lambda size: stacks(rows, colours, most, size), "beliefs", "Beliefs sold with each brand", told)
    return Drawing(*drawn, left_out=len(having) - len(rows))


def _belief_stack(brand: BrandFigures, document: ReportDocument) -> Stack:
    counts: Mapping[str, int] = {str(name): number for name, number in brand.beliefs.items()}
    return Stack(clean(brand.brand), brand.brand_id == document.brand_id, counts)


def _shown(brands: Sequence[BrandFigures], document: ReportDocument, most: int) -> list[BrandFigures]:
    """The first ``most`` brands; the customer's takes the last place where it would not be among them."""
    own = [brand for brand in brands if brand.brand_id == document.brand_id]
    first = list(brands[:most])
    return first if not own or own[0] in first else [*first[: most - 1], own[0]]


def _bar(label: str, brand: BrandFigures, *, own: bool) -> Bar:
    figure = brand.share_of_voice
    assert figure.value is not None
    if figure.low is None or figure.high is None:
        return Bar(label, own, figure.value, None, None)
    return Bar(label, own, figure.value, figure.low, figure.high)
