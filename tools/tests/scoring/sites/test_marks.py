"""Each kind of hit, miss and error of an analysis is counted as what it is."""

from pathlib import Path
from typing import Any

import pytest

from analyzer.sites.rules.analysis import Competitor, WebsiteAnalysis
from common.contracts.vocabulary import (
    BrandName,
    CategoryProposal,
    Concern,
    Offering,
    Segment,
    SourcedText,
    Understood,
)
from scoring.sites.gold import Gold
from scoring.sites.marks import Marks, marked
from scoring.sites.reading import crawled
from scoring.sites.totals import totals

pytestmark = pytest.mark.pure


def found(**fields: Any) -> WebsiteAnalysis:
    told: dict[str, Any] = {
        "brand": BrandName(name="Brumble"), "language": "en", "industry": "Other", "category": "bell foundries",
        "business_model": "b2b", "business_model_reason": "", "summary": "", "business_kind": "maker",
    }  # fmt: skip
    return WebsiteAnalysis(**(told | fields))


def offerings(*texts: str) -> tuple[Offering, ...]:
    return tuple(Offering(text=text) for text in texts)


def wrong(marks: Marks) -> dict[str, str | None]:
    return {one.text: one.wrong for one in marks.statements if one.wrong}


def value(marks: Marks, metric: str) -> float | None:
    return next(one.figure.value for one in totals("development", [marks]) if one.figure.metric == metric)


def test_pages_come_in_the_order_of_a_crawl(folder: Path, gold: Gold) -> None:
    pages = crawled(folder / "brumble", gold.url)
    paths = [page.url.removeprefix(gold.url) for page in pages]
    assert paths == ["", "work/", "words.htm", "hidden.html", "alone.html", "zuletzt.html"]
    assert pages[0].page_type == "homepage"
    assert "Café in Yorbeck läutet" in pages[-1].text


def test_a_right_analysis_is_right(folder: Path, gold: Gold) -> None:
    marks = marked("brumble", gold, found(offerings=offerings("church bells")), folder / "brumble")
    assert all(marks.right.values())
    assert not any(marks.silent.values())
    assert wrong(marks) == {}
    assert marks.verdict == "accepted"


def test_wrong_facts_are_wrong_in_silence_where_nobody_is_asked(folder: Path, gold: Gold) -> None:
    read = found(
        brand=BrandName(name="Nice"), business_kind="shop", category="nice things", business_model="b2b2c", local=True
    )
    marks = marked("brumble", gold, read, folder / "brumble")
    assert not any(marks.right.values())
    assert all(marks.silent.values())
    assert marks.verdict == "wrong-listed"
    assert wrong(marks) == {"Nice": "not its name", "shop": "another kind", "nice things": "a wrong category"}
    assert value(marks, "category wrong in silence") == 1


def test_a_wrong_category_that_is_asked_about_is_not_silent(folder: Path, gold: Gold) -> None:
    unsure = tuple(
        Understood(field=field, score=score, witnesses=1, reason="-")
        for field, score in (("name", 0.9), ("kind", 0.9), ("category", 0.2), ("offerings", 0.8))
    )
    proposals = tuple(
        CategoryProposal(text=text, singular=one, score=0.2)
        for text, one in (("ringers", "ringer"), ("bellworks", "bell founder"), ("a", "b"), ("bell foundry", None))
    )
    read = found(category="ringers", understood=unsure, proposals=proposals)
    marks = marked("brumble", gold, read, folder / "brumble")
    assert marks.asked == ("category",)
    assert marks.verdict == "other"
    assert marks.right["category in three"]
    assert not marks.silent["category"]
    assert value(marks, "needs input") == 1
    assert value(marks, "asked though name, kind and category are right") is None
    sure = marked("brumble", gold, found(understood=unsure), folder / "brumble")
    assert value(sure, "asked though name, kind and category are right") == 1
    fourth = found(category="x", understood=unsure, proposals=(*proposals[:1], *proposals[2:3], *proposals[3:]))
    assert not marked("brumble", gold, fourth, folder / "brumble").right["category in three"]


def test_rivals_are_paired_and_others_are_false(folder: Path, gold: Gold) -> None:
    names = ("Dongwright Ltd", "Peal", "Peal & Sons", "Orewell", "Brumble", "Nobody")
    read = found(competitors=tuple(Competitor(name=name) for name in names))
    marks = marked("brumble", gold, read, folder / "brumble")
    assert (value(marks, "rivals recall"), value(marks, "rivals precision")) == (1.0, 0.4)
    assert marks.tallies["rivals"].apart == ("Peal & Sons",)
    assert wrong(marks) == {
        "Orewell": "no rival: supplier",
        "Brumble": "itself as a rival",
        "Nobody": "no rival: no such name",
    }


def test_offerings_are_hits_second_findings_or_false(folder: Path, gold: Gold) -> None:
    read = found(
        offerings=offerings("Church bell", "Large church bells", "clappers of iron", "Our work", "Words", "Orewell")
    )
    marks = marked("brumble", gold, read, folder / "brumble")
    tally = marks.tallies["offerings"]
    assert (tally.hits, tally.wanted, tally.said) == (2, 4, 5)
    assert tally.missed == ("hand bells", "bell frames")
    assert value(marks, "offerings F1") == pytest.approx(4 / 9)
    assert wrong(marks) == {"Our work": "furniture", "Words": "a wrong category", "Orewell": "another's name"}


def test_models_of_a_brand_that_is_sold_are_no_false_offerings(folder: Path, gold: Gold) -> None:
    shop = gold.model_copy(update={"not_rivals": (("Orewell", "brand_sold"),)})
    tally = marked("brumble", shop, found(offerings=offerings("Orewell T4")), folder / "brumble").tallies["offerings"]
    assert (tally.hits, tally.said) == (0, 0)


def test_who_is_no_customer_is_a_wrong_segment(folder: Path, gold: Gold) -> None:
    read = found(target_markets=(Segment(text="parishes and abbeys"), Segment(text="lucky gamblers")))
    marks = marked("brumble", gold, read, folder / "brumble")
    assert (value(marks, "segments recall"), value(marks, "segments precision")) == (0.5, 0.5)
    assert wrong(marks) == {"lucky gamblers": "no customer"}


def test_only_what_the_gold_can_judge_counts_for_the_precision_of_problems(folder: Path, gold: Gold) -> None:
    read = found(
        problems=(Concern(text="our bell is cracked"),),
        features=(SourcedText(text="out of tune no more"), SourcedText(text="a rope for every frame")),
        value_propositions=(SourcedText(text="we love what we do"), SourcedText(text="cracks mended")),
    )
    marks = marked("brumble", gold, read, folder / "brumble")
    tally = marks.tallies["problems"]
    assert (tally.hits, tally.wanted, tally.said) == (2, 5, 3)
    assert tally.false == ("we love what we do",)
    assert set(tally.apart) == {"a rope for every frame", "cracks mended"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Win money at Lucky Llama", "a comment or a notice"),
        ("we use cookies to improve", "cookies"),
        ("wir suchen einen Gießer (m/w/d)", "jobs"),
        ("the best casino bonus", "spam"),
        ("Brumble", "its own name"),
        ("we love what we do", None),
        ("cookies baked every morning", None),
    ],
)
def test_what_is_not_the_businesss_word_is_wrong(folder: Path, gold: Gold, text: str, why: str | None) -> None:
    marks = marked("brumble", gold, found(features=(SourcedText(text=text),)), folder / "brumble")
    assert wrong(marks).get(text) == why


def test_what_the_gold_knows_is_never_wrong(folder: Path, gold: Gold) -> None:
    marks = marked("brumble", gold, found(features=(SourcedText(text="rust cookies"),)), folder / "brumble")
    assert wrong(marks) == {}


def test_of_nothing_read_everything_is_missed_and_nothing_is_silent(folder: Path, gold: Gold) -> None:
    marks = marked("brumble", gold, None, folder / "brumble")
    assert not any(marks.right.values())
    assert not any(marks.silent.values())
    assert marks.asked
    assert value(marks, "offerings recall") == 0
    assert value(marks, "wrong statements") is None
