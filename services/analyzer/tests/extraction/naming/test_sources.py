"""Who is given as a source is cited, not mentioned: links behind sentences, lists of sources, "according to"."""

import pytest

from analyzer.extraction import Extraction, WantedBrand, extract

pytestmark = pytest.mark.pure
BRANDS = [WantedBrand("Acmet", (), ("acmet.com",)), WantedBrand("Zendoro", (), ("zendoro.io",)), WantedBrand("Kruxo")]


def read(answer: str, prompt: str | None = None) -> Extraction:
    return extract(answer, BRANDS, prompt=prompt)


def named(answer: str, prompt: str | None = None) -> set[str]:
    return {state.brand for state in read(answer, prompt).states if state.presence != "ignored"}


def cited(answer: str) -> list[tuple[str, str | None]]:
    return [(one.host, one.name) for one in read(answer).citations]


LASTS = "A filter lasts half a year"


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        (f"{LASTS}. ([acmet.com](https://www.acmet.com/care?utm_source=chatgpt.com))", [("acmet.com", None)]),
        (f"{LASTS}. ([Acmet](https://www.acmet.com))", [("acmet.com", "Acmet")]),
        (f"{LASTS} ([Acmet](https://www.acmet.com/care)) and costs little.", [("acmet.com", "Acmet")]),
        (
            f"{LASTS} ([Acmet](https://acmet.com/a), [Warentest](https://test.de/b)).",
            [("acmet.com", "Acmet"), ("test.de", "Warentest")],
        ),
        (f"{LASTS}. [Acmet](https://acmet.com/a)", [("acmet.com", "Acmet")]),
        (
            f"{LASTS}. [Acmet](https://acmet.com/a) [Zendoro](https://zendoro.io)\nIt is washable.",
            [("acmet.com", "Acmet"), ("zendoro.io", "Zendoro")],
        ),
        (f"{LASTS}. [Acmet](https://acmet.com/a) The grid is washable.", [("acmet.com", "Acmet")]),
        (
            f"{LASTS}[Acmet](https://acmet.com/a)[CNET](https://cnet.com/b).",
            [("acmet.com", "Acmet"), ("cnet.com", "CNET")],
        ),
        (f"{LASTS} – [Acmet](https://acmet.com/a)", [("acmet.com", "Acmet")]),
        (f"{LASTS} (source: [Acmet](https://acmet.com)).", [("acmet.com", "Acmet")]),
        (f"{LASTS} [Acmet+2].", [("", "Acmet")]),
        (f"{LASTS} [Acmet +3](https://acmet.com/a).", [("acmet.com", "Acmet")]),
        (f"{LASTS}.Acmet+2Zendoro+1 It is washable.", [("", "Acmet"), ("", "Zendoro")]),
        (f"{LASTS}.\nAcmet\n+2\nIt is washable.", [("", "Acmet")]),
        (f"{LASTS}. (acmet.com)", [("acmet.com", None)]),
        (f"{LASTS}. (Acmet, Zendoro)", [("", "Acmet"), ("", "Zendoro")]),
        (f"{LASTS} [acmet.com].", [("acmet.com", None)]),
        (f"{LASTS}. [Acmet]", [("", "Acmet")]),
        (f"{LASTS} [](https://acmet.com/a).", [("acmet.com", None)]),
        (f"{LASTS} [↗](https://acmet.com/a).", [("acmet.com", None)]),
        (f"{LASTS} (https://acmet.com/care).", [("acmet.com", None)]),
        (f"{LASTS}【5†Acmet】.", [("", "Acmet")]),
        (f"{LASTS}【5†acmet.com】.", [("acmet.com", None)]),
        (f"{LASTS} 【Acmet】.", [("", "Acmet")]),
        (f"{LASTS}.[oai_citation:1‡Acmet](https://acmet.com/a)", [("acmet.com", "Acmet")]),
        (
            "| What | How long |\n|---|---|\n| Filter | half a year ([Acmet](https://acmet.com/a)) |",
            [("acmet.com", "Acmet")],
        ),
        ("フィルターは半年もちます。[Acmet](https://acmet.com/a)", [("acmet.com", "Acmet")]),
        ("Der Filter hält ein halbes Jahr. ([Acmet](https://acmet.com/de))", [("acmet.com", "Acmet")]),
    ],
)
def test_a_source_behind_a_sentence_is_cited_and_not_mentioned(answer: str, sources: list[tuple[str, str]]) -> None:
    assert named(answer) == set()
    assert cited(answer) == sources


@pytest.mark.parametrize(
    "answer",
    [
        "[Acmet filters](https://acmet.com) last half a year.",
        "It lasts. [Acmet](https://acmet.com) sells them.",
        "You can order from [Acmet](https://www.acmet.com/shop).",
        "Visit [acmet.com](https://www.acmet.com) for filters.",
        "- [Acmet](https://acmet.com/a)\n- [Other](https://other.org/b)",
        "1. **[Acmet](https://acmet.com/a)**: quiet",
        "| [Acmet](https://acmet.com/a) | 30 |\n|---|---|\n| x | y |",
        "Buy from the maker ([Acmet](https://acmet.com)) or in a shop.",
        "Look for a filter (e.g. [Acmet](https://acmet.com/a)) that lasts.",
        "Good makers: [Acmet](https://acmet.com/a) [Other](https://other.org/b)",
        "Which one to take? [Acmet](https://acmet.com)",
        "My pick:\n\n[Acmet Two](https://acmet.com/two)\n\nIt is light.",
        "Order at https://www.acmet.com/shop today.",
        "Acmet (acmet.com) is light.",
        "It is light. (Acmet is not.)",
        "Acmet ([website](https://acmet.com/)) is light.",
        "The makers include [Acmet](https://acmet.com/a), [Zubu](https://zubu.org/b) and [Kelp](https://kelp.org/c).",
        "おすすめは【Acmet】です。",
        "【Acmet】\n軽くて静かです。",
        "推荐【Acmet】，很安静。",
        "[Acmet](https://acmet.com)は安いです。",
    ],
)
def test_a_name_that_a_sentence_or_a_list_speaks_of_stays_a_mention(answer: str) -> None:
    assert "Acmet" in named(answer)


@pytest.mark.parametrize(
    ("answer", "sources"),
    [
        ("Sources: acmet.com · zendoro.io", [("acmet.com", None), ("zendoro.io", None)]),
        ("Sources: Acmet, Zendoro and Kelp Weekly", [("", "Acmet"), ("", "Zendoro"), ("", "Kelp Weekly")]),
        ("**Quellen:** Acmet, https://zendoro.io/x", [("", "Acmet"), ("zendoro.io", None)]),
        ("出典：Acmet、Zendoro", [("", "Acmet"), ("", "Zendoro")]),
        ("Via: [Acmet](https://acmet.com/a)", [("acmet.com", "Acmet")]),
        ("来源: https://acmet.com/a", [("acmet.com", None)]),
        ("Fuentes:\n- Acmet\n- [Zendoro](https://zendoro.io/a)", [("", "Acmet"), ("zendoro.io", "Zendoro")]),
        ("## References\n1. Acmet, Filters, 2024\n2. https://zendoro.io/a", [("", "Acmet"), ("zendoro.io", None)]),
        (
            "[1] https://acmet.com/a\n[2] Zendoro: Filters, https://zendoro.io/a",
            [("acmet.com", None), ("zendoro.io", None)],
        ),
        ("https://acmet.com/a\nhttps://zendoro.io/b", [("acmet.com", None), ("zendoro.io", None)]),
        (
            "Read more: [Acmet](https://acmet.com/x) | [Zendoro](https://zendoro.io/y)",
            [("acmet.com", "Acmet"), ("zendoro.io", "Zendoro")],
        ),
    ],
)
def test_lists_of_sources_name_nobody(answer: str, sources: list[tuple[str, str]]) -> None:
    whole = f"{LASTS}.\n\n{answer}"
    assert named(whole) == set()
    assert cited(whole) == sources


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("According to Acmet, a filter lasts half a year.", "Acmet"),
        ("A filter lasts half a year, according to Acmet and others.", "Acmet"),
        ("A filter lasts half a year, per Acmet.", "Acmet"),
        ("According to the Acmet member survey, filters last.", "Acmet"),
        ("According to a recent study by Acmet, filters last.", "Acmet"),
        ("As Acmet reports, filters last half a year.", "Acmet"),
        ("As Acmet's editors point out, filters last half a year.", "Acmet"),
        ("The filter was reviewed by Acmet in May.", "Acmet"),
        ("The filter was rated 4.5 stars by Acmet.", "Acmet"),
        ("A filter lasts half a year. Source: Acmet.", "Acmet"),
        ("A filter lasts half a year (source: Acmet, 2024).", "Acmet"),
        ("Laut Acmet hält ein Filter ein halbes Jahr.", "Acmet"),
        ("Wie Acmet berichtet, hält ein Filter ein halbes Jahr.", "Acmet"),
        ("Selon Acmet, un filtre dure six mois.", "Acmet"),
        ("Según la Acmet, un filtro dura seis meses.", "Acmet"),
        ("Segundo o Acmet, um filtro dura seis meses.", "Acmet"),
        ("Secondo Acmet, un filtro dura sei mesi.", "Acmet"),
        ("Volgens de Acmet gaat een filter een half jaar mee.", "Acmet"),
        ("Acmetによると、フィルターは半年もちます。", "Acmet"),
        ("据Acmet报道，滤网可以用半年。", "Acmet"),
        ("Acmet에 따르면 필터는 반년 갑니다.", "Acmet"),
        ("Согласно Acmet, фильтр служит полгода.", "Acmet"),
    ],
)
def test_who_says_something_is_cited_by_name(answer: str, source: str) -> None:
    assert named(answer) == set()
    assert [(one.host, one.name, one.brand) for one in read(answer).citations] == [("", source, "Acmet")]


@pytest.mark.parametrize(
    ("answer", "prompt"),
    [
        ("According to Acmet, its filters last half a year.", None),
        ("According to Acmet, a filter lasts half a year.", "How long does a filter of Acmet last?"),
        ("According to Acmet's own users, a filter lasts half a year.", None),
        ("According to Acmet customers, a filter lasts half a year.", None),
        ("According to Acmet's website, a filter costs 30 euros.", None),
        ("As Acmet users say, it is quiet.", None),
        ("According to CNET, Acmet is the quietest.", None),
        ("According to CNET, Acmet and Kelp are the quietest.", None),
        ("The filter is made by Acmet and costs 5 euros per Acmet box.", None),
        ("Em segundo lugar vem a Acmet.", None),
        ("Der Motor ist laut. Acmet ist leiser.", None),
        ("Acmet is open source: anybody may read it.", None),
        ("Source: Acmet is the best there is.", None),
        ("Trusted by Acmet and others.", None),
        ("根据Acmet官网，价格是三十元。", None),
    ],
)
def test_what_is_said_of_a_brand_by_whomever_is_a_mention(answer: str, prompt: str | None) -> None:
    assert "Acmet" in named(answer, prompt)


def test_sources_are_not_discovered_and_common_nouns_are_no_sources() -> None:
    answer = "According to TechRadar, the Acmet is light. According to experts, it lasts. Laut Hersteller auch."
    found = extract(answer, BRANDS[:1], discover=True)
    assert [state.brand for state in found.states] == ["Acmet"]
    assert [one.name for one in found.citations] == ["TechRadar"]


@pytest.mark.parametrize(
    "answer",
    [
        "请到https://example.org/hotel，Acmet离地铁站很近。",
        "详见https://example.org/x、Acmetの頁。",
        "예약은 https://example.org/hotel에서 하고 Acmet도 좋다.",
        "詳しくはhttps://example.org/日本/案内。Acmetは静かです。",
        "查看www.example.org的Acmet。",
    ],
)
def test_an_address_ends_where_the_text_goes_on_without_a_space(answer: str) -> None:
    assert named(answer) == {"Acmet"}
    (citation,) = read(answer).citations
    assert answer[citation.start : citation.end].isascii() or "日本" in answer


def test_a_citation_says_where_it_stands_in_the_stored_answer() -> None:
    answer = (
        "<think>\nHm.\n</think>\nIt is light.【3†Acmet】 See https://zendoro.io/a, and according to Kruxo it lasts."
    )
    places = [(answer[one.start : one.end], one.brand) for one in read(answer).citations]
    assert places == [("【3†Acmet】", "Acmet"), ("https://zendoro.io/a", "Zendoro"), ("Kruxo", "Kruxo")]
