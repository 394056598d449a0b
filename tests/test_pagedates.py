"""When a page says that its article was published and changed: each date with its basis, and never one for the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pagecases import (
    FRENCH,
    GERMAN,
    LINKS,
    URL,
    dated,
    drawn,
    every,
    first,
    linked,
    meta,
    page,
    paragraphs,
    post,
    script,
    shown,
    story,
)
from whence.ingest.anatomy import article
from whence.ingest.page.pagedates import FINE
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, ArticleDates, Shown

DAY, LATER = "2026-03-12T09:30:00+01:00", "2026-03-13T10:15:00+01:00"
NAMES = table("pages")["dates"]


def dates(head="", byline="", **got):
    """(published, modified) of a page with these elements in its head, and these lines under its headline."""
    found = shown(page(head=head, byline=byline), **got).dates
    return dated(found.published), dated(found.modified)


def published(head="", byline="", **got):
    """What a page tells of its publication, and that it tells of no change."""
    found, modified = dates(head, byline, **got)
    assert modified is None
    return found


def stamp(value, words="12 March", more=""):
    """A <time> element."""
    return f'<time {more} datetime="{value}">{words}</time>'


def line(html):
    """A line under the headline, as it is marked up."""
    return f'<p class="article-date">{html}</p>'


# --- told to machines ----------------------------------------------------------------------------------------------------


def test_a_page_that_tells_no_date_has_none():
    assert dates() == (None, None)


def test_json_ld_is_the_first_word():
    head = linked(datePublished=DAY) + meta(("article:published_time", "2026-03-11T08:00:00Z"), ("date", "2026-03-10"))
    assert published(head, line(stamp("2026-03-09"))) == f"{DAY} second json-ld"


@pytest.mark.parametrize("name", NAMES["published"])
def test_every_meta_element_of_the_table_tells_the_publication(name):
    basis = "open graph" if name.startswith(("article:", "og:")) else "meta"
    assert published(meta((name, DAY))) == f"{DAY} second {basis}"


@pytest.mark.parametrize("name", NAMES["modified"])
def test_every_meta_element_of_the_table_tells_a_change_and_no_publication(name):
    basis = "open graph" if name.startswith(("article:", "og:")) else "meta"
    assert dates(meta((name, LATER))) == (None, f"{LATER} second {basis}")


@pytest.mark.parametrize("kind", ["property", "name", "itemprop"])
def test_a_meta_element_counts_under_each_of_its_names_in_any_case(kind):
    assert published(f'<meta {kind}="Article:Published_Time" content="{DAY}">') == f"{DAY} second open graph"


def test_open_graph_counts_before_other_meta_elements():
    head = meta(("date", "2026-03-10"), ("article:published_time", DAY))
    assert published(head) == f"{DAY} second open graph"


def test_a_date_of_change_is_never_the_publication():
    head = linked(dateModified=LATER, headline="x") + meta(("article:modified_time", LATER))
    assert dates(head, line(f"Updated {stamp(LATER, '13 March 2026')}")) == (None, f"{LATER} second json-ld")


def test_the_article_keeps_null_for_a_publication_that_only_a_change_is_known_of():
    found = article(first(page(head=linked(dateModified=LATER))))
    assert (found.dates.published, dated(found.dates.modified)) == (None, f"{LATER} second json-ld")


def test_a_change_at_the_time_of_publication_is_none():
    assert published(linked(datePublished=DAY, dateModified=DAY)) == f"{DAY} second json-ld"
    assert (
        published(linked(datePublished=DAY) + meta(("article:modified_time", "2026-03-12T09:30:00"))) == f"{DAY} second json-ld"
    )


@pytest.mark.parametrize("wrong", ["yesterday", "", "0000-00-00", "2026-13-45", None, {"@value": DAY}, True, [], "12/03/2026"])
def test_what_is_no_date_leaves_the_word_to_the_next(wrong):
    head = linked(datePublished=wrong) + meta(("article:published_time", DAY))
    assert published(head) == f"{DAY} second open graph"


def test_a_value_that_says_updated_is_no_publication():
    assert dates(meta(("date", "Updated: 13 March 2026")))[0] is None


def test_of_several_values_the_first_one_that_is_a_date_counts():
    assert published(linked(datePublished=["soon", "2026-03-12", "2026-03-14"])) == "2026-03-12 day json-ld"
    assert published(meta(("date", "soon"), ("date", "2026-03-12"))) == "2026-03-12 day meta"


# --- how fine ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2026", "2026 year json-ld"),
        ("2026-03", "2026-03 month json-ld"),
        ("2026-03-12", "2026-03-12 day json-ld"),
        ("2026-03-12T09", "2026-03-12T09 hour json-ld"),
        ("2026-03-12T09:30", "2026-03-12T09:30 minute json-ld"),
        ("2026-03-12 09:30:15", "2026-03-12T09:30:15 second json-ld"),
        ("2026-03-12T09:30:15.123Z", "2026-03-12T09:30:15+00:00 second json-ld"),
        ("Thu, 12 Mar 2026 09:30:00 +0100", "2026-03-12T09:30:00+01:00 second json-ld"),
        ("2026-03-12 09:30:00 +0100", "2026-03-12T09:30:00+01:00 second json-ld"),
        ("2026-03-12 09:30:00 UTC", "2026-03-12T09:30:00+00:00 second json-ld"),
        ("20260312", "2026-03-12 day json-ld"),
        ("1773304200", "2026-03-12T08:30:00+00:00 second json-ld"),
        ("March 12, 2026", "2026-03-12 day json-ld"),
        ("2026/03/12", "2026-03-12 day json-ld"),
    ],
)
def test_a_date_is_as_fine_as_it_is_written(value, told):
    assert published(linked(datePublished=value)) == told


@pytest.mark.parametrize("zone", ["", "Z", "+01:00", "-0500"])
@pytest.mark.parametrize("clock", ["T00:00:00", " 00:00:00", "T00:00"])
def test_midnight_is_no_time_but_a_day(clock, zone):
    found = shown(page(head=linked(datePublished=f"2026-03-12{clock}{zone}"))).dates.published
    assert (found.value[:10], found.precision) == ("2026-03-12", "day")


def test_a_minute_past_midnight_is_a_time():
    assert published(linked(datePublished="2026-03-12T00:01:00Z")) == "2026-03-12T00:01:00+00:00 second json-ld"


@pytest.mark.parametrize(
    ("written", "zone"), [(DAY, "+01:00"), ("2026-03-12T09:30:00Z", "+00:00"), ("2026-03-12T09:30:00", None)]
)
def test_the_zone_is_kept_as_it_was_written(written, zone):
    found = shown(page(head=linked(datePublished=written))).dates.published
    assert found.zone == zone
    assert found.value.endswith(zone or "00")


def test_a_later_place_makes_the_same_day_finer():
    assert published(linked(datePublished="2026-03-12") + meta(("date", DAY))) == f"{DAY} second meta"
    assert published(linked(datePublished="2026-03-12T00:00:00+01:00"), line(stamp(DAY))) == f"{DAY} second time"


def test_a_later_place_adds_the_zone_to_the_same_time():
    assert published(linked(datePublished=DAY[:19]) + meta(("date", DAY))) == f"{DAY} second meta"


def test_a_later_place_with_another_day_changes_nothing():
    assert published(linked(datePublished="2026-03-12") + meta(("date", LATER))) == "2026-03-12 day json-ld"


# --- <time>, address, print ----------------------------------------------------------------------------------------------


def test_a_time_element_under_the_headline_tells_the_publication():
    assert published("", line(f"Published {stamp(DAY)}")) == f"{DAY} second time"


def test_a_time_element_in_the_text_tells_what_it_reports_and_not_the_publication():
    html = page(
        story(3) + f"<p>The storm of {stamp('2025-10-20', '20 October')} broke the ramp on the northern quay.</p>" + story(5, 3)
    )
    assert shown(html).dates == ArticleDates()


def test_a_time_element_in_a_list_of_other_reports_is_not_that_of_this_one():
    links = f'<ul><li><a href="/x">Cannery takes on thirty workers</a> {stamp(DAY)}</li></ul>'
    other = f'<section class="related"><h2>More news</h2>{links}</section>'
    assert shown(page(below=other)).dates.published is None


def test_a_time_element_that_says_updated_tells_a_change():
    assert dates("", line(f"Updated {stamp(LATER, '13 March 2026')}")) == (None, f"{LATER} second time")


def test_published_and_updated_in_two_lines_are_two_dates():
    byline = line(f"Published {stamp(DAY)}") + line(f"Updated {stamp(LATER, '13 March')}")
    assert dates("", byline) == (f"{DAY} second time", f"{LATER} second time")


def test_published_and_updated_in_one_line_are_two_dates():
    byline = line(f"Published {stamp(DAY)} Updated {stamp(LATER, '13 March')}")
    assert dates("", byline) == (f"{DAY} second time", f"{LATER} second time")


def test_updated_before_published_in_one_line_is_not_the_publication():
    byline = line(f"Updated {stamp(LATER, '13 March')} First published {stamp(DAY)}")
    assert dates("", byline)[0] == f"{DAY} second time"


def test_a_time_element_whose_own_class_says_updated_tells_a_change():
    assert dates("", line(stamp(LATER, "13 March 2026", 'class="updated"')))[0] is None


@pytest.mark.parametrize("desk", ["Climate Change Editor", "Stock Exchange Reporter"])
def test_a_writer_on_change_changes_nothing(desk):
    assert published("", line(f"Ann Lee, {desk} {stamp(DAY)}")) == f"{DAY} second time"


def test_a_time_element_without_a_value_tells_what_it_prints():
    assert published("", line("<time>12 March 2026, 9:30</time>")) == "2026-03-12T09:30 minute text"


def test_the_address_tells_a_day():
    assert published(url="https://holmpost.example/2026/03/12/ferry") == "2026-03-12 day url"


def test_the_canonical_address_tells_a_day_too():
    head = '<link rel="canonical" href="https://holmpost.example/2026/03/12/ferry">'
    assert published(head) == "2026-03-12 day url"


def test_a_day_in_the_address_counts_before_a_printed_one_which_may_make_it_finer():
    url = "https://holmpost.example/2026/03/12/ferry"
    assert published("", line("12 March 2026, 9:30"), url=url) == "2026-03-12T09:30 minute text"
    assert published("", line("14 March 2026"), url=url) == "2026-03-12 day url"


def test_a_month_in_the_address_counts_last():
    url = "https://holmpost.example/2026/03/ferry"
    assert published(url=url) == "2026-03 month url"
    assert published("", line("12 March 2026"), url=url) == "2026-03-12 day text"


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Published: 12 March 2026", "en", "2026-03-12 day text"),
        ("March 12, 2026, 9:30 p.m.", "en", "2026-03-12T21:30 minute text"),
        ("23/04/2026", "en", "2026-04-23 day text"),
        ("12. März 2026, 14:05 Uhr", "de", "2026-03-12T14:05 minute text"),
        ("Veröffentlicht am 12.03.2026", "de", "2026-03-12 day text"),
        ("Publié le 12 mars 2026 à 14h05", "fr", "2026-03-12T14:05 minute text"),
        ("03/04/2026", "fr", "2026-04-03 day text"),
        ("12 de marzo de 2026", "es", "2026-03-12 day text"),
        ("12 marzo 2026", "it", "2026-03-12 day text"),
        ("12 maart 2026", "nl", "2026-03-12 day text"),
        ("2026年3月12日", "ja", "2026-03-12 day text"),
    ],
)
def test_a_printed_date_under_the_headline_is_read_in_the_language_of_the_page(text, language, told):
    assert dated(shown(page(byline=line(text), lang=language)).dates.published) == told


def test_printed_figures_that_can_be_read_in_two_ways_are_left_out_in_english():
    assert published("", line("03/04/2026")) is None


@pytest.mark.parametrize(
    ("text", "language", "body"),
    [
        ("Stand: 12.03.2026, 14:05 Uhr", "de", GERMAN),
        ("Mis à jour le 12 mars 2026 à 14h05", "fr", FRENCH),
    ],
)
def test_a_printed_change_is_a_change_in_german_and_french_too(text, language, body):
    found = shown(page(paragraphs(*body), byline=line(text), lang=language)).dates
    assert (found.published, dated(found.modified)) == (None, "2026-03-12T14:05 minute text")


def test_a_day_that_the_report_tells_of_is_no_date_of_the_page():
    html = page(
        story(3)
        + "<p>The ramp was built on 12 March 1961 by the town’s own carpenters, and it was opened on 2 May.</p>"
        + story(4, 3)
    )
    assert shown(html).dates == ArticleDates()


def test_the_year_of_the_copyright_line_is_no_date():
    assert dates("", "") == (None, None)


# --- told by the transport, and by the user ------------------------------------------------------------------------------


def test_what_a_feed_told_stands_where_the_page_tells_nothing():
    feed = Shown(dates=ArticleDates(ArticleDate("2026-03-12", "day", "feed"), ArticleDate("2026-03-13", "day", "feed")))
    assert dates(shown=feed) == ("2026-03-12 day feed", "2026-03-13 day feed")
    assert dates(linked(datePublished=DAY), shown=feed)[0] == f"{DAY} second json-ld"


def test_the_time_of_capture_is_never_that_of_the_publication():
    captured = ArticleDate("2026-03-20T00:00:00+00:00", "second", "warc", "+00:00")
    found = shown(page(), shown=Shown(dates=ArticleDates(captured=captured))).dates
    assert found == ArticleDates(None, None, captured)


def test_what_the_user_told_counts_before_the_page():
    found = article(first(page(head=linked(datePublished=DAY)), published="2026-03-01"))
    assert dated(found.dates.published) == "2026-03-01 day given"


# --- live blogs ----------------------------------------------------------------------------------------------------------

POSTS = '<div class="live-posts">' + "".join(post(n) for n in range(5)) + "</div>"
UNSTAMPED = '<div class="live-posts">' + "".join(post(n, stamp=False) for n in range(5)) + "</div>"


def live(body, **blog):
    """The dates of all articles of a live blog."""
    found = every(page(body, head=script({"@type": "LiveBlogPosting", "headline": "x", **blog})))
    return [dated(each.shown.dates.published) for each in found]


def test_every_post_of_a_live_blog_has_its_own_time_and_the_frame_that_of_the_page():
    posts = [f"2026-03-12T1{n}:30:00+01:00 second time" for n in range(5)]
    assert live(POSTS, datePublished="2026-03-12T08:00:00Z") == ["2026-03-12T08:00:00+00:00 second json-ld", *posts]


def test_a_frame_without_a_date_of_its_own_has_none_of_its_posts():
    assert live(POSTS)[0] is None


def test_a_post_without_a_time_element_has_the_time_that_json_ld_tells_of_its_headline():
    updates = [{"@type": "BlogPosting", "headline": LINKS[n], "datePublished": f"2026-03-12T1{n}:31:00Z"} for n in range(1, 5)]
    posts = [None, *(f"2026-03-12T1{n}:31:00+00:00 second json-ld" for n in range(1, 5))]
    assert live(UNSTAMPED, datePublished=DAY, liveBlogUpdate=updates)[1:] == posts


def test_the_date_of_the_page_is_not_that_of_a_post():
    assert live(UNSTAMPED, datePublished=DAY) == [f"{DAY} second json-ld", *[None] * 5]


@pytest.mark.parametrize(
    "wrong",
    [
        {"headline": "x"},
        [None, "x", 5, []],
        "x",
        5,
        True,
    ],
)
def test_updates_of_a_wrong_form_tell_nothing(wrong):
    assert live(UNSTAMPED, datePublished=DAY, liveBlogUpdate=wrong)[1:] == [None] * 5


# --- what must never break -----------------------------------------------------------------------------------------------


@given(
    st.one_of(
        st.text(max_size=60), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text(max_size=10), max_size=3)
    )
)
def test_whatever_stands_in_a_date_it_is_one_or_none(value):
    found = shown(drawn(linked(datePublished=value, dateModified=value)), url=URL).dates
    for each in (found.published, found.modified):
        assert each is None or (each.precision in FINE and each.basis == "json-ld" and each.value[:2].isdigit())
