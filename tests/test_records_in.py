"""Records of Whence, of crawlers and of agencies as inputs.  What each format tells comes through, and nothing raises."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.ingest.formats import format_of, formats
from whence.ingest.records import given_of, is_date, is_record, known_names
from whence.ingest.values import address_of, date_of, language_of, names_of, words_of
from whence.lexicon.tables import table
from whence.records.article import Address, ArticleDate, Block, Given, Outlet, Page, Shown

FERRY = "The ferry to Ostrava Holm will sail, harbour master Ilse Brandvik said."
URL = "https://www.holmpost.example/2026/ferry"
PAGE = f"<!DOCTYPE html><html><head><title>Ferry sails</title></head><body><p>{FERRY}</p></body></html>"
DEEP = json.loads("[" * 900 + "]" * 900)


def one(record, name="x#1"):
    (found,) = given_of(record, name)
    return found


def is_wrong(found, name, message):
    return isinstance(found, InputError) and found.name == name and message in found.message and found.hint != ""


def dates(found):
    """The dates of an input as short lines."""
    kinds = ("published", "modified", "captured")
    told = {kind: getattr(found.shown.dates, kind) for kind in kinds}
    return {kind: f"{each.value} {each.precision} {each.zone}" for kind, each in told.items() if each}


# --- Whence's own records ------------------------------------------------------------------------------------------------


def test_a_record_of_our_own_tells_address_title_date_and_outlet_and_what_else_it_holds_is_ignored():
    told = {"url": "https://ferry.example/1", "title": "Ferry sails", "published": "2026-03-12", "outlet": "Holm Post"}
    assert one({"id": "f", "text": FERRY, "byline": ["Jo Lund"], "score": 4, **told}) == Given(name="f", text=FERRY, **told)


def test_a_fact_that_is_null_or_left_out_is_not_told():
    assert one({"text": FERRY, "url": None, "title": None, "id": None}) == Given(name="x#1", text=FERRY)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"text": 4}, "no text"),
        ({"text": None}, "no text"),
        ({"text": ["One.", "Two."]}, "no text"),
        ({"text": 4, "url": URL}, "no text"),
        ({"html": 4, "url": URL}, "no text"),
        ({"html": ""}, "empty"),
        ({"text": "", "html": PAGE}, "empty"),
        ({"text": ""}, "empty"),
        ({"text": "\n\u2003"}, "empty"),
        ({"text": "One\x00."}, "NUL"),
        ({"text": "One \ud83d."}, "surrogate"),
        ({"text": "One.", "url": 4}, "url is not a text"),
        ({"text": "One.", "url": "https://a.example/\ud83d"}, "url holds NUL characters or half a surrogate pair"),
        ({"text": "One.", "title": ["Ferry"]}, "title is not a text"),
        ({"text": "One.", "outlet": {"name": "Holm Post"}}, "outlet is not a text"),
        ({"text": "One.", "outlet": False}, "outlet is not a text"),
        ({"text": "One.", "published": 20260312}, "published is not a text"),
        ({"text": "One.", "published": "12 March 2026"}, "published is not an ISO 8601 date: 12 March 2026"),
        ({"html": PAGE, "published": "12 March 2026"}, "published is not an ISO 8601 date: 12 March 2026"),
        ({"text": "One.", "published": "2026-02-30"}, "published is not an ISO 8601 date"),
        ({"text": "One.", "published": " "}, "published is not an ISO 8601 date"),
        ({"url": "ferry.txt"}, "no text"),
        ({}, "no text"),
    ],
)
def test_a_record_of_the_wrong_form_is_an_error_that_names_the_record_and_the_field(record, message):
    assert is_wrong(one(record), "x#1", message)
    assert is_wrong(one({"id": "ferry-1", **record}), "ferry-1", message)


@pytest.mark.parametrize("value", [4, None, "text", [1, 2], [{"text": FERRY}], True, math.nan])
def test_what_is_no_object_is_no_record(value):
    assert is_wrong(one(value), "x#1", "is not a record")


def test_a_record_with_a_page_gives_the_page_with_what_was_told_of_it():
    told = {"url": URL, "title": "Ferry sails", "published": "2026-03-12", "outlet": "Holm Post"}
    assert one({"id": 7, "html": PAGE, **told}) == Page(name="7", data=PAGE, **told)


def test_a_text_counts_before_a_page_in_a_record_of_our_own():
    assert one({"text": FERRY, "html": PAGE}) == Given(name="x#1", text=FERRY)


def test_a_record_with_an_address_only_is_a_link_with_what_was_told_of_it():
    assert one({"url": URL, "text": None, "published": "2026-03-12"}) == Address(name="x#1", url=URL, published="2026-03-12")


def test_a_wrong_date_is_cut_in_the_message_and_can_be_printed():
    assert len(one({"text": "One.", "published": "soon " * 1000}).message) < 100
    assert one({"text": "One.", "published": "2026-03-1\ud83d"}).message.encode()


@pytest.mark.parametrize(("value", "name"), [("f", "f"), (7, "7"), ("", "x"), (None, "x"), ([1], "x"), ("\ud83d", "x")])
def test_an_id_that_can_be_printed_is_the_name(value, name):
    assert one({"id": value, "text": FERRY}, "x").name == name


def test_an_id_of_more_digits_than_can_be_printed_is_no_name():
    assert one({"id": 10**5000, "text": FERRY}, "x").name == "x"


@pytest.mark.parametrize(
    ("value", "proper"), [("2026-03-12", True), ("2026-03-12T09:30:15Z", True), ("2026-02-29", False), ("", False)]
)
def test_a_date_that_is_told_is_iso_8601(value, proper):
    assert is_date(value) is proper


# --- the formats of others -----------------------------------------------------------------------------------------------

TRAFILATURA = {
    "title": "Ferry sails", "author": "Jo Lund; Ada Berg", "hostname": "holmpost.example", "date": "2026-03-12",
    "fingerprint": "1cde",
    "id": None, "license": None, "comments": "No!", "raw_text": "Ferry sails", "text": FERRY, "language": "en", "image": None,
    "pagetype": "article", "filedate": "2026-11-25", "source": URL, "source-hostname": "Holm Post", "excerpt": "x",
    "categories": "",
    "tags": "",
}  # fmt: skip
NEWS_PLEASE = {
    "authors": ["Jo Lund"], "date_download": "2026-03-14 10:00:00", "date_modify": "2026-03-13 08:00:00",
    "date_publish": "2026-03-12 17:03:00", "description": "x", "filename": "f.html", "image_url": None, "language": "en",
    "localpath": None, "maintext": FERRY, "source_domain": "www.holmpost.example", "text": None, "title": "Ferry sails",
    "title_page": None, "title_rss": None, "url": URL,
}  # fmt: skip
FUNDUS = {
    "title": "Ferry sails", "authors": ["Jo Lund"], "publishing_date": "2026-03-12 17:03:00+01:00", "topics": ["sea"],
    "free_access": True, "images": [],
    "body": {"summary": ["The standfirst."], "sections": [
        {"headline": [], "paragraphs": ["One.", " Two. "]}, {"headline": ["Later"], "paragraphs": ["Three.", "", 4]},
    ]},
}  # fmt: skip
NEWSPAPER = {
    "url": URL, "read_more_link": "", "language": "en", "title": "Ferry sails", "top_image": "", "meta_img": "", "images": [],
    "movies": [], "keywords": [], "meta_keywords": [""], "tags": None, "authors": ["Jo Lund"],
    "publish_date": "2026-03-12T00:00:00",
    "summary": "x", "meta_description": "x", "meta_lang": "en", "meta_favicon": "", "meta_site_name": "Holm Post",
    "canonical_link": "https://holmpost.example/ferry", "text": FERRY,
}  # fmt: skip
MEDIA_CLOUD = {
    "id": "9f3", "indexed_date": "2026-03-14T10:00:00.123456", "language": "en", "media_name": "holmpost.example",
    "media_url": "https://www.holmpost.example/", "publish_date": "2026-03-12T00:00:00", "title": "Ferry sails", "url": URL,
}  # fmt: skip
GDELT = {
    "url": URL, "url_mobile": "", "title": "Ferry sails", "seendate": "20260312T084500Z", "socialimage": "",
    "domain": "holmpost.example", "language": "English", "sourcecountry": "Norway",
}  # fmt: skip
EVENT_REGISTRY = {
    "uri": "7821", "lang": "eng", "isDuplicate": False, "date": "2026-03-12", "time": "08:45:00",
    "dateTime": "2026-03-12T08:45:00Z",
    "dateTimePub": "2026-03-12T08:30:00Z", "dataType": "news", "sim": 0, "url": URL, "title": "Ferry sails", "body": FERRY,
    "source": {"uri": "holmpost.example", "dataType": "news", "title": "Holm Post"},
    "authors": [{"uri": "jo", "name": "Jo Lund", "type": "author", "isAgency": False}, {"name": "Northwire", "isAgency": True}],
    "image": None, "eventUri": None,
}  # fmt: skip
NEWS_API = {
    "source": {"id": None, "name": "Holm Post"}, "author": "Jo Lund", "title": "Ferry sails", "description": "x", "url": URL,
    "urlToImage": None, "publishedAt": "2026-03-12T08:30:00Z", "content": FERRY,
}  # fmt: skip
NINJS = {
    "uri": "urn:newsml:northwire.example:20260312:1", "type": "text", "versioncreated": "2026-03-12T09:00:00+01:00",
    "firstcreated": "2026-03-12T08:00:00+01:00", "headline": "Ferry sails", "byline": "By Jo Lund", "language": "en-GB",
    "copyrightholder": "Northwire", "pubstatus": "usable", "charcount": 71, "body_text": FERRY,
    "associations": {"main": {"uri": "p", "type": "picture", "body_text": "A picture."}},
}  # fmt: skip
NINJS_2 = {
    "uri": "urn:newsml:northwire.example:20260312:2", "type": "text", "versioncreated": "2026-03-12T09:00:00Z",
    "contentcreated": "2026-03-12T08:00:00Z", "headlines": [{"role": "main", "value": "Ferry sails"}], "by": "Jo Lund",
    "language": "en",
    "infosources": [{"name": "Northwire"}],
    "bodies": [{"role": "summary", "contenttype": "text/plain", "value": "Short."}, {"contenttype": "text/plain",
    "value": FERRY}],
}  # fmt: skip
JSON_LD = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ferry sails", "articleBody": FERRY,
    "datePublished": "2026-03-12T08:30:00+01:00", "dateModified": "2026-03-12T09:00:00+01:00",
    "author": [{"@type": "Person", "name": "Jo Lund"}], "publisher": {"@type": "Organization", "name": "Holm Post"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": URL}, "inLanguage": "en",
    "isBasedOn": "https://northwire.example/1", "sourceOrganization": {"name": "Northwire"},
}  # fmt: skip
EXAMPLES = {
    "trafilatura": TRAFILATURA, "news-please": NEWS_PLEASE, "fundus": FUNDUS, "newspaper4k": NEWSPAPER,
    "Media Cloud": MEDIA_CLOUD,
    "GDELT": GDELT, "Event Registry": EVENT_REGISTRY, "NewsAPI.org": NEWS_API, "ninjs": NINJS, "JSON-LD": JSON_LD,
    "common names": {"content": FERRY, "date": "2026-03-12"},
}  # fmt: skip


def test_every_format_of_the_table_has_an_example_here_and_names_its_source():
    assert [each.name for each in formats()] == [each["name"] for each in table("records")["format"]]
    assert {each.name for each in formats()} == set(EXAMPLES)
    assert all(len(each.source) > 20 for each in formats())


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_known_by_its_fields_as_its_own_format(name):
    assert format_of(EXAMPLES[name]).name == name


def test_all_fields_of_the_table_are_fields_of_ours():
    ours = {
        "id",
        "html",
        "fragment",
        "sections",
        "text",
        "url",
        "canonical_url",
        "title",
        "byline",
        "outlet",
        "domain",
        "language",
    }
    ours |= {"published", "modified", "captured", "source_name", "source_url"}
    assert {field for form in formats() for field in form.fields} == ours


def test_trafilatura_tells_a_day_of_publication_and_the_day_of_extraction_is_no_capture():
    found = one(TRAFILATURA)
    assert (found.name, found.text, found.url, found.title, found.outlet) == ("x#1", FERRY, URL, None, None)
    assert (found.shown.title, found.shown.byline, found.shown.language) == ("Ferry sails", ("Jo Lund", "Ada Berg"), "en")
    assert found.shown.outlet == Outlet("Holm Post", "holmpost.example")
    assert found.shown.dates.published == ArticleDate("2026-03-12", "day", "given")
    assert dates(found) == {"published": "2026-03-12 day None"}


def test_trafilatura_without_metadata_gives_the_bare_text():
    assert one({"text": FERRY, "comments": ""}) == Given(name="x#1", text=FERRY)


def test_news_please_tells_publication_change_and_download_apart():
    found = one(NEWS_PLEASE)
    assert (found.text, found.url, found.shown.outlet) == (FERRY, URL, Outlet(None, "holmpost.example"))
    assert dates(found) == {
        "published": "2026-03-12T17:03:00 second None",
        "modified": "2026-03-13T08:00:00 second None",
        "captured": "2026-03-14T10:00:00 second None",
    }


def test_news_please_writes_none_as_a_word_where_it_found_no_date():
    found = one({**NEWS_PLEASE, "date_publish": "None", "date_modify": "None"})
    assert dates(found) == {"captured": "2026-03-14T10:00:00 second None"}


def test_fundus_tells_paragraphs_and_headings_and_they_become_blocks():
    found = one(FUNDUS)
    assert found.text == "The standfirst.\n\nOne.\n\nTwo.\n\nLater\n\nThree."
    assert [(found.text[each.start : each.end], each.role) for each in found.shown.blocks] == [
        ("The standfirst.", "heading"), ("One.", "paragraph"), ("Two.", "paragraph"), ("Later", "heading"), ("Three.",
        "paragraph"),
    ]  # fmt: skip
    assert (found.shown.title, found.shown.byline) == ("Ferry sails", ("Jo Lund",))
    assert dates(found) == {"published": "2026-03-12T17:03:00+01:00 second +01:00"}


def test_fundus_with_its_html_gives_the_page_its_publisher_and_the_time_of_the_crawl():
    html = {
        "requested_url": "https://hp.example/1", "responded_url": URL, "content": PAGE, "crawl_date": "2026-03-14 10:00:00",
        "source_info": {"publisher": "Holm Post"},
    }  # fmt: skip
    found = one({**FUNDUS, "html": html})
    assert isinstance(found, Page)
    assert (found.data, found.url, found.shown.outlet) == (PAGE, URL, Outlet("Holm Post", "holmpost.example"))
    assert dates(found) == {
        "published": "2026-03-12T17:03:00+01:00 second +01:00",
        "captured": "2026-03-14T10:00:00 second None",
    }


def test_a_file_of_fundus_lists_articles_under_the_names_of_their_publishers():
    found = list(given_of({"Holm Post": [FUNDUS, {**FUNDUS, "title": "Two"}], "Northwire": [FUNDUS]}, "x"))
    assert [(each.name, each.shown.title, each.shown.outlet.name) for each in found] == [
        ("x#1", "Ferry sails", "Holm Post"), ("x#2", "Two", "Holm Post"), ("x#3", "Ferry sails", "Northwire"),
    ]  # fmt: skip


def test_newspaper4k_tells_a_canonical_address_and_a_midnight_that_is_a_day():
    found = one(NEWSPAPER)
    assert (found.url, found.shown.canonical_url) == (URL, "https://holmpost.example/ferry")
    assert dates(found) == {"published": "2026-03-12 day None"}


def test_media_cloud_without_text_is_a_link_and_with_text_an_article():
    link = one(MEDIA_CLOUD)
    assert isinstance(link, Address)
    assert (link.name, link.url, link.shown.title) == ("9f3", URL, "Ferry sails")
    assert dates(link) == {"published": "2026-03-12 day None", "captured": "2026-03-14T10:00:00 second None"}
    for field in ("text", "text_content"):
        assert one({**MEDIA_CLOUD, field: FERRY}) == Given(name="9f3", text=FERRY, url=URL, shown=link.shown)


def test_gdelt_tells_when_it_saw_an_article_which_is_no_publication():
    (link,) = given_of({"articles": [GDELT]}, "x")
    assert isinstance(link, Address)
    assert (link.name, link.shown.language, link.shown.outlet) == ("x#1", "en", Outlet(None, "holmpost.example"))
    assert dates(link) == {"captured": "2026-03-12T08:45:00+00:00 second +00:00"}
    assert one({**GDELT, "text": FERRY}).shown == link.shown
    assert one({**GDELT, "html": PAGE}).data == PAGE


def test_event_registry_tells_when_it_was_published_and_when_it_was_found():
    (found,) = given_of({"articles": {"results": [EVENT_REGISTRY], "totalResults": 1, "page": 1}}, "x")
    assert (found.name, found.text, found.url) == ("7821", FERRY, URL)
    assert (found.shown.byline, found.shown.language) == (("Jo Lund", "Northwire"), "en")
    assert found.shown.outlet == Outlet("Holm Post", "holmpost.example")
    assert dates(found) == {
        "published": "2026-03-12T08:30:00+00:00 second +00:00",
        "captured": "2026-03-12T08:45:00+00:00 second +00:00",
    }


@pytest.mark.parametrize("end", ["… [+1234 chars]", "...[12 chars]\n"])
def test_a_content_that_was_cut_is_no_text_of_an_article(end):
    link = one({**NEWS_API, "content": FERRY[:40] + end})
    assert isinstance(link, Address)
    assert (link.url, link.shown.title) == (URL, "Ferry sails")
    assert is_wrong(one({**NEWS_API, "url": None, "content": FERRY[:40] + end}), "x#1", "only the beginning")


def test_newsapi_with_the_whole_content_is_an_article():
    (found,) = given_of({"status": "ok", "totalResults": 1, "articles": [NEWS_API]}, "x")
    assert (found.text, found.shown.outlet, found.shown.byline) == (
        FERRY,
        Outlet("Holm Post", "holmpost.example"),
        ("Jo Lund",),
    )
    assert dates(found) == {"published": "2026-03-12T08:30:00+00:00 second +00:00"}


def test_ninjs_1_tells_headline_byline_and_versions():
    found = one(NINJS)
    assert (found.name, found.text) == (NINJS["uri"], FERRY)
    assert (found.shown.title, found.shown.byline, found.shown.language) == ("Ferry sails", ("Jo Lund",), "en")
    assert found.shown.outlet == Outlet("Northwire")
    assert dates(found) == {
        "published": "2026-03-12T08:00:00+01:00 second +01:00",
        "modified": "2026-03-12T09:00:00+01:00 second +01:00",
    }


def test_ninjs_2_has_its_text_in_the_longest_of_its_bodies():
    found = one(NINJS_2)
    assert (found.text, found.shown.title, found.shown.byline) == (FERRY, "Ferry sails", ("Jo Lund",))


@pytest.mark.parametrize(
    "record", [{**NINJS, "body_xhtml": f"<p>{FERRY}</p>"}, {**NINJS_2, "bodies": [{"value": f"<p>{FERRY}</p>"}]}]
)
def test_a_body_of_ninjs_in_html_becomes_a_page_with_the_headline_for_its_title(record):
    found = one({**record, "headline": "Ferry & <sails>", "headlines": [{"value": "Ferry & <sails>"}]})
    title = "Ferry &amp; &lt;sails&gt;"
    assert found.data == f"<html><head><title>{title}</title></head><body><p>{FERRY}</p></body></html>"


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pubstatus", "canceled", "canceled this item"),
        ("pubstatus", "withheld", "withholds this item"),
        ("type", "picture", "is no text"),
    ],
)
def test_an_item_that_an_agency_does_not_stand_by_is_an_error_with_the_reason(field, value, message):
    assert is_wrong(one({**NINJS, field: value}), NINJS["uri"], message)


def test_json_ld_tells_where_an_article_was_taken_from():
    found = one(JSON_LD)
    origin = found.shown.republished_from
    assert (found.text, found.url, found.shown.canonical_url) == (FERRY, URL, URL)
    assert (origin.name, origin.domain, origin.url) == ("Northwire", "northwire.example", "https://northwire.example/1")
    assert dates(found) == {
        "published": "2026-03-12T08:30:00+01:00 second +01:00",
        "modified": "2026-03-12T09:00:00+01:00 second +01:00",
    }


def test_an_article_is_not_taken_from_its_own_outlet_or_its_own_site():
    own = {"isBasedOn": "https://holmpost.example/older", "sourceOrganization": {"name": "Holm Post"}}
    assert one({**JSON_LD, **own}).shown.republished_from is None
    assert one({**JSON_LD, **own, "isBasedOn": None}).shown.republished_from is None


@pytest.mark.parametrize("author", ["Jo Lund", ["Jo Lund"], {"name": "Jo Lund"}, [{"name": "Jo Lund"}, {"name": "Jo Lund"}]])
def test_an_author_in_json_ld_is_a_word_an_object_or_a_list(author):
    assert one({**JSON_LD, "author": author}).shown.byline == ("Jo Lund",)


def test_common_names_tell_what_a_record_of_no_known_format_holds():
    found = one(
        {"Body": "x", "content": FERRY, "link": URL, "headline": "Ferry sails", "author": "Jo Lund", "date": "12 March 2026"}
    )
    assert (found.text, found.url, found.shown.title, found.shown.byline) == (FERRY, URL, "Ferry sails", ("Jo Lund",))
    assert dates(found) == {"published": "2026-03-12 day None"}


def test_a_date_of_a_crawler_that_cannot_be_read_is_left_out():
    assert dates(one({"content": FERRY, "date": "soon", "title": "Ferry"})) == {}


@pytest.mark.parametrize("html", [f"<p>{FERRY}</p>", f" <div class='a'>{FERRY}</div>", PAGE])
def test_html_in_a_field_for_text_is_a_page_and_not_a_text(html):
    assert FERRY in one({"content": html, "date": "2026-03-12"}).data


@pytest.mark.parametrize("text", ["<3 is what she wrote, he said.", "A <b>bold</b> move.", "< p > is no tag."])
def test_a_text_that_mentions_marks_of_html_stays_a_text(text):
    assert one({"content": text, "date": "2026-03-12"}).text == text


# --- lists ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrap", [
    lambda records: {"articles": records},
    lambda records: {"articles": {"results": records}},
    lambda records: {"recentActivityArticles": {"activity": records}},
    lambda records: {"stories": records, "pagination_token": "x"},
    lambda records: {"results": records},
    lambda records: {"@context": "https://schema.org", "@graph": records},
])  # fmt: skip
def test_the_records_of_a_list_are_read_in_order_and_bad_ones_do_not_hide_the_good(wrap):
    records = [{"text": "One."}, 2, {"id": "f", "text": "Three."}, {"id": "g", "text": ""}, {"articles": [{"text": "Deep."}]}]
    found = list(given_of(wrap(records), "x"))
    assert [each.name for each in found] == ["x#1", "x#2", "f", "g", "x#5"]
    assert [isinstance(each, Given) for each in found] == [True, False, True, False, False]


def test_a_list_beside_a_text_belongs_to_the_article():
    assert one({**NEWS_PLEASE, "items": [{"text": "Another."}]}).text == FERRY
    assert one({"text": FERRY, "data": [{"text": "Another."}]}).text == FERRY


def test_an_empty_list_is_an_error():
    assert is_wrong(one({"articles": []}, "x"), "x", "the list of articles is empty")


@pytest.mark.parametrize("record", [{"text": 4}, {"html": "x"}, NEWS_PLEASE, FUNDUS, {"articles": [GDELT]}, {"body": FERRY}])
def test_a_record_is_told_from_other_json(record):
    assert is_record(record)


@pytest.mark.parametrize("value", [{}, {"headline": "x"}, {"url": URL}, [], 4, None, "text", MEDIA_CLOUD, {"a": {"text": "x"}}])
def test_other_json_is_told_from_a_record(value):
    assert not is_record(value)


# --- values --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026-03-12", "2026-03-12 day None"),
        ("20260312", "2026-03-12 day None"),
        (20260312, "2026-03-12 day None"),
        ("2026-03", "2026-03 month None"),
        ("2026", "2026 year None"),
        ("2026-03-12T09", "2026-03-12T09 hour None"),
        ("2026-03-12T09:30", "2026-03-12T09:30 minute None"),
        ("2026-03-12 09:30:15.25", "2026-03-12T09:30:15 second None"),
        ("2026-03-12T09:30:15Z", "2026-03-12T09:30:15+00:00 second +00:00"),
        ("2026-03-12T09:30+0530", "2026-03-12T09:30+05:30 minute +05:30"),
        ("2026-03-12 09:30:15 UTC", "2026-03-12T09:30:15+00:00 second +00:00"),
        ("2026-03-12T00:00:00", "2026-03-12T00:00:00 second None"),
        ("20260312093015", "2026-03-12T09:30:15 second None"),
        ("Thu, 12 Mar 2026 09:30:15 +0100", "2026-03-12T09:30:15+01:00 second +01:00"),
        ("Thu, 12 Mar 2026 09:30 -0000 (x)", "2026-03-12T09:30 minute None"),
        ("12 March 2026", "2026-03-12 day None"),
        ("March 12, 2026 9:30 PM", "2026-03-12T21:30 minute None"),
        (1773307815, "2026-03-12T09:30:15+00:00 second +00:00"),
        ("1773307815", "2026-03-12T09:30:15+00:00 second +00:00"),
        (1773307815000.0, "2026-03-12T09:30:15+00:00 second +00:00"),
    ],
)
def test_a_date_is_as_fine_as_it_is_written_and_has_a_zone_only_where_one_is_written(value, told):
    found = date_of(value)
    assert f"{found.value} {found.precision} {found.zone}" == told


def test_midnight_is_a_day_only_where_the_writer_knows_no_times():
    assert date_of("2026-03-12 00:00:00", midnight_is_day=True) == ArticleDate("2026-03-12", "day", "given")
    assert date_of("2026-03-12 00:00:01", midnight_is_day=True).precision == "second"


@pytest.mark.parametrize(
    "value",
    ["", "soon", "2026-02-30", "12/03/2026", "None", None, True, 0, -5, 12, 10**40, math.nan, math.inf, ["2026"],
    {"@value": "2026"},
     "2026-03-12\ud83d", "9" * 5000, "99999999999999", "Thu, 99 Mar 2026 09:30:15 +0100"],
)  # fmt: skip
def test_what_is_no_date_tells_none(value):
    assert date_of(value) is None


@given(st.datetimes() | st.datetimes(timezones=st.timezones()))
def test_any_time_comes_through_with_its_own_zone_and_no_other(moment):
    found = date_of(moment.isoformat())
    assert found.value.startswith(moment.isoformat()[:19])
    assert (found.zone is None) == (moment.tzinfo is None) or moment.utcoffset().total_seconds() % 60


@pytest.mark.parametrize(
    ("value", "code"),
    [("en", "en"), ("eng", "en"), ("English", "en"), ("en-GB", "en"), ("en_US", "en"), ("ENGLISH", "en"), ("zh-Hant-TW", "zh"),
     ("deu", "de"), ("ger", "de"), ("iw", "he"), ("Norwegian Bokmal", "nb"), ("xx", None), ("", None), (4, None), (None, None)],
)  # fmt: skip
def test_a_language_is_told_by_its_code_of_two_letters(value, code):
    assert language_of(value) == code


def test_every_language_of_the_table_has_a_code_of_two_letters_and_names_of_its_own():
    known = table("records")["languages"]
    names = [each for code, names in known.items() for each in (code, *names)]
    assert len(names) == len(set(names))
    assert all(len(code) == 2 for code in known)
    assert all(name == name.lower() for name in names)


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["Jo Lund", "Ada Berg", "Jo Lund"], ("Jo Lund", "Ada Berg")),
        (["By Jo Lund; Ada  Berg;"], ("Jo Lund", "Ada Berg")),
        (["by: Jo Lund"], ("Jo Lund",)),
        (["Byron Lund"], ("Byron Lund",)),
        (["['Jo Lund', \"Pat O'Dell\"]"], ("Jo Lund", "Pat O'Dell")),
        (["https://people.example/jo", None, 4, {}, "", " "], ()),
        (["Northwire"], ("Northwire",)),
    ],
)
def test_names_are_parted_cleaned_and_each_told_once(values, names):
    assert names_of(values) == names


@pytest.mark.parametrize("value", ["", " ", "a\x00", "\ud83d", "x" * 5000, 4, None, [], {}])
def test_what_cannot_be_a_name_is_none(value):
    assert words_of(value) is None


@pytest.mark.parametrize(
    "value", ["", "x", "ftp://a.example/", "javascript:alert(1)", "http://", "https://a b.example", "https://x" * 1000, 4]
)
def test_what_is_no_address_is_none(value):
    assert address_of(value) is None


@pytest.mark.parametrize(
    "value", [URL, "HTTP://a.example", f"https://a.example/{'x' * 3000}?é=1#ü", "https://jo:pw@[::1]:8080/"]
)
def test_an_address_is_told_as_it_is_written(value):
    assert address_of(f" {value}\n") == value


# --- anything at all -----------------------------------------------------------------------------------------------------

fields = sorted({path.partition(".")[0] for path in known_names()})
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from([URL, PAGE, FERRY, "2026-03-12"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(fields) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=8,
)
records = st.dictionaries(st.sampled_from(fields), json_values, max_size=8)
spoilt = st.sampled_from(sorted(EXAMPLES)).flatmap(
    lambda name: st.dictionaries(st.sampled_from(sorted(EXAMPLES[name])), json_values, max_size=4).map(
        lambda more: {**EXAMPLES[name], **more}
    )
)


@given(records | spoilt | json_values)
def test_any_value_is_inputs_that_can_be_used_or_errors_with_names(value):
    is_record(value)
    for found in given_of(value, "x"):
        assert found.name
        if isinstance(found, InputError):
            assert found.message
            assert found.hint
            continue
        assert isinstance(found, Given | Page | Address)
        assert isinstance(found.url, str | None)
        if isinstance(found, Given):
            assert found.text.strip()
            assert_whole(found.text, found.shown)
        if isinstance(found, Address):
            assert address_of(found.url)


def assert_whole(text, shown):
    for each in (shown.blocks or ()) if shown else ():
        assert isinstance(each, Block)
        assert text[each.start : each.end].strip()
    assert shown != Shown()


@pytest.mark.parametrize("field", fields)
def test_a_value_as_deep_as_json_allows_is_left_out(field):
    list(given_of({field: DEEP}, "x"))
    assert (
        one({"text": FERRY, "score": 1, "date": "2026-03-12", **({field: DEEP} if field not in ("text", "html") else {})}).name
        == "x#1"
    )
