"""Which places make one claim: `grouped("a1 a2 b1 c1", "a1 b1 3", …)` -> ["a1 b1", "a2", "c1"]; a letter is an article."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracing_cases import reading
from whence.tracing.candidates import candidates
from whence.tracing.claims import LIKELY, SECOND, SURE, UNLIKE, groups, nodes_of

LEAST = -2.0


def grouped(places, *odds, apart=(), least=LEAST):
    """The groups of two or more places; pairs that are not told are never scored."""
    names = places.split()
    number = {name: at for at, name in enumerate(names)}
    told = {tuple(sorted((number[one], number[other]))): float(value) for one, other, value in map(str.split, odds)}
    never = {frozenset(number[each] for each in pair.split()) for pair in apart}
    found = groups([ord(name[0]) for name in names], told, least, lambda one, other: frozenset((one, other)) in never)
    assert sorted(at for each in found for at in each) == list(range(len(names)))
    return [" ".join(names[at] for at in each) for each in found if len(each) > 1]


# --- average linkage -------------------------------------------------------------------------------------------------------


def test_two_places_that_are_likely_to_say_the_same_are_one_claim():
    assert grouped("a1 b1 c1", "a1 b1 3") == ["a1 b1"]


def test_places_that_were_never_scored_are_apart():
    assert grouped("a1 b1") == []


def test_three_places_that_agree_with_one_another_are_one_claim():
    assert grouped("a1 b1 c1", "a1 b1 3", "b1 c1 2", "a1 c1 1") == ["a1 b1 c1"]


def test_one_likely_pair_does_not_chain_two_claims_together():
    odds = ["a1 b1 4", "c1 d1 4", "b1 c1 1", "a1 c1 -4", "a1 d1 -4", "b1 d1 -4"]
    assert grouped("a1 b1 c1 d1", *odds) == ["a1 b1", "c1 d1"]


def test_a_third_place_joins_while_the_mean_stays_above_the_threshold():
    assert grouped("a1 b1 c1", "a1 b1 4", "b1 c1 1", "a1 c1 -3") == ["a1 b1 c1"]
    assert grouped("a1 b1 c1", "a1 b1 4", "b1 c1 1", "a1 c1 -9") == ["a1 b1"]


def test_the_likeliest_pair_is_joined_first():
    assert grouped("a1 b1 b2", "a1 b1 1", "a1 b2 3", apart=["b1 b2"]) == ["a1 b2"]


# --- two places of one article ---------------------------------------------------------------------------------------------


def test_two_places_of_one_article_are_never_compared_but_may_say_one_thing():
    assert grouped("a1 a2 b1", "a1 b1 3", "a2 b1 3") == ["a1 a2 b1"]


def test_a_second_place_that_is_far_less_likely_than_the_first_of_its_article_does_not_make_the_claim():
    assert grouped("a1 a2 b1", "a1 b1 3.9", f"a2 b1 {3.9 - SECOND + 0.1}") == ["a1 a2 b1"]
    assert grouped("a1 a2 b1", "a1 b1 3.9", f"a2 b1 {3.9 - SECOND - 0.1}") == ["a1 b1"]


def test_the_same_quoted_words_leave_room_for_the_reporters_own_beside_them():
    assert grouped("a1 a2 b1", "a1 b1 12", f"a2 b1 {SURE - SECOND + 0.1}") == ["a1 a2 b1"]


def test_two_places_of_one_article_are_not_joined_by_themselves():
    assert grouped("a1 a2", "a1 a2 9") == []


# --- apart and swept along ---------------------------------------------------------------------------------------------------


def test_places_that_are_apart_are_never_in_one_claim():
    assert grouped("a1 b1", "a1 b1 9", apart=["a1 b1"]) == []


def test_places_that_are_apart_are_not_joined_through_a_third():
    assert grouped("a1 b1 c1", "a1 b1 3", "b1 c1 2", "a1 c1 2", apart=["a1 c1"]) == ["a1 b1"]


def test_members_that_agree_with_no_other_leave():
    assert grouped("a1 b1", "a1 b1 -1") == []
    assert grouped("a1 b1 c1", "a1 b1 4", "a1 c1 -1", "b1 c1 -1") == ["a1 b1"]


def test_the_threshold_is_told():
    assert grouped("a1 b1", "a1 b1 1", least=2.0) == []
    assert grouped("a1 b1", "a1 b1 1", least=1.0) == ["a1 b1"]


# --- clauses and what holds them -------------------------------------------------------------------------------------------


def nodes(text, *links):
    """["clause < the wider place, …"]."""
    found = nodes_of(candidates(reading(text, *links)), 7)
    assert {each.article for each in found} <= {7}
    return [" < ".join(each.content[0].text[:40] for each in (node.candidate, *node.wider)) for node in found]


def test_the_nodes_of_a_long_sentence_are_its_clauses_with_the_sentence_around():
    text = "The crane fell on Monday and flattened eleven parked trams; the driver was not hurt."
    whole = text[:40]
    assert nodes(text) == [
        f"The crane fell on Monday < {whole}",
        f"flattened eleven parked trams < {whole}",
        f"the driver was not hurt < {whole}",
    ]


def test_a_short_sentence_is_a_node_of_its_own():
    assert nodes("The crane fell on Monday. It rained all day.") == ["The crane fell on Monday", "It rained all day"]


# --- what never breaks -----------------------------------------------------------------------------------------------------


@st.composite
def tables(draw):
    articles = draw(st.lists(st.integers(0, 4), min_size=1, max_size=9))
    pairs = [(one, other) for one, other in combinations(range(len(articles)), 2) if articles[one] != articles[other]]
    odds = {pair: draw(st.sampled_from([-3.9, -2.5, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0])) for pair in pairs if draw(st.booleans())}
    never = frozenset(pair for pair in pairs if draw(st.integers(0, 5)) == 0)
    return articles, odds, never


@given(tables())
def test_groups_partition_the_places(table):
    articles, odds, never = table
    found = groups(articles, odds, LEAST, lambda *pair: tuple(sorted(pair)) in never)
    assert sorted(at for each in found for at in each) == list(range(len(articles)))
    assert list(found) == sorted(found)
    assert all(list(each) == sorted(each) for each in found)


@given(tables())
def test_no_group_holds_two_places_that_are_apart_or_one_that_nobody_agrees_with(table):
    articles, odds, never = table
    for each in groups(articles, odds, LEAST, lambda *pair: tuple(sorted(pair)) in never):
        assert not any(pair in never for pair in combinations(each, 2))
        for at in each if len(each) > 1 else ():
            likely = [odds.get(tuple(sorted((at, other))), UNLIKE) for other in each if articles[other] != articles[at]]
            assert max(likely) >= LIKELY


@given(tables(), st.permutations(range(5)))
def test_how_the_articles_are_numbered_changes_nothing(table, numbers):
    articles, odds, never = table

    def apart(*pair):
        return tuple(sorted(pair)) in never

    assert groups(articles, odds, LEAST, apart) == groups([numbers[each] for each in articles], odds, LEAST, apart)


@pytest.mark.parametrize("number", [0, 1])
def test_no_place_or_one_place_is_no_trouble(number):
    assert groups(list(range(number)), {}, LEAST, lambda *_: False) == tuple((at,) for at in range(number))
