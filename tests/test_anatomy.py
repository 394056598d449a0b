"""The anatomy of an article: which lines are a paragraph, which paragraph plays which role, and what else is known."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.ingest.anatomy import LINE_BREAK, SPACE, article, lines_of, paragraphs_of
from whence.ingest.urls import domain_of
from whence.lexicon.tables import table
from whence.records.article import ArticleDate, Given, Outlet

LEAD = (
    "The ferry to Ostrava Holm will sail again from Monday, harbour master Ilse Brandvik said after a meeting of the council."
)
MORE = "She did not say who would pay for the new ramp, which has been closed to lorries since the storm in late October."
LAST = "Tickets are on sale at the quay, and the first crossing leaves at seven in the morning if the wind allows it."
BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}"
WRAPPED = """Ferry sails again

The ferry to Ostrava Holm will sail again from Monday, harbour master
Ilse Brandvik said after a meeting of the council that went on until
late in the evening.

She did not say who would pay for the new ramp, which has been closed
to lorries since the storm in late October and will need a new chain
and two new lamps."""

LINE = "a line that is about as long as a line in a letter or a mail"


def article_of(text, **told):
    return article(Given(name="x", text=text, **told))


def paragraphs(text):
    return [text[start:end] for start, end in paragraphs_of(text)]


def blocks(text, **told):
    return [(each.role, text[each.start : each.end]) for each in article_of(text, **told).blocks]


def roles(text, **told):
    return [role for role, _ in blocks(text, **told)]


def role_inside(line):
    """The role of a line that stands between paragraphs of prose."""
    before, role, *after = roles(f"{LEAD}\n\n{line}\n\n{MORE}\n\n{LAST}")
    assert [before, *after] == ["paragraph"] * 3
    return role


# --- paragraphs ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.", ["One."]),
        ("One.\nTwo.", ["One.", "Two."]),
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("\n\n One. \n \t\n\n\tTwo.\n\n", ["One.", "Two."]),
        ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
        ("One.\rTwo.\r\rThree.", ["One.", "Two.", "Three."]),
        ("One.\u2028Two.\u2029Three.\x85Four.\x0cFive.\x0bSix.", ["One.", "Two.", "Three.", "Four.", "Five.", "Six."]),
        ("\xa0One.\u3000\n\u2003Two.\u200b\n\ufeffThree.", ["One.", "Two.", "Three."]),
        ("One\xa0and\u2003two\tand three.", ["One\xa0and\u2003two\tand three."]),
        ("", []),
        (" \r\n\t\n\u2003\u200b\ufeff", []),
    ],
)
def test_a_line_is_a_paragraph_whatever_breaks_it_and_blank_lines_are_none(text, expected):
    assert paragraphs(text) == expected


def test_lines_wrapped_by_hand_are_one_paragraph_up_to_the_blank_line():
    assert paragraphs(WRAPPED) == WRAPPED.split("\n\n")


def test_text_wrapped_by_hand_is_found_with_line_ends_of_windows_and_indented_lines():
    assert paragraphs(WRAPPED.replace("\n", "\r\n")) == WRAPPED.replace("\n", "\r\n").split("\r\n\r\n")
    indented = re.sub(r"(?m)^(?=.)", "   ", WRAPPED)
    assert paragraphs(indented) == [each.strip() for each in indented.split("\n\n")]


@pytest.mark.parametrize(
    ("line", "groups"),
    [
        (LINE * 2, [3, 3]),
        ("One boat and two", [3, 3]),
        (f"{LINE}.", [3, 3]),
        (f"{LINE}.”", [3, 3]),
        (LINE, [6]),
        (LINE, [1] * 6),
        (LINE, [2, 2, 2]),
    ],
    ids=[
        "too long",
        "too short",
        "every line a sentence",
        "every line a quotation",
        "no blank line",
        "every line alone",
        "too few",
    ],
)
def test_lines_stay_paragraphs_of_their_own_where_nothing_shows_that_they_were_wrapped(line, groups):
    text = "\n\n".join("\n".join([line] * count) for count in groups)
    assert paragraphs(text) == [line] * sum(groups)


def test_one_list_in_a_wrapped_text_does_not_hide_that_it_is_wrapped():
    assert paragraphs(f"{WRAPPED}\n\nKeep:\nthe rope") == [*WRAPPED.split("\n\n"), "Keep:\nthe rope"]


# --- titles --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n\r\n"])
@pytest.mark.parametrize(
    "title",
    [
        "Ferry sails again",
        "Ferry to Ostrava Holm sails again after storm, mayor says",
        "LIVE: Ferry sails again",
        "EXCLUSIVE - Ferry sails again",
        "TOP STORIES - Ferry sails again",
        "Brandvik: ‘Ferry sails again’",
        "5 ferries, 3 ramps and 1 storm",
        "«Ferry sails again»",
        "השייט לאי חודש",
        "ةرابعلا",
        "F",
    ],
)
def test_a_short_first_line_without_a_full_stop_is_the_title(title, gap):
    text = f"{title}{gap}{LEAD}{gap}{MORE}"
    assert blocks(text) == [("title", title), ("paragraph", LEAD), ("paragraph", MORE)]
    assert article_of(text).title == title


@pytest.mark.parametrize(
    "title",
    [
        "Ferry Sails Again, Mayor Vows.",
        "Ferry Sails Again on Monday, Said the Mayor of Ostrava Holm.",
        "Sen. Lund, Gov. Orr split on ramp. Ferry waits.",
        "Will the Ferry to Ostrava Holm Sail Again?",
        "Ferry sails again.",
        "Ferry to Ostrava Holm sails again after storm!",
        "Storm closes ramp. Ferry waits.",
    ],
)
def test_a_headline_with_a_full_stop_is_the_title_when_a_blank_line_sets_it_apart(title):
    assert blocks(f"{title}\n\n{BODY}")[0] == ("title", title)
    assert blocks(f"{title}\n{LEAD}\n{MORE}")[0] == ("paragraph", title)


@pytest.mark.parametrize(
    "first",
    [
        LEAD,
        "The ferry sails on Monday.",
        "The ferry sails again.",
        "It was a long winter.",
        "Ferry sails again, Ilse Brandvik said.",
        "Now you can sail again.",
        "Ferry is back at the quay of Ostrava Holm after the storm.",
        "“It sails again.”",
        "“It sails again”, Ilse Brandvik said",
        "There was a storm and the ramp was a ruin.",
        "Ilse Brandvik had a plan:",
        "Ilse Brandvik had a plan,",
        "Storm closes ramp. Ferry waits. Council meets.",
        "KELTERSUND, 14 April (Northwire) — The ferry sails again",
        "Ostrava Holm (Northwire) - Ferry sails again",
        "(Reuters) - Ferry sails again",
        "AP — Ferry sails again",
        "Ferry " * 31,
        "F" * 201,
        "— * —",
    ],
)
def test_the_first_sentence_of_the_body_is_no_title(first):
    text = f"{first}\n\n{BODY}"
    assert roles(text)[0] == "paragraph"
    assert article_of(text).title is None


@pytest.mark.parametrize(
    "dateline",
    [
        "KELTERSUND, 14 April (Northwire) — ",
        "OSTRAVA HOLM (Northwire) - ",
        "ØSTERSUND – ",
        "NEW KELTER -- ",
        "New Kelter (AP) — ",
        "(Reuters) - ",
    ],
)
def test_a_sentence_above_a_dateline_is_the_title_and_the_dateline_opens_the_body(dateline):
    title = "The ferry had a long winter and it is back."
    assert blocks(f"{title}\n\n{dateline}{LEAD}\n\n{MORE}") == [
        ("title", title),
        ("paragraph", dateline + LEAD),
        ("paragraph", MORE),
    ]
    assert roles(f"{title}\n\n{BODY}")[0] == "paragraph"


def test_a_line_under_a_headline_that_is_shorter_than_the_body_speaks_for_the_headline():
    headline = "The ferry sails and the council cheers."
    assert roles(f"{headline}\n\n{BODY}")[0] == "paragraph"
    assert roles(f"{headline}\n\nRamp still closed\n\n{BODY}")[:2] == ["title", "heading"]


@pytest.mark.parametrize("note", ["EDITOR'S NOTE — This story was changed.", "IMAGE — Northwire", "WATCH - The ferry sails"])
def test_a_note_under_the_first_sentence_is_no_dateline_and_makes_it_no_title(note):
    assert roles(f"{LEAD}\n\n{note}\n\n{MORE}")[0] == "paragraph"


def test_a_text_of_one_paragraph_has_no_title():
    assert blocks("Ferry sails again") == [("paragraph", "Ferry sails again")]


def test_a_second_short_line_is_no_title_but_a_heading():
    assert roles(f"Ferry sails again\n\nRamp still closed\n\n{BODY}") == ["title", "heading", *["paragraph"] * 3]


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (LEAD, LEAD),
        ("The ferry sails on Monday.", "The Ferry Sails on Monday"),
        ("“It sails”, Ilse Brandvik said", '"It sails," Ilse Brandvik said'),
        ("IN THE STRASSE nobody said a word.", "In the Straße nobody said a word"),
        ("Source: council pays for ramp", "Source: Council pays for ramp"),
        ("About Keltersund: a town waits", "About Keltersund: a town waits"),
        ("Advertisement", "Advertisement"),
        ("Why is the ramp still closed to lorries?", "Why is the ramp still closed to lorries?"),
    ],
)
def test_a_first_paragraph_that_is_the_title_as_told_is_the_title_but_for_case_and_marks(first, told):
    text = f"{first}\n\n{MORE}"
    assert blocks(text, title=told) == [("title", first), ("paragraph", MORE)]
    assert article_of(text, title=told).title == told


def test_a_title_that_is_told_wins_over_the_one_in_the_text_and_leaves_its_block_alone():
    text = f"Ferry sails again\n\n{BODY}"
    assert article_of(text, title="Another headline").title == "Another headline"
    assert blocks(text, title="Another headline") == blocks(text)


@pytest.mark.parametrize("told", [None, ""])
def test_a_title_told_as_nothing_was_not_told(told):
    assert article_of(f"Ferry sails again\n\n{BODY}", title=told).title == "Ferry sails again"
    assert article_of(BODY, title=told).title is None


def test_a_title_of_nothing_but_marks_matches_no_paragraph():
    assert roles(f"***\n\n{BODY}", title="---")[0] == "paragraph"


# --- credits, teasers, boilerplate, headings -------------------------------------------------------------------------------

CREDITS = [
    "(Reporting by Jo Lund and Ilse Orr; Editing by Ann Vik)",
    "(Additional reporting by Jo Lund)",
    "With reporting by Jo Lund",
    "Jo Lund and Ilse Orr contributed reporting.",
    "Photo by Jo Lund",
    "Image copyright Jo Lund",
    "With files from Northwire",
    "(With agency inputs)",
    "Editor: Jo Lund",
    "— Jo Lund contributed to this report",
    "Reporting by Jo Lund in Kelter and Ilse Orr; Editing by Ann Vik",
    "Additional reporting by Jo Lund, Ilse Orr; Writing by Ann Vik",
    "Reporting by Jo Lund, writing by Ilse Orr, Editing by Ann Vik",
    "Written by Jo Lund on November 7, 2025",
    "Posted by: Ilse Orr",
    "Courtesy of Holm Post",
    "Featured image by Jo Lund/Northwire",
    "doi: https://doi.org/10.9999/k58600-025",
    "By our political staff",
    "This is an edited version of an article that first appeared in the Holm Post.",
    "Picture: Jo Lund / Holm Post",
    "Translated from the German by Jo Lund",
    "(Writing and editing by Jo Lund",
    "Additional reporting by Jo Lund in Keltersund",
    "Source: Northwire",
    "Photos: Jo Lund/Northwire",
    "IMAGE — Northwire",
    "via: www.northwire.example/ferry",
    "Source: https://northwire.example/a/very/long/address?of=the&story=" + "x" * 80,
    "https://northwire.example/ferry",
    "© 2026 Northwire",
    "(c) Northwire",
    "Copyright 2026 Northwire. All rights reserved.",
    "Media contact: Jo Lund, +00 555 0100",
    "Press enquiries : press@northwire.example",
    "-- additional reporting by Jo Lund",
    "Jo Lund and Ilse Orr in Keltersund contributed to this report.",
    "Words: Jo Lund",
    "Translated by Jo Lund and Ann Vik",
    "Photo: courtesy of Jo Lund",
    "(h/t Holm Post.)",
    "h/t Holm Post",
    "(Source: Northwire)",
    "(With inputs from Northwire)",
    "This article was first published by the Holm Post.",
    "This story originally appeared on Northwire",
    "First published in the Holm Post on 3 May.",
    "Reprinted with permission of the Holm Post",
    "Jo Lund via Getty Images.",
    "Jo Lund / Reuters",
    "Getty.",
    "Photo: Jo Lund",
]
TEASERS = [
    "Read more: Who pays for the ramp?",
    "RELATED: Storm closes the harbour",
    "Related » Storm closes the harbour",
    "More on this story: Storm closes the harbour",
    "See also | Storm closes the harbour",
    "Don't miss: Ten quays to see",
    "More: Storm closes the harbour",
    "READ NEXT Storm closes the harbour",
    "WATCH the ferry sail",
    "Watch the film of the crossing below:",
    "See the map above.",
    "More from Holm Post",
    "Most read",
    "In pictures: the old ferry",
    "Also on Holm Post:",
    "More on this story",
    "Why is the ramp still closed to lorries?",
    "Will the ferry ever sail at night?",
]
BOILERPLATE = [
    "Comments (12)",
    "Do you live on the quay? Email news@holmpost.example",
    "Got pictures? Send them to live@holmpost.example",
    "Have you been stuck in the queue? Get in touch: news@holmpost.example",
    "Send your pictures to pictures@holmpost.example",
    "About the Institute: The Ramp Institute was founded in 1911.",
    "Notes to editors: Pictures of the ramp are available on request.",
    "Notes to Editors",
    "What do you think? Let us know in the comments.",
    "Tips? Email jo@holmpost.example",
    "Tell us what you think: letters@holmpost.example",
    "Follow @holmpost",
    "Get our daily newsletter",
    "* Names have been changed.",
    "5 min read",
    "FOR IMMEDIATE RELEASE",
    "Published: 3 May 2026 | Updated: 4 May 2026",
    "-ENDS-",
    "For more information, contact Jo Lund at press@holm.example.",
    "If you have been affected by the flood, call 01234 567890.",
    "Jo Lund can be reached at jo@holmpost.example.",
    "Comments are closed.",
    "The views expressed here are those of the author.",
    "Sign up here for our weekly letter.",
    "Story continues below",
    "3 comments",
    "1024 Shares",
    "Share",
    "ADVERTISEMENT",
    "Share this on your page",
    "Sign up for our morning letter",
    "Click here.",
    "Read the rest of the story here",
    "Follow Jo Lund on Mastodon for more",
    "Editor's note: This story was changed on Tuesday.",
    "EDITOR’S NOTE — This story was changed.",
    "Reach Jo Lund at jo@northwire.example",
    "Contact the newsroom at desk@northwire.example",
    "Harbour reporter Jo Lund at jo@northwire.example",
    "About Kelter Lines: Kelter Lines runs four ferries.",
    "Correction: An earlier version of this article gave another day.",
    "CORRECTION APPENDED.",
    "Clarification: The ferry is called Ilse.",
    "This story has been updated with the words of the mayor.",
    "This article was corrected on 3 May.",
    "An earlier version of this article gave another day.",
    "This is a developing story and will be updated.",
    "Enter your email address:",
    "Leave a comment",
    "Tags: ferry, ramp",
    "Download our app and never miss a crossing.",
    "All rights reserved. No part may be printed.",
    "For more stories like this, check our news page.",
    "For the latest news from the harbour, sign up for our newsletter by clicking here.",
    "Get in touch with our news team by emailing us at desk@holmpost.example.",
    "This article contains affiliate links. The products listed were chosen by the Holm Post.",
    "We may earn a small commission when you buy through them.",
    "Our Standards: The Northwire Principles.",
    "Jo Lund writes on ships for the Holm Post. Follow her on Bluesky.",
    "Statements in this press release that are not facts are hopes.",
    "This release contains forward-looking words.",
]
CAPTIONS = [
    "Mayor Ann Vik and harbour master Ilse Brandvik at the opening of the ramp in Keltersund on March 2",
    "Mayor Ann Vik speaks at a rally in Keltersund on Monday",
    "Workers gather outside the gate of Kelter Lines during the strike on 4 May",
    "Harbour master Ilse Brandvik with the crew of the old ferry in 2019",
    "Mayor Ann Vik. Image: Kelter Lines.",
    "The ramp was closed to lorries for months. (Photo: Jo Lund)",
    "Mayor Ann Vik stands on the quay. (AP Photo/Jo Lund)",
    "Mayor Ann Vik leaves the council after the vote on the ramp. [Jo Lund/Reuters]",
    "Lorries wait at the quay of Ostrava Holm in January [Photo/AFP]",
    "The ramp seen from the ferry in spring. Photograph: Jo Lund/Getty Images",
    "The ferry in its old paint, with all hands on deck (File photo)",
    "FILE PHOTO: Mayor Ann Vik leaves the council, May 4, 2019. REUTERS/Jo Lund",
    "Pictured: Ann Vik on the quay",
    "Archive picture: Mayor Vik at the opening of the ramp",
    "Library image: a lorry on the old ramp",
    "The ramp in May. © Jo Lund",
    "The ramp in May. Photo supplied",
    "The ramp in May - Jo Lund/Holm Post",
    "Ann Vik (left) and Ilse Orr on the quay on Monday.",
    "Image caption, the ramp in May",
    "The ramp in May. (Jo Lund/Holm Post)",
    "Lorries wait at the quay. File photo.",
    "Photo: The burnt roof of the old ramp",
    "Lorries queue at the Kelter bridge on March 2",
    "In this Wednesday, March 2, 2016 file photo, the ferry leaves the quay.",
]
BARE_SENTENCES = [
    "Drivers said the ramp had opened only last month",
    "The ferry was painted twice in a year",
]
HEADINGS = [
    "What happens next",
    "Why the ramp was closed for a year",
    "The long way back to the quay",
    "Vik says ramp was never tested",
    "Ramp still closed",
    "5. The council",
    "14:05 — Ferry leaves the quay",
    "9.30am: Council meets",
    "7h15 - Ramp opens",
    "10:00 GMT | Ferry back",
]
PROSE = [
    "Sources: none that would give a name. The council met twice, and its minutes, all forty pages, tell nothing of it.",
    "The source: a clerk.",
    "Do you live here? Nobody answered.",
    "Got lorries to move? Vik has a plan for that.",
    "About the ramp: nobody wanted to speak of it.",
    "Ends meet, she said, but only just.",
    "Tell us, Vik asked, who paid for the ramp.",
    "Names have been changed on the quay signs, and nobody likes them.",
    "READERS of the Post will know the ramp.",
    "The left (right) lane of the ramp was closed.",
    "Published at last, the papers tell nothing of it.",
    "For more information the council turned to Orr, who had none.",
    "If you are affected, you are not alone, Vik said.",
    "Photos by Orr hang in the council, and nobody looks at them.",
    "Reporting by Northwire showed that the ramp was never tested, and the council has now asked for the papers.",
    "More than forty lorries waited at the quay.",
    "Related costs would be borne by the council.",
    "Watch the ferry, she said.",
    "Share prices of Kelter Lines fell on the news.",
    "Comments by the mayor were not welcome.",
    "3 comments were sent in, and none of them was kind.",
    "“Why is the ramp still closed to lorries?”",
    "Why not?",
    "Why is it closed? Nobody will say. Who would know?",
    "Why the ramp is closed, nobody could tell.",
    "About 40 lorries: that is what the quay can hold.",
    "The editor's note was two lines long.",
    "14:05 was when the ferry left.",
    "14:05 - The ferry left. Nobody waved.",
    "Contact with the ferry was lost at noon.",
    "Copyrighted maps were found on board.",
    "Why had she said that the ramp would open in May?",
    "Did that mean the ferry would stay?",
    "Does Brandvik, like Vik, 40, want a second ferry?",
    "The council met on Monday, and the mayor was at the quay with a photo of the old ferry in her hand.",
    "Ilse Brandvik said she was at the opening of the ramp in Keltersund on March 2",
    "Mayor Ann Vik opened the ramp in Keltersund on March 2",
    "The ferry sails to Ostrava Holm (AP).",
    "This article of the law was changed in May.",
    "The story was first published in 1911, and nobody has read it since.",
    "By Monday morning the ramp was open and the lorries were gone.",
    "“Ramp still closed”",
    "ramp still closed",
]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        (line, role)
        for role, cases in [
            ("credit", CREDITS),
            ("teaser", TEASERS),
            ("boilerplate", BOILERPLATE),
            ("heading", HEADINGS),
            ("caption", [*CAPTIONS, *BARE_SENTENCES]),
            ("paragraph", PROSE),
        ]
        for line in cases
    ],
)
def test_a_line_inside_the_body_has_the_role_that_its_wording_shows(line, role):
    assert role_inside(line) == role


@pytest.mark.parametrize("line", ["Why is the ramp still closed to lorries?", "Will the ferry ever sail at night?"])
def test_a_question_at_the_edge_of_the_body_is_no_teaser(line):
    assert roles(f"{BODY}\n\n{line}")[-1] == "paragraph"
    assert roles(f"{line}\n{BODY}")[0] == "paragraph"


@pytest.mark.parametrize(
    "line", ["(Reporting by Jo Lund)", "Comments (12)", "https://northwire.example/ferry", "Photo: Jo Lund"]
)
def test_a_credit_or_boilerplate_above_the_body_is_no_title(line):
    assert roles(f"{line}\n\n{BODY}")[0] in ("credit", "boilerplate")


def test_a_headline_that_opens_like_a_teaser_is_the_title_all_the_same():
    assert blocks(f"MORE FERRIES FOR OSTRAVA HOLM\n\n{BODY}")[0] == ("title", "MORE FERRIES FOR OSTRAVA HOLM")


@pytest.mark.parametrize("opening", ["Editor's note: ", "About Kelter Lines: ", "Statements in this release that "])
def test_a_line_longer_than_any_note_is_prose_whatever_it_begins_with(opening):
    assert role_inside(opening + "was " * 400) == "boilerplate"
    assert role_inside(opening + "was " * 700) == "paragraph"


def test_an_address_alone_in_its_line_is_a_credit_unless_it_is_longer_than_any_address():
    assert role_inside("https://northwire.example/" + "x" * 2_000) == "credit"
    assert role_inside("https://northwire.example/" + "x" * 3_000) == "paragraph"


def test_many_questions_in_lines_of_their_own_are_an_interview_and_no_teasers():
    questions = ["Why is the ramp closed to lorries?", "Who pays for the ferry?", "When will the ferry sail?"]
    for count, role in ((1, "teaser"), (2, "teaser"), (3, "paragraph")):
        text = "\n\n".join([LEAD, *(f"{question}\n\n{MORE}" for question in questions[:count]), LAST])
        assert roles(text) == ["paragraph", *[role, "paragraph"] * count, "paragraph"]


def test_lines_with_bullets_or_numbers_that_count_up_are_a_list():
    assert roles(f"{LEAD}\n- A rope for the ferry\n- A lamp for the ramp\n{LAST}") == ["paragraph", "list", "list", "paragraph"]
    assert roles(f"{LEAD}\n1. The ramp.\n{MORE}\n2. The ferry.\n{LAST}")[1::2] == ["list", "list"]
    assert roles(f"{LEAD}\n- A rope alone.\n{LAST}")[1] == "paragraph"
    assert roles(f"{LEAD}\n1. The ramp.\n{MORE}\n3. The ferry.\n{LAST}")[1::2] == ["paragraph", "paragraph"]


def test_lines_that_begin_with_the_time_are_items_of_a_live_page_and_times_alone_their_headings():
    assert roles(f"{LEAD}\n9:30 a.m. The ramp opens.\n10:15 The ferry leaves.\n{LAST}")[1:3] == ["live item"] * 2
    assert roles(f"{LEAD}\n9:30 a.m.\n{MORE}\n10:15 a.m.\n{LAST}")[1::2] == ["heading", "heading"]
    assert roles(f"{LEAD}\n10:15 The ferry leaves.\n{MORE}\n{LAST}")[1] == "paragraph"


def test_a_line_behind_the_mark_of_a_quoted_mail_is_a_blockquote():
    assert role_inside("> We shall sail on Monday.") == "blockquote"


def test_lines_without_full_stops_tell_nothing_where_the_text_has_none():
    caption = CAPTIONS[0]
    bare = [LEAD[:-1], MORE[:-1], caption, LAST[:-1]]
    assert roles("\n\n".join(bare))[1:] == ["paragraph"] * 3


def test_bylines_and_dates_are_credits_and_boilerplate_at_the_edges_of_the_text_only():
    for line, role in [
        ("By Jo Lund", "credit"),
        ("By the Associated Press", "credit"),
        ("Published: 3 May 2025", "boilerplate"),
    ]:
        assert roles(f"Ferry sails again\n\n{line}\n\n{BODY}")[1] == role
        inside = roles("\n\n".join([LEAD] * 7 + [f"{line}."] + [MORE] * 7))
        assert inside == ["paragraph"] * 15


def test_a_note_of_several_wrapped_lines_is_prose_not_its_first_line_alone():
    text = f"{WRAPPED}\n\n(Reporting by Jo Lund)"
    assert blocks(text)[-1] == ("credit", "(Reporting by Jo Lund)")
    assert roles(text) == ["title", "paragraph", "paragraph", "credit"]


@pytest.mark.parametrize("name", sorted(set(table("anatomy")) - {"agencies"}))
def test_every_pattern_of_the_table_compiles_and_matches_no_empty_line(name):
    entry = table("anatomy")[name]
    for pattern in entry if isinstance(entry, list) else [entry]:
        assert not re.compile(pattern).match("")


@pytest.mark.parametrize("name", ["credit", "teaser", "boilerplate", "heading"])
def test_every_pattern_for_a_line_has_an_example_here_and_reads_to_the_end_of_the_line(name):
    cases = {"credit": CREDITS, "teaser": TEASERS, "boilerplate": BOILERPLATE, "heading": HEADINGS}[name]
    for pattern in table("anatomy")[name]:
        assert any(re.match(pattern, case) for case in cases), pattern
        assert pattern.endswith("$")


# --- offsets -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "🛳️ The 👩‍🔧 and the 👨‍👩‍👧 sail.",
        "Ze\u0301 Lindqvist a\u0308nderte nichts.",
        "𝔉erry 🇳🇴🇸🇪 back.",
        "קפטן אורי אמר: ״נפליג״.",
        "قالت إلسا: «سنبحر».",
        "mixed עברית and العربية \u202bhere\u202c.",
        "ก็จะไป",
    ],
)
def test_offsets_count_code_points_so_that_a_block_is_exactly_its_line(line):
    text = f"  {line}\r\n\r\n\t{LEAD} {line}\r\n{line}  "
    assert [each for _, each in blocks(text)] == [line, f"{LEAD} {line}", line]


def test_the_text_is_kept_as_it_was_given():
    text = "\ufeff One.\r\n\r\n\x07Two. \n"
    assert article_of(text).text == text


@pytest.mark.parametrize(
    "text",
    [
        "x" * 1_000_000,
        "a" + " " * 1_000_000 + "b",
        f"Ferry sails.\n\n{'A.-' * 300_000}",
        "About Kelter:" + " Kelter" * 150_000,
        "“" * 1_000_000,
    ],
    ids=["letters", "spaces", "capitals", "words", "marks"],
)
def test_a_line_of_a_million_characters_is_one_paragraph(text):
    role, block = blocks(text)[-1]
    assert (role, block) == ("paragraph", text.split("\n")[-1])


def test_a_text_without_words_has_no_blocks_and_no_title():
    found = article_of(" \n\u200b\n\t")
    assert (found.blocks, found.title) == ((), None)


PIECES = [
    LEAD,
    "Ferry sails again",
    "(Reporting by Jo Lund)",
    "Comments (3)",
    "Why is the ramp closed to lorries?",
    "WATCH",
    "9:30 - Ferry back",
]
BREAKS = ["\n", "\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"]
news = st.lists(st.sampled_from([*PIECES, *BREAKS, " ", "\t", "\xa0", "🛳️", "e\u0301", "ש", "."])).map("".join)
wrapped = st.lists(
    st.sampled_from(["\n", "\n\n", "\r\n", "x" * 45 + " y", "a line of text that is as long as a line in mail is"])
).map("".join)
anything = st.text() | st.text(alphabet=" \t\r\n\x0b\x1c\x85\xa0\u200b\u2028\ufeffaB.“é🛳") | news | wrapped


@given(anything)
def test_blocks_lie_in_the_text_in_order_without_overlap_or_outer_space_and_leave_out_only_space(text):
    at = 0
    for block in article_of(text).blocks:
        assert at <= block.start < block.end <= len(text)
        assert set(text[at : block.start]) <= set(SPACE) | set("\n\r\f\v\x85\u2028\u2029")
        inside = text[block.start : block.end]
        assert inside == inside.strip() == inside.strip(SPACE)
        at = block.end
    assert not text[at:].strip().strip(SPACE + "\n\r\f\v\x85\u2028\u2029")


@given(anything)
def test_every_line_of_a_text_is_found_once_and_only_wrapped_ones_share_a_block(text):
    lines = list(lines_of(text))
    assert len(lines) == len(LINE_BREAK.findall(text)) + 1
    extents = paragraphs_of(text)
    for start, end in lines:
        assert start == end or sum(first <= start and end <= last for first, last in extents) == 1
    if extents != [line for line in lines if line[0] < line[1]]:
        assert "\n\n" in LINE_BREAK.sub("\n", re.sub(f"[{SPACE}]", "", text))


@given(anything, st.none() | anything)
def test_at_most_the_first_block_is_a_title_and_nothing_is_left_to_chance(text, title):
    found = article_of(text, title=title)
    assert all(block.role != "title" for block in found.blocks[1:])
    assert found == article_of(text, title=title)
    if found.blocks and found.blocks[0].role == "title" and not title:
        assert found.title == text[found.blocks[0].start : found.blocks[0].end]


@given(news, st.sampled_from(BREAKS[2:]))
def test_the_kind_of_line_break_makes_no_difference_to_the_blocks(text, mark):
    plain = LINE_BREAK.sub("\n", text)
    assert blocks(plain) == [(role, LINE_BREAK.sub("\n", block)) for role, block in blocks(plain.replace("\n", mark))]


# --- facts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://northwire.example/ferry", "northwire.example"),
        ("http://www.northwire.example", "northwire.example"),
        ("HTTPS://WWW.Northwire.Example/Ferry", "northwire.example"),
        ("https://news.northwire.example:8443/a?b=c#d", "news.northwire.example"),
        ("https://jo:pw@northwire.example/", "northwire.example"),
        ("https://northwire.example?ferry", "northwire.example"),
        ("https://wwwnorthwire.example/", "wwwnorthwire.example"),
        ("https://keltersünd.example/", "keltersünd.example"),
        ("northwire.example/ferry", None),
        ("mailto:jo@northwire.example", None),
        ("/ferry", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_the_domain_of_an_address_is_its_host_in_small_letters_without_www(url, domain):
    assert domain_of(url) == domain


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("Holm Post", None, Outlet("Holm Post", None)),
        (None, "https://www.holm.example/1", Outlet(None, "holm.example")),
        ("Holm Post", "https://www.holm.example/1", Outlet("Holm Post", "holm.example")),
        ("", "https://www.holm.example/1", Outlet(None, "holm.example")),
        (None, "no address", None),
        ("", "", None),
        (None, None, None),
    ],
)
def test_an_outlet_is_known_by_the_name_told_and_by_the_domain_of_the_address(outlet, url, expected):
    found = article_of(BODY, outlet=outlet, url=url)
    assert found.outlet == expected
    assert found.url == (url or None)


@pytest.mark.parametrize(
    ("published", "value", "precision"),
    [
        ("2026-03-12", "2026-03-12", "day"),
        ("20260312", "2026-03-12", "day"),
        ("2026-W11-4", "2026-03-12", "day"),
        ("2026-03-12T09:30:15", "2026-03-12T09:30:15", "second"),
        ("2026-03-12 09:30:15", "2026-03-12T09:30:15", "second"),
        ("20260312T093015", "2026-03-12T09:30:15", "second"),
        ("2026-03-12T09:30:15Z", "2026-03-12T09:30:15+00:00", "second"),
        ("2026-03-12T09:30:15+0100", "2026-03-12T09:30:15+01:00", "second"),
    ],
)
def test_a_date_that_was_told_is_written_in_one_form(published, value, precision):
    dates = article_of(BODY, published=published).dates
    assert dates.published == ArticleDate(value, precision, "given")
    assert dates.modified is dates.captured is None


@pytest.mark.parametrize("published", [None, ""])
def test_no_date_told_is_no_date_known(published):
    assert article_of(BODY, published=published).dates.published is None


@pytest.mark.parametrize("published", ["12 March 2026", "2026-02-30", "2026-03-12T25:00", "soon " * 100])
def test_a_date_that_is_none_is_an_error_of_this_input(published):
    with pytest.raises(InputError, match="not an ISO 8601 date") as wrong:
        article_of(BODY, published=published)
    assert wrong.value.name == "x"
    assert len(wrong.value.message) < 100


def test_the_id_tells_articles_apart_by_text_address_outlet_and_date_and_not_by_name_or_title():
    facts = [{}, {"url": "https://holm.example/1"}, {"outlet": "Holm Post"}, {"published": "2026-03-12"}]
    assert len({article_of(text, **told).id for text in (BODY, BODY + " ") for told in facts}) == 8
    assert article(Given(name="y", text=BODY, title="Ferry")).id == article_of(BODY).id
    assert re.fullmatch("[0-9a-f]{16}", article_of(BODY).id)
