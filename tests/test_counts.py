"""Counts of statements by kind of source and more: every count carries what is behind it, and nothing is guessed."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from test_report import REORDERING, STEERING, reading
from whence.errors import UsageError
from whence.records.article import ArticleDate, ArticleDates, Outlet
from whence.records.entity import Entity
from whence.records.spans import span_of
from whence.records.statement import Hop
from whence.report import counts_page, counts_tables
from whence.report.counts import DIMENSIONS, GROUPS, MEASURES, count
from whence.report.counts_tables import count_of

TEXT = "Oda said no. A man said yes, the Post says, fearing for his job. It rained."
KINDS = ("named person", "document", "anonymous", "unnamed person", "unnamed group", "outlet")


def told(*statements, name="a", outlet="Holm Post", byline=("Ann Lee",), published="2025-03-04", looked_for=(), **more):
    """A reading of statements "kind", each with "+" for a stated reason, "…" for a relay, "?" unresolved, "" without source."""
    made, entities = [], []
    for number, each in enumerate(statements):
        kind = each.rstrip("+…")
        entity = f"e{number}" if kind in KINDS else None
        if entity:
            reason = span_of(TEXT, TEXT.index("fearing"), TEXT.index("job") + 3) if "+" in each else None
            entities.append(Entity(id=entity, name="X", kind=kind, reason_unnamed=reason))
        hops = (Hop(None, (), (), False),) if "…" in each else ()
        made.append((None if each == "" else "Oda", "said", "no", {"hops": hops}, entity))
    base = reading(TEXT, *[each[:4] for each in made], name=name)
    kept = tuple(
        replace(statement, source=replace(statement.source, entity=each[4]))
        for statement, each in zip(base.statements, made, strict=True)
    )
    article = replace(
        base.article, id=name, outlet=outlet and Outlet(outlet), byline=byline, url=more.get("url"), title=more.get("title"),
        dates=ArticleDates(ArticleDate(published, "day", "given")) if published else ArticleDates(),
    )  # fmt: skip
    return replace(
        base, statements=kept, entities=tuple(entities), article=article, looked_for=(*base.looked_for, "entities", "hops")
    )


def figures(table, row=None):
    """The counts that are not nought."""
    cells = (row or table.total).cells
    return {cell.measure: len(cell.statements) for cell in cells if cell.statements}


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("named person", {"named person", "first-hand"}),
        ("document…", {"document", "second-hand"}),
        ("anonymous", {"anonymous", "unnamed, no reason stated", "first-hand"}),
        ("anonymous+", {"anonymous", "unnamed, reason stated", "first-hand"}),
        ("unnamed group+", {"unnamed group", "unnamed, reason stated", "first-hand"}),
        ("unnamed person", {"unnamed person", "unnamed, no reason stated", "first-hand"}),
        ("?", {"not resolved", "first-hand"}),
        ("", {"no stated source", "first-hand"}),
    ],
)
def test_a_statement_is_counted_by_source_reason_hand_and_quotation(statement, expected):
    assert set(figures(count([told(statement)]))) == {"statements", "indirect", *expected}


def test_what_was_not_looked_for_is_not_known_and_never_absent():
    plain = reading("Oda said no.", ("Oda", "said", "no"))
    assert set(figures(count([plain]))) == {"statements", "not resolved", "hand not known", "indirect"}


def test_a_count_carries_the_addresses_of_its_statements():
    table = count([told("named person", "document"), told("document", name="b")])
    assert count_of(table.total, "document") == ("a#00000002", "b#00000001")


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (("outlet",), [("Holm Post",), ("Quay News",), (None,)]),
        (("month",), [("2025-03",), ("2025-04",), (None,)]),
        (("byline",), [("Ann Lee",), ("Bo Marr",), (None,)]),
        (("month", "outlet"), [("2025-03", "Holm Post"), ("2025-04", "Quay News"), (None, None)]),
        ((), [()]),
    ],
)
def test_rows_stand_in_the_order_of_their_values_and_what_is_not_known_last(by, keys):
    made = [
        told("", name="c", outlet=None, byline=(), published=None),
        told("", name="b", outlet="Quay News", byline=("Bo Marr", "Ann Lee"), published="2025-04-30T23:00"),
        told("", name="a"),
    ]
    assert [row.key for row in count(made, by).rows] == keys


def test_an_article_of_two_authors_counts_for_each_and_once_in_all():
    table = count([told("", byline=("Ann Lee", "Bo Marr", "Ann Lee"))], ("byline",))
    assert [len(count_of(row, "statements")) for row in table.rows] == [1, 1]
    assert len(count_of(table.total, "statements")) == 1


def test_an_article_that_was_not_read_is_counted_apart():
    unread = reading("Il a plu.", not_read="language")
    table = count([unread, told("")])
    assert (table.not_read, table.total.articles) == (("a" * 16,), ("a",))
    assert "one article not read" in counts_tables.render(table, 100, False)
    assert "one article not read" in counts_page.render(table, {})


@pytest.mark.parametrize("by", [("colour",), ("outlet", "outlet")])
def test_a_dimension_that_is_none_or_is_named_twice_is_refused(by):
    with pytest.raises(UsageError, match="cannot count by") as caught:
        count([], by)
    assert ", ".join(DIMENSIONS) in caught.value.hint


DRAWN = st.tuples(
    st.lists(st.sampled_from([*KINDS, "anonymous+", "document…", "?", ""]), max_size=4),
    st.sampled_from(["Holm Post", None]),
    st.sampled_from([("Ann Lee",), ()]),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(DRAWN), st.permutations(DIMENSIONS))
def test_counts_add_up_and_do_not_depend_on_the_order_of_the_articles(drawn, by):
    made = [
        told(*kinds, name=f"n{number}", outlet=outlet, byline=byline) for number, (kinds, outlet, byline) in enumerate(drawn)
    ]
    table = count(iter(made), tuple(by))
    assert table == count(reversed(made), tuple(by))
    for row in (*table.rows, table.total):
        whole = set(count_of(row, "statements"))
        for groups in (("named", "unnamed", "not known"), ("hand",), ("quotation",)):
            measures = [each for group in groups for each in GROUPS[group] if not each.startswith("unnamed, ")]
            parts = [key for measure in measures for key in count_of(row, measure)]
            assert sorted(parts) == sorted(whole)
        unnamed = {key for kind in ("anonymous", "unnamed person", "unnamed group") for key in count_of(row, kind)}
        assert unnamed == {key for each in MEASURES if each.startswith("unnamed, ") for key in count_of(row, each)}
    assert sum(len(count_of(row, "statements")) for row in table.rows) == len(count_of(table.total, "statements"))


def test_articles_stream_through_and_only_addresses_are_kept():
    def stream(count_of_articles):
        for number in range(count_of_articles):
            one = told("named person", name=f"n{number}")
            yield replace(one, article=replace(one.article, title="x" * 100_000))

    tracemalloc.start()
    count(stream(200))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000  # all articles together are 20 MB


# --- tables --------------------------------------------------------------------------------------------------------------


def test_a_table_on_a_terminal_has_a_part_for_each_question_and_a_line_for_all():
    shown = counts_tables.render(count([told("named person", "anonymous+"), told("?", name="b", outlet=None)]), 100, False)
    assert shown.splitlines()[:6] == [
        "Named sources",
        "outlet            statements   named person",
        "───────────────────────────────────────────",
        "Holm Post                  2              1",
        "no outlet known            1              –",
        "all                        3              1",
    ]
    titles = [line for line in shown.splitlines() if line[:1].isupper() and not line.startswith("Holm")]
    assert titles == [*counts_tables.TITLES.values()]
    assert shown.endswith("\n3 statements in two articles\n")


def test_csv_has_the_same_columns_whatever_is_counted():
    table = count([told("named person", outlet="=SUM(A1)")], ("outlet", "month"))
    head, row = csv.reader(io.StringIO(counts_tables.csv(table)))
    assert head == ["outlet", "month", "articles", *MEASURES]
    assert row[:5] == ["'=SUM(A1)", "2025-03", "1", "1", "1"]
    assert counts_tables.csv(count([], ("outlet", "month"))) == counts_tables.header(table)


def test_csv_of_statements_has_a_line_for_every_one_behind_a_count():
    table = count([told("document", outlet=None)])
    lines = list(csv.reader(io.StringIO(counts_tables.csv_statements(table))))
    assert lines[0] == ["outlet", "measure", "statement"]
    assert lines[1:] == [["", each, "a#00000001"] for each in ("statements", "document", "first-hand", "indirect")]


# --- page ----------------------------------------------------------------------------------------------------------------


def shown(*readings, by=("outlet",)):
    text = counts_page.render(count(readings, by), {each.article.id: each for each in readings})
    return html.document_fromstring(text), text


def test_every_count_on_the_page_opens_the_words_behind_it():
    one = told("named person", "anonymous", url="https://holm.example/1", title="Lock <shut>")
    found, _ = shown(one)
    cell = found.find(".//tr/td[2]/details")
    assert cell.find("summary").text == "1"
    (link,) = cell.findall(".//a")
    assert link.text == "“no”"
    entry = found.get_element_by_id(link.get("href")[1:])
    told_there = " ".join(entry.text_content().split())
    assert "Oda" in told_there
    assert "“no”" in told_there
    assert "Lock <shut>" in told_there
    assert [(each.get("href"), each.get("rel")) for each in entry.findall(".//a")] == [
        ("https://holm.example/1", "noopener noreferrer")
    ]


def test_every_link_of_the_page_leads_to_a_statement_and_every_statement_is_told_once():
    found, text = shown(told("named person", "anonymous"), told("", "document…", name="b", outlet=None), by=("outlet", "month"))
    ids = [each.get("id") for each in found.iter() if each.get("id")]
    assert ids == ["s1", "s2", "s3", "s4"]
    assert {each.get("href")[1:] for each in found.findall(".//td//a")} == set(ids)
    assert "<script" not in text
    assert "default-src 'none'" in text.replace("&#x27;", "'")


@pytest.mark.parametrize("sign", ["<", "&", '"', *STEERING[:3], *REORDERING[:3]], ids=ascii)
def test_nothing_of_an_article_becomes_markup_or_reorders_a_line(sign):
    one = told("named person", outlet=f"H{sign}x", byline=(f"A{sign}x",), url=f"https://x.example/{sign}x", title=f"T{sign}x")
    found, text = shown(one, by=("outlet", "byline"))
    assert f"H{sign}x" not in text
    assert not {*STEERING, *REORDERING} & set(text) - {"\n"}
    assert not [each for each in found.iter() if each.tag == "x"]
    assert not {*STEERING, *REORDERING} & set(counts_tables.render(count([one]), 80, False))


def test_a_statement_whose_reading_is_not_there_is_told_by_its_address():
    table = count([told("named person")])
    assert "a#00000001" in counts_page.render(table, {})
