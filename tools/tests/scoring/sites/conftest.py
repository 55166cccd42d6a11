"""A site of six small pages with its gold file, made for these tests."""

from pathlib import Path

import pytest

from scoring.sites.gold import Gold, load_gold

PAGES = {
    "index.html": """<!doctype html><html lang="en"><head><title>Nice things</title></head><body>
        <nav><a href="work/">Our work</a> <a href="/words.htm">Words</a></nav>
        <h1>Bell foundry Brumble</h1><p>Brumble casts church bells and hand bells for parishes and choirs. Cracked bells
        are welded, and dull ringing is tuned. Instead of Dongwright or Peal &amp; Sons, parishes in Yorbeck ask us.</p>
        <script>window.menu = {"more": "\\/hidden.html", "caf\\u00e9": 1}</script></body></html>""",
    "work/index.html": """<html lang="en"><body><nav><a href="/work">Our work</a> <a href="../words.htm">Words</a></nav>
        <p>We sell clappers and restore old bell frames. Tin comes from Orewell. Bell wheels are turned here.</p>
        <div class="comments"><p>Win money at Lucky Llama</p></div></body></html>""",
    "hidden.html": """<html lang="en"><body><nav><a href="/work/">Our work</a></nav><p>Rust in the frame is
        treated, and a bell that is out of tune is heard again.</p></body></html>""",
    "words.htm": """<html lang="en"><body><nav><a href="/work/">Our work</a></nav><p>Schools hire our hand bells;
        tinnitus is prevented, we promise.</p></body></html>""",
    "alone.html": '<html lang="en"><body><p>Nobody links here, and our bell ropes are spun of hemp.</p></body></html>',
    "zuletzt.html": '<html lang="en"><body><p>Ein Café in Yorbeck läutet.</p></body></html>',
}
GOLD = """
url = "https://www.brumble.example/"
split = "development"
language = "en"
traps = "Titles say nothing."
name = ["Brumble", "Bell foundry Brumble"]
kind = "maker"
sells_to = "b2b"
local = false
places = ["Yorbeck"]
categories = ["bell foundry", "bell founder", "maker of church bells"]
wrong_categories = ["nice things", "words"]
rivals = [["Dongwright"], ["Peal & Sons", "Peal"]]
not_rivals = [["Orewell", "supplier"], ["Lucky Llama", "other"]]
topics = ["bell", "tune", "crack", "rust", "frame", "clapper", "rope", "parish", "choir", "ring"]
not_customers = ["gambler"]
[[offerings]]
accepted = ["church bells"]
[[offerings]]
accepted = ["hand bells"]
[[offerings]]
accepted = ["clappers"]
[[offerings]]
accepted = ["bell frames"]
[[segments]]
accepted = ["parishes"]
[[segments]]
accepted = ["choirs"]
[[problems]]
accepted = ["crack"]
[[problems]]
accepted = ["dull ringing", "out of tune"]
[[problems]]
accepted = ["rust"]
[[problems]]
accepted = ["tinnitus"]
[[problems]]
accepted = ["spun of hemp"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder with the site ``brumble`` and its gold file. One page is in windows-1252 and doesn't say so."""
    for name, text in PAGES.items():
        file = tmp_path / "brumble" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("cp1252" if name == "zuletzt.html" else "utf-8"))
    (tmp_path / "brumble.gold.toml").write_text(GOLD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def gold(folder: Path) -> Gold:
    """What a careful reader of that site knows."""
    return load_gold(folder / "brumble.gold.toml")
