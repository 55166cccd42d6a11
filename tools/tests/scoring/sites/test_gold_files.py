"""Gold files obey their form, and what they claim stands on their sites."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from scoring.sites.gold import FOLDER, Gold, faults, gold_files, load_gold

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("slug", gold_files())
def test_what_a_gold_file_lists_stands_on_its_site(slug: str) -> None:
    assert faults(load_gold(FOLDER / f"{slug}.gold.toml"), FOLDER / slug) == []


def test_every_example_site_has_a_gold_file() -> None:
    assert {each.name for each in FOLDER.iterdir() if each.is_dir()} >= set(gold_files())


def test_a_right_gold_file_has_no_faults(gold: Gold, folder: Path) -> None:
    assert faults(gold, folder / "brumble") == []


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ('kind = "maker"', 'kind = "factory"'),
        ('sells_to = "b2b"', 'sells_to = "everybody"'),
        ('"supplier"]', '"vendor"]'),
        ('split = "development"', 'split = "secret"'),
        ('topics = ["bell", ', "topics = ["),
        ('traps = "Titles say nothing."', 'traps = "Titles say nothing."\ncolour = "red"'),
        ('accepted = ["choirs"]', "accepted = []"),
        ('"bell founder", "maker of church bells"]', '"bell founder"]'),
        ('[[problems]]\naccepted = ["tinnitus"]\n', ""),
    ],
)
def test_fields_words_and_sizes_are_held(folder: Path, line: str, changed: str) -> None:
    file = folder / "brumble.gold.toml"
    text = file.read_text(encoding="utf-8")
    assert line in text
    file.write_text(text.replace(line, changed), encoding="utf-8")
    with pytest.raises(ValidationError):
        load_gold(file)


def test_a_claim_that_no_page_makes_is_named(folder: Path, gold: Gold) -> None:
    planted = gold.model_copy(update={"places": ("Yorbeck", "Atlantis"), "not_rivals": (("Dongwright", "other"),)})
    assert faults(planted, folder / "brumble") == [
        "places: 'Atlantis' is nowhere on the site",
        "'Dongwright' is both a rival and none",
    ]


def test_a_category_is_accepted_or_wrong(folder: Path, gold: Gold) -> None:
    planted = gold.model_copy(update={"wrong_categories": ("Bell Foundry",)})
    assert faults(planted, folder / "brumble") == ["'bell foundry' is both an accepted and a wrong category"]


def test_too_few_pages_are_named(folder: Path, gold: Gold) -> None:
    (folder / "brumble" / "zuletzt.html").unlink()
    assert faults(gold, folder / "brumble") == ["5 pages: not 6 to 10"]


def test_an_empty_folder_is_named(tmp_path: Path, gold: Gold) -> None:
    (tmp_path / "none").mkdir()
    assert faults(gold, tmp_path / "none") == ["none holds no page"]
