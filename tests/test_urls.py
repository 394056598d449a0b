"""Addresses are taken apart without opening any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.urls import absolute, domain_of, is_web, same_page, site_of

PAGE = "https://holmpost.example/news/ferry"


@pytest.mark.parametrize("address", ["https://holmpost.example", "http://holmpost.example/a?b#c", "HTTPS://HOLMPOST.EXAMPLE/A"])
def test_http_and_https_with_a_host_can_be_fetched(address):
    assert is_web(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "holmpost.example",
        "/news",
        "ftp://holmpost.example/",
        "file:///etc/hosts",
        "https:///news",
        "https://",
        "https://a b",
        "x\nhttps://a",
    ],
)
def test_files_other_protocols_blanks_and_missing_hosts_cannot(address):
    assert not is_web(address)


@pytest.mark.parametrize(
    ("address", "base", "whole"),
    [
        ("/a", PAGE, "https://holmpost.example/a"),
        ("a", PAGE, "https://holmpost.example/news/a"),
        ("?p=2", PAGE, "https://holmpost.example/news/ferry?p=2"),
        ("//northwire.example/a", PAGE, "https://northwire.example/a"),
        (" https://northwire.example/a\n", PAGE, "https://northwire.example/a"),
        ("https://northwire.example/ä", None, "https://northwire.example/ä"),
    ],
)
def test_an_address_counts_from_the_page_it_stands_on(address, base, whole):
    assert absolute(address, base) == whole


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "  ",
        "mailto:desk@holmpost.example",
        "javascript:alert(1)",
        "file:///etc/hosts",
        "data:text/html,x",
        "http://[x",
        "http://x:99999/",
        "http://ex℀mple.example/",
    ],
)
def test_what_is_no_address_of_the_web_is_none(address):
    assert absolute(address, PAGE) is None


def test_without_a_page_a_part_of_an_address_is_none():
    assert absolute("/a", None) is None
    assert absolute("/a", "http://[broken") is None


@pytest.mark.parametrize(
    "other",
    [
        "http://holmpost.example/news/ferry",
        "https://www.holmpost.example/news/ferry/",
        "https://m.holmpost.example/news/ferry",
        "https://amp.holmpost.example/news/ferry?utm_source=x#top",
        "https://HOLMPOST.example/news/ferry/index.html",
    ],
)
def test_scheme_www_query_fragment_and_closing_stroke_do_not_part_two_addresses(other):
    assert same_page(PAGE, other)
    assert same_page(other, PAGE)


@pytest.mark.parametrize(
    "other",
    [None, "", "https://holmpost.example/news/ramp", "https://northwire.example/news/ferry", "https://holmpost.example/"],
)
def test_another_path_or_host_is_another_page(other):
    assert not same_page(PAGE, other)


def test_what_is_no_address_is_no_page():
    assert not same_page("http://[x", PAGE)


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://www.HolmPost.example:8080/x", "holmpost.example"),
        ("https://user:word@holmpost.example/", "holmpost.example"),
        ("https://holmpost.example?p=1", "holmpost.example"),
        ("ftp://news.holmpost.example/x", "news.holmpost.example"),
        ("holmpost.example", None),
        ("file:///etc/hosts", None),
        ("", None),
        (None, None),
    ],
)
def test_the_domain_is_the_host_without_www_in_small_letters(address, domain):
    assert domain_of(address) == domain


def test_a_host_that_is_an_ipv6_address_is_whole():
    assert domain_of("https://[2001:db8::1]:8080/x") == "[2001:db8::1]"


@pytest.mark.parametrize(
    ("domain", "site"),
    [
        ("holmpost.example", "holmpost.example"),
        ("news.holmpost.example", "holmpost.example"),
        ("holmpost.co.uk", "holmpost.co.uk"),
        ("news.holmpost.co.uk", "holmpost.co.uk"),
        ("a.b.holmpost.com.au", "holmpost.com.au"),
        ("localhost", "localhost"),
        (None, ""),
    ],
)
def test_a_site_is_the_part_of_a_domain_that_was_registered(domain, site):
    assert site_of(domain) == site


@given(st.text(), st.one_of(st.none(), st.text()))
def test_no_text_is_an_error(address, base):
    whole = absolute(address, base)
    assert whole is None or is_web(whole)
    domain = domain_of(address)
    assert domain is None or domain == domain.lower()
    site_of(address)


@given(st.from_regex(r"https?://[a-z0-9.\[\]:@%/?#℀-]{0,40}", fullmatch=True))
def test_what_is_made_absolute_can_be_compared(address):
    if whole := absolute(address, PAGE):
        assert same_page(whole, whole)
