"""The page of a trace: the numbers of its diagrams, the drawing, and that nothing of an article runs or gets lost."""

import base64
import hashlib
import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from randomtraces import traces
from test_report import REORDERING, STEERING
from traces import story, traced
from whence.records.article import ArticleDate
from whence.records.spans import span_of
from whence.report import trace_page
from whence.report.htmlwords import linked, safe
from whence.report.lanes import views
from whence.report.moments import moment_of
from whence.report.tracefacts import TraceFacts
from whence.report.tracepage.axis import ticks
from whence.report.tracepage.diagram import Stack, diagram_of, has_stacks, numbers_of
from whence.report.tracepage.labels import SIZES
from whence.report.tracepage.layout import EDGE, NARROW, RADIUS, WIDE, Band, Reach, Row, place
from whence.report.tracepage.metrics import width_of, wrapped
from whence.report.tracepage.places import fitted, places
from whence.report.tracepage.sentences import Marked, sentences
from whence.report.tracepage.symbols import badge, node

DAY = 86400.0
SHEETS = [WIDE, NARROW]
TWO = """
    a | Holm Post @ https://holm.example/1 | 2025-03-04T06:30 | “The lock was shut,” Oda Brandt said. It rained.
    b | Quay News | 2025-03-05 | The lock was shut, according to the Holm Post.
"""
CLAIM = """
    claim The lock was shut
    a: The lock was shut | Oda Brandt | said
    b: The lock was shut
    origin Oda Brandt (named person): a b
    b cites a: according to the Holm Post
"""
COPIES = "\n".join(f"{key} | Paper {key} | 2025-03-0{number} | The lock was shut." for number, key in enumerate("pqrs", 1))
COPIED = (
    "claim The lock was shut\np: The lock was shut\nq: The lock was shut\nr: The lock was shut\ns: lock was shut\n"
    "origin : p q r s\nq copies p\nr copies p\ns copies p\n"
    "copy p > q verbatim: The lock was shut.\ncopy p > r edited: The lock was shut.\ncopy p > s edited: lock was shut."
)


# --- widths of text ------------------------------------------------------------------------------------------------------


def test_widths_are_those_of_the_metrics_and_marks_take_no_room():
    assert width_of("il", 10) == pytest.approx(5.56)
    assert width_of("l\u0301\u200d", 10) == width_of("l", 10)
    assert width_of("é", 10) == width_of("e", 10)
    assert width_of("朝", 10) > 10
    assert width_of("🐟", 10) > 10
    assert width_of("", 10) == 0


@given(st.text(max_size=80), st.floats(20, 300), st.floats(8, 20), st.integers(1, 4))
def test_lines_fit_and_keep_every_letter_that_is_not_cut(text, width, size, most):
    lines = wrapped(text, width, size, most)
    assert len(lines) <= most
    widest = max((width_of(letter, size) for letter in text), default=0)
    assert all(width_of(line, size) <= max(width, widest + width_of(" …", size)) + 1e-6 for line in lines)
    together = "".join("".join(lines).split())
    whole = "".join(text.split())
    assert together == whole or whole.startswith(together.removesuffix("…"))


# --- the line of time ----------------------------------------------------------------------------------------------------


def at(*values):
    return [moment_of(ArticleDate(value, "day", "given")).seconds for value in values]


@pytest.mark.parametrize(
    ("values", "labels"),
    [
        (["2025-03-04"], ["4 Mar"]),
        (["2025-03-04T06:30"], ["4 Mar, 06:30"]),
        (["2025-03-04", "2025-03-07"], ["4 Mar", "5 Mar", "6 Mar", "7 Mar"]),
        (["2025-01-11T19:20", "2025-01-12T06:00"], ["11 Jan, 19:20", "12 Jan", "03:00", "06:00"]),
        (["2025-03-04T06:30", "2025-03-04T06:40"], ["4 Mar, 06:30", "06:35", "06:40"]),
        (["2024-12-01", "2025-04-01"], ["Dec 2024", "Jan 2025", "Feb 2025", "Mar 2025", "Apr 2025"]),
        (["1999-05-01", "2025-04-01"], ["1999", "2000", "2005", "2010", "2015", "2020", "2025"]),
        (["0001-01-01", "9999-01-01"], ["1", "9999"]),
    ],
)
def test_dates_along_the_line_are_round_and_as_fine_as_the_line_needs(values, labels):
    seconds = at(*values)
    length = (seconds[-1] - seconds[0]) or 1
    found = [each.label for each in ticks(seconds, [(each - seconds[0]) / length * 600 for each in seconds], 12, 700)]
    assert found[:1] + found[-1:] == labels[:1] + labels[-1:]
    assert set(found) >= set(labels) or len(found) > 2


def test_no_articles_no_dates():
    assert ticks([], [], 12, 100) == []


@given(st.lists(st.floats(0, 3e11), min_size=1, max_size=12).map(sorted), st.floats(60, 600))
def test_dates_never_touch_and_stay_before_the_end(seconds, width):
    xs = [number / len(seconds) * width for number in range(len(seconds))]
    found = ticks(seconds, xs, 12, width + 80)
    assert found
    assert all(left.at + width_of(left.label, 12) < right.at for left, right in pairwise(sorted(found, key=lambda t: t.at)))
    assert all(each.at + width_of(each.label, 12) <= width + 80 + 1e-6 for each in found)


# --- places and lanes ----------------------------------------------------------------------------------------------------

KEYS = st.integers(0, 14)
MOMENTS = st.one_of(st.none(), st.sampled_from([0.0, 1.0, DAY, 2 * DAY, 400 * DAY]), st.floats(0, 1e9))


@st.composite
def bands(draw):
    """Lanes of rows as a diagram has them: articles oldest first, without a date last, some in several lanes."""
    moments = {number: draw(MOMENTS) for number in range(15)}
    found = []
    for _ in range(draw(st.integers(1, 4))):
        keys = sorted(
            draw(st.lists(KEYS, min_size=1, max_size=7, unique=True)), key=lambda key: (moments[key] is None, moments[key] or 0)
        )
        rows = []
        for key in keys:
            givers = st.none() | st.integers(0, len(keys) - 1).filter(
                lambda index, own=key, all_keys=keys: all_keys[index] != own
            )
            reaches = draw(st.lists(st.builds(Reach, givers, st.booleans()), max_size=3)) if len(keys) > 1 else []
            rows.append(Row(f"k{key}", moments[key], draw(st.floats(35, 160)), tuple(reaches)))
        found.append(Band(tuple(rows), draw(st.floats(16, 100)), draw(st.booleans())))
    return found


def laid(sheet, made):
    rows = [band.rows for band in made]
    sheet = fitted(sheet, rows)
    where = places(sheet, rows)
    return place(sheet, made, where.x, where.ticks, where.undated)


def segments(line):
    return list(pairwise(line.points))


@settings(max_examples=150, deadline=None)
@given(bands(), st.sampled_from(SHEETS))
def test_no_two_nodes_and_no_two_rows_overlap(made, sheet):
    drawing = laid(sheet, made)
    nodes = [each for lane in drawing.lanes for each in lane.nodes]
    assert all(
        abs(one.x - other.x) >= 2 * RADIUS or abs(one.y - other.y) >= 2 * RADIUS for one, other in combinations(nodes, 2)
    )
    ordered = sorted(nodes, key=lambda each: each.top)
    assert all(one.top + one.height < other.top for one, other in pairwise(ordered))
    assert all(one.bottom <= other.top for one, other in pairwise(drawing.lanes))
    assert all(lane.top <= each.top and each.top + each.height <= lane.bottom for lane in drawing.lanes for each in lane.nodes)
    assert drawing.height >= max(each.top + each.height for each in nodes)


@settings(max_examples=150, deadline=None)
@given(bands(), st.sampled_from(SHEETS))
def test_no_line_runs_through_a_node_that_is_not_its_own_nor_into_the_words(made, sheet):
    drawing = laid(sheet, made)
    for band, lane in zip(made, drawing.lanes, strict=True):
        for line in lane.lines:
            giver = band.rows[line.row].reaches[line.reach].giver
            others = [each for index, each in enumerate(lane.nodes) if index not in (line.row, giver)]
            for (x, y), (to_x, to_y) in segments(line):
                assert max(x, to_x) < drawing.sheet.words
                for each in others:
                    beside = each.x + RADIUS < min(x, to_x) or each.x - RADIUS > max(x, to_x)
                    above = each.y + RADIUS < min(y, to_y) or each.y - RADIUS > max(y, to_y)
                    assert beside or above


@settings(max_examples=150, deadline=None)
@given(bands(), st.sampled_from(SHEETS))
def test_the_line_between_the_nodes_of_one_article_touches_no_other(made, sheet):
    drawing = laid(sheet, made)
    placed = [
        (row.key, each)
        for band, lane in zip(made, drawing.lanes, strict=True)
        for row, each in zip(band.rows, lane.nodes, strict=True)
    ]
    several = {key for key, _ in placed if [each for each, _ in placed].count(key) > 1}
    assert len(drawing.twins) == len([key for key, _ in placed if key in several]) - len(several)
    for own, node_of in placed:
        if own in several:
            assert all(abs(each.x - node_of.x) >= RADIUS + 1 for key, each in placed if key != own)


@settings(max_examples=150, deadline=None)
@given(bands(), st.sampled_from(SHEETS))
def test_time_runs_from_left_to_right_and_one_article_has_one_place(made, sheet):
    drawing = laid(sheet, made)
    places_of = {}
    for band, lane in zip(made, drawing.lanes, strict=True):
        for row, each in zip(band.rows, lane.nodes, strict=True):
            places_of.setdefault((row.key, row.moment), set()).add(each.x)
    assert all(len(xs) == 1 for xs in places_of.values())
    known = sorted((moment, min(xs)) for (_, moment), xs in places_of.items() if moment is not None)
    assert all(left[1] <= right[1] + 1e-6 for left, right in pairwise(known) if left[0] < right[0])
    assert all(drawing.sheet.start <= x <= drawing.sheet.end + 1e-6 for xs in places_of.values() for x in xs)


@settings(max_examples=100, deadline=None)
@given(bands(), st.sampled_from(SHEETS))
def test_articles_without_a_date_stand_in_a_column_of_their_own(made, sheet):
    drawing = laid(sheet, made)
    low, high = drawing.undated or (0, 0)
    for band, lane in zip(made, drawing.lanes, strict=True):
        for row, each in zip(band.rows, lane.nodes, strict=True):
            assert (low <= each.x - RADIUS and each.x + RADIUS <= high) == (row.moment is None)
    assert (drawing.undated is None) == all(row.moment is not None for band in made for row in band.rows)


def test_an_arrow_goes_down_from_the_giver_and_across_to_the_taker():
    rows = (Row("a", 0.0, 50, ()), Row("b", DAY, 50, (Reach(0),)))
    drawing = laid(WIDE, [Band(rows, 40)])
    (first, second), (line,) = drawing.lanes[0].nodes, drawing.lanes[0].lines
    assert line.points == ((first.x, first.y + RADIUS), (first.x, second.y), (second.x - EDGE, second.y))


def test_a_circle_goes_forth_below_and_back_above():
    rows = (Row("a", 0.0, 50, (Reach(1, True),)), Row("b", DAY, 50, (Reach(0, True),)))
    lane = laid(WIDE, [Band(rows, 40)]).lanes[0]
    back, forth = (next(line.points for line in lane.lines if line.row == row) for row in (0, 1))
    assert back[-1][0] == lane.nodes[0].x + EDGE
    assert forth[-1][0] == lane.nodes[1].x - EDGE


def test_equal_moments_are_spread_and_distances_are_to_scale_where_there_is_room():
    rows = tuple(Row(key, moment, 50) for key, moment in (("a", 0.0), ("b", 0.0), ("c", 5 * DAY), ("d", 10 * DAY)))
    a, b, c, d = (each.x for each in laid(WIDE, [Band(rows, 40)]).lanes[0].nodes)
    assert b - a == WIDE.gap
    assert c - a == pytest.approx(d - c)


def test_a_drawing_takes_from_the_words_before_it_becomes_wider():
    few, some, many = ([Row(str(number), float(number), 50) for number in range(count)] for count in (2, 14, 60))
    assert fitted(WIDE, [few]) == WIDE
    assert fitted(WIDE, [some]).width == WIDE.width
    assert fitted(WIDE, [some]).words > WIDE.words
    assert fitted(WIDE, [many]).width > WIDE.width


# --- from claims to diagrams ---------------------------------------------------------------------------------------------


def diagram(made, sheet=WIDE, collapsed=False):
    facts = TraceFacts(*made)
    several, single = views(facts)
    return diagram_of(facts, (several + single)[0], sheet, "c1", collapsed)


@settings(max_examples=60, deadline=None)
@given(traces(), st.sampled_from(SHEETS), st.booleans())
def test_words_stay_in_their_columns_and_never_lie_on_one_another(made, sheet, collapsed):
    found = diagram(made, sheet, collapsed)
    width = found.drawing.sheet.width - found.drawing.sheet.words
    for lane, placed in zip(found.lanes, found.drawing.lanes, strict=True):
        assert len(lane.labels) == len(placed.nodes)
        for label in lane.labels:
            boxes = [
                (each.x, each.y - SIZES[each.style] * 0.7, each.x + width_of(each.text, SIZES[each.style]), each.y)
                for each in label.words
            ]
            boxes += [(each.x, each.y, each.x + each.width, each.y + 20) for each in label.chips]
            assert all(
                left >= 0 and right <= width + 1e-6 and bottom <= label.height + 1e-6 for left, _, right, bottom in boxes
            )
            for one, other in combinations([each for each in boxes if each[2] > each[0]], 2):
                assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        side = found.drawing.sheet.badge - 13
        if not sheet.on_top:
            assert all(12 + width_of(each.text, SIZES[each.style]) <= side for each in lane.head.words)


def test_copies_with_the_same_words_are_drawn_as_one_and_others_are_not():
    made = traced(COPIES, COPIED)
    (lane,) = diagram(made, collapsed=True).lanes
    rows = [[each.article for each in entry.copies] if isinstance(entry, Stack) else entry.article for entry in lane.entries]
    assert rows == ["p", ["q", "r"], "s"]
    assert [each.article for each in diagram(made).lanes[0].entries] == ["p", "q", "r", "s"]


@pytest.mark.parametrize(
    "line",
    ["s cites q: lock", "dropped p -> q: lock -> lock", "first q only one", "origin a man (anonymous): q", "against q: lock"],
)
def test_a_copy_of_which_more_is_told_is_not_hidden_in_a_stack(line):
    facts = TraceFacts(*traced(COPIES, COPIED + "\n" + line))
    assert not has_stacks(views(facts)[0][0])


def test_steps_are_numbered_in_the_order_of_lanes_and_articles():
    facts = TraceFacts(*traced(TWO, CLAIM + "origin : b"))
    assert numbers_of(views(facts)[0][0]) == {(1, "a", 0): 1, (1, "b", 0): 2}


def test_nodes_differ_in_shape_and_not_in_colour_alone():
    shapes = [node(0, 0, frozenset(kinds)) for kinds in ((), ("hedged",), ("no source",), ("first",), ("stack",))]
    assert len(set(shapes)) == 5
    assert "?" in shapes[2]
    assert "?" in badge(0, 0, None)
    assert "?" not in badge(0, 0, "document")


# --- sentences -----------------------------------------------------------------------------------------------------------


def marked(words, kind="words", key=None, number=None, article="a"):
    facts = TraceFacts(*traced(TWO, CLAIM))
    text = facts.facts(article).reading.article.text
    start = text.index(words)
    return facts, Marked(span_of(text, start, start + len(words)), kind, key, number)


def test_a_sentence_shows_what_makes_the_claim_and_what_proves_the_step():
    facts, words = marked("The lock was shut", article="b")
    _, proof = marked("according to the Holm Post", "proof", "c1-e2", 2, article="b")
    assert sentences(facts, "b", [proof, words]) == (
        '<p><mark class="words">The lock was shut</mark>, <i id="c1-e2" class="at"></i>'
        '<mark class="proof">according to the Holm Post</mark><sup>2</sup>.</p>'
    )


def test_marks_of_several_sentences_stand_in_paragraphs_of_their_own():
    facts, one = marked("lock")
    _, other = marked("rained")
    assert sentences(facts, "a", [other, one]).count("<p>") == 2


def test_marks_may_overlap():
    facts, one = marked("lock was")
    _, other = marked("was shut", "proof")
    assert '<mark class="words">lock </mark><mark class="proof words">was</mark><mark class="proof"> shut</mark>' in sentences(
        facts, "a", [one, other]
    )


# --- the page ------------------------------------------------------------------------------------------------------------


def page(made):
    return html.document_fromstring(trace_page.render(*made))


def words(element):
    return " ".join(element.text_content().split())


def test_a_page_tells_claim_count_beginning_words_and_proof():
    shown = page(traced(TWO, CLAIM + "first a earliest publication\ncount at_most 2: b is vague"))
    told = words(shown)
    for each in (
        "“The lock was shut”", "≤ 2", "independent origins at most", "b is vague", "Holm Post, 4 March 2025, 06:30",
        "“The lock was shut,” Oda Brandt said", "Cites Holm Post.",
    ):  # fmt: skip
        assert each in told
    assert [each.text for each in shown.findall(".//mark[@class='proof']")] == [
        "Oda Brandt",
        "said",
        "according to the Holm Post",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("against b: lock", "Against it Quay News says the opposite: “lock”"),
        ("corrected b", "Against it Quay News takes it back"),
        ("dropped a -> b: lock -> shut", "Hedge dropped Holm Post: “lock” → Quay News: “shut”"),
        ("circle a b a: b: Holm Post", "In a circle Holm Post takes it from Quay News and Quay News from Holm Post."),
        ("said 2025-03-02: a\nsaid 2025-03-03: b", "Said on several occasions on 2 March 2025: Holm Post; on 3 March 2025"),
    ],
)
def test_what_a_reader_must_know_at_once_stands_above_the_diagram(line, told):
    shown = page(traced(TWO, CLAIM + line))
    assert told in words(shown.find(".//ul[@class='alerts']"))


def test_every_arrow_leads_to_the_words_that_prove_it():
    shown = page(traced(TWO, CLAIM))
    arrows = shown.findall(".//svg[@class='wide']//a[@aria-label]")
    assert [each.get("href") for each in arrows] == ["#c1-e1", "#c1-e2"]
    assert "Quay News cites Holm Post" in arrows[1].get("aria-label")
    proof = shown.get_element_by_id("c1-e2").getnext()
    assert proof.text == "according to the Holm Post"


def test_a_stack_leads_to_the_drawing_of_every_copy_and_copies_to_what_they_share():
    shown = page(traced(COPIES, COPIED))
    assert shown.get_element_by_id("c1-each").tag == "details"
    assert "#c1-each" in [each.get("href") for each in shown.findall(".//div[@class='few']//a")]
    assert shown.get_element_by_id("k1").get("class") == "pair"
    assert "#k1" in [each.get("href") for each in shown.findall(".//ul[@class='steps']//a")]


def test_claims_of_one_article_are_a_list_that_opens_where_there_are_others():
    one = "claim It rained\na: It rained"
    assert "It rained" in words(page(traced(TWO, CLAIM, one)).find(".//details[@class='single']"))
    assert len(page(traced(TWO, one)).findall(".//section[@class='claim']")) == 1


def test_what_an_article_says_in_its_own_voice_is_told():
    assert "in its own voice" in words(page(traced(TWO, CLAIM.replace("a: The lock was shut | Oda Brandt | said", "a*: lock"))))
    assert "in its own voice" not in words(page(traced(TWO, CLAIM)))


def test_a_page_without_claims_still_says_what_was_traced():
    assert "Two articles · 0 claims" in words(page(traced(TWO)))


@pytest.mark.parametrize(
    ("address", "is_linked"),
    [
        ("https://x.example/a?b=1&c=2", True), ("http://x.example", True), ("HTTPS://X.EXAMPLE", True),
        ("javascript:alert(1)", False), ("data:text/html,x", False), (" https://x.example", False), ("//x.example", False),
        ("https://", False), ("https://x.example/ onclick=x", False), ("vbscript:x\nhttps://x.example", False), (None, False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_web_become_links(address, is_linked):
    made = linked("<b>", address)
    assert ("href" in made, "noopener" in made) == (is_linked, is_linked)
    assert "&lt;b&gt;" in made


def test_only_the_pages_own_script_may_run_and_nothing_may_be_fetched():
    shown = trace_page.render(*traced(TWO, CLAIM))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', shown)
    (script,) = re.findall(r"<script>(.*?)</script>", shown, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy.replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"(?:src|@import|url\()\s*=?", shown.split("<body>")[1])
    assert not re.search(r"@import|url\(", shown)


@settings(max_examples=50, deadline=None)
@given(traces())
def test_no_trace_breaks_the_page_and_nothing_of_an_article_becomes_markup(made):
    text = trace_page.render(*made)
    assert text == trace_page.render(*made)
    assert not {*STEERING, *REORDERING} & set(text) - {"\n"}
    assert text.count("<script") == 1
    assert not re.search(r"<(?:b>News|i>|x>|reason)", text)
    for drawing in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
        etree.fromstring(drawing)
    shown = html.document_fromstring(text)
    ids = [each.get("id") for each in shown.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    targets = {each.get("href")[1:] for each in shown.iter("a") if each.get("href", "").startswith("#")}
    assert targets <= set(ids)
    labels = {name for each in shown.iter("svg") for name in (each.get("aria-labelledby") or "").split()}
    assert labels <= set(ids)
    assert not [name for each in shown.iter() for name in each.attrib if name.startswith("on")]


@settings(max_examples=30, deadline=None)
@given(traces())
def test_every_sentence_on_the_page_is_one_of_its_article(made):
    _, readings = made
    texts = {" ".join(safe(reading.article.text).split()) for reading in readings.values()}
    shown = page(made)
    for quote in shown.findall(".//div[@class='lists']//ol/li/blockquote/p"):
        for number in quote.findall("sup"):
            number.drop_tree()
        told = safe(words(quote))
        assert any(told in text for text in texts)


def contrast(one, other):
    """The contrast of two colours as WCAG 2 reckons it."""

    def light(colour):
        digits = colour.lstrip("#")
        digits = "".join(2 * each for each in digits) if len(digits) == 3 else digits
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_all_words_have_the_contrast_that_readers_need(theme):
    css = trace_page.render(*traced(TWO, CLAIM)).split("<style>")[1].split("</style>")[0]
    blocks = re.findall(r":root\{(.*?)\}", css, re.DOTALL)
    colours = {}
    for block in blocks[: theme + 1]:
        colours |= dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))
    written = ["ink", "faint", "link", "circle", "amber", "proof", "first", *(f"l{number}" for number in range(6))]
    for ground in ("paper", "band"):
        assert {name: contrast(colours[name], colours[ground]) >= 4.5 for name in written} == dict.fromkeys(written, True)
    for name, ground in (("amber", "amber-ground"), ("first", "first-ground"), ("ink", "words")):
        assert contrast(colours[name], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["cable-car", "chess-retires", "metro-tunnel", "stolen-cello", "turbine-blade", "zoo-panda"])
def test_the_gold_of_every_story_can_be_drawn(shared, name):
    shown = page(story(shared / "cases" / "stories" / name))
    assert len(shown.findall(".//svg[@class='wide']")) >= len(shown.findall(".//section[@class='claim']"))
