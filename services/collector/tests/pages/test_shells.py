"""Pages that a script makes: read from what they hold for others, and said to need a browser."""

import json

import pytest

from collector.pages.rules.page import ExtractedPage, extract_page

pytestmark = pytest.mark.pure
URL = "https://www.hulm.example/"
ABOUT = "Hulm rents cargo bicycles to bakeries in Odense. Every bicycle comes with a repair within one day."
SCRIPT = '<script src="/assets/index-9f2.js"></script>'


def shell(head: str = "", body: str = f'<div id="root"></div>{SCRIPT}') -> ExtractedPage:
    return extract_page(f"<html lang=en><head><title>Hulm</title>{head}</head><body>{body}</body></html>", URL)


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_structured_data_is_read() -> None:
    business = {"@context": "https://schema.org", "@type": "LocalBusiness", "name": "Hulm", "description": ABOUT}
    page = shell(linked({**business, "url": "https://hulm.example", "sameAs": ["https://social.example/hulm"]}))
    assert page.text == ABOUT
    assert page.needs_browser


def test_questions_of_structured_data_are_read() -> None:
    asked = {"@type": "Question", "name": "Does rain harm the bread in it?",
             "acceptedAnswer": {"@type": "Answer", "text": "<p>The box is closed and dry.</p>"}}  # fmt: skip
    page = shell(linked({"@graph": [{"@type": "FAQPage", "mainEntity": [asked]}]}))
    assert page.text.splitlines() == ["Does rain harm the bread in it?", "The box is closed and dry."]


def test_descriptions_are_read_and_each_is_said_once() -> None:
    page = shell(f'<meta name="description" content="{ABOUT}"><meta property="og:description" content="{ABOUT}">'
                 '<meta name="twitter:description" content="Deliver by bicycle from four hundred '
                 'crowns.">')  # fmt: skip
    assert page.text.splitlines() == [ABOUT, "Deliver by bicycle from four hundred crowns."]
    assert page.needs_browser


def test_a_noscript_is_read_where_it_says_something() -> None:
    inner = (
        f"<noscript><h1>Cargo bicycles</h1><p>{ABOUT}</p><p>Please enable JavaScript to run this app.</p></noscript>"
    )
    page = shell(body=f'{inner}<div id="app"></div>{SCRIPT}')
    assert ABOUT in page.text
    assert "JavaScript" not in page.text
    assert page.needs_browser


@pytest.mark.parametrize(
    "body",
    [
        f'<div id="__nuxt"></div>{SCRIPT}',
        f'<div id="app"><div class="spinner">Loading …</div></div>{SCRIPT}',
        f"<app-root></app-root>{SCRIPT}",
        "<noscript>You need to enable JavaScript to run this app.</noscript>",
        "<noscript>このサイトを利用するにはJavaScriptを有効にしてください。</noscript>",
        "<h1>One moment</h1><p>Enable JavaScript and cookies to continue</p>",
        SCRIPT,
    ],
)
def test_a_page_that_needs_a_browser_is_said_to_need_one(body: str) -> None:
    page = shell(body=body)
    assert page.needs_browser
    assert "JavaScript" not in page.text


@pytest.mark.parametrize(
    "body",
    [
        f"<main><h1>Hulm</h1><p>{ABOUT}</p></main>{SCRIPT}",
        "<h1>Coming soon</h1>",
        "",
        f'<div id="app"><main><h1>Hulm</h1><p>{ABOUT * 5}</p></main></div><noscript>Enable '
        f"JavaScript</noscript>{SCRIPT}",
        f'<div id="root"><h1>自転車の貸し出し'
        f"</h1><p>{'パン屋さんのための自転車を貸し出しています。' * 8}</p></div>{SCRIPT}",
    ],
)
def test_a_page_that_says_something_needs_none(body: str) -> None:
    assert not shell(f'<meta name="description" content="{ABOUT} Since 2011.">', body).needs_browser
    assert "Since 2011" not in shell(f'<meta name="description" content="{ABOUT} Since 2011.">', body).text


def test_data_of_a_script_that_holds_the_page_is_enough() -> None:
    items = [
        {"title": f"Bicycle {n}", "description": f"It carries {n} loaves up any hill of the town."} for n in range(9)
    ]
    data = json.dumps({"props": {"pageProps": {"items": items, "buildId": "x93-k"}}})
    page = shell(
        body=f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{data}</script>{SCRIPT}'
    )
    assert "It carries 8 loaves up any hill of the town." in page.text
    assert "x93" not in page.text
    assert not page.needs_browser


def test_what_is_read_beside_the_page_is_bounded() -> None:
    many = [
        {"@type": "Product", "name": f"Box {n}", "description": f"Box number {n} holds {n} loaves. " * 20}
        for n in range(999)
    ]
    assert len(shell(linked(many)).text) < 25_000
    assert len(shell(f"<meta name=description content='{'long words ' * 50_000}'>").text) < 25_000


def test_addresses_and_labels_are_no_sentences() -> None:
    page = shell(linked({"@type": "Organization", "name": "Hulm", "description": "https://hulm.example/about",
                         "slogan": "Bread rides."}) + '<meta name="description" content="Hulm">')  # fmt: skip
    assert page.text == ""
