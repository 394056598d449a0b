"""`whence.read_many`: order, errors as values, and never more in memory than the workers need."""

import time
from importlib import import_module
from itertools import count
from threading import Event

import pytest

import whence
from whence import Given, InputError, read_many
from whence.read import AHEAD

JOBS = [1, 2, 3, 7]


def given(number, text=None):
    return Given(name=f"note-{number}", text=text or f"Ilse Varga said the {number}th lock was shut. It rained all day.")


def collect(got, readings):
    for each in readings:
        got.append(each)


class Fake:
    """Stands where a Reader stands: gives the name back, after what a test wants to happen."""

    def __init__(self, before=lambda name: None):
        self.before, self.begun = before, []

    def read(self, given):
        self.begun.append(given.name)
        self.before(given.name)
        return given.name


@pytest.fixture
def reader(monkeypatch):
    fake = Fake()
    monkeypatch.setattr(import_module("whence.read"), "Reader", lambda: fake)
    return fake


@pytest.mark.parametrize("jobs", JOBS)
def test_every_reading_is_the_one_that_read_gives_alone(jobs):
    inputs = [given(number) for number in range(10)]
    alone = [whence.read(each.text, name=each.name) for each in inputs]
    assert list(read_many(inputs, jobs)) == alone
    assert all(reading.statements for reading in alone)


@pytest.mark.parametrize("jobs", JOBS)
def test_readings_come_in_the_order_of_their_inputs_even_when_later_ones_are_done_first(reader, jobs):
    reader.before = lambda name: time.sleep(0.004 * (int(name[5:]) % 5 == 0))
    assert list(read_many((given(number) for number in range(40)), jobs)) == [f"note-{number}" for number in range(40)]


@pytest.mark.parametrize("jobs", [0, -3])
def test_no_number_of_workers_is_one_worker(reader, jobs):
    assert list(read_many([given(1), given(2)], jobs)) == ["note-1", "note-2"]


@pytest.mark.parametrize("jobs", JOBS)
def test_no_inputs_give_no_readings(jobs):
    assert list(read_many([], jobs)) == []


@pytest.mark.parametrize("jobs", JOBS)
def test_errors_among_the_inputs_pass_through_in_their_place_as_they_were(reader, jobs):
    first, last = InputError("gone.txt", "there is no such file"), InputError("bad.json", "is not JSON")
    found = list(read_many([first, given(1), given(2), last], jobs))
    assert found == [first, "note-1", "note-2", last]
    assert found[0] is first
    assert found[3] is last


BAD = [
    ({"text": ""}, "empty"),
    ({"text": " \n\t "}, "empty"),
    ({"published": "last Tuesday"}, "published"),
    ({"text": "\ud83d Varga said it was late."}, "text"),
    ({"title": "A lock\udc00"}, "title"),
    ({"outlet": "\ud800"}, "outlet"),
    ({"url": "https://tidings.example/\ud800"}, "url"),
    ({"name": "\udcff.txt"}, "name"),
]


@pytest.mark.parametrize("jobs", JOBS)
@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_an_input_that_cannot_be_read_becomes_an_error_and_the_rest_is_read(jobs, wrong, said):
    told = {"name": "odd", "text": "Varga said it was late."} | wrong
    before, error, after = read_many([given(1), Given(**told), given(2)], jobs)
    assert isinstance(error, InputError)
    assert error.name == told["name"]
    assert said in error.message
    assert error.hint
    assert (before.input, after.input) == ("note-1", "note-2")


@pytest.mark.parametrize(("wrong", "said"), BAD)
def test_one_text_that_cannot_be_read_raises_the_same_error(wrong, said):
    told = {"name": "odd", "text": "Varga said it was late."} | wrong
    with pytest.raises(InputError, match=said):
        whence.read(told.pop("text"), **told)


@pytest.mark.parametrize("jobs", JOBS)
def test_inputs_are_taken_only_a_little_ahead_of_what_is_asked_for(reader, jobs):
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield given(number)

    readings = read_many(endless(), jobs)
    assert taken == []
    for asked in range(1, 30):
        next(readings)
        assert len(taken) <= asked + (0 if jobs == 1 else AHEAD * jobs)
    readings.close()


def test_one_worker_reads_an_input_before_it_takes_the_next(reader):
    def watched():
        for number in range(5):
            assert len(reader.begun) == number
            yield given(number)

    assert len(list(read_many(watched()))) == 5


def test_a_reading_that_is_ready_is_not_held_back_until_the_workers_are_full(reader):
    got, seen = [], []

    def slow_source():
        for number in range(AHEAD * 2 - 1):
            yield given(number)
            time.sleep(0.05)
        seen.extend(got)

    for each in read_many(slow_source(), 2):
        got.append(each)
    assert seen[:1] == ["note-0"]


@pytest.mark.parametrize("jobs", JOBS)
def test_what_the_inputs_raise_surfaces_behind_the_readings_of_all_inputs_before_it(reader, jobs):
    def torn():
        yield from (given(number) for number in range(4))
        raise ConnectionError("the wire is cut")

    got = []
    with pytest.raises(ConnectionError, match="the wire is cut"):
        collect(got, read_many(torn(), jobs))
    assert got == ["note-0", "note-1", "note-2", "note-3"]


@pytest.mark.parametrize("jobs", JOBS)
def test_a_fault_of_the_reader_itself_is_never_hidden(reader, jobs):
    def fail(name):
        if name == "note-2":
            raise ZeroDivisionError(name)

    reader.before, got = fail, []
    with pytest.raises(ZeroDivisionError):
        collect(got, read_many(map(given, range(6)), jobs))
    assert got == ["note-0", "note-1"]


def test_closing_early_drops_what_was_taken_ahead_and_not_begun(reader):
    full, closed = Event(), Event()

    def source():
        for number in range(100):
            if number == AHEAD * 2:
                full.set()
            yield given(number)

    reader.before = lambda name: full.wait(10) if name == "note-0" else closed.wait(0.3)
    readings = read_many(source(), 2)
    assert next(readings) == "note-0"
    readings.close()
    assert 1 <= len(reader.begun) <= 4


def test_a_reading_is_given_while_the_next_input_is_still_awaited():
    """The source of inputs stands still until the first reading has been seen."""
    seen = Event()

    def slow():
        yield Given(name="a", text="Ann Lee said it was late.")
        assert seen.wait(20)
        yield Given(name="b", text="Bo Marr said it was late.")

    found = read_many(slow(), 2, "article")
    assert next(found).input == "a"
    seen.set()
    assert [each.input for each in found] == ["b"]
