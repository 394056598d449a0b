"""The records and their JSON form: ids, spans, the journey there and back, the schema, and what later stages leave null."""

import json

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from whence.errors import InputError
from whence.records.article import Article, ArticleDates, Block, NotRead, article_id
from whence.records.entity import Entity, NamedRole, Position, TimelineEntry
from whence.records.reading import Model, Reading, schema
from whence.records.spans import Span, span_of
from whence.records.statement import Content, Cue, Hop, Medium, SaidOn, Source, Statement, statement_id
from whence.report import jsonl

TEXT = "👩‍👩‍👧 Oda Brandt sai\u0301d the 🚪 was shut."
VALIDATOR = jsonschema.Draft202012Validator(schema())
LATER = ("hops", "inside", "said_on", "place", "medium", "certainty", "polarity")


def place(surface, text=TEXT):
    start = text.index(surface)
    return span_of(text, start, start + len(surface))


def statement(**more):
    parts = {
        "source": Source((place("Oda Brandt"),)),
        "cue": Cue((place("sai\u0301d"),), "say", "say"),
        "content": Content((place("the 🚪 was shut"),)),
    }
    return Statement(id="0badcafe", quotation="indirect", confidence=0.5, **(parts | more))


def reading(*statements, **more):
    article = Article(id="a" * 16, text=TEXT, blocks=(Block(0, len(TEXT), "paragraph"),))
    return Reading(
        input="oda.txt", looked_for=("blocks", "statements"), article=article, statements=statements,
        model=Model("m", "0" * 64), whence="0.0.0", **more,
    )  # fmt: skip


# --- anything that the records can hold ----------------------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
PLAIN = {
    msgspec.inspect.StrType: WORDS,
    msgspec.inspect.IntType: st.integers(0, 2**40),
    msgspec.inspect.FloatType: st.floats(0, 1),
    msgspec.inspect.BoolType: st.booleans(),
    msgspec.inspect.NoneType: st.none(),
}


def of(info, spans):
    """A strategy for a type of the records, made from its definition: a field that is added is covered at once."""
    if isinstance(info, msgspec.inspect.LiteralType):
        return st.sampled_from(info.values)
    if isinstance(info, msgspec.inspect.UnionType):
        return st.one_of(of(each, spans) for each in info.types)
    if isinstance(info, msgspec.inspect.VarTupleType):
        return st.lists(of(info.item_type, spans), max_size=2).map(tuple)
    if isinstance(info, msgspec.inspect.StructType):
        fields = {field.name: of(field.type, spans) for field in info.fields}
        return spans if info.cls is Span else st.builds(info.cls, **fields)
    return PLAIN[type(info)]


@st.composite
def readings(draw):
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
    edges = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = edges.map(lambda edge: span_of(text, min(edge), max(edge)))
    drawn = draw(of(msgspec.inspect.type_info(Reading), spans))
    return replace(drawn, article=replace(drawn.article, text=text))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings())
def test_any_reading_survives_dicts_and_json_and_is_valid_by_the_schema(one):
    plain = one.to_dict()
    VALIDATOR.validate(plain)
    assert Reading.from_dict(plain) == one
    assert json.loads(one.to_json()) == plain == json.loads(json.dumps(plain))
    assert one.to_json().count("\n") == 0


# --- the JSON form -------------------------------------------------------------------------------------------------------


def test_a_dict_holds_nothing_but_dicts_lists_and_plain_values():
    waiting = [reading(statement()).to_dict()]
    seen = set()
    while waiting:
        part = waiting.pop()
        seen.add(type(part))
        waiting += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    assert seen == {dict, list, str, int, float, type(None)}


def test_the_schema_is_a_sound_schema_of_2020_12_with_a_title():
    found = schema()
    jsonschema.Draft202012Validator.check_schema(found)
    assert (found["$schema"], found["title"]) == ("https://json-schema.org/draft/2020-12/schema", "Reading")


def test_the_fields_of_a_reading_come_in_the_order_of_the_contract():
    plain = reading(statement()).to_dict()
    assert list(plain) == [
        "schema_version", "input", "looked_for", "brief", "article", "statements", "entities", "timeline", "positions", "model",
        "whence",
    ]  # fmt: skip
    assert list(plain["article"]) == [
        "id", "text", "blocks", "version_of", "not_read", "url", "canonical_url", "outlet", "republished_from", "title",
        "byline", "language", "dates", "notes", "record",
    ]  # fmt: skip
    assert list(plain["statements"][0]) == [
        "id", "source", "cue", "content", "quotation", "hops", "inside", "said_on", "place", "medium", "certainty", "polarity",
        "confidence", "decided_by", "reasons",
    ]  # fmt: skip


def test_fields_of_stages_that_did_not_run_are_there_and_null():
    plain = reading(statement()).to_dict()
    (only,) = plain["statements"]
    assert {name: plain[name] for name in ("brief", "entities", "timeline", "positions")} == dict.fromkeys(
        ("brief", "entities", "timeline", "positions")
    )
    assert {name: only[name] for name in LATER} == dict.fromkeys(LATER)
    assert {name: only["source"][name] for name in ("entity", "candidates", "implied")} == {
        "entity": None,
        "candidates": None,
        "implied": None,
    }
    assert (plain["schema_version"], only["decided_by"], only["reasons"]) == ("1", "machine", [])


def test_an_article_that_was_not_read_has_null_statements_and_one_without_any_has_an_empty_list():
    unread = replace(reading(), statements=None, article=replace(reading().article, not_read=NotRead("paywall")))
    assert unread.to_dict()["statements"] is None
    assert unread.to_dict()["article"]["not_read"] == {"reason": "paywall"}
    assert reading().to_dict()["statements"] == []
    assert Reading.from_dict(unread.to_dict()) == unread


def test_offsets_in_json_count_code_points_and_equal_their_text():
    plain = json.loads(reading(statement()).to_json())
    text = plain["article"]["text"]
    for part, start in (("source", 6), ("cue", 17), ("content", 23)):
        (span,) = plain["statements"][0][part]["spans"]
        assert span["start"] == start
        assert text[span["start"] : span["end"]] == span["text"]


def test_json_keeps_every_letter_as_it_is_and_a_line_is_one_line():
    line = jsonl.line(reading(statement()))
    assert "🚪" in line
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert json.loads(line) == reading(statement()).to_dict()


@pytest.mark.parametrize("count", [1, 2, 3])
def test_indented_json_is_an_object_for_one_reading_and_a_list_for_several(count):
    plain = reading(statement()).to_dict()
    shown = jsonl.pretty([reading(statement())] * count)
    assert json.loads(shown) == (plain if count == 1 else [plain] * count)
    assert "🚪" in shown
    assert "\n  " in shown


# --- what is let in ------------------------------------------------------------------------------------------------------


def changed(path, value, one=None):
    """The dict of a reading with one place in it changed; a path like "statements.0.cue.act"."""
    plain = (one or reading(statement())).to_dict()
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = plain
    for step in way:
        part = part[step]
    part[last] = value
    return plain


@pytest.mark.parametrize(
    "path",
    [
        "mood", "article.mood", "article.blocks.0.mood", "article.dates.mood", "model.mood", "statements.0.mood",
        "statements.0.source.mood", "statements.0.cue.mood", "statements.0.content.spans.0.mood",
    ],
)  # fmt: skip
def test_fields_of_later_versions_are_ignored_by_the_reader_and_allowed_by_the_schema(path):
    plain = changed(path, {"new": [1]})
    VALIDATOR.validate(plain)
    assert Reading.from_dict(plain) == reading(statement())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("schema_version", "2"), ("schema_version", 1), ("input", None), ("looked_for", ["weather"]), ("looked_for", None),
        ("article", None), ("article.text", None), ("article.blocks.0.role", "poem"), ("article.blocks.0.start", "0"),
        ("article.dates", None), ("statements", {}), ("statements.0", "Oda Brandt"), ("statements.0.cue.act", "sing"),
        ("statements.0.quotation", None), ("statements.0.confidence", "high"), ("statements.0.decided_by", "nobody"),
        ("statements.0.certainty", "sure"), ("statements.0.content.spans.0.start", 1.5), ("model.sha256", None), ("whence", 1),
    ],
)  # fmt: skip
def test_what_the_schema_refuses_the_reader_refuses_and_names_the_input(path, value):
    plain = changed(path, value)
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(plain)
    with pytest.raises(InputError, match="not a reading") as wrong:
        Reading.from_dict(plain)
    assert wrong.value.name == ("None" if path == "input" else "oda.txt")
    assert "schema" in wrong.value.hint


@pytest.mark.parametrize("field", ["input", "looked_for", "article", "statements", "model", "whence"])
def test_a_reading_without_one_of_its_fields_is_none(field):
    plain = reading(statement()).to_dict()
    del plain[field]
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(plain)
    with pytest.raises(InputError, match=f"`{field}`"):
        Reading.from_dict(plain)


@pytest.mark.parametrize("plain", [[], None, "a reading", 7, [{}]])
def test_what_is_no_dict_is_no_reading(plain):
    with pytest.raises(InputError, match="not a reading") as wrong:
        Reading.from_dict(plain)
    assert wrong.value.name == ""


@pytest.mark.parametrize(
    "wrong",
    [
        Span(6, 16, "Oda Brand"),
        Span(7, 16, "Oda Brandt"),
        Span(6 - len(TEXT), 16 - len(TEXT), "Oda Brandt"),
        Span(6, 16, "oda brandt"),
        Span(len(TEXT) - 5, len(TEXT) + 9, "shut."),
        Span(16, 6, ""),
        Span(400, 400, ""),
    ],
)
@pytest.mark.parametrize("part", ["source", "cue", "content"])
def test_a_span_that_is_not_the_text_it_points_at_is_refused(part, wrong):
    path = f"statements.0.{part}.spans.0"
    plain = changed(path, {"start": wrong.start, "end": wrong.end, "text": wrong.text})
    with pytest.raises(InputError, match=f"span {wrong.start}:{wrong.end} is not"):
        Reading.from_dict(plain)


FALSE = Span(0, 3, "Oda")
IN_STATEMENTS = [
    {"place": FALSE},
    {"hops": (Hop(None, (FALSE,), (), False),)},
    {"hops": (Hop(None, (), (FALSE,), False),)},
    {"said_on": SaidOn("2026-03", "month", "explicit", (FALSE,))},
    {"medium": Medium("letter", None, (FALSE,))},
]
BESIDE = [
    {"entities": (Entity(id="e1", name="Oda", kind="named person", mentions=(FALSE,)),)},
    {"entities": (Entity(id="e1", name="Oda", kind="anonymous", reason_unnamed=FALSE),)},
    {"entities": (Entity(id="e1", name="Oda", kind="named person", roles=(NamedRole("Oda", (FALSE,)),)),)},
    {"timeline": (TimelineEntry("2026", "year", (), (FALSE,), None, "happened"),)},
    {"positions": (Position("e1", "opposes", (FALSE,), ()),)},
]


@pytest.mark.parametrize("one", [reading(statement(**more)) for more in IN_STATEMENTS] + [reading(**more) for more in BESIDE])
def test_spans_of_later_stages_are_checked_too(one):
    with pytest.raises(InputError, match="span 0:3 is not 'Oda'") as wrong:
        Reading.from_dict(one.to_dict())
    assert wrong.value.name == "oda.txt"


# --- ids and spans -------------------------------------------------------------------------------------------------------


def test_ids_are_the_same_on_any_machine():
    assert article_id("It rained.", None, None, None) == "62a8e6e23e3f97c5"
    assert article_id("Il a plu — 🌧", "https://kanal.example/1", "Kanal", "2026-03-12") == "8a01dafde2ca6ee5"
    assert statement_id("a" * 16, (place("sai\u0301d"),), (place("the 🚪 was shut"),)) == "3e6f4b21"


def test_an_article_id_is_sixteen_hex_digits_and_every_given_fact_counts():
    given_facts = [
        ("a", None, None, None), ("b", None, None, None), ("a", "b", None, None), ("a", None, "b", None),
        ("a", None, None, "b"), ("a", "", None, None), ("a\n", None, None, None), ("", None, None, None),
    ]  # fmt: skip
    ids = {article_id(*facts) for facts in given_facts}
    assert len(ids) == len(given_facts)
    assert all(len(each) == 16 and set(each) <= set("0123456789abcdef") for each in ids)


def test_a_statement_id_depends_on_the_article_and_the_places_of_cue_and_content_only():
    cue, content = (Span(5, 9, "said"),), (Span(10, 15, "it is"), Span(20, 24, "late"))
    one = statement_id("a", cue, content)
    assert one == statement_id("a", (Span(5, 9, "SAID"),), content)
    others = [
        statement_id("b", cue, content),
        statement_id("a", (), content),
        statement_id("a", (Span(5, 10, "said "),), content),
        statement_id("a", cue, content[:1]),
        statement_id("a", cue, content[::-1]),
        statement_id("a", cue + content[:1], content[1:]),
        statement_id("a", content, cue),
    ]
    assert len({one, *others}) == 8


def test_a_longer_statement_id_begins_with_the_short_one():
    cue = (Span(5, 9, "said"),)
    assert [len(statement_id("a", cue, cue, digits)) for digits in (8, 12)] == [8, 12]
    assert statement_id("a", cue, cue, 12).startswith(statement_id("a", cue, cue))


@given(st.text(max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_span_is_cut_from_its_text(text, one, other):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert span_of(text, start, end) == Span(start, end, text[start:end])


def test_spans_sort_by_where_they_begin_then_by_where_they_end():
    spans = [Span(3, 9, "a"), Span(3, 4, "z"), Span(0, 40, "m")]
    assert [(span.start, span.end) for span in sorted(spans)] == [(0, 40), (3, 4), (3, 9)]


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (reading(), "statements"), (reading().article, "text"), (statement(), "confidence"), (place("Oda"), "start"),
        (ArticleDates(), "published"),
    ],
)  # fmt: skip
def test_records_cannot_be_changed(record, field):
    with pytest.raises(AttributeError, match="immutable"):
        setattr(record, field, None)
