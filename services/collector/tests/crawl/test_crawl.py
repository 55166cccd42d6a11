"""A whole crawl against a real server on loopback, without any store."""

import threading
import time
from typing import Any
from urllib.parse import urlsplit

import pytest

from collector.crawl.reader import Crawl, Finished
from collector.crawl.site import ReadPage, Site
from collector.fetching.fetch import Fetcher, Limits, Pacer
from collector.fetching.rules.robots import Sitemap, read_sitemap
from collector.pages.rules.page import HTML_LIMIT, extract_page
from common.outbound.addresses import Guard, connection_pool

pytestmark = pytest.mark.engines
HTML = {"Content-Type": "text/html"}


async def crawl(
    start: str, *, limit: int = 50, finished: tuple[Finished, ...] = (), **more: Any
) -> tuple[Crawl, list[ReadPage]]:
    seconds = more.pop("seconds", 60.0)
    guard = more.pop("guard", None) or Guard(loopback=frozenset({("127.0.0.1", urlsplit(start).port or 80)}))
    fetcher = Fetcher(connection_pool(guard), guard, user_agent="test", pacer=Pacer(0), limits=Limits(**more))
    walk = Crawl(start, limit, Site(fetcher), seconds)
    try:
        return walk, [page async for page in walk.pages(finished)]
    finally:
        await fetcher.close()


def paths(pages: list[ReadPage], site: Any) -> list[str]:
    return [page.answer.url.removeprefix(site.url) for page in pages]


async def test_a_site_is_read_from_its_links(site: Any) -> None:
    site.page("/", links=("/about", "/products", "https://other.example/x"))
    site.page("/about", links=("/", "/team"))
    site.page("/products", links=("/products/lamp",))
    site.page("/team")
    site.page("/products/lamp")
    walk, pages = await crawl(f"{site.url}/")
    assert set(paths(pages, site)) == {"/", "/about", "/products", "/team", "/products/lamp"}
    assert paths(pages, site)[0] == "/"
    assert [page.depth for page in pages][:3] == [0, 1, 1]
    assert not walk.frontier.skipped


async def test_the_sitemap_adds_pages_that_nothing_links_to(site: Any, reply: Any) -> None:
    site.page("/")
    site.page("/hidden-offer")
    listing = (
        f"<urlset><url><loc>{site.url}/hidden-offer</loc></url><url><loc>https://other.example/</loc></url></urlset>"
    )
    index = f"<sitemapindex><sitemap><loc>{site.url}/maps/1.xml</loc></sitemap></sitemapindex>"
    site.replies["/robots.txt"] = reply(f"Sitemap: {site.url}/index.xml", headers={"Content-Type": "text/plain"})
    site.replies["/index.xml"] = reply(index, headers={"Content-Type": "application/xml"})
    site.replies["/maps/1.xml"] = reply(listing, headers={"Content-Type": "application/xml"})
    _, pages = await crawl(f"{site.url}/")
    assert paths(pages, site) == ["/", "/hidden-offer"]


async def test_a_site_of_ten_thousand_pages_is_read_up_to_the_limit_and_its_useful_pages_first(
    site: Any, reply: Any
) -> None:
    listed = [f"/blog/{n}" for n in range(10_000)] + ["/pricing", "/about", "/faq"]
    body = "".join(f"<url><loc>{site.url}{path}</loc></url>" for path in listed)
    site.replies["/sitemap.xml"] = reply(f"<urlset>{body}</urlset>", headers={"Content-Type": "application/xml"})
    site.page("/")
    site.fallback = lambda path: None if path == "/robots.txt" else reply(f"<p>{'Words about ' + path + '. '}" * 30)
    walk, pages = await crawl(f"{site.url}/", limit=20)
    assert paths(pages, site)[:4] == ["/", "/pricing", "/about", "/faq"]
    assert len(pages) == 20
    assert walk.frontier.skipped["page-limit"] == 10_004 - 20
    assert len(site.asked) == 22


async def test_an_endless_site_without_a_sitemap_ends_at_its_limit(site: Any, reply: Any) -> None:
    def endless(path: str) -> Any:
        n = int(path.strip("/") or 0) if path.strip("/").isdigit() or path == "/" else None
        if n is None:
            return None
        links = "".join(f'<a href="/{n * 50 + k}">x</a>' for k in range(1, 51))
        return reply(f"<p>{f'Page number {n} of very many. ' * 20}{links}")

    site.fallback = endless
    walk, pages = await crawl(f"{site.url}/", limit=30)
    assert len(pages) == 30
    assert set(walk.frontier.skipped) == {"page-limit"}


async def test_robots_that_forbid_all_mean_a_refusal_and_no_page_is_asked_for(site: Any, reply: Any) -> None:
    site.page("/")
    site.replies["/robots.txt"] = reply("User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
    walk, pages = await crawl(f"{site.url}/")
    assert pages == []
    assert walk.refusal().reason == "robots-forbids-all"
    assert site.asked == ["/robots.txt"]


async def test_a_disallowed_folder_is_not_read_even_through_a_redirect(site: Any, reply: Any) -> None:
    site.page("/", links=("/private/a", "/door"))
    site.page("/private/a")
    site.replies["/door"] = reply(status=302, headers={"Location": "/private/b"})
    site.replies["/robots.txt"] = reply("User-agent: *\nDisallow: /private/", headers={"Content-Type": "text/plain"})
    walk, pages = await crawl(f"{site.url}/")
    assert paths(pages, site) == ["/"]
    assert walk.frontier.skipped == {"robots-disallowed": 2}
    assert not any(path.startswith("/private") for path in site.asked)


async def test_of_a_robots_file_of_seven_megabytes_the_head_counts(site: Any, reply: Any) -> None:
    said = "# much is said here that nobody reads\n" * 200_000
    rules = f"User-agent: *\nDisallow: /private/\n{said}Disallow: /\n"
    site.page("/", links=("/private/a", "/open"))
    site.page("/open")
    for headers in ({}, {"Content-Length": str(len(rules))}):
        site.replies["/robots.txt"] = reply(rules, headers={"Content-Type": "text/plain", **headers})
        walk, pages = await crawl(f"{site.url}/")
        assert paths(pages, site) == ["/", "/open"]
        assert walk.frontier.skipped == {"robots-disallowed": 1}


async def test_files_that_take_long_to_read_hold_nobody_up(
    site: Any, reply: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_in: set[bool] = set()

    def noted(body: bytes, url: str) -> Sitemap:
        read_in.add(threading.current_thread() is threading.main_thread())
        return read_sitemap(body, url)

    monkeypatch.setattr("collector.crawl.site.read_sitemap", noted)
    site.page("/")
    site.replies["/sitemap.xml"] = reply(f"<urlset><url><loc>{site.url}/listed</loc></url></urlset>")
    site.page("/listed")
    _, pages = await crawl(f"{site.url}/")
    assert paths(pages, site) == ["/", "/listed"]
    assert read_in == {False}, "the loop that all crawls share is not the one who reads"


async def test_robots_that_cannot_be_read_forbid_everything(site: Any, reply: Any) -> None:
    site.page("/")
    site.replies["/robots.txt"] = reply(status=503)
    walk, pages = await crawl(f"{site.url}/")
    assert pages == []
    assert walk.refusal().reason == "robots-unavailable"
    assert "503" in walk.refusal().detail


@pytest.mark.parametrize(
    ("start", "reason"),
    [("http://nowhere.invalid:8080/", "dns-failed"), ("http://localhost:8080/", "private-address"),
     ("http://169.254.169.254:80/latest", "private-address"), ("http://127.0.0.1:9/", "port-not-allowed")],
)  # fmt: skip
async def test_a_site_that_cannot_be_reached_is_refused_with_a_reason_for_people(start: str, reason: str) -> None:
    walk, pages = await crawl(start, guard=Guard())
    assert pages == []
    assert walk.refusal().reason == reason
    assert len(walk.refusal().detail) > 20


@pytest.mark.parametrize(
    ("body", "status", "headers", "reason"),
    [
        ("gone", 410, HTML, "no-page-readable"), ("oops", 500, HTML, "no-page-readable"),
        ("%PDF", 200, {"Content-Type": "application/pdf"}, "not-html"),
        ("<html><body><script>app()</script></body></html>", 200, HTML, "no-page-readable"),
        ("x" * 3000, 200, HTML, "page-too-large"), ("", 200, HTML, "no-page-readable"),
    ],
)  # fmt: skip
async def test_a_site_without_any_readable_page_is_refused(
    site: Any, reply: Any, body: str, status: int, headers: dict[str, str], reason: str
) -> None:
    site.replies["/"] = reply(body, status=status, headers=headers)
    walk, pages = await crawl(f"{site.url}/", page_bytes=2000)
    assert pages == []
    assert walk.refusal().reason == reason
    assert walk.refusal().detail.endswith(".")


async def test_a_broken_home_page_does_not_hide_the_pages_of_the_sitemap(site: Any, reply: Any) -> None:
    site.replies["/"] = reply("oops", status=500)
    site.replies["/sitemap.xml"] = reply(f"<urlset><url><loc>{site.url}/about</loc></url></urlset>")
    site.page("/about")
    walk, pages = await crawl(f"{site.url}/")
    assert paths(pages, site) == ["/about"]
    assert walk.frontier.skipped == {"http-500": 1}


async def test_the_start_page_may_lead_to_another_host_and_its_rules_then_count(
    site: Any, another_site: Any, reply: Any
) -> None:
    site.replies["/"] = reply(status=301, headers={"Location": f"{another_site.url}/"})
    another_site.replies["/robots.txt"] = reply("User-agent: *\nDisallow: /no", headers={"Content-Type": "text/plain"})
    another_site.page("/", links=("/yes", "/no", f"{site.url}/old"))
    another_site.page("/yes")
    guard = Guard(loopback=frozenset({("127.0.0.1", site.port), ("127.0.0.1", another_site.port)}))
    walk, pages = await crawl(f"{site.url}/", guard=guard)
    assert paths(pages, another_site) == ["/", "/yes"]
    assert walk.frontier.skipped == {"robots-disallowed": 1}


async def test_duplicates_files_and_pages_elsewhere_are_skipped_with_their_reasons(
    site: Any, another_site: Any, reply: Any
) -> None:
    links = ("/a", "/copy-of-a", "/to-a", "/list.pdf", "/picture", "/missing", "/away", "/empty", "/app")
    site.page("/", links=links)
    site.page("/a", title="same", text="The very same words stand here as well as there. " * 5)
    site.replies["/copy-of-a"] = site.replies["/a"]
    site.replies["/to-a"] = reply(status=302, headers={"Location": "/a"})
    site.replies["/picture"] = reply(b"GIF89a", headers={"Content-Type": "image/gif"})
    site.replies["/away"] = reply(status=302, headers={"Location": f"{another_site.url}/"})
    site.replies["/empty"] = reply("<html></html>")
    site.replies["/app"] = reply('<div id="root"></div><script src="/app.js"></script>')
    guard = Guard(loopback=frozenset({("127.0.0.1", site.port), ("127.0.0.1", another_site.port)}))
    walk, pages = await crawl(f"{site.url}/", guard=guard)
    assert paths(pages, site) == ["/", "/a"]
    reasons = {"duplicate": 2, "not-html": 2, "http-404": 1, "off-site": 1, "no-text": 1, "needs-browser": 1}
    assert walk.frontier.skipped == reasons
    assert another_site.asked == []


async def test_an_interrupted_crawl_goes_on_without_asking_again_for_what_it_has(site: Any) -> None:
    names = [f"/p{n}" for n in range(8)]
    site.page("/", links=tuple(names))
    for name in names:
        site.page(name)
    _, pages = await crawl(f"{site.url}/", limit=4)
    finished = tuple(
        Finished(page.asked, page.answer.url, page.depth, page.content_hash, page.extracted.links) for page in pages
    )
    site.asked.clear()
    walk, more = await crawl(f"{site.url}/", limit=9, finished=finished)
    assert sorted(paths([*pages, *more], site)) == sorted(["/", *names])
    assert not {page.asked.removeprefix(site.url) for page in pages} & set(site.asked)
    assert walk.frontier.pages == 9


async def test_a_site_that_stops_answering_is_left_after_ten_addresses(site: Any, reply: Any) -> None:
    site.page("/", links=tuple(f"/p{n}" for n in range(100)))
    site.fallback = lambda path: (
        reply(headers=HTML, write=lambda _out: time.sleep(0.3)) if path.startswith("/p") else None
    )
    walk, pages = await crawl(f"{site.url}/", step_seconds=0.05)
    assert len(pages) == 1
    assert walk.frontier.skipped == {"timed-out": 10, "site-stopped-answering": 90}


async def test_a_crawl_ends_when_its_time_is_up(site: Any) -> None:
    site.page("/", links=("/a", "/b"))
    walk, pages = await crawl(f"{site.url}/", seconds=0.0)
    assert len(pages) == 1
    assert walk.frontier.skipped == {"time-limit": 2}


def _work(times: int) -> float:
    html = '<p>Some text with <a href="/x">a link</a>.</p>' * times
    began = time.process_time()
    assert extract_page(html, "https://shop.example/").word_count >= times
    return time.process_time() - began


def test_a_page_of_five_megabytes_takes_no_more_than_its_share() -> None:
    whole = HTML_LIMIT // 46
    assert _work(whole) < 3 * 8 * min(_work(whole // 8) for _ in range(2)), "it grows faster than the page"
