"""Any order of adding gives the same archive: numbers, versions and twins do not depend on what came first."""

import random
import shutil
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from archived import dump, filled, index_is_right, kept, rows
from whence.archive import Archive, numbers, storing
from whence.archive.numbers import days, home, minute_of, order

TEXTS = ["Ann Lee said it was late.", "Ann Lee said it was over.", "Bo Marr left."]
DATES = st.sampled_from([None, "2026", "2026-03", "2026-03-12", "2026-03-12T09:30", "2026-03-12T09:30:00+01:00", "1215-06-15"])
URLS = st.sampled_from([None, "https://a.example/n", "https://a.example/n#top", "https://b.example/m"])


@st.composite
def articles(draw):
    """Articles that share addresses, texts and minutes as often as not."""
    text = draw(st.sampled_from(TEXTS))
    links = ["Ann Lee | said | it was"] if text.startswith("Ann") else []
    return kept(
        text, *links, url=draw(URLS), published=draw(DATES), modified=draw(st.none() | DATES), captured=draw(st.none() | DATES),
        outlet=draw(st.sampled_from([None, "Holm Post"])), own=("Bo Marr left",) if not links else (),
    )  # fmt: skip


def crowded(published, article):
    """Every article of one minute belongs to one number, so that all but one must move on."""
    return home(published, article) >> numbers.ID_BITS << numbers.ID_BITS


@pytest.fixture(params=[home, crowded], ids=["roomy", "crowded"])
def place(request, monkeypatch):
    monkeypatch.setattr(storing, "home", request.param)


def different(most):
    """Articles of different ids: of two with one id the first is kept, it is the same article."""
    return st.lists(articles(), min_size=1, max_size=most, unique_by=lambda each: each.reading.article.id)


@settings(max_examples=40)
@given(made=different(7), seed=st.integers(0, 9), many=st.booleans())
@pytest.mark.usefixtures("place")
def test_any_order_of_adding_gives_the_same_rows_in_every_table(made, seed, many):
    shuffled = made.copy()
    random.Random(seed).shuffle(shuffled)
    folder = Path(tempfile.mkdtemp())
    try:
        first, second = filled(folder / "a.db", made), folder / "b.db"
        if many:
            with Archive.open(second) as archive:
                list(archive.add_many(shuffled))
        else:
            filled(second, shuffled)
        assert dump(first) == dump(second)
        assert index_is_right(second)
    finally:
        shutil.rmtree(folder)


@settings(max_examples=25)
@given(made=different(5), seed=st.integers(0, 9))
@pytest.mark.usefixtures("place")
def test_reading_again_leaves_what_the_new_readings_alone_would_give(made, seed):
    """A newer reader may find another date: the article moves, and those that made room for it move back."""
    random.Random(seed).shuffle(newer := [dated(each, seed) for each in made])
    folder = Path(tempfile.mkdtemp())
    try:
        first = filled(folder / "a.db", made)
        filled(first, newer, again=True)
        assert index_is_right(first)
        assert numbers_ascend(first)
    finally:
        shutil.rmtree(folder)


def dated(article, seed):
    """The same article as a newer reader dates it."""
    told = article.reading.article
    if (int(told.id[0], 16) + seed) % 2:
        return article
    made = kept(told.text, published="2026-03-13")
    dates = replace(told.dates, published=made.reading.article.dates.published)
    return replace(article, reading=replace(article.reading, article=replace(told, dates=dates)))


def numbers_ascend(path):
    """Do numbers ascend by minute and id?"""
    listed = rows(path, "SELECT published, id FROM articles ORDER BY number")
    return listed == sorted(listed, key=lambda row: order(*row))


@pytest.mark.usefixtures("place")
def test_an_article_whose_date_changes_moves_and_the_others_close_up(tmp_path):
    made = [kept(f"Note {number}.", published="2026-03-12") for number in range(6)]
    newer = [dated(each, 0) for each in made]
    path = filled(tmp_path / "a.db", made)
    filled(path, newer, again=True)
    assert dump(path) == dump(filled(tmp_path / "b.db", newer))


MOMENTS = st.datetimes(datetime(1600, 1, 1), datetime(2599, 12, 31))


@settings(max_examples=200)
@given(MOMENTS, MOMENTS)
def test_numbers_ascend_with_the_moment_of_publication(first, second):
    one, two = (each.isoformat(timespec="minutes") for each in (first, second))
    assert (home(one, "f" * 16) < home(two, "0" * 16)) == (one < two)
    assert minute_of(one) < home(one, "0" * 16)


@settings(max_examples=200)
@given(day=st.dates(date(1600, 1, 1), date(2598, 12, 31)), article=st.text("0123456789abcdef", min_size=16, max_size=16))
def test_a_span_of_dates_is_a_span_of_numbers(day, article):
    for told in (f"{day}", f"{day}T00:00", f"{day}T23:59"):
        at = home(told, article)
        for span in (f"{day}", f"{day}"[:7], f"{day}"[:4]):
            low, high = days(span, span)
            assert low <= at <= high
        low, high = days(str(day + timedelta(days=1)), None)
        assert at < low
        low, high = days(None, str(day - timedelta(days=1))) if day > date(1600, 1, 1) else (0, -1)
        assert at > high


@pytest.mark.parametrize("value", [None, "", "no date", "2026-13", "2026-02-30", "20260312", "-2026"])
def test_what_is_no_date_has_no_minute(value):
    assert minute_of(value) is None


def test_articles_without_a_date_stand_before_all_others_in_the_order_of_their_ids():
    assert home(None, "f" * 16) < home("0001-01-01", "0" * 16)
    assert home(None, "0" * 16) < home(None, "f" * 16)


def test_years_beyond_what_numbers_reach_stand_at_the_ends():
    assert home("9999-12-31", "0" * 16) == home("8888-12-31", "0" * 16)
    assert home("1215-06-15", "0" * 16) == home("1600-01-01", "0" * 16)


@settings(max_examples=100)
@given(st.integers(0, 2**47 - 1), st.lists(st.integers(0, 10**6), min_size=2, max_size=50, unique=True))
def test_rows_of_an_article_never_share_a_number_and_the_first_is_the_newest(article, places):
    made = [numbers.row(article, "0" * 16, place) for place in sorted(places)]
    assert len(set(made)) == len(made)
    inside = made[: sum(place < 2**16 for place in places)]
    assert inside == sorted(inside, reverse=True)
    low, high = numbers.rows(article, article)
    assert all(low <= each <= high for each in inside)
    assert all(each < 0 for each in made[len(inside) :])
    assert all(-(2**63) <= each < 2**63 for each in made)


def test_an_article_with_more_rows_than_it_has_numbers_for_is_kept_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(numbers, "_ROWS", 4)
    text = " ".join(f"Ann{number} said word{number}." for number in range(9))
    long = kept(text, *(f"Ann{number} | said | word{number}" for number in range(9)), own=("word3",), parts=("ord0",))
    path = filled(tmp_path / "a.db", [long])
    with Archive.open(path) as archive:
        assert archive.kept([long.reading.article.id]) == [long]
        assert len(archive.candidates_matching("word7", 10)) == 1
    assert index_is_right(path)
