"""Pages made to cost time: each megabyte takes about as long as the one before."""

import time
from collections.abc import Callable

import pytest

from collector.pages.rules.page import extract_page

pytestmark = pytest.mark.pure
SMALL, FOLD = 100_000, 4
GROWTH = 2.0
"""How much longer than in proportion a page of ``FOLD`` times the size may take; what grows by its square: 4."""
TRIES = 3
"""A machine that does much else makes one try slow, not all of them."""


def nested(opening: str, closing: str, depth: int, inner: str = "<p>x</p>") -> Callable[[int], str]:
    group = opening * depth + inner + closing * depth
    return lambda size: group * (size // len(group))


def repeated(text: str, *, below: str = "") -> Callable[[int], str]:
    return lambda size: below + text * (size // len(text))


HOSTILE = {
    "headers in headers": nested("<header>", "</header>", 1900),
    "headers with headlines": nested("<header>", "</header>", 500, "<h1>word</h1>"),
    "headers that never end": repeated("<header>word "),
    "headers below a tower": repeated("<header>x</header>", below="<div>" * 1500),
    "headings below a tower": repeated("<h2>x y z</h2>", below="<div>" * 1500 + "<nav>"),
    "menus in menus": nested('<div class="menu">', "</div>", 300, "Soup 1."),
    "closed panels in panels": nested("<details>", "</details>", 300),
    "hidden in hidden": nested('<span style="display:none">', "</span>", 300, "x"),
    "links that are none": lambda size: "".join(f"<a href=x{at}:y>x</a>" for at in range(size // 22)),
    "buttons that open": repeated('<button aria-controls="a b c">x</button>'),
    "values without blanks": repeated("<span><b>ab</b></span>"),
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_takes_time_in_proportion_to_its_size(markup: Callable[[int], str]) -> None:
    extract_page("<p>x", "https://x.example/")  # what is loaded once is not the page's
    grown = (seconds(markup(SMALL * FOLD)) / seconds(markup(SMALL)) for _ in range(TRIES))
    assert any(each < GROWTH * FOLD for each in grown)


def seconds(markup: str) -> float:
    begun = time.process_time()
    extract_page(markup, "https://x.example/")
    return time.process_time() - begun


def test_what_stands_very_deep_is_read() -> None:
    page = extract_page("<div>" * 900 + '<p>Far down we sell <a href="/tea">tea</a>.</p>', "https://x.example/")
    assert page.text == "Far down we sell tea."
    assert page.links == ("https://x.example/tea",)
