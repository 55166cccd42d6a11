"""The set of phrasings: its form, its figures by hand, and a floor under what is read of it."""

from pathlib import Path

import pytest

from scoring.gold import FOLDER, GoldError
from scoring.sets.phrasings import SET, load_phrasings, rows

pytestmark = pytest.mark.pure
FORM = """Boxo = boxo.com, Boxy; Zed
? Which one?
| 1. Boxo
|
| Zed is not listed.
> Boxo named #1 belief=none 0; Zed mentioned unranked
"""


def test_a_block_gives_brands_question_answer_and_labels(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(FORM, encoding="utf-8")
    (one,) = load_phrasings(tmp_path / "1.txt")
    assert (one.brands[0].aliases, one.brands[0].domains, one.brands[1].name) == (("Boxy",), ("boxo.com",), "Zed")
    assert (one.prompt, one.answer) == ("Which one?", "1. Boxo\n\nZed is not listed.")
    assert [(label.presence, label.rank) for label in one.labels] == [("named", 1), ("mentioned", 0)]


def test_shares_are_counted_per_file_and_of_all(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text(FORM, encoding="utf-8")
    (tmp_path / "2.txt").write_text("Zed\n| Zed exists.\n> Zed ignored\n", encoding="utf-8")
    found = {(row["category"], row["metric"]): (row["value"], row["n"]) for row in rows(tmp_path)}
    assert found["all", "named_accuracy"] == (round(2 / 3, 4), 3)
    assert found["all", "presence_accuracy"] == (0.5, 2)  # "named" leaves the presence open
    assert found["1", "rank_exact"] == (1.0, 2)
    assert (found["1", "belief_agreement"], found["1", "sentiment_agreement"]) == ((1.0, 1), (1.0, 1))
    assert ("2", "rank_exact") not in found


@pytest.mark.parametrize(
    "block",
    [
        "Box\n> Box mentioned\n",
        "Box\n| Box\n> Bix mentioned\n",
        "Box\n| Box\n> Box liked\n",
        "Box\n| Box\n> Box named belief=good\n",
    ],
)
def test_a_block_of_another_form_is_refused(tmp_path: Path, block: str) -> None:
    (tmp_path / "1.txt").write_text(block, encoding="utf-8")
    with pytest.raises(GoldError, match=r"^Box: "):
        load_phrasings(tmp_path / "1.txt")


def test_most_phrasings_are_read_as_a_reader_reads_them() -> None:
    found = {row["metric"]: (row["value"], row["n"]) for row in rows(FOLDER / SET) if row["category"] == "all"}
    assert found["named_accuracy"][1] > 1000
    assert found["named_accuracy"][0] >= 0.97
    assert found["presence_accuracy"][0] >= 0.9
    assert found["rank_exact"][0] >= 0.92
