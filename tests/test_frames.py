"""Frames: what looks like a statement and is none, in the words of cue and content."""

import pytest

from whence.lexicon.frames import (
    agent_of,
    asks_for_no_name,
    begins_like_turn,
    dateline_end,
    is_aside,
    is_auxiliary,
    is_counsels_side,
    is_counted,
    is_felt_by_object,
    is_forecast,
    is_kept_unnamed,
    is_negated_subject,
    is_nobody,
    is_of_things,
    is_question_frame,
    names_only,
    names_topic,
    only_listens,
    opens_clause,
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
        ("asked", "us not to use her name because she works there"),
        ("asked", "her name not be printed because she walks past it"),
        ("asked", "that his surname be withheld"),
        ("requested", "that her identity not be revealed"),
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
        ("asked", "the council to use the old name of the pier"),
        ("asked", "whether their names had been used"),
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


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("are not naming for her safety, said", True),
        ("is not naming the boy because he is 14", True),
        ("are not identifying to protect the children", True),
        ("are not naming names", False),
        ("said it was not naming ships after towns any more", False),
        ("said she was not there because it rained", False),
    ],
)
def test_why_an_article_gives_no_name_is_no_statement(words, kept):
    assert is_kept_unnamed(words) == kept


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("will be recalled", "that the pier closed"),
        ("should be noted", "that it rained"),
        ("It is worth recalling", "that it rained"),
    ],
)
def test_the_writer_who_reminds_the_reader_speaks_for_himself(cue, content):
    assert is_aside(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"),
    [("refused", "to die down"), ("carries", "the slogan “Home first”"), ("reports", "full-year results on May 2"),
     ("is calling back", "4,200 kettles"), ("recalled", "some twelve thousand cheeses")],
)  # fmt: skip
def test_what_things_do_is_no_saying(cue, content):
    assert is_of_things(cue, content)


@pytest.mark.parametrize(
    ("cue", "content"),
    [("refused", "to pay"), ("carries", "a warning"), ("reported", "that results were good"), ("reports", "losses"),
     ("recalled", "two occasions"), ("said", "Corvane Ltd had recalled 4,200 kettles"), ("recalled", "about 400 men"),
     ("called back", "the next day")],
)  # fmt: skip
def test_what_people_refuse_and_report_is_kept(cue, content):
    assert not is_of_things(cue, content)


@pytest.mark.parametrize(
    ("source", "nobody", "negated"),
    [
        ("Nobody in the room", True, True),
        ("No one", True, True),
        ("Neither the firm nor the port", False, True),
        ("None of the firms", False, True),
        ("Nobel Prize winners", False, False),
        ("Nora Lee", False, False),
    ],
)
def test_nobody_holds_nothing_and_negates_the_verb(source, nobody, negated):
    assert (is_nobody(source), is_negated_subject(source)) == (nobody, negated)


@pytest.mark.parametrize(
    ("lemma", "felt"), [("trouble", True), ("surprise", True), ("worry", False), ("fear", False), (None, False)]
)
def test_who_feels_is_the_object_of_some_verbs(lemma, felt):
    assert is_felt_by_object(lemma) == felt


@pytest.mark.parametrize(
    ("before", "counted"),
    [("picked up 47 of 52 ", True), ("a mother of three ", False), ("the 34-year-old ", False), ("", False)],
)
def test_a_number_counts_the_noun_behind_a_participle(before, counted):
    assert is_counted(before) == counted


@pytest.mark.parametrize(
    ("content", "clause"), [("that it rained", True), ("how it fell", True), ("the post", False), ("it", False)]
)
def test_a_clause_is_known_by_its_first_word(content, clause):
    assert opens_clause(content) == clause


@pytest.mark.parametrize(
    ("source", "cue", "listens"),
    [
        ("a court", "has heard", True),
        ("The jury at Norrport crown court", "was told", True),
        ("the inquest", "heard", True),
        ("A judge", "told", False),
        ("the court", "said", False),
        ("the courtier", "heard", False),
    ],
)
def test_whoever_sits_to_listen_holds_nothing_of_what_is_said_there(source, cue, listens):
    assert only_listens(source, cue) == listens


@pytest.mark.parametrize(
    ("between", "agent"),
    [(" by the harbour office that ", "the harbour office"), (" by Lee, who ", None), (" that ", None), (" by phone, ", None)],
)
def test_the_agent_of_a_passive_stands_behind_by(between, agent):
    found = agent_of(between)
    assert (between[slice(*found)] if found else None) == agent


@pytest.mark.parametrize(
    ("cue", "frame"), [("is expected", True), ("were widely expected", True), ("expected", True), ("expects", False)]
)
def test_a_forecast_is_a_form_of_expect_that_names_nobody(cue, frame):
    assert is_forecast(cue) == frame


def test_counsels_side_is_told_by_a_participle_alone():
    assert [is_counsels_side(each) for each in ("defending", "Prosecuting", "defended")] == [True, True, False]


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("Lost property: a tuba and a veil.", True),
        ("Mobile signal: works in all tunnels.", True),
        ("Ann Lee: We shall see.", False),
        ("The mayor: We shall see.", False),
        ("LEE: We shall see.", False),
        ("The board met at ten. It said: no.", False),
    ],
)
def test_a_line_that_opens_with_what_it_is_about_names_a_topic(line, topic):
    assert names_topic(line) is topic
