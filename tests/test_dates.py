"""When words were said: the date that modifies the cue, of a document, of a relay, of the same occasion."""

import random

import msgspec
import pytest

from whence.ingest.anatomy import article
from whence.interpret.dates import said_on
from whence.interpret.times import times
from whence.records.article import Given
from whence.records.spans import span_of
from whence.records.statement import Content, Cue, Hop, Medium, Source, Statement, statement_id

PUBLISHED = "2024-11-26"  # a Tuesday


def spans(text, *words):
    return tuple(span_of(text, text.index(each), text.index(each) + len(each)) for each in words if each)


def told(text, source, cue, content, entity=None, **more):
    """A statement by its words; each of them stands in the text once, or its first time is meant."""
    parts = spans(text, cue), spans(text, *([content] if isinstance(content, str) else content))
    return Statement(
        id=statement_id("article", *parts),
        source=Source(spans(text, source), entity),
        cue=Cue(parts[0], None, more.pop("act", "say")),
        content=Content(parts[1]),
        quotation="indirect",
        confidence=1.0,
        **more,
    )


def dated(text, *statements, published=PUBLISHED):
    page = article(Given(name="text", text=text, published=published))
    return [each.said_on for each in said_on(page, statements, times(page))]


def value(text, source, cue, content, **more):
    (found,) = dated(text, told(text, source, cue, content, **more))
    return found and found.value


# --- its own date ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "day"),
    [
        ("Ines Holt said on Monday that the quay was shut.", "Ines Holt", "said", "the quay was shut", "2024-11-25"),
        ("Ines Holt said Monday the quay was shut.", "Ines Holt", "said", "the quay was shut", "2024-11-25"),
        ("“The quay is shut,” Ines Holt said on Monday.", "Ines Holt", "said", "The quay is shut", "2024-11-25"),
        ("“The quay is shut,” said Ines Holt on Monday.", "Ines Holt", "said", "The quay is shut", "2024-11-25"),
        ("Ines Holt on Monday said the quay was shut.", "Ines Holt", "said", "the quay was shut", "2024-11-25"),
        ("On Monday, Ines Holt said the quay was shut.", "Ines Holt", "said", "the quay was shut", "2024-11-25"),
        (
            "Ines Holt told reporters in the capital late on Monday that the quay was shut.",
            "Ines Holt",
            "told",
            "the quay was shut",
            "2024-11-25",
        ),
        (
            "Ines Holt said in an interview with the Herald last week that the quay was shut.",
            "Ines Holt",
            "said",
            "the quay was shut",
            "2024-11-18/2024-11-24",
        ),
        (
            "During a visit to Skarvik on November 22, Ines Holt told the press that the quay was shut.",
            "Ines Holt",
            "told",
            "the quay was shut",
            "2024-11-22",
        ),
        (
            "The mayor hid it, prosecutors said in court papers filed Monday.",
            "prosecutors",
            "said",
            "The mayor hid it",
            "2024-11-25",
        ),
        ("Ines Holt had warned in June that the quay would sink.", "Ines Holt", "had warned", "the quay would sink", "2024-06"),
        ("Ines Holt said after the vote on Monday it was shut.", "Ines Holt", "said", "it was shut", "2024-11-25"),
        ("Ines Holt told us as she left on Monday it was shut.", "Ines Holt", "told", "it was shut", "2024-11-25"),
        ("When the storm broke on Monday, Ines Holt said it was shut.", "Ines Holt", "said", "it was shut", "2024-11-25"),
        ("Asked about the quay on Monday, Ines Holt said it was shut.", "Ines Holt", "said", "it was shut", "2024-11-25"),
        ("Ines Holt, speaking at a rally on Monday, said it was shut.", "Ines Holt", "said", "it was shut", "2024-11-25"),
        ("Ines Holt resigned on Monday, saying it was shut.", "Ines Holt", "saying", "it was shut", "2024-11-25"),
        (
            "In a letter dated May 3 and obtained by us, Ines Holt said it was shut.",
            "Ines Holt",
            "said",
            "it was shut",
            "2024-05-03",
        ),
        ("Ines Holt said a fortnight ago the quay was shut.", "Ines Holt", "said", "the quay was shut", "2024-11-12~"),
    ],
)
def test_an_expression_that_modifies_the_cue_is_the_date_of_saying(text, source, cue, content, day):
    assert value(text, source, cue, content) == day


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Ines Holt said the quay was shut on Monday.", "Ines Holt", "said", "the quay was shut on Monday"),
        ("Ines Holt, who was elected in June, said the quay was shut.", "Ines Holt", "said", "the quay was shut"),
        ("Ines Holt, elected in June, said the quay was shut.", "Ines Holt", "said", "the quay was shut"),
        ("The quay that shut on Monday was old, Ines Holt said.", "Ines Holt", "said", "was old"),
        ("Ines Holt told a crowd that met on Monday of her fear.", "Ines Holt", "told", "her fear"),
        ("Since Monday, Ines Holt said, the quay was shut.", "Ines Holt", "said", "the quay was shut"),
        ("Ines Holt said of the 2019 deal that it was dead.", "Ines Holt", "said", "it was dead"),
        ("Ines Holt says the quay is shut.", "Ines Holt", "says", "the quay is shut"),
        ("The quay shut on Monday. Ines Holt said it was old.", "Ines Holt", "said", "it was old"),
        ("In 2030 Ines Holt said the quay would sink.", "Ines Holt", "said", "the quay would sink"),
        ("Ines Holt said for two days that the quay was shut.", "Ines Holt", "said", "the quay was shut"),
    ],
)
def test_an_expression_that_dates_something_else_leaves_the_words_undated(text, source, cue, content):
    assert value(text, source, cue, content) is None


def test_the_date_of_the_dateline_is_no_date_of_saying():
    text = "SKARVIK, Nov. 25 (Northwire) - The quay is shut, officials said. It was built long ago, and nobody uses it."
    assert value(text, "officials", "said", "The quay is shut") is None


def test_two_cues_of_one_sentence_have_each_their_own_date():
    text = "Ines Holt said a week ago that the quay was sound, but on Monday her deputy denied it."
    first = told(text, "Ines Holt", "said", "the quay was sound")
    second = told(text, "her deputy", "denied", "it.", act="deny")
    assert [each.value for each in dated(text, first, second)] == ["2024-11-19~", "2024-11-25"]


def test_the_date_in_what_is_said_belongs_to_the_statement_inside_it():
    text = "Ines Holt said on Monday that the harbour board had warned in June that the quay would sink."
    outer = told(text, "Ines Holt", "said", "the harbour board had warned in June that the quay would sink")
    inner = told(text, "the harbour board", "had warned", "the quay would sink", inside=outer.id)
    assert [each.value for each in dated(text, outer, inner)] == ["2024-11-25", "2024-06"]


def test_the_basis_tells_a_named_month_from_a_day_word():
    text = "Ines Holt said on November 20 it was shut. Olav Pell said on Monday it was open."
    found = dated(
        text, told(text, "Ines Holt", "said", "it was shut"), told(text, "Olav Pell", "said on Monday", "it was open")
    )
    assert [(each.value, each.basis, each.precision) for each in found] == [
        ("2024-11-20", "explicit", "day"),
        ("2024-11-25", "relative", "day"),
    ]


# --- documents and relays -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "day"),
    [
        (
            "According to an inspection note dated January 22, the ward was full.",
            "an inspection note dated January 22",
            "According to",
            "the ward was full",
            "2024-01-22",
        ),
        (
            "A July report by the auditors found that the boxes were open.",
            "A July report by the auditors",
            "found",
            "the boxes were open",
            "2024-07",
        ),
        (
            "A poll published on Sunday shows that the lead has gone.",
            "A poll published on Sunday",
            "shows",
            "the lead has gone",
            "2024-11-24",
        ),
        (
            "The supervisor believes that the bank needs money, according to a letter dated October 30 and seen by us.",
            "The supervisor",
            "believes",
            "the bank needs money",
            "2024-10-30",
        ),
    ],
)
def test_the_words_of_a_document_have_the_date_of_the_document(text, source, cue, content, day):
    assert value(text, source, cue, content) == day


def test_the_year_in_which_a_person_was_elected_is_no_date_of_a_document():
    text = "The mayor elected in 2019 said that the quay was shut."
    assert value(text, "The mayor elected in 2019", "said", "the quay was shut") is None


def test_the_date_of_an_explicit_relay_stands_for_words_with_no_other():
    text = "The Skarvik Courier on Monday quoted sources saying the quay was shut."
    hop = Hop("e1", spans(text, "The Skarvik Courier"), spans(text, "quoted"), implied=False)
    assert value(text, "sources", "saying", "the quay was shut", hops=(hop,)) == "2024-11-25"
    implied = msgspec.structs.replace(hop, implied=True)
    assert value(text, "sources", "saying", "the quay was shut", hops=(implied,)) is None


# --- the same occasion ----------------------------------------------------------------------------------------------------

FIRST = "Ines Holt said on Monday that the quay was shut."


def following(more, source, cue, content, entity="e1", **fields):
    """The date of a statement that follows one of the entity e1, said on Monday."""
    text = f"{FIRST}\n{more}"
    later = told(text, source, cue, content, entity, **fields)
    return dated(text, told(text, "Ines Holt", "said", "the quay was shut", "e1"), later)[1]


def test_the_next_words_of_the_same_holder_inherit_the_date_and_its_words():
    found = following("She added that the ferry would stay.", "She", "added", "the ferry would stay")
    assert (found.value, found.basis, [each.text for each in found.spans]) == ("2024-11-25", "inherited", ["Monday"])


@pytest.mark.parametrize(
    ("more", "source", "cue", "content", "entity"),
    [
        ("She had threatened to close it.", "She", "had threatened", "to close it", "e1"),
        ("She says that the ferry stays.", "She", "says", "the ferry stays", "e1"),
        ("She has denied that the ferry stays.", "She", "has denied", "the ferry stays", "e1"),
        ("Olav Pell added that the ferry would stay.", "Olav Pell", "added", "the ferry would stay", "e2"),
        ("Somebody added that the ferry would stay.", "Somebody", "added", "the ferry would stay", None),
    ],
)
def test_another_event_another_holder_and_the_present_do_not_inherit(more, source, cue, content, entity):
    assert following(more, source, cue, content, entity) is None


def test_words_in_another_medium_or_through_another_relay_do_not_inherit():
    more = "She added that the ferry would stay."
    text = f"{FIRST}\n{more}"
    hop = Hop("e9", spans(text, "added"), spans(text, "added"), implied=False)
    assert following(more, "She", "added", "the ferry would stay", hops=(hop,)) is None
    first = told(text, "Ines Holt", "said", "the quay was shut", "e1", medium=Medium("speech", None))
    later = told(text, "She", "added", "the ferry would stay", "e1", medium=Medium("social post", "X"))
    assert dated(text, first, later)[1] is None


def test_a_month_is_no_occasion_and_a_look_back_opens_two():
    text = "In June Ines Holt warned of storms. She added that the quay was weak."
    first = told(text, "Ines Holt", "warned of", "storms", "e1")
    later = told(text, "She", "added", "the quay was weak", "e1")
    assert [each and each.value for each in dated(text, first, later)] == ["2024-06", None]
    text = "Ines Holt left on Monday, she said on Monday. A week ago she denied it. She added that the quay was weak."
    rows = [("she", "said", "Ines Holt left on Monday"), ("she", "denied", "it."), ("She", "added", "the quay was weak")]
    found = dated(text, *(told(text, *row, "e1") for row in rows))
    assert [each and each.value for each in found] == ["2024-11-25", "2024-11-19~", None]


@pytest.mark.parametrize("cue", ["is asking whether", "has asked whether", "will ask whether", "asks whether"])
def test_a_present_or_a_future_is_not_dated_by_the_day_beside_it(cue):
    text = f"On Monday Ines Holt {cue} the quay is safe."
    assert value(text, "Ines Holt", cue, "the quay is safe") is None


def test_a_holder_who_comes_back_far_below_does_not_inherit():
    assert (
        following("It rained.\nIt rained.\nShe added that the ferry would stay.", "She", "added", "the ferry would stay")
        is None
    )


def test_a_document_goes_on_in_the_present():
    text = "According to a note dated November 20, the ward was full. The note also states that two nurses were ill."
    first = told(text, "a note dated November 20", "According to", "the ward was full", "e1")
    later = told(text, "The note", "also states", "two nurses were ill", "e1")
    assert [each.value for each in dated(text, first, later)] == ["2024-11-20", "2024-11-20"]


def test_an_own_date_comes_before_an_inherited_one():
    found = following("On Tuesday she added that the ferry would stay.", "she", "added", "the ferry would stay")
    assert (found.value, found.basis) == ("2024-11-26", "relative")


# --- what must never break ------------------------------------------------------------------------------------------------


def test_statements_keep_their_order_and_everything_but_the_date():
    text = f"{FIRST} Olav Pell denied it."
    given = (told(text, "Olav Pell", "denied", "it.", "e2"), told(text, "Ines Holt", "said", "the quay was shut", "e1"))
    page = article(Given(name="text", text=text, published=PUBLISHED))
    found = said_on(page, given, times(page))
    assert tuple(msgspec.structs.replace(each, said_on=None) for each in found) == given


def test_no_statements_and_no_times_give_nothing():
    page = article(Given(name="text", text=FIRST))
    assert said_on(page, (), ()) == ()


def test_a_date_of_saying_never_stands_in_what_is_said_and_never_in_the_future():
    """Over random cuts of a text into holder, cue and content."""
    text = "On Monday the board said on 20 November that in May 2023 the quay shut, and will open on Friday, after last week."
    page = article(Given(name="text", text=text, published=PUBLISHED))
    found, chance = times(page), random.Random(3)
    dated = 0
    for _ in range(300):
        cuts = sorted(chance.sample(range(len(text)), 6))
        source, cue, content = (span_of(text, *cuts[place : place + 2]) for place in (0, 2, 4))
        statement = Statement(
            id="1",
            source=Source((source,)),
            cue=Cue((cue,), None, "say"),
            content=Content((content,)),
            quotation="indirect",
            confidence=1.0,
        )
        (dated_one,) = said_on(page, (statement,), found)
        if dated_one.said_on:
            dated += 1
            (span,) = dated_one.said_on.spans
            assert not content.start <= span.start < content.end
            assert dated_one.said_on.value[:10] <= "2024-11-26"
    assert dated
