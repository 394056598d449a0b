"""The timeline: which dates are listed, what they date, and whether it has happened."""

import pytest
from msgspec.structs import replace

from whence.ingest.anatomy import article
from whence.interpret.timeline import timeline
from whence.interpret.times import times
from whence.records.article import Given
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, SaidOn, Source, Statement

PUBLISHED = "2024-11-26T09:00:00"  # a Tuesday


def span(text, words):
    return span_of(text, text.index(words), text.index(words) + len(words))


def statement(text, cue, content, name="s1", dated_by=None):
    return Statement(
        id=name,
        source=Source(()),
        cue=Cue((span(text, cue),), None, "say"),
        content=Content((span(text, content),)),
        quotation="indirect",
        said_on=SaidOn("2024-11-25", "day", "relative", (span(text, dated_by),)) if dated_by else None,
        confidence=1.0,
    )


def entries(text, *statements, published=PUBLISHED):
    page = article(Given(name="text", text=text, published=published))
    return timeline(page, statements, times(page))


def only(text, *statements):
    (found,) = entries(text, *statements)
    return found


# --- whether it has happened ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The board voted on Monday.", "happened"),
        ("The quay was built in 1911.", "happened"),
        ("Nobody has crossed it since June.", "happened"),
        ("A hearing is set for Feb. 3.", "scheduled"),
        ("The board will vote on Friday.", "scheduled"),
        ("The hearing resumes on Thursday.", "scheduled"),
        ("The board is to vote next year.", "scheduled"),
        ("The board meets at noon.", "scheduled"),
        ("The alarm rang at 02:10.", "happened"),
        ("The offer would remain open until Sunday.", "scheduled"),
        ("Talks could collapse on Friday.", "hypothetical"),
        ("It may reach 46 degrees by Saturday.", "hypothetical"),
        ("Crews would walk out on 6 December unless the board gave in.", "hypothetical"),
        ("The trays would be served on 3 December if the members agree.", "scheduled"),
        ("The firm plans to resume in May.", "scheduled"),
        ("The clerk, who is retiring in June, left.", "scheduled"),
        ("The clerk turns 60 on Friday.", "scheduled"),
        ("The firm will appeal if there is no vote by 3 December.", "hypothetical"),
        ("She expects prices to fall by spring.", "hypothetical"),
    ],
)
def test_tense_mood_and_the_date_itself_tell_whether_it_has_happened(text, status):
    assert only(text).status == status


def test_the_name_of_a_month_is_no_modal_verb():
    assert only("The firm will resume in May.").status == "scheduled"


@pytest.mark.parametrize(
    ("text", "cue", "content", "act", "status"),
    [
        (
            "The union threatened to strike from 3 December.",
            "threatened",
            "to strike from 3 December",
            "intend",
            "hypothetical",
        ),
        ("Vik demanded that they meet by 3 December.", "demanded", "they meet by 3 December", "order", "hypothetical"),
        ("Vik believes the dam will break in May.", "believes", "the dam will break in May", "think", "hypothetical"),
        ("Vik said the dam will open in May.", "said", "the dam will open in May", "say", "scheduled"),
        (
            "Vik demanded an answer before next week's vote.",
            "demanded",
            "an answer before next week's vote",
            "order",
            "scheduled",
        ),
    ],
)
def test_what_is_only_demanded_threatened_or_expected_is_not_arranged(text, cue, content, act, status):
    made = statement(text, cue, content)
    made = replace(made, cue=Cue(made.cue.spans, None, act), source=Source((span(text, text.split()[0]),)))
    assert only(text, made).status == status


def test_without_a_day_of_publication_what_has_a_year_is_told_by_the_verb():
    (found,) = entries("The quay was built in 1911.", published=None)
    assert found.status == "happened"


# --- what is dated --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The hearing resumes on Thursday.", ["The hearing resumes"]),
        ("Ms Roe, who was sacked in 2023, left.", ["was sacked"]),
        ("The quay opened in 1911 as a rink.", ["The quay opened", "as a rink"]),
        ("Sunday's vote on the harbour tax was close.", ["vote on the harbour tax was close"]),
        ("Crews walk out on 6, 13 and 20 December.", ["Crews walk out"] * 3),
        ("It was dry; the river rose on Monday; it froze.", ["the river rose"]),
        ("In 1994, after a flood, the bridge fell.", ["after a flood"]),
        ("Talks could collapse as early as Friday.", ["Talks could collapse"]),
    ],
)
def test_what_is_dated_is_the_clause_without_the_words_of_time(text, what):
    assert [each.text for entry in entries(text) for each in entry.what] == what


def test_every_day_of_a_list_is_an_entry():
    assert [each.value for each in entries("Crews walk out on 6, 13 and 20 December.")] == [
        "2024-12-06",
        "2024-12-13",
        "2024-12-20",
    ]


def test_an_entry_has_its_value_its_precision_and_its_words():
    found = only("The quay was sold in June.")
    assert (found.value, found.precision, [each.text for each in found.spans]) == ("2024-06", "month", ["June"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The quay will be sold by June.", "by June"),
        ("The quay will be sold before the weekend.", "before the weekend"),
        ("The quay was sold in June.", "June"),
    ],
)
def test_a_limit_is_shown_with_the_preposition_that_makes_it_one(text, words):
    assert [each.text for each in only(text).spans] == [words]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It was sold between May 2022 and June 2023.", "May 2022 and June 2023", "2022-05/2023-06"),
        ("She led the yard from 1998 to 2004.", "1998 to 2004", "1998/2004"),
        ("Profit fell in the three months to the end of June.", "the three months to the end of June", "2024-04-01/2024-06-30"),
        ("Profit fell in the six months ended June 30.", "the six months ended June 30", "2024-01-01/2024-06-30"),
    ],
)
def test_the_ends_of_a_stretch_are_one_entry(text, words, value):
    found = only(text)
    assert (found.spans[0].text, found.value, found.precision) == (words, value, "interval")


@pytest.mark.parametrize("text", ["They came in 2022 and 2023.", "They chose between 2023 and nothing in 2022."])
def test_two_dates_that_are_no_ends_stay_two(text):
    assert len(entries(text)) == 2


def test_a_clock_time_is_as_it_is_given_and_one_that_is_only_near_is_its_day():
    assert only("The alarm rang at about 02:10.").value == "2024-11-26T02:10"
    assert only("Shells fell shortly before noon on Monday.").value == "2024-11-25"


# --- whose it is ----------------------------------------------------------------------------------------------------------


def test_a_date_in_what_is_said_names_the_statement_and_any_other_none():
    text = "The board met on Monday. Ines Holt said the quay would shut on Friday."
    first, second = entries(text, statement(text, "said", "the quay would shut on Friday"))
    assert (first.statement, second.statement) == (None, "s1")


def test_of_nested_statements_the_innermost_holds_the_date():
    text = "Ines Holt said that Olav Pell had told her the quay would shut on Friday."
    outer = statement(text, "said", "Olav Pell had told her the quay would shut on Friday", "outer")
    inner = statement(text, "had told", "the quay would shut on Friday", "inner")
    assert only(text, outer, inner).statement == "inner"


def test_the_clause_does_not_reach_beyond_what_is_said():
    text = "Ines Holt said the quay would shut on Friday, and left."
    (found,) = entries(text, statement(text, "said", "the quay would shut on Friday"))
    assert [each.text for each in found.what] == ["the quay would shut"]


# --- what is left out -----------------------------------------------------------------------------------------------------


def test_the_date_of_a_statement_is_no_event():
    text = "Ines Holt said on Monday that the quay was shut."
    assert entries(text, statement(text, "said", "the quay was shut", dated_by="Monday")) == ()


@pytest.mark.parametrize(
    ("text", "cue", "content", "day"),
    [
        ("During a visit on Monday, Ines Holt said the quay was shut.", "said", "the quay was shut", "Monday"),
        ("He hid it, Ines Holt said in court papers filed Monday.", "said", "He hid it", "Monday"),
        ("Orr pleaded guilty to theft at a hearing Monday.", "pleaded", "guilty to theft", "Monday"),
    ],
)
def test_an_event_of_its_own_beside_the_saying_is_listed(text, cue, content, day):
    assert only(text, statement(text, cue, content, dated_by=day)).value == "2024-11-25"


def test_the_date_of_one_statement_inside_another_one_is_what_that_one_mentions():
    text = "Ines Holt said that Olav Pell had proposed it in February."
    outer = statement(text, "said", "Olav Pell had proposed it in February", "outer")
    inner = statement(text, "had proposed", "it", "inner", dated_by="February")
    assert only(text, outer, inner).statement == "outer"


@pytest.mark.parametrize(
    "text", ["It lasted two days.", "They meet every Monday.", "It is open now.", "It left the following day."]
)
def test_durations_sets_and_what_has_no_date_are_left_out(text):
    assert entries(text) == ()


def test_titles_captions_credits_and_datelines_are_left_out():
    body = "The ferry left the quay with forty people on board, and nobody saw it again before the storm came up."
    text = f"Ferry strike set for Monday\n\nSKARVIK, Nov. 20 (Northwire) - {body}\n\nPhoto: The ferry on Nov. 21"
    assert entries(text) == ()


def test_spans_are_the_text():
    text = "“Ω” 🙂 fell on Monday, and the quay (1911) will shut in May, on 6 and 7 June."
    found = entries(text)
    assert len(found) == 5
    for entry in found:
        for each in (*entry.spans, *entry.what):
            assert text[each.start : each.end] == each.text
