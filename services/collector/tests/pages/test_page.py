"""What a page says, and that no page is too broken to be read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.pages.rules.page import extract_page, page_type_of

pytestmark = pytest.mark.pure
URL = "https://www.tealight.example/shop/candles"
SENTENCES = "We pour candles by hand in a small workshop. Each one burns for forty hours and smells of oranges. " * 6

PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Hand-poured candles | Tealight</title>
<meta name="description" content="Candles, poured by hand."><meta property="og:site_name" content="Tealight"></head>
<body><nav><a href="/">Home</a><a href="/about#team">About</a></nav>
<main><h1>Hand-poured candles</h1><p>{SENTENCES}</p><h2>Scents</h2><ul><li>Orange peel</li><li>Cedar wood</li></ul>
<a href="https://other.example/x?b=2&amp;a=1">Partner</a><a href="/about">About again</a>
<a href="mailto:a@b.example">Mail</a></main>
<footer><h3>Imprint</h3>All rights reserved by nobody</footer><script>var hidden = "nonsense";</script></body></html>"""


def test_a_page_is_read_with_all_its_parts() -> None:
    page = extract_page(PAGE, URL)
    assert page.title == "Hand-poured candles"
    assert page.language == "en"
    assert page.meta_description == "Candles, poured by hand."
    assert page.headings == ("Hand-poured candles", "Scents")
    assert page.page_type == "product"
    assert "smells of oranges" in page.text
    assert "nonsense" not in page.text
    assert "All rights reserved" not in page.text
    assert page.word_count > 50
    assert page.excerpt.startswith("Hand-poured candles We pour candles by hand")
    assert len(page.excerpt) <= 302
    assert not page.nofollow


def test_links_are_absolute_canonical_in_document_order_and_given_once() -> None:
    assert extract_page(PAGE, URL).links == (
        "https://www.tealight.example/",
        "https://www.tealight.example/about",
        "https://other.example/x?a=1&b=2",
    )


def test_links_are_resolved_against_the_base_of_the_page() -> None:
    html = '<base href="/deep/er/"><a href="x">x</a><a href="../y">y</a><base href="/ignored/">'
    assert extract_page(html, URL).links == (
        "https://www.tealight.example/deep/er/x",
        "https://www.tealight.example/deep/y",
    )


def test_a_base_that_is_no_web_address_counts_as_absent() -> None:
    html = '<base href="javascript:alert(1)"><a href="x">x</a>'
    assert extract_page(html, URL).links == ("https://www.tealight.example/shop/x",)


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("Prices – Tealight", "https://tealight.example/prices", "Prices"),
        ("Tealight: Prices", "https://tealight.example/prices", "Tealight: Prices"),
        ("Tealight | Prices", "https://tealight.example/prices", "Prices"),
        ("Red - green candles", "https://tealight.example/x", "Red - green candles"),
        ("Tealight – candles for cafés", "https://tealight.example/", "Tealight – candles for cafés"),
        ("Tealight", "https://tealight.example/x", "Tealight"),
    ],
)
def test_the_sites_name_is_cut_off_the_title_except_at_home(title: str, url: str, expected: str) -> None:
    assert extract_page(f"<title>{title}</title><p>text", url).title == expected


def test_without_a_title_the_headline_stands_in() -> None:
    assert extract_page("<h1>Our <em>candles</em></h1>", URL).title == "Our candles"


def test_the_title_of_a_drawing_is_not_the_pages() -> None:
    assert extract_page("<body><svg><title>Icon</title></svg><h1>Candles</h1>", URL).title == "Candles"


@pytest.mark.parametrize(("declared", "language"), [("de-AT", "de"), ("EN", "en"), ("pt_BR", "pt")])
def test_the_declared_language_counts(declared: str, language: str) -> None:
    assert extract_page(f'<html lang="{declared}"><p>Orange 40', URL).language == language


def test_a_language_that_is_not_declared_is_found_in_the_text() -> None:
    german = "Wir gießen Kerzen von Hand in einer kleinen Werkstatt, und jede einzelne brennt vierzig Stunden lang. "
    assert extract_page(f"<p>{german * 3}", URL).language == "de"
    assert extract_page(f"<html lang='x-unknown-thing'><p>{SENTENCES}", URL).language == "en"
    assert extract_page("<p>Hm.</p>", URL).language is None


def test_bytes_are_read_in_the_encoding_that_holds() -> None:
    text = "<p>Käse für Müßiggänger, täglich frisch und ohne Zusätze.</p>"
    assert "Müßiggänger" in extract_page(text.encode(), URL).text
    assert "Müßiggänger" in extract_page(text.encode("cp1252"), URL).text
    assert "Müßiggänger" in extract_page(f'<meta charset="iso-8859-1">{text}'.encode("latin-1"), URL).text
    in_greek = "<p>Καλημέρα σε όλους τους πελάτες μας</p>".encode("iso-8859-7")
    assert "Καλημέρα" in extract_page(in_greek, URL, content_type="text/html; charset=iso-8859-7").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "homepage"), ("", "homepage"), ("/index.html", "homepage"), ("/en/", "homepage"), ("/de", "homepage"),
        ("/products/lamp", "product"), ("/pricing.html", "product"), ("/features/editor.html", "product"),
        ("/services/repair", "service"), ("/leistungen", "service"), ("/blog/2024/first", "blog"), ("/news", "blog"),
        ("/about-us", "about"), ("/team/anna", "about"), ("/contact", "contact"), ("/kontakt/", "contact"),
        ("/blog/about-our-products", "blog"), ("/anything", "other"),
    ],
)  # fmt: skip
def test_the_kind_of_a_page_is_in_its_path(path: str, kind: str) -> None:
    assert page_type_of(f"https://tealight.example{path}", frozenset()) == kind


def test_the_kind_of_a_page_may_be_in_its_structured_data() -> None:
    product = '<script type="application/ld+json">{"@graph":[{"@type":["Thing","Product"]}]}</script><p>x'
    assert extract_page(product, "https://tealight.example/orange-40").page_type == "product"
    broken = '<script type="application/ld+json">{"@type": "Product"</script><p>x'
    assert extract_page(broken, "https://tealight.example/orange-40").page_type == "other"


def test_robots_meta_is_noted() -> None:
    assert extract_page('<meta name="ROBOTS" content="noindex, NoFollow"><a href=x>x</a>', URL).nofollow
    assert not extract_page('<meta name="robots" content="index,follow">', URL).nofollow


def test_a_page_of_many_short_sections_is_read_whole() -> None:
    cards = "".join(f"<div class=card><h3>Scent {n}</h3><p>Burns {n} hours.</p></div>" for n in range(60))
    text = extract_page(f"<body><div class=menu>Home Shop Cart</div><div>{cards}</div></body>", URL).text
    assert all(f"Scent {n}\n" in text for n in range(60))
    assert "Home Shop Cart" not in text


@pytest.mark.parametrize(
    "html",
    [
        "", "   \n", "<", "<<<>>><p", "<!-- only a comment -->", "<html></html>", "\x00<p>a\x00b</p>\x00",
        "<p>\ud800\udfff",
        b"", b"\xff\xfe", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.7 \xff\x00" * 50, bytes(range(256)) * 20,
        '<?xml version="1.0" encoding="utf-16"?><html/>', "<base href='http://['><a href='http://[::1'>x</a>",
        "<meta><title></title><a href=''></a><a></a>", "&#0;&#xD800;&#x110000;&bogus;", "<html lang=''><body lang=''>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("url", [URL, "", "not a url", "http://[::1"])
def test_no_page_is_too_broken(html: str | bytes, url: str) -> None:
    page = extract_page(html, url)
    assert page.text == page.text.encode("utf-8").decode("utf-8").replace("\x00", "")


@given(st.text() | st.binary())
@settings(max_examples=80, deadline=None)
def test_any_input_gives_a_page_that_can_be_encoded(html: str | bytes) -> None:
    page = extract_page(html, URL)
    "".join([page.title or "", page.text, *page.links, *page.headings, page.meta_description or ""]).encode("utf-8")


@pytest.mark.parametrize("depth", [300, 3_000, 60_000])
def test_text_below_and_after_deep_nesting_is_read(depth: int) -> None:
    html = f"<p>first words</p>{'<div>' * depth}deep words{'</div>' * depth}<p>last words</p>"
    assert extract_page(html, URL).text == "first words\ndeep words\nlast words"
