"""The measures on public sets count what they say, on sets made here."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from scoring.__main__ import main
from scoring.sets import comparative, discovery, shop, sites

pytestmark = pytest.mark.pure


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def values(rows: list[dict[str, Any]], category: str) -> dict[str, tuple[float, int]]:
    return {row["metric"]: (row["value"], row["n"]) for row in rows if row["category"] == category}


@pytest.fixture
def wnut(tmp_path: Path) -> Path:
    row = {
        "tokens": ["I", "bought", "a", "Samsung", "today", "at", "Gribblewick", "."],
        "tags": ["O", "O", "O", "B-corporation", "O", "O", "B-product", "O"],
    }
    write(tmp_path / "ner_wnut17" / "train.jsonl", [row])
    write(tmp_path / "ner_wnut17" / "dev.jsonl", [row, {"tokens": ["Hello", "Paris"], "tags": ["O", "B-location"]}])
    return tmp_path


def test_spans_of_discovery_count_where_both_ends_agree(wnut: Path) -> None:
    found = values(discovery.rows(wnut), "dev")
    assert found["span_recall"] == (0.5, 2)
    assert found["span_precision"] == (1.0, 2)
    assert found["capitals_span_recall"] == (1.0, 2)
    assert found["capitals_span_precision"][0] == pytest.approx(2 / 3, abs=1e-4)


def test_comparisons_are_scored_by_kind_and_by_both_sides(tmp_path: Path) -> None:
    sentences = [
        {
            "type": 1,
            "sentence": "the kettle is faster than the stove .",
            "annotation": "1_kettle 2_stove 3_speed (faster)",
        },
        {"type": 1, "sentence": "the lamp is brighter than the candle .", "annotation": "1_lamp 2_torch (brighter)"},
        {"type": 3, "sentence": "it is the best .", "annotation": "1_it (best)"},
        {"type": 2, "sentence": "it is the best .", "annotation": ""},
        {"type": 2, "sentence": "they have the same size .", "annotation": ""},
        {"type": 4, "sentence": "unlike the bus , the tram is here .", "annotation": ""},
        {"type": 4, "sentence": "unlike the bus , the tram is here .", "annotation": ""},
    ]
    write(tmp_path / "comparative" / "sentences.jsonl", sentences)
    rows = comparative.rows(tmp_path)
    assert values(rows, "development")["kind_macro_f1"] == (1.0, 4)
    assert values(rows, "development")["pairs_found"] == (1.0, 1)
    held_out = values(rows, "held_out")
    assert held_out["kind_macro_f1"][0] < 1.0  # one is labelled otherwise
    assert held_out["pairs_found"] == (0.0, 1)  # "torch" is nowhere


def test_names_of_shop_answers_are_scored_by_whom_a_reader_must_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [
        {"prompt": "wool socks", "answer": "Zendoro is a sock brand, and a great choice for you. Klipto sells socks."},
        {"prompt": "Which socks?", "answer": "Vantro is a sock brand. Ask a friend, or Gribblewick."},
    ]
    write(tmp_path / "llm_answers" / "answers.jsonl", answers)
    labels = tmp_path / "labels.tsv"
    labels.write_text(
        "# whom a person finds\nrow\tpart\tnames\tothers\n0\tdevelopment\tZendoro=recommended\tKlipto\n"
        "1\theld_out\tGribblewick=trusted, Vantro=mentioned\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(shop, "LABELS", labels)
    rows = shop.rows(tmp_path)
    assert values(rows, "development") == {
        "discovery_recall": (1.0, 1), "discovery_precision": (1.0, 2), "listed_found": (1.0, 1),
        "presence_accuracy": (1.0, 1),
    }  # fmt: skip
    assert values(rows, "held_out") == {
        "discovery_recall": (0.5, 2), "discovery_precision": (1.0, 1), "listed_found": (1.0, 2),
        "presence_accuracy": (0.5, 2),
    }  # fmt: skip


def test_the_labels_of_shop_answers_can_be_read() -> None:
    labels = shop.load(shop.LABELS)
    assert {one.part for one in labels} == {"development", "held_out"}
    said = {presence for one in labels for presence in one.names.values() if presence}
    assert said <= {"mentioned", "compared", "trusted", "recommended"}


def test_a_set_that_is_absent_is_left_out_with_a_sentence(wnut: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--datasets", str(wnut)]) == 0
    said = capsys.readouterr()
    assert "llm_answers is left out" in said.err
    assert '"set": "ner_wnut17"' in said.out


def test_pages_are_scored_by_the_labels_that_can_be_defended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sold = "Wool socks. Color: red. $12. Add to cart. In stock. Free shipping for your family."
    pages = [
        {"id": "1", "url": "https://acme.com/products/socks", "title": "Wool socks", "main_content": sold},
        {
            "id": "2",
            "url": "https://acme.com/",
            "title": "Dentists",
            "main_content": "Our clinic treats every patient.",
        },
    ]
    (tmp_path / "web_pages").mkdir()
    with gzip.open(tmp_path / "web_pages" / "pages.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(page) + "\n" for page in pages)
    labels = tmp_path / "labels.tsv"
    labels.write_text(
        "id\tpart\tindustries\tmodels\n1\tdevelopment\tEnergy, Retail\tb2c\n2\theld_out\tEducation\tb2c, marketplace\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(sites, "LABELS", labels)
    rows = sites.rows(tmp_path)
    assert values(rows, "development") == {"industry_accuracy": (1.0, 1), "business_model_accuracy": (1.0, 1)}
    assert values(rows, "held_out") == {"industry_accuracy": (0.0, 1), "business_model_accuracy": (1.0, 1)}
