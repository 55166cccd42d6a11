"""One spelling per page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.fetching.rules.urls import UrlError, canonical_url, page_key, site_of, url_hash, website_address

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("url", "base", "canonical"),
    [
        ("HTTP://Shop.Example:80/A/../b?z=1&a=2#top", None, "http://shop.example/b?a=2&z=1"),
        ("https://shop.example:443", None, "https://shop.example/"),
        ("/pricing", "https://shop.example/about/team", "https://shop.example/pricing"),
        ("../x.html", "https://shop.example/a/b/c.html", "https://shop.example/a/x.html"),
        ("//cdn.example/x", "https://shop.example/", "https://cdn.example/x"),
        ("?page=2", "https://shop.example/blog", "https://shop.example/blog?page=2"),
        ("#top", "https://shop.example/blog", "https://shop.example/blog"),
        ("https://bücher.example/ä", None, "https://xn--bcher-kva.example/%C3%A4"),
        ("https://shop.example./", None, "https://shop.example/"),
        (" https://shop.example/a b ", None, "https://shop.example/a%20b"),
        ("https://shop.example:8443/x", None, "https://shop.example:8443/x"),
        ("http://[::1]:8080/x", None, "http://[::1]:8080/x"),
    ],
)
def test_an_address_has_one_spelling(url: str, base: str | None, canonical: str) -> None:
    assert canonical_url(url, base) == canonical


@pytest.mark.parametrize(
    "url", ["mailto:a@b.example", "javascript:void(0)", "data:text/html,x", "tel:+1", "ftp://a.example/", "http://", "",
            "http://[::1", "http://a.example:99999/", "https://" + "a" * 3000 + ".example/", "http://a..example/"],
)  # fmt: skip
def test_what_is_no_web_address_has_none(url: str) -> None:
    assert canonical_url(url) is None


@given(st.text(max_size=80))
def test_a_canonical_address_is_its_own_canonical_form(text: str) -> None:
    first = canonical_url(text, "https://shop.example/a/")
    if first is not None:
        assert canonical_url(first) == first
        assert first.startswith(("http://", "https://"))


def test_scheme_www_and_tracking_do_not_make_another_page() -> None:
    spellings = [
        "http://www.shop.example/a?b=1",
        "https://shop.example/a?b=1",
        "https://shop.example/a?b=1&utm_source=x",
    ]
    assert len({page_key(url) for url in spellings}) == 1
    assert len({url_hash(url) for url in spellings}) == 1
    assert page_key("https://shop.example/a?b=2") != page_key("https://shop.example/a?b=1")


def test_a_port_of_its_own_makes_another_site() -> None:
    assert site_of("http://127.0.0.1:8090/x") == "127.0.0.1:8090"
    assert site_of("https://www.shop.example/") == site_of("http://shop.example/x") == "shop.example"
    assert site_of("https://blog.shop.example/") != "shop.example"


def test_a_hash_of_an_address_is_sha_256_in_hex() -> None:
    assert len(url_hash("https://shop.example/")) == 64


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("shop.example", "https://shop.example/"),
        ("  www.Shop.example/start ", "https://www.shop.example/start"),
        ("http://shop.example", "http://shop.example/"),
        ("http://127.0.0.1:8090", "http://127.0.0.1:8090/"),
        ("http://localhost:8090/", "http://localhost:8090/"),
    ],
)
def test_what_a_person_types_becomes_an_address(typed: str, url: str) -> None:
    assert website_address(typed) == url


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "not-a-url"), ("hello", "not-a-url"), ("two words", "not-a-url"), ("http://", "not-a-url"),
        ("https://-x-.example", "not-a-url"), ("http://a.example:0/", "not-a-url"), ("x" * 3000, "not-a-url"),
        ("ftp://shop.example", "unsupported-scheme"), ("mailto:a@shop.example", "unsupported-scheme"),
        ("javascript:alert(1)", "unsupported-scheme"), ("https://me:pw@shop.example", "credentials-in-url"),
    ],
)  # fmt: skip
def test_what_is_no_website_is_refused_with_a_reason(typed: str, reason: str) -> None:
    with pytest.raises(UrlError) as caught:
        website_address(typed)
    assert caught.value.reason == reason
