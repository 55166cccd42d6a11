"""What the packages name gets into the tables as a customer would say it, and streets and benches do not."""

import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from brand_table.tarballs import WrongPackageError
from business_table import goods, places
from business_table.__main__ import main
from business_table.sources import PLACES, categories, checked, presets, words_of_presets
from business_table.spelling import in_a_sentence

pytestmark = pytest.mark.pure


def packed(path: Path, members: dict[str, Any]) -> Path:
    with tarfile.open(path, "w:gz") as package:
        for member, content in members.items():
            text = json.dumps(content).encode()
            info = tarfile.TarInfo(member)
            info.size = len(text)
            package.addfile(info, io.BytesIO(text))
    return path


def test_places_are_read_and_selected(tmp_path: Path) -> None:
    bakery = {"name": "Bakery (Bread)", "terms": "bread, Cakes,bread", "aliases": "Bread Shop"}
    tarball = packed(
        tmp_path / "tags.tgz",
        {
            "package/dist/presets.json": {"shop/bakery": {}, "amenity/bench": {}, "shop/old": {"searchable": False}},
            "package/dist/translations/en.json": {"en": {"presets": {"presets": {"shop/bakery": bakery}}}},
        },
    )
    ids, words = presets(tarball), words_of_presets(tarball, "en")
    assert ids == ["shop/bakery", "amenity/bench"]
    (row,) = places.rows(ids, {language: words if language == "en" else {} for language in places.LANGUAGES})
    assert list(row[:4]) == ["place:shop/bakery", "shop", "id-tagging-schema", "bakery|bread shop;bread|cakes"]


@pytest.mark.parametrize(
    ("told", "language", "named", "cell"),
    [
        ({"name": "Pharmacy Counter", "terms": "medicine"}, "en", "pharmacy", "pharmacy|pharmacy counter;medicine"),
        ({"name": "Uhrmacher/in (Armbanduhr)"}, "de", "", "Uhrmacher"),
        ({"name": "Poissonnerie / Vente de fruits de mer"}, "fr", "", "poissonnerie|vente de fruits de mer"),
        ({"name": "Sportzentrum", "aliases": "-komplex"}, "de", "", "Sportzentrum"),
        ({"name": "Obsolète, utiliser autre chose"}, "fr", "", ""),
        ({}, "de", "", ""),
    ],
)
def test_a_cell_has_names_before_terms(told: dict[str, str], language: str, named: str, cell: str) -> None:
    assert places.cell(told, language, named) == cell


@pytest.mark.parametrize(
    ("title", "language", "said"),
    [
        ("Italian Restaurant", "en", "Italian restaurant"),
        ("DIY Store", "en", "DIY store"),
        ("Italienisches Restaurant", "de", "italienisches Restaurant"),
        ("Computer Software", "de", "Computer Software"),
        ("Cabinet dentaire", "fr", "cabinet dentaire"),
        ("EHPAD", "fr", "EHPAD"),
    ],
)
def test_titles_become_parts_of_sentences(title: str, language: str, said: str) -> None:
    assert in_a_sentence(title, language) == said


def test_goods_go_down_to_the_fourth_level_and_say_their_parts(tmp_path: Path) -> None:
    named = [("aa", "Hats & Gloves"), ("aa-1-1-1", "Top Hats"), ("aa-1-1-1-1", "Tall Hats"), ("na", "Uncategorized")]
    told = {"verticals": [{"categories": [{"id": each, "name": name} for each, name in named]}]}
    names = categories(packed(tmp_path / "goods.tgz", {"package/dist/en.json": told}), "en")
    rows = list(goods.rows({language: names if language == "en" else {} for language in goods.LANGUAGES}))
    assert [(row[0], row[3]) for row in rows] == [
        ("goods:aa", "hats and gloves;hats|gloves"),
        ("goods:aa-1-1-1", "top hats"),
    ]


def test_another_tarball_is_refused_and_a_folder_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / PLACES).write_bytes(b"another")
    with pytest.raises(WrongPackageError):
        checked(tmp_path, PLACES)
    assert main([]) == 2
