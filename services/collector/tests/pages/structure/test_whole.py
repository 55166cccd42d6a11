"""The structure of whole pages, written as different people write them."""

import json

import pytest

from collector.pages.rules.page import extract_page
from collector.pages.rules.structure.whole import STRUCTURE_BYTES
from common.contracts.vocabulary import PageStructure

pytestmark = pytest.mark.pure
URL = "https://www.tealight.example/lamps.html"

EVENTS = [{"@type": "Event", "name": f"{n}" * 300} for n in range(500)]
THEME = """<!doctype html><html lang="en"><head><title>Lamps – Tealight &amp; Sons</title>
<meta property="og:site_name" content="Tealight"><script type="application/ld+json">{"@graph": [
{"@type": ["Store", "LocalBusiness"], "@id": "#us", "name": "Tealight & Sons", "address": {"addressLocality":
"Wexcombe",
 "addressCountry": "GB"}}, {"@type": "Product", "name": "Storm lamp", "brand": {"@type": "Brand", "name": "Harrowlite"},
 "offers": [{"price": "48.00", "priceCurrency": "GBP"}], "review": {"@type": "Review", "reviewBody": "Mine leaks."}},
{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Do they smoke?", "acceptedAnswer":
 {"@type": "Answer", "text": "<p>Not with the wick trimmed.</p>"}}]},
{"@type": "BreadcrumbList", "itemListElement": [{"position": 2, "name": "Lamps"}, {"position": 1, "name": "Shop"}]}]}
</script></head><body class="has-sidebar menu-open"><header><a class="site-logo" href="/"><img src="l.png"
alt="Tealight">
<span class="sr-only">to the start</span></a><nav><a href="/lamps">Lamps</a> <a href="/wicks"><img alt="Wicks"></a>
<a href="/lamps">lamps</a></nav></header><main><h1>Lamps that last</h1><p>We mend and sell oil lamps.</p>
<ul><li>Storm lamps</li><li>Desk lamps</li></ul><div class="price">from £48.00</div><h2>Does it
smell?</h2><p>Of nothing.
</p><section class="testimonials"><h2>Heard at the counter</h2><div class="card"><p>“Burns all night.”</p><span
class="author">Nell, Wexcombe</span></div><div class="card"><p>“It was my grandmother's.”</p><cite>Abel</cite></div>
</section><table><tr><th>Model</th><th>Hours</th></tr><tr><td>Storm</td><td>12</td></tr></table>
<dl><dt>Wick</dt><dd>The cotton that burns.</dd></dl></main>
<section id="comments"><h3>2 comments</h3><ol class="commentlist"><li>Cheap casino bonus here, dear readers of the lamp.
</li></ol><div id="respond">Leave a reply</div></section>
<aside class="sidebar">Related posts: Candles</aside><div class="cookie-banner">We use cookies. Accept all?</div>
<footer><p>© 2011-2026 Tealight &amp; Sons Ltd. Registered in England, company no. 00112233.</p><a href="/x">Terms</a>
</footer></body></html>"""


def blocks(page: PageStructure, kind: str) -> list[str]:
    return [block.text for block in page.outline if block.kind == kind]


def test_a_page_says_whose_it_is_in_several_places() -> None:
    marks = {(mark.kind, mark.text) for mark in extract_page(THEME, URL).structure.marks}
    assert {
        ("site_name", "Tealight"), ("logo", "Tealight"), ("publisher", "Tealight & Sons"),
        ("copyright", "Tealight & Sons Ltd."), ("legal_name", "Tealight & Sons Ltd."),
    } <= marks  # fmt: skip


def test_structured_data_is_read_without_reviews() -> None:
    structure = extract_page(THEME, URL).structure
    shop, lamp, question = structure.items
    assert (shop.type, shop.name, shop.place, shop.country) == ("Store", "Tealight & Sons", "Wexcombe", "GB")
    assert (lamp.name, lamp.brand, lamp.price, lamp.currency) == ("Storm lamp", "Harrowlite", "48.00", "GBP")
    assert (question.name, question.description) == ("Do they smoke?", "Not with the wick trimmed.")
    assert structure.breadcrumbs == ("Shop", "Lamps")
    assert "leaks" not in structure.model_dump_json()


def test_the_outline_tells_kinds_of_blocks_apart() -> None:
    page = extract_page(THEME, URL).structure
    assert page.full_title == "Lamps – Tealight & Sons"
    assert page.navigation == ("Lamps", "Wicks")
    assert blocks(page, "heading") == ["Lamps that last", "Heard at the counter"]
    assert blocks(page, "item") == ["Storm lamps", "Desk lamps"]
    assert blocks(page, "price") == ["from £48.00"]
    assert (blocks(page, "question"), blocks(page, "answer")[0]) == (["Does it smell?"], "Of nothing.")
    assert blocks(page, "quote") == ["“Burns all night.” — Nell, Wexcombe", "“It was my grandmother's.” — Abel"]
    assert blocks(page, "row") == ["Model | Hours", "Storm | 12"]
    assert blocks(page, "term") == ["Wick"]


@pytest.mark.parametrize("word", ["casino", "cookies", "Leave a reply", "Candles"])
def test_what_others_put_on_a_page_is_neither_in_its_outline_nor_in_its_text(word: str) -> None:
    page = extract_page(THEME, URL)
    assert word not in " ".join(block.text for block in page.structure.outline)
    assert word not in page.text


def test_a_page_of_tables_in_windows_1252_is_read() -> None:
    markup = """<html><body><table><tr><td><a href="a.htm"><img alt="Über uns"></a><br><a href="p.htm"><img
alt="Preise">
    </a><br><a href="w.htm"><img alt="Anfahrt"></a></td><td><p>Wir schleifen Messer für Küche und Gärtnerei.</p><p>Seit
    1988 in Nörten.</p><p>Täglich außer montags.</p><table border=1><tr><td>Küchenmesser</td><td>4 €</td></tr></table>
    <p><b>Wie lange dauert es?</b> Einen Tag.</p></td></tr></table></body></html>"""
    page = extract_page(markup.encode("cp1252"), "https://schleifer.example/start.htm").structure
    assert page.navigation == ("Über uns", "Preise", "Anfahrt")
    assert blocks(page, "row") == ["Küchenmesser | 4 €"]
    assert blocks(page, "paragraph")[0] == "Wir schleifen Messer für Küche und Gärtnerei."
    assert (blocks(page, "question"), blocks(page, "answer")) == (["Wie lange dauert es?"], ["Einen Tag."])


def test_a_page_whose_script_makes_it_is_read_from_its_data() -> None:
    data = {
        "nav": [{"label": "Plans", "href": "/plans"}],
        "hero": {"heading": "Rotas without tears", "sub": "Shift planning for small kitchens and cafés.", "id": "h-77"},
        "plans": [{"name": "Simmer", "price": {"display": "£9"}, "bullets": ["Ten cooks", "Two kitchens"]}],
        "faq": [{"q": "Can I cancel?", "a": "<p>At any time, in two taps.</p>"}],
        "footer": {"legal": "© 2026 Rotalux Ltd"}, "messages": {"cookie": "We use cookies, accept them."},
        "class": "text-xl font-bold", "url": "https://x.example/some thing here",
    }  # fmt: skip
    markup = (
        f'<body><div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    )
    page = extract_page(markup, "https://rotalux.example/")
    assert page.text.splitlines() == [
        "Rotas without tears", "Shift planning for small kitchens and cafés.", "Simmer", "£9", "Ten cooks",
        "Two kitchens", "Can I cancel?", "At any time, in two taps.",
    ]  # fmt: skip
    assert page.headings == ("Rotas without tears", "Simmer", "Can I cancel?")
    assert page.structure.navigation == ("Plans",)
    assert ("copyright", "Rotalux Ltd") in {(mark.kind, mark.text) for mark in page.structure.marks}


def test_a_page_in_japanese_is_read() -> None:
    markup = """<html lang="ja"><title>会社概要｜灯り工房</title><h1>会社概要</h1>
    <table><tr><th>会社名</th><td>株式会社灯り工房
    </td></tr></table><p>石油ランプの修理と販売をしています。</p>
    <div id="cookie-consent">当サイトはクッキーを使用しています。同意する</div>
    <footer>Copyright (C) 2009 AKARI KOBO All Rights Reserved.</footer>"""
    page = extract_page(markup, "https://akari.example/company.html").structure
    marks = {(mark.kind, mark.text) for mark in page.marks}
    assert {("legal_name", "株式会社灯り工房"), ("copyright", "AKARI KOBO")} <= marks
    assert blocks(page, "row") == ["会社名 | 株式会社灯り工房"]
    assert "クッキー" not in page.model_dump_json()


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        (
            "<h1>Impressum</h1><p>Angaben gemäß § 5 TMG</p><p>Kerzenhof Alm GmbH &amp; Co. KG</p>",
            "Kerzenhof Alm GmbH & Co. KG",
        ),
        ("<h1>Impressum</h1><p>Angaben gemäß § 5 TMG</p><p>Dr. Mia Kern</p><p>Hosting: Wolke GmbH</p>", "Dr. Mia Kern"),
        ("<h1>Mentions légales</h1><p>Éditeur : Les Bougies SARL au capital de 8 000 €</p>", "Les Bougies SARL"),
    ],
)
def test_an_imprint_names_who_is_responsible_and_not_who_hosts(markup: str, name: str) -> None:
    marks = extract_page(markup, "https://x.example/impressum").structure.marks
    assert [mark.text for mark in marks if mark.kind == "legal_name"] == [name]


def test_microdata_is_read_like_json_ld() -> None:
    markup = """<article itemscope itemtype="https://schema.org/Product"><h3 itemprop="name">Longtail</h3><b
    itemprop="brand">Pliova</b><p itemprop="offers" itemscope itemtype="https://schema.org/Offer"><data itemprop="price"
    value="4290">4 290 €</data></p></article>"""
    (item,) = extract_page(markup, URL).structure.items
    assert (item.type, item.name, item.brand, item.price) == ("Product", "Longtail", "Pliova", "4290")


@pytest.mark.parametrize(
    "markup",
    [
        "<p>" + "word of a page " * 60_000,
        "".join(f"<h2>Heading {n}</h2><p>{'text ' * 90}{n}</p>" for n in range(900)),
        f'<p>x<script type="application/ld+json">{json.dumps(EVENTS)}</script>',
        '<script type="application/ld+json">' + '[{"@type":' * 5_000 + "</script><p>\x00\ud800</p>",
        '<script id="__NEXT_DATA__">' + '{"a":' * 50_000,
    ],
)  # fmt: skip
def test_no_page_makes_a_structure_beyond_its_bounds(markup: str) -> None:
    structure = extract_page(markup, URL).structure
    assert len(structure.model_dump_json().encode()) <= STRUCTURE_BYTES
    assert len(structure.outline) <= 400
    assert all(len(block.text) <= 600 for block in structure.outline)
    assert PageStructure.model_validate_json(structure.model_dump_json()) == structure


def test_a_breadcrumb_at_an_endless_position_is_read_last() -> None:
    steps = [{"position": int("9" * 400), "name": "Hoes"}, {"position": 1, "name": "Tools"}]
    data = json.dumps({"@type": "BreadcrumbList", "itemListElement": steps})
    page = extract_page(f'<script type="application/ld+json">{data}</script><p>Tools</p>', "https://x.example/tools")
    assert page.structure.breadcrumbs == ("Tools", "Hoes")
