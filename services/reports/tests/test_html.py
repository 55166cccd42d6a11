"""The page: harmless whatever the answers hold, self-contained, accessible, and the same bytes every time."""

import base64
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from reports.documents.rules.document import from_json, to_json
from reports.pages.html import content_security_policy, render
from reports.pages.rules.views import Quote, clean, heat_rows, quote, share_cell

pytestmark = pytest.mark.pure

HOSTILE = '<script>alert("x")</script>\u202eevil**md** [a](javascript:1)'
RIVAL = '"><img src=x onerror=alert(1)>'
TEMPLATE = "{{ 7*7 }}</style></svg>\x00\x0b]]>"


def page_of(document: Any) -> Any:
    return lxml_html.document_fromstring(render(document).decode())


def hostile(case: Callable[..., Any]) -> Any:
    return case(
        own=HOSTILE,
        odds=((HOSTILE, 0.4), (RIVAL, 0.5), (TEMPLATE, 0.4), ("ابن سينا للبريد", 0.3), ("A" * 300, 0.3)),
        url="https://x.example/?q=<script>",
        pattern="</blockquote></bdi><b onclick=1>\u2067 @ <!-- &amp; \x00" + "long " * 300,
        prompt="<iframe src=//evil.example></iframe>",
        universe="<u>all</u>",
    ).document()


def test_hostile_text_becomes_no_element_and_no_attribute(case: Callable[..., Any]) -> None:
    page = page_of(hostile(case))
    names = {element.tag for element in page.iter() if isinstance(element.tag, str)}
    assert names.isdisjoint({"script", "img", "iframe", "object", "form", "u", "base"})
    attributes = {name for element in page.iter() if isinstance(element.tag, str) for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on")}
    assert "style" not in attributes, "inline styles are refused by the page's own policy"


def test_hostile_text_is_shown_as_it_was_written(case: Callable[..., Any]) -> None:
    text = page_of(hostile(case)).text_content()
    assert '<script>alert("x")</script>evil**md** [a](javascript:1)' in text
    assert RIVAL in text
    assert "{{ 7*7 }}</style></svg>" in text
    assert "<iframe src=//evil.example></iframe>" in text


def test_no_mark_that_turns_the_direction_of_the_page_is_left(case: Callable[..., Any]) -> None:
    page = render(hostile(case)).decode()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]", page)
    assert clean("Acme\ufffe \U0001ffff\ufdd0Tools") == "Acme Tools"
    brand = page_of(hostile(case)).xpath("//h1/bdi")
    assert len(brand) == 1


def test_nothing_is_loaded_from_anywhere(case: Callable[..., Any]) -> None:
    page = page_of(case().document())
    assert not page.xpath("//*[@src] | //script | //link[@rel='stylesheet'] | //meta[@http-equiv='refresh']")
    assert {element.get("href")[:1] for element in page.xpath("//a")} == {"#"}
    assert [element.get("href") for element in page.xpath("//link")] == ["data:,"]
    assert not re.search(r"url\(|@import|@font-face", page.xpath("string(//style)"))


def test_the_policy_allows_this_style_sheet_and_nothing_else(case: Callable[..., Any]) -> None:
    text = render(case().document()).decode()
    style = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = page_of(case().document()).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy == content_security_policy()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_every_reference_within_the_page_has_its_target_and_no_id_occurs_twice(case: Callable[..., Any]) -> None:
    page = page_of(case(providers=("openai", "anthropic"), conversations=1).document())
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = {href[1:] for href in page.xpath("//a/@href")}
    targets |= {part for label in page.xpath("//@aria-labelledby") for part in label.split()}
    assert targets <= set(ids)
    assert page.xpath("//sup/a"), "reasons are footnotes, and this sample has some"


def test_each_chart_names_itself_and_stands_above_a_table_with_the_same_brands(case: Callable[..., Any]) -> None:
    page = page_of(case().document())
    for section in page.xpath("//section[.//svg[@role='img']]"):
        assert section.xpath(".//table"), section.get("id")
    for drawing in page.xpath("//svg[@role='img']"):
        assert [child.tag for child in drawing[:2]] == ["title", "desc"]
    drawn = {text for text in page.xpath("//section[@id='share_of_voice']//svg//text/text()") if "%" not in text}
    rows = set(page.xpath("//section[@id='share_of_voice']//tbody//th/bdi/text()"))
    assert {name for name in drawn if not name.endswith("…")} <= rows


def test_nulls_are_told_with_a_reason_and_never_printed_as_zero(case: Callable[..., Any]) -> None:
    page = page_of(case(conversations=0, failed=20).document())
    shown = page.xpath("string(//header)") + page.xpath("string(//main)")
    tiles = [" ".join(tile.text_content().split()) for tile in page.xpath("//dl[@class='tiles']/div")]
    assert len(tiles) == 5
    assert all("not measurable no answer" in tile for tile in tiles)
    assert not re.search(r"(?<!\d)0%", shown)


def test_the_brand_is_marked_in_each_quote(case: Callable[..., Any]) -> None:
    page = page_of(case().document())
    marks = page.xpath("//blockquote//mark/text()")
    assert marks
    assert marks[0] == "Tillvane"
    assert set(marks) <= {"Tillvane", "Mailchimp", "Klaviyo", "Brevo", "MailerLite", "Constant Contact"}


def test_many_brands_are_all_in_the_table_and_the_chart_says_what_it_leaves_out(case: Callable[..., Any]) -> None:
    odds = (*((f"Brand {number}", 0.6 - number / 60) for number in range(30)), ("Tillvane", 0.03))
    document = case(odds=odds, conversations=30).document()
    page = page_of(document)
    section = page.xpath("//section[@id='share_of_voice']")[0]
    assert len(section.xpath(".//tbody/tr")) == 31
    assert "Tillvane" in section.xpath(".//svg[@class='chart']//text/text()")
    assert "19 more brands in the table only" in section.text_content()


def test_an_old_report_is_rendered_again_to_the_same_bytes_by_another_process(
    case: Callable[..., Any], tmp_path: Path
) -> None:
    document = case(providers=("openai", "local")).document()
    stored = tmp_path / "report.json"
    stored.write_bytes(to_json(document))
    program = (
        "import sys; from pathlib import Path; from reports.documents.rules.document import from_json;"
        "from reports.pages.html import render;"
        "sys.stdout.buffer.write(render(from_json(Path(sys.argv[1]).read_bytes())))"
    )
    other = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    run = subprocess.run([sys.executable, "-c", program, str(stored)], env=other, capture_output=True, check=True)
    assert run.stdout == render(document)
    assert render(from_json(stored.read_bytes())) == run.stdout


def test_a_report_shows_the_sections_of_its_template_in_their_order(case: Callable[..., Any]) -> None:
    document = case().document().model_copy(update={"sections": ("method", "summary", "substitution")})
    page = page_of(document)
    assert page.xpath("//main/section/@id") == ["method", "summary", "substitution"]
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(page.xpath("//@id"))


@settings(max_examples=8, deadline=None)
@given(text=st.text(min_size=1, max_size=80))
def test_any_text_at_all_gives_a_page_of_the_same_elements(case: Callable[..., Any], text: str) -> None:
    def elements(word: str) -> list[str]:
        document = case(conversations=3).document()
        quotes = [one.model_copy(update={"prompt_text": word, "icp_name": word}) for one in document.evidence]
        measure = document.measure.model_copy(update={"universe": word, "interval_method": word})
        changes = {
            "headline": word,
            "summary": word,
            "cautions": (word,),
            "evidence": tuple(quotes),
            "measure": measure,
        }
        return [element.tag for element in page_of(document.model_copy(update=changes)).iter()]

    assert elements(text) == elements("word")


@given(text=st.text(), start=st.integers(-3, 60), end=st.integers(-3, 60))
def test_a_quote_marks_the_words_at_its_offsets_or_nothing(
    case: Callable[..., Any], text: str, start: int, end: int
) -> None:
    source = case().document().evidence[0].model_copy(update={"text": text, "start": start, "end": end})
    shown: Quote = quote(source)
    inside = 0 <= start < end <= len(text)
    assert shown.marked == (text[start:end] if inside else "")
    assert len(text) > 600 or shown.before + shown.marked + shown.after == text


@pytest.mark.parametrize(
    ("ground", "over", "words"),
    [
        ("list", "Good tools:\nfor shops", "In the list under “Good tools: for shops”"),
        ("heading", "Best buys", "Under the heading “Best buys”"),
        ("table", "| a | b |", "In the table “| a | b |”"),
        ("question", None, "It is what the question asked for"),
        ("sentence", None, ""),
        (None, None, ""),
    ],
)
def test_a_quote_says_what_makes_it_prove_its_state(
    case: Callable[..., Any], ground: str | None, over: str | None, words: str
) -> None:
    source = case().document().evidence[0].model_copy(update={"ground": ground, "ground_text": over})
    assert quote(source).ground == words


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_only_removes(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert len(clean(text)) <= len(text)


def test_a_value_without_an_interval_says_why(case: Callable[..., Any]) -> None:
    own = case(conversations=1).document().slices[0].brands[0]
    cell = share_cell(own.share_of_voice)
    assert cell.measured
    assert cell.interval is None
    assert cell.reason == "one conversation gives no interval"


def test_a_brand_that_a_part_has_no_figure_of_is_not_said_to_be_named_in_none(case: Callable[..., Any]) -> None:
    document = case().document()
    rival = document.whole().brands[0].brand_id

    def without(part: Any) -> Any:
        kept = tuple(brand for brand in part.brands if brand.brand_id != rival)
        return part.model_copy(update={"brands": kept}) if part.by == "icp" else part

    changed = document.model_copy(update={"slices": tuple(without(part) for part in document.slices)})
    (row,) = [row for row in heat_rows(changed, "icp") if row.brand == document.whole().brands[0].brand]
    assert {(cell.level, cell.reason) for cell in row.cells} == {(None, "not among the figures of this part")}
    cells = page_of(changed).xpath("//section[@id='icps']//tbody/tr[1]/td")
    assert all("not measurable" in cell.text_content() for cell in cells)
