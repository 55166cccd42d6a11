"""What a site permits and lists."""

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.fetching.rules.robots import ROBOTS_LIMIT, read_sitemap, robots_of
from common.outbound.refusals import Refused

pytestmark = pytest.mark.pure
ORIGIN = "https://shop.example"
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def permitted(body: str, path: str, status: int = 200) -> bool:
    try:
        robots_of(status, body.encode(), ORIGIN).check(ORIGIN + path)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("body", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /private/", "/private/x", False),
        ("User-agent: *\nDisallow: /private/", "/public", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.php$", "/x.php", False),
        ("User-agent: *\nDisallow: /*.php$", "/x.php?y=1", True),
        ("User-agent: OtherBot\nDisallow: /", "/a", True),
        ("User-agent: BrandInfluenceMonitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/a", False),
        ("User-agent: BrandInfluenceMonitor\nDisallow: /a\n\nUser-agent: *\nDisallow: /b", "/b", True),
        ("user-AGENT: brandinfluencemonitor\ndisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
    ],
)
def test_rules_are_followed(body: str, path: str, allowed: bool) -> None:
    assert permitted(body, path) is allowed


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_of_long_rules_the_head_counts_and_no_half_of_a_line(end: str) -> None:
    line = f"Disallow: /private/long/address{end}"
    head = f"User-agent: *{end}Disallow: /a{end}"
    said = "#" * (ROBOTS_LIMIT - len(head) - len("Disallow: /private") - len(end)) + end
    body = head + said + line + f"Disallow: /{end}" * 9
    assert body.encode()[:ROBOTS_LIMIT].endswith(b"Disallow: /private")
    assert not permitted(body, "/a")
    assert permitted(body, "/private/other")
    assert permitted(body, "/b")


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_site_without_rules_permits_everything(status: int) -> None:
    assert permitted("", "/a", status)


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_rules_that_cannot_be_read_now_forbid_everything(status: int) -> None:
    with pytest.raises(Refused) as caught:
        robots_of(status, b"", ORIGIN).check(ORIGIN + "/a")
    assert caught.value.reason == "robots-unavailable"
    assert str(status) in caught.value.detail


@pytest.mark.parametrize(("line", "delay"), [("Crawl-delay: 2", 2.0), ("Crawl-delay: 86400", 10.0), ("", None)])
def test_the_delay_that_is_asked_for_is_honoured_within_reason(line: str, delay: float | None) -> None:
    assert robots_of(200, f"User-agent: *\n{line}\nDisallow: /x".encode(), ORIGIN).delay == delay


@pytest.mark.parametrize("value", ["nan", "-5", "1e999", "inf", "soon"])
def test_a_senseless_delay_does_no_harm(value: str) -> None:
    delay = robots_of(200, f"User-agent: *\nCrawl-delay: {value}\nDisallow: /x".encode(), ORIGIN).delay
    assert delay is None or 0 <= delay <= 10


@given(st.binary(max_size=300))
def test_any_robots_txt_can_be_read(body: bytes) -> None:
    robots_of(200, b"User-agent: *\n" + body, ORIGIN).sitemaps  # noqa: B018


def test_listed_sitemaps_are_read_and_a_guessed_one_only_where_permitted() -> None:
    assert robots_of(200, b"Sitemap: /maps/a.xml", ORIGIN).sitemaps == (f"{ORIGIN}/maps/a.xml",)
    assert robots_of(404, b"", ORIGIN).sitemaps == (f"{ORIGIN}/sitemap.xml",)
    assert robots_of(200, b"User-agent: *\nDisallow: /", ORIGIN).sitemaps == ()


def sitemap(*urls: str) -> bytes:
    return f"<urlset {NS}>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def test_a_sitemap_gives_its_pages_in_order() -> None:
    body = b'<?xml version="1.0" encoding="UTF-8"?>\n' + sitemap(f"{ORIGIN}/b", f"  {ORIGIN}/a  ", f"{ORIGIN}/b#x")
    assert read_sitemap(body, ORIGIN).pages == (f"{ORIGIN}/b", f"{ORIGIN}/a")


def test_an_index_gives_its_sitemaps() -> None:
    body = f"<sitemapindex {NS}><sitemap><loc>{ORIGIN}/m1.xml</loc></sitemap></sitemapindex>".encode()
    assert read_sitemap(body, ORIGIN).sitemaps == (f"{ORIGIN}/m1.xml",)


def test_a_gzipped_and_a_text_sitemap_are_read() -> None:
    assert read_sitemap(gzip.compress(sitemap(f"{ORIGIN}/a")), ORIGIN).pages == (f"{ORIGIN}/a",)
    assert read_sitemap(f"{ORIGIN}/a\n{ORIGIN}/b\n".encode(), ORIGIN).pages == (f"{ORIGIN}/a", f"{ORIGIN}/b")


def test_a_sitemap_that_breaks_off_gives_what_came_before() -> None:
    assert read_sitemap(sitemap(f"{ORIGIN}/a", f"{ORIGIN}/b")[:-40], ORIGIN).pages[0] == f"{ORIGIN}/a"


@pytest.mark.parametrize("body", [b"", b"\x1f\x8b broken", b"<", b"<html><body>404</body></html>", b"\x00\xff" * 100])
def test_what_is_no_sitemap_lists_nothing(body: bytes) -> None:
    assert read_sitemap(body, ORIGIN).sitemaps == ()


def test_entities_are_never_expanded_nor_files_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(f"{ORIGIN}/from-a-file")
    entities = f'<!ENTITY own "{ORIGIN}/expanded"><!ENTITY file SYSTEM "{secret.as_uri()}">'
    body = f"<!DOCTYPE u [{entities}]><urlset {NS}><url><loc>&own;</loc></url><url><loc>&file;</loc></url></urlset>"
    assert read_sitemap(body.encode(), ORIGIN).pages == ()


def test_a_billion_laughs_cost_no_time() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    body = f'<!DOCTYPE u [<!ENTITY l0 "ha">{laughs}]><urlset {NS}><url><loc>&l12;</loc></url></urlset>'
    began = time.monotonic()
    assert read_sitemap(body.encode(), ORIGIN).pages == ()
    assert time.monotonic() - began < 2


def test_a_gzipped_bomb_is_cut_off() -> None:
    assert read_sitemap(gzip.compress(b"<urlset>" + b" " * 60_000_000), ORIGIN).pages == ()


def test_a_sitemap_of_a_million_pages_is_read_up_to_the_limit() -> None:
    assert len(read_sitemap(sitemap(*(f"{ORIGIN}/{n}" for n in range(20_100))), ORIGIN).pages) == 20_000
