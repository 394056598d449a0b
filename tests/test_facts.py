"""Facts about an article from its own lines and addresses: when it was published, by whom, where it was taken from."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.anatomy import article
from whence.lexicon.addresses import Dated, date_line, dated_address, printed_date
from whence.lexicon.credits import (
    Credit,
    agencies_of_byline,
    agency_of,
    closing_agency,
    dateline_agency,
    dateline_of,
    persons_of,
    same_outlet,
    sign_off_agency,
    taken_from,
)
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, Given, Outlet, Republished

LEAD = (
    "The ferry to Ostrava Holm will sail again from Monday, harbour master Ilse Brandvik said after a meeting of the council."
)
MORE = "She did not say who would pay for the new ramp, which has been closed to lorries since the storm in late October."
BODY = f"{LEAD}\n\n{MORE}"
SLUG = "https://holm.example/ferry-sails-again-177250312093015118.htm"


def article_of(text, **told):
    return article(Given(name="x", text=text, **told))


def published(text, **told):
    return article_of(text, **told).dates.published


def taken(text, **told):
    return article_of(text, **told).republished_from


# --- dates in addresses --------------------------------------------------------------------------------------------------

PATTERNS = table("addresses")["pattern"]
EXAMPLES = [(address, value) for each in PATTERNS for address, value in each["examples"].items()]


@pytest.mark.parametrize(("address", "value"), EXAMPLES)
def test_every_pattern_of_an_address_dates_its_two_examples(address, value):
    assert dated_address(address).value == value
    assert all(len(each["examples"]) == 2 for each in PATTERNS)


@pytest.mark.parametrize("number", range(len(PATTERNS)))
def test_every_pattern_of_an_address_is_needed_for_its_own_examples(number):
    assert all(re.search(PATTERNS[number]["pattern"], address) for address in PATTERNS[number]["examples"])


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "https://holm.example/ferry",
        "https://holm.example/id/12345678",
        "https://holm.example/20251340/ferry",
        "https://holm.example/2025/13/01/ferry",
        "https://holm.example/2025/02/30/ferry",
        "https://holm.example/en/ferry/a-20120912",
        "https://holm.example/from-2024-01-02/to-2024-03-04/",
        "https://holm.example/ferry?day=2025-03-12",
        "https://holm.example/top-100-of-2025",
    ],
)
def test_an_address_without_one_real_day_is_not_dated(address):
    assert dated_address(address) is None


def test_the_stamp_of_a_web_archive_is_no_date_of_the_article():
    assert dated_address("https://web.archive.org/web/20260101000000/https://holm.example/2025/03/12/a") == (
        "2025-03-12",
        "day",
    )
    assert dated_address("https://web.archive.org/web/20260101000000/https://holm.example/ferry") is None


@given(st.text(alphabet="0123456789/-_.htm a") | st.text())
def test_whatever_the_address_a_date_found_in_it_is_one_of_the_calendar_as_fine_as_it_says(path):
    found = dated_address(f"https://holm.example/{path}")
    assert found is None or re.fullmatch(r"\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?", found.value)
    assert found is None or {"month": 7, "day": 10, "minute": 16, "second": 19}[found.precision] == len(found.value)


# --- printed dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 March 2025", "2025-03-12"),
        ("March 12, 2025", "2025-03-12"),
        ("Mar. 12, 2025", "2025-03-12"),
        ("12th of March 2025", "2025-03-12"),
        ("SEPT. 1, 2024", "2024-09-01"),
        ("2025-03-12", "2025-03-12"),
        ("KELTERSUND, 14 April 2025 (Northwire) —", "2025-04-14"),
        ("12 March 2025, 10:15", "2025-03-12T10:15"),
        ("March 12, 2025 at 10:15 pm", "2025-03-12T22:15"),
        ("12.05 a.m., March 12, 2025", "2025-03-12T00:05"),
        ("2025-03-12T10:15:20Z", "2025-03-12T10:15:20"),
        ("KELTERSUND, Nov. 12 (Northwire) -", None),
        ("31 February 2025", None),
        ("03/04/2025", None),
        ("between 1 March 2025 and 3 March 2025", None),
        ("March 2025", None),
    ],
)
def test_a_printed_date_counts_when_it_is_one_day_with_its_year(text, value):
    assert (printed_date(text) or Dated(None, "day")).value == value


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 12 March 2025", ("published", "2025-03-12")),
        ("Posted on Wed., Mar. 12, 2025", ("published", "2025-03-12")),
        ("FIRST PUBLISHED 12 March 2025 10:15 GMT", ("published", "2025-03-12T10:15")),
        ("Published: 2025-03-12T10:15Z", ("published", "2025-03-12T10:15")),
        ("Wednesday, 12 March 2025", ("published", "2025-03-12")),
        ("Updated 3:45 PM EST, Wed March 12, 2025", ("modified", "2025-03-12T15:45")),
        ("Last updated: March 13, 2025 at 9:00 am", ("modified", "2025-03-13T09:00")),
        ("The ramp was opened on 12 March 2025.", None),
        ("Published by Kelter Press, 12 March 2025", None),
        ("12 March 2025: the ramp opens", None),
        ("10:15", None),
        ("", None),
    ],
)
def test_a_line_dates_the_article_when_it_says_nothing_else(line, expected):
    found = date_line(line)
    assert (found and (found[0], found[1].value)) == expected


# --- when was it published -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "value", "precision"),
    [
        ("2025-05-07T19:42Z", "2025-05-07T19:42+00:00", "minute"),
        ("2025-05-07T19:42", "2025-05-07T19:42", "minute"),
        ("2025-05-07T19", "2025-05-07T19", "hour"),
        ("2025-05-07T19:42:00", "2025-05-07T19:42:00", "second"),
        ("2025-05-07T19:42:07.123+01:00", "2025-05-07T19:42:07+01:00", "second"),
        ("2025-05", "2025-05", "month"),
        ("2025", "2025", "year"),
    ],
)
def test_a_date_that_was_told_stays_as_fine_as_it_was_told(told, value, precision):
    assert published(BODY, published=told) == ArticleDate(value, precision, "given")


DATED = "KELTERSUND, 14 April 2025 (Northwire) — "


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (BODY, {"url": "https://holm.example/2025/03/12/ferry"}, ArticleDate("2025-03-12", "day", "url")),
        (f"{BODY}\n\nSource: {SLUG}", {}, ArticleDate("2025-03-12T09:30:15", "second", "url")),
        (DATED + BODY, {}, ArticleDate("2025-04-14", "day", "dateline")),
        (f"Ferry sails again\n\nPublished: 15 April 2025\n\n{BODY}", {}, ArticleDate("2025-04-15", "day", "text")),
        (f"{BODY}\n\n15 April 2025", {}, ArticleDate("2025-04-15", "day", "text")),
        # one that was told stands, whatever the text shows; the own address before everything else that is shown
        (DATED + BODY, {"published": "2025-04-16"}, ArticleDate("2025-04-16", "day", "given")),
        (DATED + BODY, {"url": "https://holm.example/2025/04/15/a"}, ArticleDate("2025-04-15", "day", "url")),
        (f"{DATED}{BODY}\n\nSource: {SLUG}", {}, ArticleDate("2025-03-12T09:30:15", "second", "url")),
        # a finer one that agrees completes a coarser one
        (DATED + BODY, {"url": "https://holm.example/2025/04/ferry"}, ArticleDate("2025-04-14", "day", "dateline")),
        # nothing is guessed from a dateline without a year, from dates that the prose tells, or from lines inside the body
        ("KELTERSUND, Nov. 12 (Northwire) — " + BODY, {}, None),
        (BODY + " The ramp was opened on 12 March 2025.", {}, None),
        ("\n\n".join([LEAD] * 6 + ["12 March 2025"] + [MORE] * 6), {}, None),
        (BODY, {}, None),
    ],
)
def test_publication_is_told_or_shown_by_address_line_credit_or_dateline_in_this_order(text, told, expected):
    assert published(text, **told) == expected


def test_a_line_that_says_updated_is_the_change_and_no_publication():
    dates = article_of(f"Ferry sails again\n\nPublished: 3 May 2025\n\nUpdated: 4 May 2025, 10:15\n\n{BODY}").dates
    assert dates.published == ArticleDate("2025-05-03", "day", "text")
    assert dates.modified == ArticleDate("2025-05-04T10:15", "minute", "text")
    assert article_of(f"Ferry sails again\n\nUpdated: 4 May 2025\n\n{BODY}").dates.published is None


# --- where was it taken from -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Source: https://holm.example/a.html", Credit(None, "https://holm.example/a.html")),
        ("Source: Holm Post (https://holm.example/1).", Credit("Holm Post", "https://holm.example/1")),
        ("Source: Holm Post", Credit("Holm Post", None)),
        ("(Source: VNA)", Credit("VNA", None)),
        ("Via www.holm.example/a", Credit(None, "www.holm.example/a")),
        ("h/t: The Holm.", Credit("The Holm", None)),
        ("(h/t HolmSite.)", Credit("HolmSite", None)),
        ("This article was first published by The Holm Post.", Credit("The Holm Post", None)),
        ("This piece first appeared on holm.com", Credit("holm.com", None)),
        ("This story originally appeared in the Kelter Herald on March 3.", Credit("Kelter Herald", None)),
        ("Ann Lee writes for the Kelter Herald, where this piece was first published.", Credit("Kelter Herald", None)),
        ("Reprinted with permission of Holm Books", Credit("Holm Books", None)),
        ("Source: Bureau of Harbour Statistics", None),
        ("Source: WXO", None),
        ("Source: Holm Post, Kelter Herald", None),
        ("Source close to the mayor said that it rained.", None),
        ("Via the old road it takes an hour.", None),
        ("Photo: Jo Lund", None),
        ("https://holm.example/a.html", None),
        ("© 2024 Holm Post", None),
    ],
)
def test_a_credit_line_names_the_outlet_or_its_address_as_written(line, expected):
    assert taken_from(line) == expected


@pytest.mark.parametrize(
    ("dateline", "agency"),
    [
        ("KELTERSUND, Nov. 12 (Westpress) - ", "Westpress"),
        ("KELTERSUND, 14 April 2025 (Northwire) — ", "Northwire"),
        ("OSTRAVA HOLM (North Press Agency) -- ", "North Press Agency"),
        ("New Kelter (AFP) – ", "AFP"),
        ("(AP) — ", "AP"),
        ("AP — ", "AP"),
        ("Dec 29 (Reuters) - ", "Reuters"),
        ("New Delhi, Nov 12 (PTI): ", "PTI"),
        ("(Bloomberg) -- ", "Bloomberg"),
        ("KELTER (PA) — ", "PA"),
        ("Kelter, May 3 (PA) — ", "PA"),
        ("Kelter, May 3 (BSS): ", "BSS"),
        ("New Kelter (Bloomberg) — ", "Bloomberg"),
        ("Sen. Ann Lee (PA) — ", None),
        ("Ann Lee (AAP) — ", None),
        ("Downtown Kelter (map) — ", None),
        ("PETRA — ", None),
        ("KELTERSUND — ", None),
        ("Sen. Ann Lee (R-Holm) — ", None),
        ("SEN. ANN LEE (R-HOLM) — ", None),
        ("KELTERSUND (Calif.) — ", None),
        ("Ann Lee (Captain) — ", None),
        ("KELTERSUND (By Jo Lund) — ", None),
    ],
)
def test_the_brackets_of_a_dateline_name_the_agency_or_something_else(dateline, agency):
    assert dateline_of(dateline + "The ferry sails.").strip() == dateline.strip()
    assert dateline_agency(dateline) == agency


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("© 2024 AFP", "AFP"),
        ("Copyright 2024 The Associated Press. All rights reserved.", "Associated Press"),
        ("By the Associated Press", "Associated Press"),
        ("By Jo Lund | AP", "AP"),
        ("By Jo Lund, Associated Press", "Associated Press"),
        ("— Reuters", "Reuters"),
        ("Reuters", "Reuters"),
        ("By REUTERS STAFF", "REUTERS"),
        ("By AFP", "AFP"),
        ("By PA", "PA"),
        ("© 2024 PA", "PA"),
        ("By Jo Lund, AP Business Writer", "AP"),
        ("By Jo Lund in Kelter for dpa", "dpa"),
        ("By AFP with staff reporters", "AFP"),
        ("BY THE ASSOCIATED PRESS", "ASSOCIATED PRESS"),
        ("By Monday, Reuters had counted nine ferries", None),
        ("By Jo Lund, Holm Post", None),
        ("Reuters reporters were there.", None),
        ("© 2024 Holm Post", None),
        ("By Jo Lund", None),
    ],
)
def test_a_line_of_copyright_or_a_byline_names_a_known_agency(line, agency):
    assert agency_of(line) == agency


@pytest.mark.parametrize("form", sorted(table("anatomy")["shared_agency_forms"].split()))
def test_a_form_that_is_also_something_else_names_an_agency_in_brackets_copyright_and_byline_only(form):
    assert dateline_agency(f"KELTER, May 3 ({form}) - ") == form
    assert agency_of(f"© 2024 {form}") == agency_of(f"By {form}") == form
    assert [agency_of(form), agency_of(f"— {form}"), closing_agency(f"It rained. ({form})")] == [None, None, None]


@pytest.mark.parametrize("names", table("anatomy")["agencies"])
def test_every_name_of_an_agency_is_read_in_its_byline_and_is_the_same_outlet_as_the_others_of_its_group(names):
    assert [agencies_of_byline((f"By {name}",)) for name in names] == [((), (name,)) for name in names]
    assert all(same_outlet(names[0], name) for name in names)


@pytest.mark.parametrize("line", table("anatomy")["agency_sites"].split("\n")[1:-1])
def test_every_site_of_an_agency_belongs_to_one_of_the_table(line):
    site, _, name = line.partition(" ")
    assert any(name in names for names in table("anatomy")["agencies"])
    assert same_outlet(site if "." in site else f"{site}.com", name)


def test_no_name_belongs_to_two_agencies_and_every_shared_form_to_one():
    groups = [{name.casefold() for name in names} for names in table("anatomy")["agencies"]]
    assert sum(map(len, groups)) == len(set().union(*groups))
    assert {form.casefold() for form in table("anatomy")["shared_agency_forms"].split()} <= set().union(*groups)


SIGNED = "(Reporting by Jo Lund in Kelter; Editing by Ann Vik)"


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        (SIGNED, "Reuters"),
        ("(Reporting by Jo Lund; Writing by Ilse Orr; Editing by Ann Vik and Bo Lee.)", "Reuters"),
        ("Additional reporting by Jo Lund and Bo Lee in Kelter; Editing by Ann Vik", "Reuters"),
        ("(Writing by Jo Lund; additional reporting by Bo Lee; editing by Ann Vik)", "Reuters"),
        ("(Reporting by Jo Lund, editing by Ann Vik)", None),
        ("(Reporting by Jo Lund in Kelter)", None),
        ("(Writing by Jo Lund; additional reporting by Bo Lee)", None),
        ("(Editing by Ann Vik)", None),
        ("Jo Lund contributed to this report.", None),
        ("Reporting by the Holm Post showed a gap; editing by hand closed it (see below).", None),
    ],
)
def test_reporters_a_semicolon_and_the_editor_are_the_sign_off_of_one_agency(line, agency):
    assert sign_off_agency(line) == agency


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        (f"{BODY}\n\n{SIGNED}", {"outlet": "Kelter Herald"}, "Reuters"),
        (f"{BODY}\n\n{SIGNED}\n\nFollow us on Twitter", {"url": "https://herald.example/1"}, "Reuters"),
        (f"{BODY}\n\n{SIGNED}", {"outlet": "Reuters"}, None),
        (f"{BODY}\n\n{SIGNED}", {"url": "https://www.reuters.com/1"}, None),
        (f"{BODY}\n\n{SIGNED}", {}, None),
        ("\n\n".join([LEAD] * 6 + [SIGNED] + [MORE] * 6), {"outlet": "Kelter Herald"}, None),
        # whatever names an agency counts before it
        (f"KELTERSUND (Westpress) - {BODY}\n\n{SIGNED}", {"outlet": "Kelter Herald"}, "Westpress"),
        (f"KELTERSUND (Westpress) - {BODY}\n\n{SIGNED}", {"outlet": "Westpress"}, None),
        (f"{BODY}\n\n{SIGNED}\n\nh/t: Holm Post", {"outlet": "Kelter Herald"}, "Holm Post"),
        (f"Ferry sails again\n\nBy AFP\n\n{BODY}\n\n{SIGNED}", {"outlet": "Kelter Herald"}, "AFP"),
    ],
)
def test_a_sign_off_tells_the_agency_under_another_outlets_text_where_nothing_names_one(text, told, name):
    found = taken(text, **told)
    assert (found and found.name) == name
    assert found is None or (found.basis == "sign-off") == (name == "Reuters")


AGENCY = Republished("Westpress", None, None, "agency credit")


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        (f"{BODY}\n\nSource: {SLUG}", {}, Republished(None, "holm.example", SLUG, "credit line")),
        (f"{BODY}\n\nh/t: Holm Post.", {"outlet": "Kelter Herald"}, Republished("Holm Post", None, None, "credit line")),
        ("KELTERSUND, Nov. 12 (Westpress) - " + BODY, {"outlet": "Kelter Herald"}, AGENCY),
        ("KELTERSUND, Nov. 12 (Westpress) - " + BODY, {"url": "https://herald.example/1"}, AGENCY),
        (
            f"Ferry sails again\n\nBy the Associated Press\n\n{BODY}",
            {"outlet": "Kelter Herald"},
            Republished("Associated Press", None, None, "agency credit"),
        ),
        (
            f"Ferry sails again\n\nBy Jo Lund, AP Business Writer\n\n{BODY}",
            {"outlet": "Kelter Herald"},
            Republished("AP", None, None, "agency credit"),
        ),
        (f"{BODY} (AFP)", {"outlet": "Kelter Herald"}, Republished("AFP", None, None, "agency credit")),
        (f"{BODY} (PA)", {"outlet": "Kelter Herald"}, None),
        (f"{BODY} — Reuters", {"outlet": "Kelter Herald"}, Republished("Reuters", None, None, "agency credit")),
        (f"{BODY}\n\nSource: www.holm.example/a", {}, Republished(None, "holm.example", "www.holm.example/a", "credit line")),
        (f"{BODY}\n\nVia holm.example", {}, Republished("holm.example", "holm.example", None, "credit line")),
        # a credit line says more than the dateline that was copied with the text
        (
            f"KELTERSUND (Westpress) - {BODY}\n\nSource: Holm Post",
            {"outlet": "Kelter Herald"},
            Republished("Holm Post", None, None, "credit line"),
        ),
        # the article's own outlet is no other one
        ("KELTERSUND, Nov. 12 (Westpress) - " + BODY, {"outlet": "Westpress"}, None),
        ("KELTERSUND, Nov. 12 (Westpress) - " + BODY, {"url": "https://www.westpress.example/1"}, None),
        ("KELTERSUND (AP) - " + BODY, {"outlet": "The Associated Press"}, None),
        (f"{BODY}\n\nSource: {SLUG}", {"url": "https://holm.example/x"}, None),
        (f"{BODY}\n\nThis article was first published by the Holm Post.", {"outlet": "Holm Post"}, None),
        (f"{BODY}\n\nSource: holm.example", {"url": "https://www.holm.example/x"}, None),
        (f"{BODY} (AFP)", {"outlet": "AFP"}, None),
        # two credits that disagree, sources of figures inside the text, makers of pictures
        (f"{BODY}\n\nh/t: Holm Post\n\nVia Kelter Herald", {}, None),
        ("\n\n".join([LEAD] * 6 + ["Source: Holm Post"] + [MORE] * 6), {"outlet": "Kelter Herald"}, None),
        (f"{LEAD}\n\nMayor Ann Vik stands on the quay. (AP Photo)\n\nReuters\n\n{MORE}", {"outlet": "Kelter Herald"}, None),
        (BODY, {"outlet": "Kelter Herald"}, None),
    ],
)
def test_an_article_was_taken_from_the_outlet_or_agency_that_it_credits_and_not_from_its_own(text, told, expected):
    assert taken(text, **told) == expected


def test_an_agency_in_the_dateline_is_the_outlet_where_no_other_is_known():
    found = article_of("KELTERSUND, Nov. 12 (Westpress) - " + BODY)
    assert (found.outlet, found.republished_from) == (Outlet("Westpress"), None)
    with_credit = article_of(f"KELTERSUND (Westpress) - {BODY}\n\nSource: {SLUG}")
    assert with_credit.outlet is None
    assert with_credit.republished_from.domain == "holm.example"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("AP", "The Associated Press", True),
        ("Northwire", "northwire.example", True),
        ("The Holm Post", "Holm Post", True),
        ("Holm Post", "holmpost.co.example", True),
        ("The Associated Press", "apnews.com", True),
        ("AP", "AP News", True),
        ("Anadolu", "www.aa.com.tr", True),
        ("Xinhua", "news.cn", True),
        ("aa.com.tr", "ab.com.tr", False),
        ("Holm Post", "Kelter Post", False),
        ("AP", "APP", False),
        ("AP", None, False),
        ("", "", False),
    ],
)
def test_names_and_domains_of_one_outlet_are_known_as_the_same(one, other, same):
    assert same_outlet(one, other) is same
    assert same_outlet(other, one) is same


# --- who wrote it --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "persons"),
    [
        ("By Jo Lund", ("Jo Lund",)),
        ("BY JO LUND", ("JO LUND",)),
        ("By Jo Lund and Ann Vik, Staff Writers", ("Jo Lund", "Ann Vik")),
        ("By Jo Lund, Ann Vik and Ilse Orr", ("Jo Lund", "Ann Vik", "Ilse Orr")),
        ("By Jo Lund | 12 March 2025", ("Jo Lund",)),
        ("By Jo van der Lund, Holm Post", ("Jo van der Lund",)),
        ("By Jo Lund in Keltersund", ("Jo Lund",)),
        ("(Reporting by Jo Lund; editing by Ann Vik)", ("Jo Lund",)),
        ("(Reporting by Jo Lund in Kelter and Ann Vik; Additional reporting by Ilse Orr)", ("Jo Lund", "Ann Vik")),
        ("BY JO LUND FOR HOLM POST", ("JO LUND",)),
        ("By Jo Lund, Courier Sports", ("Jo Lund",)),
        ("By Øystein Ås and Łucja Żak", ("Øystein Ås", "Łucja Żak")),
        ("By Reuters and Jo Lund", ("Jo Lund",)),
        ("By The Holm Courier", ()),
        ("By the Associated Press", ()),
        ("By Staff Reporter", ()),
        ("By Holm Post", ()),
        ("By Monday the ramp was open.", ()),
        ("By far the largest ferry of Kelter Lines sails on Monday", ()),
        ("(Editing by Ann Vik)", ()),
        ("Reporting by Northwire showed that Jo Lund, Ann Vik and others were there.", ()),
    ],
)
def test_a_byline_names_persons_and_neither_offices_nor_outlets(line, persons):
    assert persons_of(line) == persons


@pytest.mark.parametrize(
    ("names", "persons", "agencies"),
    [
        (("Associated Press",), (), ("Associated Press",)),
        (("By The Associated Press",), (), ("Associated Press",)),
        (("Ann Lee, Reuters",), ("Ann Lee",), ("Reuters",)),
        (("By REUTERS STAFF",), (), ("REUTERS",)),
        (("AFP with staff reporters",), (), ("AFP",)),
        (("Holm Post Staff, PA",), (), ("PA",)),
        (("Jo Lund", "AFP", "Jo Lund"), ("Jo Lund",), ("AFP",)),
        (("Ann Lee of the Associated Press",), ("Ann Lee",), ("Associated Press",)),
        (("Ann Lee in Kelter for AFP",), ("Ann Lee",), ("AFP",)),
        (("Ann Lee, special to the AP",), ("Ann Lee",), ("AP",)),
        (("AP Business Writer Ann Lee",), ("Ann Lee",), ("AP",)),
        (("Ann Lee Associated Press",), ("Ann Lee",), ("Associated Press",)),
        (("ANN LEE/AP",), ("ANN LEE",), ("AP",)),
        (("Jo Lund (Reuters) | 12 March 2025",), ("Jo Lund",), ("Reuters",)),
        (("News Agency of Nigeria",), (), ("News Agency of Nigeria",)),
        (("Agence France-Presse in Kelter",), (), ("Agence France-Presse",)),
        (("AFP-Jiji",), (), ("AFP", "Jiji")),
        (("reuters", "dpa/jl"), (), ("reuters", "dpa")),
        (("By Ann Lee, Senior Reporter, and Jo Lund Staff Writer",), ("Ann Lee", "Jo Lund"), ()),
        (("Ann Lee, @annlee, Holm Post",), ("Ann Lee",), ()),
        (("Dr. Ann Lee", "Bo Lee, Jr.", "Ann Court"), ("Dr. Ann Lee", "Bo Lee, Jr.", "Ann Court"), ()),
        (("Łucja Żak", "Иван Холм", "林 美子", "홍길동"), ("Łucja Żak", "Иван Холм", "林 美子", "홍길동"), ()),
        (("共同", "홍길동 기자"), ("홍길동",), ("共同",)),
        (("Holm-Redaktion", "From staff and wire reports", "holm.example", "The Holm", "Holm", ""), (), ()),
        ((), (), ()),
    ],
)
def test_printed_bylines_are_sorted_into_persons_and_agencies_without_offices_places_and_outlets(names, persons, agencies):
    assert agencies_of_byline(names) == (persons, agencies)


printed = st.lists(
    st.sampled_from(["By ", "Ann Lee", "AP", ", ", " and ", " of the ", "Reuters", " Staff", "/", "-", "é"]) | st.text()
)


@given(st.lists(printed.map("".join), max_size=4).map(tuple))
def test_whatever_is_printed_persons_and_agencies_stand_in_it_once_and_never_as_both(names):
    persons, agencies = agencies_of_byline(names)
    assert all(any(each in name for name in names) for each in (*persons, *agencies))
    assert len({*persons, *agencies}) == len(persons) + len(agencies)


def test_the_byline_above_the_text_counts_before_the_sign_off_below_it():
    text = f"Ferry sails again\n\nBy Jo Lund\n\n{BODY}\n\n(Reporting by Ann Vik; editing by Ilse Orr)"
    assert article_of(text).byline == ("Jo Lund",)
    assert article_of(text.replace("By Jo Lund\n\n", "")).byline == ("Ann Vik",)
    assert article_of(BODY).byline == ()


def test_a_byline_inside_the_body_is_prose():
    text = "\n\n".join([LEAD] * 6 + ["By Jo Lund"] + [MORE] * 6)
    assert article_of(text).byline == ()


# --- properties ------------------------------------------------------------------------------------------------------------

LINES = [
    LEAD,
    "By Jo Lund",
    "(Reporting by Jo Lund)",
    SIGNED,
    "By Jo Lund, AP Business Writer",
    "Source: Holm Post",
    f"Source: {SLUG}",
    "h/t",
    "© 2024 AFP",
    "KELTERSUND (AP) — ",
    "Published: 3 May 2025",
    "Updated: ",
    "3 May 2025",
    "Photo: ",
    "«é🛳»",
    "(",
]
news = st.lists(st.sampled_from(LINES)).map("\n".join)


@given(news | st.text(), st.none() | st.sampled_from(["Holm Post", "AP", ""]), st.none() | st.sampled_from([SLUG, "x", ""]))
def test_every_name_address_and_person_stands_in_the_text_and_reading_twice_gives_the_same(text, outlet, url):
    found = article_of(text, outlet=outlet, url=url)
    assert found == article_of(text, outlet=outlet, url=url)
    assert all(person in text for person in found.byline)
    source = found.republished_from
    if source:
        assert (source.name or source.domain) is not None
        assert source.basis == "sign-off" or all(part is None or part in text for part in (source.name, source.url))
    if found.dates.published:
        assert found.dates.published.basis in {"url", "text", "dateline"}
