"""Links that open a page at the words of a statement, and the Markdown report that has them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exported import ABOUT, HARD, hard, reading, say, texts
from whence.exchange import FORMATS
from whence.exchange.fragments import Fragment, Page
from whence.records.spans import span_of
from whence.report import markdown

TWICE = "Oda said “we wait here” on Monday.\nPer said “we wait here” on Tuesday, and WE WAIT HÉRE again.\n"


def directive(text, words, nth=0):
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth]
    return str(Page(text).fragment(start, start + len(words)))


@pytest.mark.parametrize(
    ("text", "words", "nth", "told"),
    [
        ("Oda said no, at once.", "no, at once", 0, "text=no%2C%20at%20once"),
        ("Oda said well-worn & 50% old.", "well-worn & 50% old", 0, "text=well%2Dworn%20%26%2050%25%20old"),
        ("Zaja\u0328c said 🐟.", "🐟", 0, "text=%F0%9F%90%9F"),
        (TWICE, "we wait here", 0, "text=Oda%20said%20%E2%80%9C-,we%20wait%20here,-%E2%80%9D%20on%20Monday."),
        (TWICE, "we wait here", 1, "text=Per%20said%20%E2%80%9C-,we%20wait%20here,-%E2%80%9D%20on%20Tuesday%2C%20and"),
        ("Oda said   it \n rained.", "it \n rained", 0, "text=it,rained"),
        ("one two. One Two", "one two", 0, "text=one%20two,-.%20One"),
        ("rained. It rained", "ained", 0, "text=rained,-.%20It"),
        ("cafe\u0301s cafes", "cafe", 0, "text=cafe%CC%81s,-cafes"),
    ],
)
def test_directives(text, words, nth, told):
    assert directive(text, words, nth) == told


def test_a_long_span_is_told_by_its_first_and_last_words():
    words = " ".join(f"word{number}" for number in range(40))
    assert directive(f"Oda said {words}.", words) == "text=word0%20word1%20word2%20word3,word36%20word37%20word38%20word39"


def test_the_parts_of_a_directive_stand_in_their_order():
    assert str(Fragment("a b", "c-d", "x", "y&")) == "text=x-,a%20b,c%2Dd,-y%26"


def test_a_search_knows_no_case_no_accents_and_no_width_of_spaces():
    page = Page("Café  au\u00a0lait. CAFE AU LAIT")
    assert page.found(Fragment("cafe au lait")) == [(0, 13), (15, 27)]


def test_a_search_does_not_go_over_lines_except_between_beginning_and_end():
    page = Page("we wait\nand sing")
    assert page.found(Fragment("wait and")) == []
    assert page.found(Fragment("we", "sing")) == [(0, 16)]
    assert page.found(Fragment("and", "", "wait")) == [(8, 11)]


@given(texts(), st.data())
def test_a_directive_finds_its_own_words_in_any_text(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    if not any(map(str.isalnum, text[start:end])):
        return
    made = Page(text).fragment(start, end)
    assert str(made).startswith("text=")
    assert not set(str(made)) - set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%=,-._~")
    low, high = start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
    assert any(a <= low and high <= b for a, b in Page(text).found(made)) or "\n" in text[start:end]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://canal.example/lock", "https://canal.example/lock#:~:text=We%20wait&text=and%20we%20sing"),
        ("https://canal.example/lock#top", "https://canal.example/lock#top:~:text=We%20wait&text=and%20we%20sing"),
        ("https://canal.example/#:~:text=x", "https://canal.example/#:~:text=We%20wait&text=and%20we%20sing"),
        ("javascript:alert(1)", None),
        (None, None),
    ],
)
def test_links_have_a_directive_for_every_piece_and_only_lead_to_the_web(url, link):
    spans = tuple(span_of(HARD, HARD.index(each), HARD.index(each) + len(each)) for each in ("We wait", "and we sing"))
    assert Page(HARD).link(url, spans) == link


def text_of(*made):
    return "".join(FORMATS["md"].text(made))


def test_the_report_is_that_of_whence_read_with_a_link_at_every_statement():
    found = text_of(hard())
    assert re.sub(r" \[in the article\]\(<.*>\)", "", found) == markdown.render(hard())
    assert (
        len(re.findall(r"^ +> .* \[in the article\]\(<https://canal\.example/lock#:~:text=[^>]+>\)$", found, re.MULTILINE)) == 3
    )


def test_the_links_are_those_of_their_statements():
    tokens = MarkdownIt().parse(text_of(hard()))
    links = [child.attrs["href"] for token in tokens for child in token.children or () if child.type == "link_open"]
    assert [re.search(r"text=([^&,]+)", link)[1] for link in links] == [
        "We%20wait",
        "%F0%9D%94%ADrices%20had%20risen",
        "Nobody%20slept",
    ]


def test_without_an_address_it_is_the_report_alone():
    plain = reading(HARD, say(None, None, "Nobody slept"), about={**ABOUT, "url": None})
    assert text_of(plain) == markdown.render(plain)


def test_several_reports_have_a_blank_line_between_them():
    assert text_of(hard(), hard()) == text_of(hard()) + "\n" + text_of(hard())


def test_words_of_an_article_that_look_like_a_quotation_take_no_link():
    made = reading("   > Oda said no.\n   > Per left.", say("Oda", "said", "no", reasons=("   > a reason",)))
    assert text_of(made).count("in the article") == 1
