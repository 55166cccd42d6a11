"""What two sets of packages say: kinds of places with their words (id-tagging-schema), goods (shopify-taxonomy).

All are read from the tarballs that ``npm pack`` writes, of exactly the versions that are named here.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from brand_table.tarballs import json_in, verified

PLACES = "openstreetmap-id-tagging-schema-6.19.2.tgz"
GOODS = {language: f"shopify-taxonomy-{language}-1.1.1.tgz" for language in ("en", "de", "fr", "es", "ja")}
SHA256 = {
    PLACES: "c8d410007593ce458f7d38381458f20bf73412f7e2c2c075c147a7f916e95555",
    GOODS["en"]: "5f888c3ddf017dfc846ca71caaae1f7d0cafdd91f9c609469f18040f3fee1abd",
    GOODS["de"]: "681d5abc6aff6eb557c644a2f4df024af8a8e66186081018625abce59c29bb1d",
    GOODS["fr"]: "fef2989510093695a4fa3f28c541e22c40584da8647ab7499d44d3049a4ac978",
    GOODS["es"]: "747c3e3d0ecc9af89a03c610842806c547000b5bb17fc638696ec6bf4adf307f",
    GOODS["ja"]: "0e07144fc8598c8f9a248ee3adf8570fd079ec70ec1cd905f9371356c2432f96",
}
_PRESETS = "package/dist/presets.json"


def checked(folder: Path, package: str) -> Path:
    """The tarball of a package in ``folder``. Raises WrongPackageError where its content is another one."""
    return verified(folder, package, SHA256[package])


def presets(tarball: Path) -> list[str]:
    """The ids of all kinds of places that one may look for, in the order of the package."""
    listed: Mapping[str, Mapping[str, Any]] = json_in(tarball, _PRESETS)
    return [each for each, preset in listed.items() if preset.get("searchable") is not False]


def words_of_presets(tarball: Path, language: str) -> dict[str, dict[str, str]]:
    """Per preset its ``name``; where it has any, its ``aliases`` (one a line) and ``terms`` (set apart by commas)."""
    told = json_in(tarball, f"package/dist/translations/{language}.json")
    words: dict[str, dict[str, str]] = told[language]["presets"]["presets"]
    return words


def categories(tarball: Path, language: str) -> dict[str, str]:
    """The names of all categories of goods by their ids; an id starts with that of what it belongs to."""
    told = json_in(tarball, f"package/dist/{language}.json")
    return {each["id"]: each["name"].strip() for part in told["verticals"] for each in part["categories"]}
