"""Frames: what looks like a statement and is none, in the words of cue and content."""

import pytest

from whence.lexicon.frames import (
    asks_for_no_name,
    begins_like_turn,
    dateline_end,
    is_aside,
    is_auxiliary,
    is_question_frame,
    names_only,
)
from whence.lexicon.silences import cue_in_content


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("asked", "not to be named"),
        ("asked", "not to be identified because the talks are private"),
        ("declined", "to be named, citing the inquiry"),
        ("requested", "anonymity"),
        ("insisted on", "anonymity"),
        ("spoke on condition of anonymity", "because the matter is private"),
        ("were not authorized to speak", "publicly"),
        ("would not give", "his last name"),
        ("asked that", "her name not be used"),
        ("preferred", "to remain anonymous"),
    ],
)
def test_a_request_for_anonymity_is_known_by_its_formula(cue, content):
    assert asks_for_no_name(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("wants", "the bridge to be named after Ann Lee"),
        ("said", "officers were not authorized to discuss the case"),
        ("said", "I do not want to be named captain"),
        ("asked", "who had been named in the report"),
        ("declined", "to comment on the names"),
    ],
)
def test_other_words_about_names_are_no_request_for_anonymity(cue, content):
    assert not asks_for_no_name(cue, content)


@pytest.mark.parametrize(
    "cue", ["Asked", "When asked about", "After being pressed", "was asked whether", "Asked again", "questioned"]
)
def test_a_passive_question_is_a_frame(cue):
    assert is_question_frame(cue)


@pytest.mark.parametrize("cue", ["said", "asked the mayor", "asks for", "was told"])
def test_other_cues_are_no_frames_of_questions(cue):
    assert not is_question_frame(cue)


def test_frames_with_many_prefixes_are_told_quickly_because_no_prefix_can_be_read_in_two_ways():
    assert not is_question_frame("when being " * 400 + "said")
    assert cue_in_content("declined", "to comment " + "directly " * 400 + "x") == 0


@pytest.mark.parametrize("cue", ["known as", "titled", "which is best known as", "dubbed", "called"])
def test_naming_says_nothing(cue):
    assert names_only(cue)


@pytest.mark.parametrize("cue", ["were", "has been", "to", "would have", "is"])
def test_an_auxiliary_alone_says_nothing(cue):
    assert is_auxiliary(cue)


@pytest.mark.parametrize("cue", ["was told", "has said", "to say", "may think"])
def test_an_auxiliary_before_a_verb_is_a_cue(cue):
    assert not is_auxiliary(cue)


@pytest.mark.parametrize(
    ("cue", "content"), [("to say", "the least, it rained"), ("Needless to say", "the boats left"), ("That said", "it rained")]
)
def test_asides_on_the_manner_of_speaking_are_known(cue, content):
    assert is_aside(cue, content)


@pytest.mark.parametrize(("cue", "content"), [("said", "the least"), ("had to say", "the words twice")])
def test_other_words_of_saying_are_no_asides(cue, content):
    assert not is_aside(cue, content)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("KELTERSUND, 14 April (Northwire) — The mine stays shut.", "KELTERSUND, 14 April (Northwire) — "),
        ("MANJAPUR: The Collector left.", "MANJAPUR: "),
        ("New Port (AP) — It rained.", "New Port (AP) — "),
        ("The Collector left.", None),
        ("Police: no charges.", None),
    ],
)
def test_a_dateline_ends_where_the_report_begins(line, label):
    assert dateline_end(f"x{line}", 1, len(line) + 1) == (None if label is None else 1 + len(label))


@pytest.mark.parametrize(("line", "turn"), [("LEE: It rained.", True), ("DR. LEE: It did.", True), ("Lee: It rained.", False)])
def test_a_turn_of_a_script_begins_with_a_name_in_capitals(line, turn):
    assert begins_like_turn(line, 0, len(line)) is turn
