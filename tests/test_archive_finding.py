"""What tracing asks: shared hashes, shared terms, words of candidates; and streams in small groups."""

import threading
import time
from itertools import count

import pytest

from archived import filled, kept
from whence.archive import Added, Archive
from whence.archive.batches import batches
from whence.errors import InputError

# --- finding -------------------------------------------------------------------------------------------------------------


def article(number, **told):
    told = {"sketch": (), "terms": (), "published": f"2026-03-{number + 1:02}"} | told
    return kept(f"Ann Lee said number{number} of it.", f"Ann Lee | said | number{number} of it", **told)


def ids(*articles):
    return [each.reading.article.id for each in articles]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "whence.db"


def test_articles_that_share_hashes_come_with_how_many_those_that_share_most_first_then_the_earliest(path):
    sketches = [(1, 2, 3), (2, 3, 2**64 - 1), (3,), (9,)]
    made = [article(number, sketch=sketch) for number, sketch in enumerate(sketches)]
    with Archive.open(filled(path, reversed(made))) as archive:
        names = ids(*made)
        assert archive.sharing([1, 2, 3, 3]) == [(names[0], 3), (names[1], 2), (names[2], 1)]
        assert archive.sharing([2**64 - 1]) == [(names[1], 1)]
        assert archive.sharing([]) == archive.sharing([77]) == []
        assert archive.sharing([3], most_each=2) == [(names[0], 1), (names[1], 1)]


def test_sketches_come_in_the_order_of_publication(path):
    made = [article(number, sketch=(number, 7)) for number in range(5)]
    with Archive.open(filled(path, reversed(made))) as archive:
        assert list(archive.sketches()) == [(name, (number, 7)) for number, name in enumerate(ids(*made)) if number < 7]


def test_articles_that_share_enough_terms_are_near(path):
    made = [article(number, terms=terms) for number, terms in enumerate([("a", "b", "c"), ("b", "c"), ("c",), ("d",)])]
    with Archive.open(filled(path, made)) as archive:
        names = tuple(ids(*made))
        assert archive.near(["a", "b", "c"]) == names[:2]
        assert archive.near(["a", "b", "c"], at_least=1) == names[:3]
        assert archive.near(["a", "b", "c"], at_least=3) == names[:1]
        assert archive.near([]) == archive.near(["x", "y"]) == ()


def test_a_term_that_stands_in_too_many_articles_is_passed_over(path):
    made = [article(number, terms=("common", f"rare{number // 2}")) for number in range(6)]
    with Archive.open(filled(path, made)) as archive:
        assert archive.near(["common", "rare0"], most_common=6) == tuple(ids(*made[:2]))
        assert archive.near(["common", "rare0"], most_common=5) == ()
        assert archive.near(["common", "rare0"], most_common=2, at_least=1) == tuple(ids(*made[:2]))


def test_within_days_of_a_date_only_those_articles_and_those_without_a_date_are_looked_at(path):
    made = [article(number, terms=("a", "b")) for number in range(6)]
    undated = article(9, terms=("a", "b"), published=None)
    with Archive.open(filled(path, [*made, undated])) as archive:
        near = archive.near(["a", "b"], published="2026-03-03", days=1)
        assert near == tuple(ids(undated, *made[1:4]))
        assert archive.near(["a", "b"], most_common=4, published="2026-03-03", days=1) == near
        assert archive.near(["a", "b"], most_common=3, published="2026-03-03", days=1) == ()
        assert len(archive.near(["a", "b"], published="2026-03-03")) == 7


def test_candidates_are_found_by_words_the_newest_first_whoever_says_them(path):
    said = article(1)
    own = kept("Rain fell on number2 of it.", own=("number2 of it",), published="2026-03-03")
    part = kept(
        "Ann Lee said number3 of it all.", "Ann Lee | said | number3 of it all", parts=("it all",), published="2026-03-04"
    )
    with Archive.open(filled(path, [part, own, said])) as archive:
        whole, piece = part.candidates
        assert set(archive.candidates_matching("it", 2)) == {whole.id, piece.id}
        assert archive.candidates_matching("of it", 10) == (whole.id, own.candidates[0].id, said.candidates[0].id)
        assert archive.candidates_matching("number3", 10) == (whole.id,)
        assert archive.candidates_matching("Ann", 10) == ()
        assert archive.candidates_matching("", 10) == archive.candidates_matching("—", 10) == ()
        assert archive.candidates_matching("of it -number2", 10) == (whole.id, said.candidates[0].id)


@pytest.mark.parametrize(
    "words", ['"', "a AND", "NEAR(a b)", "a*b", "(", "said:x", "{said}", "^a", "a\0b", "- -", '""', "OR", "ü🚢"]
)
def test_nothing_that_is_typed_is_taken_for_an_operator(path, words):
    with Archive.open(filled(path, [article(1)])) as archive:
        assert archive.candidates_matching(words, 10) == ()


# --- batches -------------------------------------------------------------------------------------------------------------


def test_items_come_in_their_order_in_groups_that_are_never_longer_than_asked():
    groups = list(batches(range(1000), 64, 5.0))
    assert [each for group in groups for each in group] == list(range(1000))
    assert max(map(len, groups)) <= 64
    assert list(batches([], 64, 5.0)) == []


def test_an_item_does_not_wait_for_a_slow_one_behind_it():
    slow = threading.Event()

    def stream():
        yield 1
        slow.wait(20)
        yield 2

    groups = batches(stream(), 64, 0.05)
    begun = time.monotonic()
    assert next(groups) == [1]
    assert time.monotonic() - begun < 10
    slow.set()
    assert list(groups) == [[2]]


def test_what_the_stream_raises_comes_behind_everything_before_it():
    def stream():
        yield 1
        raise ValueError("torn")

    groups = batches(stream(), 64, 5.0)
    assert next(groups) == [1]
    with pytest.raises(ValueError, match="torn"):
        next(groups)


def test_who_leaves_early_ends_the_stream():
    ended = threading.Event()

    def stream():
        try:
            yield from count()
        finally:
            ended.set()

    groups = batches(stream(), 4, 5.0)
    assert next(groups) == [0, 1, 2, 3]
    groups.close()
    assert ended.wait(20)


# --- many ----------------------------------------------------------------------------------------------------------------


def test_many_are_added_in_their_order_and_what_is_no_article_comes_through_in_its_place(path):
    made = [article(number) for number in (3, 1, 2)]
    wrong = InputError("gone.txt", "it is not there")
    with Archive.open(path) as archive:
        found = list(archive.add_many([made[0], wrong, made[1], "anything", made[0], made[2]]))
        names = ids(*made)
        assert found == [
            Added(names[0], "note.txt", "new"), wrong, Added(names[1], "note.txt", "new"), "anything",
            Added(names[0], "note.txt", "known"), Added(names[2], "note.txt", "new"),
        ]  # fmt: skip
        assert archive.count() == 3


def test_what_was_reported_as_added_is_there_for_everybody_else(path):
    with Archive.open(path) as archive, Archive.open(path) as other:
        for each in archive.add_many(article(number) for number in range(20)):
            assert other.knows(each.article)


def test_one_article_without_a_proper_id_does_not_keep_out_the_others(path):
    from msgspec.structs import replace

    good = article(1)
    bad = replace(good, reading=replace(good.reading, article=replace(good.reading.article, id="x")))
    with Archive.open(path) as archive:
        first, second = archive.add_many([bad, good])
        assert isinstance(first, InputError)
        assert second.what == "new"
