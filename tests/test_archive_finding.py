"""What tracing asks: shared hashes, shared terms, words of candidates; and streams in small groups."""

import signal
import subprocess
import sys
import threading
import time
from itertools import count

import pytest
from msgspec.structs import replace

from archived import filled, kept
from whence.archive import Added, Archive
from whence.archive import batches as module
from whence.archive.batches import Batches
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
        assert list(archive.sketches()) == [(name, (number, 7)) for number, name in enumerate(ids(*made))]


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


class Written:
    """Stands where a writer stands: notes the groups, and which of them came from another thread."""

    def __init__(self):
        self.groups, self.late = [], []

    def write(self, group):
        self.groups.append(list(group))
        return [f"{each}!" for each in group]

    def write_late(self, group):
        self.late.append(list(group))
        return self.write(group)

    def through(self, items, most=64, seconds=20.0):
        return Batches(self.write, self.write_late, most, seconds).through(items)


def test_items_come_out_in_their_order_in_groups_that_are_never_longer_than_asked(monkeypatch):
    monkeypatch.setattr(module, "QUICK", 60.0)
    writer = Written()
    assert list(writer.through(range(1000))) == [f"{number}!" for number in range(1000)]
    assert [len(each) for each in writer.groups] == [64] * 15 + [40]
    assert writer.late == []
    assert list(Written().through([])) == []


def test_an_item_that_took_its_time_is_written_at_once(monkeypatch):
    monkeypatch.setattr(module, "QUICK", 0.0)
    writer = Written()
    stream = writer.through(iter([1, 2]))
    assert next(stream) == "1!"
    assert writer.groups == [[1]]


def test_an_item_is_written_while_a_slow_one_behind_it_is_waited_for(monkeypatch):
    monkeypatch.setattr(module, "QUICK", 60.0)
    writer, written = Written(), []

    def stream():
        yield 1
        until = time.monotonic() + 20
        while not writer.late and time.monotonic() < until:
            time.sleep(0.005)
        written.extend(writer.late)
        yield 2

    assert list(writer.through(stream(), seconds=0.02)) == ["1!", "2!"]
    assert written == [[1]]


@pytest.mark.parametrize("wrong", [ValueError("torn"), KeyboardInterrupt()])
def test_what_the_stream_raises_comes_behind_everything_before_it(wrong):
    def stream():
        yield 1
        raise wrong

    groups = Written().through(stream())
    assert next(groups) == "1!"
    with pytest.raises(type(wrong)):
        next(groups)


def test_what_writing_raises_in_either_thread_comes_out_and_nothing_is_written_after_it(monkeypatch):
    monkeypatch.setattr(module, "QUICK", 60.0)
    failed = threading.Event()

    def fail(group):
        failed.set()
        raise OSError("full")

    def stream():
        yield 1
        failed.wait(20)
        time.sleep(0.05)
        yield 2

    writer = Written()
    with pytest.raises(OSError, match="full"):
        list(Batches(writer.write, fail, 64, 0.01).through(stream()))
    assert writer.groups == []
    with pytest.raises(OSError, match="full"):
        list(Batches(fail, writer.write_late, 64, 20.0).through([1, 2]))


def test_who_leaves_early_leaves_no_thread_behind():
    before = threading.active_count()
    stream = Written().through(count(), most=4)
    assert next(stream) == "0!"
    stream.close()
    assert threading.active_count() == before


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


def test_an_article_is_on_the_disk_within_a_second_however_long_the_next_one_takes(path, monkeypatch):
    monkeypatch.setattr(module, "QUICK", 60.0)
    first, second = article(1), article(2)
    seen = []

    def stream():
        yield first
        with Archive.open(path, read_only=True) as other:
            until = time.monotonic() + 20
            while not other.count() and time.monotonic() < until:
                time.sleep(0.02)
            seen.append(other.count())
        yield second

    with Archive.open(path) as archive:
        assert [each.what for each in archive.add_many(stream())] == ["new", "new"]
    assert seen == [1]


def test_one_article_without_a_proper_id_does_not_keep_out_the_others(path):
    good = article(1)
    bad = replace(good, reading=replace(good.reading, article=replace(good.reading.article, id="x")))
    with Archive.open(path) as archive:
        first, second = archive.add_many([bad, good])
        assert isinstance(first, InputError)
        assert second.what == "new"


INTERRUPTED = """
import random, signal
from whence.archive.batches import Batches

def interrupt(*_):
    raise KeyboardInterrupt

signal.signal(signal.SIGALRM, interrupt)
chance, counted = random.Random(1), 0
for _ in range(300):
    stream = Batches(list, list, 64, 20.0).through(iter(int, 1))
    try:
        signal.setitimer(signal.ITIMER_REAL, chance.uniform(0.0005, 0.004))
        for _ in stream:
            pass
    except KeyboardInterrupt:
        counted += 1
print(counted)
"""


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timers of signals")
def test_an_interrupt_at_any_moment_ends_a_stream_and_never_hangs():
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == "300\n"
