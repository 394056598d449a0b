"""Sketches are a file format: the hashes of a text never change within one version, on any machine."""

import unicodedata
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links import article
from whence.records.kept import KEPT_VERSION
from whence.tracing.reuse import LEAST, tiles
from whence.tracing.star import NEARER, SHARED, pairs
from whence.tracing.terms import NAMES, WORDS, terms
from whence.tracing.wordings import hashed, plain, sketch, wording

LOCK = (
    "The lock at Vardholm was shut on Monday after a barge struck the upper gate. "
    "“We shut it ourselves before noon,” Oda Brandt said."
)
GOLDEN = [
    0x07A652538C231CBB, 0x1D6FD8D6557A38F8, 0x3E1C6AEA6E8D9FA9, 0x3E480C850FF7DD74, 0x427B980F9420B29D, 0x51CA499DA435913D,
    0x55D6D90B20C2D5BB, 0x6D635BDD36AFAFB1, 0x870845A7AB812EEC, 0x882548D8C331E13D, 0x8E8DCEFD3051FFE7, 0x93E24D4AEF588BC0,
    0xA134EEA6E46EFE98, 0xA7C2FF3B021239F5, 0xAB21873294316201, 0xCF54B55A6F8969A9, 0xE495BDAFBB5D72C8, 0xEBBD14D7D6CDC410,
    0xF24F0DF0DB47DF4D, 0xFC1C1CFBD7F806DF, 0xFC82DAEE8EEC96BF,
]  # fmt: skip


def counted(number):
    """A text of so many words, no two alike."""
    return " ".join(f"word{each}" for each in range(number)) + "."


def grams(text):
    """The 5-grams of a text in the plainest way there is."""
    words = text.split()
    return {" ".join(words[at : at + 5]) for at in range(len(words) - 4)}


# --- golden values: a change here is a new KEPT_VERSION ------------------------------------------------------------------


def test_the_hashes_of_version_1_are_these():
    assert KEPT_VERSION == 1
    assert list(sketch(article(LOCK))) == GOLDEN


def test_the_hash_of_words_is_eight_bytes_of_blake2b_over_them_with_blanks_between():
    assert hashed(("the", "lock", "at", "vardholm", "was")) == 0x870845A7AB812EEC
    expected = blake2b(b"the lock at vardholm was", digest_size=8).digest()
    assert hashed(("the", "lock", "at", "vardholm", "was")) == int.from_bytes(expected, "big")


def test_a_long_text_keeps_the_smallest_hashes_of_its_5_grams():
    words = counted(400)
    all_ = {hashed(tuple(each.split())) for each in grams(words.rstrip("."))}
    assert set(sketch(article(words))) == {each for each in all_ if each < 2**64 // 16}


@pytest.mark.parametrize(("number", "size"), [(0, 0), (4, 0), (5, 1), (79, 75), (80, 19), (319, 85), (320, 23), (1_000, 60)])
def test_the_longer_the_text_the_smaller_the_share_of_it_that_is_kept(number, size):
    assert len(sketch(article(counted(number) if number else "🐟"))) == size


# --- rules -----------------------------------------------------------------------------------------------------------------


def test_case_marks_and_accents_do_not_change_the_hashes():
    other = "THE LOCK, at Vårdholm, was shut — on Monday, after a barge struck the upper gate!"
    same = "the lock at vardholm was shut on monday after a barge struck the upper gate"
    assert sketch(article(other)) == sketch(article(same))


def test_a_quoted_sentence_has_a_hash_of_its_own():
    quoted, bare = "“We shut it ourselves,” she said. “It rained.”", "We shut it ourselves she said. It rained."
    assert set(sketch(article(quoted))) - set(sketch(article(bare))) == {hashed(("we", "shut", "it", "ourselves"))}


def test_titles_credits_and_boilerplate_are_nobodys_wording():
    text = "Lock at Vardholm shut after crash\n\nThe lock was shut on Monday.\n\nFollow us on Facebook and get our newsletter."
    made = article(text)
    assert [block.role for block in made.blocks] == ["title", "paragraph", "boilerplate"]
    assert wording(made).words == ("the", "lock", "was", "shut", "on", "monday")


def test_the_hashes_are_ascending_without_repetition_and_fit_in_64_bits():
    found = sketch(article(LOCK + "\n\n" + LOCK))
    assert list(found) == sorted(set(found))
    assert all(0 <= each < 2**64 for each in found)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Vårdholm", "vardholm"),
        ("Va\u030ardholm", "vardholm"),
        ("isn’t", "isnt"),
        ("Straße", "strasse"),
        ("ﬁsh", "fish"),
        ("１２", "12"),
    ],
)
def test_a_plain_word_has_lower_case_and_neither_accents_nor_apostrophes(word, expected):
    assert plain(word) == expected


def test_composed_and_decomposed_letters_give_the_same_words_and_hashes():
    text = "The lock at Vårdholm was shut by Søren Zájac on Monday."
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert composed != apart
    assert wording(article(apart)).words == wording(article(composed)).words


TEXTS = st.lists(
    st.sampled_from(
        ["the", "lock", "was", "shut", "“We", "know”", "‘no’", "Oda’s", "🐟", "Va\u030ardholm", "\n\n", ". ", "—", "é"]
    ),
    max_size=40,
).map(" ".join)


@given(TEXTS)
def test_every_word_of_a_wording_stands_at_its_offsets(text):
    made = article(text)
    found = wording(made)
    assert len({len(each) for each in (found.words, found.starts, found.ends, found.quoted, found.blocks)}) == 1
    for word, start, end, block in zip(found.words, found.starts, found.ends, found.blocks, strict=True):
        assert plain(text[start:end]) == word
        assert made.blocks[block].start <= start < end <= made.blocks[block].end
    assert list(found.starts) == sorted(found.starts)


@given(TEXTS)
def test_what_a_long_text_keeps_of_some_words_a_short_one_keeps_too(text):
    """So that a sketch of a short text can be compared to one of a long text."""
    one, other = sketch(article(text)), sketch(article(text + "\n\n" + counted(400)))
    mine = {hashed(wording(article(text)).words[at : at + 5]) for at in range(len(wording(article(text)).words) - 4)}
    assert set(other) & mine <= set(one)


# --- passages that two texts share -----------------------------------------------------------------------------------------


def shared(one, other):
    """The words of the tiles, in the order of the first text."""
    left, right = wording(article(one)), wording(article(other))
    return [" ".join(left.words[each.a : each.a + each.length]) for each in tiles(left, right)]


def test_a_tile_is_a_longest_run_of_words_that_both_have():
    assert shared("On Monday the lock at Vardholm was shut again.", "They say the lock at Vardholm was shut for good.") == [
        "the lock at vardholm was shut"
    ]


def test_runs_of_less_than_five_words_are_no_tiles():
    assert shared("the lock was shut", "the lock was shut") == []
    assert shared("the lock was shut down", "the lock was shut down") == ["the lock was shut down"]


def test_tiles_need_not_stand_in_the_same_order():
    one = "The lock at Vardholm was shut. A barge struck the upper gate."
    other = "A barge struck the upper gate. The lock at Vardholm was shut."
    assert shared(one, other) == ["the lock at vardholm was shut", "a barge struck the upper gate"]


ALPHABET = st.lists(st.sampled_from("abcde"), max_size=60).map(" ".join)


@given(ALPHABET, ALPHABET)
def test_tiles_never_overlap_and_are_the_same_words_in_both(one, other):
    left, right = wording(article(one)), wording(article(other))
    taken = set(), set()
    for each in tiles(left, right):
        assert each.length >= LEAST
        assert left.words[each.a : each.a + each.length] == right.words[each.b : each.b + each.length]
        for places, start in zip(taken, (each.a, each.b), strict=True):
            mine = set(range(start, start + each.length))
            assert not places & mine
            places |= mine


@given(ALPHABET)
def test_a_text_shares_all_of_itself_with_itself(text):
    words = wording(article(text))
    found = tiles(words, words)
    assert sum(each.length for each in found) == (len(words.words) if len(words.words) >= LEAST else 0)


# --- which sketches are compared -------------------------------------------------------------------------------------------


def test_two_articles_are_compared_from_three_shared_hashes_on():
    assert pairs([("a", (1, 2, 3, 4)), ("b", (2, 3, 4, 5)), ("c", (4, 5, 6))]) == (("a", "b"),)


def test_a_later_copy_is_compared_with_the_earliest_that_has_its_hashes():
    assert pairs([("a", (1, 2, 3)), ("b", (1, 2, 3)), ("c", (1, 2, 3))]) == (("a", "b"), ("a", "c"))


def test_where_the_original_is_missing_the_earliest_copy_takes_its_place():
    assert pairs([("b", (1, 2, 3, 9)), ("c", (1, 2, 3, 8)), ("d", (1, 2, 3, 7))]) == (("b", "c"), ("b", "d"))


def test_a_footer_that_many_pages_share_gives_no_more_pairs_than_pages():
    footer = tuple(range(10))
    pages = [(f"p{number:03}", (*footer, *range(1_000 * number + 10, 1_000 * number + 40))) for number in range(1, 200)]
    assert len(pairs(pages)) == len(pages) - 1


def test_an_article_made_of_many_others_is_compared_with_the_few_it_shares_most_with():
    parts = [(f"p{number}", tuple(range(100 * number, 100 * number + 5 + number))) for number in range(6)]
    whole = tuple(each for _, hashes in parts for each in hashes)
    assert pairs([*parts, ("whole", whole)]) == tuple((f"p{number}", "whole") for number in (5, 4, 3, 2))


def test_a_few_hashes_of_two_long_texts_are_not_enough():
    one, other = tuple(range(100)), (0, 1, 2, *range(200, 297))
    assert pairs([("a", one), ("b", other)]) == ()
    assert pairs([("a", one), ("b", tuple(range(12)))]) == (("a", "b"),)


SKETCHES = st.lists(st.frozensets(st.integers(0, 20), max_size=8).map(lambda each: tuple(sorted(each))), max_size=12)


@given(SKETCHES)
def test_pairs_are_of_an_earlier_and_a_later_article_few_for_each_and_share_enough(sketches):
    named = [(f"n{number:02}", each) for number, each in enumerate(sketches)]
    found = pairs(named)
    assert len(set(found)) == len(found)
    for one, other in found:
        assert one < other
        assert len(set(dict(named)[one]) & set(dict(named)[other])) >= SHARED
    assert all(sum(later == name for _, later in found) <= NEARER for name, _ in named)


@given(SKETCHES)
def test_a_copy_of_an_article_before_is_always_compared_with_somebody(sketches):
    named = [(f"n{number:02}", each) for number, each in enumerate([*sketches, *sketches])]
    later = {other for _, other in pairs(named)}
    for number, each in enumerate(sketches):
        if len(each) >= SHARED and not any(set(each) & set(other) for at, other in enumerate(sketches) if at != number):
            assert f"n{number + len(sketches):02}" in later


# --- terms -----------------------------------------------------------------------------------------------------------------


def test_terms_are_names_and_rare_words_plain_and_ascending():
    weights = {"lock": 0.99, "was": 0.1, "sluice": 0.999}
    made = article("Oda Brandt shut the sluice; the lock was shut. 1234 x99y")
    assert terms(made, frozenset({"Oda", "Brandt"}), lambda word: weights.get(word, 0.2)) == ("brandt", "lock", "oda", "sluice")


def test_an_article_has_a_limited_number_of_terms_the_most_frequent_first():
    text = " ".join([*(f"Name{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(40)), "Often Often"])
    names = frozenset(text.split())
    found = terms(article(text), names, lambda _: 0.0)
    assert len(found) == NAMES
    assert "often" in found
    small = article(" ".join(f"rare{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(40)))
    assert len(terms(small, frozenset(), lambda _: 1.0)) == WORDS
