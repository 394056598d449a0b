"""Formulas: which words of a paragraph are cues by themselves, whatever a tagger thinks of them."""

from itertools import pairwise

import pytest

from whence.lexicon.formulas import formulas


def surfaces(sentence):
    words = tuple(sentence.split())
    return [" ".join(words[first : last + 1]) for first, last in formulas(words)]


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Lee declined to be interviewed .", "declined to be interviewed"),
        ("The firm has yet to reply to our letter .", "has yet to reply to"),
        ("Lee didn ’ t immediately return a call .", "didn ’ t immediately return"),
        ("The ministry could not be reached for comment .", "could not be reached"),
        ("Lee would not be drawn on the price .", "would not be drawn on"),
        ("He would not let himself be pinned down .", "would not let himself be pinned down"),
        ("Repeated calls to Lee went unanswered .", "went unanswered"),
        ("Messages left for Lee were not immediately returned .", "were not immediately returned"),
        ("Attempts to reach Lee were unsuccessful .", "were unsuccessful"),
        ("The harbour left an inquiry of ours unanswered .", "left"),
        ("Whether it will stay , she left open .", "left open"),
        ("Lee did not return two voicemails .", "did not return"),
        ("He gave no indication of the price .", "gave no indication of"),
        ("The firm offered no further details of it .", "offered no further details of"),
        ("The army neither confirmed nor denied the raid .", "neither confirmed nor denied"),
    ],
)
def test_a_silence_is_known_by_its_words(sentence, cue):
    assert surfaces(sentence) == [cue]


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("She did not rule out a strike .", "did not rule out"),
        ("Lee does not want to exclude a sale .", "does not want to exclude"),
        ("It is learnt that the panel meets on Friday .", "is learnt"),
        ("Two boats are reportedly missing .", "reportedly"),
    ],
)
def test_what_is_not_ruled_out_and_hearsay_are_known_by_their_words(sentence, cue):
    assert surfaces(sentence) == [cue]


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("Lee said the mayor had promised her a pier .", "had promised"),
        ("She said the bank had repeatedly warned him .", "had repeatedly warned"),
        ("Guards said they had been told to leave .", "had been told"),
        ("The memo further directed all clerks to stop the payments .", "further directed"),
    ],
)
def test_a_promise_a_warning_and_an_order_are_told_inside_another_statement(sentence, cue):
    assert surfaces(sentence) == [cue]


@pytest.mark.parametrize(
    "sentence",
    [
        "He can ’ t answer a question without a joke .",
        "The door was left open .",
        "The letters were directed at the mayor .",
        "The harbour was open and the boats were ordered .",
        "She learned to sail .",
        "The pier has a gate .",
        "",
    ],
)
def test_other_uses_of_the_same_words_are_no_formulas(sentence):
    assert surfaces(sentence) == []


@pytest.mark.parametrize("repeated", ["not", "has yet to", "declined to", "left open", "İ", "had told a to"])
def test_formulas_stay_inside_the_words_in_order_and_apart(repeated):
    words = tuple(f"{repeated} comment .".split() * 60)
    found = formulas(words)
    assert all(0 <= first <= last < len(words) for first, last in found)
    assert all(one[1] < other[0] for one, other in pairwise(found))
