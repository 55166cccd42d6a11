"""The example company's website and its server."""

import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.fetching.rules.robots import read_sitemap, robots_of
from collector.pages.rules.page import extract_page

pytestmark = pytest.mark.engines
EXAMPLES = Path(__file__).parents[4] / "examples"
SITE = EXAMPLES / "sites" / "tillvane"


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    command = [sys.executable, str(EXAMPLES / "serve.py"), "--site", str(SITE), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip().rstrip("/")
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=10) == 0


def get(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=5) as answer:
        body: bytes = answer.read()
    return body


def test_sitemap_and_robots_carry_the_address_they_are_served_at(base: str) -> None:
    robots = robots_of(200, get(f"{base}/robots.txt"), base)
    assert robots.sitemaps == (f"{base}/sitemap.xml",)
    assert not robots.rules.can_fetch(f"{base}/preview/seasonal-planner.html", "BrandInfluenceMonitor")
    listed = read_sitemap(get(f"{base}/sitemap.xml"), base).pages
    assert len(listed) == 13
    assert all(get(url) for url in listed)


def test_every_link_of_the_site_leads_to_a_page(base: str) -> None:
    waiting, seen = [f"{base}/"], {f"{base}/"}
    while waiting:
        url = waiting.pop()
        for link in extract_page(get(url), url).links:
            if link.startswith(base) and link not in seen:
                seen.add(link)
                waiting.append(link)
    assert len(seen) == 15


@pytest.mark.parametrize("path", sorted(str(path.relative_to(SITE)) for path in SITE.rglob("*.html")))
def test_every_page_has_what_a_page_needs(path: str, base: str) -> None:
    html = (SITE / path).read_text(encoding="utf-8")
    page = extract_page(html, f"{base}/{path}")
    assert page.title
    assert page.language == "en"
    assert page.meta_description
    assert "application/ld+json" in html
    assert 'property="og:title"' in html
    assert not re.search(r'(?:href|src)="/', html), "links are relative"
    assert page.word_count >= (250 if "/" not in path else 40)


def test_what_is_not_there_is_a_404(base: str) -> None:
    for path in ("/nothing.html", "/features/", "/../serve.py", "/%2e%2e/serve.py"):
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(base + path)
        assert caught.value.code == 404
        caught.value.close()


def test_utf8_is_declared_of_pages_in_utf8_only(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>Käse", encoding="utf-8")
    (tmp_path / "old.html").write_bytes("<p>Käse".encode("cp1252"))
    command = [sys.executable, str(EXAMPLES / "serve.py"), "--site", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        declared = []
        for name in ("", "old.html"):
            with urllib.request.urlopen(address + name, timeout=5) as answer:
                declared.append(answer.headers["Content-Type"])
        server.send_signal(signal.SIGTERM)
    assert declared == ["text/html; charset=utf-8", "text/html"]


@pytest.mark.parametrize("arguments", [["--site", "nowhere", "--port", "0"], ["--site", str(SITE), "--port", "99999"]])
def test_a_folder_or_port_that_cannot_be_used_is_said(arguments: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, str(EXAMPLES / "serve.py"), *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1


def test_the_server_ends_with_the_process_that_started_it() -> None:
    serve = [sys.executable, str(EXAMPLES / "serve.py"), "--site", str(SITE), "--port", "0", "--exit-with-parent"]
    start = f"p = subprocess.Popen({serve!r}, stdout=subprocess.PIPE, text=True)"
    starter = f"import subprocess; {start}; print(p.stdout.readline().strip(), p.pid)"
    out = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", starter], check=False, capture_output=True, text=True, timeout=20
    ).stdout
    pid = int(out.split()[1])
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and ") Z " in Path(f"/proc/{pid}/stat").read_text():
            return
        signal.sigtimedwait([], 0.1)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("the server outlived its starter")
