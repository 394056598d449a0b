"""A trace on a terminal: dates, lanes and steps, the words for them, and the copies; `traced` is their tiny language."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from randomtraces import traces
from test_report import REORDERING, STEERING
from traces import story, traced
from whence.records.article import ArticleDate
from whence.records.spans import span_of
from whence.records.trace import Independent
from whence.report import copies_terminal, trace_terminal
from whence.report.copies import groups, passages
from whence.report.copies_terminal import shortened
from whence.report.lanes import views
from whence.report.moments import between, in_full, in_short, moment_of
from whence.report.tracefacts import TraceFacts
from whence.report.tracewords import began, closed, count_line, count_of, how

TWO = """
    a | Holm Post | 2025-03-04T06:30 | “The lock was shut,” Oda Brandt said. It rained.
    b | Quay News | 2025-03-05 | The lock was shut, according to the Holm Post.
"""
CLAIM = """
    claim The lock was shut
    a: The lock was shut | Oda Brandt | said
    b: The lock was shut
"""
LANE = """
    origin Oda Brandt (named person): a b
    b cites a: according to the Holm Post
"""


def plain(made, width=200, **more):
    return trace_terminal.render(*made, width, False, **more)


def lane(made, number=0):
    """The lane of this number of the first claim, with the facts of its trace."""
    facts = TraceFacts(*made)
    several, single = views(facts)
    return facts, (several + single)[0].lanes[number]


def steps(made, number=0):
    """{article: [(giver, because)]} of a lane."""
    _, found = lane(made, number)
    return {each.article: [(step.giver, step.because) for step in each.steps] for each in found.carriers}


def told(made, number=0):
    """{article: [how it has the claim]} of a lane."""
    facts, found = lane(made, number)
    return {each.article: [how(facts, found, step) for step in each.steps] for each in found.carriers}


def marks(made, number=0):
    return {each.article: set(each.marks) for each in lane(made, number)[1].carriers}


# --- dates ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "full", "short"),
    [
        ("2025-03-04", "4 March 2025", "4 Mar"),
        ("2025-03-04T06:30", "4 March 2025, 06:30", "4 Mar, 06:30"),
        ("2025-03-04T06:30:10Z", "4 March 2025, 06:30 UTC", "4 Mar, 06:30"),
        ("2025-03-04T06:30:00+01:00", "4 March 2025, 06:30 +01:00", "4 Mar, 06:30"),
        ("2025-03-04T06:30-05:00", "4 March 2025, 06:30 -05:00", "4 Mar, 06:30"),
        ("2025-03", "March 2025", "March 2025"),
        ("2025", "2025", "2025"),
        ("soon", "soon", "soon"),
    ],
)
def test_a_date_is_told_as_finely_as_it_is_known(value, full, short):
    date = ArticleDate(value, "day", "given")
    assert (in_full(date), in_short(date)) == (full, short)


def test_an_article_without_a_date_has_no_moment_and_says_so():
    assert (in_full(None), in_short(None), moment_of(None)) == ("no date", "no date", None)


@pytest.mark.parametrize("value", ["", "soon", "2025-13-01", "0000-01-01", "2025-02-30", "0001-01-01T00:00+14:00x", "99999"])
def test_what_is_no_date_has_no_moment(value):
    assert moment_of(ArticleDate(value, "day", "given")) is None


def test_moments_are_compared_in_utc_and_a_day_begins_with_its_first_moment():
    values = ["2025", "2025-03", "2025-03-04", "2025-03-04T00:30", "2025-03-04T02:00+01:00", "2025-03-04T01:30Z", "2025-03-05"]
    seconds = [moment_of(ArticleDate(value, "day", "given")).seconds for value in values]
    assert seconds == sorted(seconds)


@given(st.text("0123456789-T:Z+ W", max_size=26))
def test_no_value_of_a_date_breaks_its_words(value):
    date = ArticleDate(value, "day", "given")
    moment_of(date)
    assert isinstance(in_full(date) + in_short(date) + between([date]), str)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (["2025-03-04", "2025-03-04T10:00"], "4 March 2025"),
        (["2025-03-08", "2025-03-04"], "4 to 8 March 2025"),
        (["2025-04-30", "2025-05-02"], "30 April to 2 May 2025"),
        (["2024-12-31", "2025-01-02"], "31 December 2024 to 2 January 2025"),
        (["x"], ""),
        ([], ""),
    ],
)
def test_days_from_first_to_last_share_month_and_year(values, words):
    assert between([ArticleDate(value, "day", "given") for value in values]) == words


# --- lanes and steps -----------------------------------------------------------------------------------------------------


def test_a_citation_goes_to_the_article_whose_words_prove_it():
    assert steps(traced(TWO, CLAIM + LANE)) == {"a": [(None, "source")], "b": [("a", "citation")]}


def test_a_citation_without_words_goes_to_the_later_article():
    made = traced(TWO, CLAIM + "origin Oda Brandt (named person): a b\na cites b")
    assert steps(made) == {"a": [(None, "source")], "b": [("a", "citation")]}


@pytest.mark.parametrize(
    ("sign", "expected"),
    [
        (">", {"a": [(None, "source")], "b": [("a", "copy")]}),
        ("<", {"a": [("b", "copy")], "b": [(None, "source")]}),
        ("=", {"a": [(None, "copy")], "b": [(None, "copy")]}),
        ("?", {"a": [(None, "copy")], "b": [(None, "copy")]}),
    ],
)
def test_a_copy_goes_the_way_that_its_origin_tells(sign, expected):
    made = traced(TWO, CLAIM + f"origin Oda Brandt (named person): a b\na copies b\ncopy a {sign} b edited: lock was shut")
    assert steps(made) == expected


@pytest.mark.parametrize("verb", ["agency", "document", "utterance", "holder", "quotes"])
def test_what_two_articles_share_leads_both_back_to_the_source_of_the_lane(verb):
    made = traced(TWO, CLAIM + f"origin Oda Brandt (named person): a b\nb {verb} a: The lock was shut")
    assert {giver for found in steps(made).values() for giver, _ in found} == {None}
    assert told(made)["b"] == [told(made)["a"][0].replace("Quay News", "Holm Post")]


THREE = TWO + "c | Canal Gazette | 2025-03-06 | The lock was shut, says the Quay News.\n"


def test_what_an_article_took_from_another_is_not_told_as_shared_too():
    extra = (
        "c: The lock was shut\norigin Oda Brandt (named person): a b c\nb cites a\nc cites b: says the Quay News\nc utterance a"
    )
    assert steps(traced(THREE, CLAIM + extra)) == {
        "a": [(None, "same utterance")], "b": [("a", "citation")], "c": [("b", "citation")]
    }  # fmt: skip


CIRCLE = (
    CLAIM
    + """
    c: The lock was shut
    origin : a b c
    c cites b: says the Quay News
    circle a b a: b: according to the Holm Post
"""
)


def test_a_circle_has_a_step_for_each_of_its_articles_whatever_the_merges_tell():
    _, found = lane(traced(THREE, CIRCLE))
    circular = {(step.taker, step.giver) for each in found.carriers for step in each.steps if step.circular}
    assert circular == {("a", "b"), ("b", "a")}
    assert marks(traced(THREE, CIRCLE))["c"] == set()


def test_an_article_that_no_origin_has_stands_in_a_lane_of_its_own():
    made = traced(TWO, CLAIM + "origin Oda Brandt (named person): a")
    assert steps(made, 1) == {"b": [(None, "source")]}
    assert marks(made, 1) == {"b": {"no source"}}


def test_an_article_may_stand_in_two_lanes():
    made = traced(TWO, CLAIM + LANE + "origin the log (document): b")
    assert list(steps(made, 0)) == ["a", "b"]
    assert list(steps(made, 1)) == ["b"]


def test_articles_of_a_lane_stand_from_the_oldest_on_and_without_a_date_last():
    text = "a | A | | x x\nb | B | 2025-03-05 | x x\nc | C | 2025-03-04T10:00 | x x\nd | D | 2025-03-04T09:00 | x x"
    made = traced(text, "claim x\na: x\nb: x\nc: x\nd: x\norigin : a b c d")
    assert list(steps(made)) == ["d", "c", "b", "a"]


@pytest.mark.parametrize(
    ("line", "article", "mark"),
    [
        ("first b earliest publication", "b", "first"),
        ("witness a", "a", "witness"),
        ("dropped a -> b: lock was shut -> lock was shut", "b", "hedge dropped"),
    ],
)
def test_a_mark_is_on_the_article_that_it_is_about(line, article, mark):
    found = marks(traced(TWO, CLAIM + LANE + line))
    assert {key for key, those in found.items() if mark in those} == {article}


def test_an_article_is_hedged_when_all_its_wordings_are():
    claim = "claim lock\na~: The lock was shut\nb~: The lock was shut\nb: lock\norigin : a b"
    assert ["hedged" in found for found in marks(traced(TWO, claim)).values()] == [True, False]


def test_who_states_a_source_that_is_not_known_is_not_said_to_state_none():
    made = traced(TWO, CLAIM + "origin : a\norigin : b")
    assert (told(made, 0), marks(made, 0)) == ({"a": ["source not identified"]}, {"a": set()})
    assert (told(made, 1), marks(made, 1)) == ({"b": ["states no source"]}, {"b": {"no source"}})


def test_what_an_article_says_itself_is_proved_by_the_sentence_that_names_the_source_nearest_to_it():
    text = "Oda Brandt came home. It rained. The lock was shut. So Oda Brandt told the council."
    facts = TraceFacts(*traced(f"a | Holm Post | 2025-03-04 | {text}", """
        claim The lock was shut
        a*: The lock was shut
        origin Oda Brandt (named person): a
        count exact 1
        """))  # fmt: skip
    assert (
        facts.naming("a", "Oda Brandt", facts.trace.claims[0].statements[0].content[0]).text
        == "So Oda Brandt told the council."
    )
    assert facts.naming("a", "Bo Marr", facts.trace.claims[0].statements[0].content[0]) is None


def test_claims_of_most_articles_come_first():
    made = traced(THREE, "claim It rained\na: It rained", CLAIM, CLAIM + "c: The lock was shut")
    several, single = views(TraceFacts(*made))
    assert ([len(each.articles) for each in several], [each.claim.wording for each in single]) == ([3, 2], ["It rained"])


# --- words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("independent", "line", "figure"),
    [
        (Independent(2, "exact", ()), "2 (exact)", "2"),
        (Independent(2, "at_most", ()), "at most 2", "≤ 2"),
        (Independent(None, "unknown", ()), "unknown", "?"),
        (Independent(3, "unknown", ()), "unknown", "?"),
        (Independent(None, "exact", ()), "unknown", "?"),
    ],
)
def test_the_number_of_origins_is_told_with_what_kind_of_number_it_is(independent, line, figure):
    assert (count_line(independent), count_of(independent)[0]) == (line, figure)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("first a earliest publication", "Holm Post, 4 March 2025, 06:30 (published before the others)"),
        ("first a original document", "Holm Post, 4 March 2025, 06:30 (it holds the original document)"),
        ("first outside", "outside these articles"),
        ("", "cannot be told"),
    ],
)
def test_where_a_claim_began_is_told_with_its_reason(line, words):
    facts = TraceFacts(*traced(TWO, CLAIM + LANE + line))
    assert began(facts, facts.trace.claims[0]) == words


def test_two_articles_of_one_outlet_are_told_apart_by_their_dates():
    made = traced(TWO.replace("Quay News", "Holm Post"), CLAIM + LANE)
    assert told(made)["b"] == ["cites Holm Post (4 Mar, 06:30)"]


def test_two_articles_of_one_outlet_without_dates_are_told_apart_by_their_inputs():
    made = traced("a | Holm Post | | It rained.\nb | Holm Post | | It rained, the Post says.", "claim It rained\na: It rained")
    assert TraceFacts(*made).called("b") == "Holm Post (b.txt)"


@pytest.mark.parametrize(("text", "ended"), [("a", "a."), ("a.", "a."), ("a …", "a …")])
def test_a_sentence_is_closed_once(text, ended):
    assert closed(text) == ended


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("lock was", "“The lock was shut,” Oda Brandt said."),
        ("rained", "It rained."),
        ("said. It", "“The lock was shut,” Oda Brandt said. It rained."),
    ],
)
def test_the_sentence_around_a_span_is_whole_and_several_where_it_goes_over_their_ends(words, sentence):
    facts = TraceFacts(*traced(TWO, CLAIM))
    text = facts.facts("a").reading.article.text
    start = text.index(words)
    assert facts.sentence("a", span_of(text, start, start + len(words))).text == sentence


def test_a_span_of_another_text_is_left_as_it_is():
    facts = TraceFacts(*traced(TWO, CLAIM))
    other = span_of("something else", 0, 9)
    assert facts.sentence("a", other) == facts.sentence("not there", other) == other


# --- the report ----------------------------------------------------------------------------------------------------------


def test_a_report_tells_claim_count_beginning_origin_articles_and_proof():
    made = traced(TWO, CLAIM + LANE + "first a cited by the others\ncount exact 1: one person's word", query="lock")
    assert plain(made).splitlines() == [
        "Trace of “lock”: two articles, 1 claim made in several of them, 0 in one",
        "",
        "“The lock was shut”",
        "2 articles, 4 to 5 March 2025",
        "independent origins: 1 (exact)",
        "– one person's word",
        "where it began: Holm Post, 4 March 2025, 06:30 (the others cite it)",
        "└── origin 1: Oda Brandt",
        "    ├── Holm Post, 4 March 2025, 06:30 · began here",
        "    │   “The lock was shut”",
        "    │   from Oda Brandt: “Oda Brandt said”",
        "    └── Quay News, 5 March 2025",
        "        “The lock was shut”",
        "        cites Holm Post: “according to the Holm Post”",
        "",
    ]


@pytest.mark.parametrize(
    ("lines", "shown"),
    [
        ("against b: according to", "says the opposite: Quay News, 5 March 2025\n    “according to”"),
        ("corrected b", "takes it back: Quay News, 5 March 2025"),
        ("against b: lock\ncorrected b", "says the opposite and takes it back: Quay News"),
        ("dropped a -> b: lock -> lock was", "hedge dropped\n    Holm Post: “lock”\n    → Quay News: “lock was”"),
        ("circle a b a: b: the Holm", "in a circle: Holm Post takes it from Quay News and Quay News from Holm Post\n"
         "    – Quay News: “The lock was shut, according to the Holm Post.”"),
        ("said 2025-03-02: a\nsaid ?: b\nsaid ?: b", "said on several occasions\n    – on 2 March 2025: Holm Post\n"
         "    – on a day that is not told: Quay News"),
        ("witness a", "Holm Post, 4 March 2025, 06:30 · heard or saw it itself"),
    ],
)  # fmt: skip
def test_a_report_tells_what_is_against_a_claim_and_what_became_of_it(lines, shown):
    text = [line.lstrip("│├└─ ") for line in plain(traced(TWO, CLAIM + LANE + lines)).splitlines()]
    assert "\n".join(each.strip() for each in shown.splitlines()) in "\n".join(text)


def test_a_long_chain_is_told_back_to_its_source():
    extra = "c: The lock was shut\norigin a man (anonymous): a b c\nb cites a: the Holm Post\nc cites b: says the Quay News"
    assert "Canal Gazette ← Quay News ← Holm Post ← a man (not named)" in plain(traced(THREE, CLAIM + extra))


def test_a_circle_is_not_followed_for_ever():
    assert "Canal Gazette ←" not in plain(traced(THREE, CIRCLE))


def test_a_bare_name_is_proved_by_its_sentence():
    made = traced(TWO, CLAIM + "origin Oda Brandt (named person): a b\nb cites a: Holm Post")
    assert "cites Holm Post: “The lock was shut, according to the Holm Post.”" in plain(made)


def test_a_bare_name_far_in_a_long_sentence_is_proved_by_the_words_around_it():
    long = "It rained and rained and rained, " * 8
    text = f"c | Canal Gazette | 2025-03-06 | {long}the Quay News says, and {long}it rained."
    made = traced(TWO + text, CLAIM + "c: It rained\norigin : a b c\nc cites b: Quay News")
    (proof,) = re.findall("cites Quay News: “(.*)”", plain(made, 400))
    assert proof.startswith("… ")
    assert "the Quay News says" in proof
    assert len(proof) <= 164


def test_words_of_several_holders_are_no_several_occasions():
    parts = ["origin Oda Brandt (named person): a", "origin Per Lund (named person): b", "said ?: a", "said ?: b"]
    assert "occasions" not in plain(traced(TWO, CLAIM + "\n".join(parts)))


def test_only_who_has_it_from_no_other_says_it_in_its_own_voice():
    assert "in its own voice" not in plain(traced(TWO, CLAIM.replace("b:", "b*:") + LANE))
    assert "“The lock was shut” (in its own voice)" in plain(traced(TWO, CLAIM.replace("b:", "b*:") + "origin : b"))


def test_a_proof_that_is_the_wording_is_not_told_twice():
    copied = "origin : a b\na copies b: The lock was shut\ncopy b > a verbatim: lock"
    assert "copied word for word from Quay News\n" in plain(traced(TWO, CLAIM + copied))


def test_claims_of_one_article_are_only_counted_unless_there_are_no_others():
    one = "claim It rained\na: It rained"
    assert "1 more claim made in one article only" in plain(traced(TWO, CLAIM, one))
    assert "“It rained”" not in plain(traced(TWO, CLAIM, one))
    assert "“It rained”" in plain(traced(TWO, CLAIM, one), verbose=True)
    assert "“It rained”" in plain(traced(TWO, one))


def test_an_empty_trace_is_told_in_one_line():
    assert plain(traced(TWO)) == "Trace: two articles, 0 claims made in several of them, 0 in one\n\n"


@settings(max_examples=60, deadline=None)
@given(traces(), st.integers(0, 120))
def test_no_trace_breaks_its_report_and_no_line_is_too_long(made, width):
    shown = trace_terminal.render(*made, width, False, verbose=True)
    again = trace_terminal.render(*made, width, True, verbose=True)
    assert not {*STEERING, *REORDERING} & set(shown)
    assert [line for line in shown.split("\n") if line != line.rstrip()] == []
    assert re.sub(r"\x1b\[[0-9;]*m", "", again).split() == shown.split()
    assert shown == trace_terminal.render(*made, width, False, verbose=True)


@settings(max_examples=40, deadline=None)
@given(traces())
def test_whatever_is_quoted_stands_in_an_article(made):
    trace, readings = made
    texts = [" ".join(reading.article.text.split()) for reading in readings.values()]
    shown = trace_terminal.render(*made, 100_000, False, verbose=True).replace(trace.query or "\0", "")
    for words in re.findall(r"^[^“]*“([^“”]*)”$", shown, re.MULTILINE):
        for piece in words.replace("\ufffd", "\u202e").split(" … "):
            assert any(piece.rstrip(" …") in text for text in texts), piece


@pytest.mark.parametrize("name", ["cable-car", "chess-retires", "metro-tunnel", "stolen-cello", "turbine-blade", "zoo-panda"])
def test_the_gold_of_every_story_can_be_told(shared, name):
    made = story(shared / "cases" / "stories" / name)
    assert "independent origins" in plain(made)
    assert copies_terminal.render(*made, 100, False)


# --- copies --------------------------------------------------------------------------------------------------------------

COPIES = """
    a | Northwire | 2025-03-04T06:30 | The lock was shut. It rained all day at Holm.
    b | Holm Post | 2025-03-04T08:00 | (Northwire) The lock was shut. It rained all day at Holm.
    c | Quay News | 2025-03-03 | The lock was shut by hand. It rained all day at Holm.
    d | Canal Gazette | 2025-03-04 | It snowed.
"""
PAIRS = """
    copy a > b verbatim: The lock was shut. / It rained all day at Holm.
    because credit line b: Northwire
    copy a > c edited: The lock was shut. / It rained all day -> The lock was shut by hand. / It rained all day
    copy b = c edited: It rained all day at Holm.
"""


def test_copies_are_told_as_a_group_with_direction_reason_and_passages():
    shown = copies_terminal.render(*traced(COPIES, PAIRS), 120, False)
    assert shown.splitlines() == [
        "Three articles with the same text",
        "  Quay News, 3 March 2025",
        "  Northwire, 4 March 2025, 06:30",
        "  Holm Post, 4 March 2025, 08:00",
        "",
        "  Northwire – Quay News: the same text, reworked (90% sure)",
        "    From Northwire to Quay News",
        "      0–18 | 0–26 “The lock was shut.”",
        "      19–36 | 27–44 “It rained all day”",
        "",
        "  Northwire – Holm Post: the same text, word for word (90% sure)",
        "    From Northwire to Holm Post",
        "      – credit line, Holm Post: “Northwire”",
        "      0–18 | 12–30 “The lock was shut.”",
        "      19–45 | 31–57 “It rained all day at Holm.”",
        "",
        "  1 more pair follows from these.",
        "",
        "1 group of copied text · one article of 4 with a text of their own",
    ]


@pytest.mark.parametrize(
    ("sign", "words"),
    [("=", "both from a third place"), ("?", "which of the two came first is not known"), ("<", "From Holm Post to Northwire")],
)
def test_the_direction_of_a_copy_is_told_in_words(sign, words):
    shown = copies_terminal.render(*traced(COPIES, f"copy a {sign} b verbatim: lock"), 120, False)
    assert words.lower() in shown.lower()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("earlier publication a: lock", "by their dates of publication: “lock”"),
        ("earlier publication c: lock", "published earlier, Quay News: “lock”"),
        ("same agency b: Northwire", "the same agency in both, Holm Post: “Northwire”"),
        ("correction kept b: lock", "a correction that one has and the other has not, Holm Post: “lock”"),
    ],
)
def test_the_reason_of_a_direction_is_told_in_words(reason, words):
    shown = copies_terminal.render(*traced(COPIES, f"copy a > b verbatim: lock\nbecause {reason}"), 120, False)
    assert f"– {words}" in shown


def test_shared_quotations_are_no_copied_text():
    shown = copies_terminal.render(*traced(COPIES, "copy a ? b shared quotes only: lock"), 120, False)
    assert "Two articles with the same quotations, otherwise of their own" in shown
    assert "No copies · four articles of 4" in shown


def test_a_group_of_many_tells_one_pair_less_than_it_has_articles():
    keys = [f"a{number}" for number in range(8)]
    text = "\n".join(f"{key} | {key} | 2025-03-0{number + 1} | It rained." for number, key in enumerate(keys))
    pairs = "\n".join(f"copy {a} > {b} verbatim: It rained." for a in keys for b in keys if a < b)
    (group,) = groups(TraceFacts(*traced(text, pairs)))
    assert {(copy.a, copy.b) for copy in group.pairs} == {("a0", key) for key in keys[1:]}
    assert len(group.more) == 8 * 7 // 2 - 7


def test_passages_belong_together_by_their_words_and_then_by_their_order():
    copies = TraceFacts(*traced(
        "a | A | | x one. y two. z three.\nb | B | | z three. x ones. y two.",
        "copy a > b edited: x one. / y two. / z three. -> z three. / x ones. / y two.",
    )).trace.copies  # fmt: skip
    assert [(each.a.text, each.b.text) for each in passages(copies[0])] == [
        ("x one.", "x ones."), ("y two.", "y two."), ("z three.", "z three."),
    ]  # fmt: skip


def test_passages_that_only_one_article_tells_stand_alone():
    copies = TraceFacts(*traced("a | A | | one two three\nb | B | | one", "copy a > b edited: one / two -> one")).trace.copies
    assert [(each.a and each.a.text, each.b and each.b.text) for each in passages(copies[0])] == [("one", "one"), ("two", None)]


@given(st.text(min_size=1), st.integers(20, 60))
def test_a_long_passage_loses_its_middle_and_nothing_else(text, longest):
    shown = shortened(text, longest)
    head, _, tail = shown[1:-1].partition(" … ")
    words = copies_terminal.line(text)
    assert words.startswith(head)
    assert words.endswith(tail)
    assert len(shown) <= longest + len("“ … ”") or " … " not in shown


@settings(max_examples=40, deadline=None)
@given(traces())
def test_every_article_of_a_group_is_joined_by_the_pairs_that_are_told(made):
    for group in groups(TraceFacts(*made)):
        joined = {group.pairs[0].a}
        for _ in group.pairs:
            joined |= {key for copy in group.pairs for key in (copy.a, copy.b) if joined & {copy.a, copy.b}}
        assert joined == set(group.articles)
        assert len(group.pairs) == len(group.articles) - 1
    assert copies_terminal.render(*made, 80, False)
