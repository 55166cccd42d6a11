"""A folder of files read as a site."""

from pathlib import Path

import pytest

from collector.pages.folder import pages_in

pytestmark = pytest.mark.pure


def test_a_folder_is_read_as_pages_each_in_its_own_encoding(tmp_path: Path) -> None:
    (tmp_path / "preise").mkdir()
    (tmp_path / "index.html").write_bytes("<title>Öfen</title><p>Öfen für Dächer".encode())
    (tmp_path / "preise" / "INDEX.HTM").write_bytes("<title>Größen</title><p>Größen".encode("cp1252"))
    (tmp_path / "preise" / "alt er.php").write_bytes("<title>Käse</title><p>Käse".encode("cp1252"))
    (tmp_path / "style.css").write_text("p {}")
    read = [(url, page.structure.full_title) for url, page in pages_in(tmp_path, "https://ofen.example/")]
    assert read == [
        ("https://ofen.example/", "Öfen"),
        ("https://ofen.example/preise/", "Größen"),
        ("https://ofen.example/preise/alt%20er.php", "Käse"),
    ]
