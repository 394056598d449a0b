"""Feeds: what their entries become, and what of them is new."""

import json
import os
import subprocess
import sys
import time
import warnings
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from whence.errors import InputError, UsageError
from whence.ingest import feeds, feedstate
from whence.ingest.decoding import MOST_BYTES
from whence.ingest.feeds import TIMES_SUMMARY, WORDS_OF_ARTICLE, WORDS_OF_BRIEF, entries_of
from whence.ingest.feedstate import DAYS_KEPT, FeedState, fingerprint, new_entries
from whence.records.article import Address, ArticleDate, ArticleDates, Block, Given, NotRead, Outlet, Page, Republished, Shown

SITE = "https://holmpost.example"
FEED = f"{SITE}/feed/"
SAID = "The ferry to Ostrava Holm will sail, harbour master Ilse Brandvik said."  # 12 words
BODY = "".join(f"<p>{SAID} It was day {number}.</p>" for number in range(10))  # 160 words
PLAIN = "\n\n".join(f"{SAID} It was day {number}." for number in range(10))
TEASER = "The ferry to Ostrava Holm will sail after all."
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"'
    ' xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def read(feed, url=FEED, charset=None, name="f", **options):
    return list(entries_of(feed.encode() if isinstance(feed, str) else feed, name, url, charset, **options))


def rss(*items, head=f"<title>Holm Post</title><link>{SITE}/</link>"):
    inside = "".join(f"<item>{each}</item>" for each in items)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}><channel>{head}{inside}</channel></rss>'


def atom(*entries, head=f'<title>Holm Post</title><link href="{SITE}/"/>'):
    inside = "".join(f"<entry>{each}</entry>" for each in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{inside}</feed>'


def json_feed(*items, **told):
    head = {"version": "https://jsonfeed.org/version/1.1", "title": "Holm Post", "home_page_url": f"{SITE}/"}
    return json.dumps({**head, **told, "items": list(items)})


def one(feed, **options):
    (entry,) = read(feed, **options)
    return entry


def item(inside, **options):
    """The one entry of an RSS feed with this item, which has a link and a text."""
    return one(rss(f"<link>{SITE}/a</link>{inside}"), **options)


def published(inside):
    return item(f"<pubDate>{inside}</pubDate>").shown.dates.published


def is_wrong(entry, name, message):
    return isinstance(entry, InputError) and entry.name == name and message in entry.message and entry.hint != ""


# --- generators ----------------------------------------------------------------------------------------------------------


def test_a_wordpress_item_with_its_content_is_a_page_with_everything_that_the_feed_shows():
    entry = one(
        rss(
            f"""
            <title>Ferry &#8216;will sail&#8217; &amp;#8211; at last</title>
            <link>{SITE}/2026/03/ferry/</link>
            <dc:creator><![CDATA[Ann Marsh]]></dc:creator>
            <pubDate>Thu, 12 Mar 2026 09:30:00 +0100</pubDate>
            <category><![CDATA[Harbour]]></category><category><![CDATA[News]]></category>
            <guid isPermaLink="false">{SITE}/?p=7</guid>
            <description><![CDATA[<p>{TEASER} [&#8230;]</p>
            <p>The post <a href="/">Ferry</a> appeared first on Holm.</p>]]></description>
            <content:encoded><![CDATA[{BODY}]]></content:encoded>
            <slash:comments xmlns:slash="http://purl.org/rss/1.0/modules/slash/">3</slash:comments>""",
            head=f"<title>Holm Post</title><atom:link href='{FEED}' rel='self'/><link>{SITE}</link><language>en-GB</language>",
        )
    )
    head = "<head><title>Ferry ‘will sail’ – at last</title></head>"
    assert entry == Page(
        name=f"f#{SITE}/?p=7",
        data=f"<html>{head}<body><article>{BODY}</article></body></html>",
        url=f"{SITE}/2026/03/ferry/",
        shown=Shown(
            title="Ferry ‘will sail’ – at last",
            outlet=Outlet("Holm Post", "holmpost.example"),
            byline=("Ann Marsh",),
            language="en",
            dates=ArticleDates(ArticleDate("2026-03-12T09:30:00+01:00", "second", "feed", "+01:00")),
        ),
    )


def test_a_wordpress_item_with_its_excerpt_only_is_a_link():
    entry = one(rss(f"<title>Ferry</title><link>{SITE}/ferry/</link><description>{TEASER} [&amp;#8230;]</description>"))
    shown = Shown(title="Ferry", outlet=Outlet("Holm Post", "holmpost.example"))
    assert entry == Address(name=f"f#{SITE}/ferry/", url=f"{SITE}/ferry/", shown=shown)


def test_a_drupal_item_has_its_whole_text_as_description():
    entry = one(
        rss(
            f"""<title>Ferry</title><link>{SITE}/node/12</link>
            <description>{BODY.replace("<", "&lt;").replace(">", "&gt;")}</description>
            <pubDate>Thu, 12 Mar 2026 08:30:00 +0000</pubDate><dc:creator>Ann Marsh</dc:creator>
            <guid isPermaLink="false">12 at {SITE}</guid>"""
        )
    )
    assert isinstance(entry, Page)
    assert BODY in entry.data
    assert (entry.name, entry.shown.byline) == (f"f#12 at {SITE}", ("Ann Marsh",))


def test_a_feedburner_item_keeps_its_link_and_has_its_own_address_as_the_canonical_one():
    entry = one(
        rss(
            f"""<link>https://burner.example/~r/holm/~3/x/</link><description>{TEASER}</description>
            <feedburner:origLink>{SITE}/ferry?a=1&amp;b=2</feedburner:origLink>"""
        )
    )
    assert (entry.url, entry.shown.canonical_url) == ("https://burner.example/~r/holm/~3/x/", f"{SITE}/ferry?a=1&b=2")
    assert entry.shown.outlet == Outlet("Holm Post", "holmpost.example")


def test_a_blogger_entry_is_an_atom_entry_with_escaped_content_and_two_dates():
    entry = one(
        atom(
            f"""<id>tag:blogger.example,1999:blog-1.post-2</id><published>2026-03-12T09:30:00.001-07:00</published>
            <updated>2026-03-13T10:00:00.002-07:00</updated><title type="text">Ferry &amp; &lt;b&gt;</title>
            <content type="html">{BODY.replace("<", "&lt;").replace(">", "&gt;")}</content>
            <link rel="replies" href="{SITE}/comments"/><link rel="edit" href="https://blogger.example/1"/>
            <link rel="alternate" type="text/html" href="{SITE}/ferry.html" title="Ferry"/>
            <author><name>Ann Marsh</name><uri>https://blogger.example/ann</uri><email>noreply@blogger.example</email></author>"""
        )
    )
    assert isinstance(entry, Page)
    assert f"<title>Ferry &amp; &lt;b&gt;</title></head><body><article>{BODY}<" in entry.data
    assert (entry.url, entry.shown.title, entry.shown.byline) == (f"{SITE}/ferry.html", "Ferry & <b>", ("Ann Marsh",))
    assert entry.shown.dates.published == ArticleDate("2026-03-12T09:30:00-07:00", "second", "feed", "-07:00")
    assert entry.shown.dates.modified == ArticleDate("2026-03-13T10:00:00-07:00", "second", "feed", "-07:00")


def test_a_google_news_like_item_names_its_source_as_where_it_was_taken_from():
    entry = one(
        rss(
            """<title>Ferry will sail - Northwire</title><link>https://news.gather.example/rss/articles/CBMi?oc=5</link>
            <guid isPermaLink="false">CBMi</guid><pubDate>Thu, 12 Mar 2026 09:30:00 GMT</pubDate>
            <description>&lt;a href="https://news.gather.example/rss/articles/CBMi"&gt;Ferry will sail&lt;/a&gt;</description>
            <source url="https://www.northwire.example">Northwire</source>""",
            head="<title>&quot;ferry&quot; - Gather News</title><link>https://news.gather.example/search</link>",
        )
    )
    assert isinstance(entry, Address)
    assert entry.shown.title == "Ferry will sail"
    assert entry.shown.outlet == Outlet('"ferry" - Gather News', "news.gather.example")
    taken = Republished("Northwire", "northwire.example", "https://www.northwire.example", "feed source")
    assert entry.shown.republished_from == taken


def test_a_substack_item_has_its_name_for_an_address_and_its_content_in_full():
    entry = one(
        rss(
            f"""<title><![CDATA[Ferry]]></title><description><![CDATA[{TEASER}]]></description>
            <link>https://holm.letters.example/p/ferry</link><guid isPermaLink="false">https://holm.letters.example/p/ferry</guid>
            <dc:creator><![CDATA[Ann Marsh]]></dc:creator><pubDate>Thu, 12 Mar 2026 09:30:15 GMT</pubDate>
            <enclosure url="https://holm.letters.example/i.png" length="0" type="image/jpeg"/>
            <content:encoded><![CDATA[<div class="captioned-image-container"></div>{BODY}]]></content:encoded>""",
            head="""<title><![CDATA[Holm Letter]]></title><link>https://holm.letters.example</link>
            <image><url>x.png</url><title>An image</title><link>https://image.example</link></image>
            <itunes:owner><itunes:email>ann@holm.example</itunes:email><itunes:name>Owner</itunes:name></itunes:owner>
            <itunes:author>Owner</itunes:author><webMaster>ann@holm.example</webMaster>""",
        )
    )
    assert isinstance(entry, Page)
    assert entry.shown.outlet == Outlet("Holm Letter", "holm.letters.example")
    assert entry.shown.byline == ("Ann Marsh",)


def test_a_ghost_item_has_no_use_for_pictures_beside_its_content():
    entry = one(
        rss(
            f"""<title><![CDATA[Ferry]]></title><description><![CDATA[{TEASER}]]></description><link>{SITE}/ferry/</link>
            <guid isPermaLink="false">65f0a</guid><media:content url="{SITE}/i.jpg" medium="image"/>
            <content:encoded><![CDATA[<img src="/i.jpg" alt="{TEASER}">{BODY}]]></content:encoded>"""
        )
    )
    assert isinstance(entry, Page)
    assert (entry.name, entry.shown.title) == ("f#65f0a", "Ferry")


def test_an_rdf_feed_has_its_items_beside_the_channel_and_its_dates_from_dublin_core():
    feed = f"""<?xml version="1.0"?>
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
    <channel rdf:about="{FEED}"><title>Holm Post</title><link>{SITE}/</link><description>News</description>
      <dc:language>en</dc:language><dc:date>2026-03-14T00:00:00Z</dc:date>
      <items><rdf:Seq><rdf:li rdf:resource="{SITE}/1"/><rdf:li rdf:resource="{SITE}/2"/></rdf:Seq></items></channel>
    <item rdf:about="{SITE}/1"><title>Ferry</title><link>{SITE}/1</link><dc:creator>Ann Marsh</dc:creator>
      <dc:date>2026-03-12T09:30+01:00</dc:date><description>{TEASER}</description>
      <content:encoded><![CDATA[{BODY}]]></content:encoded></item>
    <item rdf:about="{SITE}/2"><title>Quay</title><link>{SITE}/2</link><description>{TEASER}</description></item>
    </rdf:RDF>"""
    page, link = read(feed)
    assert isinstance(page, Page)
    assert page.shown.dates == ArticleDates(ArticleDate("2026-03-12T09:30+01:00", "minute", "feed", "+01:00"))
    assert (page.name, page.shown.byline, page.shown.language) == (f"f#{SITE}/1", ("Ann Marsh",), "en")
    assert link == Address(name=f"f#{SITE}/2", url=f"{SITE}/2", shown=link.shown)


@pytest.mark.parametrize("version", ["0.91", "0.92"])
def test_an_early_rss_feed_without_guids_is_read(version):
    feed = rss(f"<title>Ferry</title><link>{SITE}/1</link><description>{TEASER}</description>").replace("2.0", version)
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.example/rss-0.91.dtd">'
    feed = feed.replace("<rss ", doctype + "<rss ")
    assert one(feed.replace("Ferry", "Caf&eacute;&nbsp;Holm")).shown.title == "Café Holm"


def test_an_atom_entry_with_markup_of_its_own_is_a_page():
    content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}<br/>A &amp; B &lt; C</div></content>'
    entry = one(atom(f'<id>urn:1</id><title type="html">A &amp;amp; &lt;i&gt;B&lt;/i&gt;</title><link href="/a"/>{content}'))
    assert entry.shown.title == "A & B"
    assert f"<article>{BODY}<br></br>A &amp; B &lt; C</article>" in entry.data


def test_a_json_feed_gives_pages_plain_texts_and_links():
    marked, plain, link, numbered = read(
        json_feed(
            {
                "id": "a",
                "url": "/a",
                "title": "Ferry",
                "content_html": BODY,
                "authors": [{"name": "Ann Marsh"}, {"name": "Tom Reed"}],
                "date_published": "2026-03-12T09:30:00-05:00",
                "date_modified": "2026-03-12T10:30:00-05:00",
                "language": "nb-NO",
            },
            {"id": "b", "url": f"{SITE}/b", "content_text": PLAIN, "author": {"name": "Jo Lund"}},
            {"id": "c", "external_url": "https://other.example/c", "summary": TEASER},
            {"id": 4, "url": f"{SITE}/d"},
            language="en-US",
            authors=[{"name": "Ilse Brandvik"}],
        )
    )
    assert isinstance(marked, Page)
    assert (marked.url, marked.shown.byline, marked.shown.language) == (f"{SITE}/a", ("Ann Marsh", "Tom Reed"), "nb")
    assert [each.value for each in (marked.shown.dates.published, marked.shown.dates.modified)] == [
        "2026-03-12T09:30:00-05:00",
        "2026-03-12T10:30:00-05:00",
    ]
    assert plain == Given(name="f#b", text=PLAIN, url=f"{SITE}/b", shown=plain.shown)
    assert (plain.shown.byline, plain.shown.language) == (("Jo Lund",), "en")
    assert (link.url, link.shown.outlet, link.shown.byline) == ("https://other.example/c", None, ("Ilse Brandvik",))
    assert (numbered.name, numbered.url) == ("f#4", f"{SITE}/d")


# --- damage and encodings ------------------------------------------------------------------------------------------------


def test_a_feed_with_bare_ampersands_unknown_entities_and_undeclared_namespaces_is_read():
    feed = f"""<rss version="2.0"><channel><title>Holm & Post</title><link>{SITE}</link>
    <item><title>AT&T at R&D&nbsp;&mdash; fish & chips &bogus; &amp; more</title><link>{SITE}/a?b=1&c=2</link>
    <content:encoded><![CDATA[{BODY}<p>A &amp; B &nbsp; &hellip;.</p>]]></content:encoded><dc:creator>Ann Marsh</dc:creator>
    </item></channel></rss>"""
    entry = one(feed)
    assert entry.shown.title == "AT&T at R&D — fish & chips &bogus; & more"
    assert (entry.url, entry.shown.byline, entry.shown.outlet.name) == (f"{SITE}/a?b=1&c=2", ("Ann Marsh",), "Holm & Post")
    assert f"{BODY}<p>A &amp; B &nbsp; &hellip;.</p>" in entry.data


def test_control_characters_and_references_to_no_character_do_not_cost_the_feed():
    entry = item("<title>A\x08B &#0; &#xD800; &#x110000; &#99999999999; &#8217;</title><media:player url='x'/>")
    assert entry.shown.title == "A\ufffdB \ufffd \ufffd \ufffd \ufffd ’"


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "told"),
    [
        ("“Nein”, sagte Zoë", "utf-8", "utf-8", None),
        ("“Nein”, sagte Zoë", "utf-8-sig", "iso-8859-1", None),
        ("“Nein”, sagte Zoë", "utf-8", "iso-8859-1", "windows-1252"),
        ("“Nein”, sagte Zoë", "cp1252", "utf-8", "utf-8"),
        ("“Nein”, sagte Zoë", "cp1252", "iso-8859-1", None),
        ("“Nein”, sagte Zoë", "cp1252", "zlib", "unicode_escape"),
        ("“Nein”, sagte Zoë", "cp1252", "no-such-thing", "utf-16"),
        ("Илзе сказала «нет»", "cp1251", "utf-8", "windows-1251"),
        ("Илзе сказала нет", "koi8-r", "koi8-r", None),
        ("彼女は言った", "shift_jis", "Shift_JIS", None),
        ("她说不", "gb18030", "gb2312", None),
        ("“Nein”, sagte Zoë 🛳️", "utf-16", "utf-16", None),
        ("“Nein”, sagte Zoë 🛳️", "utf-16-le", "utf-16", None),
        ("“Nein”, sagte Zoë 🛳️", "utf-16-be", "utf-16", "utf-8"),
        ("“Nein”, sagte Zoë 🛳️", "utf-32", "utf-32", None),
    ],
)
def test_characters_come_through_whatever_encoding_is_declared(text, encoding, declared, told):
    feed = rss(f"<title>{text}</title><link>{SITE}/a</link>").replace('"UTF-8"', f'"{declared}"')
    assert one(feed.encode(encoding), charset=told).shown.title == text


def test_a_letter_that_an_excerpt_cut_in_half_does_not_turn_the_feed_into_another_encoding():
    data = rss(f"<title>Zoë Lindqvist, Øyvind Čapek, café, “no”</title><link>{SITE}/a</link><description>caf@</description>")
    assert one(data.encode().replace(b"caf@", b"caf\xc3")).shown.title == "Zoë Lindqvist, Øyvind Čapek, café, “no”"


def test_a_feed_that_breaks_off_gives_the_entries_before_and_an_error_for_the_last():
    whole = rss(*(f"<guid>{n}</guid><link>{SITE}/{n}</link><content:encoded>{BODY}</content:encoded>" for n in range(3)))
    first, second, wrong = read(whole[: whole.rindex("It was day 5")])
    assert [type(first), type(second)] == [Page, Page]
    assert is_wrong(wrong, "f#2", "ends in the middle of this entry")
    assert [type(each) for each in read(whole[: whole.rindex("<item>")])] == [Page, Page]
    assert [type(each) for each in read(whole[: whole.rindex("</item>")] + "</channel></rss>")] == [Page, Page, Page]


def test_words_in_front_of_the_feed_are_passed_over():
    feed = f"\n\n<!-- made <by> hand --><?xml-stylesheet href='a.xsl'?>{rss(f'<link>{SITE}/a</link>')[39:]}"
    assert isinstance(one(feed), Address)
    assert isinstance(one(f"Warning: low disk\n{feed}"), Address)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;">]>',
        '<!DOCTYPE foo [\n  <!ENTITY xxe SYSTEM "file:///etc/hostname">\n]>',
        "<!DOCTYPE foo [<!ATTLIST x y CDATA ']>'><!entity % remote SYSTEM 'http://127.0.0.1:9/x.dtd'> %remote;]>",
        '<!-- <rss> --><!DOCTYPE foo [<!ENTITY lol2 "x">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_feed_that_declares_entities_is_refused_unread(declared, encoding, monkeypatch):
    monkeypatch.setattr(feeds.feedparser, "parse", pytest.fail)
    feed = f'<?xml version="1.0"?>{declared}<rss><channel><item><title>&lol2;&xxe;</title></item></channel></rss>'
    assert is_wrong(one(feed.encode(encoding)), "f", "declares entities")


def test_a_doctype_without_entities_is_left_out():
    feed = rss(f"<link>{SITE}/a</link>").replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd" [<!-- a -->]><rss')
    assert isinstance(one(feed), Address)


def test_entities_declared_behind_the_beginning_are_not_expanded():
    feed = rss(f"<link>{SITE}/a</link><!DOCTYPE x [<!ENTITY lol 'lollol'>]><title>&lol;</title>")
    assert "lollol" not in str(one(feed))


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/feed", "/etc/hostname", "file:///etc/hostname", __file__])
def test_data_that_look_like_a_path_or_an_address_are_not_opened(url):
    assert is_wrong(one(url), "f", "no feed")


def test_the_parser_gets_bytes_and_neither_path_nor_address(monkeypatch):
    really, seen = feeds.feedparser.parse, []

    def parse(source, **options):
        seen.append((type(source.getvalue()), options["sanitize_html"], options["resolve_relative_uris"]))
        return really(source, **options)

    monkeypatch.setattr(feeds.feedparser, "parse", parse)
    assert isinstance(item("<title>x</title>"), Address)
    assert seen == [(bytes, False, False)]


@pytest.mark.parametrize("wrong", [*feeds._PARSER_RAISES, UnicodeDecodeError])
def test_what_the_parser_raises_is_an_error_of_that_feed(wrong, monkeypatch):
    def parse(*args, **options):
        raise wrong("utf-8", b"x", 0, 1, "damaged") if wrong is UnicodeDecodeError else wrong

    monkeypatch.setattr(feeds.feedparser, "parse", parse)
    assert is_wrong(one(rss()), "f", f"its markup is damaged ({wrong.__name__})")


@pytest.mark.parametrize(
    "inside",
    [
        "<author>" + "a" * 150_000 + "</author>",
        "<title>" + "<" * 150_000,
        "<title>" + "&" * 150_000,
        "<!--" * 40_000,
        "<![CDATA[" * 20_000,
        "<author " * 20_000,
        "".join(f"<category>{number}</category>" for number in range(20_000)),
        "<content:encoded>" + "&lt;div&gt;" * 20_000 + "</content:encoded>",
    ],
    ids=lambda inside: inside[:12],
)
def test_markup_made_to_keep_the_parser_busy_is_read_in_seconds(inside):
    begun = time.monotonic()
    read(rss(inside))
    assert time.monotonic() - begun < 20  # a second here; minutes without care


# --- whole texts and summaries -------------------------------------------------------------------------------------------


def words(number):
    return "<p>" + " ".join(["ferry"] * number) + ".</p>"


@pytest.mark.parametrize(
    ("content", "summary", "kind"),
    [
        (words(WORDS_OF_ARTICLE), "", Page),
        (words(WORDS_OF_ARTICLE - 1), "", Address),
        ("", words(WORDS_OF_ARTICLE), Page),
        ("", words(WORDS_OF_ARTICLE - 1), Address),
        (words(WORDS_OF_BRIEF), words(WORDS_OF_BRIEF // TIMES_SUMMARY), Page),
        (words(WORDS_OF_BRIEF), words(WORDS_OF_BRIEF // TIMES_SUMMARY + 1), Address),
        (words(WORDS_OF_BRIEF - 1), words(3), Address),
        (words(100), words(100), Address),
        (words(20), words(WORDS_OF_ARTICLE), Page),
    ],
)
def test_a_text_is_the_article_when_it_has_many_words_or_many_more_than_its_summary(content, summary, kind):
    parts = [
        f"<{name}><![CDATA[{text}]]></{name}>"
        for name, text in (("description", summary), ("content:encoded", content))
        if text
    ]
    assert type(item("".join(parts))) is kind
    assert type(item("".join(reversed(parts)))) is kind


@pytest.mark.parametrize(
    "end",
    [
        "…",
        "...",
        "[&#8230;]",
        '… <a href="/a">Read more</a>',
        '<p><a class="more-link" href="/a">Continue reading <span>Ferry will sail</span> &rarr;</a></p>',
        '<a href="/a">Weiterlesen »</a>',
        "Lire la suite",
        "(more…)",
        "[…]<p>The post <a href='/a'>Ferry</a> appeared first on <a href='/'>Holm Post</a>.</p>",
    ],
)
def test_a_long_text_that_says_that_it_goes_on_elsewhere_is_a_link(end):
    assert type(item(f"<content:encoded><![CDATA[{BODY}<p>The quay is old {end}</p>]]></content:encoded>")) is Address


def test_a_long_text_that_only_names_another_article_at_its_end_is_the_article():
    tail = "<p>Read more: The quay is closed for a second week.</p><p>The post Ferry appeared first on Holm Post.</p>"
    assert type(item(f"<content:encoded><![CDATA[{BODY}{tail}]]></content:encoded>")) is Page


def test_scripts_and_comments_do_not_count_as_words():
    hidden = f"<script>{'x = 1; ' * 200}</script><style>{'a b ' * 200}</style><!-- {'c ' * 300} -->"
    assert type(item(f"<content:encoded><![CDATA[<p>{TEASER}</p>{hidden}]]></content:encoded>")) is Address


def test_texts_without_spaces_between_words_are_measured_too():
    assert type(item(f"<description>{'船は出港すると港長は言った。' * 20}</description>")) is Given


def test_a_text_without_markup_is_a_plain_text():
    entry = item(f"<description>{PLAIN} Fish &amp;amp; chips.</description>")
    assert (type(entry), entry.text, entry.url) == (Given, f"{PLAIN} Fish & chips.", f"{SITE}/a")
    entry = one(atom(f'<link href="/a"/><content type="text">{PLAIN} 1 &lt; 2 &amp;amp;</content>'))
    assert entry.text == f"{PLAIN} 1 < 2 &amp;"


@pytest.mark.parametrize("kind", ['type="image/png"', 'type="application/xml"', 'type="video/mp4" src="/v.mp4"'])
def test_content_that_is_no_text_is_not_read(kind):
    assert type(one(atom(f'<link href="/a"/><content {kind}>{"ferry " * 200}</content>'))) is Address


@pytest.mark.parametrize("where", ["before", "behind"])
def test_a_caption_and_a_podcast_summary_are_neither_content_nor_title(where):
    aside = (
        f'<media:content url="x"><media:title>Pic</media:title><media:description type="html">{words(200)}</media:description>'
    )
    aside += f"</media:content><itunes:summary>{words(200)}</itunes:summary><image><title>Logo</title><url>x</url></image>"
    own = f"<title>Ferry</title><description>{TEASER}</description>"
    entry = item(aside + own if where == "before" else own + aside, follow=False)
    assert (entry.text, entry.shown.title) == (TEASER, "Ferry")


def test_a_summary_is_read_as_a_teaser_when_links_may_not_be_followed():
    entry = item(
        f"<title>Ferry</title><description>&lt;p&gt;{TEASER}\n  &lt;b&gt;So&lt;/b&gt;.&lt;/p&gt;</description>", follow=False
    )
    text = f"{TEASER} So ."
    shown = Shown(title="Ferry", outlet=Outlet("Holm Post", "holmpost.example"))
    shown = replace(shown, blocks=(Block(0, len(text), "teaser"),), not_read=NotRead("only a teaser"))
    assert entry == Given(name=f"f#{SITE}/a", text=text, url=f"{SITE}/a", shown=shown)
    entry = item("<title>Ferry</title>", follow=False)
    assert is_wrong(entry, f"f#{SITE}/a", "gives only the entry's link")
    assert "--feed" in entry.hint


def test_a_short_text_without_a_link_is_all_there_is_and_so_the_article():
    assert one(rss(f"<description>{TEASER}</description>")) == Given(
        name="f#1", text=TEASER, shown=Shown(outlet=Outlet("Holm Post", "holmpost.example"))
    )


@pytest.mark.parametrize(
    "inside", ["", "<title>Ferry</title>", "<link>javascript:alert(1)</link>", "<description> </description>"]
)
def test_an_entry_without_link_and_text_is_an_error_between_the_others(inside):
    before, wrong, after = read(
        rss(f"<link>{SITE}/1</link>", f"<guid isPermaLink='false'>x</guid>{inside}", f"<link>{SITE}/3</link>")
    )
    assert is_wrong(wrong, "f#x", "neither a link nor a text")
    assert [type(before), type(after)] == [Address, Address]


def test_what_stands_in_a_title_cannot_end_the_title_of_the_page():
    page = item(
        f"<title>&amp;lt;/title&amp;gt;&amp;lt;script&amp;gt;</title><content:encoded><![CDATA[{BODY}]]></content:encoded>"
    )
    assert page.shown.title == "</title><script>"
    assert "<title>&lt;/title&gt;&lt;script&gt;</title>" in page.data


# --- names, links, duplicates --------------------------------------------------------------------------------------------


def test_a_name_is_the_feeds_name_with_id_link_or_place_and_never_comes_twice():
    feed = rss(
        f"<guid isPermaLink='false'> a\n b </guid><link>{SITE}/1</link>",
        f"<guid isPermaLink='false'>a b</guid><link>{SITE}/2</link>",
        f"<link>{SITE}/3</link>",
        f"<title>Other</title><link>{SITE}/3</link>",
        "<guid isPermaLink='false'>6</guid><description>Six.</description>",
        "<description>Seven.</description>",
    )
    assert [each.name for each in read(feed, name="x.xml")] == [
        "x.xml#a b",
        f"x.xml#{SITE}/2",
        f"x.xml#{SITE}/3",
        "x.xml#4",
        "x.xml#6",
        "x.xml#entry 6",
    ]


def test_an_entry_that_comes_twice_is_listed_once_and_others_that_share_an_id_or_a_link_are_not_lost():
    same = f"<guid>{SITE}/1</guid><link>{SITE}/1</link>"
    feed = rss(
        f"{same}<title>New</title>",
        f"{same}<title>Old</title>",
        f"<guid>{SITE}/1</guid><link>{SITE}/2</link>",
        f"<guid>{SITE}/3</guid><link>{SITE}/2</link><title>Quay</title>",
        f"<title>Ferry</title><link>{SITE}/4</link>",
        f"<title>Ferry</title><link>{SITE}/4</link>",
    )
    assert [(each.url, each.shown.title) for each in read(feed)] == [
        (f"{SITE}/1", "New"),
        (f"{SITE}/2", None),
        (f"{SITE}/2", "Quay"),
        (f"{SITE}/4", "Ferry"),
    ]


@pytest.mark.parametrize(
    ("inside", "url", "link"),
    [
        ("<link>/a b</link>", FEED, f"{SITE}/a%20b"),
        ("<link>\n  a \n</link>", FEED, f"{SITE}/feed/a"),
        ("<link>/a</link>", None, f"{SITE}/a"),  # against the channel's link
        ("<link>//other.example/a</link>", FEED, "https://other.example/a"),
        (f"<guid>{SITE}/a</guid>", FEED, f"{SITE}/a"),
        (f"<link>{SITE}/a</link><guid>{SITE}/b</guid>", FEED, f"{SITE}/a"),
        (f"<atom:link rel='self' href='{SITE}/x'/><link>{SITE}/a</link><atom:link rel='edit' href='/y'/>", FEED, f"{SITE}/a"),
        ("<guid>12345</guid><description>x</description>", FEED, None),
        (f"<guid isPermaLink='false'>{SITE}/a</guid><description>x</description>", FEED, None),
        ("<link>http://[bad</link><description>x</description>", FEED, None),
        ("<link>file:///etc/hostname</link><description>x</description>", FEED, None),
    ],
)
def test_a_link_is_an_address_of_the_web_in_full(inside, url, link):
    assert one(rss(inside), url=url).url == link


def test_the_bases_of_an_atom_feed_hold_for_links_and_for_what_the_content_links():
    links = '<link rel="alternate" type="application/json" href="j"/><link href="a"/>'
    content = f'<content type="html" xml:base="pics/">{BODY.replace("<", "&lt;")}</content>'
    entry = one(atom(links + content).replace("<feed ", '<feed xml:base="https://cdn.example/blog/" '))
    assert entry.url == "https://cdn.example/blog/a"
    assert '</title><base href="https://cdn.example/blog/pics/"></head>' in entry.data
    entry = one(atom(links + content).replace("<feed ", '<feed xml:base="/blog/" '))
    assert entry.url == f"{SITE}/blog/a"


# --- what a feed shows ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "byline"),
    [
        ("<author>ann@holmpost.example (Ann Marsh)</author>", ("Ann Marsh",)),
        ("<author>Ann Marsh &lt;ann@holmpost.example&gt;</author>", ("Ann Marsh",)),
        ("<author><![CDATA[Ann Marsh (ann.marsh@holmpost.media)]]></author>", ("Ann Marsh",)),
        ("<author>ann@holmpost.example</author>", ()),
        ("<author/>", ()),
        ("<dc:creator>By Ann Marsh and Tom Reed</dc:creator>", ("Ann Marsh", "Tom Reed")),
        ("<dc:creator>Ann Marsh</dc:creator><dc:creator>Tom Reed</dc:creator>", ("Ann Marsh", "Tom Reed")),
        ("<dc:creator>Ann Marsh</dc:creator><author>a@b.example (Ann Marsh)</author>", ("Ann Marsh",)),
        ("<itunes:author>Ann Marsh</itunes:author>", ("Ann Marsh",)),
        ("<dc:creator>Ann Marsh, Northwire</dc:creator>", ("Ann Marsh",)),
        ("<dc:creator>Holm Post</dc:creator>", ()),
        ("<dc:creator>newsdesk</dc:creator>", ("newsdesk",)),
        ("<dc:creator>Ann O&amp;#8217;Marsh</dc:creator>", ("Ann O’Marsh",)),
        ("<atom:author><atom:name>Ann Marsh</atom:name><atom:email>a@b.example</atom:email></atom:author>", ("Ann Marsh",)),
    ],
)
def test_the_byline_names_the_persons_and_no_addresses(inside, byline):
    assert item(inside).shown.byline == byline


def test_the_author_of_an_atom_feed_is_that_of_its_entries_and_the_editor_of_a_channel_is_not():
    head = f'<link href="{SITE}"/><author><name>Ann Marsh</name></author>'
    assert [each.shown.byline for each in read(atom('<id>1</id><link href="/a"/>', head=head))] == [("Ann Marsh",)]
    own = '<link href="/a"/><author><name>Tom Reed</name></author><author><name>Jo Lund</name></author>'
    assert one(atom(own, head=head)).shown.byline == ("Tom Reed", "Jo Lund")
    assert one(rss(f"<link>{SITE}/a</link>", head="<managingEditor>e@x.example (Ed Itor)</managingEditor>")).shown.byline == ()


@pytest.mark.parametrize(
    ("raw", "value", "precision", "zone"),
    [
        ("Thu, 12 Mar 2026 09:30:00 +0100", "2026-03-12T09:30:00+01:00", "second", "+01:00"),
        ("Thu, 12 Mar 2026 09:30:00 +01:00", "2026-03-12T09:30:00+01:00", "second", "+01:00"),
        ("Thu, 12 Mar 2026 09:30:00 GMT", "2026-03-12T09:30:00+00:00", "second", "+00:00"),
        ("Thu, 12 Mar 2026 09:30:00 GMT+0100", "2026-03-12T09:30:00+01:00", "second", "+01:00"),
        ("Thu, 12 Mar 2026 09:30 EST", "2026-03-12T09:30-05:00", "minute", "-05:00"),
        ("12 Mar 26 09:30:00 -0330", "2026-03-12T09:30:00-03:30", "second", "-03:30"),
        ("Thu, 12 Mar 2026 09:30:00 CET", "2026-03-12T09:30:00", "second", None),
        ("Thu, 12 Mar 2026 09:30:00 -0000", "2026-03-12T09:30:00", "second", None),
        ("Thursday, 12 March 2026 09:30:00 +0100", "2026-03-12T09:30:00+01:00", "second", "+01:00"),
        ("Thu, 12 Mar 2026", "2026-03-12", "day", None),
        ("Mar 12, 2026 9:30 PM", "2026-03-12T21:30", "minute", None),
        ("Mar 12, 2026 12:05 a.m.", "2026-03-12T00:05", "minute", None),
        ("2026-03-12T09:30:00Z", "2026-03-12T09:30:00+00:00", "second", "+00:00"),
        ("2026-03-12T09:30:00.250-08:00", "2026-03-12T09:30:00-08:00", "second", "-08:00"),
        ("2026-03-12T09:30+05:45", "2026-03-12T09:30+05:45", "minute", "+05:45"),
        ("20260312T093000Z", "2026-03-12T09:30:00+00:00", "second", "+00:00"),
        ("2026-03-12 09:30:00 GMT", "2026-03-12T09:30:00+00:00", "second", "+00:00"),
        ("2026-03-12 09:30:00", "2026-03-12T09:30:00", "second", None),
        ("2026-03-12", "2026-03-12", "day", None),
        ("2026-03", "2026-03", "month", None),
        ("2026", "2026", "year", None),
        ("Fri, 4 Nov 94 09:30:00 EST", "1994-11-04T14:30:00+00:00", "second", "+00:00"),  # so old that only feedparser reads it
        ("Fri, 4 Nov 94", "1994-11-04", "day", None),
        ("Κυρ, 12 Ιούλ 2026 09:30:00 EST", "2026-07-12T14:30:00+00:00", "second", "+00:00"),  # only feedparser reads it: UTC
    ],
)
def test_a_date_keeps_its_own_zone_and_is_as_fine_as_it_is_written(raw, value, precision, zone):
    assert published(raw) == ArticleDate(value, precision, "feed", zone)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "soon",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "9999-99-99",
        "-1",
        "1 " * 300,
    ],
)
def test_what_is_no_date_or_means_never_is_none(raw):
    assert published(raw) is None


def test_the_date_of_a_change_is_never_that_of_publication():
    entry = one(atom('<link href="/a"/><updated>2026-03-12T09:30:00Z</updated>'))
    assert entry.shown.dates.published is None
    assert entry.shown.dates.modified.value == "2026-03-12T09:30:00+00:00"
    assert item("<pubDate>2026-03-12</pubDate><dc:date>2026-03-11</dc:date>").shown.dates == ArticleDates(
        ArticleDate("2026-03-12", "day", "feed")
    )


@pytest.mark.parametrize(
    ("link", "source", "outlet", "taken"),
    [
        ("https://x.example/a", "<source url='https://holmpost.example/rss'>Holm Post</source>", None, None),
        (f"{SITE}/a", "<source url='https://holmpost.example/rss'>Sport</source>", "Holm Post", None),
        (f"{SITE}/a", "<source url='https://northwire.example/rss'>Northwire</source>", "Holm Post", "Northwire"),
        (
            "https://www.northwire.example/a",
            "<source url='https://northwire.example/rss'>Northwire</source>",
            "Northwire",
            None,
        ),
        (f"{SITE}/a", "<source>Northwire</source>", "Holm Post", "Northwire"),
        (f"{SITE}/a", "<source url='https://northwire.example/rss'/>", "Holm Post", None),
        (f"{SITE}/a", "<source/>", "Holm Post", None),
        ("https://sport.holmpost.example/a", "", "Holm Post", None),
        ("https://track.example/a", "", None, None),
    ],
)
def test_another_outlet_that_an_entry_names_is_its_source_or_where_it_was_taken_from(link, source, outlet, taken):
    shown = one(rss(f"<link>{link}</link>{source}")).shown
    assert (shown.outlet and shown.outlet.name) == outlet
    assert (shown.republished_from and shown.republished_from.name) == taken


def test_the_source_of_an_atom_entry_is_the_feed_that_it_names():
    source = '<source><id>urn:n</id><title>Northwire</title><link href="https://northwire.example/"/></source>'
    entry = one(atom(f'<id>urn:1</id><title>Ferry</title><link href="/a"/>{source}<updated>2026-03-12T09:30:00Z</updated>'))
    taken = Republished("Northwire", "northwire.example", "https://northwire.example/", "feed source")
    assert (entry.shown.republished_from, entry.shown.title, entry.url) == (taken, "Ferry", f"{SITE}/a")


@pytest.mark.parametrize(("told", "language"), [("en-GB", "en"), ("DE_at", "de"), ("English", "en"), ("", None), ("xx", None)])
def test_the_language_is_that_of_the_feed_by_its_code(told, language):
    feed = rss(f"<link>{SITE}/a</link>", head=f"<title>Holm Post</title><link>{SITE}</link><language>{told}</language>")
    assert one(feed).shown.language == language


def test_the_language_of_a_content_counts_before_that_of_its_feed():
    content = f'<content type="html" xml:lang="de">{BODY.replace("<", "&lt;")}</content>'
    feed = atom(f'<link href="/a"/>{content}', '<id>2</id><link href="/b"/>').replace("<feed ", '<feed xml:lang="en" ')
    assert [each.shown.language for each in read(feed)] == ["de", "en"]


# --- what is no feed -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("\ufeff", "empty"),
        ("Ferry news", "no feed"),
        (b"%PDF-1.7\n\x00\xff", "no feed"),
        ("<note><to>Ann</to></note>", "no feed but <note>"),
        ("<!DOCTYPE x", "no feed"),
        ("<", "no feed"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url/></urlset>', "sitemap"),
        ("<opml version='2.0'><body><outline xmlUrl='x'/></body></opml>", "OPML"),
        ("{", "not JSON"),
        ('{"a":' * 100_000, "not JSON"),
        ('{"id": "a", "text": "x"}', "no JSON Feed"),
        ('{"version": 7, "items": []}', "no JSON Feed"),
        (b" " * (MOST_BYTES + 1), "longer than"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_what_it_is(data, message):
    assert is_wrong(one(data), "f", message)


def test_an_author_longer_than_any_name_is_no_byline_and_goes_through_no_pattern(monkeypatch):
    asked = []
    monkeypatch.setattr(feeds, "persons_of", lambda text: asked.append(text) or ())
    authors = [{"name": "x" * 80_000}, {"name": "Ann Marsh"}, {"name": "y" * (feeds.LONGEST_NAME + 1)}]
    entry = one(json_feed({"id": "1", "url": f"{SITE}/a", "content_html": BODY, "authors": authors}))
    assert (entry.shown.byline, asked) == (("Ann Marsh",), ["By Ann Marsh"])


def test_of_a_crowd_of_authors_the_first_are_the_byline():
    authors = [{"name": f"Ann Marsh {'x' * number}"} for number in range(1, feeds.MOST_AUTHORS + 9)]
    entry = one(json_feed({"id": "1", "url": f"{SITE}/a", "content_html": BODY, "authors": authors}))
    assert len(entry.shown.byline) == feeds.MOST_AUTHORS


@pytest.mark.parametrize(
    "made",
    [
        lambda count: rss(*["<title>x</title>"] * count),
        lambda count: f"<rss><channel>{'<item>' * count}",
        lambda count: f"<rss><channel>{'<ITEM/>' * count}</channel></rss>",
        lambda count: f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>{'<a:entry/>' * count}</a:feed>",
        lambda count: json_feed(*[{}] * count),
    ],
)
def test_more_entries_than_any_feed_has_are_an_error_before_they_are_parsed(monkeypatch, made):
    monkeypatch.setattr(feeds, "MOST_ENTRIES", 50)
    assert not any("more than" in each.message for each in read(made(50)))
    for parser in ("_parsed", "_like_feedparser"):
        monkeypatch.setattr(feeds, parser, lambda *_: pytest.fail("parsed"))
    assert is_wrong(one(made(51)), "f", "the feed has more than 50 entries")


@pytest.mark.parametrize(
    ("head", "hint"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss.xml">', f": {SITE}/rss.xml"),
        ('<link href="rss?a=1&amp;b=2" type="application/atom+xml" rel="home alternate">', f": {SITE}/feed/rss?a=1&b=2"),
        ('<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="text/html" href="/x">', "without --feed"),
        ('<link rel="alternate" type="application/rss+xml">', "without --feed"),
    ],
)
def test_a_page_is_no_feed_and_the_hint_names_the_feed_that_the_page_names(head, hint):
    wrong = one(f"<!doctype html><html><head><title>Holm</title>{head}</head><body><p>{SAID}</p></body></html>")
    assert is_wrong(wrong, "f", "an HTML page")
    assert wrong.hint.endswith(hint)


@pytest.mark.parametrize("feed", [rss(), atom(), json_feed(), json_feed().replace("[]", "null")])
def test_a_feed_without_entries_is_a_feed(feed):
    assert read(feed) == []


def test_items_that_are_no_objects_are_errors_between_the_others():
    wrong, link = read(json_feed(7, {"id": "b", "url": ["x"], "external_url": f"{SITE}/b", "title": {}, "authors": "Ann"}))
    assert is_wrong(wrong, "f#1", "neither a link nor a text")
    assert link == Address(name="f#b", url=f"{SITE}/b", shown=link.shown)


# --- what must never break -----------------------------------------------------------------------------------------------

FEEDS = [
    rss(
        f"<title>A &amp; B</title><link>{SITE}/a</link><author>a@b.c (Ann)</author>"
        "<pubDate>Thu, 12 Mar 2026 09:30:00 GMT</pubDate>"
        f"<description>{TEASER}</description><content:encoded><![CDATA[{BODY}]]></content:encoded>",
        "<guid>x</guid><source url='http://s.example'>S</source><media:content url='x'><media:player url='y'/></media:content>",
    ),
    atom(
        f'<id>1</id><title type="html">&lt;i&gt;A</title><link href="/a"/><updated>2026-03-12T09:30:00Z</updated>'
        f'<author><name>Ann</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}<svg><title>t</title></svg></div></content>'
        "<source><title>S</title></source>"
    ),
    json_feed({"id": "a", "url": "/a", "content_html": BODY, "date_published": "2026-03-12", "author": {"name": "Ann"}}),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FEEDS), st.randoms(use_true_random=False), st.booleans())
def test_damaged_bytes_never_raise_and_give_texts_that_can_be_written(feed, dice, follow):
    data = bytearray(feed.encode())
    for _ in range(dice.choice([1, 2, 10])):
        place, size = dice.randrange(len(data)), dice.randrange(30)
        damage = [
            bytes([dice.randrange(256)]),
            b"",
            data[place : place + size],
            b"<![CDATA[",
            b"</",
            b"&#xD800;",
            b'<links a="b">',
        ]
        data[place : place + size] = dice.choice(damage)
    for entry in read(bytes(data), follow=follow):
        assert isinstance(entry, Page | Given | Address | InputError)
        assert entry.name.encode()
        assert str(entry).encode()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<rss><channel><item>", b"<feed><entry>", b'{"version":', b"\xff\xfe"]))
def test_bytes_of_any_kind_never_raise(data, start):
    assert all(each.name.startswith("f") for each in read(start + data))


@settings(max_examples=50, deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_values_of_any_kind_never_raise(value):
    keys = ("id", "url", "title", "content_html", "content_text", "summary", "date_published", "authors", "author", "language")
    for key in keys:
        read(json_feed({"url": f"{SITE}/a", key: value}, **{key: value}))
    read(json_feed(items=value))


def test_halves_of_surrogate_pairs_in_json_become_signs_that_can_be_written():
    entry = one(json_feed({"id": "\ud83d", "url": f"{SITE}/a", "title": "A \ud83d", "content_text": PLAIN + "\udc00\x00"}))
    assert (entry.name, entry.shown.title, entry.text) == ("f#\ufffd", "A \ufffd", PLAIN + "\ufffd\ufffd")


def test_the_same_feed_gives_the_same_entries():
    assert all(list(map(repr, read(feed))) == list(map(repr, read(feed))) for feed in FEEDS)


def test_nothing_warns():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [len(read(feed)) for feed in FEEDS] == [2, 1, 1]


# --- state ---------------------------------------------------------------------------------------------------------------

TODAY = date(2026, 3, 12)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state.json"


def state_on(path, day=TODAY):
    return FeedState.load(path, today=day)


def test_what_was_saved_is_known_to_the_next_run(path):
    with state_on(path) as state:
        assert state.validators("f") == (None, None)
        assert state.is_new("f", "a", "1")
        state.seen("f", "a", "1")
        state.got("f", '"etag"', "Thu, 12 Mar 2026 09:30:00 GMT")
        state.save()
    with state_on(path) as state:
        assert state.validators("f") == ('"etag"', "Thu, 12 Mar 2026 09:30:00 GMT")
        assert not state.is_new("f", "a", "1")
        assert state.is_new("f", "a", "2")  # changed
        assert state.is_new("f", "b", "1")
        assert state.is_new("g", "a", "1")


def test_what_was_not_saved_is_not_known(path):
    with state_on(path) as state:
        state.seen("f", "a", "1")
    with state_on(path) as state:
        assert state.is_new("f", "a", "1")
    assert not path.exists()


def test_the_file_is_readable_json_and_the_same_for_the_same_state(path):
    saved = []
    for order in (("a", "b"), ("b", "a")):
        with state_on(path) as state:
            for entry_id in order:
                state.seen("f\ud83d", entry_id, "1")
            state.save()
        saved.append(path.read_bytes())
        path.unlink()
    assert saved[0] == saved[1]
    seen = {"a": ["2026-03-12", "1"], "b": ["2026-03-12", "1"]}
    feeds_ = {"f\ud83d": {"etag": None, "last_modified": None, "seen": seen}}
    assert json.loads(saved[0]) == {"kind": "whence feed state", "version": 1, "feeds": feeds_}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[1, 2]",
        b'{"my": "notes"}',
        b'{"kind": "whence feed state", "version": 2, "feeds": {}}',
        b'{"kind": "whence feed state", "version": 1}',
        b'{"kind": "whence feed state", "version": 1, "feeds": {"f": {"seen": {"a": "1"}}}}',
        b'{"kind": "whence feed state", "version": 1, "feeds": {"f": {"seen": {"a": [1, "x"]}}}}',
        b'{"kind": "whence feed state", "version": 1, "feeds": {"f": {"etag": 1, "seen": {}}}}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_or_foreign_file_is_refused_and_left_as_it_is(path, data):
    path.write_bytes(data)
    for _ in range(2):  # the first refusal leaves no lock behind
        with pytest.raises(UsageError, match=r"state\.json is ") as wrong:
            state_on(path)
        assert wrong.value.hint
    assert path.read_bytes() == data


def test_a_path_that_cannot_hold_a_state_is_refused_before_anything_is_read(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        state_on(tmp_path / "no" / "state.json")
    with pytest.raises(UsageError, match="cannot be read"):
        state_on(tmp_path)


def test_a_second_run_is_refused_while_the_first_one_lasts(path):
    with state_on(path) as first:
        with pytest.raises(UsageError, match="in use by another run") as wrong:
            state_on(path)
        assert "wait" in wrong.value.hint
        first.save()
        with pytest.raises(UsageError):  # also when the file was replaced
            state_on(path)
    state_on(path).close()


def test_a_run_that_was_killed_leaves_the_old_state_and_no_lock(path):
    with state_on(path) as state:
        state.seen("f", "a", "1")
        state.save()
    before = path.read_bytes()
    code = (
        "import os, sys; from whence.ingest.feedstate import FeedState\n"
        "state = FeedState.load(sys.argv[1]); state.seen('f', 'b', '2'); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False, capture_output=True)
    assert done.returncode != 0
    assert path.read_bytes() == before
    with state_on(path) as state:
        assert not state.is_new("f", "a", "1")
        assert state.is_new("f", "b", "2")


def test_a_write_that_fails_leaves_the_old_state_and_nothing_else(path, monkeypatch):
    with state_on(path) as state:
        state.seen("f", "a", "1")
        state.save()
        before = path.read_bytes()
        state.seen("f", "b", "1")

        def full(number):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(UsageError, match="No space left"):
            state.save()
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["state.json", "state.json.lock"]


def test_permissions_and_links_outlast_a_save(tmp_path, path):
    link = tmp_path / "link.json"
    with state_on(path) as state:
        state.save()
    path.chmod(0o640)
    link.symlink_to(path)
    with state_on(link) as state:
        state.seen("f", "a", "1")
        state.save()
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    with state_on(path) as state:
        assert not state.is_new("f", "a", "1")


def test_entries_that_left_their_feed_long_ago_are_forgotten_when_that_feed_is_read(path):
    with state_on(path) as state:
        for feed in ("f", "quiet"):
            state.seen(feed, "old", "1")
        state.save()
    for days, known in ((DAYS_KEPT, True), (DAYS_KEPT + 1, False)):
        later = date.fromordinal(TODAY.toordinal() + days)
        with state_on(path, later) as state:
            state.seen("f", "new", "1")
            state.save()
        with state_on(path, later) as state:
            assert state.is_new("f", "old", "1") is not known
            assert not state.is_new("quiet", "old", "1")  # nobody looked whether it left


def test_of_too_many_entries_the_newest_are_kept(path, monkeypatch):
    monkeypatch.setattr(feedstate, "MOST_KEPT", 2)
    for number in range(4):
        with state_on(path, date(2026, 3, number + 1)) as state:
            state.seen("f", str(number), "1")
            state.save()
    with state_on(path) as state:
        assert [number for number in range(4) if not state.is_new("f", str(number), "1")] == [2, 3]


# --- new entries ---------------------------------------------------------------------------------------------------------


def items_(*titles):
    return rss(
        *(f"<guid isPermaLink='false'>{n}</guid><link>{SITE}/{n}</link><title>{t}</title>" for n, t in enumerate(titles))
    )


def listed(state, feed):
    new = new_entries(read(feed), state, "f")
    return new, [each.name for each in new]


def test_only_entries_that_are_new_or_changed_are_listed_and_only_those_marked_count_as_read(path):
    with state_on(path) as state:
        new, names = listed(state, items_("A", "B", "C"))
        assert names == ["f#0", "f#1", "f#2"]
        new.done("f#0")
        new.done(read(items_("A", "B"))[1])
        assert new.left == 1
        state.save()
    with state_on(path) as state:
        new, names = listed(state, items_("A", "B changed", "C", "D"))
        assert names == ["f#1", "f#2", "f#3"]
        assert new.left == 3


def test_a_run_that_stops_in_the_middle_reads_again_what_it_had_not_read(path):
    with state_on(path) as state:
        new = new_entries(read(items_("A", "B")), state, "f")
        for entry in new:
            if entry.name == "f#1":
                break
            new.done(entry)
            state.save()
    with state_on(path) as state:
        assert listed(state, items_("A", "B"))[1] == ["f#1"]


def test_errors_are_listed_every_time_and_cannot_be_marked(path):
    feed = rss("<guid isPermaLink='false'>x</guid>", f"<link>{SITE}/a</link>")
    with state_on(path) as state:
        for expected in (["f#x", f"f#{SITE}/a"], ["f#x"]):
            new, names = listed(state, feed)
            assert names == expected
            for name in names:
                new.done(name)
            assert new.left == 0


def test_an_entry_that_stays_in_its_feed_is_not_forgotten(path):
    for day in (TODAY, date(2026, 5, 1), date(2026, 7, 1), date(2026, 9, 1)):
        with state_on(path, day) as state:
            new, names = listed(state, items_("A"))
            assert names == (["f#0"] if day == TODAY else [])
            for name in names:
                new.done(name)
            state.save()


def test_a_fingerprint_is_of_words_and_not_of_markup():
    shown = Shown(title="Ferry")
    page = Page(name="n", data=f"<p>{SAID}</p>", shown=shown)
    assert fingerprint(page) == fingerprint(replace(page, name="m", url=SITE, data=f"<div class='x7'><p>{SAID}\n</p></div>"))
    assert (
        len({fingerprint(each) for each in (page, replace(page, data=SAID + "!"), replace(page, shown=Shown(title="Quay")))})
        == 3
    )
    assert fingerprint(Given(name="n", text=SAID)) != fingerprint(Given(name="n", text=SAID + "!"))


def test_a_link_has_changed_when_its_title_or_a_date_has():
    link = Address(name="n", url=SITE, shown=Shown(title="Ferry"))
    changed = Shown(title="Ferry", dates=ArticleDates(modified=ArticleDate("2026-03-12", "day", "feed")))
    assert fingerprint(link) == fingerprint(Address(name="n", url=f"{SITE}/?utm=1", shown=link.shown))
    assert (
        len(
            {
                fingerprint(each)
                for each in (
                    link,
                    Address(name="n", url=SITE, shown=Shown(title="Quay")),
                    Address(name="n", url=SITE, shown=changed),
                )
            }
        )
        == 3
    )
