"""Reports of a reading in which every stage ran: what is told beside the words, in every form, and harmless in each."""

import csv
import io
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from test_brief import told
from test_page import ATTACKS, Parsed
from test_report import NESTED, STEERING, hostile, plain, reading, spans
from whence.lexicon.times import listed
from whence.records.entity import BriefSentence, NamedRole, Position, TimelineEntry
from whence.records.statement import Hop, Medium, SaidOn, Source
from whence.report import csvfile, details, markdown, terminal
from whence.report.details import Row, numerals
from whence.report.facts import Facts
from whence.report.page import fragment, render
from whence.report.table import ROW, rows, to_pandas

TEXT = (
    "The Courier quoted a clerk, who feared for her job, as saying the lock was shut. She may sing on Skvitter in Velm.\n"
    "Mayor Oda Brandt opposes the new toll from 2 May. The two boards did not reply. Per Lund said no."
)
FIRST = "00000001"


def full(*more, **about):
    """One reading with something in every field."""
    entities = {
        "c": ("The Courier", "outlet"),
        "k": ("a clerk", "anonymous", {"reason_unnamed": spans(TEXT, "feared for her job")[0]}),
        "o": ("Oda Brandt", "named person", {"roles": (NamedRole("Mayor", spans(TEXT, "Mayor")),)}),
        "b": ("the two boards", "named organization", {"members": ("m", "n")}),
        "m": ("the lock board", "named organization"),
        "n": ("the quay board", "named organization"),
        "p": ("Per Lund", "named person"),
    }
    relay, carried = Hop("c", spans(TEXT, "The Courier"), (), False), Hop("c", (), (), True)
    one = told(
        TEXT, entities,
        ("a clerk", "saying", "the lock was shut", "k",
         {"hops": (relay,), "said_on": SaidOn("2026-03-09", "day", "relative")}),
        ("She", "may", "sing", "k",
         {"hops": (carried,), "certainty": "possible", "inside": FIRST, "medium": Medium("social post", "Skvitter"),
          "place": spans(TEXT, "Velm")[0], "said_on": SaidOn("2026-03-09", "day", "inherited")}),
        ("Mayor Oda Brandt", "opposes", "the new toll", "o", {"act": "feel", "certainty": "unknown"}),
        ("The two boards", "did not", "reply", "b", {"act": "decline", "certainty": "unknown", "polarity": "negative"}),
        positions=[Position("o", "opposes", spans(TEXT, "the new toll"), ("00000003",))], **about,
    )  # fmt: skip
    return replace(
        one,
        brief=(BriefSentence("Oda Brandt opposes a toll.", ("00000003",)), BriefSentence("It was taken from nowhere.", ())),
        timeline=(
            TimelineEntry("2026-05-02", "day", spans(TEXT, "2 May"), spans(TEXT, "the new toll"), "00000003", "scheduled"),
            TimelineEntry("../2026-03", "month", spans(TEXT, "2 May"), (), None, "happened"),
        ),
    )


FULL = full()
ABOUT = Facts(FULL)


# --- what is told --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "meant", "clauses"),
    [
        (0, "(anonymous)", ["through The Courier", "said on 9 March 2026, reckoned from the day of the report"]),
        (
            1, "= a clerk (anonymous)",
            ["through The Courier (carried on)", "said on 9 March 2026, carried on from the same occasion",
             "social post on Skvitter", "in Velm", "given as possible"],
        ),
        (2, None, []),
        (3, None, ["the holder denies it"]),
    ],
)  # fmt: skip
def test_a_statement_is_told_by_what_is_not_plain_in_it(number, meant, clauses):
    assert details.who(ABOUT, FULL.statements[number]) == meant
    assert details.details(ABOUT, FULL.statements[number]) == clauses


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        (Source((), "o", (), True), "= Oda Brandt (carried on from the sentence before)"),
        (Source((), None, ("o", "k"), False), "= Oda Brandt or a clerk"),
        (Source((), None, (), False), None),
        (Source(spans(TEXT, "She"), None, (), False), "(not resolved)"),
        (Source(spans(TEXT, "She"), "o"), "= Oda Brandt"),
    ],
)
def test_whom_a_source_means(source, meant):
    assert details.who(ABOUT, replace(FULL.statements[0], source=source)) == meant


def test_a_stage_that_did_not_run_leaves_nothing_to_tell():
    one = reading(*NESTED)
    assert [details.who(Facts(one), each) for each in one.statements] == [None, None]
    assert [details.details(Facts(one), each) for each in one.statements] == [[], []]
    assert details.sources(Facts(one)) == details.positions(Facts(one)) == details.timeline(Facts(one)) == []


def test_not_knowing_belief_and_a_persons_decision_are_told():
    one = replace(
        FULL.statements[2], certainty="unknown", polarity="negative", decided_by="person",
        cue=replace(FULL.statements[2].cue, act="think"),
    )  # fmt: skip
    assert details.details(ABOUT, one) == [
        "not vouched for by the holder", "the holder does not think so", "decided by a person",
    ]  # fmt: skip


def test_a_relay_without_a_name_is_somebody_and_an_odd_date_stands_as_it_is():
    one = replace(FULL.statements[2], hops=(Hop(None, (), (), False),), said_on=SaidOn("2026-W11", "week", None))
    assert details.details(ABOUT, one) == ["through somebody", "said 2026-W11"]


def test_sources_are_those_that_hold_or_pass_on_with_what_is_known_of_them():
    assert details.sources(ABOUT) == [
        Row("The Courier", "outlet; passes on 1, 2", ()),
        Row("a clerk", "anonymous; reason for not being named: “feared for her job”", (1, 2)),
        Row("Oda Brandt", "named person; Mayor", (3,)),
        Row("the two boards", "named organization; members: the lock board, the quay board", (4,)),
    ]
    assert details.also_mentioned(ABOUT) == ["Per Lund"]


def test_at_most_twenty_that_say_nothing_are_listed():
    entities = {f"e{number}": (f"Name {number}", "place") for number in range(25)}
    found = details.also_mentioned(Facts(told("It rained.", entities)))
    assert found == [f"Name {number}" for number in range(20)] + ["5 more"]


def test_positions_and_dates_are_rows_with_their_statements():
    assert details.positions(ABOUT) == [Row("Oda Brandt", "opposes: “the new toll”", (3,))]
    assert details.timeline(ABOUT) == [
        Row("on or before March 2026", "happened: “2 May”", ()),
        Row("2 May 2026", "scheduled: “the new toll”, “2 May”", (3,)),
    ]


@pytest.mark.parametrize(
    ("limit", "head"),
    [
        ("before the weekend", "before 14 March 2026"), ("until the weekend", "until 15 March 2026"),
        ("After the weekend", "after 15 March 2026"), ("the weekend", "between 14 March 2026 and 15 March 2026"),
    ],
)  # fmt: skip
def test_a_limit_is_told_with_its_side_and_never_as_the_days_themselves(limit, head):
    entry = TimelineEntry("2026-03-14/2026-03-15", "interval", spans(limit, limit), (), None, "hypothetical")
    assert [each.head for each in details.timeline(Facts(replace(FULL, timeline=(entry,))))] == [head]


def test_every_limit_that_the_lexicon_knows_has_its_side():
    assert set(details.LIMITS) == listed("bounds")


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([3], "3"), ([2, 1], "1, 2"), ([1, 2, 3, 5, 7, 8], "1–3, 5, 7, 8"), ([4, 4], "4")]
)
def test_runs_of_numbers_are_drawn_together(numbers, text):
    assert numerals(numbers) == text


# --- every form ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [80, 120])
def test_the_report_opens_with_the_brief_and_ends_with_the_lists(width):
    shown = plain(FULL, width)
    assert shown.startswith("test\n\n• Oda Brandt opposes a toll. [3]\n• It was taken from nowhere.\n\nThe Courier quoted ⟨a")
    order = ["• Oda", "⟨a clerk⟩¹", " sure\n", "\nSources\n", "\nAlso mentioned: Per Lund\n", "\nPositions\n", "\nTimeline\n"]
    places = [shown.index(each) for each in order]
    assert places == sorted(places)
    assert shown.splitlines()[-1].startswith("4 statements")
    assert "None" not in shown
    flat = " ".join(shown.split())
    assert "— through The Courier" in flat


def test_markdown_opens_with_the_brief_and_ends_with_the_lists():
    shown = markdown.render(FULL)
    tokens = MarkdownIt("commonmark").parse(shown)
    heads = [after.content for token, after in pairwise(tokens) if token.type == "heading_open"]
    assert heads == ["test", "Statements", "Sources", "Positions", "Timeline"]
    assert shown.index("- Oda Brandt opposes a toll. (3)\n- It was taken from nowhere.\n") < shown.index("1. **a clerk**")
    assert "2. **She** = a clerk \\(anonymous\\) — *may* (say, indirect, inside 1, 90%)\n   > sing\n\n   through" in shown
    assert "- **Oda Brandt**: opposes: “the new toll” (3)\n" in shown
    assert "- **2 May 2026**: scheduled: “the new toll”, “2 May” (3)\n" in shown


def test_markdown_is_one_list_of_statements_with_everything_inside_its_item():
    kinds = [token.type for token in MarkdownIt("commonmark").parse(markdown.render(FULL))]
    assert kinds.count("ordered_list_open") == 1
    assert kinds.count("blockquote_open") == 4


def test_the_page_opens_with_the_brief_and_its_numbers_lead_to_the_statements():
    parsed = Parsed(render([FULL]))
    assert parsed.text("section", **{"class": "brief"}) == "In briefOda Brandt opposes a toll. 3It was taken from nowhere. "
    assert [href for href in parsed.hrefs if href[1:] not in parsed.ids] == []
    assert parsed.text("h2") == "In briefSourcesPositionsTimeline"
    assert "Oda Brandtnamed person; Mayor3" in parsed.text("table")
    assert "Also mentioned: Per Lund" in parsed.text("div")
    assert "She = a clerk (anonymous) may" in parsed.text("li")
    assert "social post on Skvitter · in Velm · given as possible" in parsed.text("span", **{"class": "told"})


def test_the_fragment_shows_what_the_page_shows():
    assert Parsed(fragment(FULL)).text("section") == Parsed(render([FULL])).text("section")


def test_rows_have_a_column_for_everything_that_was_found():
    first, second, _, last = rows(FULL)
    later = ROW[ROW.index("reasons") + 1 :]
    assert [first[name] for name in later] == [
        "a clerk", "anonymous", "k", False, "The Courier", False, "2026-03-09", "relative", None, None, None, "asserted",
        "positive", "machine",
    ]  # fmt: skip
    assert [second[name] for name in later] == [
        "a clerk", "anonymous", "k", False, "The Courier", True, "2026-03-09", "inherited", "Velm", "social post", "Skvitter",
        "possible", "positive", "machine",
    ]  # fmt: skip
    assert (last["holder"], last["hops"], last["hops_implied"], last["polarity"]) == ("the two boards", None, None, "negative")
    names, *values = csv.reader(io.StringIO(csvfile.header() + csvfile.lines(FULL), newline=""))
    assert tuple(names) == ROW
    assert len(values) == 4


def test_a_frame_keeps_true_false_and_missing_apart():
    frame = to_pandas([FULL, reading(*NESTED)])
    assert list(frame["hops_implied"].isna()) == [False, False, True, True, True, True]
    assert str(frame["holder_implied"].dtype) == str(frame["hops_implied"].dtype) == "boolean"


# --- nothing in any field harms a reader ---------------------------------------------------------------------------------


def poisoned(words):
    """A reading with the words in every text that later stages add."""
    text = f"A {words} B said C {words} D at E {words} F."
    spot, name = spans(text, f"E {words} F"), f"N {words} M"
    role = NamedRole(name, spot)
    fields = {
        "hops": (Hop("f", (), (), False),), "place": spot[0], "medium": Medium("letter", name),
        "said_on": SaidOn(name, "", None), "reasons": (name,),
    }  # fmt: skip
    about = {"roles": (role,), "reason_unnamed": spot[0], "members": ("f",)}
    one = told(
        text, {"e": (name, "anonymous", about), "f": (name, "outlet"), "g": (name, "place")},
        (f"A {words} B", "said", f"C {words} D", "e", fields), positions=[Position("e", "open", spot, (FIRST,))],
    )  # fmt: skip
    entry = TimelineEntry(name, "day", spot, spot, FIRST, "happened")
    return replace(one, brief=(BriefSentence(f"B {words} C.", (FIRST,)),), timeline=(entry,))


@pytest.mark.parametrize("words", ATTACKS, ids=ascii)
def test_nothing_that_later_stages_found_becomes_markup(words):
    calm, parsed = Parsed(render([poisoned("calm")])), Parsed(render([poisoned(words)]))
    assert [tag for tag, _ in parsed.tags] == [tag for tag, _ in calm.tags]
    assert [set(about) for _, about in parsed.tags] == [set(about) for _, about in calm.tags]
    kinds = [token.type for token in MarkdownIt("commonmark").parse(markdown.render(poisoned(words)))]
    assert kinds == [token.type for token in MarkdownIt("commonmark").parse(markdown.render(poisoned("calm")))]


@pytest.mark.parametrize("sign", [*STEERING, "\u202e", "\u2066"], ids=ascii)
def test_nothing_that_later_stages_found_steers_the_terminal(sign):
    one = poisoned(sign)
    for shown in (plain(one), terminal.render(one, 80, colour=False), render([one]), markdown.render(one)):
        assert sign not in shown
    assert sign not in plain(replace(one, article=hostile(sign).article, statements=()))


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_no_line_of_a_full_report_is_wider_than_asked_for(width):
    assert max(map(len, plain(FULL, width).splitlines())) <= width
