"""Readings for people and for programs: terminal, Markdown, CSV and TSV, data frames; `reading` is their tiny language."""

import csv
import io
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from msgspec.structs import replace
from rich.cells import cell_len

import whence
from whence.errors import ExtraMissing
from whence.records.article import (
    ArchiveRecord,
    Article,
    ArticleDate,
    ArticleDates,
    Block,
    Note,
    NotRead,
    Outlet,
    Republished,
)  # fmt: skip
from whence.records.reading import Model, Reading
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Source, Statement
from whence.report import csvfile, markdown, page, terminal
from whence.report.about import about
from whence.report.marks import Mark, harmless, marks_of, percent, segments, within
from whence.report.table import ROW, rows, to_pandas, to_polars

STEERING = [chr(code) for code in (*range(9), *range(11, 32), 127, *range(128, 160))]
REORDERING = [*"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"]


def spans(text, part):
    """The spans of a surface, of a list of surfaces, or of None."""
    return tuple(
        span_of(text, text.index(each), text.index(each) + len(each))
        for each in ([part] if isinstance(part, str) else part or [])
    )


def reading(text, *told, roles=None, not_read=None, name="test", **about):
    """A reading of hand-made statements (source, cue, content[, fields]); every line is a paragraph unless `roles` has it."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text)]
    blocks = tuple(Block(*edges, (roles or {}).get(number, "paragraph")) for number, edges in enumerate(lines))
    statements = [
        Statement(
            id=f"{number:08x}", source=Source(spans(text, source)), content=Content(spans(text, content)),
            **{"cue": Cue(spans(text, cue), "say", "say"), "quotation": "indirect", "confidence": 0.9} | dict(*more),
        )
        for number, (source, cue, content, *more) in enumerate(told, 1)
    ]  # fmt: skip
    article = Article(**{"id": "a" * 16, "text": text, "blocks": blocks, "not_read": not_read and NotRead(not_read)} | about)
    return Reading(
        input=name, looked_for=("blocks", "statements"), article=article, statements=None if not_read else tuple(statements),
        model=Model("m", "0" * 64), whence="0",
    )  # fmt: skip


NESTED = (
    "Oda Brandt said Per Lund knew the lock was shut.",
    ("Oda Brandt", "said", "Per Lund knew the lock was shut"),
    ("Per Lund", "knew", "the lock was shut", {"inside": "00000001"}),
)
INTERRUPTED = (
    "“We wait,” Per Lund said, “and we sing.”",
    ("Per Lund", "said", ["We wait", "and we sing"], {"quotation": "direct"}),
)
SHARED = (
    "Per Lund denied the fire and called it a tale.",
    ("Per Lund", "denied", "the fire"),
    ("Per Lund", "called", "it a tale"),
)
BARE = ("“The tide turns at noon.”\nIt rained.", (None, None, "The tide turns at noon", {"quotation": "direct"}))
TOLD = {
    "outlet": Outlet("The Canal Gazette", "canal.example"),
    "url": "https://canal.example/lock",
    "dates": ArticleDates(published=ArticleDate("2026-03-12", "day", "given")),
}
NONE = reading("It rained all day.")


LATER = (
    "holder", "holder_kind", "holder_entity", "holder_implied", "hops", "hops_implied", "said_on", "said_on_basis", "place",
    "medium", "medium_name", "certainty", "polarity",
)  # fmt: skip


def plain(one, width=100):
    return terminal.render(one, width, colour=False)


# --- terminal ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (NESTED, "⟨Oda Brandt⟩¹ ‹said›¹ [⟨Per Lund⟩² ‹knew›² [the lock was shut]²]¹."),
        (INTERRUPTED, "“[We wait]¹,” ⟨Per Lund⟩¹ ‹said›¹, “[and we sing]¹.”"),
        (SHARED, "⟨Per Lund⟩¹˒² ‹denied›¹ [the fire]¹ and ‹called›² [it a tale]²."),
        (BARE, "“[The tide turns at noon]¹.”"),
        (
            ("Oda gave no reason, Per said.", ("Per", "said", "Oda gave no reason"), ("Oda", "gave", "no reason")),
            "[⟨Oda⟩² ‹gave›² [no reason]²]¹, ⟨Per⟩¹ ‹said›¹.",
        ),
        (
            ("Oda 🐟 Brandt said 👩‍👩‍👧 sang.", ("Oda 🐟 Brandt", "said", "👩‍👩‍👧 sang")),
            "⟨Oda 🐟 Brandt⟩¹ ‹said›¹ [👩‍👩‍👧 sang]¹.",
        ),
        (("Zaja\u0328c sai\u0301d no.", ("Zaja\u0328c", "sai\u0301d", "no")), "⟨Zaja\u0328c⟩¹ ‹sai\u0301d›¹ [no]¹."),
        (("Oda said [sic] and [red].", ("Oda", "said", "[sic] and [red]")), "⟨Oda⟩¹ ‹said›¹ [[sic] and [red]]¹."),
        (("Oda said :smile: to us.", ("Oda", "said", ":smile: to us")), "⟨Oda⟩¹ ‹said›¹ [:smile: to us]¹."),
    ],
)
def test_marks_read_without_colour(made, line):
    assert plain(reading(*made)).splitlines()[2] == line


def test_numbers_above_nine_are_raised_figure_by_figure():
    words = [f"w{number:02}" for number in range(12)]
    one = reading(" ".join(words), *((None, None, word) for word in words))
    assert "[w00]¹ [w01]² " in plain(one)
    assert "[w09]¹⁰ [w10]¹¹ [w11]¹²\n" in plain(one)


def test_a_mark_over_two_paragraphs_is_closed_and_opened_again():
    text = "Oda said it rained\nand it snowed."
    assert "‹said›¹ [it rained]¹\n\n[and it snowed]¹.\n" in plain(reading(text, ("Oda", "said", "it rained\nand it snowed")))


@pytest.mark.parametrize("role", ["heading", "caption", "teaser", "credit", "boilerplate"])
def test_blocks_that_are_no_prose_are_named_and_have_no_marks(role):
    shown = plain(reading("The lock at dusk.\nOda said no.", ("Oda", "said", "no"), roles={0: role}))
    assert f"\n({role}) The lock at dusk.\n" in shown


@pytest.mark.parametrize("role", ["blockquote", "list", "live item"])
def test_marks_stand_in_every_kind_of_prose(role):
    assert "\n⟨Oda⟩¹ ‹said›¹ [no]¹.\n" in plain(reading("Oda said no.", ("Oda", "said", "no"), roles={0: role}))


def test_the_title_stands_once_at_the_head_with_the_facts_below_it():
    one = reading(
        "Lock shut\nOda said no.", ("Oda", "said", "no"), roles={0: "title"}, title="Lock shut", name="lock.txt", **TOLD
    )
    assert plain(one).startswith(
        "Lock shut\nThe Canal Gazette · 2026-03-12 · https://canal.example/lock · lock.txt\n\n⟨Oda⟩¹ ‹said›¹ [no]¹.\n"
    )
    assert plain(one).count("Lock shut") == 1


def test_an_article_without_title_is_headed_by_its_input():
    assert plain(reading("It rained.", name="rain.txt")).startswith("rain.txt\n\nIt rained.\n")


def test_an_outlet_without_name_is_told_by_its_domain():
    assert plain(reading("It rained.", outlet=Outlet(None, "canal.example"))).splitlines()[1] == "canal.example"


@pytest.mark.parametrize(
    ("made", "row"),
    [
        (NESTED, ["2", "Per Lund", "knew", "say", "indirect", "the lock was shut (inside 1)", "90%"]),
        (INTERRUPTED, ["1", "Per Lund", "said", "say", "direct", "We wait … and we sing", "90%"]),
        (SHARED, ["2", "Per Lund", "called", "say", "indirect", "it a tale", "90%"]),
        (BARE, ["1", "—", "—", "say", "direct", "The tide turns at noon", "90%"]),
    ],
)
def test_the_table_has_a_row_for_every_statement(made, row):
    table = [re.split(r"\s{2,}", line.strip()) for line in plain(reading(*made), 140).splitlines()]
    assert ["#", "who", "cue", "act", "kind", "what", "sure"] in table
    assert row in table
    assert sum(len(line) == 7 and line[0].isdigit() for line in table) == len(made) - 1


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (("It rained.",), "0 statements"),
        (NESTED, "2 statements · 2 indirect · 1 inside another"),
        (INTERRUPTED, "1 statement · 1 direct"),
        (BARE, "1 statement · 1 direct · 1 with no stated source"),
        (
            (SHARED[0], *SHARED[1:], (None, None, "a tale", {"quotation": "mixed"})),
            "3 statements · 1 mixed · 2 indirect · 1 with no stated source",
        ),
    ],
)
def test_the_last_line_counts(made, line):
    one = reading(*made)
    assert terminal.summary(one.statements) == line
    assert plain(one).splitlines()[-1] == line


def test_a_reading_without_statements_shows_the_article_and_no_table():
    assert plain(NONE) == "test\n\nIt rained all day.\n\n0 statements\n"


@pytest.mark.parametrize("reason", ["paywall", "language"])
def test_an_article_that_was_not_read_shows_its_text_and_says_why(reason):
    assert plain(reading("Il a plu.", not_read=reason)) == f"test\n\nIl a plu.\n\nNo statements: {reason}.\n"


def test_an_article_without_statements_shows_what_is_known_of_it():
    known = replace(
        reading("It rained.", not_read="paywall").article,
        byline=("Ann Lee", "Bo Marr"),
        language="de",
        dates=ArticleDates(ArticleDate("2026-03-12", "day", "json-ld"), None, ArticleDate("2026-03-14", "day", "warc")),
        republished_from=Republished("Northwire", None, None, "agency credit"),
        notes=(Note("correction", (Span(0, 2, "It"),)),),
        record=ArchiveRecord("a.warc", "x", 40),
    )
    assert about(known) == [
        ("by", "Ann Lee, Bo Marr"),
        ("published", "2026-03-12 (json-ld)"),
        ("captured", "2026-03-14 (warc)"),
        ("taken from", "Northwire (agency credit)"),
        ("correction", "It"),
        ("language", "de"),
        ("in archive", "a.warc, from byte 40"),
    ]
    shown = replace(reading("It rained.", not_read="paywall"), article=known)
    for render in (plain, markdown.render, lambda each: page.render([each])):
        words = render(shown).replace("\\", "")
        assert [told for _, told in about(known) if told not in words] == []


@pytest.mark.parametrize("width", [1, 20, 60, 61, 72, 80, 89, 90, 91, 100, 200])
@pytest.mark.parametrize(
    "words",
    ["rain fell on the locks ", "雨が水門に降った ", "🐟🚪👩‍👩‍👧 ", "unbreakable" * 30 + " ", "e\u0301\u0323" * 80 + " "],
)
def test_no_line_is_wider_than_the_terminal_or_than_sixty_columns(width, words):
    what = words * 9
    one = reading(
        f"Oda {what}said {what}.", (f"Oda {what}".strip(), "said", what.strip()), title=what, url="https://x.example/" * 9
    )
    assert max(cell_len(line) for line in plain(one, width).splitlines()) <= max(width, 60)


@pytest.mark.parametrize("width", [0, 1, 59])
def test_a_report_is_never_narrower_than_sixty_columns(width):
    one = reading(*NESTED, title="rain fell on the locks " * 9)
    assert plain(one, width) == plain(one, 60) != plain(one, 61)


@pytest.mark.parametrize("width", [60, 70, 80, 89, 90, 100])
def test_common_words_are_not_broken_in_the_table(width):
    text = "Minister Brandt earlier suggested the lock was shut."
    one = reading(text, ("Minister Brandt", "earlier suggested", "the lock was shut"))
    table = plain(one, width).split("sure\n")[1]
    cut = "suggested" if width >= 70 else "earlier"
    assert {"Minister", "Brandt", cut, "indirect", "say"} <= set(table.split())


def test_a_report_ends_every_line_without_blanks():
    shown = plain(reading(*NESTED, title="Lock shut", **TOLD), 60)
    assert [line for line in shown.split("\n") if line != line.rstrip()] == []
    assert shown.endswith("another\n")


def hostile(sign, **more):
    """A reading with a sign in every text that a report shows."""
    text = f"O{sign}da s{sign}aid n{sign}o.\nThe l{sign}ock."
    return reading(
        text, (f"O{sign}da", f"s{sign}aid", f"n{sign}o"), name=f"n{sign}ame", title=f"t{sign}itle", url=f"u{sign}rl",
        outlet=Outlet(f"o{sign}utlet"), roles={1: "caption"},
        dates=ArticleDates(ArticleDate(f"2{sign}0", "year", "given")), **more,
    )  # fmt: skip


@pytest.mark.parametrize("sign", [*STEERING, *REORDERING, "\u2028", "\u2029"], ids=ascii)
@pytest.mark.parametrize("not_read", [None, "p\x1b]0;ay\u202ewall"])
def test_no_character_of_an_article_steers_the_terminal_or_reorders_a_line(sign, not_read):
    forbidden = {*STEERING, *REORDERING, "\u2028", "\u2029"}
    one = hostile(sign, not_read=not_read)
    assert not forbidden & set(plain(one))
    coloured = re.sub(r"\x1b\[[0-9;]*m", "", terminal.render(one, 100, colour=True))
    assert not forbidden & set(coloured)
    assert coloured == plain(one)


def test_a_steering_character_stays_visible_as_a_sign_of_its_own():
    assert "⟨O\ufffdda⟩¹ ‹s\ufffdaid›¹ [n\ufffdo]¹." in plain(hostile("\x1b"))


def test_colour_is_used_only_when_asked_for():
    assert "\x1b[" in terminal.render(reading(*NESTED), 100, colour=True)
    assert "\x1b" not in plain(reading(*NESTED))


@settings(deadline=None)
@given(st.text(), st.text(st.sampled_from([*STEERING, *REORDERING, "a", "\n", "\t", "א"])))
def test_making_a_text_harmless_keeps_its_length_and_every_other_character(one, other):
    for text in (one, other):
        safe = harmless(text)
        assert len(safe) == len(text)
        assert harmless(safe) == safe
        assert all(
            new == old or (new == "\ufffd" and old in {*STEERING, *REORDERING}) for new, old in zip(safe, text, strict=True)
        )


@pytest.mark.parametrize("sign", [*STEERING, *REORDERING], ids=ascii)
def test_every_steering_and_reordering_character_is_made_visible(sign):
    assert harmless(f"a{sign}b") == "a\ufffdb"


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_report_without_its_marks_is_the_text(data):
    text = data.draw(st.text("ab c🐟é", min_size=1, max_size=30).map(lambda drawn: f"x{drawn}x"))
    edge = st.integers(0, len(text))
    cut = st.tuples(edge, edge).map(sorted).map(lambda edges: text[slice(*edges)]).filter(bool)
    one = reading(text, *data.draw(st.lists(st.tuples(st.none() | cut, st.none() | cut, cut), min_size=1, max_size=4)))
    line = plain(one, 1000).splitlines()[2]
    assert re.sub(r"[⟨⟩‹›\[\]⁰¹²³⁴⁵⁶⁷⁸⁹˒]", "", line).split() == text.split()
    assert line.count("[") == line.count("]")
    assert line.count("⟨") == line.count("⟩")


# --- marks ---------------------------------------------------------------------------------------------------------------


def test_a_span_of_several_statements_is_one_mark_with_all_their_numbers():
    assert [(mark.part, mark.numbers, mark.label) for mark in marks_of(reading(*SHARED).statements)] == [
        ("source", (1, 2), "¹˒²"), ("cue", (1,), "¹"), ("content", (1,), "¹"), ("cue", (2,), "²"), ("content", (2,), "²"),
    ]  # fmt: skip


def test_marks_come_outer_ones_first():
    marks = marks_of(reading(*NESTED).statements)
    assert [(mark.start, mark.end) for mark in marks] == [(0, 10), (11, 15), (16, 47), (16, 24), (25, 29), (30, 47)]


def test_marks_are_cut_to_where_they_are_asked_for():
    marks = [Mark(0, 5, "cue", (1,)), Mark(4, 20, "content", (1,)), Mark(10, 12, "source", (2,))]
    assert within(marks, 5, 10) == [Mark(5, 10, "content", (1,))]
    assert within(marks, 20, 30) == []


def test_segments_cover_their_stretch_once_and_open_and_close_every_mark_once():
    marks = [Mark(2, 9, "content", (1,)), Mark(2, 4, "source", (2,)), Mark(6, 9, "content", (2,))]
    found = list(segments(marks, 0, 12))
    assert [(start, end) for start, end, *_ in found] == [(0, 2), (2, 4), (4, 6), (6, 9), (9, 12)]
    assert [mark for *_, opening, _ in found for mark in opening] == marks
    assert [mark for *_, closing in found for mark in closing] == [marks[1], marks[2], marks[0]]


@pytest.mark.parametrize(("confidence", "shown"), [(0, "0%"), (0.5, "50%"), (0.984, "98%"), (0.996, "99%"), (1, "99%")])
def test_no_machine_is_shown_as_certain(confidence, shown):
    assert percent(confidence) == shown
    one = reading("Oda said no.", ("Oda", "said", "no", {"confidence": confidence}))
    assert shown in plain(one)
    assert f"indirect, {shown})" in markdown.render(one)


# --- Markdown ------------------------------------------------------------------------------------------------------------


def nodes(text):
    """Everything that CommonMark with the tables and strokes of GitHub sees, inline parts included."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token] if token.children is None else token.children
    return found


HOSTILE = [
    "*stars*", "_lines_", "`code`", "# sharp", "[a](https://x.example)", "![a](b)", "<b>bold</b>", "<https://x.example>",
    "&lt;script&gt;", "&amp;", "&copy", "a\\", "\\*", "- a", "+ a", "1. a", "12. a", "999999999. a", "1) a", "> a", "~~a~~",
    "|a|b|", "***", "---", "===", "```", "[a]: b", "a  \nb", "a\n\nb", "    code", "\tcode", "!", "{a}", "a * b", "__init__",
    "<!-- a -->", "a\x1bb",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("before", ["## ", "> ", "1. **x**\n   > "])
def test_markdown_shows_a_text_as_it_is(text, before):
    inside = [token for token in nodes(before + markdown.escaped(text)) if token.type == "text"][-1]
    assert inside.content == harmless(" ".join(text.split()))
    assert len(nodes(before + markdown.escaped(text))) == len(nodes(before + "plain"))


@settings(deadline=None)
@given(st.text("ab1. *_`<>&;#[]()!\\-+=|~\n\t:/\u202e\x1b🐟", min_size=1))
def test_nothing_in_a_text_is_markup(text):
    shown = harmless(" ".join(text.split()))
    for before in ("## ", "> "):
        found = [token for token in nodes(before + markdown.escaped(text)) if token.nesting == 0]
        assert {token.type for token in found} <= {"text"}
        assert "".join(token.content for token in found) == shown


def test_markdown_has_a_heading_facts_and_a_numbered_item_with_the_words_quoted():
    assert markdown.render(reading(*NESTED, title="Lock shut", **TOLD)) == (
        "## Lock shut\n\n"
        "The Canal Gazette · https://canal.example/lock · 2026\\-03\\-12\n\n"
        "1. **Oda Brandt** — *said* (say, indirect, 90%)\n   > Per Lund knew the lock was shut\n\n"
        "2. **Per Lund** — *knew* (say, indirect, inside 1, 90%)\n   > the lock was shut\n"
    )


@pytest.mark.parametrize(
    ("one", "ending"),
    [
        (reading(*BARE), "1. **no stated source** (say, direct, 90%)\n   > The tide turns at noon\n"),
        (reading(*INTERRUPTED), "1. **Per Lund** — *said* (say, direct, 90%)\n   > We wait … and we sing\n"),
        (NONE, "## test\n\nNo statements found.\n"),
        (reading("Il a plu.", not_read="pay*wall"), "## test\n\nIl a plu.\n\nNo statements: pay\\*wall.\n"),
    ],
)
def test_markdown_of_what_is_missing(one, ending):
    assert markdown.render(one).endswith(ending)


@pytest.mark.parametrize("count", [1, 9, 10, 11, 120])
def test_markdown_is_one_list_with_every_quotation_inside_its_item(count):
    words = [f"w{number:03}" for number in range(count)]
    one = reading(" ".join(words), *((word, None, word) for word in words))
    depth, lists, quoted = 0, 0, 0
    for token in MarkdownIt("commonmark").parse(markdown.render(one)):
        depth += token.nesting if token.type.startswith("list_item") else 0
        lists += token.type == "ordered_list_open"
        quoted += token.type == "blockquote_open" and depth == 1
    assert (lists, quoted) == (1, count)


def test_hostile_statements_leave_the_markdown_list_whole():
    text = "\n".join(HOSTILE)
    kinds = [
        token.type for token in nodes(markdown.render(reading(text, *((each, each, each) for each in HOSTILE), title="<x>")))
    ]
    assert kinds.count("blockquote_open") == kinds.count("list_item_open") == len(HOSTILE)
    assert {kind for kind in kinds if "html" in kind or "link" in kind or "image" in kind or "code" in kind} == set()


# --- rows, CSV, TSV ------------------------------------------------------------------------------------------------------


def test_a_row_tells_the_article_the_words_and_their_places():
    _, row = rows(reading(*NESTED, title="Lock shut", **TOLD))
    assert row == {
        "input": "test", "article": "a" * 16, "title": "Lock shut", "outlet": "The Canal Gazette",
        "url": "https://canal.example/lock", "published": "2026-03-12", "statement": "00000002", "number": 2,
        "source": "Per Lund", "cue": "knew", "lemma": "say", "act": "say", "content": "the lock was shut",
        "quotation": "indirect", "inside": "00000001", "confidence": 0.9,
        "start": 16, "end": 47, "source_start": 16, "source_end": 24, "cue_start": 25,
        "cue_end": 29, "content_start": 30, "content_end": 47, "reasons": None, **dict.fromkeys(LATER), "decided_by": "machine",
    }  # fmt: skip
    assert tuple(row) == ROW


def test_a_row_of_a_bare_quotation_leaves_source_and_cue_empty():
    (row,) = rows(reading(*BARE))
    assert {name for name in ROW if row[name] is None} == {
        "title", "outlet", "url", "published", "source", "cue", "inside", "source_start", "source_end", "cue_start", "cue_end",
        "reasons", *LATER,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("outlet", "shown"),
    [(None, None), (Outlet("Gazette"), "Gazette"), (Outlet(None, "g.example"), "g.example"), (Outlet("G", "g.example"), "G")],
)
def test_a_row_tells_the_outlet_by_its_name_else_by_its_domain(outlet, shown):
    (row,) = rows(reading(*BARE, outlet=outlet))
    assert row["outlet"] == shown


def test_pieces_and_reasons_are_joined_and_places_run_from_the_first_to_the_last_piece():
    text, (source, cue, content, more) = INTERRUPTED
    (row,) = rows(reading(text, (source, cue, content, more | {"reasons": ("one", "two")})))
    assert (row["content"], row["reasons"]) == ("We wait … and we sing", "one; two")
    assert text[row["content_start"] : row["content_end"]] == "We wait,” Per Lund said, “and we sing"
    assert (row["start"], row["end"]) == (row["content_start"], row["content_end"])


@pytest.mark.parametrize("one", [NONE, reading("Il a plu.", not_read="language")])
def test_a_reading_without_statements_has_no_rows(one):
    assert rows(one) == []
    assert csvfile.lines(one) == csvfile.lines(one, "\t") == ""


AWKWARD = [
    'a "b" c',
    "a,b;c",
    "a\nb",
    "a\r\nb",
    "a\rb",
    '"',
    "'a'",
    "a\tb",
    " a ",
    "ä 🐟 e\u0301",
    "a\x00b",
    "a\u2028b",
    "a\x1cb",
]


@pytest.mark.parametrize("words", AWKWARD, ids=ascii)
def test_csv_gives_back_every_field_character_for_character(words):
    one = reading(f"Oda said {words}.", ("Oda", "said", words), title=words, name=words)
    written = csvfile.header() + csvfile.lines(one)
    names, values = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert tuple(names) == ROW
    assert values == ["" if value is None else str(value) for value in rows(one)[0].values()]
    assert written.endswith("\r\n")


def test_csv_quotes_only_what_must_be_quoted():
    line = csvfile.lines(reading('Oda said a, "b".', ("Oda", "said", 'a, "b"')))
    assert ',Oda,said,say,say,"a, ""b""",indirect,' in line
    assert line.count("\r\n") == 1


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"], ids=ascii)
def test_no_field_of_csv_is_run_as_a_formula(first):
    words = f"{first}HYPERLINK(1)"
    one = reading(f"x{words}", (words, words, words), title=words, url=words, name=words, outlet=Outlet(words))
    (values,) = csv.reader(io.StringIO(csvfile.lines(one), newline=""))
    assert [value for value in values if value.startswith(first)] == []
    assert values.count("'" + words) == 7


def test_numbers_stay_numbers_in_csv():
    (values,) = csv.reader(io.StringIO(csvfile.lines(reading(*BARE)), newline=""))
    assert (float(values[ROW.index("confidence")]), int(values[ROW.index("content_start")])) == (0.9, 1)


@pytest.mark.parametrize("words", AWKWARD, ids=ascii)
def test_tsv_has_one_line_a_statement_and_one_tab_between_fields(words):
    one = reading(f"Oda said {words}.", ("Oda", "said", words), title=words, name=words)
    written = csvfile.lines(one, "\t")
    assert written.splitlines(keepends=True) == [written]
    assert written.endswith("\n")
    fields = written[:-1].split("\t")
    assert len(fields) == len(ROW)
    assert fields[ROW.index("content")].split() == words.split()


def test_tsv_knows_no_quoting():
    line = csvfile.lines(reading('Oda said "no", twice.', ("Oda", "said", '"no", twice')), "\t")
    assert '\t"no", twice\t' in line


@pytest.mark.parametrize(("delimiter", "end"), [(",", "\r\n"), ("\t", "\n")])
def test_the_header_names_the_columns(delimiter, end):
    assert csvfile.header(delimiter) == delimiter.join(ROW) + end


# --- data frames ---------------------------------------------------------------------------------------------------------


def test_a_pandas_frame_has_the_columns_and_a_row_for_every_statement_of_every_reading():
    frame = to_pandas(reading(*made) for made in (NESTED, ("It rained.",), BARE))
    assert tuple(frame.columns) == ROW
    assert list(frame["content"]) == ["Per Lund knew the lock was shut", "the lock was shut", "The tide turns at noon"]
    assert list(frame["number"]) == [1, 2, 1]
    assert list(frame["source"].isna()) == [False, False, True]


def test_offsets_in_a_pandas_frame_are_whole_numbers_beside_missing_ones():
    frame = to_pandas([reading(*NESTED), reading(*BARE)])
    assert NESTED[0][slice(*frame.loc[1, ["source_start", "source_end"]])] == "Per Lund"
    assert frame["cue_start"].isna().sum() == 1


@pytest.mark.parametrize("readings", [[], [NONE], [reading(*BARE)], [reading(*NESTED)]])
def test_columns_of_a_pandas_frame_have_the_same_types_whatever_is_in_them(readings):
    frame = to_pandas(readings)
    whole = {name for name in ROW if str(frame[name].dtype) == "Int64"}
    assert whole == {
        "number", "start", "end", "source_start", "source_end", "cue_start", "cue_end", "content_start", "content_end",
    }  # fmt: skip
    assert len(frame) == sum(len(each.statements) for each in readings)


def test_polars_is_given_the_columns(monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", SimpleNamespace(DataFrame=dict))
    frame = to_polars([reading(*NESTED), reading(*BARE)])
    assert tuple(frame) == ROW
    assert frame["source"] == ["Oda Brandt", "Per Lund", None]
    assert frame["cue_start"] == [11, 25, None]


@pytest.mark.parametrize(("name", "make"), [("pandas", to_pandas), ("polars", to_polars)])
def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch, name, make):
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ExtraMissing) as missing:
        make([NONE])
    assert missing.value.message == f"{name} is not installed"
    assert missing.value.hint == f"pip install 'whence[{name}]'"
    assert isinstance(missing.value, whence.WhenceError)
    assert isinstance(missing.value.__cause__, ImportError)


def test_whence_loads_no_data_frame_library_by_itself():
    code = "import sys, whence; sys.exit(bool({'pandas', 'polars'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_relay_that_was_set_aside_is_shown_to_people_and_cannot_harm_the_terminal():
    text = "Ann Lee said the pier was safe."
    told = reading(text, ("Ann Lee", "said", "the pier was safe", {"reasons": ("second-hand: “told” “the \x1bCourier”",)}))
    assert "— second-hand: “told” “the" in terminal.render(told, 120, colour=False)
    assert "\x1b" not in terminal.render(told, 120, colour=False)
    assert "second\\-hand: “told” “the" in markdown.render(told)
