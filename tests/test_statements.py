"""The rules that make statements of links: text and links -> who, by which words, what."""

import pytest
from links import encoded, told

from whence.interpret.statements import statements


def test_contents_lose_marks_edge_punctuation_and_the_opening_that():
    text = "Ann Lee said that “the pier is safe.”\nShe left."
    assert told(text, ("said", "Ann Lee", "that “the pier is safe.”")) == [("Ann Lee", "said", "the pier is safe")]


def test_signs_that_belong_to_a_figure_stay():
    text = "The firm said $5 was 40% more (in all) than paid.\nIt left."
    assert told(text, ("said", "The firm", "$5 was 40%"))[0][2] == "$5 was 40%"


def test_a_quotation_reopened_in_the_next_paragraphs_is_one_statement():
    text = "“The bell rang,” Ann Lee said. “It was late.\n“Then it rang again.\n“Nobody ran.”\nThe hall opened in 1911."
    assert told(text, ("said", "Ann Lee", ["The bell rang", "It was late"])) == [
        ("Ann Lee", "said", "The bell rang … It was late … Then it rang again … Nobody ran")
    ]


def test_a_closed_quotation_does_not_run_on_into_the_next_paragraph():
    text = "“The bell rang,” Ann Lee said.\n“I want to see the papers first.”\nThe hall opened in 1911."
    assert told(text, ("said", "Ann Lee", "The bell rang")) == [
        ("Ann Lee", "said", "The bell rang"),
        ("", "", "I want to see the papers first"),
    ]


def test_a_sentence_in_marks_after_the_cue_goes_on_with_the_same_speaker():
    text = "“The bell rang,” Ann Lee said. “It was late in the day.”\nThe hall opened in 1911."
    assert told(text, ("said", "Ann Lee", "The bell rang")) == [("Ann Lee", "said", "The bell rang … It was late in the day")]


def test_a_line_that_ends_in_a_colon_introduces_the_quotation_below():
    text = "Then Ann Lee continued:\n“The bell rang, and nobody ran.”\nThe hall opened in 1911."
    assert told(text, ("continued", "Ann Lee", None)) == [("Ann Lee", "continued", "The bell rang, and nobody ran")]


@pytest.mark.parametrize(
    "text",
    [
        "The company had been playing “The Night Porter’s Wife”, a comedy.\nIt closed.",
        "The harbour café, known as “The Anchor of the Bay”, stays closed.\nIt closed.",
        "Their so-called “plan” failed.\nIt closed.",
    ],
)
def test_titles_names_and_scare_quotes_are_no_statements(text):
    assert told(text) == []


def test_a_link_without_content_is_no_statement():
    assert told("Ann Lee said nothing more.\nShe left.", ("said", "Ann Lee", None)) == []


def test_a_relay_is_no_statement_when_another_holder_is_named_for_the_words():
    text = "The pier is safe, Ann Lee said, according to the Courier.\nIt closed."
    both = (
        ("said", "Ann Lee", "The pier is safe"),
        ("according to", "the Courier", "The pier is safe, Ann Lee said"),
    )
    (only,) = statements(*encoded(text, *both))
    assert only.source.spans[0].text == "Ann Lee"
    assert only.reasons == ("second-hand: “according to” “the Courier”",)


def test_quoted_as_saying_belongs_to_the_one_who_is_quoted():
    text = "The Courier quoted Ann Lee as saying the pier was safe.\nIt closed."
    links = (
        ("quoted", "The Courier", "Ann Lee as saying the pier was safe"),
        ("saying", "Ann Lee", "the pier was safe"),
    )
    assert told(text, *links) == [("Ann Lee", "saying", "the pier was safe")]


def test_a_relay_is_the_holder_when_nobody_else_is_named():
    text = "According to the Courier, the pier is safe.\nIt closed."
    assert told(text, ("According to", "the Courier", "the pier is safe")) == [
        ("the Courier", "According to", "the pier is safe")
    ]


def test_what_a_person_says_that_somebody_said_is_two_statements_one_inside_the_other():
    text = "Ann Lee said the mayor had warned of a flood in the old town.\nIt closed."
    outer, inner = statements(
        *encoded(
            text,
            ("said", "Ann Lee", "the mayor had warned of a flood in the old town"),
            ("had warned", "the mayor", "of a flood in the old town"),
        )
    )
    assert inner.inside == outer.id
    assert outer.inside is None


def test_a_request_for_anonymity_is_no_statement():
    text = "A clerk, who asked not to be named, said the pier was safe.\nIt closed."
    links = (("asked", "who", "not to be named"), ("said", "A clerk", "the pier was safe"))
    assert told(text, *links) == [("A clerk", "said", "the pier was safe")]


def test_the_frame_of_a_question_is_no_statement_but_a_named_question_is():
    text = "Asked whether the pier was safe, Ann Lee said it was.\nThe mayor asked whether it was open."
    links = (
        ("Asked", None, "whether the pier was safe"),
        ("said", "Ann Lee", "it was"),
        ("asked", "The mayor", "whether it was open"),
    )
    assert [who for who, _, _ in told(text, *links)] == ["Ann Lee", "The mayor"]


def test_a_silence_is_cut_after_its_preposition():
    text = "The port declined to comment on the price.\nIt closed."
    assert told(text, ("declined", "The port", "to comment on the price")) == [
        ("The port", "declined to comment on", "the price")
    ]


@pytest.mark.parametrize(
    ("sentence", "content", "kind"),
    [
        ("“The pier is safe,” Ann Lee said.", "The pier is safe", "direct"),
        ("Ann Lee said the pier was “as safe as a church”.", "the pier was “as safe as a church”", "mixed"),
        ("Ann Lee said the pier was safe.", "the pier was safe", "indirect"),
    ],
)
def test_the_kind_of_quotation_is_told_by_the_marks(sentence, content, kind):
    (only,) = statements(*encoded(f"{sentence}\nIt closed.", ("said", "Ann Lee", content)))
    assert only.quotation == kind


def test_ids_do_not_depend_on_the_source_or_the_confidence():
    text = "Ann Lee, the mayor, said the pier was safe.\nIt closed."
    short = statements(*encoded(text, ("said", "Ann Lee", "the pier was safe")))
    long = statements(*encoded(text, ("said", "Ann Lee, the mayor", "the pier was safe")))
    assert short[0].id == long[0].id
