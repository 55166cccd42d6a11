"""The drawings: what they contain, what they refuse, and that fonts don't move them."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from reports.pages.rules import drawings, palette
from reports.pages.rules.charts import NARROW, SIZES, WIDE, Bar, Stack, bars, shortened, stacks
from reports.pages.rules.svg import DrawingError, draw, rebuilt

pytestmark = pytest.mark.pure

ROWS = (
    Bar("Mailchimp", False, 0.31, 0.2, 0.45),
    Bar("Tillvane", True, 0.12, 0.02, 0.3),
    Bar("Brevo", False, 0.1, None, None),
)
STACKS = (Stack("Mailchimp", False, {"recommended": 3, "ignored": 17}), Stack("Tillvane", True, {"ignored": 20}))


def drawn(spec: dict[str, Any]) -> str:
    return draw(spec, title="Share <of> voice", description="Bars & whiskers", name="chart")


def test_a_drawing_is_as_wide_as_its_size_says() -> None:
    for size in SIZES:
        assert f'viewBox="0 0 {size.width} ' in drawn(bars(ROWS, size))


def test_the_customers_bar_has_its_own_colour_and_there_is_one() -> None:
    svg = drawn(bars(ROWS, WIDE))
    fills = re.findall(r'fill="(#[0-9a-f]{6})"', svg)
    assert fills.count(palette.PAGE["own"].light) == 2, "the bar and its label"
    assert fills.count(palette.PAGE["rival"].light) == 2


def test_a_whisker_is_drawn_only_where_there_is_an_interval() -> None:
    whisker = palette.PAGE["whisker"].light
    assert drawn(bars(ROWS, WIDE)).count(f'stroke="{whisker}"') == 2
    assert drawn(bars(ROWS[2:], WIDE)).count(whisker) == 0


def test_values_stand_beside_the_bars_and_names_before_them() -> None:
    texts = re.findall(r">([^<>]+)</text>", drawn(bars(ROWS, NARROW)))
    assert {"31%", "12%", "10%", "Mailchimp", "Tillvane", "Brevo"} <= set(texts)


def test_each_state_of_a_stack_has_its_colour_and_what_is_nought_is_not_drawn() -> None:
    colours = {str(name): colour for name, colour in palette.PRESENCE.items()}
    svg = drawn(stacks(STACKS, colours, 20, WIDE))
    assert svg.count(f'fill="{palette.PRESENCE["recommended"].light}"') == 1
    assert svg.count(f'fill="{palette.PRESENCE["ignored"].light}"') == 2
    assert palette.PRESENCE["trusted"].light not in svg


def test_title_and_description_are_escaped() -> None:
    svg = drawn(bars(ROWS, WIDE))
    assert '<title id="chart-title">Share &lt;of&gt; voice</title>' in svg
    assert "Bars &amp; whiskers" in svg


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert drawn(bars(ROWS, WIDE)) == drawn(bars(ROWS, WIDE))


@pytest.mark.parametrize(
    "planted",
    [
        "<script>alert(1)</script>",
        '<g onclick="alert(1)"><path d="M0,0"/></g>',
        '<a href="https://x.example"><path d="M0,0"/></a>',
        '<image href="https://x.example/p.png"/>',
        '<rect style="fill:url(https://x.example)"/>',
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_a_drawing_with_anything_else_in_it_is_refused(planted: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{planted}</svg>'
    with pytest.raises(DrawingError):
        rebuilt(svg, title="t", description="d", name="n")


def test_a_long_label_is_cut_with_an_ellipsis() -> None:
    assert shortened("a" * 30, 10) == "a" * 9 + "…"
    assert shortened("short", 10) == "short"


def test_every_light_colour_occurs_once_so_that_each_follows_its_own_variable() -> None:
    lights = [colour.light for colour in palette.roles().values()]
    assert len(lights) == len(set(lights))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("text", "ground"), [
    ("ink", "paper"), ("ink", "surface"), ("muted", "paper"), ("muted", "surface"), ("own", "paper"),
    ("own", "own-soft"), ("ink", "own-soft"), ("ink", "caution-soft"), ("caution", "caution-soft"), ("ink", "heat"),
])  # fmt: skip
def test_text_can_be_read_on_its_ground(text: str, ground: str, dark: bool) -> None:
    """Contrast of at least 4.5 to 1, WCAG 2.2 criterion 1.4.3."""
    pair = [palette.PAGE[name].dark if dark else palette.PAGE[name].light for name in (text, ground)]
    lighter, darker = sorted((luminance(colour) for colour in pair), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_customers_brand_is_drawn_even_where_it_is_named_least(case: Callable[..., Any]) -> None:
    odds = (*((f"Brand {number}", 0.6) for number in range(20)), ("Tillvane", 0.02))
    document = case(odds=odds, conversations=20).document()
    drawing = drawings.share_of_voice(document, document.whole(), "share")
    assert drawing is not None
    assert drawing.left_out == 9
    assert "Tillvane" in drawing.wide
    assert "Tillvane" in drawing.narrow


def test_one_provider_is_not_compared_with_itself(case: Callable[..., Any]) -> None:
    assert drawings.by_provider(case().document()) is None
    assert drawings.by_provider(case(providers=("openai", "anthropic")).document()) is not None
