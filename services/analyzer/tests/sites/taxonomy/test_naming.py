"""A supplier is called what a customer calls it, in forms that are grammatical."""

import pytest

from analyzer.sites.rules.taxonomy import Kind, Taxonomy
from analyzer.sites.rules.taxonomy.plurals import plural_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("row", "language", "kind", "one", "many"),
    [
        ("place:amenity/dentist", "de", None, "Zahnarztpraxis", "Zahnarztpraxen"),
        ("place:amenity/dentist", "fr", None, "dentiste", "dentistes"),
        ("place:amenity/restaurant/italian", "de", None, "italienisches Restaurant", "italienische Restaurants"),
        ("place:amenity/restaurant/italian", "en", None, "Italian restaurant", "Italian restaurants"),
        ("place:healthcare/midwife", "en", None, "midwife", "midwives"),
        ("trade:crm-software", "fr", None, "logiciel CRM", "logiciels CRM"),
        ("trade:crm-software", "en", "shop", "CRM software", "CRM software"),
        ("trade:shipyard", "de", None, "Werft", "Werften"),
        ("goods:aa-8", "en", None, "shoe shop", "shoe shops"),
        ("goods:aa-8", "de", "shop", "Onlineshop für Schuhe", "Onlineshops für Schuhe"),
        ("goods:aa-8", "fr", "maker", "fabricant de chaussures", "fabricants de chaussures"),
        ("goods:hb-3-19-3", "de", "maker", "Hersteller für Brillengläser", "Hersteller für Brillengläser"),
        ("goods:sg-4-7-12", "de", "maker", "Hersteller von Golf-Tees", "Hersteller von Golf-Tees"),
        ("goods:ap-2", "en", "shop", "pet supplies shop", "pet supplies shops"),
        ("goods:ap-2-15", "en", "maker", "manufacturer of pet carrier and crate accessories",
         "manufacturers of pet carrier and crate accessories"),
        ("goods:sg-2-9", "fr", "shop", "boutique d'ensembles de matériel et de machines de sport",
         "boutiques d'ensembles de matériel et de machines de sport"),
        ("goods:fb-2-15-1", "fr", "shop", "boutique de hors-d'œuvre et accompagnements préparés",
         "boutiques de hors-d'œuvre et accompagnements préparés"),
        ("place:amenity/dentist", "ja", None, "歯医者", "歯医者"),
        ("place:amenity/dentist", "es", None, "dentista", None),
        ("trade:crm-software", "es", None, None, None),
    ],
)  # fmt: skip
def test_a_supplier_is_named(row: str, language: str, kind: Kind | None, one: str | None, many: str | None) -> None:
    taxonomy = Taxonomy.load()
    assert taxonomy.name(row, language, kind) == one
    assert taxonomy.plural(row, language, kind) == many


@pytest.mark.parametrize(
    ("one", "language", "many"),
    [
        ("Praxis für Osteopathie", "de", "Praxen für Osteopathie"),
        ("ambulanter Pflegedienst", "de", "ambulante Pflegedienste"),
        ("Rechtsanwalt", "de", "Rechtsanwälte"),
        ("Xyzzyx", "de", None),
        ("expert-comptable", "fr", "experts-comptables"),
        ("auto-école", "fr", "auto-écoles"),
        ("bureau d'études", "fr", "bureaux d'études"),
        ("conseiller fiscal", "fr", "conseillers fiscaux"),
        ("centre artistique et culturel", "fr", "centres artistiques et culturels"),
        ("supermarché bio", "fr", "supermarchés bio"),
        ("place of worship", "en", "places of worship"),
        ("tienda", "es", None),
    ],
)
def test_plurals_follow_from_endings(one: str, language: str, many: str | None) -> None:
    assert plural_of(one, language) == many


def test_an_unknown_row_is_an_error() -> None:
    with pytest.raises(KeyError):
        Taxonomy.load().name("place:nowhere", "en")
