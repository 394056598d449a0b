"""The page and the notebook's fragment: whole, closed to the outside, safe with any text, linked both ways, and legible."""

import re
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import whence
from test_report import BARE, INTERRUPTED, NESTED, NONE, REORDERING, SHARED, STEERING, TOLD, hostile, reading
from whence.records.article import ArticleDate, ArticleDates, Outlet
from whence.report.marks import harmless
from whence.report.page import fragment, render

CSS = files("whence.report").joinpath("page.css").read_text(encoding="utf-8")
EMPTY = {"meta", "br", "hr", "img", "link", "input"}
BLOCKS = {"div", "p", "ol", "li", "section", "article", "header", "nav", "h1", "h2", "main", "body", "ul", "table"}
TAGS = {
    "html", "head", "meta", "title", "style", "body", "nav", "article", "header", "section", "div", "h1", "h2", "p", "ol",
    "li", "a", "span", "sup", "q", "ul", "table", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "aria-label", "scope"}


class Parsed(HTMLParser):
    """What a browser is told: tags with their attributes, text by tag; nesting is checked while it is read."""

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.texts, self.ids, self.hrefs = [], [], [], [], []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        above = [each for each, _ in self.open]
        assert tag not in BLOCKS or not {"p", "span", "a", "sup", "q", "h1", "h2"} & set(above), f"{tag} in {above}"
        assert tag != "a" or "a" not in above
        assert tag != "li" or above[-1] in ("ol", "ul")
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        self.ids += [value for name, value in attrs if name == "id"]
        self.hrefs += [value for name, value in attrs if name == "href"]
        if tag not in EMPTY:
            self.open.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.texts.append(([tag for tag, _ in self.open], [about for _, about in self.open], data))

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")

    def text(self, tag=None, without=(), **about):
        """The text inside a tag (with these attributes)."""

        def wanted(tags, attributes):
            held = tag is None or any(
                each == tag and about.items() <= had.items() for each, had in zip(tags, attributes, strict=True)
            )
            return held and not set(without) & set(tags)

        return "".join(data for tags, attributes, data in self.texts if wanted(tags, attributes))


def page(*readings):
    return Parsed(render(readings))


def columns(parsed, **more):
    """The words of the article as a reader sees them, without the raised numbers."""
    return parsed.text("div", without=("sup",), **({"class": "text"} | more))


MADE = [NESTED, INTERRUPTED, SHARED, BARE, ("It rained.",)]
READINGS = [reading(*made, **TOLD) for made in MADE] + [reading("Il a plu.", not_read="language")]


# --- one whole page ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("readings", [*([each] for each in READINGS), READINGS])
def test_a_page_is_one_well_nested_document_with_language_charset_viewport_and_title(readings):
    text = render(readings)
    parsed = Parsed(text)
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert text.endswith("</html>\n")
    counts = [sum(tag == each for tag, _ in parsed.tags) for each in ("html", "head", "title", "style", "body")]
    assert counts == [1, 1, 1, 1, 1]
    metas = [about for tag, about in parsed.tags if tag == "meta"]
    assert metas[0] == {"charset": "utf-8"}
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in metas
    assert {"name": "color-scheme", "content": "light dark"} in metas
    assert parsed.text("title").strip()


@pytest.mark.parametrize("make", [lambda: render(READINGS), lambda: fragment(READINGS[0])])
def test_a_page_fetches_nothing_and_runs_nothing(make):
    text = make()
    parsed = Parsed(text)
    assert {tag for tag, _ in parsed.tags} <= TAGS
    assert {name for _, about in parsed.tags for name in about} <= ATTRIBUTES
    assert all(href.startswith("#") for href in parsed.hrefs)
    style = parsed.text("style")
    assert style
    assert not re.search(r"url\(|@import|@font-face|expression|http|//", style)


def test_a_page_forbids_scripts_and_outside_resources_before_anything_else_is_read():
    tags = page(*READINGS).tags
    (at,) = [number for number, (_, about) in enumerate(tags) if about.get("http-equiv") == "Content-Security-Policy"]
    policy = dict(rule.split(" ", 1) for rule in tags[at][1]["content"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert at < min(number for number, (tag, _) in enumerate(tags) if tag == "style")


def test_the_same_readings_give_the_same_page():
    assert render(READINGS) == render(READINGS)


# --- nothing of an article is markup -------------------------------------------------------------------------------------

ATTACKS = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", '" id="a1-s1', "</style><b>",
    "<!-- ", "]]>", "&lt;b&gt;", "&amp;", "&#60;b&#62;", "&nbsp", "</p></div></article>",
    "<a href=javascript:alert(1)>x</a>", "\x00<b>",
    "<", "&", "javascript:alert(1)", "</title><script>",
]  # fmt: skip


def attacked(words):
    """A reading with the words in every field that can hold them."""
    text = f"A {words} B said C {words} D.\nE {words} F."
    told = (f"A {words} B", "said", f"C {words} D", {"reasons": (words, "plain")}), (None, None, f"E {words} F")
    return reading(
        text, *told, title=words, url=words, name=words, outlet=Outlet(words), id=words,
        dates=ArticleDates(ArticleDate(words, "day", "given")),
    )  # fmt: skip


@pytest.mark.parametrize("words", ATTACKS, ids=ascii)
@pytest.mark.parametrize("make", [lambda one: render([one]), lambda one: render([one, one]), fragment])
def test_every_text_is_shown_as_it_is_and_never_becomes_markup(words, make):
    calm, parsed = Parsed(make(attacked("calm"))), Parsed(make(attacked(words)))
    assert [tag for tag, _ in parsed.tags] == [tag for tag, _ in calm.tags]
    assert [set(about) for _, about in parsed.tags] == [set(about) for _, about in calm.tags]
    shown = harmless(words)
    assert parsed.text("h1").startswith(shown)
    assert columns(parsed).startswith(f"A {shown} B said C {shown} D.E {shown} F.")
    assert parsed.text("q").startswith(f"C {shown} DE {shown} F")
    assert f" · {shown} · plain" in parsed.text("section")
    assert parsed.text("header").startswith(shown + " · ".join([shown] * 4))


@pytest.mark.parametrize("words", ATTACKS, ids=ascii)
@pytest.mark.parametrize("role", ["heading", "caption", "teaser", "credit", "boilerplate", "list"])
def test_text_of_every_role_is_shown_as_it_is(words, role):
    parsed = page(reading(f"It rained.\n{words}", roles={1: role}))
    assert harmless(words) in columns(parsed)
    assert {tag for tag, _ in parsed.tags} <= TAGS


@pytest.mark.parametrize("words", ATTACKS, ids=ascii)
def test_the_reason_why_an_article_was_not_read_is_shown_as_it_is(words):
    assert f"No statements: {harmless(words)}." in page(reading("Il a plu.", not_read=words)).text("section")


@settings(max_examples=60, deadline=None)
@given(st.text("<>&\"'/=!-`;#ab \u202e\x1b🐟", min_size=1, max_size=30))
def test_any_text_between_marks_is_shown_as_it_is(words):
    parsed = page(reading(f"Oda said {words}x.", ("Oda", "said", f"{words}x")))
    assert columns(parsed) == harmless(f"Oda said {words}x.")


@pytest.mark.parametrize("sign", [*STEERING, *REORDERING], ids=ascii)
def test_characters_that_reorder_or_control_are_made_visible(sign):
    assert sign not in render([hostile(sign)])
    assert columns(page(hostile(sign))) == "O\ufffdda s\ufffdaid n\ufffdo.caption The l\ufffdock."


# --- marks and links -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("made", MADE)
def test_the_article_reads_on_the_page_character_for_character(made):
    assert columns(page(reading(*made))) == made[0].replace("\n", "")


def test_letters_beyond_the_first_plane_and_combining_marks_stay_whole():
    text = "Oda 🐟 Zaja\u0328c said 👩‍👩‍👧 sang."
    parsed = page(reading(text, ("Oda 🐟 Zaja\u0328c", "said", "👩‍👩‍👧 sang")))
    assert columns(parsed) == text
    assert parsed.text("q") == "👩‍👩‍👧 sang"


@pytest.mark.parametrize("make", [lambda: render(READINGS), *(lambda one=one: fragment(one) for one in READINGS)])
def test_ids_are_unique_without_blanks_and_every_link_finds_its_place(make):
    parsed = Parsed(make())
    assert len(parsed.ids) == len(set(parsed.ids))
    assert all(each and not re.search(r"\s", each) for each in parsed.ids)
    assert [href for href in parsed.hrefs if href[1:] not in parsed.ids] == []


@pytest.mark.parametrize("number", range(len(MADE)))
def test_every_statement_is_linked_from_its_words_to_its_item_and_back(number):
    text = render([NONE, reading(*MADE[number])])
    for statement in range(1, len(MADE[number])):
        place, item = f"a2-t{statement}", f"a2-s{statement}"
        assert f'<sup id="{place}"><a href="#{item}"' in text
        assert f'<li id="{item}"><a class="number" href="#{place}"' in text


def test_the_list_links_to_the_end_of_the_first_piece_of_an_interrupted_content():
    text = render([reading(*INTERRUPTED)])
    assert re.search(r'We wait</span><sup id="a1-t1">', text)
    assert text.count('id="a1-t1"') == 1
    assert text.count('href="#a1-s1"') == 4


def test_a_nested_statement_links_to_the_one_around_it():
    parsed = page(reading(*NESTED))
    assert "indirect · 90% sure · inside 1" in parsed.text("section")
    assert parsed.hrefs.count("#a1-s1") == 4


def runs(parsed):
    """(classes, words) of every marked run in the text."""
    return [
        (about[-1]["class"], data)
        for tags, about, data in parsed.texts
        if tags[-1:] == ["span"] and {"class": "text"} in about and about[-1]["class"] != "role"
    ]


def test_nested_marks_are_told_by_classes_of_flat_runs():
    assert runs(page(reading(*NESTED))) == [
        ("source", "Oda Brandt"), ("cue", "said"), ("content source", "Per Lund"), ("content", " "), ("content cue", "knew"),
        ("content", " "), ("content two", "the lock was shut"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("made", "numbers"),
    [
        (NESTED, [["1"], ["1"], ["2"], ["2"], ["2", "1"]]),
        (SHARED, [["1", "2"], ["1"], ["1"], ["2"], ["2"]]),
        (BARE, [["1"]]),
    ],
)
def test_numbers_that_stand_together_are_parted_by_a_comma(made, numbers):
    raised = re.findall(r"(?:<sup.*?</sup>)+", render([reading(*made)]))
    assert [re.sub(r"<[^>]*>", "", each).split(",") for each in raised] == numbers


def test_every_link_of_a_number_says_where_it_leads():
    labels = [about.get("aria-label") for tag, about in page(reading(*BARE)).tags if tag == "a"]
    assert labels == ["content of statement 1", "statement 1 in the text"]


@pytest.mark.parametrize("role", ["caption", "teaser", "credit", "boilerplate"])
def test_what_stands_beside_the_article_is_named_and_has_no_marks(role):
    text = render([reading("Oda at dusk.\nOda said no.", ("Oda", "said", "no"), roles={0: role})])
    assert f'<p class="aside"><span class="role">{role}</span> Oda at dusk.</p>' in text


def test_a_heading_is_a_heading_and_the_title_stands_once():
    parsed = page(
        reading("Lock shut\nAt dusk\nOda said no.", ("Oda", "said", "no"), roles={0: "title", 1: "heading"}, title="Lock shut")
    )
    assert (parsed.text("h1"), parsed.text("h2"), columns(parsed)) == ("Lock shut", "At dusk", "At duskOda said no.")


# --- the list, several readings, the fragment ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "item"),
    [
        (INTERRUPTED, "1Per Lund saidWe wait … and we singsay · direct · 90% sure"),
        (BARE, "1no stated sourceThe tide turns at noonsay · direct · 90% sure"),
        (
            ("Oda said no.", ("Oda", "said", "no", {"reasons": ("one", "two"), "confidence": 1.0})),
            "1Oda saidnosay · indirect · 99% sure · one · two",
        ),
    ],
)
def test_an_item_tells_who_by_which_words_what_and_how_surely(made, item):
    assert page(reading(*made)).text("li") == item


def test_the_head_tells_title_outlet_date_address_and_input():
    parsed = page(reading("It rained.", title="Lock shut", name="lock.txt", **TOLD))
    assert parsed.text("h1") == "Lock shut"
    assert parsed.text("header").endswith("The Canal Gazette · 2026-03-12 · https://canal.example/lock · lock.txt")
    assert parsed.text("title") == "Lock shut – Whence"


def test_a_page_of_several_readings_has_an_index_and_one_of_one_has_none():
    several, one = page(*READINGS), page(READINGS[0])
    assert "nav" not in {tag for tag, _ in one.tags}
    assert several.text("title") == "6 readings – Whence"
    assert several.hrefs[:6] == ["#a1", "#a2", "#a3", "#a4", "#a5", "#a6"]
    assert several.text("nav") == "".join(
        f"test {each}" for each in ("2 statements", "1 statement", "2 statements", "1 statement", "0 statements", "not read")
    )


@pytest.mark.parametrize(
    ("one", "shown"), [(NONE, "0 statements"), (reading("Il a plu.", not_read="paywall"), "No statements: paywall.")]
)
def test_a_page_without_statements_says_so_beside_the_text(one, shown):
    parsed = page(one)
    assert shown in parsed.text("section")
    assert "li" not in {tag for tag, _ in parsed.tags}
    assert columns(parsed) == one.article.text


@pytest.mark.parametrize("one", READINGS)
def test_a_notebook_shows_a_fragment_that_is_the_article_of_the_page(one):
    text = one._repr_html_()
    assert text == fragment(one) == whence.Reading._repr_html_(one)
    parsed = Parsed(text)
    assert parsed.tags[0] == ("div", {"class": "whence"})
    assert {"html", "head", "body", "title", "meta"} & {tag for tag, _ in parsed.tags} == set()
    assert columns(parsed) == columns(page(one))


def test_fragments_of_two_articles_in_one_notebook_share_no_id():
    first, second = (Parsed(fragment(reading(*NESTED, id=each * 16))).ids for each in "ab")
    assert first
    assert not set(first) & set(second)


# --- how it looks --------------------------------------------------------------------------------------------------------


def rules(css):
    """(selector, declarations, condition) of every rule."""
    found = []
    for head, body in re.findall(r"@media ([^{]*)\{((?:[^{}]*\{[^{}]*\})*)\s*\}", css):
        found += [(selector.strip(), inside, head.strip()) for selector, inside in re.findall(r"([^{}]+)\{([^{}]*)\}", body)]
    rest = re.sub(r"@media [^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", css)
    return [(selector.strip(), inside, "") for selector, inside in re.findall(r"([^{}]+)\{([^{}]*)\}", rest)] + found


def test_the_style_touches_nothing_outside_its_own_box():
    selectors = [each.strip() for selector, _, _ in rules(CSS) for each in selector.split(",")]
    assert len(selectors) > 20
    assert [each for each in selectors if not each.startswith(".whence")] == []


def test_there_are_rules_for_the_dark_for_print_and_for_narrow_windows():
    conditions = {condition for *_, condition in rules(CSS)}
    assert {"(prefers-color-scheme:dark)", "print"} < conditions
    assert any("max-width" in condition for condition in conditions)
    assert all(f"@media {condition}" in render([NONE]) for condition in conditions if condition)


def colours(condition):
    """The named colours under a condition, the plain ones where it says nothing."""
    found = {}
    for selector, inside, told in rules(CSS):
        if selector == ".whence" and told in ("", condition):
            found |= dict(re.findall(r"--([a-z]+):(#[0-9a-f]{3,6})", inside))
    return found


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("condition", ["", "(prefers-color-scheme:dark)", "print"])
@pytest.mark.parametrize("letters", ["ink", "faint", "source", "cue"])
@pytest.mark.parametrize("ground", ["paper", "content"])
def test_letters_have_the_contrast_that_wcag_asks_for(condition, letters, ground):
    named = colours(condition)
    assert contrast(named[letters], named[ground]) >= 4.5
    assert contrast(named["edge"], named[ground]) >= 3


def declared(selector):
    return {
        name.strip(): value.strip()
        for found, inside, condition in rules(CSS)
        if found == selector and not condition
        for name, _, value in (each.partition(":") for each in inside.split(";"))
    }


def test_source_cue_and_content_differ_in_form_where_colours_are_not_seen_or_printed():
    source, cue, content = (declared(f".whence .{part}") for part in ("source", "cue", "content"))
    assert (source["font-weight"], cue["font-style"]) == ("bold", "italic")
    assert "dotted" in cue["text-decoration"]
    assert content["border-bottom"].startswith("2px solid")


def test_the_key_shows_the_three_marks_as_they_look_in_the_text():
    text = render([reading(*NESTED)])
    key = re.search(r'<p class="key facts">.*?</p>', text)[0]
    assert re.findall(r'class="(\w+)">(\w+)<', key) == [("source", "source"), ("cue", "cue"), ("content", "content")]


def test_headings_leave_out_no_level():
    levels = [
        int(tag[1]) for tag, _ in page(*READINGS, reading("Dusk\nIt rained.", roles={0: "heading"})).tags if tag in ("h1", "h2")
    ]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
