"""Media and places: by what means, and where, words were said; from the words beside the cue and from nothing else.

In the examples <…> is the source, [[…]] the cue and {…} the content of a statement; every cue takes the nearest of both.
"""

import json
import re
import sys
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from conftest import ROOT
from whence.ingest.anatomy import article as article_of
from whence.interpret.media import media
from whence.lexicon.media import (
    addressee,
    dateline_place,
    interviewer,
    media_in,
    medium_of_cue,
    opens_clause,
    places_in,
    says_here,
    twitter,
)
from whence.lexicon.tables import table
from whence.records.article import Given
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Hop, MediumKind, Source, Statement

MARKS = re.compile(r"<(?P<source>[^<>]*)>|\[\[(?P<cue>[^\]]*)\]\]|\{(?P<content>[^{}]*)\}")


def read(marked, act="say", published=None, **more):
    """(article, statements) of texts with marks, one statement for every cue: its source and content are the nearest ones."""
    plain, found, at = "", [], 0
    for match in MARKS.finditer(marked):
        plain += marked[at : match.start()]
        kind = match.lastgroup
        found.append((kind, len(plain), len(plain) + len(match[kind])))
        plain, at = plain + match[kind], match.end()
    plain += marked[at:]
    article = article_of(Given(name="x", text=plain, published=published))

    def nearest(kind, place):
        places = [(start, end) for each, start, end in found if each == kind]
        return tuple(span_of(plain, *each) for each in sorted(places, key=lambda each: abs(each[0] - place))[:1])

    statements = [
        Statement(
            id=str(number),
            source=Source(nearest("source", start)),
            cue=Cue((span_of(plain, start, end),), None, act),
            content=Content(nearest("content", end if plain[end : end + 2] else start)),
            quotation="indirect",
            confidence=1.0,
            **more,
        )
        for number, (start, end) in enumerate((start, end) for kind, start, end in found if kind == "cue")
    ]
    return article, tuple(statements)


def told(marked, **more):
    """[(kind, name, words)] of the statements of a marked text, None where there is no medium."""
    article, statements = read(marked, **more)
    return [
        each.medium and (each.medium.kind, each.medium.name, *(span.text for span in each.medium.spans))
        for each in media(article, statements)
    ]


def places(marked, **more):
    article, statements = read(marked, **more)
    return [each.place and each.place.text for each in media(article, statements)]


# --- media -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "medium"),
    [
        # beside the cue, before or behind what is said
        ("In a statement, <Vik> [[said]] {the ramp was safe}.", ("written statement", None, "a statement")),
        (
            "<Vik> [[said]] in a brief statement late on Monday that {the ramp was safe}.",
            ("written statement", None, "a brief statement"),
        ),
        ("In a statement, <Vik>, who chairs the board, [[said]] {it rained}.", ("written statement", None, "a statement")),
        ("<Vik>, in a statement, [[said]] {the ramp was safe}.", ("written statement", None, "a statement")),
        ("{The ramp is safe}, <Vik> [[said]] in an e-mail statement.", ("written statement", None, "an e-mail statement")),
        ("<The council> [[rejected]] {the claim} in a press release.", ("written statement", None, "a press release")),
        ("<Vik> issued a statement [[saying]] {the ramp was safe}.", ("written statement", None, "a statement")),
        # interviews, conferences, speeches, courts
        ("“{We sail}”, <Vik> [[said]] in an interview with the Holm Post.", ("interview", None, "an interview")),
        ("In a telephone interview <Vik> [[said]] {it rained}.", ("interview", None, "a telephone interview")),
        ("At a news conference on Friday, <Vik> [[said]] {it rained}.", ("news conference", None, "a news conference")),
        ("“{We sail},” <she> [[told]] a news conference.", ("news conference", None, "a news conference")),
        ("<Vik> [[told]] a press briefing {it rained}.", ("news conference", None, "a press briefing")),
        ("In a speech to captains, <Vik> [[said]] {it rained}.", ("speech", None, "a speech")),
        ("<Vik> [[said]] at a rally on Friday that {it rained}.", ("speech", None, "a rally")),
        ("“{It rained},” <Orr> [[told]] a grand jury.", ("testimony", None, "a grand jury")),
        ("<Orr> [[told]] a parliamentary committee {it rained}.", ("testimony", None, "a parliamentary committee")),
        ("<Orr> [[testified]] that {it rained}.", ("testimony", None, "testified")),
        ("In sworn testimony, <Orr> [[said]] {it rained}.", ("testimony", None, "sworn testimony")),
        # posts and networks
        ("On X, <the harbour office> [[said]] {the ramp was safe}.", ("social post", "X", "X")),
        ("<Orr> [[wrote]] on the social platform X {that it rained}.", ("social post", "X", "the social platform X")),
        ("<Orr> [[wrote]] on his Telegram channel {it rained}.", ("social post", "Telegram", "his Telegram channel")),
        ("<The ministry> [[denied]] {this} in a Facebook post.", ("social post", "Facebook", "a Facebook post")),
        ("<Orr> [[complained]] on Instagram: “{It rained}.”", ("social post", "Instagram", "Instagram")),
        ("<Orr> took to Truth Social, [[saying]] {it rained}.", ("social post", "Truth Social", "Truth Social")),
        ("In a statement on Facebook, <Orr> [[said]] {it rained}.", ("social post", "Facebook", "Facebook")),
        ("In a tweet, <Orr> [[said]] {it rained}.", ("social post", "X", "a tweet")),
        ("<Orr> [[tweeted]] {that it rained}.", ("social post", "X", "tweeted")),
        ("<Orr> [[said]] on social media that {it rained}.", ("social post", None, "social media")),
        # messages, calls, letters, broadcasts, documents
        ("<Orr> [[complained]] {of rain} in a text message days before.", ("message", None, "a text message")),
        ("<Orr> [[said]] by email that {it rained}.", ("message", None, "email")),
        ("<Orr> [[said]] in a WhatsApp message {it rained}.", ("message", "WhatsApp", "a WhatsApp message")),
        ("Reached by phone, <Orr> [[said]] {it rained}.", ("phone call", None, "phone")),
        ("On a conference call, <Orr> [[said]] {it rained}.", ("phone call", None, "a conference call")),
        ("<Orr> [[told]] analysts on a call {it rained}.", ("phone call", None, "a call")),
        ("<Orr> [[wrote]] in a note to clients {it rained}.", ("document", None, "a note")),
        ("In a long reply to questions, <Orr> [[said]] {it rained}.", ("written statement", None, "a long reply")),
        ("Speaking on Radio Kelter, <Orr> [[said]] {it rained}.", ("broadcast", "Radio Kelter", "Radio Kelter")),
        ("“{It rained},” <Orr> [[wrote]] in a letter to the council.", ("letter", None, "a letter")),
        ("“{It rained},” <he> [[told]] Radio Holm.", ("broadcast", None, "Radio Holm")),
        ("<Orr> [[said]] on national television {it rained}.", ("broadcast", None, "national television")),
        ("<Lawyers> [[said]] in court papers filed Wednesday {it rained}.", ("document", None, "court papers")),
        ("In its complaint, <the union> [[alleges]] {it rained}.", ("document", None, "its complaint")),
        ("In June <the institute> [[recommended]] in a report that {all sailing stop}.", ("document", None, "a report")),
    ],
)
def test_the_words_beside_a_cue_tell_the_medium(marked, medium):
    assert told(marked) == [medium]


@pytest.mark.parametrize(
    "marked",
    [
        "<Vik> [[said]] {the ramp was safe}.",
        "<Vik> [[told]] reporters {it rained}.",
        "<Vik> [[told]] the coroner {it rained}.",
        "<Vik> [[told]] parliament {it rained}.",
        "<Vik> [[said]] {it rained in a statement}.",  # inside what is said
        "<The statement> [[said]] {it rained}.",  # the holder itself
        "<Vik>, who gave an interview, [[said]] {it rained}.",
        "<Vik> [[said]] {it rained} after a speech.",
        "<Vik> [[said]] {it rained}, as footage spread on Facebook.",  # another clause
        "<Vik> [[said]] {it rained}. In a statement nobody spoke of it.",  # another sentence
        "<Staff> in the email inquiry [[said]] {it rained}.",  # no e-mail, an inquiry
        "She had come for interviews, which she did when <police> [[told]] her {to leave}.",
        "In the run-up to the interview <Vik> [[said]] {it rained}.",
        "During the interview process <Vik> [[said]] {it rained}.",
        "In his post as mayor <Vik> [[said]] {it rained}.",
        "In a blog post <Vik> [[said]] {it rained}.",
        "On X-ray pictures <doctors> [[saw]] {a crack}.",
        "In her opinion, <Vik> [[said]], {it rained}.",
        "In the opening minutes <Vik> [[said]] {it rained}.",
        "In her opening statement <Vik> [[said]] {it rained}.",
        "<Vik> was paid to give speeches, and <she> [[said]] {it rained}.",
    ],
)
def test_other_words_tell_no_medium(marked):
    assert told(marked) == [None]


@pytest.mark.parametrize(
    ("published", "name"), [("2016-10-01", "Twitter"), ("2023-07-23", "Twitter"), ("2023-07-24", "X"), (None, "X")]
)
def test_a_tweet_is_a_post_on_the_network_as_it_was_called_on_the_day(published, name):
    assert told("<Orr> [[tweeted]] {that it rained}.", published=published) == [("social post", name, "tweeted")]
    assert told("<Orr> [[wrote]] on Twitter {that it rained}.", published=published) == [("social post", "Twitter", "Twitter")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # the phrase belongs to the cue before it
        ("<Vik> [[said]] {it rained} and <Orr> [[said]] in a letter {it snowed}.", [None, "letter"]),
        ("<Vik> [[said]] in a letter {it rained}, but <Orr> [[said]] {it snowed}.", ["letter", None]),
        # before the first cue it belongs to that one
        ("In a letter <Vik> [[said]] {it rained}, but <Orr> [[said]] {it snowed}.", ["letter", None]),
        # where the same holder goes on, the medium does too
        ("<Vik> [[wrote]] in a letter {it rained} and [[demanded]] {a ferry}.", ["letter", "letter"]),
        ("In a letter, <Vik> [[wrote]] {it rained} and [[demanded]] {a ferry}.", ["letter", "letter"]),
    ],
)
def test_a_medium_belongs_to_one_cue_and_goes_on_with_its_holder(marked, expected):
    article, statements = read(marked)
    first = statements[0].source
    if marked.count("<") == 1:
        statements = tuple(replace(each, source=first) for each in statements)
    assert [each.medium and each.medium.kind for each in media(article, statements)] == expected


def test_an_occasion_goes_on_in_the_next_sentence_of_the_same_holder():
    text = "“{We sail},” <Vik> [[said]] at a news conference. “{It rained},” <she> [[added]]."
    assert told(text) == [("news conference", None, "a news conference"), ("news conference", None)]
    assert told(text.replace("<she>", "<Orr>"))[1] is None
    assert told(text.replace("conference. “", "conference. The ramp is old. “"))[1] is None
    assert told(text.replace("at a news conference", "in a statement"))[1] is None
    assert told(text, act="feel")[1] is None


def test_words_told_to_whoever_held_the_interview_are_of_the_interview():
    first = "<Vik> [[said]] in an interview with the newspaper Le Kelter that {it rained}."
    assert told(f"{first}\n\n“{{We sail}},” <she> [[told]] Le Kelter.")[1] == ("interview", None)
    assert told(f"{first}\n\n“{{We sail}},” <she> [[told]] Le Holm.")[1] is None


def test_the_words_around_an_inner_cue_are_of_the_inner_statement_only():
    article, (outer, inner) = read("<A woman> [[said]] {x}. <he> [[warned]] {x}.")
    text = "A pilot said she had complained of a leak in a text message days before."
    article = article_of(Given(name="x", text=text))

    def spans(words):
        return (span_of(text, text.index(words), text.index(words) + len(words)),)

    outer = replace(
        outer, source=Source(spans("A pilot")), cue=Cue(spans("said"), None, "say"), content=Content(spans(text[13:-1]))
    )
    inner = replace(
        inner,
        source=Source(spans("she")),
        cue=Cue(spans("had complained"), None, "say"),
        content=Content(spans("of a leak")),
        inside=outer.id,
    )
    found = media(article, (outer, inner))
    assert [each.medium and each.medium.kind for each in found] == [None, "message"]


def test_a_paper_that_is_a_relay_is_no_medium_but_a_letter_is_both():
    for words, kind in [("the filing", None), ("a letter dated May 3", "letter")]:
        article, (statement,) = read(f"<The council> [[believes]] {{it rained}}, according to {words}.")
        start = article.text.index(words)
        hop = Hop("e1", (span_of(article.text, start, start + len(words)),), (), implied=False)
        found = media(article, (replace(statement, hops=(hop,)),))[0].medium
        assert (found and found.kind) == kind


def test_a_quotation_without_a_cue_has_no_medium():
    article, (statement,) = read("In a letter <Vik> [[said]] {it rained}.")
    assert media(article, (replace(statement, cue=Cue((), None, "say")),))[0].medium is None
    assert media(article, ()) == ()


# --- places ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "place"),
    [
        ("During a visit to Kelter on Friday, <Vik> [[told]] the media {it rained}.", "Kelter"),
        ("Speaking in Port St. Holm, <Vik> [[said]] {it rained}.", "Port St. Holm"),
        ("On a trip to New Kelter <Vik> [[said]] {it rained}.", "New Kelter"),
        ("Speaking with reporters in the capital Marnholm on Friday, <Vik> [[said]] {it rained}.", "Marnholm"),
        ("Speaking in Kelter, <Vik> [[said]] {it rained}.", "Kelter"),
        ("<Vik> [[said]] at a news conference in Port Holm {it rained}.", "Port Holm"),
        ("<Vik> [[told]] supporters in Kelter {it rained}.", "Kelter"),
        ("<Vik> [[told]] a crowd in Kelter Tuesday {it rained}.", "Kelter"),
        ("<Vik> [[said]] in Kelter on Monday that {it rained}.", "Kelter"),
        ("<Vik> [[said]] on Monday in Kelter that {it rained}.", "Kelter"),
        ("{The idea} [[was first proposed by]] <President Ann Vik> in February in Kelter.", "Kelter"),
        ("In Kelter on Monday, <Vik> [[said]] {it rained}.", "Kelter"),
        ("At a rally Friday in Port Holm, Kelterland, <Vik> [[said]] {it rained}.", "Port Holm"),
        ("KELTER, Nov. 12 (Westpress) - <Vik> [[told]] owners here today that {it rained}.", "KELTER"),
        ("Port Holm (AP) — <Vik> [[said]] here on Monday {it rained}.", "Port Holm"),
        ("<Vik> [[told]] newsmen at the party's headquarters {it rained}.", "the party's headquarters"),
        ("<Vik> [[told]] a briefing at the town hall that {it rained}.", "the town hall"),
        ("{It rained}, [[said]] <Vik> on Friday before the press in Kelter.", "Kelter"),
    ],
)
def test_the_words_beside_a_cue_tell_the_place_of_speaking(marked, place):
    assert places(marked) == [place]


@pytest.mark.parametrize(
    "marked",
    [
        "<Vik> [[said]] {it rained in Kelter}.",
        "<Vik>, a baker in Kelter, [[said]] {it rained}.",
        "In Kelter, <Vik> leads and [[says]] {it rains}.",
        "<Vik> [[wrote]] in Le Kelter {it rained}.",
        "<Vik> [[said]] in Parliament on Monday {it rained}.",
        "<Vik> [[said]] in English on Monday {it rained}.",
        "<Vik> [[said]] in March last year {it rained}.",
        "Speaking fees came from Wall Street firms, <Vik> [[said]]: {a lot}.",
        "During a visit to Kelter Lines offices <Vik> [[said]] {it rained}.",
        "KELTER (Westpress) — <Vik> [[said]] {it rained here}.",
        "<Vik> [[said]] here on Monday {it rained}.",
        "<Vik> [[told]] reporters at the weekend {it rained}.",
        "<Vik> was speaking in Kelter hours after <Orr> [[said]] {it rained}.",
    ],
)
def test_other_words_tell_no_place_of_speaking(marked):
    assert places(marked) == [None]


# --- the word list ---------------------------------------------------------------------------------------------------------


def test_every_kind_of_the_table_is_one_of_the_contract_and_every_pattern_compiles():
    kinds = {each["kind"] for each in table("media")["kind"]}
    assert kinds | set(table("media")["addressees"]) <= set(get_args(MediumKind))
    assert all(re.compile(pattern) for pattern in table("media")["place"]["phrases"])


def test_the_parts_of_the_list_answer_alone():
    assert [(each.kind, each.name) for each in media_in("in a letter and on X, ")] == [("letter", None), ("social post", "X")]
    assert medium_of_cue("tweeted", "2020-01-01") == ("social post", "Twitter")
    assert medium_of_cue("said") is None
    assert addressee("said", "said a jury", 4) is None
    assert interviewer("in an interview with the newspaper Le Kelter, ") == "Le Kelter"
    assert interviewer("in an interview") is None
    assert opens_clause(" it rained, while ")
    assert not opens_clause(" as much ")
    assert [(each.start, each.end) for each in places_in("Speaking in Kelter, she")] == [(12, 18)]
    assert says_here("she said here today that") == 9
    assert says_here("she said it rained here") is None
    assert dateline_place("PORT HOLM, Nov. 12 (Westpress) - ") == (0, 9)
    assert dateline_place("(AP) — ") is None
    assert twitter(None) == "X"


@pytest.mark.parametrize(
    "text", ["in a " * 4_000, "in " + "a" * 20_000, "during the visit to " * 2_000, "A" * 20_000, "told a " * 3_000]
)
def test_long_lines_are_read_quickly_because_a_phrase_has_few_words(text):
    article, statements = read(f"<Vik> [[said]] {text}{{it rained}}.")
    assert len(media(article, statements)) == 1


# --- properties ------------------------------------------------------------------------------------------------------------

PIECES = [
    "<Vik> ",
    "[[said]] ",
    "{it rained} ",
    "in a letter ",
    "on X ",
    "told a court ",
    "in Kelter ",
    "on Monday ",
    "and ",
    ". ",
    "\n",
    "é🛳 ",
    "“",
    "”",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_only_medium_and_place_change_and_their_words_stand_in_the_text_outside_what_is_said(marked):
    article, statements = read(marked)
    found = media(article, statements)
    assert found == media(article, statements)
    assert [replace(each, medium=None, place=None) for each in found] == list(statements)
    for each in found:
        spans = [*(each.medium.spans if each.medium else ()), *([each.place] if each.place else [])]
        assert all(article.text[span.start : span.end] == span.text != "" for span in spans)
        inside = [(start.start, start.end) for start in each.content.spans]
        assert not any(start < span.end and span.start < end for span in spans for start, end in inside)


def test_on_gold_statements_media_and_places_reach_their_floors(shared):
    """Floors are the bars of the contract's bench; measured 1.00 (19 media) and 1.00 (4 places)."""
    sys.path[:0] = [str(ROOT / "benchmarks"), str(shared / "eval")]
    import readings

    import cases
    import gold

    answers = []
    for reading, _ in gold.gold_readings(shared):
        bare = tuple(replace(each, medium=None, place=None) for each in reading.statements)
        answers.append(json.loads(replace(reading, statements=media(reading.article, bare)).to_json()))
    figures = readings.score(cases.load(shared / "cases"), answers)
    assert figures["medium"]["f1"] >= 0.85
    assert figures["place"]["f1"] >= 0.85
