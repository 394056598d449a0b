"""Is an article the paper that another names, and who says it in one?"""

import pytest
from msgspec.structs import replace

from tracing_cases import reading
from whence.records.article import Outlet
from whence.records.spans import span_of
from whence.tracing.papers import is_paper, paper_of, said_in


def article(text, outlet):
    return replace(reading(text).article, outlet=Outlet(outlet, None))


@pytest.mark.parametrize(
    ("heading", "outlet", "nouns", "is_one"),
    [
        ("Order No. 118 of the Ministry", "Vard Gazette", "order two-page", True),
        ("Minutes of the meeting of 11 March", "Vard Council", "minute", True),
        ("Meeting of 11 March", "Vard Council, minutes", "minute", True),
        ("Health bulletin 6", "Vard Clinic", "bulletin", True),
        ("Board ruling 14/2025", "Rail Board", "ruling", True),
        ("The board's order of March angers fishermen", "Vard Herald", "minute", False),
        ("Report angers fishermen", "Vard Herald", "report", False),
        ("Boats kept in harbour", "Vard Herald", "order", False),
        ("Minutes of the meeting of 11 March", "Vard Council", "letter", False),
        ("🐟 order 🐟", "Vard Herald", "order", False),
    ],
)
def test_an_article_is_a_paper_where_its_heading_or_its_outlet_calls_it_one(heading, outlet, nouns, is_one):
    text = f"{heading}\nThe boats stay in the harbour of Vard until the wind drops. Nobody may sail."
    assert is_paper(article(text, outlet), frozenset(nouns.split())) is is_one


@pytest.mark.parametrize(
    ("text", "noun", "in_it"),
    [
        ("The boats stay, the mayor told parents in a letter of Friday.", "letter", True),
        ("The mayor announced with a short notice that the boats stay.", "notice", True),
        ("The boats stay, the mayor said. The clerk wrote in a letter that it rained.", "letter", False),
        ("The boats stay, the mayor said about a letter.", "letter", False),
        ("The boats stay, the mayor told parents in a letter of Friday.", "notice", False),
        ("🐟 e\u0301 The boats stay, the mayor told parents in a letter.", "letter", True),
    ],
)
def test_who_says_it_in_a_letter_is_the_source_of_the_letter(text, noun, in_it):
    at = text.index("mayor")
    assert said_in(text, span_of(text, at, at + 5), frozenset([noun])) is in_it


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("The boats stayed out for an hour after a cable car stopped above the lock.", None),
        ("The letter box shows a price of nine million.", None),
        ("The price is put at nine million in an internal audit.", "an internal audit"),
        ("The boats stay, by the ship's log kept on board.", "the ship's log"),
        ("The boats stay, in a letter seen by the Post.", "a letter"),
        ("The boats stay, according to a report last week.", "a report"),
        ("A memo dated 2 May puts the price at nine million.", "A memo dated 2 May"),
    ],
)
def test_a_noun_that_goes_on_as_a_compound_is_no_paper(text, paper):
    found = paper_of(text, 0, len(text))
    assert (found and found.name) == paper
