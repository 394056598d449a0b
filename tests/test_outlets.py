"""Which outlets a phrase or a sentence names: whole, by a short form, by initials, by a domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.lexicon.outlets import body_of, named, places_of
from whence.records.article import Outlet

VARD, TIDAL, MINUTE, STRINGS, HOLM = (
    Outlet("The Vard Standard", "vardstandard.example"),
    Outlet("Tidal Press Agency"),
    Outlet("Market Minute (newsletter)"),
    Outlet("Stringsite"),
    Outlet("Holm Post", "holmpost.example"),
)
ALL = (VARD, TIDAL, MINUTE, STRINGS, HOLM, None)


def of(phrase, outlets=ALL):
    """The names of the outlets that a phrase names."""
    return [outlets[at].name or outlets[at].domain for at in named(phrase, outlets)]


def within(sentence, outlets=ALL):
    """[(words, names)] of the outlets that a sentence names."""
    return [(sentence[low:high], [outlets[at].name for at in places]) for low, high, places in places_of(sentence, outlets)]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("Vard Health Office", "Vard Health Office"),
        ("Institute for Locks and Water, field note", "Institute for Locks and Water"),
        ("Ministry of Locks (English pages)", "Ministry of Locks"),
        ("The Vard Standard", None),
        ("Vard Council News", None),
        ("Tidal Press Agency", None),
        ("Barge & Tiller", None),
        (None, None),
    ],
)
def test_a_body_is_told_by_its_head_noun_and_what_sells_news_is_none(name, body):
    found = body_of(name)
    assert (found and found.name) == body


# --- a phrase ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The Vard Standard", VARD.name),
        ("the Vard Standard", VARD.name),
        ("Vard Standard", VARD.name),
        ("the newspaper Vard Standard", VARD.name),
        ("the Vard Standard, a daily", VARD.name),
        ("the Standard", VARD.name),
        ("this morning's Standard", VARD.name),
        ("Friday’s Standard", VARD.name),
        ("vardstandard.example", VARD.name),
        ("Tidal Press Agency", TIDAL.name),
        ("TPA", TIDAL.name),
        ("the agency TPA", TIDAL.name),
        ("Tidal", TIDAL.name),
        ("Market Minute", MINUTE.name),
        ("the newsletter Market Minute", MINUTE.name),
        ("Stringsite", STRINGS.name),
        ("the site Stringsite", STRINGS.name),
        ("Holm Post", HOLM.name),
        ("the Post", HOLM.name),
        ("www.holmpost.example", HOLM.name),
        ("https://www.holmpost.example/lock", HOLM.name),
    ],
)
def test_an_outlet_is_named_whole_by_its_last_word_its_initials_or_its_domain(phrase, name):
    assert of(phrase) == [name]


@pytest.mark.parametrize(
    "phrase",
    ["", "a standard", "Standard", "the standard", "a market", "the minute", "Vard", "HP", "tpa", "Tidal waves", "string",
     "the lock keeper", "Oda Brandt", "the", "🐟", "post"],
)  # fmt: skip
def test_a_place_a_common_noun_and_two_initials_name_no_outlet(phrase):
    assert of(phrase) == []


@pytest.mark.parametrize(("phrase", "outlet"), [("string site", STRINGS), ("the courier", Outlet("The Courier"))])
def test_the_common_noun_that_a_paper_is_called_by_is_not_that_paper(phrase, outlet):
    assert of(phrase, (outlet,)) == []


def test_two_outlets_that_end_alike_are_not_named_by_their_last_word():
    both = (VARD, Outlet("The Kelter Standard"))
    assert of("the Standard", both) == []
    assert of("the Kelter Standard", both) == ["The Kelter Standard"]


@pytest.mark.parametrize("words", ["Corriere", "the Corriere", "The Corriere"])
def test_a_name_that_opens_with_its_head_is_called_by_it(words):
    """ "Corriere di Kelter" is "Corriere", as "The Vard Standard" is "the Standard"."""
    outlets = (VARD, Outlet("Corriere di Kelter"), Outlet("University of Holm"))
    assert of(words, outlets) == ["Corriere di Kelter"]
    assert within(f"The gate broke, {words} writes.", outlets) == [
        (words.removeprefix("the ").removeprefix("The "), ["Corriere di Kelter"])
    ]
    assert within("Friends say that the gate broke.", (Outlet("Friends of the Lock"),)) == []
    assert within("The University closed, and Corriere Street with it.", outlets) == []
    assert of("the University", outlets) == of("Corriere", (*outlets, Outlet("Corriere della Brenta"))) == []


def test_an_outlet_with_several_articles_is_named_at_each_of_its_places():
    assert named("the Standard", (VARD, HOLM, VARD)) == (0, 2)


def test_an_outlet_known_by_its_domain_alone_is_named_by_it():
    assert of("kelter.example", (Outlet(None, "kelter.example"),)) == ["kelter.example"]
    assert of("Kelter", (Outlet(None, "kelter.example"),)) == ["kelter.example"]


def test_a_name_with_combining_marks_is_the_same_name():
    assert of("the Gazette de Ke\u0301ler", (Outlet("Gazette de Kéler"),)) == ["Gazette de Kéler"]


# --- a sentence ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The gate broke, the Vard Standard reported.", [("the Vard Standard", [VARD.name])]),
        ("The gate broke, as the Standard wrote.", [("the Standard", [VARD.name])]),
        ("The gate broke, TPA reported.", [("TPA", [TIDAL.name])]),
        ("The gate broke, says holmpost.example today.", [("holmpost.example", [HOLM.name])]),
        ("Market Minute and the Holm Post write that the gate broke.",
         [("Market Minute", [MINUTE.name]), ("the Holm Post", [HOLM.name])]),
        ("🐟 The Holm Post’s reporter saw it.", [("The Holm Post", [HOLM.name])]),
        ("The gate of Vard broke at high standard and in a minute.", []),
        ("He went to the Standard Bridge in Holm.", []),
        ("", []),
    ],
)  # fmt: skip
def test_a_sentence_names_outlets_where_their_names_stand(sentence, expected):
    assert within(sentence) == expected


def test_a_longer_name_wins_over_one_that_stands_inside_it():
    both = (Outlet("Holm Post"), Outlet("Sunday Holm Post"))
    assert within("The Sunday Holm Post reported it.", both) == [("The Sunday Holm Post", ["Sunday Holm Post"])]


def test_a_domain_is_not_named_by_a_longer_one():
    assert within("It stood on holmpost.example.", ALL) == [("holmpost.example", [HOLM.name])]


@pytest.mark.parametrize("sentence", ["It stood on my-holmpost.example.", "It stood on holmpost.examples."])
def test_a_domain_inside_another_word_names_no_outlet(sentence):
    assert within(sentence) == []


NAMES = st.lists(
    st.one_of(
        st.none(),
        st.builds(
            Outlet,
            st.sampled_from(
                [None, "The Vard Standard", "Holm Post", "A", "The", "(x)", "B & B", "a.b*c", "🐟", "Ke\u0301ler", "Post"]
            ),
            st.sampled_from([None, "holm.example", "vard.example"]),
        ),
    ),
    max_size=5,
)
WORDS = [
    "the", "The", "Vard", "Standard", "Holm", "Post", "A", "B", "&", "🐟", "holm.example", "a.b*c", "Ke\u0301ler", ",", "(",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(TEXTS, NAMES)
def test_what_a_sentence_names_never_overlaps_and_stands_in_order(sentence, outlets):
    at = 0
    for low, high, places in places_of(sentence, outlets):
        assert at <= low < high <= len(sentence)
        assert places
        assert all(outlets[each] is not None for each in places)
        at = high


@given(TEXTS, NAMES)
def test_what_a_phrase_names_is_ascending_and_there(phrase, outlets):
    found = named(phrase, outlets)
    assert list(found) == sorted(set(found))
    assert all(outlets[each] is not None for each in found)
