"""A page of HTML as an input: text and blocks, title and names, what kind of page it is, the items of live pages."""

import json
import random
import socket
from contextlib import suppress
from time import perf_counter, process_time

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import whence
import whence.ingest.page as page_module
from pagecases import (
    BYLINE,
    DATE,
    DECK,
    FRENCH,
    GERMAN,
    LINKS,
    PICTURE,
    STORY,
    TITLE,
    URL,
    check,
    drawn,
    every,
    first,
    found_at,
    inside,
    kept,
    linked,
    meta,
    page,
    paragraphs,
    post,
    script,
    shown,
    story,
    told,
)
from whence.errors import InputError
from whence.ingest.anatomy import article
from whence.ingest.page import articles_of
from whence.ingest.page.blocks import Piece, pieces_of
from whence.ingest.page.features import letters_of
from whence.ingest.page.items import items_of
from whence.ingest.page.lines import lines_of
from whence.ingest.page.metadata import metadata_of
from whence.ingest.page.parse import tree_of
from whence.ingest.page.parts import PARTS
from whence.records.article import PROSE, NotRead, Outlet, Page, Republished, Shown

READ = [f"title: {TITLE}", *(f"paragraph: {each}" for each in STORY[:8])]
RICH = (
    story(3)
    + PICTURE
    + "<h2>Two hulls, one ramp</h2>"
    + story(2, 3)
    + "<ul><li>The ramp was built in 1961 and has been repaired four times since then.</li>"
    + "<li>It carries lorries of up to twenty tonnes on every crossing of the sound.</li></ul>"
    + "<blockquote><p>“I never saw such a wave in forty years,” the captain wrote in his log that evening.</p></blockquote>"
    + story(3, 5)
)
WHOLE = page(RICH, deck=DECK, byline=BYLINE + DATE + PICTURE.replace("October", "March"))


# --- text, blocks, places ------------------------------------------------------------------------------------------------


def test_an_article_is_its_headline_and_its_paragraphs_without_what_stands_around_every_page():
    assert told(page()) == READ


def test_the_text_is_the_blocks_with_a_blank_line_between():
    found = first(page())
    assert found.text == "\n\n".join([TITLE, *STORY[:8]])
    assert [(block.start, block.end) for block in found.shown.blocks][:2] == [(0, 51), (53, 53 + len(STORY[0]))]


def test_the_items_of_a_list_stand_in_lines_of_their_own():
    text = first(WHOLE).text
    assert "since then.\nIt carries" in text
    assert "sound.\n\n“I never" in text


def test_what_is_told_of_the_input_stays_as_it_was_told():
    found = first(page(), title="A title", published="2026-03-01", outlet="The Outlet")
    assert (found.name, found.url, found.title, found.published, found.outlet) == (
        *("page.html", URL, "A title"),
        *("2026-03-01", "The Outlet"),
    )


@pytest.mark.parametrize(
    "html",
    [page(), WHOLE, page(paragraphs(*GERMAN)), inside("<p>⚓️ 👩‍🔧 🇳🇴 e\u0301 ก็ดี שלום, the sign on the quay said to all.</p>")],
)
def test_blocks_stand_in_order_and_cover_the_text(html):
    check(first(html))


@pytest.mark.parametrize(
    "html",
    [
        page(),
        WHOLE,
        page("<br><br>".join(STORY[:7])),
        page(f"<table><tr><td>{story(7)}</td><td>x</td></tr></table>"),
        page(f"<section><div>{story(4)}</div><div>{story(3, 4)}</div></section>"),
        page(story(3) + f"<div>{STORY[3]}<p>{STORY[4]}</p>{STORY[5]}</div>" + story(2, 6)),
        page().replace("<p>", "<P CLASS=x>").replace("</p>", ""),
        page().replace("</article>", "").replace("</div>", "", 1),
        page(byline="</h1></div><b>"),
    ],
)
def test_every_locator_finds_one_element_of_the_page_that_holds_the_words(html):
    found = first(html)
    assert len(found.shown.blocks) > 6
    for block in found.shown.blocks:
        assert letters_of(found.text[block.start : block.end]) in letters_of(found_at(html, block.locator))


def test_a_locator_finds_an_element_with_a_colon_in_its_name():
    html = page(story(6) + f"<o:p><p>{STORY[6]}</p></o:p>" + story(2, 7))
    found = first(html)
    block = next(each for each in found.shown.blocks if found.text[each.start : each.end] == STORY[6])
    assert found_at(html, block.locator) == STORY[6]


def test_emoji_and_combining_marks_count_as_the_code_points_that_they_are():
    words = "The captain wrote “⚓️ 👩‍🔧 🇳🇴 e\u0301” on the wall of the quay, and everybody who passed it stopped to laugh."
    found = first(inside(f"<p>{words}</p>"))
    block = next(each for each in found.shown.blocks if "captain" in found.text[each.start : each.end])
    assert found.text[block.start : block.end] == words
    assert block.end - block.start == len(words)


def test_nothing_that_a_reader_does_not_see_is_in_the_text():
    hidden = (
        '<p hidden>secret words of the report.</p><div style="display:none"><p>secret words</p></div><script>secret</script>'
        "<style>secret</style><noscript><p>secret</p></noscript><template><p>secret</p></template><iframe>secret</iframe>"
        "<!-- secret --><form><input value=secret><textarea>secret</textarea><select><option>secret</select></form>"
        "<object>secret</object><svg><text>secret</text></svg><p>The <i hidden>secret</i>ferry <script>secret</script>sails "
        "from Monday with forty passengers and two lorries on board.</p>"
    )
    found = first(inside(hidden))
    assert "secret" not in found.text
    assert "The ferry sails from Monday" in found.text


@pytest.fixture
def closed(monkeypatch):
    """No connection can be opened, and no file but those of the package."""

    def refuse(*address, **more):
        raise AssertionError(f"a connection was opened: {address}")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)


@pytest.mark.parametrize(
    "head",
    [
        '<base href="http://127.0.0.1:9/"><link rel="stylesheet" href="a.css"><script src="a.js"></script>',
        '<link rel="canonical" href="file:///etc/hosts"><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
        '<link rel="import" href="http://127.0.0.1:9/"><link rel="preload" href="file:///etc/hosts">',
        linked(url="http://127.0.0.1:9/", isBasedOn="file:///etc/hosts", image="http://127.0.0.1:9/x.png"),
    ],
)
def test_nothing_that_a_page_names_is_opened(closed, head):
    body = (
        story(8)
        + '<img src="http://127.0.0.1:9/x.png"><iframe src="file:///etc/hosts"></iframe><object data="file:///x"></object>'
    )
    found = first(page(body, head=head))
    assert "localhost" not in json.dumps(msgspec.to_builtins(found))
    assert STORY[7] in found.text


@pytest.mark.parametrize("doctype", ['html SYSTEM "file:///etc/hosts"', 'html PUBLIC "x" "http://127.0.0.1:9/x.dtd"'])
def test_no_document_type_is_opened(closed, doctype):
    assert told(page().replace("<!DOCTYPE html>", f"<!DOCTYPE {doctype}>")) == READ


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "cp1252"])
def test_the_same_page_in_another_encoding_has_the_same_article(codec):
    html = page().replace('<meta charset="utf-8">', "")
    assert first(html.encode(codec)) == first(html)


def test_the_same_page_gives_the_same_articles():
    assert every(WHOLE) == every(WHOLE)


# --- roles ---------------------------------------------------------------------------------------------------------------


def roles(html):
    """The role of every block by its first words."""
    return {words: role for role, _, words in (each.partition(": ") for each in told(html))}


def test_every_part_of_a_page_has_its_role():
    assert [each for each in kept(WHOLE) if not each.startswith("credit")] == [
        f"teaser: {DECK}",
        "caption: The broken ramp on the northern quay in March",
        "caption: The broken ramp on the northern quay in October",
        "heading: Two hulls, one ramp",
        "list: The ramp was built in 1961 and has been repaired four times since then.",
        "list: It carries lorries of up to twenty tonnes on every crossing of the sound.",
        "blockquote: “I never saw such a wave in forty years,” the captain wrote in his log that evening.",
    ]


def test_the_byline_and_the_date_under_the_headline_are_credits_or_left_out_and_never_prose():
    for html in (WHOLE, page(byline=BYLINE), page(byline=BYLINE + DATE)):
        lines = [each for each in told(html) if "Ann Lee" in each or "12 March" in each]
        assert all(each.startswith(("credit", "boilerplate")) for each in lines)


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<h2>What the council says</h2>", "heading: What the council says"),
        ("<h3 class='subhead'>What the council says</h3>", "heading: What the council says"),
        ("<p><strong>What the council says</strong></p>", "heading: What the council says"),
        (
            "<figure><img src='x'><figcaption>The broken ramp in October. Photo: Bo Marr</figcaption></figure>",
            "caption: The broken ramp in October. Photo: Bo Marr",
        ),
        (
            "<figure><img src='x'><figcaption>Photo: Bo Marr</figcaption></figure>",
            "credit: Photo: Bo Marr",
        ),
        (
            "<blockquote class='quote'>“It held,” the engineer wrote in her report to the council in March.</blockquote>",
            "blockquote: “It held,” the engineer wrote in her report to the council in March.",
        ),
        (
            "<ol><li>Close the northern quay to lorries of more than twenty tonnes until June.</li></ol>",
            "list: Close the northern quay to lorries of more than twenty tonnes until June.",
        ),
    ],
)
def test_a_line_in_the_story_has_the_role_of_its_words_and_its_markup(html, block):
    assert kept(inside(html)) == [block]


@pytest.mark.parametrize(
    ("html", "block"),
    [
        (f"<p>Read more: <a href='/news/1'>{LINKS[1]}</a></p>", f"teaser: Read more: {LINKS[1]}"),
        (f"<p><a href='/news/1'>{LINKS[1]}</a></p>", f"teaser: {LINKS[1]}"),
        ("<p>Advertisement</p>", "boilerplate: Advertisement"),
    ],
)
def test_links_to_other_reports_and_advertisements_in_the_story_are_left_out_or_no_prose(html, block):
    assert kept(inside(html)) in ([block], [])


@pytest.mark.parametrize(
    "html",
    [
        "<p>The engineer <strong>said that the piles were rotten</strong> and that nobody had looked at them for years.</p>",
        "<p><strong>The engineer said that the piles were rotten, and that nobody had looked at them for years.</strong></p>",
        "<p>The <a href='/x'>report of the engineer</a> says that the piles were rotten and had to be drawn one by one.</p>",
        "<div>The engineer said that the piles were rotten, and that nobody had looked at them for years.</div>",
    ],
)
def test_bold_words_links_and_plain_divisions_in_the_story_are_paragraphs(html):
    (block,) = kept(inside(html))
    assert block.startswith("paragraph: The ")


def test_the_part_of_a_line_gives_its_role_where_its_words_do_not():
    html = f"<h1>{TITLE}</h1><h2>{DECK}</h2><h3>Ann Lee</h3><h4>At the quay</h4><h5>{LINKS[1]}</h5><h6>Home</h6>{story(1)}"
    parts = {"h1": "title", "h2": "deck", "h3": "credit", "h4": "caption", "h5": "extra", "h6": "other"}
    assert chosen(html, **parts) == [
        f"title: {TITLE}",
        f"teaser: {DECK}",
        "credit: Ann Lee",
        "caption: At the quay",
        f"boilerplate: {LINKS[1]}",
        f"paragraph: {STORY[0]}",
    ]


def test_of_two_headlines_of_one_article_the_second_is_a_heading():
    html = f"<article><h1>{TITLE}</h1><h1>{LINKS[0]}</h1>{story(6)}</article>"
    assert chosen(html, h1="title")[:2] == [f"title: {TITLE}", f"heading: {LINKS[0]}"]


def test_two_paragraphs_between_breaks_are_two_blocks():
    assert told(page("<br><br>".join(STORY[:7]))) == READ[:8]


def test_a_short_paragraph_before_a_bold_one_is_no_heading():
    body = story(5) + f"<p>Nobody was on the ramp<br><br><b>{STORY[6]}</b></p>" + story(1, 7)
    assert "paragraph: Nobody was on the ramp" in told(page(body))


def test_a_heading_that_repeats_the_title_is_left_out():
    assert told(page(f"<h2>{TITLE}</h2>" + story(8))) == READ


def test_the_title_given_by_a_feed_stands_where_the_page_has_none():
    html = drawn("", " ".join(STORY)).replace("<title>Holm Post</title>", "")
    assert shown(html, shown=Shown(title="Told by a feed")).title == "Told by a feed"


# --- notes ---------------------------------------------------------------------------------------------------------------

CORRECTION = "Correction: An earlier version of this article gave the wrong year for the ramp."
UPDATE = "This article has been updated with a statement of the council."
NOTE = "Editor’s note: Bo Marr’s brother works for the line, and did not see this report before."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (CORRECTION, "correction"),
        ("An earlier version of this article gave the wrong year for the ramp.", "correction"),
        ("This story was corrected on Thursday to give the right year for the ramp.", "correction"),
        (UPDATE, "update"),
        ("Update: The council has answered our questions since this report was published.", "update"),
        (NOTE, "editor's note"),
    ],
)
def test_corrections_updates_and_notes_are_kept_as_notes_of_the_article(line, kind):
    found = first(page(story(8) + f"<p><em>{line}</em></p>"))
    assert [(note.kind, [span.text for span in note.spans]) for note in found.shown.notes] == [(kind, [line])]
    check(found)


def test_several_notes_are_kept_in_their_order_and_are_no_prose():
    found = article(first(page(story(8) + paragraphs(CORRECTION, UPDATE, NOTE))))
    assert [note.kind for note in found.notes] == ["correction", "update", "editor's note"]
    at = {block.start: block.role for block in found.blocks}
    assert all(at[note.spans[0].start] not in PROSE for note in found.notes)


def test_a_paragraph_that_only_speaks_of_an_update_or_a_correction_is_no_note():
    line = "The correction of the accounts took the committee four weeks, and an update of the plans followed in May."
    found = first(inside(f"<p>{line}</p>"))
    assert found.shown.notes == ()
    assert line in found.text


# --- title ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "head",
    [
        linked(headline="Ferry sails again"),
        meta(("og:title", "Ferry sails again – the whole story"), ("twitter:title", "Ferry!")),
        "",
        script("{broken"),
    ],
)
def test_the_headline_in_print_counts_before_what_the_head_tells(head):
    assert shown(page(head=head)).title == TITLE


def test_a_label_in_the_headline_is_left_out_where_the_head_has_the_headline_alone():
    html = page(title=f"Exclusive {TITLE}").replace(f"<title>Exclusive {TITLE} - Holm Post</title>", f"<title>{TITLE}</title>")
    assert shown(html).title == TITLE


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (f"<title>{TITLE} - Holm Post</title>", TITLE),
        (f"<title>{TITLE} | Holm Post</title>", TITLE),
        (f"<title>{TITLE}</title>", TITLE),
        ("<title>Ferry - Holm Post</title>" + meta(("og:site_name", "Holm Post")), "Ferry"),
        (meta(("og:title", TITLE)) + "<title>Holm Post</title>", TITLE),
        (linked(headline=TITLE) + meta(("og:title", "x")), TITLE),
    ],
)
def test_without_a_headline_in_print_the_head_tells_it_without_the_name_of_the_site(head, title):
    html = drawn("").replace("<title>Holm Post</title>", head)
    assert shown(html).title == title


def test_a_page_that_calls_itself_nothing_has_no_title():
    assert shown("<p>x</p>").title is None


# --- who wrote it --------------------------------------------------------------------------------------------------------


def person(name):
    return {"@type": "Person", "name": name}


def body(name):
    return {"@type": "Organization", "name": name}


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        (person("Ann Lee"), ("Ann Lee",)),
        ([person("Ann Lee"), person("Bo Marr")], ("Ann Lee", "Bo Marr")),
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee and Bo Marr", ("Ann Lee", "Bo Marr")),
        ("By Ann Lee, Bo Marr", ("Ann Lee", "Bo Marr")),
        (["Ann Lee", person("Ann Lee")], ("Ann Lee",)),
        ({"@type": "Person", "name": ["Ann Lee"]}, ("Ann Lee",)),
        ([person("Ann Lee"), body("Holm Post")], ("Ann Lee",)),
        (body("Holm Post"), ("Holm Post",)),
        (person("Øyvind Čapek-Łoś"), ("Øyvind Čapek-Łoś",)),
        (person("https://holmpost.example/ann"), ()),
        (person("admin"), ()),
        ([None, 5, {}, []], ()),
        (None, ()),
    ],
)
def test_the_writers_are_those_that_json_ld_names(author, byline):
    assert shown(page(head=linked(author=author))).byline == byline


@pytest.mark.parametrize("name", ["Ana Ortega y Gasset", "Hal Brun, Jr."])
def test_the_name_of_one_person_is_not_split(name):
    assert shown(page(head=linked(author=person(name)))).byline == (name,)


def test_a_desk_in_json_ld_leaves_the_word_to_the_persons_in_print():
    assert shown(page(head=linked(author=body("Holm Post")), byline=BYLINE)).byline == ("Ann Lee",)


GRAPH = [
    {"@type": "NewsArticle", "headline": TITLE, "author": {"@id": "#ann"}, "publisher": {"@id": "#post"}},
    {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
    {"@type": "NewsMediaOrganization", "@id": "#post", "name": "Holm Post Online"},
]


def test_a_writer_that_json_ld_names_in_another_object_is_found():
    found = shown(page(head=script({"@graph": GRAPH})))
    assert (found.byline, found.outlet.name) == (("Ann Lee",), "Holm Post Online")


@pytest.mark.parametrize("name", ["author", "article:author", "byl", "parsely-author", "dc.creator", "sailthru.author"])
def test_a_meta_element_names_the_writer(name):
    assert shown(page(head=meta((name, "Ann Lee")))).byline == ("Ann Lee",)


@pytest.mark.parametrize(
    "nobody", ["admin", "Administrator", "unknown", "https://social.example/annlee", "@annlee", "Staff", "ann_lee"]
)
def test_what_systems_write_for_nobody_leaves_the_word_to_the_printed_byline(nobody):
    html = page(head=meta(("author", nobody)), byline='<p class="byline">By Ann Lee and Bo Marr</p>')
    assert shown(html).byline == ("Ann Lee", "Bo Marr")


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("BY ANN LEE", ("ANN LEE",)),
        ("By Ann Lee, Bo Marr and Cy Dorn", ("Ann Lee", "Bo Marr", "Cy Dorn")),
        ("By Ann Lee | 12 March 2026", ("Ann Lee",)),
        ("Written by Ann Lee", ("Ann Lee",)),
        ("Von Anna Lied", ("Anna Lied",)),
        ("Par Anne Lied", ("Anne Lied",)),
        ("Por Ana Lied", ("Ana Lied",)),
        ('<a href="/authors/ann-lee">Ann Lee</a>', ("Ann Lee",)),
    ],
)
def test_a_printed_byline_names_the_writers(line, byline):
    assert shown(page(byline=f'<p class="byline">{line}</p>')).byline == byline


def test_a_page_without_a_byline_has_none():
    assert shown(page()).byline == ()


def test_what_a_feed_told_of_the_writers_stands_where_the_page_tells_nothing():
    feed = Shown(byline=("Cy Dorn",))
    assert shown(page(), shown=feed).byline == ("Cy Dorn",)
    assert shown(page(byline=BYLINE), shown=feed).byline == ("Ann Lee",)


# --- who published it ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (meta(("og:site_name", "Holm Post Online")), "Holm Post Online"),
        (linked(publisher=body("Holm Post Online")), "Holm Post Online"),
        (script({"@type": "WebSite", "name": "Holm Post Online"}), "Holm Post Online"),
        ("", "Holm Post"),
    ],
)
def test_the_outlet_is_called_what_the_page_calls_it(head, name):
    assert shown(page(head=head)).outlet == Outlet(name, "holmpost.example")


def test_the_end_of_the_title_names_the_outlet_only_where_it_names_the_domain():
    assert shown(page(site="Ferries and harbours")).outlet == Outlet(None, "holmpost.example")


def test_without_an_address_the_canonical_one_tells_the_domain():
    html = page(head='<link rel="canonical" href="https://www.holmpost.example/ferry">')
    assert shown(html, url=None).outlet == Outlet("Holm Post", "holmpost.example")


def test_what_a_feed_told_of_the_outlet_counts_first():
    outlet = Outlet("The Feed", "feed.example")
    assert shown(page(), shown=Shown(outlet=outlet)).outlet == outlet


# --- whom it was taken from ----------------------------------------------------------------------------------------------


def taken(head="", byline="", **got):
    return shown(page(head=head, byline=byline), **got).republished_from


def canonical(address):
    return f'<link rel="canonical" href="{address}">'


def test_a_canonical_address_on_another_domain_is_where_the_article_was_taken_from():
    address = "https://northwire.example/2026/ferry"
    assert taken(canonical(address)) == Republished(None, "northwire.example", address, "canonical link")
    assert shown(page(head=canonical(address))).canonical_url == address


@pytest.mark.parametrize(
    "address",
    ["https://www.holmpost.example/other", "https://amp.holmpost.example/x", "/x", "http://holmpost.example/", "mailto:x"],
)
def test_a_canonical_address_on_the_own_domain_is_not(address):
    assert taken(canonical(address)) is None


def test_a_canonical_address_of_a_page_without_an_address_says_nothing_of_another():
    assert taken(canonical("https://northwire.example/ferry"), url=None) is None


def test_a_copy_in_a_web_archive_is_not_taken_from_its_own_outlet():
    found = shown(
        page(head=canonical(URL)),
        url="https://web.archive.org/web/20260313000000/https://holmpost.example/news/ferry-sails-again",
    )
    assert found.republished_from is None


@pytest.mark.parametrize("key", ["isBasedOn", "isBasedOnUrl"])
def test_an_article_that_says_what_it_is_based_on_was_taken_from_there(key):
    address = "https://northwire.example/wire/1"
    assert taken(linked(**{key: address})) == Republished(None, "northwire.example", address, f"json-ld {key}")
    assert taken(linked(**{key: [{"@type": "NewsArticle", "url": address}]})).url == address


def test_the_work_that_an_article_is_based_on_is_known_by_its_address_and_not_by_its_headline():
    work = {"@type": "NewsArticle", "name": "Ferry sails", "url": "https://northwire.example/wire/1"}
    assert taken(linked(isBasedOn=work)).domain == "northwire.example"


def test_an_article_based_on_another_of_its_own_outlet_was_taken_from_nowhere():
    assert taken(linked(isBasedOn="https://www.holmpost.example/news/1")) is None


@pytest.mark.parametrize(
    "value", [None, "", 5, {}, [], {"name": None}, {"name": " "}, "https://holmpost.example/x", "Holm Post"]
)
def test_what_is_no_other_source_says_nothing(value):
    assert taken(linked(isBasedOn=value)) is None


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        (body("Reuters"), ()),
        ([person("Ann Lee"), body("Associated Press")], ("Ann Lee",)),
        (person("Ann Lee, AFP"), ("Ann Lee",)),
    ],
)
def test_an_agency_in_the_byline_is_whom_the_article_was_taken_from(author, byline):
    found = shown(page(head=linked(author=author)))
    assert found.republished_from.basis == "agency credit"
    assert found.republished_from.name in ("Reuters", "Associated Press", "AFP")
    assert found.byline == byline


def test_the_staff_of_an_agency_is_no_writer():
    found = shown(page(head=linked(author="Reuters Staff")))
    assert (found.byline, found.republished_from.name) == ((), "Reuters")


def test_an_agency_in_the_printed_byline_is_too():
    found = article(first(page(byline='<p class="byline">By Ann Lee, Associated Press</p>')))
    assert (found.byline, found.republished_from.name) == (("Ann Lee",), "Associated Press")


def test_an_agency_on_its_own_pages_took_it_from_nowhere():
    found = shown(
        page(head=linked(author=body("Reuters")) + meta(("og:site_name", "Reuters"))), url="https://reuters.example/x"
    )
    assert found.republished_from is None


def test_a_credit_line_in_the_text_counts_before_what_the_head_tells():
    html = page(
        story(8) + "<p>This article was originally published by Kelter Herald.</p>",
        head=canonical("https://northwire.example/x"),
    )
    found = article(first(html))
    assert (found.republished_from.name, found.republished_from.basis) == ("Kelter Herald", "credit line")


# --- language ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "language"), [("de-AT", "de"), ("fr", "fr"), ("en_GB", "en")])
def test_the_page_tells_its_language(lang, language):
    assert shown(page(lang=lang)).language == language


@pytest.mark.parametrize("lang", ["", "%", "x-none"])
def test_a_page_that_does_not_tell_its_language_is_in_that_of_its_text(lang):
    assert article(first(page(lang=lang))).language == "en"
    assert article(first(page(paragraphs(*GERMAN), lang=lang))).language == "de"


def test_open_graph_tells_the_language_where_the_root_does_not():
    assert shown(page(lang="", head=meta(("og:locale", "fr_FR")))).language == "fr"


@pytest.mark.parametrize(("texts", "language"), [(GERMAN, "de"), (FRENCH, "fr")])
@pytest.mark.parametrize("lang", ["en", "de", "fr", ""])
def test_pages_in_other_languages_are_kept_with_text_and_blocks_and_are_not_read(texts, language, lang):
    reading = whence.read(page(paragraphs(*texts), lang=lang, head=linked(datePublished="2026-03-12")))
    assert (reading.article.language, reading.article.not_read) == (language, NotRead("language"))
    assert all(each in reading.article.text for each in texts)
    assert reading.article.dates.published.value == "2026-03-12"
    assert (reading.statements, reading.looked_for) == (None, ("blocks",))


# --- pages that hold no article to read ----------------------------------------------------------------------------------

WALL = '<div class="paywall"><h3>Subscribe to continue reading</h3><p>Already a subscriber? Log in</p></div>'
CONSENT = """<!DOCTYPE html><html lang="en"><head><title>Holm</title></head><body><div id="x"><h1>We value your privacy</h1>
<p>We and our 700 partners store and/or access information on a device, such as cookies, to show you advertising.</p>
<p><a href="#">Accept all cookies</a></p><p><a href="#">Manage preferences</a></p></div></body></html>"""
HEADLINES = [f"{each} and what the {who} says" for each in LINKS for who in ("council", "mayor", "harbour office")]
INDEX = (
    '<!DOCTYPE html><html lang="en"><head><title>Holm Post</title></head><body><nav><a href="/news">News</a></nav><main>'
    + "".join(f'<div class="teaser-card"><h3><a href="/news/{n}">{each}</a></h3></div>' for n, each in enumerate(HEADLINES))
    + "</main></body></html>"
)


def reason(html, **got):
    found = shown(html, **got).not_read
    return found.reason if found else None


@pytest.mark.parametrize("status", [400, 403, 404, 410, 429, 500, 503])
def test_an_error_status_makes_an_error_page_whatever_it_shows(status):
    assert reason(page(), status=status) == "error page"
    assert told(page(), status=status) == READ


@pytest.mark.parametrize("status", [None, 200, 206, 304])
def test_other_statuses_do_not(status):
    assert reason(page(), status=status) is None


@pytest.mark.parametrize(
    "title",
    [
        "Page not found",
        "404",
        "404 Not Found",
        "Error 500",
        "Access denied",
        "403 Forbidden",
        "Just a moment...",
        "Service unavailable",
    ],
)
def test_a_page_that_says_it_is_an_error_is_one(title):
    assert reason(page("<p>Sorry, there is nothing here. Try the search.</p>", title=title)) == "error page"


@pytest.mark.parametrize("title", ["Page not found in the accounts of the harbour", "Access denied: how the quay was closed"])
def test_an_article_with_such_a_headline_is_read(title):
    assert reason(page(title=title)) is None


def test_a_brief_under_a_headline_with_a_figure_is_no_error():
    assert reason(page(story(1), title="500 jobs to go at the shipyard on the sound")) is None


def test_the_beginning_of_an_article_before_a_wall_is_a_paywall():
    assert reason(page(story(2) + WALL)) == "paywall"
    assert [each for each in told(page(story(2) + WALL)) if each in READ] == READ[:3]


@pytest.mark.parametrize("free", [False, "False", "false", "http://schema.org/False"])
def test_a_short_article_that_its_publisher_calls_closed_is_behind_a_paywall(free):
    assert reason(page(story(2), head=linked(isAccessibleForFree=free))) == "paywall"
    assert reason(page(head=linked(isAccessibleForFree=free))) is None


@pytest.mark.parametrize("free", [True, "True", None, "yes"])
def test_a_short_article_that_is_free_is_read(free):
    assert reason(page(story(3), head=linked(isAccessibleForFree=free))) is None


def test_a_whole_article_over_an_offer_to_subscribe_is_read():
    assert reason(page(story(8) + WALL)) is None


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_brief_on_a_site_that_sells_subscriptions_is_read(place):
    offer = (
        '<div class="site-bar"><a href="/s">Subscribe now</a> <p>Already a subscriber? <a href="/login">Log in</a></p></div>'
    )
    assert reason(page(story(3), **{place: offer})) is None


def test_a_page_of_consent_is_a_cookie_wall():
    assert reason(CONSENT) == "cookie wall"


def test_an_article_under_a_notice_of_cookies_is_read_without_the_notice():
    notice = (
        '<div class="cookie-consent"><p>We use cookies to measure our audience.</p><button>Accept all cookies</button></div>'
    )
    html = page(above=notice, below=notice)
    assert reason(html) is None
    assert told(html) == READ


def test_a_page_of_headlines_is_an_index_page():
    assert reason(INDEX, url="https://holmpost.example/") == "index page"


@pytest.mark.parametrize("html", ["<p>x</p>", "<div>Loading, please wait</div>", page("<p>Soon.</p>", title="Ferry")])
def test_a_page_with_hardly_a_word_holds_no_article(html):
    assert reason(html) in ("no article text", "error page")


@pytest.mark.parametrize(
    ("html", "status"),
    [
        (page(), 404),
        (page(story(2) + WALL), 200),
        (CONSENT, 200),
        (INDEX, 200),
        (page("<p>Sorry.</p>", title="Page not found"), 200),
    ],
)
def test_pages_that_are_not_read_still_give_text_blocks_and_dates_and_no_statements(html, status):
    html = html.replace("</head>", meta(("article:published_time", "2026-03-12")) + "</head>")
    found = first(html, status=status)
    check(found)
    reading = whence.Reader().read(found)
    assert reading.article.not_read == found.shown.not_read is not None
    assert reading.article.text.strip()
    assert reading.article.blocks == found.shown.blocks != ()
    assert reading.article.dates.published.value == "2026-03-12"
    assert (reading.statements, reading.looked_for, reading.model) == (None, ("blocks",), None)


@pytest.mark.parametrize(
    "html", ["<html><body></body></html>", '<div id="app"></div><script>x</script>', "<frameset><frame src=a></frameset>"]
)
def test_a_page_without_a_word_is_an_error_that_says_so(html):
    (wrong,) = articles_of(Page(name="empty.html", data=html))
    assert isinstance(wrong, InputError)
    assert wrong.name == "empty.html"
    assert wrong.hint


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 100])
def test_bytes_that_are_no_page_are_an_error_value(data):
    (wrong,) = articles_of(Page(name="x.html", data=data))
    assert isinstance(wrong, InputError)


# --- pages that a script draws -------------------------------------------------------------------------------------------


def test_an_article_that_only_json_ld_holds_is_read_from_there():
    html = drawn(linked(headline=TITLE, articleBody="\n\n".join(STORY), datePublished="2026-03-12", author=person("Ann Lee")))
    found = first(html)
    assert [each for each in told(found) if each.startswith("paragraph")] == [f"paragraph: {each}" for each in STORY]
    assert (found.shown.title, found.shown.byline, found.shown.not_read) == (TITLE, ("Ann Lee",), None)
    assert all(block.locator is None for block in found.shown.blocks)
    check(found)


@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div>{}</div>", "{}<br><br>", "<h2>Ramp</h2><p>{}</p>"])
def test_a_text_with_markup_in_json_ld_is_read_too(markup):
    html = drawn(linked(headline=TITLE, articleBody="".join(markup.format(each) for each in STORY)))
    assert [each for each in told(html) if each.startswith("paragraph")] == [f"paragraph: {each}" for each in STORY]


def test_the_lines_of_the_page_count_before_the_text_of_json_ld():
    html = page(head=linked(articleBody=" ".join(STORY)))
    assert told(html) == READ


def test_a_drawn_page_whose_json_ld_holds_half_a_pair_is_still_text():
    html = drawn(linked(headline=TITLE, articleBody="\n\n".join(STORY) + "\ud800"))
    with suppress(InputError):
        msgspec.json.encode(whence.read(html))


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\ufffe"])
def test_control_characters_in_json_ld_are_no_characters_of_a_reading(control):
    html = drawn(linked(headline=f"{TITLE}{control}", articleBody="\n\n".join(STORY) + control))
    found = first(html)
    assert control not in found.shown.title
    assert control not in found.text


@pytest.mark.parametrize(
    "half", [{"headline": f"{TITLE}\ud800"}, {"publisher": {"name": "Holm\ud800"}}, {"isBasedOn": {"name": "North\ud800wire"}}]
)
def test_half_a_surrogate_pair_in_json_ld_is_no_character_of_a_reading(half):
    html = drawn(linked(**half), " ".join(STORY))
    msgspec.json.encode(first(html))


def test_a_headline_of_blanks_takes_no_time():
    begun = perf_counter()
    assert len(shown(drawn(linked(headline="a" + " " * 15_000 + "b"))).title) < 3_000
    assert perf_counter() - begun < 1


# --- live blogs and pages of several articles ----------------------------------------------------------------------------

INTRO = (
    "<p>We follow the first day of the ferry from both sides of the sound, from the first boat at six to the last lorry.</p>"
)
POSTS = INTRO + '<div class="live-posts">' + "".join(post(n) for n in range(5)) + "</div>"
PLAIN = INTRO + '<div class="entries">' + "".join(post(n, name="entry") for n in range(5)) + "</div>"


@pytest.mark.parametrize(
    "html",
    [
        page(POSTS, title="Live: the first ferry after five months"),
        page(PLAIN, head=script({"@type": "LiveBlogPosting", "headline": TITLE})),
        page(PLAIN, title="Ferry to the island: live updates"),
        page(PLAIN, title="Live updates: the first ferry after five months"),
    ],
)
def test_a_live_blog_is_its_frame_and_every_post_by_its_own_name(html):
    found = every(html)
    assert [each.name for each in found] == ["page.html", *(f"page.html#{n}" for n in range(1, 6))]
    assert [each.shown.title for each in found[1:]] == list(LINKS)
    for number, each in enumerate(found[1:]):
        check(each)
        assert all(text in each.text for text in (STORY + STORY)[2 * number : 2 * number + 2])
        assert each.url == URL
    assert not any(text in found[0].text for text in STORY)


def test_a_report_with_times_in_it_that_is_no_live_blog_is_one_article():
    assert len(every(page(PLAIN))) == 1


def test_a_live_blog_of_two_posts_is_one_article():
    posts = '<div class="live-posts">' + "".join(post(n) for n in range(2)) + "</div>"
    assert len(every(page(posts, title="Live: the first ferry after five months"))) == 1


def test_what_the_user_told_of_the_page_is_told_of_the_frame_only():
    found = every(page(POSTS, title="Live: the first ferry"), title="Told", published="2026-03-01")
    assert [(each.title, each.published) for each in found] == [("Told", "2026-03-01"), *[(None, None)] * 5]


def test_the_writers_of_the_frame_are_not_those_of_the_posts():
    named = POSTS.replace("</h2>", '</h2><p class="byline">By Bo Marr</p>', 1)
    found = every(page(named, title="Live: the first ferry", head=linked(author=person("Ann Lee"))))
    assert [each.shown.byline for each in found] == [("Ann Lee",), ("Bo Marr",), *[()] * 4]


def section(number, heading="h2"):
    """An <article> with a headline, a byline and five paragraphs."""
    byline = f'<p class="byline">By Ann Lee</p><time datetime="2026-03-1{number}">1{number} March 2026</time>'
    headline = f'<{heading} class="post-title">{LINKS[number]}</{heading}>'
    return f'<article class="post">{headline}{byline}<div class="post-body">{story(5, 5 * number)}</div></article>'


def several(*sections, frame="<h1>Harbour news</h1>"):
    """A page of several articles."""
    body = "".join(sections)
    return f'<!DOCTYPE html><html lang="en"><head><title>Holm Post</title></head><body><main>{frame}{body}</main></body></html>'


def parted(html, **roles):
    """The items of a page whose lines all belong to the article: heads by their element, bylines by their name."""
    root = tree_of(Page(name="x", data=html))
    named = {"h1": "title", "h2": "heading", "li": "list", **roles}
    pieces = [
        Piece(line, "credit" if "byline" in line.region.names else named.get(line.region.tag, "paragraph"))
        for line in lines_of(root)
    ]
    return [" | ".join(piece.text[:8] for piece in item.pieces) for item in items_of(metadata_of(root, URL), pieces)]


def by_element(lines, **parts):
    """The shares that a model would give which knows parts by elements: `h1="title"`; other lines are text."""
    shares = np.full((len(lines), len(PARTS)), 0.01, np.float32)
    for line, row in zip(lines, shares, strict=True):
        row[PARTS.index(parts.get(line.region.tag, "body"))] = 0.9
    return shares


def chosen(html, **parts):
    """The roles of the lines of a page whose parts are told by their elements."""
    found = lines_of(tree_of(Page(name="x", data=html)))
    return [f"{piece.role}: {piece.text}" for piece in pieces_of(found, by_element(found, **parts))]


BRIEF = " | ".join(["Cannery ", "By Ann L", "10 March", *(each[:8] for each in STORY[:5])])
LONG = " | ".join(["Why the ", "By Ann L", "11 March", *(each[:8] for each in STORY[5:])])


def test_several_articles_side_by_side_are_parts_and_what_stands_outside_is_the_first():
    assert parted(several(section(0), section(1))) == ["Harbour ", BRIEF, LONG]


def test_the_article_with_the_headline_of_the_page_is_the_first_and_the_others_follow():
    assert parted(several(section(0, "h1"), section(1), frame="")) == [BRIEF, LONG]


@pytest.mark.parametrize(
    "html",
    [
        several(section(0)),
        several(section(0), section(1).replace("article", "section")),
        several(section(0), "<article><h2>Weather</h2><p class='byline'>By Bo Marr</p><p>Rain in the evening.</p></article>"),
        several(section(0), f"<article><h2>What the council says</h2>{story(5, 5)}</article>"),
        several(section(0), f"<article><p class='byline'>By Bo Marr</p>{story(5, 5)}</article>"),
        page(),
    ],
)
def test_teasers_sections_and_other_elements_are_no_articles_of_their_own(html):
    assert len(parted(html)) == 1


def test_a_page_of_articles_and_nothing_else_has_no_empty_part():
    assert parted(several(section(0), section(1), frame="")) == [BRIEF, LONG]


def test_items_outside_of_the_larger_part_of_the_text_are_none():
    assert len(parted(several(section(0), section(1), f"<div>{story(10)}{story(10)}</div>"))) == 1


def test_a_headline_that_was_taken_for_a_deck_is_still_one_of_several():
    assert len(parted(several(section(0), section(1)), h2="teaser")) == 3


def test_an_article_whose_headline_was_taken_for_a_deck_has_it_for_its_title(monkeypatch):
    monkeypatch.setattr(page_module, "shares_of", lambda lines, rows: by_element(lines, h1="title", h2="deck"))
    found = every(several(section(0), section(1)))
    assert [each.shown.title for each in found] == ["Harbour news", *LINKS[:2]]


def test_a_page_that_goes_on_with_the_next_article_gives_both(monkeypatch):
    monkeypatch.setattr(page_module, "shares_of", lambda lines, rows: by_element(lines, h1="title"))
    found = every(several(section(0, "h1"), section(1, "h1"), frame=""))
    assert [(each.name, each.shown.title) for each in found] == [("page.html", LINKS[0]), ("page.html#1", LINKS[1])]
    assert [each.shown.dates.published.value for each in found] == ["2026-03-10", "2026-03-11"]
    assert all(text in each.text for number, each in enumerate(found) for text in STORY[5 * number : 5 * number + 5])


def test_the_headline_of_the_next_article_is_kept():
    html = several(section(0, "h1"), section(1, "h1"), frame="")
    assert f"title: {LINKS[0]}" in chosen(html, h1="title")
    assert f"heading: {LINKS[1]}" in chosen(html, h1="title")


def test_every_article_of_a_page_is_read():
    found = list(whence.read_many(each for each in every(page(POSTS, title="Live: the first ferry after five months"))))
    assert [type(each) for each in found] == [whence.Reading] * 6
    assert len({each.article.id for each in found}) == 6


# --- through the whole reading -------------------------------------------------------------------------------------------


def test_statements_are_found_in_prose_only():
    said = "Brandvik said that the ferry would sail on Monday"
    html = page(
        RICH.replace("Two hulls, one ramp", f"{said} again").replace(
            "broken ramp on the northern quay in October", f"ramp: {said}"
        ),
        deck=said,
        byline=BYLINE + PICTURE,
    )
    reading = whence.read(html, url=URL)
    prose = [block for block in reading.article.blocks if block.role in PROSE]
    assert len(reading.statements) >= 4
    for statement in reading.statements:
        for span in (*statement.source.spans, *statement.cue.spans, *statement.content.spans):
            assert reading.article.text[span.start : span.end] == span.text
            assert any(block.start <= span.start and span.end <= block.end for block in prose)


def test_a_page_and_its_text_have_the_same_holders():
    def holders(reading):
        names = {entity.id: entity.name for entity in reading.entities}
        return [names.get(each.source.entity) for each in reading.statements]

    found = holders(whence.read(page()))
    assert found == holders(whence.read("\n\n".join([TITLE, *STORY[:8]])))
    assert "Ilse Brandvik" in found


def test_a_page_as_a_file_an_address_and_a_text_is_one_article(tmp_path):
    (tmp_path / "page.html").write_text(page(), encoding="utf-8")
    (by_file,) = whence.inputs([str(tmp_path / "page.html")])
    assert (by_file.text, by_file.shown.blocks) == (first(page()).text, first(page()).shown.blocks)
    assert whence.read(page()).article.text == by_file.text


def test_read_raises_what_a_page_without_a_word_is():
    with pytest.raises(InputError, match="text"):
        whence.read("<html><body><script>x</script></body></html>")


# --- what must never break -----------------------------------------------------------------------------------------------

PIECES = [
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<article>",
        "</article>",
        "<h1>",
        "</h1>",
        "<time datetime=2026>",
        "</a>",
        "<a href=x>",
    ),
    *(
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<html lang=",
        '"',
        "'",
        ">",
        "<",
        "&",
        "&#0;",
        "\x00",
        "\ud800",
        "<br><br>",
        "<svg>",
    ),
    *("<li>", "<table>", "</main>", "<o:p>", "<p x", "<title>", "\u202e", "🛳️", "{", "}", "[", "]", '"@type":', "null", ","),
]


def seen(page_):
    """The articles of a page, checked."""
    found = list(articles_of(page_))
    assert found
    for each in found:
        if isinstance(each, InputError):
            assert (each.name, bool(each.hint)) == (page_.name, True)
        else:
            check(each)
            assert "\r" not in each.text
    return found


def same(one, other):
    return [str(each) for each in one] == [str(each) for each in other]


@settings(deadline=None)
@given(st.binary(max_size=600), st.sampled_from([None, "utf-8", "utf-16", "x", "shift_jis"]), st.sampled_from([None, 200, 404]))
def test_any_bytes_are_articles_or_an_error_value_and_the_same_twice(data, charset, status):
    got = Page(name="x", data=data, charset=charset, status=status)
    assert same(seen(got), seen(got))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_page_that_was_damaged_is_articles_or_an_error_value(seed):
    chance = random.Random(seed)
    html = chance.choice(
        [page(), WHOLE, page(POSTS, title="Live: ferry"), several(section(0), section(1)), page(head=script({"@graph": GRAPH}))]
    )
    for _ in range(chance.randint(1, 30)):
        at, to = chance.randrange(len(html)), chance.randrange(1, 200)
        html = html[:at] + chance.choice(PIECES) + html[at + chance.choice((0, 0, 1, to)) :]
    got = Page(name="x", data=html, url=chance.choice([URL, None, "x", "http://[x"]))
    assert same(seen(got), seen(got))


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 2**32))
def test_a_page_that_was_cut_is_articles_or_an_error_value(seed):
    chance = random.Random(seed)
    data = WHOLE.encode()
    seen(Page(name="x", data=data[: chance.randrange(len(data))]))
    seen(Page(name="x", data=data[chance.randrange(len(data)) :]))


def test_a_large_page_takes_no_more_time_than_it_is_long():
    """Eight megabytes are the most that is read; a tenth of it is tried here."""
    begun = perf_counter()
    found = first(page(story(10) * 500))
    assert len(found.shown.blocks) > 4_000
    assert perf_counter() - begun < 30


def seconds(depth):
    """How long a page of four hundred lines takes at a depth of its markup, the better of two tries."""
    html = f"<html><body>{'<div>' * depth}{story(10) * 40}{'</div>' * depth}</body></html>"
    tries = []
    for _ in range(2):
        begun = process_time()
        assert len(first(html).shown.blocks) == 400
        tries.append(process_time() - begun)
    return min(tries)


def test_deep_markup_takes_no_more_time_than_it_is_deep():
    assert seconds(240) < 6 * seconds(20)
