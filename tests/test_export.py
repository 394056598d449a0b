"""Readings out to other people's programs: the table of formats, and what holds for every one of them."""

import csv
import io
import json
import re
import zipfile
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, given, settings

import whence
from conftest import ROOT
from exported import HARD, ID, hard, reading, readings, say
from whence.exchange import FORMATS
from whence.exchange.iris import encoded, urn, web_address
from whence.exchange.utf16 import Units
from whence.report import csvfile, jsonl

NO_ARROW = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is missing")
ALL = [pytest.param(name, marks=[NO_ARROW] if name == "parquet" else []) for name in FORMATS]
UNREAD = whence.Reading.from_dict(
    {**hard().to_dict(), "statements": None, "entities": None, "looked_for": ["blocks"], "model": None}
)


@pytest.fixture(scope="module")
def read_text(article_text):
    """A reading that the model made: the only one of these tests."""
    return whence.read(article_text, published="2026-03-12", url="https://courier.example/talks")


def written(name, *made):
    out = io.BytesIO()
    FORMATS[name].export(iter(made), out)
    return out.getvalue()


def test_the_table_tells_what_each_format_is_for():
    assert list(FORMATS) == [
        "jsonl", "csv", "tsv", "parquet", "jsonld", "jsonld-lines", "ftm", "brat", "labelstudio", "md",
    ]  # fmt: skip
    for each in FORMATS.values():
        assert each.description
        assert sum(way is not None for way in (each.text, each.binary, each.files)) == 1
    assert [name for name, each in FORMATS.items() if each.needs_folder] == ["brat"]


@pytest.mark.parametrize("name", ALL)
def test_the_same_readings_give_the_same_bytes(name, read_text):
    assert written(name, read_text, hard()) == written(name, read_text, hard())


@pytest.mark.parametrize("name", ALL)
def test_no_readings_and_readings_without_statements_are_written_too(name):
    written(name)
    written(name, UNREAD, hard(), UNREAD)


@pytest.mark.parametrize("name", ALL)
def test_articles_are_written_before_the_next_is_asked_for(name):
    asked = []

    class Out(io.BytesIO):
        def write(self, data):
            written_at.append(len(asked))
            return super().write(data)

    def endless():
        for number in range(40):
            asked.append(number)
            yield reading(HARD, say(None, None, "Nobody slept"), article=f"{number:016x}")

    written_at = []
    FORMATS[name].export(endless(), Out())
    if name != "parquet":  # waits for a row group
        assert {1, 2, 3} <= set(written_at)


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=40)
@given(readings())
def test_any_text_can_be_written_in_any_text_format(made):
    for name, each in FORMATS.items():
        if each.text:
            written(name, made).decode("utf-8")


def test_json_lines_are_the_readings_themselves():
    lines = written("jsonl", hard(), UNREAD).decode().splitlines()
    assert [whence.Reading.from_dict(json.loads(line)) for line in lines] == [hard(), UNREAD]
    assert written("jsonl", hard()).decode() == jsonl.line(hard())


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_rows_are_those_of_whence_read_with_the_names_of_columns_once(name, delimiter):
    text = written(name, hard(), UNREAD, hard()).decode()
    assert text == csvfile.header(delimiter) + 2 * csvfile.lines(hard(), delimiter)


def test_a_row_tells_who_said_it_through_whom():
    (first, second, third) = csv.DictReader(io.StringIO(written("csv", hard()).decode()))
    assert (first["holder"], first["said_on"]) == ("Oda 🐟 Brandt", "2026-03-11")
    assert (second["holder"], second["hops"]) == ("Per Lund", "The Courier")
    assert third["holder"] == ""


def test_a_folder_becomes_a_zip_without_times():
    data = written("brat", hard())
    with zipfile.ZipFile(io.BytesIO(data)) as folder:
        assert folder.namelist() == ["annotation.conf", f"{ID}.txt", f"{ID}.ann", f"{ID}.json"]
        assert {each.date_time for each in folder.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# --- addresses and names as IRIs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "iri"),
    [
        ("https://canal.example/a b?q=ü&x=<y>#top", "https://canal.example/a%20b?q=%C3%BC&x=%3Cy%3E#top"),
        ("HTTP://canal.example", "http://canal.example"),
        ("https://canal.example/100%/%41%zz", "https://canal.example/100%25/%41%25zz"),
        ("https://canal.example/a#b#c", "https://canal.example/a#b%23c"),
        ("https://müll.example/\"'>\n", "https://m%C3%BCll.example/%22'%3E"),
        ("javascript:alert(1)", None), ("//canal.example/x", None), ("data:text/html,x", None), ("/tmp/x.html", None),
        ("https://", None), ("https:// /x", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_only_an_address_of_the_web_is_an_iri_and_nothing_in_it_is_left_unescaped(url, iri):
    assert web_address(url) == iri


def test_names_of_parts_hold_nothing_that_ends_an_iri():
    assert urn("a b>", "s:<x>#y") == "urn:whence:a%20b%3E#s:%3Cx%3E%23y"
    assert encoded("a-b 🐟") == "a-b%20%F0%9F%90%9F"


# --- code units ------------------------------------------------------------------------------------------------------------


@given(readings())
def test_offsets_in_code_units_are_those_of_utf16_both_ways(made):
    text, units = made.article.text, Units(made.article.text)
    for place in range(len(text) + 1):
        assert units.of(place) == len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
        assert units.point(units.of(place)) == place


def test_an_offset_between_two_halves_is_that_of_their_character():
    assert [Units("a🐟b").point(unit) for unit in range(5)] == [0, 1, 1, 2, 3]


# --- documentation ---------------------------------------------------------------------------------------------------------


def test_the_documentation_names_every_format_and_no_other():
    told = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    table = told.split("| `--format` |", 1)[1].split("\n\n", 1)[0]
    first = [row.split("|")[1] for row in table.splitlines()[2:]]
    assert [name for cell in first for name in re.findall(r"`([a-z-]+)`", cell)] == list(FORMATS)
