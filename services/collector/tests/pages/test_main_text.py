"""What of a page is its text: kinds of pages on which readers of articles fail, each short and amid much text."""

from typing import NamedTuple

import pytest

from collector.pages.rules.page import extract_page

pytestmark = pytest.mark.pure
URL = "https://www.marl-yard.example/page"
PROSE = (
    "<p>The lime kiln at Ashcombe was lit again last spring, and since then we burn chalk from the quarry behind "
    "it.</p>"
    "<p>Builders who mend old walls drive here from three counties, because lime from the bag does not set like "
    "ours.</p>"
    "<p>We slake it in pits for at least four months, then sieve it twice and fill it into tubs of twenty kilos.</p>"
    "<p>Courses on plastering take place on the first Saturday of the month in the barn, boots and lunch included.</p>"
    "<p>Ask at the gate for Rowan, who has kept the fire for eleven winters and knows every crack of the kiln.</p>"
)


class Kind(NamedTuple):
    """A piece of markup, and which words of it a reader sees."""

    markup: str
    has: tuple[str, ...] = ()
    hasnt: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {
    "a definition list as accordion": Kind(
        '<dl class="faq-accordion"><dt>Is parking free?</dt><dd>On Sundays.</dd><dt>May dogs come?</dt>'
        "<dd hidden>On a lead.</dd></dl>",
        ("Is parking free?", "On Sundays.", "On a lead."),
    ),
    "closed details": Kind(
        "<details><summary>Who pays for freight?</summary><p>We do, from ten tubs.</p></details>",
        ("Who pays for freight?", "We do, from ten tubs."),
    ),
    "tabs by role": Kind(
        '<div role="tablist"><button role="tab" aria-controls="w">Walls</button><button role="tab" aria-controls="f">'
        'Floors</button></div><div role="tabpanel" id="w"><p>Three coats on rubble stone.</p></div>'
        '<div role="tabpanel" id="f" hidden><p>Limecrete over glass gravel.</p></div>',
        ("Three coats on rubble stone.", "Limecrete over glass gravel."),
    ),
    "tabs whose panels only a link knows": Kind(
        '<ul><li><a data-toggle="tab" href="#one">Summer</a></li><li><a data-toggle="tab" '
        'href="#two">Winter</a></li></ul>'
        '<div><div id="one"><p>Open until seven.</p></div><div id="two" style="display: none"><p>Open until four.'
        "</p></div></div>",
        ("Open until seven.", "Open until four."),
    ),
    "a panel that a button opens": Kind(
        '<h3><button aria-expanded="false" aria-controls="sect7">Returns</button></h3>'
        '<div id="sect7" style="display:none"><p>Unopened tubs come back within a month.</p></div>',
        ("Unopened tubs come back within a month.",),
    ),
    "panels of Bootstrap": Kind(
        '<div class="accordion-item"><h3 class="accordion-header">Storage</h3><div class="accordion-collapse collapse">'
        '<div class="accordion-body">Keep it free of frost.</div></div></div>',
        ("Storage", "Keep it free of frost."),
    ),
    "tiles that turn": Kind(
        '<div class="flip-card"><div class="flip-card-front"><h3>Putty</h3></div><div class="flip-card-back" '
        'aria-hidden="true"><p>Ripened under water for a year.</p></div></div>',
        ("Putty", "Ripened under water for a year."),
    ),
    "slides": Kind(
        '<div class="swiper"><div class="swiper-slide"><p>A manor in slate.</p></div><div class="swiper-slide" '
        'aria-hidden="true"><p>A chapel in flint.</p></div><div class="swiper-slide swiper-slide-duplicate"><p>A '
        'manor in '
        "slate, once more.</p></div></div>",
        ("A manor in slate.", "A chapel in flint."),
        ("once more",),
    ),
    "text that waits to be found": Kind('<div hidden="until-found"><p>Pits are four metres deep.</p></div>',
                                        ("Pits are four metres deep.",)),
    "hidden for good": Kind(
        '<p hidden>Draft 9 of the copy.</p><div style="margin:0; DISPLAY : none">No such product.</div>'
        '<span style="visibility:hidden">placeholder copy</span><p>Fired with oak.</p>',
        ("Fired with oak.",),
        ("Draft 9", "No such product", "placeholder copy"),
    ),
    "clipped": Kind(
        '<p>See <a href="/p">prices<span style="position:absolute;width:1px;height:1px;overflow:hidden"> (new '
        'window)</span>'
        '</a> or <a href="/q">the map<i style="clip-path: inset(50%)"> as picture</i></a>'
        '<b style="clip: rect(1px, 1px, 1px, 1px)"> skip this</b><em style="position:absolute; left:-10000px"> '
        'moved out</em>.</p>',
        ("prices", "the map"),
        ("new window", "as picture", "skip this", "moved out"),
    ),
    "for who listens to the page": Kind(
        '<p>Tub <s><span class="sr-only">Old price</span> £21</s> £18</p><a class="btn"><span '
        'class="visually-hidden">about '
        "putty</span></a>",
        ("£18",),
        ("Old price", "about putty"),
    ),
    "only faint": Kind('<div style="opacity: 0; overflow:hidden"><p>Fades in at the scroll.</p></div>',
                       ("Fades in at the scroll.",)),
    "a noscript beside content": Kind("<noscript>Switch JavaScript on to see this.</noscript><p>Weighed by hand.</p>",
                                      ("Weighed by hand.",), ("JavaScript",)),
    "a select": Kind(
        "<p>We post to the Channel "
        "Islands.</p><form><label>Country</label><select><option>Andorra</option><option>Angola"
        '</option></select><textarea>Your words</textarea><input list="d"><datalist '
        'id="d"><option>Kent</datalist></form>',
        ("We post to the Channel Islands.",),
        ("Andorra", "Your words", "Kent"),
    ),
    "the foot of an article": Kind(
        "<article><h2>Data</h2><p>Invoices stay for ten years.</p><footer><h3>Write to us</h3><p>Kiln Lane 4, Ashcombe."
        "</p></footer></article>",
        ("Invoices stay for ten years.", "Kiln Lane 4, Ashcombe."),
    ),
    "an address in a section's foot": Kind(
        "<section><h2>Showroom</h2><p>Twelve finishes on the wall.</p><footer><address>Mill Road 9, "
        "Tarr</address></footer>"
        "</section>",
        ("Twelve finishes on the wall.", "Mill Road 9, Tarr"),
    ),
    "an ordered list under a small heading": Kind(
        "<h4>In three steps</h4><ol><li>You measure.</li><li>We mix.</li><li>It sets.</li></ol><h5>Good to "
        "know</h5><ul>"
        "<li>Wear gloves</li></ul>",
        ("In three steps", "You measure.", "It sets.", "Good to know", "Wear gloves"),
    ),
    "a carte": Kind(
        '<div class="menu"><h2>Lunch</h2><div class="menu-item"><span class="name">Barley soup</span><span '
        'class="price">6.5'
        '</span><span class="text">with lovage from the wall</span></div><div class="menu-item"><span '
        'class="name">Eel pie'
        '</span><span class="price">11</span><span class="text">smoked over beech</span></div></div>',
        ("Barley soup", "with lovage from the wall", "Eel pie", "smoked over beech"),
        ("soup6.5", "6.5with"),
    ),
    "a hero that is named a banner": Kind(
        '<div class="banner hero-banner"><h2>Walls that breathe</h2><p>Lime for houses older than cement.</p></div>',
        ("Walls that breathe", "Lime for houses older than cement."),
    ),
    "praise": Kind(
        '<section class="reviews"><h2>Heard at the gate</h2><p>The only putty I trust on a wet gable, says a mason.</p>'
        "</section>",
        ("The only putty I trust on a wet gable",),
    ),
    "figures": Kind(
        '<div class="stats-row"><div><b>4,100</b><span>tubs a year</span></div><div><b>31</b><span>chapels '
        'mended</span>'
        "</div></div>",
        ("tubs a year", "chapels mended"),
    ),
    "widgets of a page builder": Kind(
        '<div class="elementor-widget elementor-widget-text-editor"><div class="elementor-widget-container"><p>Sand '
        'comes '
        "from the river.</p></div></div>",
        ("Sand comes from the river.",),
    ),
    "a consent dialogue without a name": Kind(
        '<div class="x7"><p>We use cookies and similar means to measure what is read. Do you accept all '
        'cookies?</p></div>'
        "<p>Hot lime by appointment.</p>",
        ("Hot lime by appointment.",),
        ("similar means",),
    ),
    "a consent dialogue of a vendor": Kind(
        '<div id="CybotCookiebotDialog"><h2>This is about your data</h2><p>With your consent 211 firms read '
        'identifiers on '
        "your device and keep cookies there.</p><button>Allow all</button></div><p>Trade counter at the back.</p>",
        ("Trade counter at the back.",),
        ("211 firms", "Allow all"),
    ),
    "broken words": Kind(
        "<h2>Kalk&shy;putz&shy;arbeiten</h2><p>Ab 12&nbsp;500&nbsp;Euro, Ge&#8203;rüst in&#8288;klusive.</p>",
        ("Kalkputzarbeiten", "12 500 Euro", "Gerüst inklusive"),
    ),
}  # fmt: skip


def read(body: str) -> str:
    return extract_page(f"<html lang=en><head><title>Lime</title></head><body>{body}</body></html>", URL).text


def check(kind: Kind, text: str) -> None:
    assert [words for words in kind.has if words not in text] == []
    assert [words for words in kind.hasnt if words in text] == []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_on_a_short_page(kind: Kind) -> None:
    check(kind, read(f"<main><h1>Ashcombe Lime</h1>{kind.markup}</main>"))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_amid_much_text(kind: Kind) -> None:
    text = read(f"<main><h1>Ashcombe Lime</h1>{PROSE}{kind.markup}{PROSE.replace('kiln', 'oven')}</main>")
    check(kind, text)
    assert "burn chalk" in text


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_on_a_page_of_divisions(kind: Kind) -> None:
    nav = '<div class="nav"><a href="/a">Lime</a><a href="/b">Paint</a><a href="/c">Courses</a></div>'
    check(
        kind, read(f'{nav}<div class="content"><h1>Ashcombe Lime</h1>{kind.markup}</div><div class="footer">© A</div>')
    )


def test_a_page_whose_text_stands_in_an_aside_is_read() -> None:
    text = read(f'<div class="top"><a href="/">Home</a></div><aside class="body"><h1>Our yard</h1>{PROSE}</aside>')
    assert "burn chalk" in text
    text = read("<nav><a href=/>Home</a></nav><aside><h1>Our yard</h1><p>We burn chalk.</p></aside><p>© Marl</p>")
    assert "We burn chalk." in text


def test_an_aside_beside_the_text_is_not_the_text() -> None:
    text = read(f"<main><h1>Lime</h1>{PROSE}</main><aside><h2>Latest news</h2><p>Fair on Friday.</p></aside>")
    assert "Fair on Friday" not in text


@pytest.mark.parametrize(
    "menu",
    [
        '<div class="menu"><ul><li><a href="/a">Lime</a></li><li><a href="/b">Paint</a></li></ul></div>',
        '<div class="mega-menu"><div><b>Shop</b><a href="/a">Lime putty</a><a href="/b">Lime paint</a></div></div>',
        '<div class="related"><h3>You may like</h3><a href="/s">Sand</a><a href="/t">Trowels of steel</a></div>',
    ],
)
def test_a_menu_of_links_is_no_text(menu: str) -> None:
    text = read(f"{menu}<main><h1>Ashcombe</h1>{PROSE}</main>{menu}")
    assert not any(word in text for word in ("Paint", "Lime paint", "Trowels"))


@pytest.mark.parametrize(
    "notice",
    [
        "We and our 90 partners store and read cookies on your device.",
        "Wir nutzen Cookies, um diese Seite zu verbessern.",
        "Nous utilisons des cookies pour mesurer l'audience.",
        "Utilizamos cookies propias y de terceros.",
        "Utilizziamo i cookie per migliorare il sito.",
        "Wij gebruiken cookies om de site te verbeteren.",
        "Мы используем файлы cookie, чтобы сайт работал лучше.",
        "Używamy plików cookie i podobnych technologii.",
        "Používáme soubory cookie ke zlepšení webu.",
        "A weboldal sütiket használ a jobb élményért.",
        "Sitemizde çerezleri kullanıyoruz.",
        "Käytämme evästeitä sivuston parantamiseen.",
        "Vi använder kakor för att förbättra sidan.",
        "当サイトではクッキーを使用しています。",
        "이 사이트는 쿠키를 사용합니다.",
        "我们使用 cookie 来改善您的体验。",
    ],
)
def test_a_notice_of_cookies_is_no_text_in_any_language(notice: str) -> None:
    text = read(f'<div class="bar"><p>{notice}</p></div><main><h1>Lime</h1><p>We burn chalk.</p></main>')
    assert text.split("\n") == ["Lime", "We burn chalk."]


@pytest.mark.parametrize("line", ["Our cookies have butter in them.", "We use oak.", "Cookies, 2 pounds the dozen"])
def test_a_bakers_cookies_stay(line: str) -> None:
    assert line in read(f"<main><h1>Bakery</h1><p>{line}</p></main>")
