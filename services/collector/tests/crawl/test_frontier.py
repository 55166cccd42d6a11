"""What is read next, and what is not read at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.crawl.rules import Frontier, urgency_of

pytestmark = pytest.mark.pure
HOME = "https://shop.example/"


def read_all(frontier: Frontier, links: dict[str, list[str]] | None = None) -> list[str]:
    order = []
    while (candidate := frontier.next()) is not None:
        order.append(candidate.url.removeprefix(HOME))
        frontier.accept(candidate.url, content_hash=candidate.url)
        frontier.offer([HOME + link for link in (links or {}).get(order[-1], [])], depth=candidate.depth + 1)
    return order


def test_the_start_page_comes_first_whatever_the_sitemap_says() -> None:
    frontier = Frontier("https://shop.example/some/landing", page_limit=3)
    frontier.offer([HOME, HOME + "pricing"], depth=1)
    candidate = frontier.next()
    assert candidate is not None
    assert candidate.url == "https://shop.example/some/landing"
    assert candidate.depth == 0


def test_pages_that_say_what_a_business_does_come_before_the_blog() -> None:
    frontier = Frontier(HOME, page_limit=300)
    blog = [f"blog/post-{n}" for n in range(250)]
    wanted = ["about", "pricing", "faq.html", "customers", "products"]
    frontier.offer([HOME + path for path in [*blog, "privacy", *wanted, "recipes"]], depth=1)
    order = read_all(frontier)
    assert set(order[1:6]) == set(wanted)
    assert order[6] == "recipes"
    assert order.index("privacy") < order.index("blog/post-199")


def test_one_folder_does_not_crowd_out_the_others() -> None:
    frontier = Frontier(HOME, page_limit=60)
    products = [f"products/lamp-{n}" for n in range(500)]
    frontier.offer([HOME + path for path in [*products, "story/of-our-town", "workshops/candles"]], depth=1)
    order = read_all(frontier)
    assert {"story/of-our-town", "workshops/candles"} <= set(order)
    assert len(order) == 60


def test_equally_useful_pages_are_read_breadth_first() -> None:
    links = {"": ["a", "b"], "a": ["a1"], "b": ["b1"], "a1": ["a2"]}
    assert read_all(Frontier(HOME, page_limit=50), links) == ["", "a", "b", "a1", "b1", "a2"]


def test_pages_below_the_greatest_depth_are_not_read() -> None:
    links = {"": ["a"], "a": ["b"], "b": ["c"], "c": ["d"]}
    frontier = Frontier(HOME, page_limit=50)
    assert read_all(frontier, links) == ["", "a", "b", "c"]
    assert frontier.skipped == {"too-deep": 1}


def test_the_page_limit_holds_and_the_rest_is_counted() -> None:
    frontier = Frontier(HOME, page_limit=5)
    frontier.offer([f"{HOME}{n}" for n in range(100)], depth=1)
    assert len(read_all(frontier)) == 5
    assert frontier.skipped == {"page-limit": 96}
    assert len(frontier.skipped_urls) == 96


def test_a_site_that_fails_for_every_address_is_given_up() -> None:
    frontier = Frontier(HOME, page_limit=5)
    frontier.offer([f"{HOME}{n}" for n in range(1000)], depth=1)
    tried = 0
    while (candidate := frontier.next()) is not None:
        frontier.skip(candidate.url, "http-500")
        tried += 1
    assert tried == 35
    assert frontier.skipped["http-500"] == 35


def test_other_sites_are_ignored_and_www_is_the_same_site() -> None:
    frontier = Frontier(HOME, page_limit=50)
    frontier.offer(
        [
            "https://other.example/",
            "https://blog.shop.example/",
            "http://shop.example:8080/x",
            "https://www.shop.example/a",
        ],
        depth=1,
    )
    assert read_all(frontier) == ["", "https://www.shop.example/a"]
    assert not frontier.skipped


def test_the_site_moves_with_its_start_page() -> None:
    frontier = Frontier(HOME, page_limit=50)
    assert frontier.next() is not None
    frontier.move_to("https://newshop.example/")
    frontier.offer(["https://newshop.example/a", "https://shop.example/b"], depth=1)
    candidate = frontier.next()
    assert candidate is not None
    assert candidate.url == "https://newshop.example/a"
    assert frontier.next() is None


def test_an_address_is_read_once_however_it_is_spelled() -> None:
    frontier = Frontier(HOME, page_limit=50)
    frontier.offer(
        [HOME, "http://www.shop.example/", HOME + "a?utm_source=x", HOME + "a", "http://shop.example/a"], depth=1
    )
    assert len(read_all(frontier)) == 2


def test_the_same_content_at_another_address_is_no_second_page() -> None:
    frontier = Frontier(HOME, page_limit=50)
    assert frontier.accept(HOME + "a", "same")
    assert not frontier.accept(HOME + "b", "same")
    assert frontier.pages == 1


def test_files_that_are_no_pages_are_not_asked_for() -> None:
    frontier = Frontier(HOME, page_limit=50)
    frontier.offer([HOME + "price-list.pdf", HOME + "photo.JPG", HOME + "feed.xml", HOME + "readme.html"], depth=1)
    assert read_all(frontier) == ["", "readme.html"]
    assert frontier.skipped == {"not-html": 3}


def test_endless_variants_of_one_address_are_cut_off() -> None:
    frontier = Frontier(HOME, page_limit=500)
    frontier.offer([f"{HOME}calendar?day={n}" for n in range(300)], depth=1)
    assert len(read_all(frontier)) == 21
    assert frontier.skipped == {"query-variant": 280}


def test_memory_is_bounded_on_an_endless_site() -> None:
    frontier = Frontier(HOME, page_limit=10)
    frontier.offer((f"{HOME}p/{n}" for n in range(50_000)), depth=1)
    assert frontier.next() is not None
    assert len(frontier._known) <= 20_000
    assert frontier.skipped["page-limit"] > 29_000


def test_a_resumed_crawl_reads_only_what_is_left() -> None:
    links = {"": ["a", "b"], "a": ["c"], "b": ["c", "d"]}
    whole = Frontier(HOME, page_limit=4)
    assert read_all(whole, links) == ["", "a", "b", "c"]
    again = Frontier(HOME, page_limit=4)
    for depth, path in ((0, ""), (1, "a")):
        again.resume(HOME + path, HOME + path, HOME + path, [HOME + link for link in links[path]], depth=depth)
    assert read_all(again, links) == ["b", "c"]
    assert again.pages == whole.pages


def test_a_resumed_crawl_does_not_ask_again_for_an_address_that_led_elsewhere() -> None:
    frontier = Frontier(HOME, page_limit=10)
    frontier.resume(HOME, "https://www.shop.example/start", "h1", [HOME + "old"], depth=0)
    frontier.resume(HOME + "old", HOME + "new", "h2", [], depth=1)
    frontier.offer([HOME, HOME + "start", HOME + "old", HOME + "new"], depth=1)
    assert frontier.next() is None


@given(st.lists(st.text(alphabet="abc/?=&.", max_size=12), max_size=60), st.integers(1, 20))
def test_every_offered_page_of_the_site_is_read_once_or_skipped_with_a_reason(paths: list[str], limit: int) -> None:
    from collector.fetching.rules.urls import canonical_url, page_key, site_of

    urls = [url for path in paths if (url := canonical_url(HOME + path)) and site_of(url) == "shop.example"]
    frontier = Frontier(HOME, page_limit=limit)
    frontier.offer(urls, depth=1)
    order = read_all(frontier)
    distinct = {page_key(url) for url in [HOME, *urls]}
    assert len(order) == len(set(order)) <= limit
    assert len(order) + frontier.skipped.total() == len(distinct)


@pytest.mark.parametrize(
    ("path", "urgency"),
    [("", 0), ("en", 0), ("index.html", 0), ("pricing", 1), ("our-products", 1), ("why-us", 1), ("recipes", 3),
     ("blog/about-pricing", 4), ("cart", 6), ("privacy-policy", 6), ("blog/tag/new", 6)],
)  # fmt: skip
def test_urgency_follows_the_words_of_the_path(path: str, urgency: int) -> None:
    assert urgency_of(HOME + path) == urgency
