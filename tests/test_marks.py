"""Quotation marks: which words of a paragraph stand inside a quotation, whatever the marks look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.lexicon.marks import quotations, sentence_breaks


def quoted(paragraph):
    return [paragraph[each.open_end : each.close_start] for each in quotations(paragraph)]


@pytest.mark.parametrize(
    ("paragraph", "inside"),
    [
        ("“It holds,” she said. “For now.”", ["It holds,", "For now."]),
        ('"It holds," she said. "For now."', ["It holds,", "For now."]),
        ("«Es hält», sagte sie", ["Es hält"]),
        ("„Es hält“, sagte sie", ["Es hält"]),
        ("''It holds,'' she said", ["It holds,"]),
        ("‘It holds,’ she said", ["It holds,"]),
        ("'It holds,' she said", ["It holds,"]),
        ("â€œIt holds,â€\u009d she said", ["It holds,"]),
        ("&quot;It holds,&quot; she said", ["It holds,"]),
        ("“He called it ‘fine’,” she said", ["He called it ‘fine’,", "fine"]),
        ("“It holds” – “it holds,” she said", ["It holds", "it holds,"]),
    ],
)
def test_every_kind_of_mark_opens_and_closes_a_quotation(paragraph, inside):
    assert quoted(paragraph) == inside


@pytest.mark.parametrize(
    "paragraph",
    ["The players' bus and the club's van", "It wasn't the '90s", "rock 'n' roll", 'a 5" pipe', "the crew’s ’orrible day"],
)
def test_apostrophes_and_inches_are_no_quotations(paragraph):
    assert [text for text in quoted(paragraph) if text not in ("n",)] == []


def test_an_opening_mark_that_is_never_closed_runs_to_the_end_and_says_so():
    (only,) = quotations("“It holds. It will hold.")
    assert not only.closed
    assert only.close_start == len("“It holds. It will hold.")


def test_a_new_opening_mark_ends_a_quotation_that_was_left_open():
    assert quoted("“It holds. “For now,” she said") == ["It holds. ", "For now,"]


@given(st.text(alphabet="ab ,.“”\"'‘’«»„\n", max_size=60))
def test_quotations_lie_in_the_paragraph_in_order_and_never_raise(paragraph):
    found = quotations(paragraph)
    assert found == sorted(found, key=lambda each: each.open_start)
    for each in found:
        assert 0 <= each.open_start < each.open_end <= each.close_start <= each.close_end <= len(paragraph)


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("She left. He stayed.", 1),
        ("She left. he stayed.", 0),
        ("“She left.” “He stayed.”", 1),
        ("Mr. Marr and St. Anne met J. R. Lee.", 0),
        ("Was it late? No! “Écoutez,” she said. Ōe left… And then", 4),
        ("It cost 7.5 crowns.", 0),
        ("", 0),
    ],
)
def test_a_sentence_ends_at_a_stop_before_a_capital_but_not_behind_a_title_or_an_initial(text, breaks):
    assert sentence_breaks(text, 0, len(text)) == breaks


def test_a_hundred_thousand_marks_and_half_as_many_elisions_are_all_told_apart():
    text = "“a” '90s " * 50_000
    assert len([each for each in quotations(text) if not each.single]) == 50_000
