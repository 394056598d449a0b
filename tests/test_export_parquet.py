"""Parquet: typed rows that pandas, DuckDB and Arrow itself read back."""

import io
import sys
from datetime import date

import pytest

from exported import HARD, hard, reading, say
from whence.errors import ExtraMissing
from whence.exchange import FORMATS, parquet
from whence.exchange.parquet import COLUMNS, day
from whence.report.table import ROW, rows


@pytest.fixture(scope="module")
def arrow():
    return pytest.importorskip("pyarrow")


def written(*made):
    out = io.BytesIO()
    FORMATS["parquet"].export(iter(made), out)
    return out


def table(*made):
    return pytest.importorskip("pyarrow.parquet").read_table(written(*made))


def test_the_rows_are_those_of_the_csv_with_more_columns(arrow):
    found = table(hard()).to_pylist()
    assert tuple(found[0]) == COLUMNS
    plain = [name for name in ROW if name not in ("hops", "reasons")]
    assert [{name: row[name] for name in plain} for row in found] == [
        {name: row[name] for name in plain} for row in rows(hard())
    ]


def test_columns_have_types(arrow):
    schema = table(hard()).schema
    assert schema.field("number").type == schema.field("content_start").type == arrow.int64()
    assert schema.field("confidence").type == arrow.float64()
    assert schema.field("hops_implied").type == arrow.bool_()
    assert schema.field("said_on").type == arrow.string()
    assert schema.field("said_on_date").type == arrow.date32()
    assert schema.field("hops").type == arrow.list_(arrow.string())


def test_lists_pieces_and_dates(arrow):
    first, second, third = table(hard()).to_pylist()
    assert [HARD[each["start"] : each["end"]] for each in first["content_spans"]] == ["We wait", "and we sing"]
    assert (first["said_on"], first["said_on_date"], first["published_date"]) == (
        "2026-03-11", date(2026, 3, 11), date(2026, 3, 12),
    )  # fmt: skip
    assert (first["hops"], second["hops"], second["hop_entities"]) == ([], ["The Courier"], ["e3"])
    assert (third["source_spans"], third["source_start"], third["said_on_date"]) == ([], None, None)


def test_the_columns_have_their_types_when_no_reading_has_a_statement(arrow):
    assert table().schema == table(hard()).schema
    assert table(reading("It rained.")).num_rows == 0


def test_row_groups_are_written_as_they_fill(arrow, monkeypatch):
    monkeypatch.setattr(parquet, "GROUP", 4)
    found = pytest.importorskip("pyarrow.parquet").ParquetFile(written(*[hard()] * 5))
    assert [found.metadata.row_group(number).num_rows for number in range(found.num_row_groups)] == [4, 4, 4, 3]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2024-11-22", date(2024, 11, 22)), ("2024-11-22T10:15:00+01:00", date(2024, 11, 22)), ("2024-11", None),
        ("2024-11-22~", None), ("2024-11-22/2024-11-25", None), ("../2024-11-25", None), ("2024-02-30", None), ("", None),
        (None, None),
    ],
)  # fmt: skip
def test_a_date_is_a_day_only_where_the_day_is_sure(value, told):
    assert day(value) == told


def test_pandas_reads_it(arrow):
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(written(hard()))
    assert list(frame["holder"][:2]) == ["Oda 🐟 Brandt", "Per Lund"]
    assert list(frame["hops"][1]) == ["The Courier"]


def test_duckdb_reads_it(arrow, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "s.parquet").write_bytes(written(hard(), reading(HARD, say(None, None, "Nobody slept"))).getvalue())
    query = f"""SELECT count(*), max(said_on_date), list(DISTINCT hops[1]) FILTER (len(hops) > 0), sum(content_spans[1]."end")
        FROM '{tmp_path / "s.parquet"}'"""
    assert duckdb.sql(query).fetchall() == [(4, date(2026, 3, 11), ["The Courier"], 31 + 145 + 160 + 160)]


def test_a_missing_library_is_an_error_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExtraMissing, match=r"whence\[parquet\]"):
        written(hard())
