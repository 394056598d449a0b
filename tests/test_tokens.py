"""Words and pieces: exact offsets for every script, and WordPiece as its authors' library does it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.tagger.tokens import CASES, QUOTES, WordPieces, words_of
from whence.tagger.weights import packaged


@pytest.fixture(scope="module")
def pieces():
    return WordPieces(packaged().vocabulary)


def test_words_are_runs_of_letters_and_single_marks():
    words = words_of("“She’s 41,” he said…")
    assert words.texts == ("“", "She", "’", "s", "41", ",", "”", "he", "said", "…")


def test_a_combining_mark_stays_on_its_letter():
    assert words_of("Zaja\u0328c said").texts == ("Zaja\u0328c", "said")


def test_letter_case_and_place_in_a_quotation_are_told_for_every_word():
    words = words_of("NATO said “No” iPhone a 7")
    assert [CASES[case] for case in words.cases] == ["upper", "lower", "lower", "title", "lower", "mixed", "lower", "digit"]
    assert [QUOTES[quote] for quote in words.quotes][2:5] == ["opening", "inside", "closing"]


@given(st.text(max_size=200))
def test_words_are_exact_slices_in_order_without_overlap(text):
    words = words_of(text)
    assert all(text[s:e] == word for s, e, word in zip(words.starts, words.ends, words.texts, strict=True))
    assert all(end <= start for end, start in zip(words.ends, words.starts[1:], strict=False))
    covered = {i for s, e in zip(words.starts, words.ends, strict=True) for i in range(s, e)}
    assert not any(text[i].isalnum() for i in range(len(text)) if i not in covered)


def test_pieces_are_those_of_the_reference_library(pieces, tmp_path):
    tokenizers = pytest.importorskip("tokenizers")
    vocabulary = tmp_path / "vocab.txt"
    ordered = sorted(packaged().vocabulary, key=packaged().vocabulary.__getitem__)
    vocabulary.write_text("\n".join(ordered), encoding="utf-8")
    reference = tokenizers.BertWordPieceTokenizer(str(vocabulary), lowercase=True)
    text = "Přemysl Nováková told Reuters the übercautious re-evaluation of 1,240 kilowatt-hours wasn't untenable, naïvely."
    ours = [id_ for word in words_of(text).texts for id_ in pieces.of_word(word)]
    assert ours == reference.encode(text, add_special_tokens=False).ids


def test_every_double_mark_is_read_as_the_same_piece(pieces):
    assert len({pieces.of_word(mark) for mark in ("“", "”", '"', "«", "„", "''", "``", "â€œ")}) == 1


def test_a_word_is_looked_at_through_its_first_piece(pieces):
    laid = pieces.pieces(words_of("unbelievably so"))
    assert laid.first == (1, 1 + len(pieces.of_word("unbelievably")))
    assert len(laid.ids) == len(laid.cases) == len(laid.quotes)


def test_words_that_are_no_words_are_one_unknown_piece(pieces):
    assert pieces.of_word("x" * 500) == pieces.of_word("\u4e00" * 60)
    assert len(pieces.of_word("x" * 500)) == 1
