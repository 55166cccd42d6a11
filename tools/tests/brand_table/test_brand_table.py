"""What the packages tell of a name gets into its row, and no more than they can know."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from analyzer.extraction.lexicon.brands import KnownBrand, Source
from brand_table.__main__ import filled, main
from brand_table.sources import PLACES, Facts, checked, facts_of_places, titles_of_icons
from brand_table.tarballs import WrongPackageError

pytestmark = pytest.mark.pure


def packed(path: Path, member: str, content: Any) -> Path:
    text = json.dumps(content).encode()
    with tarfile.open(path, "w:gz") as package:
        info = tarfile.TarInfo(member)
        info.size = len(text)
        package.addfile(info, io.BytesIO(text))
    return path


def place(name: str, *include: str, firm: str = "Q1") -> dict[str, Any]:
    return {"displayName": name, "locationSet": {"include": include}, "tags": {"name": name, "brand:wikidata": firm}}


def row(name: str, *, exact_case: bool = False) -> KnownBrand:
    return KnownBrand(name, None, None, ("listed-by-hand",), (), exact_case)


def test_a_kind_and_a_country_are_told_where_a_name_means_one_thing_in_one_place(tmp_path: Path) -> None:
    trees = {
        "brands/shop/supermarket": [place("Alm", "at"), place("Berg", "de", "at"), place("Two", "us")],
        "brands/amenity/bank": [place("Coin", "us-ny.geojson"), place("Two", "us", firm="Q2")],
        "brands/amenity/atm": [place("Coin", "us-ny.geojson")],
        "brands/shop/shoes": [place("Sole", "us")],
        "operators/amenity/bank": [place("Owner", "us")],
    }
    nsi = {tree: {"items": items} for tree, items in trees.items()}
    found = facts_of_places(packed(tmp_path / "nsi.tgz", "package/dist/json/nsi.json", {"nsi": nsi}))
    assert found == {
        "Alm": Facts("retailer", "AT"),
        "Berg": Facts("retailer", None),
        "Coin": Facts("service", None),
        "Two": Facts(),
        "Sole": Facts(),
    }


@pytest.mark.parametrize(
    ("name", "sources", "kind"),
    [
        ("Alm", ("name-suggestion-index",), "retailer"),
        ("Box", ("simple-icons", "name-suggestion-index"), None),
        ("Gusto", ("name-suggestion-index",), None),
        ("Nobody", ("listed-by-hand",), None),
    ],
)
def test_a_name_that_may_be_somebody_elses_gets_its_source_alone(
    name: str, sources: tuple[Source, ...], kind: str | None
) -> None:
    told = dict.fromkeys(("Alm", "Box", "Gusto"), Facts("retailer", "AT"))
    found = filled(row(name), told, frozenset(["Box"]))
    assert (found.sources, found.kind, found.country) == (sources, kind, "AT" if kind else None)
    assert filled(found, told, frozenset(["Box"])) == found


def test_a_word_gets_no_kind() -> None:
    assert filled(row("Target", exact_case=True), {"Target": Facts("retailer", "US")}, frozenset()).kind is None


def test_titles_are_those_of_the_icons(tmp_path: Path) -> None:
    path = packed(tmp_path / "icons.tgz", "package/data/simple-icons.json", [{"title": "Box"}])
    assert titles_of_icons(path) == {"Box"}


def test_another_package_than_the_named_one_is_refused(tmp_path: Path) -> None:
    packed(tmp_path / PLACES, "package/dist/json/nsi.json", {})
    with pytest.raises(WrongPackageError, match="another content"):
        checked(tmp_path, PLACES)


def test_without_a_folder_it_says_what_it_wants(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "npm pack" in capsys.readouterr().err
