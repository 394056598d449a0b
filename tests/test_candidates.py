"""The places of an article that can make a claim: what its statements say and what it says itself, whole and in clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tracing_cases import reading
from whence.records.article import NotRead
from whence.records.kept import candidate_id
from whence.records.spans import Span
from whence.tracing.candidates import candidates


def places(text, *links):
    """["the lock was shut", "* it rained"]: every place with its words, `*` before what the article says in its own voice."""
    return [
        f"{'* ' if each.statement is None else ''}{' … '.join(span.text for span in each.content)}"
        for each in candidates(reading(text, *links))
    ]


def test_the_content_of_a_statement_is_a_place_and_its_sentence_is_none():
    assert places("Oda Brandt said the lock was shut.", "Oda Brandt | said") == ["the lock was shut"]


def test_a_sentence_in_the_articles_own_voice_is_a_place():
    assert places("The lock was shut. It rained all day.") == ["* The lock was shut", "* It rained all day"]


def test_a_sentence_may_begin_with_an_emoji():
    assert len(places("It rained all day. 🐟 The lock was shut.")) == 2


def test_fewer_than_three_words_say_nothing():
    assert places("It rained. No way. Oda Brandt said yes.", "Oda Brandt | said") == []


def test_a_long_sentence_is_offered_whole_and_in_clauses():
    text = "The crane fell on Monday and flattened eleven parked trams; the driver was not hurt."
    assert places(text) == [
        "* The crane fell on Monday and flattened eleven parked trams; the driver was not hurt",
        "* The crane fell on Monday",
        "* flattened eleven parked trams",
        "* the driver was not hurt",
    ]


def test_a_short_sentence_is_offered_whole_only():
    assert places("The crane fell and flattened eleven trams.") == ["* The crane fell and flattened eleven trams"]


def test_a_relative_clause_is_no_place_and_a_number_is_one():
    text = "The old crane, which the harbour had bought long ago, fell over, with eleven parked trams under it, yesterday."
    found = places(text)
    assert found[1:] == ["* with eleven parked trams under it, yesterday"]


def test_every_sentence_of_a_content_is_a_place():
    text = "“We shut the lock. The gate hung open,” Oda Brandt said."
    assert places(text, "Oda Brandt | said | We shut the lock. The gate hung open") == [
        "We shut the lock",
        "The gate hung open",
    ]


def test_an_interrupted_content_is_one_place_and_its_pieces_are_others():
    text = "“We shut the lock,” Oda Brandt said, “before noon on Monday.”"
    found = places(text, "Oda Brandt | said | We shut the lock … before noon on Monday")
    assert found == ["We shut the lock … before noon on Monday", "We shut the lock", "before noon on Monday"]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Oda Brandt asked whether the lock was shut.", "Oda Brandt | asked"),
        ("Oda Brandt declined to say whether the lock was shut.", "Oda Brandt | declined | to say whether the lock was shut"),
    ],
)
def test_questions_and_silence_claim_nothing(text, link):
    assert places(text, link) == []


def test_a_demand_is_itself_what_the_article_claims():
    assert places("Oda Brandt demanded that the lock be shut.", "Oda Brandt | demanded") == [
        "* Oda Brandt demanded that the lock be shut"
    ]


def test_a_clause_that_only_attributes_claims_nothing():
    text = "Herring were cheap, the fish company said in a press release on Monday."
    assert places(text, "the fish company | said | Herring were cheap") == ["Herring were cheap"]


@pytest.mark.parametrize("cue", ["said", "denied", "believed", "confirmed", "fears", "showed", "plans"])
def test_what_is_said_shown_thought_or_denied_can_be_so_or_not(cue):
    assert places(f"Oda Brandt {cue} the lock was shut.", f"Oda Brandt | {cue}") == ["the lock was shut"]


def test_titles_and_boilerplate_claim_nothing():
    text = "Lock at Vardholm shut after crash\n\nThe lock was shut on Monday.\n\nFollow us on Facebook and get our newsletter."
    assert places(text) == ["* The lock was shut on Monday"]


def test_an_article_that_was_not_read_has_no_places():
    made = reading("The lock was shut.")
    unread = replace(made, statements=None, article=replace(made.article, not_read=NotRead("paywall")))
    assert candidates(unread) == ()


def test_the_id_of_a_place_is_a_hash_of_article_and_offsets():
    assert candidate_id("0123456789abcdef", (Span(4, 21, "the lock was shut"),)) == "c6906fc1fd5bf"
    assert candidate_id("0123456789abcdef", (Span(4, 21, "whatever"),)) == candidate_id("0123456789abcdef", (Span(4, 21, ""),))


def test_a_place_has_an_id_of_its_own_and_knows_its_statement():
    made = reading("Oda Brandt said the lock was shut. It rained all day.", "Oda Brandt | said | the lock was shut")
    found = candidates(made)
    assert [each.statement for each in found] == [made.statements[0].id, None]
    assert [each.id for each in found] == [candidate_id(made.article.id, each.content) for each in found]
    assert {each.article for each in found} == {made.article.id}


PIECES = st.lists(
    st.sampled_from(
        ["The lock", "was shut", "and", "it fell", "on Monday", ", ", "; ", ". ", " — ", "(", ")", "“We know", "”", "which",
         "🐟", "Va\u030ardholm", "eleven trams", "\n\n", "but", "then", "said Oda", ":", "had", "é"]
    ),
    max_size=30,
).map(" ".join)  # fmt: skip


@given(PIECES)
def test_every_place_is_the_text_at_its_offsets_inside_a_block_of_prose_and_stands_in_order(text):
    made = reading(text)
    found = candidates(made)
    for each in found:
        for span in each.content:
            assert text[span.start : span.end] == span.text
            assert any(block.start <= span.start and span.end <= block.end for block in made.article.blocks)
        assert len(each.content[0].text.split()) >= 1
    starts = [(each.content[0].start, -each.content[-1].end) for each in found]
    assert starts == sorted(starts)
    assert len({each.id for each in found}) == len(found)
