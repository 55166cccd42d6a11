"""Pages made to cost time: each megabyte takes about as long as the one before."""

import time

import pytest

from collector.pages.rules.page import extract_page

pytestmark = pytest.mark.pure
SIZE = 1_000_000
SECONDS = 4.0
"""Of the processor, for a megabyte on a slow machine; the first took 6, and five megabytes of it 51."""


def nested(opening: str, closing: str, depth: int, inner: str = "<p>x</p>") -> str:
    group = opening * depth + inner + closing * depth
    return group * (SIZE // len(group))


HOSTILE = {
    "headers in headers": nested("<header>", "</header>", 1900),
    "headers with headlines": nested("<header>", "</header>", 500, "<h1>word</h1>"),
    "headers that never end": "<header>word " * (SIZE // 13),
    "headers below a tower": "<div>" * 1500 + "<header>x</header>" * (SIZE // 18),
    "headings below a tower": "<div>" * 1500 + "<nav>" + "<h2>x y z</h2>" * (SIZE // 14),
    "menus in menus": nested('<div class="menu">', "</div>", 300, "Soup 1."),
    "closed panels in panels": nested("<details>", "</details>", 300),
    "hidden in hidden": nested('<span style="display:none">', "</span>", 300, "x"),
    "links that are none": "".join(f"<a href=x{at}:y>x</a>" for at in range(SIZE // 22)),
    "buttons that open": '<button aria-controls="a b c">x</button>' * (SIZE // 40),
    "values without blanks": "<span><b>ab</b></span>" * (SIZE // 22),
}  # fmt: skip


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_is_read_in_time(markup: str) -> None:
    extract_page("<p>x", "https://x.example/")  # what is loaded once is not the page's
    begun = time.process_time()
    extract_page(markup, "https://x.example/")
    assert time.process_time() - begun < SECONDS


def test_what_stands_very_deep_is_read() -> None:
    page = extract_page("<div>" * 900 + '<p>Far down we sell <a href="/tea">tea</a>.</p>', "https://x.example/")
    assert page.text == "Far down we sell tea."
    assert page.links == ("https://x.example/tea",)
