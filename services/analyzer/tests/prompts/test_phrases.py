"""Phrases are rows in three languages; a row that breaks a rule is refused, and says where."""

import shutil
from pathlib import Path

import pytest

from analyzer.prompts.rules import phrases
from analyzer.prompts.rules.classification import classify
from analyzer.prompts.rules.phrases import LANGUAGES, PhraseError, kinds, languages_of, phrases_of, wordings

pytestmark = pytest.mark.pure


def test_what_speaks_for_a_need_or_an_intent_has_words_in_every_language() -> None:
    said = {language: {row.kind for row in wordings() if row.language == language} for language in LANGUAGES}
    assert said["en"] == said["de"] == set(kinds())
    assert said["fr"] == set(kinds()) - {"superlative-first"}, "French superlatives have an article: top-of reads them"


def test_a_class_counts_once_however_many_of_its_words_are_found() -> None:
    once, often = classify("Is it safe?", ()), classify("Is it safe, secure and harmless, I mean safe?", ())
    assert once.trust_need == often.trust_need


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("id\tneed-fear\ten", "4 columns"),
        ("No Slug\tneed-fear\ten\tx", "a slug"),
        ("of-nothing\tneed-sleep\ten\tx", "a class"),
        ("other\tneed-fear\tnl\tx", "a language"),
        ("twice\tneed-fear\ten\tx\ntwice\tneed-fear\ten\ty", "new in them"),
        (f"long\tneed-fear\ten\t{'x' * 161}", "not 161"),
        ("open\tneed-fear\ten\t(x", "open"),
        ("group\tneed-fear\ten\t{NOBODY}", "NOBODY"),
    ],
)
def test_a_row_that_breaks_a_rule_is_refused(
    row: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(phrases.ROWS, tmp_path / "rows")
    with (tmp_path / "rows" / "needs.tsv").open("a", encoding="utf-8") as table:
        table.write(row + "\n")
    monkeypatch.setattr(phrases, "ROWS", tmp_path / "rows")
    monkeypatch.setattr(phrases, "wordings", wordings.__wrapped__)
    with pytest.raises(PhraseError, match=reason):
        phrases_of.__wrapped__("en")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Which one is the cheapest?", ("en",)),
        ("Welche davon ist die günstigste?", ("de",)),
        ("Laquelle est la moins chère ?", ("fr",)),
        ("Lumapost", LANGUAGES),
        ("", LANGUAGES),
    ],
)
def test_a_language_is_told_by_its_small_words(text: str, spoken: tuple[str, ...]) -> None:
    assert languages_of(text) == spoken


def test_a_short_turn_is_read_in_the_language_of_its_conversation() -> None:
    assert "kosten" in classify("Kosten?", (), before=["Welche Praxen sind für Kinder geeignet?"]).cues
    assert "avis" in classify("Avis ?", (), before=["Quels cabinets sont ouverts le samedi ?"]).cues
